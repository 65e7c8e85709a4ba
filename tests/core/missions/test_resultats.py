"""Results year by year: periods add up or not, nothing is out of zero, the level is exact."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.core.facts import CibleAnnuelle, Indicateur, Releve, SensIndicateur
from maillage.core.financement import echeancier
from maillage.core.missions import (
    Valeur,
    cible_de,
    en_pour_cent,
    mesurer,
    niveaux,
    periodes,
    valeur_cumulee,
    valeur_de,
)
from maillage.reference.aci import tables_aci
from maillage.reference.aci.contrat_ecrit import lire_contrat

PLAN = echeancier(
    lire_contrat(
        b"""
grille: ACI_2019
taille: 2
signature: 2022-09-15
missions: {acces: {demarrage: 2022-09-15}, parcours: {demarrage: 2022-09-15}}
""",
        "contrat",
    ),
    tables_aci(),
)
ONE, TWO = periodes(PLAN)[:2]
counts = st.decimals(min_value=0, max_value=10**6, places=2)


def indicateur(releves: Sequence[Releve] = (), **changes: Any) -> Indicateur:
    return Indicateur(**{"id": "i", "libelle": "I", "releves": tuple(releves), **changes})


def releve(annee: int = 1, **given_here: Any) -> Releve:
    found = {name: Decimal(str(value)) for name, value in given_here.items()}
    return Releve(annee=annee, **found)  # type: ignore[arg-type]  # numbers only


def test_the_last_period_counts_unless_they_add_up() -> None:
    rows = [releve(numerateur=3, denominateur=4), releve(numerateur=1, denominateur=4)]
    assert valeur_de(indicateur(rows, unite="%"), 1) == Valeur(valeur=Decimal(25))
    assert valeur_de(indicateur(rows, unite="%", cumulatif=True), 1) == Valeur(valeur=Decimal(50))
    plain = indicateur([releve(valeur=5), releve(valeur=7)], cumulatif=True)
    assert valeur_de(plain, 1) == Valeur(valeur=Decimal(12))
    count = indicateur(
        [releve(numerateur=5), releve(2, numerateur=7)], denominateur="", cumulatif=True
    )
    assert valeur_de(count, 2) == Valeur(valeur=Decimal(7))
    assert valeur_cumulee(count, 2) == Valeur(valeur=Decimal(12))
    assert valeur_cumulee(indicateur(rows), 2) == Valeur()


def test_out_of_zero_is_not_calculable_and_what_is_missing_is_unknown() -> None:
    nothing = indicateur([releve(numerateur=0, denominateur=0)], unite="%")
    assert valeur_de(nothing, 1) == Valeur(calculable=False)
    assert valeur_de(indicateur([releve(numerateur=3)]), 1) == Valeur()  # out of what?
    assert valeur_de(indicateur(), 1) == Valeur()
    hole = indicateur([releve(valeur=5), Releve(annee=1)], cumulatif=True)
    assert valeur_de(hole, 1) == Valeur()  # a period without a figure hides the sum


@given(parts=st.lists(counts, min_size=1, max_size=5))
@settings(max_examples=25)
def test_periods_that_add_up_make_the_year(parts: list[Decimal]) -> None:
    rows = tuple(Releve(annee=1, numerateur=one) for one in parts)
    found = valeur_de(indicateur(rows, denominateur="", cumulatif=True), 1)
    assert found.valeur == sum(parts)


def test_the_target_is_that_of_the_civil_year_in_which_the_year_ends() -> None:
    goals = tuple(CibleAnnuelle(exercice=year, valeur=Decimal(year)) for year in (2022, 2024))
    row = indicateur(cibles=goals)
    assert (cible_de(row, ONE), cible_de(row, TWO)) == (Decimal(2022), Decimal(2024))
    assert cible_de(indicateur(), ONE) is None
    assert cible_de(indicateur(cibles=goals[1:]), ONE) is None


def weighed(code: str, start: str, goal: str, value: str | None, weight: int | None) -> Indicateur:
    sens = SensIndicateur.BAISSE if Decimal(goal) < Decimal(start) else SensIndicateur.HAUSSE
    return Indicateur(
        id=code,
        libelle=code,
        sens=SensIndicateur.MAINTIEN if goal == start else sens,
        depart_valeur=Decimal(start),
        cibles=(CibleAnnuelle(exercice=2023, valeur=Decimal(goal)),),
        releves=() if value is None else (Releve(annee=1, valeur=Decimal(value)),),
        poids=weight,
    )


ROWS = (
    weighed("a", "1200", "1000", "1100", 40),
    weighed("b", "82", "85", "83", 35),
    weighed("c", "0", "500", "640", 25),
    weighed("seul", "6", "6", "6", 100),
)
POSTES = {"a": "acces", "b": "acces", "c": "acces", "seul": "parcours"}


def test_the_level_of_a_mission_is_exact() -> None:
    acces, parcours = niveaux(ROWS, POSTES, PLAN, ONE)
    assert (acces.poste, acces.taux, acces.poids) == ("acces", Fraction(17, 30), 100)
    assert parcours.taux == 1  # kept up
    assert en_pour_cent(Fraction(17, 30)) == Decimal("56.67")
    assert mesurer(ROWS[1], ONE).atteinte == Fraction(1, 3)


def test_no_level_without_every_weight_and_every_value() -> None:
    for rows in (
        ROWS[:2],  # 75 in all
        (*ROWS[:2], weighed("c", "0", "500", None, 25)),
        (*ROWS[:2], Indicateur(id="c", libelle="c", poids=25)),
    ):
        assert niveaux(rows, POSTES, PLAN, ONE)[0].taux is None
    unweighed = (*ROWS[:3], weighed("d", "0", "1", "1", None))
    assert niveaux(unweighed, {**POSTES, "d": "acces"}, PLAN, ONE)[0].taux == Fraction(17, 30)
