"""Write what an indicator measured in a year of the contract."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.core.facts import Releve
from maillage.dossiers import facts as bridge
from maillage.dossiers import listes, versions
from maillage.dossiers.contenu import from_json
from maillage.dossiers.models import Indicateur, Liste
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import Conflict, begin

Releves = tuple[Releve, ...]


@transaction.atomic
def set_releves(
    *,
    indicateur: Indicateur,
    annee: int,
    releves: Sequence[Releve],
    version: int,
    by: Person,
    on: date,
) -> Indicateur:
    """Put `releves` in the place of those of `annee`; the other years stay as others left them.

    Raises `Conflict` when somebody changed the same year since `version` of the indicator.
    """
    writing = begin(indicateur.dossier, by=by, on=on)
    if any(one.annee != annee for one in releves):
        raise ValidationError({"releves": f"Ces résultats sont à donner pour l’année {annee}."})
    row = Indicateur.objects.get(pk=indicateur.pk, dossier=writing.dossier)
    new, now = tuple(releves), _of(row)
    theirs = _year(now, annee)
    if row.version != version and theirs not in (_year(_base(row, version), annee), new):
        raise Conflict(row, champs=["releves"], miens={"releves": new})
    every = sorted((*(one for one in now if one.annee != annee), *new), key=lambda one: one.annee)
    values = {"releves": tuple(every) or None}
    saved, detail = listes.change(writing, row, values, version=row.version)
    if detail:
        writing.note("releves.modifier", cible=saved.code, detail={"annee": annee, **detail})
    return saved


def _of(row: Indicateur) -> Releves:
    return bridge.of_rows(Liste.INDICATEURS, [row])[0].releves or ()


def _year(releves: Releves | None, annee: int) -> Releves | None:
    return None if releves is None else tuple(one for one in releves if one.annee == annee)


def _base(row: Indicateur, version: int) -> Releves | None:
    """Return what was recorded when the form was opened; None when nobody knows."""
    nature, key = Liste.INDICATEURS.value, versions.key(row)
    found = versions.started_from(row.dossier, nature, key, version)
    if found is None or found.contenu is None:
        return None
    return tuple(from_json(Releve, one) for one in found.contenu.get("releves") or ())
