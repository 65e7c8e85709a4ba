"""Make the perimeter public, or take it back: what everyone would read is shown first."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from maillage.dossiers import territoire
from maillage.dossiers.actions.publish_perimetre import publish_perimetre
from maillage.dossiers.actions.withdraw_perimetre import withdraw_perimetre
from maillage.dossiers.models import Dossier, PerimetrePublie
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.typographie import fr

PUBLIER = "territoire.publier"


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier(PUBLIER)
def publier(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    if request.method == "POST":
        return _write(request, dossier)
    frame = cadre.de(dossier, request.user, section="territoire", on=clock.today())
    lines = territoire.analyse(frame.faits.territoire, on=clock.today()).lignes
    now = [[line.commune.code, line.partie] for line in lines]
    row = PerimetrePublie.objects.filter(dossier=dossier).first()
    context = {
        "publie": row,
        "change": row is not None and (row.prise != now or row.nom != frame.faits.cpts.nom),
        "communes": [
            fr(f"{line.commune.nom}, {line.partie}" if line.partie else line.commune.nom)
            for line in lines
        ],
        "nom": fr(frame.faits.cpts.nom or ""),
        "pret": bool(frame.faits.cpts.nom and lines),
        "territoire": cadre.adresse(dossier, "territoire"),
        "identite": cadre.adresse(dossier, "identite"),
    }
    return reponses.page(
        request, dossier, "equipe/publier.html", context, section="territoire", frame=frame
    )


def _write(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    today = clock.today()
    if "retirer" in request.POST:
        withdraw_perimetre(dossier=dossier, by=request.user, on=today)
        reponses.dire(request, "Votre périmètre n’est plus montré à personne.")
        return reponses.vers(dossier, "territoire_publier")
    try:
        publish_perimetre(dossier=dossier, by=request.user, on=today)
        reponses.dire(
            request, "Votre périmètre est public : chacun peut le voir sur « Qui couvre quoi »."
        )
    except ValidationError as refusal:
        reponses.prevenir(request, " ".join(refusal.messages))
    return reponses.vers(dossier, "territoire_publier")
