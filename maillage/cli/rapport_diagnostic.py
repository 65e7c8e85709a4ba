"""What `maillage diagnostic` prints: a table by theme for a person, French keys for a machine."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from maillage.cli.messages import INSECABLE, counted, number, out, paragraph
from maillage.cli.rapport_territoire import columns
from maillage.core.indicateurs import (
    Absence,
    Comparateur,
    Couverture,
    Lecture,
    LigneIndicateur,
    NatureZone,
    Niveau,
    Provenance,
    Resultat,
    Theme,
    arrondi,
    nombre,
    phrases,
)
from maillage.core.indicateurs.importes import IMPORT
from maillage.core.territoire import TerritoireAnalyse

TITRES = {
    Theme.POPULATION: "Population",
    Theme.SOCIAL: "Situation sociale",
    Theme.SANTE: "Santé",
    Theme.OFFRE: "Offre de soins",
    Theme.ORGANISATION: "Structures et établissements",
    Theme.ACCES: "Accès aux soins et prévention",
}
MARQUES = {Niveau.DEPARTEMENT: "D", Niveau.IMPORTE: "I"}
_NAME_MAX, _PLACE_MAX, _SOURCE_MAX = 46, 16, 28


# --- for a person -------------------------------------------------------------------------------


def show(lecture: Lecture, analyse: TerritoireAnalyse, *, phrases: bool) -> None:
    """Print the values by theme, then what is missing."""
    lines = counted(len([line for line in analyse.lignes if line.comptee]), "commune")
    out(f"{lines}, {counted(analyse.population_connue, 'habitant')}")
    for theme, title in TITRES.items():
        known = [line for line in lecture.par_theme(theme) if line.resultat.valeur is not None]
        if known:
            out()
            _table(title, known)
            for line in known:
                _details(line)
            if phrases:
                _sentences(known, lecture)
    out()
    paragraph(
        "≈ : estimation. D : donnée du département. I : chiffre importé par l’équipe. Couv. : part "
        "des habitants couverte par la valeur, quand des communes manquent."
    )
    _missing(lecture)
    _sources(lecture.provenances)


def _table(title: str, lines: list[LigneIndicateur]) -> None:
    widest = max((line.comparateurs for line in lines), key=len)
    heads = [
        title,
        "Valeur",
        "",
        *(_cut(_place(one), _PLACE_MAX) for one in widest),
        "Couv.",
        "Année",
    ]
    rows = [_row(line, [(one.nature, one.code) for one in widest]) for line in lines]
    columns((heads, *rows), right=set(range(1, len(heads) - 1)) - {2})


def _details(line: LigneIndicateur) -> None:
    """Print what stands under a value: the share of each EPCI, the distance to the next size."""
    parts = [
        f"{one.libelle} {_shown(one.valeur)}{INSECABLE}{one.unite}" for one in line.resultat.details
    ]
    if parts:
        paragraph(f"{line.indicateur.libelle} : {' ; '.join(parts)}.", first="  ", rest="    ")


def _shown(value: Decimal) -> str:
    return number(value, 0 if value == value.to_integral_value() else 1)


def _row(line: LigneIndicateur, places: list[tuple[NatureZone, str]]) -> list[str]:
    one, found = line.indicateur, line.resultat
    there = {(other.nature, other.code): other.resultat for other in line.comparateurs}
    mark = ("≈" if found.estimation else "") + MARQUES.get(found.niveau or Niveau.COMMUNE, "")
    return [
        _cut(f"{one.libelle} ({one.unite})", _NAME_MAX),
        _figure(found, one.decimales),
        mark,
        *(_figure(there.get(place), one.decimales) for place in places),
        _covered(found.couverture),
        _origin(found),
    ]


def _origin(found: Resultat) -> str:
    names = [one.libelle if one.source == IMPORT else one.source for one in found.provenances[:1]]
    return _cut(f"{names[0]} {found.millesime}", _SOURCE_MAX) if names else "vos communes"


def _figure(found: Resultat | None, decimals: int) -> str:
    if found is None or found.valeur is None:
        return "–"
    return nombre(arrondi(found.valeur, decimals))


def _covered(covered: Couverture | None) -> str:
    if covered is None or covered.complete or covered.pourcent is None:
        return ""
    return f"{number(covered.pourcent, 1)}{INSECABLE}%"


def _place(one: Comparateur) -> str:
    return f"Dép. {one.code}" if one.nature is NatureZone.DEPARTEMENT else one.nom


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _sentences(lines: Iterable[LigneIndicateur], lecture: Lecture) -> None:
    for line in lines:
        said = phrases(line, lecture.catalogue.prudence)
        paragraph(" ".join(said), first="  ", rest="    ")


def _missing(lecture: Lecture) -> None:
    to_install = lecture.a_installer()
    if to_install:
        out()
        out(f"Sources à installer sur cette instance ({len(to_install)})")
        for source in to_install:
            waiting = counted(len(source.indicateurs), "indicateur")
            paragraph(f"{source.libelle} : {waiting}. {source.commande}", first="  - ", rest="    ")
    asked = _grouped(
        (" ; ".join(place.libelle for place in places), one.libelle)
        for one, places in lecture.a_demander()
    )
    if asked:
        out()
        out("Chiffres à demander, puis à importer")
        for where, names in asked.items():
            paragraph(f"{where}, pour : {', '.join(names)}.", first="  - ", rest="    ")
    _without_value(lecture)


def _without_value(lecture: Lecture) -> None:
    """Say why a value is not there although nothing is to be installed or asked for."""
    told = {Absence.SOURCE_A_INSTALLER, Absence.A_IMPORTER}
    reasons = _grouped(
        (line.resultat.pourquoi or "", line.indicateur.libelle)
        for line in lecture.lignes.values()
        if line.resultat.absence is not None and line.resultat.absence not in told
    )
    reasons |= _grouped(
        (f"Pas d’évolution : {line.sans_evolution}.", line.indicateur.libelle)
        for line in lecture.lignes.values()
        if line.sans_evolution
    )
    if reasons:
        out()
        out("Sans valeur, ou sans évolution")
        for why, names in reasons.items():
            paragraph(f"{', '.join(names)}. {why}", first="  - ", rest="    ")


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, name in pairs:
        found.setdefault(key, []).append(name)
    return found


def _sources(held: Iterable[Provenance]) -> None:
    out()
    out("Sources")
    for one in held:
        when = (
            f", importé le {one.importe_le:%d/%m/%Y}" if one.importe_le else ", livré avec Maillage"
        )
        licence = f" ({one.licence})" if one.licence else ""
        paragraph(
            f"{one.libelle}, {one.editeur}, {one.millesime}{licence}{when}.",
            first="  - ",
            rest="    ",
        )


# --- for a machine ------------------------------------------------------------------------------


def as_json(lecture: Lecture, analyse: TerritoireAnalyse, on: date) -> dict[str, Any]:
    """Return the reading under its stable French keys."""
    return {
        "communes": [line.commune.code for line in analyse.lignes if line.comptee],
        "population": analyse.population,
        "problemes": [remark.phrase for remark in analyse.problemes],
        "indicateurs": [_line(line, lecture) for line in lecture.lignes.values()],
        "a_installer": [
            {
                "source": one.code,
                "libelle": one.libelle,
                "commande": one.commande,
                "indicateurs": [waiting.code for waiting in one.indicateurs],
            }
            for one in lecture.a_installer()
        ],
        "a_demander": [
            {"indicateur": one.code, "guichets": [place.libelle for place in places]}
            for one, places in lecture.a_demander()
        ],
        "sources": [_provenance(one) for one in lecture.provenances],
        "le": on.isoformat(),
    }


def _line(line: LigneIndicateur, lecture: Lecture) -> dict[str, Any]:
    one = line.indicateur
    return {
        "code": one.code,
        "numero": one.numero,
        "libelle": one.libelle,
        "definition": one.definition,
        "unite": one.unite,
        "theme": str(one.theme),
        "sens": str(one.sens),
        "missions": [str(mission) for mission in one.missions],
        "points_du_guide": [str(point) for point in one.points],
        **_result(line.resultat, one.decimales),
        "comparateurs": [_other(other, one.decimales) for other in line.comparateurs],
        "evolution": _moved(line),
        "sans_evolution": line.sans_evolution,
        "phrases": list(phrases(line, lecture.catalogue.prudence)),
    }


def _result(found: Resultat, decimals: int) -> dict[str, Any]:
    return {
        "valeur": found.valeur,
        "valeur_arrondie": _exact(
            None if found.valeur is None else arrondi(found.valeur, decimals)
        ),
        "niveau": found.niveau and str(found.niveau),
        "absence": found.absence and str(found.absence),
        "pourquoi": found.pourquoi,
        "estimation": found.estimation,
        "reserve": found.reserve,
        "numerateur": found.numerateur,
        "denominateur": found.denominateur,
        "annee": found.millesime,
        "couverture": _coverage(found.couverture),
        "serie": [
            {"annee": one.millesime, "valeur": one.valeur, "couverture": _exact(one.couverture)}
            for one in found.serie
        ],
        "departements": [
            {"code": one.code, "nom": one.nom, "part": one.part, "valeur": one.valeur}
            for one in found.departements
        ],
        "details": [
            {"libelle": one.libelle, "valeur": _exact(one.valeur), "unite": one.unite}
            for one in found.details
        ],
        "sources": [one.source for one in found.provenances],
    }


def _exact(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _coverage(covered: Couverture | None) -> dict[str, Any] | None:
    if covered is None:
        return None
    return {
        "pourcentage": _exact(covered.pourcent),
        "population": covered.population,
        "population_totale": covered.population_totale,
        "lieux": covered.lieux,
        "lieux_total": covered.lieux_total,
        "secretes": covered.secretes,
        "non_significatives": covered.non_significatives,
        "absentes": covered.absentes,
        "manquants": [{"code": one.code, "raison": str(one.raison)} for one in covered.manquants],
    }


def _other(other: Comparateur, decimals: int) -> dict[str, Any]:
    gap = other.ecart
    return {
        "nature": str(other.nature),
        "code": other.code,
        "nom": other.nom,
        **_result(other.resultat, decimals),
        "ecart": gap
        and {
            "valeur": _exact(gap.valeur),
            "relatif": _exact(gap.relatif),
            "position": str(gap.position),
            "appreciation": str(gap.appreciation),
        },
        "sans_ecart": other.sans_ecart,
    }


def _moved(line: LigneIndicateur) -> dict[str, Any] | None:
    moved = line.evolution
    if moved is None:
        return None
    return {
        "depuis": moved.depuis,
        "jusqua": moved.jusqua,
        "avant": moved.avant,
        "apres": moved.apres,
        "ecart": _exact(moved.ecart),
        "relatif": _exact(moved.relatif),
        "appreciation": str(moved.appreciation),
    }


def _provenance(one: Provenance) -> dict[str, Any]:
    return {
        "source": one.source,
        "libelle": one.libelle,
        "editeur": one.editeur,
        "annee": one.millesime,
        "fichier": one.fichier or None,
        "licence": one.licence or None,
        "adresse": one.adresse or None,
        "importe_le": one.importe_le.isoformat() if one.importe_le else None,
        "edition": one.edition,
    }
