"""Put the chosen changes into a dossier; what was not chosen stays as it is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from maillage.core.facts import DossierFacts
from maillage.documents.reprise.etiquettes import normal
from maillage.documents.reprise.modele import EtatProposition, Proposition
from maillage.documents.reprise.personnes import cle
from maillage.documents.reprise.proposer import CLES, liste
from maillage.documents.reprise.recueil import identifiant

_FIELD = re.compile(r"(\w+)\[(\d+)\]\.(\w+)")


def appliquer(dossier: DossierFacts, choisies: Iterable[Proposition]) -> DossierFacts:
    """Return the dossier with the chosen changes; the one given is not touched."""
    chosen = [one for one in choisies if one.etat is not EtatProposition.IDENTIQUE]
    dossier, identities = _records(dossier, chosen)
    for one in chosen:
        if found := _FIELD.fullmatch(one.cible):
            dossier = _field(dossier, found[1], int(found[2]) - 1, found[3], one.valeur)
        elif one.cible.endswith("="):
            name = one.cible.removesuffix("=")
            dossier = _with_list(dossier, name, getattr(dossier, name) or ())
        elif one.cible not in CLES:
            dossier = _value(dossier, one, identities)
    return _linked(dossier) if chosen else dossier


def _linked(dossier: DossierFacts) -> DossierFacts:
    """What a file calls by a name, the dossier calls by its identifier; what nobody is, is dropped."""
    ids = [one.id for one in dossier.equipe or ()] + [
        one.id for one in dossier.etablissements or ()
    ]
    known = dict(zip(ids, ids, strict=True))
    for person in dossier.equipe or ():
        known.setdefault(identifiant(cle(person.nom, person.prenom)), person.id)
    for place in dossier.etablissements or ():
        known.setdefault(identifiant(normal(place.nom)), place.id)
    titles = {identifiant(normal(one.titre)): one.id for one in dossier.actions or ()}
    titles |= {one.id: one.id for one in dossier.actions or ()}

    def people(ids: tuple[str, ...] | None) -> tuple[str, ...] | None:
        return None if ids is None else tuple(known[one] for one in ids if one in known)

    if dossier.actions is not None:
        dossier = replace(
            dossier,
            actions=tuple(
                replace(one, acteurs=people(one.acteurs), referents=people(one.referents))
                for one in dossier.actions
            ),
        )
    if dossier.indicateurs is not None:
        dossier = replace(
            dossier,
            indicateurs=tuple(
                replace(one, action=titles.get(one.action or "")) for one in dossier.indicateurs
            ),
        )
    return dossier


def _records(
    dossier: DossierFacts, chosen: Sequence[Proposition]
) -> tuple[DossierFacts, dict[str, str]]:
    """Add the new records; return how the people of the file are called in the dossier."""
    identities = {cle(person.nom, person.prenom): person.id for person in dossier.equipe or ()}
    for name in CLES:
        new = [one.valeur for one in chosen if one.cible == name]
        if not new:
            continue
        held = liste(dossier, name)
        added = _with_ids(held, new)
        dossier = _with_list(dossier, name, (*held, *added))
        if name == "equipe":
            identities |= {cle(person.nom, person.prenom): person.id for person in added}
    return dossier, identities


def _with_ids(held: Sequence[Any], new: Sequence[Any]) -> list[Any]:
    """Give every new record an identifier that no other bears."""
    taken = {getattr(one, "id", None) for one in held}
    added = []
    for record in new:
        if hasattr(record, "id"):
            root = record.id or "-".join(re.findall(r"[a-z0-9]+", str(_name(record)).casefold()))
            root = root[:60] or "ligne"
            identifier, number = root, 2
            while identifier in taken:
                identifier, number = f"{root}-{number}", number + 1
            taken.add(identifier)
            record = replace(record, id=identifier)  # noqa: PLW2901 -- the same record, named
        added.append(record)
    return added


def _name(record: Any) -> str:
    return getattr(record, "titre", None) or getattr(record, "libelle", None) or ""


def _with_list(dossier: DossierFacts, name: str, records: tuple[Any, ...]) -> DossierFacts:
    if name == "communes":
        return replace(dossier, territoire=replace(dossier.territoire, communes=records))
    changes: dict[str, Any] = {name: records}
    return replace(dossier, **changes)


def _field(dossier: DossierFacts, name: str, rank: int, field: str, value: Any) -> DossierFacts:
    held = list(liste(dossier, name))
    held[rank] = replace(held[rank], **{field: value})
    return _with_list(dossier, name, tuple(held))


def _value(dossier: DossierFacts, one: Proposition, identities: dict[str, str]) -> DossierFacts:
    root, _, name = one.cible.partition(".")
    if root == "textes":
        return replace(dossier, textes={**dossier.textes, name: str(one.valeur)})
    value: Any = one.valeur
    if root in ("roles", "signature") and name != "representant_qualite":
        value = _identity(dossier, one, identities)
        if value is None:
            return dossier  # the person was not taken
    return replace(dossier, **{root: replace(getattr(dossier, root), **{name: value})})


def _identity(dossier: DossierFacts, one: Proposition, identities: dict[str, str]) -> Any:
    """A role names a person by the words of its name; the dossier, by its identifier."""
    if one.cible in (
        "roles.contact",
        "roles.redacteur",
        "roles.representant_legal",
        "signature.signataire",
    ):
        key = str(one.valeur).replace("-", " ")
        for known, identifier in identities.items():
            if known == key or known[:60].replace(" ", "-") == str(one.valeur):
                return identifier
        return None
    return one.valeur
