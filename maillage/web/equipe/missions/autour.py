"""Below the form of an action: the indicators that follow it, and the lines of the budget it is for."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.http import urlencode

from maillage.core.facts import DossierFacts, Indicateur, NatureIndicateur
from maillage.documents.build import mesures
from maillage.dossiers import models
from maillage.dossiers.models import Dossier
from maillage.reference.plan_comptable import natures
from maillage.web.equipe.cadre import adresse
from maillage.web.typographie import euros, fr

# An action is followed both ways: what is counted, and what people say of it.
_MANQUE: Final = {
    NatureIndicateur.QUANTITATIF: "Il lui manque un indicateur qui se compte, même simple.",
    NatureIndicateur.QUALITATIF: (
        "Il lui manque un indicateur qui se décrit : ce qu’en disent les patients ou l’équipe."
    ),
}


def autour(faits: DossierFacts, action: models.ActionPrevue) -> list[dict[str, Any]]:
    """Return what goes with an action, and the door to one more of each."""
    return [_indicateurs(faits, action), _budget(faits, action)]


def _indicateurs(faits: DossierFacts, action: models.ActionPrevue) -> dict[str, Any]:
    mine = [one for one in faits.indicateurs or () if one.action == action.code]
    rows = models.Indicateur.objects.filter(dossier=action.dossier, action=action)
    keys: Mapping[str, int] = dict(rows.values_list("code", "pk"))
    held = {one.nature for one in mine}
    add = adresse(action.dossier, "indicateurs_catalogue")
    return {
        "cle": "indicateurs",
        "titre": "Les indicateurs de cette action",
        "vide": "Aucun encore : dites comment on saura que l’action réussit.",
        "liens": [
            {
                "nom": one.libelle,
                "url": adresse(action.dossier, "indicateurs_modifier", str(keys[one.id])),
                "detail": _from_to(one),
            }
            for one in mine
            if one.id in keys
        ],
        "conseils": [fr(said) for code, said in _MANQUE.items() if mine and code not in held],
        "ajouter": f"{add}?{urlencode({'action': action.code})}",
        "bouton": "Choisir un indicateur",
    }


def _from_to(one: Indicateur) -> str:
    return fr(" → ".join(text for text in (mesures.depart(one), mesures.cible(one)) if text))


def _budget(faits: DossierFacts, action: models.ActionPrevue) -> dict[str, Any]:
    known = natures()
    lines = [one for one in faits.budget_projet or () if one.action == action.code]
    lines.sort(key=lambda one: one.exercice)
    return {
        "cle": "budget",
        "titre": "Ce qu’elle coûte, et qui la paie",
        "vide": "Aucune ligne du budget ne la nomme encore.",
        "liens": [
            {
                "nom": fr(known[one.nature].libelle if one.nature in known else one.nature),
                "url": _year(action.dossier, one.exercice),
                "detail": _amount(one.exercice, one.libelle, one.montant),
            }
            for one in lines
        ],
        "conseils": [],
        "ajouter": adresse(
            action.dossier, "budget_axes" if faits.budget_projet else "budget_projet"
        ),
        "bouton": "Relier des lignes du budget" if faits.budget_projet else "Ouvrir le budget",
    }


def _year(dossier: Dossier, year: int) -> str:
    return f"{adresse(dossier, 'budget_axes')}?{urlencode({'annee': year})}"


def _amount(year: int, words: str | None, amount: Any) -> str:
    said = "montant à compléter" if amount is None else euros(amount)
    return fr(", ".join(text for text in (words, f"{said} en {year}") if text))
