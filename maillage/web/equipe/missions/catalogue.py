"""The catalogue of indicators: pick one, its definition comes along."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from maillage.core.facts import MissionAction, NatureIndicateur, OrigineIndicateur
from maillage.core.fiabilite import Fiabilite
from maillage.core.missions import IndicateurUsuel
from maillage.dossiers.models import ActionPrevue, Dossier, Indicateur
from maillage.reference.missions import indicateurs, indicateurs_par_code
from maillage.web.equipe import acces, cadre, libelles, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.typographie import fr

SECTION: Final = "indicateurs_catalogue"
_FONCTIONNEMENT: Final = "La vie de la CPTS"
_DOUTES: Final = {
    Fiabilite.VU: "",
    Fiabilite.DEDUIT: "déduit d’un texte",
    Fiabilite.A_CONFIRMER: "pratique courante",
}


@require_safe
@acces.sur_dossier()
def catalogue(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    action = request.GET.get("action", "")
    served = ActionPrevue.objects.filter(dossier=dossier, code=action).first() if action else None
    asked = request.GET.get("mission") or (served.mission if served else None)
    taken = set(Indicateur.objects.filter(dossier=dossier).values_list("catalogue", flat=True))
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in indicateurs().indicateurs:
        if asked in (None, "", one.mission):
            name = libelles.MISSIONS[one.mission] if one.mission else _FONCTIONNEMENT
            groups.setdefault(name, []).append(_line(dossier, one, action, taken))
    context = {
        "groupes": [{"nom": fr(name), "lignes": lines} for name, lines in groups.items()],
        "missions": _filters(dossier, asked, action),
        "action": served.titre if served else "",
        "sien": _address(dossier, {"action": action} if action else {}),
    }
    return reponses.page(
        request, dossier, "equipe/missions/catalogue.html", context, section=SECTION
    )


def _line(
    dossier: Dossier, one: IndicateurUsuel, action: str, taken: set[str | None]
) -> dict[str, Any]:
    table = indicateurs()
    formula = (
        one.numerateur if one.denominateur is None else f"{one.numerateur} / {one.denominateur}"
    )
    doubts = [_DOUTES[one.fiabilite], "formule à négocier" if one.formule_proposee else ""]
    return {
        "code": one.code,
        "nom": fr(one.libelle),
        "formule": fr(formula),
        "detail": fr(
            f"{one.unite}, {table.frequences[one.frequence]}, {table.fournisseurs[one.fournisseur]}"
        ),
        "national": one.national,
        "doute": fr(", ".join(filter(None, doubts))),
        "source": fr(table.sources[one.source]),
        "pris": one.code in taken,
        "url": _address(dossier, {"catalogue": one.code, **({"action": action} if action else {})}),
    }


def _address(dossier: Dossier, query: Mapping[str, str]) -> str:
    page = cadre.adresse(dossier, "indicateurs_ajouter")
    return f"{page}?{urlencode(query)}" if query else page


def _filters(dossier: Dossier, asked: str | None, action: str) -> list[dict[str, Any]]:
    page = cadre.adresse(dossier, SECTION)
    keep = {"action": action} if action else {}
    every = [("", "Toutes"), *((code.value, libelles.MISSIONS[code]) for code in MissionAction)]
    return [
        {
            "nom": name,
            "url": f"{page}?{urlencode({'mission': code, **keep})}",
            "ici": code == (asked or ""),
        }
        for code, name in every
    ]


def prerempli(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the catalogue knows of the indicator that an address names."""
    one = indicateurs_par_code().get(given.get("catalogue", ""))
    if one is None:
        return {name: value for name, value in given.items() if name != "catalogue"}
    table = indicateurs()
    return {
        **given,
        "libelle": fr(one.libelle),
        "nature": NatureIndicateur.QUANTITATIF,
        "mission": one.mission,
        "origine": OrigineIndicateur.ACI if one.national else None,
        "numerateur": fr(one.numerateur),
        "denominateur": "" if one.denominateur is None else fr(one.denominateur),
        "unite": one.unite,
        "sens": one.sens,
        "cumulatif": one.cumulatif,
        "source": fr(table.fournisseurs[one.fournisseur]),
        "rythme": fr(table.frequences[one.frequence]),
        "preuve": fr(one.preuve),
    }
