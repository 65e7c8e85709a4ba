"""Read a list of CPTS, say what became of each line, and put it in place for the whole instance."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from maillage.core.territoire.communes import departement_of
from maillage.opendata import parties
from maillage.opendata.cpts import dessins, liste
from maillage.opendata.cpts.lieux import LigneComprise, Pris, Sort, comprendre, departement
from maillage.opendata.cpts.liste import LigneEcrite
from maillage.opendata.cpts.surfaces import Communes
from maillage.opendata.refus import SourceRefusee
from maillage.opendata.suivi import Suivi, silence
from maillage.reference import cog
from maillage.reference.cog.noms import plain
from maillage.territoires import contours
from maillage.territoires.cpts import nom_reduit
from maillage.territoires.ecriture_cpts import CptsLue, en_place, installer_cpts, signer
from maillage.territoires.fiche_cpts import FicheCpts

NON_DITE: Final = "licence non dite"
WHOLE: Final = 0.75  # of the surface of a commune: it is taken whole
SOME: Final = 0.25  # less, it is only touched by a border drawn otherwise
SURE: Final = 0.05  # on both sides, nothing is worth saying
_CENT: Final = 100
_BAD: Final = 0.5  # of the lines set aside: it is not the right file, or the right column
CONTOURS: Final = "maillage importer contours FICHIER"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandeCpts:
    """A file to import, and what the person says of it that nothing in it says."""

    chemin: Path
    on: date
    ecrire: bool = True
    editeur: str | None = None
    adresse: str = ""
    licence: str | None = None
    jour: date | None = None
    champ: str | None = None
    departements: tuple[str, ...] | None = None  # None: found out; (): none is described
    suivi: Suivi = silence


@dataclass(frozen=True, slots=True, kw_only=True)
class RapportCpts:
    """What an import found, and what it did."""

    fiche: FicheCpts
    lignes: tuple[LigneComprise, ...]  # replaced or set aside; the others need no word
    lues: int
    sans_contour: tuple[str, ...]  # communes that a drawn outline cannot be compared with
    remarques: tuple[str, ...]
    deja: bool
    ecrit: bool

    @property
    def ecartees(self) -> tuple[LigneComprise, ...]:
        return tuple(one for one in self.lignes if one.sort is Sort.ECARTEE)

    def as_data(self) -> dict[str, Any]:
        """Return it under its French keys."""
        return {
            **self.fiche.as_data(),
            "edition": self.fiche.edition,
            "lues": self.lues,
            "lignes": [
                {
                    "numero": one.ligne.numero,
                    "feuille": one.ligne.feuille or None,
                    "texte": one.ligne.texte,
                    "sort": str(one.sort),
                    "raison": one.raison,
                }
                for one in self.lignes
            ],
            "sans_contour": list(self.sans_contour),
            "remarques": list(self.remarques),
            "deja": self.deja,
            "ecrit": self.ecrit,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lu:
    """What a file holds, understood."""

    lignes: list[LigneComprise]
    sources: tuple[str, ...] = ()
    jour: date | None = None
    par_surface: bool = False
    sans_contour: tuple[str, ...] = ()


def importer_cpts(demande: DemandeCpts) -> RapportCpts:
    """Import a list: the former list of the same publisher answers until the new one is in place."""
    read = _drawn(demande) if _is_json(demande.chemin) else _listed(demande)
    kept = _cpts(read.lignes)
    aside = [one for one in read.lignes if one.sort is Sort.ECARTEE]
    if not kept or len(aside) > _BAD * len(read.lignes):
        first = f" ; la première : {aside[0].raison}" if aside else ""
        why = f"{len(aside)} lignes sur {len(read.lignes)} ne donnent aucune commune{first}"
        raise SourceRefusee(demande.chemin.name, "", why)
    fiche, remarks = _fiche(demande, read, kept, aside)
    already = en_place(fiche)
    if demande.ecrire and not already:
        installer_cpts(fiche, kept)
    return RapportCpts(
        fiche=fiche,
        lignes=tuple(one for one in read.lignes if one.sort is not Sort.PRISE),
        lues=len(read.lignes),
        sans_contour=read.sans_contour,
        remarques=remarks,
        deja=already,
        ecrit=demande.ecrire and not already,
    )


def _is_json(path: Path) -> bool:
    with parties.ouvrir(path) as part, part.ouvrir() as stream:
        return stream.read(200).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def _listed(demande: DemandeCpts) -> _Lu:
    found = liste.lire(demande.chemin, demande.suivi)
    return _Lu(
        lignes=comprendre(found.lignes), sources=tuple(sorted(found.sources)), jour=found.jour
    )


def _drawn(demande: DemandeCpts) -> _Lu:
    """Find the communes under each outline; without the outlines of communes, it cannot be."""
    outlines = contours()
    if outlines is None:
        why = f"pour chercher les communes sous ces contours, installez d’abord les leurs : {CONTOURS}"
        raise SourceRefusee(demande.chemin.name, "", why)
    drawn = dessins.lire(demande.chemin, demande.champ)
    codes = [code for code in cog.table().codes() if outlines.connue(code)]
    places = Communes(outlines, codes)
    lines: list[LigneComprise] = []
    for rank, one in enumerate(drawn):
        demande.suivi("contours", rank)
        lines += _under(one, places.parts(one.anneaux))
    missing = set(cog.table().codes()) - set(codes)
    return _Lu(lignes=lines, par_surface=True, sans_contour=tuple(sorted(missing)))


def _under(drawn: dessins.Dessin, parts: Mapping[str, float]) -> Iterable[LigneComprise]:
    """Return the communes of an outline; what is neither nearly whole nor nearly nothing is said."""
    found = False
    for code, share in parts.items():
        if share <= SURE:
            continue
        commune = cog.table().commune(code)
        line = _drawn_line(drawn, code, commune.nom if commune else "")
        percent = f"{round(_CENT * share)} % de sa surface est sous le contour"
        found = found or share >= SOME
        if share >= WHOLE:
            doubt = share < 1 - SURE
            sort = Sort.REMPLACEE if doubt else Sort.PRISE
            why = f"{percent} : prise en entier" if doubt else ""
            yield LigneComprise(ligne=line, sort=sort, pris=((code, None),), raison=why)
        elif share >= SOME:
            gave = ((code, f"partie de {drawn.nom}"),)
            why = f"{percent} : prise en partie"
            yield LigneComprise(ligne=line, sort=Sort.REMPLACEE, pris=gave, raison=why)
        else:
            why = f"{percent} : laissée"
            yield LigneComprise(ligne=line, sort=Sort.REMPLACEE, raison=why)
    if not found:
        why = "aucune commune n’est sous ce contour"
        yield LigneComprise(ligne=_drawn_line(drawn, "", ""), sort=Sort.ECARTEE, raison=why)


def _drawn_line(drawn: dessins.Dessin, code: str, commune: str) -> LigneEcrite:
    return LigneEcrite(
        numero=drawn.numero,
        feuille="",
        cpts=drawn.nom,
        identifiant=drawn.identifiant,
        code=code,
        commune=commune,
        partie="",
        departement="",
        dessin=True,
    )


# --- from lines to CPTS ---------------------------------------------------------------------------


def _cpts(lines: Iterable[LigneComprise]) -> list[CptsLue]:
    """Put the lines of a CPTS together: one name, one number when there is one."""
    groups: dict[tuple[str, str, int], tuple[str, dict[Pris, None]]] = {}
    for one in lines:
        drawn = one.ligne.numero if one.ligne.dessin else 0  # two outlines are two CPTS
        key = (nom_reduit(one.ligne.cpts), one.ligne.identifiant, drawn)
        _, taken = groups.setdefault(key, (one.ligne.cpts, {}))
        taken.update(dict.fromkeys(one.pris))
    return [
        _one(name, number, list(taken)) for (_, number, _), (name, taken) in groups.items() if taken
    ]


def _one(name: str, number: str, taken: Sequence[Pris]) -> CptsLue:
    """All the communes déléguées of a commune make it whole; a part of a whole is nothing more."""
    whole = {code for code, part in taken if part is None}
    parts: dict[str, list[str]] = {}
    for code, part in taken:
        if part is not None and code not in whole:
            parts.setdefault(code, []).append(part)
    for code, names in list(parts.items()):
        former = {plain(one) for one in cog.table().deleguees(code)}
        if former and former <= {plain(one) for one in names}:
            whole.add(code)
            del parts[code]
    return CptsLue(
        nom=name,
        identifiant=number,
        communes=tuple(sorted(whole)),
        parties=tuple(sorted((code, one) for code, names in parts.items() for one in names)),
    )


def _fiche(
    demande: DemandeCpts, read: _Lu, kept: Sequence[CptsLue], aside: Sequence[LigneComprise]
) -> tuple[FicheCpts, tuple[str, ...]]:
    remarks = []
    publisher = demande.editeur or (read.sources[0] if len(read.sources) == 1 else "")
    if not publisher:
        publisher = demande.chemin.name.split(".")[0]
        remarks.append(
            f"L’éditeur n’est pas dit : « {publisher} » le remplace. Dites-le avec --editeur."
        )
    day = demande.jour or read.jour
    if day is None:
        remarks.append(
            "La date de la liste n’est pas dite : c’est celle de l’import. Dites-la avec --date."
        )
    described, doubtful = _described(kept, aside)
    if demande.departements is not None:
        described = set(demande.departements)
    elif doubtful:
        remarks.append(
            f"Des lignes sont écartées : {', '.join(sorted(doubtful))} n’est pas tenu pour décrit en "
            "entier, et rien n’y sera dit « sans CPTS »."
        )
    remarks += _homonyms(kept)
    fiche = FicheCpts(
        fichier=demande.chemin.name,
        empreinte=parties.empreinte(demande.chemin),
        contenu="",
        editeur=publisher,
        adresse=demande.adresse,
        licence=demande.licence or NON_DITE,
        jour=day or demande.on,
        importe_le=demande.on,
        cpts=len(kept),
        communes=len({code for one in kept for code in (*one.communes, *dict(one.parties))}),
        departements=tuple(sorted(described)),
        par_surface=read.par_surface,
    )
    return signer(fiche, kept), tuple(remarks)


def _homonyms(kept: Sequence[CptsLue]) -> list[str]:
    """Say which CPTS is perhaps two that bear one name, for it lies in two régions far apart."""
    table = cog.table()
    found = []
    for one in kept:
        places = {departement_of(code) for code in (*one.communes, *dict(one.parties))}
        around = {known.region for code in places if (known := table.departement(code))}
        if len(around) > 1 and len(places) > 2:
            listed = ", ".join(sorted(places))
            found.append(
                f"« {one.nom} » est dans les départements {listed} : si deux CPTS portent ce nom, donnez "
                "à chacune un identifiant."
            )
    return found


def _described(
    kept: Sequence[CptsLue], aside: Sequence[LigneComprise]
) -> tuple[set[str], set[str]]:
    """Return the départements where the CPTS of the list are at home, and those that are doubtful.

    A CPTS that goes over a border says nothing of all the others beyond it.
    """
    homes = {nom_reduit(one.nom): _home(one) for one in kept}
    doubtful = {
        home
        for one in aside
        if (home := departement(one.ligne.departement) or homes.get(nom_reduit(one.ligne.cpts)))
    }
    return set(homes.values()) - doubtful, doubtful


def _home(one: CptsLue) -> str:
    places = Counter(departement_of(code) for code in (*one.communes, *dict(one.parties)))
    return max(sorted(places), key=lambda code: places[code])
