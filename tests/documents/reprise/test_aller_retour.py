"""A produced form, read back into an empty dossier: how much comes back, and is it right?"""

from dataclasses import replace

import pytest

from maillage.core.facts import (
    ChiffreCite,
    DossierFacts,
    LienAction,
    NatureLien,
    PartialDate,
    Priorite,
)
from maillage.documents.produire import produire
from maillage.documents.reprise import EtatProposition, appliquer, proposer, reprendre
from tests.documents.faits import ON, complet, partiel
from tests.documents.reprise.mesure import mesurer

AU_MOINS = 95.0
FORMULAIRES = (
    "lettre_intention",
    "aura_pre_projet",
    "aura_projet_sante",
    "bretagne_projet_sante",
    "occitanie_projet_medical",
)


@pytest.mark.parametrize("document", FORMULAIRES)
def test_a_form_gives_its_facts_back(document: str) -> None:
    mesure = mesurer(complet(), document)
    assert mesure.faux == ()
    assert mesure.part >= AU_MOINS, mesure.perdus


@pytest.mark.parametrize("document", FORMULAIRES[:2])
def test_a_form_half_filled_gives_back_nothing_wrong(document: str) -> None:
    mesure = mesurer(partiel(), document)
    assert mesure.faux == ()
    assert mesure.part >= AU_MOINS, mesure.perdus


def test_an_empty_form_gives_nothing() -> None:
    data = produire(DossierFacts(), "aura_pre_projet", ["docx"], on=ON)["docx"]
    assert reprendre(data, "vide.docx").pieces == ()


def test_a_form_taken_twice_changes_nothing_more() -> None:
    data = produire(complet(), "lettre_intention", ["docx"], on=ON)["docx"]
    reprise = reprendre(data, "lettre.docx")
    once = appliquer(DossierFacts(), proposer(DossierFacts(), reprise))
    again = proposer(once, reprise)
    assert {one.etat for one in again} == {EtatProposition.IDENTIQUE}
    assert appliquer(once, again) == once


@pytest.mark.parametrize("document", FORMULAIRES)
def test_a_dossier_takes_its_own_form_without_a_difference(document: str) -> None:
    dossier = complet()
    data = produire(dossier, document, ["docx"], on=ON)["docx"]
    found = proposer(dossier, reprendre(data, "formulaire.docx"))
    different = [one.cible for one in found if one.etat is EtatProposition.DIFFERENT]
    assert different == []


FICHES = ("aura_projet_sante", "bretagne_projet_sante", "occitanie_projet_medical")


@pytest.mark.parametrize("document", FICHES)
def test_a_form_that_says_something_else_leaves_what_it_does_not_carry(document: str) -> None:
    """Word gives back neither the figures, the links nor the priority: they stay (decision 0017)."""
    full = complet()
    titles = [one.titre for one in full.actions or ()]
    assert len(titles) > 1
    cited = (ChiffreCite(libelle="Sans médecin", valeur="9,4 %", source="SNDS", indicateur="x"),)
    dossier = replace(
        full,
        actions=tuple(
            replace(
                one,
                chiffres=cited,
                priorite=Priorite.HAUTE,
                liens=(LienAction(action=other.id, nature=NatureLien.PREREQUIS),),
            )
            for one, other in zip(full.actions or (), (full.actions or ())[::-1], strict=True)
        ),
    )
    said = replace(
        dossier,
        actions=tuple(
            replace(one, description="Dit autrement.", public="Tous.", fin=PartialDate(2031))
            for one in dossier.actions or ()
        ),
    )
    data = produire(said, document, ["docx"], on=ON)["docx"]
    changed = appliquer(dossier, proposer(dossier, reprendre(data, "formulaire.docx")))
    assert [one.titre for one in changed.actions or ()] == titles
    kept = ("id", "chiffres", "liens", "priorite", "problemes", "criteres_smart")
    for before, after in zip(dossier.actions or (), changed.actions or (), strict=True):
        assert {n: getattr(after, n) for n in kept} == {n: getattr(before, n) for n in kept}
    assert changed.indicateurs == dossier.indicateurs
    assert changed.dependances == dossier.dependances
    if document != "occitanie_projet_medical":  # its table of actions has no such column
        assert {one.description for one in changed.actions or ()} == {"Dit autrement."}
