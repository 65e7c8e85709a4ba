"""Our own worked contracts, in tests/cas/financement.yaml: a jurist may read them without a computer."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from maillage.core.financement import echeancier
from maillage.reference.aci import convention, tables_aci
from maillage.reference.aci.contrat_ecrit import lire_contrat

CASES = Path(__file__).parents[2] / "cas" / "financement.yaml"
EVERY = yaml.safe_load(CASES.read_text(encoding="utf-8"))["cas"]


def written(plan):
    return [
        {
            "le": line.le,
            "limite": line.limite,
            "annee": line.annee,
            "poste": line.poste,
            "nature": str(line.nature),
            "euros": line.centimes / 100,
        }
        for line in plan.lignes
    ]


def computed(case):
    text = yaml.safe_dump(case["contrat"], allow_unicode=True)
    return echeancier(lire_contrat(text.encode(), case["id"]), tables_aci())


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case["id"])
def test_worked_case_when_computed(case):
    lines = written(computed(case))
    for expected in case["versements"]:
        assert expected in lines
    for absent in case.get("absents", ()):
        assert [line for line in lines if absent.items() <= line.items()] == []
    assert round(sum(line["euros"] for line in lines), 2) == case["total"]


def test_worked_cases_when_they_quote_rules():
    quoted = {rule for case in EVERY for rule in case["regles"]}
    assert quoted - set(convention().regles) == set()


def test_every_example_when_computed(shared):
    text = (shared / "regles" / "financement.yaml").read_text(encoding="utf-8")
    examples = yaml.safe_load(text)["echeanciers"]
    for example in examples:
        plan = computed({"id": example["id"], "contrat": example["entree"]})
        found = [
            {**line, "date": line["le"], "centimes": round(line["euros"] * 100)}
            for line in written(plan)
        ]
        for line in found:
            del line["le"], line["euros"]
        assert found == example["lignes"], example["id"]
        assert list(plan.anniversaires) == example["anniversaires"]
    assert len(examples) == 25


def test_operating_money_when_a_version_has_none():
    """Nothing says that a later agreement will pay for it."""
    tables = tables_aci()
    grille = tables.grilles["ACI_2019"]
    lines = tuple(line for line in grille.lignes if line.poste != "fonctionnement")
    without = replace(tables, grilles={"ACI_2019": replace(grille, lignes=lines)})
    text = "grille: ACI_2019\ntaille: 1\nsignature: 2022-09-15\n"
    assert echeancier(lire_contrat(text.encode(), "x"), without).lignes == ()
