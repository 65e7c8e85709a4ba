"""What makes the results of a contract impossible."""

from collections.abc import Iterator, Mapping

from maillage.core.financement.contrat import (
    DEFAUT,
    Anomalie,
    ContratAci,
    Formule,
    IndicateurContrat,
    Resultat,
)
from maillage.core.financement.echeancier import duree_du_contrat, grilles_du_contrat
from maillage.core.financement.grille import Volet
from maillage.core.financement.resultats import DIX_MILLIEMES, POIDS
from maillage.core.financement.tables import TablesAci

_CHIFFRES = 18  # of a figure, before or after the comma


def anomalies_resultats(contrat: ContratAci, tables: TablesAci) -> Iterator[Anomalie]:
    """Yield the rates, the weights, the years and the steps that cannot be."""
    versions = grilles_du_contrat(contrat, tables)
    paid = {row.poste for one in versions for row in one.lignes if row.volet is Volet.VARIABLE}
    for code, resultats in contrat.resultats.items():
        champ = f"resultats.{code}"
        if code != DEFAUT and code not in paid:
            yield Anomalie(champ, f"« {code} » n’a pas de part variable")
        if isinstance(resultats, Mapping):
            for year, resultat in resultats.items():
                yield from _year(contrat, tables, f"{champ}.{year}", year)
                yield from _result(f"{champ}.{year}", resultat)
        else:
            yield from _result(champ, resultats)
    yield from _steps(contrat)


def _year(contrat: ContratAci, tables: TablesAci, champ: str, year: str) -> Iterator[Anomalie]:
    last = duree_du_contrat(contrat, tables)
    if year not in (DEFAUT, *map(str, range(1, last + 1))):
        yield Anomalie(champ, f"une année de contrat va de 1 à {last} (ou « {DEFAUT} »)")


def _result(champ: str, resultat: Resultat) -> Iterator[Anomalie]:
    if isinstance(resultat, int):
        yield from _rate(champ, resultat)
    elif resultat is not None:
        weights = sum(indicateur.poids for indicateur in resultat)
        if weights != POIDS or any(indicateur.poids < 0 for indicateur in resultat):
            message = f"les poids font {weights} en tout : il faut {POIDS}, sans poids négatif"
            yield Anomalie(champ, message)
        yield from _figures(champ, resultat)


def _figures(champ: str, indicateurs: tuple[IndicateurContrat, ...]) -> Iterator[Anomalie]:
    """Refuse a figure that no count reaches: exact arithmetic on it would never end."""
    for number, indicateur in enumerate(indicateurs, start=1):
        for name in ("reference", "cible", "valeur"):
            figure = getattr(indicateur, name)
            if figure is not None and abs(figure.adjusted()) > _CHIFFRES:
                yield Anomalie(f"{champ}[{number}].{name}", "ce nombre n’est pas vraisemblable")


def _rate(champ: str, rate: int) -> Iterator[Anomalie]:
    if not 0 <= rate <= DIX_MILLIEMES:
        message = f"un taux va de 0 à {DIX_MILLIEMES}, en dix-millièmes (6000 = 60 %)"
        yield Anomalie(champ, message)


def _steps(contrat: ContratAci) -> Iterator[Anomalie]:
    options = contrat.options
    if options.formule_resultats is Formule.PALIERS and not options.paliers:
        yield Anomalie("options.paliers", "la formule par paliers a besoin de ses paliers")
    for number, palier in enumerate(options.paliers, start=1):
        yield from _rate(f"options.paliers[{number}].atteint", palier.atteint)
        yield from _rate(f"options.paliers[{number}].taux", palier.taux)
