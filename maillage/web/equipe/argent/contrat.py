"""The page of the contract: what was signed, typed once, that the money is then computed from."""

from typing import Any, Final

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from maillage.core.facts import Contrat, DossierFacts
from maillage.core.financement import Grille, signature_du_contrat
from maillage.dossiers import facts as bridge
from maillage.dossiers import permissions, sections
from maillage.dossiers.actions.update_contrat import update_contrat
from maillage.dossiers.models import Dossier
from maillage.dossiers.writing import Conflict
from maillage.reference.aci import grille_le, grilles
from maillage.web import clock
from maillage.web.equipe import acces, cadre, conflits, fusions, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.formulaires.base import envoi
from maillage.web.equipe.formulaires.contrat import FormulaireContrat

NATURE: Final = "contrat"


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier(acces.ARGENT)
def contrat(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    frame = cadre.de(dossier, request.user, section="contrat", on=clock.today())
    recorded = frame.faits.contrat
    posted = envoi(request)
    form = _form(recorded, _version(dossier), posted)
    clash = None
    if posted is not None and form.is_valid():
        try:
            with reponses.refus_dans(form):
                since = form.cleaned_data["version"] or 0
                saved = update_contrat(
                    dossier=dossier,
                    version=since,
                    valeurs=form.valeurs(),
                    by=request.user,
                    on=clock.today(),
                )
                reponses.dire(request, "Le contrat est enregistré.")
                fusions.dire(request, dossier, form, (NATURE, "", saved.version), since)
                return reponses.vers(dossier, "argent")
        except Conflict as found:
            now = bridge.of_section(NATURE, sections.record(dossier, NATURE))
            shown = {name: getattr(now, name) for name in found.miens}
            clash = conflits.entre(form, found, shown)
            mine = Contrat(
                **{
                    name: found.miens.get(name, getattr(now, name))
                    for name in Contrat.__dataclass_fields__
                }
            )
            form = _form(mine, _version(dossier), None)
    return _show(request, dossier, frame, form, clash)


def _version(dossier: Dossier) -> int:
    number: int = sections.record(dossier, NATURE).version
    return number


def _form(recorded: Contrat, version: int, posted: Any) -> FormulaireContrat:
    return FormulaireContrat(
        posted, contrat=recorded, grille=_grille(recorded), initial={"version": version}
    )


def _grille(recorded: Contrat) -> Grille:
    """Return the version whose missions and amounts are shown: that of the contract, else the last."""
    signed = signature_du_contrat(recorded)
    of_day = grille_le(signed) if signed else None
    return grilles().get(recorded.grille or "") or of_day or list(grilles().values())[-1]


def _show(
    request: DossierRequest,
    dossier: Dossier,
    frame: cadre.Cadre,
    form: FormulaireContrat,
    clash: conflits.Conflit | None,
) -> HttpResponse:
    may = permissions.allows(request.user, acces.COMPTES, dossier)
    for field in form.fields.values():
        field.disabled = not may
    context = {
        "form": form,
        "conflit": clash,
        "peut": may,
        "version_suivie": form.table.nom,
        "signe": _signed(frame.faits),
        "retour": cadre.adresse(dossier, "argent"),
        "versions": cadre.adresse(dossier, "versions", NATURE),
        "fil": [{"nom": "Argent", "url": cadre.adresse(dossier, "argent")}],
    }
    status = 409 if clash else 422 if form.errors else 200
    return reponses.page(
        request,
        dossier,
        "equipe/argent/contrat.html",
        context,
        section="contrat",
        frame=frame,
        status=status,
    )


def _signed(faits: DossierFacts) -> bool:
    return signature_du_contrat(faits.contrat) is not None
