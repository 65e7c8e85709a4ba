"""Demonstration accounts and the examples, for `maillage servir --demonstration` on one machine."""

from dataclasses import dataclass
from pathlib import Path

from maillage.accounts.models import Agence, GenreAgence, User
from maillage.cli import lecture, messages
from maillage.dossiers.actions.give_acces import give_acces
from maillage.dossiers.actions.import_dossier import import_dossier
from maillage.dossiers.models import Dossier
from maillage.instruction.actions.join_agence import join_agence
from maillage.instruction.actions.open_agence import open_agence
from maillage.reference.permissions import Role, RoleAgence

EXEMPLES = Path(__file__).resolve().parents[2] / "exemples"
PASSWORD = "sucs-et-mezenc-2026"  # noqa: S105 -- printed on purpose; served on this machine only


@dataclass(frozen=True, slots=True)
class Account:
    """A person who lets one see the application with a role."""

    email: str
    prenom: str
    nom: str
    role: Role | RoleAgence
    can: str


ACCOUNTS = (
    Account("porteuse@demo.example", "Camille", "Porteuse", Role.PORTEUR, "porte les dossiers"),
    Account("membre@demo.example", "Dominique", "Membre", Role.MEMBRE, "écrit avec l’équipe"),
    Account("lecteur@demo.example", "Sacha", "Lecteur", Role.LECTEUR, "lit sans modifier"),
)
AGENT = Account(
    "agence@demo.example", "Noa", "Agence", RoleAgence.ARS_SIEGE, "tient les modèles Word d’une ARS"
)
AGENCE = "ARS de démonstration"


def load() -> None:
    """Create what is missing; a second call changes nothing, and never undoes what was written."""
    users = {account: _user(account) for account in ACCOUNTS}
    _agency()
    owner = users[ACCOUNTS[0]]
    on = lecture.today()
    for path in sorted(EXEMPLES.glob("*.yaml")):
        facts = lecture.dossier_of(path)
        if Dossier.objects.filter(nom=facts.cpts.nom, acces__user=owner).exists():
            continue
        dossier = import_dossier(facts=facts, by=owner, on=on)
        for account in ACCOUNTS[1:]:
            give_acces(
                dossier=dossier, user=users[account], role=Role(account.role), by=owner, on=on
            )


def _agency() -> None:
    on, at = lecture.today(), lecture.now()
    agence = Agence.objects.filter(nom=AGENCE).first() or open_agence(
        nom=AGENCE, genre=GenreAgence.ARS, region="AURA", departements=None, on=on, at=at
    )
    join_agence(agence=agence, user=_user(AGENT), role=RoleAgence.ARS_SIEGE, on=on, at=at)


def _user(account: Account) -> User:
    found = User.objects.filter(email=account.email).first()
    return found or User.objects.create_user(
        account.email, PASSWORD, prenom=account.prenom, nom=account.nom
    )


def welcome() -> str:
    """Return what to type to sign in."""
    every = (*ACCOUNTS, AGENT)
    width = max(len(account.email) for account in every)
    lines = [f"    {account.email.ljust(width)}  {account.can}" for account in every]
    return "\n".join(
        [
            "Comptes de démonstration :",
            *lines,
            f"    mot de passe{messages.INSECABLE}: {PASSWORD}",
            "",
        ]
    )
