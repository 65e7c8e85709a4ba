"""`maillage courriels`: send what waits, and read what could not leave."""

import argparse
from typing import TYPE_CHECKING, Any

from maillage.cli import instance, lecture, messages

if TYPE_CHECKING:
    from maillage.accounts.envoi import Bilan
    from maillage.accounts.models import Courriel

_ETATS = {
    "a_envoyer": "attend",
    "en_cours": "interrompu",
    "envoye": "envoyé",
    "abandonne": "abandonné",
}


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "courriels",
        help="envoyer les messages qui attendent, les lire",
        description="Les messages que Maillage envoie, ou garde faute de serveur d’envoi.",
    )
    verbs = parser.add_subparsers(title="verbes", metavar="VERBE", dest="verbe", required=True)
    send = verbs.add_parser(
        "envoyer",
        help="envoyer ce qui attend (à lancer toutes les cinq minutes)",
        description="Envoie les messages qui attendent et efface ceux de plus de 90 jours. "
        "Plusieurs à la fois se partagent le travail ; aucun message ne part deux fois.",
    )
    send.set_defaults(run=send_all)
    listing = verbs.add_parser("lister", help="les messages gardés et leur état")
    listing.add_argument("--tous", action="store_true", help="aussi ceux qui sont partis")
    listing.add_argument("--json", action="store_true", help="résultat pour une machine")
    listing.set_defaults(run=list_all)
    for verb, run, words in (
        ("lire", read_one, "afficher un message, avec son lien"),
        ("renvoyer", again, "remettre à l’envoi un message interrompu ou abandonné"),
    ):
        one = verbs.add_parser(verb, help=words, description=f"{words.capitalize()}.")
        one.add_argument("numero", metavar="NUMÉRO", type=int, help="celui que « lister » montre")
        one.set_defaults(run=run)


def send_all(_: argparse.Namespace) -> int:
    """Send what waits; 1 when something could not leave."""
    instance.open_base()
    from maillage.accounts import courriels, envoi  # noqa: PLC0415 -- needs Django ready
    from maillage.dossiers import ouvertures  # noqa: PLC0415 -- needs Django ready
    from maillage.dossiers.actions.forget_invitations import (  # noqa: PLC0415 -- the same
        forget_invitations,
    )

    removed = courriels.purger(at=lecture.now())
    forget_invitations(at=lecture.now())
    ouvertures.forget(at=lecture.now())
    if removed:
        messages.out(
            f"{messages.counted(removed, 'ancien message effacé', 'anciens messages effacés')}."
        )
    if not courriels.partent():
        messages.out(
            "Il n’y a pas de serveur d’envoi (MAILLAGE_SMTP_HOTE) : rien ne part. "
            "« maillage courriels lister » montre ce qui attend."
        )
        return messages.WELL
    return _told(envoi.envoyer(at=lecture.now()))


def _told(bilan: "Bilan") -> int:
    messages.out(f"{messages.counted(bilan.envoyes, 'message envoyé', 'messages envoyés')}.")
    for count, words in (
        (bilan.remis, "à réessayer plus tard"),
        (bilan.incertains, "sans réponse du serveur"),
        (bilan.abandonnes, "abandonné" if bilan.abandonnes == 1 else "abandonnés"),
    ):
        if count:
            messages.out(f"{messages.counted(count, 'message')} {words}.")
    if bilan.erreur:
        messages.error(f"le serveur d’envoi ne répond pas ({bilan.erreur}).")
    clean = not (bilan.erreur or bilan.incertains or bilan.abandonnes)
    return messages.WELL if clean else messages.PROBLEMS


def list_all(args: argparse.Namespace) -> int:
    """List the messages, without their texts."""
    instance.open_base()
    from maillage.accounts import courriels  # noqa: PLC0415 -- needs Django ready
    from maillage.accounts.models import Courriel, Etat  # noqa: PLC0415 -- needs Django ready

    courriels.effacer_perimes(at=lecture.now())
    found = Courriel.objects.order_by("pk")
    rows = list(found if args.tous else found.exclude(etat=Etat.ENVOYE))
    if args.json:
        messages.out_json([_as_data(row) for row in rows])
        return messages.WELL
    for row in rows:
        when = row.created_at.astimezone().strftime("%Y-%m-%d %H:%M")
        error = f" ; {row.erreur}" if row.erreur else ""
        messages.out(
            f"{row.pk}  {when}  {row.destinataire}  {row.sujet}  ({_ETATS[row.etat]}{error})"
        )
    if not rows:
        messages.out("Aucun message n’attend.")
    return messages.WELL


def _as_data(row: "Courriel") -> dict[str, object]:
    return {
        "numero": row.pk,
        "destinataire": row.destinataire,
        "nature": row.nature,
        "sujet": row.sujet,
        "etat": row.etat,
        "essais": row.essais,
        "erreur": row.erreur,
        "ecrit_le": row.created_at.isoformat(),
        "envoye_le": row.sent_at.isoformat() if row.sent_at else None,
    }


def read_one(args: argparse.Namespace) -> int:
    """Print a message."""
    instance.open_base()
    from maillage.accounts import courriels  # noqa: PLC0415 -- needs Django ready
    from maillage.accounts.models import Courriel  # noqa: PLC0415 -- needs Django ready

    courriels.effacer_perimes(at=lecture.now())
    row = Courriel.objects.filter(pk=args.numero).first()
    if row is None:
        raise messages.BadCall(f"aucun message ne porte le numéro {args.numero}")
    messages.out(f"À : {row.destinataire}")
    messages.out(f"Objet : {row.sujet}")
    messages.out()
    for line in (row.corps or "Le texte est effacé : son lien ne sert plus.").splitlines():
        messages.out(line)
    return messages.WELL


def again(args: argparse.Namespace) -> int:
    """Put a message back in the queue."""
    instance.open_base()
    from maillage.accounts import envoi  # noqa: PLC0415 -- needs Django ready

    if not envoi.renvoyer(args.numero, at=lecture.now()):
        raise messages.BadCall(
            f"le message {args.numero} n’est ni interrompu ni abandonné, ou son texte est effacé"
        )
    messages.out("Le message partira au prochain « maillage courriels envoyer ».")
    return messages.WELL
