"""The addresses of the pages."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import IntConverter, StringConverter

from maillage.web.agence import couverture as couverture_agence
from maillage.web.agence import depot, modeles
from maillage.web.aide import page as guide
from maillage.web.components.page import composants
from maillage.web.compte import adresse, compte, fermeture, mes_messages
from maillage.web.equipe import (
    a_faire,
    budget_projet,
    chercher,
    chiffres,
    communes_listees,
    controle,
    documents,
    documents_lus,
    et_si,
    historique,
    identite,
    importer,
    invitations,
    lignes,
    listes,
    marge,
    mes_dossiers,
    personnes,
    planches,
    priorites,
    publier,
    qui_a_acces,
    reprise,
    roles,
    saisie,
    sections,
    statuts,
    tableaux,
    tableaux_projet,
    territoire,
    textes,
)
from maillage.web.equipe.argent import fichiers, importer_recus, recus
from maillage.web.equipe.argent.contrat import contrat
from maillage.web.equipe.argent.page import argent
from maillage.web.equipe.budget import axes, lecture, realise
from maillage.web.equipe.budget import importer as balance
from maillage.web.equipe.calendrier import decaler, dependances, echeances, frise
from maillage.web.equipe.chemin.page import etape
from maillage.web.equipe.diagnostic import gestes
from maillage.web.equipe.diagnostic.carte import carte
from maillage.web.equipe.diagnostic.page import page as diagnostic
from maillage.web.equipe.dossier import dossier
from maillage.web.equipe.missions import releves, resultats
from maillage.web.equipe.missions.catalogue import catalogue
from maillage.web.equipe.missions.citer import citer
from maillage.web.equipe.missions.fiche import imprimer
from maillage.web.equipe.missions.matrice import matrice
from maillage.web.equipe.missions.page import missions
from maillage.web.equipe.missions.tableau import tableau
from maillage.web.equipe.offre import etablissements as etablissements_finess
from maillage.web.equipe.offre import rapprochement
from maillage.web.equipe.offre.page import offre
from maillage.web.equipe.redaction import comparaison, departage, envois, versions
from maillage.web.equipe.redaction.page import texte
from maillage.web.public import agenda, couverture, essai, invitation, ouverture, pages


class FormatConverter(StringConverter):
    """A format that documents are made in."""

    regex = "|".join(documents_lus.FORMATS)


class CodeConverter(StringConverter):
    """A code of ours: small letters, figures, underscores."""

    regex = "[a-z0-9_]+"


class NumeroConverter(IntConverter):
    """A number that a column holds: a bigger one leads nowhere, and no database is asked."""

    regex = "[0-9]{1,15}"


class DepartementConverter(StringConverter):
    """The code of a département, or of an overseas collectivity."""

    regex = "2[AB]|[0-9]{2,3}"


register_converter(FormatConverter, "format")
register_converter(DepartementConverter, "departement")
register_converter(CodeConverter, "code")
register_converter(NumeroConverter, "numero")

D = "dossiers/<uuid:public_id>/"
A = "agence/<uuid:public_id>/"
M = f"{A}modeles/<code:identifiant>/"


def _of_listes() -> list[URLPattern]:
    found = []
    for liste in listes.TOUTES:
        views, page = lignes.pages(liste), f"{D}{liste.page}/"
        found += [
            path(f"{page}ajouter/", views["ajouter"], name=f"{liste.page}_ajouter"),
            path(f"{page}aucun/", views["aucun"], name=f"{liste.page}_aucun"),
            path(f"{page}<numero:ligne>/", views["modifier"], name=f"{liste.page}_modifier"),
            path(f"{page}<numero:ligne>/retirer/", views["retirer"], name=f"{liste.page}_retirer"),
        ]
    return found


def _of_importations() -> list[URLPattern]:
    found = []
    for one in saisie.TOUTES:
        views = {"importer": importer.page(one.sorte), "saisie": saisie.page(one)}
        found += [
            path(f"{D}{one.page}/{name}/", view, name=f"{one.page}_{name}")
            for name, view in views.items()
        ]
    return found


def _of_sections() -> list[URLPattern]:
    return [
        path(f"{D}{section.page.replace('_', '/')}/", sections.vue(section), name=section.page)
        for section in sections.TOUTES
    ]


def _of_texte() -> list[URLPattern]:
    page = f"{D}textes/<code:rubrique>/"
    aside = f"{page}de-cote/<numero:ecartee>/"
    return [
        path(f"{page}enregistrer/", envois.enregistrer, name="texte_enregistrer"),
        path(f"{page}suivre/", envois.suivre, name="texte_suivre"),
        path(f"{page}versions/", versions.versions, name="texte_versions"),
        path(f"{page}comparer/", comparaison.comparer, name="texte_comparer"),
        path(f"{page}revenir/", versions.revenir, name="texte_revenir"),
        path(aside, departage.departager, name="texte_departager"),
        path(f"{aside}regler/", departage.regler, name="texte_regler"),
    ]


urlpatterns = [
    path("", pages.accueil, name="accueil"),
    path("mentions/", pages.mentions, name="mentions"),
    path("accessibilite/", pages.accessibilite, name="accessibilite"),
    path("aide/", guide.aide, name="aide"),
    path("aide/<code:code>/", guide.sujet, name="aide_sujet"),
    path("couverture/", couverture.couverture, name="couverture"),
    path("couverture/communes.csv", couverture.fichier, name="couverture_fichier"),
    path("couverture/<departement:code>/", couverture.departement, name="couverture_departement"),
    path(
        "couverture/<departement:code>/communes.csv",
        couverture.fichier,
        name="couverture_departement_fichier",
    ),
    path("essayer/", essai.essayer, name="essayer"),
    path("essayer/liste/", essai.liste, name="essayer_liste"),
    path("essayer/garder/", ouverture.garder, name="garder"),
    path("essayer/ouvrir/<str:token>/", ouverture.ouvrir, name="ouvrir_essai"),
    path("composants/", composants, name="composants"),
    path("invitations/<str:jeton>/", invitation.invitation, name="invitation"),
    path("agenda/<str:jeton>.ics", agenda.agenda, name="agenda"),
    path("mon-compte/", compte.mon_compte, name="mon_compte"),
    path("mon-compte/adresse/", adresse.adresse, name="adresse"),
    path("mon-compte/adresse/<str:jeton>/", adresse.confirmer, name="adresse_confirmer"),
    path("mon-compte/fermer/", fermeture.fermer, name="fermer_compte"),
    path("mon-compte/mes-donnees.json", compte.mes_donnees, name="mes_donnees"),
    path("mes-messages/", mes_messages.mes_messages, name="mes_messages"),
    path("dossiers/", mes_dossiers.mes_dossiers, name="mes_dossiers"),
    path("dossiers/ouvrir/", mes_dossiers.ouvrir, name="ouvrir_dossier"),
    path(D, dossier, name="dossier"),
    path(f"{D}chemin/<code:code>/", etape, name="etape"),
    path(f"{D}argent/", argent, name="argent"),
    path(f"{D}argent/contrat/", contrat, name="contrat"),
    path(f"{D}argent/versements.<code:extension>", fichiers.telecharger, name="argent_telecharger"),
    path(f"{D}versements/", recus.recus, name="versements"),
    path(f"{D}versements/importer/", importer_recus.importer, name="versements_importer"),
    path(
        f"{D}versements/<numero:ligne>/rapprocher/", recus.rapprocher, name="versements_rapprocher"
    ),
    path(f"{D}resultats/", resultats.resultats, name="resultats"),
    path(f"{D}resultats/retenir/", resultats.retenir, name="resultats_retenir"),
    path(
        f"{D}indicateurs/<numero:ligne>/resultats/<numero:annee>/", releves.releves, name="releves"
    ),
    path(f"{D}controle/", controle.controle, name="controle"),
    path(f"{D}documents/", documents.documents, name="documents"),
    path(f"{D}documents/reprendre/", reprise.reprise, name="reprise"),
    path(f"{D}documents/<code:document>/", documents.apercu, name="apercu"),
    path(
        f"{D}documents/<code:document>.<format:extension>",
        documents.telecharger,
        name="telecharger",
    ),
    path(f"{D}documents.zip", documents.archive, name="archive"),
    path(f"{D}exporter/", documents.exporter, name="exporter"),
    path(f"{D}identite/", identite.identite, name="identite"),
    path(f"{D}offre/", offre, name="offre"),
    path(f"{D}equipe/", personnes.equipe, name="equipe"),
    path(f"{D}equipe/rpps/", rapprochement.rapprochement, name="equipe_rpps"),
    path(f"{D}equipe/rpps/trancher/", rapprochement.trancher, name="equipe_rpps_trancher"),
    path(
        f"{D}etablissements/finess/",
        etablissements_finess.reprendre,
        name="etablissements_finess",
    ),
    path(f"{D}equipe/fusionner/", personnes.fusionner, name="equipe_fusionner"),
    path(f"{D}equipe/distinguer/", personnes.distinguer, name="equipe_distinguer"),
    path(f"{D}etablissements/", tableaux.etablissements, name="etablissements"),
    path(f"{D}reunions/", tableaux.reunions, name="reunions"),
    path(f"{D}missions/", missions, name="missions"),
    path(f"{D}actions/", tableaux.actions, name="actions"),
    path(f"{D}actions/tableau/", tableau, name="actions_tableau"),
    path(f"{D}actions/matrice/", matrice, name="actions_matrice"),
    path(f"{D}actions/<numero:ligne>/citer/", citer, name="actions_citer"),
    path(f"{D}actions/<numero:ligne>/fiche.<str:extension>", imprimer, name="actions_imprimer"),
    path(f"{D}calendrier/", planches.calendrier, name="calendrier"),
    path(f"{D}calendrier/frise/", frise.frise, name="frise"),
    path(f"{D}calendrier/decaler/", decaler.decaler, name="decaler"),
    path(f"{D}calendrier/ordre/", dependances.dependances, name="dependances"),
    path(f"{D}calendrier/echeances/", echeances.echeances, name="echeances"),
    path(f"{D}calendrier/agenda/ouvrir/", echeances.ouvrir, name="agenda_ouvrir"),
    path(f"{D}calendrier/agenda/fermer/", echeances.fermer, name="agenda_fermer"),
    path(f"{D}budget/", planches.budget, name="budget"),
    path(f"{D}budget/projet/", budget_projet.budget_projet, name="budget_projet"),
    path(f"{D}budget/projet/accord/", lecture.accord, name="budget_accord"),
    path(f"{D}budget/projet/lecture/", lecture.lecture, name="budget_lecture"),
    path(f"{D}budget/projet/axes/", axes.axes, name="budget_axes"),
    path(f"{D}budget/realise/", realise.realise, name="realise"),
    path(f"{D}budget/realise/importer/", balance.importer, name="realise_importer"),
    path(f"{D}indicateurs/", tableaux_projet.indicateurs, name="indicateurs"),
    path(f"{D}indicateurs/catalogue/", catalogue, name="indicateurs_catalogue"),
    path(f"{D}collectivites/", tableaux_projet.collectivites, name="collectivites"),
    path(f"{D}referents/", tableaux_projet.referents, name="referents"),
    path(f"{D}chiffres/", chiffres.chiffres, name="chiffres"),
    path(f"{D}chiffres/importer/", chiffres.importer, name="chiffres_importer"),
    path(f"{D}partenariats/priorites/", priorites.priorites, name="priorites"),
    path(f"{D}territoire/", territoire.territoire, name="territoire"),
    path(f"{D}territoire/et-si/", et_si.et_si, name="territoire_et_si"),
    path(f"{D}territoire/publier/", publier.publier, name="territoire_publier"),
    path(f"{D}territoire/ajouter/", territoire.ajouter, name="territoire_ajouter"),
    path(f"{D}territoire/retirer/", territoire.retirer, name="territoire_retirer"),
    path(f"{D}territoire/liste/", communes_listees.liste, name="territoire_liste"),
    path(f"{D}territoire/importer/", communes_listees.importer, name="territoire_importer"),
    path(f"{D}territoire/partie/", territoire.partie, name="territoire_partie"),
    path(f"{D}diagnostic/", diagnostic, name="diagnostic"),
    path(f"{D}diagnostic/garder/", gestes.garder, name="diagnostic_garder"),
    path(f"{D}diagnostic/retirer/", gestes.retirer, name="diagnostic_retirer"),
    path(f"{D}diagnostic/reprendre/", gestes.reprendre, name="diagnostic_reprendre"),
    path(f"{D}diagnostic/communes/<code:indicateur>/", carte, name="diagnostic_carte"),
    path(f"{D}statuts/", statuts.statuts, name="statuts"),
    path(f"{D}statuts/<numero:numero>/", statuts.article, name="statuts_article"),
    path(f"{D}versions/<code:nature>/", historique.versions, name="versions"),
    path(f"{D}versions/<code:nature>/<numero:ligne>/", historique.versions, name="versions_fiche"),
    path(f"{D}versions/<code:nature>/retirees/", historique.retirees, name="retirees"),
    path(f"{D}textes/", textes.textes, name="textes"),
    path("a-faire/", a_faire.partout, name="a_faire_partout"),
    path(f"{D}a-faire/", a_faire.a_faire, name="a_faire"),
    path(f"{D}chercher/", chercher.chercher, name="chercher"),
    path(f"{D}marge/", marge.marge, name="marge"),
    path(f"{D}marge/lu/", marge.lu, name="marge_lu"),
    path(f"{D}marge/demander/", marge.demander, name="marge_demander"),
    path(f"{D}marge/demandes/<numero:attribution>/finir/", marge.finir, name="marge_finir"),
    path(
        f"{D}marge/demandes/<numero:attribution>/retirer/", marge.reprendre, name="marge_reprendre"
    ),
    path(f"{D}marge/<numero:commentaire>/modifier/", marge.modifier, name="marge_modifier"),
    path(f"{D}marge/<numero:commentaire>/retirer/", marge.retirer, name="marge_retirer"),
    path(f"{D}marge/<numero:commentaire>/regler/", marge.regler, name="marge_regler"),
    *_of_importations(),
    path(f"{D}acces/", qui_a_acces.qui_a_acces, name="qui_a_acces"),
    path(f"{D}acces/relais/", roles.relais, name="relais"),
    path(f"{D}acces/quitter/", roles.quitter, name="quitter_dossier"),
    path(f"{D}acces/<numero:compte>/", roles.modifier, name="roles"),
    path(f"{D}acces/<numero:compte>/retirer/", roles.retirer, name="acces_retirer"),
    path(
        f"{D}acces/invitations/<numero:invitation>/renvoyer/",
        invitations.renvoyer,
        name="invitation_renvoyer",
    ),
    path(
        f"{D}acces/invitations/<numero:invitation>/retirer/",
        invitations.retirer,
        name="invitation_retirer",
    ),
    path(f"{D}textes/<code:rubrique>/", texte, name="texte"),
    *_of_texte(),
    *_of_listes(),
    *_of_sections(),
    path("agence/", modeles.mes_agences, name="mes_agences"),
    path(f"{A}couverture/", couverture_agence.couverture, name="agence_couverture"),
    path(
        f"{A}couverture/communes.csv", couverture_agence.fichier, name="agence_couverture_fichier"
    ),
    path(f"{A}balises/", modeles.balises, name="balises"),
    path(f"{A}deposer/", depot.deposer, name="modele_deposer"),
    path(f"{A}modeles/", modeles.modeles, name="modeles"),
    path(M, modeles.modele, name="modele"),
    path(f"{M}version/", depot.version, name="modele_version"),
    path(f"{M}<numero:numero>/apercu/", modeles.apercu, name="modele_apercu"),
    path(f"{M}<numero:numero>/exemple.docx", modeles.exemple, name="modele_exemple"),
    path(f"{M}<numero:numero>/modele.docx", modeles.fichier, name="modele_fichier"),
    path(f"{M}<numero:numero>/publier/", modeles.publier, name="modele_publier"),
    path(f"{M}<numero:numero>/retirer/", modeles.retirer, name="modele_retirer"),
]
