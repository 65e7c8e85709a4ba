"""The actual beside the forecast, heading by heading, and the accounts that nothing places yet."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any, Final

from django.http import HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from maillage.core.budget import Comparaison, Cote, a_ranger, comparer, exercices
from maillage.core.facts import DossierFacts
from maillage.dossiers import permissions
from maillage.dossiers.models import Dossier
from maillage.reference.plan_comptable import formulaires_budget, natures
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.budget_projet import annee_demandee
from maillage.web.typographie import euros, fr, jour

_TITRES: Final = {
    Cote.CHARGE: "Charges",
    Cote.PRODUIT: "Produits",
    Cote.EMPLOI: "Contributions employées",
    Cote.CONTRIBUTION: "Contributions reçues",
}


@require_safe
@acces.sur_dossier(acces.ARGENT)
def realise(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    frame = cadre.de(dossier, request.user, section="realise", on=clock.today())
    year = annee_realisee(request.GET.get("annee", ""), frame.faits)
    held = [one for one in frame.faits.realise or () if one.exercice == year]
    found = comparer(
        frame.faits.budget_projet or (), frame.faits.realise or (), natures(), exercice=year
    )
    until = max((one.arrete_le for one in held if one.arrete_le), default=None)
    context = {
        "annee": year,
        "annees": _years(dossier, frame.faits, year),
        "comptes": len(held),
        "arrete": jour(until) if until else "",
        "cotes": [_side(cote, found) for cote in Cote if any(one.cote is cote for one in found)],
        "a_ranger": [
            {"compte": one.compte, "nom": one.libelle or "", "montant": euros(one.montant or 0)}
            for one in a_ranger(frame.faits.realise or (), natures(), exercice=year)
        ],
        "importer": f"{cadre.adresse(dossier, 'realise_importer')}?{urlencode({'annee': year})}",
        "versions": cadre.adresse(dossier, "versions", "realise"),
        "peut": permissions.allows(request.user, acces.COMPTES, dossier),
    }
    return reponses.page(
        request, dossier, "equipe/budget/realise.html", context, section="realise", frame=frame
    )


def annee_realisee(asked: str, faits: DossierFacts) -> int:
    """Return the year asked, else the last one that has accounts, else that of the budget."""
    done = [one.exercice for one in faits.realise or ()]
    if not asked and done:
        return max(done)
    return annee_demandee(asked, faits.budget_projet or (), clock.today())


def _years(dossier: Dossier, faits: DossierFacts, year: int) -> list[dict[str, Any]]:
    page = cadre.adresse(dossier, "realise")
    known = {*exercices(faits.budget_projet or ()), year}
    known |= {one.exercice for one in faits.realise or ()}
    return [
        {"nom": str(one), "url": f"{page}?{urlencode({'annee': one})}", "ici": one == year}
        for one in sorted(known)
    ]


def _side(cote: Cote, found: Iterable[Comparaison]) -> dict[str, Any]:
    rows = [one for one in found if one.cote is cote]
    known = all(one.comptes for one in rows)
    planned = sum((one.prevu or Decimal(0) for one in rows), Decimal(0))
    done = sum((one.realise or Decimal(0) for one in rows), Decimal(0))
    return {
        "nom": _TITRES[cote],
        "lignes": [
            {
                "nom": _heading(one.ligne),
                "prevu": _amount(one.prevu),
                "realise": _amount(one.realise),
                "ecart": _gap(one.ecart),
            }
            for one in rows
        ],
        "prevu": euros(planned),
        "realise": _amount(done if known else None),
        "ecart": _gap(done - planned if known else None),
    }


def _amount(amount: Decimal | None) -> str:
    return "–" if amount is None else euros(amount)


def _gap(amount: Decimal | None) -> str:
    if amount is None:
        return "–"
    return f"+{euros(amount)}" if amount > 0 else euros(amount)


@cache
def _headings() -> dict[str, str]:
    """Return the words of each row, from the form that has the most of them."""
    return {
        rang.cle: fr(rang.libelle.strip(" -–:"))
        for one in formulaires_budget().values()
        for rang in one.rangs()
    }


def _heading(ligne: str) -> str:
    known = {"p73": "Accord national (ACI)"}
    return known.get(ligne) or _headings().get(ligne, ligne)
