"""`maillage verifier`: the check of a dossier, or the worked cases of a jurist."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maillage.cli import lecture, messages

if TYPE_CHECKING:
    from maillage.core.facts import EtapeDossier
    from maillage.dossiers.controle import Rapport

DESCRIPTION = """\
Juge un dossier sur toutes les règles qui s’y appliquent. Chaque règle est respectée, non respectée
ou inconnue (une réponse manque). Chaque point dit ce qu’il faut faire et où.

Avec --cas, juge des cas travaillés et nomme ceux dont le verdict n’est pas celui attendu."""
EXEMPLES = """\
Exemples :
  maillage verifier exemples/haute-loire.yaml
  maillage verifier mon-dossier.yaml --document aura_pre_projet --le 2026-11-22
  maillage verifier --cas tests/cas/territoire.yaml"""


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "verifier",
        help="ce qui manque à un dossier, ou contredit une règle",
        description=DESCRIPTION,
        epilog=EXEMPLES,
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "dossier", nargs="?", type=Path, metavar="DOSSIER.yaml", help="le dossier à vérifier"
    )
    what.add_argument("--cas", type=Path, metavar="FICHIER.yaml", help="des cas travaillés à juger")
    parser.add_argument(
        "--document", metavar="ID", help="ne juger que pour ce document (lettre_intention…)"
    )
    parser.add_argument(
        "--le", type=lecture.day, metavar="AAAA-MM-JJ", help="juger comme si l’on était ce jour-là"
    )
    parser.add_argument("--tout", action="store_true", help="montrer aussi ce qui est respecté")
    parser.add_argument("--json", action="store_true", help="résultat pour une machine")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Judge and print; 1 when something is left to mend at the stage of the dossier."""
    return _judge_cases(args) if args.cas else _judge_dossier(args)


def _judge_dossier(args: argparse.Namespace) -> int:
    from maillage.cli import rapport_controle  # noqa: PLC0415 -- only this command prints it
    from maillage.dossiers.controle import controler  # noqa: PLC0415 -- reads every table
    from maillage.reference.regles import DocumentInconnu  # noqa: PLC0415 -- reads every table

    facts = lecture.dossier_of(args.dossier)
    try:
        rapport = controler(facts, on=args.le or lecture.today(), document=args.document)
    except DocumentInconnu as error:
        raise messages.BadCall(str(error)) from error
    stage = None if args.document else facts.cpts.etape
    if args.json:
        messages.out_json(rapport_controle.as_json(rapport, str(args.dossier)))
    else:
        rapport_controle.show(rapport, facts.cpts.nom or str(args.dossier), stage, whole=args.tout)
    return exit_code(rapport, stage)


def exit_code(rapport: "Rapport", stage: "EtapeDossier | None") -> int:
    """Return 1 when a rule is not met, or a blocking one unanswered, up to this stage."""
    from maillage.core.regles import EtatVerdict, Gravite  # noqa: PLC0415 -- with the engine

    now, _ = rapport.par_etape(stage)
    pressing = any(
        c.etat is EtatVerdict.NON_RESPECTEE or c.gravite is Gravite.BLOQUANT for c in now
    )
    return messages.PROBLEMS if pressing else messages.WELL


def _judge_cases(args: argparse.Namespace) -> int:
    from maillage.cli import rapport_controle  # noqa: PLC0415 -- only this command prints it
    from maillage.dossiers.controle import judge_cases  # noqa: PLC0415 -- reads every table
    from maillage.reference.strict import Problems  # noqa: PLC0415 -- reads YAML

    try:
        rapport = judge_cases(lecture.content_of(args.cas), str(args.cas))
    except Problems as error:
        text = "\n".join(f"  {problem}" for problem in error.problems)
        raise messages.BadCall(f"« {args.cas} » n’est pas un fichier de cas.\n{text}") from error
    if args.json:
        messages.out_json(rapport_controle.cases_as_json(rapport))
    else:
        rapport_controle.show_cases(rapport)
    return messages.PROBLEMS if rapport.ecarts or rapport.regles_inconnues else messages.WELL
