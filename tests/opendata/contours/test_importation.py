"""Outlines and pairs: read under a contract, put in place at once, or not at all."""

import gzip
import io
import tarfile
import zipfile
from datetime import date

import pytest

from maillage.opendata import fichier as opened
from maillage.opendata.contours import SourceRefusee, importer_adjacence, importer_contours
from maillage.opendata.contours.importation import Origine
from maillage.territoires import adjacence, contours, installation
from tests.grille import CODES, at, geojson, topologie, write

ON = date(2026, 11, 26)


def test_shared_lines_give_the_pairs(tmp_path) -> None:
    report = importer_contours(write(tmp_path / "a.topojson", topologie()), on=ON)
    assert (report.fiche.elements, report.ecrit, report.inconnues) == (49, True, ())
    assert report.adjacence
    assert report.adjacence.fiche.elements == 2 * 6 * 7
    near = adjacence()
    assert near
    assert set(near.voisines(at(1, 1))) == {at(0, 1), at(2, 1), at(1, 0), at(1, 2)}
    assert (near.au_bord(at(0, 3)), near.au_bord(at(3, 3))) == (True, False)


def test_the_record_of_a_file_is_kept_with_it(tmp_path) -> None:
    origin = Origine(source="Un éditeur", licence="ODbL", millesime=2025)
    importer_contours(write(tmp_path / "a.json", topologie()), on=ON, origine=origin)
    fiche = contours().fiche
    assert (fiche.source, fiche.licence, fiche.millesime) == ("Un éditeur", "ODbL", 2025)
    assert (len(fiche.empreinte), fiche.importe_le) == (64, ON)
    assert fiche.edition.startswith("2025-")


def test_a_geojson_gives_outlines_without_pairs(tmp_path) -> None:
    report = importer_contours(write(tmp_path / "a.geojson", geojson()), on=ON)
    assert report.adjacence is None
    assert adjacence() is None
    held = contours()
    (ring,) = held.anneaux(CODES[0])
    assert held.ligne(ring[0])[0] == (3.0, 45.0)
    assert not held.connue("75056")
    assert held.anneaux("75056") == ()


def test_a_dry_run_writes_nothing(tmp_path, bare_instance) -> None:
    report = importer_contours(write(tmp_path / "a.json", topologie()), on=ON, ecrire=False)
    assert not report.ecrit
    assert report.adjacence.ecrit is False
    assert not bare_instance.exists()


def test_the_same_file_twice_changes_nothing(tmp_path, bare_instance) -> None:
    path = write(tmp_path / "a.json", topologie())
    importer_contours(path, on=ON)
    before = {one: one.stat().st_mtime_ns for one in bare_instance.rglob("*")}
    again = importer_contours(path, on=date(2027, 1, 1))
    assert again.deja
    assert not again.ecrit
    assert {one: one.stat().st_mtime_ns for one in bare_instance.rglob("*")} == before


def test_a_new_edition_keeps_the_former_beside_it(tmp_path) -> None:
    importer_contours(write(tmp_path / "a.json", topologie()), on=ON)
    first = contours().fiche.edition
    importer_contours(write(tmp_path / "b.json", topologie(codes=CODES[:14])), on=ON)
    assert contours().fiche.communes == 14
    assert contours(first).fiche.communes == 49
    assert contours("2020-000000000000") is contours("../../x") is None
    assert len(adjacence().voisines(at(0, 1))) == 2


def test_a_killed_import_leaves_the_former(tmp_path, monkeypatch) -> None:
    importer_contours(write(tmp_path / "a.json", topologie()), on=ON)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(installation.os, "fsync", killed)
    with pytest.raises(KeyboardInterrupt):
        importer_contours(write(tmp_path / "b.json", topologie(codes=CODES[:14])), on=ON)
    assert contours().fiche.communes == 49
    assert len(adjacence().voisines(at(3, 3))) == 4


def test_an_archive_of_files_is_read_whole(tmp_path) -> None:
    path = tmp_path / "tout.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, codes in (("1.json", CODES[:7]), ("2.json", CODES[7:14]), ("lisez.txt", ())):
            data = write(tmp_path / name, topologie(codes=codes)).read_bytes()
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    report = importer_contours(path, on=ON)
    assert (report.fiche.communes, report.adjacence) == (14, None)
    held = contours()
    (ring,) = held.anneaux(CODES[7])
    assert len(ring) == 4


def test_a_zip_is_read_and_a_bad_one_refused(tmp_path, monkeypatch) -> None:
    path = tmp_path / "tout.zip"
    data = write(tmp_path / "1.json", topologie(codes=CODES[:7])).read_bytes()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.mkdir("dossier")
        made.writestr("dossier/1.json", data)
    assert importer_contours(path, on=ON).fiche.communes == 7
    monkeypatch.setattr(opened, "MAX_OPENED", len(data) - 1)
    with pytest.raises(SourceRefusee, match="dépasse 0 Mo"):
        importer_contours(path, on=ON)
    path.write_bytes(path.read_bytes()[:90])
    with pytest.raises(SourceRefusee, match="incomplète ou abîmée"):
        importer_contours(path, on=ON)


