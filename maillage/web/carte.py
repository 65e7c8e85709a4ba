"""What a page shows of the shape of a territory: the map, what it says, what lies around."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

from django.utils.safestring import mark_safe

from maillage.core.territoire import (
    Commune,
    Liaison,
    Perimetre,
    TerritoireAnalyse,
    perimetre,
    relier,
)
from maillage.documents.carte import Carte, Fond, dessiner, pour_page, schema
from maillage.reference import cog
from maillage.territoires import AdjacenceInstallee
from maillage.web.typographie import fr, pluriel

COMMANDE: Final = "maillage importer contours FICHIER"
_SHOWN: Final = 200  # communes around, the most inhabited first: all of them, in practice
_NAMED: Final = 6  # in a sentence
_KEPT: Final = 64


def montrer(analyse: TerritoireAnalyse) -> dict[str, Any]:
    """Return the map, or the circles that stand for it, and what is known of the shape."""
    fond = Fond.actuel()
    drawn = dessiner(analyse, fond)
    shape = _shape(analyse.communes_touchees, fond.adjacence) if fond.adjacence else None
    return {
        "carte": _page(drawn or schema(analyse), vraie=drawn is not None),
        "constats": _constats(*shape) if shape else [],
        "autour": _autour(shape[0]) if shape else [],
    }


@lru_cache(maxsize=_KEPT)
def _shape(codes: frozenset[str], near: AdjacenceInstallee) -> tuple[Perimetre, Liaison]:
    return perimetre(codes, near), relier(codes, near)


def _page(carte: Carte | None, *, vraie: bool) -> dict[str, Any] | None:
    if carte is None:
        return None
    return {
        # every word of it is escaped where the map is written
        "svg": mark_safe(pour_page(carte)),  # noqa: S308 -- ours, escaped by `pour_page`
        "legende": carte.legende,
        "source": fr(carte.source),
        "vraie": vraie,
        "commande": COMMANDE,
    }


def _constats(shape: Perimetre, liaison: Liaison) -> list[dict[str, Any]]:
    """Say what the map says, in words: well, or to look at, with the communes to add."""
    return [
        *_of_blocks(shape, liaison),
        *_of_holes(shape),
        *_of_unknown(shape),
    ]


def _of_blocks(shape: Perimetre, liaison: Liaison) -> Iterable[dict[str, Any]]:
    if not shape.blocs:
        return
    if shape.contigu:
        yield _constat("bien", "Bien", "Un seul bloc : tout le territoire se tient.")
        return
    apart = _named(shape.detachees)
    phrase = f"{pluriel(len(shape.blocs), 'bloc')} séparés. Hors du plus grand : {apart}."
    if liaison.communes:
        which = "Au plus court, cette commune le relie" if len(liaison.communes) == 1 else ""
        several = f"{'Au plus court' if liaison.exacte else 'Par exemple'}, {pluriel(len(liaison.communes), 'commune')} le relient"
        phrase += f" {which or several} : {_named(liaison.communes)}."
    elif liaison.separes:
        phrase += " Aucune commune ne peut les relier."
    few = liaison.communes if len(liaison.communes) <= _NAMED else ()
    yield _constat("voir", "À voir", phrase, _communes(few))


def _of_holes(shape: Perimetre) -> Iterable[dict[str, Any]]:
    if shape.blocs and not shape.enclaves:
        yield _constat("bien", "Bien", "Aucune commune n’est oubliée au milieu.")
    for group in shape.enclaves:
        phrase = f"Entouré par votre territoire, et absent : {_named(group)}."
        yield _constat("voir", "À voir", phrase, _communes(group[:_NAMED]))


def _of_unknown(shape: Perimetre) -> Iterable[dict[str, Any]]:
    if shape.sans_contour:
        phrase = (
            f"Personne n’a encore dessiné {_named(shape.sans_contour)} : la carte n’en dit rien."
        )
        yield _constat("conseil", "Bon à savoir", phrase)


def _constat(ton: str, mot: str, phrase: str, ajouter: Iterable[Commune] = ()) -> dict[str, Any]:
    added = [{"code": one.code, "nom": fr(one.nom)} for one in ajouter]
    return {"ton": ton, "mot": mot, "phrase": fr(phrase), "ajouter": added}


def _autour(shape: Perimetre) -> list[dict[str, Any]]:
    """Return the communes that touch the territory, the most inhabited first."""
    near = sorted(_communes(shape.voisines), key=lambda one: (-(one.population or 0), one.code))
    return [
        {"code": one.code, "nom": fr(one.nom), "population": one.population}
        for one in near[:_SHOWN]
    ]


def _communes(codes: Iterable[str]) -> list[Commune]:
    return [one for code in codes if (one := cog.table().commune(code))]


def _named(codes: tuple[str, ...]) -> str:
    names = [one.nom for one in _communes(codes[:_NAMED])]
    more = len(codes) - len(names)
    return ", ".join(names) + (f" et {more} autre{'s' if more > 1 else ''}" if more else "")
