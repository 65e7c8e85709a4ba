"""The lists of a dossier: which form, which actions, which words."""

from collections.abc import Mapping
from typing import Any, Final

from maillage.dossiers.actions.add_action import add_action
from maillage.dossiers.actions.add_etablissement import add_etablissement
from maillage.dossiers.actions.add_personne import add_personne
from maillage.dossiers.actions.add_reunion import add_reunion
from maillage.dossiers.actions.remove_action import remove_action
from maillage.dossiers.actions.remove_etablissement import remove_etablissement
from maillage.dossiers.actions.remove_personne import StillNamed, remove_personne
from maillage.dossiers.actions.remove_reunion import remove_reunion
from maillage.dossiers.actions.update_action import update_action
from maillage.dossiers.actions.update_etablissement import update_etablissement
from maillage.dossiers.actions.update_personne import update_personne
from maillage.dossiers.actions.update_reunion import update_reunion
from maillage.dossiers.models import ActionPrevue, Dossier, Etablissement, Personne, Reunion
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.demarche import FormulaireAction, FormulaireReunion
from maillage.web.equipe.formulaires.etablissement import FormulaireEtablissement
from maillage.web.equipe.formulaires.personne import FormulairePersonne
from maillage.web.equipe.lignes import Liste, Mots

EQUIPE: Final = Liste(
    page="equipe",
    modele=Personne,
    formulaire=FormulairePersonne,
    champs="equipe/champs/personne.html",
    ajouter=add_personne,
    modifier=update_personne,
    retirer=remove_personne,
    argument="personne",
    refus=(StillNamed,),
    mots=Mots(
        liste="L’équipe",
        ajouter="Ajouter une personne",
        encore="Enregistrer, puis ajouter une autre personne",
        retirer="Retirer cette personne de l’équipe",
        retirer_aide="Elle disparaîtra des documents. Le journal garde la trace du retrait.",
        ajoutee="{nom} est dans l’équipe.",
        enregistree="Les réponses pour {nom} sont enregistrées.",
        retiree="{nom} n’est plus dans l’équipe.",
    ),
)
ETABLISSEMENTS: Final = Liste(
    page="etablissements",
    modele=Etablissement,
    formulaire=FormulaireEtablissement,
    ajouter=add_etablissement,
    modifier=update_etablissement,
    retirer=remove_etablissement,
    argument="etablissement",
    mots=Mots(
        liste="Établissements",
        ajouter="Ajouter un établissement",
        encore="Enregistrer, puis en ajouter un autre",
        retirer="Retirer cet établissement",
        retirer_aide="Il disparaîtra des documents. Le journal garde la trace du retrait.",
        ajoutee="{nom} est ajouté.",
        enregistree="Les réponses pour {nom} sont enregistrées.",
        retiree="{nom} est retiré.",
    ),
)
REUNIONS: Final = Liste(
    page="reunions",
    modele=Reunion,
    formulaire=FormulaireReunion,
    ajouter=add_reunion,
    modifier=update_reunion,
    retirer=remove_reunion,
    argument="reunion",
    mots=Mots(
        liste="Réunions",
        ajouter="Ajouter une réunion",
        encore="Enregistrer, puis en ajouter une autre",
        retirer="Retirer cette réunion",
        retirer_aide="Elle disparaîtra des documents. Le journal garde la trace du retrait.",
        ajoutee="La réunion « {nom} » est ajoutée.",
        enregistree="La réunion « {nom} » est enregistrée.",
        retiree="La réunion « {nom} » est retirée.",
    ),
)


def _acteurs(dossier: Dossier) -> Mapping[str, Any]:
    people = Personne.objects.filter(dossier=dossier).order_by("nom", "prenom", "pk")
    places = Etablissement.objects.filter(dossier=dossier).order_by("nom", "pk")
    choices = [*((row.code, str(row)) for row in people), *((row.code, str(row)) for row in places)]
    return {"acteurs": choices}


def _of_action(action: ActionPrevue) -> dict[str, Any]:
    rows = action.acteurs.select_related("personne", "etablissement").order_by("rang", "pk")
    named = [row.personne.code if row.personne else row.etablissement.code for row in rows]  # type: ignore[union-attr]  # one of the two, by constraint
    return {"acteurs": named, "personne_encore": action.sans_acteur}


def _with_acteurs(form: Formulaire) -> dict[str, Any]:
    return {"acteurs": form.cleaned_data["acteurs"]}


ACTIONS: Final = Liste(
    page="actions",
    modele=ActionPrevue,
    formulaire=FormulaireAction,
    ajouter=add_action,
    modifier=update_action,
    retirer=remove_action,
    argument="action",
    options=_acteurs,
    initial=_of_action,
    en_plus=_with_acteurs,
    mots=Mots(
        liste="Actions",
        ajouter="Ajouter une action",
        encore="Enregistrer, puis en ajouter une autre",
        retirer="Retirer cette action",
        retirer_aide="Elle disparaîtra des documents. Le journal garde la trace du retrait.",
        ajoutee="L’action « {nom} » est ajoutée.",
        enregistree="L’action « {nom} » est enregistrée.",
        retiree="L’action « {nom} » est retirée.",
    ),
)
TOUTES: Final = (EQUIPE, ETABLISSEMENTS, REUNIONS, ACTIONS)
