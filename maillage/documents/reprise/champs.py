"""What the cell of a table gives to the fields of its record."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from maillage.core.facts import Engagement, Etablissement, Personne
from maillage.documents.reprise.etablissements import lire_type, lire_type_nom
from maillage.documents.reprise.etiquettes import semblables
from maillage.documents.reprise.personnes import lire_profession
from maillage.documents.reprise.valeurs import ABSENT, convertir, types
from maillage.reference.cog import table as cog
from maillage.reference.nomenclatures import types_etablissement

RIEN = "–"
_MARK = re.compile(r"\s*\(participation (incertaine|à confirmer)\)\s*$")
_MAIL = re.compile(r"\S+@\S+\.\w+")
_PHONE = re.compile(r"(?:\+33|0)[\d\s.\u00a0]{9,}")


def sans_marque(texte: str) -> tuple[str, Engagement | None]:
    """Take off « (participation incertaine) », and say which engagement it means."""
    found = _MARK.search(texte)
    if not found:
        return texte.strip(), None
    sure = Engagement.CONTACTE if found[1] == "incertaine" else None
    return texte[: found.start()].strip(), sure


def champs_de_personne(name: str, value: str) -> dict[str, Any]:
    """Return the fields of a person that a value of this name fills."""
    if name == "profession":
        found = lire_profession(value)
        if found is None:
            return {}
        if found.code is None:
            return {"profession": "autre", "profession_precision": found.precision}
        return {"profession": found.code, "profession_precision": found.precision}
    return {name: convertir(value, types(Personne).get(name, str), name)}


def champs_d_etablissement(name: str, value: str) -> dict[str, Any]:
    """Return the fields of an establishment that a value of this name fills."""
    if name == "type":
        kind = lire_type(value)
        return _of_type(kind.code, kind.precision) if kind else {}
    if name == "type_nom":
        kind, nom = lire_type_nom(value)
        return {"nom": nom} | (_of_type(kind.code, kind.precision) if kind else {})
    return {name: convertir(value, types(Etablissement).get(name, str), name)}


def _of_type(code: str | None, precision: str | None) -> dict[str, Any]:
    known = types_etablissement().get(code or "")
    return {
        "type": code,
        "type_precision": precision,
        "famille": known.famille if known else None,
    }


def type_imprime(code: str) -> dict[str, Any]:
    """Return what a row printed in advance says of its establishment."""
    return _of_type(code, None)


def repartir(
    champs: Sequence[str], texte: str, *, tous: bool, intitules: Sequence[str] = ()
) -> Mapping[str, str]:
    """Say which of several fields a cell fills."""
    if intitules:
        return _labelled(champs, texte, intitules)
    if len(champs) == 1:
        return {champs[0]: texte}
    if tous:
        return _lines(champs, texte)
    if set(champs) == {"structure_appartenance", "lieu_exercice"}:
        return {"lieu_exercice" if _is_commune(texte) else "structure_appartenance": texte}
    if set(champs) == {"adresse", "localisation"}:
        return {"adresse" if re.search(r"\d", texte) else "localisation": texte}
    return {champs[0]: texte}


def _labelled(champs: Sequence[str], texte: str, intitules: Sequence[str]) -> dict[str, str]:
    """Several values, each behind its label; a line without label goes on with the one above."""
    found: dict[str, list[str]] = {}
    current = champs[0]
    for line in texte.split("\n"):
        head, colon, value = line.partition(":")
        for name, label in zip(champs, intitules, strict=True):
            if colon and semblables(head, label.rstrip(" :")):
                current, line = name, value  # noqa: PLW2901 -- what is left of it
                break
        if line.strip():
            found.setdefault(current, []).append(line.strip())
    return {name: "\n".join(lines) for name, lines in found.items()}


def _lines(champs: Sequence[str], texte: str) -> dict[str, str]:
    """Several values, one a line: told by their look, else by their order."""
    lines = [line.strip() for line in texte.split("\n") if line.strip()]
    left = list(champs)
    found: dict[str, str] = {}
    for line in lines:
        name = next(
            (
                one
                for one, look in (("courriel", _MAIL), ("telephone", _PHONE))
                if one in left and look.fullmatch(line)
            ),
            None,
        ) or next((one for one in left if one not in ("courriel", "telephone")), None)
        if name is None:
            last = next(reversed(found), champs[0])
            found[last] = f"{found.get(last, '')}\n{line}".strip()
            continue
        left.remove(name)
        found[name] = line
    return found


def _is_commune(texte: str) -> bool:
    bare = re.sub(r"\(?\b\d{5}\b\)?", "", texte).strip(" ,-")
    return bool(bare) and any(_same(one.nom, bare) for one in cog().chercher(bare, limite=3))


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W", "", one).casefold() == re.sub(r"\W", "", other).casefold()


def rien(value: Any) -> bool:
    """Say whether a value read is nothing."""
    return value is ABSENT or value is None
