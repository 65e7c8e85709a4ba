"""The printed budgets: every row, names in their place, and in words what figures would hide."""

from dataclasses import replace
from decimal import Decimal

from maillage.core.facts import DossierFacts, LigneBudgetProjet
from maillage.documents.produire import Remplissage, arbre, etat
from maillage.documents.tree import Blank, Document, Heading, Remark, Table
from tests.documents.faits import BUDGET, ON, VIDE, complet
from tests.documents.test_contenu import rows, said, under


def budget(dossier: DossierFacts, region: str = "aura") -> Document:
    return arbre(dossier, f"budget_{region}", on=ON)


def amounts(table: list[list[str]]) -> dict[str, str]:
    """Return the amount beside each label, both sides."""
    return {
        label: amount
        for row in table
        for label, amount in ((row[0], row[1]), (row[2], row[3]))
        if amount
    }


def with_lines(*lines: LigneBudgetProjet) -> DossierFacts:
    return replace(VIDE, budget_projet=lines)


def ligne(nature: str, montant: str | None, financeur: str | None = None) -> LigneBudgetProjet:
    amount = None if montant is None else Decimal(montant)
    return LigneBudgetProjet(exercice=2027, nature=nature, montant=amount, financeur=financeur)


def remarks(document: Document) -> list[str]:
    return [said(block) for block in document.blocks if isinstance(block, Remark)]


def test_a_budget_to_draw_up_is_printed_empty() -> None:
    for region, count in (("aura", 38), ("occitanie", 37)):
        document = budget(VIDE, region)
        table = rows(document.blocks)
        assert len(table) == count
        assert amounts(table) == {}
        assert said(document.blocks[0]) == "À compléter\u00a0: le budget est à établir"
        assert isinstance(document.blocks[0], Blank)


def test_amounts_of_a_year_with_their_cents() -> None:
    table = rows(under(budget(complet()), "Exercice 2027"))
    assert amounts(table) == {
        "62 - Autres services extérieurs": "27\u202f500,70\u00a0€",
        "Rémunérations d’intermédiaires et honoraires": "27\u202f500,70\u00a0€",
        "64- Charges de personnel": "54\u202f000,00\u00a0€",
        "Rémunération des personnels": "38\u202f000,00\u00a0€",
        "Charges sociales": "16\u202f000,00\u00a0€",
        "Charges fixes de fonctionnement": "6\u202f000,30\u00a0€",
        "Total des charges": "87\u202f501,00\u00a0€",
        "74- Subventions d’exploitation\u202f¹": "86\u202f000,00\u00a0€",
        "Département(s)\u00a0: Haute-Loire": "3\u202f000,00\u00a0€",
        "– Brioude": "2\u202f000,00\u00a0€",
        "– Langeac": "1\u202f000,00\u00a0€",
        "– Assurance Maladie, ACI": "80\u202f000,00\u00a0€",
        "75 - Autres produits de gestion courante": "1\u202f501,00\u00a0€",
        "Dont cotisations, dons manuels ou legs": "1\u202f501,00\u00a0€",
        "Total des produits": "87\u202f501,00\u00a0€",
        "86- Emplois des contributions volontaires en nature": "4\u202f000,00\u00a0€",
        "Personnel bénévole": "4\u202f000,00\u00a0€",
        "87 - Contributions volontaires en nature": "4\u202f000,00\u00a0€",
        "Bénévolat": "4\u202f000,00\u00a0€",
        "TOTAL": "4\u202f000,00\u00a0€",
    }


def test_occitanie_has_no_cents_and_the_same_totals() -> None:
    document = budget(complet(), "occitanie")
    found = amounts(rows(under(document, "Exercice 2027")))
    assert found["Rémunérations d’intermédiaires et honoraires"] == "27\u202f501\u00a0€"
    assert found["Charges fixes de fonctionnement"] == "6\u202f000\u00a0€"
    assert found["TOTAL DES CHARGES"] == found["TOTAL DES PRODUITS"] == "87\u202f501\u00a0€"
    assert found["– autres (2)"] == "3\u202f000\u00a0€"
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert [column.head for column in table.columns][1] == "Montant\u202f¹"
    assert (
        "Détail de «\u00a0Commune(s)\u00a0», autres\u00a0: Brioude, 2\u202f000\u00a0€\u202f; Langeac, 1\u202f000\u00a0€."
        in remarks(document)
    )


