"""Where the dossier stands on the path: each step, how far it is, what blocks it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from maillage.core.facts import DossierFacts, EtapeDossier, EtatAssociation
from maillage.dossiers.controle import Constat
from maillage.dossiers.models import Dossier
from maillage.web.equipe import avancement
from maillage.web.equipe.adresses import adresse
from maillage.web.equipe.avancement import Avancement
from maillage.web.equipe.chemin.etapes import ETAPES, STATUTS, Etape, step_of
from maillage.web.equipe.chemin.lieux import Lieu, lieux
from maillage.web.typographie import fr, pluriel, pourcent

_FIRST: Final = ("territoire", "equipe")  # in the order of the next step that a page proposes


@dataclass(frozen=True, slots=True, kw_only=True)
class Pas:
    """A step, as this dossier lives it."""

    etape: Etape
    documents: tuple[Avancement, ...]  # what comes out of it
    lieux: tuple[Lieu, ...]  # what is asked there, for the document aimed at
    suite: tuple[Lieu, ...]  # what later documents ask there
    bloquants: tuple[Constat, ...]
    detail: str
    fait: bool
    begun: bool
    open: bool  # Maillage has something to propose there

    @property
    def part(self) -> int | None:
        """Return the share done, in whole per cent; None where nothing is asked yet."""
        if self.etape.stage and self.documents:
            return min(one.part for one in self.documents)
        if not self.lieux:
            return None
        return 100 * sum(lieu.fait for lieu in self.lieux) // len(self.lieux)

    @property
    def minutes(self) -> int:
        return sum(lieu.minutes for lieu in self.lieux)


@dataclass(frozen=True, slots=True, kw_only=True)
class EtapeChemin:
    """A step of the path as the frame of a page draws it."""

    numero: int
    code: str
    nom: str
    detail: str
    url: str
    fait: bool
    ici: bool

    @property
    def classe(self) -> str:
        if self.ici:
            return "ici fait" if self.fait else "ici"
        return "fait" if self.fait else "apres"


def parcours(
    dossier: Dossier, faits: DossierFacts, documents: Sequence[Avancement]
) -> tuple[Pas, ...]:
    """Return the steps of the path: those that this dossier goes through, in order."""
    current = avancement.courant(faits, tuple(documents))
    aimed, after = _horizon(documents, current)
    now, later = lieux(dossier, aimed), lieux(dossier, after)
    blocking = current.bloquants if current else ()
    steps = (
        _pas(
            etape,
            dossier=dossier,
            faits=faits,
            documents=documents,
            now=now,
            later=later,
            blocking=blocking,
        )
        for etape in ETAPES
    )
    return tuple(step for step in steps if step.open or step.etape.bientot)


def _horizon(
    documents: Iterable[Avancement], current: Avancement | None
) -> tuple[list[Avancement], list[Avancement]]:
    """Split the documents: those up to the stage of the one aimed at, and those for later."""
    order = list(EtapeDossier)
    limit = order.index(current.etape) if current and current.etape else 0
    now: list[Avancement] = []
    later: list[Avancement] = []
    for one in documents:
        reached = one.etape is None or order.index(one.etape) <= limit
        (now if reached else later).append(one)
    return now, later


def _pas(
    etape: Etape,
    *,
    dossier: Dossier,
    faits: DossierFacts,
    documents: Sequence[Avancement],
    now: Mapping[str, Lieu],
    later: Mapping[str, Lieu],
    blocking: Sequence[Constat],
) -> Pas:
    own = tuple(
        one
        for one in documents
        if one.id in etape.documents
        or (etape.stage is not None and one.etape is etape.stage and one.id != STATUTS)
    )
    asked = lieux(dossier, own) if etape.stage else _of(etape, now)
    suite = () if etape.stage else tuple(x for p, x in _of(etape, later).items() if p not in asked)
    stopped = tuple(c for c in blocking if _about(etape, own, c))
    return Pas(
        etape=etape,
        documents=own,
        lieux=tuple(asked.values()),
        suite=suite,
        bloquants=stopped,
        detail=fr(_detail(etape, faits, own, asked)),
        fait=_done(etape, faits, own, asked),
        begun=_begun(etape, faits),
        open=bool(etape.page or own or asked or suite or etape.lieux) and not _skipped(etape, own),
    )


def _skipped(etape: Etape, own: Sequence[Avancement]) -> bool:
    """A stage without a form in this région is not lived there."""
    return etape.stage is not None and not own and not etape.page


def _of(etape: Etape, found: Mapping[str, Lieu]) -> dict[str, Lieu]:
    return {place: lieu for place, lieu in found.items() if etape.tient(place)}


def _about(etape: Etape, own: Sequence[Avancement], constat: Constat) -> bool:
    if etape.stage:
        return any(constat in one.bloquants for one in own)
    return any(etape.tient(place) for place in constat.lieux)


def _done(
    etape: Etape, faits: DossierFacts, own: Sequence[Avancement], asked: Mapping[str, Lieu]
) -> bool:
    if etape.stage:
        return bool(own) and all(one.complet for one in own)
    begun = _begun(etape, faits) and (etape.code in _FACTS or bool(asked))
    return begun and all(lieu.fait for lieu in asked.values())


_FACTS: Final[Mapping[str, Callable[[DossierFacts], bool]]] = {
    "equipe": lambda faits: bool(faits.equipe),
    "territoire": lambda faits: bool(faits.territoire.communes),
    "association": lambda faits: faits.structure.association_creee is EtatAssociation.OUI,
}


def _begun(etape: Etape, faits: DossierFacts) -> bool:
    """Say that the fact without which a theme is empty is there."""
    return _FACTS[etape.code](faits) if etape.code in _FACTS else True


def _detail(
    etape: Etape, faits: DossierFacts, own: Sequence[Avancement], asked: Mapping[str, Lieu]
) -> str:
    if etape.stage:
        return _of_documents(own) or etape.bientot
    count = _COUNTS[etape.code](faits) if etape.code in _COUNTS else ""
    if count:
        return count
    if not asked:
        return "rien n’est demandé pour l’instant"
    left = sum(not lieu.fait for lieu in asked.values())
    return f"{len(asked) - left} sur {pluriel(len(asked), 'sujet')}" if left else "tout est écrit"


def _of_documents(own: Sequence[Avancement]) -> str:
    if not own:
        return ""
    part = min(one.part for one in own)
    if part < 100:
        return f"rempli à {pourcent(part)}"
    stopped = sum(len(one.bloquants) for one in own)
    return pluriel(stopped, "point bloque", "points bloquent") if stopped else "tout est rempli"


def _equipe(faits: DossierFacts) -> str:
    people = faits.equipe or ()
    professions = len({person.profession for person in people if person.profession})
    if not people:
        return "personne encore"
    return f"{pluriel(len(people), 'personne')}, {pluriel(professions, 'profession')}"


def _territoire(faits: DossierFacts) -> str:
    communes = faits.territoire.communes or ()
    return pluriel(len(communes), "commune") if communes else "aucune commune encore"


def _actions(faits: DossierFacts) -> str:
    actions = faits.actions or ()
    missions = len({action.mission for action in actions if action.mission})
    if not actions:
        return "aucune action encore"
    return f"{pluriel(len(actions), 'action')}, {pluriel(missions, 'mission')}"


_ASSOCIATION: Final = {
    EtatAssociation.OUI: "créée",
    EtatAssociation.EN_COURS: "en cours de création",
    EtatAssociation.NON: "pas encore créée",
    None: "à dire",
}


def _association(faits: DossierFacts) -> str:
    return _ASSOCIATION[faits.structure.association_creee]


_COUNTS: Final = {
    "equipe": _equipe,
    "territoire": _territoire,
    "actions": _actions,
    "association": _association,
}


def chemin(
    dossier: Dossier,
    faits: DossierFacts,
    documents: tuple[Avancement, ...],
    steps: Sequence[Pas],
    section: str,
) -> tuple[EtapeChemin, ...]:
    """Draw the path: where the dossier stands, and the present step."""
    here = present(steps, section, avancement.courant(faits, documents))
    return tuple(
        EtapeChemin(
            numero=rank,
            code=step.etape.code,
            nom=step.etape.nom,
            detail=step.detail,
            url=adresse(dossier, "etape", step.etape.code) if step.open else "",
            fait=step.fait,
            ici=step is here,
        )
        for rank, step in enumerate(steps, start=1)
    )


def present(steps: Sequence[Pas], section: str, document: Avancement | None) -> Pas:
    """Return the step of the open page; else what nothing goes without; else the document."""
    etape = step_of(section)
    kind, _, name = section.partition(":")
    shown = name if kind == "document" else document.id if document else ""
    of_page = [step for step in steps if step.etape is etape]
    of_document = [step for step in steps if any(one.id == shown for one in step.documents)]
    codes = {step.etape.code: step for step in steps}
    first = [codes[code] for code in _FIRST if code in codes and not codes[code].begun]
    if of_page or kind == "document":
        return (of_page or of_document or list(steps))[0]
    return (first or of_document or list(steps))[0]


def prochain(steps: Sequence[Pas], step: Pas) -> Pas | None:
    """Return the step to go to when this one is done: the first after it that is not."""
    after = list(steps)[list(steps).index(step) + 1 :]
    return next((one for one in after if one.open and not one.fait), None)
