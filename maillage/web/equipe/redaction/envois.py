"""What the page of a text sends by itself while one writes: answered in a few words, as JSON."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from maillage.dossiers.actions.save_texte import Enregistrement, Issue
from maillage.dossiers.actions.signal_presence import signal_presence
from maillage.dossiers.models import Dossier, VersionTexte
from maillage.dossiers.permissions import allows
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.formulaires.texte import FormulaireTexte
from maillage.web.equipe.redaction import presents
from maillage.web.equipe.redaction.page import enregistrer_depuis, reuni
from maillage.web.equipe.redaction.rubriques import demandee, section
from maillage.web.typographie import fr, heure


@require_POST
@acces.sur_dossier(acces.MODIFIER)
def enregistrer(request: DossierRequest, dossier: Dossier, rubrique: str) -> JsonResponse:
    """Save the text, and say what became of it."""
    demandee(rubrique)
    form = FormulaireTexte(request.POST)
    if form.is_valid():
        with reponses.refus_dans(form):
            saved = enregistrer_depuis(form, request, dossier, rubrique)
            signal_presence(
                dossier=dossier, cible=section(rubrique), by=request.user, at=clock.now()
            )
            return _told(dossier, saved, form.cleaned_data["contenu"] or "")
    return JsonResponse({"etat": "refuse", "phrase": _refusal(form)}, status=422)


def _refusal(form: FormulaireTexte) -> str:
    said = " ".join(str(message) for messages in form.errors.values() for message in messages)
    return fr(f"Pas enregistré : {said}")


def _told(dossier: Dossier, saved: Enregistrement, sent: str) -> JsonResponse:
    """`version`, `ecartee`: where to find what was sent; `contenu`: the text, when it differs."""
    now = saved.texte.contenu or ""
    body: dict[str, Any] = {
        "etat": saved.issue.value,
        "phrase": fr(_phrase(saved)),
        "version": saved.depart.version,
        "ecartee": saved.depart.ecartee,
        "derniere": saved.texte.version,
    }
    if saved.ecartee is not None:
        args = (saved.texte.rubrique, str(saved.ecartee.pk))
        body["comparer"] = cadre.adresse(dossier, "texte_departager", *args)
        return JsonResponse(body, status=409)
    body["contenu"] = None if now == sent else now
    return JsonResponse(body)


def _phrase(saved: Enregistrement) -> str:
    hour = heure(clock.now())
    match saved.issue:
        case Issue.FUSIONNE:
            return f"Enregistré à {hour}, {reuni(saved)}"
        case Issue.ECARTE:
            return f"Votre texte est mis de côté depuis {hour} : une autre personne a changé le même passage."
        case _:
            return f"Enregistré à {hour}"


@require_POST
@acces.sur_dossier()
def suivre(request: DossierRequest, dossier: Dossier, rubrique: str) -> JsonResponse:
    """Say who else writes here, and which version is the last; note that one writes oneself."""
    demandee(rubrique)
    place, at = section(rubrique), clock.now()
    if _writes(request) and allows(request.user, acces.MODIFIER, dossier):
        signal_presence(dossier=dossier, cible=place, by=request.user, at=at)
    last = (
        VersionTexte.objects.filter(texte__dossier=dossier, texte__rubrique=rubrique)
        .select_related("auteur")
        .defer("contenu")
        .order_by("-numero")
        .first()
    )
    return JsonResponse(
        {
            "presents": presents.dans_la_page(dossier, place, request.user, at),
            "derniere": last.numero if last else 0,
            "par": str(last.auteur) if last else "",
        }
    )


def _writes(request: HttpRequest) -> bool:
    return request.POST.get("ecrit") == "oui"
