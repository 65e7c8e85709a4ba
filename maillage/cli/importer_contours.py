"""`maillage importer contours` and `adjacence`: the borders of communes, for every dossier."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maillage.cli import importer_sources, lecture, messages

if TYPE_CHECKING:
    from maillage.opendata.contours import RapportContours

_SHOWN = 12  # codes on a line

_WHAT = {
    "contours": "les contours des communes (TopoJSON, GeoJSON, .gz, archive .zip ou .tar.gz)",
    "adjacence": "les communes qui se touchent (CSV a,b,longueur_m, ou .gz)",
}
_COUNTED = {"contours": "contour", "adjacence": "paire de communes"}
_COUNTED_MANY = {"contours": "contours", "adjacence": "paires de communes"}


def add(kinds: Any) -> None:
    """Declare both sources."""
    for name, what in _WHAT.items():
        parser = kinds.add_parser(
            name,
            help=what,
            description=(
                f"Met en place {what}, pour toute l’instance. Le fichier est contrôlé en entier "
                "avant ; refusé ou interrompu, il laisse en place ce qui y était."
            ),
        )
        parser.add_argument("fichier", type=Path, metavar="FICHIER", help="le fichier à lire")
        importer_sources.add_options(parser, but=("--geographie", "--adresse", "--partiel"))
        parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Import the file; 1 when communes of today are not in it."""
    from maillage.opendata import contours  # noqa: PLC0415 -- a command starts light
    from maillage.opendata.contours.importation import (  # noqa: PLC0415 -- same
        LICENCE,
        SOURCE,
        Origine,
    )

    outlines = args.source == "contours"
    action = contours.importer_contours if outlines else contours.importer_adjacence
    origin = Origine(
        source=args.editeur or SOURCE, licence=args.licence or LICENCE, millesime=args.millesime
    )
    try:
        report = action(args.fichier, on=lecture.today(), origine=origin, ecrire=not args.essai)
    except contours.SourceRefusee as refusal:
        raise messages.BadCall(f"{refusal}. Rien n’a été changé.") from refusal
    if args.json:
        messages.out_json(as_json(report))
    else:
        show(report, dry=args.essai)
    return messages.PROBLEMS if report.inconnues else messages.WELL


def show(report: "RapportContours", *, dry: bool) -> None:
    """Say what was found, what lacks, and whether it is in place."""
    fiche, sorte = report.fiche, report.sorte
    many = messages.counted(fiche.elements, _COUNTED[sorte], _COUNTED_MANY[sorte])
    communes = messages.counted(fiche.communes, "commune")
    messages.out(f"{many}, {communes}" if sorte == "adjacence" else many)
    if fiche.calculee:
        messages.out("Trouvées dans les lignes que les contours partagent.")
    _some("Communes d’aujourd’hui absentes du fichier", report.sans)
    _some("Codes qui ne sont pas des communes d’aujourd’hui", report.inconnues)
    messages.out(f"{fiche.source}, {fiche.millesime}, {fiche.licence}")
    messages.out(f"SHA-256 {fiche.empreinte}")
    if report.deja:
        messages.out("Ce fichier était déjà en place : rien n’a changé.")
    elif report.ecrit:
        messages.out("C’est en place.")
    elif dry:
        messages.out("Essai : rien n’a été mis en place.")
    if report.adjacence:
        messages.out()
        show(report.adjacence, dry=dry)


def _some(title: str, codes: tuple[str, ...]) -> None:
    if codes:
        shown = " ".join(codes[:_SHOWN]) + (" …" if len(codes) > _SHOWN else "")
        messages.paragraph(f"{title} ({messages.number(len(codes))}) : {shown}", rest="  ")


def as_json(report: "RapportContours") -> dict[str, Any]:
    """Return the report under its French keys."""
    return {
        "sorte": report.sorte,
        **report.fiche.as_data(),
        "sans": list(report.sans),
        "inconnues": list(report.inconnues),
        "deja": report.deja,
        "ecrit": report.ecrit,
        "adjacence": as_json(report.adjacence) if report.adjacence else None,
    }
