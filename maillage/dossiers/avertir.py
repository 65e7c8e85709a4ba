"""Tell by e-mail, beside what is written in the margin, the person it waits for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from maillage.accounts import courriels
from maillage.accounts.courriels import Nature
from maillage.accounts.models import User
from maillage.dossiers.cibles import Cible
from maillage.dossiers.models import Attribution, Commentaire

_LONGEST: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Lieu:
    """The place that a message speaks of; `lien` is its whole address."""

    cible: Cible
    lien: str


def attribution(row: Attribution, lieu: Lieu, *, at: datetime) -> None:
    """Tell whoever is asked; nobody is told of what they ask of themselves."""
    if row.personne_id == row.par_id:
        return
    cle = cle_attribution(row)
    courriels.effacer(cle=cle)  # a day that changed before the message left
    courriels.deposer(
        nature=Nature.ATTRIBUTION,
        destinataire=row.personne.email,
        user=row.personne,
        cle=cle,
        contexte={
            "par": str(row.par),
            "dossier": str(row.dossier),
            "titre": lieu.cible.titre,
            "demande": row.demande,
            "echeance": row.echeance,
            "lien": lieu.lien,
        },
        at=at,
    )


def mentions(row: Commentaire, people: Iterable[User], lieu: Lieu, *, at: datetime) -> None:
    """Tell those whom a comment calls by name."""
    texte = row.texte if len(row.texte) <= _LONGEST else f"{row.texte[:_LONGEST].rstrip()}…"
    for person in people:
        courriels.deposer(
            nature=Nature.MENTION,
            destinataire=person.email,
            user=person,
            cle=cle_commentaire(row),
            contexte={
                "par": str(row.auteur),
                "dossier": str(row.dossier),
                "titre": lieu.cible.titre,
                "texte": texte,
                "lien": lieu.lien,
            },
            at=at,
        )


def cle_attribution(row: Attribution) -> str:
    return f"attribution {row.pk}"


def cle_commentaire(row: Commentaire) -> str:
    return f"commentaire {row.pk}"
