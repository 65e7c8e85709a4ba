"""The page of the forecast budget of the project: one year at a time, charges facing products."""

from datetime import date
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from maillage.core.budget import Cote
from maillage.core.facts import LigneBudgetProjet
from maillage.dossiers import listes
from maillage.dossiers.actions.update_budget_projet import update_budget_projet
from maillage.dossiers.models import Dossier, Liste
from maillage.dossiers.replacing import ListConflict
from maillage.web import clock
from maillage.web.equipe import acces, cadre, lignes_lues, planches, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.budget import accord_lu
from maillage.web.equipe.formulaires.base import envoi
from maillage.web.equipe.formulaires.budget_projet import (
    FormulaireBudgetProjet,
    par_cote,
    total,
)
from maillage.web.typographie import euros, fr

_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_AHEAD: Final = 3  # years proposed when none was filled
_TITLES: Final = {
    Cote.CHARGE: "Charges",
    Cote.PRODUIT: "Produits",
    Cote.EMPLOI: "Ce que l’on reçoit gratuitement : à quoi cela sert",
    Cote.CONTRIBUTION: "Ce que l’on reçoit gratuitement : ce qui est donné",
}
_OTHER: Final = {
    Cote.CHARGE: "Pour quoi",
    Cote.PRODUIT: "Qui donne",
    Cote.EMPLOI: "Pour quoi",
    Cote.CONTRIBUTION: "Qui donne",
}

Lines = tuple[LigneBudgetProjet, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier()
def budget_projet(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    frame = cadre.de(dossier, request.user, section="budget_projet", on=clock.today())
    every = planches.depart(request, dossier, Liste.BUDGET_PROJET, frame.faits.budget_projet or ())
    year = annee_demandee(request.GET.get("annee", ""), every, clock.today())
    lines = tuple(line for line in every if line.exercice == year)
    form, clash = FormulaireBudgetProjet(envoi(request), lignes=lines), None
    form.fields["version"].initial = listes.version(dossier, Liste.BUDGET_PROJET)
    if form.is_bound and form.is_valid():
        typed = form.lignes(year)
        here = _address(dossier, year)
        if frame.droits.modifier and typed == _sorted(lines):
            return reponses.vers_adresse(here)
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
                planches.dire(
                    request, dossier, form, Liste.BUDGET_PROJET, f"Le budget {year} est enregistré."
                )
                return reponses.vers_adresse(here)
        except ListConflict as found:
            clash = lignes_lues.conflit(Liste.BUDGET_PROJET, found)
            form = _again(dossier, found, year)
    context = {
        "form": form, "conflit": clash, "titre": f"Budget du projet, {year}",
        "annees": _years(dossier, every, year, clock.today()),
        "equilibre": balance(lines),
        "totaux": _totals(lines),
        "cotes": _sides(form),
        "accord": accord_lu.lire(dossier, frame, on=clock.today()),
        "axes": f"{cadre.adresse(dossier, 'budget_axes')}?{urlencode({'annee': year})}",
    }  # fmt: skip
    return planches.page(request, dossier, "budget_projet", context, frame)


def _sides(form: FormulaireBudgetProjet) -> list[dict[str, Any]]:
    return [
        {"nom": fr(_TITLES[cote]), "autre": _OTHER[cote], "lignes": form.rangees(cote)}
        for cote in Cote
    ]


def _again(dossier: Dossier, clash: ListConflict, year: int) -> FormulaireBudgetProjet:
    """Return the form of a conflict: what was typed, started from what is recorded."""
    form = FormulaireBudgetProjet(lignes=[one for one in clash.fusion if one.exercice == year])
    form.fields["version"].initial = listes.version(dossier, Liste.BUDGET_PROJET)
    return form


def _sorted(lines: Lines) -> Lines:
    """Return the lines in the order of the page, to tell whether anything was changed."""
    by_side = par_cote(lines)
    return tuple(line for cote in Cote for line in by_side[cote])


def annee_demandee(asked: str, lines: Lines, on: date) -> int:
    if not asked:
        return min((line.exercice for line in lines), default=on.year + 1)
    if not asked.isascii() or not asked.isdigit() or not _FIRST_YEAR <= int(asked) <= _LAST_YEAR:
        raise Http404
    return int(asked)


def _years(dossier: Dossier, lines: Lines, year: int, on: date) -> list[dict[str, Any]]:
    known = {line.exercice for line in lines} | {year}
    last = max(known)
    ahead = range(on.year, on.year + _AHEAD) if not lines else range(last + 1, last + 2)
    return [
        {
            "nom": str(one),
            "url": _address(dossier, one),
            "ici": one == year,
            "vide": not any(line.exercice == one for line in lines),
        }
        for one in sorted({*known, *ahead})
        if _FIRST_YEAR <= one <= _LAST_YEAR
    ]


def _address(dossier: Dossier, year: int) -> str:
    return f"{cadre.adresse(dossier, 'budget_projet')}?{urlencode({'annee': year})}"


def balance(lines: Lines) -> dict[str, str]:
    """Say whether charges and products are equal, with and without what is given for free."""
    by_side = par_cote(lines)
    gap = total(by_side[Cote.PRODUIT]) - total(by_side[Cote.CHARGE])
    free = total(by_side[Cote.CONTRIBUTION]) - total(by_side[Cote.EMPLOI])
    if gap or free:
        what = "d’excédent" if gap > 0 else "qui manquent"
        words = f"{euros(abs(gap))} {what}" if gap else "Contributions à équilibrer"
        return {"ton": "voir", "mot": fr(words)}
    if not any(line.montant for line in lines):
        return {"ton": "neutre", "mot": "Vide"}
    return {"ton": "bien", "mot": "Équilibré"}


def _totals(lines: Lines) -> list[dict[str, str]]:
    """Return the totals that the page shows above the rows."""
    by_side = par_cote(lines)
    shown = [("Total des charges", Cote.CHARGE), ("Total des produits", Cote.PRODUIT)]
    if by_side[Cote.EMPLOI] or by_side[Cote.CONTRIBUTION]:
        shown += [("Contributions employées", Cote.EMPLOI)]
        shown += [("Contributions reçues", Cote.CONTRIBUTION)]
    return [{"nom": name, "valeur": euros(total(by_side[cote]))} for name, cote in shown]
