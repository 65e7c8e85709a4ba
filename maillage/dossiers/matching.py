"""Which row of the record is a row of a file: the one of the same code, or of the same words.

A row that is found keeps its key: a form open elsewhere still finds it, its history goes on.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from maillage.dossiers import facts as bridge
from maillage.dossiers.models import Dossier, Liste
from maillage.dossiers.models.ligne import Ligne

_Key = Callable[[Any], Any]


def _code(part: Any) -> Any:
    return part.id


# From the surest to the least sure; a row already found is not found again.
_KEYS: Mapping[Liste, tuple[_Key, ...]] = {
    Liste.EQUIPE: (_code,),
    Liste.ETABLISSEMENTS: (_code,),
    Liste.ACTIONS: (_code,),
    Liste.INDICATEURS: (_code,),
    Liste.CALENDRIER: (lambda part: part.code,),
    Liste.LIENS_PRS: (lambda part: part.code,),
    Liste.COMMUNES: (lambda part: (part.code, part.partie),),
    Liste.REUNIONS: (lambda part: (part.intitule, part.date), lambda part: part.intitule),
    Liste.COLLECTIVITES: (lambda part: part.denomination,),
    Liste.REFERENTS: (
        lambda part: (part.nom, part.organisme, part.territoire),
        lambda part: part.nom,
    ),
    Liste.CHIFFRES: (
        lambda part: (part.indicateur, part.libelle, part.date, part.source),
        lambda part: (part.indicateur, part.libelle, part.date),
    ),
    Liste.VERSEMENTS: (
        lambda part: (part.date, part.montant, part.reference, part.libelle),
        lambda part: (part.date, part.montant),
    ),
    Liste.FIGURES: (lambda part: (part.rubrique, part.indicateur, part.forme),),
    Liste.BUDGET_PRE_PROJET: (lambda part: (part.sens, part.poste),),
    Liste.BUDGET_PROJET: (lambda part: (part.exercice, part.nature),),
    Liste.REALISE: (lambda part: (part.exercice, part.compte),),
    Liste.DEPENDANCES: (lambda part: (part.avant, part.apres),),
}


class Held:
    """The rows that a list holds, each with what it says; `all` None where nobody answered."""

    def __init__(self, dossier: Dossier, liste: Liste) -> None:
        self.liste = liste
        rows = bridge.rows_of(dossier, liste)
        parts = bridge.of_rows(liste, rows)
        self.rows: dict[int, Ligne] = {row.pk: row for row in rows}
        self.said: dict[int, Any] = dict(zip(self.rows, parts, strict=True))
        self.all = tuple(parts) if rows else bridge.of_list(dossier, liste)

    def match(self, parts: Sequence[Any]) -> list[Ligne | None]:
        """Return the row of each part, None for a new one."""
        found: list[Ligne | None] = [None] * len(parts)
        left = dict(self.rows)
        for key in _KEYS[self.liste]:
            by_key: dict[Any, list[int]] = {}
            for pk in left:
                by_key.setdefault(key(self.said[pk]), []).append(pk)
            for rank, part in enumerate(parts):
                pks = by_key.get(key(part))
                if found[rank] is None and pks:
                    found[rank] = left.pop(pks.pop(0))
        return found
