"""Who has access: the list, inviting, changing roles, handing over, leaving."""

from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.accounts.models import Courriel
from maillage.dossiers.models import Acces, Invitation
from maillage.reference.permissions import Role
from tests.factories import AccesFactory, UserFactory
from tests.web.conftest import Monde, invitation, signed_in, texte_de

PAGE = "qui_a_acces"
HEADS = {Role.PORTEUR, Role.COORDINATEUR, Role.PRESIDENT}


@pytest.fixture(autouse=True)
def sans_limite() -> None:
    cache.clear()


def invite(monde: Monde, email: str = "lea@exemple.fr", **data: str) -> Any:
    return monde.post(PAGE, email=email, **{"role": "membre", **data})


def roles(monde: Monde, user: Any) -> list[str]:
    held = Acces.objects.filter(dossier=monde.dossier, user=user)
    return sorted(held.values_list("role", flat=True))


def test_the_page_names_people_and_what_each_role_may_do(monde: Monde) -> None:
    page = texte_de(monde.get(PAGE, who="lecteur"))
    assert "3 personnes" in page
    assert "Peut lire le dossier, y écrire, commenter et voir l’argent attendu." in page
    assert "Lecteur invité" in page
    assert "(vous)" in page


def test_only_those_who_may_invite_see_addresses_and_invitations(monde: Monde) -> None:
    invitation(monde.dossier)
    heads, others = texte_de(monde.get(PAGE)), texte_de(monde.get(PAGE, who="membre"))
    for secret in (monde.lecteur.email, "lea@exemple.fr", "Inviter une personne", "Changer"):
        assert secret in heads
        assert secret not in others


@pytest.mark.parametrize("role", Role)
def test_who_may_do_what(monde: Monde, role: Role) -> None:
    client = signed_in(AccesFactory(dossier=monde.dossier, role=role).user)
    pk = invitation(monde.dossier).invitation.pk
    may = role in HEADS
    found = {
        "inviter": client.post(monde.url(PAGE), {"email": "a@b.fr", "role": "membre"}).status_code,
        "roles": client.get(monde.url("roles", monde.membre.pk)).status_code,
        "relais": client.get(monde.url("relais")).status_code,
        "renvoyer": client.post(monde.url("invitation_renvoyer", pk)).status_code,
        "retirer": client.post(monde.url("invitation_retirer", pk)).status_code,
        "fermer": client.post(monde.url("acces_retirer", monde.lecteur.pk)).status_code,
        "quitter": client.post(monde.url("quitter_dossier")).status_code,
    }
    expected = dict.fromkeys(found, 302 if may else 403)
    expected |= {"quitter": 302, "roles": 200 if may else 403, "relais": 200 if may else 403}
    assert found == expected


@pytest.mark.parametrize(("who", "status"), [("etranger", 404), ("anonyme", 302)])
def test_a_stranger_and_a_visitor_invite_nobody(monde: Monde, who: str, status: int) -> None:
    response = monde.post(PAGE, who=who, email="lea@exemple.fr", role="membre")
    assert response.status_code == status
    assert not Invitation.objects.exists()


