"""What `maillage territoire` says of blocks, holes and neighbours; what installs their source."""

import pytest

from tests.grille import CODES, at, topologie, write


def test_without_adjacency_nothing_is_known_and_the_command_is_said(call, call_json) -> None:
    _, found = call_json("territoire", *CODES[:2])
    keys = ("blocs", "enclaves", "voisines", "chevauchements", "contiguite")
    assert [found[key] for key in keys] == [None] * 5
    _, out, _ = call("territoire", *CODES[:2])
    assert "maillage importer adjacence FICHIER" in " ".join(out.split())


def test_with_adjacency_the_shape_is_given(squares, call_json) -> None:
    ring = [at(x, y) for x in (1, 2, 3) for y in (1, 2, 3) if (x, y) != (2, 2)]
    _, found = call_json("territoire", *ring, at(6, 6), "15031")
    assert [len(bloc) for bloc in found["blocs"]] == [8, 1]
    assert found["enclaves"] == [[at(2, 2)]]
    assert at(0, 1) in found["voisines"]
    assert found["sans_contour"] == ["15031"]
    assert (found["chevauchements"], found["contiguite"]) == ([], False)
    assert (len(found["pour_relier"]), found["pour_relier_exact"]) == (5, True)


def test_it_is_said_in_french(squares, call) -> None:
    _, out, _ = call("territoire", at(0, 0), at(0, 1))
    words = " ".join(out.split())
    assert "Un seul bloc : tout le territoire se tient." in words
    assert "3 communes voisines" in words
    ring = [at(x, y) for x in (1, 2, 3) for y in (1, 2, 3) if (x, y) != (2, 2)]
    words = " ".join(call("territoire", *ring, at(6, 6), "15031")[1].split())
    assert "2 blocs séparés. Hors du plus grand :" in words
    assert "Au plus court, ajouter 5 communes le relie" in words
    assert "Entouré par le territoire et absent" in words
    assert "Sans contour connu" in words
    assert "aucune de ces communes" in " ".join(call("territoire", "15031")[1].split())


def test_an_import_says_what_it_found(tmp_path, call, call_json) -> None:
    path = write(tmp_path / "a.json", topologie())
    code, out, _ = call("importer", "contours", path, "--essai")
    assert code == 0
    assert "49 contours" in out
    assert "84 paires de communes, 49 communes" in out
    assert "Essai : rien n’a été mis en place." in out
    _, found = call_json("importer", "contours", path, "--editeur", "Essai", "--millesime", 2025)
    assert (found["ecrit"], found["source"], found["adjacence"]["elements"]) == (True, "Essai", 84)
    _, out, _ = call("importer", "contours", path, "--millesime", 2025)
    assert "déjà en place" in out
    assert "C’est en place" in call("importer", "contours", path, "--millesime", 2024)[1]


def test_a_code_that_is_no_commune_is_named(tmp_path, call) -> None:
    path = write(tmp_path / "a.json", topologie(codes=(*CODES[:30], "43999")))
    code, out, _ = call("importer", "contours", path)
    assert code == 1
    assert "43999" in out


@pytest.mark.parametrize(("name", "words"), [("adjacence", "« a » manque"), ("contours", "JSON")])
def test_a_bad_file_changes_nothing(name, words, tmp_path, call, bare_instance) -> None:
    path = tmp_path / "x.txt"
    path.write_text("bonjour", encoding="utf-8")
    code, _, err = call("importer", name, path)
    assert code == 2
    assert words in err
    assert "Rien n’a été changé." in err
    assert not bare_instance.exists()


def test_the_communes_of_every_epci(shared, bare_instance, call) -> None:
    """Of 1 255 EPCI two have enclaves; 15 communes have no neighbour; 7 have no outline."""
    from maillage.core.territoire import perimetre
    from maillage.reference import cog
    from maillage.territoires import adjacence

    folder = shared / "donnees" / "contours"
    call("importer", "adjacence", folder / "adjacence-communes-2026.csv.gz")
    near, table = adjacence(), cog.table()
    every = {one.epci for code in table.codes() if (one := table.commune(code)).epci}
    assert len(every) == 1255
    found = [perimetre(table.epci(epci).communes, near).enclaves for epci in sorted(every)]
    assert sorted(one for one in found if one) == [(("54412",),), (("65185", "65292"),)]
