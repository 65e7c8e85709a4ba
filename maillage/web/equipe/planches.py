"""Pages of one table each: the calendar, and the small budget."""

from decimal import Decimal
from typing import Any, Final, TypeVar

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from maillage.core import facts
from maillage.core.facts import SensBudget
from maillage.dossiers import listes
from maillage.dossiers.actions.update_budget import update_budget
from maillage.dossiers.actions.update_calendrier import update_calendrier
from maillage.dossiers.models import Dossier, Liste
from maillage.dossiers.replacing import ListConflict, started_from
from maillage.reference import nomenclatures
from maillage.web import clock
from maillage.web.equipe import acces, cadre, fusions, lignes_lues, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.formulaires.base import Formulaire, envoi
from maillage.web.equipe.formulaires.champs import DatePartielle, Montant, Texte
from maillage.web.typographie import euros, fr

Part = TypeVar("Part")
_NO_HELP = ""
_TEMPLATES: Final = {
    "calendrier": "equipe/calendrier.html",
    "budget": "equipe/budget.html",
    "budget_projet": "equipe/budget_projet.html",
    "priorites": "equipe/priorites.html",
}


def formulaire_calendrier(known: tuple[facts.Etape, ...]) -> type[Formulaire]:
    """Return a form with two dates for each usual step."""
    fields: dict[str, forms.Field] = {}
    for code, step in nomenclatures.etapes().items():
        fields[f"debut_{code}"] = DatePartielle(f"Début : {step.libelle}", help_text=_NO_HELP)
        fields[f"fin_{code}"] = DatePartielle(f"Fin : {step.libelle}", help_text=_NO_HELP)
    initial = {f"{side}_{s.code}": getattr(s, side) for s in known for side in ("debut", "fin")}
    for name, value in initial.items():
        if name in fields:
            fields[name].initial = value
    return type("FormulaireCalendrier", (Formulaire,), fields)


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier()
def calendrier(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    frame = cadre.de(dossier, request.user, section="calendrier", on=clock.today())
    known = depart(request, dossier, Liste.CALENDRIER, frame.faits.calendrier or ())
    form, clash = formulaire(request, dossier, formulaire_calendrier(known), Liste.CALENDRIER), None
    if form.is_bound and form.is_valid():
        steps = [*_steps(form, known), *(s for s in known if s.code not in nomenclatures.etapes())]
        if frame.droits.modifier and tuple(steps) == known:  # nothing new, or the same click twice
            return reponses.vers(dossier, "calendrier")
        try:
            with reponses.refus_dans(form):
                update_calendrier(
                    dossier=dossier,
                    etapes=steps,
                    version=form.cleaned_data["version"] or 0,
                    by=request.user,
                    on=clock.today(),
                )
                dire(request, dossier, form, Liste.CALENDRIER, "Le calendrier est enregistré.")
                return reponses.vers(dossier, "calendrier")
        except ListConflict as found:
            clash = lignes_lues.conflit(Liste.CALENDRIER, found)
            form = repartir(formulaire_calendrier(found.fusion), dossier, Liste.CALENDRIER)
    groups: dict[str, list[dict[str, Any]]] = {}
    for code, step in nomenclatures.etapes().items():
        heading = nomenclatures.groupes_etapes()[step.groupe].libelle
        pair = {"nom": step.libelle, "debut": form[f"debut_{code}"], "fin": form[f"fin_{code}"]}
        groups.setdefault(heading, []).append(pair)
    context = {"form": form, "conflit": clash, "groupes": groups.items(), "titre": "Calendrier"}
    return page(request, dossier, "calendrier", context, frame)


def _steps(form: Formulaire, known: tuple[facts.Etape, ...]) -> list[facts.Etape]:
    words = {step.code: step.libelle for step in known}
    found = [
        facts.Etape(
            code=code,
            libelle=words.get(code),
            debut=form.cleaned_data[f"debut_{code}"],
            fin=form.cleaned_data[f"fin_{code}"],
        )
        for code in nomenclatures.etapes()
    ]
    return [step for step in found if step.debut or step.fin or step.code in words]


def _lines(known: tuple[facts.LigneBudget, ...]) -> list[facts.LigneBudget]:
    """Return the lines typed, then the usual ones that nobody typed yet."""
    typed = {line.poste for line in known}
    usual = [
        facts.LigneBudget(poste=poste.code, sens=poste.sens)
        for poste in nomenclatures.postes_budget().values()
        if poste.code not in typed or poste.precision
    ]
    return [*known, *usual]


def formulaire_budget(lines: list[facts.LigneBudget]) -> type[Formulaire]:
    """Return a form with an amount for each line, and words where the line asks for them."""
    fields: dict[str, forms.Field] = {}
    for rank, line in enumerate(lines):
        poste = nomenclatures.postes_budget().get(line.poste)
        name = poste.libelle if poste else line.poste
        fields[f"montant_{rank}"] = Montant(f"Montant : {name}", initial=line.montant)
        fields[f"libelle_{rank}"] = Texte(f"Précision : {name}", initial=line.libelle)
    return type("FormulaireBudget", (Formulaire,), fields)


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier()
def budget(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    frame = cadre.de(dossier, request.user, section="budget", on=clock.today())
    liste = Liste.BUDGET_PRE_PROJET
    known = depart(request, dossier, liste, frame.faits.budget_pre_projet or ())
    lines = _lines(known)
    form, clash = formulaire(request, dossier, formulaire_budget(lines), liste), None
    if form.is_bound and form.is_valid():
        typed = _typed(form, lines, len(known))
        if frame.droits.modifier and tuple(typed) == known:
            return reponses.vers(dossier, "budget")
        try:
            with reponses.refus_dans(form):
                update_budget(
                    dossier=dossier,
                    lignes=typed,
                    version=form.cleaned_data["version"] or 0,
                    by=request.user,
                    on=clock.today(),
                )
                dire(request, dossier, form, liste, "Le budget est enregistré.")
                return reponses.vers(dossier, "budget")
        except ListConflict as found:
            clash = lignes_lues.conflit(liste, found)
            lines = _lines(found.fusion)
            form = repartir(formulaire_budget(lines), dossier, liste)
    context = {
        "form": form,
        "conflit": clash,
        "titre": "Budget de la construction",
        "groupes": _sides(form, lines),
        "equilibre": _balance(lines),
    }
    return page(request, dossier, "budget", context, frame)


def _typed(form: Formulaire, lines: list[facts.LigneBudget], known: int) -> list[facts.LigneBudget]:
    """Return the lines to keep: those with an amount or words, and those typed before."""
    found = []
    for rank, line in enumerate(lines):
        amount, words = form.cleaned_data[f"montant_{rank}"], form.cleaned_data[f"libelle_{rank}"]
        if amount is None and words is None:
            continue
        kept = line.libelle if words is None and rank < known and line.libelle == "" else words
        found.append(
            facts.LigneBudget(poste=line.poste, libelle=kept, sens=line.sens, montant=amount)
        )
    return found


def _sides(form: Formulaire, lines: list[facts.LigneBudget]) -> list[dict[str, Any]]:
    postes = nomenclatures.postes_budget()
    sides = []
    for sens, title in ((SensBudget.CHARGE, "Dépenses"), (SensBudget.PRODUIT, "Recettes")):
        rows = [
            {
                "nom": postes[line.poste].libelle if line.poste in postes else line.poste,
                "montant": form[f"montant_{rank}"],
                "libelle": form[f"libelle_{rank}"],
            }
            for rank, line in enumerate(lines)
            if line.sens is sens
        ]
        sides.append({"nom": title, "lignes": rows, "total": euros(_total(lines, sens))})
    return sides


def _total(lines: list[facts.LigneBudget], sens: SensBudget) -> Decimal:
    return sum((line.montant for line in lines if line.sens is sens and line.montant), Decimal())


def _balance(lines: list[facts.LigneBudget]) -> dict[str, str]:
    spent, received = _total(lines, SensBudget.CHARGE), _total(lines, SensBudget.PRODUIT)
    if spent == received:
        return {"ton": "bien", "mot": "Équilibré"} if spent else {"ton": "neutre", "mot": "Vide"}
    return {"ton": "voir", "mot": fr(f"Écart de {euros(abs(spent - received))}")}


def formulaire(
    request: DossierRequest, dossier: Dossier, kind: type[Formulaire], liste: Liste
) -> Formulaire:
    form = kind(envoi(request))
    form.fields["version"].initial = listes.version(dossier, liste)
    return form


def depart(
    request: DossierRequest, dossier: Dossier, liste: Liste, current: tuple[Part, ...]
) -> tuple[Part, ...]:
    """Return the rows that the page showed when it was filled, which others may have changed."""
    posted = request.POST.get("version", "")
    if not posted.isdecimal():
        return current
    base = started_from(dossier, liste, int(posted[:9]))
    return current if base is None else base


def repartir(kind: type[Formulaire], dossier: Dossier, liste: Liste) -> Formulaire:
    """Return the form of a conflict: what was typed, started from what is recorded."""
    form = kind()
    form.fields["version"].initial = listes.version(dossier, liste)
    return form


def dire(
    request: DossierRequest, dossier: Dossier, form: Formulaire, liste: Liste, sentence: str
) -> None:
    """Say that the table is saved, and what others did to it meanwhile."""
    reponses.dire(request, sentence)
    place = (liste.value, "", listes.version(dossier, liste))
    fusions.dire_liste(request, dossier, place, form.cleaned_data["version"] or 0)


def page(
    request: DossierRequest,
    dossier: Dossier,
    section: str,
    context: dict[str, Any],
    frame: cadre.Cadre,
) -> HttpResponse:
    for field in context["form"].fields.values():
        field.disabled = not frame.droits.modifier
    status = 409 if context["conflit"] else 422 if context["form"].errors else 200
    return reponses.page(
        request,
        dossier,
        _TEMPLATES[section],
        context,
        section=section,
        frame=frame,
        status=status,
    )
