"""The lists of a dossier: which form, which actions, which words."""

from collections.abc import Mapping
from typing import Any, Final

from maillage.dossiers.actions.add_action import add_action
from maillage.dossiers.actions.add_chiffre import add_chiffre
from maillage.dossiers.actions.add_collectivite import add_collectivite
from maillage.dossiers.actions.add_etablissement import add_etablissement
from maillage.dossiers.actions.add_indicateur import add_indicateur
from maillage.dossiers.actions.add_personne import add_personne
from maillage.dossiers.actions.add_referent import add_referent
from maillage.dossiers.actions.add_reunion import add_reunion
from maillage.dossiers.actions.add_versement import add_versement
from maillage.dossiers.actions.remove_action import remove_action
from maillage.dossiers.actions.remove_chiffre import remove_chiffre
from maillage.dossiers.actions.remove_collectivite import remove_collectivite
from maillage.dossiers.actions.remove_etablissement import remove_etablissement
from maillage.dossiers.actions.remove_indicateur import remove_indicateur
from maillage.dossiers.actions.remove_personne import StillNamed, remove_personne
from maillage.dossiers.actions.remove_referent import remove_referent
from maillage.dossiers.actions.remove_reunion import remove_reunion
from maillage.dossiers.actions.remove_versement import remove_versement
from maillage.dossiers.actions.update_action import update_action
from maillage.dossiers.actions.update_chiffre import update_chiffre
from maillage.dossiers.actions.update_collectivite import update_collectivite
from maillage.dossiers.actions.update_etablissement import update_etablissement
from maillage.dossiers.actions.update_indicateur import update_indicateur
from maillage.dossiers.actions.update_personne import update_personne
from maillage.dossiers.actions.update_referent import update_referent
from maillage.dossiers.actions.update_reunion import update_reunion
from maillage.dossiers.actions.update_versement import update_versement
from maillage.dossiers.models import (
    ActionPrevue,
    Chiffre,
    Collectivite,
    Dossier,
    Etablissement,
    Indicateur,
    Personne,
    Referent,
    Reunion,
    Versement,
)
from maillage.web import clock
from maillage.web.equipe import acces, lecture
from maillage.web.equipe.argent import recus_lus
from maillage.web.equipe.formulaires.action import FormulaireAction
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.chiffre import FormulaireChiffre
from maillage.web.equipe.formulaires.demarche import FormulaireReunion
from maillage.web.equipe.formulaires.etablissement import FormulaireEtablissement
from maillage.web.equipe.formulaires.indicateur import FormulaireIndicateur
from maillage.web.equipe.formulaires.partenaires import (
    FormulaireCollectivite,
    FormulaireReferent,
)
from maillage.web.equipe.formulaires.personne import FormulairePersonne, of_account
from maillage.web.equipe.formulaires.versement import FormulaireVersement
from maillage.web.equipe.lignes import Liste, Mots
from maillage.web.equipe.missions import catalogue
from maillage.web.equipe.missions.autour import autour
from maillage.web.equipe.missions.conseils import conseils
from maillage.web.equipe.missions.fiche import liens

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
    compte=of_account,
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
    team = [(row.code, str(row)) for row in people]
    others = ActionPrevue.objects.filter(dossier=dossier).order_by("rang", "pk")
    return {
        "actions": [(row.code, row.titre) for row in others],
        "acteurs": [*team, *((row.code, str(row)) for row in places)],
        "referents": team,
    }


def _actions(dossier: Dossier) -> Mapping[str, Any]:
    rows = ActionPrevue.objects.filter(dossier=dossier).order_by("rang", "pk")
    return {"actions": [(row.code, row.titre) for row in rows]}


def _with_acteurs(form: Formulaire) -> dict[str, Any]:
    return {"acteurs": form.cleaned_data["acteurs"]}


