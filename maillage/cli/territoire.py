"""`maillage territoire`: what a list of communes gives, for a person or for a machine."""

import argparse
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from maillage.cli import messages
from maillage.core.facts import CommuneRetenue, Territoire
from maillage.core.territoire import TerritoireAnalyse, analyser

_SIREN = re.compile(r"[0-9]{9}")

AIDE = "population, taille, EPCI, départements et régions d’une liste de communes"
DESCRIPTION = """\
Additionne la population municipale des communes données, en déduit la taille de la CPTS, et dit
comment le territoire se partage entre intercommunalités, départements et régions. Un code qui
n’est pas celui d’une commune d’aujourd’hui est nommé, avec ce qui en a été fait : rien n’est
écarté en silence."""
EXEMPLES = """\
Exemples :
  maillage territoire 43137 43268 43224
  maillage territoire 244301016 43137
  maillage territoire --fichier communes.csv --json"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "territoire", help=AIDE, description=DESCRIPTION, epilog=EXEMPLES
    )
    parser.add_argument(
        "codes",
        nargs="*",
        metavar="CODE",
        help="code Insee (43137, 2A004, 75113), ou SIREN d’une intercommunalité entière",
    )
    parser.add_argument(
        "--fichier",
        type=Path,
        metavar="COMMUNES.csv",
        help="tableau CSV dont une colonne porte les codes",
    )
    parser.add_argument("--json", action="store_true", help="résultat pour une machine")
    parser.add_argument(
        "--le",
        type=day,
        metavar="AAAA-MM-JJ",
        help="jour où lire le barème des tailles (aujourd’hui si absent)",
    )
    parser.add_argument(
        "--cpts",
        metavar="NOM",
        default="",
        help="nom de votre CPTS : celle des listes qui porte ce nom n’est pas comptée comme une autre",
    )
    parser.set_defaults(run=run)


def day(text: str) -> date:
    """Read a day written AAAA-MM-JJ."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"« {text} » n’est pas une date AAAA-MM-JJ") from None


def run(args: argparse.Namespace) -> int:
    """Analyse the communes and print; 1 when something has to be looked at."""
    from maillage.cli import (  # noqa: PLC0415 -- only here
        rapport_alentours,
        rapport_perimetre,
        rapport_territoire,
    )

    on = args.le or date.today()  # noqa: DTZ011, TID251 -- a command reads the clock
    analyse = analyse_codes(written(args.codes, args.fichier), on)
    shape = rapport_perimetre.forme(analyse)
    around = rapport_alentours.lire(analyse, shape, args.cpts)
    if args.json:
        report = rapport_territoire.as_json(analyse, on) | rapport_perimetre.as_json(shape)
        messages.out_json(report | rapport_alentours.as_json(around, shape))
    else:
        rapport_territoire.show(analyse, on)
        rapport_perimetre.show(shape)
        rapport_alentours.show(around)
    return messages.PROBLEMS if analyse.problemes else messages.WELL


def written(given: Sequence[str], fichier: Path | None) -> list[str]:
    """Return the codes of the call and of the file; an EPCI stands for all its communes."""
    from maillage.reference.cog import table  # noqa: PLC0415 -- reads the table

    cog = table()
    codes = list(given)
    if fichier is not None:
        from maillage.cli import communes_csv  # noqa: PLC0415 -- only when a file is given

        codes += communes_csv.read_codes(fichier, cog.commune)
    if not codes:
        raise messages.BadCall(
            "donnez au moins un code Insee, ou --fichier COMMUNES.csv ; l’aide est là : "
            "maillage territoire --help"
        )
    found: list[str] = []
    for code in codes:
        epci = cog.epci(code) if _SIREN.fullmatch(code) else None
        found += epci.communes if epci else [code]
    return found


def analyse_codes(codes: list[str], on: date) -> TerritoireAnalyse:
    """Analyse codes as written, with the table and the scales of the day."""
    return analyse_territoire(
        Territoire(communes=tuple(CommuneRetenue(code=code) for code in codes)), on
    )


def analyse_territoire(territoire: Territoire, on: date) -> TerritoireAnalyse:
    """Analyse the territory of a dossier, with the table and the scales of the day."""
    from maillage.reference.aci import PROJET_2019, bareme_taille  # noqa: PLC0415 -- reads YAML
    from maillage.reference.cog import table  # noqa: PLC0415 -- reads the table

    return analyser(territoire, table(), bareme_taille(on), bareme_taille(on, PROJET_2019))
