"""The journal: one chain per dossier, that nobody rewrites unseen."""

from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction

from maillage.core import facts as f
from maillage.dossiers import journal
from maillage.dossiers.actions.add_personne import add_personne
from maillage.dossiers.actions.update_identite import update_identite
from maillage.dossiers.models import Dossier, EntreeJournal
from maillage.dossiers.queries.append_only import AppendOnly
from maillage.dossiers.queries.journal import of, verify
from tests.factories import ON, DossierFactory

pytestmark = pytest.mark.django_db

_history = import_module("maillage.dossiers.migrations.0002_history_is_kept")


@pytest.fixture
def dossier() -> Dossier:
    """A dossier with three lines of journal."""
    made = DossierFactory()
    for nom in ("Durand", "Blanc"):
        add_personne(dossier=made, valeurs={"nom": nom}, by=made.created_by, on=ON)
    return made


def rewrite(sql: str, *values: object) -> None:
    """Do what only the owner of the database could do: write past the triggers."""
    with connection.cursor() as cursor:
        for statement in _history.statements(_history.UNDO[connection.vendor], connection.vendor):
            cursor.execute(statement)
        cursor.execute(sql, values)


def test_actions_write_one_line_each(dossier: Dossier) -> None:
    lines = list(of(dossier))
    assert [(line.numero, line.action, line.role) for line in lines] == [
        (3, "personne.ajouter", "porteur"),
        (2, "personne.ajouter", "porteur"),
        (1, "dossier.creer", "porteur"),
    ]
    assert {line.auteur for line in lines} == {dossier.created_by}
    assert verify() == []


def test_a_line_names_the_fields_of_a_person_and_not_what_they_hold(dossier: Dossier) -> None:
    assert of(dossier)[0].detail == {"champs": ["nom"]}


def test_a_line_holds_short_values_that_are_about_no_one(dossier: Dossier) -> None:
    update_identite(
        dossier=dossier,
        version=1,
        by=dossier.created_by,
        on=ON,
        cpts={"etape": f.EtapeDossier.PRE_PROJET},
        structure={"iban": "FR7630006000011234567890189", "association_creee": "en_cours"},
    )
    assert of(dossier)[0].detail == {
        "champs": ["cpts.etape", "structure.association_creee", "structure.iban"],
        "avant": {"cpts.etape": None, "structure.association_creee": None},
        "apres": {"cpts.etape": "pre_projet", "structure.association_creee": "en_cours"},
    }


def test_the_journal_is_never_changed_through_the_models(dossier: Dossier) -> None:
    lines = EntreeJournal.objects.filter(dossier=dossier)
    with pytest.raises(AppendOnly):
        lines.update(action="rien")
    with pytest.raises(AppendOnly):
        lines.delete()
    with pytest.raises(AppendOnly):
        EntreeJournal.objects.bulk_update(list(lines), ["action"])


def test_the_database_refuses_to_change_a_line(dossier: Dossier) -> None:
    line = of(dossier)[0]
    line.action = "rien"
    with pytest.raises(DatabaseError), transaction.atomic():
        line.save()


def test_the_database_refuses_to_remove_a_line(dossier: Dossier) -> None:
    if connection.vendor == "sqlite":  # taken away for browser journeys, see conftest
        with connection.cursor() as cursor:
            for sql in (_history.UNDO["sqlite"], _history.SQLITE):
                for statement in _history.statements(sql, "sqlite"):
                    cursor.execute(statement)
    line = of(dossier)[0]
    with pytest.raises(DatabaseError), transaction.atomic():
        line.delete()


def test_verify_finds_a_line_whose_content_changed(dossier: Dossier) -> None:
    rewrite("UPDATE dossiers_entreejournal SET cible = 'autre' WHERE numero = 2")
    assert [str(found) for found in verify()] == [
        f"journal de dossier {dossier.public_id}, ligne 2 : son contenu a été modifié"
    ]


def test_verify_finds_a_line_taken_out(dossier: Dossier) -> None:
    rewrite("DELETE FROM dossiers_entreejournal WHERE numero = 2")
    assert [(found.numero, found.message) for found in verify()] == [(2, "une ligne manque")]


def test_verify_finds_the_end_cut_off(dossier: Dossier) -> None:
    rewrite("DELETE FROM dossiers_entreejournal WHERE numero = 3")
    assert [(found.numero, found.message) for found in verify()] == [
        (3, "la fin du journal a disparu")
    ]


def test_verify_finds_a_whole_journal_taken_away(dossier: Dossier) -> None:
    rewrite("DELETE FROM dossiers_entreejournal")
    assert [(found.dossier, found.message) for found in verify()] == [
        (dossier.public_id, "tout le journal a disparu")
    ]


def test_verify_finds_a_line_forged_with_a_right_seal(dossier: Dossier) -> None:
    line = of(dossier)[1]
    line.cible = "autre"
    rewrite(
        "UPDATE dossiers_entreejournal SET cible = %s, empreinte = %s WHERE id = %s",
        line.cible, journal.seal_of(line), line.pk,
    )  # fmt: skip
    assert [(found.numero, found.message) for found in verify()] == [
        (3, "elle ne suit pas la ligne d’avant")
    ]


def test_verify_finds_the_last_line_replaced(dossier: Dossier) -> None:
    line = of(dossier)[0]
    line.cible = "autre"
    rewrite(
        "UPDATE dossiers_entreejournal SET cible = %s, empreinte = %s WHERE id = %s",
        line.cible, journal.seal_of(line), line.pk,
    )  # fmt: skip
    assert [(found.numero, found.message) for found in verify()] == [(3, "elle a été remplacée")]


def test_the_instance_has_a_chain_of_its_own() -> None:
    at = datetime(2026, 11, 22, 10, tzinfo=UTC)
    for action in ("compte.creer", "compte.fermer"):
        journal.write_instance(action=action, by=None, on=ON, at=at)
    lines = EntreeJournal.objects.filter(dossier=None).order_by("numero")
    assert list(lines.values_list("numero", "action")) == [
        (1, "compte.creer"),
        (2, "compte.fermer"),
    ]
    assert verify() == []
