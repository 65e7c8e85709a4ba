"""The budget read by mission and by action, its accounts in a chart, its years side by side."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from maillage.core.budget import (
    SANS,
    STRUCTURE,
    Cote,
    Part,
    exercices,
    par_action,
    par_mission,
)
from maillage.core.facts import LigneBudgetProjet, MissionAction, ScenarioBudget
from maillage.dossiers.actions.refresh_accord import refresh_accord
from maillage.dossiers.budget import alertes_budget, missions_des_actions
from maillage.dossiers.models import Dossier
from maillage.dossiers.replacing import ListConflict
from maillage.reference.plan_comptable import natures
from maillage.reference.plan_comptable.accord import PlanComptable, comptes, plan_de, plans
from maillage.web import clock
from maillage.web.equipe import acces, cadre, libelles, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.budget.accord_lu import alerte
from maillage.web.equipe.formulaires.budget_projet import par_cote, total
from maillage.web.typographie import euros, fr

_NOMS: Final = {STRUCTURE: "Le fonctionnement et le démarrage", SANS: "Sans mission"}
_CHANGED: Final = (
    "Quelqu’un d’autre a changé le budget depuis que vous avez ouvert la page. Rien n’est écrit : "
    "relisez, puis recommencez."
)


@require_safe
@acces.sur_dossier(acces.ARGENT)
def lecture(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    on = clock.today()
    frame = cadre.de(dossier, request.user, section="budget_lecture", on=on)
    lines = frame.faits.budget_projet or ()
    actions = frame.faits.actions or ()
    missions = missions_des_actions(frame.faits)
    names = {one.id: one.titre for one in actions}
    known = {mission.value: libelles.MISSIONS[mission] for mission in MissionAction}
    plan = _plan(request.GET.get("plan", ""), lines)
    context = {
        "annees": [_year(lines, year) for year in exercices(lines)],
        "missions": [_part(one, known | _NOMS) for one in par_mission(lines, natures(), missions)],
        "actions": [_part(one, names) for one in par_action(lines, natures(), names)],
        "alertes": [alerte(one) for one in alertes_budget(frame.faits, on=on)],
        "plan": plan,
        "plans": _plans(dossier, plan),
        "comptes": _accounts(lines, plan),
        "exercices": exercices(lines),
        "urls": {
            page: cadre.adresse(dossier, page)
            for page in ("budget_projet", "budget_axes", "documents")
        },
    }
    return reponses.page(
        request,
        dossier,
        "equipe/budget/lecture.html",
        context,
        section="budget_lecture",
        frame=frame,
    )


def _year(lines: Iterable[LigneBudgetProjet], year: int) -> dict[str, Any]:
    sides = par_cote(line for line in lines if line.exercice == year)
    sums = {cote: total(sides[cote]) for cote in Cote}
    return {
        "nom": str(year),
        "charges": euros(sums[Cote.CHARGE]),
        "produits": euros(sums[Cote.PRODUIT]),
        "solde": euros(sums[Cote.PRODUIT] - sums[Cote.CHARGE]),
        "volontaire": euros(sums[Cote.CONTRIBUTION]),
        "equilibre": sums[Cote.PRODUIT] == sums[Cote.CHARGE]
        and sums[Cote.EMPLOI] == sums[Cote.CONTRIBUTION],
    }


def _part(part: Part, names: dict[str, str]) -> dict[str, str]:
    return {
        "nom": fr(names.get(part.cle, part.cle)),
        "charges": euros(part.charges),
        "produits": euros(part.produits),
        "solde": euros(part.solde),
    }


def _plan(asked: str, lines: Iterable[LigneBudgetProjet]) -> PlanComptable:
    """Return the edition asked, else that of the last year of the budget."""
    years = exercices(lines)
    usual = plan_de(years[-1] if years else clock.today().year)
    return next((one for one in plans() if one.code == asked), usual)


def _plans(dossier: Dossier, here: PlanComptable) -> list[dict[str, Any]]:
    page = cadre.adresse(dossier, "budget_lecture")
    return [
        {"nom": fr(one.nom), "url": f"{page}?plan={one.code}#comptes", "ici": one == here}
        for one in plans()
    ]


def _accounts(lines: Iterable[LigneBudgetProjet], plan: PlanComptable) -> list[dict[str, Any]]:
    """Return each account of the edition that holds something, with a sum for each year."""
    rows = [line for line in lines if line.nature in natures()]
    years = exercices(rows)
    sums: dict[str, dict[int, Decimal]] = {}
    names: dict[str, list[str]] = {}
    for line in rows:
        account = comptes(plan.code)[line.nature] or "sans compte"
        of_year = sums.setdefault(account, {})
        of_year[line.exercice] = of_year.get(line.exercice, Decimal(0)) + (line.montant or 0)
        names.setdefault(account, []).append(natures()[line.nature].libelle)
    return [
        {
            "compte": account,
            "nom": fr(" ; ".join(dict.fromkeys(names[account]))),
            "sommes": [(str(year), euros(sums[account].get(year, Decimal(0)))) for year in years],
        }
        for account in sorted(sums)
    ]


@require_POST
@acces.sur_dossier(acces.MODIFIER)
def accord(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    """Bring the lines of the agreement up to date."""
    asked = request.POST.get("scenario", "")
    number = request.POST.get("version", "")
    known = {one.value: one for one in ScenarioBudget}
    if asked not in known or not number.isdecimal():
        reponses.prevenir(request, "Choisissez sur quels résultats le budget compte.")
        return reponses.vers(dossier, "budget_projet")
    try:
        with reponses.refus_dit(request):
            changed = refresh_accord(
                dossier=dossier,
                scenario=known[asked],
                version=int(number[:9]),
                by=request.user,
                on=clock.today(),
            )
            said = "sont à jour" if changed else "étaient déjà à jour"
            reponses.dire(request, f"Les lignes de l’accord {said}.")
    except ListConflict:
        reponses.prevenir(request, _CHANGED)
    return reponses.vers(dossier, "budget_projet")
