"""Make one person of two records of the same person."""

from datetime import date
from typing import Any

from django.db import models, transaction

from maillage.dossiers import listes, sections
from maillage.dossiers.models import Acteur, Attribution, Commentaire, Personne, ReferentAction
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import Writing, begin, same_version

_FILLED = listes.FILLABLE[Personne]
_NAMING = ("roles", "signature")  # sections that name people
IN_THE_MARGIN = (Commentaire, Attribution)  # they name a record by its place: « equipe/12 »


class NotTwo(Exception):
    """The two records are one, or are of two dossiers."""


@transaction.atomic
def merge_personnes(
    *, garder: Personne, version: int, retirer: Personne, by: Person, on: date
) -> Personne:
    """Keep one record, fill what it does not say from the other, which then goes away.

    Whatever named the other names the one kept: roles, signature, actions, margin. Raises `Conflict` when
    the record kept is no longer at `version`, `DoesNotExist` when one of them is gone.
    """
    if garder.pk == retirer.pk or garder.dossier_id != retirer.dossier_id:
        raise NotTwo
    writing = begin(garder.dossier, by=by, on=on)
    people = Personne.objects.filter(dossier=writing.dossier)
    kept, other = people.get(pk=garder.pk), people.get(pk=retirer.pk)
    same_version(kept, version)
    values = listes.missing(kept, {name: getattr(other, name) for name in _FILLED})
    if other.noyau_dur:
        values["noyau_dur"] = True
    kept, detail = listes.change(writing, kept, values, version=version)
    before = sections.said(writing.dossier, _NAMING)
    with listes.naming(writing, [other]):
        _repoint(writing, kept, other)
    sections.keep(writing, before)
    listes.remove(writing, other)
    writing.note("personne.fusionner", cible=kept.code, detail={**detail, "retiree": other.code})
    return kept


def _repoint(writing: Writing, kept: Personne, other: Personne) -> None:
    """Whatever the database says of the other, it now says of the one kept."""
    for model in (Acteur, ReferentAction):
        both: Any = model._default_manager.filter(personne=kept).values("action")
        model._default_manager.filter(personne=other, action__in=both).delete()
    for field in named_by():
        rows = field.model._default_manager.filter(**{field.name: other})
        changes: dict[str, Any] = {field.name: kept}
        if any(column.name == "version" for column in field.model._meta.fields):
            changes["version"] = models.F("version") + 1
        rows.update(**changes)
    for place in IN_THE_MARGIN:
        said: Any = place._default_manager.filter(
            dossier=writing.dossier, cible=f"equipe/{other.pk}"
        )
        said.update(cible=f"equipe/{kept.pk}")


def named_by() -> list[models.ForeignKey[Any, Any]]:
    """Return every column, of any table, that names a person of a team."""
    relations = Personne._meta.get_fields(include_hidden=True)
    return [
        relation.field
        for relation in relations
        if isinstance(relation, models.ManyToOneRel)
        and isinstance(relation.field, models.ForeignKey)
    ]
