"""The indicators read on the list of communes itself, with the real table of communes."""

from datetime import date

from maillage.core import territoire
from maillage.core.facts import CommuneRetenue, Territoire
from maillage.core.indicateurs import Absence, Alentours, du_perimetre, zone_du_territoire
from maillage.core.territoire import Chevauchement, CptsConnue, Perimetre, Prise, analyser
from maillage.reference.aci import bareme_taille
from maillage.reference.cog import table

AUTRE = CptsConnue(
    cle="a", nom="Autre CPTS", prise=Prise(entieres=frozenset({"43157"})), origine="ARS"
)


def analysed(*codes, on=date(2026, 11, 26)):
    written = tuple(CommuneRetenue(code=code) for code in codes)
    return analyser(Territoire(communes=written), table(), bareme_taille(on))


def read(*codes, **around):
    return du_perimetre(analysed(*codes), table(), Alentours(**around))


def test_size_shares_and_communes():
    epci = table().epci("244301016").communes
    found = read(*epci, "63113")
    assert found["taille_aci"].valeur == 4 - 1
    assert [one.libelle for one in found["taille_aci"].details] == [
        "Avant la taille 4",
        "Marge avant la taille du dessous",
    ]
    assert found["nombre_communes"].valeur == len(epci) + 1
    assert found["couverture_epci"].valeur == 2
    shares = {one.libelle: float(one.valeur) for one in found["couverture_epci"].details}
    assert 100.0 in shares.values()
    assert [one.libelle for one in found["couverture_departements"].details] == [
        "Puy-de-Dôme",
        "Haute-Loire",
    ]
    assert found["couverture_regions"].valeur == 1


def test_an_island_in_no_epci_and_the_smallest_and_largest_sizes():
    island = read("29083")
    assert (island["couverture_epci"].valeur, island["couverture_epci"].details) == (0, ())
    assert [one.libelle for one in island["taille_aci"].details] == ["Avant la taille 2"]
    large = read("13055")
    assert [one.libelle for one in large["taille_aci"].details] == [
        "Marge avant la taille du dessous"
    ]
    early = du_perimetre(analysed("29083", on=date(2000, 1, 1)), table(), Alentours())
    assert early["taille_aci"].absence is Absence.PERIMETRE_INCONNU
    assert read()["couverture_departements"].valeur == 0


def around(**given):
    usual = {
        "chevauchements": (),
        "disputees": frozenset(),
        "touchees": frozenset(),
        "partout": True,
        "blanches": (),
        "blanches_partout": True,
        "zones": (),
    }
    return territoire.Alentours(**usual | given)


def test_shape_and_neighbours_when_they_are_known():
    unknown = read("43157")
    assert {code for code, one in unknown.items() if one.valeur is None} == {
        "blocs",
        "enclaves",
        "voisines_sans_cpts",
        "recouvrement_cpts",
    }
    shape = Perimetre(
        blocs=(("43157", "43137"), ("63113",)), enclaves=(("43268",),), voisines=(), sans_contour=()
    )
    shared = (
        Chevauchement(cpts=AUTRE, communes=("43157", "43137"), partagees=()),
        Chevauchement(cpts=AUTRE, communes=(), partagees=("63113",)),  # each its own part
    )
    found = read(
        "43157", forme=shape, cpts=around(chevauchements=shared, blanches=("43268",), partout=False)
    )
    assert found["blocs"].valeur == 2
    assert [str(one.valeur) for one in found["blocs"].details] == ["1"]
    assert (found["enclaves"].valeur, found["recouvrement_cpts"].valeur) == (1, 2)
    assert [one.libelle for one in found["recouvrement_cpts"].details] == ["Autre CPTS"]
    assert found["recouvrement_cpts"].reserve.startswith("toutes les CPTS ne sont pas connues")
    people = table().commune("43268").population
    assert [one.valeur for one in found["voisines_sans_cpts"].details] == [people]
    assert found["voisines_sans_cpts"].reserve is None


def test_none_seen_is_none_only_where_every_cpts_is_known():
    block = Perimetre(blocs=(("43157",),), enclaves=(), voisines=(), sans_contour=())
    found = read("43157", forme=block, cpts=around())
    assert (found["blocs"].details, found["voisines_sans_cpts"].details) == ((), ())
    assert (found["voisines_sans_cpts"].valeur, found["recouvrement_cpts"].valeur) == (0, 0)
    unsure = read("43157", cpts=around(partout=False, blanches_partout=False))
    assert unsure["recouvrement_cpts"].pourquoi.startswith("Aucune n’est connue")
    assert unsure["voisines_sans_cpts"].valeur is None
    assert read("43157", cpts=around(blanches_partout=None))["voisines_sans_cpts"].valeur is None


def test_a_zone_without_inhabitants_known_shares_alike():
    whole = zone_du_territoire(analysed("98411", "98412"), table())
    assert [part.part for part in whole.departements] == [1.0]
