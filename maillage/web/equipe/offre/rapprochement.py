"""The page where the team says who of it is who in the directory."""

import re
from typing import Any, Final

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from maillage.core.offre import Certitude, Exercice, Rapprochement
from maillage.dossiers import offre as lue
from maillage.dossiers import territoire as territoire_du_dossier
from maillage.dossiers.actions.refuse_rpps import refuse_rpps
from maillage.dossiers.actions.update_personne import update_personne
from maillage.dossiers.models import Dossier, Personne
from maillage.dossiers.writing import Conflict
from maillage.reference import cog
from maillage.reference.offre import offre
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.offre import montree, refusees
from maillage.web.typographie import fr

_RPPS: Final = re.compile(r"[0-9]{11}")
_ROW: Final = re.compile(r"[0-9]{1,15}")
_SHOWN: Final = 4  # candidates of one member
_GROUPS: Final = (
    (Certitude.PROPOSEE, "À confirmer", "voir"),
    (Certitude.INTROUVABLE, "Numéro absent de l’annuaire", "voir"),
    (Certitude.AILLEURS, "Exercent ailleurs", "conseil"),
    (Certitude.AUCUNE, "Personne de ce nom ici", "neutre"),
    (Certitude.ICI, "Reconnus", "bien"),
)


@require_safe
@acces.sur_dossier()
def rapprochement(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    on = clock.today()
    frame = cadre.de(dossier, request.user, section="equipe", on=on)
    analysis = territoire_du_dossier.analyse(frame.faits.territoire, on=on)
    read = lue.lire(lue.lieux(analysis))
    context: dict[str, Any] = {
        "fil": [{"nom": fr("L’équipe"), "url": cadre.adresse(dossier, "equipe")}],
        "offre": cadre.adresse(dossier, "offre"),
        "ajouter": cadre.adresse(dossier, "equipe_ajouter"),
        "commande": "maillage importer --officiel rpps",
    }
    if read is not None:
        found = lue.rapprochements(frame.faits.equipe or (), read, refusees.paires(dossier))
        context |= {"groupes": _groups(dossier, found), "source": montree.source(read.fiche)}
    return reponses.page(
        request, dossier, "equipe/offre/rapprochement.html", context, section="equipe", frame=frame
    )


def _groups(dossier: Dossier, found: tuple[Rapprochement, ...]) -> list[dict[str, Any]]:
    rows = {
        row.code: row
        for row in Personne.objects.filter(dossier=dossier).only("code", "version", "dossier")
    }
    professions = {one.code: one.libelle for one in offre().professions}
    groups = []
    for sure, title, tone in _GROUPS:
        lines = [
            _line(dossier, one, rows[one.membre.id], professions)
            for one in found
            if one.certitude is sure and one.membre.id in rows
        ]
        if lines:
            groups.append({"nom": fr(title), "ton": tone, "code": str(sure), "lignes": lines})
    return groups


def _line(
    dossier: Dossier, one: Rapprochement, row: Personne, professions: dict[str, str]
) -> dict[str, Any]:
    return {
        "nom": f"{one.membre.prenom or ''} {one.membre.nom}".strip(),
        "rpps": one.membre.rpps,
        "url": cadre.adresse(dossier, "equipe_modifier", str(row.pk)),
        "pk": row.pk,
        "version": row.version,
        "candidats": [_candidate(c, professions) for c in one.candidats[:_SHOWN]],
        "de_plus": max(0, len(one.candidats) - _SHOWN),
    }


def _candidate(one: Exercice, professions: dict[str, str]) -> dict[str, str]:
    table = cog.table()
    places = [c.nom if (c := table.commune(code)) else code for code in one.communes]
    details = (
        professions.get(one.profession or ""),
        one.precision,
        ", ".join(places),
        "" if one.en_ville else "hors de la ville (hôpital, administration)",
    )
    return {
        "numero": one.numero,
        "nom": f"{one.prenom.title()} {one.nom}",
        "detail": fr(" · ".join(filter(None, details))),
    }


@require_POST
@acces.sur_dossier(acces.MODIFIER)
def trancher(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    """Keep the number of somebody of the directory, or remember that it is somebody else."""
    number, asked = request.POST.get("numero", ""), request.POST.get("ligne", "")
    rows = Personne.objects.filter(dossier=dossier).select_related("dossier")
    person = rows.filter(pk=int(asked)).first() if _ROW.fullmatch(asked) else None
    if person is None or not _RPPS.fullmatch(number):
        reponses.prevenir(request, "Cette fiche n’est plus dans l’équipe : rien n’a changé.")
    elif "refuser" in request.POST:
        refuse_rpps(personne=person, numero=number, by=request.user, on=clock.today())
        reponses.dire(request, f"{person} : ce n’est pas cette personne, c’est retenu.")
    else:
        _confirm(request, person, number)
    return reponses.vers(dossier, "equipe_rpps")


def _confirm(request: DossierRequest, person: Personne, number: str) -> None:
    said = request.POST.get("version", "")
    version = int(said) if _ROW.fullmatch(said) else 0
    try:
        update_personne(
            personne=person,
            version=version,
            valeurs={"rpps": number},
            by=request.user,
            on=clock.today(),
        )
    except (Conflict, Personne.DoesNotExist):
        reponses.prevenir(request, "Cette fiche a changé entre-temps : relisez, puis recommencez.")
    else:
        reponses.dire(request, f"{person} est reconnu dans l’annuaire, numéro {number}.")
