"""How an amount was computed, from which table, and what would change it."""

from collections.abc import Iterator
from dataclasses import dataclass

from maillage.core.facts.codes import NatureLigne, Prorata
from maillage.core.financement.contrat import ContratAci
from maillage.core.financement.convention import Convention, points_de_ligne
from maillage.core.financement.ecriture import euros, jour, lower, pourcent
from maillage.core.financement.grille import Cellule, Grille
from maillage.core.financement.lignes import Calcul, Ligne, Origine
from maillage.core.financement.tables import TablesAci

_UNITES = {
    Prorata.JOURS_REELS: "jours",
    Prorata.MOIS_ENTAMES: "mois entamés",
    Prorata.TRENTE_360: "jours, à 30 par mois",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Explication:
    """Everything that stands behind the amount of a payment."""

    formule: str  # with its numbers
    source: str
    edition: str  # which table, since when, for which size
    note: str | None  # what the table says of this sum
    remplace: str | None  # what an amount of the contract stands in place of
    regles: tuple[str, ...]  # codes of the convention
    points: tuple[str, ...]  # codes of the open points
    changerait: tuple[str, ...]  # what would make it another amount, in sentences


def expliquer(
    ligne: Ligne, contrat: ContratAci, tables: TablesAci, convention: Convention
) -> Explication:
    """Return how a payment was computed."""
    base = ligne.calcul.base
    grille = tables.grilles[base.grille]
    cellule = grille.cellule(base.poste, base.volet, base.taille)
    negotiated = base.origine is Origine.CONTRAT
    points = points_de_ligne(ligne, tables)
    return Explication(
        formule=_formule(ligne, contrat),
        source="Contrat signé" if negotiated or not cellule else grille.sources[cellule.source],
        edition=(
            "montant écrit au contrat"
            if negotiated
            else f"{grille.nom}, depuis le {jour(grille.depuis)}, taille {base.taille}"
        ),
        note=grille.note_ligne(base.poste, base.volet),
        remplace=_replaced(cellule, grille, base.taille) if negotiated else None,
        regles=ligne.calcul.regles,
        points=points,
        changerait=tuple(_changes(ligne, points, convention)),
    )


def _replaced(cellule: Cellule | None, grille: Grille, taille: int) -> str | None:
    """Say what the table would give: the maximum that the contract stands in place of."""
    if cellule is None or cellule.centimes is None:
        return None
    return (
        f"Ce montant remplace le maximum de {euros(cellule.centimes)} "
        f"({grille.nom}, taille {taille})."
    )


def _formule(ligne: Ligne, contrat: ContratAci) -> str:
    calcul = ligne.calcul
    if calcul.base.origine is Origine.INCONNUE:
        return "Montant introuvable : compté pour zéro"
    factors = [euros(calcul.base.centimes), *_factors(calcul, contrat)]
    result = euros(ligne.centimes)
    if ligne.nature is NatureLigne.SOLDE:
        due, paid = euros(calcul.du or 0), euros(calcul.deja_verse or 0)
        owed = f"{' × '.join(factors)} = {due} ; " if len(factors) > 1 else ""
        return f"{owed}{due} moins l’avance de {paid} = {result}"
    if ligne.maximum is not None:
        return (
            f"{' × '.join(factors)} × un résultat à décider : de {result} à {euros(ligne.maximum)}"
        )
    return f"{' × '.join(factors)} = {result}" if len(factors) > 1 else f"{result}, en entier"


def _factors(calcul: Calcul, contrat: ContratAci) -> Iterator[str]:
    if calcul.part is not None and not calcul.part.entiere:
        unit = _UNITES[contrat.options.prorata]
        yield f"{calcul.part.compte}/{calcul.part.base} ({unit})"
    if calcul.avance is not None:
        yield f"{calcul.avance.numerator}/{calcul.avance.denominator}"
    if calcul.taux is not None:
        yield pourcent(calcul.taux)


def _changes(ligne: Ligne, points: tuple[str, ...], convention: Convention) -> Iterator[str]:
    calcul = ligne.calcul
    if calcul.base.origine is not Origine.CONTRAT:
        yield "Un autre montant écrit au contrat."
        yield "Un avenant qui change la taille ou la grille."
    if calcul.part is not None and not calcul.part.entiere:
        yield "Un démarrage, un arrêt ou une résiliation un autre jour."
    if ligne.nature is NatureLigne.VARIABLE:
        yield "D’autres résultats."
    for code in points:
        point = convention.points_ouverts[code]
        yield f"{point.question} Ici : {lower(point.retenu)}"
