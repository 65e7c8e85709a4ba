"""Measures of places: written whole or not at all, read back with the reason of what is missing."""

import sqlite3
import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from maillage.territoires import installation
from maillage.territoires.ecriture_mesures import Ligne, installer_mesures
from maillage.territoires.fiche_mesures import FicheMesures
from maillage.territoires.lieux import FRANCE, departement, maille, region
from maillage.territoires.mesures import Statut, Valeur, editions, mesures

FICHE = FicheMesures(
    source="rp_age",
    fichier="base-cc-evol-struct-pop-2022.CSV",
    empreinte="a" * 64,
    editeur="Insee",
    adresse="",
    licence="Licence Ouverte 2.0",
    millesime=2022,
    importe_le=date(2026, 11, 26),
    mesures=("p22_pop", "p22_pop90p"),
    mailles=("commune", "departement", "region", "france"),
    lieux=5,
    lignes=3,
)
LIGNES: list[Ligne] = [
    ("43157", {"p22_pop": 18_000.5, "p22_pop90p": Statut.SECRETE}),
    ("01001", {"p22_pop": 0, "p22_pop90p": None}),
    (departement("43"), {"p22_pop": 227_000}),
    (region("84"), {"p22_pop": 8_000_000}),
    (FRANCE, {"p22_pop": 68_000_000}),
]


def test_nothing_is_installed() -> None:
    assert mesures("rp_age") is None
    assert editions("rp_age") == ()


def test_what_was_written_is_read_back_with_the_reason_of_what_is_missing() -> None:
    installer_mesures(FICHE, LIGNES)
    held = mesures("rp_age")
    assert held is not None
    assert held.fiche == FICHE
    found = held.lire(["43157", "01001", "99999", "43157"], ["p22_pop", "p22_pop90p", "p16_pop"])
    absent = Valeur(None, Statut.ABSENTE)
    assert found["43157"] == {
        "p22_pop": Valeur(18_000.5),
        "p22_pop90p": Valeur(None, Statut.SECRETE),
        "p16_pop": absent,
    }
    assert found["01001"] == {"p22_pop": Valeur(0.0), "p22_pop90p": absent, "p16_pop": absent}
    assert set(found["99999"].values()) == {absent}


def test_every_place_of_a_level_comes_in_order() -> None:
    installer_mesures(FICHE, LIGNES)
    held = mesures("rp_age")
    assert held is not None
    assert list(held.toutes(["p22_pop"])) == [("01001", (0.0,)), ("43157", (18_000.5,))]
    assert list(held.toutes(["p22_pop"], "france")) == [("fra", (68_000_000.0,))]
    assert [maille(place) for place, _ in LIGNES] == [
        "commune",
        "commune",
        "departement",
        "region",
        "france",
    ]
    with pytest.raises(KeyError):
        list(held.toutes(["p06_pop"]))


def test_more_places_than_one_question_takes() -> None:
    lines: list[Ligne] = [(f"{rank:05}", {"p22_pop": rank}) for rank in range(2_000)]
    installer_mesures(FICHE, lines)
    held = mesures("rp_age")
    assert held is not None
    found = held.lire([place for place, _ in lines], ["p22_pop"])
    assert sum(one["p22_pop"].valeur or 0 for one in found.values()) == sum(range(2_000))


def test_each_thread_reads_with_a_connection_of_its_own() -> None:
    installer_mesures(FICHE, LIGNES)
    seen: list[Mapping[str, Mapping[str, Valeur]]] = []

    def read() -> None:
        held = mesures("rp_age")
        assert held is not None
        seen.append(held.lire(["43157"], ["p22_pop"]))

    for one in [threading.Thread(target=read) for _ in range(4)]:
        one.start()
        one.join()
    assert seen == [{"43157": {"p22_pop": Valeur(18_000.5)}}] * 4


@pytest.mark.parametrize(
    "broken",
    [
        [("43157", {"p22_pop": 1}), ("43157", {"p22_pop": 2})],
        [("43157", {"p22_pop": object()})],
    ],
)
def test_a_failure_leaves_the_former_edition(broken: list[Ligne]) -> None:
    installer_mesures(FICHE, LIGNES)
    with pytest.raises(sqlite3.Error):
        installer_mesures(replace(FICHE, empreinte="b" * 64), broken)
    held = mesures("rp_age")
    assert held is not None
    assert held.fiche == FICHE
    assert [one.empreinte for one in editions("rp_age")] == ["a" * 64]


def test_a_former_edition_stays_readable_by_its_name() -> None:
    installer_mesures(FICHE, LIGNES)
    newer = replace(FICHE, millesime=2023, empreinte="b" * 64)
    installer_mesures(newer, [("43157", {"p22_pop": 1})])
    current, former = mesures("rp_age"), mesures("rp_age", FICHE.edition)
    assert current is not None
    assert former is not None
    assert (current.fiche, former.fiche) == (newer, FICHE)
    assert editions("rp_age") == (newer, FICHE)


def test_a_source_may_keep_tables_of_its_own() -> None:
    def more(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE lits (finess TEXT, nombre INTEGER)")
        connection.execute("INSERT INTO lits VALUES ('430000018', 40)")

    installer_mesures(FICHE, LIGNES, remplir=more)
    held = mesures("rp_age")
    assert held is not None
    assert held.connexion().execute("SELECT * FROM lits").fetchall() == [("430000018", 40)]


def test_a_damaged_edition_answers_not_known() -> None:
    path = installer_mesures(FICHE, LIGNES)
    path.write_bytes(b"not a base")
    assert mesures("rp_age") is None
    assert mesures("rp_age", "../../etc") is None
    path.unlink()
    assert installation.courante("rp_age", ".sqlite") is None
    assert mesures("rp_age") is None


def test_a_name_that_is_not_one_is_refused() -> None:
    with pytest.raises(ValueError, match="ne peut pas nommer une mesure"):
        installer_mesures(replace(FICHE, mesures=('pop"; DROP',)), [])
