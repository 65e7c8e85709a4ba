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


def test_other_cpts_and_white_zones_are_given_once_a_list_is_in_place(
    squares, call, call_json, tmp_path
) -> None:
    _, out, _ = call("territoire", at(0, 0))
    assert "maillage importer cpts FICHIER" in " ".join(out.split())
    whole = [at(x, y) for x in range(7) for y in range(7) if (x, y) not in ((1, 0), (2, 0))]
    lines = [f"CPTS des Sucs,{code}," for code in whole] + [f"CPTS du Bourg,{at(1, 1)},bourg"]
    path = tmp_path / "ars.csv"
    path.write_text("\n".join(["cpts,code,partie", *lines]))
    assert call("importer", "cpts", path, "--editeur", "ARS", "--date", "2026-03-01")[0] == 0
    _, found = call_json("territoire", at(0, 0), at(1, 1))
    overlap, other = found["chevauchements"]
    assert (overlap["cpts"], overlap["communes"]) == ("CPTS des Sucs", [at(0, 0), at(1, 1)])
    assert (other["cpts"], overlap["population"] > 0) == ("CPTS du Bourg", True)
    assert overlap["source"] == "ARS, liste du 01/03/2026"
    assert found["sans_cpts"]["voisines"] == [at(1, 0)]
    assert found["sans_cpts"]["zones"] == [[at(1, 0), at(2, 0)]]
    assert found["cpts_connues"]["departements"] == ["43"]
    _, ours = call_json("territoire", at(0, 0), "--cpts", "des Sucs")
    assert ours["chevauchements"] == []
    _, out, _ = call("territoire", at(0, 0), at(1, 1))
    said = " ".join(out.split())
    assert "« CPTS des Sucs » prend aussi 2 communes" in said
    assert "À côté, sans CPTS" in said
    _, out, _ = call("territoire", "43268", "63113", "--cpts", "CPTS des Sucs")
    assert "il peut y en avoir d’autres" in " ".join(out.split())
    _, out, _ = call("territoire", at(1, 0))
    assert "Aucune autre CPTS connue ne prend ces communes." in " ".join(out.split())


def test_a_list_is_told_line_by_line_and_taken_away(call, call_json, tmp_path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("cpts,code\nA,43157\nA,99999\nA,01340\n")
    code, out, _ = call("importer", "cpts", path, "--essai", "--departements", "43,2a")
    said = " ".join(out.split())
    assert code == 1
    assert "ligne 3 (A · 99999) : « 99999 » n’est le code d’aucune commune." in said
    assert "Lues autrement (1)" in said
    assert "décrits en entier : 2A, 43" in said
    assert "Essai : rien n’a été mis en place." in said
    assert call("importer", "cpts", path, "--departements", "aucun")[0] == 1
    assert "déjà en place" in call("importer", "cpts", path, "--departements", "aucun")[1]
    code, found = call_json("importer", "cpts", path, "--departements", "aucun")
    assert (code, found["cpts"], found["lignes"][0]["numero"]) == (1, 1, 3)
    assert "en place  cpts" in call("importer", "--liste")[1]
    assert call_json("importer", "cpts", "--retirer", "liste") == (0, {"retiree": "liste"})
    assert call("importer", "cpts", "--retirer", "rien")[0] == 2
    assert call("importer", "cpts")[0] == 2
    assert call("importer", "cpts", path, "--departements", "999")[0] == 2
    path.write_text("a\n1\n")
    code, _, err = call("importer", "cpts", path)
    assert (code, "Rien n’a été changé" in err) == (2, True)
