"""Rows of the two national directories, to their published layout: people and establishments."""

import csv
from pathlib import Path

from benchmarks.banc import annuaire

NAMES = annuaire.ENTETE.rstrip("|\n").split("|")
PLACE = " (coord. structure)"
HEAD = [
    "nofinesset",
    "nofinessej",
    "rs",
    "rslongue",
    "complrs",
    "compldistrib",
    "numvoie",
    "typvoie",
    "voie",
    "compvoie",
    "lieuditbp",
    "commune",
    "departement",
    "libdepartement",
    "ligneacheminement",
    "telephone",
    "telecopie",
    "categetab",
    "libcategetab",
    "categagretab",
    "libcategagretab",
    "siret",
    "codeape",
    "codemft",
    "libmft",
    "codesph",
    "libsph",
    "dateouv",
    "dateautor",
    "datemaj",
    "numuai",
    "coordxet",
    "coordyet",
    "sourcecoordet",
    "datemaj_geoloc",
]


def row(**said: str) -> str:
    """Return a row; a doctor in a practice of Yssingeaux unless it is said otherwise."""
    usual = {
        "Type d'identifiant PP": "8", "Identifiant PP": "10000000001", "Nom d'exercice": "MARTIN",
        "Prénom d'exercice": "ANNE", "Code profession": "10", "Code catégorie professionnelle": "C",
        "Code savoir-faire": "SM54", "Libellé savoir-faire": "Médecine Générale",
        "Code mode exercice": "L", "Code secteur d'activité": "SA07", f"Code commune{PLACE}": "43268",
        f"Code postal{PLACE}": "43200", f"Bureau cedex{PLACE}": "43200 YSSINGEAUX",
        f"Code pays{PLACE}": "99000", f"Adresse e-mail{PLACE}": "anne@exemple.fr",
        f"Téléphone{PLACE}": "0471000000", f"Libellé Voie{PLACE}": "DES LILAS",
    }  # fmt: skip
    cells = usual | said
    return "|".join(cells.get(name, "") for name in NAMES) + "|\n"


def file(path: Path, *rows: str, head: str = annuaire.ENTETE) -> Path:
    path.write_text(head + "".join(rows), encoding="utf-8")
    return path


def at(place: str, **said: str) -> str:
    """Return a row whose address is « code, postal code, post office, country »."""
    code, postal, bureau, country = place.split("/")
    return row(
        **{f"Code commune{PLACE}": code, f"Code postal{PLACE}": postal},
        **{f"Bureau cedex{PLACE}": bureau, f"Code pays{PLACE}": country},
        **said,
    )


def exposed(path: Path, *rows: dict[str, str]) -> Path:
    """Write the form with headings; a quotation mark is doubled there, as in any CSV."""
    lines = [";".join(HEAD)]
    for row in rows:
        found = (row.get(name, "") for name in HEAD)
        lines.append(
            ";".join(f'"{c.replace(chr(34), chr(34) * 2)}"' if '"' in c else c for c in found)
        )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def rpps(path: Path) -> Path:
    """Write a small extract: what the fuzz of the importers starts from."""
    return file(path, row(), at("/43200/43200 YSSINGEAUX/", **{"Identifiant PP": "10000000002"}))


def finess(path: Path) -> Path:
    """Write a small file of establishments."""
    usual = {"categetab": "603", "libcategetab": "Maison de santé", "departement": "43"}
    rows = ({"nofinesset": f"43000000{n}", "rs": f"MSP {n}", "commune": "268"} for n in range(3))
    return exposed(path, *(usual | one for one in rows))


# The form of Atlasanté, as programs that read it publicly show it: « , », quotation marks.
ATLASANTE = [
    "source", "date_maj", "finess", "finess8", "etat", "date_extract_finess", "rs", "type",
    "ej_finess", "ej_rs", "et_finess", "et_rs", "siren", "siret", "adresse_code_postal",
    "adresse_lib_routage", "telephone", "com_code", "statut_jur_code", "statut_jur_etat",
    "categ_code", "categ_lib", "categ_lib_court", "categ_etat", "san_med", "san_chir", "san_obs",
    "san_smr", "san_psy", "san_urg", "esms_capaTot_inst", "geoloc_precision", "geoloc_4326_long",
    "geoloc_4326_lat", "geoloc_legal_projection",
]  # fmt: skip


def atlasante(path: Path, *rows: dict[str, str], head: list[str] = ATLASANTE) -> Path:
    """Write that form; an open establishment of Yssingeaux unless it is said otherwise."""
    usual = {
        "etat": "ACTUEL", "type": "ET", "date_extract_finess": "2026-05-04", "com_code": "43268",
        "categ_code": "603", "categ_lib": "Maison de santé (L.6223-3)", "san_urg": ".",
        "esms_capaTot_inst": ".", "geoloc_4326_long": "4.12", "geoloc_4326_lat": "45.14",
    }  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        write.writerow(head)
        write.writerows([{**usual, **row}.get(name, "") for name in head] for row in rows)
    return path
