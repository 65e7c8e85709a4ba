"""From a dossier to the facts that rules read, and the difference between nothing and empty."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from maillage.core import facts as f
from maillage.core.regles.faits import Reperes, faits_de, faits_par_element
from maillage.core.territoire import analyser
from maillage.reference import cog, missions, nomenclatures, statuts
from maillage.reference.aci import PROJET_2019, bareme_taille
from maillage.reference.plan_comptable import natures
from maillage.reference.regles import catalogue
from tests.strategies import dossiers

ON = date(2026, 11, 22)


def read(dossier: f.DossierFacts, **changes: Any) -> Mapping[str, Any]:
    return faits_de(dossier, reperes(dossier, **changes))


def of_each(dossier: f.DossierFacts, kind: str, **changes: Any) -> Any:
    return faits_par_element(dossier, reperes(dossier, **changes))[kind]


def reperes(dossier: f.DossierFacts, **changes: Any) -> Reperes:
    analyse = analyser(
        dossier.territoire, cog.table(), bareme_taille(ON), bareme_taille(ON, PROJET_2019)
    )
    return Reperes(
        territoire=analyse,
        professions=nomenclatures.professions(),
        postes=nomenclatures.postes_budget(),
        natures=natures(),
        lectures=catalogue().lectures,
        missions=missions.missions().reperes,
        statuts=statuts.tables(),
        indicateurs={one.code: one.contrat for one in missions.indicateurs().indicateurs},
        **changes,
    )


def person(**changes: Any) -> f.Personne:
    return f.Personne(**{"id": "p1", "nom": "Vidal", "prenom": "Anne"} | changes)


COMPUTED = {"codes_connus", "textes_a_reprendre"}  # what an empty dossier gives all the same


def test_an_empty_dossier_answers_nothing() -> None:
    facts = read(f.DossierFacts())
    assert {name for name, value in facts.items() if value is not None} == COMPUTED


def test_empty_lists_are_answers() -> None:
    facts = read(
        f.DossierFacts(
            equipe=(),
            etablissements=(),
            actions=(),
            calendrier=(),
            territoire=f.Territoire(communes=()),
            textes={"population_social": ""},
        )
    )
    empty = {name for name, value in facts.items() if value == ()}
    assert empty == {
        "acteurs_a_contacter",
        "actions",
        "etablissements",
        "etapes_renseignees",
        "personnes",
        "profils",
        "structures",
        "structures_citees",
        "territoire_communes",
        "textes_a_reprendre",
    }


def spent(exercice: int, nature: str, montant: str | None) -> f.LigneBudgetProjet:
    return f.LigneBudgetProjet(
        exercice=exercice, nature=nature, montant=None if montant is None else Decimal(montant)
    )


def test_a_person_to_contact_is_not_of_the_team() -> None:
    team = (
        person(profession="infirmier", engagement=f.Engagement.ENGAGE),
        person(id="p2", nom="Roche", prenom=None, engagement=f.Engagement.A_CONTACTER),
    )
    place = f.Etablissement(id="e1", nom="EHPAD", engagement=f.Engagement.A_CONTACTER)
    facts = read(f.DossierFacts(equipe=team, etablissements=(place,)))
    assert [one["nom"] for one in facts["personnes"]] == ["Vidal"]
    assert facts["acteurs_a_contacter"] == ("Roche", "EHPAD")
    assert facts["ps_engages"] == 1


@pytest.mark.parametrize(
    ("engagement", "statut", "letter"),
    [
        (f.Engagement.ENGAGE, "certain", "engage"),
        (f.Engagement.CONTACTE, "incertain", "contacte"),
        (f.Engagement.INCERTAIN, "incertain", "contacte"),
        (None, None, None),
    ],
)
def test_an_engagement_is_read_as_each_form_asks(
    engagement: f.Engagement | None, statut: str | None, letter: str | None
) -> None:
    (record,) = read(f.DossierFacts(equipe=(person(engagement=engagement),)))["personnes"]
    assert (record["statut"], record["engagement"]) == (statut, letter)


def test_a_profession_says_health_and_level_unless_the_team_does() -> None:
    team = (
        person(profession="infirmier"),
        person(id="p2", profession="infirmier", recours=f.Recours.SECOND),
        person(id="p3", profession="psychologue"),
        person(id="p4"),
    )
    records = read(f.DossierFacts(equipe=team))["personnes"]
    assert [(r["professionnel_sante"], r["recours"]) for r in records] == [
        (True, 1),
        (True, 2),
        (False, 1),
        (None, None),
    ]


def test_without_structure_and_oneself_are_full_answers() -> None:
    team = (person(structure_appartenance="", represente=""), person(id="p2"))
    records = read(f.DossierFacts(equipe=team))["personnes"]
    assert [(r["structure"], r["represente"]) for r in records] == [
        ("sans structure", "individuel"),
        (None, None),
    ]


def test_the_field_of_work_is_the_one_of_the_region() -> None:
    team = (person(secteur=f.Secteur.SOCIAL, milieu=f.Milieu.HOSPITALIER),)
    found = [
        read(f.DossierFacts(equipe=team), region=region)["personnes"][0]["secteur"]
        for region in ("OCC", "BRE")
    ]
    assert found == ["social", "hospitalier"]


def test_the_office_holders_are_read_from_functions() -> None:
    team = (
        person(fonction="CO-PRESIDENTE"),
        person(id="p2", nom="Roche", fonction="Tresorier et secrétaire adjoint"),
    )
    facts = read(f.DossierFacts(equipe=team))
    assert [facts[office] for office in ("president", "secretaire", "tresorier")] == [
        "Anne Vidal",
        None,
        "Anne Roche",
    ]


def test_only_known_professions_hold_the_governance() -> None:
    team = (person(gouvernance=True), person(id="p2", profession="infirmier", gouvernance=True))
    assert read(f.DossierFacts(equipe=team))["professions_gouvernance"] == ("infirmier",)
    assert read(f.DossierFacts(equipe=(person(),)))["professions_gouvernance"] is None


def test_a_whole_commune_takes_its_figure_from_the_table() -> None:
    (record,) = read(
        f.DossierFacts(territoire=f.Territoire(communes=(f.CommuneRetenue(code="43157"),)))
    )["territoire_communes"]
    assert (
        record["population"] == record["population_ref"] == cog.table().commune("43157").population
    )  # type: ignore[union-attr]  # this commune exists
    assert (record["millesime"], record["nom"]) == (2023, "Le Puy-en-Velay (43157)")


def test_a_part_has_only_the_figure_of_the_team() -> None:
    part = f.CommuneRetenue(code="43157", partie="ville haute", population=4000, millesime=2021)
    facts = read(f.DossierFacts(territoire=f.Territoire(communes=(part,))))
    (record,) = facts["territoire_communes"]
    assert (record["population"], record["millesime"]) == (4000, 2021)
    assert facts["territoire_population"] == facts["population_declaree"] == 4000
    assert facts["nature_population"] is None


def test_what_nobody_announced_is_what_is_computed() -> None:
    facts = read(
        f.DossierFacts(territoire=f.Territoire(communes=(f.CommuneRetenue(code="94076"),)))
    )
    assert (facts["territoire_population"], facts["territoire_taille_aci"]) == (60183, 2)
    assert (facts["population_declaree"], facts["nombre_communes_annonce"]) == (60183, 1)
    assert (facts["nature_population"], facts["taille_bis_cochee"]) == ("residente", False)
    assert facts["departements"] == ("94",)


def test_what_the_team_announced_is_kept() -> None:
    written = f.Territoire(
        communes=(f.CommuneRetenue(code="94076"),),
        taille_declaree=1,
        population_declaree=10,
        nombre_communes_annonce=7,
        nature_population=f.NaturePopulation.SAISONNIERE,
        taille_plus_de_cent_adherents=True,
    )
    facts = read(f.DossierFacts(territoire=written))
    names = ("territoire_taille_aci", "population_declaree", "nombre_communes_annonce",
             "nature_population", "taille_bis_cochee")  # fmt: skip
    assert [facts[name] for name in names] == [1, 10, 7, "saisonniere", True]


def test_an_unknown_code_is_kept_without_figures() -> None:
    (record,) = read(
        f.DossierFacts(territoire=f.Territoire(communes=(f.CommuneRetenue(code="43999"),)))
    )["territoire_communes"]
    assert (record["code"], record["population"], record["population_ref"]) == ("43999", None, None)


def test_texts_become_codes() -> None:
    textes = {
        "population_social": "Des revenus bas.",
        "population_sante": "  ",
        "mission_parcours": "Plaies chroniques.",
        "problematique_crise": "Crues.",
        "mission_medecin_traitant": "",
    }
    facts = read(f.DossierFacts(textes=textes))
    assert facts["profils"] == ("social",)
    assert facts["themes_preprojet"] == ("parcours", "crise")
    assert facts["themes_problemes"] == ("crise",)
    assert facts["volets_acces"] == ()
    assert facts["missions"] == ("parcours",)
    assert facts["champs_offre"] is None


def test_an_action_tells_its_mission() -> None:
    action = f.ActionPrevue(id="a", titre="Plaies", mission=f.MissionAction.SOINS_NON_PROGRAMMES)
    facts = read(f.DossierFacts(actions=(action,)))
    assert facts["missions"] == ("acces",)
    assert facts["actions"] == (
        {"titre": "Plaies", "missions": ("acces",), "problemes": None, "indicateurs": None},
    )


def test_an_action_tells_the_indicators_that_follow_it() -> None:
    actions = (f.ActionPrevue(id="a", titre="A"), f.ActionPrevue(id="b", titre="B"))
    suivis = (
        f.Indicateur(id="i1", libelle="Délai", action="b", nature=f.NatureIndicateur.QUALITATIF),
        f.Indicateur(id="i2", libelle="Nombre"),
    )
    facts = read(f.DossierFacts(actions=actions, indicateurs=suivis))
    assert [one["indicateurs"] for one in facts["actions"]] == [(), ("i1",)]
    assert facts["indicateurs"] == ({"nature": "qualitatif"}, {"nature": None})


FULL = f.ActionPrevue(
    id="a",
    titre="A",
    mission=f.MissionAction.CRISE,
    contexte="x",
    finalite="x",
    objectif_operationnel="x",
    public="x",
    description="x",
    acteurs=("p1",),
    maturite=f.Maturite.IDEE,
    debut=f.PartialDate(2027),
    fin=f.PartialDate(2028),
    etapes=(f.EtapeAction(libelle="x"),),
    objectif_prs="x",
    existant="x",
    effets_attendus="x",
    liens_autres_actions="x",
    ressources="x",
    evaluation="x",
)


def test_two_actions_of_the_same_title_are_both_judged() -> None:
    twins = (FULL, replace(FULL, id="b", fin=None), replace(FULL, id="c"))
    assert list(of_each(f.DossierFacts(actions=twins), "action")) == ["A", "A (2)", "A (3)"]


@pytest.mark.parametrize("region", ["AURA", "BRE"])
def test_a_fiche_has_the_rubriques_of_its_region(region: str) -> None:
    fiche = of_each(f.DossierFacts(actions=(FULL,)), "action", region=region)["A"]["fiche"]
    assert tuple(fiche) == catalogue().parametres.liste(ON, "rubriques_fiche", region)
    assert all(fiche.values())


@pytest.mark.parametrize(
    ("region", "changes", "found"),
    [
        ("AURA", {"objectif_prs": None}, {"missions_prs": None}),
        ("AURA", {"objectif_prs": " "}, {"missions_prs": ""}),
        ("AURA", {"etapes": ()}, {"etapes": ()}),
        ("BRE", {"effets_attendus": ""}, {"deroulement_effets": ""}),
        ("BRE", {"debut": None}, {"maturite_calendrier": None}),
    ],
)
def test_a_fiche_with_a_blank_shows_it(
    region: str, changes: dict[str, Any], found: dict[str, Any]
) -> None:
    dossier = f.DossierFacts(actions=(replace(FULL, **changes),))
    fiche = of_each(dossier, "action", region=region)["A"]["fiche"]
    assert {name: value for name, value in fiche.items() if not value} == found


@pytest.mark.parametrize(
    ("debut", "step", "expected"),
    [
        (f.PartialDate(2027, 3), f.PartialDate(2027), date(2027, 3, 1)),
        (f.PartialDate(2027, 3), f.PartialDate(2027, 2), date(2027, 2, 28)),
        (f.PartialDate(2027, 3), f.PartialDate(2029), date(2029, 1, 1)),
    ],
)
def test_a_vague_step_of_an_action_is_out_of_it_only_when_it_must_be(
    debut: f.PartialDate, step: f.PartialDate, expected: date
) -> None:
    steps = (f.EtapeAction(libelle="x", date=step), f.EtapeAction(libelle="y"))
    dossier = f.DossierFacts(actions=(replace(FULL, debut=debut, etapes=steps),))
    facts = of_each(dossier, "action")["A"]
    assert (facts["action_debut"], facts["action_etapes"], facts["action_fin"]) == (
        date(2027, 3, 1),
        (expected,),
        date(2028, 12, 31),
    )


def test_the_legal_representative_signs_unless_another_does() -> None:
    team = (person(), person(id="p2", nom="Roche"))
    roles = f.Roles(representant_legal="p1")
    alone = read(f.DossierFacts(equipe=team, roles=roles))
    other = read(
        f.DossierFacts(
            equipe=team, roles=roles, signature=f.Signature(signataire="p2", date_signature=ON)
        )
    )
    assert alone["signataire"] == alone["representant_legal"] == {"nom": "Vidal", "prenom": "Anne"}
    assert (other["signataire"]["nom"], other["date_signature_document"]) == ("Roche", ON)


def test_a_blank_left_in_a_text_is_found() -> None:
    textes = {"freins": "Réunion du XX/XX/XXXX, puis […].", "projet_synthese": "À compléter.",
              "permanence_soins": "Taux de 12 %, avec l’IDEL et la CPAM."}  # fmt: skip
    facts = read(f.DossierFacts(textes=textes))
    assert (facts["zones_a_remplacer"], facts["textes_aide_restants"]) == (2, 1)
    assert facts["textes_a_reprendre"] == ("freins", "projet_synthese")


def step(code: str, *parts: int) -> f.Etape:
    return f.Etape(code=code, debut=f.PartialDate(*parts))


def test_milestones_come_in_their_order() -> None:
    steps = (step("mise_en_oeuvre", 2027, 1, 5), step("construction", 2026, 2))
    found = read(f.DossierFacts(calendrier=steps))["etapes_datees"]
    assert found == (date(2026, 2, 1), None, None, None, date(2027, 1, 5), None)


def test_a_vague_date_is_reversed_only_when_it_must_be() -> None:
    may = (step("construction", 2026, 3), step("lettre_depot", 2026), step("projet_depot", 2026, 2))
    found = read(f.DossierFacts(calendrier=may))["etapes_datees"]
    assert found[:3] == (date(2026, 3, 1), date(2026, 3, 1), date(2026, 2, 28))


def test_steps_bear_the_names_of_the_forms() -> None:
    dossier = f.DossierFacts(
        calendrier=(step("projet_depot", 2027), f.Etape(code="evaluations")),
        reunions=(f.Reunion(intitule="Lancement", date=f.PartialDate(2026)),),
    )
    assert read(dossier)["etapes_renseignees"] == (
        "depot_projet_sante",
        "transmission_projet",
        "reunions",
    )


def line(poste: str, sens: f.SensBudget, montant: str | None) -> f.LigneBudget:
    return f.LigneBudget(
        poste=poste, sens=sens, montant=None if montant is None else Decimal(montant)
    )


SMALL = "phase de construction"


def test_a_budget_adds_up() -> None:
    lines = (
        line("indemnisation_equipe", f.SensBudget.CHARGE, "14000.50"),
        line("communication", f.SensBudget.CHARGE, "999.50"),
        line("subvention_ars", f.SensBudget.PRODUIT, "15000"),
    )
    dossier = f.DossierFacts(budget_pre_projet=lines)
    facts, of_budget = read(dossier), of_each(dossier, "budget")[SMALL]
    assert (of_budget["total_charges"], of_budget["total_produits"]) == (15000, 15000)
    assert (facts["subvention_ars"], facts["charges_presentes"]) == (15000, ("indemnisation",))


def test_a_missing_amount_leaves_its_total_unknown() -> None:
    lines = (
        line("communication", f.SensBudget.CHARGE, None),
        line("autre_produit", f.SensBudget.PRODUIT, "10"),
    )
    dossier = f.DossierFacts(budget_pre_projet=lines)
    of_budget = of_each(dossier, "budget")[SMALL]
    assert (of_budget["total_charges"], of_budget["total_produits"]) == (None, 10)
    assert read(dossier)["subvention_ars"] == 0
    assert of_each(f.DossierFacts(budget_pre_projet=(), budget_projet=()), "budget") is None


BOTH = f.DossierFacts(
    budget_pre_projet=(line("communication", f.SensBudget.CHARGE, "5"),),
    budget_projet=(
        spent(2028, "sub_ars_fir", "0"),
        spent(2027, "ach_bureau", "30.10"),
        spent(2027, "sub_ars_fir", "30"),
        spent(2027, "cvn_benevoles", "7"),
        spent(2027, "cvp_benevolat", None),
    ),
)


@pytest.mark.parametrize(
    ("nature", "budgets"),
    [
        (None, [SMALL, "2027", "2028"]),
        ("pre_projet", [SMALL]),
        ("projet_sante", ["2027", "2028"]),
    ],
)
def test_a_document_asks_for_one_budget_or_the_other(
    nature: str | None, budgets: list[str]
) -> None:
    assert list(of_each(BOTH, "budget", nature=nature)) == budgets
    assert list(of_each(BOTH, "exercice", nature=nature)) == ["2027", "2028"]


def test_a_year_of_the_project_keeps_what_is_given_for_free_apart() -> None:
    year = of_each(BOTH, "exercice")["2027"]
    assert (year["total_charges"], year["total_produits"]) == (Decimal("30.10"), 30)
    assert (year["total_86"], year["total_87"]) == (7, None)
    assert read(BOTH)["annees_fir"] == (2027,)
    unknown = f.DossierFacts(budget_projet=(spent(2027, "autrefois", "3"),))
    assert of_each(unknown, "exercice")["2027"]["total_charges"] is None


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        (f.PartialDate(2027, 7), f.PartialDate(2029), (2027, 2028, 2029)),
        (f.PartialDate(2027), f.PartialDate(2026), (2027,)),
        (None, f.PartialDate(2029), None),
        (f.PartialDate(2027), None, None),
    ],
)
def test_the_project_lasts_from_its_start_to_the_end_of_its_actions(
    start: f.PartialDate | None, end: f.PartialDate | None, years: tuple[int, ...] | None
) -> None:
    dossier = replace(
        BOTH,
        calendrier=(f.Etape(code="mise_en_oeuvre", debut=start), step("construction", 2026)),
        actions=(replace(FULL, fin=end), replace(FULL, id="b", fin=None)),
    )
    facts = read(dossier)
    assert (facts["annees_projet"], facts["annees_budgetees"]) == (years, (2027, 2028))
    assert read(f.DossierFacts())["annees_budgetees"] is None


def test_the_budget_attached_is_that_of_the_document() -> None:
    found = [
        read(dossier, document=document, pieces=("budget",))["pieces_jointes"]
        for document in ("pre_projet", "projet_medical")
        for dossier in (BOTH, replace(BOTH, budget_projet=None))
    ]
    assert found == [("budget",), ("budget",), ("budget",), None]


@pytest.mark.parametrize(
    ("choice", "word"),
    [("prestataire", "prestataire"), ("coordonnateur", "coordinateur"), ("groupe", "equipe")],
)
def test_who_writes_is_said_in_the_words_of_the_rules(choice: str, word: str) -> None:
    choix = f.Choix(redaction_projet=f.RedactionProjet(choice))
    assert read(f.DossierFacts(choix=choix))["redaction_projet_choix"] == word


@pytest.mark.parametrize(
    ("address", "departement"),
    [
        ("2 place de la Halle, 43000 Le Puy", "43"),
        ("12000 pas, 97400 Saint-Denis", "974"),
        ("20000 Ajaccio", "2A"),
        ("20200 Bastia", "2B"),
        ("Le bourg", None),
        (None, None),
    ],
)
def test_the_seat_is_read_from_its_post_code(address: str | None, departement: str | None) -> None:
    dossier = f.DossierFacts(structure=f.Structure(adresse_postale=address))
    assert read(dossier)["departement_siege"] == departement


def test_the_regional_plan_may_be_answered_by_a_text() -> None:
    text = {"coherence_prs_cls": "Axe prévention."}
    assert read(f.DossierFacts(textes=text))["prs_themes"] == ("Axe prévention.",)
    assert read(f.DossierFacts(textes={"coherence_prs_cls": " "}))["prs_themes"] == ()


PIECES = ("liste_communes", "carte")


@pytest.mark.parametrize(
    ("communes", "carte", "found"),
    [
        ((f.CommuneRetenue(code="43157"),), True, PIECES),
        ((), False, ()),
        ((), None, None),
        (None, True, None),
    ],
)
def test_attachments_are_made_of_answers(communes: Any, carte: Any, found: Any) -> None:
    dossier = f.DossierFacts(territoire=f.Territoire(communes=communes, carte_jointe=carte))
    facts = read(dossier, document="pre_projet", pieces=PIECES)
    assert (facts["document"], facts["pieces_jointes"]) == ("pre_projet", found)


def test_an_attachment_that_an_agency_gives_leaves_the_question_aside() -> None:
    facts = read(f.DossierFacts(), document="contrat", pieces=("projet_valide",))
    assert facts.keys() & {"document", "pieces_jointes"} == set()


@given(dossier=dossiers())
@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
def test_any_dossier_can_be_read(dossier: f.DossierFacts) -> None:
    facts = read(dossier, region="AURA", document="pre_projet", pieces=PIECES, trame="OCC_projet")
    assert facts.keys() >= {"personnes", "territoire_communes", "missions"}
    series = faits_par_element(dossier, reperes(dossier, region="AURA"))
    assert series.keys() >= {"personne", "action", "budget", "exercice", "mission_acces"}


def test_a_mission_starts_with_its_first_action_and_is_deployed_with_its_last() -> None:
    def planned(key: str, mission: f.MissionAction, debut: f.PartialDate | None) -> f.ActionPrevue:
        return f.ActionPrevue(id=key, titre=key, mission=mission, debut=debut)

    dossier = f.DossierFacts(
        calendrier=(
            f.Etape(code="equipe", debut=f.PartialDate(2026)),
            f.Etape(code="aci_adhesion"),
            f.Etape(code="aci_adhesion", debut=f.PartialDate(2027, 6)),
        ),
        actions=(
            planned("a", f.MissionAction.MEDECIN_TRAITANT, f.PartialDate(2028, 1)),
            planned("b", f.MissionAction.SOINS_NON_PROGRAMMES, f.PartialDate(2027, 9, 15)),
            planned("c", f.MissionAction.PARCOURS, f.PartialDate(2028)),
            planned("d", f.MissionAction.PARCOURS, None),
            f.ActionPrevue(id="e", titre="Sans mission"),
        ),
    )
    assert of_each(dossier, "mission_acces") == {
        "acces": {
            "date_signature": date(2027, 6, 30),
            "debut_mission": date(2027, 9, 15),
            "deploiement_mission": date(2028, 1, 1),
        }
    }
    parcours = of_each(dossier, "mission_parcours")["parcours"]
    assert (parcours["debut_mission"], parcours["deploiement_mission"]) == (date(2028, 1, 1), None)
    assert set(of_each(f.DossierFacts(actions=()), "mission_crise")["crise"].values()) == {None}
