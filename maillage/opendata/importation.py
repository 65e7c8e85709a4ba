"""From what an importer read to an edition in place and a report: the same steps for every source."""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from maillage.opendata import agregats, parties
from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.recodage import Recodage, recoder
from maillage.opendata.refus import SourceRefusee
from maillage.opendata.releve import Releve
from maillage.reference import cog
from maillage.reference.sources_ouvertes import SourceOuverte, sources_ouvertes
from maillage.territoires.ecriture_mesures import installer_mesures
from maillage.territoires.fiche_mesures import FicheMesures
from maillage.territoires.lieux import maille
from maillage.territoires.mesures import Statut, mesures

Remplir = Callable[[sqlite3.Connection, Recodage], None]

_MAILLES: Final = ("commune", "departement", "region", "france")
PLUS_RECENTE: Final = (
    "Une année plus récente est en place : elle reste celle que les pages montrent."
)
_TOLD: Final = 3  # sums told one by one
_HALF: Final = 2  # a file of less than half the lines of the one in place must be meant


@dataclass(slots=True, kw_only=True)
class Lecture:
    """What an importer read of a file."""

    releve: Releve
    millesime: int
    lues: int
    gardees: int
    geographie: int | None = None  # year of the communes of the file, when the source says it
    remplir: Remplir | None = None  # tables of the source's own
    remarques: list[str] = field(default_factory=list)
    contrat: int = 1  # version of the reading of this source
    empreinte: str | None = None  # None: the reading did not come upon it
    recoder: bool = True
    completer: bool = True
    attendues: bool = False  # are communes without a line told, though nothing is added up?


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparee:
    """An edition, checked and ready to be put in place."""

    fiche: FicheMesures
    releve: Releve
    moved: Recodage
    rapport: Rapport
    remplir: Remplir | None


def conduire(source: str, demande: Demande, lire: Callable[[Demande], Lecture]) -> Rapport:
    """Read a file, bring it to the communes of today, put it in place, and report."""
    read = lire(demande)
    demande.suivi("empreinte", read.lues)
    digest = read.empreinte or parties.empreinte(demande.chemin)
    ready = preparer(source, demande, read, digest)
    if not recente(ready):
        return ancienne(poser(demande, connue(ready), courante=False))
    comparer(demande, ready.rapport)
    return poser(demande, ready)


def preparer(source: str, demande: Demande, read: Lecture, digest: str) -> Preparee:
    """Bring what was read to the communes of today; refuse what holds nothing of them."""
    path = demande.chemin
    if not read.gardees:
        raise SourceRefusee(path.name, "", "aucune ligne à garder n’y est")
    releve, moved = read.releve, Recodage(annee=read.geographie)
    demande.suivi("communes d’aujourd’hui", read.lues)
    if read.recoder:
        releve, moved = recoder(releve, demande.geographie or read.geographie)
    added, apart = agregats.completer(releve) if read.completer else ((), ())
    read.remarques += _apart(apart)
    fiche = _fiche(source, demande, read, releve, digest)
    report = _rapport(fiche=fiche, read=read, releve=releve, moved=moved, added=added)
    if moved.inconnues and len(moved.inconnues) > len(releve.lieux):
        raise _foreign(path.name, moved)
    return Preparee(fiche=fiche, releve=releve, moved=moved, rapport=report, remplir=read.remplir)


def poser(demande: Demande, ready: Preparee, *, courante: bool = True) -> Rapport:
    """Put an edition in place, unless it is there already or this is a dry run."""
    report = ready.rapport
    if not demande.ecrire or report.deja:
        return report
    demande.suivi("mise en place", report.lues)
    filling = _filling(ready.remplir, report, ready.moved)
    installer_mesures(ready.fiche, ready.releve.lignes(), remplir=filling, courante=courante)
    return replace(report, ecrit=True)


def recente(ready: Preparee) -> bool:
    """Is no later year in place? An older file brings its year, and takes nobody's place."""
    held = mesures(ready.fiche.source)
    return held is None or ready.fiche.millesime >= held.fiche.millesime


def connue(ready: Preparee) -> Preparee:
    """Say whether an edition that will not be the current one is there already."""
    there = mesures(ready.fiche.source, ready.fiche.edition)
    deja = there is not None and meme(there.fiche, ready.fiche)
    return replace(ready, rapport=replace(ready.rapport, deja=deja))


