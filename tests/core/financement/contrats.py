"""Contracts that the tests of money start from, and contracts of every shape."""

from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from maillage.core.financement import (
    DEFAUT,
    Avenant,
    ConditionFonctionnement,
    ContratAci,
    Fait,
    MissionContrat,
    MontantsNegocies,
    OptionsContrat,
    Prorata,
    VariablePremiereAnnee,
    anniversaire,
    echeancier,
    totaux,
)
from maillage.reference.aci import tables_aci

TABLES = tables_aci()
FEW = settings(max_examples=25, deadline=None)  # each draws a whole contract
SIGNATURE = date(2022, 9, 15)
LUMPS = ("crise_plan", "crise_maj", "crise_survenue")


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


LEAP = st.sampled_from((date(2020, 2, 29), date(2024, 2, 29), date(2022, 8, 31)))
DAYS = LEAP | st.dates(min_value=date(2019, 8, 25), max_value=date(2030, 12, 31))
RATES = st.integers(min_value=0, max_value=10_000)
AMOUNTS = st.none() | st.integers(0, 1_000_000)  # below every maximum of these sums
NEGOTIATED = st.dictionaries(
    st.sampled_from(("acces", "parcours")),
    st.builds(MontantsNegocies, fixe=AMOUNTS, variable=AMOUNTS),
)


def days_of(signature, *, after=0):
    """Days of the life of a contract, and a little beyond; anniversaries and their eves often."""
    offsets = st.integers(after, 365 * 5 + 30)
    edges = st.builds(
        lambda rank, days: anniversaire(signature, rank) + timedelta(days=days),
        st.integers(1, 5),
        st.integers(-1, 1),
    )
    return edges | offsets.map(lambda days: signature + timedelta(days=days))


@st.composite
def amendments(draw, signature):
    """Changes of the size, of the version and of the amounts, in the life of the contract."""
    found = []
    for day in draw(st.lists(days_of(signature), max_size=3)):
        if day < anniversaire(signature, 5):
            later = day >= TABLES.grilles["AV2_2021"].depuis
            found.append(
                Avenant(
                    effet=day,
                    taille=draw(st.none() | st.integers(1, 4)),
                    grille=draw(st.sampled_from((None, "AV2_2021"))) if later else None,
                    montants_negocies=draw(st.none() | NEGOTIATED),
                )
            )
    return tuple(found)


@st.composite
def contracts(draw, *, stopped=True):
    """A possible contract; without stops and terminations when they would blur what is tried."""
    code = draw(st.sampled_from(sorted(TABLES.grilles)))
    grille = TABLES.grilles[code]
    signature = max(draw(DAYS), grille.depuis)
    missions = {}
    for poste in ("acces", "acces_snp", "parcours", "prevention", "qualite", "accompagnement"):
        start = draw(st.none() | days_of(signature))
        if start is None:
            missions[poste] = MissionContrat()
            continue
        length = draw(st.none() | st.integers(1, 900)) if stopped else None
        stop = None if length is None else start + timedelta(days=length)
        missions[poste] = MissionContrat(demarrage=start, arret=stop)
    facts = st.builds(Fait, poste=st.sampled_from(LUMPS), fait=days_of(signature))
    return ContratAci(
        grille=code,
        taille=draw(st.sampled_from(grille.tailles)),
        signature=signature,
        missions=missions,
        resultats={DEFAUT: draw(RATES), "acces": draw(RATES)},
        montants_negocies=draw(NEGOTIATED),
        avenants=draw(amendments(signature)),
        forfaits=tuple(draw(st.lists(facts, max_size=3))) if code == "AV2_2021" else (),
        resiliation=draw(st.none() | days_of(signature, after=1)) if stopped else None,
        options=OptionsContrat(
            renouvellement=draw(st.booleans()),
            condition_fonctionnement=draw(st.sampled_from(ConditionFonctionnement)),
            prorata=draw(st.sampled_from(Prorata)),
            variable_premiere_annee=draw(st.sampled_from(VariablePremiereAnnee)),
        ),
    )
