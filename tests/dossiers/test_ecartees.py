"""A text kept aside is never rewritten, by the models or behind their back."""

import pytest
from django.db import DatabaseError, models, transaction

from maillage.dossiers.models import Texte, VersionEcartee
from maillage.dossiers.queries.append_only import AppendOnly
from tests.factories import DossierFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ecartee() -> VersionEcartee:
    dossier = DossierFactory()
    texte = Texte.objects.create(dossier=dossier, rubrique="freins", version=2)
    return VersionEcartee.objects.create(
        texte=texte,
        motif="conflit",
        depart=1,
        courante=2,
        contenu="Le mien",
        auteur=dossier.created_by,
    )


def test_the_models_only_settle_it(ecartee: VersionEcartee) -> None:
    rows = VersionEcartee.objects.filter(pk=ecartee.pk)
    with pytest.raises(AppendOnly):
        rows.update(contenu="Autre")
    with pytest.raises(AppendOnly):
        rows.delete()
    assert rows.settle() == 1
    assert rows.get().reglee


@pytest.mark.parametrize("column", ["contenu", "motif"])
def test_the_database_refuses_to_rewrite_it(ecartee: VersionEcartee, column: str) -> None:
    rows = models.QuerySet(VersionEcartee).filter(pk=ecartee.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(**{column: "fusion"})
    assert str(ecartee) == f"{ecartee.texte_id}, mis de côté devant la version 2"
