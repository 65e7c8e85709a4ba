"""Every tag that a model may use: the paths, the lists and the data that the trames know."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from maillage.reference.nomenclatures import rubriques, rubriques_texte
from maillage.reference.strict import Problem, Problems, read, structure
from maillage.reference.trames.vocabulaire import DONNEES, RACINES, SOURCES

TEXTES, DONNEE = "textes", "donnees"
_SENS = Path(__file__).with_name("balises.yaml")

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
    sens: str  # what it prints, in a sentence
    liste: str | None = None

    @property
    def ecrite(self) -> str:
        """Return the tag as it is typed in Word."""
        return "{{ " + self.nom + " }}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    balises: Mapping[str, str]


@cache
def balises() -> tuple[Balise, ...]:
    """Return every tag, by group."""
    said = dict(structure(read(_SENS.read_bytes(), _SENS.name), _Table, _SENS.name).balises)
    known = {code: f"{one.libelle}." for code, one in rubriques_texte().items()}
    said |= {f"{TEXTES}.{code}": label for code, label in known.items()}
    every = list(_every())
    names = {nom for nom, _, _ in every}
    if wrong := sorted(names ^ said.keys()):
        raise Problems(_SENS.name, [Problem(f"une phrase par balise : {', '.join(wrong)}")])
    return tuple(Balise(nom=n, groupe=g, liste=source, sens=said[n]) for n, g, source in every)


def _every() -> Iterator[tuple[str, str, str | None]]:
    """Return the name of each tag, its group, and the list that it belongs to."""
    for root, names in RACINES.items():
        group = GROUPES.get(root, root)
        for name in sorted(names):
            if (root, name) not in _NOT_TEXT:
                yield f"{root}.{name}", group, None
    for code in rubriques_texte():
        yield f"{TEXTES}.{code}", GROUPES[TEXTES], None
    for name in sorted(DONNEES):
        yield f"{DONNEE}.{name}", GROUPES[DONNEE], None
    for source, names in SOURCES.items():
        for name in sorted(names):
            yield f"{source}.{name}", LISTES.get(source, source), source


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
    """Return what a tag, or a list, is called for whoever fills the dossier."""
    if nom in LISTES:
        return LISTES[nom][0].upper() + LISTES[nom][1:]
    root, _, code = nom.partition(".")
    known = rubriques().get(code)
    if root == TEXTES and known:
        return known.libelle
    return next((one.sens.rstrip(".") for one in balises() if one.nom == nom), nom)
