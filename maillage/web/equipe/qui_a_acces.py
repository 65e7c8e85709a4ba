"""Who has access to a dossier, who is invited, and how to invite someone."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from maillage.accounts import courriels
from maillage.accounts.models import User
from maillage.dossiers import invitations, permissions
from maillage.dossiers.actions.invite_person import invite_person
from maillage.dossiers.invitations import Sent
from maillage.dossiers.models import Acces, Dossier, Invitation
from maillage.reference import permissions as matrice
from maillage.reference.permissions import HEADS, Role
from maillage.web import clock, liens, limites
from maillage.web.equipe import acces, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.adresses import adresse
from maillage.web.equipe.formulaires.acces import FormulaireInvitation, nom
from maillage.web.equipe.formulaires.base import envoi
from maillage.web.typographie import fr, jour

INVITER: Final = "dossier.inviter"
RETIRER: Final = "dossier.retirer_acces"
_PER_HOUR: Final = 60  # a whole team is invited in an evening; a machine would do it in a second
_LINK: Final = "lien_invitation"


@dataclass(frozen=True, slots=True, kw_only=True)
class LignePersonne:
    """One person of the team."""

    nom: str
    initiales: str
    vous: bool
    ferme: bool  # the account no longer opens
    adresse: str  # empty for whoever need not know it
    roles: tuple[str, ...]
    url: str  # empty for whoever may change nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneInvitation:
    """One invitation that waits for an answer."""

    adresse: str
    role: str
    auteur: str
    envoyee: str
    fin: str
    expiree: bool
    renvoyer: str
    retirer: str


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@acces.sur_dossier()
def qui_a_acces(request: DossierRequest, dossier: Dossier) -> HttpResponseBase:
    form = FormulaireInvitation(envoi(request))
    if request.method == "POST":
        permissions.check(request.user, INVITER, dossier)
        if limites.depasse(request, "inviter", nombre=_PER_HOUR, duree=limites.HEURE):
            return reponses.trop(request)
    if form.is_valid():
        token = f"invite:{form.cleaned_data['jeton']}"
        if request.session.get(token):  # the same click, twice
            return reponses.vers(dossier, "qui_a_acces")
        with reponses.refus_dans(form):
            sent = invite_person(
                dossier=dossier,
                email=form.cleaned_data["email"],
                role=Role(form.cleaned_data["role"]),
                by=request.user,
                on=clock.today(),
                at=clock.now(),
                adresse=lien(request),
            )
            request.session[token] = True
            annoncer(request, sent)
            return reponses.vers(dossier, "qui_a_acces")
    return _show(request, dossier, form)


def lien(request: DossierRequest) -> invitations.Address:
    """Return what makes the address of an invitation from its secret."""
    return lambda token: liens.absolu(request, "invitation", token)


def annoncer(request: DossierRequest, sent: Sent) -> None:
    """Say that it is sent; without a mail server, keep its link to be shown once."""
    email = sent.invitation.email
    if courriels.partent():
        reponses.dire(request, f"L’invitation part à {email}.")
    else:
        request.session[_LINK] = {"adresse": email, "lien": sent.lien}


def _show(request: DossierRequest, dossier: Dossier, form: FormulaireInvitation) -> HttpResponse:
    held = permissions.of(request.user, dossier)
    rows = list(Acces.objects.filter(dossier=dossier).select_related("user"))
    mine = {row.role for row in rows if row.user_id == request.user.pk}
    context: dict[str, Any] = {
        "form": form,
        "personnes": _people(rows, request.user, dossier, heads=INVITER in held),
        "roles": [(nom(role), fr(matrice.phrase(role))) for role in Role],
        "peut_inviter": INVITER in held,
        "invitations": _waiting(dossier) if INVITER in held else [],
        "a_copier": request.session.pop(_LINK, None),
        "peut_passer": INVITER in held and bool(mine & set(HEADS)),
        "partent": courriels.partent(),
        "urls": {
            "relais": adresse(dossier, "relais"),
            "quitter": adresse(dossier, "quitter_dossier"),
        },
    }
    return reponses.page(
        request,
        dossier,
        "equipe/qui_a_acces.html",
        context,
        section="qui_a_acces",
        status=422 if form.errors else 200,
    )


def _people(
    rows: list[Acces], reader: User, dossier: Dossier, *, heads: bool
) -> list[LignePersonne]:
    found: dict[User, set[str]] = {}
    for row in rows:
        found.setdefault(row.user, set()).add(row.role)
    return [
        LignePersonne(
            nom=str(user),
            initiales="".join(word[:1] for word in str(user).split()[:2]).upper(),
            vous=user.pk == reader.pk,
            ferme=not user.is_active,
            adresse=user.email if heads else "",
            roles=tuple(nom(role) for role in Role if role.value in roles),
            url=adresse(dossier, "roles", str(user.pk)) if heads else "",
        )
        for user, roles in sorted(found.items(), key=_by_name)
    ]


def _by_name(line: tuple[User, set[str]]) -> tuple[str, str, int]:
    user = line[0]
    return user.nom.casefold(), user.prenom.casefold(), user.pk


def _waiting(dossier: Dossier) -> list[LigneInvitation]:
    now = clock.now()
    return [_line(dossier, row, now >= row.expires_at) for row in invitations.pending(dossier)]


def _line(dossier: Dossier, row: Invitation, expired: bool) -> LigneInvitation:
    return LigneInvitation(
        adresse=row.email,
        role=nom(row.role),
        auteur=str(row.created_by),
        envoyee=jour(row.sent_at),
        fin=jour(row.expires_at),
        expiree=expired,
        renvoyer=adresse(dossier, "invitation_renvoyer", str(row.pk)),
        retirer=adresse(dossier, "invitation_retirer", str(row.pk)),
    )
