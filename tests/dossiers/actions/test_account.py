"""One's own account: name, address, what is held, closing for good."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import signing
from django.core.exceptions import ValidationError

from maillage.accounts.models import Courriel, MembreAgence, User
from maillage.dossiers.actions.ask_address import SEL, ask_address
from maillage.dossiers.actions.close_account import ANCIEN, close_account
from maillage.dossiers.actions.confirm_address import BadLink, confirm_address
from maillage.dossiers.actions.invite_person import invite_person
from maillage.dossiers.actions.open_agenda import open_agenda
from maillage.dossiers.actions.save_texte import save_texte
from maillage.dossiers.actions.update_account import update_account
from maillage.dossiers.heads import LastHead
from maillage.dossiers.models import Acces, EntreeJournal, Invitation, LienAgenda, VersionTexte
from maillage.dossiers.queries import journal, personal_data
from maillage.reference.permissions import Role
from tests.factories import ON, AccesFactory, DossierFactory, MembreAgenceFactory, UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
WHEN: dict[str, Any] = {"on": ON, "at": AT}
NEW = "nouvelle@exemple.fr"


def address(token: str) -> str:
    return f"https://exemple.fr/adresse/{token}/"


def asked(user: User, email: str = NEW) -> str:
    """Ask for the address, and return the secret of the link sent there."""
    ask_address(email=email, by=user, at=AT, adresse=address)
    text = Courriel.objects.order_by("-pk")[0].corps
    (link,) = [line for line in text.splitlines() if "/adresse/" in line]
    return link.split("/")[-2]


def test_a_name_is_changed_and_the_journal_holds_no_name() -> None:
    user = UserFactory()
    values = {"nom": "Martin", "prenom": "Zoé", "recapitulatif": False}
    update_account(valeurs=values, by=user, **WHEN)
    user.refresh_from_db()
    assert (str(user), user.recapitulatif) == ("Zoé Martin", False)
    line = EntreeJournal.objects.get()
    assert line.action == "compte.modifier"
    assert line.detail == {"champs": ["nom", "prenom", "recapitulatif"]}
    update_account(valeurs=values, by=user, **WHEN)
    assert EntreeJournal.objects.count() == 1


@pytest.mark.parametrize("name", ["", "x" * 151, "a\0b"])
def test_a_name_that_cannot_be_is_refused(name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        update_account(valeurs={"nom": name}, by=UserFactory(), **WHEN)
    assert list(refused.value.message_dict) == ["nom"]


def test_an_address_changes_once_its_link_is_followed() -> None:
    user = UserFactory(email="ancienne@exemple.fr")
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    token = asked(user, " Nouvelle@exemple.fr")
    user.refresh_from_db()
    assert user.email == "ancienne@exemple.fr"
    confirm_address(token=token, by=user, **WHEN)
    user.refresh_from_db()
    assert user.email == NEW
    assert not EmailAddress.objects.exists()
    told = Courriel.objects.order_by("-pk")[0]
    assert (told.destinataire, told.nature) == ("ancienne@exemple.fr", "adresse_changee")
    assert Courriel.objects.get(nature="adresse").corps == ""
    assert EntreeJournal.objects.get().action == "compte.changer_adresse"


def test_the_link_is_shown_to_nobody_here() -> None:
    user = UserFactory()
    asked(user)
    assert Courriel.objects.get().user is None


@pytest.mark.parametrize("email", ["", "pas une adresse"])
def test_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(ValidationError, match="pas une adresse"):
        ask_address(email=email, by=UserFactory(), at=AT, adresse=address)


def test_the_same_address_is_refused() -> None:
    user = UserFactory()
    with pytest.raises(ValidationError, match="déjà l’adresse"):
        ask_address(email=user.email.upper(), by=user, at=AT, adresse=address)


def test_an_address_that_has_an_account_is_told_there_only() -> None:
    other = UserFactory()
    ask_address(email=other.email, by=UserFactory(), at=AT, adresse=address)
    courriel = Courriel.objects.get()
    assert (courriel.destinataire, courriel.nature) == (other.email, "adresse_prise")
    assert "/adresse/" not in courriel.corps


def test_a_link_serves_once_for_its_own_account_in_time() -> None:
    user, other = UserFactory(), UserFactory()
    token = asked(user)
    forged = signing.dumps({"compte": other.pk, "vers": NEW}, salt="autre")
    for who, said, at in (
        (other, token, AT),
        (user, token + "x", AT),
        (user, "", AT),
        (other, forged, AT),
        (user, token, AT + 3 * DAY),
    ):
        with pytest.raises(BadLink):
            confirm_address(token=said, by=who, on=ON, at=at)
    confirm_address(token=token, by=user, **WHEN)
    user.refresh_from_db()
    with pytest.raises(BadLink):
        confirm_address(token=token, by=user, **WHEN)
    assert SEL in "maillage.adresse"


def test_a_link_to_an_address_taken_meanwhile_opens_nothing() -> None:
    user = UserFactory()
    token = asked(user)
    UserFactory(email=NEW)
    with pytest.raises(BadLink):
        confirm_address(token=token, by=user, **WHEN)


def test_a_closed_account_holds_nothing_personal_and_the_history_holds() -> None:
    dossier = DossierFactory()
    user = AccesFactory(dossier=dossier).user
    email = user.email
    save_texte(
        dossier=dossier, rubrique="freins", contenu="Peu de temps.", version=0, by=user, on=ON
    )
    elsewhere = DossierFactory()
    invite_person(
        dossier=elsewhere, email=email, role=Role.MEMBRE, by=elsewhere.created_by,
        adresse=address, **WHEN,
    )  # fmt: skip
    close_account(by=user, **WHEN)
    user.refresh_from_db()
    assert (str(user), user.email) == (ANCIEN, f"compte-{user.pk}@ferme.invalid")
    assert (user.is_active, user.closed_at, user.has_usable_password()) == (False, AT, False)
    assert not Acces.objects.filter(user=user).exists()
    assert not Courriel.objects.filter(destinataire=email).exists()
    assert not Invitation.objects.filter(email=email).exists()
    assert str(VersionTexte.objects.get(auteur=user).auteur) == ANCIEN
    assert [line.action for line in journal.of(dossier)][:2] == [
        "acces.quitter",
        "texte.enregistrer",
    ]
    assert journal.verify() == []


def test_an_account_that_leads_alone_is_not_closed() -> None:
    user = UserFactory()
    DossierFactory(owner=user, nom="CPTS du Velay")
    shared = DossierFactory(owner=user, nom="CPTS partagée")
    AccesFactory(dossier=shared, role=Role.PRESIDENT)
    DossierFactory(owner=user, nom="CPTS des Sucs")
    with pytest.raises(LastHead, match="« CPTS du Velay », « CPTS des Sucs »"):
        close_account(by=user, **WHEN)
    assert Acces.objects.filter(user=user).count() == 3


def test_a_closed_address_may_open_another_account() -> None:
    user = UserFactory(email="lea@exemple.fr")
    close_account(by=user, **WHEN)
    assert UserFactory(email="lea@exemple.fr").pk != user.pk


def test_what_is_held_about_a_person_is_told() -> None:
    dossier = DossierFactory()
    user = AccesFactory(dossier=dossier).user
    save_texte(dossier=dossier, rubrique="freins", contenu="Secret.", version=0, by=user, on=ON)
    invite_person(
        dossier=dossier, email="autre@exemple.fr", role=Role.MEMBRE, by=dossier.created_by,
        adresse=address, **WHEN,
    )  # fmt: skip
    held = personal_data.of(user)
    assert held["compte"]["adresse"] == user.email
    assert [row["role"] for row in held["acces"]] == ["membre"]
    assert held["textes_ecrits"] == [{"dossier": "CPTS du Velay", "nombre": 1}]
    assert held["lignes_du_journal"] == [{"dossier": "CPTS du Velay", "nombre": 1}]
    assert (held["invitations"], held["messages"]) == ([], [])
    owner = personal_data.of(dossier.created_by)
    assert owner["invitations"][0]["ecrite_par_moi"]
    assert "autre@exemple.fr" not in str(owner)
    assert "Secret" not in str(held)


def test_a_closed_account_leaves_its_agencies_and_its_agendas() -> None:
    dossier = DossierFactory()
    user = AccesFactory(dossier=dossier).user
    open_agenda(dossier=dossier, by=user, on=ON)
    MembreAgenceFactory(user=user)
    MembreAgenceFactory(user=user, depuis=ON + DAY)
    held = personal_data.of(user)
    assert [row["dossier"] for row in held["liens_d_agenda"]] == ["CPTS du Velay"]
    assert [row["role"] for row in held["agences"]] == ["ars_siege"] * 2
    close_account(by=user, **WHEN)
    assert not LienAgenda.objects.exists()
    assert [row.jusqua for row in MembreAgence.objects.all()] == [ON]
