"""FINESS as Atlasanté gives it: who is open, emergencies, places; what is not known is said."""

from datetime import date
from pathlib import Path

import pytest

from maillage.opendata.demande import Demande
from maillage.opendata.finess import importer
from maillage.opendata.finess.decompte import AVEC_PLACES
from maillage.opendata.refus import SourceRefusee
from maillage.reference import cog
from maillage.territoires import lieux
from maillage.territoires.etablissements import etablissements
from maillage.territoires.mesures import Statut, mesures
from tests.annuaires import ATLASANTE, atlasante, exposed

URGENT = {"categ_code": "355", "categ_lib": "Centre Hospitalier", "san_urg": "OUI"}


def ask(path: Path, **said) -> object:
    return importer(Demande(chemin=path, on=date(2026, 11, 26), partiel=True, **said))


def ehpad(finess: str, places: str, **said: str) -> dict[str, str]:
    return {"finess": finess, "categ_code": "500", "esms_capaTot_inst": places, **said}


def read(*measures: str, places: tuple[str, ...] = ("43268",)) -> dict[str, tuple[object, ...]]:
    held = mesures("finess").lire(places, measures)
    return {
        code: tuple(one.statut if one.valeur is None else one.valeur for one in row.values())
        for code, row in held.items()
    }


def test_only_open_establishments_are_kept_where_they_are(tmp_path) -> None:
    path = atlasante(
        tmp_path / "t-finess.csv",
        {"finess": "430000018", "rs": 'MSP "du Lignon", Yssingeaux', "ej_finess": "430000000"},
        {"finess": "430000026", "etat": "OBSOLETE"},
        {"finess": "430000034", "type": "EJ"},
        {"finess": "10000024", "com_code": "1451", "geoloc_precision": "COMMUNE"},  # zeros lost
        {"finess": "970100001", "com_code": "9A127", "geoloc_4326_long": "-63.09"},
        {"finess": "970403333", "com_code": "97411", "geoloc_4326_long": "0", "geoloc_4326_lat": "0"},
        {"finess": "750000019", "com_code": "75113", "geoloc_4326_lat": ""},
        {"finess": "2A0000014", "com_code": "2A004", "geoloc_4326_lat": "4514,2"},
        {"finess": "430000042", "com_code": "43999"},
    )  # fmt: skip
    report = ask(path)
    assert (report.lues, report.gardees, report.fiche.millesime) == (7, 6, 2026)
    said = " ".join(report.remarques)
    assert "état « OBSOLETE » (1), type « EJ » (1)" in said
    assert "1 établissement(s) dans une commune que personne ne connaît" in said
    assert "3 établissement(s) sans coordonnées lisibles" in said
    assert "« san_urg » ne dit OUI nulle part" in said
    assert "Fichier partiel : 6 département(s)" in said
    held = etablissements().par_finess(["430000018", "010000024", "970100001", "430000026"])
    assert {one.finess: (one.commune, one.precis) for one in held.values()} == {
        "430000018": ("43268", True), "010000024": ("01451", False), "970100001": ("97801", True),
    }  # fmt: skip
    one = held["430000018"]
    assert (one.nom, one.longitude, one.latitude) == ('MSP "du Lignon", Yssingeaux', 4.12, 45.14)
    assert read("cat_603", places=("75056", "75113", "43157", "63113")) == {
        "75056": (1.0,), "75113": (1.0,), "43157": (0.0,), "63113": (Statut.ABSENTE,),
    }  # fmt: skip
    assert "urgences" not in mesures("finess").fiche.mesures
    assert ask(path).deja


def test_emergencies_and_places_are_counted_and_what_is_unknown_is_not_zero(tmp_path) -> None:
    ask(
        atlasante(
            tmp_path / "t-finess.csv",
            {"finess": "430000018", **URGENT},
            {"finess": "430000026", **URGENT, "com_code": "43157", "san_urg": "true"},
            {"finess": "430000034", **URGENT, "san_urg": "NON"},
            ehpad("430000042", "82"),
            ehpad("430000059", "60"),
            ehpad("430000067", ".", com_code="43157"),
            ehpad("430000075", "40", com_code="43157"),
            ehpad("430000083", "0", com_code="43040"),
            {"finess": "430000091", "categ_code": "354"},  # no place said for any of them
        )
    )
    fiche = mesures("finess").fiche
    assert [name for name in fiche.mesures if name[:3] != "cat"] == ["urgences", "places_500"]
    assert read("urgences", "places_500", places=("43268", "43157", "43040", "43001")) == {
        "43268": (1.0, 142.0),
        "43157": (1.0, Statut.ABSENTE),
        "43040": (0.0, Statut.ABSENTE),
        "43001": (0.0, 0.0),
    }
    said = " ".join(ask(tmp_path / "t-finess.csv", ecrire=False).remarques)
    assert "Places non dites pour 2 des EHPAD" in said
    assert "la plupart des services de soins infirmiers à domicile" in said


