"""What each line of the budget serves: a mission, an action, or the life of the structure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from maillage.core.facts import (
    ActionPrevue,
    DossierFacts,
    Enveloppe,
    LigneBudgetProjet,
    MissionAction,
)
from maillage.dossiers import listes
from maillage.dossiers.actions.update_budget_projet import update_budget_projet
from maillage.dossiers.models import Dossier, Liste
from maillage.dossiers.replacing import ListConflict
from maillage.reference.plan_comptable import natures
from maillage.web import clock
from maillage.web.equipe import acces, cadre, libelles, planches, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.budget_projet import annee_demandee
from maillage.web.equipe.formulaires.base import Formulaire, envoi
from maillage.web.typographie import euros, fr

_MOST: Final = 2_000  # choices that a page holds: beyond, actions are left to their mission
_CHANGED: Final = (
    "Quelqu’un d’autre a changé ces lignes pendant que vous répondiez. Rien n’est écrit : relisez, "
    "puis recommencez."
)
_ENVELOPPES: Final = {
    Enveloppe.FONCTIONNEMENT: "Le fonctionnement",
    Enveloppe.DEMARRAGE: "Le démarrage, une fois",
    Enveloppe.AUTRE: "Un autre financement",
}
Groupes = list[tuple[str, list[tuple[str, str]]]]


def choix(actions: Sequence[ActionPrevue], lignes: int, nommees: Iterable[str]) -> list[Any]:
    """Return what a line may serve; when there are many actions, those already named only."""
    shown = list(actions)
    if len(shown) * lignes > _MOST:
        named = set(nommees)
        shown = [one for one in shown if one.id in named]
    groups: Groupes = [
        ("La structure", [(f"e:{code}", nom) for code, nom in _ENVELOPPES.items()]),
        ("Une mission", [(f"m:{code}", fr(libelles.MISSIONS[code])) for code in MissionAction]),
    ]
    if shown:
        groups.append(("Une action", [(f"a:{one.id}", fr(one.titre)) for one in shown]))
    return [("", "Pas encore dit"), *groups]


def dit(ligne: LigneBudgetProjet) -> str:
    """Return what a line says that it serves, as the form holds it."""
    if ligne.action is not None:
        return f"a:{ligne.action}"
    if ligne.mission is not None:
        return f"m:{ligne.mission}"
    return f"e:{ligne.enveloppe}" if ligne.enveloppe in _ENVELOPPES else ""


def servant(ligne: LigneBudgetProjet, code: str, faits: DossierFacts) -> LigneBudgetProjet:
    """Return the line made to serve something else."""
    kind, _, key = code.partition(":")
    bare = replace(ligne, action=None, mission=None, enveloppe=None)
    if kind == "e":
        return replace(bare, enveloppe=Enveloppe(key))
    kept = ligne.enveloppe if ligne.enveloppe is not Enveloppe.FONCTIONNEMENT else None
    if kind == "m":
        return replace(bare, mission=MissionAction(key), enveloppe=kept)
    if kind == "a":
        missions = {one.id: one.mission for one in faits.actions or ()}
        return replace(bare, action=key, mission=missions.get(key), enveloppe=kept)
    return bare


def formulaire(
    lignes: Sequence[LigneBudgetProjet], actions: Sequence[ActionPrevue]
) -> type[Formulaire]:
    """Return a form with one choice for each line."""
    named = [line.action for line in lignes if line.action]
    options = choix(actions, len(lignes), named)
    fields: dict[str, forms.Field] = {}
    for rank, line in enumerate(lignes):
        nature = natures().get(line.nature)
        name = line.libelle or (nature.libelle if nature else line.nature)
        fields[f"sert_{rank}"] = forms.ChoiceField(
            label=fr(f"{name}, ce que la ligne {rank + 1} sert"),
            choices=options,
            required=False,
            initial=dit(line),
        )
    return type("FormulaireAxes", (Formulaire,), fields)


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier()
def axes(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    frame = cadre.de(dossier, request.user, section="budget_axes", on=clock.today())
    every = planches.depart(request, dossier, Liste.BUDGET_PROJET, frame.faits.budget_projet or ())
    year = annee_demandee(request.GET.get("annee", ""), every, clock.today())
    lines = tuple(line for line in every if line.exercice == year)
    form = formulaire(lines, frame.faits.actions or ())(envoi(request))
    form.fields["version"].initial = listes.version(dossier, Liste.BUDGET_PROJET)
    if form.is_bound and form.is_valid():
        answer = _save(request, dossier, form, lines, frame.faits, year)
        if answer is not None:
            return answer
    for field in form.fields.values():
        field.disabled = not frame.droits.modifier
    context = {
        "form": form,
        "titre": f"Ce que sert chaque ligne, {year}",
        "lignes": [_row(line, form[f"sert_{rank}"]) for rank, line in enumerate(lines)],
        "annees": _years(dossier, every, year),
        "retour": f"{cadre.adresse(dossier, 'budget_projet')}?{urlencode({'annee': year})}",
    }
    return reponses.page(
        request,
        dossier,
        "equipe/budget/axes.html",
        context,
        section="budget_axes",
        frame=frame,
        status=422 if form.errors else 200,
    )


def _save(  # noqa: PLR0917 -- one call, of the view above
    request: DossierRequest,
    dossier: Dossier,
    form: Formulaire,
    lines: Sequence[LigneBudgetProjet],
    faits: DossierFacts,
    year: int,
) -> HttpResponse | None:
    """Write what each line serves; None: the form says why not."""
    typed = tuple(
        servant(line, code, faits) if code != dit(line) else line
        for rank, line in enumerate(lines)
        for code in (form.cleaned_data[f"sert_{rank}"],)
    )
    try:
        with reponses.refus_dans(form):
            update_budget_projet(
                dossier=dossier,
                lignes=typed,
                exercice=year,
                version=form.cleaned_data["version"] or 0,
                by=request.user,
                on=clock.today(),
            )
            reponses.dire(request, f"Ce que servent les lignes de {year} est enregistré.")
            return reponses.vers(dossier, "budget_lecture")
    except ListConflict:
        reponses.prevenir(request, _CHANGED)
        return reponses.vers_adresse(request.get_full_path())
    return None


def _row(line: LigneBudgetProjet, field: Any) -> dict[str, Any]:
    nature = natures().get(line.nature)
    return {
        "nom": fr(nature.libelle if nature else line.nature),
        "detail": line.libelle or line.financeur or "",
        "montant": euros(line.montant) if line.montant is not None else "sans montant",
        "champ": field,
    }


def _years(dossier: Dossier, lines: Iterable[LigneBudgetProjet], year: int) -> list[dict[str, Any]]:
    page = cadre.adresse(dossier, "budget_axes")
    return [
        {"nom": str(one), "url": f"{page}?{urlencode({'annee': one})}", "ici": one == year}
        for one in sorted({line.exercice for line in lines} | {year})
    ]
