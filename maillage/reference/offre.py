"""The professions that the offer of care counts, as the directory writes them."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from maillage.core.fiabilite import Fiabilite
from maillage.core.offre import ProfessionOffre
from maillage.reference.nomenclatures import professions
from maillage.reference.strict import Problem, Problems, read, structure

_FILE = Path(__file__).with_name("offre.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offre:
    """The whole table."""

    verifie_le: date
    source: str
    fiabilite: Fiabilite
    professions: tuple[ProfessionOffre, ...]


@cache
def offre() -> Offre:
    """Return the table, read once."""
    return lire_offre(_FILE.read_bytes(), _FILE.name)


def lire_offre(data: bytes, name: str) -> Offre:
    """Read the table strictly; raise `Problems` with all that is wrong."""
    table = structure(read(data, name), Offre, name)
    codes = [one.code for one in table.professions]
    problems = [
        Problem(f"la profession « {code} » est écrite deux fois", field="code")
        for code in sorted({code for code in codes if codes.count(code) > 1})
    ]
    problems += [
        Problem(f"« {code} » n’est pas une profession d’un dossier", field="professions")
        for one in table.professions
        for code in one.professions
        if code not in professions()
    ]
    if problems:
        raise Problems(name, problems)
    return table
