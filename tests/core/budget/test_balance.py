"""A balance of accounts: what of it is a result of the year, and what is left aside, with the reason."""

from decimal import Decimal

from maillage.core.budget import lire_balance


def test_what_is_no_result_of_the_year_is_left_aside_with_its_reason() -> None:
    found = lire_balance(
        [
            (1, ["Compte", "Libellé", "Débit", "Crédit"]),
            (2, ["606", "Achats", "120,00", "0"]),
            (3, ["512", "Banque", "0", "120,00"]),
            (4, ["Total", "", "120,00", "120,00"]),
            (5, ["613", "Loyer", "0", "0"]),
        ]
    )
    assert [(one.compte, one.montant) for one in found.retenus] == [("606", Decimal(120))]
    assert [(one.ligne, one.ignore) for one in found.comptes if one.ignore] == [
        (3, "compte de bilan"),
        (4, "pas un compte"),
        (5, "à zéro"),
    ]
