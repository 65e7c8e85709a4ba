"""A commune forgotten in the middle is seen once the communes that touch are known."""

from maillage.core.facts import CommuneRetenue, Cpts, DossierFacts, EtapeDossier, Territoire
from maillage.core.regles import EtatVerdict
from maillage.dossiers.controle import controler
from tests.factories import ON
from tests.grille import at

RULE = "TERR-06"


def state(*codes: str, why: str | None = None) -> EtatVerdict | None:
    """Return the verdict; None: the rule cannot be followed."""
    communes = tuple(CommuneRetenue(code=code) for code in codes)
    dossier = DossierFacts(
        cpts=Cpts(region="AURA", etape=EtapeDossier.PRE_PROJET),
        territoire=Territoire(communes=communes, zones_blanches_commentaire=why),
    )
    report = controler(dossier, on=ON)
    found = [one.etat for one in report.constats if one.code == RULE]
    assert bool(found) != (RULE in {one.code for one in report.non_suivies})
    return found[0] if found else None


def ring() -> list[str]:
    return [at(x, y) for x in (1, 2, 3) for y in (1, 2, 3) if (x, y) != (2, 2)]


def test_nothing_is_said_without_adjacency() -> None:
    assert state(*ring()) is None


def test_a_hole_is_seen(squares) -> None:
    assert state(*ring()) is EtatVerdict.NON_RESPECTEE
    assert state(*ring(), at(2, 2)) is EtatVerdict.RESPECTEE


def test_a_hole_that_the_team_explains_is_accepted(squares) -> None:
    assert state(*ring(), why="Rattachée à la CPTS voisine.") is EtatVerdict.RESPECTEE


def test_communes_that_nobody_drew_say_nothing(squares) -> None:
    assert state("15031") is None
