"""Every page, seen by the porteur, a member, a reader, a stranger and a visitor."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from maillage.dossiers.models import Attribution, Commentaire, Versement, VersionEcartee
from maillage.web import urls
from tests.factories import ON
from tests.web import test_modeles as agence
from tests.web.conftest import Monde, invitation

PUBLIC = {
    "accueil",
    "aide",
    "mentions",
    "composants",
    "couverture",
    "couverture_fichier",
    "essayer",
    "essayer_liste",
    "garder",
    "accessibilite",
}
LIENS = {"agenda", "ouvrir_essai", "invitation", "adresse_confirmer"}  # secret links, tried beside
AIDE = {"aide_sujet"}  # anyone: tests/web/test_aide.py
AIDE |= {"couverture_departement", "couverture_departement_fichier"}  # test_couverture.py
SIGNED = {"mes_dossiers", "ouvrir_dossier", "mon_compte", "mes_messages"}
SIGNED |= {"a_faire_partout", "mes_agences", "adresse", "fermer_compte", "mes_donnees"}
AGENCE = agence.MATRIX.keys() | agence.POSTED
LISTES = (
    "equipe",
    "etablissements",
    "reunions",
    "actions",
    "indicateurs",
    "collectivites",
    "referents",
    "chiffres",
)

# What a page asks: everyone with an accès, those who may write, choose the communes, export.
READ = {"porteur": 200, "membre": 200, "lecteur": 200, "etranger": 404, "anonyme": 302}
WRITE = READ | {"lecteur": 403}
COMMUNES = READ | {"membre": 403, "lecteur": 403}

NOBODY = dict.fromkeys(READ, 403) | {"etranger": 404, "anonyme": 302}  # of these: no accounts

PAGES: dict[str, dict[str, int]] = {
    "dossier": READ,
    "etape": READ,
    "argent": WRITE,  # the reader sees no money
    "argent_telecharger": WRITE,
    "contrat": WRITE,  # who keeps it: tests/web/test_contrat.py
    "versements": WRITE,  # who notes them: tests/web/test_versements.py
    "versements_ajouter": NOBODY,
    "versements_importer": NOBODY,
    "versements_modifier": WRITE,
    "resultats": READ,
    "releves": dict.fromkeys(READ, 404) | {"anonyme": 302},  # of a contract that is not signed
    "controle": READ,
    "documents": READ,
    "apercu": READ,
    "telecharger": READ,
    "archive": READ,
    "reprise": COMMUNES,
    "exporter": COMMUNES,  # the same people
    "identite": READ,
    "identite_cpts": READ,
    "identite_structure": READ,
    "identite_roles": READ,
    "territoire": READ,
    "territoire_et_si": READ,
    "territoire_publier": COMMUNES,  # the same people
    "territoire_liste": COMMUNES,
    "territoire_importer": COMMUNES,
    "territoire_partie": COMMUNES,
    "territoire_reponses": READ,
    "choix": READ,
    "partenariats": READ,
    "calendrier": READ,
    "frise": READ,
    "decaler": WRITE,
    "dependances": READ,
    "echeances": READ,
    "budget_lecture": WRITE,  # the money, by mission
    "budget_axes": READ,
    "realise": WRITE,
    "chiffres_importer": WRITE,
    "realise_importer": NOBODY,
    "budget": READ,
    "budget_projet": READ,
    "priorites": READ,
    "signature": READ,
    "missions": READ,
    "actions_tableau": READ,
    "actions_matrice": READ,
    "actions_citer": READ,
    "actions_imprimer": READ,
    "indicateurs_catalogue": READ,
    "plan_crise": READ,
    "offre": READ,
    "equipe_rpps": READ,
    "etablissements_finess": READ,
    "diagnostic": READ,
    "diagnostic_carte": READ,
    "statuts": READ,
    "statuts_article": READ,
    "versions": READ,
    "versions_fiche": READ,
    "retirees": READ,
    "textes": READ,
    "texte": READ,
    "marge": WRITE | {"porteur": 302, "membre": 302},  # of what? it leads to what waits for you
    "a_faire": READ,
    "chercher": READ,
    "qui_a_acces": READ,
    "relais": COMMUNES,  # the same people: those who may invite
    "roles": COMMUNES,
    "texte_versions": READ,
    "texte_comparer": READ,
    "texte_departager": WRITE | {"membre": 404},  # its author only
    **dict.fromkeys(LISTES, READ),
    **{f"{name}_modifier": READ for name in LISTES},
    **{f"{name}_ajouter": WRITE for name in LISTES},
    **{f"{name}_{page}": WRITE for name in LISTES[:2] for page in ("saisie", "importer")},
}
ALL = {"porteur": 302, "membre": 302, "lecteur": 403}
NO_ONE = {"porteur": 403, "membre": 403, "lecteur": 403}
POSTED = {
    "equipe_fusionner": {"porteur": 302, "membre": 302, "lecteur": 403},
    "equipe_distinguer": {"porteur": 302, "membre": 302, "lecteur": 403},
    "equipe_rpps_trancher": ALL,
    "budget_accord": ALL,
    "versements_aucun": NO_ONE,
    "versements_rapprocher": NO_ONE,
    "versements_retirer": NO_ONE,
    "resultats_retenir": NO_ONE,
    "agenda_ouvrir": {"porteur": 200, "membre": 200, "lecteur": 200},
    "agenda_fermer": {"porteur": 302, "membre": 302, "lecteur": 302},
    "marge_lu": ALL,
    "marge_regler": ALL,
    "marge_finir": ALL,
    "marge_retirer": ALL | {"membre": 403},  # what the porteur wrote, and asked
    "marge_reprendre": ALL | {"membre": 403},
    "marge_modifier": {"porteur": 422, "membre": 403, "lecteur": 403},  # the words of the porteur
    "marge_demander": {"porteur": 404, "membre": 404, "lecteur": 403},  # of nothing
    "diagnostic_garder": {"porteur": 404, "membre": 404, "lecteur": 403},  # nothing asked
    "diagnostic_reprendre": {"porteur": 404, "membre": 404, "lecteur": 403},  # same
    "diagnostic_retirer": ALL,
    "texte_enregistrer": {"porteur": 200, "membre": 200, "lecteur": 403},
    "texte_suivre": {"porteur": 200, "membre": 200, "lecteur": 200},
    "texte_revenir": {"porteur": 302, "membre": 302, "lecteur": 403},
    "texte_regler": {"porteur": 302, "membre": 404, "lecteur": 403},
    "territoire_ajouter": {"porteur": 302, "membre": 403, "lecteur": 403},
    "territoire_retirer": {"porteur": 302, "membre": 403, "lecteur": 403},
    "acces_retirer": {"porteur": 302, "membre": 403, "lecteur": 403},
    "invitation_renvoyer": {"porteur": 302, "membre": 403, "lecteur": 403},
    "invitation_retirer": {"porteur": 302, "membre": 403, "lecteur": 403},
    "quitter_dossier": {"porteur": 302, "membre": 302, "lecteur": 302},
    **{f"{name}_retirer": {"porteur": 302, "membre": 302, "lecteur": 403} for name in LISTES},
    **{f"{name}_aucun": {"porteur": 302, "membre": 302, "lecteur": 403} for name in LISTES},
}


def asked(monde: Monde) -> int:
    return invitation(monde.dossier).invitation.pk


def arguments(monde: Monde, name: str) -> tuple[object, ...]:
    if (
        name.endswith(("_modifier", "_retirer", "_citer"))
        and name.split("_", maxsplit=1)[0] in LISTES
    ):
        return (monde.lignes[name.split("_", maxsplit=1)[0]],)
    if name in ("marge_modifier", "marge_retirer", "marge_regler"):
        row = Commentaire(dossier=monde.dossier, cible="choix", texte="?", auteur=monde.porteur)
        row.save()
        return (row.pk,)
    if name in ("marge_finir", "marge_reprendre"):
        asked = Attribution(dossier=monde.dossier, cible="choix", par=monde.porteur)
        asked.personne = monde.membre
        asked.save()
        return (asked.pk,)
    if name in MADE:
        return (MADE[name](monde),)
    if name.startswith("texte_"):
        aside = (ecartee(monde),)
        return ("freins", *(aside if name in ("texte_departager", "texte_regler") else ()))
    return {
        "roles": (monde.membre.pk,),
        "acces_retirer": (monde.membre.pk,),
        "apercu": ("lettre_intention",),
        "argent_telecharger": ("ics",),
        "actions_imprimer": (monde.lignes["actions"], "pdf"),
        "etape": ("lettre",),
        "telecharger": ("lettre_intention", "docx"),
        "texte": ("freins",),
        "statuts_article": (14,),
        "releves": (monde.lignes["indicateurs"], 1),
        "diagnostic_carte": ("population_municipale",),
        "versions": ("choix",),
        "versions_fiche": ("equipe", monde.lignes["equipe"]),
        "retirees": ("equipe",),
    }.get(name, ())


def versement(monde: Monde) -> int:
    """Return a payment, noted by whoever keeps the accounts."""
    row = Versement(dossier=monde.dossier, rang=0, date=ON, montant=5)
    row.save()
    return row.pk


def ecartee(monde: Monde) -> int:
    """Return the text of the porteur that was kept aside, written if it is not there yet."""
    if not VersionEcartee.objects.exists():
        for text, version, who in (
            ("Un", 0, "membre"),
            ("Deux", 1, "membre"),
            ("Trois", 1, "porteur"),
        ):
            monde.post("texte", "freins", contenu=text, version=version, who=who)
    return VersionEcartee.objects.get().pk


# Pages of a row that nothing else of the dossier gives: it is made for them.
MADE: dict[str, Callable[[Monde], int]] = {
    **{f"versements_{page}": versement for page in ("modifier", "retirer", "rapprocher")},
    **{f"invitation_{page}": asked for page in ("renvoyer", "retirer")},
}


def test_every_address_is_tried_here() -> None:
    names = {pattern.name for pattern in get_resolver(urls.__name__).url_patterns}
    assert names == PUBLIC | LIENS | AIDE | SIGNED | PAGES.keys() | POSTED.keys() | AGENCE


@pytest.mark.parametrize("name", PAGES)
def test_who_reads_a_page(monde: Monde, name: str) -> None:
    found = {
        who: monde.get(name, *arguments(monde, name), who=who).status_code for who in monde.clients
    }
    assert found == PAGES[name]


@pytest.mark.parametrize("name", POSTED)
@pytest.mark.parametrize("who", ["porteur", "membre", "lecteur", "etranger", "anonyme"])
def test_who_writes(monde: Monde, name: str, who: str) -> None:
    expected = POSTED[name] | {"etranger": 404, "anonyme": 302}
    data = {"code": "43157", "ligne": "0"}
    if name.startswith("texte_"):
        data = {"contenu": "Deux", "quoi": "1", "version": "2"}
    response = monde.post(name, *arguments(monde, name), who=who, **data)
    assert response.status_code == expected[who]


@pytest.mark.parametrize("name", POSTED)
def test_a_write_is_never_a_link(monde: Monde, name: str) -> None:
    assert monde.get(name, *arguments(monde, name)).status_code == 405


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("identite_cpts", {"nom": "Autre nom", "version": "1"}),
        ("choix", {"version": "1"}),
        ("partenariats", {"version": "1"}),
        ("territoire_reponses", {"version": "1"}),
        ("calendrier", {"version": "0"}),
        ("budget", {"version": "0"}),
        ("budget_projet", {"charge_0_nature": "ext_loyer", "version": "0"}),
        ("signature", {"lieu": "Le Puy", "version": "1"}),
        ("plan_crise", {"redige": "oui", "version": "1"}),
        ("statuts_article", {"vice_presidents": "2", "version": "1"}),
        ("reprise", {"contenu": "UEs=", "nature": "formulaire"}),
        ("texte", {"contenu": "Un texte", "version": "0"}),
        ("equipe_modifier", {"nom": "Autre", "version": "1"}),
        ("equipe_saisie", {"l0-nom": "Autre"}),
        ("etablissements_saisie", {"l0-nom": "Autre"}),
        ("equipe_importer", {"tableau": "Nom\nAutre"}),
        ("etablissements_importer", {"tableau": "Nom\nAutre"}),
        ("chiffres_importer", {"tableau": "Indicateur;Valeur;Source;Date\nALD;18;CPAM;2025"}),
    ],
)
def test_a_reader_changes_nothing(monde: Monde, name: str, data: dict[str, str]) -> None:
    before = monde.relu().journal_numero
    response = monde.post(name, *arguments(monde, name), who="lecteur", **data)
    assert response.status_code in (403, 422)
    assert monde.relu().journal_numero == before


@pytest.mark.django_db
@pytest.mark.parametrize("page", sorted(PUBLIC))
def test_anyone_reads_the_public_pages(client: Client, page: str) -> None:
    address = reverse(page)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/dossiers/",
        "/dossiers/ouvrir/",
        "/mon-compte/",
        "/mon-compte/adresse/",
        "/mon-compte/fermer/",
        "/mon-compte/mes-donnees.json",
        "/mes-messages/",
        "/agence/",
    ],
)
def test_a_visitor_is_asked_to_sign_in(monde: Monde, address: str) -> None:
    response = monde.clients["anonyme"].get(address)
    assert (response.status_code, response["Location"]) == (302, f"/compte/login/?next={address}")
    assert monde.clients["porteur"].get(address).status_code == 200


def test_a_row_of_another_dossier_is_not_there(monde: Monde) -> None:
    other = monde.clients["etranger"].post("/dossiers/ouvrir/", {"nom": "CPTS d’ailleurs"})
    stranger = monde.clients["etranger"]
    found = [
        stranger.get(f"{other['Location']}{name}/{pk}/").status_code
        for name, pk in monde.lignes.items()
    ]
    assert found == [404] * len(LISTES)
