"""The pages of an agency: a Word model brought, read, tried, published, filled by a team."""

import json
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document as WordDocument

from maillage.accounts.models import Agence
from maillage.documents.modeles.balises import balises
from maillage.instruction.models import EtatModele, VersionModele
from tests.factories import AgenceFactory, MembreAgenceFactory, UserFactory
from tests.web.conftest import Monde, signed_in, texte_de
from tests.word import BON, HOSTILES, modele

PAGES = {"modeles", "balises", "modele", "modele_apercu", "modele_exemple", "modele_fichier"}
WRITES = {"modele_deposer", "modele_version"}
POSTED = {"modele_publier", "modele_retirer"}


@dataclass
class Bureau:
    """An ARS with a model, and the people around it."""

    agence: Agence
    clients: dict[str, Client]

    def url(self, page: str) -> str:
        args: tuple[object, ...] = (self.agence.public_id,)
        if page.startswith("modele") and page not in ("modeles", "modele_deposer"):
            args += ("fiche",)
        if page.removeprefix("modele_") in ("apercu", "exemple", "fichier", "publier", "retirer"):
            args += (1,)
        return reverse(page, args=args)

    def get(self, page: str, who: str = "siege", **data: str) -> Any:
        return self.clients[who].get(self.url(page), data)

    def post(self, page: str, who: str = "siege", **data: Any) -> Any:
        return self.clients[who].post(self.url(page), data)

    def depose(self, data: bytes = BON, **more: str) -> Any:
        given = {"titre": "Fiche", "etape": "pre_projet", **more}
        return self.post("modele_deposer", fichier=envoi(data), **given)


