"""The page of the money: what this CPTS may receive, when, and how each amount was computed."""

from typing import Any, Final

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.core.financement import (
    CENTIMES,
    DOUTES,
    Echeancier,
    Mouvement,
    echeancier,
    mouvements_recus,
    signature_du_contrat,
    tresorerie,
)
from maillage.dossiers.models import Dossier
from maillage.reference.aci import convention, tables_aci
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.argent import aides_lues, dessins, lu, temps
from maillage.web.equipe.argent.depart import depart
from maillage.web.equipe.argent.hypotheses import Hypotheses
from maillage.web.equipe.formulaires.champs import en_pourcent
from maillage.web.montants import Somme, somme
from maillage.web.typographie import euros, fr, jour

SECTION: Final = "argent"
_SCENARIOS: Final = ((0, "Parts fixes seulement"), (6_000, "60 % des résultats"), (10_000, "100 %"))


@require_safe
@acces.sur_dossier(acces.ARGENT)
def argent(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    on = clock.today()
    frame = cadre.de(dossier, request.user, section=SECTION, on=on)
    known = depart(frame.faits, on=on)
    if known is None:
        return _answer(request, dossier, frame, {"form": None, "plan": None})
    form = Hypotheses(request.GET, depart=known)
    context: dict[str, Any] = {"form": form, "plan": None, "avertissement": _warning()}
    if form.is_valid():
        plan = echeancier(form.contrat, tables_aci())
        came = mouvements_recus(frame.faits.versements or ())
        context |= {"plan": plan, **_money(dossier, form, plan, came)}
    return _answer(request, dossier, frame, context, status=200 if form.is_valid() else 422)


def _answer(
    request: DossierRequest,
    dossier: Dossier,
    frame: cadre.Cadre,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    context["urls"] = {
        page: cadre.adresse(dossier, page)
        for page in ("argent", "territoire", "actions", "contrat", "versements")
    }
    context["aides"] = aides_lues.lire(frame.faits, on=clock.today())
    context["signe"] = signature_du_contrat(frame.faits.contrat) is not None
    return reponses.page(
        request,
        dossier,
        "equipe/argent/argent.html",
        context,
        section=SECTION,
        frame=frame,
        status=status,
    )


def _warning() -> str:
    return fr(convention().avertissement)


def _money(
    dossier: Dossier, form: Hypotheses, plan: Echeancier, came: tuple[Mouvement, ...]
) -> dict[str, Any]:
    by_contract = temps.par_contrat(plan)
    views = lu.comparaison(plan)
    rule = tables_aci().versement(plan.contrat.signature)
    delay = rule.reglement_mois if rule else None
    best = lu.au_mieux(plan)
    return {
        "scenarios": _scenarios(dossier, form),
        "fichiers": _files(dossier, form),
        "chiffres": _figures(plan),
        "maxima": lu.maxima(plan),
        "au_mieux": Somme(best.total, DOUTES[best.fiabilite]),
        "inconnus": lu.inconnus(best.inconnus),
        "edition": fr(plan.situations[0].grille.nom),
        "par_contrat": by_contract,
        "barres": dessins.barres(by_contract.rangees),
        "par_civile": temps.par_civile(plan),
        "par_mois": temps.par_mois(plan),
        "calendrier": lu.calendrier(plan),
        "courbe": dessins.courbe(
            tresorerie(plan.lignes), tresorerie(plan.lignes, delai_mois=delay), came
        ),
        "recu": Somme(came[-1].cumul).texte if came else "",
        "au_plus_tot": temps.arrivees(plan),
        "au_plus_tard": temps.arrivees(plan, delai_mois=delay),
        "compares": [name for name, _ in views],
        "comparaison": lu.rangees_comparees(views),
        "suppositions": form.suppositions(),
        "a_savoir": lu.a_savoir(plan),
        "ouverts": lu.ouverts(plan),
    }


def _scenarios(dossier: Dossier, form: Hypotheses) -> list[dict[str, Any]]:
    """Return the doors to the usual results; the last one says that the results are one's own."""
    page, mine = cadre.adresse(dossier, SECTION), form.uniforme
    doors = [
        {
            "nom": fr(name),
            "url": f"{page}?{form.adresse(resultats=en_pourcent(rate))}",
            "ici": mine == rate,
        }
        for rate, name in _SCENARIOS
    ]
    own = mine not in dict(_SCENARIOS)
    return [*doors, {"nom": "Mon scénario", "url": "#argent-hypotheses", "ici": own}]


def _files(dossier: Dossier, form: Hypotheses) -> list[dict[str, str]]:
    """Return the doors to the same payments as files."""
    query = form.adresse()
    names = (
        ("xlsx", "Télécharger pour un tableur (XLSX)"),
        ("csv", "Télécharger en texte (CSV)"),
        ("ics", "Ajouter ces dates à votre agenda (iCalendar)"),
    )
    return [
        {
            "nom": name,
            "url": f"{cadre.adresse(dossier, 'argent_telecharger', extension)}?{query}",
        }
        for extension, name in names
    ]


def _figures(plan: Echeancier) -> list[dict[str, str]]:
    best = lu.au_mieux(plan)
    first = [ligne for ligne in plan.lignes if ligne.annee == 1]
    whole, year = somme(plan.lignes), somme(first)
    return [
        _figure(
            "Au plus, par an",
            euros(best.total // CENTIMES),
            f"dont {euros(best.variable // CENTIMES)} selon les résultats",
            DOUTES[best.fiabilite],
        ),
        _figure("La première année", year.texte, f"dès le {jour(plan.lignes[0].le)}", year.doute),
        _figure(
            f"Sur {len(plan.situations)} ans",
            whole.texte,
            "avec les résultats choisis",
            whole.doute,
        ),
    ]


def _figure(name: str, value: str, detail: str, doubt: str) -> dict[str, str]:
    return {"nom": fr(name), "valeur": value, "detail": fr(detail), "doute": doubt}
