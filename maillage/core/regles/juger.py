"""Judge rules on facts, in the order of the catalogue, without ever raising on a fact."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from maillage.core.regles.expressions import DATE_JOUR, Contexte
from maillage.core.regles.modele import EtatVerdict, Expression, Regle, Verdict
from maillage.core.regles.operations import Inapplicable, elements, vrai

SANS_OBJET: Final = "sans objet"
RESPECTEE: Final = "la condition est remplie"
NON_RESPECTEE: Final = "la condition n’est pas remplie"
SANS_REPONSE: Final = "il manque une réponse pour conclure"


def juger(
    regles: Iterable[Regle],
    faits: Mapping[str, object],
    *,
    on: date,
    region: str | None,
    document: str | None = None,
) -> tuple[Verdict, ...]:
    """Judge the rules that apply on that day, in that region (`TOUTES`: anywhere)."""
    contexte: Contexte = {**faits, DATE_JOUR: on}
    return tuple(
        _judged(regle, contexte)
        for regle in regles
        if regle.vaut(on=on, region=region, document=document)
    )


def juger_par_element(
    regle: Regle, series: Mapping[str, Mapping[str, object]], *, on: date
) -> Verdict:
    """Judge a rule once for each action or person; the worst verdict is that of the dossier."""
    verdicts = {nom: _judged(regle, {**faits, DATE_JOUR: on}) for nom, faits in series.items()}
    for etat in (EtatVerdict.NON_RESPECTEE, EtatVerdict.INCONNUE):
        concerned = tuple(nom for nom, verdict in verdicts.items() if verdict.etat is etat)
        if concerned:
            first = verdicts[concerned[0]]
            return Verdict(
                regle=regle,
                etat=etat,
                motif=first.motif,
                manquants=first.manquants,
                elements=concerned,
            )
    return Verdict(
        regle=regle, etat=EtatVerdict.RESPECTEE, motif=RESPECTEE if verdicts else SANS_OBJET
    )


_FAILURES: Final = (Inapplicable, TypeError, ValueError, ArithmeticError)


def _judged(regle: Regle, contexte: Contexte) -> Verdict:
    try:
        etat, motif = _state(regle, contexte)
    except _FAILURES as error:
        etat = EtatVerdict.INCONNUE
        why = (
            str(error) if isinstance(error, Inapplicable) else "une donnée n’a pas la forme prévue"
        )
        motif = f"la règle n’a pas pu être calculée : {why}"
    return Verdict(
        regle=regle,
        etat=etat,
        motif=motif,
        manquants=tuple(
            nom
            for nom in regle.donnees
            if nom not in regle.facultatives and contexte.get(nom) is None
        ),
        elements=() if etat is EtatVerdict.RESPECTEE else _details(regle, contexte),
    )


def _details(regle: Regle, contexte: Contexte) -> tuple[str, ...]:
    if regle.details is None:
        return ()
    try:
        found = tuple(elements(regle.details.calcule(contexte)))
    except _FAILURES:  # what would be listed is itself unknown: nothing to list
        return ()
    return tuple(dict.fromkeys(str(value) for value in found if value is not None))


def _state(regle: Regle, contexte: Contexte) -> tuple[EtatVerdict, str]:
    if _holds(regle.sans_objet_si, contexte):
        return EtatVerdict.RESPECTEE, SANS_OBJET
    if _holds(regle.inconnue_si, contexte):
        return EtatVerdict.INCONNUE, SANS_REPONSE
    if _holds(regle.respectee_si, contexte):
        return EtatVerdict.RESPECTEE, RESPECTEE
    return EtatVerdict.NON_RESPECTEE, NON_RESPECTEE


def _holds(expression: Expression | None, contexte: Contexte) -> bool:
    return expression is not None and vrai(expression.calcule(contexte))
