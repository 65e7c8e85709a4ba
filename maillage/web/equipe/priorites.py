"""The page where the team ticks the priorities of the regional health plan that it serves."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from maillage.core import facts
from maillage.dossiers.actions.update_liens_prs import update_liens_prs
from maillage.dossiers.models import Dossier, Liste
from maillage.dossiers.replacing import ListConflict
from maillage.reference.prs import PlanRegional, TablePrs, plans_regionaux
from maillage.web import clock
from maillage.web.equipe import acces, avancement, cadre, lignes_lues, planches, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import Texte
from maillage.web.typographie import fr

Liens = tuple[facts.LienPrs, ...]


def formulaire(plan: PlanRegional, known: Liens) -> type[Formulaire]:
    """Return a form with a box and a line of words for each priority."""
    fields: dict[str, forms.Field] = {}
    said = {lien.code: lien for lien in known}
    for priorite in (p for table in plan.tables for p in table.priorites):
        kept = said.get(priorite.code)
        fields[f"coche_{priorite.code}"] = forms.BooleanField(
            label=fr(priorite.libelle), required=False, initial=kept is not None
        )
        fields[f"mot_{priorite.code}"] = Texte(
            f"Comment : {priorite.libelle}",
            max_length=5_000,
            initial=kept.commentaire if kept else None,
        )
    return type("FormulairePriorites", (Formulaire,), fields)


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier()
def priorites(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    frame = cadre.de(dossier, request.user, section="priorites", on=clock.today())
    plan = plans_regionaux().get(avancement.region(frame.faits, clock.today()) or "")
    known = planches.depart(request, dossier, Liste.LIENS_PRS, frame.faits.liens_prs or ())
    kind = formulaire(plan, known) if plan else Formulaire
    form, clash = planches.formulaire(request, dossier, kind, Liste.LIENS_PRS), None
    if plan and form.is_bound and form.is_valid():
        links = _links(form, plan, known)
        if frame.droits.modifier and links == known:
            return reponses.vers(dossier, "priorites")
        try:
            with reponses.refus_dans(form):
                update_liens_prs(
                    dossier=dossier,
                    liens=links,
                    version=form.cleaned_data["version"] or 0,
                    by=request.user,
                    on=clock.today(),
                )
                sentence = "Les priorités régionales sont enregistrées."
                planches.dire(request, dossier, form, Liste.LIENS_PRS, sentence)
                return reponses.vers(dossier, "priorites")
        except ListConflict as found:
            clash = lignes_lues.conflit(Liste.LIENS_PRS, found)
            form = planches.repartir(formulaire(plan, found.fusion), dossier, Liste.LIENS_PRS)
    context = {
        "form": form,
        "conflit": clash,
        "titre": "Priorités régionales",
        "plan": plan,
        "tables": [_table(form, table) for table in plan.tables] if plan else [],
        "url_partenariats": cadre.adresse(dossier, "partenariats"),
    }
    return planches.page(request, dossier, "priorites", context, frame)


def _links(form: Formulaire, plan: PlanRegional, known: Liens) -> Liens:
    """Return what was ticked, in the order of the plan; priorities of other plans are kept."""
    codes = [p.code for table in plan.tables for p in table.priorites]
    ticked = [
        facts.LienPrs(code=code, commentaire=form.cleaned_data[f"mot_{code}"])
        for code in codes
        if form.cleaned_data[f"coche_{code}"] or form.cleaned_data[f"mot_{code}"]
    ]
    return (*ticked, *(lien for lien in known if lien.code not in codes))


def _table(form: Formulaire, table: TablePrs) -> dict[str, Any]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for priorite in table.priorites:
        line = {"coche": form[f"coche_{priorite.code}"], "mot": form[f"mot_{priorite.code}"]}
        groups.setdefault(fr(priorite.theme or ""), []).append(line)
    return {"nom": fr(table.libelle), "groupes": list(groups.items())}
