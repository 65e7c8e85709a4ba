"""`maillage importer cpts`: which communes each CPTS takes, as an agency publishes it."""

import argparse
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maillage.cli import importer_sources, lecture, messages
from maillage.cli.territoire import day

if TYPE_CHECKING:
    from maillage.opendata.cpts import RapportCpts

_SHOWN = 40  # lines said one by one
_WHAT = "les communes que prend chaque CPTS (CSV, xlsx, GeoJSON)"
_DEPARTEMENT = re.compile(r"2[ABab]|[0-9]{2,3}")


def add(kinds: Any) -> None:
    """Declare the source."""
    parser = kinds.add_parser(
        "cpts",
        help=_WHAT,
        description=(
            f"Met en place {_WHAT}, pour toute l’instance. Une liste prend la place de la précédente "
            "du même éditeur ; les listes des autres restent. Une ligne qui peut vouloir dire deux "
            "communes est écartée et dite, jamais devinée."
        ),
    )
    parser.add_argument(
        "fichier", type=Path, nargs="?", metavar="FICHIER", help="le fichier à lire"
    )
    importer_sources.add_options(parser, but=("--millesime", "--geographie", "--partiel"))
    parser.add_argument(
        "--date", type=day, metavar="AAAA-MM-JJ", dest="jour", help="le jour dont parle la liste"
    )
    parser.add_argument(
        "--champ", metavar="NOM", help="GeoJSON : la propriété qui porte le nom de la CPTS"
    )
    parser.add_argument(
        "--departements",
        type=_departements,
        metavar="43,63",
        help="départements dont la liste donne toutes les CPTS (sinon, ceux où elles sont surtout) ; "
        "« aucun » s’il n’y en a pas",
    )
    parser.add_argument(
        "--retirer", metavar="ÉDITEUR", help="ne plus se servir de la liste de cet éditeur"
    )
    parser.set_defaults(run=run)


def _departements(text: str) -> tuple[str, ...]:
    if text.casefold() == "aucun":
        return ()
    from maillage.reference.cog import table  # noqa: PLC0415 -- reads the table

    codes = tuple(one.strip().upper() for one in text.split(",") if one.strip())
    for code in codes:
        if not _DEPARTEMENT.fullmatch(code) or table().departement(code) is None:
            raise argparse.ArgumentTypeError(f"« {code} » n’est pas un département")
    return codes


def run(args: argparse.Namespace) -> int:
    """Import the list; 1 when lines of it are set aside."""
    if args.retirer:
        return _withdraw(args)
    if args.fichier is None:
        raise messages.BadCall("il manque FICHIER. L’aide : maillage importer cpts --help")
    from maillage.opendata.cpts import (  # noqa: PLC0415 -- a command starts light
        DemandeCpts,
        importer_cpts,
    )
    from maillage.opendata.refus import SourceRefusee  # noqa: PLC0415 -- same

    today: date = lecture.today()
    asked: DemandeCpts = DemandeCpts(
        chemin=args.fichier,
        on=today,
        ecrire=not args.essai,
        editeur=args.editeur,
        adresse=args.adresse or "",
        licence=args.licence,
        jour=args.jour,
        champ=args.champ,
        departements=args.departements,
        suivi=importer_sources.progress(),
    )
    try:
        report = importer_cpts(asked)
    except SourceRefusee as refusal:
        raise messages.BadCall(f"{refusal}. Rien n’a été changé.") from refusal
    finally:
        asked.suivi("", 0)
    if args.json:
        messages.out_json(report.as_data())
    else:
        show(report, dry=args.essai)
    return messages.PROBLEMS if report.ecartees else messages.WELL


def _withdraw(args: argparse.Namespace) -> int:
    from maillage.territoires.ecriture_cpts import retirer_cpts  # noqa: PLC0415 -- only here

    if not retirer_cpts(args.retirer):
        raise messages.BadCall(f"aucune liste de « {args.retirer} » n’est en place")
    if args.json:
        messages.out_json({"retiree": args.retirer})
    else:
        messages.out(f"La liste de « {args.retirer} » ne sert plus ; ses éditions sont gardées.")
    return messages.WELL


def show(report: "RapportCpts", *, dry: bool) -> None:
    """Say what was found, what was set aside and why, and whether it is in place."""
    fiche = report.fiche
    count = messages.counted(fiche.cpts, "CPTS", "CPTS")
    messages.out(f"{count}, {messages.counted(fiche.communes, 'commune')}")
    aside, others = report.ecartees, [one for one in report.lignes if one not in report.ecartees]
    for title, lines in (("Écartées", aside), ("Lues autrement", others)):
        if lines:
            messages.out(f"\n{title} ({messages.number(len(lines))})")
        for one in lines[:_SHOWN]:
            sheet = f"{one.ligne.feuille}, " if one.ligne.feuille else ""
            which = "contour" if one.ligne.dessin else "ligne"
            said = f"{sheet}{which} {one.ligne.numero} ({one.ligne.texte}) : {one.raison}."
            messages.paragraph(said, first="  ", rest="    ")
        if len(lines) > _SHOWN:
            messages.out(f"  Et {len(lines) - _SHOWN} autres : elles sont toutes dans --json.")
    messages.out()
    if report.sans_contour:
        shown = " ".join(report.sans_contour[:12])
        messages.paragraph(
            f"Communes sans contour, non cherchées ({len(report.sans_contour)}) : {shown}…"
        )
    for remark in report.remarques:
        messages.paragraph(remark)
    places = ", ".join(fiche.departements) or "aucun"
    messages.paragraph(f"Départements tenus pour décrits en entier : {places}.")
    messages.out(f"{fiche.phrase}, {fiche.licence}")
    messages.out(f"SHA-256 {fiche.empreinte}")
    if report.deja:
        messages.out("Cette liste était déjà en place : rien n’a changé.")
    elif dry:
        messages.out("Essai : rien n’a été mis en place.")
    else:
        messages.out("C’est en place.")
