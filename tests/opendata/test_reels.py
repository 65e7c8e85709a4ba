"""The real files of INSEE and DGCL, when the developers have them: published totals come out."""

import csv
import gzip
from pathlib import Path

import pytest

from maillage.opendata.recodage import geographie, recoder
from maillage.opendata.releve import Releve
from maillage.reference import cog
from maillage.territoires.intercommunalites import intercommunalites
from maillage.territoires.mesures import mesures
from maillage.territoires.passages import passages
from tests.opendata.fabrique import importer

FOLDER = "donnees/insee-cog-2026"


@pytest.fixture
def folder(shared: Path) -> Path:
    return shared / FOLDER


def rows(path: Path, mark: str = ",") -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter=mark))


def test_populations_add_up_to_the_published_total(folder: Path) -> None:
    report = importer("populations", folder / "donnees_communes.csv.gz")
    assert (report.lues, report.fiche.millesime, report.inconnus) == (34_900, 2023, ())
    assert report.sans == tuple(f"976{rank:02}" for rank in range(1, 18))  # Mayotte
    held = mesures("populations")
    places = ["fra", "75056", "69123", "13055", "dep:976", "reg:06", "reg:84", "dep:43"]
    found = {place: one["pmun"].valeur for place, one in held.lire(places, ["pmun"]).items()}
    assert found["fra"] == 68_094_280
    assert found["75056"] == cog.table().commune("75056").population
    assert found["dep:976"] is found["reg:06"] is None
    lines = rows(folder / "donnees_communes.csv.gz", ";")
    regions: dict[str, int] = {}
    departements: dict[str, int] = {}
    for line in lines:  # counted apart, by the département and the région that INSEE writes
        regions[line["REG"]] = regions.get(line["REG"], 0) + int(line["PMUN"])
        departements[line["DEP"]] = departements.get(line["DEP"], 0) + int(line["PMUN"])
    assert (len(regions), len(departements)) == (17, 100)
    for level, prefix, counted in (
        ("region", "reg", regions),
        ("departement", "dep", departements),
    ):
        assert dict(held.toutes(["pmun"], level)) == {
            f"{prefix}:{code}": (float(total),) for code, total in counted.items()
        }


def test_the_communes_of_the_year_are_ours(folder: Path) -> None:
    report = importer("cog", folder / "communes.csv.gz")
    assert (report.lues, report.fiche.millesime, report.remarques) == (37_496, 2026, ())
    count = "SELECT type, COUNT(*) FROM communes GROUP BY type ORDER BY type"
    assert dict(mesures("cog").connexion().execute(count).fetchall()) == {
        "ARM": 45,
        "COM": 34_875,
        "COMA": 471,
        "COMD": 2_105,
    }


def test_movements_lead_where_they_are_known_to_lead(folder: Path) -> None:
    report = importer("mouvements", folder / "mouvements-communes.csv.gz")
    assert (report.lues, report.fiche.millesime) == (13_734, 2026)
    held = passages()
    expected: dict[str, set[str]] = {}
    for line in rows(folder / "passage-anciens-codes-vers-2026.csv.gz"):
        expected.setdefault(line["code_ancien"], set()).add(line["code_2026"])
    table = cog.table()
    found = {code: {c for c in held.depuis_toujours(code) if table.commune(c)} for code in expected}
    assert (len(found), found) == (4_240, expected)


def test_communes_of_each_year_are_counted_as_insee_counts_them(folder: Path) -> None:
    importer("mouvements", folder / "mouvements-communes.csv.gz")
    held = passages()
    table = cog.table()
    today = {
        code
        for code in table.codes()
        if code[:3] not in {"975", "977", "978", "986", "987", "988", "984", "989"}
    }
    every = today | set(held.etapes)
    counts = {2018: 35_357, 2023: 34_945, 2024: 34_935, 2026: 34_875}
    for year, count in counts.items():
        known = {code: held.existait(code, year) for code in every}
        communes = [
            code for code in every if known[code] or (known[code] is None and code in today)
        ]
        assert len(communes) == count
        made = Releve(("n",), ("n",))
        for code in communes:
            made.poser(code, 0, 1.0)
        if year in (2023, 2024):  # the others cost a second and prove no more
            continue
        assert geographie(communes, held) == year
        done, said = recoder(made)
        assert said.inconnues == []
        assert sum(row[0] for row in done.lieux.values()) == pytest.approx(count)
        assert set(done.lieux) == today


def test_epci_are_those_of_2025(folder: Path) -> None:
    report = importer("epci", folder / "epcicom-2025.csv.gz")
    assert report.sans == ("22016", "29083", "29155", "85113")
    held = intercommunalites()
    assert (held.millesime, len(held.epci), len(held.par_commune)) == (2025, 1_255, 34_871)
    ours = cog.table()
    assert all(ours.epci(siren).communes == one.communes for siren, one in held.epci.items())
