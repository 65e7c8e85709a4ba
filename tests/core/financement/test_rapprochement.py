"""Payments put beside what the contract owes: every cent has one place, nothing is made up."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.core.facts import NatureLigne, PartRecue, VersementRecu
from maillage.core.financement import (
    Echeancier,
    EtatAttendu,
    cle,
    echeancier,
    en_centimes,
    mouvements_recus,
    proposer,
    rapprocher,
)
from maillage.reference.aci import tables_aci
from maillage.reference.aci.contrat_ecrit import lire_contrat

SIGNED = """
grille: ACI_2019
taille: 2
signature: 2022-09-15
missions:
  acces: {demarrage: 2022-09-15}
  parcours: {demarrage: 2023-01-01}
resultats: {acces: {"1": 6000}, parcours: {"1": 0}}
"""
FIRST = date(2022, 9, 15)
NEXT, LIMIT = date(2023, 9, 15), date(2023, 11, 15)


def plan(text: str = SIGNED) -> Echeancier:
    return echeancier(lire_contrat(text.encode(), "contrat"), tables_aci())


PLAN = plan()


def part(annee: int, poste: str, nature: NatureLigne, euros: str) -> PartRecue:
    return PartRecue(annee=annee, poste=poste, nature=nature, montant=Decimal(euros))


def paid(le: date, euros: str, *parts: PartRecue) -> VersementRecu:
    return VersementRecu(date=le, montant=Decimal(euros), parts=parts or None)


def states(on: date, *payments: VersementRecu) -> dict[str, EtatAttendu]:
    return {one.cle: one.etat for one in rapprocher(PLAN.lignes, payments, on=on).attendus}


def test_a_line_is_received_awaited_late_or_another_amount() -> None:
    solde = "1:acces:solde"
    before, after = LIMIT, LIMIT + timedelta(days=1)
    whole = part(1, "acces", NatureLigne.SOLDE, "4375")
    less = part(1, "acces", NatureLigne.SOLDE, "4000")
    assert states(FIRST)[solde] is EtatAttendu.A_VENIR
    assert states(before)[solde] is EtatAttendu.ATTENDU
    assert states(after)[solde] is EtatAttendu.EN_RETARD
    assert states(after, paid(NEXT, "4375", whole))[solde] is EtatAttendu.RECU
    assert states(after, paid(NEXT, "4000", less))[solde] is EtatAttendu.DIFFERENT
    assert states(after)["1:acces:avance"] is EtatAttendu.ATTENDU  # no text sets its last day
    assert states(after)["1:parcours:variable"] is EtatAttendu.RECU  # no result, nothing is due


def test_what_is_late_is_what_is_missing() -> None:
    less = part(1, "acces", NatureLigne.SOLDE, "4000")
    found = rapprocher(PLAN.lignes, [paid(NEXT, "4000", less)], on=LIMIT + timedelta(days=1))
    late = {one.cle: one.reste for one in found.retards}
    assert late["1:acces:solde"] == 37_500
    assert found.recu == 400_000
    more = part(1, "acces", NatureLigne.SOLDE, "5000")
    over = rapprocher(PLAN.lignes, [paid(NEXT, "5000", more)], on=LIMIT + timedelta(days=1))
    assert "1:acces:solde" not in {one.cle for one in over.retards}
    assert next(one.reste for one in over.attendus if one.cle == "1:acces:solde") == -62_500


def test_a_result_that_is_not_decided_is_neither_late_nor_wrong() -> None:
    """Year 2 of access has no result: anything up to its maximum is as it should be."""
    key, on = "2:acces:variable", date(2025, 1, 1)
    some = part(2, "acces", NatureLigne.VARIABLE, "9000")
    assert states(on)[key] is EtatAttendu.ATTENDU
    assert states(on, paid(on, "9000", some))[key] is EtatAttendu.RECU
    much = part(2, "acces", NatureLigne.VARIABLE, "90000")
    assert states(on, paid(on, "90000", much))[key] is EtatAttendu.DIFFERENT


def test_a_line_paid_in_two_times_is_settled_on_the_second_day() -> None:
    halves = [
        paid(NEXT, "4000", part(1, "acces", NatureLigne.SOLDE, "4000")),
        paid(LIMIT, "375", part(1, "acces", NatureLigne.SOLDE, "375")),
    ]
    both, one = (
        next(
            one
            for one in rapprocher(PLAN.lignes, some, on=LIMIT).attendus
            if one.cle == "1:acces:solde"
        )
        for some in (halves, halves[:1])
    )
    assert (both.solde_le, one.solde_le) == (LIMIT, None)


def test_what_the_contract_does_not_announce_has_a_place_of_its_own() -> None:
    odd = part(1, "prevention", NatureLigne.AVANCE, "10")
    grant = VersementRecu(date=FIRST, montant=Decimal(15_000), parts=())
    new = VersementRecu(date=FIRST, montant=Decimal(7))
    found = rapprocher(PLAN.lignes, [paid(FIRST, "10", odd), grant, new], on=FIRST)
    assert found.imprevus == (odd,)
    assert (found.hors_accord, found.a_rapprocher) == ((grant,), (new,))
    assert [move.cumul for move in mouvements_recus([grant, new])] == [700]


def offered(payment: VersementRecu, *before: VersementRecu) -> tuple[list[str], bool] | None:
    found = proposer(payment, rapprocher(PLAN.lignes, before, on=payment.date).attendus)
    return found and ([one.ligne for one in found.parts], found.exacte)


def test_a_payment_is_offered_the_lines_that_make_it() -> None:
    assert offered(paid(FIRST, "13125")) == (["1:acces:avance"], True)
    first = paid(FIRST, "13125", part(1, "acces", NatureLigne.AVANCE, "13125"))
    assert offered(paid(NEXT, "13125"), first) == (["2:acces:avance"], True)  # that one is paid
    whole_day = sum(line.centimes for line in PLAN.lignes if line.le == FIRST)
    found = offered(paid(FIRST, str(Decimal(whole_day) / 100)))
    assert found == (["1:acces:avance", "1:fonctionnement:dotation_initiale"], True)
    year_two = [line for line in PLAN.lignes if line.le == NEXT and line.annee == 2]
    ahead = sum(line.centimes for line in year_two)
    assert offered(paid(NEXT, str(Decimal(ahead) / 100))) == (
        [cle(line) for line in year_two],
        True,
    )
    two = paid(NEXT, str(Decimal(4375) + Decimal(45000)))
    assert offered(two) == (["2:fonctionnement:avance", "1:acces:solde"], True)


def test_an_amount_near_a_line_is_offered_as_another_amount() -> None:
    assert offered(paid(FIRST, "13000")) == (["1:acces:avance"], False)
    assert offered(paid(FIRST, "3")) is None
    assert offered(paid(FIRST, "0")) is None


@given(
    cents=st.lists(st.integers(-500_000, 9_000_000).filter(bool), min_size=1, max_size=4),
    ranks=st.lists(st.integers(0, len(PLAN.lignes) - 1), min_size=4, max_size=4, unique=True),
    on=st.dates(date(2022, 1, 1), date(2029, 1, 1)),
)
@settings(max_examples=40)
def test_every_cent_has_one_place(cents: list[int], ranks: list[int], on: date) -> None:
    parts = tuple(
        PartRecue(annee=line.annee, poste=line.poste, nature=line.nature, montant=Decimal(c) / 100)
        for c, line in zip(cents, (PLAN.lignes[rank] for rank in ranks), strict=False)
    )
    payment = VersementRecu(date=on, montant=Decimal(sum(cents)) / 100, parts=parts)
    found = rapprocher(PLAN.lignes, [payment], on=on)
    assert found.recu == sum(cents)
    for one in found.attendus:
        assert one.reste in (one.ligne.centimes - one.recu, 0)
        if one.ligne.maximum is None:
            assert one.ligne.centimes == one.recu + one.reste
        assert not one.depasse or one.reste > 0


@given(cents=st.integers(1, 20_000_000), le=st.dates(date(2022, 9, 15), date(2028, 1, 1)))
@settings(max_examples=40)
def test_what_is_offered_makes_the_payment(cents: int, le: date) -> None:
    payment = VersementRecu(date=le, montant=Decimal(cents) / 100)
    found = proposer(payment, rapprocher(PLAN.lignes, (), on=le).attendus)
    assert found is None or sum(en_centimes(one.montant) for one in found.parts) == cents


def test_a_line_of_any_example_has_a_name_of_its_own(shared: Path) -> None:
    text = (shared / "regles" / "financement.yaml").read_text(encoding="utf-8")
    for example in yaml.safe_load(text)["echeanciers"]:
        lines = plan(yaml.safe_dump(example["entree"])).lignes
        assert len({cle(line) for line in lines}) == len(lines), example["id"]
