"""The reader of worked cases: free facts, everything else strict."""

from datetime import date
from decimal import Decimal

import pytest

from maillage.core.regles import EtatVerdict
from maillage.reference.regles.cas import Ecart, judge_cases, read_cases
from maillage.reference.strict import Problems

HEAD = "cas:\n- id: C1\n  titre: Essai\n  date: 2026-11-22\n  region: toutes\n"


def read_facts(facts: str) -> dict[str, object]:
    text = f"{HEAD}  faits: {facts}\n  attendu: {{ID-01: inconnue}}\n"
    return dict(read_cases(text.encode(), "essai.yaml")[0].faits)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("01004", "01004"),
        ("'12'", "12"),
        ("2A004", "2A004"),
        ("30.7", Decimal("30.7")),
        ("1e3", "1e3"),
        ("true", True),
        ("False", False),
        ("non", "non"),
        ("oui", "oui"),
        ("null", None),
        ("~", None),
        ("2026-11-02", date(2026, 11, 2)),
        ("'2026-11-02'", "2026-11-02"),
        ("[1, [a, 2.5]]", (1, ("a", Decimal("2.5")))),
        ("{a: {b: [null]}}", {"a": {"b": (None,)}}),
    ],
)
def test_a_free_value_takes_its_type(written: str, value: object) -> None:
    found = read_facts(f"{{x: {written}}}")["x"]
    assert (found, type(found)) == (value, type(value))


def problems(text: str) -> list[tuple[str, int | None]]:
    with pytest.raises(Problems) as caught:
        judge_cases(text.encode(), "essai.yaml")
    return [(problem.field, problem.line) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [("", None)]),
        ("a: 1", [("cas", 1)]),
        ("cas: oui", [("cas", 1)]),
        ("cas:\n- oui", [("cas[1]", 2)]),
        (HEAD + "  attendu: {ID-01: peut-être}", [("cas[1].attendu.ID-01", 6)]),
        (HEAD + "  attendus: {}", [("cas[1].attendu", 2), ("cas[1].attendus", 6)]),
        (HEAD + "  attendu: {}\n  faits: oui", [("cas[1].faits", 7)]),
        (HEAD + "  attendu: {}\n  faits: {x: 2026-02-30}", [("cas[1].faits.x", 7)]),
        (HEAD.replace("toutes", "Mars") + "  attendu: {}", [("cas[1].region", 2)]),
        (HEAD.replace("2026-11-22", "hier") + "  attendu: {}", [("cas[1].date", 4)]),
        (HEAD + "  attendu: {}\n" + HEAD[5:] + "  attendu: {}", [("cas[2].id", 7)]),
    ],
)
def test_a_bad_file_says_where(text: str, found: list[tuple[str, int | None]]) -> None:
    assert sorted(problems(text)) == sorted(found)


def test_a_difference_is_told_case_by_case() -> None:
    text = (
        HEAD + "  faits: {structure_siret: '1'}\n  attendu: {ID-02: respectee, ZZ-99: inconnue}\n"
    )
    report = judge_cases((text + "  non_evaluees: [ID-01]\n").encode(), "essai.yaml")
    assert (report.cas, report.verdicts, report.regles_inconnues) == (1, 1, ("ZZ-99",))
    assert report.ecarts == (
        Ecart(
            cas="C1",
            titre="Essai",
            regle="ID-02",
            attendu="respectee",
            trouve="non_respectee",
            motif="la condition n’est pas remplie",
        ),
        Ecart(
            cas="C1",
            titre="Essai",
            regle="ID-01",
            attendu="non_evaluee",
            trouve="inconnue",
            motif="il manque une réponse pour conclure",
        ),
    )


def test_a_rule_out_of_its_dates_is_not_judged() -> None:
    text = HEAD.replace("2026-11-22", "2021-01-01") + "  attendu: {MISS-02: inconnue}\n"
    (ecart,) = judge_cases(text.encode(), "essai.yaml").ecarts
    assert (ecart.attendu, ecart.trouve) == ("inconnue", "non_evaluee")


def test_json_cases_are_read_too() -> None:
    text = (
        '{"cas": [{"id": "C1", "titre": "t", "date": "2026-11-22", "region": "AURA",'
        ' "faits": {"subvention_ars": 15000, "a": 1.5, "b": "12", "c": "2026-11-02"}, "attendu": {"BUD-04": "respectee"}}]}'
    )
    (case,) = read_cases(text.encode(), "essai.json")
    assert case.faits == {
        "subvention_ars": 15000,
        "a": Decimal("1.5"),
        "b": "12",
        "c": date(2026, 11, 2),
    }
    assert case.attendu == {"BUD-04": EtatVerdict.RESPECTEE}
    assert judge_cases(text.encode(), "essai.json").ecarts == ()