def test_each_year_has_its_table_then_a_synthesis() -> None:
    document = budget(complet())
    heads = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert heads == ["Exercice 2027", "Exercice 2028", "Synthèse des exercices"]
    assert rows(under(document, "Synthèse")) == [
        ["2027", "87\u202f501,00\u00a0€", "87\u202f501,00\u00a0€", "0,00\u00a0€"],
        ["2028", "39\u202f000,00\u00a0€", "70\u202f000,00\u00a0€", "31\u202f000,00\u00a0€"],
    ]


def test_an_imbalance_is_said_in_words() -> None:
    more = (
        "Budget non équilibré\u00a0: les produits dépassent les charges de 31\u202f000,00\u00a0€."
    )
    assert more in remarks(budget(complet()))
    dossier = with_lines(ligne("tax_salaires", "10"), ligne("cvn_benevoles", "5"))
    found = remarks(budget(dossier))
    assert found[:2] == [
        "Budget non équilibré\u00a0: les charges dépassent les produits de 10,00\u00a0€.",
        "Contributions volontaires non équilibrées\u00a0: les comptes 86 et 87 diffèrent de 5,00\u00a0€.",
    ]


def test_rows_that_stand_for_others_are_said() -> None:
    dossier = with_lines(ligne("sub_urps", "5", "URPS infirmiers"), ligne("hon_cac", "-5"))
    found = remarks(budget(dossier))
    assert (
        "Comptés sous «\u00a0Autres établissements publics\u00a0», faute de ligne dans ce "
        "formulaire\u00a0: Subvention d’une URPS."
    ) in found
    assert (
        "Montant négatif porté de l’autre côté\u00a0: Commissaire aux comptes, 5,00\u00a0€, sous "
        "«\u00a075 - Autres produits de gestion courante\u00a0»."
    ) in found
    table = amounts(rows(budget(dossier).blocks))
    assert table["Autres établissements publics\u00a0: URPS infirmiers"] == "5,00\u00a0€"


def test_several_donors_of_a_row_are_detailed_below() -> None:
    short = with_lines(ligne("sub_epci", "1", "Sucs"), ligne("sub_epci", "2", "Mézenc"))
    label = "Intercommunalité(s)\u00a0: EPCI\u202f²\u00a0: "
    assert f"{label}Sucs, Mézenc" in amounts(rows(budget(short).blocks))
    names = ("Communauté de communes des Sucs", "Communauté de communes Mézenc-Loire-Meygal")
    long = with_lines(*(ligne("sub_epci", "1", name) for name in names))
    assert f"{label}2 financeurs, détaillés plus bas" in amounts(rows(budget(long).blocks))
    assert (
        f"Détail de «\u00a0Intercommunalité(s)\u00a0: EPCI\u00a0»\u00a0: {names[0]}, 1,00\u00a0€"
        f"\u202f; {names[1]}, 1,00\u00a0€."
    ) in remarks(budget(long))


def test_lines_that_count_for_nothing_are_named() -> None:
    dossier = with_lines(ligne("hon_cac", None), ligne("soucoupe", "5"))
    found = remarks(budget(dossier))
    assert found[:2] == [
        "Montant à compléter\u00a0: Commissaire aux comptes.",
        "Nature inconnue, non comptée\u00a0: soucoupe.",
    ]
    states = [bloc.remplissage for bloc in etat(dossier, "budget_aura", on=ON).blocs]
    assert states == [Remplissage.PARTIEL]


def test_a_form_of_forty_rows_is_kept_on_a_page() -> None:
    table = next(block for block in budget(complet()).blocks if isinstance(block, Table))
    assert (table.dense, table.short) == (True, True)
    wordy = with_lines(ligne("sub_europe", "1", "nom " * 900), *BUDGET)
    table = next(block for block in budget(wordy).blocks if isinstance(block, Table))
    assert not table.short
