"""The page of what came: beside the contract, what to match, what is late."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from maillage.core.facts import PartRecue
from maillage.dossiers import facts as bridge
from maillage.dossiers import permissions
from maillage.dossiers.actions.update_versement import update_versement
from maillage.dossiers.models import Dossier, Liste, Versement
from maillage.dossiers.writing import Conflict
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.argent import recus_lus
from maillage.web.equipe.formulaires.champs import Montant
from maillage.web.equipe.formulaires.versement import partie

_CHANGED: Final = (
    "Quelqu’un d’autre a changé ce versement entre-temps. Rien n’est écrit : relisez-le, puis "
    "recommencez."
)
_LINES: Final = 40  # parts of one payment


@require_safe
@acces.sur_dossier(acces.ARGENT)
def recus(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    on = clock.today()
    frame = cadre.de(dossier, request.user, section="versements", on=on)
    lu = recus_lus.lire(frame.faits, on=on)
    rows = bridge.rows_of(dossier, Liste.VERSEMENTS)
    pairs = list(zip(rows, bridge.of_rows(Liste.VERSEMENTS, rows), strict=True))
    pairs.sort(key=lambda pair: pair[1].date, reverse=True)
    shown = [_shown(dossier, row, part, lu) for row, part in pairs]
    context = {
        "signe": lu.plan is not None,
        "versements": shown,
        "a_rapprocher": [one for one in shown if one["a_rapprocher"]],
        "annees": recus_lus.annees(lu, on),
        "retards": recus_lus.retards(lu),
        "chiffres": recus_lus.resume(lu, on),
        "imprevus": recus_lus.dit(lu.place.imprevus),
        "urls": {
            name: cadre.adresse(dossier, name)
            for name in ("contrat", "versements_ajouter", "versements_importer", "referents")
        },
        "retirees": cadre.adresse(dossier, "retirees", "versements"),
        "peut": permissions.allows(request.user, acces.COMPTES, dossier),
    }
    return reponses.page(
        request, dossier, "equipe/argent/recus.html", context, section="versements", frame=frame
    )


def _shown(dossier: Dossier, row: Versement, part: Any, lu: recus_lus.Lu) -> dict[str, Any]:
    return recus_lus.versement(part) | {
        "url": cadre.adresse(dossier, "versements_modifier", str(row.pk)),
        "rapprocher": cadre.adresse(dossier, "versements_rapprocher", str(row.pk)),
        "version": row.version,
        "proposition": recus_lus.proposition(part, lu),
    }


@require_POST
@acces.sur_dossier(acces.COMPTES)
def rapprocher(request: DossierRequest, dossier: Dossier, ligne: int) -> HttpResponse:
    """Write what a page proposed and a person confirmed: what was shown, exactly."""
    row = Versement.objects.filter(dossier=dossier, pk=ligne).select_related("dossier").first()
    version = request.POST.get("version", "")
    if row is None or not version.isdecimal():
        raise Http404
    parts = _sent(request.POST.get("parts", ""))
    try:
        with reponses.refus_dit(request):
            update_versement(
                versement=row,
                version=int(version[:9]),
                valeurs={"parts": parts},
                by=request.user,
                on=clock.today(),
            )
            reponses.dire(request, f"« {row} » est rapproché du contrat.")
    except Conflict:
        reponses.prevenir(request, _CHANGED)
    return reponses.vers(dossier, "versements")


def _sent(text: str) -> tuple[PartRecue, ...]:
    """Return the parts that a page carried; what it did not write leads nowhere."""
    parts = []
    for one in text.split(";")[:_LINES]:
        line, _, amount = one.partition("=")
        try:
            parts.append(partie(line, Montant("").to_python(amount)))
        except (ValueError, ValidationError) as error:
            raise Http404 from error
    return tuple(parts)
