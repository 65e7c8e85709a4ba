"""`maillage compte`: open an account on this instance, and list those there are."""

import argparse
import secrets
from typing import Any

from maillage.cli import instance, lecture, messages


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "compte", help="ouvrir un compte", description="Les comptes de cette instance."
    )
    verbs = parser.add_subparsers(title="verbes", metavar="VERBE", dest="verbe", required=True)
    create = verbs.add_parser(
        "ouvrir",
        help="ouvrir un compte à une personne",
        description="Ouvre un compte avec un mot de passe tiré au hasard, affiché une seule fois. "
        "La personne le changera depuis sa page « Compte ».",
    )
    create.add_argument("courriel", metavar="COURRIEL")
    create.add_argument("--nom", required=True)
    create.add_argument("--prenom", default="")
    create.set_defaults(run=open_one)
    listing = verbs.add_parser("lister", help="les comptes de l’instance")
    listing.add_argument("--json", action="store_true", help="résultat pour une machine")
    listing.set_defaults(run=list_all)


def open_one(args: argparse.Namespace) -> int:
    """Open an account and print its first password, once."""
    instance.open_base()
    from maillage.dossiers.actions import open_account as action  # noqa: PLC0415 -- needs Django

    password = secrets.token_urlsafe(12)
    try:
        user = action.open_account(
            email=args.courriel,
            nom=args.nom,
            prenom=args.prenom,
            password=password,
            on=lecture.today(),
            at=lecture.now(),
        )
    except action.NotOpened as error:
        raise messages.BadCall(str(error)) from error
    messages.out(f"Compte ouvert : {user.email}")
    messages.out(f"Mot de passe, affiché cette seule fois : {password}")
    return messages.WELL


def list_all(args: argparse.Namespace) -> int:
    """List the accounts."""
    instance.open_base()
    from maillage.accounts.models import User  # noqa: PLC0415 -- needs Django ready

    users = list(User.objects.order_by("email"))
    if args.json:
        messages.out_json(
            [{"courriel": u.email, "nom": str(u), "ouvert": u.is_active} for u in users]
        )
        return messages.WELL
    for user in users:
        messages.out(f"{user.email}  {user}{'' if user.is_active else '  (fermé)'}")
    if not users:
        messages.out("Aucun compte dans cette instance.")
    return messages.WELL
