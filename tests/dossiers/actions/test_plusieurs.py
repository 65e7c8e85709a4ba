"""Many rows at once: all or none, one line of journal, once per click."""

import uuid
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillage.dossiers import facts
from maillage.dossiers.actions.add_communes import add_communes
from maillage.dossiers.actions.add_etablissements import add_etablissements
from maillage.dossiers.actions.add_personne import add_personne
from maillage.dossiers.actions.add_personnes import add_personnes
from maillage.dossiers.actions.put_back_communes import put_back_communes
from maillage.dossiers.actions.remove_communes import remove_communes
from maillage.dossiers.models import CommuneRetenue, Dossier, EntreeJournal, Etablissement, Personne
from maillage.dossiers.permissions import Forbidden
from maillage.dossiers.queries.journal import of, verify
from maillage.reference.permissions import Role
from tests.factories import ON, AccesFactory, DossierFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier() -> Dossier:
    return DossierFactory()


def who(dossier: Dossier) -> dict[str, Any]:
    return {"by": dossier.created_by, "on": ON}


def people(count: int) -> list[dict[str, str]]:
    return [{"nom": f"Nom {n}", "prenom": "Ana", "profession": "infirmier"} for n in range(count)]


def last(dossier: Dossier) -> EntreeJournal:
    return of(dossier)[0]


def test_people_are_added_together_after_those_of_the_team(dossier: Dossier) -> None:
    add_personne(dossier=dossier, valeurs={"nom": "Durand"}, **who(dossier))
    done = add_personnes(dossier=dossier, lignes=people(3), **who(dossier))
    names = [one.nom for one in facts.of(dossier).equipe or ()]
    assert names == ["Durand", "Nom 0", "Nom 1", "Nom 2"]
    assert last(dossier).action == "personnes.ajouter"
    assert last(dossier).detail == {
        "nombre": 3,
        "codes": [one.code for one in done.personnes],
        "completees": [],
    }
    assert "Nom" not in str(last(dossier).detail)
    assert verify() == []


def test_nothing_to_add_writes_no_line(dossier: Dossier) -> None:
    before = last(dossier).numero
    add_personnes(dossier=dossier, lignes=(), **who(dossier))
    add_etablissements(dossier=dossier, lignes=(), **who(dossier))
    assert last(dossier).numero == before


def test_the_same_click_twice_adds_people_once(dossier: Dossier) -> None:
    jeton = uuid.uuid4()
    first, second = (
        add_personnes(dossier=dossier, lignes=people(3), jeton=jeton, **who(dossier))
        for _ in range(2)
    )
    assert (first.deja, second.deja) == (False, True)
    assert [p.pk for p in first.personnes] == [p.pk for p in second.personnes]
    assert Personne.objects.filter(dossier=dossier).count() == 3


def test_one_bad_line_and_nobody_is_added(dossier: Dossier) -> None:
    lines = [*people(2), {"nom": "Martin", "engagement": "peut-être"}]
    with pytest.raises(ValidationError):
        add_personnes(dossier=dossier, lignes=lines, **who(dossier))
    assert not Personne.objects.filter(dossier=dossier).exists()


def test_a_person_of_the_team_is_completed_and_never_overwritten(dossier: Dossier) -> None:
    row = add_personne(
        dossier=dossier,
        valeurs={"nom": "Durand", "telephone": "0471000000", "structure_appartenance": ""},
        **who(dossier),
    )
    done = add_personnes(
        dossier=dossier,
        lignes=(),
        complements={
            row.code: {
                "telephone": "0600000000",
                "courriel": "d@x.fr",
                "structure_appartenance": "MSP",
            },
            "parti": {"courriel": "p@x.fr"},
        },
        **who(dossier),
    )
    row.refresh_from_db()
    assert done.completees == (row.code,)
    assert (row.telephone, row.courriel, row.structure_appartenance) == ("0471000000", "d@x.fr", "")
    assert (row.version, last(dossier).action) == (2, "personnes.completer")


def test_a_thousand_people_cost_as_many_queries_as_ten(dossier: Dossier) -> None:
    def cost(count: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            add_personnes(dossier=dossier, lignes=people(count), **who(dossier))
        return len([q for q in captured if "SAVEPOINT" not in q["sql"]])

    few = cost(10)
    assert cost(300) - few <= 10  # rows travel by blocks


def test_establishments_are_added_together_once_per_click(dossier: Dossier) -> None:
    jeton = uuid.uuid4()
    lines = [{"nom": "EHPAD du Parc", "type": "ehpad"}, {"nom": "SSIAD"}]
    for _ in range(2):
        add_etablissements(dossier=dossier, lignes=lines, jeton=jeton, **who(dossier))
    assert Etablissement.objects.filter(dossier=dossier).count() == 2
    assert last(dossier).action == "etablissements.ajouter"
    assert last(dossier).detail["nombre"] == 2


def test_communes_are_removed_together(dossier: Dossier) -> None:
    add_communes(dossier=dossier, codes=("43157", "43268", "43040"), **who(dossier))
    pks = list(
        CommuneRetenue.objects.exclude(code="43040").order_by("rang").values_list("pk", flat=True)
    )
    removed = remove_communes(dossier=dossier, lignes=[*pks, 0], **who(dossier))
    assert [row.code for row in removed] == ["43157", "43268"]
    assert last(dossier).detail == {"codes": ["43157", "43268"]}
    before = last(dossier).numero
    assert remove_communes(dossier=dossier, lignes=pks, **who(dossier)) == []
    assert last(dossier).numero == before
    assert [row.code for row in CommuneRetenue.objects.filter(dossier=dossier)] == ["43040"]


def test_communes_are_put_back_once_as_they_were(dossier: Dossier) -> None:
    add_communes(dossier=dossier, codes=("43157",), **who(dossier))
    part = {"code": "75113", "partie": "Croulebarbe", "population": 20_000}
    lines = [{"code": "43157", "partie": None}, part, {"code": "99999", "partie": None}]
    added = put_back_communes(dossier=dossier, lignes=lines, **who(dossier))
    assert [(row.code, row.partie, row.population) for row in added] == [
        ("75113", "Croulebarbe", 20_000)
    ]
    assert last(dossier).action == "communes.remettre"
    before = last(dossier).numero
    assert put_back_communes(dossier=dossier, lignes=lines, **who(dossier)) == []
    assert last(dossier).numero == before


def test_communes_of_another_dossier_stay(dossier: Dossier) -> None:
    other = DossierFactory()
    add_communes(dossier=other, codes=("43157",), **who(other))
    pk = CommuneRetenue.objects.get(dossier=other).pk
    assert remove_communes(dossier=dossier, lignes=[pk], **who(dossier)) == []


@pytest.mark.parametrize("role", [Role.LECTEUR, Role.MEMBRE])
def test_who_may_not(dossier: Dossier, role: Role) -> None:
    someone = {"by": AccesFactory(dossier=dossier, role=role).user, "on": ON}
    with pytest.raises(Forbidden):
        remove_communes(dossier=dossier, lignes=(), **someone)
    with pytest.raises(Forbidden):
        put_back_communes(dossier=dossier, lignes=(), **someone)
    if role is Role.LECTEUR:
        with pytest.raises(Forbidden):
            add_personnes(dossier=dossier, lignes=people(1), **someone)
        with pytest.raises(Forbidden):
            add_etablissements(dossier=dossier, lignes=[{"nom": "X"}], **someone)
