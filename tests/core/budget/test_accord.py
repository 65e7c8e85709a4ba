"""The money of the agreement in a budget, what is odd, the missions, the actual beside the forecast."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.core.budget import (
    SANS,
    STRUCTURE,
    Cote,
    EtatAccord,
    ReperesBudget,
    SorteAlerte,
    a_la_main,
    a_ranger,
    actualiser,
    alertes,
    comparer,
    etat,
    exercices_saisis,
    lignes_accord,
    lire_balance,
    nature_du_compte,
    par_action,
    par_mission,
)
from maillage.core.facts import (
    Enveloppe,
    Imputation,
    LigneBudgetProjet,
    LigneRealisee,
    MissionAction,
    OrigineLigne,
)
from maillage.core.financement import (
    ContratAci,
    Fait,
    MissionContrat,
    echeancier,
    produits_par_exercice,
    totaux,
)
from maillage.reference.aci import tables_aci
from maillage.reference.plan_comptable import natures
from maillage.reference.plan_comptable.accord import comptes, natures_accord, plan_de
from tests.core.financement.contrats import contracts

FEW = settings(max_examples=60, deadline=None)
FORM = Enveloppe.FONCTIONNEMENT
START = Enveloppe.DEMARRAGE


def line(nature: str, amount: float | None, year: int = 2027, **more: object) -> LigneBudgetProjet:
    cents = None if amount is None else Decimal(str(amount))
    return LigneBudgetProjet(exercice=year, nature=nature, montant=cents, **more)  # type: ignore[arg-type]  # fields of a test


def contract(**more: object) -> ContratAci:
    given_fields = {
        "grille": "AV2_2021",
        "taille": 2,
        "signature": date(2027, 7, 1),
        "missions": {
            "acces": MissionContrat(demarrage=date(2027, 10, 1)),
            "parcours": MissionContrat(demarrage=date(2028, 1, 1), arret=date(2029, 3, 1)),
        },
        "resultats": {"defaut": 6_000},
        "forfaits": (Fait(poste="crise_plan", fait=date(2028, 2, 1)),),
    }
    return ContratAci(**(given_fields | more))  # type: ignore[arg-type]  # fields of a test


@given(contrat=contracts())
@FEW
def test_each_cent_due_belongs_to_one_year(contrat: ContratAci) -> None:
    plan = echeancier(contrat, tables_aci())
    parts = produits_par_exercice(plan)
    assert sum(part.centimes for part in parts) == plan.total
    views = totaux(plan.lignes, tables_aci().rangs)
    for view in (views.par_annee_contrat, views.par_annee_civile_de_date, views.par_mois):
        assert sum(view.values()) == plan.total
    years = range(contrat.signature.year, plan.anniversaires[-1].year + 1)
    assert {part.exercice for part in parts} <= set(years)


def test_a_contract_gives_the_lines_of_three_years_to_the_cent() -> None:
    plan = echeancier(contract(), tables_aci())
    lines = lignes_accord(plan, natures_accord())
    assert exercices_saisis(lines) == (2027, 2028, 2029)
    operating = [one for one in lines if one.nature == "aci_fonctionnement"]
    assert {one.enveloppe for one in operating} == {FORM}
    assert operating[0].montant == Decimal("30163.93")  # 184 days of 366
    crisis = [one for one in lines if one.nature == "aci_crise"]
    assert [(one.exercice, one.mission) for one in crisis] == [(2028, MissionAction.CRISE)]
    every = lignes_accord(plan, natures_accord(), range(2027, 2034))
    assert sum(one.montant or 0 for one in every) == Decimal(plan.total) / 100
    assert exercices_saisis(()) is None
    nothing = contract(resultats={"defaut": 0}, forfaits=())
    fixed = lignes_accord(echeancier(nothing, tables_aci()), natures_accord())
    assert not any(one.nature.endswith("_variable") for one in fixed)


def test_the_budget_says_whether_the_agreement_has_changed_and_keeps_what_is_typed() -> None:
    expected = lignes_accord(echeancier(contract(), tables_aci()), natures_accord())
    other = lignes_accord(echeancier(contract(taille=3), tables_aci()), natures_accord())
    mine = (line("ext_loyer", 900), line("aci_fonctionnement", 10))
    assert etat(mine, expected) is EtatAccord.ABSENT
    full = actualiser(mine, expected)
    assert etat(full, expected) is EtatAccord.A_JOUR
    assert etat(full, other) is EtatAccord.CHANGE
    assert etat((), ()) is EtatAccord.ABSENT
    assert a_la_main(full) == mine
    assert not any(
        one.nature == "aci_fonctionnement" and one.exercice == 2027
        for one in full
        if one.origine is OrigineLigne.SIMULATION
    )
    assert actualiser(full, expected) == full
    assert [one.exercice for one in full] == sorted(one.exercice for one in full)


def reperes(**more: object) -> ReperesBudget:
    base = ReperesBudget(natures=natures(), missions={"a": MissionAction.PARCOURS}, maxima={})
    return replace(base, **more)  # type: ignore[arg-type]  # fields of a test


def test_the_warnings() -> None:
    lines = (
        line("sal_coordination", 40_000, enveloppe=START),
        line("sub_ars_fir", 50_000, enveloppe=START),
        line("sal_autres", 30_000, enveloppe=FORM),
        line("aci_fonctionnement", 20_000, enveloppe=FORM),
        line("dep_voyages", 300),
        line("com_publication", 300, action="a"),
        line("ext_loyer", 100, imputation=Imputation.INDIRECTE),
        line("inconnue", 1),
        line("ext_loyer", None),
    )
    found = alertes(lines, reperes(maxima={2027: Decimal(10_000)}))
    assert {one.sorte: one.montant for one in found} == {
        SorteAlerte.DEMARRAGE_DURABLE: 40_000,
        SorteAlerte.SALAIRES: 30_000,
        SorteAlerte.SANS_MISSION: 300,
        SorteAlerte.AU_DESSUS: 20_000,
        SorteAlerte.AIDE_NON_DEPENSEE: 10_000,
    }
    quiet = (line("sal_autres", 10, enveloppe=FORM), line("aci_fonctionnement", 20, enveloppe=FORM))
    assert alertes(quiet, reperes(maxima={2027: Decimal(99)})) == ()


amounts = st.decimals(0, 10_000, places=2)


@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(("ext_loyer", "sub_ars_fir", "com_publication", "cvp_benevolat", "?")),
            st.none() | st.sampled_from(MissionAction),
            st.sampled_from((None, "a", "b")),
            st.none() | st.sampled_from(Enveloppe),
            st.none() | amounts,
        ),
        max_size=12,
    )
)
@FEW
def test_every_euro_is_in_one_mission(rows: list[tuple[object, ...]]) -> None:
    names = ("nature", "mission", "action", "enveloppe", "montant")
    lines = [
        LigneBudgetProjet(exercice=2027, **dict(zip(names, row, strict=True)))  # type: ignore[arg-type]  # drawn fields
        for row in rows
    ]
    parts = par_mission(lines, natures(), {"a": MissionAction.PARCOURS, "b": None})
    kept = [one for one in lines if one.nature in natures()]
    for side, name in ((Cote.CHARGE, "charges"), (Cote.PRODUIT, "produits")):
        whole = sum(one.montant or 0 for one in kept if natures()[one.nature].cote is side)
        assert sum(getattr(part, name) for part in parts) == whole
    assert sum(part.solde for part in parts) == sum(p.produits - p.charges for p in parts)
    assert {part.cle for part in parts} <= {*MissionAction, STRUCTURE, SANS}
    of_actions = par_action(lines, natures(), ("a", "b"))
    assert {part.cle for part in of_actions} <= {"a", "b"}


def test_a_charge_of_the_structure_is_not_said_to_serve_nothing() -> None:
    indirect = LigneBudgetProjet(
        exercice=2027, nature="ext_loyer", montant=Decimal(5), imputation=Imputation.INDIRECTE
    )
    assert [part.cle for part in par_mission([indirect], natures(), {})] == [STRUCTURE]


def test_the_actual_beside_the_forecast() -> None:
    planned = (line("sal_coordination", 100), line("sal_autres", 50), line("ext_loyer", 10, 2028))
    done = (
        LigneRealisee(exercice=2027, compte="641", nature="sal_coordination", montant=Decimal(170)),
        LigneRealisee(exercice=2027, compte="706", nature=None, montant=Decimal(5)),
        LigneRealisee(exercice=2027, compte="613", nature="ext_loyer", montant=Decimal(3)),
    )
    found = {one.ligne: one for one in comparer(planned, done, natures(), exercice=2027)}
    assert (found["c64_remuneration"].prevu, found["c64_remuneration"].ecart) == (150, 20)
    assert (found["c61_locations"].prevu, found["c61_locations"].ecart) == (None, 3)
    assert [one.compte for one in a_ranger(done, natures(), exercice=2027)] == ["706"]
    unknown = comparer(planned, done, natures(), exercice=2028)  # no account of that year yet
    assert [(one.prevu, one.realise, one.ecart) for one in unknown] == [(10, None, None)]
    table = comptes(plan_de(2027).code)
    assert nature_du_compte("64110000", table) == "sal_coordination"
    assert nature_du_compte("6228", table, ["comp_snp"]) == "comp_snp"
    assert nature_du_compte("512", table) is None
    assert (plan_de(1990).code, plan_de(2019).code, plan_de(2024).code) == ("1999", "1999", "2018")


def balance(text: str) -> dict[str, Decimal | None]:
    rows = [(number, row.split(";")) for number, row in enumerate(text.splitlines(), start=1)]
    return {one.compte: one.montant for one in lire_balance(rows).retenus}


def test_a_balance_is_read_however_it_is_worded() -> None:
    signs = "Titre;;\nNuméro de compte;Libellé;Solde\n641;S;1 200,50\n706;P;-1.200,50\n;;\n86;B;5\n87;D;-5"
    assert balance(signs) == {
        "641": Decimal("1200.50"),
        "706": Decimal("1200.50"),
        "86": 5,
        "87": 5,
    }
    without = "Compte;Solde\n641;10\n706;10"
    assert balance(without) == {"641": 10, "706": 10}
    two = "N° de compte;Intitulé;Solde débiteur;Solde créditeur\n641;S;(3,00);\n706;P;;1,234.50"
    assert balance(two) == {"641": Decimal("-3.00"), "706": Decimal("1234.50")}
    refund = "Compte;Débit;Crédit\n641;0;12,00\n706;5;17,00-"
    assert balance(refund) == {"641": -12, "706": -22}
    short = "Compte;Débit;Crédit\n641;4\nTotal;4;0\n645;0;0"
    assert balance(short) == {"641": 4}


def test_a_balance_that_cannot_be_read() -> None:
    assert lire_balance([]).manque == ("compte", "débit et crédit, ou solde")
    read = lire_balance(
        [(1, ["Compte", "Débit", "Crédit"]), (2, ["641", "x", ""]), (3, ["6", "1,234", "0"])]
    )
    assert [one.ligne for one in read.refuses] == [2, 3]
    for wrong in ("NaN", "1e30", "9" * 30, "1e999999999"):
        read = lire_balance([(1, ["Compte", "Débit", "Crédit"]), (2, ["641", wrong, ""])])
        assert [one.refus for one in read.refuses] == [f"« {wrong[:20]} » n’est pas un montant"]
