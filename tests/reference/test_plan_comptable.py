"""The natures, their accounts, and the printed budgets: what is read, what is refused."""

import csv
from pathlib import Path

import pytest

from maillage.core.budget import Comptes, Cote, Sorte
from maillage.reference import plan_comptable
from maillage.reference.plan_comptable import (
    formulaires_budget,
    lire_formulaire,
    lire_natures,
    natures,
)
from maillage.reference.strict import Problems

FOLDER = Path(plan_comptable.__file__).parent / "formulaires"


def test_a_nature_has_its_account_in_each_chart() -> None:
    assert len(natures()) == 109
    given = natures()["cvp_benevolat"]
    assert given.cote is Cote.CONTRIBUTION
    assert given.comptes == Comptes(plan_1999="870", plan_2018="875", plan_2025="875")
    assert natures()["tra_charges"].comptes.plan_2018 is None


def test_each_form_prints_all_its_rows() -> None:
    sizes = {name: len(form.rangees) for name, form in formulaires_budget().items()}
    assert sizes == {"aura": 38, "occitanie": 37}
    assert [form.centimes for form in formulaires_budget().values()] == [True, False]


def test_urps_has_its_row_in_occitanie_only() -> None:
    urps = natures()["sub_urps"]
    rows = {name: form.ligne(urps) for name, form in formulaires_budget().items()}
    assert rows == {"aura": "p74_etablissements", "occitanie": "p74_urps"}


def test_footnotes_are_called_in_order() -> None:
    for form in formulaires_budget().values():
        calls = [rang.appel for rang in form.rangs() if rang.appel]
        calls += [form.appel_entete] if form.appel_entete else []
        assert sorted(calls) == list(range(1, len(form.notes) + 1))


def broken(old: str, new: str) -> str:
    text = (FOLDER / "aura.yaml").read_text("utf-8")
    assert old in text
    with pytest.raises(Problems) as caught:
        lire_formulaire(text.replace(old, new, 1).encode(), "aura.yaml")
    return " ; ".join(str(problem) for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("de: c60}", "de: c6}", "le rang « c6 » n’existe pas"),
        ("cle: c66,", "cle: c65,", "rang écrit deux fois : c65"),
        ("natures: [cot_sans", "natures: [cotisation", "la nature « cotisation » n’existe pas"),
        ("p77: p75", "p77: p7", "la nature « exc_produits » n’a pas de rang « p7 »"),
        ("appel: 3", "appel: 4", "la note 4 n’existe pas"),
        ("charge: p75,", "charge: p7,", "le rang « p7 » n’existe pas"),
        ("sorte: total}", "sorte: titre}", "deux totaux attendus"),
        ("PRODUITS, MONTANTS", "PRODUITS", "quatre colonnes"),
    ],
)
def test_a_form_that_would_lose_a_nature(old: str, new: str, message: str) -> None:
    assert message in broken(old, new)


def test_a_nature_written_twice() -> None:
    text = (FOLDER.parent / "natures.yaml").read_text("utf-8")
    with pytest.raises(Problems, match="code écrit deux fois : ach_bureau"):
        lire_natures(text.replace("code: ach_divers", "code: ach_bureau").encode(), "natures.yaml")


def test_tables_of_the_forms_are_those_of_the_agencies(shared: Path) -> None:
    """Row by row, and nature by nature, against the tables extracted from the forms."""
    columns = {"aura": "ligne_ara_003", "occitanie": "ligne_occ_001"}
    with (shared / "regles" / "plan_comptable.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            nature = natures()[row["nature"]]
            expected = tuple(row[f"compte_{year}"] or None for year in (1999, 2018, 2025))
            accounts = nature.comptes
            assert (accounts.plan_1999, accounts.plan_2018, accounts.plan_2025) == expected
            for name, column in columns.items():
                assert formulaires_budget()[name].ligne(nature) == row[column]
    for name, form in formulaires_budget().items():
        with (shared / "regles" / f"budget_lignes_{name}.csv").open(encoding="utf-8") as file:
            listed = [(row["cle_charge"], row["cle_produit"]) for row in csv.DictReader(file)]
        sides = [(r.charge, r.produit) for r in form.rangees]
        assert [tuple(side.cle if side else "" for side in row) for row in sides] == listed


def test_free_rows_and_gifts_belong_to_a_class() -> None:
    for form in formulaires_budget().values():
        for rang in form.rangs():
            assert (rang.sorte is Sorte.LIBRE) == (rang.detaille is not None)
            assert (rang.sorte is Sorte.DONT) == bool(rang.natures)
