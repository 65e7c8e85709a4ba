"""The map: drawn from outlines, with what it says; circles without them."""

from dataclasses import replace

import pytest
from lxml import etree

from maillage.core.facts import CommuneRetenue, Territoire
from maillage.core.territoire import TerritoireAnalyse, analyser
from maillage.documents.carte import Fond, dessiner, pour_document, pour_page, schema
from maillage.documents.carte.carte import Carte, Legende
from maillage.documents.carte.etiquettes import placer
from maillage.documents.carte.traits import anneau, chemin, simplifier, surface
from maillage.opendata.contours import importer_contours
from maillage.reference import cog
from maillage.reference.aci import bareme_taille
from tests.factories import ON
from tests.grille import CODES, at, geojson, write


def analyse(*codes: str) -> TerritoireAnalyse:
    written = tuple(CommuneRetenue(code=code) for code in codes)
    return analyser(Territoire(communes=written), cog.table(), bareme_taille(ON))


def ring() -> list[str]:
    return [at(x, y) for x in (1, 2, 3) for y in (1, 2, 3) if (x, y) != (2, 2)]


def test_nothing_is_drawn_without_outlines() -> None:
    assert dessiner(analyse(*CODES[:3]), Fond.actuel()) is None
    assert Fond.actuel().editions == {}


def test_communes_neighbours_and_holes_are_drawn(squares) -> None:
    carte = dessiner(analyse(*ring(), at(6, 6)), Fond.actuel())
    assert carte
    by_code = {trace.code: trace for trace in carte.traces}
    assert by_code[at(2, 2)].hachure == "enclave"
    assert by_code[at(6, 6)].hachure == "detachee"
    assert by_code[at(0, 1)].classe == "loin"
    assert by_code[at(1, 1)].classe.startswith("f")
    assert at(5, 1) not in by_code
    assert {"loin", "detachee", "enclave"} <= {one.classe for one in carte.legende}
    assert "2 blocs séparés, 1 enclave. Autour," in carte.description
    assert "Licence Ouverte" in carte.source


def test_one_block_is_said(squares) -> None:
    carte = dessiner(analyse(at(0, 0), at(1, 0)), Fond.actuel())
    assert "Un seul bloc, aucune enclave" in carte.description
    assert len(carte.legende) >= 2


def test_outlines_alone_give_a_map_without_neighbours(tmp_path) -> None:
    importer_contours(write(tmp_path / "a.geojson", geojson()), on=ON)
    carte = dessiner(analyse(at(0, 0), "75056"), Fond.actuel())
    assert [trace.code for trace in carte.traces] == [at(0, 0)]
    assert "bloc" not in carte.description
    assert dessiner(analyse("75056"), Fond.actuel()) is None


def test_many_intercommunalites_share_the_last_colour(squares) -> None:
    carte = dessiner(analyse(*CODES), Fond.actuel())
    assert len(carte.traces) == 49
    assert {trace.classe for trace in carte.traces} == {"f1", "f2", "f3", "f4", "f5"}
    assert "autres intercommunalités" in carte.legende[4].texte


def test_an_edition_is_found_again_by_its_name(squares) -> None:
    held = Fond.actuel()
    again = Fond.des_editions(held.editions)
    assert again.editions == held.editions
    assert dessiner(analyse(*ring()), again) == dessiner(analyse(*ring()), held)
    assert Fond.des_editions({}).editions == {}
    assert Fond.des_editions({"contours": "2020-000000000000"}).contours is None


@pytest.mark.parametrize("write_map", [pour_page, pour_document])
def test_a_map_is_well_formed_and_names_are_text(write_map, squares) -> None:
    carte = dessiner(analyse(*ring(), at(6, 6)), Fond.actuel())
    hostile = replace(
        carte,
        titre="<b>&",
        traces=tuple(replace(one, nom='"<x>&') for one in carte.traces),
        etiquettes=tuple(replace(one, texte="<x>&") for one in carte.etiquettes),
        legende=tuple(replace(one, texte="</svg>") for one in carte.legende),
    )
    made = write_map(hostile)
    text = made if isinstance(made, str) else made[0]
    assert "style=" not in text
    assert not [one for one in etree.fromstring(text).iter() if str(one.tag).split("}")[-1] == "x"]


