"""A line of the reading as a card: its value, what it is compared with, where it comes from."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from maillage.core.diagnostic import Origine, origine
from maillage.core.facts import FigureRetenue, FormeFigure
from maillage.core.indicateurs import (
    Comparateur,
    IndicateurTerritoire,
    LigneIndicateur,
    Niveau,
    Resultat,
    avec_unite,
)
from maillage.dossiers.diagnostic import Diagnostic
from maillage.reference import nomenclatures
from maillage.reference.diagnostic import textes_de
from maillage.web.equipe.diagnostic.dessins import dessin
from maillage.web.typographie import INSECABLE, fr, jour, nombre, pourcent

_WORDS: Final = {
    FormeFigure.BARRES: "Les barres",
    FormeFigure.COURBE: "La courbe",
    FormeFigure.AGES: "Les âges",
    FormeFigure.PYRAMIDE: "La pyramide",
    FormeFigure.CARTE: "La carte",
    FormeFigure.CERCLES: "La carte",
}
_BARE: Final = frozenset({"rapport", "score", "taille"})
Gardees = dict[tuple[str, str, str], int]  # rubrique, indicator and shape → row


def textes_utiles(code: str, servent: frozenset[str]) -> tuple[str, ...]:
    """Return the texts that an indicator feeds, those that the documents of the dossier hold first."""
    return tuple(sorted(textes_de(code), key=lambda text: text not in servent))


def fiche(
    lu: Diagnostic, line: LigneIndicateur, gardees: Gardees, servent: frozenset[str]
) -> dict[str, Any]:
    """Return the card of an indicator whose value is known."""
    one, found = line.indicateur, line.resultat
    texts = textes_utiles(one.code, servent)
    figures = lu.figures(one.code, texts[0])
    return {
        "code": one.code,
        "nom": fr(one.libelle),
        "definition": fr(one.definition),
        "note": fr(one.note or ""),
        **_value(found.valeur or 0.0, one),
        "millesime": str(found.millesime or ""),
        "marques": list(marques(found)),
        "constats": lu.constats(one.code),
        "details": [
            {"nom": fr(d.libelle), "valeur": f"{nombre(d.valeur, _decimals(d.valeur))} {d.unite}"}
            for d in found.details
        ],
        "figures": [_figure(figure, gardees) for figure in figures],
        "dit_unite": _unit_said(one.unite),
        "comparaisons": [_compared(line, other) for other in line.comparateurs],
        "evolution": fr(line.sans_evolution or ""),
        "carte": bool(one.communes) and found.niveau is Niveau.COMMUNE,
        "textes": [texte(code) for code in texts],
        **provenance(found),
    }


def _value(value: float, one: IndicateurTerritoire) -> dict[str, str]:
    """Divide a value from its unit, which is written small."""
    number, space, unit = fr(avec_unite(value, one)).partition(INSECABLE)
    if unit == "%":
        number, unit = f"{number}{space}{unit}", ""
    return {"valeur": number, "unite": unit}


def _unit_said(unit: str) -> str:
    """Write a unit after « Valeur, »; a percentage and a bare number have none to say."""
    if unit.startswith("%") or unit in _BARE:
        return ""
    return unit if unit.startswith("pour ") else f"en {unit}"


def _decimals(value: Any) -> int:
    exponent = value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def texte(code: str) -> dict[str, str]:
    """Return a text that a card may feed."""
    return {"code": code, "nom": nomenclatures.rubriques_texte()[code].libelle}


def _figure(figure: FigureRetenue, gardees: Gardees) -> dict[str, Any]:
    drawn = dessin(figure, f"g-{figure.indicateur}-{figure.forme.value}")
    return {**choix(figure, gardees), **drawn}


def choix(figure: FigureRetenue, gardees: Gardees) -> dict[str, Any]:
    """Return what a button says of a figure: to keep it, or that it is kept."""
    forme = figure.forme.value
    return {
        "forme": forme,
        "mot": _WORDS[figure.forme],
        "titre": fr(figure.titre),
        "gardee": gardees.get((figure.rubrique, figure.indicateur, forme)),
    }


def marques(found: Resultat) -> Iterator[dict[str, str]]:
    """Say what kind of value it is, wherever it is not simply that of the communes."""
    if found.niveau is Niveau.DEPARTEMENT:
        yield {"ton": "voir", "mot": "Donnée du département"}
    if found.niveau is Niveau.IMPORTE:
        yield {"ton": "conseil", "mot": "Chiffre que vous avez apporté"}
    if found.estimation:
        yield {"ton": "neutre", "mot": "Estimation"}
    if found.partiel and found.niveau is Niveau.COMMUNE:
        covered = found.couverture.pourcent if found.couverture else None
        yield {"ton": "voir", "mot": fr(f"Couvre {pourcent(covered, 1)} des habitants")}


def _compared(line: LigneIndicateur, other: Comparateur) -> dict[str, str]:
    value = other.resultat.valeur
    gap = other.ecart
    return {
        "nom": fr(other.nom),
        "valeur": "non connu" if value is None else _value(value, line.indicateur)["valeur"],
        "ecart": _gap(line, other) if gap else fr(other.sans_ecart or ""),
    }


def _gap(line: LigneIndicateur, other: Comparateur) -> str:
    gap = other.ecart
    if gap is None:
        return ""
    sign = "+" if gap.valeur > 0 else ""
    value = f"{sign}{nombre(gap.valeur, line.indicateur.decimales)}"
    return (
        fr(f"{value} point{'s' if abs(gap.valeur) > 1 else ''}")
        if line.indicateur.en_points
        else value
    )


def provenance(found: Resultat) -> dict[str, str]:
    """Say who publishes the value, of which year, when it came here, and for how many inhabitants.

    `dit` says it whole, in one line under a card.
    """
    known = origine(found)
    days = [one.importe_le for one in found.provenances if one.importe_le]
    said = [part for part in (known.source, known.millesime) if part]
    source = fr(", ".join(said)) or "Calculé sur la liste des communes"
    came = f", importé le {jour(max(days))}" if days else ""
    level = f". {known.niveau}" if known.niveau else ""
    return {"source": source, "dit": f"{source}{came}{level}{_share(found, known)}."}


def _share(found: Resultat, known: Origine) -> str:
    """Say how many inhabitants the value stands for, and which communes have none."""
    if known.couverture is None:
        return ""
    covered = found.couverture
    missing = covered.lieux_total - covered.lieux if covered else 0
    without = f" ({_missing(missing, covered.secretes)})" if covered and missing else ""
    return fr(f". Couvre {_covered(known.couverture)} des habitants{without}")


def _covered(value: Decimal) -> str:
    return pourcent(value, 0 if value == value.to_integral_value() else 1)


def _missing(missing: int, secret: int) -> str:
    many = f"{missing} commune{'s' if missing > 1 else ''} sans chiffre"
    return f"{many}, dont {secret} sous secret statistique" if secret else many


def manque(line: LigneIndicateur) -> dict[str, str]:
    """Return an indicator without a value, and why."""
    return {"nom": fr(line.indicateur.libelle), "pourquoi": fr(line.resultat.pourquoi or "")}
