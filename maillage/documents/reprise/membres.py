"""A list of members from a spreadsheet, as people keep it: every line is accounted for."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from maillage.core.facts import Personne
from maillage.documents.reprise.entetes import MEMBRES, Colonnes, colonnes, est_entete
from maillage.documents.reprise.etiquettes import normal
from maillage.documents.reprise.feuilles import Rangee, lire_rangees
from maillage.documents.reprise.personnes import Nom, cle, lire_nom, lire_profession
from maillage.documents.reprise.rapport import LigneRapport, SortLigne
from maillage.documents.reprise.recueil import identifiant
from maillage.documents.reprise.refus import FichierRefuse
from maillage.documents.reprise.valeurs import ABSENT, convertir, types

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
_UNSURE = re.compile(r"\s*\(participation [^)]*\)\s*$")  # what our own lists add to a name
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_NOTES = (
    "total",
    "nb",
    "note",
    "source",
    "mise a jour",
    "maj",
    "liste",
    "effectif",
    "nombre",
    "legende",
)
RPPS = 11


def lire_membres(data: bytes, name: str) -> tuple[tuple[Personne, ...], tuple[LigneRapport, ...]]:
    """Return the people of a list, and what became of each line; raise `FichierRefuse`."""
    rangees = lire_rangees(data, name)
    found = colonnes(rangees, MEMBRES, au_moins=2) or colonnes(rangees, _NAMES_ONLY, au_moins=1)
    if found is None:
        guessed = _by_shape(rangees)
        if guessed is None:
            raise FichierRefuse(
                f"« {name} » : aucune colonne de noms ne s’y reconnaît. Nommez les colonnes « Nom », "
                "« Prénom », « Profession »."
            )
        found = (-1, guessed)
    reading = _Reading(found[1], sans_titres=found[0] < 0, renverse=_reversed(rangees, found[1]))
    for place, row in enumerate(rangees):
        reading.line(row, heads=place <= found[0])
    return tuple(reading.personnes), tuple(reading.rapport)


def _reversed(rangees: Sequence[Rangee], columns: Colonnes) -> bool:
    column = columns.get("nom_prenom", -1)
    last = first = 0
    for row in rangees:
        words = row.cellules[column].split() if 0 <= column < len(row.cellules) else []
        if len(words) > 1 and words[0].isupper() != words[-1].isupper():
            first, last = first + words[0].isupper(), last + words[-1].isupper()
    return last > first


_NAMES_ONLY = {name: MEMBRES[name] for name in ("nom_prenom", "prenom_nom", "nom")}


@dataclass
class _Reading:
    colonnes: Colonnes
    sans_titres: bool = False
    renverse: bool = False  # first names come first, as the names in capitals show
    personnes: list[Personne] = field(default_factory=list)
    rapport: list[LigneRapport] = field(default_factory=list)
    vues: dict[str, int] = field(default_factory=dict)  # key or RPPS → line
    identites: set[str] = field(default_factory=set)
    groupe: str | None = None  # a profession written as a title above its members

    def line(self, row: Rangee, *, heads: bool) -> None:
        if heads or est_entete(row, MEMBRES, self.colonnes):
            self._out(row, "titre du tableau")
            return
        cells = {
            name: _UNSURE.sub("", row.cellules[column])
            for name, column in self.colonnes.items()
            if column < len(row.cellules) and row.cellules[column]
        }
        alone = [cell for cell in row.cellules if cell]
        if len(set(alone)) == 1 and self._is_title(alone[0], cells):
            return self._title(row, alone[0])
        doubts: list[str] = []
        name = self._name(cells, doubts)
        if name is None:
            return self._out(row, "aucun nom de personne sur cette ligne")
        return self._person(row, name, cells, doubts)

    def _is_title(self, text: str, cells: Mapping[str, str]) -> bool:
        if len(self.colonnes) < 2:
            return normal(text).split(" ")[0] in _NOTES
        named = "nom" in cells or "nom_prenom" in cells or "prenom_nom" in cells
        metier = lire_profession(text)
        known = metier is not None and metier.code is not None and metier.sur
        return not named or known or len(text.split()) > 4 or normal(text).split(" ")[0] in _NOTES

    def _title(self, row: Rangee, text: str) -> None:
        metier = lire_profession(text)
        if metier and metier.code and metier.sur and "profession" not in self.colonnes:
            self.groupe = text
            self._out(row, "titre de groupe, compris comme la profession des lignes suivantes")
        else:
            self._out(row, "note ou titre, personne n’y est nommé")

    def _out(self, row: Rangee, why: str) -> None:
        self.rapport.append(
            LigneRapport(numero=row.numero, sort=SortLigne.ECARTEE, texte=row.texte, raison=why)
        )

    def _name(self, cells: Mapping[str, str], doubts: list[str]) -> Nom | None:
        if "nom" in cells:
            first = normal(cells["nom"]).split(" ")[0]
            if first in _NOTES or not _LETTERS.search(cells["nom"]):
                return None
            if cells.get("prenom"):
                return Nom(_clean(cells["nom"]), cells["prenom"])
            text, reverse = cells["nom"], False
        else:
            text = cells.get("nom_prenom") or cells.get("prenom_nom") or ""
            reverse = "nom_prenom" not in cells
        if normal(text).split(" ")[:1] and normal(text).split(" ")[0] in _NOTES:
            return None
        reverse = reverse or (self.sans_titres and self.renverse)
        found = lire_nom(text, prenom_en_tete=reverse)
        if found and self.sans_titres and found.prenom and not any(map(str.isupper, text.split())):
            doubts.append(f"nom « {found.nom} », prénom « {found.prenom} » : vérifiez l’ordre")
        if found and not found.sur:
            doubts.append(f"nom « {found.nom} », prénom « {found.prenom} » : vérifiez la coupure")
        if found and found.prenom is None:
            doubts.append("le prénom manque")
        return found

    def _person(self, row: Rangee, name: Nom, cells: Mapping[str, str], doubts: list[str]) -> None:
        fields = _fields(cells, doubts)
        fields |= self._profession(cells, doubts)
        key = cle(name.nom, name.prenom)
        seen = self.vues.get(fields.get("rpps") or "") or self.vues.get(key)
        if seen:
            return self._out(row, f"même personne que la ligne {seen}")
        self.vues[key] = row.numero
        if fields.get("rpps"):
            self.vues[fields["rpps"]] = row.numero
        person = Personne(
            id=self._identity(key), nom=name.nom, prenom=name.prenom, **_known(fields)
        )
        self.personnes.append(person)
        sort = SortLigne.DOUTE if doubts else SortLigne.PRISE
        self.rapport.append(
            LigneRapport(numero=row.numero, sort=sort, texte=row.texte, raison=" ; ".join(doubts))
        )
        return None

    def _identity(self, key: str) -> str:
        root = identifier = identifiant(key)
        number = 2
        while identifier in self.identites:
            identifier, number = f"{root}-{number}", number + 1
        self.identites.add(identifier)
        return identifier

    def _profession(self, cells: Mapping[str, str], doubts: list[str]) -> dict[str, Any]:
        text = cells.get("profession") or self.groupe
        if not text:
            return {"profession_precision": cells.get("profession_precision")}
        metier = lire_profession(text)
        if metier is None:
            return {}
        precision = cells.get("profession_precision") or metier.precision
        if metier.code is None:
            doubts.append(f"profession « {text} » inconnue : gardée telle quelle")
            return {"profession": "autre", "profession_precision": text}
        if not metier.sur:
            doubts.append(
                f"profession « {text} » comprise comme « {metier.code.replace('_', ' ')} »"
            )
        if metier.code == "medecin_generaliste" and precision and not _general(precision):
            doubts.append(f"médecin de spécialité « {precision} »")
            return {"profession": "medecin_specialiste", "profession_precision": precision}
        return {"profession": metier.code, "profession_precision": precision}


def _general(text: str) -> bool:
    return "general" in normal(text)


def _clean(text: str) -> str:
    found = lire_nom(f"{text} X")
    return found.nom if found and found.prenom == "X" else text


def _known(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", ABSENT)}


def _fields(cells: Mapping[str, str], doubts: list[str]) -> dict[str, Any]:
    fields: dict[str, Any] = {
        name: cells[name]
        for name in ("structure_appartenance", "lieu_exercice", "fonction")
        if name in cells
    }
    for name in ("engagement", "gouvernance", "secteur"):
        if name in cells:
            fields[name] = convertir(cells[name], types(Personne)[name])
            if fields[name] is ABSENT:
                doubts.append(f"« {cells[name]} » non compris ({name})")
    fields["rpps"] = _rpps(cells.get("rpps", ""), doubts)
    fields["telephone"] = _phone(cells.get("telephone", ""), doubts)
    fields["courriel"] = _mail(cells.get("courriel", ""), doubts)
    fields["adresse"] = _address(cells)
    return fields


def _rpps(text: str, doubts: list[str]) -> str | None:
    if not text:
        return None
    digits = re.sub(r"\.0$", "", text)
    digits = re.sub(r"\D", "", digits)
    if _SCIENTIFIC.search(text):
        doubts.append(f"numéro RPPS « {text} » abîmé par le tableur : à retaper")
        return None
    if len(digits) != RPPS:
        doubts.append(
            f"numéro RPPS « {text} » : {RPPS} chiffres sont attendus, il n’est pas repris"
        )
        return None
    if not _luhn(digits):
        doubts.append(f"numéro RPPS « {text} » : sa clé est fausse, vérifiez-le")
    return digits


def _luhn(digits: str) -> bool:
    total = 0
    for rank, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if rank % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _phone(text: str, doubts: list[str]) -> str | None:
    if not text:
        return None
    digits = re.sub(r"\D", "", re.sub(r"^\+?33\s?\(?0?\)?", "0", text.strip()))
    if len(digits) == 9 and digits[0] != "0":
        digits = f"0{digits}"  # a spreadsheet takes it for a number
    if len(digits) == 10 and digits[0] == "0":
        return digits
    doubts.append(f"téléphone « {text} » gardé tel quel")
    return text


def _mail(text: str, doubts: list[str]) -> str | None:
    if not text:
        return None
    found = _MAIL.findall(text)
    if not found:
        doubts.append(f"courriel « {text} » gardé tel quel : il ne ressemble pas à une adresse")
        return text
    if len(found) > 1:
        doubts.append("plusieurs courriels : le premier est repris")
    return str(found[0])


def _address(cells: Mapping[str, str]) -> str | None:
    postal = cells.get("code_postal", "")
    if re.fullmatch(r"\d{4}", postal):
        postal = f"0{postal}"
    street = cells.get("adresse")
    if not street:
        return None
    town = " ".join(filter(None, (postal, cells.get("lieu_exercice") if postal else None)))
    return ", ".join(filter(None, (street, town)))


def _by_shape(rangees: Sequence[Rangee]) -> Colonnes | None:
    """Without titles, tell the columns by what most of their cells look like."""
    width = max(len(row.cellules) for row in rangees)
    kinds: dict[str, int] = {}
    names: list[int] = []
    for column in range(width):
        cells = [row.cellules[column] for row in rangees if column < len(row.cellules)]
        cells = [cell for cell in cells if cell]
        kind = _kind(cells) if len(cells) * 3 >= len(rangees) else None
        if kind == "nom":
            names.append(column)
        elif kind and kind not in kinds:
            kinds[kind] = column
    if not names:
        return None
    if len(names) == 1:
        return kinds | {"nom_prenom": names[0]}
    return kinds | _two(rangees, names)


def _two(rangees: Sequence[Rangee], names: Sequence[int]) -> dict[str, int]:
    """Of two columns of words, the one in capitals is the surname; else the first one."""

    def capitals(column: int) -> int:
        return sum(row.cellules[column].isupper() for row in rangees if column < len(row.cellules))

    first, second = names[:2]
    if capitals(second) > capitals(first):
        first, second = second, first
    return {"nom": first, "prenom": second}


def _kind(cells: Sequence[str]) -> str | None:
    counts: Counter[str] = Counter(_look(cell) for cell in cells[:300])
    kind, count = counts.most_common(1)[0]
    return kind if kind and count * 2 >= len(cells[:300]) else None


def _look(cell: str) -> str:
    digits = re.sub(r"\D", "", cell)
    if _MAIL.search(cell):
        return "courriel"
    if len(digits) == RPPS and not _LETTERS.search(cell):
        return "rpps"
    if len(digits) in (9, 10) and not _LETTERS.search(cell):
        return "telephone"
    metier = lire_profession(cell)
    if metier and metier.code and metier.sur:
        return "profession"
    words = cell.split()
    return "nom" if _LETTERS.search(cell) and not digits and len(words) <= 4 else ""


def ajouter_membres(
    equipe: Sequence[Personne] | None, membres: Sequence[Personne]
) -> tuple[tuple[Personne, ...], tuple[Personne, ...]]:
    """Return the team with those it lacks, and those it already had (by RPPS or by name)."""
    held = list(equipe or ())
    known = {cle(one.nom, one.prenom) for one in held} | {one.rpps for one in held if one.rpps}
    taken = {one.id for one in held}
    already = []
    for one in membres:
        if cle(one.nom, one.prenom) in known or (one.rpps and one.rpps in known):
            already.append(one)
            continue
        identifier, number = one.id, 2
        while identifier in taken:
            identifier, number = f"{one.id}-{number}", number + 1
        taken.add(identifier)
        held.append(replace(one, id=identifier))
    return tuple(held), tuple(already)
