"""The answers made complete: the usual option where nothing was chosen, and what follows from both."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

from maillage.core.facts import College, DossierFacts, FormeJuridique, MissionAction, Statuts
from maillage.core.statuts.dirigeants import FONCTIONS
from maillage.core.statuts.modele import Definition, NatureChoix, TablesStatuts
from maillage.core.statuts.nombres import compte, en_lettres

Valeurs = dict[str, object]

POSTES: Final = tuple(FONCTIONS)  # in the order of the article
_TOWN: Final = re.compile(r"\b(\d{5}) ([^\d,;]+?)(?: cedex.*)?$", re.IGNORECASE)
_LONGEST: Final = 200  # end of an address in which the town is looked for
_ALWAYS_LOST: Final = ("demission", "deces")
_ALWAYS_RESERVED: Final = ("statuts", "dissolution")

# What sentences and conditions may read beside the choices.
DERIVES: Final = frozenset(
    {
        "droit_local", "nom", "sigle", "adresse", "commune_siege", "par_colleges",
        "vote_par_college", "nombre_colleges", "quorum_par_college", "pouvoirs_du_college",
        "territoire_age", "cotisations_connues", "radiation_possible", "secret_a_distance",
        "initiatives", "objets_age", "reunions_an", "copresidence", "postes", "delegations",
        "indemnites_permises", "effectif_ca", "base_age", "presents", "le_president", "peut",
        "convoque_absent", "le_ca", "Le_ca", "du_ca", "par_ca",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Every value that the text needs, and where the choices come from."""

    valeurs: Mapping[str, object]  # choices and what is derived from them
    choisis: frozenset[str]
    refuses: tuple[tuple[str, object], ...]  # answers that no option allows

    def texte(self, cle: str) -> str:
        """Return a value that is a text."""
        return str(self.valeurs[cle])

    def nombre(self, cle: str) -> int:
        """Return a value that is a whole number; 0 when there is none."""
        value = self.valeurs[cle]
        return value if isinstance(value, int) else 0

    def liste(self, cle: str) -> tuple[str, ...]:
        """Return a value that is a list of codes or texts."""
        value = self.valeurs[cle]
        return tuple(map(str, value)) if isinstance(value, tuple) else ()

    @property
    def colleges(self) -> tuple[College, ...]:
        """Return the colleges in use; none when members are not divided."""
        value = self.valeurs["colleges"]
        return value if isinstance(value, tuple) and self.valeurs["par_colleges"] else ()


def resoudre(statuts: Statuts, dossier: DossierFacts, tables: TablesStatuts) -> Resolution:
    """Complete the choices of a dossier."""
    given = {field.name: getattr(statuts, field.name) for field in fields(statuts)}
    valeurs: Valeurs = {}
    choisis, refuses = set(), []
    for cle, definition in tables.choix.items():
        kept, refused = _kept(given[cle], definition)
        refuses += [(cle, value) for value in refused]
        if kept is None:
            valeurs[cle] = _usual(definition, dossier, valeurs)
        else:
            valeurs[cle] = kept
            choisis.add(cle)
    if not valeurs["colleges"]:
        moral = bool(valeurs["personnes_morales"])
        valeurs["colleges"] = tuple(c.college(personnes_morales=moral) for c in tables.colleges)
    return Resolution(
        valeurs={**valeurs, **_derived(valeurs, dossier)},
        choisis=frozenset(choisis),
        refuses=tuple(refuses),
    )


def missions_du_dossier(dossier: DossierFacts) -> tuple[str, ...]:
    """Return the missions that the actions or the texts of the dossier name."""
    planned = {action.mission for action in dossier.actions or ()}
    written = {code for code, text in dossier.textes.items() if text.strip()}
    return tuple(
        mission.value
        for mission in MissionAction
        if mission in planned or f"mission_{mission}" in written
    )


def _usual(definition: Definition, dossier: DossierFacts, before: Valeurs) -> object:
    if definition.cle == "objet_missions":
        return missions_du_dossier(dossier) or definition.defaut
    if definition.cle == "signataires":
        posts = before["bureau_postes"]
        held = isinstance(posts, tuple) and "secretaire" in posts
        return definition.defaut if held else ("president", "tresorier")
    return definition.defaut


def _kept(value: object, definition: Definition) -> tuple[object, tuple[object, ...]]:
    """Separate what may be used from what no option allows; numbers are kept as typed."""
    if value is None:
        return None, ()
    if definition.options:
        return _among_options(value, definition)
    if definition.nature is NatureChoix.TEXTE:
        return str(value).strip() or None, ()
    if definition.nature is NatureChoix.TEXTES and isinstance(value, tuple):
        return tuple(text for text in value if text.strip()), ()
    return value, _out_of_bounds(value, definition)


def _among_options(value: object, definition: Definition) -> tuple[object, tuple[object, ...]]:
    if not isinstance(value, tuple):
        return (value, ()) if value in definition.options else (None, (value,))
    wrong = tuple(code for code in value if code not in definition.options)
    kept = tuple(code for code in definition.options if code in value)
    return (kept if kept or not wrong else None), wrong


