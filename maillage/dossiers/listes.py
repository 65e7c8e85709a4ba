"""The lists of a dossier: add, change and remove a row, and know the list as a whole."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import UUID, uuid5

from django.db.models import F, Max

from maillage.core import facts
from maillage.dossiers import beside, filling, versions
from maillage.dossiers import facts as bridge
from maillage.dossiers.contenu import same
from maillage.dossiers.models import (
    ActionPrevue,
    Chiffre,
    Collectivite,
    CommuneRetenue,
    Dependance,
    Dossier,
    Etablissement,
    Etape,
    EtatListe,
    FigureRetenue,
    Indicateur,
    LienPrs,
    LigneBudget,
    LigneBudgetProjet,
    LigneRealisee,
    Liste,
    Personne,
    Referent,
    Reunion,
    Versement,
)
from maillage.dossiers.models.ligne import Ligne
from maillage.dossiers.writing import Writing

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
    Chiffre: Liste.CHIFFRES,
    LigneRealisee: Liste.REALISE,
    Dependance: Liste.DEPENDANCES,
    FigureRetenue: Liste.FIGURES,
    Versement: Liste.VERSEMENTS,
}
FILLABLE: Mapping[type[Ligne], frozenset[str]] = {
    Personne: filling.names(facts.Personne, "id"),
    Etablissement: filling.names(facts.Etablissement, "id"),
    CommuneRetenue: filling.names(facts.CommuneRetenue),
    Reunion: filling.names(facts.Reunion),
    ActionPrevue: filling.names(facts.ActionPrevue, "id", *beside.names(ActionPrevue)),
    Etape: filling.names(facts.Etape),
    LigneBudget: filling.names(facts.LigneBudget),
    Indicateur: filling.names(facts.Indicateur, "id", "action"),
    LigneBudgetProjet: filling.names(facts.LigneBudgetProjet),
    Collectivite: filling.names(facts.Collectivite),
    Referent: filling.names(facts.Referent),
    LienPrs: filling.names(facts.LienPrs),
    Chiffre: filling.names(facts.Chiffre),
    LigneRealisee: filling.names(facts.LigneRealisee),
    Dependance: filling.names(facts.Dependance),
    FigureRetenue: filling.names(facts.FigureRetenue),
    Versement: filling.names(facts.VersementRecu),
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
    return row, _insert(writing, row, values)


def put_back(writing: Writing, row: Ligne, values: Mapping[str, Any]) -> None:
    """Add again a row that was removed; it bears its place, its code and its next version."""
    _insert(writing, row, values)


def _insert(writing: Writing, row: Ligne, values: Mapping[str, Any]) -> dict[str, Any]:
    kind = type(row)
    columns, others = _apart(kind, values)
    detail = filling.fill(row, columns, among=FILLABLE[kind])
    with _kept(writing, LISTE_OF[kind]):
        row.save(force_insert=True)
        detail["champs"] += beside.fill(row, others)
    _keep_rows(writing, [row], [None], [_said(row)])
    return detail


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
    if not rows:
        return []
    with _kept(writing, LISTE_OF[kind]):
        kind._default_manager.bulk_create(rows)
    _keep_rows(writing, rows, [None] * len(rows), _all_said(rows))
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
    """Change a row started from `version`; nothing to tell the journal when nothing changed.

    Another person may have changed other fields since then: both changes stay. `Conflict` when
    they changed the same ones.
    """
    kind = type(row)
    current = kind._default_manager.get(pk=row.pk, dossier=writing.dossier)
    before = _said(current)
    if current.version != version:
        nature, key = LISTE_OF[kind].value, versions.key(row)
        base = versions.started_from(writing.dossier, nature, key, version)
        values = versions.mine(current, base, before, values)
    columns, given = _apart(kind, values)
    others = {
        name: value for name, value in given.items() if not same(value, getattr(before, name))
    }
    detail = filling.fill(current, columns, among=FILLABLE[kind])
    if not detail["champs"] and not others:
        return current, {}
    current.version += 1
    with _kept(writing, LISTE_OF[kind]):
        current.save(force_update=True)
        detail["champs"] += beside.fill(current, others)
    _keep_rows(writing, [current], [before], [_said(current)])
    return current, detail


def remove(writing: Writing, row: Ligne) -> bool:
    """Remove a row; tell whether it was still there, for two people may remove it at once."""
    return bool(remove_many(writing, type(row), [row]))


def remove_many(writing: Writing, kind: type[Row], rows: Sequence[Row]) -> list[Row]:
    """Remove rows of one list together; return those that were still there, as they were."""
    pks = [row.pk for row in rows]
    there = kind._default_manager.filter(pk__in=pks, dossier=writing.dossier)
    removed = list(there.order_by("rang", "pk"))
    if not removed:
        return []
    said = _all_said(removed)
    with naming(writing, removed), _kept(writing, LISTE_OF[kind]):
        there.delete()
    _keep_rows(writing, removed, said, [None] * len(removed))
    return removed


@contextmanager
def naming(writing: Writing, rows: Sequence[Ligne]) -> Iterator[None]:
    """Keep the rows that name these, before and after what is done to them."""
    named = [list(found) for found in beside.naming(rows)]
    were = [_all_said(some) for some in named]
    yield
    for some, before in zip(named, were, strict=True):
        for one in some:
            one.refresh_from_db()
            one.version += 1
            one.save(update_fields=["version"])
        _keep_rows(writing, some, before, _all_said(some))


def _apart(kind: type[Ligne], values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Divide the values: those of the columns, those beside."""
    others = beside.names(kind) & values.keys()
    columns = {name: value for name, value in values.items() if name not in others}
    return columns, {name: values[name] for name in others}


def _said(row: Ligne) -> Any:
    return _all_said([row])[0]


def _all_said(rows: Sequence[Ligne]) -> list[Any]:
    """Return what rows of one list say; nothing where the list is kept as a whole."""
    if not rows or (liste := LISTE_OF[type(rows[0])]) in versions.ENTIERES:
        return [None] * len(rows)
    return bridge.of_rows(liste, rows)


def _keep_rows(
    writing: Writing, rows: Sequence[Ligne], before: Sequence[Any], after: Sequence[Any]
) -> None:
    triples = zip(rows, before, after, strict=True)
    changes = [versions.of_row(LISTE_OF[type(row)], row, was, now) for row, was, now in triples]
    versions.keep(writing, *changes)


@contextmanager
def _kept(writing: Writing, liste: Liste) -> Iterator[None]:
    """The rows change: the list has a new version, kept as a whole when it is kept so."""
    if liste in versions.ENTIERES:
        with whole(writing, liste):
            yield
    else:
        yield
        touch(writing.dossier, liste)


@contextmanager
def whole(writing: Writing, liste: Liste, *, vide: bool = False) -> Iterator[None]:
    """Keep a list before and after what is done to its rows."""
    dossier = writing.dossier
    before, numero = bridge.of_list(dossier, liste), version(dossier, liste)
    yield
    touch(dossier, liste, vide=vide)
    change = versions.Change(
        nature=liste.value, avant=before, apres=bridge.of_list(dossier, liste),
        numero_avant=numero, numero=version(dossier, liste),
    )  # fmt: skip
    versions.keep(writing, change)


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
