"""The calendar beside its form: the drawing, the order, a move and what it pushes, the agenda."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from maillage.core import facts as f
from maillage.dossiers import facts
from maillage.dossiers.actions.move_dates import move_dates
from maillage.dossiers.actions.remove_action import remove_action
from maillage.dossiers.actions.update_action import update_action
from maillage.dossiers.actions.update_calendrier import update_calendrier
from maillage.dossiers.actions.update_contrat import update_contrat
from maillage.dossiers.actions.update_dependances import update_dependances
from maillage.dossiers.models import Acces, ActionPrevue, Dossier, LienAgenda
from maillage.dossiers.queries import semaine
from maillage.dossiers.writing import Conflict
from maillage.reference.permissions import Role
from maillage.web.equipe import lecture
from tests.factories import ON, UserFactory
from tests.web.conftest import Monde, texte_de

STEPS = (
    f.Etape(code="projet_depot", fin=f.PartialDate(2026, 12, 1)),
    f.Etape(code="aci_adhesion", debut=f.PartialDate(2027, 1), fin=f.PartialDate(2027, 3)),
)


def action(monde: Monde) -> ActionPrevue:
    return ActionPrevue.objects.get(pk=monde.lignes["actions"])


@pytest.fixture
def date_(monde: Monde) -> Monde:
    """Date two steps and an action, each waiting for the one before."""
    who: dict[str, Any] = {"by": monde.porteur, "on": ON}
    row = action(monde)
    update_calendrier(dossier=monde.dossier, etapes=STEPS, version=0, **who)
    update_action(
        action=row,
        version=row.version,
        valeurs={
            "debut": f.PartialDate(2027, 4, 1),
            "fin": f.PartialDate(2027, 6, 30),
            "etapes": (f.EtapeAction(libelle="Affiche", date=f.PartialDate(2027, 5, 2)),),
        },
        **who,
    )
    ties = (
        f.Dependance(avant="etape:projet_depot", apres="etape:aci_adhesion"),
        f.Dependance(avant="etape:aci_adhesion", apres=f"action:{row.code}"),
    )
    update_dependances(dossier=monde.dossier, dependances=ties, version=0, **who)
    lecture.forget()
    return monde


def test_the_drawing_and_its_table_say_the_same(date_: Monde) -> None:
    shown = texte_de(date_.get("frise", who="lecteur"))
    assert shown.count('class="barre-') == 3
    assert shown.count("frise-lien") == 2
    assert shown.count("frise-jalon") == 1
    assert "Transmettre le projet de santé" in shown
    assert "01/04/2027" in shown
    assert "decaler/?quoi=" not in shown  # the reader moves nothing
    assert "decaler/?quoi=" in texte_de(date_.get("frise"))
    for page in ("9", "-1"):
        beyond = date_.clients["porteur"].get(f"{date_.url('frise')}?page={page}")
        assert beyond.status_code == 404


def test_an_empty_drawing_opens_the_door(monde: Monde) -> None:
    ActionPrevue.objects.all().delete()
    lecture.forget()
    assert "Rien sur la frise encore" in texte_de(monde.get("frise"))


def test_a_move_is_shown_then_written_with_what_it_pushes(date_: Monde) -> None:
    asked = {"quoi": "etape:projet_depot", "debut": "", "fin": "15/06/2027"}
    shown = texte_de(date_.get("decaler", **asked))
    assert "3 dates bougent" in shown
    assert "Attend la fin de" in shown
    assert "avec 1 étape clé" in shown
    assert facts.of(date_.dossier).calendrier == STEPS
    stale = date_.post("decaler", **asked, attendus="2")
    assert (stale.status_code, "Les dates ont changé entre-temps" in texte_de(stale)) == (200, True)
    assert date_.post("decaler", **asked, attendus="3").status_code == 302
    now = facts.of(date_.dossier)
    assert [str(one.fin) for one in now.calendrier or ()] == ["2027-06-15", "2027-08"]
    moved = (now.actions or ())[0]
    assert (str(moved.debut), str(moved.fin)) == ("2027-08-01", "2027-10-30")
    assert moved.etapes is not None
    assert str(moved.etapes[0].date) == "2027-09-02"


def test_a_move_that_cannot_be_is_said(date_: Monde) -> None:
    for wrong, said in (
        ({"quoi": "etape:equipe", "debut": "2027"}, "n’a plus de date"),
        ({"quoi": "etape:projet_depot", "debut": "", "fin": ""}, "au moins une date"),
        ({"quoi": "etape:projet_depot", "debut": "2028", "fin": "2027"}, "avant le début"),
    ):
        answer = date_.get("decaler", **wrong)
        assert (answer.status_code, said in texte_de(answer)) == (422, True), wrong
    assert "rien ne bouge" in texte_de(
        date_.get("decaler", quoi="etape:projet_depot", fin="01/12/2026")
    )
    assert date_.get("decaler", who="lecteur").status_code == 403
    with pytest.raises(Conflict):
        move_dates(
            dossier=date_.dossier, cle="etape:projet_depot", debut=None,
            fin=f.PartialDate(2027, 6, 15), attendus=1, by=date_.porteur, on=ON,
        )  # fmt: skip
    with pytest.raises(Dossier.DoesNotExist):
        move_dates(
            dossier=date_.dossier, cle="etape:projet_depot", debut=None, fin=None, attendus=1,
            by=UserFactory(), on=ON,
        )  # fmt: skip


def test_what_waits_for_what_is_typed_and_a_circle_is_refused(date_: Monde) -> None:
    code = f"action:{action(date_).code}"
    circle = {"lien_0_avant": code, "lien_0_apres": "etape:projet_depot", "version": "1"}
    circle |= {"lien_1_avant": "etape:projet_depot", "lien_1_apres": code}
    answer = date_.post("dependances", **circle)
    assert (answer.status_code, "en boucle" in texte_de(answer)) == (422, True)
    half = date_.post("dependances", lien_0_avant=code, lien_0_apres="", version="1")
    assert "Choisissez les deux bouts" in texte_de(half)
    one = {"lien_0_avant": "etape:projet_depot", "lien_0_apres": code, "version": "1"}
    assert date_.post("dependances", who="lecteur", **one).status_code == 403
    assert date_.post("dependances", **one).status_code == 302
    assert facts.of(date_.dossier).dependances == (
        f.Dependance(avant="etape:projet_depot", apres=code),
    )
    stale = date_.post("dependances", lien_0_avant=code, lien_0_apres="", version="0")
    assert stale.status_code == 422


def test_a_removed_action_is_named_by_nothing_any_more(date_: Monde) -> None:
    remove_action(action=action(date_), by=date_.porteur, on=ON)
    left = facts.of(date_.dossier).dependances or ()
    assert [tie.apres for tie in left] == ["etape:aci_adhesion"]
    versions = date_.dossier.versions.filter(nature="dependances").order_by("numero")
    back = {"numero": str(versions[0].numero), "vue": str(versions.last().numero)}
    refused = date_.post("versions", "dependances", **back)
    assert refused.status_code == 422
    assert date_.post("versions", "dependances", **back, sans_absents="on").status_code == 302
    assert facts.of(date_.dossier).dependances == left


def test_the_days_to_know_and_their_reminders(date_: Monde) -> None:
    shown = texte_de(date_.get("echeances"))
    assert "réputé validé sans réponse" in shown  # two months after the first of December
    assert "Supposée" in shown
    assert "Versement de l’accord" in shown
    assert "Versement de l’accord" not in texte_de(date_.get("echeances", who="lecteur"))
    Acces.objects.create(dossier=date_.dossier, user=date_.porteur, role=Role.TRESORIER)
    signed = {"date_signature": ON - timedelta(days=340), "taille": 1}
    update_contrat(dossier=date_.dossier, version=1, valeurs=signed, by=date_.porteur, on=ON)
    lecture.forget()
    told = texte_de(date_.get("a_faire"))
    assert "Les échéances qui approchent" in told
    assert "Anniversaire du contrat" in told
    week = semaine.lire(date_.porteur, on=ON + timedelta(days=20))
    assert any("Anniversaire du contrat" in line for one in week for line in one.dates)


def test_the_agenda_reads_by_a_secret_that_can_be_taken_back(date_: Monde) -> None:
    answer = date_.post("agenda_ouvrir", who="lecteur")
    found = re.search(r"/agenda/([\w-]+)\.ics", texte_de(answer))
    assert found is not None
    assert answer["Cache-Control"] == "no-store"
    assert found[1] not in texte_de(date_.get("echeances", who="lecteur"))
    assert found[1] not in str(LienAgenda.objects.values_list())
    url, reader = f"/agenda/{found[1]}.ics", Client()
    feed = reader.get(url)
    assert feed["Content-Type"].startswith("text/calendar")
    text = feed.content.decode().replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20270502" in text
    assert "réputé validé" in text
    assert "Versement" not in text  # the reader sees no money
    again = re.search(
        r"/agenda/([\w-]+)\.ics", texte_de(date_.post("agenda_ouvrir", who="lecteur"))
    )
    assert again is not None
    assert [reader.get(url).status_code, reader.get("/agenda/rien.ics").status_code] == [404, 404]
    url = f"/agenda/{again[1]}.ics"
    assert reader.get(url).status_code == 200
    Acces.objects.filter(user=date_.lecteur).delete()
    assert reader.get(url).status_code == 404
    assert date_.post("agenda_ouvrir", who="etranger").status_code == 404
    assert date_.post("agenda_fermer", who="membre").status_code == 302
    date_.post("agenda_ouvrir", who="membre")
    assert date_.post("agenda_fermer", who="membre").status_code == 302
    assert not LienAgenda.objects.filter(user=date_.membre).exists()
    codes = {reader.get("/agenda/rien.ics").status_code for _ in range(120)}
    assert 429 in codes


def test_the_last_day_of_all_breaks_no_page(date_: Monde) -> None:
    typed = date_.post("calendrier", debut_projet_depot="9999", version="1")
    assert (typed.status_code, "de 1900 à 2100" in texte_de(typed)) == (422, True)
    far = [f.Etape(code=one.code, fin=f.PartialDate(9999, 12, 31)) for one in STEPS]
    far += [f.Etape(code="equipe", debut=f.PartialDate(1))]  # as a file may bring them
    who: dict[str, Any] = {"by": date_.porteur, "on": ON}
    update_calendrier(dossier=date_.dossier, etapes=far, version=1, **who)
    pages = ("frise", "echeances", "a_faire", "missions", "argent", "budget_lecture")
    assert [date_.get(page).status_code for page in pages] == [200] * len(pages)
    moved = date_.get("decaler", quoi="etape:projet_depot", fin="2099")
    assert moved.status_code == 200
    link = re.search(r"/agenda/[\w-]+\.ics", texte_de(date_.post("agenda_ouvrir")))
    assert link is not None
    assert "DTEND;VALUE=DATE:99991231" in Client().get(link[0]).content.decode()


def test_two_hands_do_not_tie_a_circle(date_: Monde) -> None:
    code, step = f"action:{action(date_).code}", "etape:projet_depot"
    theirs = (*(facts.of(date_.dossier).dependances or ()), f.Dependance(avant=step, apres=code))
    who: dict[str, Any] = {"by": date_.porteur, "on": ON}
    update_dependances(dossier=date_.dossier, dependances=theirs[:1], version=1, **who)
    update_dependances(dossier=date_.dossier, dependances=(), version=2, **who)
    update_dependances(dossier=date_.dossier, dependances=theirs[-1:], version=3, **who)
    mine = (f.Dependance(avant=code, apres=step),)
    with pytest.raises(ValidationError, match="en boucle"):
        update_dependances(dossier=date_.dossier, dependances=mine, version=3, **who)
    assert facts.of(date_.dossier).dependances == theirs[-1:]


def test_the_second_of_two_clicks_finds_the_dates_moved(date_: Monde) -> None:
    moved = {"quoi": "etape:projet_depot", "fin": "15/06/2027", "attendus": "3"}
    assert date_.post("decaler", **moved)["Location"] == date_.url("frise")
    lines = date_.relu().journal_numero
    again = date_.post("decaler", **moved)
    assert (again.status_code, date_.relu().journal_numero) == (302, lines)
    assert "C’est déjà à ces dates" in texte_de(date_.get("frise"))


def test_the_link_of_whoever_left_does_not_come_back_with_them(date_: Monde) -> None:
    link = re.search(r"/agenda/[\w-]+\.ics", texte_de(date_.post("agenda_ouvrir", who="membre")))
    assert link is not None
    assert date_.post("acces_retirer", date_.membre.pk).status_code == 302
    Acces.objects.create(dossier=date_.dossier, user=date_.membre, role=Role.MEMBRE)
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")  # another test has worn out our address
    assert elsewhere.get(link[0]).status_code == 404
    date_.post("agenda_ouvrir", who="membre")
    date_.post("quitter_dossier", who="membre")
    assert not LienAgenda.objects.exists()
