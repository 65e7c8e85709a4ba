"""The bases of the census, on files built to their documented layout with known answers."""

import pytest
from openpyxl import load_workbook

from maillage.opendata.refus import SourceRefusee
from maillage.territoires.mesures import Statut, Valeur
from tests.opendata.fabrique import archive, importer, text, workbook, write
from tests.opendata.test_sources import one

AGES = ("0014", "1529", "3044", "4559", "6074", "7589", "90P")


def test_ages_keep_the_years_of_the_publisher(tmp_path) -> None:
    head = ["CODGEO", "REG", "DEP", "LIBGEO"]
    head += [f"P{year}_POP{age}" for year in (22, 16, 11) for age in ("", *AGES)]
    head += ["P22_POPH", "P22_H0014", "P22_H65P", "C22_POP15P_STAT_GSEC11_21", "P22_SCOL1824"]
    figures = ["700.5", *[100] * 7, "650", *[90] * 7, "600", *[80] * 7, 340, 50, 60, "12,5", 9]
    rows = [
        ["43157", "84", "43", "Le Puy", *figures],
        ["1001", "84", "01", "x", *["s"] * len(figures)],
    ]
    inside = {"base-cc-evol-struct-pop-2022__CSV": text(head, rows), "meta_base-cc__CSV": "x"}
    report = importer(
        "rp_age", archive(tmp_path / "base-cc-evol-struct-pop-2022_csv.zip", **inside)
    )
    assert (report.fiche.millesime, len(report.fiche.mesures)) == (2022, 28)
    assert one("rp_age", "43157", "p22_pop") == Valeur(700.5)
    assert one("rp_age", "43157", "p16_pop90p") == Valeur(90.0)
    assert one("rp_age", "43157", "c22_pop15p_stat_gsec11_21") == Valeur(12.5)
    assert one("rp_age", "01001", "p22_pop0014").statut is Statut.SECRETE
    assert (report.secretes, report.inconnus) == (28, ())
    assert "p22_scol1824" not in report.fiche.mesures


def test_a_base_as_a_workbook_has_its_headings_lower_and_its_cities_apart(tmp_path) -> None:
    lead = [
        ["Évolution et structure de la population"],
        [],
        ["Source : Insee"],
        [],
        ["Code", "Pop"],
    ]
    head = ["CODGEO", "P22_POP", "P22_POP0014"]
    path = workbook(tmp_path / "base.xlsx", "COM_2022", [*lead, head, ["43157", 18000.5, 900]])
    book = load_workbook(path)
    for name, rows in (
        ("ARM_2022", [*lead, head, ["75101", 15475, 1489]]),
        ("COM_2016", [["CODGEO", "P16_POP", "P16_POP0014"], ["43157", 1, 1]]),
        ("Variables", [["x"]]),
    ):
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(path)
    report = importer("rp_age", path)
    assert (report.lues, report.fiche.millesime) == (2, 2022)
    assert one("rp_age", "43157", "p22_pop") == Valeur(18000.5)
    assert one("rp_age", "75101", "p22_pop0014") == Valeur(1489.0)


CENSUS = {
    "rp_emploi": (
        [
            "P22_POP1564",
            "P22_ACT1564",
            "P22_ACTOCC1564",
            "P22_CHOM1564",
            "P22_CHOM1524",
            "C22_ACT1564_CS6",
        ],
        ["P22_ACT1564", "P22_CHOM1564"],
    ),
    "rp_menages": (
        [
            "C22_FAM",
            "C22_FAMMONO",
            "P22_POP80P",
            "P22_POP80P_PSEUL",
            "P22_POP6579_PSEUL",
            "C22_MENPSEUL",
        ],
        ["C22_FAM", "C22_FAMMONO", "P22_POP80P_PSEUL"],
    ),
    "rp_series": (["SUPERF", "P22_POP", "D68_POP", "NAIS1621"], ["SUPERF", "P22_POP"]),
    "rp_diplomes": (
        ["P22_NSCOL15P", "P22_NSCOL15P_DIPLMIN", "P22_NSCOL15P_SUP5"],
        ["P22_NSCOL15P", "P22_NSCOL15P_DIPLMIN"],
    ),
}


@pytest.mark.parametrize("source", sorted(CENSUS))
def test_the_other_bases_of_the_census(source, tmp_path, bare_instance) -> None:
    head, needed = CENSUS[source]
    row = [10 + rank for rank, _ in enumerate(head)]
    path = write(tmp_path / "base.CSV", text(["CODGEO", *head], [["43157", *row], ["75101", *row]]))
    report = importer(source, path)
    assert set(report.fiche.mesures) == {name.lower() for name in head}
    assert one(source, "75101", head[1].lower()) == Valeur(11.0)
    for name in needed:
        less = [
            other
            for other in head
            if other != name and not (name[-5:] == "PSEUL" == other[-5:] and other[:7] == "P22_POP")
        ]
        bad = write(tmp_path / "moins.CSV", text(["CODGEO", *less], [["43157", *less]]))
        with pytest.raises(SourceRefusee, match=f"ligne 1 : la colonne « {name} » manque"):
            importer(source, bad)
