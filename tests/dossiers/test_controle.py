"""The check of a dossier: what is wrong, how grave, where to mend it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from maillage.core import facts as f
from maillage.core.regles import EtatVerdict, Gravite
from maillage.dossiers import fichier
from maillage.dossiers.controle import Constat, Rapport, controler
from maillage.opendata.demande import Demande
from maillage.opendata.finess import importer as importer_finess
from maillage.reference import nomenclatures
from maillage.reference.regles import DocumentInconnu, catalogue
from tests.strategies import dossiers

ON = date(2026, 11, 22)
EXEMPLES = Path(__file__).parents[2] / "exemples"


def constat(report: Rapport, code: str) -> Constat:
    return next(found for found in report.constats if found.code == code)


def test_an_empty_dossier_is_unknown_not_wrong() -> None:
    report = controler(f.DossierFacts(), on=ON)
    wrong = [c.code for c in report.constats if c.etat is EtatVerdict.NON_RESPECTEE]
    met = [c.code for c in report.constats if c.etat is EtatVerdict.RESPECTEE]
    assert (wrong, met) == (["DEP-05"], [])  # the deposit waits for the others


def test_sixty_rules_at_least_are_judged() -> None:
    """Among the rules of any day and région, those whose facts a dossier holds."""
    tables = catalogue()
    assert len([rule for rule in tables.regles if not tables.non_tenues(rule)]) == 106


def test_a_verdict_is_heaviest_first() -> None:
    report = controler(f.DossierFacts(cpts=f.Cpts(region="AURA")), on=ON)
    order = [
        (list(Gravite).index(c.gravite), list(EtatVerdict).index(c.etat)) for c in report.constats
    ]
    assert order == sorted(order)
    assert sum(sum(states.values()) for states in report.compte.values()) == len(report.constats)
    assert report.bloquants == tuple(c for c in report.a_traiter if c.gravite is Gravite.BLOQUANT)


def test_a_verdict_says_all_that_a_page_shows() -> None:
    dossier = f.DossierFacts(structure=f.Structure(siret="12345678200011"))
    found = constat(controler(dossier, on=ON, document="aura_pre_projet"), "ID-02")
    assert (found.etat, found.gravite) == (EtatVerdict.NON_RESPECTEE, Gravite.BLOQUANT)
    assert (found.lieux, found.domaine) == (("identite",), "identite")
    assert (found.source != "", found.message != "", found.que_faire != "") == (True, True, True)


def test_the_unanswered_questions_are_named() -> None:
    found = constat(controler(f.DossierFacts(), on=ON), "ID-09")
    assert (found.manquants, found.motif) == (
        ("Représentant légal",),
        "sans réponse : Représentant légal",
    )


def test_the_missing_texts_are_the_places_to_mend() -> None:
    dossier = f.DossierFacts(textes={"population_social": "Oui.", "mission_parcours": "Oui."})
    report = controler(dossier, on=ON, document="aura_pre_projet")
    found = constat(report, "DIAG-02")
    assert found.lieux == ("textes/population_demographie", "textes/population_sante")
    assert found.elements == ("profil démographique", "état de santé")
    missions = constat(controler(dossier, on=ON, document="lettre_intention"), "MISS-02")
    assert missions.lieux == (
        "textes/mission_medecin_traitant",
        "textes/mission_prevention",
        "textes/mission_crise",
    )


def test_the_text_that_holds_a_blank_is_the_place_to_mend() -> None:
    dossier = f.DossierFacts(textes={"freins": "Décision du XX/XX/XXXX."})
    found = constat(controler(dossier, on=ON), "DOC-01")
    assert found.lieux == ("textes/freins",)
    assert found.elements == (nomenclatures.rubriques()["freins"].libelle,)


def test_a_document_brings_its_rules_and_its_region() -> None:
    letter = controler(f.DossierFacts(), on=ON, document="lettre_intention")
    assert {c.code for c in letter.constats} & {"EQ-04", "BUD-04"} == set()
    assert constat(letter, "EQ-05").etat is EtatVerdict.INCONNUE
    form = controler(f.DossierFacts(), on=ON, document="aura_pre_projet")
    assert constat(form, "BUD-04").etat is EtatVerdict.INCONNUE
    assert (form.region, form.document) == (None, "aura_pre_projet")


def test_an_unknown_document_is_refused() -> None:
    with pytest.raises(DocumentInconnu):
        controler(f.DossierFacts(), on=ON, document="brouillon")


def test_the_region_is_that_of_most_inhabitants() -> None:
    codes = ("40001", "40146", "32017")
    communes = tuple(f.CommuneRetenue(code=code) for code in codes)
    report = controler(f.DossierFacts(territoire=f.Territoire(communes=communes)), on=ON)
    assert report.region == "NAQ"
    found = constat(report, "TERR-20")
    assert found.etat is EtatVerdict.INCONNUE


@pytest.mark.parametrize("document", ["lettre_intention", "aura_pre_projet"])
def test_the_ordinary_example_is_ready_to_be_filed(document: str) -> None:
    path = EXEMPLES / "haute-loire.yaml"
    report = controler(fichier.lire(path.read_bytes(), path.name), on=ON, document=document)
    assert [c.code for c in report.bloquants] == []


def test_the_day_chooses_the_rules() -> None:
    codes = [{c.code for c in controler(f.DossierFacts(), on=day).constats} & {"MISS-01", "MISS-02"}
             for day in (date(2022, 9, 2), date(2022, 9, 3))]  # fmt: skip
    assert codes == [{"MISS-01"}, {"MISS-02"}]


def test_rules_that_cannot_be_followed_yet_are_said_apart() -> None:
    report = controler(f.DossierFacts(cpts=f.Cpts(region="AURA")), on=ON)
    said = {rule.code: rule.donnees for rule in report.non_suivies}
    assert said["TERR-04"] == ("Communes d’autres CPTS",)
    assert said.keys() & {c.code for c in report.constats} == set()
    assert said["BUD-02"] == ("Lignes de budget ou de contrat", "Total annoncé")


def test_a_signed_contract_is_judged() -> None:
    late = f.Contrat(
        date_signature=date(2025, 1, 10),
        date_fin=date(2029, 1, 10),
        parties=(f.PartieContrat.ASSOCIATION, f.PartieContrat.ARS),
        taille=2,
        missions=(f.MissionSignee(poste="acces", demarrage=date(2025, 9, 1)),),
        montants=(
            f.MontantSigne(poste="parcours", fixe=Decimal(60_000), variable=Decimal(20_000)),
        ),
        avenants=(),
        dialogues=(),
    )
    before = {c.code for c in controler(f.DossierFacts(), on=ON).constats}
    report = controler(f.DossierFacts(contrat=late), on=ON)
    found = {c.code: c.etat.value for c in report.constats}
    assert {"CONT-01", "CONT-02", "CONT-04"} & before == set()
    assert {code: found[code] for code in ("CONT-01", "CONT-02", "CONT-04", "CAL-03")} == {
        "CONT-01": "non_respectee",  # four years
        "CONT-02": "non_respectee",  # the insurance did not sign
        "CONT-04": "non_respectee",  # 80 000 euros for the pathways
        "CAL-03": "non_respectee",  # access started after six months
    }
    assert "contrat" in next(c for c in report.constats if c.code == "CONT-02").lieux


def spent(exercice: int, nature: str, montant: int) -> f.LigneBudgetProjet:
    return f.LigneBudgetProjet(exercice=exercice, nature=nature, montant=Decimal(montant))


def test_each_year_of_the_project_is_balanced_by_itself() -> None:
    dossier = f.DossierFacts(
        budget_pre_projet=(
            f.LigneBudget(poste="communication", sens=f.SensBudget.CHARGE, montant=Decimal(9)),
            f.LigneBudget(poste="autre_produit", sens=f.SensBudget.PRODUIT, montant=Decimal(9)),
        ),
        budget_projet=(
            spent(2027, "ach_bureau", 5),
            spent(2027, "sub_ars_fir", 6),
            spent(2028, "ach_bureau", 6),
            spent(2028, "sub_ars_fir", 5),
            spent(2028, "cvn_benevoles", 7),
        ),
    )
    asked = {
        document: [
            (found.code, found.etat.value, found.elements, found.lieux)
            for found in controler(dossier, on=ON, document=document).constats
            if found.code in {"BUD-01", "BUD-05", "BUD-07"}
        ]
        for document in ("aura_pre_projet", "aura_projet_sante", None)
    }
    assert asked["aura_pre_projet"] == [("BUD-01", "respectee", (), ("budget",))]
    projet = ("budget_projet",)
    assert asked["aura_projet_sante"] == [
        ("BUD-01", "non_respectee", ("2027", "2028"), projet),
        ("BUD-05", "non_respectee", ("2028",), projet),
        ("BUD-07", "non_respectee", (), (*projet, "textes/soutenabilite_financiere")),
    ]
    assert asked[None][:2] == asked["aura_projet_sante"][:2]


def test_a_budget_of_the_project_without_a_line_is_unknown() -> None:
    report = controler(f.DossierFacts(), on=ON, document="aura_projet_sante")
    assert {constat(report, code).etat.value for code in ("BUD-01", "BUD-05", "BUD-07")} == {
        "inconnue"
    }


def test_each_fiche_is_filled_and_in_order() -> None:
    actions = (
        f.ActionPrevue(id="a", titre="Vide", public=""),
        f.ActionPrevue(
            id="b",
            titre="Inversée",
            debut=f.PartialDate(2028),
            fin=f.PartialDate(2027),
            etapes=(),
        ),
    )
    report = controler(f.DossierFacts(actions=actions), on=ON, document="aura_fiche_action")
    fiche, order = constat(report, "ACT-02"), constat(report, "ACT-04")
    assert (fiche.etat, fiche.elements) == (EtatVerdict.NON_RESPECTEE, ("Vide", "Inversée"))
    assert (order.etat, order.elements) == (EtatVerdict.NON_RESPECTEE, ("Inversée",))


def test_the_deposit_opens_when_nothing_bars_its_document() -> None:
    """Only the rules of the document at hand count."""
    barred = controler(f.DossierFacts(cpts=f.Cpts(etape=f.EtapeDossier.LETTRE_INTENTION)), on=ON)
    assert constat(barred, "DEP-05").etat is EtatVerdict.NON_RESPECTEE
    blocking = [c for c in barred.bloquants if "lettre_intention" in c.documents]
    assert len(blocking) < len(barred.bloquants)


def test_each_person_has_a_number_of_her_own() -> None:
    team = tuple(
        f.Personne(id=number, nom=number, rpps=rpps)
        for number, rpps in (
            ("un", "10000000001"),
            ("deux", "123"),
            ("trois", None),
            ("quatre", "x"),
        )
    )
    found = constat(controler(f.DossierFacts(equipe=team), on=ON), "EQ-08")
    assert (found.etat, found.elements) == (EtatVerdict.NON_RESPECTEE, ("deux", "quatre"))
    nobody = controler(f.DossierFacts(equipe=(f.Personne(id="un", nom="Un"),)), on=ON)
    assert constat(nobody, "EQ-08").motif == "sans objet"


def test_each_action_has_its_professions() -> None:
    team = tuple(
        f.Personne(id=code, nom=code, profession=code) for code in ("infirmier", "sage_femme")
    )
    actions = (
        f.ActionPrevue(id="a", titre="À deux", acteurs=("infirmier", "sage_femme", "e1")),
        f.ActionPrevue(id="b", titre="Seule", acteurs=("infirmier",)),
        f.ActionPrevue(id="c", titre="Sans réponse"),
    )
    found = constat(controler(f.DossierFacts(equipe=team, actions=actions), on=ON), "ACT-05")
    assert (found.etat, found.elements) == (EtatVerdict.NON_RESPECTEE, ("Seule",))


def test_the_editions_of_the_tables_are_kept() -> None:
    editions = controler(f.DossierFacts(), on=ON).editions
    assert dict(editions) == {
        "regles": "2026-11-22",
        "communes": "2026",
        "population": "2023",
        "epci": "2025",
        "bareme_taille": "aci 2019-08-25",
    }


def test_a_budget_in_cents_is_told() -> None:
    lines = tuple(
        f.LigneBudget(poste=poste, sens=sens, montant=Decimal("15000.50"))
        for poste, sens in (
            ("prestataire", f.SensBudget.CHARGE),
            ("subvention_ars", f.SensBudget.PRODUIT),
        )
    )
    report = controler(f.DossierFacts(budget_pre_projet=lines), on=ON, document="aura_pre_projet")
    states = {code: constat(report, code).etat.value for code in ("BUD-01", "BUD-03", "BUD-04")}
    assert states == {
        "BUD-01": "respectee",
        "BUD-03": "non_respectee",
        "BUD-04": "non_respectee",
    }


@given(dossier=dossiers())
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
def test_any_dossier_can_be_checked(dossier: f.DossierFacts) -> None:
    for document in (None, "aura_pre_projet", "lettre_intention", "bretagne_projet_sante"):
        report = controler(dossier, on=ON, document=document)
        places = {place for c in report.constats for place in c.lieux}
        texts = {place.removeprefix("textes/") for place in places if place.startswith("textes/")}
        assert texts <= nomenclatures.rubriques().keys()


def test_a_contact_without_a_phone_is_told_what_is_missing() -> None:
    someone = f.Personne(id="p1", nom="Martin", prenom="Zoé", profession="infirmier")
    dossier = f.DossierFacts(
        structure=f.Structure(nom="CPTS", adresse_postale="1 rue Haute, 43000 Le Puy"),
        equipe=(someone,),
        roles=f.Roles(contact="p1"),
    )
    found = constat(controler(dossier, on=ON), "ID-08")
    assert found.manquants == ("téléphone", "courriel")
    assert found.motif == "sans réponse : téléphone, courriel"


def test_a_mission_that_starts_too_late_is_told() -> None:
    def late(year: int, month: int) -> f.DossierFacts:
        action = f.ActionPrevue(
            id="a", titre="A", mission=f.MissionAction.CRISE, debut=f.PartialDate(year, month)
        )
        step = f.Etape(code="aci_adhesion", debut=f.PartialDate(2027, 6))
        return f.DossierFacts(actions=(action,), calendrier=(step,))

    def judged(dossier: f.DossierFacts) -> dict[str, EtatVerdict]:
        return {c.code: c.etat for c in controler(dossier, on=ON).constats}

    assert judged(late(2027, 12))["CAL-06"] is EtatVerdict.RESPECTEE
    assert judged(late(2028, 1))["CAL-06"] is EtatVerdict.NON_RESPECTEE
    assert judged(late(2028, 1))["CAL-03"] is EtatVerdict.INCONNUE  # nothing is said of access
    assert judged(f.DossierFacts())["CAL-03"] is EtatVerdict.INCONNUE
    found = next(c for c in controler(late(2028, 1), on=ON).constats if c.code == "CAL-03")
    assert found.lieux == ("actions",)


def test_the_figures_of_a_team_are_judged_as_soon_as_there_is_one() -> None:
    empty = controler(f.DossierFacts(), on=ON)
    assert {"DIAG-03", "DIAG-04"} <= {one.code for one in empty.non_suivies}
    figure = f.Chiffre(
        indicateur="c2s",
        numerateur=Decimal(95),
        denominateur=Decimal(1000),
        valeur=Decimal(12),
        source="CPAM",
        date=f.PartialDate(2025),
    )
    found = {one.code: one for one in controler(f.DossierFacts(chiffres=(figure,)), on=ON).constats}
    assert found["DIAG-03"].etat is EtatVerdict.NON_RESPECTEE
    assert found["DIAG-03"].elements == ("Bénéficiaires de la complémentaire santé solidaire",)
    assert found["DIAG-04"].etat is EtatVerdict.NON_RESPECTEE
    right = replace(figure, valeur=Decimal("9.5"), region=Decimal(8))
    found = {one.code: one for one in controler(f.DossierFacts(chiffres=(right,)), on=ON).constats}
    assert {found[code].etat for code in ("DIAG-03", "DIAG-04")} == {EtatVerdict.RESPECTEE}


def test_the_structures_of_the_register_are_looked_for_among_those_of_the_team(
    tmp_path: Path,
) -> None:
    place = f.Etablissement(
        id="e", nom="MSP du Haut-Lignon", famille=f.Famille.EXERCICE_COORDONNE, articulation="oui"
    )
    dossier = f.DossierFacts(
        territoire=f.Territoire(communes=(f.CommuneRetenue(code="43137"),)), etablissements=(place,)
    )
    assert "DIAG-07" in {one.code for one in controler(dossier, on=ON).non_suivies}
    path = tmp_path / "finess_2026.csv"
    rows = [
        "nofinesset;nofinessej;rs;rslongue;commune;departement;ligneacheminement;categetab;libcategetab;siret;coordxet;coordyet;sourcecoordet",
        "430000018;430000000;MAISON DE SANTE DU HAUT LIGNON;;137;43;;603;Maison de santé;;;;",
        "430000026;430000000;CENTRE DE SANTE DES CARMES;;137;43;;124;Centre de santé;;;;",
        "430000034;430000000;EHPAD DES ROCHES;;137;43;;500;EHPAD;;;;",
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    importer_finess(Demande(chemin=path, on=ON, partiel=True))
    found = {one.code: one for one in controler(dossier, on=ON).constats}["DIAG-07"]
    assert found.etat is EtatVerdict.NON_RESPECTEE
    assert found.elements == ("CENTRE DE SANTE DES CARMES",)
