"""Pages of one form: identity, choices, partnerships, territory, calendar, budget."""

from datetime import date
from decimal import Decimal

import pytest

from maillage.core.facts import EtatAssociation, PartialDate, RedactionProjet, SensBudget
from maillage.dossiers import facts
from maillage.dossiers.models import Personne
from tests.web.conftest import Monde, texte_de


def test_the_name_is_typed_once_and_seen_everywhere(monde: Monde) -> None:
    monde.post(
        "identite_cpts", nom="CPTS Loire et Mézenc", date_creation="septembre 2026", version="1"
    )
    assert "CPTS Loire et Mézenc" in texte_de(monde.get("dossier"))
    assert facts.of(monde.relu()).cpts.date_creation == PartialDate(2026, 9)


def test_the_structure_is_kept_as_typed(monde: Monde) -> None:
    data = {"nom": "Association du Velay", "siret": "123", "association_creee": "en_cours"}
    monde.post("identite_structure", **data, date_declaration="2026-09-22", version="1")
    structure = facts.of(monde.relu()).structure
    assert (structure.siret, structure.association_creee, structure.date_declaration) == (
        "123",
        EtatAssociation.EN_COURS,
        date(2026, 9, 22),
    )
    assert "22 septembre 2026" in texte_de(monde.get("identite"))


def test_who_signs_is_chosen_in_the_team(monde: Monde) -> None:
    code = Personne.objects.get(pk=monde.lignes["equipe"]).code
    monde.post(
        "identite_roles", representant_legal=code, representant_qualite="Président", version="1"
    )
    assert "Paul Durand" in texte_de(monde.get("identite"))


def test_someone_outside_the_team_cannot_sign(monde: Monde) -> None:
    assert monde.post("identite_roles", contact="inconnu", version="1").status_code == 422


def test_two_people_change_the_identity(monde: Monde) -> None:
    monde.post("identite_cpts", nom="Premier nom", version="1")
    response = monde.post("identite_cpts", nom="Second nom", version="1", who="membre")
    page = texte_de(response)
    assert response.status_code == 409
    assert "Premier nom" in page
    assert 'value="Second nom"' in page
    assert facts.of(monde.relu()).cpts.nom == "Premier nom"
    assert monde.post("identite_cpts", nom="Second nom", version="2").status_code == 302


def test_yes_no_and_not_said_are_three_answers(monde: Monde) -> None:
    data = {
        "acteurs_tous_informes": "non",
        "souhait_accelerateur": "oui",
        "redaction_projet": "groupe",
    }
    monde.post("choix", **data, version="1")
    choix = facts.of(monde.relu()).choix
    assert (choix.acteurs_tous_informes, choix.souhait_accelerateur) == (False, True)
    assert (choix.souhait_mission_precoce, choix.redaction_projet) == (None, RedactionProjet.GROUPE)


def test_partnerships_are_kept(monde: Monde) -> None:
    monde.post(
        "partenariats",
        dac_existe="oui",
        dac_nom="DAC 43",
        prs_themes="Vieillir\nDormir",
        version="1",
    )
    kept = facts.of(monde.relu()).partenariats
    assert (kept.dac_existe, kept.dac_nom, kept.prs_themes) == (
        True,
        "DAC 43",
        ("Vieillir", "Dormir"),
    )


def test_figures_of_the_territory_are_read_with_their_spaces(monde: Monde) -> None:
    monde.post("territoire_reponses", ps_territoire="1 240", taille_declaree="2", version="1")
    kept = facts.of(monde.relu()).territoire
    assert (kept.ps_territoire, kept.taille_declaree) == (1240, 2)
    assert 'value="1 240"' in texte_de(monde.get("territoire_reponses"))


@pytest.mark.parametrize("value", ["douze", "-3", "1,5", "9" * 30, "²"])
def test_a_figure_that_is_none_is_refused(monde: Monde, value: str) -> None:
    response = monde.post("territoire_reponses", ps_territoire=value, version="1")
    assert response.status_code == 422
    assert "Écrivez un nombre entier" in texte_de(response)


def test_the_calendar_is_filled_step_by_step(monde: Monde) -> None:
    monde.post("calendrier", debut_equipe="2026", fin_equipe="03/2027", version="0")
    steps = facts.of(monde.relu()).calendrier or ()
    assert [(s.code, s.debut, s.fin) for s in steps] == [
        ("equipe", PartialDate(2026), PartialDate(2027, 3))
    ]


def test_two_people_fill_the_calendar(monde: Monde) -> None:
    monde.post("calendrier", debut_equipe="2026", version="0")
    response = monde.post("calendrier", debut_equipe="2025", version="0", who="membre")
    page = texte_de(response)
    assert response.status_code == 409
    assert 'value="2025"' in page


def test_a_date_that_is_none_is_refused(monde: Monde) -> None:
    response = monde.post("calendrier", debut_equipe="bientôt", version="0")
    assert response.status_code == 422
    assert 'value="bientôt"' in texte_de(response)


def test_the_budget_says_whether_it_balances(monde: Monde) -> None:
    page = texte_de(monde.get("budget"))
    assert "Vide" in page
    monde.post("budget", montant_0="1 500,50", libelle_0="Affiches", version="0")
    lines = facts.of(monde.relu()).budget_pre_projet or ()
    assert [(one.sens, one.montant, one.libelle) for one in lines] == [
        (SensBudget.CHARGE, Decimal("1500.50"), "Affiches")
    ]
    assert "Écart de 1 500,50 €" in texte_de(monde.get("budget"))


def test_the_budget_keeps_the_lines_it_does_not_show_first(monde: Monde) -> None:
    monde.post("budget", montant_0="100", montant_7="100", version="0")
    monde.post("budget", montant_0="200", montant_1="100", version="1")
    lines = facts.of(monde.relu()).budget_pre_projet or ()
    assert [one.montant for one in lines] == [Decimal(200), Decimal(100)]


@pytest.mark.parametrize("value", ["beaucoup", "1,234", "NaN", "1e400", "9" * 40])
def test_an_amount_that_is_none_is_refused(monde: Monde, value: str) -> None:
    assert monde.post("budget", montant_0=value, version="0").status_code == 422


@pytest.mark.parametrize(
    ("page", "data"),
    [
        ("identite_cpts", {"nom": "CPTS neuve", "version": "1"}),
        ("choix", {"redaction_projet": "groupe", "version": "1"}),
        ("calendrier", {"debut_equipe": "2026", "version": "0"}),
        ("budget", {"montant_0": "12", "version": "0"}),
    ],
)
def test_the_same_click_twice_is_no_conflict(monde: Monde, page: str, data: dict[str, str]) -> None:
    assert [monde.post(page, **data).status_code for _ in range(2)] == [302, 302]
    before = monde.relu().journal_numero
    monde.post(page, **data)
    assert monde.relu().journal_numero == before
