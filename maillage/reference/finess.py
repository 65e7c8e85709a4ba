"""The categories of FINESS that we count, and the type that each gives in a dossier."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from maillage.core.fiabilite import Fiabilite
from maillage.reference.nomenclatures import Groupe, types_etablissement
from maillage.reference.strict import Problem, Problems, read, structure

_FILE = Path(__file__).with_name("finess.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Categorie:
    """A category, by its code in the file."""

    code: str
    type: str  # code of reference/etablissements.yaml
    groupe: str
    precision: str | None = None
    fiabilite: Fiabilite | None = None  # None: that of the whole table


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoriesFiness:
    """The whole table."""

    verifie_le: date
    source: str
    fiabilite: Fiabilite
    groupes: tuple[Groupe, ...]
    categories: tuple[Categorie, ...]

    def par_code(self) -> Mapping[str, Categorie]:
        """Return the categories by code, in the order of the table."""
        return MappingProxyType({one.code: one for one in self.categories})


@cache
def categories_finess() -> CategoriesFiness:
    """Return the table, read once."""
    return lire_categories(_FILE.read_bytes(), _FILE.name)


def lire_categories(data: bytes, name: str) -> CategoriesFiness:
    """Read the table strictly; raise `Problems` with all that is wrong."""
    table = structure(read(data, name), CategoriesFiness, name)
    groups = {one.code for one in table.groupes}
    codes = [one.code for one in table.categories]
    problems = [
        Problem(f"la catégorie « {code} » est écrite deux fois", field="code")
        for code in sorted({code for code in codes if codes.count(code) > 1})
    ]
    for one in table.categories:
        if one.groupe not in groups:
            problems.append(Problem(f"« {one.groupe} » n’est pas un groupe", field="groupe"))
        if one.type not in types_etablissement():
            problems.append(Problem(f"« {one.type} » n’est pas un type", field="type"))
    if problems:
        raise Problems(name, problems)
    return table
