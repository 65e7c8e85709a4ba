"""Where a dossier stands for its documents: what is filled, what breaks a rule, what is new to type."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from maillage.core.facts import DossierFacts, EtapeDossier
from maillage.core.regles import EtatVerdict
from maillage.documents.etat import EtatBloc, EtatDocument, Remplissage, etat
from maillage.documents.produire import du_dossier, rank
from maillage.dossiers.controle import Constat, controler
from maillage.reference.nomenclatures import NatureRubrique, rubriques
from maillage.reference.regles import DocumentInconnu, catalogue
from maillage.reference.trames import charger


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A rule that is not met, and the items of the form that it is about."""

    constat: Constat
    blocs: tuple[str, ...]  # keys; none: it is about the document as a whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Bilan:
    """Where a dossier stands for one document."""

    etat: EtatDocument
    etape: EtapeDossier | None
    contradictions: tuple[Contradiction, ...]
    demandes: tuple[str, ...]  # rubriques that the form asks
    deja_saisies: tuple[str, ...]  # of which, typed for a document before it
    calculees: tuple[str, ...]  # of which, typed nowhere

    @property
    def sans_saisie(self) -> int:
        """Return the share that needs no new typing, in whole per cent."""
        if not self.demandes:
            return 100
        return 100 * (len(self.deja_saisies) + len(self.calculees)) // len(self.demandes)

    @property
    def a_completer(self) -> tuple[EtatBloc, ...]:
        """Return the items that wait for an answer, whole or in part."""
        done = (Remplissage.REMPLI, Remplissage.CALCULE)
        return tuple(bloc for bloc in self.etat.blocs if bloc.remplissage not in done)

    def compte(self, remplissage: Remplissage) -> int:
        """Return how many items are filled this way."""
        return sum(bloc.remplissage is remplissage for bloc in self.etat.blocs)


def bilan(dossier: DossierFacts, documents: Iterable[str] = (), *, on: date) -> tuple[Bilan, ...]:
    """Return where a dossier stands for these documents, or for all its own, in their order.

    Raise `TrameInconnue`.
    """
    asked = tuple(dict.fromkeys(documents)) or [info.id for info in du_dossier(dossier, on=on)]
    path = sorted({*_all(dossier, on=on), *asked}, key=rank)
    known: set[str] = set()
    found: dict[str, Bilan] = {}
    for name in path:
        wanted = rubriques_de(name)
        if name in asked:
            found[name] = _bilan(dossier, name, wanted, known, on=on)
        known |= set(wanted)
    return tuple(found[name] for name in path if name in found)


def rubriques_de(document: str) -> tuple[str, ...]:
    """Return the rubriques that a form asks, with those of the documents it prints whole."""
    trame = charger(document)
    inside = (charger(bloc.inclus).rubriques() for bloc in trame.blocs() if bloc.inclus)
    every = [*trame.rubriques(), *(code for codes in inside for code in codes)]
    return tuple(dict.fromkeys(every))


def _all(dossier: DossierFacts, *, on: date) -> list[str]:
    return [info.id for info in du_dossier(dossier, on=on, every_stage=True)]


def _bilan(
    dossier: DossierFacts, name: str, wanted: tuple[str, ...], known: set[str], *, on: date
) -> Bilan:
    state = etat(dossier, name, on=on)
    computed = tuple(c for c in wanted if rubriques()[c].nature is NatureRubrique.CALCULEE)
    return Bilan(
        etat=state,
        etape=charger(name).etape,
        contradictions=_contradictions(dossier, state, on=on),
        demandes=wanted,
        deja_saisies=tuple(c for c in wanted if c in known and c not in computed),
        calculees=computed,
    )


def _contradictions(
    dossier: DossierFacts, state: EtatDocument, *, on: date
) -> tuple[Contradiction, ...]:
    try:
        report = controler(dossier, on=on, document=state.document)
    except DocumentInconnu:  # a table of ours, of which no rule speaks
        return ()
    read = {regle.code: regle.donnees for regle in catalogue().regles}
    return tuple(
        Contradiction(constat=constat, blocs=_concerned(constat, state, read))
        for constat in report.constats
        if constat.etat is EtatVerdict.NON_RESPECTEE
    )


def _concerned(
    constat: Constat, state: EtatDocument, read: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    facts, texts = set(read.get(constat.code, ())), set(constat.lieux)
    return tuple(
        bloc.cle
        for bloc in state.blocs
        if facts & set(bloc.rubriques)
        or any(place in texts for place in bloc.places if place.startswith("textes/"))
    )
