"""The indicators read on the list of communes itself: size, shares, shape, other CPTS."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from maillage.core import territoire
from maillage.core.indicateurs.modele import Niveau
from maillage.core.indicateurs.resultat import Absence, Detail, Resultat, arrondi
from maillage.core.territoire import Annuaire, Part, Perimetre, TerritoireAnalyse

_CENT: Final = 100
CODES: Final = (
    "taille_aci",
    "nombre_communes",
    "couverture_epci",
    "couverture_departements",
    "couverture_regions",
    "blocs",
    "enclaves",
    "voisines_sans_cpts",
    "recouvrement_cpts",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alentours:
    """What is known around a territory; None: what it takes is not installed."""

    forme: Perimetre | None = None
    cpts: territoire.Alentours | None = None  # the other CPTS


def du_perimetre(
    analyse: TerritoireAnalyse, annuaire: Annuaire, alentours: Alentours
) -> Mapping[str, Resultat]:
    """Return the value of each of these indicators."""
    found = {
        "taille_aci": _size(analyse),
        "nombre_communes": _number(len([line for line in analyse.lignes if line.comptee])),
        "couverture_epci": _epci(analyse, annuaire),
        "couverture_departements": _shares(analyse.departements, analyse.population_connue),
        "couverture_regions": _shares(analyse.regions, analyse.population_connue),
        **_shape(alentours.forme),
        "voisines_sans_cpts": _white(alentours.cpts, annuaire),
        "recouvrement_cpts": _overlaps(alentours.cpts),
    }
    return {code: found[code] for code in CODES}


def _number(count: int, details: Sequence[Detail] = ()) -> Resultat:
    return Resultat(valeur=float(count), niveau=Niveau.PERIMETRE, details=tuple(details))


def _unknown(why: str) -> Resultat:
    return Resultat(valeur=None, absence=Absence.PERIMETRE_INCONNU, pourquoi=why)


def _size(analyse: TerritoireAnalyse) -> Resultat:
    if analyse.taille is None:
        return _unknown("La taille ne se dit pas : une population ou un barème manque.")
    found = analyse.taille
    details = []
    if found.avant_suivante is not None:
        label = f"Avant la taille {found.taille + 1}"
        details.append(_detail(label, found.avant_suivante, "habitants"))
    if found.marge_basse is not None:
        label = "Marge avant la taille du dessous"
        details.append(_detail(label, found.marge_basse, "habitants"))
    return _number(found.taille, details)


def _detail(label: str, value: int | Decimal, unit: str) -> Detail:
    return Detail(libelle=label, valeur=Decimal(value), unite=unit)


def _epci(analyse: TerritoireAnalyse, annuaire: Annuaire) -> Resultat:
    details = []
    for part in analyse.epci:
        whole = _inhabitants(part.code, annuaire)
        if part.complete and whole:
            share = arrondi(_CENT * Decimal(part.population) / whole, 1)
            details.append(_detail(part.nom, share, "% de ses habitants"))
    return _number(len([part for part in analyse.epci if part.code]), details)


def _inhabitants(code: str | None, annuaire: Annuaire) -> int | None:
    epci = annuaire.epci(code) if code else None
    if epci is None:
        return None
    members = [annuaire.commune(one) for one in epci.communes]
    people = [one.population for one in members if one]
    return None if None in people else sum(one or 0 for one in people)


def _shares(parts: Iterable[Part], total: int) -> Resultat:
    held = tuple(parts)
    shares = [(part.nom, part.pourcent(total)) for part in held]
    unit = "% des habitants du territoire"
    return _number(
        len(held), [_detail(nom, share, unit) for nom, share in shares if share is not None]
    )


def _shape(forme: Perimetre | None) -> dict[str, Resultat]:
    if forme is None or not forme.blocs:
        why = "La table des communes qui se touchent n’est pas installée, ou ne les connaît pas."
        return {"blocs": _unknown(why), "enclaves": _unknown(why)}
    apart = _detail("Hors du plus grand bloc", len(forme.detachees), "communes")
    return {
        "blocs": _number(len(forme.blocs), [apart] if forme.detachees else []),
        "enclaves": _number(sum(len(group) for group in forme.enclaves)),
    }


def _white(cpts: territoire.Alentours | None, annuaire: Annuaire) -> Resultat:
    if cpts is None or cpts.blanches_partout is None:
        return _unknown(_SANS_CPTS)
    communes = [annuaire.commune(code) for code in cpts.blanches]
    people = sum(one.population or 0 for one in communes if one)
    found = _number(len(communes), [_detail("En tout", people, "habitants")] if communes else [])
    return _at_least(found, everywhere=cpts.blanches_partout)


def _overlaps(cpts: territoire.Alentours | None) -> Resultat:
    if cpts is None:
        return _unknown(_SANS_CPTS)
    shared = {code for one in cpts.chevauchements for code in one.communes}
    details = [
        _detail(one.cpts.nom, len(one.communes), "communes")
        for one in cpts.chevauchements
        if one.communes
    ]
    return _at_least(_number(len(shared), details), everywhere=cpts.partout)


def _at_least(found: Resultat, *, everywhere: bool) -> Resultat:
    """Say that there may be more where not every CPTS is known; none seen there is not none."""
    if everywhere:
        return found
    return replace(found, reserve=_PAS_TOUTES) if found.valeur else _unknown(_PAS_VUE)


_SANS_CPTS: Final = "Les périmètres des autres CPTS ne sont pas connus de ce site."
_PAS_TOUTES: Final = "toutes les CPTS ne sont pas connues ici, il peut y en avoir plus"
_PAS_VUE: Final = "Aucune n’est connue, mais toutes les CPTS d’ici ne le sont pas."