def _out_of_bounds(value: object, definition: Definition) -> tuple[object, ...]:
    size = len(value) if isinstance(value, tuple) else value
    if not isinstance(size, int) or isinstance(size, bool):
        return ()
    low = definition.min is not None and size < definition.min
    high = definition.max is not None and size > definition.max
    return (size,) if low or high else ()


def _derived(v: Valeurs, dossier: DossierFacts) -> Valeurs:
    return {
        **_identity(dossier),
        **_members(v),
        **_assemblies(v),
        **_direction(v),
        **_bureau(v),
        "indemnites_permises": v["indemnites"] == "encadrees"
        and bool(v["indemnite_gouvernance"] or v["remuneration_missions"]),
    }


def _identity(dossier: DossierFacts) -> Valeurs:
    structure = dossier.structure
    town = commune_du_siege(structure.adresse_postale)
    return {
        "droit_local": structure.forme_juridique is FormeJuridique.ASSOCIATION_DROIT_LOCAL,
        "nom": _said(structure.nom) or _said(dossier.cpts.nom),
        "sigle": _said(structure.sigle),
        "adresse": _said(structure.adresse_postale),
        "commune_siege": town[1] if town else None,
    }


def commune_du_siege(adresse: str | None) -> tuple[str, str] | None:
    """Return the post code and the town that end an address."""
    found = _TOWN.search(" ".join((adresse or "").split())[-_LONGEST:])
    return (found.group(1), found.group(2).strip()) if found else None


def _said(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None


def _members(v: Valeurs) -> Valeurs:
    colleges = v["colleges"] if isinstance(v["colleges"], tuple) else ()
    divided = v["composition"] == "colleges"
    known = any(c.cotisation is not None for c in colleges) if divided else v["cotisation_membre"]
    lost = v["perte_qualite"] if isinstance(v["perte_qualite"], tuple) else ()
    return {
        "par_colleges": divided,
        "vote_par_college": divided and v["ponderation"] == "par_college",
        "nombre_colleges": len(colleges),
        "quorum_par_college": divided and v["quorum_compte"] == "college",
        "pouvoirs_du_college": divided and bool(v["pouvoirs_meme_college"]),
        "cotisations_connues": known is not None and known is not False,
        "radiation_possible": "non_paiement" in lost or "motif_grave" in lost,
        "perte_qualite": tuple(dict.fromkeys((*_ALWAYS_LOST, *lost))),
    }


def _assemblies(v: Valeurs) -> Valeurs:
    reserved = v["age_objets"] if isinstance(v["age_objets"], tuple) else ()
    presents = "présents ou représentés" if v["pouvoirs_max"] else "présents"
    counted = v["majorite_ago"] == "presents"
    ballot = v["vote_secret"]
    secret = ballot != "jamais"
    return {
        "territoire_age": "territoire" in reserved,
        "objets_age": tuple(dict.fromkeys((*_ALWAYS_RESERVED, *reserved))),
        "initiatives": v["age_initiative"] or ("president",),
        "secret_a_distance": v["distance"] != "presence" and secret,
        "presents": presents,
        "base_age": f"des voix des membres {presents}" if counted else "des suffrages exprimés",
    }


def _direction(v: Valeurs) -> Valeurs:
    meetings = v["ca_reunions_an"]
    article, name = ("le ", "conseil d’administration")
    of, by = "du ", "par le "
    if not v["ca_existe"]:
        article, name = "la ", "direction collégiale"
        of, by = "de la ", "par la "
    return {
        "effectif_ca": _effectif(v["ca_min"], v["ca_max"]),
        "reunions_an": max(meetings, 1) if isinstance(meetings, int) else 1,
        "le_ca": article + name,
        "Le_ca": article.capitalize() + name,
        "du_ca": of + name,
        "par_ca": by + name,
    }


def _effectif(low: object, high: object) -> str:
    """Write « neuf à quinze (9 à 15) membres », or one number when the two are equal."""
    assert isinstance(low, int) and isinstance(high, int)  # noqa: S101, PT018 -- both have a default
    last = compte(high, "membre", chiffres=True)
    if low == high:
        return last
    return f"{en_lettres(low)} à {en_lettres(high)} ({low} à {high}) membres"


def _bureau(v: Valeurs) -> Valeurs:
    chosen = set(v["bureau_postes"]) if isinstance(v["bureau_postes"], tuple) else set()
    shared = "copresidence" in chosen
    chosen |= {"tresorier"} if shared else {"tresorier", "president"}
    chosen -= {"president"} if shared else set()
    given = bool(v["delegation_tresorier"] or v["delegation_coordinateur"])
    nobody = v["convocation_par"] == "secretaire" and "secretaire" not in chosen
    return {
        "copresidence": shared,
        "postes": tuple(post for post in POSTES if post in chosen),
        "convocation_par": "president" if nobody else v["convocation_par"],
        "convoque_absent": nobody,
        "delegations": v["pouvoirs"] == "statuts" and given,
        "le_president": "les coprésidents" if shared else "le président",
        "peut": "peuvent" if shared else "peut",
    }
