"""Accounts: the address is the name, whatever its case."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from maillage.accounts.models import User

pytestmark = pytest.mark.django_db


def test_create_user_keeps_one_form_of_the_address() -> None:
    user = User.objects.create_user("  Lea.Morel@Exemple.FR ", "un mot de passe long", nom="Morel")
    assert user.email == "lea.morel@exemple.fr"
    assert user.check_password("un mot de passe long")
    assert User.objects.get_by_natural_key("LEA.morel@exemple.fr") == user


def test_create_user_when_the_address_is_taken_in_another_case() -> None:
    User.objects.create_user("lea@exemple.fr", nom="Morel")
    with pytest.raises(ValidationError) as refused:
        User.objects.create_user("LEA@exemple.fr", nom="Autre")
    assert refused.value.message_dict == {"email": ["Un compte existe déjà avec cette adresse."]}


def test_database_refuses_capitals() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="Lea@exemple.fr", nom="Morel")])


def test_create_superuser_runs_the_instance_and_nothing_else() -> None:
    user = User.objects.create_superuser("admin@exemple.fr", "x", nom="Admin")
    assert (user.is_superuser, user.is_active, str(user)) == (True, True, "Admin")


def test_str_is_the_full_name() -> None:
    assert str(User(prenom="Léa", nom="Morel", email="l@e.fr")) == "Léa Morel"