ACTIONS: Final = Liste(
    page="actions",
    modele=ActionPrevue,
    formulaire=FormulaireAction,
    champs="equipe/champs/action.html",
    ajouter=add_action,
    modifier=update_action,
    retirer=remove_action,
    argument="action",
    options=_acteurs,
    en_plus=_with_acteurs,
    autour=autour,
    adresse=("mission",),
    conseils=conseils,
    citer="actions_citer",
    imprimer=liens,
    mots=Mots(
        liste="Actions",
        ajouter="Ajouter une action",
        aide="Son nom suffit pour commencer : le reste se complète à plusieurs, plus tard.",
        encore="Enregistrer, puis en ajouter une autre",
        retirer="Retirer cette action",
        retirer_aide="Elle disparaîtra des documents. Le journal garde la trace du retrait.",
        ajoutee="L’action « {nom} » est ajoutée.",
        enregistree="L’action « {nom} » est enregistrée.",
        retiree="L’action « {nom} » est retirée.",
    ),
)
INDICATEURS: Final = Liste(
    page="indicateurs",
    modele=Indicateur,
    formulaire=FormulaireIndicateur,
    champs="equipe/champs/indicateur.html",
    ajouter=add_indicateur,
    modifier=update_indicateur,
    retirer=remove_indicateur,
    argument="indicateur",
    options=_actions,
    adresse=("action", "catalogue"),
    prerempli=catalogue.prerempli,
    mots=Mots(
        liste="Indicateurs",
        ajouter="Ajouter un indicateur",
        encore="Enregistrer, puis en ajouter un autre",
        retirer="Retirer cet indicateur",
        retirer_aide="Il disparaîtra des documents. Le journal garde la trace du retrait.",
        ajoutee="L’indicateur « {nom} » est ajouté.",
        enregistree="L’indicateur « {nom} » est enregistré.",
        retiree="L’indicateur « {nom} » est retiré.",
    ),
)
COLLECTIVITES: Final = Liste(
    page="collectivites",
    modele=Collectivite,
    formulaire=FormulaireCollectivite,
    ajouter=add_collectivite,
    modifier=update_collectivite,
    retirer=remove_collectivite,
    argument="collectivite",
    mots=Mots(
        liste="Collectivités",
        ajouter="Ajouter une collectivité",
        encore="Enregistrer, puis en ajouter une autre",
        retirer="Retirer cette collectivité",
        retirer_aide="Elle disparaîtra des documents. Le journal garde la trace du retrait.",
        ajoutee="{nom} : la collectivité est ajoutée.",
        enregistree="Les réponses pour {nom} sont enregistrées.",
        retiree="{nom} : la collectivité est retirée.",
    ),
)
REFERENTS: Final = Liste(
    page="referents",
    modele=Referent,
    formulaire=FormulaireReferent,
    ajouter=add_referent,
    modifier=update_referent,
    retirer=remove_referent,
    argument="referent",
    mots=Mots(
        liste="Référents institutionnels",
        ajouter="Ajouter un référent",
        encore="Enregistrer, puis en ajouter un autre",
        retirer="Retirer ce référent",
        retirer_aide="Il disparaîtra des documents. Le journal garde la trace du retrait.",
        ajoutee="{nom} est dans la liste.",
        enregistree="Les réponses pour {nom} sont enregistrées.",
        retiree="{nom} n’est plus dans la liste.",
    ),
)
CHIFFRES: Final = Liste(
    page="chiffres",
    modele=Chiffre,
    formulaire=FormulaireChiffre,
    champs="equipe/champs/chiffre.html",
    ajouter=add_chiffre,
    modifier=update_chiffre,
    retirer=remove_chiffre,
    argument="chiffre",
    adresse=("indicateur",),
    mots=Mots(
        liste="Chiffres apportés",
        ajouter="Apporter un chiffre",
        encore="Enregistrer, puis en apporter un autre",
        retirer="Retirer ce chiffre",
        retirer_aide="Il disparaîtra du diagnostic. Le journal garde la trace du retrait.",
        ajoutee="{nom} : le chiffre est enregistré.",
        enregistree="{nom} : le chiffre est enregistré.",
        retiree="{nom} : le chiffre est retiré.",
    ),
)


def _lignes_du_contrat(dossier: Dossier) -> Mapping[str, Any]:
    on = clock.today()
    faits = lecture.lire(dossier, on=on).faits
    return {"lignes": recus_lus.noms_connus(recus_lus.lire(faits, on=on), faits).items()}


VERSEMENTS: Final = Liste(
    page="versements",
    modele=Versement,
    formulaire=FormulaireVersement,
    champs="equipe/champs/versement.html",
    ajouter=add_versement,
    modifier=update_versement,
    retirer=remove_versement,
    argument="versement",
    options=_lignes_du_contrat,
    lire=acces.ARGENT,
    ecrire=acces.COMPTES,
    mots=Mots(
        liste="Versements reçus",
        ajouter="Noter un versement reçu",
        encore="Enregistrer, puis en noter un autre",
        retirer="Retirer ce versement",
        retirer_aide="Il ne comptera plus. Le journal garde la trace du retrait.",
        ajoutee="{nom} : le versement est noté.",
        enregistree="{nom} : le versement est enregistré.",
        retiree="{nom} : le versement est retiré.",
    ),
)
TOUTES: Final = (
    EQUIPE,
    ETABLISSEMENTS,
    REUNIONS,
    ACTIONS,
    INDICATEURS,
    COLLECTIVITES,
    REFERENTS,
    CHIFFRES,
    VERSEMENTS,
)
