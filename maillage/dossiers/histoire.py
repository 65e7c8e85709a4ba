"""The journal told in sentences, as one would tell it at work."""

from collections.abc import Callable, Sequence
from typing import Final

from maillage.core.typographie import INSECABLE
from maillage.dossiers.models import EntreeJournal
from maillage.reference import nomenclatures


def geste(row: EntreeJournal) -> tuple[object, ...]:
    """Return what makes two lines one gesture: same person, same thing done, same text."""
    if row.action in _TOLD:  # a text saved by itself, again and again, is told once
        return row.auteur_id, row.action.split(".")[0], row.cible
    return row.auteur_id, row.action, ""


def phrase(rows: Sequence[EntreeJournal]) -> str:
    """Tell the lines of one gesture at once: « Claire Durand a ajouté 3 personnes »."""
    author = rows[0].auteur
    return f"{author or 'Maillage'} {_said(rows)}"


def _said(rows: Sequence[EntreeJournal]) -> str:
    action = rows[0].action
    if action in _COUNTED:
        verb, one, many = _COUNTED[action]
        count = _count(rows)
        return f"{verb} {count}{INSECABLE}{one if count == 1 else many or f'{one}s'}"
    if action in _TOLD:
        return _TOLD[action](rows[0])
    return _PLAIN.get(action, "a modifié le dossier")


def _count(rows: Sequence[EntreeJournal]) -> int:
    return sum(len(row.detail.get("codes", [])) or 1 for row in rows)


_COUNTED: Final = {
    "personne.ajouter": ("a ajouté", "personne", ""),
    "personnes.ajouter": ("a ajouté", "personne", ""),
    "personnes.completer": ("a complété la fiche de", "personne", ""),
    "personne.fusionner": ("a réuni les deux fiches de", "personne", ""),
    "personne.distinguer": ("a distingué deux fiches de", "nom", ""),
    "personne.ecarter_rpps": ("a écarté de l’annuaire la fiche de", "personne", ""),
    "personne.modifier": ("a corrigé la fiche de", "personne", ""),
    "personne.retirer": ("a retiré", "personne", ""),
    "communes.ajouter": ("a ajouté", "commune", ""),
    "communes.ajouter_partie": ("a ajouté", "partie de commune", "parties de communes"),
    "communes.modifier": ("a corrigé", "commune", ""),
    "communes.remettre": ("a remis", "commune", ""),
    "communes.retirer": ("a retiré", "commune", ""),
    "etablissement.ajouter": ("a ajouté", "établissement", ""),
    "etablissements.ajouter": ("a ajouté", "établissement", ""),
    "etablissements.completer": ("a complété la fiche de", "établissement", ""),
    "etablissement.modifier": ("a corrigé", "établissement", ""),
    "etablissement.retirer": ("a retiré", "établissement", ""),
    "action.ajouter": ("a ajouté", "action", ""),
    "action.modifier": ("a corrigé", "action", ""),
    "action.retirer": ("a retiré", "action", ""),
    "reunion.ajouter": ("a ajouté", "réunion", ""),
    "reunion.modifier": ("a corrigé", "réunion", ""),
    "reunion.retirer": ("a retiré", "réunion", ""),
    "indicateur.ajouter": ("a ajouté", "indicateur", ""),
    "indicateur.modifier": ("a corrigé", "indicateur", ""),
    "indicateur.retirer": ("a retiré", "indicateur", ""),
    "collectivite.ajouter": ("a ajouté", "collectivité", ""),
    "collectivite.modifier": ("a corrigé", "collectivité", ""),
    "collectivite.retirer": ("a retiré", "collectivité", ""),
    "referent.ajouter": ("a ajouté", "référent", ""),
    "referent.modifier": ("a corrigé", "référent", ""),
    "referent.retirer": ("a retiré", "référent", ""),
    "chiffre.ajouter": ("a apporté", "chiffre", ""),
    "chiffre.modifier": ("a corrigé", "chiffre", ""),
    "chiffre.retirer": ("a retiré", "chiffre", ""),
    "chiffres.importer": ("a apporté", "chiffre", ""),
    "figure.retenir": ("a gardé", "figure du diagnostic", "figures du diagnostic"),
    "figure.actualiser": ("a mis à jour", "figure du diagnostic", "figures du diagnostic"),
    "figure.retirer": ("a retiré", "figure du diagnostic", "figures du diagnostic"),
    "versement.ajouter": ("a noté", "versement reçu", "versements reçus"),
    "versements.ajouter": ("a noté", "versement reçu", "versements reçus"),
    "versement.modifier": ("a corrigé", "versement reçu", "versements reçus"),
    "versement.retirer": ("a retiré", "versement reçu", "versements reçus"),
    "releves.modifier": ("a noté les résultats de", "indicateur", ""),
    "commentaire.ajouter": ("a écrit", "commentaire", ""),
    "commentaire.modifier": ("a corrigé", "commentaire", ""),
    "commentaire.retirer": ("a retiré", "commentaire", ""),
    "commentaire.resoudre": ("a réglé", "échange", ""),
    "commentaire.rouvrir": ("a rouvert", "échange", ""),
    "attribution.demander": ("a demandé d’écrire", "page", ""),
    "attribution.finir": ("a fini", "page demandée", "pages demandées"),
    "attribution.retirer": ("a retiré", "demande", ""),
    "invitation.envoyer": ("a invité", "personne", ""),
}
_PLAIN: Final = {
    "dossier.creer": "a ouvert le dossier",
    "dossier.importer": "a repris le dossier depuis un fichier",
    "identite.modifier": "a complété l’identité",
    "territoire.modifier": "a répondu sur le territoire",
    "perimetre.publier": "a rendu public le périmètre",
    "perimetre.retirer": "a retiré le périmètre de la vue de tous",
    "choix.modifier": "a répondu aux choix du pré-projet",
    "partenariats.modifier": "a complété les partenariats",
    "calendrier.modifier": "a complété le calendrier",
    "calendrier.remplacer": "a complété le calendrier",
    "budget_pre_projet.remplacer": "a complété le budget",
    "budget_projet.remplacer": "a complété le budget du projet",
    "contrat.modifier": "a complété le contrat",
    "resultat.retenir": "a retenu le niveau d’une mission",
    "realise.importer": "a repris les comptes d’une année",
    "realise.remplacer": "a corrigé les comptes d’une année",
    "dependances.remplacer": "a relié des étapes du calendrier",
    "calendrier.decaler": "a décalé des dates",
    "budget_projet.actualiser": "a remis à jour l’argent de l’accord au budget",
    "agenda.ouvrir": "a demandé un lien d’agenda",
    "agenda.fermer": "a fermé son lien d’agenda",
    "liens_prs.remplacer": "a choisi les priorités régionales",
    "signature.modifier": "a dit qui signe",
    "plan_crise.modifier": "a dit où en est le plan de crise",
    "statuts.modifier": "a fait des choix pour les statuts",
    "fiche.effacer_versions": "a effacé d’anciennes versions d’une fiche",
    "liste.repondre": "a répondu qu’une liste est vide",
    "acces.donner": "a ouvert le dossier à quelqu’un",
    "acces.modifier": "a changé le rôle de quelqu’un",
    "acces.retirer": "a fermé le dossier à quelqu’un",
    "acces.passer": "a passé le relais",
    "acces.quitter": "a quitté le dossier",
    "invitation.accepter": "a rejoint l’équipe",
    "invitation.renvoyer": "a renvoyé une invitation",
    "invitation.retirer": "a retiré une invitation",
}


