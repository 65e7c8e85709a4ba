"""The catalogue of rules: YAML tables read, checked against one another, compiled, kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from maillage.core.fiabilite import Fiabilite
from maillage.core.regles import (
    Expression,
    Gravite,
    Regle,
    Vocabulaire,
    compiler,
    fonctions_de,
)
from maillage.core.regles.lectures import Lectures
from maillage.reference.regles.documents import Documents
from maillage.reference.regles.tables import Parametres
from maillage.reference.strict import Problem, Problems, read, structure

FOLDER = Path(__file__).parent

DOMAINES = (
    "identite",
    "equipe",
    "territoire",
    "diagnostic",
    "missions",
    "actions",
    "indicateurs",
    "calendrier",
    "budget",
    "gouvernance",
    "statuts",
    "depot",
    "contrat",
    "indemnites",
    "documents_produits",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Donnee:
    """A fact of the rules: its shape, its French name, where it is mended, if Maillage holds it."""

    type: str
    libelle: str
    ou: str
    suivie: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RegleEcrite:
    """A rule as the file has it, before its conditions are compiled."""

    code: str
    titre: str
    message: str
    que_faire: str
    gravite: Gravite
    regions: tuple[str, ...] = ()
    documents: tuple[str, ...]
    depuis: date | None = None
    jusqua: date | None = None
    donnees: tuple[str, ...]
    facultatives: tuple[str, ...] = ()
    champs: tuple[str, ...] = ()
    element: str | None = None
    sans_objet_si: str | None = None
    inconnue_si: str | None = None
    respectee_si: str
    details: str | None = None
    source: str
    fiabilite: Fiabilite
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Domaine:
    domaine: str
    libelle: str
    verifie_le: date
    regles: tuple[RegleEcrite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vocabulaire:
    donnees: Mapping[str, Donnee]
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lectures:
    verifie_le: date
    textes: Mapping[str, Mapping[str, tuple[str, ...]]]
    etapes: Mapping[str, tuple[str, ...]]
    jalons: tuple[str, ...]
    missions: Mapping[str, str]
    articles: Mapping[str, int]
    natures_fir: tuple[str, ...]
    consignes: tuple[str, ...]
    zones: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Every rule and every table that judging a dossier asks for."""

    regles: tuple[Regle, ...]
    domaines: Mapping[str, str]  # code → French label
    donnees: Mapping[str, Donnee]
    codes: Mapping[str, str]  # code that rules list → French label
    documents: Documents
    parametres: Parametres
    lectures: Lectures
    verifie_le: date  # the oldest check among the tables

    @property
    def textes(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Return the texts that give each code of the facts that are lists of codes."""
        missions = {
            group: tuple(
                f"mission_{one}" for one, of in self.lectures.missions.items() if of == group
            )
            for group in dict.fromkeys(self.lectures.missions.values())
        }
        return {**self.lectures.textes, "missions": missions}

    def regle(self, code: str) -> Regle | None:
        """Return the rule that bears this code, or None."""
        return next((regle for regle in self.regles if regle.code == code), None)

    def non_tenues(self, regle: Regle) -> tuple[str, ...]:
        """Return the facts that a rule needs and that Maillage does not hold yet."""
        facts = [nom for nom in regle.donnees if nom not in regle.facultatives]
        return tuple(nom for nom in facts if not self.donnees[nom].suivie) + regle.champs


@cache
def catalogue() -> Catalogue:
    """Return the catalogue of the project, read once."""
    return load(FOLDER)


def load(folder: Path) -> Catalogue:
    """Read the tables of a folder; raise `Problems` if one is wrong or contradicts another."""
    parametres = _table(folder, "parametres.yaml", Parametres)
    documents = _table(folder, "documents.yaml", Documents)
    vocabulaire = _table(folder, "vocabulaire.yaml", _Vocabulaire)
    lectures = _table(folder, "lectures.yaml", _Lectures)
    compilation = _Compilation(parametres, documents, vocabulaire)
    tables = [_table(folder, f"{code}.yaml", _Domaine) for code in DOMAINES]
    regles = tuple(regle for table in tables for regle in compilation.regles(table))
    shared = (parametres.verifie_le, documents.verifie_le, lectures.verifie_le)
    return Catalogue(
        regles=regles,
        domaines=MappingProxyType({table.domaine: table.libelle for table in tables}),
        donnees=MappingProxyType(dict(vocabulaire.donnees)),
        codes=MappingProxyType(dict(vocabulaire.codes)),
        documents=documents,
        parametres=parametres,
        lectures=Lectures(
            textes=lectures.textes,
            etapes=lectures.etapes,
            jalons=lectures.jalons,
            missions=lectures.missions,
            articles=lectures.articles,
            natures_fir=lectures.natures_fir,
            consignes=lectures.consignes,
            zones=lectures.zones,
        ),
        verifie_le=min(*shared, *(table.verifie_le for table in tables)),
    )


T = TypeVar("T")


def _table(folder: Path, name: str, kind: type[T]) -> T:
    return structure(read((folder / name).read_bytes(), name), kind, name)


class _Compilation:
    """Rules of a file to rules that judge; every mistake of the file is said at once."""

    def __init__(
        self, parametres: Parametres, documents: Documents, vocabulaire: _Vocabulaire
    ) -> None:
        self.documents = documents
        self.donnees = vocabulaire.donnees
        self.codes_nommes = vocabulaire.codes.keys()
        self.fonctions = fonctions_de(parametres)
        self.lecteurs = parametres.lecteurs()
        self.codes: set[str] = set()

    def regles(self, table: _Domaine) -> Iterator[Regle]:
        """Yield the rules of a file, checked; raise `Problems` at the first wrong rule."""
        for ecrite in table.regles:
            problems = list(self._problems(ecrite))
            if problems:
                raise Problems(f"{table.domaine}.yaml", problems)
            self.codes.add(ecrite.code)
            yield self._regle(ecrite, table)

    def _problems(self, ecrite: RegleEcrite) -> Iterator[Problem]:
        known = self.donnees.keys()
        if ecrite.code in self.codes:
            yield Problem("ce code de règle est déjà pris", ecrite.code)
        for field in ("titre", "message", "que_faire", "source"):
            if not getattr(ecrite, field).strip():
                yield Problem("ce texte est vide", f"{ecrite.code}.{field}")
        for nom in ecrite.donnees:
            if nom not in known:
                yield Problem(f"« {nom} » n’est pas dans le vocabulaire", f"{ecrite.code}.donnees")
        for nom in set(ecrite.facultatives) - set(ecrite.donnees):
            yield Problem(f"« {nom} » n’est pas lue", f"{ecrite.code}.facultatives")
        for nom in set(ecrite.champs) - self.codes_nommes:
            yield Problem(f"« {nom} » n’a pas de nom dans le vocabulaire", f"{ecrite.code}.champs")
        for nature in set(ecrite.documents) - self.documents.natures.keys():
            yield Problem(f"« {nature} » n’est pas un document", f"{ecrite.code}.documents")
        if ecrite.depuis and ecrite.jusqua and ecrite.jusqua < ecrite.depuis:
            yield Problem("la règle finit avant de commencer", f"{ecrite.code}.jusqua")

    def _regle(self, ecrite: RegleEcrite, table: _Domaine) -> Regle:
        vocabulaire = Vocabulaire(frozenset(ecrite.donnees), self.fonctions, self.lecteurs)

        def compiled(field: str, texte: str) -> Expression:
            try:
                return compiler(texte, vocabulaire)
            except ValueError as error:
                where = f"{ecrite.code}.{field}"
                raise Problems(f"{table.domaine}.yaml", [Problem(str(error), where)]) from error

        def optional(field: str, texte: str | None) -> Expression | None:
            return None if texte is None else compiled(field, texte)

        return Regle(
            code=ecrite.code,
            titre=ecrite.titre,
            message=ecrite.message,
            que_faire=ecrite.que_faire,
            gravite=ecrite.gravite,
            domaine=table.domaine,
            regions=frozenset(ecrite.regions),
            documents=frozenset(ecrite.documents),
            depuis=ecrite.depuis,
            jusqua=ecrite.jusqua,
            donnees=ecrite.donnees,
            facultatives=frozenset(ecrite.facultatives),
            champs=ecrite.champs,
            element=ecrite.element,
            source=ecrite.source,
            fiabilite=ecrite.fiabilite,
            verifie_le=table.verifie_le,
            note=ecrite.note,
            sans_objet_si=optional("sans_objet_si", ecrite.sans_objet_si),
            inconnue_si=optional("inconnue_si", ecrite.inconnue_si),
            respectee_si=compiled("respectee_si", ecrite.respectee_si),
            details=optional("details", ecrite.details),
        )
