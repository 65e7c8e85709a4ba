"""A bank statement, however it is worded: what came in is read, what cannot be is said."""

from datetime import date
from decimal import Decimal

import pytest

from maillage.core.budget import lire_releve
from maillage.core.budget.releve import jour_lu


def test_a_statement_with_two_columns() -> None:
    found = lire_releve(
        [
            (1, ["Compte 123"]),
            (2, ["Date opération", "Libellé", "Débit", "Crédit", "Référence"]),
            (3, ["15/09/2022", "VIR CPAM HAUTE-LOIRE", "", "13 125,00", "ACI-1"]),
            (4, ["16/09/22", "Loyer", "-400,00", "", ""]),
            (5, ["", "Solde", "", "9 000,00", ""]),
            (6, ["17/09/2022", "note", "", "", ""]),
        ]
    )
    assert [(one.ligne, one.date, one.montant) for one in found.operations] == [
        (3, date(2022, 9, 15), Decimal(13125)),
        (4, date(2022, 9, 16), Decimal(-400)),
    ]
    assert [one.reference for one in found.entrees] == ["ACI-1"]
    assert found.entetes["credit"] == "Crédit"


def test_a_statement_with_one_amount_says_what_it_cannot_read() -> None:
    found = lire_releve(
        [
            (1, ["Date", "Libellé", "Montant"]),
            (2, ["2022-09-15", "CPAM", "13125.00"]),
            (3, ["hier", "CPAM", "5"]),
            (4, ["15/09/2022", "CPAM", "beaucoup"]),
            (5, ["15/09/2022", "court"]),
        ]
    )
    assert [one.montant for one in found.entrees] == [Decimal("13125.00")]
    assert [(one.ligne, one.refus) for one in found.refuses] == [
        (3, "« hier » n’est pas un jour"),
        (4, "« beaucoup » n’est pas un montant"),
    ]


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        ([], ("date", "crédit, ou montant")),
        ([(1, ["Jour", "Somme reçue"])], ("date", "crédit, ou montant")),
        ([(1, ["Date", "Débit"])], ("crédit, ou montant",)),
    ],
)
def test_columns_that_are_missing_are_named(
    rows: list[tuple[int, list[str]]], missing: tuple[str, ...]
) -> None:
    found = lire_releve(rows)
    assert (found.manque, found.operations) == (missing, ())


@pytest.mark.parametrize("text", ["", "32/01/2022", "2022-02-30", "mars"])
def test_a_day_that_does_not_exist_is_none(text: str) -> None:
    assert jour_lu(text) is None
