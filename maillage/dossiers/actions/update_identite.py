"""Change who the CPTS is, the body that carries it, and who speaks for it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.core import facts
from maillage.dossiers import filling
from maillage.dossiers.models import Dossier, Personne, Structure
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin, same_version

_CPTS = filling.names(facts.Cpts)
_STRUCTURE = filling.names(facts.Structure)
_PEOPLE = ("contact", "redacteur", "representant_legal")
_ROLES = filling.names(facts.Roles)
_Values = Mapping[str, Any]


@transaction.atomic
def update_identite(
    *,
    dossier: Dossier,
    version: int,
    by: Person,
    on: date,
    cpts: _Values | None = None,
    structure: _Values | None = None,
    roles: _Values | None = None,
) -> Dossier:
    """Change the columns given; `roles` name people by their code in the team.

    Raises `Conflict` when the dossier is no longer at `version`.
    """
    writing = begin(dossier, by=by, on=on)
    row = writing.dossier
    same_version(row, version)
    carrier = Structure.objects.get(dossier=row)
    details = [
        filling.fill(row, cpts or {}, among=_CPTS),
        filling.fill(carrier, structure or {}, among=_STRUCTURE),
        _fill_roles(row, roles or {}),
    ]
    row.version += 1
    row.save(force_update=True)
    carrier.save(force_update=True)
    writing.note("identite.modifier", detail=_together(details, ("cpts", "structure", "roles")))
    return row


def _fill_roles(dossier: Dossier, roles: _Values) -> dict[str, Any]:
    people = {name: _person(dossier, name, code) for name, code in roles.items() if name in _PEOPLE}
    changed = [name for name, found in people.items() if getattr(dossier, name) != found]
    for name, found in people.items():
        setattr(dossier, name, found)
    others = {name: value for name, value in roles.items() if name not in _PEOPLE}
    detail = filling.fill(dossier, others, among=_ROLES - set(_PEOPLE))
    return {"champs": sorted([*changed, *detail["champs"]])}


def _person(dossier: Dossier, role: str, code: str | None) -> Personne | None:
    if code is None:
        return None
    found = Personne.objects.filter(dossier=dossier, code=code).first()
    if found is None:
        raise ValidationError(
            {role: "Cette personne n’est plus dans l’équipe : choisissez-en une autre."}
        )
    return found


def _together(details: list[dict[str, Any]], prefixes: tuple[str, ...]) -> dict[str, Any]:
    """Join the details of several rows, each name after that of its part: « structure.siret »."""
    joined: dict[str, Any] = {"champs": []}
    for detail, prefix in zip(details, prefixes, strict=True):
        joined["champs"] += [f"{prefix}.{name}" for name in detail["champs"]]
        for side in ("avant", "apres"):
            for name, value in detail.get(side, {}).items():
                joined.setdefault(side, {})[f"{prefix}.{name}"] = value
    return joined
