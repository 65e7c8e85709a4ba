"""The page of the check: what is wrong, what to do, where, and from which source."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from maillage.core.regles import EtatVerdict, Gravite
from maillage.dossiers.controle import Constat, Rapport, controler
from maillage.dossiers.models import Dossier
from maillage.web import clock
from maillage.web.equipe import acces, avancement, cadre, points, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.formulaires.champs import Jour
from maillage.web.typographie import fr, jour, pluriel


class FormulaireJour(forms.Form):
    le = Jour("Jour", help_text="Les règles et les seuils sont ceux de ce jour.")


@require_safe
@acces.sur_dossier()
def controle(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    form = FormulaireJour(request.GET if request.GET.get("le") else None, label_suffix="")
    asked = form.cleaned_data["le"] if form.is_bound and form.is_valid() else None
    on = asked or clock.today()
    frame = cadre.de(dossier, request.user, section="controle", on=clock.today())
    chosen = request.GET.get("document", "")
    if chosen and chosen not in {document.id for document in frame.documents}:
        raise Http404
    report = controler(frame.faits, on=on, document=chosen or None, ailleurs=frame.ailleurs)
    now, later = avancement.par_etape(report, None if chosen else frame.faits.cpts.etape)
    met = [c for c in report.constats if c.etat is EtatVerdict.RESPECTEE]
    context = {
        "form": form,
        "document_choisi": chosen,
        "choix_documents": _choices(dossier, frame, chosen, asked),
        "phrase": phrase(report, now),
        "groupes": points.groupes(dossier, now),
        "plus_tard": points.points(dossier, later),
        "respectees": points.points(dossier, met),
        "non_suivies": len(report.non_suivies),
    }
    return reponses.page(
        request, dossier, "equipe/controle.html", context, section="controle", frame=frame
    )


def _choices(
    dossier: Dossier, frame: cadre.Cadre, chosen: str, asked: date | None
) -> list[dict[str, Any]]:
    page = reverse("controle", args=(dossier.public_id,))
    day = {"le": asked.isoformat()} if asked else {}
    rows = [("", "Tout le dossier"), *((d.id, d.nom_court) for d in frame.documents)]
    return [
        {
            "nom": name,
            "ici": code == chosen,
            "url": f"{page}?{urlencode({**day, **({'document': code} if code else {})})}",
        }
        for code, name in rows
    ]


def phrase(report: Rapport, constats: Iterable[Constat]) -> str:
    """Say in one sentence what the check found, and on which day."""
    left = list(constats)
    counts = [(g, sum(c.gravite is g for c in left)) for g in Gravite]
    words = {
        Gravite.BLOQUANT: ("point bloque", "points bloquent"),
        Gravite.AVERTISSEMENT: ("point à voir", "points à voir"),
        Gravite.INFORMATION: ("conseil", "conseils"),
    }
    said = [pluriel(count, *words[gravite]) for gravite, count in counts if count]
    found = ", ".join(said) or "rien ne manque"
    return fr(f"Jugé au {jour(report.on)} : {found}.")
