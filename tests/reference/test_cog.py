"""The table of communes: what every code, name, postal code and EPCI leads to."""

import csv
import gzip
from pathlib import Path

import pytest

from maillage.core.territoire import NatureCode, TypeCommune
from maillage.reference.cog import FOLDER, table

INSEE = Path(__file__).resolve().parents[3] / "shared" / "donnees" / "insee-cog-2026"
COG = table()


def codes(communes):
    return [commune.code for commune in communes]


def test_table_weight_when_committed():
    assert sum(path.stat().st_size for path in FOLDER.iterdir() if path.is_file()) < 2_000_000


def test_table_years_when_read():
    years = COG.millesimes
    assert (years.communes, years.population, years.epci) == (2026, 2023, 2025)


def test_commune_when_ordinary():
    commune = COG.commune("43268")
    assert commune.nom == "Yssingeaux"
    assert commune.type is TypeCommune.COMMUNE
    assert (commune.departement, commune.region) == ("43", "84")
    assert (commune.epci, commune.epci_nom) == ("244301016", "CC des Sucs")
    assert commune.codes_postaux == ("43200",)
    assert (commune.population, commune.population_millesime) == (7415, 2023)
    assert commune.parent is None


def test_commune_when_code_is_not_exact():
    assert COG.commune("43268 ") is None
    assert COG.commune("4326") is None


@pytest.mark.parametrize(
    ("code", "departement", "region"),
    [("01004", "01", "84"), ("2A004", "2A", "94"), ("2B033", "2B", "94"), ("97411", "974", "04")],
)
def test_departement_when_code_is_peculiar(code, departement, region):
    commune = COG.commune(code)
    assert (commune.departement, commune.region) == (departement, region)


def test_arrondissement_when_municipal():
    district = COG.commune("75113")
    assert district.type is TypeCommune.ARRONDISSEMENT_MUNICIPAL
    assert (district.parent, district.population) == ("75056", 181_271)
    assert district.epci_nom == "Métropole du Grand Paris"


@pytest.mark.parametrize(("parent", "count"), [("75056", 20), ("69123", 9), ("13055", 16)])
def test_arrondissements_when_added_up(parent, count):
    districts = [COG.commune(code) for code in COG.arrondissements(parent)]
    assert len(districts) == count
    assert sum(one.population for one in districts) == COG.commune(parent).population


def test_population_when_source_has_another_year_or_none():
    assert COG.commune("97601").population_millesime == 2017
    assert COG.commune("97501").population_millesime is None
    assert COG.commune("97501").population == 596
    assert COG.commune("98411").population is None


def test_epci_when_island_has_none():
    assert COG.commune("85113").epci is None


@pytest.mark.parametrize(
    ("code", "nature", "leads_to"),
    [
        ("43268", NatureCode.ACTUELLE, ["43268"]),
        (" 2a004 ", NatureCode.ACTUELLE, ["2A004"]),
        ("1004", NatureCode.ZERO_RESTITUE, ["01004"]),
        ("01126", NatureCode.ANCIENNE, ["01033"]),
        ("20004", NatureCode.ANCIENNE, ["2A004"]),
        ("27651", NatureCode.DELEGUEE, ["27471"]),
        ("01120", NatureCode.ASSOCIEE, ["01262"]),
        ("01015", NatureCode.ACTUELLE, ["01015"]),  # déléguée that kept the code of the commune
        ("97123", NatureCode.CODE_POSTAL, ["97104"]),
        ("75020", NatureCode.CODE_POSTAL, ["75056", "75120"]),  # and Châtillon's before 1968
        ("99999", NatureCode.INCONNUE, []),
        ("abc", NatureCode.MALFORMEE, []),
        ("971234", NatureCode.MALFORMEE, []),
        ("", NatureCode.MALFORMEE, []),
    ],
)
def test_situation_when_code_is(code, nature, leads_to):
    situation = COG.situation(code)
    assert (situation.nature, codes(situation.communes)) == (nature, leads_to)


def test_situation_when_code_is_also_a_postal_code():
    assert codes(COG.situation("43200").code_postal_de)[-1] == "43268"


