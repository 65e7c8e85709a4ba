"""An invented RPPS extract, to the layout that the ANS publishes, with every trap it is known for.

Seeded: the same `graine` gives the same bytes. Real communes, invented people. 2 291 290 rows take
some twenty seconds and 0.8 GB.
"""

import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Final

from maillage.reference.cog import FOLDER

ENTETE: Final = (
    "Type d'identifiant PP|Identifiant PP|Identification nationale PP|Code civilité d'exercice|"
    "Libellé civilité d'exercice|Code civilité|Libellé civilité|Nom d'exercice|Prénom d'exercice|"
    "Code profession|Libellé profession|Code catégorie professionnelle|"
    "Libellé catégorie professionnelle|Code type savoir-faire|Libellé type savoir-faire|"
    "Code savoir-faire|Libellé savoir-faire|Code mode exercice|Libellé mode exercice|"
    "Numéro SIRET site|Numéro SIREN site|Numéro FINESS site|Numéro FINESS établissement juridique|"
    "Identifiant technique de la structure|Raison sociale site|Enseigne commerciale site|"
    "Complément destinataire (coord. structure)|Complément point géographique (coord. structure)|"
    "Numéro Voie (coord. structure)|Indice répétition voie (coord. structure)|"
    "Code type de voie (coord. structure)|Libellé type de voie (coord. structure)|"
    "Libellé Voie (coord. structure)|Mention distribution (coord. structure)|"
    "Bureau cedex (coord. structure)|Code postal (coord. structure)|Code commune (coord. structure)|"
    "Libellé commune (coord. structure)|Code pays (coord. structure)|Libellé pays (coord. structure)|"
    "Téléphone (coord. structure)|Téléphone 2 (coord. structure)|Télécopie (coord. structure)|"
    "Adresse e-mail (coord. structure)|Code Département (structure)|Libellé Département (structure)|"
    "Ancien identifiant de la structure|Autorité d'enregistrement|Code secteur d'activité|"
    "Libellé secteur d'activité|Code section tableau pharmaciens|Libellé section tableau pharmaciens|"
    "Code rôle|Libellé rôle|Code genre activité|Libellé genre activité|\n"
)
# Code and label, authority, share of the people.
_PROFESSIONS: Final = (
    ("60|Infirmier", "ONI/ONI/ONI", 620),
    ("10|Médecin", "CNOM/CNOM/CNOM", 300),
    ("70|Masseur-Kinésithérapeute", "CNOMK/CNOMK/CNOMK", 120),
    ("21|Pharmacien", "CNOP/CNOP/CNOP", 110),
    ("93|Psychologue", "ARS/ARS/ARS", 90),
    ("35|Aide-soignant", "ARS/ARS/ARS", 90),
    ("40|Chirurgien-Dentiste", "CNOCD/CNOCD/CNOCD", 55),
    ("91|Orthophoniste", "ARS/ARS/ARS", 32),
    ("50|Sage-Femme", "CNOSF/CNOSF/CNOSF", 27),
    ("28|Opticien-Lunetier", "ARS/ARS/ARS", 25),
    ("80|Pédicure-Podologue", "CNOPP/CNOPP/CNOPP", 16),
)
_SAVOIR_FAIRE: Final = (
    "S|Spécialité ordinale|SM54|Médecine Générale",
    "S|Spécialité ordinale|SM53|Spécialiste en Médecine Générale",
    "S|Spécialité ordinale|SM26|Qualifié en Médecine Générale",
    "S|Spécialité ordinale|SM04|Cardiologie et maladies vasculaires",
    "S|Spécialité ordinale|SM38|Ophtalmologie",
    "S|Spécialité ordinale|SM40|Pédiatrie",
    "S|Spécialité ordinale|SM42|Psychiatrie",
    "CAPA|Capacité|C40|Capacité en Médecine d'urgence",
)
_VILLE: Final = (
    "SA07|Cabinet individuel",
    "SA08|Cabinet de groupe",
    "SA09|Exercice en société",
    "SA52|Maison de santé",
    "SA05|Centre de santé",
)
_HOPITAL: Final = ("SA01|Etablissement public de santé", "SA04|Etablissement privé PSPH")
_CATEGORIES: Final = ("C|Civil", "E|Etudiant", "M|Militaire")
_NOMS: Final = ("MARTIN", "BERNARD", "LE GALL", "D'ARCY", "MÜLLER", "N'GUYEN", "SAINT-LÉGER", "ROY")
_PRENOMS: Final = ("CÉLINE", "LUC", "ANNE-MARIE", "JEAN", "AÏCHA", "ÉLODIE", "PIERRE", "MAËL")
_SYLLABES: Final = ("BA", "CHE", "DU", "FO", "GRI", "LA", "MON", "NEU", "PE", "RO", "SAU", "TER")
_VIDE: Final = "|" * 27  # no structure at all: 28 empty fields


