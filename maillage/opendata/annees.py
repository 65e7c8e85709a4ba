"""Sources whose file holds several years, or a part of what the source says.

An edition for each year; the latest becomes the current one, unless a later one is in place. A file
that holds one profession, or one région, keeps beside it what the edition in place says of others.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from maillage.core.territoire.communes import departement_of
from maillage.opendata import parties
from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.importation import (
    Lecture,
    Preparee,
    Remplir,
    ancienne,
    comparer,
    connue,
    meme,
    poser,
    preparer,
    recente,
)
from maillage.opendata.recodage import Recodage
from maillage.opendata.refus import SourceRefusee
from maillage.opendata.releve import Releve
from maillage.territoires.lieux import maille
from maillage.territoires.mesures import MesuresInstallees, annees, mesures

_TABLE: Final = "CREATE TABLE fichiers (partie TEXT PRIMARY KEY, nom TEXT, empreinte TEXT)"
_SHOWN: Final = 5

Fichiers = dict[str, tuple[str, str]]  # part of an edition → name and fingerprint of its file
Garder = Callable[[str, str], bool]  # is this measure of this place the base’s to say?
Joindre = Callable[[Preparee, Mapping[int, MesuresInstallees]], Preparee]


def seule(ready: Preparee, _held: Mapping[int, MesuresInstallees]) -> Preparee:
    """Keep nothing of another edition."""
    return ready


def autres_mesures(ready: Preparee, held: Mapping[int, MesuresInstallees]) -> Preparee:
    """Keep the other measures of the same year: each workbook holds one profession."""
    base = held.get(ready.fiche.millesime)
    own = frozenset(ready.releve.mesures)
    return _joined(ready, base, own, lambda _place, name: name not in own)


def autres_lieux(ready: Preparee, held: Mapping[int, MesuresInstallees]) -> Preparee:
    """Keep the places that the file does not speak of: each file holds a région, or a few."""
    base = mesures(ready.fiche.source)
    own = ready.releve.lieux
    parts = frozenset(map(departement_of, own))
    return _joined(ready, base, parts, lambda place, _name: place not in own)


def autres_lieux_de_l_annee(ready: Preparee, held: Mapping[int, MesuresInstallees]) -> Preparee:
    """Keep the places that the file does not speak of, when they are of the same year."""
    own = ready.releve.lieux
    parts = frozenset(map(departement_of, own))
    base = held.get(ready.fiche.millesime)
    return _joined(ready, base, parts, lambda place, _name: place not in own)


def conduire_annees(
    source: str,
    demande: Demande,
    lire: Callable[[Demande], Mapping[int, Lecture]],
    *,
    joindre: Joindre = seule,
) -> Rapport:
    """Read a file, prepare each of its years, and only then put them in place; report the latest."""
    demande.suivi("empreinte", 0)
    digest = parties.empreinte(demande.chemin)
    read = _asked(demande, lire(demande))
    held = annees(source)
    ready = [
        joindre(preparer(source, replace(demande, millesime=year), read[year], digest), held)
        for year in sorted(read)
    ]
    latest = ready[-1]
    newest = recente(latest)
    if newest and joindre is seule:
        comparer(demande, latest.rapport)
    for one in ready[:-1]:
        poser(demande, connue(one), courante=False)
    report = poser(demande, latest if newest else connue(latest), courante=newest)
    if len(ready) > 1:
        years = ", ".join(str(one.fiche.millesime) for one in ready)
        said = f"Une édition par année : {years}."
        report = replace(report, remarques=(*report.remarques, said))
    return report if newest else ancienne(report)


def _asked(demande: Demande, read: Mapping[int, Lecture]) -> Mapping[int, Lecture]:
    kept = {year: one for year, one in read.items() if one.gardees}
    if not kept:
        raise SourceRefusee(demande.chemin.name, "", "aucune ligne à garder n’y est")
    if demande.millesime is None or len(kept) == 1:
        return kept
    if demande.millesime not in kept:
        given = ", ".join(map(str, sorted(kept)))
        why = f"l’année {demande.millesime} n’y est pas ({given})"
        raise SourceRefusee(demande.chemin.name, "", why)
    return {demande.millesime: kept[demande.millesime]}


# --- several files make an edition ----------------------------------------------------------------


def _joined(
    ready: Preparee, base: MesuresInstallees | None, parts: Iterable[str], keep: Garder
) -> Preparee:
    """Add what the base says beside; the fingerprint becomes that of all the files together."""
    own = (ready.fiche.fichier, ready.fiche.empreinte)
    files: Fichiers = dict.fromkeys(parts, own)
    releve = ready.releve
    if base is not None:
        files = {**_files(base), **files}
        releve = _with(releve, base, keep)
    names = list(dict.fromkeys(name for name, _ in files.values()))
    year = ready.fiche.millesime
    fiche = replace(
        ready.fiche,
        empreinte=_digest(files),
        fichier=", ".join(names[:_SHOWN]) + ("…" if len(names) > _SHOWN else ""),
        mesures=releve.mesures,
        lieux=len(releve.lieux),
        mailles=tuple(dict.fromkeys((*ready.fiche.mailles, *(base.fiche.mailles if base else ())))),
        millesime=max(year, base.fiche.millesime) if base else year,
    )
    report = replace(
        ready.rapport,
        fiche=fiche,
        communes=sum(maille(place) == "commune" for place in releve.lieux),
        sans=tuple(code for code in ready.rapport.sans if code not in releve.lieux),
        deja=base is not None and meme(base.fiche, fiche),
    )
    fill = _filling(ready.remplir, files)
    return replace(ready, fiche=fiche, releve=releve, rapport=report, remplir=fill)


def _with(own: Releve, base: MesuresInstallees, keep: Garder) -> Releve:
    """Return the figures read, with those of the base that they do not speak of."""
    others = [name for name in base.fiche.mesures if name not in own.rangs]
    found = Releve((*own.mesures, *others), ())
    for place in own.lieux:
        row = found.ouvrir(place)
        for rank, value in enumerate(own.lieux[place]):
            row[rank] = value
        found.statuts[place] = dict(own.statuts.get(place, {}))
    places = [row[0] for row in base.connexion().execute("SELECT lieu FROM mesures")]
    for place, values in base.lire(places, base.fiche.mesures).items():
        for name, held in values.items():
            if keep(place, name):
                given = held.statut if held.valeur is None else held.valeur
                found.poser(place, found.rangs[name], given)
    return found


def _files(base: MesuresInstallees) -> Fichiers:
    """Return the files that an edition is made of; one that says nothing of it is made of its own."""
    try:
        rows = base.connexion().execute("SELECT partie, nom, empreinte FROM fichiers").fetchall()
    except sqlite3.Error:
        return {"": (base.fiche.fichier, base.fiche.empreinte)}
    return {part: (name, digest) for part, name, digest in rows}


def _digest(files: Fichiers) -> str:
    """Return the fingerprint of one file, or one for several, whatever the order they came in."""
    digests = {digest for _, digest in files.values()}
    if len(digests) == 1:
        return digests.pop()
    told = "\n".join(f"{part} {digest}" for part, (_, digest) in sorted(files.items()))
    return hashlib.sha256(told.encode()).hexdigest()


def _filling(remplir: Remplir | None, files: Fichiers) -> Remplir:
    def fill(connection: sqlite3.Connection, moved: Recodage) -> None:
        if remplir is not None:
            remplir(connection, moved)
        connection.execute(_TABLE)
        rows = [(part, name, digest) for part, (name, digest) in sorted(files.items())]
        connection.executemany("INSERT INTO fichiers VALUES (?, ?, ?)", rows)

    return fill
