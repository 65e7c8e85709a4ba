"""Squares of 200 m: added up exactly, once each, and what is approached is said."""

import zipfile
from pathlib import Path
from random import Random

import pytest

from maillage.core.indicateurs import NatureZone
from maillage.opendata import agregats
from maillage.opendata.carreaux.grille import Grille
from maillage.opendata.refus import SourceRefusee
from maillage.reference import cog
from maillage.territoires import indicateurs
from maillage.territoires.mesures import Statut, mesures
from tests.opendata.fabrique import importer, text, write
from tests.territoires.test_indicateurs import zone

# As public programs that read the file show it, year 2021.
HEAD = [
    "idcar_200m", "idcar_1km", "idcar_nat", "i_est_200", "i_est_1km", "lcog_geo", "ind", "men", "men_pauv",
    "men_1ind", "men_5ind", "men_prop", "men_fmp", "ind_snv", "men_surf", "ind_0_3", "ind_65_79", "ind_80p", "ind_inc",
]  # fmt: skip
USUAL = {
    "i_est_200": 0,
    "ind": 10,
    "men": 4,
    "men_pauv": 1,
    "men_1ind": 2,
    "men_fmp": 1,
    "ind_snv": 200_000.5,
}
USUAL |= {"ind_65_79": 2, "ind_80p": 1}


def square(north: int, east: int = 3_900_000, crs: int = 3035) -> str:
    return f"CRS{crs}RES200mN{north * 200}E{east}"


def csv(rows: list[dict[str, object]], head: list[str] = HEAD) -> str:
    lines = [{**USUAL, "idcar_200m": square(10_000 + rank), **row} for rank, row in enumerate(rows)]
    return text(head, [[line.get(name, 0) for name in head] for line in lines], ",")


def file(path: Path, *rows: dict[str, object], head: list[str] = HEAD) -> Path:
    return write(path, csv(list(rows), head))


def read(places: tuple[str, ...], *measures: str) -> dict[str, tuple[object, ...]]:
    held = mesures("carreaux").lire(places, measures)
    return {
        code: tuple(one.statut if one.valeur is None else one.valeur for one in row.values())
        for code, row in held.items()
    }


def test_a_square_counts_once_and_what_is_shared_or_approached_is_said(tmp_path) -> None:
    path = file(
        tmp_path / "Filosofi2021_carreaux_200m_met.csv",
        {"lcog_geo": "43157"},
        {"lcog_geo": "4315743268", "ind": 5.5},
        {"lcog_geo": "43268,43157,43268", "i_est_200": 1},
        {"lcog_geo": "1001"},  # a spreadsheet took the zero
        {"lcog_geo": "75113"},
        {"lcog_geo": "43040", "men_pauv": ""},
        {"lcog_geo": ""},
    )
    report = importer("carreaux", path)
    assert (report.lues, report.gardees, report.fiche.millesime, report.communes) == (7, 6, 2021, 5)
    assert read(("43157", "43268", "01001", "75113"), "ind", "ind_snv", "ind_partages", "ind_imputes") == {
        "43157": (17.75, 400_001.0, 7.75, 5.0),
        "43268": (7.75, 200_000.5, 7.75, 5.0),
        "01001": (10.0, 200_000.5, 0.0, 0.0),
        "75113": (10.0, 200_000.5, 0.0, 0.0),
    }  # fmt: skip
    assert read(("43040",), "men", "men_pauv") == {"43040": (4.0, Statut.ABSENTE)}
    said = " ".join(report.remarques)
    assert "2 carreaux (23,7 % des habitants) à cheval sur plusieurs communes" in said
    assert "1 carreau (15,3 % des habitants) où l’Insee met des valeurs approchées" in said
    assert "1 carreau sans code de commune" in said
    assert importer("carreaux", path).deja


def test_the_three_files_of_the_archive_are_one_edition_alone_or_together(tmp_path) -> None:
    parts = {
        "met": csv([{"lcog_geo": "43157"}]),
        "mart": csv([{"lcog_geo": "97209", "idcar_200m": square(8_000, 700_000, 5490)}]),
        "reun": csv([{"lcog_geo": "97411", "idcar_200m": square(8_000, 700_000, 2975)}]),
    }
    path = tmp_path / "Filosofi2021_carreaux_200m_csv.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(f"carreaux_200m_{name}.csv", content)
        archive.writestr("lisez-moi.csv", "x" * 9_999)
    assert (importer("carreaux", path).lues, importer("carreaux", path).deja) == (3, True)
    assert set(read(("43157", "97209", "97411"), "ind").values()) == {(10.0,)}
    # One after the other, another year: the year before keeps its own.
    for name, content in parts.items():
        alone = write(tmp_path / f"Filosofi2019_carreaux_200m_{name}.csv", content)
        assert "plus récente est en place" in " ".join(importer("carreaux", alone).remarques)
    held = mesures("carreaux")
    assert (held.fiche.millesime, held.fiche.lieux) == (2021, 3)
    again = write(tmp_path / "carreaux_200m_reun.csv", parts["reun"].replace(",10,", ",12,"))
    report = importer("carreaux", again, millesime=2021)
    assert (report.communes, report.fiche.lieux) == (3, 3)
    assert read(("43157", "97411"), "ind") == {"43157": (10.0,), "97411": (12.0,)}


