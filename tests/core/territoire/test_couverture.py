"""Who covers what, over the country: states, counts, white zones, and how long it takes."""

import time
from decimal import Decimal

from maillage.core.territoire import Etat, Lieu, blanches, couvrir, zones_autour, zones_blanches
from maillage.core.territoire.couverture import Compte
from maillage.reference import cog
from tests.core.territoire.test_recouvrement import cpts

LIEUX = (
    Lieu("01001", "01", 100),
    Lieu("01002", "01", 50),
    Lieu("01003", "01", 30),
    Lieu("01004", "01", 20),
    Lieu("01005", "01", None),
    Lieu("02001", "02", 10),
    Lieu("75101", "75", 7, "75056"),
    Lieu("75102", "75", 8, "75056"),
)
CPTS = (
    cpts("A", "01001 01002"),
    cpts("B", "01002", ("01003", "nord")),
    cpts("C", "75101", ("01003", "sud")),
)


class Line:
    """Communes side by side, in the order of their codes."""

    def connue(self, code: str) -> bool:
        return True

    def voisines(self, code: str) -> tuple[str, ...]:
        return (f"{int(code) - 1:05}", f"{int(code) + 1:05}")

    def au_bord(self, code: str) -> bool | None:
        return None


def test_each_commune_has_a_state_and_each_departement_its_counts() -> None:
    found = couvrir(CPTS, LIEUX, decrits={"01", "75"})
    assert list(found.etats.values()) == [
        Etat.COUVERTE,
        Etat.DISPUTEE,
        Etat.EN_PARTIE,  # by two CPTS, each its part
        Etat.BLANCHE,
        Etat.BLANCHE,
        Etat.INCONNUE,
        Etat.COUVERTE,
        Etat.BLANCHE,
    ]
    ain = found.departements["01"]
    assert (ain.total, ain.population, ain.population_couverte) == (5, 200, 150)
    assert (ain.part_couverte, ain.cpts) == (Decimal("75.0"), {0, 1, 2})
    assert found.departements["02"].part_couverte is None
    assert Compte().part_couverte is None
    whole = found.somme(("01", "02", "75", "99"))
    assert (whole.total, whole.population, len(whole.cpts)) == (8, 225, 3)
    assert [one.nom for one in found.de("01003")] == ["B", "C"]
    assert found.de("02001") == ()
    assert found.dans(Etat.BLANCHE, {"01"}) == ("01004", "01005")
    assert found.dans(Etat.INCONNUE) == ("02001",)


def test_white_zones_hold_together_and_leave_out_a_town_entered_by_somebody() -> None:
    found = couvrir(CPTS[:1], LIEUX, decrits={"01", "75"})
    white = blanches(found, LIEUX)
    assert white == {"01003", "01004", "01005", "75056"}
    assert zones_blanches(white, Line()) == (("01003", "01004", "01005"), ("75056",))
    assert zones_autour(("01003", "01004", "00999"), white, Line()) == (
        ("01003", "01004", "01005"),
    )
    assert blanches(couvrir(CPTS, LIEUX, decrits={"75"}), LIEUX) == frozenset()


def test_a_thousand_cpts_over_the_country_take_less_than_a_second() -> None:
    codes = cog.table().codes()
    held = [cpts(f"{n}", " ".join(codes[n * 34 : n * 34 + 40])) for n in range(1000)]
    places = cog.table().lieux
    start = time.process_time()
    found = couvrir(held, places, decrits=cog.table().departements.keys())
    assert (time.process_time() - start) < 1
    assert found.etats[codes[35]] is Etat.DISPUTEE
    assert [one.nom for one in found.de(codes[35])] == ["0", "1"]
    counted = found.somme(found.departements)
    assert counted.total == len(cog.table().lieux) == 35_011