def lignes(combien: int, graine: int = 53) -> Iterator[str]:
    """Yield the header, then `combien` rows."""
    dice = random.Random(graine)  # noqa: S311 -- invented people, not a secret
    sites = _sites(dice, max(20, min(combien // 5, 300_000)))
    weights = list(accumulate(share for _, _, share in _PROFESSIONS))
    yield ENTETE
    left, number = combien, 0
    while left > 0:
        number += 1
        rows = _personne(dice, number, dice.choices(_PROFESSIONS, cum_weights=weights)[0], sites)
        yield from rows[:left]
        left -= len(rows)


def ecrire(path: Path, combien: int, graine: int = 53) -> None:
    """Write the file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lignes(combien, graine))


def _personne(
    dice: random.Random, number: int, job: tuple[str, str, int], sites: list[tuple[str, bool]]
) -> list[str]:
    """Return the rows of somebody: one by activity and by savoir-faire."""
    profession, authority, _ = job
    rpps = f"10{number * 7 % 1_000_000_000:09}"
    nom = f"{dice.choice(_NOMS)} {dice.choice(_SYLLABES)}{dice.choice(_SYLLABES)}"
    if number % 997 == 0:
        nom = dice.choice((f'"{nom}', f'{nom[:3]}"{nom[3:]}', f'LE "{nom}" DIT', f'{nom}"'))
    luck = dice.random()
    category = _CATEGORIES[0 if luck < 0.9 else 1 if luck < 0.985 else 2]
    title = "DR|Docteur" if profession.startswith("10") else "|"
    head = (
        f"8|{rpps}|8{rpps}|{title}|MME|Madame|{nom}|{dice.choice(_PRENOMS)}|{profession}|{category}"
    )
    skills = ["|||"]
    if profession.startswith("10"):
        skills = dice.sample(_SAVOIR_FAIRE, 2) if dice.random() < 0.12 else [_savoir_faire(dice)]
    places = dice.choices((1, 2, 3), (80, 16, 4))[0]
    rows = []
    for _ in range(places):
        tail = _activite(dice, profession, authority, sites)
        rows += [f"{head}|{skill}|{tail}" for skill in skills]
    return rows


def _savoir_faire(dice: random.Random) -> str:
    return dice.choices(_SAVOIR_FAIRE[:7], (30, 20, 10, 10, 10, 10, 10))[0]


def _activite(
    dice: random.Random, profession: str, authority: str, sites: list[tuple[str, bool]]
) -> str:
    if dice.random() < 0.06:
        return f"|||{_VIDE[1:]}|{authority}|||||||||\n"
    structure, hospital = dice.choice(sites)
    if hospital:
        mode, sector = "S|Salarié", dice.choice(_HOPITAL)
    elif profession.startswith("21"):
        mode, sector = dice.choice(("L|Libéral", "S|Salarié")), "SA33|Pharmacie d'officine"
    else:
        sector = dice.choice(_VILLE)
        mode = "S|Salarié" if sector.startswith("SA05") else "L|Libéral"
        if dice.random() < 0.01:
            mode = "B|Bénévole"
    section = "A|Pharmaciens titulaires d'officine" if sector.startswith("SA33") else "|"
    return f"{mode}|{structure}|{authority}|{sector}|{section}|FON-AU|Autre fonction|GENR01|Activité standard de soin ou de pharmacien|\n"


def _sites(dice: random.Random, combien: int) -> list[tuple[str, bool]]:
    """Return the structures, each the 28 columns from SIRET to « Ancien identifiant »."""
    table = (FOLDER / "communes.tsv").read_text(encoding="utf-8").splitlines()[1:]
    table += (FOLDER / "arrondissements.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in table]
    rows = [row for row in rows if len(row) > 4 and row[3] and row[4]]
    drawn = dice.choices(rows, [int(row[4]) + 200 for row in rows], k=combien)
    return [_site(dice, rank, row) for rank, row in enumerate(drawn)]


def _site(dice: random.Random, rank: int, row: list[str]) -> tuple[str, bool]:
    code, nom, parent, postaux = row[:4]
    postal = dice.choice(postaux.split())
    hospital = dice.random() < 0.25
    finess = f"{code[:2]}{rank % 10_000_000:07}" if hospital or dice.random() < 0.2 else ""
    written = parent if parent in ("75056", "13055", "69123") and dice.random() < 0.5 else code
    bureau, place = f"{postal} {nom.upper()}", f"{written}|{nom}|99000|France"
    luck = dice.random()
    if luck < 0.05:  # a special delivery, whose postal code is nobody's
        postal = f"{code[:2]}{900 + rank % 99:03}"
        bureau = f"{postal} {nom.upper()} CEDEX {rank % 20 or ''}".rstrip()
        place = f"|{nom}|99000|France" if luck < 0.025 else place
    elif luck < 0.13:
        place = f"||{'99000' if luck < 0.09 else ''}|{'France' if luck < 0.09 else ''}"
    elif luck < 0.15:
        postal, bureau, place = "", "1211 GENEVE 4", "||99140|SUISSE"
    elif luck < 0.153:
        place = f"{dice.choice(('01015', '59355', '14697'))}|{nom}|99000|France"
    name = "CENTRE HOSPITALIER INTERCOMMUNAL" if hospital else f"CABINET DU CENTRE {rank}"
    street = f"{rank % 300}||R|Rue|DU GENERAL DE GAULLE|"
    mail = f"contact{rank}@exemple.fr" if rank % 3 == 0 else ""
    return (
        f"|{rank:09}|{finess}||R1{rank:013}|{name}||||{street}|{bureau}|{postal}|{place}|"
        f"04{rank % 100_000_000:08}|||{mail}|{code[:2]}||31{rank:013}"
    ), hospital


if __name__ == "__main__":
    import sys

    ecrire(Path(sys.argv[1]), int(sys.argv[2]))
