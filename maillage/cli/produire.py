"""`maillage produire`: the official documents of a dossier, as files, as one archive, or frozen."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maillage.cli import lecture, messages, modeles_word
from maillage.cli.dossier import write

if TYPE_CHECKING:
    from maillage.core.facts import DossierFacts
    from maillage.documents.lot import Lot
    from maillage.documents.modeles.region import ModeleRegion

DESCRIPTION = """\
Écrit les documents d’un dossier. Sans --document : ceux de sa région et de son étape. Ce qui n’est
pas encore répondu reste visible comme « à compléter ».

Le format xlsx est celui des tableaux (communes, calendrier, membres, budget…).
--etat n’écrit rien : il dit, document par document, ce qui est rempli, vide, calculé ou contraire
à une règle, et où le reprendre."""
EXEMPLES = """\
Exemples :
  maillage produire exemples/haute-loire.yaml --vers sortie
  maillage produire mon-dossier.yaml --vers sortie --document lettre_intention --format pdf
  maillage produire mon-dossier.yaml --format docx,pdf,xlsx --zip envoi.zip
  maillage produire mon-dossier.yaml --etat
  maillage produire mon-dossier.yaml --vers sortie --modele modele-de-l-agence.docx
  maillage produire mon-dossier.yaml --vers depot --figer depot.json
  maillage produire --depuis-fige depot.json --vers verification"""


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "produire", help="écrire les documents officiels", description=DESCRIPTION, epilog=EXEMPLES
    )
    parser.add_argument("dossier", nargs="?", type=Path, metavar="DOSSIER.yaml", help="le dossier")
    parser.add_argument("--vers", type=Path, metavar="DOSSIER_DE_SORTIE", help="où écrire")
    parser.add_argument(
        "--zip", type=Path, metavar="FICHIER.zip", help="tout en une archive, avec son manifeste"
    )
    parser.add_argument(
        "--figer",
        type=Path,
        metavar="FICHIER.json",
        help="garder de quoi produire de nouveau les mêmes documents",
    )
    parser.add_argument(
        "--depuis-fige",
        type=Path,
        metavar="FICHIER.json",
        help="produire de nouveau des documents figés, et comparer",
    )
    _add_choices(parser)
    parser.set_defaults(run=run)


def _add_choices(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--etat", action="store_true", help="dire où en est chaque document, sans rien écrire"
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
        metavar="FORMATS",
        help="docx, pdf, html, xlsx, séparés par des virgules (par défaut docx,pdf)",
    )
    modeles_word.add_arguments(parser)
    parser.add_argument(
        "--le", type=lecture.day, metavar="AAAA-MM-JJ", help="date des documents (aujourd’hui)"
    )
    parser.add_argument("--json", action="store_true", help="résultat pour une machine")


def run(args: argparse.Namespace) -> int:
    """Produce, say where the documents stand, or produce a frozen set again."""
    _check(args)
    if args.depuis_fige:
        return _again(args)
    facts = lecture.dossier_of(args.dossier)
    models = modeles_word.asked(args, facts)
    if args.etat:
        return _state(args, facts, models)
    lot = _lot(args, facts, models)
    paths: dict[str, dict[str, str]] = {}
    if args.vers:
        args.vers.mkdir(parents=True, exist_ok=True)
        for one in lot.fichiers:
            path = args.vers / one.nom
            write(path, one.contenu)
            paths.setdefault(one.document, {})[one.format] = str(path)
    said: dict[str, Any] = {"documents": paths} if args.vers else {}
    said |= _together(args, lot)
    _say(said, as_json=args.json)
    return modeles_word.left(lot)


def _check(args: argparse.Namespace) -> None:
    """Refuse the calls that ask for nothing, or for two things at once."""
    asked = {"--zip": args.zip, "--figer": args.figer, "--etat": args.etat}
    if args.depuis_fige:
        more = {"DOSSIER.yaml": args.dossier, "--document": args.document, "--format": args.format}
        refused = [name for name, given in {**more, **asked, "--le": args.le}.items() if given]
        if refused:
            raise messages.BadCall(f"--depuis-fige ne va pas avec {', '.join(refused)}")
        if not args.vers:
            raise messages.BadCall("--depuis-fige attend aussi --vers DOSSIER_DE_SORTIE")
        return
    if not args.dossier:
        raise messages.BadCall("il manque DOSSIER.yaml")
    outputs = {"--vers": args.vers, "--zip": args.zip, "--figer": args.figer}
    given = [name for name, value in {**outputs, "--format": args.format}.items() if value]
    if args.etat and given:
        raise messages.BadCall(f"--etat n’écrit aucun fichier : il ne va pas avec {given[0]}")
    if not args.etat and not any(outputs.values()):
        raise messages.BadCall(
            "il manque où écrire : --vers DOSSIER_DE_SORTIE, --zip FICHIER.zip ou "
            "--figer FICHIER.json"
        )


def _lot(
    args: argparse.Namespace, facts: "DossierFacts", models: "tuple[ModeleRegion, ...]"
) -> "Lot":
    from maillage.documents.lot import produire_lot  # noqa: PLC0415 -- loads the writers
    from maillage.documents.produire import (  # noqa: PLC0415 -- same
        FORMATS_TABLEAU,
        FormatInapplicable,
        FormatInconnu,
        TrameInconnue,
        du_dossier,
    )

    text = "docx,pdf" if args.format is None else args.format
    formats = [name for name in (part.strip() for part in text.split(",")) if name]
    if not formats:
        raise messages.BadCall("--format attend docx, pdf, html ou xlsx, séparés par des virgules")
    on = args.le or lecture.today()
    if args.document or args.modele:
        asked = dict.fromkeys(args.document or (), formats)
    else:  # the tables that other documents hold come alone only as spreadsheets
        sheets = [name for name in formats if name in FORMATS_TABLEAU]
        pages = [name for name in formats if name not in FORMATS_TABLEAU]
        every = du_dossier(facts, on=on, tableaux=bool(sheets))
        asked = {i.id: pages for i in every if pages and not i.tableau_joint}
        asked |= {i.id: [*asked.get(i.id, []), *sheets] for i in every if sheets and i.tableur}
    try:
        return produire_lot(facts, asked, on=on, modeles=models)
    except (FormatInconnu, FormatInapplicable, TrameInconnue) as error:
        raise messages.BadCall(str(error)) from error


def _together(args: argparse.Namespace, lot: "Lot") -> dict[str, str]:
    """Write the archive and the frozen set asked."""
    from maillage.documents.envoi import archiver  # noqa: PLC0415 -- loads the writers
    from maillage.documents.fige import figer  # noqa: PLC0415 -- same

    said = {}
    for key, path, made in (("zip", args.zip, archiver), ("fige", args.figer, figer)):
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path, made(lot))
            said[key] = str(path)
    return said


def _state(
    args: argparse.Namespace, facts: "DossierFacts", models: "tuple[ModeleRegion, ...]"
) -> int:
    from maillage.cli import rapport_etat  # noqa: PLC0415 -- only this command prints it
    from maillage.documents.bilan import bilan  # noqa: PLC0415 -- loads the forms
    from maillage.documents.produire import TrameInconnue  # noqa: PLC0415 -- same

    on = args.le or lecture.today()
    try:
        found = bilan(facts, args.document or (), on=on)
        found += modeles_word.states(facts, models, on=on)
    except TrameInconnue as error:
        raise messages.BadCall(str(error)) from error
    if args.json:
        messages.out_json(rapport_etat.as_json(found, facts, str(args.dossier), on=on))
    else:
        rapport_etat.show(found, facts.cpts.nom or str(args.dossier), on=on)
    left = any(one.a_completer or one.contradictions for one in found)
    return messages.PROBLEMS if left else messages.WELL


def _again(args: argparse.Namespace) -> int:
    from maillage.cli import rapport_fige  # noqa: PLC0415 -- only this command prints it
    from maillage.documents.fige import reproduire  # noqa: PLC0415 -- loads the writers
    from maillage.reference.strict import Problems  # noqa: PLC0415 -- reads YAML

    try:
        made = reproduire(
            lecture.content_of(args.depuis_fige), str(args.depuis_fige), modeles_word.kept(args)
        )
    except Problems as error:
        text = "\n".join(f"  {problem}" for problem in error.problems)
        raise messages.BadCall(f"« {args.depuis_fige} » : rien n’est produit.\n{text}") from error
    args.vers.mkdir(parents=True, exist_ok=True)
    for name, content in made.fichiers.items():
        write(args.vers / name, content)
    if args.json:
        messages.out_json(rapport_fige.as_json(made, args.vers))
    else:
        rapport_fige.show(made, args.vers)
    return messages.WELL if made.comparaison.fidele else messages.PROBLEMS


def _say(said: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        messages.out_json(said)
        return
    for files in said.get("documents", {}).values():
        for path in files.values():
            messages.out(path)
    for key in ("zip", "fige"):
        if key in said:
            messages.out(said[key])
