"""Two records of one person become one, and nothing that named either is lost."""

from typing import Any

import pytest
from django.apps import apps

from maillage.dossiers import facts
from maillage.dossiers.actions.add_action import add_action
from maillage.dossiers.actions.add_personne import add_personne
from maillage.dossiers.actions.merge_personnes import (
    IN_THE_MARGIN,
    NotTwo,
    merge_personnes,
    named_by,
)
from maillage.dossiers.actions.update_identite import update_identite
from maillage.dossiers.actions.update_signature import update_signature
from maillage.dossiers.models import (
    Acteur,
    Attribution,
    Commentaire,
    Dossier,
    EntreeJournal,
    Indicateur,
    Personne,
    Presence,
    ReferentAction,
    Signature,
)
from maillage.dossiers.permissions import Forbidden
from maillage.dossiers.queries.journal import of, verify
from maillage.dossiers.writing import Conflict
from maillage.reference.permissions import Role
from tests.factories import ON, AccesFactory, DossierFactory

pytestmark = pytest.mark.django_db
ROLES = ("contact", "redacteur", "representant_legal")


@pytest.fixture
def dossier() -> Dossier:
    return DossierFactory()


def who(dossier: Dossier) -> dict[str, Any]:
    return {"by": dossier.created_by, "on": ON}


def pair(dossier: Dossier) -> tuple[Personne, Personne]:
    first = {"nom": "Durand", "prenom": "Paul", "telephone": "0471000000", "represente": ""}
    second = {
        "nom": "DURAND",
        "prenom": "Paul",
        "telephone": "0600000000",
        "represente": "L’ordre",
        "courriel": "paul@exemple.fr",
        "noyau_dur": True,
    }
    return (
        add_personne(dossier=dossier, valeurs=first, **who(dossier)),
        add_personne(dossier=dossier, valeurs=second, **who(dossier)),
    )


def merged(dossier: Dossier, kept: Personne, other: Personne) -> Personne:
    return merge_personnes(garder=kept, version=kept.version, retirer=other, **who(dossier))


def test_the_record_kept_is_completed_by_the_other(dossier: Dossier) -> None:
    kept, other = pair(dossier)
    row = merged(dossier, kept, other)
    assert (row.nom, row.telephone, row.represente) == ("Durand", "0471000000", "")
    assert (row.courriel, row.noyau_dur) == ("paul@exemple.fr", True)
    assert [one.pk for one in Personne.objects.filter(dossier=dossier)] == [kept.pk]
    line = of(dossier)[0]
    assert (line.action, line.cible, line.detail["retiree"]) == (
        "personne.fusionner",
        kept.code,
        other.code,
    )
    assert "paul" not in str(line.detail)
    assert verify() == []


def test_every_column_that_names_a_person_is_known_here() -> None:
    """A new one needs its own test below."""
    found = {f"{field.model.__name__}.{field.name}" for field in named_by()}
    assert found == {
        "Acteur.personne",
        "ReferentAction.personne",
        "Signature.signataire",
        *(f"Dossier.{role}" for role in ROLES),
    }


@pytest.mark.parametrize("role", ROLES)
def test_roles_name_the_person_kept(dossier: Dossier, role: str) -> None:
    kept, other = pair(dossier)
    update_identite(
        dossier=dossier,
        version=dossier.version,
        roles={role: other.code},
        **who(dossier),
    )
    before = Dossier.objects.get(pk=dossier.pk)
    merged(dossier, kept, other)
    after = Dossier.objects.get(pk=dossier.pk)
    assert getattr(after, f"{role}_id") == kept.pk
    assert after.version == before.version + 1


def test_the_signature_is_that_of_the_person_kept(dossier: Dossier) -> None:
    kept, other = pair(dossier)
    update_signature(dossier=dossier, version=1, valeurs={"signataire": other.code}, **who(dossier))
    merged(dossier, kept, other)
    signature = Signature.objects.get(dossier=dossier)
    assert (signature.signataire_id, signature.version) == (kept.pk, 3)


def test_actions_name_the_person_kept_once(dossier: Dossier) -> None:
    kept, other = pair(dossier)
    for acteurs in ((other.code,), (kept.code, other.code)):
        add_action(
            dossier=dossier,
            valeurs={"titre": "Dépister", "referents": acteurs},
            acteurs=acteurs,
            **who(dossier),
        )
    merged(dossier, kept, other)
    for model in (Acteur, ReferentAction):
        assert [row.personne_id for row in model._default_manager.all()] == [kept.pk, kept.pk]
    assert [action.acteurs for action in facts.of(dossier).actions or ()] == [(kept.code,)] * 2


def test_what_the_margin_says_follows(dossier: Dossier) -> None:
    kept, other = pair(dossier)
    place = {"dossier": dossier, "cible": f"equipe/{other.pk}"}
    author = dossier.created_by
    Commentaire.objects.create(**place, auteur=author, texte="Deux fois ?")
    Attribution.objects.create(**place, personne=author, par=author, demande="Vérifier")
    merged(dossier, kept, other)
    for model in IN_THE_MARGIN:
        assert [row.cible for row in model._default_manager.all()] == [f"equipe/{kept.pk}"]


def test_every_table_that_names_a_place_is_known_here() -> None:
    """The journal also does, and never changes; that of an indicator is what it aims at.

    A presence names a text, and fades in less than a minute.
    """
    found = {
        model for model in apps.get_app_config("dossiers").get_models() if hasattr(model, "cible")
    }
    assert found - {EntreeJournal, Indicateur, Presence} == set(IN_THE_MARGIN)


def test_someone_corrected_the_record_kept_in_the_meantime(dossier: Dossier) -> None:
    kept, other = pair(dossier)
    with pytest.raises(Conflict):
        merge_personnes(garder=kept, version=9, retirer=other, **who(dossier))
    assert Personne.objects.filter(dossier=dossier).count() == 2


def test_the_second_click_finds_nobody(dossier: Dossier) -> None:
    kept, other = pair(dossier)
    merged(dossier, kept, other)
    with pytest.raises(Personne.DoesNotExist):
        merged(dossier, kept, other)


def test_what_is_not_two_people_of_one_team_is_refused(dossier: Dossier) -> None:
    kept, _ = pair(dossier)
    stranger, _ = pair(DossierFactory())
    for other in (kept, stranger):
        with pytest.raises(NotTwo):
            merged(dossier, kept, other)


def test_a_reader_merges_nothing(dossier: Dossier) -> None:
    kept, other = pair(dossier)
    reader = AccesFactory(dossier=dossier, role=Role.LECTEUR).user
    with pytest.raises(Forbidden):
        merge_personnes(garder=kept, version=1, retirer=other, by=reader, on=ON)
