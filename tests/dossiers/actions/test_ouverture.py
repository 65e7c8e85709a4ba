"""A visitor asks for a dossier, then uses the link: one account, one dossier, nothing left over."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from maillage.accounts.models import Courriel, User
from maillage.dossiers import ouvertures
from maillage.dossiers.actions.ask_ouverture import ask_ouverture
from maillage.dossiers.actions.use_ouverture import use_ouverture, use_ouverture_with_account
from maillage.dossiers.models import Acces, CommuneRetenue, Dossier, EntreeJournal, Ouverture
from maillage.dossiers.ouvertures import Asked, Motif, Unusable
from maillage.dossiers.permissions import Forbidden
from maillage.dossiers.queries.journal import verify
from tests.factories import ON, PASSWORD, UserFactory

AT = datetime(2026, 11, 22, 20, tzinfo=UTC)
WHO = {"nom": "Roux", "prenom": "Claire", "password": PASSWORD}

pytestmark = pytest.mark.django_db


def ask(**values: Any) -> Asked:
    defaults: dict[str, Any] = {
        "jeton": uuid.uuid4(),
        "email": "Claire@Exemple.FR ",
        "nom": "CPTS des Sucs",
        "communes": ["43268", "43137", "99999", "43268"],
        "at": AT,
        "adresse": lambda token: f"https://maillage.exemple.fr/essayer/ouvrir/{token}/",
    }
    return ask_ouverture(**{**defaults, **values})


def token_of(asked: Asked) -> str:
    return asked.lien.rstrip("/").rsplit("/", 1)[-1]


def test_a_request_opens_nothing_and_writes_one_message() -> None:
    asked = ask()
    assert asked.ouverture.email == "claire@exemple.fr"
    assert asked.ouverture.communes == ["43268", "43137"]  # what is no commune is left out
    message = Courriel.objects.get()
    assert asked.lien in message.corps
    assert message.destinataire == "claire@exemple.fr"
    assert not User.objects.exists()
    assert not Dossier.objects.exists()
    assert not EntreeJournal.objects.exists()


def test_the_secret_is_not_kept() -> None:
    asked = ask()
    assert token_of(asked) not in str(list(Ouverture.objects.values()))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"nom": "  "}, "nom"),
        ({"nom": "x" * 201}, "nom"),
        ({"nom": "a\0b"}, "nom"),
        ({"email": "claire"}, "email"),
        ({"email": ""}, "email"),
        ({"email": "a@b.fr\nBcc: c@d.fr"}, "email"),
        ({"email": "a" * 250 + "@b.fr"}, "email"),
    ],
)
def test_a_bad_request_says_which_field(values: dict[str, str], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ask(**values)
    assert list(refused.value.message_dict) == [field]
    assert not Courriel.objects.exists()


def test_the_same_click_asks_once(settings: Any) -> None:
    settings.EMAIL_HOST = "smtp.exemple.fr"
    jeton = uuid.uuid4()
    first, second = ask(jeton=jeton), ask(jeton=jeton)
    assert first.ouverture == second.ouverture
    assert second.lien == ""
    assert Courriel.objects.count() == 1


def test_the_same_click_shows_a_link_that_works_where_no_mail_leaves() -> None:
    jeton = uuid.uuid4()
    ask(jeton=jeton)
    second = ask(jeton=jeton)
    assert ouvertures.find(token_of(second), at=AT) == second.ouverture
    assert Ouverture.objects.count() == 1


def test_an_address_corrected_in_the_same_form_is_another_request() -> None:
    jeton = uuid.uuid4()
    ask(jeton=jeton, email="clair@exemple.fr")
    ask(jeton=jeton)
    assert Ouverture.objects.count() == 2


def test_an_address_is_not_written_to_without_end() -> None:
    for _ in range(ouvertures.PAR_ADRESSE):
        ask()
    with pytest.raises(ValidationError, match="déjà écrit plusieurs fois"):
        ask()
    assert ask(at=AT + timedelta(days=4)).lien


def test_the_link_opens_the_account_and_the_dossier() -> None:
    asked = ask()
    user, dossier = use_ouverture_with_account(token=token_of(asked), on=ON, at=AT, **WHO)
    assert user.email == "claire@exemple.fr"
    assert user.check_password(PASSWORD)
    assert Acces.objects.get(user=user).role == "porteur"
    rows = CommuneRetenue.objects.filter(dossier=dossier).order_by("rang")
    assert [row.code for row in rows] == ["43268", "43137"]
    kept = Ouverture.objects.get()
    assert (kept.email, kept.nom, kept.communes) == ("", "", [])
    assert Courriel.objects.get().corps == ""
    assert "exemple.fr" not in str(list(EntreeJournal.objects.values()))
    assert verify() == []


def test_a_person_with_an_account_opens_it_signed_in_and_once() -> None:
    user = UserFactory(email="claire@exemple.fr")
    token = token_of(ask())
    with pytest.raises(ValidationError, match="Connectez-vous"):
        use_ouverture_with_account(token=token, on=ON, at=AT, **WHO)
    first = use_ouverture(token=token, by=user, on=ON, at=AT)
    assert use_ouverture(token=token, by=user, on=ON, at=AT) == first
    with pytest.raises(Unusable) as used:
        use_ouverture(token=token, by=UserFactory(), on=ON, at=AT)
    assert used.value.motif is Motif.UTILISEE
    assert Dossier.objects.count() == 1


def test_a_bad_password_opens_neither() -> None:
    token = token_of(ask())
    with pytest.raises(ValidationError) as refused:
        use_ouverture_with_account(token=token, on=ON, at=AT, **{**WHO, "password": "court"})
    assert "password" in refused.value.message_dict
    assert not User.objects.exists()
    assert ouvertures.find(token, at=AT)


def test_forged_expired_and_closed() -> None:
    token = token_of(ask())
    for wrong, at, motif in (
        ("rien", AT, Motif.INCONNUE),
        ("\udc80é", AT, Motif.INCONNUE),
        (token, AT + timedelta(days=3), Motif.EXPIREE),
    ):
        with pytest.raises(Unusable) as unusable:
            use_ouverture_with_account(token=wrong, on=ON, at=at, **WHO)
        assert unusable.value.motif is motif
    for nobody in (None, UserFactory(is_active=False)):
        with pytest.raises(Forbidden):
            use_ouverture(token=token, by=nobody, on=ON, at=AT)


def test_expired_requests_are_erased() -> None:
    ask()
    assert ouvertures.forget(at=AT + timedelta(days=2)) == 0
    assert ouvertures.forget(at=AT + timedelta(days=3)) == 1
    assert Courriel.objects.get().corps == ""
