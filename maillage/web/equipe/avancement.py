"""The documents of a dossier, and how far each is."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from maillage.core.facts import DossierFacts, EtapeDossier
from maillage.core.regles import Gravite
from maillage.documents.etat import EtatDocument, Remplissage
from maillage.documents.produire import TrameInfo, disponibles, etat
from maillage.dossiers import territoire
from maillage.dossiers.controle import Constat, Rapport, controler
from maillage.dossiers.territoire import Ailleurs
from maillage.reference import regions
from maillage.web import jauges
from maillage.web.equipe import libelles
from maillage.web.typographie import fr

_SUMMARY: Final = "DEP-05"  # « no blocking point is left »: the pages count them already


@dataclass(frozen=True, slots=True, kw_only=True)
class Avancement:
    """A document that the dossier gives, and its share filled."""

    id: str
    nom: str
    nom_court: str
    precision: str
    etape: EtapeDossier | None
    etat: EtatDocument
    rapport: Rapport
    rubriques: frozenset[str]

    @property
    def part(self) -> int:
        return self.etat.part

    @property
    def bloquants(self) -> tuple[Constat, ...]:
        return tuple(c for c in a_traiter(self.rapport) if c.gravite is Gravite.BLOQUANT)

    @property
    def complet(self) -> bool:
        """Say that nothing is left to fill, and that nothing bars the way."""
        return self.part == 100 and not self.bloquants

    @property
    def jauge(self) -> tuple[jauges.Part, ...]:
        """Draw what is typed, then what comes from elsewhere, then what is half there."""
        total = len(self.etat.blocs) or 1
        counts = dict.fromkeys(Remplissage, 0)
        for bloc in self.etat.blocs:
            counts[bloc.remplissage] += 1
        return jauges.parts(
            ("j1", 100 * counts[Remplissage.REMPLI] / total),
            ("j2", 100 * counts[Remplissage.CALCULE] / total),
            ("j3", 100 * counts[Remplissage.PARTIEL] / total),
        )


def a_traiter(rapport: Rapport) -> tuple[Constat, ...]:
    """Return what is left to mend, but for the rule that only counts the others."""
    return tuple(constat for constat in rapport.a_traiter if constat.code != _SUMMARY)


def par_etape(
    rapport: Rapport, etape: EtapeDossier | None
) -> tuple[tuple[Constat, ...], tuple[Constat, ...]]:
    """Split what is left to mend: for the documents up to this stage, and for later ones."""
    now, later = rapport.par_etape(etape)
    kept = a_traiter(rapport)
    return tuple(c for c in now if c in kept), tuple(c for c in later if c in kept)


def region(faits: DossierFacts, on: date) -> str | None:
    """Return the région of the dossier: as said, or that of most of its inhabitants."""
    return territoire.region(faits, territoire.analyse(faits.territoire, on=on))


def documents(
    faits: DossierFacts, *, on: date, ailleurs: Ailleurs | None = None
) -> tuple[Avancement, ...]:
    """Return the documents of the dossier's région, in the order a CPTS lives them."""
    order = list(EtapeDossier)
    infos = sorted(
        disponibles(region(faits, on)),
        key=lambda info: (order.index(info.etape) if info.etape else len(order), _beside(info)),
    )
    known = regions.regions()
    return tuple(
        Avancement(
            id=info.id,
            nom=fr(info.titre),
            nom_court=nom_court(info),
            precision=known[info.portee].nom if info.portee in known else "toutes les régions",
            etape=info.etape,
            etat=etat(faits, info.id, on=on),
            rapport=controler(faits, on=on, document=info.id, ailleurs=ailleurs),
            rubriques=frozenset(info.rubriques),
        )
        for info in infos
    )


def nom_court(info: TrameInfo) -> str:
    """Return the name of a document as people say it: its stage when it is what the stage asks."""
    title = fr(info.titre.partition(" (")[0])
    if info.etape and not _beside(info):
        return libelles.ETAPES[info.etape]
    return title


def _beside(info: TrameInfo) -> bool:
    """Say that the document comes with a stage without being what the stage is named after."""
    name = libelles.ETAPES[info.etape] if info.etape else ""
    return info.tableau_joint or not fr(info.titre).startswith(name)


def courant(faits: DossierFacts, found: tuple[Avancement, ...]) -> Avancement | None:
    """Return the document that the team works on: that of the stage, or the first not full."""
    of_stage = [one for one in found if one.etape and one.etape is faits.cpts.etape]
    unfinished = [one for one in found if not one.complet]
    return next(iter((*of_stage, *unfinished, *found)), None)
