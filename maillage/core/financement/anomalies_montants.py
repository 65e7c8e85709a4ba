"""What makes the negotiated amounts of a contract impossible (G5)."""

from collections.abc import Iterator, Mapping
from datetime import date

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


def _written(contrat: ContratAci) -> Iterator[tuple[str, str, MontantsNegocies, date]]:
    """Yield each set of amounts: its field, its sum, the amounts, and the day they start."""
    everywhere: list[tuple[str, Mapping[str, MontantsNegocies], date]] = [
        ("", contrat.montants_negocies, contrat.signature)
    ]
    everywhere += [
        (f"avenants[{number}].", avenant.montants_negocies or {}, avenant.effet)
        for number, avenant in enumerate(contrat.avenants, start=1)
    ]
    for prefix, amounts, day in everywhere:
        for poste, montants in amounts.items():
            yield f"{prefix}montants_negocies.{poste}", poste, montants, day


def _each(montants: MontantsNegocies) -> Iterator[tuple[Volet, int]]:
    for volet in Volet:
        amount = getattr(montants, volet.value)
        if amount is not None:
            yield volet, amount


def _without_sum(contrat: ContratAci, tables: TablesAci) -> Iterator[Anomalie]:
    paid = {
        (row.poste, row.volet) for one in grilles_du_contrat(contrat, tables) for row in one.lignes
    }
    for champ, poste, montants, _ in _written(contrat):
        for volet, amount in _each(montants):
            if (poste, volet) not in paid:
                message = f"« {poste} » n’a pas de part « {volet} » dans ce contrat"
                yield Anomalie(f"{champ}.{volet}", message)
            elif amount < 0:
                yield Anomalie(f"{champ}.{volet}", "un montant n’est pas négatif")


def _too_high(contrat: ContratAci, state: Situation) -> Iterator[Anomalie]:
    for (poste, volet), (champ, montants) in _in_force(contrat, state.annee.debut).items():
        cellule = state.grille.cellule(poste, volet, state.taille)
        amount = getattr(montants, volet.value)
        if montants.derogation or cellule is None or cellule.centimes is None:
            continue
        if amount > cellule.centimes:
            message = (
                f"{euros(amount)} dépasse le maximum de l’année {state.annee.numero} pour la "
                f"taille {state.taille}, {euros(cellule.centimes)} : baissez-le, ou écrivez "
                "pourquoi dans « derogation »"
            )
            yield Anomalie(f"{champ}.{volet}", message)


def _in_force(
    contrat: ContratAci, on: date
) -> Mapping[tuple[str, Volet], tuple[str, MontantsNegocies]]:
    """Return, for each part of a sum, the last amounts that name it, and their field."""
    started = sorted((row for row in _written(contrat) if row[3] <= on), key=lambda row: row[3])
    return {
        (poste, volet): (champ, montants)
        for champ, poste, montants, _ in started
        for volet, _amount in _each(montants)
    }
