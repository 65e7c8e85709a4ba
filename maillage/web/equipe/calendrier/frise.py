"""The page of the drawing: every step and action on one line of time, and the table of it."""

from typing import Any, Final

from django.http import Http404, HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from maillage.core.calendrier import Element, a_l_envers, code_etape, elements
from maillage.core.facts import DossierFacts, PartialDate
from maillage.dossiers.actions.move_dates import noms
from maillage.dossiers.models import Dossier
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.calendrier import dessin
from maillage.web.equipe.formulaires.champs import DatePartielle
from maillage.web.typographie import fr

SHOWN: Final = 50  # elements of a page


def tous(faits: DossierFacts) -> tuple[Element, ...]:
    """Return the steps and the actions, those with a date first, in the order of time."""
    every = elements(faits, noms())
    dated = [one for one in every if one.bornes]
    dated.sort(key=lambda one: one.bornes or ())
    return (*dated, *(one for one in every if not one.bornes))


@require_safe
@acces.sur_dossier()
def frise(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    on = clock.today()
    frame = cadre.de(dossier, request.user, section="frise", on=on)
    every = tous(frame.faits)
    page = _page(request.GET.get("page", "1"), len(every))
    shown = every[(page - 1) * SHOWN : page * SHOWN]
    ties = frame.faits.dependances or ()
    wrong = {tie.apres for tie in a_l_envers(every, ties)}
    names = {one.cle: one.nom for one in every}
    waits: dict[str, list[str]] = {}
    for tie in ties:
        if tie.avant in names:
            waits.setdefault(tie.apres, []).append(fr(names[tie.avant]))
    here = cadre.adresse(dossier, "frise")
    context: dict[str, Any] = {
        "dessin": dessin.frise(shown, ties, wrong, on=on),
        "lignes": [_row(dossier, one, waits.get(one.cle, []), one.cle in wrong) for one in shown],
        "envers": len(wrong),
        "suite": f"{here}?page={page + 1}" if page * SHOWN < len(every) else "",
        "avant": f"{here}?page={page - 1}" if page > 1 else "",
        "urls": {
            name: cadre.adresse(dossier, name) for name in ("calendrier", "dependances", "actions")
        },
    }
    return reponses.page(
        request, dossier, "equipe/calendrier/frise.html", context, section="frise", frame=frame
    )


def _page(asked: str, count: int) -> int:
    if not asked.isascii() or not asked.isdigit():
        raise Http404
    number = int(asked[:6])
    if number < 1 or (number - 1) * SHOWN > max(count - 1, 0):
        raise Http404
    return number


def dite(quand: PartialDate | None) -> str:
    """Say a date as the form writes it."""
    return "" if quand is None else str(DatePartielle("").prepare_value(quand))


def _row(dossier: Dossier, one: Element, waits: list[str], wrong: bool) -> dict[str, Any]:
    move = cadre.adresse(dossier, "decaler")
    return {
        "nom": fr(one.nom),
        "sorte": "Étape" if code_etape(one.cle) is not None else "Action",
        "debut": dite(one.debut),
        "fin": dite(one.fin),
        "attend": ", ".join(waits),
        "envers": wrong,
        "decaler": f"{move}?{urlencode({'quoi': one.cle})}" if one.bornes else "",
    }
