"""« Les autres CPTS » on the page of the territory: who shares, who touches, what nobody takes."""

from maillage.dossiers.actions.publish_perimetre import publish_perimetre
from maillage.dossiers.models import CommuneRetenue
from maillage.reference import cog
from maillage.web.equipe import lecture
from tests.factories import ON, DossierFactory
from tests.grille import at
from tests.territoires.listes import installer, lue
from tests.web.conftest import Monde, texte_de
from tests.web.test_carte import put


def page_de(monde: Monde, who: str = "porteur") -> str:
    said = texte_de(monde.get("territoire", who=who))
    return said.replace("<b>", "").replace("</b>", "")


def nom(x: int, y: int) -> str:
    commune = cog.table().commune(at(x, y))
    assert commune is not None
    return commune.nom


def test_with_no_list_the_page_says_what_it_cannot_say(monde: Monde, squares) -> None:
    said = page_de(monde)
    assert "Aucun périmètre d’une autre CPTS n’est connu ici" in said
    assert "maillage importer cpts FICHIER" in said
    monde.dossier.communes.all().delete()
    lecture.forget()
    assert "Les autres CPTS" not in page_de(monde)


def test_an_overlap_names_the_cpts_its_communes_and_what_to_do(monde: Monde, squares) -> None:
    whole = [at(x, y) for x in range(7) for y in range(7)]
    installer(
        lue("CPTS Ouest", at(0, 0), at(1, 0)),
        lue("CPTS Est", *(code for code in whole if code not in (at(0, 0), at(1, 0)))),
        lue("CPTS du Bourg", parties=((at(2, 0), "bourg"),)),
    )
    put(monde, at(0, 0), at(1, 0))
    said = page_de(monde)
    assert "CPTS Ouest prend aussi 2 de vos communes" in said
    assert nom(0, 0) in said
    assert "ARS Auvergne-Rhône-Alpes, liste du 01/03/2026" in said
    assert "Toutes les communes voisines ont une CPTS" in said
    assert "2 CPTS vous touchent" in said
    assert "CPTS Est" in said
    assert monde.url("territoire_partie") in said
    seen = page_de(monde, "lecteur")
    assert "CPTS Ouest prend aussi" in seen
    assert monde.url("territoire_partie") not in seen


def test_a_white_zone_says_what_touches_and_how_far_it_goes(monde: Monde, squares) -> None:
    installer(lue("CPTS Loin", at(6, 6)))
    put(monde, at(0, 0))
    said = page_de(monde)
    assert "Aucune autre CPTS ne prend vos communes" in said
    assert "2 communes à votre bord" in said
    assert "47 communes qui se touchent" in said
    assert f"{monde.url('territoire_et_si')}?plus=" in said
    assert "Dites si vous les accueillerez" in said
    every = [at(x, y) for x in range(7) for y in range(7) if (x, y) != (1, 0)]
    installer(lue("CPTS Loin", *every))
    assert "1 commune à votre bord" in page_de(monde)


def test_what_no_list_describes_is_not_said_to_be_alone(monde: Monde, squares) -> None:
    installer(lue("CPTS Loin", at(6, 6)), departements=())
    put(monde, at(0, 0))
    said = page_de(monde)
    assert "Aucune CPTS connue ne prend vos communes" in said
    assert "Aucune liste complète pour Haute-Loire" in said
    assert "sans CPTS</h3>" not in said


def test_a_perimeter_that_a_team_published_is_seen_a_draft_is_not(monde: Monde, squares) -> None:
    other = DossierFactory(nom="CPTS Publique")
    CommuneRetenue.objects.create(dossier=other, code=at(0, 0), rang=0)
    put(monde, at(0, 0))
    assert "CPTS Publique" not in page_de(monde)
    publish_perimetre(dossier=other, by=other.created_by, on=ON)
    assert "CPTS Publique prend aussi 1 de vos communes" in page_de(monde)
