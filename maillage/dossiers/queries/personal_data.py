"""All that an instance holds about a person, to be handed to her."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from maillage.accounts.models import Courriel, MembreAgence, User
from maillage.dossiers.models import (
    Acces,
    Attribution,
    Commentaire,
    EntreeJournal,
    Invitation,
    LienAgenda,
    PerimetrePublie,
    VersionEcartee,
    VersionFiche,
    VersionTexte,
)


def of(user: User) -> dict[str, Any]:
    """Return the account, its accès, what it wrote (counted, not copied), what was sent to it."""
    return {
        "compte": {
            "adresse": user.email,
            "nom": user.nom,
            "prenom": user.prenom,
            "ouvert_le": user.created_at.isoformat(),
            "derniere_connexion": user.last_login.isoformat() if user.last_login else None,
            "recoit_le_recapitulatif": user.recapitulatif,
            "administre_l_instance": user.is_superuser,
        },
        "acces": _acces(user),
        "textes_ecrits": _counted(VersionTexte.objects.filter(auteur=user), "texte__dossier"),
        "textes_mis_de_cote": _counted(
            VersionEcartee.objects.filter(auteur=user), "texte__dossier"
        ),
        "fiches_ecrites": _counted(VersionFiche.objects.filter(auteur=user), "dossier"),
        "perimetres_publies": _counted(PerimetrePublie.objects.filter(publie_par=user), "dossier"),
        "commentaires_ecrits": _counted(Commentaire.objects.filter(auteur=user), "dossier"),
        "pages_demandees": _counted(Attribution.objects.filter(personne=user), "dossier"),
        "lignes_du_journal": _counted(EntreeJournal.objects.filter(auteur=user), "dossier"),
        "liens_d_agenda": _agendas(user),
        "agences": _agences(user),
        "invitations": _invitations(user),
        "messages": _messages(user),
    }


def _acces(user: User) -> list[dict[str, Any]]:
    rows = Acces.objects.filter(user=user).select_related("dossier").order_by("dossier", "pk")
    return [
        {"dossier": str(row.dossier), "role": row.role, "depuis": row.created_at.isoformat()}
        for row in rows
    ]


def _agendas(user: User) -> list[dict[str, Any]]:
    """Say that there is a link, and since when: its secret is kept nowhere."""
    rows = LienAgenda.objects.filter(user=user).select_related("dossier").order_by("dossier")
    return [{"dossier": str(row.dossier), "depuis": row.created_at.isoformat()} for row in rows]


def _agences(user: User) -> list[dict[str, Any]]:
    rows = MembreAgence.objects.filter(user=user).select_related("agence").order_by("pk")
    return [
        {
            "agence": row.agence.nom,
            "role": row.role,
            "depuis": row.depuis.isoformat(),
            "jusqua": row.jusqua.isoformat() if row.jusqua else None,
        }
        for row in rows
    ]


def _counted(rows: QuerySet[Any], path: str) -> list[dict[str, Any]]:
    """Count by dossier; what belongs to none is the account itself."""
    name = f"{path}__nom"
    found = rows.values(path, name).annotate(total=Count("pk")).order_by(path)
    return [{"dossier": row[name] if row[path] else None, "nombre": row["total"]} for row in found]


def _invitations(user: User) -> list[dict[str, Any]]:
    """Return those sent to the person, and those sent by her: of these, no address of others."""
    mine = Q(email=user.email) | Q(accepted_by=user) | Q(created_by=user)
    return [
        {
            "dossier": str(row.dossier),
            "role": row.role,
            "ecrite_par_moi": row.created_by_id == user.pk,
            "le": row.sent_at.isoformat(),
            "acceptee_le": row.accepted_at.isoformat() if row.accepted_at else None,
        }
        for row in Invitation.objects.filter(mine).select_related("dossier").order_by("pk")
    ]


def _messages(user: User) -> list[dict[str, Any]]:
    mine = Courriel.objects.filter(Q(user=user) | Q(destinataire=user.email)).order_by("pk")
    return [
        {
            "adresse": row.destinataire,
            "sujet": row.sujet,
            "ecrit_le": row.created_at.isoformat(),
            "envoye_le": row.sent_at.isoformat() if row.sent_at else None,
        }
        for row in mine
    ]
