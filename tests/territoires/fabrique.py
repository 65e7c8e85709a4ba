"""Small editions of measures for the tests, each with a name of its own."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date

from maillage.territoires.ecriture_mesures import installer_mesures
from maillage.territoires.fiche_mesures import FicheMesures
from maillage.territoires.mesures import Statut

Lignes = Mapping[str, Mapping[str, float | Statut | None]]


def edition(source: str, lignes: Lignes, *, millesime: int = 2022) -> str:
    """Put an edition in place, current; return its name."""
    names = tuple(dict.fromkeys(name for held in lignes.values() for name in held))
    told = json.dumps([source, millesime, lignes], sort_keys=True)
    fiche = FicheMesures(
        source=source,
        fichier=f"{source}.csv",
        empreinte=hashlib.sha256(told.encode()).hexdigest(),
        editeur="Insee",
        adresse="https://exemple.fr",
        licence="Licence Ouverte 2.0",
        millesime=millesime,
        importe_le=date(2026, 11, 26),
        mesures=names,
        mailles=("commune",),
        lieux=len(lignes),
        lignes=len(lignes),
    )
    installer_mesures(fiche, lignes.items())
    return fiche.edition