def envoi(data: bytes, name: str = "modele.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


@pytest.fixture
def bureau(db: None, monde: Monde, settings: Any, tmp_path: Path) -> Bureau:
    settings.MEDIA_ROOT = tmp_path / "fichiers"
    agence = AgenceFactory(nom="ARS Auvergne-Rhône-Alpes")
    roles = {"siege": "ars_siege", "dd": "ars_dd", "cpam": "cpam", "observateur": "observateur"}
    clients = {
        name: signed_in(MembreAgenceFactory(agence=agence, role=role).user)
        for name, role in roles.items()
    }
    clients |= {
        "ailleurs": signed_in(MembreAgenceFactory(agence__region="BRE").user),
        "parti": signed_in(MembreAgenceFactory(agence=agence, jusqua="2026-11-22").user),
        "etranger": signed_in(UserFactory()),
        "porteur": monde.clients["porteur"],
        "anonyme": Client(),
    }
    return Bureau(agence, clients)


ALL = ("siege", "dd", "cpam", "observateur", "ailleurs", "etranger", "porteur", "anonyme")
READ = dict(zip(ALL, (200, 200, 200, 403, 404, 404, 404, 302), strict=True))
WRITE = READ | {"cpam": 403}
COVER = READ | {"observateur": 200}  # what everyone may see, for this région
MATRIX = dict.fromkeys(PAGES, READ) | dict.fromkeys(WRITES, WRITE)
MATRIX |= dict.fromkeys(("agence_couverture", "agence_couverture_fichier"), COVER)


@pytest.mark.parametrize("page", sorted(MATRIX))
def test_who_reads_a_page_of_an_agency(bureau: Bureau, page: str) -> None:
    bureau.depose()
    found = {who: bureau.get(page, who).status_code for who in ALL}
    assert found == MATRIX[page]


@pytest.mark.parametrize("page", sorted(POSTED))
def test_who_publishes_and_withdraws(bureau: Bureau, page: str) -> None:
    bureau.depose()
    assert bureau.get(page).status_code == 405
    refused = {who: bureau.post(page, who).status_code for who in ALL if who not in ("siege", "dd")}
    assert refused == {who: 302 if who == "anonyme" else WRITE[who] for who in refused}
    assert VersionModele.objects.get().etat == EtatModele.BROUILLON
    assert bureau.post(page, "dd").status_code == 302


def test_a_role_that_ended_opens_nothing(bureau: Bureau, settings: Any) -> None:
    assert bureau.get("modeles", "parti").status_code == 200
    settings.MAILLAGE_AUJOURDHUI = settings.MAILLAGE_AUJOURDHUI.replace(day=23)
    assert bureau.get("modeles", "parti").status_code == 404
    assert "Aucune agence" in texte_de(bureau.clients["parti"].get("/agence/"))


def test_my_agency_is_in_the_account_menu_of_its_people_only(bureau: Bureau) -> None:
    assert "Mon agence" in texte_de(bureau.clients["cpam"].get("/mon-compte/"))
    assert "Mon agence" not in texte_de(bureau.clients["porteur"].get("/mon-compte/"))
    response = bureau.clients["siege"].get("/agence/")
    assert response["Location"] == bureau.url("modeles")


def test_several_agencies_are_listed(bureau: Bureau) -> None:
    user = MembreAgenceFactory(agence=bureau.agence).user
    MembreAgenceFactory(user=user, agence__nom="ARS Bretagne", agence__region="BRE")
    assert "ARS Bretagne" in texte_de(signed_in(user).get("/agence/"))
    assert bureau.clients["anonyme"].get("/agence/").status_code == 302


def test_a_region_without_a_model_says_what_to_do(bureau: Bureau) -> None:
    assert "Aucun modèle encore" in texte_de(bureau.get("modeles"))
    assert "Déposer un modèle" in texte_de(bureau.get("modeles"))
    assert "Déposer un modèle" not in texte_de(bureau.get("modeles", "cpam"))


def test_a_model_goes_from_the_agency_to_the_documents_of_a_team(
    bureau: Bureau, monde: Monde
) -> None:
    assert bureau.depose()["Location"] == bureau.url("modele")
    assert "Toutes les balises sont reconnues" in texte_de(bureau.get("modele"))
    assert "modele_fiche" not in texte_de(monde.get("documents"))
    assert "CPTS" in texte_de(bureau.get("modele_apercu"))
    bureau.post("modele_publier")
    shown = texte_de(monde.get("documents"))
    assert "Modèle Word (ARS Auvergne-Rhône-Alpes), version 1" in shown
    assert "Ce document n’existe qu’en Word." in shown
    preview = texte_de(monde.get("apercu", "modele_fiche"))
    assert "Dossier de CPTS du Velay" in preview
    assert "Écrire « Freins éventuels »" in preview
    made = monde.get("telecharger", "modele_fiche", "docx")
    word = WordDocument(BytesIO(made.content))
    assert word.paragraphs[1].text == "Dossier de CPTS du Velay"
    assert word.tables[0].rows[1].cells[0].text == "Durand Paul"
    assert monde.get("telecharger", "modele_fiche", "pdf").status_code == 404
    bureau.post("modele_retirer")
    assert monde.get("apercu", "modele_fiche").status_code == 404
    assert "Retiré" in texte_de(bureau.get("modele"))


def test_the_archive_of_a_team_holds_the_model_and_says_which(bureau: Bureau, monde: Monde) -> None:
    bureau.depose()
    bureau.post("modele_publier")
    with ZipFile(BytesIO(monde.get("archive").content)) as archive:
        manifest = json.loads(archive.read("manifeste.json"))
        note = archive.read("LISEZ-MOI.txt").decode("utf-8-sig")
        assert "modele_fiche.docx" in archive.namelist()
    said = next(one for one in manifest["documents"] if one["document"] == "modele_fiche")
    version = VersionModele.objects.get()
    assert said["modele"] == {
        "region": "AURA",
        "agence": "ARS Auvergne-Rhône-Alpes",
        "version": 1,
        "edition": "2026-11-22",
        "empreinte": version.empreinte,
    }
    assert "Modèle Word (ARS Auvergne-Rhône-Alpes), version 1" in note


def test_a_lost_file_keeps_nothing_else_back(bureau: Bureau, monde: Monde) -> None:
    bureau.depose()
    bureau.post("modele_publier")
    version = VersionModele.objects.get()
    version.fichier.storage.delete(version.fichier.name)
    assert "doit le déposer de nouveau" in texte_de(monde.get("apercu", "modele_fiche"))
    assert monde.get("telecharger", "modele_fiche", "docx").status_code == 302
    with ZipFile(BytesIO(monde.get("archive").content)) as archive:
        assert "Absent de cet envoi" in archive.read("LISEZ-MOI.txt").decode("utf-8-sig")
    assert "ne se remplit pas" in texte_de(bureau.get("modele_apercu"))
    assert bureau.get("modele_exemple").status_code == 404
    assert bureau.get("modele_fichier").status_code == 404


def test_a_team_of_another_region_never_sees_it(bureau: Bureau, monde: Monde) -> None:
    bureau.depose()
    bureau.post("modele_publier")
    monde.post("identite_cpts", nom="CPTS du Velay", region="BRE", version="1")
    assert monde.relu().region == "BRE"
    assert "Modèle Word (" not in texte_de(monde.get("documents"))
    assert monde.get("telecharger", "modele_fiche", "docx").status_code == 404


def test_unknown_tags_are_reported_and_keep_it_a_draft(bureau: Bureau) -> None:
    bureau.depose(modele("{{ cpts.non }} {{ zzz }}"))
    shown = texte_de(bureau.get("modele"))
    assert "2 balises inconnues" in shown
    assert "Vouliez-vous <code>{{ cpts.nom }}</code>" in shown
    assert "aucune balise ne lui ressemble" in shown
    assert "Publier pour la région" not in shown
    assert "balises inconnues" in texte_de(bureau.post("modele_publier") and bureau.get("modele"))
    assert VersionModele.objects.get().etat == EtatModele.BROUILLON
    assert "ne se remplit pas" in texte_de(bureau.get("modele_apercu"))


def test_a_new_version_waits_while_the_former_serves(bureau: Bureau, monde: Monde) -> None:
    bureau.depose()
    bureau.post("modele_publier")
    response = bureau.post("modele_version", fichier=envoi(BON))
    assert (response.status_code, "déjà la version 1" in texte_de(response)) == (422, True)
    bureau.post("modele_version", fichier=envoi(modele("Autre")), edition="2027-01-01")
    assert "la version 2 attend d’être publiée" in texte_de(bureau.get("modeles"))
    assert "Aucune balise dans ce modèle" in texte_de(bureau.get("modele"))
    assert "version 1" in texte_de(monde.get("documents"))


@pytest.mark.parametrize("what", HOSTILES)
def test_a_hostile_file_is_refused_with_its_reason_and_loses_nothing(
    bureau: Bureau, what: str
) -> None:
    response = bureau.depose(HOSTILES[what], titre="Ma fiche")
    assert response.status_code == 422
    page = texte_de(response)
    assert 'value="Ma fiche"' in page
    assert "Ce modèle est refusé" in page or "Ce fichier est vide" in page
    assert not VersionModele.objects.exists()


def test_fifty_megabytes_are_refused(bureau: Bureau) -> None:
    response = bureau.depose(b"PK\x03\x04" + b"a" * 50_000_000)
    assert (response.status_code, "trop lourd" in texte_de(response)) == (422, True)


def test_a_form_without_a_file_or_with_a_taken_name_is_shown_again(bureau: Bureau) -> None:
    assert "Choisissez un fichier" in texte_de(bureau.post("modele_deposer", titre="Fiche"))
    bureau.depose()
    assert "porte déjà ce nom court" in texte_de(bureau.depose())
    assert "document officiel" in texte_de(bureau.depose(identifiant="lettre_intention"))
    assert bureau.depose(titre="2027 : fiche « A »").status_code == 302
    assert VersionModele.objects.latest("pk").modele.identifiant == "m_2027_fiche_a"


def test_the_same_click_twice_brings_one_model(bureau: Bureau) -> None:
    token = {"jeton": "6f0a3c52-6a44-4a0c-9d0c-51d6f6c6a001"}
    assert bureau.depose(**token)["Location"] == bureau.depose(**token)["Location"]
    assert VersionModele.objects.count() == 1


def test_the_page_of_the_tags_names_them_all(bureau: Bureau) -> None:
    page = texte_de(bureau.get("balises"))
    for one in balises():
        written = one.ecrite.replace(f"{one.liste}.", "ligne.") if one.liste else one.ecrite
        assert f"<code>{written}</code>" in page


@pytest.mark.parametrize("example", ["haute_loire", "vide", "rien_de_tel"])
def test_the_filled_example_is_the_one_shown(bureau: Bureau, example: str) -> None:
    bureau.depose()
    response = bureau.get("modele_exemple", exemple=example)
    first = WordDocument(BytesIO(response.content)).paragraphs[1].text
    shown = texte_de(bureau.get("modele_apercu", exemple=example))
    assert first.replace("\u00a0", " ") in shown
    assert (first == "Dossier de à compléter") is (example == "vide")
    assert bureau.get("modele_fichier").content == BON


def test_what_is_not_there_is_not_found(bureau: Bureau) -> None:
    bureau.depose()
    base = reverse("modeles", args=(bureau.agence.public_id,))
    for path in ("autre/", "fiche/7/apercu/", "fiche/2/modele.docx", "autre/version/"):
        assert bureau.clients["siege"].get(base + path).status_code == 404
    nowhere = base.replace(str(bureau.agence.public_id), "6f0a3c52-6a44-4a0c-9d0c-51d6f6c6a001")
    assert bureau.clients["siege"].get(nowhere).status_code == 404


def test_the_list_costs_the_same_with_many_models(bureau: Bureau) -> None:
    bureau.depose()
    with CaptureQueriesContext(connection) as one:
        bureau.get("modeles")
    for number in range(4):
        bureau.depose(titre=f"Fiche {number}")
    with CaptureQueriesContext(connection) as five:
        bureau.get("modeles")
    assert len(one) == len(five)


def test_what_somebody_brought_is_among_their_data(bureau: Bureau) -> None:
    bureau.depose()
    held = bureau.clients["siege"].get("/mon-compte/mes-donnees.json").json()
    assert held["modeles_deposes"] == [{"modele": "Fiche", "version": 1}]
    assert [row["role"] for row in held["agences"]] == ["ars_siege"]