def ancienne(report: Rapport) -> Rapport:
    """Say of an edition that it is not the one shown."""
    return replace(report, precedente=None, remarques=(*report.remarques, PLUS_RECENTE))


def _apart(apart: tuple[str, ...]) -> list[str]:
    """Say that communes do not add up to what the publisher gives: the file may be cut."""
    if not apart:
        return []
    more = f", et {len(apart) - _TOLD} autres" if len(apart) > _TOLD else ""
    return [f"Les communes ne font pas le total de l’éditeur : {' ; '.join(apart[:_TOLD])}{more}."]


def _foreign(name: str, moved: Recodage) -> SourceRefusee:
    shown = ", ".join(moved.inconnues[:3])
    return SourceRefusee(
        name, "", f"{len(moved.inconnues)} codes ne sont pas des communes, dont {shown}"
    )


def _fiche(
    source: str, demande: Demande, read: Lecture, releve: Releve, digest: str
) -> FicheMesures:
    about: SourceOuverte = sources_ouvertes()[source]
    levels = {maille(place) for place in releve.lieux}
    return FicheMesures(
        source=source,
        fichier=demande.chemin.name,
        empreinte=digest,
        editeur=demande.editeur or about.editeur,
        adresse=demande.adresse or about.page,
        licence=demande.licence or about.licence,
        millesime=demande.millesime or read.millesime,
        importe_le=demande.on,
        mesures=releve.mesures,
        mailles=tuple(one for one in _MAILLES if one in levels),
        lieux=len(releve.lieux),
        lignes=read.lues,
        contrat=read.contrat,
        cog=cog.table().millesimes.communes,
    )


def _rapport(
    *,
    fiche: FicheMesures,
    read: Lecture,
    releve: Releve,
    moved: Recodage,
    added: tuple[str, ...],
) -> Rapport:
    counts = releve.compter()
    held = mesures(fiche.source)
    before = held.fiche if held else None
    return Rapport(
        source=fiche.source,
        fiche=fiche,
        lues=read.lues,
        gardees=read.gardees,
        communes=sum(maille(place) == "commune" for place in releve.lieux),
        geographie=moved.annee,
        inconnus=tuple(sorted(moved.inconnues)),
        recodees=dict(sorted(moved.recodees.items())),
        reparties=dict(sorted(moved.reparties.items())),
        sans=agregats.manquantes(releve) if read.completer or read.attendues else (),
        secretes=counts[Statut.SECRETE],
        non_significatives=counts[Statut.NON_SIGNIFICATIVE],
        absentes=counts[Statut.ABSENTE],
        agregats=added,
        remarques=tuple(read.remarques),
        precedente=before.edition if before else None,
        deja=before is not None and meme(before, fiche),
    )


def meme(one: FicheMesures, other: FicheMesures) -> bool:
    """Are they the same file, read the same way, in the same communes?"""
    return (one.edition, one.contrat, one.cog) == (other.edition, other.contrat, other.cog)


def comparer(demande: Demande, report: Rapport) -> None:
    """Refuse what would replace a whole country by a few communes, unless it is meant."""
    held = mesures(report.source)
    if held is None or demande.partiel or not demande.ecrire or report.deja:
        return
    if report.fiche.lignes * _HALF < held.fiche.lignes:
        raise SourceRefusee(
            demande.chemin.name,
            "",
            f"{report.fiche.lignes} lignes seulement, l’édition en place en porte "
            f"{held.fiche.lignes} : ajoutez --partiel si c’est voulu",
        )


def _filling(
    remplir: Remplir | None, report: Rapport, moved: Recodage
) -> Callable[[sqlite3.Connection], None]:
    """Keep the report with the edition, after the tables of the source's own."""

    def fill(connection: sqlite3.Connection) -> None:
        if remplir is not None:
            remplir(connection, moved)
        connection.execute("CREATE TABLE rapport (contenu TEXT NOT NULL)")
        told = json.dumps(report.as_data(), ensure_ascii=False)
        connection.execute("INSERT INTO rapport VALUES (?)", (told,))

    return fill
