"""Every tag that a model may use: the paths, the lists and the data that the trames know."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from maillage.reference.nomenclatures import rubriques, rubriques_texte
from maillage.reference.trames.vocabulaire import DONNEES, RACINES, SOURCES

TEXTES, DONNEE = "textes", "donnees"

GROUPES: Mapping[str, str] = MappingProxyType(
    {
        "cpts": "la CPTS",
        "structure": "la structure porteuse",
        "roles": "les rôles",
        "territoire": "ce que l’équipe dit de son territoire",
        "partenariats": "les partenariats",
        "choix": "les choix du pré-projet",
        "contact": "la personne référente",
        "redacteur": "la personne qui rédige",
        "representant_legal": "le représentant légal",
        "signature": "la signature",
        "signataire": "la personne qui signe",
        "calcul": "ce que Maillage calcule",
        TEXTES: "les textes",
        DONNEE: "les données mises en phrases",
    }
)
LISTES: Mapping[str, str] = MappingProxyType(
    {
        "equipe": "les personnes de l’équipe",
        "etablissements": "les établissements et structures",
        "acteurs_a_contacter": "les acteurs restant à contacter",
        "communes": "les communes du territoire",
        "reunions": "les réunions",
        "actions": "les actions prévues",
        "indicateurs": "les indicateurs",
        "collectivites": "les collectivités",
        "referents_actions": "les référents des actions",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balise:
    """A tag, and the group that a page shows it in; `liste` names the list that a loop reads."""

    nom: str
    groupe: str
    liste: str | None = None

    @property
    def ecrite(self) -> str:
        """Return the tag as it is typed in Word."""
        return "{{ " + self.nom + " }}"


@cache
def balises() -> tuple[Balise, ...]:
    """Return every tag, by group."""
    return tuple(_every())


def _every() -> Iterator[Balise]:
    for root, names in RACINES.items():
        group = GROUPES.get(root, root)
        for name in sorted(names):
            if (root, name) not in _NOT_TEXT:
                yield Balise(nom=f"{root}.{name}", groupe=group)
    for code in rubriques_texte():
        yield Balise(nom=f"{TEXTES}.{code}", groupe=GROUPES[TEXTES])
    for name in sorted(DONNEES):
        yield Balise(nom=f"{DONNEE}.{name}", groupe=GROUPES[DONNEE])
    for source, names in SOURCES.items():
        for name in sorted(names):
            yield Balise(nom=f"{source}.{name}", groupe=LISTES.get(source, source), liste=source)


# A list of communes is read by a loop; a role, by its person.
_NOT_TEXT = {
    ("territoire", "communes"),
    ("roles", "contact"),
    ("roles", "redacteur"),
    ("roles", "representant_legal"),
    ("signature", "signataire"),
}


@cache
def valeurs() -> frozenset[str]:
    """Return the tags that may stand alone."""
    return frozenset(one.nom for one in balises() if one.liste is None)


@cache
def listes() -> Mapping[str, frozenset[str]]:
    """Return the lists that a loop may read, and the fields of their lines."""
    return MappingProxyType(dict(SOURCES))


def libelle(nom: str) -> str:
    """Return what a tag of text is called in the dossier."""
    root, _, code = nom.partition(".")
    known = rubriques().get(code)
    return known.libelle if root == TEXTES and known else nom