def _texte(row: EntreeJournal) -> str:
    rubrique = nomenclatures.rubriques_texte().get(row.cible)
    return f"a écrit « {rubrique.libelle} »" if rubrique else "a écrit un texte"


def _restauration(row: EntreeJournal) -> str:
    one, whole = _RESTORED.get(row.detail.get("nature", ""), ("", "une page"))
    if not one:
        return f"a rétabli {whole}"
    return f"a remis {one}" if row.detail.get("retiree") else f"a rétabli {whole}"


# A row put back; an older version of it, of a section or of a table.
_RESTORED: Final = {
    "equipe": ("une personne retirée", "la fiche d’une personne"),
    "etablissements": ("un établissement retiré", "la fiche d’un établissement"),
    "reunions": ("une réunion retirée", "une réunion"),
    "actions": ("une action retirée", "une action"),
    "indicateurs": ("un indicateur retiré", "un indicateur"),
    "collectivites": ("une collectivité retirée", "la fiche d’une collectivité"),
    "referents": ("un référent retiré", "la fiche d’un référent"),
    "chiffres": ("un chiffre retiré", "un chiffre"),
    "versements": ("un versement retiré", "un versement"),
    "cpts": ("", "ce qui est dit de la CPTS"),
    "structure": ("", "ce qui est dit de la structure"),
    "roles": ("", "qui parle pour la CPTS"),
    "territoire": ("", "les réponses sur le territoire"),
    "partenariats": ("", "les partenariats"),
    "choix": ("", "les choix du pré-projet"),
    "signature": ("", "qui signe"),
    "statuts": ("", "les choix des statuts"),
    "plan_crise": ("", "le plan de crise"),
    "communes": ("", "la liste des communes"),
    "calendrier": ("", "le calendrier"),
    "budget_pre_projet": ("", "le budget"),
    "budget_projet": ("", "le budget du projet"),
    "liens_prs": ("", "les priorités régionales"),
    "figures": ("", "les figures du diagnostic"),
    "contrat": ("", "le contrat"),
    "realise": ("", "les comptes repris"),
    "dependances": ("", "l’ordre des étapes"),
}
_TOLD: Final[dict[str, Callable[[EntreeJournal], str]]] = {
    "texte.enregistrer": _texte,
    "texte.ecarter": _texte,
    "texte.regler": _texte,
    "fiche.restaurer": _restauration,
}
