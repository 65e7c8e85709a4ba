"""`maillage dossier exporter|importer`: a whole dossier, from and to one open file."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from maillage.cli import instance, lecture, messages

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.dossiers.models import Dossier

LOCAL_ACCOUNT = "poste@maillage.invalid"  # a name that no mail can reach (RFC 2606)


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "dossier",
        help="exporter ou importer un dossier entier",
        description="Un dossier entier dans un seul fichier ouvert, sans perte dans les deux sens.",
    )
    verbs = parser.add_subparsers(title="verbes", metavar="VERBE", dest="verbe", required=True)
    _add_export(verbs)
    _add_import(verbs)
    _add_share(verbs)
    listing = verbs.add_parser("lister", help="les dossiers de l’instance et leur identifiant")
    listing.add_argument("--json", action="store_true", help="résultat pour une machine")
    listing.set_defaults(run=list_all)


def _add_export(verbs: Any) -> None:
    export = verbs.add_parser(
        "exporter",
        help="écrire un dossier dans un fichier",
        description="Écrit un dossier dans un fichier YAML ou JSON, ou à l’écran sans --vers.",
    )
    export.add_argument(
        "identifiant", metavar="IDENTIFIANT", help="voir « maillage dossier lister »"
    )
    export.add_argument("--vers", type=Path, metavar="FICHIER", help="où écrire")
    export.add_argument("--format", choices=("yaml", "json"), help="yaml, sauf si --vers dit .json")
    _add_account(export)
    export.set_defaults(run=export_one)


def _add_import(verbs: Any) -> None:
    intake = verbs.add_parser(
        "importer",
        help="reprendre un dossier depuis un fichier",
        description="Crée un dossier depuis un fichier, ou remplace tout le contenu d’un autre.",
    )
    intake.add_argument("fichier", type=Path, metavar="DOSSIER.yaml", help="le fichier à reprendre")
    intake.add_argument(
        "--dans", metavar="IDENTIFIANT", help="remplacer le contenu de ce dossier, sans en créer"
    )
    intake.add_argument("--json", action="store_true", help="résultat pour une machine")
    _add_account(intake)
    intake.set_defaults(run=import_one)


def _add_share(verbs: Any) -> None:
    share = verbs.add_parser(
        "partager",
        help="donner à un compte un rôle dans un dossier",
        description="Donne un rôle dans l’équipe d’un dossier à un compte qui existe déjà.",
    )
    share.add_argument(
        "identifiant", metavar="IDENTIFIANT", help="voir « maillage dossier lister »"
    )
    share.add_argument("--avec", required=True, metavar="COURRIEL", help="le compte qui reçoit")
    share.add_argument(
        "--role",
        default="membre",
        choices=("porteur", "coordinateur", "president", "tresorier", "membre", "lecteur"),
        help="membre si rien n’est dit",
    )
    _add_account(share)
    share.set_defaults(run=share_one)


def _add_account(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--compte",
        metavar="COURRIEL",
        help="compte au nom duquel agir (à défaut, celui du porteur)",
    )


def export_one(args: argparse.Namespace) -> int:
    """Write a dossier to a file or to the screen."""
    instance.open_base()
    from maillage.dossiers import facts, fichier, permissions  # noqa: PLC0415 -- needs Django ready

    dossier = _find(args.identifiant)
    try:
        permissions.check(_actor(args.compte, dossier), "dossier.exporter", dossier)
    except (permissions.Forbidden, type(dossier).DoesNotExist) as error:
        raise messages.BadCall(str(error)) from error
    as_json = (args.format or (args.vers.suffix[1:] if args.vers else "")) == "json"
    content = fichier.ecrire(facts.of(dossier), format="json" if as_json else "yaml")
    if args.vers is None:
        sys.stdout.buffer.write(content)
    else:
        write(args.vers, content)
        messages.out(f"Dossier écrit dans « {args.vers} »")
    return messages.WELL


def import_one(args: argparse.Namespace) -> int:
    """Take a dossier in from a file, all of it or nothing."""
    facts = lecture.dossier_of(args.fichier)
    instance.open_base()
    from maillage.dossiers.actions import import_dossier as action  # noqa: PLC0415 -- needs Django
    from maillage.dossiers.models import Dossier  # noqa: PLC0415 -- needs Django ready
    from maillage.dossiers.permissions import Forbidden  # noqa: PLC0415 -- needs Django ready

    target = _find(args.dans) if args.dans else None
    actor = _actor(args.compte, target)
    try:
        dossier = action.import_dossier(facts=facts, by=actor, on=lecture.today(), dossier=target)
    except action.NotStorable as error:
        found = "\n".join(f"  {problem}" for problem in error.problems)
        raise messages.BadCall(
            f"« {args.fichier} » ne peut pas être repris, rien n’a été changé.\n{found}"
        ) from error
    except (Forbidden, Dossier.DoesNotExist) as error:
        raise messages.BadCall(str(error)) from error
    if args.json:
        messages.out_json({"identifiant": str(dossier.public_id), "compte": actor.email})
    else:
        messages.out(f"Dossier repris : {dossier.public_id} (compte {actor.email})")
    return messages.WELL


def share_one(args: argparse.Namespace) -> int:
    """Give an account a role in a dossier."""
    instance.open_base()
    from maillage.dossiers.actions.give_acces import give_acces  # noqa: PLC0415 -- needs Django
    from maillage.dossiers.permissions import Forbidden  # noqa: PLC0415 -- needs Django ready
    from maillage.reference.permissions import Role  # noqa: PLC0415 -- reads YAML

    dossier = _find(args.identifiant)
    actor, user = _actor(args.compte, dossier), _actor(args.avec, None)
    try:
        give_acces(dossier=dossier, user=user, role=Role(args.role), by=actor, on=lecture.today())
    except (Forbidden, type(dossier).DoesNotExist) as error:
        raise messages.BadCall(str(error)) from error
    messages.out(f"{user.email} : {args.role} de « {dossier.nom or 'sans nom'} »")
    return messages.WELL


def list_all(args: argparse.Namespace) -> int:
    """List the dossiers of the instance."""
    instance.open_base()
    from maillage.dossiers.models import Dossier  # noqa: PLC0415 -- needs Django ready

    rows = list(Dossier.objects.order_by("nom", "pk").values_list("public_id", "nom"))
    if args.json:
        messages.out_json([{"identifiant": str(pid), "nom": nom} for pid, nom in rows])
        return messages.WELL
    for public_id, nom in rows:
        messages.out(f"{public_id}  {nom or 'sans nom'}")
    if not rows:
        messages.out("Aucun dossier dans cette instance.")
    return messages.WELL


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: a killed process leaves the former one."""
    draft = path.with_name(f".{path.name}.en-cours")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _find(identifiant: str) -> "Dossier":
    from maillage.dossiers.models import Dossier  # noqa: PLC0415 -- needs Django ready

    try:
        return Dossier.objects.get(public_id=UUID(identifiant))
    except (ValueError, Dossier.DoesNotExist):
        raise messages.BadCall(
            f"aucun dossier « {identifiant} ». La liste est là : maillage dossier lister"
        ) from None


def _actor(email: str | None, dossier: "Dossier | None") -> "User":
    """Return the account to act for: the one named, the porteur, or the account of this machine."""
    from maillage.accounts.models import User  # noqa: PLC0415 -- needs Django ready

    if email:
        try:
            return User.objects.get_by_natural_key(email)
        except User.DoesNotExist:
            raise messages.BadCall(f"aucun compte « {email} » dans cette instance") from None
    if dossier is not None:
        holder = (
            User.objects.filter(acces__dossier=dossier, acces__role="porteur", is_active=True)
            .order_by("pk")
            .first()
        )
        if holder is not None:
            return holder
        raise messages.BadCall("ce dossier n’a plus de porteur : dites pour qui, avec --compte")
    found = User.objects.filter(email=LOCAL_ACCOUNT).first()
    return found or User.objects.create_user(LOCAL_ACCOUNT, None, nom="Poste local")
