"""What the shape of a dossier cannot say: codes that exist, ids that lead somewhere, amounts."""

import dataclasses
import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from maillage.core.facts import (
    Contrat,
    DossierFacts,
    LigneBudget,
    LigneBudgetProjet,
    LigneRealisee,
    Statuts,
)
from maillage.dossiers import chiffres
from maillage.dossiers.fichier import coherence_contrat, coherence_statuts
from maillage.reference import nomenclatures
from maillage.reference.plan_comptable import natures
from maillage.reference.prs import priorites_prs
from maillage.reference.regions import regions
from maillage.reference.statuts import tables as tables_statuts
from maillage.reference.strict import Node, Problem

Path = tuple[str | int, ...]
Found = tuple[Path, str]

LARGEST_INTEGER = 2_147_483_647  # what a database column holds
LARGEST_AMOUNT = Decimal("1e12")
CENTS = 2
DECIMALS = 6  # of a value of a figure
YEARS = range(1000, 10_000)

_PERSON = "n'est l'identifiant de personne dans l'équipe"
_ACTEUR = "n'est ni une personne de l'équipe ni un établissement"
_AUTRE = "n'est pas une autre action du dossier"
_ACTION = "n'est pas une action du dossier"


def problemes(facts: DossierFacts, root: Node) -> list[Problem]:
    """Return what is wrong in the facts, placed in the file that they were read from."""
    found = [
        *_codes(facts),
        *_unique_ids(facts),
        *_references(facts),
        *_amounts(facts),
        *_payments(facts),
        *_followed(facts),
        *_figures(facts),
        *_drawn(facts),
        *_statuts(facts.statuts),
        *_contrat(facts.contrat),
        *coherence_contrat.dependances(facts),
        *coherence_contrat.versements(facts),
        *coherence_contrat.releves(facts),
        *_counts(facts, ()),
    ]
    placed = [Problem(message, _field(path), _line(root, path)) for path, message in found]
    return sorted(placed, key=lambda problem: problem.line or 0)


def _codes(facts: DossierFacts) -> Iterator[Found]:
    yield from _code(facts.cpts.region, regions(), ("cpts", "region"), "région inconnue")
    yield from _texts(facts.textes)
    for rank, personne in enumerate(facts.equipe or ()):
        path = ("equipe", rank, "profession")
        yield from _code(
            personne.profession, nomenclatures.professions(), path, "profession inconnue"
        )
    for rank, etablissement in enumerate(facts.etablissements or ()):
        path = ("etablissements", rank, "type")
        yield from _code(
            etablissement.type, nomenclatures.types_etablissement(), path, "type inconnu"
        )
    for rank, etape in enumerate(facts.calendrier or ()):
        path = ("calendrier", rank, "code")
        yield from _code(etape.code, nomenclatures.etapes(), path, "étape inconnue")
    for rank, ligne in enumerate(facts.budget_pre_projet or ()):
        path = ("budget_pre_projet", rank, "poste")
        yield from _code(ligne.poste, nomenclatures.postes_budget(), path, "poste inconnu")
    for rank, depense in enumerate(facts.budget_projet or ()):
        path = ("budget_projet", rank, "nature")
        yield from _code(depense.nature, natures(), path, "nature inconnue")
    for rank, held in enumerate(facts.realise or ()):
        path = ("realise", rank, "nature")
        yield from _code(held.nature, natures(), path, "nature inconnue")
    for rank, lien in enumerate(facts.liens_prs or ()):
        path = ("liens_prs", rank, "code")
        yield from _code(lien.code, priorites_prs(), path, "priorité inconnue")

    for rank, figure in enumerate(facts.figures or ()):
        path = ("figures", rank, "rubrique")
        yield from _code(
            figure.rubrique, nomenclatures.rubriques_texte(), path, "rubrique inconnue"
        )


def _statuts(statuts: Statuts) -> Iterator[Found]:
    choix = tables_statuts().choix
    for code, path, cle in coherence_statuts.codes(statuts):
        yield from _code(code, choix[cle].options, path, "option inconnue")
    for code, path in coherence_statuts.professions(statuts):
        yield from _code(code, nomenclatures.professions(), path, "profession inconnue")
    for montant, path in coherence_statuts.montants(statuts):
        yield from _amount(montant, path)


def _contrat(contrat: Contrat) -> Iterator[Found]:
    for code, known, path, what in coherence_contrat.codes(contrat):
        yield from _code(code, known, path, what)
    for montant, path in coherence_contrat.montants(contrat):
        yield from _amount(montant, path)
    for valeur, path in coherence_contrat.mesures(contrat):
        yield from _figure(valeur, path)
    yield from coherence_contrat.nombres(contrat)


