"""Read the journal, and check that nobody rewrote it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet

from maillage.dossiers import journal
from maillage.dossiers.models import Dossier, EntreeJournal


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A place where a chain does not hold; `dossier` None is the chain of the instance."""

    dossier: UUID | None
    numero: int
    message: str

    def __str__(self) -> str:
        chain = f"dossier {self.dossier}" if self.dossier else "instance"
        return f"journal de {chain}, ligne {self.numero} : {self.message}"


def of(dossier: Dossier) -> QuerySet[EntreeJournal]:
    """Return the lines of a dossier, the latest first, with their authors."""
    return (
        EntreeJournal.objects.filter(dossier=dossier).select_related("auteur").order_by("-numero")
    )


def verify() -> list[Break]:
    """Read every chain from its first line to its last, and return what does not hold."""
    lines = EntreeJournal.objects.order_by("dossier_id", "numero").iterator(chunk_size=2000)
    ends = {
        pk: (public_id, numero, empreinte)
        for pk, public_id, numero, empreinte in Dossier.objects.values_list(
            "pk", "public_id", "journal_numero", "journal_empreinte"
        )
    }
    breaks: list[Break] = []
    for pk, chain in groupby(lines, key=lambda line: line.dossier_id):
        public_id, numero, empreinte = (
            ends.pop(pk, (None, None, None)) if pk else (None, None, None)
        )
        last = _Chain(public_id)
        breaks.extend(last.read(chain))
        breaks.extend(last.end(numero, empreinte))
    for public_id, numero, _ in ends.values():
        if numero:
            breaks.append(Break(dossier=public_id, numero=1, message="tout le journal a disparu"))
    return breaks


class _Chain:
    def __init__(self, dossier: UUID | None) -> None:
        self.dossier = dossier
        self.numero = 0
        self.empreinte = journal.FIRST

    def read(self, chain: Iterator[EntreeJournal]) -> Iterator[Break]:
        for line in chain:
            if line.numero != self.numero + 1:
                missing = (
                    "une ligne manque" if line.numero == self.numero + 2 else "des lignes manquent"
                )
                yield self._break(self.numero + 1, missing)
            elif line.precedente != self.empreinte:
                yield self._break(line.numero, "elle ne suit pas la ligne d’avant")
            if journal.seal_of(line) != line.empreinte:
                yield self._break(line.numero, "son contenu a été modifié")
            self.numero, self.empreinte = line.numero, line.empreinte

    def end(self, numero: int | None, empreinte: str | None) -> Iterator[Break]:
        if numero is not None and numero != self.numero:
            yield self._break(self.numero + 1, "la fin du journal a disparu")
        elif empreinte is not None and empreinte != self.empreinte:
            yield self._break(self.numero, "elle a été remplacée")

    def _break(self, numero: int, message: str) -> Break:
        return Break(dossier=self.dossier, numero=numero, message=message)
