"""Find the trames, read them strictly, and refuse one that names what does not exist."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from maillage.reference.nomenclatures import etapes, postes_budget, rubriques
from maillage.reference.plan_comptable import formulaires_budget
from maillage.reference.prs import tables_prs
from maillage.reference.referents import listes_referents
from maillage.reference.regions import regions
from maillage.reference.strict import Problem, Problems, read, structure
from maillage.reference.trames.fiches import CHAMPS_ACTION
from maillage.reference.trames.modele import Bloc, Cases, Tableau, Trame
from maillage.reference.trames.vocabulaire import DONNEES, SOURCES, chemin_connu

_FOLDER = Path(__file__).parent


class TrameInconnue(LookupError):
    """No form bears this identifier."""

    def __init__(self, identifiant: str) -> None:
        connues = ", ".join(toutes())
        super().__init__(
            f"le document « {identifiant} » n’existe pas ; documents connus : {connues}"
        )


@cache
def toutes() -> Mapping[str, Trame]:
    """Return every trame by identifier; forms before the tables joined to them."""
    trames = [lire(path.read_bytes(), path.name) for path in sorted(_FOLDER.glob("*/*.yaml"))]
    trames.sort(key=lambda trame: (trame.tableau_joint, trame.portee != "toutes", trame.id))
    repeated = _repeated([trame.id for trame in trames])
    if repeated:
        raise Problems("trames", [Problem(f"identifiant écrit deux fois : {repeated}")])
    by_id = MappingProxyType({trame.id: trame for trame in trames})
    problems = [problem for trame in trames for problem in inclusions(trame, by_id)]
    if problems:
        raise Problems("trames", problems)
    return by_id


def charger(identifiant: str) -> Trame:
    """Return a trame; raise `TrameInconnue` when there is none of this name."""
    trame = toutes().get(identifiant)
    if trame is None:
        raise TrameInconnue(identifiant)
    return trame


def lire(data: bytes, name: str) -> Trame:
    """Read a trame and check everything it names; raise `Problems` with all that is wrong."""
    trame = structure(read(data, name), Trame, name)
    problems = [*_keys(trame), *(p for bloc in trame.blocs() for p in _bloc(bloc))]
    if problems:
        raise Problems(name, problems)
    return trame


def inclusions(trame: Trame, known: Mapping[str, Trame]) -> Iterator[Problem]:
    """Return what is wrong with the documents that a trame prints whole: one level, no more."""
    for bloc in trame.blocs():
        if bloc.inclus is None:
            continue
        if bloc.inclus not in known:
            yield Problem(f"le document « {bloc.inclus} » n’existe pas", field=bloc.cle)
        elif any(inner.inclus for inner in known[bloc.inclus].blocs()):
            yield Problem(f"« {bloc.inclus} » inclut déjà un document", field=bloc.cle)


def _repeated(names: list[str]) -> str:
    return ", ".join(sorted(name for name, count in Counter(names).items() if count > 1))


def _keys(trame: Trame) -> Iterator[Problem]:
    keys = [partie.cle for partie in trame.parties] + [bloc.cle for bloc in trame.blocs()]
    repeated = _repeated(keys)
    if repeated:
        yield Problem(f"clé d’élément écrite deux fois : {repeated}")
    if trame.portee != "toutes" and trame.portee not in regions():
        yield Problem(f"« {trame.portee} » n’est ni « toutes » ni une région", field="portee")


def _bloc(bloc: Bloc) -> Iterator[Problem]:
    yield from _unknown(bloc, "la rubrique", bloc.rubriques, rubriques())
    if bloc.tableau:
        yield from _tableau(bloc, bloc.tableau)
    for cases in _cases(bloc):
        paths = [path for path in (cases.valeur, cases.commentaire, cases.date) if path]
        yield from _paths(bloc, paths)
    for ligne in bloc.grille.lignes if bloc.grille else ():
        yield from _paths(bloc, [champ.valeur for champ in ligne.champs])
        yield from _paths(bloc, [champ.si for champ in ligne.champs if champ.si])
    for reponse in bloc.reponses or ():
        yield from _paths(bloc, [*reponse.valeurs, *([reponse.si] if reponse.si else [])])
        yield from _unknown(bloc, "la rubrique", reponse.textes, bloc.rubriques)
        yield from _unknown(bloc, "la donnée", reponse.donnees, DONNEES)
    if bloc.calendrier:
        codes = [ligne.code for ligne in bloc.calendrier.lignes if ligne.code]
        yield from _unknown(bloc, "l’étape", codes, etapes())
    if bloc.budget:
        postes = [ligne.poste for ligne in (*bloc.budget.charges, *bloc.budget.produits)]
        yield from _unknown(bloc, "le poste", postes, postes_budget())
    yield from _fiches(bloc)
    yield from _budget_projet(bloc)
    if bloc.signature:
        signed = bloc.signature
        named = (signed.nom, signed.qualite, signed.lieu, signed.date)
        yield from _paths(bloc, [path for path in named if path])
    if bloc.prs:
        yield from _unknown(bloc, "la table du PRS", [bloc.prs.table], tables_prs(bloc.prs.region))
    if bloc.referents:
        region = [bloc.referents.region]
        yield from _unknown(bloc, "la liste de référents", region, listes_referents())


def _fiches(bloc: Bloc) -> Iterator[Problem]:
    lignes = bloc.fiches.lignes if bloc.fiches else ()
    champs = [champ.champ for ligne in lignes for champ in ligne.champs]
    yield from _unknown(bloc, "le champ", champs, CHAMPS_ACTION)


def _budget_projet(bloc: Bloc) -> Iterator[Problem]:
    names = [bloc.budget_projet.formulaire] if bloc.budget_projet else []
    yield from _unknown(bloc, "le budget imprimé", names, formulaires_budget())


def _cases(bloc: Bloc) -> Iterator[Cases]:
    if bloc.cases:
        yield bloc.cases
    if bloc.grille:
        yield from (ligne.cases for ligne in bloc.grille.lignes if ligne.cases)


def _tableau(bloc: Bloc, tableau: Tableau) -> Iterator[Problem]:
    if tableau.source not in SOURCES:
        yield from _unknown(bloc, "la source", [tableau.source], SOURCES)
        return
    names = [champ for colonne in tableau.colonnes for champ in colonne.champs]
    names += [*tableau.filtre, *tableau.sauf]
    names += [tableau.imprimees_selon] if tableau.imprimees_selon else []
    yield from _unknown(bloc, "le champ", names, SOURCES[tableau.source])
    if tableau.total:
        yield from _paths(bloc, [tableau.total.valeur])


def _paths(bloc: Bloc, paths: list[str]) -> Iterator[Problem]:
    unknown = [path for path in paths if not chemin_connu(path)]
    yield from _unknown(bloc, "la valeur", unknown, ())


def _unknown(
    bloc: Bloc, what: str, names: Iterable[str], known: Container[str]
) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            yield Problem(f"{what} « {name} » n’existe pas", field=bloc.cle)