def test_with_a_mail_server_the_inviter_never_sees_the_link(
    monde: Monde, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.EMAIL_HOST = "smtp.exemple.fr"
    with django_capture_on_commit_callbacks(execute=True):
        response = invite(monde)
    assert response.status_code == 302
    page = texte_de(monde.get(PAGE))
    assert "L’invitation part à lea@exemple.fr." in page
    assert "/invitations/" not in page.replace(monde.url(PAGE) + "invitations/", "")
    (sent,) = mail.outbox
    assert "http://testserver/invitations/" in sent.body
    assert "/invitations/" not in Courriel.objects.get().corps


def test_without_a_mail_server_the_link_is_shown_once(monde: Monde) -> None:
    invite(monde)
    assert "http://testserver/invitations/" in texte_de(monde.get(PAGE))
    assert "http://testserver/invitations/" not in texte_de(monde.get(PAGE))


def test_links_bear_the_name_of_the_site_when_it_is_stated(monde: Monde, settings: Any) -> None:
    settings.MAILLAGE_ADRESSE = "https://maillage.exemple.fr"
    invite(monde)
    assert "https://maillage.exemple.fr/invitations/" in Courriel.objects.get().corps


def test_a_double_click_invites_once(monde: Monde) -> None:
    jeton = "6f0d3c1e-0000-4000-8000-000000000001"
    assert [invite(monde, jeton=jeton).status_code for _ in range(2)] == [302, 302]
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize(
    ("email", "says"),
    [
        ("", "À remplir."),
        ("pas une adresse", "il faut « nom@domaine.fr »"),
        ("deja@exemple.fr", "Une invitation attend déjà une réponse"),
        ("equipe@exemple.fr", "Cette personne est déjà dans l’équipe"),
    ],
)
def test_a_refusal_is_said_and_nothing_typed_is_lost(monde: Monde, email: str, says: str) -> None:
    AccesFactory(dossier=monde.dossier, user=UserFactory(email="equipe@exemple.fr"))
    invitation(monde.dossier, "deja@exemple.fr")
    response = invite(monde, email, role="tresorier")
    assert response.status_code == 422
    page = texte_de(response)
    assert says in page
    assert f'value="{email}"' in page or not email
    assert 'value="tresorier" checked' in page.replace(' id="id_role_3"', "").replace(
        " required", ""
    )


def test_an_unknown_role_is_refused(monde: Monde) -> None:
    assert invite(monde, role="dieu").status_code == 422
    assert not Invitation.objects.exists()


def test_too_many_invitations_ask_for_patience(monde: Monde) -> None:
    found = [invite(monde, "pas une adresse").status_code for _ in range(61)]
    assert found == [422] * 60 + [429]
    assert "Un peu de patience" in texte_de(invite(monde))


def test_an_invitation_is_sent_again_or_taken_back(monde: Monde) -> None:
    pk = invitation(monde.dossier).invitation.pk
    monde.post("invitation_renvoyer", pk)
    assert "http://testserver/invitations/" in texte_de(monde.get(PAGE))
    monde.post("invitation_retirer", pk)
    assert "son lien n’ouvre plus rien" in texte_de(monde.get(PAGE))
    monde.post("invitation_renvoyer", pk)
    assert "a été retirée" in texte_de(monde.get(PAGE))
    assert monde.post("invitation_retirer", pk + 99).status_code == 404


def test_an_invitation_of_another_dossier_is_not_there(monde: Monde) -> None:
    other = AccesFactory().dossier
    pk = invitation(other).invitation.pk
    assert monde.post("invitation_retirer", pk).status_code == 404
    assert monde.post("invitation_renvoyer", pk).status_code == 404


def test_roles_are_changed(monde: Monde) -> None:
    page = texte_de(monde.get("roles", monde.membre.pk))
    assert f"Les rôles de {monde.membre}" in page
    data = {"avant": ["membre"], "roles": ["membre", "tresorier"]}
    assert monde.post("roles", monde.membre.pk, **data).status_code == 302
    assert roles(monde, monde.membre) == ["membre", "tresorier"]
    assert "sont changés" in texte_de(monde.get(PAGE))


def test_a_role_given_meanwhile_by_someone_else_is_kept(monde: Monde) -> None:
    AccesFactory(dossier=monde.dossier, user=monde.membre, role=Role.TRESORIER)
    monde.post("roles", monde.membre.pk, avant=["membre"], roles=["membre", "lecteur"])
    assert roles(monde, monde.membre) == ["lecteur", "membre", "tresorier"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"avant": ["porteur"], "roles": []}, "Gardez au moins un rôle"),
        ({"avant": ["porteur"], "roles": ["membre"]}, "Donnez d’abord le rôle de porteur"),
        ({"avant": ["porteur"], "roles": ["dieu"]}, "dieu"),
    ],
)
def test_a_change_of_roles_that_is_refused(monde: Monde, data: dict[str, Any], says: str) -> None:
    response = monde.post("roles", monde.porteur.pk, **data)
    assert response.status_code == 422
    assert says in texte_de(response)
    assert roles(monde, monde.porteur) == ["porteur"]


def test_roles_of_someone_who_is_not_of_the_team(monde: Monde) -> None:
    pk = UserFactory().pk
    assert monde.get("roles", pk).status_code == 404
    assert monde.post("acces_retirer", pk).status_code == 302
    assert monde.post("acces_retirer", 0).status_code == 404


def test_an_access_is_taken_back(monde: Monde) -> None:
    monde.post("acces_retirer", monde.membre.pk)
    assert f"Le dossier est fermé à {monde.membre}." in texte_de(monde.get(PAGE))
    assert monde.get("dossier", who="membre").status_code == 404


def test_the_last_head_keeps_the_access(monde: Monde) -> None:
    monde.post("acces_retirer", monde.porteur.pk)
    assert "c’est le dernier accès qui permet d’inviter" in texte_de(monde.get(PAGE))
    monde.post("quitter_dossier")
    assert "c’est le dernier accès qui permet d’inviter" in texte_de(monde.get(PAGE))


def test_ones_own_access_taken_back_leads_to_my_dossiers(monde: Monde) -> None:
    AccesFactory(dossier=monde.dossier, role=Role.PRESIDENT)
    assert monde.post("acces_retirer", monde.porteur.pk)["Location"] == reverse("mes_dossiers")


def test_leave(monde: Monde) -> None:
    response = monde.clients["lecteur"].post(monde.url("quitter_dossier"), follow=True)
    assert "Vous avez quitté le dossier « CPTS du Velay »." in texte_de(response)
    assert monde.get("dossier", who="lecteur").status_code == 404


def test_hand_over(monde: Monde) -> None:
    assert "Passer le relais" in texte_de(monde.get(PAGE))
    data = {"role": "porteur", "personne": str(monde.membre.pk)}
    monde.post("relais", **data)
    assert roles(monde, monde.membre) == ["membre", "porteur"]
    assert roles(monde, monde.porteur) == ["membre"]
    page = texte_de(monde.get(PAGE))
    assert f"Le relais est passé : {monde.membre} est porteur du projet." in page
    assert 'href="' + monde.url("relais") not in page


@pytest.mark.parametrize("data", [{}, {"role": "porteur"}, {"role": "membre", "personne": "1"}])
def test_hand_over_without_an_answer_is_explained(monde: Monde, data: dict[str, str]) -> None:
    assert monde.post("relais", **data).status_code == 422


def test_hand_over_when_alone_says_whom_to_invite(monde: Monde) -> None:
    Acces.objects.filter(dossier=monde.dossier).exclude(user=monde.porteur).delete()
    assert "Invitez d’abord la personne" in texte_de(monde.get("relais"))


def test_queries_do_not_grow_with_the_team(monde: Monde) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert monde.get(PAGE).status_code == 200
        return len(captured)

    few = queries()
    for number in range(20):
        AccesFactory(dossier=monde.dossier)
        invitation(monde.dossier, f"p{number}@exemple.fr")
    assert queries() == few
