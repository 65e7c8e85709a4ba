"""What a dossier lets one expect from the agreement."""

from datetime import date
from pathlib import Path

import pytest

from maillage.core.facts import (
    CommuneRetenue,
    Contrat,
    DossierFacts,
    Etape,
    MissionSignee,
    PartialDate,
    Territoire,
)
from maillage.dossiers import fichier
from maillage.dossiers.budget import alertes_budget, argent_accord
from maillage.dossiers.echeances import echeances_signees
from maillage.dossiers.financement import projet_finance

ON = date(2026, 11, 22)
SIGNED = date(2027, 6, 1)
EXAMPLE = Path(__file__).parents[2] / "exemples" / "haute-loire.yaml"


@pytest.fixture(scope="module")
def example():
    return fichier.lire(EXAMPLE.read_bytes(), EXAMPLE.name)


def test_project_when_the_dossier_is_full(example):
    found = projet_finance(example, on=ON)
    assert (found.contrat.taille, found.contrat.signature) == (2, date(2027, 6, 30))
    assert "selon le calendrier" in found.hypotheses[0]
    assert "selon les communes" in found.hypotheses[1]
    assert {"acces", "acces_snp", "parcours", "crise"} <= set(found.contrat.missions)


def test_project_when_the_call_decides(example):
    found = projet_finance(example, on=ON, signature=SIGNED, taille=3, grille="AV2_2021")
    assert (found.contrat.taille, found.contrat.signature) == (3, SIGNED)
    assert not any("selon le" in one for one in found.hypotheses)


COMMUNES = Territoire(communes=(CommuneRetenue(code="43268"),))
NO_STEP = (Etape(code="equipe"), Etape(code="aci_adhesion"))
STEP = (Etape(code="aci_adhesion", debut=PartialDate(2027, 6)),)


@pytest.mark.parametrize(
    ("facts", "asked", "lacking"),
    [
        (DossierFacts(territoire=COMMUNES), {}, "quand le contrat sera signé"),
        (DossierFacts(territoire=COMMUNES, calendrier=NO_STEP), {}, "quand le contrat"),
        (DossierFacts(calendrier=STEP), {}, "sa taille n’est pas connue"),
        (DossierFacts(calendrier=STEP), {"taille": 9}, "la taille 9 n’existe pas"),
        (DossierFacts(calendrier=STEP), {"taille": 1, "grille": "X"}, "ACI_2019, AV2_2021"),
        (DossierFacts(), {"taille": 1, "signature": date(2018, 1, 1)}, "aucune grille"),
    ],
)
def test_project_when_something_lacks(facts, asked, lacking):
    found = projet_finance(facts, on=ON, **asked)
    assert found.contrat is None
    assert lacking in found.manque


def test_project_when_nothing_is_planned():
    found = projet_finance(DossierFacts(calendrier=STEP, territoire=COMMUNES), on=ON)
    assert (found.contrat.missions, found.contrat.signature) == ({}, date(2027, 6, 30))


def test_project_when_its_contract_is_signed():
    signed = Contrat(
        date_signature=SIGNED, taille=3, missions=(MissionSignee(poste="acces", demarrage=SIGNED),)
    )
    found = projet_finance(DossierFacts(contrat=signed), on=ON)
    assert (found.contrat.taille, found.contrat.signature) == (3, SIGNED)
    assert found.hypotheses == ("Contrat signé le 01/06/2027, tel que le dossier le garde.",)
    assert echeances_signees(signed)[0].le == SIGNED
    assert echeances_signees(Contrat()) == ()


def test_project_when_its_contract_cannot_be():
    late = Contrat(date_signature=SIGNED, taille=3, resiliation=date(2027, 1, 1))
    facts = DossierFacts(contrat=late)
    assert "son contrat n’est pas possible" in projet_finance(facts, on=ON).manque
    assert argent_accord(facts, on=ON).contrat is None
    assert (alertes_budget(facts, on=ON), echeances_signees(late)) == ((), ())
