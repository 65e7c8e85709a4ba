"""The JSON Schema of the dossier file, generated from the facts and the closed lists."""

import dataclasses
import types
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from maillage.core.facts import FORMAT_VERSION, DossierFacts, PartialDate, Statuts
from maillage.dossiers import chiffres
from maillage.dossiers.fichier.coherence import LARGEST_INTEGER, YEARS
from maillage.reference import nomenclatures
from maillage.reference.aci import grilles, postes_du_contrat
from maillage.reference.plan_comptable import natures
from maillage.reference.prs import priorites_prs
from maillage.reference.regions import regions
from maillage.reference.schema import descriptions
from maillage.reference.statuts import tables as tables_statuts

Json = dict[str, Any]

_CODES: Mapping[tuple[str, str], Callable[[], Iterable[str]]] = {
    ("Cpts", "region"): regions,
    ("Personne", "profession"): nomenclatures.professions,
    ("Etablissement", "type"): nomenclatures.types_etablissement,
    ("Etape", "code"): nomenclatures.etapes,
    ("LigneBudget", "poste"): nomenclatures.postes_budget,
    ("LigneBudgetProjet", "nature"): natures,
    ("LienPrs", "code"): priorites_prs,
    ("Chiffre", "indicateur"): chiffres.importables,
    ("LigneRealisee", "nature"): natures,
    ("Contrat", "grille"): grilles,
    ("AvenantSigne", "grille"): grilles,
    ("MissionSignee", "poste"): postes_du_contrat,
    ("MontantSigne", "poste"): postes_du_contrat,
    ("ResultatSigne", "poste"): postes_du_contrat,
    ("FaitSigne", "poste"): postes_du_contrat,
    ("FigureRetenue", "rubrique"): nomenclatures.rubriques_texte,
}
_IDENTIFIERS = {
    ("Personne", "id"),
    ("Etablissement", "id"),
    ("ActionPrevue", "id"),
    ("Indicateur", "id"),
}
_BOUNDS: Mapping[str, Json] = {
    "taille_declaree": {"maximum": 4, "minimum": 1},
    "taille": {"maximum": 4, "minimum": 1},
    "taux": {"maximum": 100, "minimum": 0},
    "annee": {"minimum": 1},
}
_SCALARS: Mapping[Any, Json] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0, "maximum": LARGEST_INTEGER},
    Decimal: {"type": "number"},
    date: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    PartialDate: {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
}


def schema() -> Json:
    """Return the JSON Schema (2020-12) that every written dossier obeys."""
    definitions: dict[str, Json] = {}
    root = _object(DossierFacts, definitions)
    version = {"const": FORMAT_VERSION, "description": "La version du format de ce fichier."}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:maillage:dossier:{FORMAT_VERSION}",
        "title": "Dossier de CPTS",
        "description": (
            "Tout ce qu’une équipe a saisi. Une clé absente ou nulle est une question sans "
            "réponse ; un texte vide, une liste vide, faux et zéro sont des réponses."
        ),
        **root,
        "required": ["version"],
        "properties": {"version": version, **root["properties"]},
        "$defs": dict(sorted(definitions.items())),
    }


def _object(kind: type, definitions: dict[str, Json]) -> Json:
    hints = get_type_hints(kind)
    words = descriptions()[kind.__name__]
    properties: Json = {}
    required = []
    for field in dataclasses.fields(kind):
        described = _field(kind, field.name, hints[field.name], definitions)
        properties[field.name] = {"description": words[field.name], **described}
        if field.default is field.default_factory is dataclasses.MISSING:
            required.append(field.name)
    content: Json = {"type": "object", "additionalProperties": False, "properties": properties}
    return {**content, "required": required} if required else content


def _field(kind: type, name: str, hint: Any, definitions: dict[str, Json]) -> Json:
    if name == "textes":
        return _texts()
    if kind is Statuts and tables_statuts().choix[name].options:
        return _options(name, hint)
    codes = _CODES.get((kind.__name__, name))
    optional = get_origin(hint) in (Union, types.UnionType)
    if codes is not None:
        return _enum(codes(), optional=optional)
    if (kind.__name__, name) in _IDENTIFIERS:
        return {"type": "string", "pattern": r"\S"}
    described = _value(hint, definitions)
    if name == "exercice":
        return {"type": "integer", "minimum": YEARS.start, "maximum": YEARS.stop - 1}
    return described | _BOUNDS.get(name, {})


def _options(cle: str, hint: Any) -> Json:
    """Describe a choice of the statutes: one option, or a list of them."""
    options = tables_statuts().choix[cle].options
    if tuple in {get_origin(part) for part in get_args(hint)}:
        return {"type": ["array", "null"], "items": _enum(options, optional=False)}
    return _enum(options, optional=True)


def _texts() -> Json:
    properties = {
        code: {"description": rubrique.aide, "type": ["string", "null"]}
        for code, rubrique in nomenclatures.rubriques_texte().items()
    }
    return {"type": ["object", "null"], "additionalProperties": False, "properties": properties}


def _value(hint: Any, definitions: dict[str, Json]) -> Json:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = next(option for option in get_args(hint) if option is not type(None))
        return _nullable(_value(inner, definitions))
    if origin is tuple:
        return {"type": "array", "items": _value(get_args(hint)[0], definitions)}
    if hint in _SCALARS:
        return _SCALARS[hint]
    if issubclass(hint, StrEnum):
        return _enum(list(hint), optional=False)
    if hint.__name__ not in definitions:
        definitions[hint.__name__] = {}  # before it is filled: a class may hold itself
        definitions[hint.__name__] = _object(hint, definitions)
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _enum(codes: Iterable[str], *, optional: bool) -> Json:
    return {"enum": [*(str(code) for code in codes), *([None] if optional else [])]}


def _nullable(described: Json) -> Json:
    if "enum" in described:
        return {"enum": [*described["enum"], None]}
    return {**described, "type": [described["type"], "null"]}