@pytest.mark.parametrize(
    "written",
    [
        "Saint-Étienne-du-Rouvray",
        "SAINT ETIENNE DU ROUVRAY",
        "st etienne du rouvray",
        "St-Étienne du Rouvray",
        "76575",
    ],
)
def test_search_when_name_is_written_otherwise(written):
    assert codes(COG.chercher(written)) == ["76575"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("L'Haÿ-les-Roses", "94038"),
        ("L’Hay les Roses", "94038"),
        ("hay-les-roses", "94038"),
        ("puy en velay", "43157"),
        ("monastier", "43135"),
        ("Ste Sigolène", "43224"),
        ("La Chapelle d’Aurec", "43058"),
        ("Paris 13e", "75113"),
        ("Lyon 3ème arrondissement", "69383"),
        ("Monistrol s/ Loire", "43137"),
        ("MONISTROL-SUR-L", "43137"),
        ("43200 Yssingeaux", "43268"),
        ("ajaccio 2a", "2A004"),
        ("Yssingeaux 42", None),
        ("(93)", None),
        ("Mézenc Boutières", None),
        ("", None),
        ("  ", None),
    ],
)
def test_search_when_name_is_short_or_old_fashioned(written, code):
    assert codes(COG.chercher(written)) == ([code] if code else [])


@pytest.mark.parametrize(
    ("written", "code"), [("Saint-Denis (93)", "93066"), ("valence 26", "26362")]
)
def test_search_when_name_comes_with_its_departement(written, code):
    found = COG.chercher(written)
    assert (found[0].code, {one.departement for one in found}) == (code, {code[:2]})


def test_search_when_homonyms():
    found = COG.chercher("saint denis")
    same = [one for one in found if one.nom == "Saint-Denis"]
    assert [(one.code, one.departement) for one in same] == [
        ("11339", "11"),
        ("30247", "30"),
        ("93066", "93"),
        ("97411", "974"),
    ]
    assert list(found[:4]) == same


def test_search_when_postal_code_serves_several():
    assert codes(COG.chercher("43150")) == codes(
        [COG.commune("43150"), *COG.par_code_postal("43150")]
    )
    assert codes(COG.par_code_postal("75013")) == ["75056", "75113"]
    assert COG.par_code_postal("00000") == ()


def test_search_when_limited():
    assert len(COG.chercher("saint", limite=5)) == 5


def test_search_when_name_is_a_former_commune():
    (found,) = COG.chercher_anciennes("bellegarde sur valserine")
    assert (found.nature, codes(found.communes)) == (NatureCode.DELEGUEE, ["01033"])


def test_epci_when_asked_by_siren_or_name():
    epci = COG.epci("244301016")
    assert epci == COG.epci("cc des sucs") == COG.epci("244 301 016")
    assert (epci.nom, epci.nature, len(epci.communes)) == ("CC des Sucs", "CC", 9)
    assert COG.epci("nulle part") is None
    assert [one.code for one in COG.chercher_epci("Mézenc")] == ["200073401"]
    assert [one.code for one in COG.chercher_epci("244301016")] == ["244301016"]
    assert COG.chercher_epci(" ") == ()


def test_three_epci_of_haute_loire_when_added_up():
    members = [
        COG.commune(code)
        for siren in ("200073401", "200073427", "244301016")
        for code in COG.epci(siren).communes
    ]
    assert (len(members), sum(one.population for one in members)) == (45, 61_367)


def test_divisions_when_asked():
    assert COG.departement("2A").nom == "Corse-du-Sud"
    assert COG.region("84").nom == "Auvergne-Rhône-Alpes"
    assert (COG.departement("20"), COG.region("00")) == (None, None)


def test_former_codes_when_followed():
    lines = (FOLDER / "anciennes.tsv").read_text(encoding="utf-8").splitlines()
    broken = [
        line
        for line in lines
        if any(COG.commune(code) is None for code in line.split("\t")[2].split())
    ]
    assert (broken, len(lines)) == ([], 4824)


@pytest.mark.skipif(
    not INSEE.is_dir(), reason="le dossier shared/ (tables de l’Insee) n’est pas à côté du projet"
)
def test_populations_when_compared_with_insee():
    with gzip.open(INSEE / "donnees_communes.csv.gz", "rt", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    differing = [
        row["COM"] for row in rows if COG.commune(row["COM"]).population != int(row["PMUN"])
    ]
    assert (differing, len(rows)) == ([], 34_900)


@pytest.mark.skipif(
    not INSEE.is_dir(), reason="le dossier shared/ (tables de l’Insee) n’est pas à côté du projet"
)
def test_communes_when_compared_with_insee():
    with gzip.open(INSEE / "communes.csv.gz", "rt", encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["TYPECOM"] in {"COM", "ARM"}]
    differing = [
        row["COM"]
        for row in rows
        if (found := COG.commune(row["COM"])) is None
        or (found.nom, found.departement, found.region)
        != (row["LIBELLE"], row["DEP"] or found.departement, row["REG"] or found.region)
    ]
    assert differing == []
