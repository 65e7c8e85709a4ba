"""`maillage compte`, on a real database."""

import pytest

from maillage.accounts.models import User
from maillage.dossiers.models import EntreeJournal

pytestmark = pytest.mark.django_db


def test_account_when_opened_may_sign_in_with_the_password_shown(call):
    code, out, _ = call("compte", "ouvrir", "Claire@Exemple.fr", "--nom", "Vezolle")
    password = out.strip().rsplit(" : ", 1)[-1]
    assert code == 0
    assert User.objects.get(email="claire@exemple.fr").check_password(password)
    assert EntreeJournal.objects.get(dossier=None).action == "compte.ouvrir"


def test_account_when_it_exists_or_is_no_address_is_refused(call):
    call("compte", "ouvrir", "claire@exemple.fr", "--nom", "Vezolle")
    assert call("compte", "ouvrir", "claire@exemple.fr", "--nom", "Autre")[0] == 2
    assert call("compte", "ouvrir", "pas une adresse", "--nom", "Autre")[0] == 2
    assert User.objects.count() == 1


def test_accounts_when_listed(call, call_json):
    assert call("compte", "lister")[1] == "Aucun compte dans cette instance.\n"
    call("compte", "ouvrir", "claire@exemple.fr", "--nom", "Vezolle", "--prenom", "Claire")
    assert call("compte", "lister")[1] == "claire@exemple.fr  Claire Vezolle\n"
    assert call_json("compte", "lister")[1] == [
        {"courriel": "claire@exemple.fr", "nom": "Claire Vezolle", "ouvert": True}
    ]
