"""`maillage simuler`: what a contract pays, and when, to the cent and to the day."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maillage.cli import contrat_court, lecture, messages

if TYPE_CHECKING:
    from maillage.core.financement import ContratAci, ProjetFinance

DESCRIPTION = """\
Donne le calendrier des versements de l’accord national (ACI), au centime et au jour : avances,
soldes, parts variables, forfaits, sur toute la durée du contrat. Un montant déduit, faute de
tableau officiel, est marqué. C’est une estimation : seul le contrat signé fait foi.

Le contrat vient d’un fichier (--contrat), de la ligne de commande (--taille, --signature,
--mission), ou d’un dossier : sa taille, ses actions et leurs dates font alors des hypothèses,
qui sont dites."""
EXEMPLES = """\
Exemples :
  maillage simuler --taille 2 --signature 2022-09-15 --grille ACI_2019 \\
      --mission acces=2022-11-01 --mission parcours=2023-03-01 --resultats 60
  maillage simuler --contrat contrat.yaml --scenarios
  maillage simuler exemples/haute-loire.yaml --signature 2027-06-01 --json

Missions : acces, acces_compensation, acces_snp, parcours, prevention, qualite, accompagnement.
« acces » seul ne compte pas ses suppléments : chacun a son démarrage."""


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "simuler",
        help="les versements d’un contrat, au centime et au jour",
        description=DESCRIPTION,
        epilog=EXEMPLES,
    )
    parser.add_argument(
        "dossier", nargs="?", type=Path, metavar="DOSSIER.yaml", help="un dossier de CPTS"
    )
    parser.add_argument(
        "--contrat", type=Path, metavar="FICHIER.yaml", help="un contrat écrit en YAML ou en JSON"
    )
    _add_contract(parser)
    parser.add_argument(
        "--scenarios", action="store_true", help="comparer : fixe seulement, 60 %%, 100 %%"
    )
    parser.add_argument(
        "--explications", action="store_true", help="dire comment chaque montant est calculé"
    )
    parser.add_argument("--json", action="store_true", help="résultat pour une machine")
    parser.set_defaults(run=run)


def _add_contract(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--taille", type=int, metavar="1-4", help="taille de la CPTS")
    parser.add_argument(
        "--signature", type=lecture.day, metavar="AAAA-MM-JJ", help="jour de la signature"
    )
    parser.add_argument(
        "--mission",
        type=contrat_court.mission,
        action="append",
        metavar="MISSION=AAAA-MM-JJ",
        help="démarrage d’une mission ; « acces=2022-11-01/2024-06-01 » avec son arrêt. À répéter",
    )
    parser.add_argument(
        "--resultats",
        type=contrat_court.resultat,
        action="append",
        metavar="POURCENTAGE",
        help="résultats de toutes les missions, « 60 », ou d’une seule, « acces=70 »",
    )
    parser.add_argument(
        "--grille", metavar="CODE", help="version de l’accord (celle du jour de la signature)"
    )


def run(args: argparse.Namespace) -> int:
    """Compute and print; a contract that cannot exist is a bad call."""
    from maillage.cli import rapport_financement  # noqa: PLC0415 -- only this command prints it
    from maillage.cli.financement_json import as_json  # noqa: PLC0415 -- same

    contrat, suppose = _asked(args)
    if args.json:
        messages.out_json(as_json(contrat, suppose, scenarios_asked=args.scenarios))
    else:
        rapport_financement.show(
            contrat, suppose, scenarios_asked=args.scenarios, explained=args.explications
        )
    return messages.WELL


def _asked(args: argparse.Namespace) -> "tuple[ContratAci, ProjetFinance | None]":
    if args.dossier and args.contrat:
        raise messages.BadCall("un dossier et --contrat ne vont pas ensemble.")
    if args.contrat:
        return _of_file(args), None
    if args.dossier:
        return _of_dossier(args)
    return _of_options(args), None


def _of_file(args: argparse.Namespace) -> "ContratAci":
    from maillage.reference.aci.contrat_ecrit import lire_contrat  # noqa: PLC0415 -- reads YAML
    from maillage.reference.strict import Problems  # noqa: PLC0415 -- same

    for option in ("taille", "signature", "mission", "resultats", "grille"):
        if getattr(args, option) is not None:
            raise messages.BadCall(
                f"--contrat et --{option} ne vont pas ensemble : écrivez-le dans le fichier."
            )
    try:
        return lire_contrat(lecture.content_of(args.contrat), str(args.contrat))
    except Problems as error:
        lines = "\n".join(f"  {problem}" for problem in error.problems)
        raise messages.BadCall(
            f"« {args.contrat} » n’est pas un contrat possible.\n{lines}"
        ) from error


def _of_options(args: argparse.Namespace) -> "ContratAci":
    from maillage.core.financement import ContratAci  # noqa: PLC0415 -- with the tables

    missing = [f"--{name}" for name in ("taille", "signature") if getattr(args, name) is None]
    if missing:
        raise messages.BadCall(
            f"il manque {' et '.join(missing)} (ou un dossier, ou --contrat FICHIER.yaml)."
        )
    return contrat_court.checked(
        ContratAci(
            grille=args.grille or contrat_court.grille_du(args.signature),
            taille=args.taille,
            signature=args.signature,
            missions=contrat_court.once(args.mission or (), "--mission"),
            resultats={**contrat_court.once(args.resultats or (), "--resultats")},
        )
    )


def _otherwise(args: argparse.Namespace) -> str:
    """Say which options would stand for what the dossier does not say."""
    options = {"signature": "--signature AAAA-MM-JJ", "taille": "--taille"}
    left = [words for name, words in options.items() if getattr(args, name) is None]
    return f" Sinon, ajoutez {' ou '.join(left)}." if left else ""


def _of_dossier(args: argparse.Namespace) -> "tuple[ContratAci, ProjetFinance]":
    from maillage.core.financement import DEFAUT  # noqa: PLC0415 -- with the tables
    from maillage.dossiers.financement import projet_finance  # noqa: PLC0415 -- reads the tables

    suppose = projet_finance(
        lecture.dossier_of(args.dossier),
        on=lecture.today(),
        signature=args.signature,
        taille=args.taille,
        grille=args.grille,
    )
    if suppose.contrat is None:
        raise messages.BadCall(f"« {args.dossier} » : {suppose.manque}{_otherwise(args)}")
    contrat = suppose.contrat
    missions = contrat_court.once(args.mission or (), "--mission")
    results = contrat_court.once(args.resultats or (), "--resultats")
    kept = {} if DEFAUT in results else contrat.resultats  # « 60 » is said of every mission
    typed = replace(
        contrat, missions={**contrat.missions, **missions}, resultats={**kept, **results}
    )
    return contrat_court.checked(typed), suppose
