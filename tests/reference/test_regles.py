"""The catalogue of rules: complete, consistent, and true to its worked cases."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.core.regles import TOUTES, EtatVerdict, Regle, juger
from maillage.reference import nomenclatures
from maillage.reference.regions import regions
from maillage.reference.regles import DocumentInconnu, catalogue
from maillage.reference.regles.cas import Cas, judge_cases, read_cases

FOLDER = Path(__file__).parents[1] / "cas"
# The worked contracts have a shape of their own, read by tests/core/financement/test_cas.py.
OTHERS = {"financement.yaml", "indicateurs_territoire.yaml"}  # cases of something else than rules
CASES = sorted(path for path in FOLDER.glob("*.yaml") if path.name not in OTHERS)


@cache
def our_cases() -> tuple[Cas, ...]:
    return tuple(case for path in CASES for case in read_cases(path.read_bytes(), path.name))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_case_of_a_file_is_judged_as_expected(path: Path) -> None:
    report = judge_cases(path.read_bytes(), path.name)
    assert (report.ecarts, report.regles_inconnues) == ((), ())


def test_the_cases_of_the_catalogue_are_judged_as_expected(shared: Path) -> None:
    report = judge_cases((shared / "regles" / "cas.yaml").read_bytes(), "cas.yaml")
    assert (report.cas, report.verdicts) == (270, 379)
    assert (report.ecarts, report.regles_inconnues) == ((), ())


def test_every_rule_has_cases_in_two_states_at_least() -> None:
    states = defaultdict(set)
    for case in our_cases():
        for code, state in case.attendu.items():
            states[code].add(state)
    assert [r.code for r in catalogue().regles if len(states[r.code]) < 2] == []


def test_the_catalogue_holds_its_130_rules() -> None:
    rules = catalogue().regles
    assert (len(rules), len({rule.code for rule in rules})) == (130, 130)


def test_every_rule_speaks_to_the_team() -> None:
    silent = [
        rule.code
        for rule in catalogue().regles
        if not all((rule.titre, rule.message, rule.que_faire, rule.source, rule.documents))
        or not rule.message.endswith((".", "?"))
        or not rule.que_faire.endswith(".")
        or "'" in rule.titre + rule.message + rule.que_faire
    ]
    assert silent == []


def test_every_rule_is_for_regions_that_exist() -> None:
    wrong = [r.code for r in catalogue().regles if not r.regions <= regions().keys()]
    assert wrong == []


def test_every_rule_has_a_label_for_its_domain() -> None:
    assert {rule.domaine for rule in catalogue().regles} == catalogue().domaines.keys()


def test_the_vocabulary_is_exactly_what_the_rules_read() -> None:
    read = {name for rule in catalogue().regles for name in rule.donnees}
    assert read == catalogue().donnees.keys()


def test_texts_steps_and_missions_of_the_readings_exist() -> None:
    lectures = catalogue().lectures
    rubriques = {r for table in lectures.textes.values() for group in table.values() for r in group}
    assert rubriques - nomenclatures.rubriques_texte().keys() == set()
    assert lectures.etapes.keys() == nomenclatures.etapes().keys()
    assert set(lectures.jalons) <= lectures.etapes.keys()
    known = {code for liste in catalogue().parametres.listes["etapes_trame"].values()
             for line in liste for code in line.codes}  # fmt: skip
    read = {code for group in lectures.etapes.values() for code in group} | {"reunions"}
    assert (known - read, read - known) == (set(), set())


def test_places_of_texts_are_rubriques() -> None:
    places = {donnee.ou for donnee in catalogue().donnees.values()}
    texts = {place.removeprefix("textes/") for place in places if place.startswith("textes/")}
    assert texts - nomenclatures.rubriques_texte().keys() == set()


def test_a_form_is_of_a_kind_and_a_region() -> None:
    documents = catalogue().documents
    found = documents.document("aura_pre_projet")
    assert (found.nature, found.region, found.trame) == ("pre_projet", "AURA", "AURA_pre_projet")
    assert documents.document("contrat").nature == "contrat"
    with pytest.raises(DocumentInconnu, match="« brouillon » n’est pas un document"):
        documents.document("brouillon")


def test_every_form_leads_to_a_kind_and_to_tables_that_exist() -> None:
    tables = catalogue()
    found = [tables.documents.document(form) for form in tables.documents.formulaires]
    listes = tables.parametres.listes
    assert {d.pieces for d in found if d.pieces} <= listes["pieces"].keys()
    assert {d.trame for d in found if d.trame} <= listes["etapes_trame"].keys()


def state(rule: Regle, case: Cas, facts: dict[str, object]) -> EtatVerdict:
    return juger([rule], facts, on=case.date, region=TOUTES)[0].etat


MET = tuple(
    (rule, case)
    for case in our_cases()
    for code, expected in case.attendu.items()
    if expected is EtatVerdict.RESPECTEE and (rule := catalogue().regle(code)) is not None
)


def applies(rule: Regle, case: Cas) -> bool:
    found = juger([rule], case.faits, on=case.date, region=TOUTES)[0]
    return found.motif != "sans objet"


def test_an_unknown_fact_never_gives_respectee() -> None:
    """Unless the rule says that it may stay unknown: then the day, or another answer, is enough."""
    wrong = [
        (rule.code, name, case.id)
        for rule, case in MET
        if applies(rule, case)
        for name in rule.donnees
        if name not in rule.facultatives and name != "date_jour"
        and state(rule, case, {**case.faits, name: None}) is EtatVerdict.RESPECTEE
    ]  # fmt: skip
    assert wrong == []


def test_half_an_inhabitant_cannot_be_judged() -> None:
    rule = catalogue().regle("TERR-13")
    assert rule is not None
    facts = {"territoire_population": Decimal("40000.5"), "territoire_taille_aci": 2}
    (verdict,) = juger([rule], facts, on=date(2026, 11, 22), region=None)
    assert verdict.motif == "la règle n’a pas pu être calculée : un nombre entier était attendu"


def test_no_rule_is_met_on_nothing() -> None:
    for on in (date(2019, 6, 1), date(2021, 1, 1), date(2026, 11, 22)):
        verdicts = juger(catalogue().regles, {}, on=on, region=TOUTES)
        met = [v.regle.code for v in verdicts if v.etat is EtatVerdict.RESPECTEE]
        assert met == []


values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 10**6) | st.dates() | st.text(max_size=5)
    | st.decimals(-9, 10**6, places=2),
    lambda inner: st.lists(inner, max_size=3).map(tuple)
    | st.dictionaries(st.sampled_from(["code", "nom", "date", "montant", "profession"]), inner),
    max_leaves=6,
)  # fmt: skip


@given(st.data())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_no_fact_whatever_its_shape_breaks_a_rule(data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(catalogue().regles))
    facts = data.draw(st.fixed_dictionaries(dict.fromkeys(rule.donnees, values)))
    on = rule.depuis or date(2026, 11, 22)
    (verdict,) = juger([rule], facts, on=on, region=TOUTES)
    assert verdict.etat in EtatVerdict


@pytest.mark.parametrize(
    ("annee", "montant"),
    [(2022, 41136), (2023, 43992), (2024, 46368), (2025, 47100), (2026, 48060), (2027, None)],
)
def test_the_ceiling_of_a_year(annee: int, montant: int | None) -> None:
    assert catalogue().parametres.pass_annuel(annee) == montant


def test_the_totals_of_2019_are_the_sums_of_their_lines() -> None:
    lines = catalogue().parametres.plafonds["aci_2019"].lignes
    parts = ("fonctionnement", "acces", "parcours", "prevention", "qualite", "accompagnement")
    sums = tuple(sum(lines[p].montants[i] or 0 for p in parts) for i in range(4))
    assert sums == lines["total"].montants == (220000, 287000, 370000, 450000)
