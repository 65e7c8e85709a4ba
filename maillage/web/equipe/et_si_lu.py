"""A territory as it is and as it would be: what is tried, what moves, what may be proposed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.http import QueryDict

from maillage.core.facts import CommuneRetenue, DossierFacts, Territoire
from maillage.core.indicateurs import avec_unite
from maillage.core.territoire import (
    Alentours,
    Critere,
    Perimetre,
    TerritoireAnalyse,
    agrandir,
    relier,
)
from maillage.dossiers import diagnostic, territoire
from maillage.dossiers.territoire import Ailleurs
from maillage.reference import cog
from maillage.territoires import adjacence
from maillage.web.equipe.alentours_lus import takers
from maillage.web.equipe.cadre import Cadre
from maillage.web.essai import financement
from maillage.web.typographie import fr, nombre, pluriel

MOST: Final = 400  # communes tried: what an address can hold
_SHOWN: Final = 200  # every neighbour, but of a list that somebody made to be long
_SEPARATORS: Final = re.compile(r"[^0-9A-Za-z]+")
_INDICATEURS: Final = (
    "densite_population",
    "part_75_plus",
    "taux_pauvrete",
    "apl_mg",
    "sous_apl",
    "mg_densite",
)
RELIER, PEU, PRES = "relier", "moins_de_communes", "au_plus_pres"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changements:
    """What is tried, and the codes that it gives."""

    plus: tuple[str, ...]
    moins: tuple[str, ...]
    tenues: tuple[str, ...]  # as the dossier has them

    @property
    def codes(self) -> tuple[str, ...]:
        out = set(self.moins)
        return (*(code for code in self.tenues if code not in out), *self.plus)

    @property
    def vide(self) -> bool:
        return not (self.plus or self.moins)

    @property
    def requete(self) -> tuple[tuple[str, str], ...]:
        """Return the hidden fields that carry it."""
        pairs = (("plus", ",".join(self.plus)), ("moins", ",".join(self.moins)))
        return tuple(pair for pair in pairs if pair[1])

    @property
    def ajouts(self) -> list[dict[str, str]]:
        return _named(self.plus)

    @property
    def retraits(self) -> list[dict[str, str]]:
        return _named(self.moins)


def codes(text: str) -> tuple[str, ...]:
    """Read codes of communes of today, each once."""
    words = dict.fromkeys(word.upper() for word in _SEPARATORS.split(text) if word)
    return tuple(code for code in words if len(code) == 5 and cog.table().commune(code))[:MOST]


def lire(asked: QueryDict, written: Territoire) -> Changements:
    """Read what the address holds; what the dossier has already is not added."""
    held = tuple(dict.fromkeys(one.code for one in written.communes or ()))
    return _changements(codes(asked.get("plus", "")), asked.get("moins", ""), held)


def _changements(plus: Iterable[str], moins: str, held: tuple[str, ...]) -> Changements:
    out = {word.upper() for word in _SEPARATORS.split(moins) if word}
    return Changements(
        plus=tuple(code for code in plus if code not in held)[:MOST],
        moins=tuple(code for code in held if code in out),
        tenues=held,
    )


def apres(before: Changements, asked: QueryDict) -> Changements:
    """Do what was asked: add, take out, or go back on either."""
    named = asked.get("epci", "")
    epci = cog.table().epci(named) if named else None
    new = [*(epci.communes if epci else ()), *codes(",".join(asked.getlist("ajouter")))]
    gone = set(codes(asked.get("retirer", ""))) | {asked.get("retirer", "")}
    plus = [code for code in (*before.plus, *dict.fromkeys(new)) if code not in gone]
    minus = (set(before.moins) | gone) - set(new)
    return _changements(dict.fromkeys(plus), ",".join(minus), before.tenues)


@dataclass(frozen=True, slots=True, kw_only=True)
class Etat:
    """A territory read with all that is installed."""

    faits: DossierFacts
    analyse: TerritoireAnalyse
    forme: Perimetre | None
    autour: Alentours | None
    ailleurs: Ailleurs
    indicateurs: Mapping[str, str]
    on: date


def deux(frame: Cadre, change: Changements, *, on: date) -> tuple[Etat, Etat]:
    """Read the territory as it is, and as it would be."""
    facts = frame.faits
    held = facts.territoire.communes or ()
    out = set(change.moins)
    kept = tuple(one for one in held if one.code not in out)
    tried = (*kept, *(CommuneRetenue(code=code) for code in change.plus))
    after = replace(facts, territoire=replace(facts.territoire, communes=tried))
    return _etat(facts, frame, on), _etat(after, frame, on)


def _etat(facts: DossierFacts, frame: Cadre, on: date) -> Etat:
    found = territoire.analyse(facts.territoire, on=on)
    shape = territoire.forme(found)
    return Etat(
        faits=facts,
        analyse=found,
        forme=shape,
        autour=territoire.autour(facts, found, shape, frame.ailleurs),
        ailleurs=frame.ailleurs,
        indicateurs=_indicateurs(facts, on),
        on=on,
    )


def _indicateurs(facts: DossierFacts, on: date) -> dict[str, str]:
    read = diagnostic.lire(facts, on=on)
    found = {}
    for code in _INDICATEURS:
        line = read.ligne(code)
        if line is not None and line.resultat.valeur is not None:
            value = avec_unite(line.resultat.valeur, line.indicateur)
            found[line.indicateur.libelle] = value
    return found


# --- before and after -----------------------------------------------------------------------------


def comparer(before: Etat, after: Etat) -> list[dict[str, str]]:
    """Return a line for each thing that may move."""
    rows = [
        ("Communes", *(nombre(len(one.analyse.lignes)) for one in (before, after))),
        ("Habitants", *(_people(one.analyse) for one in (before, after))),
        ("Taille", *(_size(one.analyse) for one in (before, after))),
        ("Argent par an, au plus", *(_money(one) for one in (before, after))),
        ("D’un seul tenant", *(_blocks(one) for one in (before, after))),
        ("Oubliées au milieu", *(_holes(one) for one in (before, after))),
        ("Prises aussi par une autre CPTS", *(_shared(one) for one in (before, after))),
        ("Voisines sans CPTS", *(_white(one) for one in (before, after))),
    ]
    rows += [
        (name, before.indicateurs.get(name, "–"), after.indicateurs.get(name, "–"))
        for name in dict.fromkeys((*before.indicateurs, *after.indicateurs))
    ]
    return [
        {"nom": fr(name), "avant": fr(old), "apres": fr(new), "bouge": "oui" if old != new else ""}
        for name, old, new in rows
    ]


def _people(found: TerritoireAnalyse) -> str:
    known = nombre(found.population_connue)
    return known if found.population is not None or not found.lignes else f"au moins {known}"


def _size(found: TerritoireAnalyse) -> str:
    return str(found.taille.taille) if found.taille else "–"


def _money(one: Etat) -> str:
    size = one.analyse.taille
    found = financement.par_an(size.taille if size else None, on=one.on)
    return f"{nombre(found['total'])} €" if found else "–"


def _blocks(one: Etat) -> str:
    if one.forme is None or not one.forme.blocs:
        return "non connu"
    return "oui" if one.forme.contigu else f"non, {pluriel(len(one.forme.blocs), 'bloc')}"


def _holes(one: Etat) -> str:
    if one.forme is None or not one.forme.blocs:
        return "non connu"
    return nombre(sum(map(len, one.forme.enclaves)))


def _shared(one: Etat) -> str:
    if one.autour is None:
        return "non connu"
    found = nombre(len(one.autour.disputees))
    return found if one.autour.partout or one.autour.disputees else "non connu"


def _white(one: Etat) -> str:
    if one.autour is None or not (one.autour.blanches or one.autour.blanches_partout):
        return "non connu"
    return nombre(len(one.autour.blanches))


# --- lists ----------------------------------------------------------------------------------------


def _named(found: Iterable[str]) -> list[dict[str, str]]:
    table = cog.table()
    known = ((code, table.commune(code)) for code in found)
    return [{"code": code, "nom": fr(one.nom) if one else code} for code, one in known]


def communes(change: Changements, after: Etat) -> list[dict[str, Any]]:
    """Return the communes as they would be, by name."""
    new = set(change.plus)
    lines = [
        {
            "code": line.code_saisi,
            "nom": fr(line.commune.nom),
            "partie": line.partie or "",
            "habitants": line.population,
            "nouvelle": line.code_saisi in new,
        }
        for line in after.analyse.lignes
    ]
    return sorted(lines, key=lambda line: str(line["nom"]))


def voisines(after: Etat) -> list[dict[str, Any]]:
    """Return the communes that would touch, the most inhabited first, and whose they are."""
    if after.forme is None:
        return []
    taken = takers(after.faits, after.ailleurs)
    known = [one for code in after.forme.voisines if (one := cog.table().commune(code))]
    known.sort(key=lambda one: (-(one.population or 0), one.code))
    white = set(after.autour.blanches) if after.autour else set()
    return [
        {
            "code": one.code,
            "nom": fr(one.nom),
            "habitants": one.population,
            "cpts": fr(taken[one.code].nom) if one.code in taken else "",
            "blanche": one.code in white,
        }
        for one in known[:_SHOWN]
    ]


# --- proposals ------------------------------------------------------------------------------------


def propositions(after: Etat) -> list[dict[str, str]]:
    """Return what may be asked for, as things stand."""
    found = []
    if after.forme is not None and after.forme.contigu is False:
        found.append({"but": RELIER, "nom": "Ne faire qu’un seul bloc"})
    size = after.analyse.taille
    if after.forme is not None and size is not None and size.avant_suivante is not None:
        next_one = f"Atteindre la taille {size.taille + 1}"
        found.append({"but": PEU, "nom": f"{next_one} avec le moins de communes"})
        found.append({"but": PRES, "nom": f"{next_one} au plus près du seuil"})
    return found


def proposer(after: Etat, but: str) -> dict[str, Any] | None:
    """Search what was asked for, and say by what it is the best."""
    near = adjacence()
    if near is None or but not in {one["but"] for one in propositions(after)}:
        return None
    if but == RELIER:
        found = relier(after.analyse.communes_touchees, near)
        how = (
            "Aucun choix n’en prend moins."
            if found.exacte
            else "Un choix plus court existe peut-être."
        )
        return _proposal(found.communes, how, "Aucune commune ne peut relier ces blocs.")
    return _larger(after, Critere(but))


def _larger(after: Etat, critere: Critere) -> dict[str, Any]:
    near, size = adjacence(), after.analyse.taille
    assert near is not None  # noqa: S101 -- `proposer` looked
    assert size is not None  # noqa: S101 -- same
    needed = size.avant_suivante or 0
    table = cog.table()

    def people(code: str) -> int | None:
        commune = table.commune(code)
        return commune.population if commune else None

    found = agrandir(
        after.analyse.communes_touchees,
        needed,
        near,
        people,
        critere=critere,
        exclues=_others(after),
    )
    nothing = "Les communes libres des alentours n’y suffisent pas."
    if found is None:
        return _proposal((), "", nothing)
    over = pluriel(found.habitants - needed, "habitant")
    best = (
        "le moins de communes" if critere is Critere.MOINS_DE_COMMUNES else "le plus près du seuil"
    )
    sure = "" if found.exacte else ", sans que tout ait pu être essayé"
    return _proposal(
        found.communes, f"Choisi pour prendre {best}{sure} ; {over} au-delà du seuil.", nothing
    )


def _others(after: Etat) -> frozenset[str]:
    """Return the communes of other CPTS: a proposal leaves them alone."""
    return frozenset(takers(after.faits, after.ailleurs))


def _proposal(found: Iterable[str], how: str, nothing: str) -> dict[str, Any]:
    named = _named(found)
    return {
        "communes": named,
        "codes": ",".join(one["code"] for one in named),
        "phrase": fr(how if named else nothing),
    }
