"""What the rules read of a diagnosis: the figures that a team got elsewhere, the structures around."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final, Protocol

from maillage.core.facts import Chiffre, Etablissement, Famille

Faits = dict[str, object]

_CENT = 100
_PERCENT = "%"


class IndicateurVu(Protocol):
    """What the rules ask of an indicator of a territory."""

    @property
    def libelle(self) -> str: ...

    @property
    def unite(self) -> str: ...


Indicateurs = Mapping[str, IndicateurVu]


def chiffres(given: Iterable[Chiffre] | None, indicateurs: Indicateurs) -> Faits:
    """Return the facts of the figures; none as long as the team has no figure.

    The three terms of a rate are those of the figure where they agree the least.
    """
    held = tuple(given or ())
    if not held:
        return {}
    found: Faits = {"chiffres": tuple(_figure(one, indicateurs) for one in held)}
    rates = [one for one in held if _is_rate(one, indicateurs)]
    if rates:
        worst = max(rates, key=_gap)
        found |= {
            "effectif": worst.numerateur,
            "base": worst.denominateur,
            "taux_pourcent": worst.valeur,
        }
    return found


def _figure(one: Chiffre, indicateurs: Indicateurs) -> Faits:
    known = indicateurs.get(one.indicateur or "")
    return {
        "nom": known.libelle if known else one.libelle or one.indicateur,
        "source": one.source,
        "annee": one.date.year,
        "valeur_departement": one.departement,
        "valeur_region": one.region,
    }


def _is_rate(one: Chiffre, indicateurs: Indicateurs) -> bool:
    known = indicateurs.get(one.indicateur or "")
    unit = known.unite if known else one.unite
    return unit == _PERCENT and None not in {one.numerateur, one.denominateur, one.valeur}


def _gap(one: Chiffre) -> Decimal:
    """Return in points how far a rate is from its two terms; nobody below: as far as can be."""
    if not one.denominateur:
        return Decimal("Infinity")
    exact = _CENT * (one.numerateur or Decimal(0)) / one.denominateur
    return abs(exact - (one.valeur or Decimal(0)))


def repertoire(noms: Iterable[str] | None, places: Iterable[Etablissement] | None) -> Faits:
    """Return the structures that the register lists; no fact as long as none is installed.

    One that the team named its own way bears the name of the team: « MSP du Haut-Lignon » is
    « MAISON DE SANTE PLURIPROFESSIONNELLE HAUT LIGNON ».
    """
    if noms is None:
        return {}
    ours = [one.nom for one in places or () if one.famille is Famille.EXERCICE_COORDONNE]
    named = (next((own for own in ours if _same(own, nom)), nom) for nom in noms)
    return {"structures_repertoire": tuple(dict.fromkeys(named))}


def _same(left: str, right: str) -> bool:
    """Do two names share all the words that tell a structure from another?"""
    mine, other = _telling(left), _telling(right)
    return bool(mine and other) and (mine <= other or other <= mine)


def _telling(name: str) -> frozenset[str]:
    flat = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(sign for sign in flat if not unicodedata.combining(sign))
    return frozenset(re.findall(r"[a-z0-9]+", letters)) - _COMMON


_WORDS: Final = (
    "msp maison maisons sante pluriprofessionnelle pluriprofessionnel pluridisciplinaire cds centre "
    "centres pole medical medicale universitaire de du des d la le les l et a au aux en sur"
)
_COMMON: Final = frozenset(_WORDS.split(" "))
