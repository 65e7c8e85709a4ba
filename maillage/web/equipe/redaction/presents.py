"""Say who else is writing, here or elsewhere in the dossier."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from maillage.accounts.models import User
from maillage.dossiers import cibles
from maillage.dossiers.models import Dossier
from maillage.dossiers.queries.presences import writing_now
from maillage.web.typographie import fr

_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Ailleurs:
    """Someone, and what they are writing."""

    nom: str
    ou: str


def dans_la_page(dossier: Dossier, cible: str, by: User, at: datetime) -> str:
    """Return « Claire Durand écrit aussi dans cette page. », or nothing."""
    seen = writing_now(dossier, at, without=by).filter(cible=cible)
    return fr(phrase([str(one.user) for one in seen[: _SHOWN + 1]]))


def phrase(names: Sequence[str]) -> str:
    if not names:
        return ""
    if len(names) > _SHOWN:
        return "Plusieurs autres personnes écrivent aussi dans cette page."
    verb = "écrit" if len(names) == 1 else "écrivent"
    listed = " et ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    return f"{listed} {verb} aussi dans cette page."


def dans_le_dossier(dossier: Dossier, by: User, at: datetime) -> list[Ailleurs]:
    """Return who else writes somewhere in the dossier, for a page that shows all of it."""
    seen = list(writing_now(dossier, at, without=by)[: 2 * _SHOWN])
    places = cibles.read(dossier, [one.cible for one in seen])
    return [
        Ailleurs(nom=str(one.user), ou=places[one.cible].titre)
        for one in seen
        if one.cible in places
    ]