def test_pairs_come_in_one_file(tmp_path) -> None:
    path = tmp_path / "rien.tar"
    with tarfile.open(path, "w") as archive:
        archive.addfile(tarfile.TarInfo("vide"))
        archive.addfile(tarfile.TarInfo("vide2"))
    with pytest.raises(SourceRefusee, match="un seul fichier CSV"):
        importer_adjacence(path, on=ON)


def test_pairs_of_a_file_are_not_replaced_by_those_of_outlines(tmp_path) -> None:
    pairs = tmp_path / "paires.csv"
    pairs.write_text(f"a,b,longueur_m\n{CODES[0]},{CODES[9]},120\n", encoding="utf-8")
    report = importer_adjacence(pairs, on=ON)
    assert (report.fiche.elements, report.ecrit) == (1, True)
    near = adjacence()
    assert near.voisines(CODES[0]) == (CODES[9],)
    assert near.au_bord(CODES[0]) is near.au_bord(CODES[5]) is None
    assert not near.connue(CODES[5])
    importer_contours(write(tmp_path / "a.json", topologie()), on=ON)
    near = adjacence()
    assert near.voisines(CODES[0]) == (CODES[9],)
    assert near.connue(CODES[5])
    assert near.au_bord(CODES[0]) is True


def test_semicolons_quotes_and_a_byte_order_mark_are_fine(tmp_path) -> None:
    path = tmp_path / "p.csv.gz"
    text = f'\ufeff"b";"a";"longueur_m"\n{CODES[1]};{CODES[0]};5\n\n'
    path.write_bytes(gzip.compress(text.encode()))
    importer_adjacence(path, on=ON)
    assert adjacence().voisines(CODES[1]) == (CODES[0],)


A, B = CODES[:2]
BAD_PAIRS = {
    "empty": (b"", "ligne 1 : la colonne « a » manque"),
    "no_column": (b"a,b\n", "la colonne « longueur_m » manque"),
    "no_pair": (b"a,b,longueur_m\n", "aucune paire"),
    "short": (f"a,b,longueur_m\n{A},{B}\n".encode(), "ligne 2 : 2 colonnes au lieu de 3"),
    "code": (f"a,b,longueur_m\n{A},1004,3\n".encode(), "ligne 2, colonne b"),
    "length": (f"a,b,longueur_m\n{A},{B},x\n".encode(), "ligne 2, colonne longueur_m"),
    "nul": (f"a,b,longueur_m\n{A}\0,{B},3\n".encode(), "ligne 2, colonne a"),
    "itself": (f"a,b,longueur_m\n{A},{A},3\n".encode(), "n’est pas sa propre voisine"),
    "twice": (f"a,b,longueur_m\n{A},{B},3\n{B},{A},3\n".encode(), "ligne 3"),
    "latin": (b"a,b,longueur_m\n\xe9", "ligne 2"),
    "foreign": (b"a,b,longueur_m\n99998,99999,3\n", "prenez un fichier de cette ann"),
    "truncated": (gzip.compress(b"a,b,longueur_m\n" * 99)[:-9], "incomplet"),
}


@pytest.mark.parametrize("name", sorted(BAD_PAIRS))
def test_bad_pairs_are_refused_where_they_are_bad(name, tmp_path, bare_instance) -> None:
    content, words = BAD_PAIRS[name]
    path = tmp_path / "p.csv"
    path.write_bytes(content)
    with pytest.raises(SourceRefusee, match=words):
        importer_adjacence(path, on=ON)
    assert not bare_instance.exists()


def _broken(change) -> dict:
    data = topologie(codes=CODES[:2])
    change(data, data["objects"]["communes"]["geometries"])
    return data


