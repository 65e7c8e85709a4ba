"""A row of a list of the dossier: whose it is, and its place in the list."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from maillage.dossiers.models.dossier import Dossier


def of_dossier(name: str) -> "models.ForeignKey[Dossier, Dossier]":
    """Whose row it is; `name` is that of the list in the facts."""
    return models.ForeignKey("dossiers.Dossier", models.CASCADE, related_name=name)


class Ligne(models.Model):
    """Each kind of row names its list by giving `dossier` again, see `of_dossier`."""

    dossier = of_dossier("+")
    rang = models.PositiveIntegerField(editable=False)
    # What the browser drew for this addition: the same click sent twice adds one row.
    jeton = models.UUIDField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


def constraints(model: str, *unique: str) -> list[models.BaseConstraint]:
    """One row per token, and when fields are given, one row per value of them."""
    found: list[models.BaseConstraint] = [
        models.UniqueConstraint(
            name=f"dossiers_{model}_jeton_once",
            fields=["dossier", "jeton"],
            violation_error_message="Cette ligne est déjà ajoutée.",
        )
    ]
    if unique:
        found.append(
            models.UniqueConstraint(
                name=f"dossiers_{model}_once",
                fields=["dossier", *unique],
                violation_error_message="Ce code est déjà pris dans le dossier.",
            )
        )
    return found
