"""Plain sentences from a value and its comparators; each says what the figures carry, no more.

« Better » needs an indicator that has a direction, a difference that shows once rounded, and enough
inhabitants covered. Everything else is said as it is: above, below, the same, an estimate, partial.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from maillage.core.indicateurs.comparer import est_un_nombre
from maillage.core.indicateurs.departements import dans_les_departements
from maillage.core.indicateurs.modele import Genre, IndicateurTerritoire, Niveau, Prudence
from maillage.core.indicateurs.nombres import nombre
from maillage.core.indicateurs.resultat import (
    Appreciation,
    Comparateur,
    Ecart,
    LigneIndicateur,
    NatureZone,
    Position,
    Resultat,
    arrondi,
)
from maillage.core.typographie import INSECABLE, fr

_ETRE: Final = {
    Genre.MASCULIN: "est",
    Genre.FEMININ: "est",
    Genre.PLURIEL_MASCULIN: "sont",
    Genre.PLURIEL_FEMININ: "sont",
}
_IL: Final = {
    Genre.MASCULIN: "il",
    Genre.FEMININ: "elle",
    Genre.PLURIEL_MASCULIN: "ils",
    Genre.PLURIEL_FEMININ: "elles",
}
_DEUX: Final = 2  # from two on, French counts in the plural


def avec_unite(valeur: float | Decimal, indicateur: IndicateurTerritoire) -> str:
    """Write a value as the indicator prints it: « 12,4 % », « 2,1 consultations par an »."""
    shown = _shown(valeur, indicateur)
    unit = _accorde(indicateur.unite, shown)
    return f"{nombre(shown)}{INSECABLE}{unit}" if unit else nombre(shown)


def _shown(valeur: float | Decimal, indicateur: IndicateurTerritoire) -> Decimal:
    """Round a value; twelve doctors are « 12 », never « 12,0 »."""
    shown = arrondi(valeur, indicateur.decimales)
    whole = shown == shown.to_integral_value()
    return shown.to_integral_value() if whole and est_un_nombre(indicateur) else shown


_SANS_ACCORD: Final = ("%", "€", "pour ", "rapport", "taille", "score", "km²")


def _accorde(unit: str, value: Decimal) -> str:
    """Put the first word of a unit in the singular under two; a bare ratio has no unit to say."""
    if unit in {"rapport", "taille", "score"}:
        return ""
    if abs(value) >= _DEUX or unit.startswith(_SANS_ACCORD):
        return unit
    first, *rest = unit.split(" ")
    one = {"temps": "temps"}.get(first, first.removesuffix("s"))
    return " ".join((one, *rest))


def phrases(ligne: LigneIndicateur, prudence: Prudence) -> tuple[str, ...]:
    """Return what can be said of an indicator, the main sentence first; none without a value."""
    if ligne.resultat.valeur is None:
        return ()
    return tuple(map(fr, _said(ligne, prudence)))


def _said(ligne: LigneIndicateur, prudence: Prudence) -> Iterator[str]:
    yield _value(ligne)
    own = _counted(ligne.resultat)  # a région of one département says the same as it
    compared = [one for one in ligne.comparateurs if one.ecart is not None and [one.nom] != own]
    of_region = next((one for one in compared if one.nature is NatureZone.REGION), None)
    main = of_region or next(iter(compared), None)
    if main is not None and main.ecart is not None:
        yield _comparison(ligne, main, main.ecart)
        if ligne.indicateur.brut and main.ecart.valeur:
            yield "L’écart peut venir de l’âge des habitants : ce chiffre n’en tient pas compte."
    moved = _evolution(ligne)
    if moved:
        yield moved
    yield from _cautions(ligne, prudence)


def _value(ligne: LigneIndicateur) -> str:
    one, found = ligne.indicateur, ligne.resultat
    value = _told(found.valeur or 0.0, one)
    subject, be = one.sujet, _ETRE[one.genre]
    about = "d’environ" if found.estimation else "de"
    sentence = f"{subject} {be} {about} {value}{_source(ligne)}"
    if found.niveau is Niveau.DEPARTEMENT:
        sentence = f"{dans_les_departements(_counted(found))}, {sentence}"
    return _capital(sentence) + "."


def _counted(found: Resultat) -> list[str]:
    """Return the départements that a value is made of."""
    return [part.nom for part in found.departements if part.valeur is not None]


def _told(value: float, one: IndicateurTerritoire) -> str:
    """Write a value; « le nombre de communes est de 10 » does not say « communes » twice."""
    if one.unite == "taille":
        return f"taille {nombre(arrondi(value, one.decimales))}"
    if one.sujet.startswith("le nombre"):
        return nombre(_shown(value, one))
    return avec_unite(value, one)


def _source(ligne: LigneIndicateur) -> str:
    found = ligne.resultat
    quoted = [
        f"{one.citation or one.libelle} {one.millesime}".strip() for one in found.provenances[:1]
    ]
    if found.niveau is Niveau.IMPORTE and quoted:
        return f" (chiffre importé : {quoted[0]})"
    return f" ({quoted[0]})" if quoted else ""


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


# --- with somewhere else --------------------------------------------------------------------------


def ou(autre: Comparateur) -> str:
    """Say where a comparator is: « dans la région Bretagne », « dans le département du Gard »."""
    where = {
        NatureZone.DEPARTEMENT: dans_les_departements((autre.nom,)),
        NatureZone.REGION: f"dans la région {autre.nom}",
        NatureZone.FRANCE: "en France",
        NatureZone.TERRITOIRE: f"dans « {autre.nom} »",
    }
    return where[autre.nature]


def _comparison(ligne: LigneIndicateur, autre: Comparateur, gap: Ecart) -> str:
    one, there = ligne.indicateur, _told(autre.resultat.valeur or 0.0, ligne.indicateur)
    if gap.position is Position.EGAL:
        return f"C’est la même valeur que {ou(autre)}."
    if _nearly_same(one, gap):
        return f"C’est presque la même valeur que {ou(autre)}, où {_IL[one.genre]} {_ETRE[one.genre]} de {there}."
    side = "de plus que" if gap.position is Position.AU_DESSUS else "de moins que"
    sentence = f"C’est {_amount(one, gap)} {side} {ou(autre)}, où {_IL[one.genre]} {_ETRE[one.genre]} de {there}"
    opinion = {
        Appreciation.MEILLEUR: " : c’est plus favorable",
        Appreciation.MOINS_BON: " : c’est moins favorable",
    }.get(gap.appreciation, "")
    return f"{sentence}{opinion}."


def _nearly_same(one: IndicateurTerritoire, gap: Ecart) -> bool:
    """Is it a difference that rounds to « 0 % »? Nothing better or worse is said of it."""
    return not one.en_points and gap.relatif is not None and not arrondi(gap.relatif, 0)


def _amount(one: IndicateurTerritoire, gap: Ecart) -> str:
    size = abs(gap.valeur)
    if one.en_points:
        return f"{nombre(size)}{INSECABLE}{'point' if size < _DEUX else 'points'}"
    if gap.relatif is None:
        return avec_unite(size, one)
    return f"{nombre(arrondi(abs(gap.relatif), 0))}{INSECABLE}%"


# --- with a former year ---------------------------------------------------------------------------


def _evolution(ligne: LigneIndicateur) -> str:
    moved, one = ligne.evolution, ligne.indicateur
    if moved is None:
        return ""
    he = _capital(_IL[one.genre])
    before = f"{_told(moved.avant, one)} en {moved.depuis}"
    if not moved.ecart:
        return f"{he} n’a pas changé depuis {moved.depuis} ({before})."
    gap = Ecart(
        valeur=moved.ecart,
        relatif=moved.relatif,
        position=Position.AU_DESSUS if moved.ecart > 0 else Position.AU_DESSOUS,
        appreciation=moved.appreciation,
    )
    if _nearly_same(one, gap):
        return f"{he} n’a presque pas changé depuis {moved.depuis} ({before})."
    verb = "a augmenté" if moved.ecart > 0 else "a baissé"
    opinion = {
        Appreciation.MEILLEUR: " : c’est plus favorable qu’avant",
        Appreciation.MOINS_BON: " : c’est moins favorable qu’avant",
    }.get(moved.appreciation, "")
    return f"{he} {verb} de {_amount(one, gap)} depuis {moved.depuis} ({before}){opinion}."


# --- cautions -------------------------------------------------------------------------------------


def _cautions(ligne: LigneIndicateur, prudence: Prudence) -> Iterator[str]:
    found = ligne.resultat
    if found.estimation:
        yield f"C’est une estimation : {found.estimation}."
    if found.niveau is Niveau.DEPARTEMENT:
        one = "du département" if len(_counted(found)) == 1 else "des départements"
        yield f"C’est la donnée {one} : elle ne dit rien de propre au territoire."
        return
    if found.reserve:
        yield f"À lire avec prudence : {found.reserve}."
    covered = found.couverture.pourcent if found.couverture else None
    if covered is None or not found.partiel:
        return
    if covered < prudence.couverture:
        yield (
            f"Ce chiffre ne couvre que {nombre(covered)}{INSECABLE}% des habitants : à lire avec "
            "prudence."
        )
    else:
        yield f"Ce chiffre couvre {nombre(covered)}{INSECABLE}% des habitants."
