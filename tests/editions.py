"""Small editions of the census and of access to doctors, with figures that can be checked by hand."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from maillage.core.diagnostic import CLASSES
from maillage.territoires.ecriture_mesures import Ligne, installer_mesures
from maillage.territoires.fiche_mesures import FicheMesures
from maillage.territoires.lieux import departement
from maillage.territoires.mesures import Statut

FICHE = FicheMesures(
    source="rp_age",
    fichier="base-cc-evol-struct-pop-2022.CSV",
    empreinte="a" * 64,
    editeur="Insee",
    adresse="",
    licence="Licence Ouverte 2.0",
    millesime=2022,
    importe_le=date(2026, 11, 26),
    mesures=(),
    mailles=("commune",),
    lieux=0,
    lignes=0,
)


def recensement(codes: Iterable[str], *, annee: int = 2022, jeunes: int = 20) -> None:
    """Install a census where each commune holds 100 people: `jeunes` children, 10 of 90 or more."""
    year = f"p{annee % 100}_"
    shares = dict.fromkeys(CLASSES, (100 - jeunes - 10) / 5) | {"0014": jeunes, "90p": 10}
    named = {f"{year}pop": 100.0, "p16_pop": 80.0}
    named |= {f"{year}pop{end}": float(share) for end, share in shares.items()}
    named |= {f"p16_pop{end}": 0.8 * share for end, share in shares.items()}
    named |= {f"{year}{sex}{end}": share / 2 for sex in "fh" for end, share in shares.items()}
    lines: list[Ligne] = [(code, dict(named)) for code in codes]
    lines.append((departement("43"), {name: 10 * value for name, value in named.items()}))
    fiche = replace(FICHE, millesime=annee, empreinte=f"{annee}".ljust(64, "a"))
    installer_mesures(replace(fiche, mesures=tuple(named)), lines)


def acces(values: dict[str, float | Statut]) -> None:
    """Install the access to general practitioners of some communes, each for 100 people."""
    lines: list[Ligne] = [
        (code, {"apl_mg": value, "popstd_mg": 100.0, "ptot_mg": 100.0})
        for code, value in values.items()
    ]
    names = ("apl_mg", "popstd_mg", "ptot_mg")
    installer_mesures(
        replace(FICHE, source="apl", fichier="apl.xlsx", editeur="Drees", mesures=names), lines
    )
