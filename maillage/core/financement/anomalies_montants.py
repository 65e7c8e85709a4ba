"""What makes the negotiated amounts of a contract impossible (G5)."""

from collections.abc import Iterator, Mapping

from maillage.core.financement.contrat import Anomalie, ContratAci, MontantsNegocies
from maillage.core.financement.echeancier import Situation, grilles_du_contrat, situations
from maillage.core.financement.ecriture import euros
from maillage.core.financement.grille import Volet
from maillage.core.financement.tables import TablesAci


def anomalies_montants(contrat: ContratAci, tables: TablesAci) -> Iterator[Anomalie]:
    """Yield each amount without a sum to stand for, or above the maximum of a year."""
    found = [*_without_sum(contrat, tables)]
    for state in situations(contrat, tables):
        found += _too_high(contrat, state)
    said: set[str] = set()
    for anomalie in found:
        if anomalie.champ not in said:
            said.add(anomalie.champ)
            yield anomalie


def _written(contrat: ContratAci) -> Iterator[tuple[str, str, MontantsNegocies]]:
    """Yield each set of amounts: its field, its sum, and the amounts."""
    everywhere: list[tuple[str, Mapping[str, MontantsNegocies]]] = [("", contrat.montants_negocies)]
    everywhere += [
        (f"avenants[{number}].", avenant.montants_negocies or {})
        for number, avenant in enumerate(contrat.avenants, start=1)
    ]
    for prefix, amounts in everywhere:
        for poste, montants in amounts.items():
            yield f"{prefix}montants_negocies.{poste}", poste, montants


def _each(montants: MontantsNegocies) -> Iterator[tuple[Volet, int]]:
    for volet in Volet:
        amount = getattr(montants, volet.value)
        if amount is not None:
            yield volet, amount


def _without_sum(contrat: ContratAci, tables: TablesAci) -> Iterator[Anomalie]:
    paid = {
        (row.poste, row.volet) for one in grilles_du_contrat(contrat, tables) for row in one.lignes
    }
    for champ, poste, montants in _written(contrat):
        for volet, amount in _each(montants):
            if (poste, volet) not in paid:
                message = f"« {poste} » n’a pas de part « {volet} » dans ce contrat"
                yield Anomalie(f"{champ}.{volet}", message)
            elif amount < 0:
                yield Anomalie(f"{champ}.{volet}", "un montant n’est pas négatif")


def _too_high(contrat: ContratAci, state: Situation) -> Iterator[Anomalie]:
    for champ, poste, montants in _written(contrat):
        if state.negocies.get(poste) is not montants or montants.derogation:
            continue
        for volet, amount in _each(montants):
            cellule = state.grille.cellule(poste, volet, state.taille)
            if cellule and cellule.centimes is not None and amount > cellule.centimes:
                message = (
                    f"{euros(amount)} dépasse le maximum de l’année {state.annee.numero} pour la "
                    f"taille {state.taille}, {euros(cellule.centimes)} : baissez-le, ou écrivez "
                    "pourquoi dans « derogation »"
                )
                yield Anomalie(f"{champ}.{volet}", message)