def test_a_page_can_point_at_a_commune_and_hear_the_map(squares) -> None:
    text = pour_page(dessiner(analyse(*ring()), Fond.actuel()))
    assert f'id="carte-{at(1, 1)}"' in text
    assert 'role="img"' in text
    assert "carte-titre carte-description" in text


def test_the_legend_stands_beside_a_high_map_and_below_a_wide_one() -> None:
    carte = Carte(
        largeur=400,
        hauteur=720,
        titre="Essai",
        description="",
        traces=(),
        legende=(Legende("v1", "Peu"), Legende("rond", "Le plus grand cercle")),
    )
    text, wide, high = pour_document(carte)
    assert (wide > 400 + 100, high) == (True, 720)
    assert "<circle" in text
    _, wide, high = pour_document(replace(carte, largeur=640, hauteur=400))
    assert (wide, high) == (640, 400 + 16 + 2 * 30)
    _, wide, _ = pour_document(replace(carte, legende=(Legende("v1", "mot " * 40),)))
    assert wide == 400


def test_without_outlines_circles_stand_for_communes() -> None:
    found = schema(analyse("43137", "43268", "43224"))
    assert len(found.traces) == 3
    assert {one.texte for one in found.etiquettes}
    assert "Ce n’est pas une carte" in found.description
    etree.fromstring(pour_page(found))
    assert [one.texte for one in found.etiquettes][:2] == ["Monistrol-", "sur-Loire"]
    assert all(one.narrow for one in found.etiquettes[:2])  # no room on a phone
    assert schema(analyse()) is None
    many = schema(analyse(*CODES))
    assert many.hauteur > 200


def test_the_weight_of_a_real_map(shared) -> None:
    folder = shared / "donnees" / "contours"
    importer_contours(folder / "communes-cog2026-metropole-5.topojson.gz", on=ON)
    codes = [*cog.table().epci("200067296").communes, *cog.table().epci("244301016").communes]
    carte = dessiner(analyse(*codes), Fond.actuel())
    assert len(carte.traces) > 100
    assert len(pour_page(carte)) < 60_000


def test_names_do_not_cover_one_another() -> None:
    wished = [("Grande", 50.0, 50.0), ("Petite", 55.0, 52.0), ("Autre", 50.0, 150.0)]
    assert [one.texte for one in placer(wished, 300, 300)] == ["Grande", "Autre"]
    assert placer([("Bien trop long pour la feuille", 10, 50)], 100, 100) == ()
    near = placer([("Grande", 150, 50.0), ("Petite", 150, 76.0)], 300, 300)
    assert [one.narrow for one in near] == [False, True]
    assert len(placer([(str(rank), 50, 40.0 * rank) for rank in range(1, 20)], 300, 900)) == 9


def test_lines_keep_their_ends_and_their_shape() -> None:
    line = [(0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (10.0, 10.0)]
    assert simplifier(line, 1) == [(0, 0), (10, 0), (10, 10)]
    island = [(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0), (0.0, 0.0)]
    assert len(simplifier(island, 1)) == 5


def test_a_ring_runs_along_lines_both_ways() -> None:
    lines = {0: [(0, 0), (4, 0)], 1: [(0, 0), (0, 4), (4, 0)]}
    points = anneau((0, ~1), lines.__getitem__)
    assert points == [(0, 0), (4, 0), (0, 4), (0, 0)]
    assert chemin([points]) == "M0,0l4,0 -4,4 0,-4z"
    assert chemin([[(1, 1), (1, 1)]]) == ""
    assert surface(points)[0] == 8
    assert surface([(3, 3), (3, 3)]) == (0, 3, 3)
