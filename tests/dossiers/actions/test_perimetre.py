"""A perimeter is public when its team says so, as it was on that day, and until it says no."""

import pytest
from django.core.exceptions import ValidationError

from maillage.dossiers import couverture
from maillage.dossiers.actions.add_communes import add_communes
from maillage.dossiers.actions.add_partie_de_commune import add_partie_de_commune
from maillage.dossiers.actions.create_dossier import create_dossier
from maillage.dossiers.actions.publish_perimetre import publish_perimetre
from maillage.dossiers.actions.withdraw_perimetre import withdraw_perimetre
from maillage.dossiers.models import PerimetrePublie
from maillage.dossiers.queries import journal
from tests.factories import ON, DossierFactory, UserFactory
from tests.territoires.listes import installer, lue

pytestmark = pytest.mark.django_db


def names() -> list[str]:
    return [one.nom for one in couverture.ailleurs().connues.cpts]


def test_it_holds_what_was_said_that_day_and_not_what_is_written_after(carried) -> None:
    dossier, porteur = carried
    who = {"dossier": dossier, "by": porteur, "on": ON}
    assert names() == []
    row = publish_perimetre(**who)
    assert (row.nom, len(row.prise), row.publie_par) == ("CPTS du Velay", 1, porteur)
    assert journal.of(dossier)[0].action == "perimetre.publier"
    add_communes(codes=("43268",), **who)
    add_partie_de_commune(
        code="43137", partie="bourg", population=900, source_population="mairie", **who
    )
    (known,) = couverture.ailleurs().connues.cpts
    assert len(known.prise.lieux) == 1
    publish_perimetre(**who)
    (known,) = couverture.ailleurs().connues.cpts
    assert ("43137", "bourg") in known.prise.parties
    assert "publié par son équipe le" in known.source
    assert PerimetrePublie.objects.count() == 1
    assert str(PerimetrePublie.objects.get()) == "CPTS du Velay"
    assert withdraw_perimetre(**who)
    assert not withdraw_perimetre(**who)
    assert journal.of(dossier)[0].action == "perimetre.retirer"
    assert names() == []


def test_a_list_that_already_gives_the_cpts_is_believed_first(carried) -> None:
    dossier, porteur = carried
    publish_perimetre(dossier=dossier, by=porteur, on=ON)
    installer(lue("Velay", "43001", "43002"))
    known = couverture.ailleurs().connues
    assert [one.nom for one in known.cpts] == ["Velay"]
    assert set(known.confondues) == {f"dossiers/{dossier.pk}"}
    found = couverture.couverture(known)
    assert found is couverture.couverture(known)
    assert len(found.dans(found.etats["43001"])) == 2
    assert len(couverture.zones(known, None)) == len(known.blanches)


def test_without_a_name_or_a_commune_there_is_nothing_to_show() -> None:
    porteur = UserFactory()
    bare = create_dossier(by=porteur, on=ON)
    with pytest.raises(ValidationError, match="nom à votre CPTS"):
        publish_perimetre(dossier=bare, by=porteur, on=ON)
    named = DossierFactory(nom="CPTS Vide")
    with pytest.raises(ValidationError, match="Choisissez d’abord des communes"):
        publish_perimetre(dossier=named, by=named.created_by, on=ON)
