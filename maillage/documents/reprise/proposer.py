"""What a file would change in a dossier, piece by piece, beside what the dossier holds."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from maillage.core.facts import DossierFacts
from maillage.documents.reprise.etiquettes import normal
from maillage.documents.reprise.modele import EtatProposition, Piece, Proposition, Reprise
from maillage.documents.reprise.personnes import cle
from maillage.documents.reprise.valeurs import en_clair, meme

# What makes two records of a list the same one.
CLES: Mapping[str, Callable[[Any], object]] = MappingProxyType(
    {
        "equipe": lambda one: cle(one.nom, one.prenom),
        "etablissements": lambda one: normal(one.nom),
        "communes": lambda one: (one.code, normal(one.partie or "")),
        "reunions": lambda one: (one.date, normal(one.intitule)),
        "actions": lambda one: normal(one.titre),
        "calendrier": lambda one: one.code,
        "budget_pre_projet": lambda one: (one.sens, one.poste, normal(one.libelle or "")),
        "indicateurs": lambda one: normal(one.libelle),
        "budget_projet": lambda one: (
            one.exercice,
            one.nature,
            normal(one.financeur or ""),
            one.montant,
        ),
        "collectivites": lambda one: normal(one.denomination),
        "referents": lambda one: (normal(one.nom), normal(one.organisme or "")),
        "liens_prs": lambda one: one.code,
    }
)  # fmt: skip
_UNTOLD = (None, ())


def _without_name(line: Any) -> object:
    return line.exercice, line.nature, line.montant


def liste(dossier: DossierFacts, nom: str) -> tuple[Any, ...]:
    """Return a list of the dossier, empty when nothing was said."""
    owner: Any = dossier.territoire if nom == "communes" else dossier
    return getattr(owner, nom) or ()


def proposer(dossier: DossierFacts, reprise: Reprise) -> tuple[Proposition, ...]:
    """Return every change that the file would make; an identical piece is said so."""
    people = {
        piece.valeur.id: cle(piece.valeur.nom, piece.valeur.prenom)  # type: ignore[attr-defined]  # a Personne
        for piece in reprise.pieces
        if piece.cible == "equipe"
    }
    found: list[Proposition] = []
    called = _called(dossier, reprise)
    for piece in reprise.pieces:
        if piece.cible in CLES:
            found += _record(dossier, _translated(piece, called))
        elif piece.cible.endswith("="):
            found += _emptiness(dossier, piece)
        else:
            found.append(_value(dossier, piece, people))
    return tuple(found)


def _called(dossier: DossierFacts, reprise: Reprise) -> dict[str, str]:
    """Return how the dossier calls the people, the places and the actions that the file names."""
    called: dict[str, str] = {}
    for name in ("equipe", "etablissements", "actions"):
        key = CLES[name]
        held = {key(one): one.id for one in liste(dossier, name)}
        for value in (piece.valeur for piece in reprise.pieces if piece.cible == name):
            known = held.get(key(value))
            if known is not None:
                called[value.id] = known  # type: ignore[attr-defined]  # a record with an id
    return called


def _translated(piece: Piece, called: Mapping[str, str]) -> Piece:
    record: Any = piece.valeur
    changes: dict[str, Any] = {}
    for name in ("acteurs", "referents"):
        named = getattr(record, name, None)
        if isinstance(named, tuple):
            changes[name] = tuple(called.get(one, one) for one in named)
    if piece.cible == "indicateurs" and record.action:
        changes["action"] = called.get(record.action, record.action)
    return dataclasses.replace(piece, valeur=dataclasses.replace(record, **changes))


def _emptiness(dossier: DossierFacts, piece: Piece) -> Iterator[Proposition]:
    """« Aucune réunion » answers only a question that nobody answered."""
    name = piece.cible.removesuffix("=")
    if getattr(dossier, name) in _UNTOLD:
        same = getattr(dossier, name) == ()
        state = EtatProposition.IDENTIQUE if same else EtatProposition.NOUVEAU
        yield _proposition(piece, piece.cible, state, None, piece.valeur)


def _value(dossier: DossierFacts, piece: Piece, people: Mapping[str, str]) -> Proposition:
    root, _, name = piece.cible.partition(".")
    owner = getattr(dossier, root)
    held = owner.get(name) if root == "textes" else getattr(owner, name)
    role = piece.valeur in people and root in ("roles", "signature")
    if role and held:
        person = dossier.personne(held)
        same = person is not None and cle(person.nom, person.prenom) == people[str(piece.valeur)]
        state = EtatProposition.IDENTIQUE if same else EtatProposition.DIFFERENT
        name_held = f"{person.nom} {person.prenom or ''}".strip() if person else str(held)
        return _proposition(
            piece, piece.cible, state, held, piece.valeur, actuel_en_clair=name_held
        )
    return _proposition(piece, piece.cible, _state(held, piece.valeur), held, piece.valeur)


def _state(held: object, found: object) -> EtatProposition:
    if held is None or (held == "" and found != ""):
        return EtatProposition.NOUVEAU
    return EtatProposition.IDENTIQUE if meme(held, found) else EtatProposition.DIFFERENT


def _record(dossier: DossierFacts, piece: Piece) -> Iterator[Proposition]:
    """A record of its own is proposed whole; a known one, field by field."""
    key = CLES[piece.cible]
    if piece.cible == "budget_projet" and not getattr(piece.valeur, "financeur", None):
        key = _without_name  # a form does not name who gives when the row says it
    wanted = key(piece.valeur)
    known = [
        (rank, one) for rank, one in enumerate(liste(dossier, piece.cible)) if key(one) == wanted
    ]
    if not known:
        yield _proposition(piece, piece.cible, EtatProposition.NOUVEAU, None, piece.valeur)
        return
    rank, held = known[0]
    changes = 0
    for field in dataclasses.fields(held):
        value = getattr(piece.valeur, field.name)
        before = getattr(held, field.name)
        if field.name in ("id", "nom", "prenom") or value in _UNTOLD or value is False:
            continue
        state = _state(before, value)
        if before is False and value is True and field.name == "noyau_dur":
            state = EtatProposition.NOUVEAU
        if state is not EtatProposition.IDENTIQUE:
            changes += 1
            where = f"{piece.cible}[{rank + 1}].{field.name}"
            yield _proposition(piece, where, state, before, value, field=field.name)
    if not changes:
        where = f"{piece.cible}[{rank + 1}]"
        yield _proposition(piece, where, EtatProposition.IDENTIQUE, held, piece.valeur)


def _proposition(
    piece: Piece,
    cible: str,
    etat: EtatProposition,
    actuel: object,
    valeur: object,
    *,
    actuel_en_clair: str | None = None,
    field: str | None = None,
) -> Proposition:
    label = piece.libelle if field is None else f"{piece.libelle} : {field.replace('_', ' ')}"
    return Proposition(
        cible=cible,
        libelle=label,
        etat=etat,
        actuel=actuel,
        actuel_en_clair=en_clair(actuel) if actuel_en_clair is None else actuel_en_clair,
        valeur=valeur,
        en_clair=piece.en_clair if field is None else en_clair(valeur),
        piece=piece,
    )
