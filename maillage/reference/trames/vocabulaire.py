"""The closed list of what a trame may name: paths to values, sources of rows, data put into words."""

import dataclasses
from collections.abc import Mapping

from maillage.core.facts import (
    Choix,
    Collectivite,
    Cpts,
    Etablissement,
    Partenariats,
    Personne,
    Reunion,
    Roles,
    Signature,
    Structure,
    Territoire,
)

INCONNU = "inconnu"  # what a filter calls an unanswered field


def _fields(kind: type, *computed: str) -> frozenset[str]:
    names = {field.name for field in dataclasses.fields(kind)}
    return frozenset(names) | frozenset(computed)


PERSONNE = _fields(Personne, "nom_prenom")

# What a path such as « structure.siret » may begin with, and go on with.
RACINES: Mapping[str, frozenset[str]] = {
    "cpts": _fields(Cpts),
    "structure": _fields(Structure),
    "roles": _fields(Roles),
    "territoire": _fields(Territoire),
    "partenariats": _fields(Partenariats),
    "choix": _fields(Choix),
    "contact": PERSONNE,
    "redacteur": PERSONNE,
    "representant_legal": PERSONNE,
    "signature": _fields(Signature),
    "signataire": PERSONNE | {"qualite"},
    "calcul": frozenset(
        {
            "population",
            "taille",
            "taille_et_adherents",
            "taille_projet_2019",
            "taille_si_autre",
            "date_document",
        }
    ),
}

# Where the rows of a table come from, and the fields of a row.
SOURCES: Mapping[str, frozenset[str]] = {
    "equipe": PERSONNE,
    "etablissements": _fields(Etablissement, "type_nom"),
    "acteurs_a_contacter": frozenset({"structure_ou_profession", "nom_prenom", "localisation"}),
    "communes": frozenset({"code", "nom", "code_postal", "population", "epci", "departement"}),
    "reunions": _fields(Reunion),
    "actions": frozenset(
        {
            "titre",
            "mission",
            "mission_code",
            "objectif",
            "public",
            "acteurs",
            "maturite",
            "debut",
            "fin",
            "periode",
            "etapes",
        }
    ),
    "indicateurs": frozenset(
        {
            "libelle",
            "nature",
            "origine",
            "mission",
            "action",
            "depart",
            "cible",
            "source",
            "rythme",
        }
    ),
    "collectivites": _fields(Collectivite, "referent_coordonnees"),
    "referents_actions": frozenset({"thematique", "professionnels"}),
}

# Structured data that the documents put into words.
DONNEES = frozenset(
    {
        "noyau_dur",
        "reunions",
        "structure_juridique",
        "population",
        "representativite",
        "outil_regional",
        "sas",
        "cls_prs",
        "dac",
        "besoin_partage",
        "patients",
        "territoire",
        "professionnels_impliques",
    }
)


def chemin_connu(path: str) -> bool:
    """Say whether a path leads to a value."""
    root, _, name = path.partition(".")
    return name in RACINES.get(root, frozenset())
