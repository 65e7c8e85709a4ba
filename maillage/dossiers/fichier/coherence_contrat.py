"""What the shape of the contract, the actual and the dependencies cannot say."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from maillage.core.calendrier import boucle, code_action, code_etape
from maillage.core.facts import Contrat, DossierFacts, MontantSigne
from maillage.dossiers.versements import problemes
from maillage.reference import nomenclatures
from maillage.reference.aci import grilles, postes_du_contrat

Place = tuple[str | int, ...]
MEASURED = ("reference", "cible", "valeur")
AMOUNTS = ("dotation", "fixe", "variable", "forfait")
BIGGEST_RATE = Decimal(100)
SIZES = range(1, 5)

_POSTE = "poste inconnu"
_IN_POSTES = ("missions", "montants", "resultats", "faits")


def codes(contrat: Contrat) -> Iterator[tuple[str | None, Mapping[str, object], Place, str]]:
    """Yield each code of the contract, the table it must be in, its place, and what it is."""
    yield contrat.grille, grilles(), ("contrat", "grille"), "grille inconnue"
    for name in _IN_POSTES:
        for rank, row in enumerate(getattr(contrat, name) or ()):
            yield row.poste, postes_du_contrat(), ("contrat", name, rank, "poste"), _POSTE
    for rank, avenant in enumerate(contrat.avenants or ()):
        place: Place = ("contrat", "avenants", rank)
        yield avenant.grille, grilles(), (*place, "grille"), "grille inconnue"
        for position, row in enumerate(avenant.montants or ()):
            yield row.poste, postes_du_contrat(), (*place, "montants", position, "poste"), _POSTE


def montants(contrat: Contrat) -> Iterator[tuple[Decimal, Place]]:
    """Yield the amounts of the contract, with their places."""
    yield from _amounts(contrat.montants or (), ("contrat", "montants"))
    for rank, avenant in enumerate(contrat.avenants or ()):
        yield from _amounts(avenant.montants or (), ("contrat", "avenants", rank, "montants"))


def _amounts(rows: tuple[MontantSigne, ...], place: Place) -> Iterator[tuple[Decimal, Place]]:
    for rank, row in enumerate(rows):
        for name in AMOUNTS:
            amount = getattr(row, name)
            if amount is not None:
                yield amount, (*place, rank, name)


def versements(facts: DossierFacts) -> Iterator[tuple[Place, str]]:
    """Yield what keeps a payment from being one: its parts make it, to the cent."""
    for rank, one in enumerate(facts.versements or ()):
        for field, message in problemes(one):
            place: Place = ("versements", rank) if field == "parts" else ("versements", rank, field)
            yield place, message


def releves(facts: DossierFacts) -> Iterator[tuple[Place, str]]:
    """Yield the results of a year that no contract has."""
    for rank, row in enumerate(facts.indicateurs or ()):
        for position, one in enumerate(row.releves or ()):
            if one.annee < 1:
                place = ("indicateurs", rank, "releves", position, "annee")
                yield place, "les années du contrat partent de 1"


def mesures(contrat: Contrat) -> Iterator[tuple[Decimal, Place]]:
    """Yield the figures of the results that were measured, with their places."""
    for rank, row in enumerate(contrat.resultats or ()):
        for position, one in enumerate(row.mesures or ()):
            place: Place = ("contrat", "resultats", rank, "mesures", position)
            yield from ((getattr(one, name), (*place, name)) for name in MEASURED)


def nombres(contrat: Contrat) -> Iterator[tuple[Place, str]]:
    """Yield what is wrong in sizes, years and rates."""
    sizes: list[tuple[Any, Place]] = [(contrat.taille, ("contrat", "taille"))]
    for rank, avenant in enumerate(contrat.avenants or ()):
        sizes.append((avenant.taille, ("contrat", "avenants", rank, "taille")))
    for size, place in sizes:
        if size is not None and size not in SIZES:
            yield place, "la taille va de 1 à 4"
    for rank, row in enumerate(contrat.resultats or ()):
        if row.annee is not None and row.annee < 1:
            yield ("contrat", "resultats", rank, "annee"), "les années du contrat partent de 1"
        if row.taux is not None and not 0 <= row.taux <= BIGGEST_RATE:
            yield ("contrat", "resultats", rank, "taux"), "un résultat va de 0 à 100 %"


def dependances(facts: DossierFacts) -> Iterator[tuple[Place, str]]:
    """Yield the ends that lead nowhere, what is written twice, and a circle."""
    actions = {one.id for one in facts.actions or ()}
    steps = nomenclatures.etapes()
    seen = set()
    for rank, tie in enumerate(facts.dependances or ()):
        for end in ("avant", "apres"):
            cle = getattr(tie, end)
            if code_etape(cle) not in steps and code_action(cle) not in actions:
                message = (
                    f"« {cle[:60]} » n'est ni « etape: » et une étape, ni « action: » et une action"
                )
                yield ("dependances", rank, end), message
        if tie in seen:
            yield ("dependances", rank), "cette dépendance est déjà écrite"
        seen.add(tie)
    if circle := boucle(facts.dependances or ()):
        yield ("dependances",), f"ces étapes s'attendent en boucle : {', '.join(circle)[:200]}"
