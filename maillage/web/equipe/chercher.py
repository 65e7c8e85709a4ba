"""Search inside a dossier: everything that was typed in it, its documents, its pages."""

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.core.passages import words
from maillage.dossiers import permissions
from maillage.dossiers.models import Dossier
from maillage.dossiers.queries import recherche
from maillage.dossiers.queries.recherche import Groupe, Trouvaille
from maillage.web import clock
from maillage.web.equipe import acces, lecture, marge_lue, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.adresses import adresse
from maillage.web.typographie import fr, pluriel

_LONGEST: Final = 120
_NOMS: Final = {
    "pages": "Pages",
    "documents": "Documents",
    "textes": "Textes",
    "equipe": "Équipe",
    "etablissements": "Établissements",
    "communes": "Communes",
    "actions": "Actions",
    "indicateurs": "Indicateurs",
    "reunions": "Réunions",
    "collectivites": "Collectivités",
    "referents": "Référents",
    "chiffres": "Chiffres apportés",
    "commentaires": "Dans la marge",
}
# Pages by name; what follows the bar is other words that people use for it.
PAGES: Final = {
    "dossier": "Le dossier|accueil avancement étapes",
    "documents": "Documents|télécharger imprimer PDF Word",
    "argent": "Argent|versements financement ACI simulation trésorerie",
    "contrat": "Contrat signé|signature avenant résiliation missions montants négociés résultats",
    "versements": "Versements reçus|banque relevé caisse retard rapprochement trésorerie avance solde",
    "resultats": "Résultats de l’année|indicateurs preuve niveau part variable dialogue de gestion",
    "controle": "Contrôle|règles vérifier bloque manque",
    "a_faire": "Ce que j’ai à faire|tâches demandes mentions rappels",
    "identite": "Identité|nom SIRET IBAN association adresse siège",
    "identite_cpts": "La CPTS|nom étape région",
    "identite_structure": "La structure qui porte la CPTS|association SIRET RNA FINESS IBAN",
    "identite_roles": "Qui parle pour la CPTS|contact représentant légal",
    "equipe": "Équipe|membres personnes professionnels",
    "etablissements": "Établissements|hôpital EHPAD structures",
    "territoire": "Territoire|communes population taille carte",
    "territoire_reponses": "Ce que l’équipe dit de son territoire|cohérence voisins",
    "textes": "Textes|rubriques écrire",
    "actions": "Actions|missions fiches",
    "indicateurs": "Indicateurs|évaluation suivi",
    "chiffres": "Chiffres apportés|Rézone CPAM ARS diagnostic ALD C2S médecin traitant",
    "reunions": "Réunions|dates participants",
    "calendrier": "Calendrier|dates étapes échéances",
    "frise": "La frise|Gantt calendrier dessin étapes actions",
    "decaler": "Décaler une date|reporter retard",
    "dependances": "Ce qui attend quoi|dépendances ordre",
    "echeances": "Les échéances|délais rappels agenda iCalendar anniversaire",
    "partenariats": "Partenariats|conventions",
    "collectivites": "Collectivités|mairie communauté EPCI",
    "referents": "Référents|ARS CPAM contacts",
    "priorites": "Priorités régionales|PRS projet régional",
    "choix": "Choix du pré-projet|accélérateur",
    "budget": "Budget|argent dépenses recettes",
    "budget_projet": "Budget du projet|argent dépenses recettes ACI",
    "budget_lecture": "Le budget par mission|analytique alertes plan comptable comptes",
    "budget_axes": "Ce que sert chaque ligne du budget|mission action enveloppe",
    "realise": "Prévu et réalisé|comptes comptabilité balance import",
    "signature": "Signature|signataire",
    "statuts": "Statuts|association articles",
    "exporter": "Exporter le dossier|fichier sauvegarder",
}

_MONEY: Final = ("argent", "contrat", "versements", "budget_lecture", "realise")


@require_safe
@acces.sur_dossier()
def chercher(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    q = " ".join(request.GET.get("q", "").split())[:_LONGEST]
    found = _found(request, dossier, q)
    if getattr(request, "htmx", False):
        return render(request, "equipe/parts/trouves.html", found)
    return reponses.page(request, dossier, "equipe/chercher.html", found, section="chercher")


def _found(request: DossierRequest, dossier: Dossier, q: str) -> dict[str, Any]:
    asked = words(q)
    reads_margin = marge_lue.lisible(dossier, request.user) is not None
    groups = _outside(request, dossier, asked) if asked else []
    groups += recherche.chercher(dossier, asked, marge=reads_margin)
    order = list(_NOMS)
    groups.sort(key=lambda group: order.index(group.code))
    total = sum(group.total for group in groups)
    return {
        "q": q,
        "cherche": bool(asked),
        "groupes": [_group(dossier, group) for group in groups],
        "phrase": pluriel(total, "réponse") if total else "",
        "url_chercher": adresse(dossier, "chercher"),
    }


def _outside(request: DossierRequest, dossier: Dossier, asked: tuple[str, ...]) -> list[Groupe]:
    """Search what is not typed: the pages and the documents."""
    money = permissions.allows(request.user, acces.ARGENT, dossier)
    pages = {page: named for page, named in PAGES.items() if money or page not in _MONEY}
    documents = lecture.lire(dossier, on=clock.today()).documents
    names = {document.id: document.nom for document in documents}
    found = [
        recherche.pages(pages, asked),
        recherche.nommees("documents", names, "apercu", asked),
    ]
    return [group for group in found if group.total]


def _group(dossier: Dossier, group: Groupe) -> dict[str, Any]:
    left = group.total - len(group.trouvailles)
    return {
        "code": group.code,
        "nom": _NOMS[group.code],
        "lignes": [_line(dossier, one) for one in group.trouvailles],
        "reste": fr(f"Et {pluriel(left, 'autre')} : précisez votre recherche.") if left else "",
    }


def _line(dossier: Dossier, found: Trouvaille) -> dict[str, Any]:
    return {
        "titre": found.titre,
        "extrait": found.extrait,
        "url": f"{adresse(dossier, found.page, *found.args)}{found.suite}",
    }
