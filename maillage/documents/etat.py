"""How far a document is: block by block, what is filled, and where the rest is typed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from maillage.core.facts import DossierFacts
from maillage.documents.build.contexte import Construit
from maillage.documents.build.document import built_blocs, context
from maillage.documents.tree import Heading
from maillage.documents.typographie import french
from maillage.reference.trames import Bloc, Partie, Trame, charger


class Remplissage(StrEnum):
    """Is the answer of a block there?"""

    REMPLI = "rempli"
    PARTIEL = "partiel"
    VIDE = "vide"
    CALCULE = "calcule"  # known, and typed nowhere


@dataclass(frozen=True, slots=True, kw_only=True)
class EtatBloc:
    """The state of one item of the form."""

    cle: str
    titre: str
    partie: str
    remplissage: Remplissage
    rubriques: tuple[str, ...]
    places: tuple[str, ...]  # where its answers are typed: « equipe », « textes/freins »…
    a_remplir: tuple[str, ...]  # of which, where something is still missing


@dataclass(frozen=True, slots=True, kw_only=True)
class EtatDocument:
    """The state of a document."""

    document: str
    titre: str
    blocs: tuple[EtatBloc, ...]

    @property
    def remplis(self) -> int:
        """Return how many blocks wait for nothing more."""
        done = (Remplissage.REMPLI, Remplissage.CALCULE)
        return sum(bloc.remplissage in done for bloc in self.blocs)

    @property
    def part(self) -> int:
        """Return the share filled, in whole per cent; a block half filled counts for half."""
        if not self.blocs:
            return 100
        halves = sum(bloc.remplissage is Remplissage.PARTIEL for bloc in self.blocs)
        return (200 * self.remplis + 100 * halves) // (2 * len(self.blocs))


def etat(dossier: DossierFacts, document: str, *, on: date) -> EtatDocument:
    """Return the state of a document; raise `TrameInconnue` when there is none of this name."""
    trame = charger(document)
    parts = {bloc.cle: partie for partie in trame.parties for bloc in partie.blocs}
    built = built_blocs(trame, context(dossier, on=on))
    return EtatDocument(
        document=trame.id,
        titre=french(trame.titre),
        blocs=tuple(
            _bloc(trame, parts[bloc.cle], bloc, construit)
            for bloc, construit in built
            if construit.attendus
        ),
    )


def _bloc(trame: Trame, partie: Partie, bloc: Bloc, built: Construit) -> EtatBloc:
    above = partie.titre or trame.titre
    summary = bloc.grille.resume if bloc.grille else _first_heading(built)
    missing = [attendu.place for attendu in built.attendus if not attendu.connu]
    return EtatBloc(
        cle=bloc.cle,
        titre=french(bloc.question or summary or above),
        partie=french(above),
        remplissage=_remplissage(built),
        rubriques=bloc.rubriques,
        places=tuple(dict.fromkeys(attendu.place for attendu in built.attendus)),
        a_remplir=tuple(dict.fromkeys(missing)),
    )


def _first_heading(built: Construit) -> str | None:
    """Return the title that the content draws itself."""
    return next((block.text for block in built.blocks if isinstance(block, Heading)), None)


def _remplissage(built: Construit) -> Remplissage:
    known = [attendu.connu for attendu in built.attendus]
    if not any(known):
        return Remplissage.VIDE
    if not all(known):
        return Remplissage.PARTIEL
    if all(attendu.calcule for attendu in built.attendus):
        return Remplissage.CALCULE
    return Remplissage.REMPLI
