"""`maillage produire`: the official documents of a dossier, as files."""

import argparse
from pathlib import Path
from typing import Any

from maillage.cli import lecture, messages
from maillage.cli.dossier import write

DESCRIPTION = """\
Écrit les documents d’un dossier. Sans --document : ceux de sa région et de son étape. Ce qui n’est
pas encore répondu reste visible comme « à compléter »."""
EXEMPLES = """\
Exemples :
  maillage produire exemples/haute-loire.yaml --vers sortie
  maillage produire mon-dossier.yaml --vers sortie --document lettre_intention --format pdf"""


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "produire", help="écrire les documents officiels", description=DESCRIPTION, epilog=EXEMPLES
    )
    parser.add_argument("dossier", type=Path, metavar="DOSSIER.yaml", help="le dossier")
    parser.add_argument(
        "--vers", type=Path, required=True, metavar="DOSSIER_DE_SORTIE", help="où écrire"
    )
    parser.add_argument(
        "--document",
        nargs="+",
        action="extend",
        metavar="ID",
        help="ne produire que celui-ci (répétable) : lettre_intention, aura_pre_projet…",
    )
    parser.add_argument(
        "--format",
        default="docx,pdf",
        metavar="FORMATS",
        help="docx, pdf, html, séparés par des virgules (par défaut docx,pdf)",
    )
    parser.add_argument(
        "--le", type=lecture.day, metavar="AAAA-MM-JJ", help="date des documents (aujourd’hui)"
    )
    parser.add_argument("--json", action="store_true", help="résultat pour une machine")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write every document asked; nothing is written when one cannot be produced."""
    from maillage.documents.produire import (  # noqa: PLC0415 -- loads the writers
        FormatInconnu,
        TrameInconnue,
        du_dossier,
        produire,
    )

    facts = lecture.dossier_of(args.dossier)
    formats = [name for name in (part.strip() for part in args.format.split(",")) if name]
    if not formats:
        raise messages.BadCall("--format attend docx, pdf ou html, séparés par des virgules")
    on = args.le or lecture.today()
    names = list(dict.fromkeys(args.document or (info.id for info in du_dossier(facts, on=on))))
    try:
        made = {name: produire(facts, name, formats, on=on) for name in names}
    except (FormatInconnu, TrameInconnue) as error:
        raise messages.BadCall(str(error)) from error
    args.vers.mkdir(parents=True, exist_ok=True)
    paths: dict[str, dict[str, str]] = {}
    for name, contents in made.items():
        for form, content in contents.items():
            path = args.vers / f"{name}.{form}"
            write(path, content)
            paths.setdefault(name, {})[form] = str(path)
    _say(paths, as_json=args.json)
    return messages.WELL


def _say(paths: dict[str, dict[str, str]], *, as_json: bool) -> None:
    if as_json:
        messages.out_json({"documents": paths})
        return
    for files in paths.values():
        for path in files.values():
            messages.out(path)
