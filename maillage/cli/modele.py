"""`maillage modele`: an agency's own Word model, checked and filled."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maillage.cli import lecture, messages
from maillage.cli.dossier import write

if TYPE_CHECKING:
    from maillage.documents.modeles import RapportModele


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "modele",
        help="vérifier ou remplir le modèle Word d’une agence",
        description="Un modèle Word à balises, apporté par une agence (docs/balises-modeles.md).",
    )
    verbs = parser.add_subparsers(title="verbes", metavar="VERBE", dest="verbe", required=True)
    check = verbs.add_parser(
        "verifier",
        help="dire quelles balises sont inconnues ou absentes",
        description="Ouvre le modèle, l’essaie, et nomme ce qui empêche de s’en servir.",
    )
    check.add_argument("modele", type=Path, metavar="MODELE.docx")
    check.add_argument("--json", action="store_true", help="résultat pour une machine")
    check.set_defaults(run=check_one)
    fill = verbs.add_parser("remplir", help="remplir le modèle avec un dossier")
    fill.add_argument("modele", type=Path, metavar="MODELE.docx")
    fill.add_argument("dossier", type=Path, metavar="DOSSIER.yaml")
    fill.add_argument("--vers", type=Path, required=True, metavar="SORTIE.docx", help="où écrire")
    fill.add_argument(
        "--le", type=lecture.day, metavar="AAAA-MM-JJ", help="date du document (aujourd’hui)"
    )
    fill.set_defaults(run=fill_one)


def check_one(args: argparse.Namespace) -> int:
    """Print what the model asks; 1 when it cannot be used."""
    from maillage.documents import modeles  # noqa: PLC0415 -- loads the writers

    report = modeles.verifier(lecture.content_of(args.modele))
    if args.json:
        messages.out_json(
            {
                "utilisable": report.utilisable,
                "refus": report.refus,
                "utilisees": list(report.utilisees),
                "inconnues": [
                    {"balise": one.nom, "proche": one.proche} for one in report.inconnues
                ],
                "inutilisees": list(report.inutilisees),
            }
        )
    else:
        _show(report)
    return messages.WELL if report.utilisable else messages.PROBLEMS


def _show(report: "RapportModele") -> None:
    if report.refus:
        messages.paragraph(f"Ce modèle est refusé : {report.refus}")
    for one in report.inconnues:
        near = f" ; vouliez-vous « {one.proche} » ?" if one.proche else ""
        messages.out(f"Balise inconnue : « {one.nom} »{near}")
    used = messages.counted(len(report.utilisees), "balise reconnue", "balises reconnues")
    if not report.refus:
        others = messages.counted(len(report.inutilisees), "autre possible", "autres possibles")
        messages.out(f"{used}, {others} (docs/balises-modeles.md)")
    messages.out("Ce modèle peut servir." if report.utilisable else "Ce modèle ne peut pas servir.")


def fill_one(args: argparse.Namespace) -> int:
    """Write the model filled with a dossier; nothing when it cannot be."""
    from maillage.documents import modeles  # noqa: PLC0415 -- loads the writers

    facts = lecture.dossier_of(args.dossier)
    try:
        content = modeles.remplir(
            lecture.content_of(args.modele), facts, on=args.le or lecture.today()
        )
    except modeles.ModeleRefuse as error:
        raise messages.BadCall(str(error)) from error
    write(args.vers, content)
    messages.out(f"Document écrit dans « {args.vers} »")
    return messages.WELL
