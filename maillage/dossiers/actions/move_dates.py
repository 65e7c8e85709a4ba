"""Move the dates of a step or an action, and of all that this pushes, together."""

import dataclasses
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.core import facts
from maillage.core.calendrier import (
    DependancesEnBoucle,
    Deplacement,
    Element,
    code_action,
    code_etape,
    elements,
    pousser,
)
from maillage.dossiers import facts as bridge
from maillage.dossiers import listes
from maillage.dossiers.models import ActionPrevue, Dossier, Etape, Liste
from maillage.dossiers.permissions import Person
from maillage.dossiers.replacing import replace
from maillage.dossiers.writing import Conflict, Writing, begin
from maillage.reference import nomenclatures


def deplacements(
    dossier_facts: facts.DossierFacts,
    cle: str,
    *,
    debut: facts.PartialDate | None,
    fin: facts.PartialDate | None,
) -> tuple[Deplacement, ...]:
    """Return what moving an element would change; nothing is written.

    ValidationError when it is not there, or when elements wait for themselves.
    """
    every = elements(dossier_facts, noms())
    if all(one.cle != cle for one in every):
        raise ValidationError(
            "Cette étape n’est plus dans le calendrier : choisissez-en une autre."
        )
    try:
        return pousser(every, dossier_facts.dependances or (), cle, debut=debut, fin=fin)
    except DependancesEnBoucle as circle:
        raise ValidationError(str(circle)) from circle


def noms() -> dict[str, str]:
    return {code: step.libelle for code, step in nomenclatures.etapes().items()}


@transaction.atomic
def move_dates(
    *,
    dossier: Dossier,
    cle: str,
    debut: facts.PartialDate | None,
    fin: facts.PartialDate | None,
    attendus: int,
    by: Person,
    on: date,
) -> int:
    """Write the moves; return how many elements moved.

    `attendus` is how many the person was shown: `Conflict` when the dates of the dossier changed
    since and it is no longer so many.
    """
    writing = begin(dossier, by=by, on=on)
    moves = deplacements(bridge.of(writing.dossier), cle, debut=debut, fin=fin)
    if not moves:  # it is there already: the second of two clicks
        return 0
    if len(moves) != attendus:
        raise Conflict(moves)
    _move_steps(writing, [one.apres for one in moves])
    _move_actions(writing, [one.apres for one in moves])
    writing.note("calendrier.decaler", cible=cle, detail={"nombre": len(moves)})
    return len(moves)


def _move_steps(writing: Writing, moved: Sequence[Element]) -> None:
    by_code = {code: one for one in moved if (code := code_etape(one.cle)) is not None}
    if not by_code:
        return
    known = bridge.of_list(writing.dossier, Liste.CALENDRIER) or ()
    new = [
        dataclasses.replace(step, debut=by_code[step.code].debut, fin=by_code[step.code].fin)
        if step.code in by_code
        else step
        for step in known
    ]
    version = listes.version(writing.dossier, Liste.CALENDRIER)
    replace(writing, Liste.CALENDRIER, Etape, new, version=version)


def _move_actions(writing: Writing, moved: Sequence[Element]) -> None:
    by_code = {code: one for one in moved if (code := code_action(one.cle)) is not None}
    rows = ActionPrevue.objects.filter(dossier=writing.dossier, code__in=by_code)
    said = {row.code: bridge.of_rows(Liste.ACTIONS, [row])[0] for row in rows}
    for row in rows:
        one = by_code[row.code]
        values: dict[str, Any] = {"debut": one.debut, "fin": one.fin}
        if one.jalons:
            pairs = zip(said[row.code].etapes, one.jalons, strict=True)
            values["etapes"] = tuple(dataclasses.replace(was, date=new.le) for was, new in pairs)
        listes.change(writing, row, values, version=row.version)
