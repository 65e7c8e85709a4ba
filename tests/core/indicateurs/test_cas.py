"""Worked cases of indicators, in tests/cas/indicateurs_territoire.yaml: readable without a computer."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from maillage.core.indicateurs import (
    Ailleurs,
    Genre,
    Manque,
    NatureZone,
    Niveau,
    Resultat,
    Sens,
    arrondi,
    ligne,
    phrases,
)
from maillage.core.indicateurs.calcul import par_communes
from tests.core.indicateurs.fabrique import EDITIONS, PRUDENCE, SOURCE, calcul, indicateur, tableau

CASES = Path(__file__).parents[2] / "cas" / "indicateurs_territoire.yaml"
EVERY = yaml.safe_load(CASES.read_text(encoding="utf-8"))["cas"]


def line_of(case):
    given = case.get("indicateur", {})
    kinds = {"sens": Sens, "genre": Genre}
    way = calcul(**case["calcul"])
    one = indicateur(
        communes=(way,),
        **{key: kinds[key](value) if key in kinds else value for key, value in given.items()},
    )
    table = tableau(
        case["colonnes"],
        case.get("populations"),
        manques={
            name: {rank: Manque(why) for rank, why in held.items()}
            for name, held in case.get("manques", {}).items()
        },
        **{key: case[key] for key in ("parts", "enfants", "racines") if key in case},
    )
    source = replace(SOURCE, effectif_prudent=case.get("effectif_prudent"))
    here = par_communes(one, way, table, replace(EDITIONS, sources={"s": source}))
    there = []
    if "region" in case:
        value = Resultat(valeur=float(case["region"]), niveau=Niveau.COMMUNE)
        there = [Ailleurs(nature=NatureZone.REGION, code="53", nom="Bretagne", resultat=value)]
    return ligne(one, here, there, PRUDENCE)


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case["id"])
def test_worked_case(case):
    line, expected = line_of(case), case["attendu"]
    found, covered = line.resultat, line.resultat.couverture
    other = line.comparateurs[0] if line.comparateurs else None
    decimals = line.indicateur.decimales
    read = {
        "valeur": None if found.valeur is None else float(arrondi(found.valeur, decimals)),
        "absence": found.absence,
        "couverture": covered.pourcent,
        "lieux": covered.lieux,
        "secretes": covered.secretes,
        "absentes": covered.absentes,
        "manquants": {one.code: str(one.raison) for one in covered.manquants},
        "estimation": found.estimation,
        "serie": {one.millesime: float(arrondi(one.valeur, decimals)) for one in found.serie},
        "evolution": line.evolution and float(line.evolution.ecart),
        "ecart": other and other.ecart and float(other.ecart.valeur),
        "appreciation": other and other.ecart and other.ecart.appreciation,
        "sans_ecart": other and other.sans_ecart,
    }
    assert {key: read[key] for key in expected} == {
        key: Decimal(str(value)) if key == "couverture" else value
        for key, value in expected.items()
    }
    if "phrases" in case:
        assert [plain(said) for said in phrases(line, PRUDENCE)] == case["phrases"]
    if found.valeur is None:
        assert found.pourquoi
