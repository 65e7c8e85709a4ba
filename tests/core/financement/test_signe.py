"""The contract of a dossier made into what payments are computed from, without losing anything."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from maillage.core import facts as f
from maillage.core.financement import (
    Avenant,
    Fait,
    MissionContrat,
    MontantsNegocies,
    contrat_signe,
    signature_du_contrat,
)

SIGNED = f.Contrat(
    date_signature=date(2023, 1, 10),
    missions=(f.MissionSignee(poste="acces", demarrage=date(2023, 3, 1), arret=date(2025, 1, 1)),),
    montants=(f.MontantSigne(poste="acces", fixe=Decimal("12345.67"), derogation="Zone blanche"),),
    resultats=(
        f.ResultatSigne(poste="acces", taux=Decimal("62.5")),
        f.ResultatSigne(poste="acces", annee=2, taux=None),
    ),
    faits=(f.FaitSigne(poste="crise_plan", le=date(2023, 6, 1)),),
    avenants=(
        f.AvenantSigne(effet=date(2024, 1, 10), taille=3),
        f.AvenantSigne(
            effet=date(2025, 1, 10), montants=(f.MontantSigne(poste="acces", fixe=Decimal(1)),)
        ),
    ),
    resiliation=date(2026, 5, 1),
    renouvellement=True,
    prorata=f.Prorata.TRENTE_360,
)


def test_a_signed_contract_when_read() -> None:
    found = contrat_signe(SIGNED, taille=2, grille="AV2_2021")
    assert found is not None
    assert (found.taille, found.grille, found.signature) == (2, "AV2_2021", date(2023, 1, 10))
    assert found.missions == {
        "acces": MissionContrat(demarrage=date(2023, 3, 1), arret=date(2025, 1, 1))
    }
    assert found.montants_negocies == {
        "acces": MontantsNegocies(fixe=1_234_567, derogation="Zone blanche")
    }
    assert found.resultats == {"acces": {"defaut": 6_250, "2": None}}
    assert found.forfaits == (Fait(poste="crise_plan", fait=date(2023, 6, 1)),)
    assert found.avenants == (
        Avenant(effet=date(2024, 1, 10), taille=3),
        Avenant(effet=date(2025, 1, 10), montants_negocies={"acces": MontantsNegocies(fixe=100)}),
    )
    assert (found.resiliation, found.options.renouvellement) == (date(2026, 5, 1), True)
    assert found.options.prorata is f.Prorata.TRENTE_360


def test_what_the_contract_says_stands_before_what_the_dossier_says() -> None:
    said = replace(SIGNED, taille=4, grille="ACI_2019", date_effet=date(2023, 2, 1))
    found = contrat_signe(said, taille=2, grille="AV2_2021")
    assert found is not None
    assert (found.taille, found.grille, found.signature) == (4, "ACI_2019", date(2023, 2, 1))
    assert contrat_signe(f.Contrat(), taille=2, grille="AV2_2021") is None
    assert signature_du_contrat(f.Contrat()) is None


@pytest.mark.parametrize(
    ("end", "years"),
    [
        (date(2028, 1, 10), 5),
        (date(2028, 1, 9), 5),  # the eve is the same end
        (date(2025, 1, 10), 2),
        (date(2026, 6, 1), None),
        (date(9999, 12, 31), None),  # a day that nobody means, written to say « without end »
        (None, None),
    ],
)
def test_the_end_that_is_written(end: date | None, years: int | None) -> None:
    found = contrat_signe(replace(SIGNED, date_fin=end), taille=2, grille="AV2_2021")
    assert found is not None
    assert found.duree_annees == years
