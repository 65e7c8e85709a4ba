"""One action on paper: the sheet of its region, its indicators, its money, and no other action."""

from dataclasses import replace
from decimal import Decimal

import pytest

from maillage.core.facts import (
    CibleAnnuelle,
    DossierFacts,
    Indicateur,
    LigneBudgetProjet,
    NatureIndicateur,
    PartialDate,
)
from maillage.documents.fiche import ActionInconnue, arbre, produire_fiche, trame_de_fiche
from tests.documents.faits import ON, complet
from tests.documents.lecture import docx_text, normal, pdf_text

COUNTED = Indicateur(
    id="i1",
    libelle="Demandes traitées",
    nature=NatureIndicateur.QUANTITATIF,
    numerateur="demandes avec une proposition",
    denominateur="demandes reçues",
    unite="%",
    depart_numerateur=Decimal(12),
    depart_denominateur=Decimal(48),
    depart_date=PartialDate(2026),
    cibles=(
        CibleAnnuelle(exercice=2028, valeur=Decimal(80)),
        CibleAnnuelle(exercice=2027, valeur=Decimal(50)),
    ),
    source="CPAM",
    preuve="extraction de la caisse",
)


def dossier() -> tuple[DossierFacts, str]:
    full = complet()
    first, *_ = full.actions or ()
    money = (
        LigneBudgetProjet(
            exercice=2027, nature="ext_loyer", action=first.id, montant=Decimal("1200.50")
        ),
        LigneBudgetProjet(
            exercice=2028, nature="ext_loyer", libelle="Salle", action=first.id, montant=None
        ),
    )
    mine = replace(COUNTED, action=first.id)
    return replace(full, indicateurs=(mine,), budget_projet=money), first.id


@pytest.mark.parametrize(("format_", "read"), [("pdf", pdf_text), ("docx", docx_text)])
def test_one_action_is_printed_with_what_follows_it_and_what_it_costs(
    format_: str, read: object
) -> None:
    facts, action = dossier()
    first, *_ = facts.actions or ()
    text = normal(read(produire_fiche(facts, action, [format_], on=ON)[format_]))  # type: ignore[operator]  # either reader
    for said in (
        first.titre,
        "demandes avec une proposition",
        "sur : demandes reçues",
        "25 % (2026)",
        "50 % en 2027",
        "80 % en 2028",
        "Preuve : extraction de la caisse",
        "1 200,50",
        "à compléter",
        "Salle",
        "Total",
    ):
        assert normal(said) in text, said
    assert text.count(normal("Public bénéficiaire")) == 1


def test_the_sheet_is_that_of_the_region_else_the_fullest() -> None:
    facts, action = dossier()
    for region, expected in (
        ("AURA", "aura_fiche_action"),
        ("BRE", "bretagne_fiche_action"),
        ("OCC", "bretagne_fiche_action"),
        (None, "bretagne_fiche_action"),
    ):
        there = replace(facts, cpts=replace(facts.cpts, region=region))
        if region is None:
            there = replace(there, territoire=replace(there.territoire, communes=None))
        assert trame_de_fiche(there, on=ON).id == expected
        assert arbre(there, action, on=ON).title == "Fiche action"


def test_an_action_of_nobody_has_no_sheet() -> None:
    with pytest.raises(ActionInconnue):
        produire_fiche(DossierFacts(), "x", ["pdf"], on=ON)


def test_without_indicator_nor_money_it_is_said() -> None:
    facts = replace(complet(), indicateurs=None, budget_projet=None)
    action, *_ = facts.actions or ()
    text = docx_text(produire_fiche(facts, action.id, ["docx"], on=ON)["docx"])
    assert "Aucun indicateur ne suit encore cette action." in text
    assert "Aucune ligne du budget ne la nomme encore." in text
