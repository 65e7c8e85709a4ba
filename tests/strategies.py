"""Dossiers of every shape, drawn by hypothesis from the dataclasses themselves."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from maillage.core.facts import (
    ActionPrevue,
    Chiffre,
    College,
    Contrat,
    Dependance,
    DossierFacts,
    Etablissement,
    Etape,
    Indicateur,
    LienAction,
    LienPrs,
    LigneBudgetProjet,
    PartialDate,
    PartRecue,
    Personne,
    Releve,
    Roles,
    Signature,
    Statuts,
    VersementRecu,
)
from maillage.dossiers.chiffres import importables
from maillage.reference import nomenclatures
from maillage.reference.aci import grilles, postes_du_contrat
from maillage.reference.plan_comptable import natures
from maillage.reference.prs import priorites_prs
from maillage.reference.regions import regions
from maillage.reference.statuts import tables

TRICKY = (
    "", " ", "null", "~", "oui", " oui", "No", "01004", "2A004", "1e3", "0x1F", "1_000", "12:30",
    "2026-09-03", "2026-09", "{", "[", "- a", "# b", "a # b", "a: b", "&a", "*a", "!a", "@a", "%",
    "'", '"', "l'an", "\\", "fin \n", "\n", "\n\n", " a\n b", "a\n  b\nc", "a\r\nb", "a\rb", "\ta",
    "a\tb\n\tc", "a\n\n\n", "une\n\n- **liste**\n- d’items\n", "…", "61 367 habitants", "😀",
    "a\x85b", "a\u2028b", "\ufeffa", "a\x0bb", "\x7f", "\u202ea", "</w:t>]]>&<x>{{", "---", "...",
)  # fmt: skip

# What every store can hold: neither NUL nor halves of characters.
_letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
texts = st.sampled_from(TRICKY) | st.text(_letters, max_size=12)
words = st.text(_letters, min_size=1, max_size=6).filter(str.strip)
amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
positives = st.decimals(min_value=1, max_value=10**9, places=2)
partial_dates = st.dates(min_value=date(1, 1, 1)).flatmap(
    lambda day: st.sampled_from(
        (
            PartialDate(day.year),
            PartialDate(day.year, day.month),
            PartialDate(day.year, day.month, day.day),
        )
    )
)
_SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: texts,
    bool: st.booleans(),
    int: st.integers(0, 2_147_483_647),
    Decimal: amounts,
    date: st.dates(),
    PartialDate: partial_dates,
}
_BOUNDED = {
    "taille_declaree": st.none() | st.integers(1, 4),
    "taille": st.none() | st.integers(1, 4),
    "taux": st.none() | st.decimals(0, 100, places=2),
    "annee": st.none() | st.integers(1, 5),
    "exercice": st.integers(1000, 9999),
}
_CODES = {
    ("Cpts", "region"): regions,
    ("Personne", "profession"): nomenclatures.professions,
    ("Etablissement", "type"): nomenclatures.types_etablissement,
    ("LigneBudget", "poste"): nomenclatures.postes_budget,
    ("LigneBudgetProjet", "nature"): natures,
    ("Chiffre", "indicateur"): importables,
    ("LigneRealisee", "nature"): natures,
    ("Contrat", "grille"): grilles,
    ("AvenantSigne", "grille"): grilles,
    ("MissionSignee", "poste"): postes_du_contrat,
    ("MontantSigne", "poste"): postes_du_contrat,
    ("ResultatSigne", "poste"): postes_du_contrat,
    ("FaitSigne", "poste"): postes_du_contrat,
    ("PartRecue", "poste"): postes_du_contrat,
    ("FigureRetenue", "rubrique"): nomenclatures.rubriques_texte,
}


def _of(hint: Any) -> st.SearchStrategy[Any]:
    if get_origin(hint) in (Union, types.UnionType):
        inner = next(option for option in get_args(hint) if option is not type(None))
        return st.none() | _of(inner)
    if get_origin(hint) is tuple:
        return st.lists(_of(get_args(hint)[0]), max_size=3).map(tuple)
    if hint in _SCALARS:
        return _SCALARS[hint]
    return st.sampled_from(hint) if issubclass(hint, StrEnum) else _built(hint)


def _built(kind: type, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Draw a `kind`, a few of whose optional fields are answered."""
    assert is_dataclass(kind)
    hints = get_type_hints(kind)
    required, optional = {}, {}
    for field in fields(kind):
        chosen = given.get(field.name)
        drawn = _field(kind, field.name, hints[field.name]) if chosen is None else chosen
        lonely = field.default is field.default_factory is MISSING
        (required if lonely or field.name in given else optional)[field.name] = drawn
    return st.fixed_dictionaries(required, optional=optional).map(lambda values: kind(**values))


def _field(kind: type, name: str, hint: Any) -> st.SearchStrategy[Any]:
    codes = _CODES.get((kind.__name__, name))
    if codes:
        drawn = st.sampled_from(sorted(codes()))
        return drawn if hint is str else st.none() | drawn
    if kind is Statuts and tables().choix[name].options:
        option = st.sampled_from(sorted(tables().choix[name].options))
        several = st.lists(option, max_size=3).map(tuple)
        return st.none() | (option if hint == str | None else several)
    if (kind, name) == (College, "professions"):
        code = st.sampled_from(sorted(nomenclatures.professions()))
        return st.none() | st.lists(code, max_size=3).map(tuple)
    return _BOUNDED[name] if name in _BOUNDED else _of(hint)


def _rows(kind: type, ids: list[str] | None, **given: Any) -> st.SearchStrategy[Any]:
    """Draw one row per id; None stays a question without an answer."""
    if ids is None:
        return st.none()
    key = "code" if kind in {Etape, LienPrs} else "id"
    drawn = [_built(kind, **{key: st.just(value)}, **given) for value in ids]
    return st.tuples(*drawn)


