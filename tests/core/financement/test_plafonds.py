"""The most that a year may pay, by size."""

from datetime import date

import pytest
import yaml

from maillage.core.fiabilite import Fiabilite, plus_faible
from maillage.core.financement import TOTAL, maximum, plafond_annuel
from maillage.reference.aci import grille_le, grilles, postes

ACI = grilles()["ACI_2019"]
AV2 = grilles()["AV2_2021"]


@pytest.mark.parametrize(
    ("taille", "euros"), [(1, 220_000), (2, 287_000), (3, 370_000), (4, 450_000)]
)
def test_plafond_when_agreement_of_2019(taille, euros):
    found = plafond_annuel(taille, ACI)
    assert (found.centimes, found.fiabilite) == (euros * 100, Fiabilite.VU)
    assert found.inconnus == ()


@pytest.mark.parametrize(
    ("taille", "euros", "fiabilite"),
    [
        (1, 287_500, Fiabilite.DEDUIT),
        (2, 379_500, Fiabilite.DEDUIT),
        (3, 487_500, Fiabilite.DEDUIT),
        (4, 580_000, Fiabilite.VU),  # the press prints this total, not its parts
    ],
)
def test_plafond_when_after_avenant_2(taille, euros, fiabilite):
    found = plafond_annuel(taille, AV2)
    assert (found.centimes, found.fiabilite) == (euros * 100, fiabilite)
    assert "crise_maj" in found.inconnus
    assert found.sources


SUBTOTALS_2019 = {
    "acces": (75_000, 92_000, 120_000, 150_000),
    "parcours": (50_000, 70_000, 90_000, 100_000),
    "prevention": (20_000, 30_000, 35_000, 40_000),
    "qualite": (15_000, 20_000, 30_000, 40_000),
    "accompagnement": (10_000, 15_000, 20_000, 30_000),
}


@pytest.mark.parametrize("mission", sorted(SUBTOTALS_2019))
def test_subtotal_when_agreement_of_2019(mission):
    its_own = [code for code in ACI.postes if postes()[code].mission == mission]
    found = tuple(maximum(ACI, taille, its_own).total // 100 for taille in ACI.tailles)
    printed = tuple(ACI.total(mission, taille).euros for taille in ACI.tailles)
    assert found == printed == SUBTOTALS_2019[mission]


def test_every_maximum_when_compared_with_the_examples(shared):
    text = (shared / "regles" / "financement.yaml").read_text(encoding="utf-8")
    for row in yaml.safe_load(text)["maxima_annuels"]:
        found = maximum(grilles()[row["grille"]], row["taille"], row["postes"])
        cut = tuple(
            x // 100
            for x in (found.fonctionnement, found.fixe, found.variable, found.forfaits, found.total)
        )
        assert cut == tuple(
            row[key] for key in ("fonctionnement", "fixe", "variable", "forfaits", "total")
        ), row["ensemble"]


def test_maximum_when_size_is_unknown():
    with pytest.raises(ValueError, match="la taille 5 n’existe pas"):
        plafond_annuel(5, ACI)


def test_maximum_when_version_has_no_such_sum():
    assert maximum(AV2, 1, ["acces_compensation"]).total == 0


def test_maximum_when_an_amount_is_unknown():
    found = maximum(AV2, 1, ["crise_maj"])
    assert (found.total, found.inconnus) == (0, ("crise_maj",))
    assert found.fiabilite is Fiabilite.A_CONFIRMER


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2019, 8, 24), None),
        (date(2019, 8, 25), "ACI_2019"),
        (date(2022, 3, 30), "ACI_2019"),
        (date(2022, 3, 31), "AV2_2021"),
        (date(2026, 11, 26), "AV2_2021"),
    ],
)
def test_version_when_a_day_is_given(on, code):
    found = grille_le(on)
    assert (found.code if found else None) == code


def test_parts_of_a_version_when_looked_up():
    assert ACI.mission("acces").demarrage_mois == 6
    assert ACI.mission("crise") is None
    assert ACI.total(TOTAL, 5) is None
    assert ACI.total("crise", 1) is None


def test_least_sure_when_several():
    every = [Fiabilite.VU, Fiabilite.A_CONFIRMER, Fiabilite.DEDUIT]
    assert plus_faible(every) is Fiabilite.A_CONFIRMER
    assert plus_faible([]) is Fiabilite.VU
