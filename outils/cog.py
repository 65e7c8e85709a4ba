"""Write the table of communes of `maillage/reference/cog` from the registry package that holds it.

Usage: `python outils/cog.py` fetches the package with `npm pack` into a temporary folder;
`python outils/cog.py --paquet FICHIER.tgz` reads one already fetched. Same package, same bytes.
"""

import argparse
import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

NAME = "@etalab/decoupage-administratif"
VERSION = "6.0.0"
INTEGRITY = "sha512-XavYsFlbcM/prKr8hNHPKER94IHw/dsxNM4nxjWMYk6PLFACpEedvn/7wK8Baozm0dCYhWWcf+7bcWpA5pmCaQ=="
COG, POPULATION, EPCI = 2026, 2023, 2025
MAYOTTE = 2017  # the package fills Mayotte from the census of 2017
LIMIT = 2_000_000
FOLDER = Path(__file__).resolve().parents[1] / "maillage" / "reference" / "cog"

ORIGINE = f"""\
# D’où viennent les tables de ce dossier, et de quelle année est chaque chose. Écrit par outils/cog.py.
paquet: "{NAME}"
version: "{VERSION}"
integrite: {INTEGRITY}
publie_le: 2026-03-09
verifie_le: 2026-11-22
licence_donnees: Licence Ouverte (Insee, DGCL, La Poste)
licence_code: MIT
millesimes:
  communes: code officiel géographique au 1er janvier {COG} (Insee)
  population: population municipale {POPULATION} (Insee)
  epci: composition des EPCI à fiscalité propre au 1er janvier {EPCI} (DGCL), et non {COG}
  codes_postaux: base officielle de La Poste, année non dite par le paquet
exceptions:
- "Mayotte : population municipale de {MAYOTTE}, portée comme telle dans communes.tsv"
- "Collectivités d’outre-mer (975, 977, 978, 986, 987, 988) : une population, sans que le paquet en dise l’année ; notée « ? »"
- "Terres australes (984) et Clipperton (989) : aucune population"
- "Collectivités d’outre-mer et quatre îles (22016, 29083, 29155, 85113) : aucun EPCI"
- "Codes disparus : le paquet donne une seule commune par code et aucun nom, même si le territoire a été partagé depuis"
fichiers:
  communes.tsv: code, nom, EPCI, codes postaux, population, année de la population si ce n’est pas {POPULATION}
  arrondissements.tsv: les 45 arrondissements municipaux, la commune à la place de l’EPCI
  anciennes.tsv: code, nature (D déléguée, A associée, X code disparu), communes d’aujourd’hui, nom
  epci.tsv: SIREN, nature juridique, nom
  departements.tsv: code, région, nom
  regions.tsv: code, nom
"""


def main() -> int:
    """Fetch, check, write; return an exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--paquet", type=Path, help="paquet déjà téléchargé")
    parser.add_argument("--vers", type=Path, default=FOLDER, help="dossier à remplir")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = _read(options.paquet or _fetch(Path(folder)))
    tables = {
        "communes.tsv": _communes(data["communes"], data["epci"]),
        "arrondissements.tsv": _arrondissements(data["communes"]),
        "anciennes.tsv": _anciennes(data["communes"]),
        "epci.tsv": ((e["code"], e["type"], e["nom"]) for e in data["epci"]),
        "departements.tsv": ((d["code"], d["region"], d["nom"]) for d in data["departements"]),
        "regions.tsv": ((r["code"], r["nom"]) for r in data["regions"]),
    }
    written = {name: _text(rows) for name, rows in tables.items()}
    written["communes.tsv"] = (
        f"#cog={COG}\tpopulation={POPULATION}\tepci={EPCI}\n" + written["communes.tsv"]
    )
    written["origine.yaml"] = ORIGINE
    size = sum(len(text.encode()) for text in written.values())
    if size > LIMIT:
        sys.exit(f"Tables trop lourdes : {size} octets, la limite est {LIMIT}.")
    for name, text in written.items():
        (options.vers / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"{name:22} {text.count(chr(10)):6} lignes {len(text.encode()):9} octets")
    return 0


def _fetch(folder: Path) -> Path:
    command = ["npm", "pack", f"{NAME}@{VERSION}", "--silent", "--pack-destination", str(folder)]
    try:
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)
    except FileNotFoundError:
        sys.exit("npm est introuvable : installez-le, ou donnez --paquet FICHIER.tgz.")
    except subprocess.CalledProcessError:
        sys.exit(f"npm n’a pas pu rapporter {NAME} {VERSION} (réseau ?).")
    return next(folder.glob("*.tgz"))


def _read(package: Path) -> dict[str, Any]:
    digest = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != INTEGRITY:
        sys.exit(f"{package.name} n’est pas {NAME} {VERSION} : son empreinte diffère.")
    with tarfile.open(package) as archive:
        return {
            name: json.load(archive.extractfile(f"package/data/{name}.json"))  # type: ignore[arg-type]  # the package is known: the file is there
            for name in ("communes", "epci", "departements", "regions")
        }


def _of_type(communes: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [commune for commune in communes if commune["type"] == kind]


def _communes(communes: list[dict[str, Any]], epci: list[dict[str, Any]]) -> Iterator[list[str]]:
    belongs = {member["code"]: one["code"] for one in epci for member in one["membres"]}
    for commune in _of_type(communes, "commune-actuelle"):
        code = commune["code"]
        yield [code, commune["nom"], belongs.get(code, ""), *_figures(commune)]


def _arrondissements(communes: list[dict[str, Any]]) -> Iterator[list[str]]:
    for part in _of_type(communes, "arrondissement-municipal"):
        yield [part["code"], part["nom"], part["commune"], *_figures(part)]


def _figures(commune: dict[str, Any]) -> list[str]:
    population = commune.get("population")
    year = {"976": str(MAYOTTE)}.get(commune["departement"], "")
    if commune["zone"] == "com" and population is not None:
        year = "?"
    codes = " ".join(commune.get("codesPostaux", ()))
    return [codes, "" if population is None else str(population), year]


def _anciennes(communes: list[dict[str, Any]]) -> Iterator[tuple[str, str, str, str]]:
    """A code that is déléguée or associée today says where it is better than its own history."""
    today = set()
    for kind, letter in (("commune-deleguee", "D"), ("commune-associee", "A")):
        for part in _of_type(communes, kind):
            today.add(part["code"])
            yield part["code"], letter, part["chefLieu"], part["nom"]
    for commune in _of_type(communes, "commune-actuelle"):
        for code in commune.get("anciensCodes", ()):
            if code not in today:
                yield code, "X", commune["code"], ""


def _text(rows: Iterable[Iterable[str]]) -> str:
    lines = sorted("\t".join(row).removesuffix("\t") for row in rows)
    return "".join(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
