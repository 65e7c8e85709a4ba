"""`maillage agence`: open an agency on this instance, give roles in it, list them."""

import argparse
from typing import TYPE_CHECKING, Any

from maillage.cli import instance, lecture, messages

if TYPE_CHECKING:
    from maillage.accounts.models import Agence, User

ROLES = ("ars_dd", "ars_siege", "cpam", "elsm", "msa", "observateur")


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "agence",
        help="ouvrir une agence, y rattacher des comptes",
        description="Les agences de cette instance : ARS, délégations, caisses.",
    )
    verbs = parser.add_subparsers(title="verbes", metavar="VERBE", dest="verbe", required=True)
    create = verbs.add_parser("ouvrir", help="ouvrir une agence")
    create.add_argument("nom", metavar="NOM", help="par exemple « ARS Bretagne, siège »")
    create.add_argument("--region", required=True, metavar="SIGLE", help="AURA, BRE, OCC…")
    create.add_argument("--genre", default="ars", choices=("ars", "caisse"), help="ars sinon")
    create.add_argument(
        "--departements", nargs="+", metavar="CODE", help="son ressort ; sinon toute la région"
    )
    create.set_defaults(run=open_one)
    _add_join(verbs)
    listing = verbs.add_parser("lister", help="les agences et leurs membres")
    listing.add_argument("--json", action="store_true", help="résultat pour une machine")
    listing.set_defaults(run=list_all)


def _add_join(verbs: Any) -> None:
    join = verbs.add_parser(
        "rattacher",
        help="donner à un compte un rôle dans une agence",
        description="Donne un rôle dans une agence à un compte qui existe déjà, ou y met fin.",
    )
    join.add_argument("agence", metavar="NOM", help="voir « maillage agence lister »")
    join.add_argument("--compte", required=True, metavar="COURRIEL", help="le compte")
    join.add_argument("--role", required=True, choices=ROLES)
    join.add_argument(
        "--jusqua", type=lecture.day, metavar="AAAA-MM-JJ", help="dernier jour du rôle"
    )
    join.set_defaults(run=join_one)


def open_one(args: argparse.Namespace) -> int:
    """Open an agency."""
    instance.open_base()
    from maillage.accounts.models import GenreAgence  # noqa: PLC0415 -- needs Django ready
    from maillage.instruction.actions import open_agence as action  # noqa: PLC0415 -- same
    from maillage.reference import cog  # noqa: PLC0415 -- reads the tables

    unknown = [code for code in args.departements or () if not cog.table().departement(code)]
    if unknown:
        raise messages.BadCall(f"aucun département « {unknown[0]} »")
    try:
        agence = action.open_agence(
            nom=args.nom.strip(),
            genre=GenreAgence(args.genre),
            region=args.region.upper(),
            departements=args.departements,
            on=lecture.today(),
            at=lecture.now(),
        )
    except action.NotOpened as error:
        raise messages.BadCall(str(error)) from error
    messages.out(f"Agence ouverte : {agence.nom} ({agence.nom_region})")
    return messages.WELL


def join_one(args: argparse.Namespace) -> int:
    """Give an account a role in an agency."""
    instance.open_base()
    from maillage.instruction.actions import join_agence as action  # noqa: PLC0415 -- needs Django
    from maillage.reference.permissions import RoleAgence, table  # noqa: PLC0415 -- reads YAML

    agence, user = _agence(args.agence), _account(args.compte)
    on = lecture.today()
    if args.jusqua and args.jusqua < on:
        raise messages.BadCall("--jusqua ne peut pas être passé")
    try:
        member = action.join_agence(
            agence=agence,
            user=user,
            role=RoleAgence(args.role),
            jusqua=args.jusqua,
            on=on,
            at=lecture.now(),
        )
    except action.NotOfThisAgence as error:
        raise messages.BadCall(str(error)) from error
    end = f", jusqu’au {member.jusqua:%d/%m/%Y}" if member.jusqua else ""
    messages.out(f"{user.email} : {table().roles_agence[member.role]}, « {agence.nom} »{end}")
    return messages.WELL


def list_all(args: argparse.Namespace) -> int:
    """List the agencies, and who works for them today."""
    instance.open_base()
    from maillage.accounts.models import Agence, MembreAgence  # noqa: PLC0415 -- needs Django

    members: dict[int, list[MembreAgence]] = {}
    held = MembreAgence.objects.en_cours(lecture.today()).select_related("user")
    for one in held.order_by("user__email", "role"):
        members.setdefault(one.agence_id, []).append(one)
    found = list(Agence.objects.order_by("region", "nom"))
    if args.json:
        messages.out_json([_as_json(one, members.get(one.pk, [])) for one in found])
        return messages.WELL
    for agence in found:
        messages.out(f"{agence.region}  {agence.nom}")
        for one in members.get(agence.pk, []):
            messages.out(f"    {one.user.email}  {one.role}")
    if not found:
        messages.out("Aucune agence dans cette instance.")
    return messages.WELL


def _as_json(agence: "Agence", members: list[Any]) -> dict[str, Any]:
    return {
        "nom": agence.nom,
        "genre": agence.genre,
        "region": agence.region,
        "departements": agence.departements,
        "membres": [{"courriel": one.user.email, "role": one.role} for one in members],
    }


def _agence(name: str) -> "Agence":
    from maillage.accounts.models import Agence  # noqa: PLC0415 -- needs Django ready

    found = list(Agence.objects.filter(nom__iexact=name.strip()))
    if len(found) != 1:
        raise messages.BadCall(
            f"{'plusieurs agences portent' if found else 'aucune agence ne porte'} le nom « {name} ». "
            "La liste est là : maillage agence lister"
        )
    return found[0]


def _account(email: str) -> "User":
    from maillage.accounts.models import User  # noqa: PLC0415 -- needs Django ready

    try:
        return User.objects.get_by_natural_key(email)
    except User.DoesNotExist:
        raise messages.BadCall(f"aucun compte « {email} » dans cette instance") from None
