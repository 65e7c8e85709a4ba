"""Texts: nothing typed is lost, whoever saves last."""

import pytest

from maillage.dossiers import facts
from maillage.dossiers.actions import save_texte as action
from maillage.dossiers.actions.save_texte import save_texte
from maillage.dossiers.models import Dossier, EntreeJournal, VersionTexte
from maillage.dossiers.permissions import Forbidden
from maillage.reference.permissions import Role
from tests.factories import ON, AccesFactory, DossierFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier() -> Dossier:
    return DossierFactory()


def test_save_texte_keeps_every_version_and_its_author(dossier: Dossier) -> None:
    other = AccesFactory(dossier=dossier).user
    for version, (by, contenu) in enumerate(
        [(dossier.created_by, "Le temps"), (other, "Le temps médical")]
    ):
        save_texte(
            dossier=dossier, rubrique="freins", contenu=contenu, version=version, by=by, on=ON
        )
    kept = VersionTexte.objects.order_by("numero").values_list("numero", "contenu", "auteur")
    assert list(kept) == [(1, "Le temps", dossier.created_by.pk), (2, "Le temps médical", other.pk)]
    assert facts.of(dossier).textes == {"freins": "Le temps médical"}


def test_save_texte_from_an_older_version_keeps_both_texts(dossier: Dossier) -> None:
    by = dossier.created_by
    save_texte(dossier=dossier, rubrique="freins", contenu="Un", version=0, by=by, on=ON)
    with pytest.raises(action.Conflict) as refused:
        save_texte(dossier=dossier, rubrique="freins", contenu="Deux", version=0, by=by, on=ON)
    conflict = refused.value
    assert (conflict.current.contenu, conflict.current.version, conflict.proposed) == (
        "Un",
        1,
        "Deux",
    )
    assert facts.of(dossier).textes == {"freins": "Un"}


def test_save_texte_sent_twice_is_one_version(dossier: Dossier) -> None:
    for _ in range(2):
        save_texte(
            dossier=dossier,
            rubrique="freins",
            contenu="Un\r\n\r\nDeux",
            version=0,
            by=dossier.created_by,
            on=ON,
        )
    assert list(VersionTexte.objects.values_list("contenu", flat=True)) == ["Un\n\nDeux"]


def test_save_texte_empty_is_an_answer_and_none_takes_it_back(dossier: Dossier) -> None:
    by = dossier.created_by
    save_texte(dossier=dossier, rubrique="freins", contenu="", version=0, by=by, on=ON)
    assert facts.of(dossier).textes == {"freins": ""}
    save_texte(dossier=dossier, rubrique="freins", contenu=None, version=1, by=by, on=ON)
    assert facts.of(dossier).textes == {}


def test_save_texte_when_the_rubrique_holds_no_text(dossier: Dossier) -> None:
    with pytest.raises(action.UnknownRubrique):
        save_texte(
            dossier=dossier,
            rubrique="structure_siret",
            contenu="1",
            version=0,
            by=dossier.created_by,
            on=ON,
        )


def test_save_texte_by_a_reader_and_by_a_stranger(dossier: Dossier) -> None:
    reader = AccesFactory(dossier=dossier, role=Role.LECTEUR).user
    for person, refusal in ((reader, Forbidden), (UserFactory(), Dossier.DoesNotExist)):
        with pytest.raises(refusal):
            save_texte(dossier=dossier, rubrique="freins", contenu="x", version=0, by=person, on=ON)
    assert EntreeJournal.objects.filter(dossier=dossier).count() == 1
