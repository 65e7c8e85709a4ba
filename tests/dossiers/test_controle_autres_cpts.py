"""One CPTS per territory: what the rules say once other CPTS are known, and never before."""

from dataclasses import replace
from typing import Any

import pytest

from maillage.core.facts import (
    CommuneRetenue,
    Cpts,
    DossierFacts,
    EtapeDossier,
    Structure,
    Territoire,
)
from maillage.core.regles import EtatVerdict
from maillage.dossiers import couverture
from maillage.dossiers.actions.publish_perimetre import publish_perimetre
from maillage.dossiers.controle import Constat, controler
from tests.factories import ON
from tests.grille import at
from tests.territoires.listes import installer, lue

MET, BROKEN = EtatVerdict.RESPECTEE, EtatVerdict.NON_RESPECTEE


def dossier(*communes: Any, nom: str = "CPTS du Velay", **more: Any) -> DossierFacts:
    lines = tuple(
        CommuneRetenue(code=one)
        if isinstance(one, str)
        else CommuneRetenue(code=one[0], partie=one[1])
        for one in communes
    )
    return DossierFacts(
        cpts=Cpts(nom=nom, region="AURA", etape=EtapeDossier.PRE_PROJET),
        territoire=Territoire(communes=lines, **more),
    )


def constat(found: DossierFacts, code: str, **more: Any) -> Constat | None:
    """Return what is said of a rule; None: it cannot be followed."""
    report = controler(found, on=ON, **more)
    return next((one for one in report.constats if one.code == code), None)


def state(found: DossierFacts, code: str, **more: Any) -> EtatVerdict | None:
    said = constat(found, code, **more)
    return said.etat if said else None


def test_nothing_is_said_while_no_cpts_is_known(squares) -> None:
    mine = dossier(at(0, 0))
    assert [state(mine, f"TERR-0{n}") for n in (4, 5, 7)] == [None] * 3
    installer(lue("CPTS Loin", "63113"), departements=("63",))
    assert [state(mine, f"TERR-0{n}") for n in (4, 5, 7)] == [None] * 3
    assert state(dossier(), "TERR-04") is None


def test_a_whole_commune_of_another_cpts_bars_the_way(squares) -> None:
    installer(lue("CPTS Autre", at(0, 0), "63113"), departements=())
    said = constat(dossier(at(0, 0), at(1, 0)), "TERR-04")
    assert said
    assert said.etat is BROKEN
    assert said.elements == (f"Agnat ({at(0, 0)})",)
    # No list says all the CPTS there: that none is seen is not that there is none.
    assert state(dossier(at(1, 0)), "TERR-04") is None
    installer(lue("CPTS Autre", at(0, 0)))
    assert state(dossier(at(1, 0)), "TERR-04") is MET


def test_our_own_cpts_in_the_list_is_no_other(squares) -> None:
    installer(lue("du Velay", at(0, 0), numero="430 001"))
    assert state(dossier(at(0, 0)), "TERR-04") is MET
    renamed = dossier(at(0, 0), nom="CPTS des Sucs")
    assert state(renamed, "TERR-04") is BROKEN
    assert state(replace(renamed, structure=Structure(finess="430001")), "TERR-04") is MET


def test_a_commune_is_shared_by_parts_without_overlap(squares) -> None:
    installer(lue("Autre", parties=((at(0, 0), "bourg"),)), lue("Tout", at(1, 0)))
    shared = dossier((at(0, 0), "Carnon"))
    assert (state(shared, "TERR-04"), state(shared, "TERR-05")) == (MET, MET)
    assert state(dossier((at(0, 0), "Bourg")), "TERR-05") is BROKEN
    inside = dossier((at(1, 0), "un quartier"))
    assert (state(inside, "TERR-04"), state(inside, "TERR-05")) == (MET, BROKEN)
    assert state(dossier(at(0, 0)), "TERR-04") is BROKEN


def test_an_arrondissement_of_another_cpts_is_seen_from_the_whole_town() -> None:
    installer(lue("Marseille 1", "13201"), departements=("13",))
    assert state(dossier("13055"), "TERR-04") is BROKEN
    assert state(dossier("13202"), "TERR-04") is MET


def test_neighbours_without_cpts_are_named_once_known(squares) -> None:
    installer(lue("Autre", *(at(x, y) for x in range(7) for y in range(7) if (x, y) != (1, 0))))
    mine = dossier(at(0, 0), zones_blanches_commentaire="")
    said = constat(mine, "TERR-07")
    assert said
    assert said.etat is BROKEN
    assert [one.rpartition(" ")[2] for one in said.elements] == [f"({at(1, 0)})"]
    assert state(dossier(at(0, 0), zones_blanches_commentaire="En 2027."), "TERR-07") is MET
    open_question = constat(dossier(at(0, 0)), "TERR-07")
    assert open_question
    assert open_question.etat is EtatVerdict.INCONNUE
    assert at(1, 0) not in open_question.motif
    assert state(dossier(at(6, 6), zones_blanches_commentaire=""), "TERR-07") is MET


@pytest.mark.django_db
def test_a_published_perimeter_counts_and_ours_is_left_out(squares, carried) -> None:
    """`carried`: a dossier « CPTS du Velay » with one commune, and who carries it."""
    row, porteur = carried
    publish_perimetre(dossier=row, by=porteur, on=ON)
    elsewhere = couverture.ailleurs()
    rival = dossier(at(0, 0), nom="CPTS Rivale")
    assert state(rival, "TERR-04") is None
    assert state(rival, "TERR-04", ailleurs=elsewhere) is BROKEN
    renamed = dossier(at(0, 0), nom="Un autre nom")
    assert state(renamed, "TERR-04", ailleurs=couverture.ailleurs(row)) is None