def test_a_national_file_gives_what_was_added_up_apart(tmp_path) -> None:
    """Known before: people, poor households, and the mean of France that a diagnosis shows."""
    table, draw = cog.table(), Random(200)  # noqa: S311 -- figures, not secrets
    codes = [part for code in table.codes() for part in (table.arrondissements(code) or (code,))]
    codes = [code for code in codes if code < "97" or code[:3] in {"972", "974"}]
    codes = list(dict.fromkeys([*codes[::4], *table.arrondissements("75056")]))
    rows, known = [], dict.fromkeys(("ind", "men", "men_pauv", "ind_snv"), 0.0)
    for code, other in zip(codes, [*codes[1:], codes[0]], strict=True):
        men = draw.randrange(4, 400)
        figures = {"ind": men * 2.5, "men": men, "men_pauv": men // 7, "ind_snv": men * 50_000.5}
        shared = draw.random() < 0.2
        rows.append({"lcog_geo": code + other if shared else code, **figures})
        for name, value in figures.items():
            known[name] += value
    report = importer("carreaux", file(tmp_path / "Filosofi2021_carreaux_200m.csv", *rows))
    assert (report.lues, report.inconnus) == (len(rows), ())
    # Guadeloupe, Guyane and Mayotte have no squares; Paris answers by its arrondissements.
    expected = {commune.code for commune in agregats.attendues()}
    assert set(report.sans) == expected.difference(codes, {"75056"})
    assert {"97105", "97302", "97611"} <= set(report.sans)
    sums = {name: sum(row[0] for _, row in mesures("carreaux").toutes([name])) for name in known}
    assert sums == pytest.approx(known)
    mine = tuple(code for code in codes if code.startswith("43"))[:2]
    lines = indicateurs.lire(zone(*mine)).lignes
    france = {
        code: one.resultat.valeur
        for code in ("niveau_vie_moyen", "menages_pauvres")
        for one in lines[code].comparateurs
        if one.nature is NatureZone.FRANCE
    }
    assert france["niveau_vie_moyen"] == pytest.approx(known["ind_snv"] / known["ind"])
    assert france["menages_pauvres"] == pytest.approx(100 * known["men_pauv"] / known["men"])
    here = read(mine, "ind", "ind_snv").values()
    assert lines["niveau_vie_moyen"].resultat.valeur == pytest.approx(
        sum(row[1] for row in here) / sum(row[0] for row in here)
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"idcar_200m": "CRS3035RES1000mN1E1"}, "ligne 2, colonne idcar_200m : .* n’est pas un carreau de 200 m"),
        ({"idcar_200m": "CRS3035RES200mN200E1"}, "ligne 2, colonne idcar_200m"),
        ({"lcog_geo": "43157432"}, "ligne 2, colonne lcog_geo : « 43157432 » n’est pas"),
        ({"lcog_geo": "4315X"}, "ligne 2, colonne lcog_geo"),
        ({"i_est_200": "2"}, "ligne 2, colonne i_est_200 : « 2 » n’est ni 0 ni 1"),
        ({"ind_snv": "beaucoup"}, "ligne 2, colonne ind_snv : « beaucoup » n’est pas un nombre"),
        ({"men": "-1"}, "ligne 2, colonne men : « -1 » n’est pas un nombre"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_by_line_and_column(said, words, tmp_path, bare_instance) -> None:
    with pytest.raises(SourceRefusee, match=words):
        importer("carreaux", file(tmp_path / "car-2021.csv", {"lcog_geo": "43157", **said}))
    assert not bare_instance.exists()


def test_a_square_written_twice_a_column_or_a_year_that_lacks(tmp_path) -> None:
    twice = {"lcog_geo": "43157", "idcar_200m": square(1)}
    with pytest.raises(SourceRefusee, match=r"ligne 3, .* est déjà plus haut"):
        importer("carreaux", file(tmp_path / "car-2021.csv", twice, twice))
    for name in ("idcar_200m", "lcog_geo", "i_est_200", "men_pauv", "ind_80p"):
        less = [one for one in HEAD if one != name]
        with pytest.raises(SourceRefusee, match=f"ligne 1 : la colonne « {name} » manque"):
            importer("carreaux", file(tmp_path / "car-2021.csv", {"lcog_geo": "43157"}, head=less))
    with pytest.raises(SourceRefusee, match="--millesime"):
        importer("carreaux", file(tmp_path / "carreaux_200m_met.csv", {"lcog_geo": "43157"}))
    with pytest.raises(SourceRefusee, match="aucune ligne à garder"):
        importer("carreaux", file(tmp_path / "carreaux_200m_met.csv"))
    with zipfile.ZipFile(tmp_path / "car.zip", "w") as archive:
        archive.writestr("carreaux_200m.7z", b"x")
    with pytest.raises(SourceRefusee, match=r"ouvrez d’abord l’archive \.7z"):
        importer("carreaux", tmp_path / "car.zip")


def test_a_grid_knows_its_squares() -> None:
    grid = Grille()
    assert [grid.placer(square(1, east)) for east in (200, 0, 9_999_800, 200)] == [
        True,
        True,
        True,
        False,
    ]
    assert grid.placer(square(1, 200, 2975)) is True
    assert grid.placer("x") is None