def _texts(textes: Mapping[str, str]) -> Iterator[Found]:
    known = nomenclatures.rubriques_texte()
    every = nomenclatures.rubriques()
    for code in textes:
        if code in every and code not in known:
            message = "cette rubrique n'est pas un texte : elle se remplit ailleurs dans le dossier"
            yield ("textes", code), message
        else:
            yield from _code(code, known, ("textes", code), "rubrique inconnue")


def _code(value: str | None, known: Mapping[str, object], path: Path, what: str) -> Iterator[Found]:
    if value is None or value in known:
        return
    near = difflib.get_close_matches(value[:60], known, n=1)
    advice = f" ; vouliez-vous « {near[0]} » ?" if near else ""
    yield path, f"{what} : « {value[:60]} »{advice}"


def _unique_ids(facts: DossierFacts) -> Iterator[Found]:
    lists: Iterable[tuple[str, str, Iterable[Any], str]] = (
        ("equipe", "id", facts.equipe or (), "cet identifiant est déjà celui d'une personne"),
        (
            "etablissements",
            "id",
            facts.etablissements or (),
            "cet identifiant est déjà celui d'un établissement",
        ),
        ("actions", "id", facts.actions or (), "cet identifiant est déjà celui d'une action"),
        (
            "indicateurs",
            "id",
            facts.indicateurs or (),
            "cet identifiant est déjà celui d'un indicateur",
        ),
        ("calendrier", "code", facts.calendrier or (), "cette étape est déjà dans le calendrier"),
        ("liens_prs", "code", facts.liens_prs or (), "cette priorité est déjà choisie"),
    )
    for section, key, rows, message in lists:
        yield from _repeated([getattr(row, key) for row in rows], section, key, message)


def _repeated(values: Iterable[str], section: str, key: str, message: str) -> Iterator[Found]:
    seen: set[str] = set()
    for rank, value in enumerate(values):
        if not value.strip():
            yield (section, rank, key), "il faut au moins un caractère"
        elif value in seen:
            yield (section, rank, key), f"{message} : « {value[:60]} »"
        seen.add(value)


def _references(facts: DossierFacts) -> Iterator[Found]:
    people = [personne.id for personne in facts.equipe or ()]
    places = [etablissement.id for etablissement in facts.etablissements or ()]
    actions = [action.id for action in facts.actions or ()]
    for role in ("contact", "redacteur", "representant_legal"):
        yield from _reference(getattr(facts.roles, role), people, ("roles", role), _PERSON)
    yield from _reference(facts.signature.signataire, people, ("signature", "signataire"), _PERSON)
    for rank, action in enumerate(facts.actions or ()):
        for position, acteur in enumerate(action.acteurs or ()):
            path = ("actions", rank, "acteurs", position)
            yield from _reference(acteur, [*people, *places], path, _ACTEUR)
        for position, referent in enumerate(action.referents or ()):
            path = ("actions", rank, "referents", position)
            yield from _reference(referent, people, path, _PERSON)
        for position, lien in enumerate(action.liens or ()):
            where = ("actions", rank, "liens", position, "action")
            others = [code for code in actions if code != action.id]
            yield from _reference(lien.action, others, where, _AUTRE)
    for rank, depense in enumerate(facts.budget_projet or ()):
        yield from _reference(depense.action, actions, ("budget_projet", rank, "action"), _ACTION)
    for rank, suivi in enumerate(facts.indicateurs or ()):
        yield from _reference(suivi.action, actions, ("indicateurs", rank, "action"), _ACTION)


def _reference(value: str | None, known: Collection[str], path: Path, what: str) -> Iterator[Found]:
    if value is None or value in known:
        return
    near = difflib.get_close_matches(value[:60], known, n=1)
    advice = f" ; vouliez-vous « {near[0]} » ?" if near else ""
    yield path, f"« {value[:60]} » {what}{advice}"


def _amounts(facts: DossierFacts) -> Iterator[Found]:
    lists: Iterable[tuple[str, Iterable[LigneBudget | LigneBudgetProjet | LigneRealisee]]] = (
        ("budget_pre_projet", facts.budget_pre_projet or ()),
        ("budget_projet", facts.budget_projet or ()),
        ("realise", facts.realise or ()),
    )
    for section, lignes in lists:
        for rank, ligne in enumerate(lignes):
            if ligne.montant is not None:
                yield from _amount(ligne.montant, (section, rank, "montant"))
    of_years: Iterable[tuple[str, Iterable[LigneBudgetProjet | LigneRealisee]]] = (
        ("budget_projet", facts.budget_projet or ()),
        ("realise", facts.realise or ()),
    )
    for section, rows in of_years:
        for rank, row in enumerate(rows):
            if 0 <= row.exercice <= LARGEST_INTEGER and row.exercice not in YEARS:
                yield (section, rank, "exercice"), "une année s'écrit en quatre chiffres"


