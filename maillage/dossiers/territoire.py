"""The territory of a dossier read with the tables of a day, and the région that leads it."""

from dataclasses import dataclass
from datetime import date

from maillage.core.facts import DossierFacts, Territoire
from maillage.core.territoire import Alentours, Perimetre, TerritoireAnalyse, analyser, perimetre
from maillage.reference import cog, regions
from maillage.reference.aci import PROJET_2019, bareme_taille
from maillage.reference.finess import categories_finess
from maillage.territoires import adjacence
from maillage.territoires.cpts import CptsConnues, Nous, connues
from maillage.territoires.etablissements import etablissements

COORDONNEES = frozenset({"msp", "centre_sante"})  # types of reference/etablissements.yaml


@dataclass(frozen=True, kw_only=True)
class Ailleurs:
    """All the CPTS that are known, and which of them asks."""

    connues: CptsConnues
    cle: str = ""  # of the published perimeter of the dossier that asks


def analyse(territoire: Territoire, *, on: date) -> TerritoireAnalyse:
    """Read the communes with today's table and the size scales of that day."""
    return analyser(territoire, cog.table(), bareme_taille(on), bareme_taille(on, PROJET_2019))


def forme(analysed: TerritoireAnalyse) -> Perimetre | None:
    """Read its blocks, holes and neighbours; None: no adjacency is installed, nothing is known."""
    installed = adjacence()
    return perimetre(analysed.communes_touchees, installed) if installed else None


def repertoire(analysed: TerritoireAnalyse) -> tuple[str, ...] | None:
    """Return the maisons and centres de santé that FINESS lists here; None: it is not installed."""
    installed = etablissements()
    if installed is None:
        return None
    counted = {one.code for one in categories_finess().categories if one.type in COORDONNEES}
    codes = {line.commune.code for line in analysed.lignes}
    codes |= {one for code in codes for one in cog.table().arrondissements(code)}
    return tuple(one.nom for one in installed.dans(sorted(codes)) if one.categorie in counted)


def nous(dossier: DossierFacts, cle: str = "") -> Nous:
    """Say by what a list may name this CPTS."""
    structure = dossier.structure
    return Nous(nom=dossier.cpts.nom or "", numeros=(structure.finess, structure.siret), cle=cle)


def autour(
    dossier: DossierFacts,
    analysed: TerritoireAnalyse,
    shape: Perimetre | None,
    ailleurs: Ailleurs | None = None,
) -> Alentours | None:
    """Read the other CPTS around; None: none is known. A command knows the installed lists only."""
    found = ailleurs or Ailleurs(connues=connues())
    return found.connues.autour(analysed, shape, adjacence(), nous(dossier, found.cle))


def region(dossier: DossierFacts, analysed: TerritoireAnalyse) -> str | None:
    """Return the région that the team named, else the one where most of the inhabitants live."""
    if dossier.cpts.region:
        return dossier.cpts.region
    code = analysed.regions[0].code if analysed.regions else None
    found = regions.par_code_insee(code) if code else None
    return found.sigle if found else None
