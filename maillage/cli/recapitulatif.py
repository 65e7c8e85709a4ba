"""`maillage recapitulatif`: the letter of Monday, to be run by cron."""

import argparse
from typing import Any

from maillage.cli import instance, lecture, messages


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "recapitulatif",
        help="écrire le récapitulatif de la semaine (à lancer le lundi)",
        description="Écrit à chaque personne ce qui a changé dans ses dossiers, ce qui l’attend et "
        "les prochaines dates. Un message par personne et par semaine au plus, aucun s’il n’y a "
        "rien à dire. Relancer la commande ne renvoie rien.",
    )
    parser.add_argument(
        "--le",
        type=lecture.day,
        metavar="AAAA-MM-JJ",
        help="le jour du récapitulatif (aujourd’hui par défaut)",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the letters, one transaction each: what stops in the middle goes on at the next call."""
    instance.open_base()
    from django.conf import settings  # noqa: PLC0415 -- needs Django ready
    from django.urls import reverse  # noqa: PLC0415 -- needs Django ready

    from maillage.accounts.models import User  # noqa: PLC0415 -- needs Django ready
    from maillage.dossiers.actions.send_recapitulatif import (  # noqa: PLC0415 -- needs Django ready
        send_recapitulatif,
    )

    on, at = args.le or lecture.today(), lecture.now()
    site = settings.SITE_URL
    people = User.objects.filter(is_active=True, recapitulatif=True, acces__isnull=False)
    written = sum(
        send_recapitulatif(
            user=person,
            on=on,
            at=at,
            lien=f"{site}{reverse('a_faire_partout')}",
            compte=f"{site}{reverse('mon_compte')}",
        )
        for person in people.distinct().order_by("pk")
    )
    count = messages.counted(written, "récapitulatif écrit", "récapitulatifs écrits")
    messages.out(f"{count}.")
    return messages.WELL
