"""Search a dossier: its texts, its rows, its comments; a fixed number of queries, read as values."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from maillage.core.passages import Bout, holds, marked, passage, plain
from maillage.dossiers import cibles
from maillage.dossiers.models import Commentaire, CommuneRetenue, Dossier, Texte
from maillage.reference import cog, nomenclatures

# For each list with pages of its own: the columns of the name, then those that are searched too.
_COLONNES: Final = {
    "equipe": (("prenom", "nom"), ("fonction", "structure_appartenance", "lieu_exercice")),
    "etablissements": (("nom",), ("type_precision", "localisation", "interlocuteur")),
    "actions": (("titre",), ("finalite", "objectif_operationnel", "description", "public")),
    "indicateurs": (("libelle",), ("depart", "cible", "source")),
    "reunions": (("intitule",), ()),
    "collectivites": (("denomination",), ("referent", "enjeux_modalites")),
    "referents": (("nom",), ("organisme", "territoire")),
    "chiffres": (("libelle",), ("source",)),
}
_MONTREES: Final = 8
_INSIDE: Final = 2  # rank of what answers elsewhere than in its name
Asked = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouvaille:
    """A thing found: its name, the passage that answers, and its place."""

    titre: tuple[Bout, ...]
    extrait: tuple[Bout, ...]
    page: str
    args: tuple[str, ...] = ()
    suite: str = ""  # what follows in the address


@dataclass(frozen=True, slots=True, kw_only=True)
class Groupe:
    """What is found of one kind: the nearest first, and how many there are in all."""

    code: str
    trouvailles: tuple[Trouvaille, ...]
    total: int


@dataclass(frozen=True, slots=True)
class _Fiche:
    """A thing that may be found; `texte` is searched after the name, and shown unless said."""

    titre: str
    texte: str
    page: str
    args: tuple[str, ...] = ()
    suite: str = ""
    montre: bool = True


def chercher(dossier: Dossier, asked: Asked, *, marge: bool) -> list[Groupe]:
    """Return what answers every word, by kind; `marge` says whether comments are searched."""
    sources: dict[str, Callable[[Dossier], Iterator[_Fiche]]] = {
        "textes": _textes,
        **{liste: partial(_lignes, liste) for liste in _COLONNES},
        "communes": _communes,
    }
    if marge:
        sources["commentaires"] = _commentaires
    if not asked:
        return []
    groups = [groupe(code, source(dossier), asked) for code, source in sources.items()]
    return [found for found in groups if found.total]


def groupe(code: str, fiches: Iterator[_Fiche], asked: Asked) -> Groupe:
    """Keep what answers: names that begin like the question, then names, then what is inside."""
    ranked: list[tuple[int, int, _Fiche]] = []
    for rank, fiche in enumerate(fiches):
        name = plain(fiche.titre)
        if holds(name, asked):
            ranked.append((0 if name.startswith(asked[0]) else 1, rank, fiche))
        elif holds(f"{name} {plain(fiche.texte)}", asked):
            ranked.append((_INSIDE, rank, fiche))
    ranked.sort(key=lambda found: found[:2])
    shown = tuple(_trouvaille(fiche, depth, asked) for depth, _, fiche in ranked[:_MONTREES])
    return Groupe(code=code, trouvailles=shown, total=len(ranked))


def nommees(code: str, noms: dict[str, str], page: str, asked: Asked) -> Groupe:
    """Search names that are not in the database: the documents of a région."""
    return groupe(code, (_Fiche(name, "", page, (key,)) for key, name in noms.items()), asked)


def pages(noms: dict[str, str], asked: Asked) -> Groupe:
    """Search the pages themselves, by name; what follows a bar is other words for it."""
    cut = ((page, *name.partition("|")[::2]) for page, name in noms.items())
    found = (_Fiche(name, other, page, montre=False) for page, name, other in cut)
    return groupe("pages", found, asked)


def _trouvaille(fiche: _Fiche, depth: int, asked: Asked) -> Trouvaille:
    shown = fiche.montre and fiche.texte and (depth == _INSIDE or fiche.page == "marge")
    return Trouvaille(
        titre=marked(fiche.titre, asked),
        extrait=passage(fiche.texte, asked) if shown else (),
        page=fiche.page,
        args=fiche.args,
        suite=fiche.suite,
    )


def _textes(dossier: Dossier) -> Iterator[_Fiche]:
    written = dict(Texte.objects.filter(dossier=dossier).values_list("rubrique", "contenu"))
    for code, rubrique in nomenclatures.rubriques_texte().items():
        text = (written.get(code) or "").replace("**", "")  # the words, without their bold
        yield _Fiche(rubrique.libelle, text, "texte", (code,))


def _lignes(liste: str, dossier: Dossier) -> Iterator[_Fiche]:
    names, others = _COLONNES[liste]
    rows = cibles.FICHES[liste]._default_manager.filter(dossier=dossier)
    more = ("profession",) if liste == "equipe" else ()
    for pk, *values in rows.order_by("rang", "pk").values_list("pk", *names, *others, *more):
        if more:
            values[-1] = _profession(values[-1])
        cut = len(names)
        name, text = (_joined(values[:cut], " "), _joined(values[cut:], ", "))
        yield _Fiche(name, text, f"{liste}_modifier", (str(pk),))


def _profession(code: str | None) -> str:
    known = nomenclatures.professions().get(code or "")
    return known.libelle if known else code or ""


def _joined(values: list[Any], between: str) -> str:
    return between.join(value for value in values if value)


def _communes(dossier: Dossier) -> Iterator[_Fiche]:
    rows = CommuneRetenue.objects.filter(dossier=dossier).order_by("rang", "pk")
    for code, part in rows.values_list("code", "partie"):
        commune = cog.table().commune(code)
        name = commune.nom if commune else code
        yield _Fiche(f"{name} ({part})" if part else name, code, "territoire", montre=False)


def _commentaires(dossier: Dossier) -> Iterator[_Fiche]:
    """The margin of a place is read by itself, for its row may be gone."""
    rows = Commentaire.objects.filter(dossier=dossier, retire_at=None).select_related("auteur")
    for row in rows.order_by("-pk"):
        suite = f"?cible={row.cible}#commentaire-{row.pk}"
        yield _Fiche(str(row.auteur), row.texte, "marge", suite=suite)
