"""Contracts that the tests of money start from, and contracts of every shape."""

from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from maillage.core.financement import (
    DEFAUT,
    ContratAci,
    MissionContrat,
    OptionsContrat,
    Prorata,
    VariablePremiereAnnee,
    echeancier,
    totaux,
)
from maillage.reference.aci import tables_aci

TABLES = tables_aci()
FEW = settings(max_examples=50, deadline=None)  # each draws a whole contract
SIGNATURE = date(2022, 9, 15)


def contract(**changes):
    """A contract of size 2, all its missions started at the signature, results at 60 %."""
    usual = {
        "grille": "ACI_2019",
        "taille": 2,
        "signature": SIGNATURE,
        "missions": {code: MissionContrat(demarrage=SIGNATURE) for code in ("acces", "parcours")},
        "resultats": {DEFAUT: 6000},
    }
    return ContratAci(**usual | changes)


def plan(**changes):
    return echeancier(contract(**changes), TABLES)


def sums(found):
    return totaux(found.lignes, TABLES.rangs)


DAYS = st.dates(min_value=date(2019, 8, 25), max_value=date(2030, 12, 31))
OFFSETS = st.integers(min_value=0, max_value=365 * 5 + 30)
RATES = st.integers(min_value=0, max_value=10_000)


@st.composite
def contracts(draw, *, stopped=True):
    """A possible contract; without stops and terminations when they would blur what is tried."""
    code = draw(st.sampled_from(sorted(TABLES.grilles)))
    grille = TABLES.grilles[code]
    signature = max(draw(DAYS), grille.depuis)
    missions = {}
    for poste in ("acces", "acces_snp", "parcours", "prevention", "qualite", "accompagnement"):
        offset = draw(st.none() | OFFSETS)
        if offset is None:
            missions[poste] = MissionContrat()
            continue
        start = signature + timedelta(days=offset)
        length = draw(st.none() | st.integers(1, 900)) if stopped else None
        stop = None if length is None else start + timedelta(days=length)
        missions[poste] = MissionContrat(demarrage=start, arret=stop)
    ended = draw(st.none() | st.integers(1, 365 * 5)) if stopped else None
    return ContratAci(
        grille=code,
        taille=draw(st.sampled_from(grille.tailles)),
        signature=signature,
        missions=missions,
        resultats={DEFAUT: draw(RATES), "acces": draw(RATES)},
        resiliation=None if ended is None else signature + timedelta(days=ended),
        options=OptionsContrat(
            renouvellement=draw(st.booleans()),
            prorata=draw(st.sampled_from(Prorata)),
            variable_premiere_annee=draw(st.sampled_from(VariablePremiereAnnee)),
        ),
    )
