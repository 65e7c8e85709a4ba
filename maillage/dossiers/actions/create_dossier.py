"""Start a dossier."""

from datetime import date

from django.db import transaction

from maillage.dossiers import filling, journal, permissions
from maillage.dossiers.models import (
    Acces,
    Choix,
    Contrat,
    Dossier,
    Partenariats,
    PlanCrise,
    Signature,
    Statuts,
    Structure,
    Territoire,
)
from maillage.reference.permissions import Role


@transaction.atomic
def create_dossier(
    *, by: permissions.Person, on: date, nom: str | None = None, role: Role = Role.PORTEUR
) -> Dossier:
    """Create an empty dossier; `by` carries it, or coordinates or presides it, as `role` says."""
    user = permissions.check(by, "dossier.creer").user
    dossier = Dossier(created_by=user)
    filling.fill(dossier, {"nom": nom}, among=frozenset({"nom"}))
    dossier.save(force_insert=True)
    for section in (
        Structure, Territoire, Choix, Partenariats, Signature, Statuts, Contrat, PlanCrise,
    ):  # fmt: skip
        section.objects.create(dossier=dossier)
    Acces.objects.create(dossier=dossier, user=user, role=role)
    journal.write(dossier=dossier, action="dossier.creer", by=user, on=on, role=role)
    return Dossier.objects.get(pk=dossier.pk)
