"""A list of members from a spreadsheet, as people keep it: every line is accounted for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from maillage.core.facts import Personne
from maillage.documents.reprise.annuaire import Annuaire
from maillage.documents.reprise.entetes import MEMBRES, Colonnes, colonnes, est_entete
from maillage.documents.reprise.etiquettes import normal
from maillage.documents.reprise.feuilles import Rangee, lire_rangees
from maillage.documents.reprise.fiche_membre import LETTERS, connus, coupe, lire_champs
from maillage.documents.reprise.formes import par_formes
from maillage.documents.reprise.liste_lue import LigneLue, ListeLue, Reglage
from maillage.documents.reprise.personnes import Nom, cle, lire_nom, lire_profession, sans_mention
from maillage.documents.reprise.rapport import Doute, LigneRapport, SortLigne
from maillage.documents.reprise.recueil import identifiant
from maillage.documents.reprise.refus import FichierRefuse

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
_NAMES_ONLY = {name: MEMBRES[name] for name in ("nom_prenom", "prenom_nom", "nom")}
NOMMENT = frozenset(_NAMES_ONLY)  # one of these columns at least says who a line is about


def lire_membres(data: bytes, name: str) -> tuple[tuple[Personne, ...], tuple[LigneRapport, ...]]:
    """Return the people of a list, and what became of each line; raise `FichierRefuse`."""
    found = lire_liste(lire_rangees(data, name), name)
    report = {line.numero: line for line in found.ecartees}
    for one in found.lus:
        sort, why = (SortLigne.DOUTE if one.doutes else SortLigne.PRISE), one.raison
        if one.double:
            sort, why = SortLigne.ECARTEE, f"même personne que la ligne {one.double}"
        report[one.numero] = LigneRapport(numero=one.numero, sort=sort, texte=one.texte, raison=why)
    people = tuple(one.fiche for one in found.lus if not one.double)
    return people, tuple(report[number] for number in sorted(report))


def lire_liste(
    rangees: tuple[Rangee, ...], name: str, reglage: Reglage | None = None
) -> ListeLue[Personne]:
    """Read the rows of a list, as a person said they are; raise `FichierRefuse`."""
    said = reglage or Reglage()
    place, columns = _columns(rangees, said, name)
    reading = _Reading(
        columns,
        professions={normal(words): code for words, code in said.mots.items()},
        sans_titres=place < 0,
        renverse=_reversed(rangees, columns),
    )
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
    found = colonnes(rangees, MEMBRES, au_moins=2) or colonnes(rangees, _NAMES_ONLY, au_moins=1)
    place = found[0] if found else -1
    if said.titres is not None:
        place = max((n for n, row in enumerate(rangees) if row.numero <= said.titres), default=-1)
    columns = said.colonnes or (found[1] if found else par_formes(rangees))
    if not columns or not NOMMENT & columns.keys():
        raise FichierRefuse(
            f"« {name} » : aucune colonne de noms ne s’y reconnaît. Nommez les colonnes « Nom », "
            "« Prénom », « Profession »."
        )
    return place, columns


def _reversed(rangees: Sequence[Rangee], columns: Colonnes) -> bool:
    """Say that first names come first, as the names in capitals show."""
    column = columns.get("nom_prenom", -1)
    last = first = 0
    for row in rangees:
        words = row.cellules[column].split() if 0 <= column < len(row.cellules) else []
        if len(words) > 1 and words[0].isupper() != words[-1].isupper():
            first, last = first + words[0].isupper(), last + words[-1].isupper()
    return last > first


@dataclass
class _Reading:
    colonnes: Colonnes
    professions: Mapping[str, str]
    sans_titres: bool
    renverse: bool
    lus: list[LigneLue[Personne]] = field(default_factory=list)
    ecartees: list[LigneRapport] = field(default_factory=list)
    vues: Annuaire[int] = field(default_factory=Annuaire)
    identites: set[str] = field(default_factory=set)
    groupe: str | None = None  # a profession written as a title above its members

    def line(self, row: Rangee, *, heads: bool) -> None:
        if heads or est_entete(row, MEMBRES, self.colonnes):
            self._out(row, "titre du tableau")
            return
        cells = {
            name: sans_mention(row.cellules[column])
            for name, column in self.colonnes.items()
            if column < len(row.cellules) and row.cellules[column]
        }
        alone = [cell for cell in row.cellules if cell]
        if len(set(alone)) == 1 and self._is_title(alone[0], cells):
            return self._title(row, alone[0])
        doubts = [Doute("", remark) for remark in row.remarques]
        name = self._name(cells, doubts)
        if name is None:
            return self._out(row, "aucun nom de personne sur cette ligne")
        return self._person(row, name, cells, doubts)

    def _is_title(self, text: str, cells: Mapping[str, str]) -> bool:
        if len(self.colonnes) < 2:
            return _is_note(text)
        metier = lire_profession(text)
        known = metier is not None and metier.code is not None and metier.sur
        return not NOMMENT & cells.keys() or known or len(text.split()) > 4 or _is_note(text)

    def _title(self, row: Rangee, text: str) -> None:
        metier = lire_profession(text)
        if metier and metier.code and metier.sur and "profession" not in self.colonnes:
            self.groupe = text
            self._out(row, "titre de groupe, compris comme la profession des lignes suivantes")
        else:
            self._out(row, "note ou titre, personne n’y est nommé")

    def _out(self, row: Rangee, why: str) -> None:
        why = " ; ".join((why, *row.remarques))
        self.ecartees.append(
            LigneRapport(numero=row.numero, sort=SortLigne.ECARTEE, texte=row.texte, raison=why)
        )

    def _name(self, cells: Mapping[str, str], doubts: list[Doute]) -> Nom | None:
        if "nom" in cells:
            if _is_note(cells["nom"]) or not LETTERS.search(cells["nom"]):
                return None
            if cells.get("prenom"):
                return Nom(_clean(cells["nom"]), cells["prenom"])
            text, reverse = cells["nom"], False
        else:
            text = cells.get("nom_prenom") or cells.get("prenom_nom") or ""
            reverse = "nom_prenom" not in cells
        if _is_note(text):
            return None
        reverse = reverse or (self.sans_titres and self.renverse)
        found = lire_nom(text, prenom_en_tete=reverse)
        if found:
            self._doubts_of_name(found, text, doubts)
        return found

    def _doubts_of_name(self, found: Nom, text: str, doubts: list[Doute]) -> None:
        cut = f"nom « {found.nom} », prénom « {found.prenom} »"
        if self.sans_titres and found.prenom and not any(map(str.isupper, text.split())):
            doubts.append(Doute("nom", f"{cut} : vérifiez l’ordre"))
        if not found.sur:
            doubts.append(Doute("nom", f"{cut} : vérifiez la coupure"))
        if found.prenom is None:
            doubts.append(Doute("prenom", "le prénom manque"))

    def _person(
        self, row: Rangee, name: Nom, cells: Mapping[str, str], doubts: list[Doute]
    ) -> None:
        fields = lire_champs(cells, doubts)
        name = Nom(coupe("nom", name.nom, doubts), coupe("prenom", name.prenom, doubts))
        words = cells.get("profession") or self.groupe or ""
        metier, unsure = self._profession(words, cells, doubts)
        precision = metier.get("profession_precision")
        metier["profession_precision"] = coupe("profession_precision", precision, doubts)
        rpps = fields["rpps"]
        seen = self.vues.trouver(name.nom, name.prenom, rpps)
        if seen is None:
            self.vues.inscrire(name.nom, name.prenom, rpps, row.numero)
        identity = self._identity(cle(name.nom, name.prenom)) if seen is None else ""
        person = Personne(id=identity, nom=name.nom, prenom=name.prenom, **connus(fields | metier))
        self.lus.append(
            LigneLue(
                numero=row.numero,
                texte=row.texte,
                fiche=person,
                doutes=tuple(doubts),
                double=seen,
                mots=words if unsure else "",
            )
        )

    def _identity(self, key: str) -> str:
        root = identifier = identifiant(key)
        number = 2
        while identifier in self.identites:
            identifier, number = f"{root}-{number}", number + 1
        self.identites.add(identifier)
        return identifier

    def _profession(
        self, text: str, cells: Mapping[str, str], doubts: list[Doute]
    ) -> tuple[dict[str, Any], bool]:
        """Return the profession, and whether its words deserve a look."""
        precision = cells.get("profession_precision")
        metier = lire_profession(text) if text else None
        if metier is None:
            return {"profession_precision": precision}, False
        if said := self.professions.get(normal(text)):
            kept = precision or (text if said in ("autre", "medecin_specialiste") else None)
            return {"profession": said, "profession_precision": kept}, True
        precision = precision or metier.precision
        if metier.code is None:
            doubts.append(
                Doute("profession", f"profession « {text} » inconnue : gardée telle quelle")
            )
            return {"profession": "autre", "profession_precision": text}, True
        if not metier.sur:
            code = metier.code.replace("_", " ")
            doubts.append(Doute("profession", f"profession « {text} » comprise comme « {code} »"))
        if metier.code == "medecin_generaliste" and precision and not _general(precision):
            doubts.append(Doute("profession", f"médecin de spécialité « {precision} »"))
            return {"profession": "medecin_specialiste", "profession_precision": precision}, False
        return {"profession": metier.code, "profession_precision": precision}, not metier.sur


def _is_note(text: str) -> bool:
    return normal(text).split(" ")[0] in _NOTES


def _general(text: str) -> bool:
    return "general" in normal(text)


def _clean(text: str) -> str:
    found = lire_nom(f"{text} X")
    return found.nom if found and found.prenom == "X" else text


def ajouter_membres(
    equipe: Sequence[Personne] | None, membres: Sequence[Personne]
) -> tuple[tuple[Personne, ...], tuple[Personne, ...]]:
    """Return the team with those it lacks, and those it already had (by RPPS or by name)."""
    held = list(equipe or ())
    known: Annuaire[str] = Annuaire()
    for one in held:
        known.inscrire(one.nom, one.prenom, one.rpps, one.id)
    taken = {one.id for one in held}
    already = []
    for one in membres:
        if known.trouver(one.nom, one.prenom, one.rpps) is not None:
            already.append(one)
            continue
        identifier, number = one.id, 2
        while identifier in taken:
            identifier, number = f"{one.id}-{number}", number + 1
        taken.add(identifier)
        held.append(replace(one, id=identifier))
    return tuple(held), tuple(already)