def _payments(facts: DossierFacts) -> Iterator[Found]:
    for rank, recu in enumerate(facts.versements or ()):
        if recu.montant is not None:
            yield from _amount(recu.montant, ("versements", rank, "montant"))
        for position, part in enumerate(recu.parts or ()):
            if part.montant is not None:
                path = ("versements", rank, "parts", position, "montant")
                yield from _amount(part.montant, path)


def _followed(facts: DossierFacts) -> Iterator[Found]:
    """Check the numbers of the indicators."""
    for rank, suivi in enumerate(facts.indicateurs or ()):
        for name in ("depart_numerateur", "depart_denominateur", "depart_valeur"):
            if (value := getattr(suivi, name)) is not None:
                yield from _figure(value, ("indicateurs", rank, name))
        for position, releve in enumerate(suivi.releves or ()):
            for name in ("numerateur", "denominateur", "valeur", "taux_declare"):
                if (value := getattr(releve, name)) is not None:
                    yield from _figure(value, ("indicateurs", rank, "releves", position, name))
        for position, cible in enumerate(suivi.cibles or ()):
            path = ("indicateurs", rank, "cibles", position)
            yield from _figure(cible.valeur, (*path, "valeur"))
            if 0 <= cible.exercice <= LARGEST_INTEGER and cible.exercice not in YEARS:
                yield (*path, "exercice"), "une année s'écrit en quatre chiffres"


def _figures(facts: DossierFacts) -> Iterator[Found]:
    for rank, chiffre in enumerate(facts.chiffres or ()):
        path = ("chiffres", rank, "indicateur")
        yield from _code(chiffre.indicateur, chiffres.importables(), path, "indicateur inconnu")
        for field, message in chiffres.problemes(chiffre):
            yield ("chiffres", rank, field), message


def _drawn(facts: DossierFacts) -> Iterator[Found]:
    """Check the values of the kept figures: what a drawing and a column can hold."""
    for rank, figure in enumerate(facts.figures or ()):
        if figure.couverture is not None:
            yield from _number(figure.couverture, ("figures", rank, "couverture"), CENTS)
        for position, line in enumerate(figure.lignes or ()):
            if line.valeur is not None:
                yield from _number(line.valeur, ("figures", rank, "lignes", position, "valeur"))


def _number(valeur: Decimal, path: Path, decimals: int = DECIMALS) -> Iterator[Found]:
    if valeur.copy_abs() >= LARGEST_AMOUNT:
        yield path, "ce nombre est trop grand"
    elif _decimals(valeur) > decimals:
        yield path, f"une valeur porte {decimals} décimales au plus"


def _amount(montant: Decimal, path: Path) -> Iterator[Found]:
    if montant.copy_abs() >= LARGEST_AMOUNT:
        yield path, "ce montant est trop grand"
    elif _decimals(montant) > CENTS:
        yield path, "un montant est en euros, avec deux décimales au plus"


def _figure(valeur: Decimal, path: Path) -> Iterator[Found]:
    if valeur.copy_abs() >= LARGEST_AMOUNT:
        yield path, "ce nombre est trop grand"
    elif _decimals(valeur) > CENTS:
        yield path, "deux chiffres après la virgule au plus"


def _decimals(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _counts(value: object, path: Path) -> Iterator[Found]:
    """Every whole number of a dossier counts something, or is a year or a rank."""
    if isinstance(value, tuple):
        for rank, item in enumerate(value):
            yield from _counts(item, (*path, rank))
    elif isinstance(value, int) and not isinstance(value, bool):
        yield from _count(value, path)
    elif dataclasses.is_dataclass(value) and not hasattr(value, "first_day"):
        for field in dataclasses.fields(value):
            yield from _counts(getattr(value, field.name), (*path, field.name))


def _count(value: int, path: Path) -> Iterator[Found]:
    if value < 0:
        yield path, "un nombre négatif n'a pas de sens ici"
    elif value > LARGEST_INTEGER:
        yield path, "ce nombre est trop grand"
    elif path == ("territoire", "taille_declaree") and value not in range(1, 5):
        yield path, "la taille va de 1 à 4"


def _field(path: Path) -> str:
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f".{part[:60]}" if text else part[:60]
    return text


def _line(root: Node, path: Path) -> int | None:
    """Return the line of the deepest node of the path that the file writes."""
    node, line = root, root.line
    for part in path:
        child = _child(node, part)
        if child is None:
            break
        node, line = child, child.line or line
    return line


def _child(node: Node, part: str | int) -> Node | None:
    if isinstance(node.value, list) and isinstance(part, int):
        return node.value[part]
    if isinstance(node.value, dict) and isinstance(part, str):
        return node.value.get(part)
    return None
