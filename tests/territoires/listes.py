"""Invented lists of CPTS, installed as an import would."""

from datetime import date

from maillage.territoires.ecriture_cpts import CptsLue, installer_cpts, signer
from maillage.territoires.fiche_cpts import FicheCpts
from tests.factories import ON

ARS = "ARS Auvergne-Rhône-Alpes"


def lue(
    nom: str, *codes: str, parties: tuple[tuple[str, str], ...] = (), numero: str = ""
) -> CptsLue:
    return CptsLue(nom=nom, identifiant=numero, communes=codes, parties=parties)


def installer(*ones: CptsLue, departements: tuple[str, ...] = ("43",), editeur: str = ARS) -> None:
    """Install a list that describes these départements."""
    fiche = FicheCpts(
        fichier="liste.csv",
        empreinte="0" * 64,
        contenu="",
        editeur=editeur,
        adresse="",
        licence="Licence Ouverte 2.0",
        jour=date(2026, 3, 1),
        importe_le=ON,
        cpts=len(ones),
        communes=sum(len(one.communes) for one in ones),
        departements=departements,
    )
    installer_cpts(signer(fiche, ones), ones)
