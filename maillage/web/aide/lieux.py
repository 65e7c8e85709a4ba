"""From any page to the subject of the guide that speaks of it."""

from typing import Final

SOMMAIRE: Final = ""  # the list of all subjects

# The page itself, or the pages whose name opens so: « equipe » speaks for « equipe_saisie ».
LIEUX: Final = {
    "accueil": "essayer",
    "essayer": "essayer",
    "couverture": "essayer",
    "garder": "essayer",
    "ouvrir": "essayer",
    "invitation": "inviter",
    "qui_a_acces": "acces",
    "acces": "acces",
    "roles": "acces",
    "relais": "acces",
    "quitter": "acces",
    "equipe": "remplir",
    "etablissements": "remplir",
    "territoire": "remplir",
    "offre": "remplir",
    "identite": "remplir",
    "collectivites": "remplir",
    "referents": "remplir",
    "reunions": "remplir",
    "actions": "missions",
    "indicateurs": "missions",
    "diagnostic": "diagnostic",
    "chiffres": "diagnostic",
    "textes": "ecrire",
    "texte": "ecrire",
    "versions": "ecrire",
    "retirees": "ecrire",
    "choix": "ecrire",
    "partenariats": "ecrire",
    "marge": "commenter",
    "a_faire": "commenter",
    "documents": "documents",
    "apercu": "documents",
    "telecharger": "documents",
    "archive": "documents",
    "calendrier": "calendrier",
    "budget": "budget",
    "signature": "documents",
    "priorites": "documents",
    "reprise": "reprendre",
    "controle": "controle",
    "argent": "argent",
    "contrat": "argent",
    "versements": "argent",
    "resultats": "missions",
    "releves": "missions",
    "frise": "calendrier",
    "decaler": "calendrier",
    "dependances": "calendrier",
    "echeances": "calendrier",
    "agenda": "calendrier",
    "realise": "budget",
    "plan_crise": "missions",
    "missions": "missions",
    "statuts": "statuts",
    "chercher": "clavier",
    "accessibilite": "clavier",
    "exporter": "donnees",
    "mentions": "donnees",
    "mon_compte": "donnees",
    "mes_messages": "donnees",
    "mes_donnees": "donnees",
    "adresse": "donnees",
    "fermer_compte": "donnees",
    "mes_dossiers": SOMMAIRE,
    "dossier": SOMMAIRE,
    "etape": SOMMAIRE,
    "composants": SOMMAIRE,
    "aide": SOMMAIRE,
    "mes_agences": SOMMAIRE,
    "agence_couverture": SOMMAIRE,
    "modele": SOMMAIRE,
    "modeles": SOMMAIRE,
    "balises": SOMMAIRE,
    "account": SOMMAIRE,  # signing in, and a lost password
}


def sujet(page: str) -> str | None:
    """Return the code of a subject, `SOMMAIRE`, or None for a page that nobody placed."""
    name = page
    while name not in LIEUX and "_" in name:
        name = name.rpartition("_")[0]
    return LIEUX.get(name)
