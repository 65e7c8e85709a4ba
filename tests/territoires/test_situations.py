"""A code or a name of before, as a person pastes it: all the communes of today that it became."""

from pathlib import Path

import pytest

from maillage.core.territoire import NatureCode
from maillage.documents.reprise.communes_comprises import comprendre
from maillage.documents.reprise.morceaux import Morceau
from maillage.reference import cog
from maillage.territoires.ecriture_mesures import installer_mesures
from maillage.territoires.fiche_mesures import FicheMesures
from maillage.territoires.intercommunalites import intercommunalites
from maillage.territoires.passages import passages
from maillage.territoires.situations import anciennes, situation
from tests.opendata.fabrique import ON, importer, mouvements


def understood(**written: str):
    return comprendre([Morceau(numero=1, texte="", **written)])[0]


def test_a_shared_commune_is_asked_about_once_movements_are_there(tmp_path) -> None:
    assert [one.code for one in situation("08227").communes] == ["08203"]
    assert anciennes("Hocmont") == ()
    assert understood(code="08227").commune.code == "08203"
    importer("mouvements", mouvements(tmp_path / "v_mvt_commune_2026.csv"))
    found = situation(" 08227")
    assert (found.nature, found.nom) == (NatureCode.SCISSION, "Nom 08227")
    assert [one.code for one in found.communes] == ["08203", "08454"]
    read = understood(code="08227")
    assert read.commune is None
    assert {one.code for one in read.candidates} == {"08203", "08454"}
    assert "(Nom 08227) n’est plus une commune : son territoire est partagé" in read.doute
    by_name = understood(nom="nom 08227")
    assert {one.code for one in by_name.candidates} == {"08203", "08454"}


def test_what_the_table_knows_better_is_kept(tmp_path) -> None:
    importer("mouvements", mouvements(tmp_path / "v_mvt_commune_2026.csv"))
    for code in ("43157", "01015", "43200", "1004", "x", "01003", "01018"):
        assert situation(code) == cog.table().situation(code)


def test_every_shared_code_of_insee_has_all_its_communes(shared: Path) -> None:
    folder = shared / "donnees/insee-cog-2026"
    table = cog.table()
    gone = [
        line[:5]
        for line in (Path(cog.FOLDER) / "anciennes.tsv").read_text().splitlines()
        if "\tX\t" in line
    ]
    alone = [code for code in gone if len(table.situation(code).communes) == 1]
    importer("mouvements", folder / "mouvements-communes.csv.gz")
    more = [code for code in alone if len(situation(code).communes) > 1]
    assert len(more) == 39
    (hocmont,) = anciennes("Hocmont")
    assert [one.code for one in hocmont.communes] == ["08203", "08454"]


@pytest.mark.parametrize(
    ("source", "read"), [("mouvements", passages), ("epci", intercommunalites)]
)
def test_an_edition_without_its_table_answers_as_if_it_was_not_there(source, read) -> None:
    fiche = FicheMesures(
        source=source,
        fichier="x",
        empreinte="0" * 64,
        editeur="x",
        adresse="",
        licence="x",
        millesime=2026,
        importe_le=ON,
        mesures=(),
        mailles=(),
        lieux=0,
        lignes=1,
    )
    installer_mesures(fiche, ())
    assert read() is None
    assert situation("08227") == cog.table().situation("08227")


@pytest.mark.parametrize("code", ["15141", "85084"])
def test_a_commune_of_today_is_never_a_former_one(code, tmp_path) -> None:
    importer("mouvements", mouvements(tmp_path / "m.csv"))
    assert situation(code).nature is NatureCode.ACTUELLE
