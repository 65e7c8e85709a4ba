"""`maillage journal verifier`: did anybody rewrite the journal?"""

import argparse
from typing import Any

from maillage.cli import instance, messages


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "journal",
        help="vérifier que le journal est intact",
        description="Le journal de l’instance.",
    )
    verbs = parser.add_subparsers(title="verbes", metavar="VERBE", dest="verbe", required=True)
    verify = verbs.add_parser(
        "verifier",
        help="relire toute la chaîne",
        description="Chaque ligne du journal porte l’empreinte de la précédente. Relit toutes les "
        "chaînes et nomme l’endroit où l’une ne tient pas.",
    )
    verify.add_argument("--json", action="store_true", help="résultat pour une machine")
    verify.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read every chain; 1 when one does not hold."""
    instance.open_base()
    from maillage.dossiers.models import EntreeJournal  # noqa: PLC0415 -- needs Django ready
    from maillage.dossiers.queries import journal  # noqa: PLC0415 -- needs Django ready

    count = EntreeJournal.objects.count()
    breaks = journal.verify()
    if args.json:
        found = [
            {
                "dossier": str(one.dossier) if one.dossier else None,
                "ligne": one.numero,
                "message": one.message,
            }
            for one in breaks
        ]
        messages.out_json({"lignes": count, "ruptures": found})
    else:
        for one in breaks:
            messages.out(str(one))
        state = "le journal est intact" if not breaks else "le journal a été touché"
        messages.out(f"{messages.counted(count, 'ligne relue', 'lignes relues')} : {state}")
    return messages.PROBLEMS if breaks else messages.WELL
