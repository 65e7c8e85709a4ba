"""Invitations: written with their message, answered once, and of no use to anyone else."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from maillage.accounts.models import Courriel, Etat, User
from maillage.dossiers import invitations
from maillage.dossiers.actions.accept_invitation import accept_invitation
from maillage.dossiers.actions.forget_invitations import forget_invitations
from maillage.dossiers.actions.invite_person import AlreadyInvited, AlreadyThere, invite_person
from maillage.dossiers.actions.join_by_invitation import join_by_invitation
from maillage.dossiers.actions.open_account_by_link import open_account_by_link
from maillage.dossiers.actions.resend_invitation import resend_invitation
from maillage.dossiers.actions.revoke_invitation import revoke_invitation
from maillage.dossiers.invitations import Motif, Sent, Unusable, WrongAccount
from maillage.dossiers.models import Acces, Dossier, EntreeJournal, Invitation
from maillage.dossiers.permissions import Forbidden
from maillage.dossiers.queries import journal
from maillage.reference.permissions import Role
from tests.factories import ON, PASSWORD, AccesFactory, DossierFactory, UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
WHEN: dict[str, Any] = {"on": ON, "at": AT}


def address(token: str) -> str:
    return f"https://exemple.fr/invitations/{token}/"


def token_of(sent: Sent) -> str:
    return sent.lien.split("/")[-2]


def invite(dossier: Dossier, email: str = "lea@exemple.fr", **given: Any) -> Sent:
    fields = {"role": Role.MEMBRE, "by": dossier.created_by, "adresse": address, **WHEN}
    return invite_person(dossier=dossier, email=email, **{**fields, **given})


def relue(sent: Sent) -> Invitation:
    return Invitation.objects.get(pk=sent.invitation.pk)


@pytest.fixture
def dossier() -> Dossier:
    return DossierFactory()


def test_an_invitation_is_written_with_its_message(dossier: Dossier) -> None:
    sent = invite(dossier, " Lea@Exemple.FR ")
    courriel = Courriel.objects.get()
    assert courriel.destinataire == relue(sent).email == "lea@exemple.fr"
    assert sent.lien in courriel.corps
    assert (courriel.secret_until, relue(sent).expires_at) == (AT + 14 * DAY, AT + 14 * DAY)
    assert courriel.sujet.replace("\u00a0", " ") == (
        "Léa Morel vous invite dans le dossier « CPTS du Velay »"
    )
    assert "jusqu’au 6 décembre 2026" in " ".join(courriel.corps.split())
    assert token_of(sent) not in relue(sent).token_hash


def test_the_journal_keeps_no_address_and_no_secret(dossier: Dossier) -> None:
    sent = invite(dossier)
    line = journal.of(dossier)[0]
    assert (line.action, line.detail) == ("invitation.envoyer", {"role": "membre"})
    assert line.cible == f"invitation {sent.invitation.pk}"
    assert journal.verify() == []


@pytest.mark.parametrize("email", ["", "pas une adresse", "a@b", "x" * 250 + "@exemple.fr"])
def test_an_invitation_to_what_is_no_address_is_refused(dossier: Dossier, email: str) -> None:
    with pytest.raises(ValidationError) as refused:
        invite(dossier, email)
    assert list(refused.value.message_dict) == ["email"]
    assert not Courriel.objects.exists()


def test_an_invitation_of_somebody_of_the_team_says_so(dossier: Dossier) -> None:
    member = AccesFactory(dossier=dossier).user
    with pytest.raises(AlreadyThere, match="déjà dans l’équipe"):
        invite(dossier, member.email)


def test_a_second_invitation_to_the_same_address_says_so(dossier: Dossier) -> None:
    invite(dossier)
    with pytest.raises(AlreadyInvited, match="attend déjà"):
        invite(dossier, role=Role.LECTEUR)
    assert Courriel.objects.count() == 1


def test_a_member_does_not_invite(dossier: Dossier) -> None:
    member = AccesFactory(dossier=dossier).user
    with pytest.raises(Forbidden):
        invite(dossier, by=member)


def test_a_person_with_an_account_joins(dossier: Dossier) -> None:
    lea = UserFactory(email="lea@exemple.fr")
    sent = invite(dossier, role=Role.TRESORIER)
    assert Courriel.objects.get().user == lea
    assert accept_invitation(token=token_of(sent), by=lea, **WHEN) == dossier
    assert list(Acces.objects.filter(user=lea).values_list("role", flat=True)) == ["tresorier"]
    invitation = relue(sent)
    assert (invitation.accepted_by, invitation.email) == (lea, "")
    courriel = Courriel.objects.get()
    assert (courriel.corps, courriel.etat) == ("", Etat.ABANDONNE)
    assert journal.of(dossier)[0].action == "invitation.accepter"
    assert journal.verify() == []


def test_two_tabs_join_once(dossier: Dossier) -> None:
    lea = UserFactory(email="lea@exemple.fr")
    token = token_of(invite(dossier))
    for _ in range(2):
        assert accept_invitation(token=token, by=lea, **WHEN) == dossier
    lines = [line.action for line in journal.of(dossier)]
    assert lines == ["invitation.accepter", "invitation.envoyer", "dossier.creer"]


def test_an_invitation_is_for_one_address_only(dossier: Dossier) -> None:
    token = token_of(invite(dossier))
    for other in (UserFactory(), dossier.created_by):
        with pytest.raises(WrongAccount) as refused:
            accept_invitation(token=token, by=other, **WHEN)
        assert "Velay" not in str(refused.value)
        assert "lea@" not in str(refused.value)


def test_a_used_invitation_brings_nobody_back(dossier: Dossier) -> None:
    lea = UserFactory(email="lea@exemple.fr")
    token = token_of(invite(dossier))
    accept_invitation(token=token, by=lea, **WHEN)
    Acces.objects.filter(user=lea).delete()
    with pytest.raises(Unusable) as refused:
        accept_invitation(token=token, by=lea, **WHEN)
    assert refused.value.motif is Motif.UTILISEE


@pytest.mark.parametrize("token", ["", "x", "é\ud800\0", "a" * 5000])
def test_a_forged_link_opens_nothing(dossier: Dossier, token: str) -> None:
    with pytest.raises(Unusable) as refused:
        accept_invitation(token=token, by=UserFactory(), **WHEN)
    assert refused.value.motif is Motif.INCONNUE


def test_an_expired_invitation_opens_nothing(dossier: Dossier) -> None:
    lea = UserFactory(email="lea@exemple.fr")
    token = token_of(invite(dossier))
    with pytest.raises(Unusable) as refused:
        accept_invitation(token=token, by=lea, on=ON, at=AT + 14 * DAY)
    assert refused.value.motif is Motif.EXPIREE


def test_an_invitation_taken_back_opens_nothing(dossier: Dossier) -> None:
    lea = UserFactory(email="lea@exemple.fr")
    sent = invite(dossier)
    who = {"invitation": sent.invitation, "by": dossier.created_by, **WHEN}
    assert revoke_invitation(**who) is True
    assert revoke_invitation(**who) is False  # the same click, twice
    with pytest.raises(Unusable) as refused:
        accept_invitation(token=token_of(sent), by=lea, **WHEN)
    assert refused.value.motif is Motif.RETIREE
    assert (relue(sent).email, Courriel.objects.get().corps) == ("", "")
    invite(dossier)  # another one may be made


def test_an_invitation_sent_again_has_a_new_link_and_a_new_delay(dossier: Dossier) -> None:
    lea = UserFactory(email="lea@exemple.fr")
    first = invite(dossier)
    late = AT + 20 * DAY
    who = {"by": dossier.created_by, "on": ON, "at": late, "adresse": address}
    second = resend_invitation(invitation=first.invitation, **who)
    assert second.invitation.pk == first.invitation.pk
    with pytest.raises(Unusable):
        accept_invitation(token=token_of(first), by=lea, on=ON, at=late)
    assert accept_invitation(token=token_of(second), by=lea, on=ON, at=late) == dossier
    with pytest.raises(Unusable) as refused:
        resend_invitation(invitation=first.invitation, **who)
    assert refused.value.motif is Motif.UTILISEE


def test_an_invitation_taken_back_is_not_sent_again(dossier: Dossier) -> None:
    sent = invite(dossier)
    revoke_invitation(invitation=sent.invitation, by=dossier.created_by, **WHEN)
    with pytest.raises(Unusable) as refused:
        resend_invitation(
            invitation=sent.invitation, by=dossier.created_by, adresse=address, **WHEN
        )
    assert refused.value.motif is Motif.RETIREE


@pytest.mark.parametrize("action", [revoke_invitation, resend_invitation])
def test_a_member_neither_sends_again_nor_takes_back(dossier: Dossier, action: Any) -> None:
    sent = invite(dossier)
    more = {"adresse": address} if action is resend_invitation else {}
    with pytest.raises(Forbidden):
        action(invitation=sent.invitation, by=AccesFactory(dossier=dossier).user, **WHEN, **more)


def test_a_person_without_an_account_opens_one_and_joins(dossier: Dossier) -> None:
    token = token_of(invite(dossier, role=Role.LECTEUR))
    user, joined = join_by_invitation(
        token=token, nom=" Morel ", prenom="Léa", password=PASSWORD, **WHEN
    )
    assert joined == dossier
    assert (user.email, user.nom, user.check_password(PASSWORD)) == (
        "lea@exemple.fr",
        "Morel",
        True,
    )
    assert Acces.objects.get(user=user).role == Role.LECTEUR
    line = EntreeJournal.objects.get(dossier=None)
    assert (line.action, line.auteur) == ("compte.ouvrir_par_lien", user)


def test_an_account_is_not_opened_when_the_link_is_of_no_use(dossier: Dossier) -> None:
    sent = invite(dossier)
    revoke_invitation(invitation=sent.invitation, by=dossier.created_by, **WHEN)
    with pytest.raises(Unusable):
        join_by_invitation(token=token_of(sent), nom="Morel", prenom="", password=PASSWORD, **WHEN)
    assert not User.objects.filter(email="lea@exemple.fr").exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"nom": " "}, "nom"),
        ({"nom": "x" * 151}, "nom"),
        ({"prenom": "a\0b"}, "prenom"),
        ({"password": "court"}, "password"),
        ({"password": "lea@exemple.fr"}, "password"),
        ({"password": "phrase\ud800assez longue"}, "password"),
        ({"email": "pas une adresse"}, "email"),
    ],
)
def test_an_account_is_refused_by_field(wrong: dict[str, str], field: str) -> None:
    given = {"email": "lea@exemple.fr", "nom": "Morel", "prenom": "Léa", "password": PASSWORD}
    with pytest.raises(ValidationError) as refused:
        open_account_by_link(**{**given, **wrong}, **WHEN)
    assert list(refused.value.message_dict) == [field]
    assert not User.objects.exists()


def test_an_account_that_exists_is_not_opened_again() -> None:
    UserFactory(email="lea@exemple.fr")
    with pytest.raises(ValidationError, match="existe déjà"):
        open_account_by_link(
            email="LEA@exemple.fr", nom="Morel", prenom="", password=PASSWORD, **WHEN
        )


def test_a_closed_account_does_not_answer(dossier: Dossier) -> None:
    lea = UserFactory(email="lea@exemple.fr")
    lea.is_active = False
    with pytest.raises(Forbidden):
        accept_invitation(token=token_of(invite(dossier)), by=lea, **WHEN)


def test_those_who_never_answered_are_forgotten(dossier: Dossier) -> None:
    invite(dossier)
    end = AT + invitations.DUREE + invitations.OUBLI
    assert forget_invitations(at=end - DAY) == 0
    assert forget_invitations(at=end) == 1


def test_the_day_of_the_journal_is_the_one_given(dossier: Dossier) -> None:
    invite(dossier, on=date(2026, 12, 1))
    assert journal.of(dossier)[0].jour == date(2026, 12, 1)