def _textes() -> st.SearchStrategy[Mapping[str, str]]:
    codes = st.sampled_from(sorted(nomenclatures.rubriques_texte()))
    return st.dictionaries(codes, texts, max_size=3)


_ids = st.none() | st.lists(words, unique=True, max_size=3)


_ALONE = (  # what leads nowhere else in the dossier
    "cpts",
    "structure",
    "territoire",
    "partenariats",
    "reunions",
    "choix",
    "budget_pre_projet",
    "collectivites",
    "referents",
    "figures",
    "statuts",
    "realise",
    "plan_crise",
)


def _chiffres() -> st.SearchStrategy[tuple[Chiffre, ...] | None]:
    """Draw figures that say what they are about, how much, and where they come from."""
    shares = st.decimals(min_value=0, max_value=100, places=2)
    drawn = _built(
        Chiffre,
        libelle=words,
        source=words,
        numerateur=st.none(),
        denominateur=st.none() | positives,
        valeur=shares,
        **dict.fromkeys(("departement", "region", "france"), st.none() | shares),
    )
    return st.none() | st.lists(drawn, max_size=3).map(tuple)


def _versements() -> st.SearchStrategy[tuple[VersementRecu, ...] | None]:
    """Draw payments whose parts, when they are told, make the amount to the cent."""
    years = st.integers(1, 5)
    part = _built(PartRecue, annee=years, montant=amounts.filter(bool))
    parts = st.lists(part, max_size=3, unique_by=lambda one: one.ligne).map(tuple)
    parts = parts.filter(lambda some: not some or sum(one.montant or 0 for one in some) != 0)
    drawn = _built(VersementRecu, parts=st.none() | parts, montant=amounts.filter(bool))
    return st.none() | st.lists(drawn.map(_whole), max_size=3).map(tuple)


def _whole(one: VersementRecu) -> VersementRecu:
    if not one.parts:
        return one
    return replace(one, montant=sum((part.montant or Decimal(0) for part in one.parts), Decimal(0)))


def _releves() -> st.SearchStrategy[tuple[Releve, ...] | None]:
    return st.none() | st.lists(_built(Releve, annee=st.integers(1, 5)), max_size=2).map(tuple)


def _ties(ids: list[str]) -> st.SearchStrategy[tuple[Dependance, ...] | None]:
    """Draw what waits for what: always a later one for an earlier one, so that nothing circles."""
    ends = [*(f"etape:{code}" for code in nomenclatures.etapes()), *(f"action:{i}" for i in ids)]
    ranks = st.tuples(*[st.integers(0, len(ends) - 1)] * 2).filter(lambda two: two[0] < two[1])
    ties = ranks.map(lambda two: Dependance(avant=ends[two[0]], apres=ends[two[1]]))
    return st.none() | st.lists(ties, unique=True, max_size=4).map(tuple)


def _codes_among(table: Mapping[str, Any]) -> st.SearchStrategy[list[str] | None]:
    return st.none() | st.lists(st.sampled_from(sorted(table)), unique=True, max_size=5)


def _named(ids: list[str]) -> st.SearchStrategy[tuple[str, ...] | None]:
    if not ids:
        return st.none() | st.just(())
    return st.none() | st.lists(st.sampled_from(ids), max_size=3).map(tuple)


def _links(ids: list[str]) -> st.SearchStrategy[tuple[LienAction, ...] | None]:
    if not ids:
        return st.none() | st.just(())
    link = _built(LienAction, action=st.sampled_from(ids))
    return st.none() | st.lists(link, max_size=2).map(tuple)


def _linked(draw: st.DrawFn, rows: Any) -> Any:
    """Link each action to others: none holds to itself."""
    if rows is None:
        return None
    ids = [row.id for row in rows]
    return tuple(
        replace(row, liens=draw(_links([one for one in ids if one != row.id]))) for row in rows
    )


@st.composite
def dossiers(draw: st.DrawFn) -> DossierFacts:
    """Draw a dossier that the file format accepts: codes that exist, ids that lead somewhere."""
    people, places, actions = draw(_ids), draw(_ids), draw(_ids)
    steps = draw(_codes_among(nomenclatures.etapes()))
    person = st.none() | st.sampled_from(people) if people else st.none()
    action = st.none() | st.sampled_from(actions) if actions else st.none()
    hints = get_type_hints(DossierFacts)
    rest = {name: _of(hints[name]) for name in _ALONE}
    planned = draw(
        _rows(
            ActionPrevue,
            actions,
            acteurs=_named([*(people or ()), *(places or ())]),
            referents=_named(people or []),
            liens=st.none(),
        )
    )
    return DossierFacts(
        **{name: draw(strategy) for name, strategy in rest.items()},
        roles=draw(_built(Roles, contact=person, redacteur=person, representant_legal=person)),
        equipe=draw(_rows(Personne, people)),
        etablissements=draw(_rows(Etablissement, places)),
        textes=draw(_textes()),
        actions=_linked(draw, planned),
        calendrier=draw(_rows(Etape, steps)),
        indicateurs=draw(_rows(Indicateur, draw(_ids), action=action, releves=_releves())),
        contrat=draw(_built(Contrat)),
        budget_projet=draw(
            st.none() | st.lists(_built(LigneBudgetProjet, action=action), max_size=3).map(tuple)
        ),
        dependances=draw(_ties(actions or [])),
        liens_prs=draw(_rows(LienPrs, draw(_codes_among(priorites_prs())))),
        chiffres=draw(_chiffres()),
        versements=draw(_versements()),
        signature=draw(_built(Signature, signataire=person)),
    )
