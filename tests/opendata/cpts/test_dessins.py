"""Drawn outlines of CPTS: the communes under them, by their share of surface."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.opendata.cpts import DemandeCpts, importer_cpts
from maillage.opendata.cpts.surfaces import length, shared, slices
from maillage.opendata.refus import SourceRefusee
from maillage.territoires.cpts import connues
from tests.factories import ON
from tests.grille import STEP, at, write


def box(x: float, y: float, wide: float, high: float) -> list[list[float]]:
    """Return a rectangle of the grid, in squares."""
    corners = [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y)]
    return [[3 + STEP * a, 45 + STEP * b] for a, b in corners]


def feature(name: Any, *polygons: Any, **more: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"NOM_CPTS": name, **more},
        "geometry": {"type": "MultiPolygon", "coordinates": list(polygons)},
    }


def collection(*features: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def test_communes_are_found_by_their_share_of_surface(tmp_path, squares) -> None:
    # Four squares but a hole, half of a fifth, a tenth of a sixth; another piece beside.
    drawn = feature("CPTS Nord", [box(0, 0, 2, 2), box(1, 1, 1, 1)], [box(2, 0, 0.5, 1)], FINESS=43)
    other = feature("CPTS Sud", [box(3, 3, 1.1, 1)])
    path = write(tmp_path / "cpts.geojson", collection(drawn, other))
    report = importer_cpts(DemandeCpts(chemin=path, on=ON, editeur="DGOS"))
    north, south = connues().cpts
    assert north.prise.entieres == {at(0, 0), at(1, 0), at(0, 1)}
    assert north.prise.parties == {(at(2, 0), "partie de CPTS Nord")}
    assert (north.identifiant, south.prise.entieres) == ("43", {at(3, 3)})
    said = {one.ligne.code: one.raison for one in report.lignes}
    assert said[at(2, 0)] == "50 % de sa surface est sous le contour : prise en partie"
    assert said[at(4, 3)] == "10 % de sa surface est sous le contour : laissée"
    assert report.fiche.par_surface
    assert "15031" in report.sans_contour


def test_the_property_of_the_name_may_be_said(tmp_path, squares) -> None:
    one = feature("", [box(0, 0, 1.1, 0.9)], appellation="CPTS Est")
    path = write(
        tmp_path / "c.json", collection(one, feature("", [box(20, 20, 1, 1)], appellation="B"))
    )
    with pytest.raises(SourceRefusee, match=r"features\[0\].properties : le nom .* appellation"):
        importer_cpts(DemandeCpts(chemin=path, on=ON))
    report = importer_cpts(DemandeCpts(chemin=path, on=ON, champ="Appellation"))
    assert [one.raison for one in report.ecartees] == ["aucune commune n’est sous ce contour"]
    assert "90 %" in report.lignes[0].raison
    assert connues().cpts[0].nom == "CPTS Est"


def test_without_the_outlines_of_communes_it_is_refused(tmp_path) -> None:
    path = write(tmp_path / "c.json", collection(feature("A", [box(0, 0, 1, 1)])))
    with pytest.raises(SourceRefusee, match="maillage importer contours FICHIER"):
        importer_cpts(DemandeCpts(chemin=path, on=ON))


BAD: dict[str, Any] = {
    "une liste de contours de CPTS est attendue": {"type": "Topology"},
    "un contour et ses propriétés sont attendus": collection(1),
    "« Polygon » ou « MultiPolygon » est attendu": collection(feature("A") | {"geometry": None}),
    "une liste d’anneaux est attendue": collection(feature("A", 3)),
    "une longitude et une latitude sont attendues": collection(feature("A", [["x"]])),
    "srsName=EPSG:4326": collection(feature("A", [[[700_000, 6_600_000]]])),
}


@pytest.mark.parametrize("words", BAD)
def test_a_file_that_holds_no_outline_is_refused(tmp_path, squares, words: str) -> None:
    with pytest.raises(SourceRefusee, match=words):
        importer_cpts(DemandeCpts(chemin=write(tmp_path / "c.json", BAD[words]), on=ON))


@pytest.mark.parametrize("content", [b"{", b'{"a": "\xff"}', b"{" + b'"a":[' * 5000])
def test_what_is_no_json_is_refused(tmp_path, squares, content: bytes) -> None:
    (tmp_path / "c.json").write_bytes(content)
    with pytest.raises(SourceRefusee):
        importer_cpts(DemandeCpts(chemin=tmp_path / "c.json", on=ON))


def test_too_many_points_are_refused(tmp_path, squares, monkeypatch) -> None:
    monkeypatch.setattr("maillage.opendata.cpts.dessins._MAX_POINTS", 3)
    path = write(tmp_path / "c.json", collection(feature("A", [box(0, 0, 1, 1)])))
    with pytest.raises(SourceRefusee, match="trop de points"):
        importer_cpts(DemandeCpts(chemin=path, on=ON))


SIZES = st.integers(1, 40)


@given(SIZES, SIZES, SIZES, SIZES)
@settings(max_examples=50, deadline=None)
def test_what_two_rectangles_share_is_their_common_surface(a: int, b: int, c: int, d: int) -> None:
    u = 0.01
    one = slices([[(0, 0), (a * u, 0), (a * u, b * u), (0, b * u)]])
    other = slices([[(0, 0), (0, d * u), (c * u, d * u), (c * u, 0)]])
    scale = length(slices([[(0, 0), (u, 0), (u, u), (0, u)]]))
    assert round(length(one) / scale) == a * b
    assert (
        round(shared(one, other) / scale)
        == round(shared(other, one) / scale)
        == min(a, c) * min(b, d)
    )


def test_json_is_known_by_its_first_sign(tmp_path, squares) -> None:
    path = tmp_path / "c.csv"
    path.write_bytes(
        b"\xef\xbb\xbf " + json.dumps(collection(feature("A", [box(0, 0, 1, 1)]))).encode()
    )
    assert importer_cpts(DemandeCpts(chemin=path, on=ON)).fiche.cpts == 1
