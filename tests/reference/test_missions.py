"""What the missions ask and the catalogue of indicators: whole, sourced, of the agreement."""

from pathlib import Path

import pytest

from maillage.core.facts import MissionAction, SensIndicateur
from maillage.reference import missions as module
from maillage.reference.aci import grilles
from maillage.reference.missions import (
    indicateurs,
    indicateurs_par_code,
    lire_indicateurs,
    lire_missions,
    missions,
)
from maillage.reference.regles import catalogue
from maillage.reference.strict import Problems

FOLDER = Path(module.__file__).parent
MISSIONS = (FOLDER / "attendus.yaml").read_text()
CATALOGUE = (FOLDER / "indicateurs.yaml").read_text()


def test_every_mission_of_the_agreement_says_what_it_asks() -> None:
    codes = {one.code for grille in grilles().values() for one in grille.missions}
    assert {one.code for one in missions().missions} == codes
    assert missions().attendu("crise").familles_risques == 5
    assert set(missions().parties) == {"medecin_traitant", "soins_non_programmes", "sas"}


def test_the_catalogue_serves_every_mission_and_every_national_indicator() -> None:
    known = indicateurs()
    assert {one.mission for one in known.indicateurs} == {*MissionAction, None}
    national = {one.contrat for one in known.indicateurs if one.contrat}
    rule = catalogue().regle("IND-03")
    assert rule is not None
    assert all(f"'{code}'" in rule.respectee_si.texte for code in national)
    assert len(national) == 5
    assert indicateurs_par_code()["ACC-02"].sens is SensIndicateur.BAISSE
    assert all(one.denominateur for one in known.indicateurs if one.unite == "%")


@pytest.mark.parametrize(
    ("found", "written", "why"),
    [
        ("- code: crise\n  demande", "- code: guerre\n  demande", "« crise » manque"),
        ("- code: sas\n", "- code: medecin_traitant\n", "« medecin_traitant » est écrit deux fois"),
        ("  source: crise\n", "  source: rumeur\n", "la source « rumeur » n’existe pas"),
    ],
)
def test_a_table_that_forgets_the_agreement_is_refused(found: str, written: str, why: str) -> None:
    assert found in MISSIONS
    with pytest.raises(Problems, match=why):
        lire_missions(MISSIONS.replace(found, written, 1).encode(), "essai.yaml")


@pytest.mark.parametrize(
    ("found", "written", "why"),
    [
        ("- code: ACC-02", "- code: ACC-01", "« ACC-01 » est écrit deux fois"),
        ("  fournisseur: sas\n", "  fournisseur: voisin\n", "« voisin » n’a pas de nom"),
    ],
)
def test_a_catalogue_that_nothing_explains_is_refused(found: str, written: str, why: str) -> None:
    assert found in CATALOGUE
    with pytest.raises(Problems, match=why):
        lire_indicateurs(CATALOGUE.replace(found, written, 1).encode(), "essai.yaml")
