"""What the cells of one line say of a person; what is doubtful is said with its column."""

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from maillage.core.facts import Personne
from maillage.documents.reprise.rapport import Doute
from maillage.documents.reprise.valeurs import ABSENT, convertir, types

MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
LETTERS = re.compile(r"[^\W\d_]{2,}")
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
RPPS = 11
LONGEST = 500  # signs of a line of text on a page


def connus(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Keep the fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, "", ABSENT)}


def lire_champs(cells: Mapping[str, str], doubts: list[Doute]) -> dict[str, Any]:
    """Return the fields of a person, but for the name and the profession."""
    fields: dict[str, Any] = {
        name: coupe(name, cells[name], doubts)
        for name in ("structure_appartenance", "lieu_exercice", "fonction")
        if name in cells
    }
    for name in ("engagement", "gouvernance", "secteur"):
        if name in cells:
            fields[name] = convertir(cells[name], types(Personne)[name])
            if fields[name] is ABSENT:
                doubts.append(Doute(name, f"« {cells[name]} » non compris ({name})"))
    fields["rpps"] = lire_rpps(cells.get("rpps", ""), doubts)
    fields["telephone"] = lire_telephone(cells.get("telephone", ""), doubts)
    fields["courriel"] = lire_courriel(cells.get("courriel", ""), doubts)
    fields["adresse"] = coupe("adresse", _address(cells), doubts)
    return fields


Text = TypeVar("Text", str, str | None)


def coupe(champ: str, text: Text, doubts: list[Doute]) -> Text:
    """Return a text that a field can hold, and say when its end is left out."""
    if text is None or len(text) <= LONGEST:
        return text
    doubts.append(Doute(champ, f"« {text[:40]}… » est trop long : coupé à {LONGEST} signes"))
    return text[:LONGEST]


def lire_rpps(text: str, doubts: list[Doute]) -> str | None:
    if not text:
        return None
    digits = re.sub(r"\.0$", "", text)
    digits = re.sub(r"\D", "", digits)
    if _SCIENTIFIC.search(text):
        doubts.append(Doute("rpps", f"numéro RPPS « {text} » abîmé par le tableur : à retaper"))
        return None
    if len(digits) != RPPS:
        doubts.append(
            Doute(
                "rpps",
                f"numéro RPPS « {text} » : {RPPS} chiffres sont attendus, il n’est pas repris",
            )
        )
        return None
    if not _luhn(digits):
        doubts.append(Doute("rpps", f"numéro RPPS « {text} » : sa clé est fausse, vérifiez-le"))
    return digits


def _luhn(digits: str) -> bool:
    total = 0
    for rank, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if rank % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def lire_telephone(text: str, doubts: list[Doute]) -> str | None:
    if not text:
        return None
    digits = re.sub(r"\D", "", re.sub(r"^\+?33\s?\(?0?\)?", "0", text.strip()))
    if len(digits) == 9 and digits[0] != "0":
        digits = f"0{digits}"  # a spreadsheet takes it for a number
    if len(digits) == 10 and digits[0] == "0":
        return digits
    doubts.append(Doute("telephone", f"téléphone « {text} » gardé tel quel"))
    return text[:40]


def lire_courriel(text: str, doubts: list[Doute]) -> str | None:
    if not text:
        return None
    found = MAIL.findall(text)
    if not found:
        doubts.append(
            Doute(
                "courriel",
                f"courriel « {text} » gardé tel quel : il ne ressemble pas à une adresse",
            )
        )
        return text[:254]
    if len(found) > 1:
        doubts.append(Doute("courriel", "plusieurs courriels : le premier est repris"))
    return str(found[0])[:254]


def _address(cells: Mapping[str, str]) -> str | None:
    postal = cells.get("code_postal", "")
    if re.fullmatch(r"\d{4}", postal):
        postal = f"0{postal}"
    street = cells.get("adresse")
    if not street:
        return None
    town = " ".join(filter(None, (postal, cells.get("lieu_exercice") if postal else None)))
    return ", ".join(filter(None, (street, town)))
