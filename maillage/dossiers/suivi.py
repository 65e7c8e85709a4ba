"""The action that an indicator follows, named by its code."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from maillage.dossiers.models import ActionPrevue, Indicateur

ACTION = "action"


def name(indicateur: Indicateur, valeurs: Mapping[str, Any]) -> list[str]:
    """Link the indicator to the action given, if one is; return the names of what was given."""
    if ACTION not in valeurs:
        return []
    code = valeurs[ACTION]
    action = None
    if code is not None:
        action = ActionPrevue.objects.filter(dossier=indicateur.dossier_id, code=code).first()
        if action is None:
            raise ValidationError(
                {ACTION: f"« {code[:60]} » n’est plus une action du dossier : choisissez-en une."}
            )
    indicateur.action = action
    indicateur.save(update_fields=[ACTION])
    return [ACTION]
