"""The région that leads a dossier, and what is asked now or later."""

from datetime import date

import pytest

from maillage.core.facts import CommuneRetenue, Cpts, DossierFacts, EtapeDossier, Territoire
from maillage.dossiers import territoire
from maillage.dossiers.controle import controler

ON = date(2026, 11, 22)


def region(*codes: str, said: str | None = None) -> str | None:
    facts = DossierFacts(
        cpts=Cpts(region=said),
        territoire=Territoire(communes=tuple(CommuneRetenue(code=code) for code in codes)),
    )
    return territoire.region(facts, territoire.analyse(facts.territoire, on=ON))


@pytest.mark.parametrize(
    ("codes", "said", "expected"),
    [
        ((), None, None),
        (("99999",), None, None),
        (("43268",), None, "AURA"),
        (("43268", "30189"), None, "OCC"),  # Yssingeaux and Nîmes: most live in Nîmes
        (("43268", "30189"), "AURA", "AURA"),
    ],
)
def test_region_when_said_or_read(codes, said, expected):
    assert region(*codes, said=said) == expected


def test_points_when_the_stage_is_known_are_now_or_later():
    report = controler(DossierFacts(), on=ON)
    assert report.par_etape(None) == (report.a_traiter, ())
    now, later = report.par_etape(EtapeDossier.LETTRE_INTENTION)
    assert all("lettre_intention" in constat.documents for constat in now)
    assert not any("lettre_intention" in constat.documents for constat in later)
    assert {c.code for c in (*now, *later)} == {c.code for c in report.a_traiter}
