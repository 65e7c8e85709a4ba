"""APL: five workbooks, an edition for each year, and the rules of the DREES for any territory."""

from datetime import date
from pathlib import Path

import pytest

from maillage.core.indicateurs import NatureZone
from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.refus import SourceRefusee
from maillage.opendata.registre import SOURCES
from maillage.territoires import indicateurs
from maillage.territoires.mesures import Statut, annees, editions, mesures
from tests.opendata.classeurs import classeur
from tests.opendata.gabarits_sante import Figures, classeur_apl, feuille_apl, france
from tests.territoires.test_indicateurs import zone

ON = date(2026, 11, 26)
SMALL: list[Figures] = [("43157", 3.0, 100.0, 90.0), ("43268", 2.0, 300.0, 310.0)]


def importer(path: Path, content: bytes, **said: object) -> Rapport:
    path.write_bytes(content)
    return SOURCES["apl"].importer(Demande(chemin=path, on=ON, **said))  # type: ignore[arg-type]  # as typed


def comparateurs_de_france() -> dict[str, float]:
    """Return what the diagnosis of any territory shows for France."""
    read = indicateurs.lire(zone("43157"))
    return {
        code: one.resultat.valeur
        for code in ("apl_mg", "sous_apl")
        for one in read.lignes[code].comparateurs
        if one.nature is NatureZone.FRANCE and one.resultat.valeur is not None
    }


def test_france_2024_is_3_72_and_18_2_percent_live_under_2_5(tmp_path: Path) -> None:
    report = importer(tmp_path / "apl_mg.xlsx", classeur_apl("mg", {2024: france()}))
    assert report.ecrit
    assert report.sans == tuple(code for code in report.sans if code.startswith("976"))
    held = mesures("apl")
    assert held
    names = ("apl_mg", "popstd_mg", "ptot_mg")
    places = [one for one in held.toutes(names) if one[0] not in {"13055", "69123", "75056"}]
    whole = sum(weight for _, (_, weight, _) in places)
    mean = sum(apl * weight for _, (apl, weight, _) in places) / whole
    under = sum(people for _, (apl, _, people) in places if apl < 2.5)
    assert round(mean, 2) == 3.72
    assert round(100 * under / sum(people for _, (_, _, people) in places), 1) == 18.2
    # The larger places follow the same rule, and so do the communes with arrondissements.
    read = held.lire(("fra", "dep:43", "13055", "13201"), names)
    assert read["fra"]["apl_mg"].valeur == pytest.approx(mean)
    assert read["fra"]["popstd_mg"].valeur == pytest.approx(whole)
    mine = [values for code, values in places if code.startswith("43")]
    assert read["dep:43"]["apl_mg"].valeur == pytest.approx(
        sum(apl * weight for apl, weight, _ in mine) / sum(weight for _, weight, _ in mine)
    )
    # Marseille answers by its arrondissements: some may live under the threshold, others not.
    marseille = [people for code, (_, _, people) in places if code.startswith("132")]
    assert len(marseille) == 16
    assert read["13055"]["ptot_mg"].valeur == pytest.approx(sum(marseille))
    assert read["13055"]["apl_mg"].statut is Statut.ABSENTE
    # The same answers where a person reads them.
    shown = comparateurs_de_france()
    assert (round(shown["apl_mg"], 2), round(shown["sous_apl"], 1)) == (3.72, 18.2)


def test_each_year_is_an_edition_and_the_latest_is_the_current_one(tmp_path: Path) -> None:
    years = {2022: SMALL, 2023: SMALL, 2024: [("43157", 4.0, 100.0, 90.0)]}
    report = importer(tmp_path / "apl.xlsx", classeur_apl("mg", years))
    assert [one.millesime for one in editions("apl")] == [2024, 2023, 2022]
    assert "Une édition par année : 2022, 2023, 2024." in report.remarques
    held = {
        year: one.lire(("43157",), ("apl_mg", "apl65_mg")) for year, one in annees("apl").items()
    }
    assert [held[year]["43157"]["apl_mg"].valeur for year in held] == [3.0, 3.0, 4.0]
    assert held[2024]["43157"]["apl65_mg"].valeur == pytest.approx(3.2)
    # An older workbook brings its years, and takes nobody's place.
    older = importer(tmp_path / "vieux.xlsx", classeur_apl("mg", {2021: SMALL}))
    assert older.ecrit
    assert mesures("apl").fiche.millesime == 2024  # type: ignore[union-attr]  # imported above
    assert 2021 in annees("apl")
    again = importer(tmp_path / "vieux.xlsx", classeur_apl("mg", {2021: SMALL}))
    assert (again.deja, again.ecrit) == (True, False)


