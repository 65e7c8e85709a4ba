"""The régions, by sigle and by code INSEE."""

from maillage.reference.cog import table
from maillage.reference.regions import par_code_insee, regions


def test_regions_when_listed():
    assert list(regions()) == [
        "AURA", "BFC", "BRE", "CVL", "COR", "GES", "GUA", "GUY", "HDF",
        "IDF", "REU", "MTQ", "MAY", "NOR", "NAQ", "OCC", "PDL", "PACA",
    ]  # fmt: skip


def test_region_when_asked_by_code():
    region = par_code_insee("84")
    assert (region.sigle, region.ars) == ("AURA", "ARS Auvergne-Rhône-Alpes")
    assert par_code_insee("975") is None


def test_regions_when_compared_with_the_table_of_communes():
    assert {one.code_insee: one.nom for one in regions().values()} == {
        code: one.nom for code, one in table().regions.items() if len(code) == 2
    }
