"""A list of establishments from a spreadsheet: every line is accounted for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from maillage.core.facts import Etablissement
from maillage.documents.reprise.entetes import ETABLISSEMENTS, Colonnes, colonnes, est_entete
from maillage.documents.reprise.etablissements import TypeLu, lire_type, lire_type_nom
from maillage.documents.reprise.etiquettes import normal
from maillage.documents.reprise.feuilles import Rangee
from maillage.documents.reprise.fiche_membre import LETTERS, connus, coupe
from maillage.documents.reprise.liste_lue import LigneLue, ListeLue, Reglage
from maillage.documents.reprise.rapport import Doute, LigneRapport, SortLigne
from maillage.documents.reprise.refus import FichierRefuse
from maillage.documents.reprise.valeurs import ABSENT, convertir, types
from maillage.reference.nomenclatures import types_etablissement

Who = TypeVar("Who")
_ALONE = {"nom": ETABLISSEMENTS["nom"]}
_NOTES = ("total", "nb", "note", "source", "mise a jour", "maj", "effectif", "nombre", "legende")
_WORDS = ("localisation", "adresse", "interlocuteur")


class Repertoire(Generic[Who]):
    """The establishments known already, by name; one name in two communes is two of them."""

    def __init__(self) -> None:
        self._by_name: dict[str, list[tuple[str, Who]]] = {}

    def inscrire(self, nom: str, lieu: str | None, qui: Who) -> None:
        self._by_name.setdefault(normal(nom), []).append((normal(lieu or ""), qui))

    def trouver(self, nom: str, lieu: str | None) -> Who | None:
        place = normal(lieu or "")
        same_name = self._by_name.get(normal(nom), ())
        return next((who for at, who in same_name if not (at and place) or at == place), None)


def lire_etablissements(
    rangees: tuple[Rangee, ...], name: str, reglage: Reglage | None = None
) -> ListeLue[Etablissement]:
    """Read the rows of a list, as a person said they are; raise `FichierRefuse`."""
    said = reglage or Reglage()
    place, columns = _columns(rangees, said, name)
    reading = _Reading(columns, {normal(words): code for words, code in said.mots.items()})
    for rank, row in enumerate(rangees):
        reading.line(row, heads=rank <= place)
    return ListeLue(
        rangees=rangees,
        titres=rangees[place].numero if place >= 0 else 0,
        colonnes=columns,
        lus=tuple(reading.lus),
        ecartees=tuple(reading.ecartees),
    )


def _columns(rangees: Sequence[Rangee], said: Reglage, name: str) -> tuple[int, Colonnes]:
    found = colonnes(rangees, ETABLISSEMENTS, au_moins=2) or colonnes(rangees, _ALONE, au_moins=1)
    place = found[0] if found else -1
    if said.titres is not None:
        place = max((n for n, row in enumerate(rangees) if row.numero <= said.titres), default=-1)
    columns = said.colonnes or (found[1] if found else _by_shape(rangees))
    if "nom" not in columns:
        raise FichierRefuse(
            f"« {name} » : aucune colonne de noms ne s’y reconnaît. Nommez les colonnes « Nom », "
            "« Type », « Commune »."
        )
    return place, columns


def _by_shape(rangees: Sequence[Rangee]) -> Colonnes:
    """Without titles, the first column that holds words names the establishments."""
    width = max(len(row.cellules) for row in rangees)
    for column in range(width):
        cells = [row.cellules[column] for row in rangees if column < len(row.cellules)]
        if sum(bool(LETTERS.search(cell)) for cell in cells) * 2 >= len(rangees):
            return {"nom": column}
    return {}


@dataclass
class _Reading:
    colonnes: Colonnes
    types: Mapping[str, str]
    lus: list[LigneLue[Etablissement]] = field(default_factory=list)
    ecartees: list[LigneRapport] = field(default_factory=list)
    vus: Repertoire[int] = field(default_factory=Repertoire)

    def line(self, row: Rangee, *, heads: bool) -> None:
        cells = {
            name: row.cellules[column]
            for name, column in self.colonnes.items()
            if column < len(row.cellules) and row.cellules[column]
        }
        first = next((cell for cell in row.cellules if cell), "")
        if heads or est_entete(row, ETABLISSEMENTS, self.colonnes):
            return self._out(row, "titre du tableau")
        if normal(first).split(" ")[0] in _NOTES or not LETTERS.search(cells.get("nom", "")):
            return self._out(row, "aucun établissement sur cette ligne")
        return self._row(row, cells)

    def _out(self, row: Rangee, why: str) -> None:
        why = " ; ".join((why, *row.remarques))
        self.ecartees.append(
            LigneRapport(numero=row.numero, sort=SortLigne.ECARTEE, texte=row.texte, raison=why)
        )

    def _row(self, row: Rangee, cells: Mapping[str, str]) -> None:
        doubts = [Doute("", remark) for remark in row.remarques]
        kind, nom, words = self._kind(cells, doubts)
        fields: dict[str, Any] = {name: coupe(name, cells.get(name), doubts) for name in _WORDS}
        for name in ("famille", "engagement", "gouvernance"):
            if name in cells:
                fields[name] = convertir(cells[name], types(Etablissement)[name])
                if fields[name] is ABSENT:
                    doubts.append(Doute(name, f"« {cells[name]} » non compris ({name})"))
        if kind and kind.code:
            fields |= {"type": kind.code, "type_precision": kind.precision}
            if fields.get("famille") in (None, ABSENT):
                fields["famille"] = types_etablissement()[kind.code].famille
        seen = self.vus.trouver(nom, fields["localisation"])
        self.vus.inscrire(nom, fields["localisation"], row.numero)
        self.lus.append(
            LigneLue(
                numero=row.numero,
                texte=row.texte,
                fiche=Etablissement(id="", nom=coupe("nom", nom, doubts), **connus(fields)),
                doutes=tuple(doubts),
                double=seen,
                mots=words,
            )
        )

    def _kind(
        self, cells: Mapping[str, str], doubts: list[Doute]
    ) -> tuple[TypeLu | None, str, str]:
        """Return the type, the name without it, and the words of the file that deserve a look."""
        words, nom = cells.get("type", ""), cells["nom"]
        if not words:
            kind, nom = lire_type_nom(nom)
            if kind and not kind.sur:
                doubts.append(Doute("type", "type compris d’après le nom : vérifiez"))
            return kind, nom, ""
        if said := self.types.get(normal(words)):
            return TypeLu(said, words if said == "autre" else None), nom, words
        kind = lire_type(words)
        if kind is None or kind.sur:
            return kind, nom, ""
        known = types_etablissement()[kind.code or "autre"].libelle
        doubts.append(Doute("type", f"type « {words} » compris comme « {known} »"))
        return kind, nom, words
