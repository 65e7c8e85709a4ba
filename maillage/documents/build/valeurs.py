"""Read one value of the dossier and put it into words: `None` unknown, "" answered by nothing."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from maillage.core.facts import (
    Collectivite,
    DossierFacts,
    Engagement,
    Etablissement,
    PartialDate,
    Personne,
)
from maillage.documents.build.contexte import Contexte
from maillage.documents.characters import clean
from maillage.documents.typographie import NO_BREAK, day, euros, french, integer, partial
from maillage.reference.nomenclatures import professions, types_etablissement

PLACES = {
    "cpts": "identite",
    "structure": "identite",
    "roles": "identite",
    "contact": "identite",
    "redacteur": "identite",
    "representant_legal": "identite",
    "territoire": "territoire",
    "calcul": "territoire",
    "partenariats": "partenariats",
    "choix": "choix",
    "equipe": "equipe",
    "acteurs_a_contacter": "equipe",
    "etablissements": "etablissements",
    "communes": "territoire",
    "reunions": "reunions",
    "collectivites": "collectivites",
    "referents_actions": "actions",
    "actions": "actions",
    "indicateurs": "indicateurs",
    "signataire": "signature",
    "signature": "signature",
}

LIBELLES = {
    "haute": "haute",
    "normale": "normale",
    "plus_tard": "plus tard",
    "engage": "Engagé",
    "contacte": "Contacté",
    "incertain": "Contacté",
    "a_contacter": "À contacter",
    "premier": "1er recours",
    "second": "2nd recours",
    "sanitaire": "sanitaire",
    "medico_social": "médico-social",
    "social": "social",
    "ambulatoire": "ambulatoire",
    "hospitalier": "hospitalier",
    "exercice_coordonne": "exercice coordonné",
    "association_1901": "Association loi 1901",
    "association_droit_local": "Association de droit local (Alsace-Moselle)",
    "sisa": "Société interprofessionnelle de soins ambulatoires (SISA)",
    "autre": "Autre forme",
    "information": "réunion d’information",
    "travail": "réunion de travail",
    "concertation": "réunion de concertation",
    "idee": "idée",
    "preparation": "en préparation",
    "en_cours": "en cours",
    "achevee": "achevée",
    "quantitatif": "quantitatif",
    "qualitatif": "qualitatif",
    "ars": "ARS",
    "aci": "accord conventionnel (ACI)",
    "action": "fiche action",
    "local": "équipe de la CPTS",
}

SANS_STRUCTURE = "–"

_PERSONNES = {"contact", "redacteur", "representant_legal"}


def raw(contexte: Contexte, path: str) -> object:
    """Return the value a path of a trame leads to, or None when the dossier has none."""
    root, _, name = path.partition(".")
    if path == "calcul.date_document":
        return contexte.on
    if root == "signataire":
        return _signataire(contexte.dossier, name)
    if root == "calcul":
        return contexte.territoire.calcul(name, contexte.dossier)
    if root in _PERSONNES:
        owner: object = contexte.dossier.personne(getattr(contexte.dossier.roles, root))
    else:
        owner = getattr(contexte.dossier, root)
    return None if owner is None else field(owner, name)


def _signataire(dossier: DossierFacts, name: str) -> object:
    """Return a field of who signs: the legal representative, unless someone else was chosen."""
    chosen = dossier.signature.signataire
    if name == "qualite":
        usual = None if chosen else dossier.roles.representant_qualite
        return dossier.signature.qualite or usual
    owner = dossier.personne(chosen or dossier.roles.representant_legal)
    return None if owner is None else field(owner, name)


def field(record: object, name: str) -> object:
    """Return a field of a record, the computed ones included."""
    computed = _COMPUTED.get((type(record), name))
    return computed(record) if computed else getattr(record, name)


def place(path: str) -> str:
    """Return where the value of a path is typed."""
    return PLACES[path.partition(".")[0]]


def words(value: object, name: str = "") -> str | None:
    """Put a value into words; `name` is that of its field."""
    if value is None:
        return None
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return _text(value, name)
    return next(writer(value) for kind, writer in _WRITERS if isinstance(value, kind))


def code(value: object) -> str | None:
    """Return the code of an answer, to compare it with the options of a form."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "oui" if value else "non"
    return str(value)


def _text(value: str, name: str) -> str:
    text = clean(value).strip()
    digits = re.sub(r"\s", "", text)
    if name == "iban":
        return NO_BREAK.join(digits[start : start + 4] for start in range(0, len(digits), 4))
    if name == "siret" and re.fullmatch(r"\d{14}", digits):
        return NO_BREAK.join((digits[:3], digits[3:6], digits[6:9], digits[9:]))
    if name in ("telephone", "telecopie") and re.fullmatch(r"0\d{9}", digits):
        return NO_BREAK.join(digits[start : start + 2] for start in range(0, 10, 2))
    return text


def _enumeration(value: object) -> str:
    return LIBELLES.get(str(value), str(value))


_WRITERS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: "oui" if value else "non"),
    (StrEnum, _enumeration),
    (PartialDate, partial),
    (date, day),
    (int, integer),
    (Decimal, euros),
    (tuple, lambda value: ", ".join(clean(str(item)) for item in value)),
)


def nom_prenom(personne: Personne) -> str:
    """Write « Faure Claire »."""
    return f"{personne.nom} {personne.prenom or ''}".strip()


def profession(personne: Personne) -> str | None:
    """Write the profession, with the speciality when there is one."""
    if personne.profession is None:
        return personne.profession_precision
    known = professions().get(personne.profession)
    label = known.libelle if known else personne.profession
    if not personne.profession_precision:
        return label
    if personne.profession == "autre":
        return personne.profession_precision
    return f"{label} ({personne.profession_precision})"


def represente(personne: Personne) -> str | None:
    """Name the organisation that a person speaks for, or say that it is in their own name."""
    return "À titre individuel" if personne.represente == "" else personne.represente


def referent_coordonnees(collectivite: Collectivite) -> str | None:
    """Write whom to reach, and how."""
    known = [part for part in (collectivite.referent, collectivite.coordonnees) if part is not None]
    return ", ".join(part for part in known if part) if known else None


def type_etablissement(etablissement: Etablissement) -> str | None:
    """Write the type of an establishment in full."""
    if etablissement.type is None:
        return etablissement.type_precision
    known = types_etablissement().get(etablissement.type)
    if etablissement.type == "autre" and etablissement.type_precision:
        return etablissement.type_precision
    return known.libelle if known else etablissement.type


def type_nom(etablissement: Etablissement) -> str:
    """Write « Maison de santé pluriprofessionnelle – Les Gorges »; the type once, if the name says it."""
    kind = type_etablissement(etablissement)
    known = types_etablissement().get(etablissement.type or "")
    named = etablissement.nom.casefold()
    words = (kind, known.sigle if known else None)
    if kind is None or any(word and word.casefold() in named for word in words):
        return etablissement.nom
    return f"{kind} – {etablissement.nom}"


_COMPUTED: dict[tuple[type, str], Callable[[Any], str | None]] = {
    (Personne, "nom_prenom"): nom_prenom,
    (Personne, "profession"): profession,
    (Personne, "represente"): represente,
    (Collectivite, "referent_coordonnees"): referent_coordonnees,
    (Etablissement, "type"): type_etablissement,
    (Etablissement, "type_nom"): type_nom,
}


def participation(engagement: Engagement | None) -> str:
    """Say in words that a participation is not sure."""
    return french("participation à confirmer" if engagement is None else "participation incertaine")
