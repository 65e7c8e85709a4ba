"""Read the three tables, check every name that a sentence uses, and cut the sentences once."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from maillage.core.facts import Statuts
from maillage.core.regles import Expression, Vocabulaire, compiler
from maillage.core.regles.fonctions import Fonction, nb
from maillage.core.statuts import (
    Article,
    Clause,
    Definition,
    Element,
    NatureChoix,
    OptionChoix,
    TablesStatuts,
    Tenue,
)
from maillage.core.statuts import gabarit as gabarits
from maillage.core.statuts.contraintes import JUGES
from maillage.core.statuts.listes import AUTRES, COLLEGES
from maillage.core.statuts.modele import Gabarit
from maillage.core.statuts.resolution import DERIVES
from maillage.core.statuts.segments import FORMES
from maillage.reference.nomenclatures import rubriques_texte
from maillage.reference.statuts.ecrit import (
    ArticleEcrit,
    ChoixEcrit,
    ClauseEcrite,
    TableChoix,
    TableContraintes,
    TableTexte,
)
from maillage.reference.strict import Problem, Problems, read, structure

_FOLDER = Path(__file__).parent
_ARTICLES = range(20)  # the preamble, eighteen articles, the signatures
_LISTED = (NatureChoix.TEXTES, NatureChoix.OPTIONS)

T = TypeVar("T")


@cache
def tables() -> TablesStatuts:
    """Return the tables of the project, read once."""
    return charger(_FOLDER)


def charger(folder: Path) -> TablesStatuts:
    """Read the tables of a folder; raise `Problems` when one is wrong or contradicts another."""
    choix, texte, contraintes = (
        lire((folder / name).read_bytes(), name, kind)
        for name, kind in (
            ("choix.yaml", TableChoix),
            ("texte.yaml", TableTexte),
            ("contraintes.yaml", TableContraintes),
        )
    )
    assert isinstance(choix, TableChoix)  # noqa: S101 -- the loop above loses the types
    assert isinstance(texte, TableTexte)  # noqa: S101 -- same
    assert isinstance(contraintes, TableContraintes)  # noqa: S101 -- same
    work = _Lecture(choix, texte)
    found = TablesStatuts(
        choix=MappingProxyType({line.cle: work.definition(line) for line in choix.choix}),
        colleges=choix.colleges,
        articles=tuple(work.article(line) for line in texte.articles),
        sujets_ri=texte.sujets_ri,
        contraintes=contraintes.contraintes,
        verifie_le=min(choix.verifie_le, texte.verifie_le, contraintes.verifie_le),
    )
    problems = [*work.problems, *_whole(choix, texte), *_judges(contraintes, found.choix)]
    if problems:
        raise Problems("statuts", problems)
    return found


def lire(data: bytes, name: str, kind: type[T]) -> T:
    """Read one file strictly."""
    return structure(read(data, name), kind, name)


def _whole(choix: TableChoix, texte: TableTexte) -> Iterable[Problem]:
    keys = [line.cle for line in choix.choix]
    expected = [field.name for field in fields(Statuts)]
    if sorted(keys) != sorted(expected):
        wrong = sorted(set(keys) ^ set(expected)) or ["clé écrite deux fois"]
        yield Problem(f"ces choix ne sont pas ceux du dossier : {', '.join(wrong)}", "choix")
    if [article.numero for article in texte.articles] != list(_ARTICLES):
        yield Problem("il faut les articles 0 à 19, dans l’ordre", "articles")


def _judges(table: TableContraintes, choix: Mapping[str, Definition]) -> Iterable[Problem]:
    for line in table.contraintes:
        judged = line.tenue is Tenue.VERIFIEE
        if judged != (line.code in JUGES):
            yield Problem("« tenue » ne dit pas la vérité", line.code)
        if not judged and line.pourquoi is None:
            yield Problem("dites pourquoi elle n’est pas vérifiée", line.code)
        for cle in line.cles:
            if cle not in choix:
                yield Problem(f"le choix « {cle} » n’existe pas", line.code)


class _Lecture:
    """Turns written lines into what the core reads, and gathers what is wrong."""

    def __init__(self, choix: TableChoix, texte: TableTexte) -> None:
        self.choix = choix
        self.names = {line.cle for line in choix.choix} | DERIVES
        listed = {line.cle for line in choix.choix if line.nature in _LISTED}
        self.lists = {*listed, *COLLEGES, *AUTRES}
        self.subjects = texte.sujets_ri
        self.vocabulaire = Vocabulaire(self.names, {"nb": Fonction(nb)}, {})
        self.problems: list[Problem] = []

    def definition(self, line: ChoixEcrit) -> Definition:
        options = {
            option.code: OptionChoix(
                code=option.code,
                libelle=option.libelle,
                mots=self._gabarit(option.mots, line.cle),
            )
            for option in line.options
        }
        if bool(options) != (line.nature in (NatureChoix.OPTION, NatureChoix.OPTIONS)):
            self._wrong("les options ne vont pas avec la nature", line.cle)
        return Definition(
            cle=line.cle,
            article=line.article,
            libelle=line.libelle,
            aide=line.aide,
            nature=line.nature,
            options=MappingProxyType(options),
            defaut=self._default(line, options),
            min=line.min,
            max=line.max,
            facultatif=line.facultatif,
            si=self._condition(line.si, line.cle),
            source=line.source or self.choix.source,
            fiabilite=line.fiabilite or self.choix.fiabilite,
        )

    def _default(self, line: ChoixEcrit, options: Mapping[str, OptionChoix]) -> object:
        if line.defaut is None:
            return None
        try:
            value = _typed(line.nature, line.defaut)
        except (ValueError, IndexError):
            self._wrong("ce défaut n’a pas la forme du choix", line.cle)
            return None
        codes = value if isinstance(value, tuple) else (value,)
        if options and any(code not in options for code in codes):
            self._wrong("ce défaut n’est pas une option", line.cle)
        return value

    def article(self, line: ArticleEcrit) -> Article:
        where = f"article {line.numero}"
        return Article(
            numero=line.numero,
            titre=line.titre,
            titre_sans_ca=line.titre_sans_ca,
            commentaire=line.commentaire,
            clauses=tuple(self._clause(clause, where) for clause in line.clauses),
        )

    def _clause(self, line: ClauseEcrite, where: str) -> Clause:
        if bool(line.texte) == (line.rubrique is not None):
            self._wrong("une clause porte soit « texte », soit « rubrique »", where)
        if line.rubrique is not None and line.rubrique not in rubriques_texte():
            self._wrong(f"la rubrique « {line.rubrique} » n’existe pas", where)
        if line.liste is not None and line.liste not in self.lists:
            self._wrong(f"la liste « {line.liste} » n’existe pas", where)
        if line.a_decider is not None and line.a_decider not in self.names - DERIVES:
            self._wrong(f"le choix « {line.a_decider} » n’existe pas", where)
        if line.ri is not None and line.ri not in self.subjects:
            self._wrong(f"le sujet « {line.ri} » n’est pas dans sujets_ri", where)
        return Clause(
            gabarit=self._gabarit(line.texte, where),
            si=self._condition(line.si, where),
            elements=tuple(
                Element(
                    gabarit=self._gabarit(element.texte, where),
                    si=self._condition(element.si, where),
                )
                for element in line.elements
            ),
            liste=line.liste,
            ri=line.ri,
            rubrique=line.rubrique,
            a_decider=line.a_decider,
        )

    def _gabarit(self, texte: str, where: str) -> Gabarit:
        try:
            found = gabarits.lire(texte)
        except ValueError as error:
            self._wrong(str(error), where)
            return ()
        for hole in gabarits.trous(found):
            if hole.nom not in self.names:
                self._wrong(f"« {hole.nom} » n’existe pas", where)
            if hole.forme and hole.forme not in FORMES:
                self._wrong(f"la forme « {hole.forme} » n’existe pas", where)
        return found

    def _condition(self, texte: str | None, where: str) -> Expression | None:
        if texte is None:
            return None
        try:
            return compiler(texte, self.vocabulaire)
        except ValueError as error:
            self._wrong(str(error), where)
            return None

    def _wrong(self, message: str, where: str) -> None:
        self.problems.append(Problem(message, where))


def _typed(nature: NatureChoix, written: tuple[str, ...]) -> object:
    if nature in _LISTED:
        return written
    (text,) = written
    match nature:
        case NatureChoix.OUI_NON:
            return {"oui": True, "non": False}[text]
        case NatureChoix.NOMBRE:
            return int(text)
        case NatureChoix.MONTANT:
            return Decimal(text)
        case _:
            return text
