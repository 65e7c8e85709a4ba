"""The lists of a dossier: add, change and remove a row, and know the list as a whole."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID, uuid5

from django.db.models import F, Max

from maillage.core import facts
from maillage.dossiers import filling
from maillage.dossiers.models import (
    ActionPrevue,
    Collectivite,
    CommuneRetenue,
    Dossier,
    Etablissement,
    Etape,
    EtatListe,
    Indicateur,
    LienPrs,
    LigneBudget,
    LigneBudgetProjet,
    Liste,
    Personne,
    Referent,
    Reunion,
)
from maillage.dossiers.models.ligne import Ligne
from maillage.dossiers.writing import Writing, same_version

Row = TypeVar("Row", bound=Ligne)

LISTE_OF: Mapping[type[Ligne], Liste] = {
    Personne: Liste.EQUIPE,
    Etablissement: Liste.ETABLISSEMENTS,
    CommuneRetenue: Liste.COMMUNES,
    Reunion: Liste.REUNIONS,
    ActionPrevue: Liste.ACTIONS,
    Etape: Liste.CALENDRIER,
    LigneBudget: Liste.BUDGET_PRE_PROJET,
    Indicateur: Liste.INDICATEURS,
    LigneBudgetProjet: Liste.BUDGET_PROJET,
    Collectivite: Liste.COLLECTIVITES,
    Referent: Liste.REFERENTS,
    LienPrs: Liste.LIENS_PRS,
}
FILLABLE: Mapping[type[Ligne], frozenset[str]] = {
    Personne: filling.names(facts.Personne, "id"),
    Etablissement: filling.names(facts.Etablissement, "id"),
    CommuneRetenue: filling.names(facts.CommuneRetenue),
    Reunion: filling.names(facts.Reunion),
    ActionPrevue: filling.names(facts.ActionPrevue, "id", "acteurs", "etapes", "referents"),
    Etape: filling.names(facts.Etape),
    LigneBudget: filling.names(facts.LigneBudget),
    Indicateur: filling.names(facts.Indicateur, "id", "action"),
    LigneBudgetProjet: filling.names(facts.LigneBudgetProjet),
    Collectivite: filling.names(facts.Collectivite),
    Referent: filling.names(facts.Referent),
    LienPrs: filling.names(facts.LienPrs),
}


def already(kind: type[Row], dossier: Dossier, jeton: UUID | None) -> Row | None:
    """Return the row that the same click added before, if any."""
    if jeton is None:
        return None
    return kind._default_manager.filter(dossier=dossier, jeton=jeton).first()


def add(
    writing: Writing, kind: type[Row], values: Mapping[str, Any], *, jeton: UUID | None = None
) -> tuple[Row, dict[str, Any]]:
    """Add a row at the end of its list; return it with what the journal may say."""
    row = _new(writing, kind, next_rank(kind, writing.dossier), jeton)
    detail = filling.fill(row, values, among=FILLABLE[kind])
    row.save(force_insert=True)
    touch(writing.dossier, LISTE_OF[kind])
    return row, detail


def _new(writing: Writing, kind: type[Row], rang: int, jeton: UUID | None) -> Row:
    row = kind(dossier=writing.dossier, rang=rang, jeton=jeton)
    if "code" not in FILLABLE[kind] and hasattr(row, "code"):
        row.code = f"{kind.__name__[0].lower()}-{secrets.token_hex(4)}"
    return row


def already_many(kind: type[Row], dossier: Dossier, jeton: UUID | None, count: int) -> list[Row]:
    """Return the rows that the same click added together before, if any."""
    if already(kind, dossier, jeton) is None:
        return []
    tokens = [_token(jeton, rank) for rank in range(max(count, 1))]
    rows = kind._default_manager.filter(dossier=dossier, jeton__in=tokens)
    return list(rows.order_by("rang", "pk"))


def add_many(
    writing: Writing,
    kind: type[Row],
    values: Sequence[Mapping[str, Any]],
    *,
    jeton: UUID | None = None,
) -> list[Row]:
    """Add rows at the end of their list, in a fixed number of queries, all or none.

    Raises Django's ValidationError for the first row that cannot be kept.
    """
    first = next_rank(kind, writing.dossier)
    rows = [_new(writing, kind, first + n, _token(jeton, n)) for n in range(len(values))]
    for row, given in zip(rows, values, strict=True):
        filling.fill(row, given, among=FILLABLE[kind])
    kind._default_manager.bulk_create(rows)
    if rows:
        touch(writing.dossier, LISTE_OF[kind])
    return rows


def _token(jeton: UUID | None, rank: int) -> UUID | None:
    """Return the token of one row of many: the first bears the one that the browser drew."""
    if jeton is None or rank == 0:
        return jeton
    return uuid5(jeton, str(rank))


def missing(row: Ligne, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return, of these answers, those that the row does not give yet; an empty text is one."""
    given = {name: value for name, value in values.items() if value is not None}
    return {name: value for name, value in given.items() if getattr(row, name) is None}


