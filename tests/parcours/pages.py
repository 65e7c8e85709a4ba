"""Every page that is seen, by its name in urls.py, with an address that shows it full."""

from maillage.accounts.models import MembreAgence, User
from maillage.dossiers.models import Acces, Dossier, VersionEcartee
from maillage.reference.permissions import Role
from tests.factories import MembreAgenceFactory, UserFactory
from tests.web.conftest import signed_in
from tests.web.test_modeles import Bureau

PUBLIC = {
    "accueil": "/",
    "aide": "/aide/",
    "aide_sujet": "/aide/ecrire/",
    "couverture": "/couverture/",
    "couverture_departement": "/couverture/43/",
    "essayer": "/essayer/?communes=43268,43137,43157&q=saint",
    "essayer_liste": "/essayer/liste/",
    "garder": "/essayer/garder/?communes=43268",
    "accessibilite": "/accessibilite/",
    "mentions": "/mentions/",
    "composants": "/composants/",
    # A link that serves no more.
    "ouvrir_essai": "/essayer/ouvrir/rien/",
    "invitation": "/invitations/rien/",
}
COMPTE = (
    "/compte/login/",
    "/compte/password/reset/",
    "/compte/password/reset/done/",
    "/compte/password/reset/key/1-rien/",
)
SIGNED = {
    "mes_dossiers": "/dossiers/",
    "ouvrir_dossier": "/dossiers/ouvrir/",
    "mon_compte": "/mon-compte/",
    "adresse": "/mon-compte/adresse/",
    "adresse_confirmer": "/mon-compte/adresse/rien/",
    "fermer_compte": "/mon-compte/fermer/",
    "mes_messages": "/mes-messages/",
    "a_faire_partout": "/a-faire/",
    "mes_agences": "/agence/",
}
DOSSIER = {
    "dossier": "",
    "etape": "chemin/diagnostic/",
    "argent": "argent/?resultats=62,5&sans_qualite=on",
    "contrat": "argent/contrat/",
    "versements": "versements/",
    "resultats": "resultats/",
    "frise": "calendrier/frise/",
    "decaler": "calendrier/decaler/?quoi=etape:projet_depot&debut=2029&fin=2029",
    "dependances": "calendrier/ordre/",
    "echeances": "calendrier/echeances/",
    "budget_lecture": "budget/projet/lecture/",
    "budget_axes": "budget/projet/axes/",
    "realise": "budget/realise/",
    "controle": "controle/?document=lettre_intention&le=2019-06-01",
    "documents": "documents/",
    "apercu": "documents/aura_pre_projet/",
    "reprise": "documents/reprendre/",
    "identite": "identite/",
    "identite_cpts": "identite/cpts/",
    "identite_structure": "identite/structure/",
    "identite_roles": "identite/roles/",
    "equipe": "equipe/",
    "equipe_saisie": "equipe/saisie/",
    "equipe_importer": "equipe/importer/",
    "etablissements": "etablissements/",
    "offre": "offre/?profession=infirmier",
    "equipe_rpps": "equipe/rpps/",
    "etablissements_finess": "etablissements/finess/",
    "etablissements_saisie": "etablissements/saisie/",
    "etablissements_importer": "etablissements/importer/",
    "reunions": "reunions/",
    "missions": "missions/",
    "actions": "actions/",
    "actions_tableau": "actions/tableau/",
    "actions_matrice": "actions/matrice/",
    "calendrier": "calendrier/",
    "budget": "budget/",
    "budget_projet": "budget/projet/",
    "indicateurs": "indicateurs/",
    "indicateurs_catalogue": "indicateurs/catalogue/",
    "collectivites": "collectivites/",
    "referents": "referents/",
    "chiffres": "chiffres/",
    "chiffres_importer": "chiffres/importer/",
    "partenariats": "partenariats/",
    "priorites": "partenariats/priorites/",
    "choix": "choix/",
    "plan_crise": "plan/crise/",
    "signature": "signature/",
    "territoire": "territoire/?q=saint-julien",
    "territoire_et_si": "territoire/et-si/?plus=43137&moins=43157&q=saint",
    "territoire_publier": "territoire/publier/",
    "territoire_liste": "territoire/liste/",
    "territoire_partie": "territoire/partie/",
    "territoire_importer": "territoire/importer/",
    "territoire_reponses": "territoire/reponses/",
    "diagnostic": "diagnostic/?theme=tout",
    "diagnostic_carte": "diagnostic/communes/population_municipale/",
    "statuts": "statuts/",
    "statuts_article": "statuts/13/",
    "textes": "textes/",
    "texte": "textes/freins/",
    "texte_versions": "textes/freins/versions/",
    "texte_comparer": "textes/freins/comparer/",
    "versions": "versions/choix/",
    "retirees": "versions/equipe/retirees/",
    "a_faire": "a-faire/",
    "chercher": "chercher/?q=puy",
    "qui_a_acces": "acces/",
    "relais": "acces/relais/",
    **{
        f"{name}_ajouter": f"{name}/ajouter/"
        for name in (
            "equipe",
            "etablissements",
            "reunions",
            "actions",
            "indicateurs",
            "collectivites",
            "referents",
            "chiffres",
        )
    },
}
# What a new dossier has not yet: a form of its région, a text that was saved.
NEEDS_ROWS = {"decaler", "apercu", "texte_versions", "texte_comparer"}
# Pages of something that each dossier numbers its own way: `of_rows` finds them.
ROWS = {name.replace("_ajouter", "_modifier") for name in DOSSIER if name.endswith("_ajouter")}
ROWS |= {"actions_citer", "versions_fiche", "roles", "texte_departager"}
AGENCE = {
    "modeles": "modeles/",
    "balises": "balises/",
    "agence_couverture": "couverture/",
    "modele_deposer": "deposer/",
    "modele": "modeles/fiche/",
    "modele_version": "modeles/fiche/version/",
    "modele_apercu": "modeles/fiche/1/apercu/",
}
# What answers with a file, or only takes what a form sends.
UNSEEN = {
    "realise_importer",  # for whoever keeps the accounts: tests/web/test_budget_realise.py
    # For whoever keeps the accounts, with a signed contract: tests/web/test_versements.py
    "versements_ajouter",
    "versements_aucun",
    "versements_importer",
    "versements_modifier",
    "versements_rapprocher",
    "versements_retirer",
    "releves",  # tests/web/test_resultats.py
    "resultats_retenir",
    "budget_accord",
    "agenda",
    "agenda_ouvrir",
    "agenda_fermer",
    "couverture_fichier",
    "couverture_departement_fichier",
    "agence_couverture_fichier",
    "actions_imprimer",
    "archive",
    "argent_telecharger",
    "exporter",
    "mes_donnees",
    "telecharger",
    "modele_exemple",
    "modele_fichier",
    "modele_publier",
    "modele_retirer",
    "equipe_distinguer",
    "equipe_rpps_trancher",
    "equipe_fusionner",
    "quitter_dossier",
    "acces_retirer",
    "invitation_renvoyer",
    "invitation_retirer",
    "territoire_ajouter",
    "territoire_retirer",
    "texte_enregistrer",
    "texte_suivre",
    "texte_revenir",
    "texte_regler",
    "diagnostic_garder",
    "diagnostic_retirer",
    "diagnostic_reprendre",
    "marge",  # of what? it leads to what waits for you; tests/parcours/test_marge.py
    "marge_lu",
    "marge_demander",
    "marge_finir",
    "marge_reprendre",
    "marge_modifier",
    "marge_retirer",
    "marge_regler",
} | {
    name.replace("_ajouter", f"_{end}")
    for name in DOSSIER
    if name.endswith("_ajouter")
    for end in ("aucun", "retirer")
}


