"""data.ameli, quarters, zoning, distance to care: what is read, what is not, and where it is said."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.refus import SourceRefusee
from maillage.opendata.registre import SOURCES
from maillage.territoires.ecriture_mesures import installer_mesures
from maillage.territoires.fiche_mesures import FicheMesures
from maillage.territoires.mesures import Statut, annees, mesures
from maillage.territoires.quartiers import Quartier, quartiers
from tests.grille import STEP, at
from tests.opendata import gabarits_sante as sante

ON = date(2026, 11, 26)
Read = Mapping[str, float | Statut | None]


def importer(path: Path, content: bytes, source: str, **said: object) -> Rapport:
    path.write_bytes(content)
    return SOURCES[source].importer(Demande(chemin=path, on=ON, **said))  # type: ignore[arg-type]  # as typed


def lues(source: str, lieu: str, *names: str) -> Read:
    held = mesures(source)
    assert held
    found = held.lire((lieu,), names)[lieu]
    return {name: one.statut if one.valeur is None else one.valeur for name, one in found.items()}


def test_diseases_by_departement_region_and_france(tmp_path: Path) -> None:
    report = importer(tmp_path / "effectifs.csv", sante.pathologies(), "ameli_pathologies")
    names = ("diabete_ntop", "diabete_npop")
    ask = "ameli_pathologies"
    assert lues(ask, "dep:43", *names) == {"diabete_ntop": 14_000, "diabete_npop": 230_000}
    assert lues(ask, "dep:01", *names)["diabete_ntop"] is Statut.NON_SIGNIFICATIVE
    assert lues(ask, "reg:84", *names)["diabete_ntop"] == 400_000
    assert lues(ask, "fra", *names)["diabete_ntop"] == 4_000_000
    assert list(annees(ask)) == [2022, 2023]
    assert any(
        "« 998 » (4)" in one for one in report.remarques
    )  # a place that nobody knows: two figures a year
    assert any("maternite" in one for one in report.remarques)


def test_professionals_of_sixty_or_more(tmp_path: Path) -> None:
    importer(tmp_path / "demographie.csv", sante.demographie(), "ameli_demographie")
    names = ("mg_effectif", "mg_60plus", "mg_ages")
    assert list(lues("ameli_demographie", "dep:43", *names).values()) == [100, 59, 100]
    small = lues("ameli_demographie", "dep:01", *names)
    assert list(small.values()) == [90, Statut.NON_SIGNIFICATIVE, 90]
    assert lues("ameli_demographie", "fra", "infirmier_60plus") == {"infirmier_60plus": 2900}
    assert mesures("ameli_demographie").fiche.millesime == 2024  # type: ignore[union-attr]  # imported


def test_patients_and_ways_of_working(tmp_path: Path) -> None:
    importer(tmp_path / "patientele.csv", sante.patientele(), "ameli_acces")
    assert lues("ameli_acces", "dep:43", "patientele_mt") == {"patientele_mt": 1012.5}
    assert lues("ameli_acces", "dep:15", "patientele_mt") == {
        "patientele_mt": Statut.NON_SIGNIFICATIVE
    }
    importer(tmp_path / "exercices.csv", sante.exercices(), "ameli_exercices")
    name = "infirmier_liberal_integral"
    assert lues("ameli_exercices", "dep:43", name) == {name: 310}


@pytest.mark.parametrize(
    ("source", "content", "expected"),
    [
        ("ameli_pathologies", "annee;dept\n", "ligne 1 : la colonne « patho_niv1 » manque"),
        (
            "ameli_pathologies",
            f"{sante.PATHOLOGIES}\n2023;Diabète;;;X;tsage;9;84;43;beaucoup;1;1;1;t;t;1\n",
            "ligne 2, colonne Ntop : « beaucoup »",
        ),
        (
            "ameli_pathologies",
            f"{sante.PATHOLOGIES}\nXXI;Diabète;;;X;tsage;9;84;43;1;1;1;1;t;t;1\n",
            "ligne 2, colonne annee : « XXI »",
        ),
        (
            "ameli_pathologies",
            f"{sante.PATHOLOGIES}\n"
            + "".join(f"2023;Diabète;;;X;tsage;9;84;43;{n};9;1;1;t;t;1\n" for n in (1, 2)),
            "ligne 3, colonne dept : diabete_ntop y est déjà plus haut, autrement",
        ),
        (
            "ameli_demographie",
            f"{sante.DEMOGRAPHIE}\n2023;Infirmiers;84;R;43;D;x;vieux;tout sexe;3;1\n",
            "ligne 2, colonne libelle_classe_age : « vieux »",
        ),
        (
            "eloignement",
            "codgeo;libgeo;an;part_pop_eloigne_soin\n43;Haute-Loire;2023;4\n",
            "colonne codgeo",
        ),
        (
            "eloignement",
            "codgeo;libgeo;an;part_pop_eloigne_soin\n43157;P;2023;140\n",
            "une part de 0 à 100",
        ),
        ("qpv", '{"type": "Feature"}', "FeatureCollection"),
        ("qpv", '{"type":\n "Feature', "ligne 2, colonne 2"),
        ("qpv", "code_qp;insee_com\nQN04302M;bourg\n", "ligne 2, colonne insee_com : « bourg »"),
    ],
)
def test_what_does_not_keep_the_contract_says_where(
    tmp_path: Path, source: str, content: str, expected: str
) -> None:
    name = "f.geojson" if content.startswith("{") else "f.csv"
    with pytest.raises(SourceRefusee, match=expected):
        importer(tmp_path / name, content.encode(), source)
    assert mesures(source) is None


def test_people_far_from_care_by_year(tmp_path: Path) -> None:
    lines = ["43157;Le Puy;2021;1,5", "43157;Le Puy;2023;2.5", "43268;Vals;2023;-9999"]
    importer(tmp_path / "ot.csv", sante.eloignement(lines), "eloignement")
    assert lues("eloignement", "43157", "part_pop_eloigne_soin") == {"part_pop_eloigne_soin": 2.5}
    assert lues("eloignement", "43268", "part_pop_eloigne_soin") == {
        "part_pop_eloigne_soin": Statut.ABSENTE
    }
    assert list(annees("eloignement")) == [2021, 2023]


# --- quarters -------------------------------------------------------------------------------------


def test_a_quarter_of_several_communes_belongs_to_none_alone(tmp_path: Path) -> None:
    quarters = [
        {"code_qp": "QN04301M", "lib_qp": "Le Bas", "insee_com": "43157", "population": 1200},
        {
            "code_qp": "QN04302M",
            "lib_qp": "Le Pont",
            "insee_com": "43157, 43268",
            "population": 900,
        },
        # Two lines for one quarter: the file says its part of each commune.
        {"code_qp": "QN04303M", "lib_qp": "Le Lac", "insee_com": "43268", "population": 300},
        {"code_qp": "QN04303M", "lib_qp": "Le Lac", "insee_com": "43040", "population": 200},
    ]
    report = importer(tmp_path / "QP2024.geojson", sante.qpv(quarters), "qpv")
    assert report.fiche.millesime == 2024
    names = ("qpv_nombre", "qpv_population")
    assert list(lues("qpv", "43157", *names).values()) == [2, Statut.ABSENTE]
    assert list(lues("qpv", "43040", *names).values()) == [1, 200]
    found = quartiers(("43157", "43268"))
    assert found
    assert [(one.code, one.population, one.entier) for one in found] == [
        ("QN04301M", 1200, True),
        ("QN04302M", 900, True),
        ("QN04303M", 500, False),
    ]
    assert quartiers(("01001",)) == ()


def test_without_codes_outlines_of_communes_place_the_quarters(
    tmp_path: Path, squares: tuple[str, ...]
) -> None:
    inside = sante.carre(3 + STEP * 1.2, 45 + STEP * 1.2, STEP / 4)
    across = sante.carre(3 + STEP * 2.8, 45 + STEP * 1.2, STEP / 2)
    away = sante.carre(9, 50)
    quarters = [
        {"code_qp": "QN04301M", "lib_qp": "Dedans", "insee_dep": "43", "anneau": inside},
        {"code_qp": "QN04302M", "lib_qp": "À cheval", "anneau": across},
        {"code_qp": "QN04303M", "lib_qp": "Ailleurs", "insee_dep": "43", "anneau": away},
    ]
    report = importer(tmp_path / "qpv.geojson", sante.qpv(quarters), "qpv")
    assert lues("qpv", at(1, 1), "qpv_nombre") == {"qpv_nombre": 1}
    found = quartiers((at(2, 1), at(3, 1)))
    assert found == (
        Quartier(
            code="QN04302M",
            nom="À cheval",
            communes=tuple(sorted((at(2, 1), at(3, 1)))),
            population=None,
            entier=True,
        ),
    )
    assert "Quartiers placés par leur contour : 2." in report.remarques
    assert any("QN04303M" in one for one in report.remarques)


def test_without_codes_nor_outlines_it_is_said(tmp_path: Path) -> None:
    assert quartiers(("43157",)) is None
    with pytest.raises(SourceRefusee, match=r"features\[0\].*maillage importer contours"):
        importer(tmp_path / "q.geojson", sante.qpv([{"code_qp": "QN04301M"}]), "qpv")


def test_quarters_of_a_table_with_codes_written_for_a_spreadsheet(tmp_path: Path) -> None:
    table = 'code_qp;lib_qp;insee_com;population\nQN04301M;Bas;="01004";1 200\nQN04302M;Haut;"01004;01005";nd\n'
    importer(tmp_path / "qp2024.csv", table.encode(), "qpv")
    assert list(lues("qpv", "01005", "qpv_nombre", "qpv_population").values()) == [
        1,
        Statut.ABSENTE,
    ]


@pytest.mark.parametrize(
    ("quarter", "expected"),
    [
        ({"code_qp": "QN1", "insee_com": "43157"}, r"features\[0\].properties.code_qp : « QN1 »"),
        ({"code_qp": "QN04301M", "insee_com": "bourg"}, "properties.insee_com : « bourg »"),
        (
            {"code_qp": "QN04301M", "insee_com": "43157", "population": "mille"},
            "properties.population : « mille »",
        ),
        ({"code_qp": "QN04301M", "anneau": ["x"]}, "geometry.coordinates : des coordonnées"),
    ],
)
def test_a_quarter_that_is_not_one_says_which(
    tmp_path: Path, quarter: dict[str, object], expected: str
) -> None:
    with pytest.raises(SourceRefusee, match=expected):
        importer(tmp_path / "q.geojson", sante.qpv([quarter]), "qpv")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"\xff\xfe{", "octet 0 : le texte n’est pas en UTF-8"),
        (b'{"type": "FeatureCollection", "features": 3}', "features : une liste"),
        (b'{"type": "FeatureCollection", "features": []}', "aucun quartier"),
        (b'{"type": "FeatureCollection", "features": [3]}', r"features\[0\].properties"),
        (b'{"type": "FeatureCollection", "features": [{"properties": {"code_qp": "QN04301M"}}]}', "un polygone"),
        (b"[" * 100_000, "que l’on puisse lire"),
        (b"code_qp;insee_com\nx;43157\n", "ligne 2, colonne code_qp : « X »"),
        (b"code_qp;insee_com;population\nQN04301M;43157;mille\n", "ligne 2, colonne population"),
    ],
)  # fmt: skip
def test_a_file_of_quarters_that_is_none(tmp_path: Path, content: bytes, expected: str) -> None:
    name = "q.csv" if content.startswith(b"code") else "q.geojson"
    with pytest.raises(SourceRefusee, match=expected):
        importer(tmp_path / name, content, "qpv")


def test_one_year_of_several_may_be_asked(tmp_path: Path) -> None:
    path, content = tmp_path / "effectifs.csv", sante.pathologies()
    importer(path, content, "ameli_pathologies", millesime=2022)
    assert list(annees("ameli_pathologies")) == [2022]
    with pytest.raises(SourceRefusee, match=r"l’année 2019 n’y est pas \(2022, 2023\)"):
        importer(path, content, "ameli_pathologies", millesime=2019)
    with pytest.raises(SourceRefusee, match="la colonne « patients_medecin_traitant » manque"):
        importer(path, b"annee;departement\n2023;43\n", "ameli_acces")
    heads = "annee;profession_sante;departement;libelle_type_exercice_liberal;effectif\n"
    with pytest.raises(SourceRefusee, match="le type d’exercice n’est pas dit"):
        importer(path, f"{heads}2023;Infirmiers;43;;3\n".encode(), "ameli_exercices")
    with pytest.raises(SourceRefusee, match="aucune ligne à garder"):
        importer(path, f"{heads}2023;Fées;43;Libéral;3\n".encode(), "ameli_exercices")


def test_an_edition_without_our_tables_breaks_nothing(tmp_path: Path) -> None:
    fiche = FicheMesures(
        source="qpv", fichier="x", empreinte="a" * 64, editeur="", adresse="", licence="", millesime=2024,
        importe_le=ON, mesures=("qpv_nombre",), mailles=("commune",), lieux=1, lignes=1,
    )  # fmt: skip
    installer_mesures(fiche, [("43157", {"qpv_nombre": 1})])
    assert quartiers(("43157",)) is None
    other = replace(fiche, source="zonage_mg", mesures=("zip", "zac"))
    installer_mesures(other, [("43157", {"zip": 1})])
    importer(tmp_path / "z.csv", b"code;classe\n35238;ZIP\n", "zonage_mg", millesime=2024)
    assert lues("zonage_mg", "43157", "zip") == {"zip": 1}


# --- zoning ---------------------------------------------------------------------------------------


def test_each_region_keeps_its_zoning_beside_the_others(tmp_path: Path) -> None:
    ara = [("43157", "ZIP"), ("43268", "ZAC"), ("43040", "Hors zonage"), ("1004", None)]
    report = importer(tmp_path / "export_zoning_2024.xlsx", sante.zonage(ara), "zonage_mg")
    assert (report.fiche.millesime, report.gardees) == (2024, 4)
    names = ("zip", "zac", "hors_zonage")
    assert list(lues("zonage_mg", "43157", *names).values()) == [1, 0, 0]
    assert list(lues("zonage_mg", "01004", *names).values()) == [0, 0, 1]
    csv = "code;classe\n35238;Zone d’action complémentaire\n35001;ZIP - QPV\n"
    bretagne = importer(tmp_path / "bretagne.csv", csv.encode(), "zonage_mg", millesime=2023)
    assert bretagne.ecrit
    assert list(lues("zonage_mg", "35238", *names).values()) == [0, 1, 0]
    assert list(lues("zonage_mg", "43157", *names).values()) == [1, 0, 0]
    assert "export_zoning_2024.xlsx" in mesures("zonage_mg").fiche.fichier  # type: ignore[union-attr]  # imported
    again = importer(tmp_path / "bretagne.csv", csv.encode(), "zonage_mg", millesime=2023)
    assert (again.deja, again.ecrit) == (True, False)


def test_a_zoning_by_another_cut_or_with_another_word_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceRefusee, match="par commune, et non par territoire"):
        importer(tmp_path / "z2024.csv", b"code tvs;zonage\n84001;ZIP\n", "zonage_mg")
    with pytest.raises(SourceRefusee, match="ligne 2, colonne classe : « rouge »"):
        importer(tmp_path / "z2024.csv", b"code;classe\n43157;rouge\n", "zonage_mg")
    for rows, words in ((b"43157;ZIP\n", "--millesime"), (b"", "aucune ligne à garder")):
        with pytest.raises(SourceRefusee, match=words):
            importer(tmp_path / "z.csv", b"code;classe\n" + rows, "zonage_mg")