def complete_many(
    writing: Writing, kind: type[Row], complements: Mapping[str, Mapping[str, Any]]
) -> list[str]:
    """Fill what rows, named by their codes, do not say yet; return the codes of those changed."""
    found: Any = kind._default_manager.filter(dossier=writing.dossier, code__in=complements)
    completed = []
    for row in found:
        values = missing(row, complements[row.code])
        if values:
            change(writing, row, values, version=row.version)
            completed.append(row.code)
    return completed


def note_many(writing: Writing, what: str, added: Sequence[Any], completed: Sequence[str]) -> None:
    """Write the one line that tells rows added, or completed, together."""
    codes = [row.code for row in added]
    if codes:
        detail = {"nombre": len(codes), "codes": codes, "completees": list(completed)}
        writing.note(f"{what}.ajouter", detail=detail)
    elif completed:
        detail = {"nombre": len(completed), "codes": list(completed)}
        writing.note(f"{what}.completer", detail=detail)


def change(
    writing: Writing, row: Row, values: Mapping[str, Any], *, version: int
) -> tuple[Row, dict[str, Any]]:
    """Change a row that is still at `version`; raise `Conflict` otherwise."""
    current = type(row)._default_manager.get(pk=row.pk, dossier=writing.dossier)
    same_version(current, version)
    detail = filling.fill(current, values, among=FILLABLE[type(row)])
    current.version += 1
    current.save(force_update=True)
    touch(writing.dossier, LISTE_OF[type(row)])
    return current, detail


def remove(writing: Writing, row: Ligne) -> bool:
    """Remove a row; tell whether it was still there, for two people may remove it at once."""
    removed, _ = type(row)._default_manager.filter(pk=row.pk, dossier=writing.dossier).delete()
    touch(writing.dossier, LISTE_OF[type(row)])
    return removed > 0


def remove_many(writing: Writing, kind: type[Row], rows: Sequence[Row]) -> list[Row]:
    """Remove rows of one list together; return them as they were."""
    if rows:
        pks = [row.pk for row in rows]
        kind._default_manager.filter(pk__in=pks, dossier=writing.dossier).delete()
        touch(writing.dossier, LISTE_OF[kind])
    return list(rows)


def next_rank(kind: type[Ligne], dossier: Dossier) -> int:
    last = kind._default_manager.filter(dossier=dossier).aggregate(last=Max("rang"))["last"]
    return 0 if last is None else last + 1


def touch(dossier: Dossier, liste: Liste, *, vide: bool = False) -> None:
    """The list changed: it has a new version, and « none » is the answer only if `vide`."""
    state = EtatListe.objects.filter(dossier=dossier, liste=liste)
    if not state.update(vide=vide, version=F("version") + 1):
        EtatListe.objects.create(dossier=dossier, liste=liste, vide=vide)


def version(dossier: Dossier, liste: Liste) -> int:
    """Return the version of a list, 0 when it was never answered."""
    found = EtatListe.objects.filter(dossier=dossier, liste=liste).values_list("version", flat=True)
    return found.first() or 0
