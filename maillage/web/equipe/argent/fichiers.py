"""The payments that the page shows, as files: the same address, the same hypotheses."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from maillage.core.financement import Echeancier, echeancier
from maillage.documents import argent as fichiers
from maillage.dossiers.models import Dossier
from maillage.reference.aci import tables_aci
from maillage.web import clock
from maillage.web.equipe import acces, cadre, lecture
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.argent.depart import depart
from maillage.web.equipe.argent.hypotheses import Hypotheses
from maillage.web.equipe.reponses import vers_adresse
from maillage.web.fichiers import nom_court, piece_jointe

_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@acces.sur_dossier(acces.ARGENT)
def telecharger(request: DossierRequest, dossier: Dossier, extension: str) -> HttpResponse:
    """Answer with the file; hypotheses that do not hold lead to the page, which says why."""
    if extension not in _FORMATS:
        raise Http404
    on = clock.today()
    faits = lecture.lire(dossier, on=on).faits
    known = depart(faits, on=on)
    form = Hypotheses(request.GET, depart=known) if known else None
    if form is None or not form.is_valid():
        page = cadre.adresse(dossier, "argent")
        return vers_adresse(f"{page}?{request.GET.urlencode()}")
    plan = echeancier(form.contrat, tables_aci())
    kind, make = _FORMATS[extension]
    name = faits.cpts.nom or "CPTS"
    content = make(plan, name, dossier, clock.now())
    return piece_jointe(content, kind, f"argent_{nom_court(name)}.{extension}")


def _spreadsheet(plan: Echeancier, name: str, _dossier: Dossier, _at: datetime) -> bytes:
    return fichiers.tableur(plan, cpts=name, on=clock.today())


def _text(plan: Echeancier, _name: str, _dossier: Dossier, _at: datetime) -> bytes:
    return fichiers.texte(plan)


def _calendar(plan: Echeancier, name: str, dossier: Dossier, at: datetime) -> bytes:
    return fichiers.agenda(plan, cpts=name, cle=str(dossier.public_id), at=at)


_FORMATS: Final[Mapping[str, tuple[str, Callable[[Echeancier, str, Dossier, datetime], bytes]]]] = {
    "xlsx": (_SHEET, _spreadsheet),
    "csv": ("text/csv; charset=utf-8", _text),
    "ics": ("text/calendar; charset=utf-8", _calendar),
}
