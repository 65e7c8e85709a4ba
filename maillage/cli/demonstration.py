"""Demonstration accounts and the examples, for `maillage servir --demonstration` on one machine."""

from dataclasses import dataclass
from pathlib import Path

from maillage.accounts.models import User
from maillage.cli import lecture, messages
from maillage.dossiers.actions.give_acces import give_acces
from maillage.dossiers.actions.import_dossier import import_dossier
from maillage.dossiers.models import Dossier
from maillage.reference.permissions import Role

EXEMPLES = Path(__file__).resolve().parents[2] / "exemples"
PASSWORD = "sucs-et-mezenc-2026"  # noqa: S105 -- printed on purpose; served on this machine only


@dataclass(frozen=True, slots=True)
class Account:
    """A person who lets one see the application with a role."""

    email: str
    prenom: str
    nom: str
    role: Role
    can: str


ACCOUNTS = (
    Account("porteuse@demo.example", "Camille", "Porteuse", Role.PORTEUR, "porte les dossiers"),
    Account("membre@demo.example", "Dominique", "Membre", Role.MEMBRE, "écrit avec l’équipe"),
    Account("lecteur@demo.example", "Sacha", "Lecteur", Role.LECTEUR, "lit sans modifier"),
)


def load() -> None:
    """Create what is missing; a second call changes nothing, and never undoes what was written."""
    users = {account: _user(account) for account in ACCOUNTS}
    owner = users[ACCOUNTS[0]]
    on = lecture.today()
    for path in sorted(EXEMPLES.glob("*.yaml")):
        facts = lecture.dossier_of(path)
        if Dossier.objects.filter(nom=facts.cpts.nom, acces__user=owner).exists():
            continue
        dossier = import_dossier(facts=facts, by=owner, on=on)
        for account in ACCOUNTS[1:]:
            give_acces(dossier=dossier, user=users[account], role=account.role, by=owner, on=on)


def _user(account: Account) -> User:
    found = User.objects.filter(email=account.email).first()
    return found or User.objects.create_user(
        account.email, PASSWORD, prenom=account.prenom, nom=account.nom
    )


def welcome() -> str:
    """Return what to type to sign in."""
    width = max(len(account.email) for account in ACCOUNTS)
    lines = [f"    {account.email.ljust(width)}  {account.can}" for account in ACCOUNTS]
    return "\n".join(
        [
            "Comptes de démonstration :",
            *lines,
            f"    mot de passe{messages.INSECABLE}: {PASSWORD}",
            "",
        ]
    )