def test_the_five_workbooks_make_one_edition_whatever_their_order(tmp_path: Path) -> None:
    for name in ("sf", "mg", "kine", "dent", "inf"):
        importer(tmp_path / f"{name}.xlsx", classeur_apl(name, {2024: SMALL}))
    held = mesures("apl")
    assert held
    assert {f"apl_{name}" for name in ("mg", "inf", "kine", "dent", "sf")} <= set(
        held.fiche.mesures
    )
    better = [("43157", 3.5, 100.0, 90.0)]
    report = importer(tmp_path / "mg.xlsx", classeur_apl("mg", {2024: better}))
    assert report.ecrit
    read = mesures("apl").lire(("43157", "43268"), ("apl_mg", "apl_inf"))  # type: ignore[union-attr]  # imported
    assert (read["43157"]["apl_mg"].valeur, read["43157"]["apl_inf"].valeur) == (3.5, 3.0)
    assert read["43268"]["apl_mg"].valeur is None  # the new workbook does not hold it
    again = importer(tmp_path / "inf.xlsx", classeur_apl("inf", {2024: SMALL}))
    assert (again.deja, again.ecrit) == (True, False)


def test_communes_that_merged_keep_a_weighted_mean(tmp_path: Path) -> None:
    # 01033 and 01091 were one commune apart before 2019; the sheet is of the communes of then.
    rows: list[Figures] = [("01033", 2.0, 100.0, 100.0), ("01091", 4.0, 300.0, 300.0)]
    report = importer(tmp_path / "apl.xlsx", classeur_apl("mg", {2018: rows}))
    read = mesures("apl").lire(("01033",), ("apl_mg", "popstd_mg"))  # type: ignore[union-attr]  # imported
    assert report.recodees == {"01091": ("01033",)}
    assert read["01033"]["apl_mg"].valeur == pytest.approx(3.5)
    assert read["01033"]["popstd_mg"].valeur == 400


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({(8, 2): "Autre"}, "aucune colonne « APL aux médecins généralistes »"),
        (
            {(8, 4): "Autre"},
            "la colonne « Population standardisée pour la médecine générale » manque",
        ),
        ({(8, 0): "Autre"}, "la colonne « Code commune INSEE » manque"),
        ({(10, 2): "beaucoup"}, "ligne 11, colonne APL aux médecins généralistes : « beaucoup »"),
        ({(10, 2): -1}, "ligne 11, colonne APL aux médecins généralistes : « -1 »"),
        (
            {(11, 0): "43157"},
            "ligne 12, colonne Code commune INSEE : la commune 43157 est déjà ligne 11",
        ),
        ({(11, 0): "ville"}, "ligne 12, colonne Code commune INSEE : « ville » n’est pas"),
    ],
)
def test_a_sheet_that_does_not_keep_the_contract_says_where(
    tmp_path: Path, change: dict[tuple[int, int], object], expected: str
) -> None:
    rows = feuille_apl("mg", 2024, SMALL)
    for (row, column), value in change.items():
        rows[row][column] = value  # type: ignore[call-overload]  # a cell
    with pytest.raises(SourceRefusee, match=expected.replace("(", r"\(")):
        importer(tmp_path / "apl.xlsx", classeur({"APL 2024": rows}))
    assert mesures("apl") is None


def test_notes_totals_and_blanks_are_no_communes(tmp_path: Path) -> None:
    rows = feuille_apl("mg", 2024, [*SMALL, ("01001", None, 10.0, 10.0), ("01002", "NS", 1.0, 1.0)])
    rows += [["Total", None, 3.7, 3.0, 1.0, 1.0], ["Lecture : une note sous le tableau"]]
    report = importer(tmp_path / "apl.xlsx", classeur({"APL 2024": rows}))
    assert (report.gardees, report.absentes > 0, report.non_significatives > 0) == (4, True, True)
