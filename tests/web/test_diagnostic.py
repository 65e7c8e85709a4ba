"""The page of the diagnosis: what is known, what is missing, what the team takes and keeps."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillage.core.facts import FormeFigure
from maillage.dossiers import diagnostic, facts
from maillage.dossiers.actions.add_communes import add_communes
from maillage.dossiers.actions.save_texte import LONGEST, save_texte
from maillage.dossiers.models import Dossier, FigureRetenue, Texte
from maillage.reference import cog
from maillage.web.equipe import lecture
from tests.editions import acces, recensement
from tests.factories import ON
from tests.web.conftest import Monde, texte_de

DEMO = "population_demographie"
AGES = {"code": "ages", "rubrique": DEMO, "forme": "pyramide", "retour": "population"}


def phrase(monde: Monde, code: str = "part_0_14") -> str:
    return " ".join(diagnostic.lire(facts.of(monde.relu()), on=ON).constats(code))


def test_without_communes_one_is_led_to_them(monde: Monde) -> None:
    monde.dossier.communes.all().delete()
    monde.dossier.listes.all().delete()
    lecture.forget()
    said = texte_de(monde.get("diagnostic"))
    assert "Il manque les communes" in said
    assert "Choisir les communes" in said
    assert "Choisissez d’abord les" in texte_de(monde.get("texte", DEMO))


def test_with_nothing_installed_the_page_says_what_it_knows_and_who_has_the_rest(
    monde: Monde,
) -> None:
    said = texte_de(monde.get("diagnostic"))
    assert "Population municipale" in said
    assert "maillage importer rp_age FICHIER" in said
    assert "Écrire « " in said
    assert "0 chiffre connu sur" in said
    access = texte_de(monde.get("diagnostic", theme="acces"))
    assert "Adultes sans médecin traitant" in access
    assert "À demander à" in access
    assert monde.get("diagnostic", theme="rien").status_code == 404
    here = texte_de(monde.get("texte", "population_sante"))
    assert "Aucun chiffre n’est encore connu pour ce texte" in here


def test_a_card_says_its_value_its_source_and_what_it_covers(monde: Monde) -> None:
    recensement(("43157",))
    acces({"43157": 2.0})
    said = texte_de(monde.get("diagnostic"))
    assert "La population par âge et par sexe" in said
    assert "Part des moins de 15 ans" in said
    assert "20,0 %" in said
    assert "Insee, Recensement" in said
    assert "importé le 26 novembre 2026" in said
    assert "Couvre 100 % des habitants" in said
    assert phrase(monde).replace("\u00a0", " ") in said
    whole = texte_de(monde.get("diagnostic", theme="tout"))
    assert "2,0" in whole
    assert "chiffres manquent encore, et qui les a" in whole


def test_a_map_has_its_table_beside(monde: Monde, squares: object) -> None:
    recensement(("43157",))
    page = monde.get("diagnostic_carte", "part_0_14").content.decode()
    assert 'id="carte-43157"' in page or "carte-territoire" in page
    assert 'href="#carte-43157"' in page
    assert "Rien à montrer" in texte_de(monde.get("diagnostic_carte", "apl_mg"))
    acces({"43157": 2.0})
    seen = monde.get("diagnostic_carte", "apl_mg").content.decode()
    assert '<th scope="col" class="n">Consultations par an</th>' in seen
    assert '<td class="n">2,0</td>' in seen
    assert monde.get("diagnostic_carte", "diabete").status_code == 404
    assert monde.get("diagnostic_carte", "rien").status_code == 404


def test_a_sentence_goes_to_the_end_of_the_text_once(monde: Monde) -> None:
    recensement(("43157",))
    who = {"by": monde.porteur, "on": ON}
    save_texte(
        dossier=monde.dossier, rubrique=DEMO, contenu="Nous vieillissons.\n", version=0, **who
    )
    asked = {"code": "part_0_14", "rubrique": DEMO, "retour": "texte"}
    here = texte_de(monde.get("texte", DEMO))
    assert "Ajouter à mon texte" in here
    for _ in range(2):
        answer = monde.post("diagnostic_reprendre", **asked)
        assert answer["Location"].endswith(f"/textes/{DEMO}/#chiffres")
    text = Texte.objects.get(dossier=monde.dossier, rubrique=DEMO)
    assert text.contenu == f"Nous vieillissons.\n\n{phrase(monde)}"
    assert text.version == 2
    assert "Dans votre texte" in texte_de(monde.get("texte", DEMO))


def test_a_sentence_begins_an_empty_text_and_never_passes_its_limit(monde: Monde) -> None:
    recensement(("43157",))
    asked = {"code": "part_0_14", "rubrique": DEMO}
    monde.post("diagnostic_reprendre", **asked)
    assert Texte.objects.get(rubrique=DEMO).contenu == phrase(monde)
    save_texte(
        dossier=monde.dossier, rubrique=DEMO, contenu="a" * LONGEST, version=1,
        by=monde.porteur, on=ON,
    )  # fmt: skip
    monde.post("diagnostic_reprendre", **asked)
    unknown = monde.post("diagnostic_reprendre", code="apl_mg", rubrique="offre_ambulatoire")
    assert "n’est plus connu" in texte_de(monde.get("diagnostic"))
    assert unknown["Location"].endswith("#fiche-apl_mg")
    assert monde.post("diagnostic_reprendre", code="apl_mg", rubrique=DEMO).status_code == 404


def test_a_figure_is_kept_printed_brought_up_to_date_and_taken_out(monde: Monde) -> None:
    recensement(("43157",))
    answer = monde.post("diagnostic_garder", choix=f"ages/{DEMO}/pyramide", retour="population")
    assert answer["Location"].endswith("?theme=population#fiche-ages")
    assert "gardée pour vos documents" in texte_de(monde.get("diagnostic"))
    monde.post("diagnostic_garder", **AGES | {"code": "part_0_14", "forme": "barres"})
    assert "La pyramide : à imprimer" in texte_de(monde.get("texte", DEMO))
    recensement(("43157",), annee=2023, jeunes=25)
    moved = texte_de(monde.get("diagnostic"))
    assert "Nouvelle donnée" in moved
    assert "aujourd’hui." in moved
    monde.post("diagnostic_garder", **AGES)
    kept = {figure.forme: figure for figure in facts.of(monde.relu()).figures or ()}
    assert kept[FormeFigure.PYRAMIDE].millesime == "2023"
    row = FigureRetenue.objects.get(forme="pyramide")
    back = monde.post("diagnostic_retirer", figure=row.pk, retour="population")
    assert back["Location"].endswith("?theme=population#fiche-ages")
    for wrong in ("rien", "9" * 30, row.pk):
        assert monde.post("diagnostic_retirer", figure=wrong, retour="x").status_code == 302
    assert "ne s’imprimera plus" in texte_de(monde.get("diagnostic"))


@pytest.mark.parametrize("forme", ["barres", "rien"])
def test_a_figure_that_is_not_drawn_is_not_kept(monde: Monde, forme: str) -> None:
    monde.post("diagnostic_garder", **AGES | {"forme": forme})
    assert "rien n’est gardé" in texte_de(monde.get("diagnostic"))
    assert not FigureRetenue.objects.exists()


def test_when_every_point_is_written_the_documents_come_next(monde: Monde) -> None:
    for texts in diagnostic.textes_des_points().values():
        Texte.objects.create(dossier=monde.dossier, rubrique=texts[0], contenu="Écrit.")
    lecture.forget()
    said = texte_de(monde.get("diagnostic"))
    assert "Les six points du guide sont écrits" in said
    assert "Voir les documents" in said


def test_a_territory_of_a_hundred_communes_asks_as_much_of_the_database(
    monde: Monde, exemple: Dossier
) -> None:
    codes = [code for code in cog.table().codes() if code.startswith("43")][:100]
    recensement((*codes, "43157"))

    def asked() -> int:
        lecture.forget()
        with CaptureQueriesContext(connection) as captured:
            assert monde.get("diagnostic", theme="tout").status_code == 200
        return len(captured)

    few = asked()
    add_communes(dossier=monde.dossier, codes=codes, by=monde.porteur, on=ON)
    for code in ("part_0_14", "part_75_plus"):
        monde.post("diagnostic_garder", code=code, rubrique=DEMO, forme="carte")
    monde.get("diagnostic")  # the messages of what was kept are read
    assert asked() == few


def test_what_was_kept_before_can_be_put_back(monde: Monde) -> None:
    recensement(("43157",))
    monde.post("diagnostic_garder", **AGES)
    row = FigureRetenue.objects.get()
    monde.post("diagnostic_retirer", figure=row.pk)
    history = texte_de(monde.get("versions", "figures"))
    assert "La population par âge et par sexe, avec « Profil démographique »" in history
    assert "gardée le 22 novembre 2026" in history or "gardée le" in history
    monde.post("versions", "figures", numero="1", vue="2")
    assert [one.indicateur for one in facts.of(monde.relu()).figures or ()] == ["ages"]
