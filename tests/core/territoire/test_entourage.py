"""What lies around a territory."""

from maillage.core.facts import CommuneRetenue, Territoire
from maillage.core.territoire import Commune, TerritoireAnalyse, analyser, restes, voisines
from maillage.reference import cog


def analysed(*codes: str) -> TerritoireAnalyse:
    communes = tuple(CommuneRetenue(code=code) for code in codes)
    return analyser(Territoire(communes=communes), cog.table(), None)


def same_post(commune: Commune) -> list[Commune]:
    table = cog.table()
    return [one for postal in commune.codes_postaux for one in table.par_code_postal(postal)]


def test_the_rest_of_an_intercommunalite_is_what_is_not_taken() -> None:
    found = analysed("43268", "43137")
    left = {reste.code: reste for reste in restes(found.lignes, found.epci, cog.table())}
    sucs = next(reste for reste in left.values() if reste.nom == "CC des Sucs")
    assert "43268" not in [commune.code for reste in left.values() for commune in reste.communes]
    assert sucs.population == sum(commune.population or 0 for commune in sucs.communes)
    sizes = [commune.population or 0 for commune in sucs.communes]
    assert sizes == sorted(sizes, reverse=True)


def test_a_whole_intercommunalite_leaves_nothing() -> None:
    epci = cog.table().epci("CC des Sucs")
    assert epci is not None
    found = analysed(*epci.communes)
    assert restes(found.lignes, found.epci, cog.table()) == ()


def test_an_arrondissement_stands_for_its_commune() -> None:
    found = analysed("69381")
    codes = [
        c.code for reste in restes(found.lignes, found.epci, cog.table()) for c in reste.communes
    ]
    assert "69123" not in codes


def test_a_commune_without_intercommunalite_has_no_rest() -> None:
    found = analysed("29155")  # the island of Ouessant
    assert restes(found.lignes, found.epci, cog.table()) == ()


def test_neighbours_are_of_other_intercommunalites_and_not_taken() -> None:
    found = analysed("43268", "43137")
    inside = {part.code for part in found.epci}
    beside = voisines(found.lignes, found.epci, same_post)
    assert all(commune.epci not in inside for commune in beside)
    nothing = voisines(found.lignes, found.epci, lambda _: ())
    assert nothing == ()


def test_any_neighbourhood_may_be_used() -> None:
    table = cog.table()
    lyon, paris = table.commune("69123"), table.commune("75101")
    assert lyon is not None
    assert paris is not None
    found = analysed("43268")
    assert voisines(found.lignes, found.epci, lambda _: (lyon, paris)) == (lyon,)
