"""Statutes of every shape, drawn from the table of the choices."""

from decimal import Decimal

from hypothesis import strategies as st

from maillage.core.facts import (
    ActionPrevue,
    Choix,
    College,
    DossierFacts,
    Engagement,
    FormeJuridique,
    MissionAction,
    Personne,
    Statuts,
    Structure,
)
from maillage.core.statuts import Definition, NatureChoix, Reperes
from maillage.reference.nomenclatures import professions
from maillage.reference.statuts import tables

TABLES = tables()
SANTE = {code: p.libelle for code, p in professions().items() if p.sante}
REPERES = Reperes(professions_sante=SANTE, communes=("Yssingeaux", "Araules"), epci=("CC Sucs",))
HOSTILE = "{{ x }} {le_ca} </w:t>]]>&<b> ’ le conseil # « ¶ »"

_typed = st.sampled_from(("Sucs", HOSTILE, "{nom}", "a\nb", " "))
_amounts = st.decimals(min_value=0, max_value=100_000, places=2) | st.just(Decimal(0))
_colleges = st.lists(
    st.builds(
        College,
        nom=_typed,
        membres=st.none() | _typed,
        professions=st.none() | st.lists(st.sampled_from(sorted(SANTE)), max_size=3).map(tuple),
        liberaux=st.none() | st.booleans(),
        usagers=st.none() | st.booleans(),
        sieges=st.none() | st.integers(0, 20),
        poids=st.none() | st.integers(0, 100),
        cotisation=st.none() | _amounts,
    ),
    max_size=7,
).map(tuple)


_OF: dict[NatureChoix, st.SearchStrategy[object]] = {
    NatureChoix.OUI_NON: st.booleans(),
    NatureChoix.NOMBRE: st.integers(0, 70),
    NatureChoix.MONTANT: _amounts,
    NatureChoix.DATE: st.dates(),
    NatureChoix.TEXTE: _typed,
    NatureChoix.TEXTES: st.lists(_typed, max_size=3).map(tuple),
    NatureChoix.COLLEGES: _colleges,
}


def _answers(choix: Definition) -> st.SearchStrategy[object]:
    if not choix.options:
        return _OF[choix.nature]
    codes = st.sampled_from(sorted(choix.options))
    several = st.lists(codes, unique=True).map(tuple)
    return codes if choix.nature is NatureChoix.OPTION else several


def statuts() -> st.SearchStrategy[Statuts]:
    """Draw any combination of choices; each may be left without an answer."""
    answers = {cle: st.none() | _answers(choix) for cle, choix in TABLES.choix.items()}
    return st.fixed_dictionaries(answers).map(lambda values: Statuts(**values))


_people = st.lists(
    st.builds(
        Personne,
        id=st.sampled_from("abcdef"),
        nom=st.sampled_from(("Faure", HOSTILE)),
        prenom=st.none() | st.just("Claire"),
        profession=st.none() | st.sampled_from(sorted(SANTE)),
        engagement=st.none() | st.sampled_from(Engagement),
        fonction=st.sampled_from(
            (None, "Présidente", "Co-président", "Trésorier", "Secrétaire adjointe", "Secrétaire",
             "Président et trésorier", "Vice-présidente", HOSTILE)
        ),
        structure_appartenance=st.none() | st.just("MSP"),
    ),
    max_size=5,
    unique_by=lambda person: person.id,
).map(tuple)  # fmt: skip


def dossiers() -> st.SearchStrategy[DossierFacts]:
    """Draw dossiers with the facts that statutes read."""
    return st.builds(
        DossierFacts,
        statuts=statuts(),
        structure=st.builds(
            Structure,
            nom=st.none() | _typed,
            sigle=st.none() | _typed,
            forme_juridique=st.none() | st.sampled_from(FormeJuridique),
            adresse_postale=st.sampled_from((None, "", "3 place X, 43200 Yssingeaux", HOSTILE)),
        ),
        equipe=st.none() | _people,
        actions=st.none()
        | st.lists(
            st.builds(
                ActionPrevue,
                id=st.just("a"),
                titre=st.just("t"),
                mission=st.none() | st.sampled_from(MissionAction),
            ),
            max_size=2,
        ).map(tuple),
        textes=st.dictionaries(st.sampled_from(("statuts_objet", "mission_crise")), _typed),
        choix=st.builds(Choix, indemnisation_au_reglement=st.none() | st.booleans()),
    )
