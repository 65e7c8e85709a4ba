"""The page of the results of a contract year: what was measured, and the level of each mission."""

from typing import Any, Final

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from maillage.core.missions import periodes
from maillage.dossiers import permissions
from maillage.dossiers.actions.confirm_resultat import confirm_resultat
from maillage.dossiers.financement import echeancier_signe
from maillage.dossiers.models import Dossier, Indicateur
from maillage.web import clock
from maillage.web.equipe import acces, cadre, lecture, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.missions import resultats_lus
from maillage.web.typographie import fr, jour

SECTION: Final = "resultats"
_CHANGED: Final = (
    "Les résultats ont changé depuis que cette page est ouverte. Rien n’est retenu : relisez le "
    "niveau proposé, puis recommencez."
)


@require_safe
@acces.sur_dossier()
def resultats(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    on = clock.today()
    frame = cadre.de(dossier, request.user, section=SECTION, on=on)
    plan = echeancier_signe(frame.faits, on=on)
    context: dict[str, Any] = {
        "signe": plan is not None,
        "contrat": cadre.adresse(dossier, "contrat"),
        "indicateurs": cadre.adresse(dossier, "indicateurs"),
        "argent": frame.droits.argent,
        "peut": permissions.allows(request.user, acces.COMPTES, dossier),
    }
    if plan is not None:
        asked = request.GET.get("annee", "")
        periode = resultats_lus.annee_demandee(plan, asked, on)
        annee = resultats_lus.Annee(faits=frame.faits, plan=plan, periode=periode)
        context |= {
            "annee": periode.annee,
            "dates": fr(f"du {jour(periode.debut)} au {jour(periode.fin)}"),
            "finie": periode.fin < on,
            "annees": _years(dossier, plan, periode.annee),
            "missions": resultats_lus.missions(annee, argent=frame.droits.argent),
            "autres": resultats_lus.autres(annee),
            "retenir": cadre.adresse(dossier, "resultats_retenir"),
        }
        _with_doors(dossier, context, periode.annee)
    return reponses.page(
        request, dossier, "equipe/missions/resultats.html", context, section=SECTION, frame=frame
    )


def _years(dossier: Dossier, plan: Any, here: int) -> list[dict[str, Any]]:
    page = cadre.adresse(dossier, SECTION)
    return [
        {
            "nom": f"Année {one.annee}",
            "url": f"{page}?annee={one.annee}",
            "ici": one.annee == here,
        }
        for one in periodes(plan)
    ]


def _with_doors(dossier: Dossier, context: dict[str, Any], annee: int) -> None:
    """Give each indicator the address of the page that writes its year."""
    rows = Indicateur.objects.filter(dossier=dossier).values_list("code", "pk")
    keys = dict(rows)
    shown = [row for one in context["missions"] for row in one["mesures"]]
    for row in (*shown, *context["autres"]):
        if row["id"] in keys:
            row["url"] = cadre.adresse(dossier, "releves", str(keys[row["id"]]), str(annee))


@require_POST
@acces.sur_dossier(acces.COMPTES)
def retenir(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    """Keep in the contract the level that the page showed; refuse when it is no longer that one."""
    on = clock.today()
    faits = lecture.lire(dossier, on=on).faits
    plan = echeancier_signe(faits, on=on)
    asked = request.POST.get("annee", "")
    years = {str(one.annee): one for one in periodes(plan)} if plan else {}
    if plan is None or asked not in years:
        raise Http404
    annee = resultats_lus.Annee(faits=faits, plan=plan, periode=years[asked])
    level = annee.niveau(request.POST.get("poste", ""))
    found = resultats_lus.resultat(level) if level else None
    if found is None or level is None or str(level.taux) != request.POST.get("taux", ""):
        reponses.prevenir(request, _CHANGED)
    else:
        with reponses.refus_dit(request):
            confirm_resultat(dossier=dossier, resultat=found, by=request.user, on=on)
            reponses.dire(request, "Le niveau est retenu : l’argent est recalculé avec lui.")
    return reponses.vers_adresse(f"{cadre.adresse(dossier, SECTION)}?annee={asked}")
