"""The diagnosis of a dossier: read on what is installed, by theme, by text, by commune."""

import pytest

from maillage.core.facts import CommuneRetenue, Cpts, DossierFacts, FormeFigure, Territoire
from maillage.core.indicateurs import PointGuide
from maillage.dossiers import diagnostic
from maillage.territoires.mesures import Statut
from tests.editions import acces, recensement
from tests.factories import ON

CODES = ("43268", "43157", "43137")
DOSSIER = DossierFacts(
    cpts=Cpts(nom="CPTS du Velay"),
    territoire=Territoire(communes=tuple(CommuneRetenue(code=code) for code in CODES)),
)
DEMO, OFFRE = "population_demographie", "offre_ambulatoire"


def test_with_nothing_installed_the_communes_alone_say_something() -> None:
    lu = diagnostic.lire(DOSSIER, on=ON)
    known = {code for code, line in lu.lecture.lignes.items() if line.resultat.valeur is not None}
    assert {"population_municipale", "taille_aci", "nombre_communes"} <= known
    assert lu.ages is None
    assert lu.figures("ages", DEMO) == ()
    assert lu.figures("part_75_plus", DEMO) == ()
    assert lu.constats("part_75_plus") == ()
    assert lu.carte("part_75_plus", DEMO) is None
    assert lu.carte("taille_aci", "territoire_justification") is None
    assert [one.indicateur.code for one in lu.propositions(OFFRE)] == []
    assert "rp_age" in {source.code for source in lu.lecture.a_installer()}


def test_without_communes_nothing_is_read() -> None:
    lu = diagnostic.lire(DossierFacts(), on=ON)
    assert lu.carte("population_municipale", DEMO) is None
    assert lu.ligne("inventé") is None
    assert lu.figures("inventé", DEMO) == ()


def test_ages_maps_and_sentences_of_the_census() -> None:
    recensement(CODES)
    lu = diagnostic.lire(DOSSIER, on=ON)
    assert lu.ages
    assert lu.ages.forme is FormeFigure.PYRAMIDE
    assert lu.ages.couverture == 100
    assert lu.figure("ages", DEMO, FormeFigure.PYRAMIDE) == lu.ages
    assert "75 ans et plus" in lu.constats("part_75_plus")[0]
    drawn = lu.figure("part_0_14", DEMO, FormeFigure.CARTE)
    assert drawn
    assert [(line.code, str(line.valeur)) for line in drawn.lignes or ()] == [
        (code, "20.0") for code in sorted(CODES)
    ]
    assert lu.figure("part_0_14", DEMO, FormeFigure.CERCLES) is None
    assert lu.figure("part_0_14", OFFRE, FormeFigure.CARTE) is None  # not a figure of that text
    assert lu.figure("part_0_14", DEMO, FormeFigure.AGES) is None
    assert "part_0_14" in [one.indicateur.code for one in lu.propositions(DEMO)]


def test_what_a_publisher_withholds_stays_unknown_on_the_map() -> None:
    acces({"43268": 3.1, "43157": Statut.SECRETE, "43137": 2.0})
    drawn = diagnostic.lire(DOSSIER, on=ON).carte("apl_mg", OFFRE)
    assert drawn
    assert [line.valeur and str(line.valeur) for line in drawn.lignes or ()] == ["2.0", None, "3.1"]


def test_ages_of_a_part_of_the_communes_say_what_they_cover() -> None:
    recensement(CODES[:2])
    lu = diagnostic.lire(DOSSIER, on=ON)
    assert lu.ages
    assert lu.ages.couverture is not None
    assert 0 < lu.ages.couverture < 100
    recensement(("01001",))
    assert diagnostic.lire(DOSSIER, on=ON).ages is None


@pytest.mark.parametrize("point", list(PointGuide))
def test_each_point_of_the_guide_has_its_texts(point: PointGuide) -> None:
    assert diagnostic.textes_des_points()[point]
