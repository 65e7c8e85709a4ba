"""What the page of the offer shows: counts, densities with their comparators, a map, a share."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from django.utils.safestring import mark_safe

from maillage.core.facts import FigureRetenue, FormeFigure, LigneFigure
from maillage.core.indicateurs import Lecture, LigneIndicateur, NatureZone, Zone, avec_unite
from maillage.core.offre import ProfessionOffre, Representativite
from maillage.documents.carte import Fond, pour_page
from maillage.documents.carte.valeurs import colorier
from maillage.dossiers.offre import OffreLue
from maillage.reference import cog
from maillage.reference.finess import categories_finess
from maillage.reference.offre import offre
from maillage.territoires.etablissements import EtablissementsInstalles
from maillage.territoires.fiche_mesures import FicheMesures
from maillage.web.typographie import fr, jour, pourcent

_PER: Final = 10_000
_COMMUNES: Final = 150  # lines of the table by commune
_SHOWN: Final = (  # columns of the table by commune, with their short names
    ("medecin_generaliste", "MG"),
    ("infirmier", "Inf."),
    ("masseur_kinesitherapeute", "Kinés"),
    ("pharmacien", "Phar."),
    ("chirurgien_dentiste", "Dent."),
    ("sage_femme", "SF"),
)


def source(fiche: FicheMesures) -> str:
    """Say where the directory comes from."""
    return fr(
        f"RPPS en accès libre, {fiche.editeur}, {fiche.millesime}, importé le {jour(fiche.importe_le)}"
        f" ({fiche.licence})."
    )


def professions(read: OffreLue, lecture: Lecture) -> list[dict[str, Any]]:
    """Return a line for each profession, with its density here and elsewhere."""
    heads = read.tetes
    return [_profession(one, heads, lecture) for one in offre().professions]


def _profession(
    one: ProfessionOffre, heads: Mapping[str | None, Any], lecture: Lecture
) -> dict[str, Any]:
    count, line = heads.get(one.code), lecture.lignes.get(one.indicateur or "")
    return {
        "code": one.code,
        "libelle": fr(one.libelle),
        "en_ville": count.en_ville if count else 0,
        "liberaux": count.liberaux if count else 0,
        "ailleurs": count.ailleurs if count else 0,
        "densite": _value(line, None),
        "departement": _value(line, NatureZone.DEPARTEMENT),
        "france": _value(line, NatureZone.FRANCE),
    }


def _value(line: LigneIndicateur | None, where: NatureZone | None) -> Decimal | None:
    if line is None:
        return None
    other = line.comparateur(where) if where else None
    found = line.resultat if where is None else (other.resultat if other else None)
    return None if found is None or found.valeur is None else Decimal(str(round(found.valeur, 1)))


def autres(read: OffreLue) -> int:
    """Count the people in town of a profession that is not shown apart."""
    heads = read.tetes.get(None)
    return heads.en_ville if heads else 0


def ages(lecture: Lecture) -> list[dict[str, str]]:
    """Return the share of those of 60 and more, where a source has it."""
    found = []
    for one in offre().professions:
        line = lecture.lignes.get(one.plus_de_60 or "")
        if line is None or line.resultat.valeur is None:
            continue
        cited = ", ".join(sorted({p.citation for p in line.resultat.provenances}))
        level = f"donnée du {line.resultat.niveau}" if line.resultat.niveau else ""
        found.append(
            {
                "libelle": fr(one.libelle),
                "valeur": fr(avec_unite(line.resultat.valeur, line.indicateur)),
                "detail": fr(", ".join(filter(None, (level, cited)))),
            }
        )
    return found


def par_commune(read: OffreLue, zone: Zone) -> dict[str, Any]:
    """Return the heads of the main professions, commune by commune, the most inhabited first."""
    heads, table, empty = read.tetes, cog.table(), 0
    rows: list[dict[str, Any]] = []
    for place in sorted(zone.lieux, key=lambda one: -(one.population or 0)):
        counts = [_in(heads, code, place.code) for code, _ in _SHOWN]
        commune = table.commune(place.code)
        if any(counts) and commune:
            named = zip((short for _, short in _SHOWN), counts, strict=True)
            rows.append({"nom": commune.nom, "nombres": [*named]})
        else:
            empty += 1
    names = {one.code: fr(one.libelle) for one in offre().professions}
    return {
        "colonnes": [{"court": short, "nom": names[code]} for code, short in _SHOWN],
        "lignes": rows[:_COMMUNES],
        "caches": max(0, len(rows) - _COMMUNES),
        "vides": empty,
    }


def _in(heads: Mapping[str | None, Any], profession: str, place: str) -> int:
    """Count in a commune; a city with its arrondissements."""
    found = heads.get(profession)
    if found is None:
        return 0
    places = (place, *cog.table().arrondissements(place))
    return sum(found.par_commune.get(one, 0) for one in places)


def carte(read: OffreLue, zone: Zone, chosen: ProfessionOffre) -> dict[str, Any]:
    """Draw the density of a profession, commune by commune."""
    heads, title = read.tetes, fr(f"{chosen.libelle} pour 10 000 habitants")
    lines = tuple(
        LigneFigure(
            libelle=place.code,
            code=place.code,
            valeur=_density(_in(heads, chosen.code, place.code), place.population),
        )
        for place in zone.lieux
    )
    figure = FigureRetenue(
        rubrique="",
        indicateur=chosen.code,
        forme=FormeFigure.CARTE,
        titre=title,
        unite="pour 10 000 habitants",
        lignes=lines,
    )
    drawn = colorier(figure, Fond.actuel())
    svg = pour_page(drawn, "densite") if drawn else ""
    return {
        "choisie": chosen.code,
        "carte_titre": title,
        # every word of it is escaped where the map is written
        "carte_svg": mark_safe(svg),  # noqa: S308 -- ours, escaped by `pour_page`
        "carte_legende": drawn.legende if drawn else (),
        "choix": [{"code": p.code, "libelle": fr(p.libelle)} for p in offre().professions],
    }


def _density(heads: int, people: int | None) -> Decimal | None:
    return Decimal(str(round(heads * _PER / people, 1))) if people else None


def part(share: Representativite) -> dict[str, Any]:
    """Return the share of the team, and the line to reach."""
    total = share.total
    return {
        "lignes": [
            {
                "libelle": fr(one.libelle),
                "equipe": one.equipe,
                "en_ville": one.en_ville,
                "pourcent": _percent(one.pourcent),
            }
            for one in share.parts
            if one.en_ville
        ],
        "equipe": total.equipe,
        "en_ville": total.en_ville,
        "pourcent": _percent(total.pourcent),
        "seuil": share.seuil,
        "atteinte": share.atteinte,
        "manquent": share.manquent,
    }


def _percent(value: float | None) -> str:
    return pourcent(None if value is None else Decimal(str(round(value, 1))), 1)


def par_categorie(
    held: EtablissementsInstalles | None, places: tuple[str, ...]
) -> dict[str, Any] | None:
    """Count the establishments by group and category; None: no file of them is installed."""
    if held is None:
        return None
    known = categories_finess()
    groups = {code: one.groupe for code, one in known.par_code().items()}
    counts = Counter((groups.get(one.categorie, ""), one.libelle) for one in held.dans(places))
    found: list[dict[str, Any]] = []
    for name, title in [*((one.code, one.libelle) for one in known.groupes), ("", "Autres")]:
        rows = [
            {"libelle": fr(label), "nombre": count}
            for (group, label), count in counts.most_common()
            if group == name
        ]
        if rows:
            total = sum(count for (group, _), count in counts.items() if group == name)
            found.append({"nom": fr(title), "lignes": rows, "nombre": total})
    fiche = held.fiche
    return {
        "groupes": found,
        "nombre": counts.total(),
        "source": fr(f"FINESS, {fiche.editeur}, {fiche.millesime} ({fiche.licence})."),
    }
