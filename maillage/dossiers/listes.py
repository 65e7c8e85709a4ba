"""The lists of a dossier: add, change and remove a row, and know the list as a whole."""

import secrets
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

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
    row = kind(dossier=writing.dossier, rang=next_rank(kind, writing.dossier), jeton=jeton)
    if "code" not in FILLABLE[kind] and hasattr(row, "code"):
        row.code = f"{kind.__name__[0].lower()}-{secrets.token_hex(4)}"
    detail = filling.fill(row, values, among=FILLABLE[kind])
    row.save(force_insert=True)
    touch(writing.dossier, LISTE_OF[kind])
    return row, detail


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
