"""One fiche action on paper: what the team brings to a meeting."""

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from maillage.documents.fiche import FORMATS, produire_fiche
from maillage.dossiers.models import ActionPrevue, Dossier
from maillage.web import clock
from maillage.web.equipe import acces, cadre
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.documents_lus import FORMATS as NOMS
from maillage.web.fichiers import nom_court, piece_jointe


@require_safe
@acces.sur_dossier()
def imprimer(request: DossierRequest, dossier: Dossier, ligne: int, extension: str) -> HttpResponse:
    on = clock.today()
    frame = cadre.de(dossier, request.user, section="actions", on=on)
    row = ActionPrevue.objects.filter(dossier=dossier, pk=ligne).first()
    if row is None or extension not in FORMATS:
        raise Http404
    made = produire_fiche(frame.faits, row.code, [extension], on=on)[extension]
    return piece_jointe(made, NOMS[extension][1], f"fiche_{nom_court(row.titre)}.{extension}")


def liens(row: Any) -> list[dict[str, str]]:
    """Return where the sheet of an action is taken away, format by format."""
    return [
        {
            "nom": NOMS[extension][0],
            "url": cadre.adresse(row.dossier, "actions_imprimer", str(row.pk), extension),
        }
        for extension in FORMATS
    ]
