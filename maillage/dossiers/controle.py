"""The check of a dossier: the facts read, the rules judged, what is wrong and where to mend it."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from maillage.core.facts import DossierFacts, EtapeDossier
from maillage.core.fiabilite import Fiabilite
from maillage.core.financement import signature_du_contrat
from maillage.core.regles import (
    DATE_JOUR,
    EtatVerdict,
    Gravite,
    Regle,
    Verdict,
    juger,
    juger_par_element,
)
from maillage.core.regles.faits import Reperes, faits_de, faits_par_element
from maillage.core.regles.faits_budget import CONSTRUCTION, PRE_PROJET
from maillage.core.regles.juger import SANS_REPONSE
from maillage.core.territoire import TerritoireAnalyse
from maillage.dossiers import territoire
from maillage.dossiers.financement import echeancier_signe
from maillage.dossiers.territoire import Ailleurs
from maillage.reference import cog, indicateurs, missions, nomenclatures, statuts
from maillage.reference.aci import postes_du_contrat
from maillage.reference.plan_comptable import natures
from maillage.reference.regles import Catalogue, Document, catalogue
from maillage.reference.regles.cas import Ecart, RapportCas, judge_cases

__all__ = [
    "Constat",
    "Ecart",
    "Rapport",
    "RapportCas",
    "RegleNonSuivie",
    "controler",
    "judge_cases",
]

VERDICTS = "verdicts_bloquants"  # the fact made of the verdicts of all the other rules
TO_MEND = "textes_a_reprendre"  # the fact made of the rubriques that hold a blank
BUDGET = "budget"  # the element that each budget is
HERE = "controle"  # the place of the facts that nobody types

_GRAVITES = {gravite: rank for rank, gravite in enumerate(Gravite)}
_ETATS = {etat: rank for rank, etat in enumerate(EtatVerdict)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Constat:
    """A verdict, with all that a page or a report shows of it."""

    code: str
    titre: str
    message: str  # what is wrong; to be shown unless the rule is met
    que_faire: str
    motif: str  # why this verdict
    gravite: Gravite
    domaine: str
    etat: EtatVerdict
    lieux: tuple[str, ...]  # where it is mended: « identite », « textes/<rubrique> »…
    manquants: tuple[str, ...]  # questions without an answer, in French
    elements: tuple[str, ...]  # what is concerned: people, communes, themes…
    documents: tuple[str, ...]  # kinds of documents that ask for it
    source: str
    fiabilite: Fiabilite
    depuis: date | None
    jusqua: date | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegleNonSuivie:
    """A rule that applies, but reads facts that Maillage does not hold yet."""

    code: str
    titre: str
    donnees: tuple[str, ...]  # those facts, in French


@dataclass(frozen=True, slots=True, kw_only=True)
class Rapport:
    """Everything that the check of a dossier says."""

    on: date
    region: str | None
    document: str | None  # identifier asked; None: every document
    constats: tuple[Constat, ...]  # by gravity, then what is not met, unknown, met
    non_suivies: tuple[RegleNonSuivie, ...]
    editions: Mapping[str, str]  # table → edition used

    @property
    def compte(self) -> dict[Gravite, dict[EtatVerdict, int]]:
        """Count the verdicts by gravity, then by state."""
        counted = Counter((constat.gravite, constat.etat) for constat in self.constats)
        return {g: {e: counted[(g, e)] for e in EtatVerdict} for g in Gravite}

    @property
    def a_traiter(self) -> tuple[Constat, ...]:
        """Return what is not met or not answered, the heaviest first."""
        return tuple(c for c in self.constats if c.etat is not EtatVerdict.RESPECTEE)

    def par_etape(
        self, etape: EtapeDossier | None
    ) -> tuple[tuple[Constat, ...], tuple[Constat, ...]]:
        """Split what is left to mend: asked up to this stage, and asked later only."""
        if etape is None:
            return self.a_traiter, ()
        order = list(EtapeDossier)
        reached = set(order[: order.index(etape) + 1])
        now = tuple(c for c in self.a_traiter if reached & set(c.documents))
        return now, tuple(c for c in self.a_traiter if c not in now)

    @property
    def bloquants(self) -> tuple[Constat, ...]:
        """Return what keeps the document from being filed."""
        return tuple(c for c in self.a_traiter if c.gravite is Gravite.BLOQUANT)


def controler(
    dossier: DossierFacts,
    *,
    on: date,
    document: str | None = None,
    ailleurs: Ailleurs | None = None,
) -> Rapport:
    """Judge a dossier on a day, for one document or for all; raise `DocumentInconnu`.

    Without `ailleurs`, the other CPTS are those of the installed lists only.
    """
    tables = catalogue()
    asked = tables.documents.document(document) if document else None
    analyse = territoire.analyse(dossier.territoire, on=on)
    region = territoire.region(dossier, analyse)
    scope = asked.region if asked and asked.region else region
    stage = asked or (tables.documents.document(dossier.cpts.etape) if dossier.cpts.etape else None)
    reperes = _reperes(tables, analyse, stage, region=scope, on=on)
    reperes = replace(
        reperes,
        nature=asked.nature if asked else None,
        alentours=territoire.autour(dossier, analyse, reperes.perimetre, ailleurs),
    )
    reperes = _more(reperes, dossier, on)
    facts = faits_de(dossier, reperes)
    elements = faits_par_element(dossier, reperes)
    followed, others = _followed(
        tables, facts, elements, on=on, region=scope, document=reperes.nature
    )
    nature = stage.nature if stage else None
    verdicts = _judged(followed, facts, elements, nature, on=on, region=scope)
    constats = [_constat(tables, verdict, facts, reperes.nature) for verdict in verdicts]
    return Rapport(
        on=on,
        region=region,
        document=document,
        constats=tuple(sorted(constats, key=lambda c: (_GRAVITES[c.gravite], _ETATS[c.etat]))),
        non_suivies=tuple(others),
        editions=_editions(tables, analyse),
    )


def _more(reperes: Reperes, dossier: DossierFacts, on: date) -> Reperes:
    """Add the tables that only some dossiers need."""
    if dossier.chiffres:
        reperes = replace(reperes, de_territoire=indicateurs.catalogue().indicateurs)
    if signature_du_contrat(dossier.contrat) is None:
        return reperes
    plan = echeancier_signe(dossier, on=on)
    return replace(reperes, on=on, echeancier=plan, payes=postes_du_contrat())


def _reperes(
    tables: Catalogue,
    analyse: TerritoireAnalyse,
    document: Document | None,
    *,
    region: str | None,
    on: date,
) -> Reperes:
    listes = tables.parametres.listes["pieces"]
    name = (document.pieces or f"{document.nature}_{region}") if document else ""
    known = name if name in listes else None
    return Reperes(
        territoire=analyse,
        perimetre=territoire.forme(analyse),
        repertoire=territoire.repertoire(analyse),
        professions=nomenclatures.professions(),
        postes=nomenclatures.postes_budget(),
        natures=natures(),
        lectures=tables.lectures,
        missions=missions.missions().reperes,
        statuts=statuts.tables(),
        indicateurs={one.code: one.contrat for one in missions.indicateurs().indicateurs},
        region=region,
        document=known,
        pieces=tables.parametres.liste(on, "pieces", known) if known else (),
        trame=document.trame if document else None,
    )


def _followed(
    tables: Catalogue,
    facts: Mapping[str, object],
    elements: Collection[str],
    *,
    on: date,
    region: str | None,
    document: str | None,
) -> tuple[list[Regle], list[RegleNonSuivie]]:
    """Split the rules that hold: those that can be judged, and those whose facts are not held."""
    followed: list[Regle] = []
    others: list[RegleNonSuivie] = []
    for regle in tables.regles:
        if regle.vaut(on=on, region=region, document=document):
            lacking = _lacking(tables, regle, facts, elements)
            if lacking:
                others.append(_not_followed(tables, regle, lacking))
            else:
                followed.append(regle)
    return followed, others


def _lacking(
    tables: Catalogue, regle: Regle, facts: Mapping[str, object], elements: Collection[str]
) -> tuple[str, ...]:
    """Return the facts that a rule needs and that cannot be had from this dossier today."""
    held = {*facts, DATE_JOUR, VERDICTS}
    if regle.element in elements:  # its facts are those of each person or action
        held |= {nom for nom in regle.donnees if tables.donnees[nom].suivie}
    needed = [nom for nom in regle.donnees if nom not in regle.facultatives]
    return (*(nom for nom in needed if nom not in held), *regle.champs)


def _not_followed(tables: Catalogue, regle: Regle, lacking: Iterable[str]) -> RegleNonSuivie:
    labels = {nom: donnee.libelle for nom, donnee in tables.donnees.items()}
    named = tuple(labels.get(nom) or tables.codes[nom] for nom in lacking)
    return RegleNonSuivie(code=regle.code, titre=regle.titre, donnees=named)


def _judged(
    regles: Iterable[Regle],
    facts: Mapping[str, object],
    elements: Mapping[str, Mapping[str, Mapping[str, object]] | None],
    nature: str | None,
    *,
    on: date,
    region: str | None,
) -> Iterator[Verdict]:
    """Judge the plain rules, those of each person or action, then those that read verdicts.

    The verdicts that bar the way are those of the document at hand, asked for or of the stage.
    """
    plain: list[Regle] = []
    last: list[Regle] = []
    states: list[EtatVerdict] = []
    for regle in regles:
        (last if VERDICTS in regle.donnees else plain).append(regle)
    for regle in plain:
        of_each = elements.get(regle.element) if regle.element else None
        if of_each is not None:
            verdict = juger_par_element(regle, of_each, on=on)
        else:
            verdict = juger((regle,), facts, on=on, region=region)[0]
        if regle.gravite is Gravite.BLOQUANT and (nature is None or nature in regle.documents):
            states.append(verdict.etat)
        yield verdict
    yield from juger(last, {**facts, VERDICTS: tuple(states)}, on=on, region=region)


def _constat(
    tables: Catalogue, verdict: Verdict, facts: Mapping[str, object], nature: str | None
) -> Constat:
    regle = verdict.regle
    unknown = verdict.etat is EtatVerdict.INCONNUE
    labels = tuple(tables.donnees[nom].libelle for nom in verdict.manquants) if unknown else ()
    elements = tuple(_label(tables, code) for code in verdict.elements)
    if unknown and regle.element is None:  # the fields that an answer lacks: « téléphone »
        labels, elements = (*labels, *elements), ()
    motif = verdict.motif
    if labels and motif == SANS_REPONSE:
        motif = f"sans réponse : {', '.join(labels)}"
    return Constat(
        code=regle.code,
        titre=regle.titre,
        message=regle.message,
        que_faire=regle.que_faire,
        motif=motif,
        gravite=regle.gravite,
        domaine=regle.domaine,
        etat=verdict.etat,
        lieux=_budgets(verdict, nature)
        if regle.element == BUDGET
        else _places(tables, verdict, facts),
        manquants=labels,
        elements=elements,
        documents=tuple(sorted(regle.documents)),
        source=regle.source,
        fiabilite=regle.fiabilite,
        depuis=regle.depuis,
        jusqua=regle.jusqua,
        note=regle.note,
    )


def _label(tables: Catalogue, code: str) -> str:
    rubrique = nomenclatures.rubriques().get(code)
    place = cog.table().departement(code) or cog.table().commune(code)
    if place is not None:
        return f"{place.nom} ({code})"
    return tables.codes.get(code) or (rubrique.libelle if rubrique else code)


def _places(tables: Catalogue, verdict: Verdict, facts: Mapping[str, object]) -> tuple[str, ...]:
    """Return where to mend: the unanswered facts first, else every fact that the rule reads."""
    regle = verdict.regle
    names = verdict.manquants if verdict.etat is EtatVerdict.INCONNUE else ()
    places = [
        place
        for nom in names or regle.donnees
        for place in (_texts(tables, regle, nom, facts) or (tables.donnees[nom].ou,))
    ]
    precise = any(place.startswith("textes/") for place in places)
    typed = [place for place in places if place != HERE and not (precise and place == "textes")]
    return tuple(dict.fromkeys(typed or places))


def _budgets(verdict: Verdict, nature: str | None) -> tuple[str, ...]:
    """Return which budget to mend: those concerned, else those that the document asks for."""
    if verdict.elements:
        found = ["budget" if one == CONSTRUCTION else "budget_projet" for one in verdict.elements]
        return tuple(dict.fromkeys(found))
    if nature is None:
        return ("budget", "budget_projet")
    return ("budget",) if nature == PRE_PROJET else ("budget_projet",)


def _texts(
    tables: Catalogue, regle: Regle, nom: str, facts: Mapping[str, object]
) -> tuple[str, ...]:
    """Return the texts to write, when a fact is the list of those that are filled."""
    table = tables.textes.get(nom)
    present = facts.get(nom) or ()
    if nom == TO_MEND and isinstance(present, tuple):
        return tuple(f"textes/{rubrique}" for rubrique in present)
    if table is None:
        return ()
    asked = regle.respectee_si.texte
    return tuple(
        f"textes/{rubriques[0]}"
        for code, rubriques in table.items()
        if f"'{code}'" in asked and not (isinstance(present, tuple) and code in present)
    )


def _editions(tables: Catalogue, analyse: TerritoireAnalyse) -> Mapping[str, str]:
    years = analyse.millesimes
    editions = {
        "regles": tables.verifie_le.isoformat(),
        "communes": str(years.communes),
        "population": str(years.population),
        "epci": str(years.epci),
    }
    if analyse.bareme is not None:
        editions["bareme_taille"] = f"{analyse.bareme.code} {analyse.bareme.depuis.isoformat()}"
    return MappingProxyType(editions)
