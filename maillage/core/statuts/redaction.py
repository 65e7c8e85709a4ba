"""The text of the statutes, assembled from the choices so that no sentence denies another."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from maillage.core.facts import DossierFacts
from maillage.core.regles import Expression
from maillage.core.statuts import listes, nombres, segments
from maillage.core.statuts.dirigeants import FONCTIONS, titulaires
from maillage.core.statuts.modele import (
    Article,
    ArticleRedige,
    Clause,
    Gabarit,
    Ligne,
    NatureChoix,
    Paragraphe,
    Redaction,
    Reperes,
    Segment,
    Signataire,
    TablesStatuts,
    Trou,
)
from maillage.core.statuts.resolution import DERIVES, Resolution
from maillage.core.statuts.segments import a_decider, fixe, manque, saisi

LEAST_SIGNATURES: Final = 2

# What a blank asks for, when it is no choice of the statutes.
DEMANDES: Final[Mapping[str, str]] = {
    "nom": "le nom de l’association",
    "adresse": "l’adresse du siège",
    "commune_siege": "la commune du siège",
    "epci": "les intercommunalités du territoire",
}
_TYPED: Final = frozenset({"nom", "sigle", "adresse", "commune_siege"})


def rediger(
    resolution: Resolution, dossier: DossierFacts, tables: TablesStatuts, reperes: Reperes
) -> Redaction:
    """Write the statutes."""
    writing = Redacteur(resolution, tables, reperes)
    return Redaction(
        articles=tuple(writing.article(article) for article in tables.articles),
        signataires=signataires(resolution, dossier),
        annexe=resolution.valeurs["territoire_mode"] == "annexe_communes",
    )


def retenu(resolution: Resolution, si: Expression | None) -> bool:
    """Say whether a condition holds."""
    return si is None or bool(si.calcule(dict(resolution.valeurs)))


class Redacteur:
    """Fills holes and lists from one resolution."""

    def __init__(self, resolution: Resolution, tables: TablesStatuts, reperes: Reperes) -> None:
        self.resolution = resolution
        self.tables = tables
        self.reperes = reperes

    def article(self, article: Article) -> ArticleRedige:
        """Write one article."""
        kept = [clause for clause in article.clauses if self._retenue(clause)]
        paragraphs = tuple(self._paragraph(clause) for clause in kept)
        missing = [s.cle for p in paragraphs for s in p.segments() if s.cle]
        keys = tuple(self._keys(article.numero))
        collegial = not self.resolution.valeurs["ca_existe"]
        return ArticleRedige(
            numero=article.numero,
            titre=(article.titre_sans_ca if collegial else None) or article.titre,
            commentaire=article.commentaire,
            paragraphes=paragraphs,
            cles=keys,
            choisis=tuple(
                cle for cle in keys if cle in self.resolution.choisis and cle not in missing
            ),
            par_defaut=tuple(self._left(keys, missing)),
            manques=tuple(dict.fromkeys(missing)),
        )

    def _keys(self, numero: int) -> Iterator[str]:
        for cle, choix in self.tables.choix.items():
            if choix.article == numero and retenu(self.resolution, choix.si):
                yield cle

    def _left(self, keys: Iterable[str], missing: Iterable[str]) -> Iterator[str]:
        done = self.resolution.choisis.union(missing)
        for cle in keys:
            if cle not in done and not self.tables.choix[cle].facultatif:
                yield cle

    def _retenue(self, clause: Clause) -> bool:
        """An optional clause is shown, as a blank, until the team takes it or leaves it."""
        left = clause.a_decider is not None and clause.a_decider in self.resolution.choisis
        return not left and retenu(self.resolution, clause.si)

    def _paragraph(self, clause: Clause) -> Paragraphe:
        if clause.a_decider:
            words = "".join(segment.texte for segment in self._line(clause.gabarit))
            return Paragraphe(ligne=(a_decider(words, clause.a_decider),))
        if clause.rubrique:
            return Paragraphe(rubrique=clause.rubrique)
        kept = [e for e in clause.elements if retenu(self.resolution, e.si)]
        lines = [self._line(element.gabarit) for element in kept]
        if clause.liste:
            lines += self._list(clause.liste)
        if not lines and (clause.elements or clause.liste):
            lines = [(self._missing(clause.liste or "ressources"),)]
        return Paragraphe(ligne=self._line(clause.gabarit), elements=_ended(lines), ri=clause.ri)

    def _line(self, gabarit: Gabarit) -> Ligne:
        return tuple(segment for part in gabarit for segment in self._part(part))

    def _part(self, part: str | Trou) -> Iterator[Segment]:
        if isinstance(part, str):
            yield fixe(part)
            return
        value = self.resolution.valeurs[part.nom]
        definition = self.tables.choix.get(part.nom)
        option = definition.options.get(str(value)) if definition else None
        if option is not None:
            yield from self._line(option.mots)
        elif value is None or value == () or not _writable(part, value):
            yield self._missing(part.nom)
        else:
            yield _shown(part, value)

    def _missing(self, cle: str) -> Segment:
        cle = listes.CHOIX.get(cle, cle)
        definition = self.tables.choix.get(cle)
        asked = DEMANDES.get(cle) or (definition.libelle if definition else cle)
        return manque(asked, cle)

    def _list(self, name: str) -> Iterable[Ligne]:
        if name == "sujets_ri":
            return self._sujets()
        if name == "epci":
            return [(saisi(nom),) for nom in self.reperes.epci or ()]
        if name == "postes":
            return listes.postes(self.resolution, self.tables)
        if name in listes.COLLEGES:
            return listes.COLLEGES[name](self.resolution)
        definition = self.tables.choix[listes.CHOIX.get(name, name)]
        values = self.resolution.liste(name if name in DERIVES else definition.cle)
        if definition.nature is NatureChoix.TEXTES:
            return [(saisi(text),) for text in values]
        return [self._line(definition.options[code].mots) for code in values]

    def _sujets(self) -> Iterable[Ligne]:
        """Return what the clauses retained hand to the règlement intérieur, with their articles."""
        found: dict[str, int] = {}
        for article in self.tables.articles:
            for clause in article.clauses:
                if clause.ri is not None and retenu(self.resolution, clause.si):
                    found.setdefault(clause.ri, article.numero)
        for theme, words in self.tables.sujets_ri.items():
            if theme in found:
                yield (fixe(f"{words} (article {found[theme]})"),)


def _writable(hole: Trou, value: object) -> bool:
    if hole.forme != "de_mois":
        return True
    return isinstance(value, int) and 1 <= value <= len(nombres.MOIS)


def _shown(hole: Trou, value: object) -> Segment:
    if isinstance(value, Decimal):
        return fixe(segments.euros(value))
    if isinstance(value, date):
        return fixe(segments.jour(value))
    if isinstance(value, int):
        return fixe(segments.nombre(value, hole.forme))
    if isinstance(value, tuple):
        return saisi(", ".join(map(str, value)))
    ours = hole.nom in DERIVES and hole.nom not in _TYPED
    return fixe(str(value)) if ours else saisi(str(value))


def _ended(lines: list[Ligne]) -> tuple[Ligne, ...]:
    """Close each line of a list: a semicolon, and a full stop for the last one."""
    ends = [" ;"] * (len(lines) - 1) + ["."]
    return tuple((*line, fixe(end)) for line, end in zip(lines, ends, strict=bool(lines)))


def signataires(resolution: Resolution, dossier: DossierFacts) -> tuple[Signataire, ...]:
    """Return at least two places to sign, with the names that the team gives."""
    posts = resolution.liste("postes")
    holders = titulaires(dossier)
    found: list[Signataire] = []
    for chosen in resolution.liste("signataires"):
        shared = chosen == "president" and "copresidence" in posts
        post = "copresidence" if shared else chosen
        if post not in posts:
            continue
        people = holders.get(post, ()) if shared else holders.get(post, ())[:1]
        found += [_signataire(p.fonction or FONCTIONS[post], p.nom, p.prenom) for p in people]
        if not people:
            found.append(Signataire(fonction=FONCTIONS[post]))
    while len(found) < LEAST_SIGNATURES:
        found.append(Signataire(fonction=""))
    return tuple(found)


def _signataire(fonction: str, nom: str, prenom: str | None) -> Signataire:
    return Signataire(
        fonction=" ".join(fonction.split()),
        nom=" ".join(nom.split()) or None,
        prenom=" ".join((prenom or "").split()) or None,
    )