def test_a_national_file_gives_the_totals_that_were_counted_apart(tmp_path) -> None:
    """A hospital and a home for the elderly in every fortieth commune, known before."""
    table = cog.table()
    codes = sorted(code for code in table.codes() if code < "97")
    chosen = [
        *codes[::40],
        "97105",
        "97209",
        "97302",
        *(part for part in table.arrondissements("69123")),
    ]
    rows, total = [], {"urgences": 0, "places": 0}
    for rank, code in enumerate(chosen):
        number = f"{code[:2]}{rank:07}"
        urgent = rank % 3 == 0
        rows.append(
            {"finess": number, **URGENT, "com_code": code, "san_urg": "OUI" if urgent else "."}
        )
        rows.append(ehpad(f"{code[:2]}1{rank:06}", str(50 + rank % 7), com_code=code))
        total["urgences"] += urgent
        total["places"] += 50 + rank % 7
    report = ask(atlasante(tmp_path / "t-finess-2026.csv", *rows))
    assert not [one for one in report.remarques if "partiel" in one]
    assert report.gardees == len(rows)
    measures = ["cat_355", "cat_500", "urgences", "places_500"]
    assert read(*measures, places=(lieux.FRANCE,))[lieux.FRANCE] == (
        len(chosen), len(chosen), total["urgences"], total["places"],
    )  # fmt: skip
    lyon = [
        rank
        for rank, code in enumerate(chosen)
        if code in (*table.arrondissements("69123"), "69123")
    ]
    assert read(*measures, places=("69123",))["69123"] == (
        len(lyon), len(lyon), sum(rank % 3 == 0 for rank in lyon), sum(50 + rank % 7 for rank in lyon),
    )  # fmt: skip


def test_the_form_without_emergencies_says_so_and_takes_them_away(tmp_path) -> None:
    ask(atlasante(tmp_path / "t-finess.csv", {"finess": "430000018", **URGENT}))
    assert read("urgences") == {"43268": (1.0,)}
    row = {
        "nofinesset": "430000018",
        "rs": "CH",
        "categetab": "355",
        "departement": "43",
        "commune": "268",
    }
    report = ask(exposed(tmp_path / "finess_etablissements.csv", row))
    assert "ni les urgences, ni les places" in " ".join(report.remarques)
    assert not {"urgences", *(f"places_{code}" for code in AVEC_PLACES)} & set(
        mesures("finess").fiche.mesures
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"san_urg": "PEUT-ÊTRE"}, "ligne 2, colonne san_urg : « PEUT-ÊTRE » n’est ni OUI ni NON"),
        ({"esms_capaTot_inst": "-3"}, "ligne 2, colonne esms_capaTot_inst : « -3 » n’est pas un nombre de places"),
        ({"finess": "43-18"}, "ligne 2 : « 43-18 » n’est pas un numéro FINESS"),
        ({"categ_code": "EHPAD"}, "ligne 2 : « EHPAD » n’est pas une catégorie"),
        ({"etat": "OBSOLETE"}, "aucune ligne à garder"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_by_line_and_column(said, words, tmp_path, bare_instance) -> None:
    with pytest.raises(SourceRefusee, match=words):
        ask(atlasante(tmp_path / "t-finess.csv", {"finess": "430000018", **said}))
    assert not bare_instance.exists()


@pytest.mark.parametrize(
    "name", ["etat", "type", "com_code", "categ_code", "san_urg", "geoloc_4326_lat"]
)
def test_a_column_that_lacks_is_named(name, tmp_path) -> None:
    less = [one for one in ATLASANTE if one != name]
    with pytest.raises(SourceRefusee, match=f"ligne 1 : la colonne « {name} » manque"):
        ask(atlasante(tmp_path / "t-finess.csv", {"finess": "430000018"}, head=less))
