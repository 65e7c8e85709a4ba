"""What a fiche action holds beside its columns: who takes part, its steps, who answers, its links."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from maillage.core import facts
from maillage.dossiers import acteurs as who
from maillage.dossiers import filling
from maillage.dossiers.models import (
    ActionPrevue,
    EtapeAction,
    LienAction,
    Personne,
    ReferentAction,
)

BESIDE = frozenset({"acteurs", "etapes", "liens", "referents"})
_STEP = filling.names(facts.EtapeAction)


def fill(action: ActionPrevue, valeurs: Mapping[str, Any]) -> list[str]:
    """Replace the lists that are given, and return their names.

    None: nobody answered; empty: there is none; left out: unchanged.
    """
    given = sorted(BESIDE & valeurs.keys())
    if "acteurs" in given:
        who.name(action, valeurs["acteurs"])
    if "etapes" in given:
        _steps(action, valeurs["etapes"])
    if "liens" in given:
        _links(action, valeurs["liens"])
    if "referents" in given:
        _referents(action, valeurs["referents"])
    return given


def _steps(action: ActionPrevue, steps: Sequence[facts.EtapeAction] | None) -> None:
    rows = [EtapeAction(action=action, rang=rang) for rang, _ in enumerate(steps or ())]
    for row, step in zip(rows, steps or (), strict=True):
        try:
            filling.fill(row, {name: getattr(step, name) for name in _STEP}, among=_STEP)
        except ValidationError as error:
            raise ValidationError({"etapes": error.messages}) from error
    EtapeAction.objects.filter(action=action).delete()
    EtapeAction.objects.bulk_create(rows)
    action.sans_etape = steps is not None and not rows
    action.save(update_fields=["sans_etape"])


def _links(action: ActionPrevue, links: Sequence[facts.LienAction] | None) -> None:
    others = ActionPrevue.objects.filter(dossier=action.dossier_id).exclude(pk=action.pk)
    known = {row.code: row for row in others}
    if gone := [link.action for link in links or () if link.action not in known]:
        raise ValidationError(
            {"liens": f"« {gone[0][:60]} » n’est pas une autre action du dossier."}
        )
    rows = [
        LienAction(action=action, rang=rang, vers=known[link.action], nature=link.nature.value)
        for rang, link in enumerate(links or ())
    ]
    LienAction.objects.filter(action=action).delete()
    LienAction.objects.bulk_create(rows)
    action.sans_lien = links is not None and not rows
    action.save(update_fields=["sans_lien"])


def _referents(action: ActionPrevue, codes: Sequence[str] | None) -> None:
    people = {row.code: row for row in Personne.objects.filter(dossier=action.dossier_id)}
    if gone := [code for code in codes or () if code not in people]:
        raise ValidationError({"referents": f"« {gone[0][:60]} » n’est plus dans l’équipe."})
    rows = [
        ReferentAction(action=action, rang=rang, personne=people[code])
        for rang, code in enumerate(codes or ())
    ]
    ReferentAction.objects.filter(action=action).delete()
    ReferentAction.objects.bulk_create(rows)
    action.sans_referent = codes is not None and not rows
    action.save(update_fields=["sans_referent"])