def of_rows(dossier: Dossier) -> dict[str, str]:
    """Return the pages of one row of each list, of a person, and of a text kept aside."""
    aside = kept_aside(dossier)
    lists = {"equipe": dossier.equipe, "etablissements": dossier.etablissements}
    lists |= {"reunions": dossier.reunions, "actions": dossier.actions}
    lists |= {"indicateurs": dossier.indicateurs, "collectivites": dossier.collectivites}
    lists |= {"referents": dossier.referents, "chiffres": dossier.chiffres}
    first = {name: rows.order_by("rang")[0].pk for name, rows in lists.items()}
    found = {f"{name}_modifier": f"{name}/{pk}/" for name, pk in first.items()}
    found["versions_fiche"] = f"versions/equipe/{first['equipe']}/"
    found["actions_citer"] = f"actions/{first['actions']}/citer/"
    found["roles"] = f"acces/{dossier.acces.get(role=Role.MEMBRE).user_id}/"
    found["texte_departager"] = f"textes/freins/de-cote/{aside}/"
    return found


def kept_aside(dossier: Dossier) -> int:
    """Let a member and the porteur write one text at once; return what was kept aside."""
    member = UserFactory(prenom="Zoé", nom="Faure")
    Acces.objects.create(dossier=dossier, user=member, role=Role.MEMBRE)
    url = f"/dossiers/{dossier.public_id}/textes/freins/"
    version = dossier.textes.get(rubrique="freins").version
    for who, text in ((member, "Le temps manque."), (dossier.created_by, "La route est longue.")):
        signed_in(who).post(url, {"contenu": text, "version": version})
    return VersionEcartee.objects.get().pk


def agence() -> tuple[User, str]:
    """Return somebody of an agency, and the address of its pages, with a model brought."""
    person = MembreAgenceFactory().user
    office = MembreAgence.objects.get(user=person).agence
    Bureau(office, {"siege": signed_in(person)}).depose()
    return person, f"/agence/{office.public_id}/"
