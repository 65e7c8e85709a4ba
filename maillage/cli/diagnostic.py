"""`maillage diagnostic`: the indicators of a territory, with what they compare to and what is missing."""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from maillage.cli import lecture, messages, territoire

if TYPE_CHECKING:
    from maillage.core.facts import DossierFacts
    from maillage.core.indicateurs import Lecture, Zone
    from maillage.core.territoire import TerritoireAnalyse

AIDE = "les indicateurs d’un territoire, comparés, sourcés, avec ce qui manque"
DESCRIPTION = """\
Calcule les indicateurs d’un territoire sur les sources que cette instance a importées : valeur,
département, région, France, source et année, part des habitants couverte, niveau de la donnée.
Chaque comparateur vient de la même formule. Ce qui manque est dit, avec où l’obtenir."""
EXEMPLES = """\
Exemples :
  maillage diagnostic 43137 43268 43224
  maillage diagnostic 244301016 --comparer 200073419
  maillage diagnostic dossier.yaml --phrases
  maillage diagnostic --fichier communes.csv --json"""
_DOSSIERS = {".yaml", ".yml", ".json"}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "diagnostic", help=AIDE, description=DESCRIPTION, epilog=EXEMPLES
    )
    parser.add_argument(
        "codes",
        nargs="*",
        metavar="CODE",
        help="code Insee, SIREN d’une intercommunalité entière, ou un fichier DOSSIER.yaml",
    )
    parser.add_argument(
        "--fichier",
        type=Path,
        metavar="COMMUNES.csv",
        help="tableau CSV dont une colonne porte les codes",
    )
    parser.add_argument(
        "--comparer",
        action="append",
        default=[],
        metavar="CODES",
        help="un autre territoire : SIREN, ou codes séparés par des virgules ; se répète",
    )
    parser.add_argument("--phrases", action="store_true", help="dire aussi les valeurs en phrases")
    parser.add_argument("--json", action="store_true", help="résultat pour une machine")
    parser.add_argument(
        "--le",
        type=lecture.day,
        metavar="AAAA-MM-JJ",
        help="jour où lire le barème des tailles (aujourd’hui si absent)",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read the indicators and print; 1 when a code of the territory has to be looked at."""
    from maillage.cli import rapport_diagnostic  # noqa: PLC0415 -- only here

    on = args.le or lecture.today()
    analyse, facts = _territory(args, on)
    found = lire(analyse, facts, [_other(text, on) for text in args.comparer])
    if args.json:
        messages.out_json(rapport_diagnostic.as_json(found, analyse, on))
    else:
        rapport_diagnostic.show(found, analyse, phrases=args.phrases)
    return messages.PROBLEMS if analyse.problemes else messages.WELL


def lire(
    analyse: "TerritoireAnalyse", facts: "DossierFacts | None", autres: Sequence["Zone"]
) -> "Lecture":
    """Read every indicator of a territory; a command knows the CPTS of the installed lists only."""
    from maillage.cli import rapport_alentours  # noqa: PLC0415 -- only here
    from maillage.cli.rapport_perimetre import forme  # noqa: PLC0415 -- only here
    from maillage.core.indicateurs import (  # noqa: PLC0415 -- only here
        Alentours,
        du_perimetre,
        zone_du_territoire,
    )
    from maillage.reference.cog import table  # noqa: PLC0415 -- reads the table
    from maillage.territoires import indicateurs  # noqa: PLC0415 -- reads YAML

    cog = table()
    shape = forme(analyse)
    nom = (facts.cpts.nom if facts else None) or ""
    around = Alentours(
        forme=shape.perimetre if shape else None,
        cpts=rapport_alentours.lire(analyse, shape, nom).alentours,
    )
    return indicateurs.lire(
        zone_du_territoire(analyse, cog),
        chiffres=(facts.chiffres or ()) if facts else (),
        perimetre=du_perimetre(analyse, cog, around),
        autres=autres,
    )


def _territory(
    args: argparse.Namespace, on: date
) -> "tuple[TerritoireAnalyse, DossierFacts | None]":
    """Analyse the codes given, or the territory of a dossier; never both."""
    files = [code for code in args.codes if Path(code).suffix.lower() in _DOSSIERS]
    if not files:
        return territoire.analyse_codes(territoire.written(args.codes, args.fichier), on), None
    if len(args.codes) > 1 or args.fichier is not None:
        raise messages.BadCall("donnez un dossier, ou des codes de communes : pas les deux")
    facts = lecture.dossier_of(Path(files[0]))
    if not facts.territoire.communes:
        raise messages.BadCall(f"« {files[0]} » n’a aucune commune : il n’y a rien à mesurer")
    return territoire.analyse_territoire(facts.territoire, on), facts


def _other(text: str, on: date) -> "Zone":
    """Read another territory: all its codes must be those of communes."""
    from maillage.core.indicateurs import zone_du_territoire  # noqa: PLC0415 -- only here
    from maillage.reference.cog import table  # noqa: PLC0415 -- reads the table

    cog = table()
    given = [code.strip() for code in text.split(",") if code.strip()]
    analyse = territoire.analyse_codes(territoire.written(given, None), on)
    if analyse.problemes or not analyse.lignes:
        first = analyse.problemes[0].phrase if analyse.problemes else "aucun code"
        raise messages.BadCall(f"--comparer {text} : {first}")
    epci = cog.epci(given[0]) if len(given) == 1 else None
    lines = messages.counted(len(analyse.lignes), "commune")
    name = epci.nom if epci else f"{analyse.lignes[0].commune.nom}, {lines}"
    return zone_du_territoire(analyse, cog, code=text, nom=name)