BAD_OUTLINES = {
    "type": ({"type": "Point"}, "type : un TopoJSON"),
    "list": ([], "type : un TopoJSON"),
    "arcs": (_broken(lambda d, g: d.update(arcs=None)), "arcs : une liste"),
    "arc": (_broken(lambda d, g: d["arcs"].__setitem__(1, [[3, 45], ["x"]])), r"arcs\[1\]\[1\]"),
    "place": (
        _broken(lambda d, g: d["arcs"].__setitem__(0, [[700000, 6600000]])),
        r"arcs\[0\]\[0\]",
    ),
    "scale": (_broken(lambda d, g: d.update(transform={"scale": 1})), "transform"),
    "objects": (_broken(lambda d, g: d.update(objects={})), "objects : un seul objet"),
    "geometries": (
        _broken(lambda d, g: d["objects"].update(communes={})),
        "geometries : une liste",
    ),
    "geometry": (_broken(lambda d, g: g.__setitem__(0, 5)), r"geometries\[0\] : un contour"),
    "kind": (_broken(lambda d, g: g[1].update(type="Point")), r"geometries\[1\].type"),
    "rings": (_broken(lambda d, g: g[1].update(arcs=5)), r"geometries\[1\].arcs : une liste"),
    "refs": (_broken(lambda d, g: g[1].update(arcs=[["a"]])), "des numéros de lignes"),
    "beyond": (_broken(lambda d, g: g[1].update(arcs=[[99]])), "une ligne n’existe pas"),
    "twice": (_broken(lambda d, g: g.append(g[0])), "est déjà plus haut"),
    "no_properties": (_broken(lambda d, g: g[0].pop("properties")), r"\[0\].properties"),
    "no_code": (_broken(lambda d, g: g[0].update(properties={"x": 1})), "le code de la commune"),
    "number": (_broken(lambda d, g: g[0].update(properties={"code": 1004})), "écrit en texte"),
    "none": (topologie(codes=()), "aucun contour"),
    "features": ({"type": "FeatureCollection"}, "features : une liste"),
    "feature": ({"type": "FeatureCollection", "features": [1]}, r"features\[0\]"),
    "flat": (
        {
            "type": "FeatureCollection",
            "features": [{"properties": {"code": CODES[0]}, "geometry": 3}],
        },
        r"features\[0\].geometry",
    ),
}


@pytest.mark.parametrize("name", sorted(BAD_OUTLINES))
def test_bad_outlines_are_refused_where_they_are_bad(name, tmp_path, bare_instance) -> None:
    data, words = BAD_OUTLINES[name]
    with pytest.raises(SourceRefusee, match=words):
        importer_contours(write(tmp_path / "a.json", data), on=ON)
    assert not bare_instance.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"type":\n "Topology", x}', "ligne 2, colonne"),
        (b"\xff\xfe\x00", "octet 0"),
        (b"[" * 100_000, "ne se lit pas"),
        (b"\x1f\x8bnothing", "abîmé"),
        (b"x" * 257 + b"ustar" + b"\0" * 300, "abîmée"),
    ],
)
def test_what_is_no_json_is_refused(content, words, tmp_path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(SourceRefusee, match=words):
        importer_contours(path, on=ON)


def test_a_bomb_is_refused_before_it_is_opened(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(opened, "MAX_OPENED", 10_000)
    path = tmp_path / "a.json.gz"
    path.write_bytes(gzip.compress(b" " * 3_000_000))
    with pytest.raises(SourceRefusee, match="dépasse"):
        importer_contours(path, on=ON)


def test_too_many_points_are_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("maillage.opendata.contours.lecture._MAX_POINTS", 3)
    with pytest.raises(SourceRefusee, match="simplifié"):
        importer_contours(write(tmp_path / "a.json", topologie()), on=ON)


def test_communes_that_nobody_drew_are_left_out(tmp_path) -> None:
    data = topologie(codes=CODES[:3])
    data["objects"]["communes"]["geometries"][0]["type"] = None
    assert importer_contours(write(tmp_path / "a.json", data), on=ON).fiche.communes == 2
    flat = geojson(codes=CODES[:3])
    flat["features"][0]["geometry"] = None
    assert importer_contours(write(tmp_path / "b.json", flat), on=ON).fiche.communes == 2


def test_quantised_lines_of_several_pieces_are_read(tmp_path) -> None:
    data = {
        "type": "Topology",
        "transform": {"scale": [0.01, 0.01], "translate": [3, 45]},
        "arcs": [[[0, 0], [10, 0], [0, 10], [-10, -10]]],
        "objects": {
            "communes": {
                "geometries": [
                    {"type": "MultiPolygon", "arcs": [[[0]]], "properties": {"codgeo": CODES[0]}}
                ]
            }
        },
    }
    importer_contours(write(tmp_path / "a.json", data), on=ON)
    assert contours().ligne(0)[2] == (3.1, 45.1)


def test_damaged_files_are_as_if_absent(tmp_path, bare_instance) -> None:
    importer_contours(write(tmp_path / "a.json", topologie()), on=ON)
    for path in bare_instance.rglob("*.colonnes"):
        path.write_bytes(path.read_bytes()[:200])
    assert contours() is adjacence() is None
    for path in bare_instance.rglob("*.colonnes"):
        path.write_bytes(b'{"format": "autre", "version": 1, "ordre": "little", "colonnes": []}\n')
    assert contours() is adjacence() is None
    for path in bare_instance.rglob("actuelle.json"):
        path.write_bytes(b"{")
    assert contours() is adjacence() is None


def test_the_real_files(shared) -> None:
    folder = shared / "donnees" / "contours"
    report = importer_adjacence(folder / "adjacence-communes-2026.csv.gz", on=ON)
    assert (report.fiche.elements, report.inconnues) == (102_176, ())
    report = importer_contours(folder / "communes-cog2026-drom.topojson.gz", on=ON)
    assert (report.fiche.communes, report.adjacence, report.inconnues) == (129, None, ())
