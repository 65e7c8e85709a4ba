"""Read the command line, run the command, and end with a sentence whatever happens.

A command is a module with `add_parser(subparsers)` and `run(args) -> int`; its heavy imports are
inside `run`, so that the others start fast.
"""

from collections.abc import Sequence
from importlib import import_module

from maillage.cli import messages
from maillage.cli.parser import FrenchParser

COMMANDS = (
    "territoire",
    "diagnostic",
    "verifier",
    "produire",
    "simuler",
    "importer",
    "modele",
    "dossier",
    "compte",
    "courriels",
    "recapitulatif",
    "agence",
    "servir",
    "journal",
)

DESCRIPTION = "Le dossier unique d’une CPTS : ses communes, ses contrôles, ses documents."
EPILOGUE = "Code de sortie : 0, tout va bien ; 1, des problèmes sont nommés ; 2, appel impossible."
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run `maillage`; return 0 (well), 1 (problems found) or 2 (bad call)."""
    messages.open_output()
    try:
        args = build_parser().parse_args(argv)
        code: int = args.run(args)
        messages.flush()
    except SystemExit as stop:  # argparse ends this way, on --help and on a bad call
        return _code(stop)
    except messages.BadCall as error:
        messages.error(str(error))
        return messages.BAD_CALL
    except BrokenPipeError:  # « maillage … | head »: the reader has what it wanted
        messages.silence()
        return messages.WELL
    except KeyboardInterrupt:
        messages.error("interrompu.")
        return INTERRUPTED
    except OSError as error:
        messages.error(messages.explain(error))
        _let_go()
        return messages.BAD_CALL
    return code


def build_parser() -> FrenchParser:
    """Return the parser of every command."""
    parser = FrenchParser(prog="maillage", description=DESCRIPTION, epilog=EPILOGUE)
    subparsers = parser.add_subparsers(
        title="Commandes", metavar="COMMANDE", dest="commande", required=True
    )
    for name in COMMANDS:
        command = import_module(f"maillage.cli.{name}")
        command.add_parser(subparsers)
    return parser


def _let_go() -> None:
    """Forget what stdout cannot take (a full disk), or Python fails on it again at exit."""
    try:
        messages.flush()
    except OSError:
        messages.silence()


def _code(stop: SystemExit) -> int:
    try:
        messages.flush()
    except BrokenPipeError:
        messages.silence()
    except OSError as error:
        messages.error(messages.explain(error))
        messages.silence()
        return messages.BAD_CALL
    return stop.code if isinstance(stop.code, int) else messages.WELL
