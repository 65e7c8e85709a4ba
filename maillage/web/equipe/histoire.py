"""The last lines of the journal, told as one would tell them at work."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from maillage.dossiers.models import Dossier, EntreeJournal
from maillage.dossiers.queries import journal
from maillage.reference import nomenclatures
from maillage.web.typographie import fr, pluriel, quand

_READ: Final = 60  # lines read to make the few that are shown
_SHOWN: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Ligne:
    """One thing that someone did."""

    initiales: str
    phrase: str
    quand: str


def dernieres(dossier: Dossier, on: date) -> tuple[Ligne, ...]:
    """Return the latest doings; the same gesture repeated in a row is told once, with its count."""
    rows = list(journal.of(dossier)[:_READ])
    told = [_told(list(group), on) for _, group in groupby(rows, key=_gesture)]
    return tuple(told[:_SHOWN])


def _gesture(row: EntreeJournal) -> tuple[object, ...]:
    target = row.cible if row.action == "texte.enregistrer" else ""
    return row.auteur_id, row.action, row.jour, target


def _told(rows: list[EntreeJournal], on: date) -> Ligne:
    author = rows[0].auteur
    name = str(author) if author else "Maillage"
    initials = "".join(word[:1] for word in name.split()[:2]).upper()
    return Ligne(
        initiales=initials, phrase=fr(f"{name} {_said(rows)}"), quand=quand(rows[0].at, on)
    )


def _said(rows: list[EntreeJournal]) -> str:
    action = rows[0].action
    if action in _COUNTED:
        verb, one, many = _COUNTED[action]
        return f"{verb} {pluriel(_count(rows), one, many)}"
    if action in _TOLD:
        return _TOLD[action](rows[0])
    return _PLAIN.get(action, "a modifié le dossier")


def _count(rows: list[EntreeJournal]) -> int:
    return sum(len(row.detail.get("codes", [])) or 1 for row in rows)


_COUNTED: Final = {
    "personne.ajouter": ("a ajouté", "personne", ""),
    "personnes.ajouter": ("a ajouté", "personne", ""),
    "personnes.completer": ("a complété la fiche de", "personne", ""),
    "personne.fusionner": ("a réuni les deux fiches de", "personne", ""),
    "personne.modifier": ("a corrigé la fiche de", "personne", ""),
    "personne.retirer": ("a retiré", "personne", ""),
    "communes.ajouter": ("a ajouté", "commune", ""),
    "communes.ajouter_partie": ("a ajouté", "partie de commune", "parties de communes"),
    "communes.modifier": ("a corrigé", "commune", ""),
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
    "invitation.envoyer": ("a invité", "personne", ""),
}
_PLAIN: Final = {
    "dossier.creer": "a ouvert le dossier",
    "dossier.importer": "a repris le dossier depuis un fichier",
    "identite.modifier": "a complété l’identité",
    "territoire.modifier": "a répondu sur le territoire",
    "choix.modifier": "a répondu aux choix du pré-projet",
    "partenariats.modifier": "a complété les partenariats",
    "calendrier.modifier": "a complété le calendrier",
    "calendrier.remplacer": "a complété le calendrier",
    "budget_pre_projet.remplacer": "a complété le budget",
    "budget_projet.remplacer": "a complété le budget du projet",
    "liens_prs.remplacer": "a choisi les priorités régionales",
    "signature.modifier": "a dit qui signe",
    "statuts.modifier": "a fait des choix pour les statuts",
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


_TOLD: Final[dict[str, Callable[[EntreeJournal], str]]] = {"texte.enregistrer": _texte}
