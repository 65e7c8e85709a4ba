"""Is the aim of an action one that can be followed? What the dossier says is checked, kindly."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from maillage.core.facts import (
    ActionPrevue,
    CritereSmart,
    DossierFacts,
    Indicateur,
    NatureIndicateur,
    NatureLien,
)
from maillage.core.missions.mesure import bon_sens, depart, derniere_cible
from maillage.core.missions.modele import Reperes

PAR_MAILLAGE: Final = frozenset({CritereSmart.MESURABLE, CritereSmart.TEMPOREL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Something that can be checked; `tenue` None: the dossier says nothing of it yet."""

    code: str
    critere: CritereSmart
    tenue: bool | None
    phrase: str  # what is well, or what would make it better


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An action with what surrounds it: its indicators, the other actions, the marks."""

    action: ActionPrevue
    indicateurs: Sequence[Indicateur]  # those that follow it
    autres: Sequence[ActionPrevue]
    reperes: Reperes

    @property
    def comptes(self) -> list[Indicateur]:
        """Return its counted indicators."""
        return [one for one in self.indicateurs if one.nature is NatureIndicateur.QUANTITATIF]


def question(dossier: DossierFacts, action: ActionPrevue, reperes: Reperes) -> Question:
    """Put together what the checks of an action read."""
    return Question(
        action=action,
        indicateurs=[one for one in dossier.indicateurs or () if one.action == action.id],
        autres=[one for one in dossier.actions or () if one.id != action.id],
        reperes=reperes,
    )


def verifier(question: Question) -> tuple[Verification, ...]:
    """Return every check, in the order of the letters."""
    return tuple(
        Verification(
            code=code,
            critere=critere,
            tenue=held,
            phrase=good if held else _NOTHING_YET.get(code, better) if held is None else better,
        )
        for code, critere, check, good, better in _CHECKS
        for held in (check(question),)
    )


def criteres(question: Question) -> tuple[CritereSmart, ...] | None:
    """Return the criteria that hold: two are checked here, the team vouches for the others.

    None as long as the team has not said anything of those.
    """
    declared = question.action.criteres_smart
    if declared is None:
        return None
    checks = verifier(question)
    held = {
        critere
        for critere in PAR_MAILLAGE
        if all(one.tenue for one in checks if one.critere is critere)
    }
    return tuple(one for one in CritereSmart if one in held or one in {*declared} - PAR_MAILLAGE)


def _said(text: str | None) -> bool | None:
    return None if text is None else bool(text.strip())


def _short(question: Question) -> bool | None:
    aim = question.action.objectif_operationnel
    return None if not aim else len(aim.split()) <= question.reperes.mots_objectif


def _named(question: Question) -> bool | None:
    people = question.action.referents
    return None if people is None else bool(people)


def _counted(question: Question) -> bool | None:
    return bool(question.comptes) if question.indicateurs else None


def _of_counted(check: Callable[[Indicateur], bool]) -> Callable[[Question], bool | None]:
    """Make the check of one indicator that of the action: one at least, of those that count."""

    def checked(question: Question) -> bool | None:
        return any(map(check, question.comptes)) if question.comptes else None

    return checked


def _has_target(one: Indicateur) -> bool:
    return bool(one.cible or one.cibles)


def _has_start(one: Indicateur) -> bool:
    return bool(one.depart) or depart(one).valeur is not None


def _further(question: Question) -> bool | None:
    """Say whether every target that can be compared goes beyond its baseline."""
    known = [
        verdict
        for one in question.comptes
        if (verdict := bon_sens(one.sens, depart(one).valeur, derniere_cible(one))) is not None
    ]
    return all(known) if known else None


def _possible(question: Question) -> bool | None:
    """Say whether what must come first starts no later than the action."""
    begins = question.action.debut
    first = [link.action for link in question.action.liens or () if _needed(link.nature)]
    others = [one.debut for one in question.autres if one.id in first and one.debut]
    if begins is None or not others:
        return None
    return all(other.first_day() <= begins.last_day() for other in others)


def _needed(nature: NatureLien) -> bool:
    return nature is NatureLien.PREREQUIS


def _dated_target(question: Question) -> bool | None:
    return _any_year(question.comptes) if question.comptes else None


def _any_year(indicateurs: Iterable[Indicateur]) -> bool:
    """Say whether a target names a year: by its number, or in its words."""
    return any(
        one.cibles or any(word.strip(".,;()").isdigit() for word in _long(one.cible))
        for one in indicateurs
    )


def _long(text: str | None) -> list[str]:
    """Return the words that may be a year."""
    return [word for word in (text or "").split() if len(word.strip(".,;()")) == len("2026")]


def _has_end(question: Question) -> bool | None:
    return question.action.fin is not None


def _has_steps(question: Question) -> bool | None:
    steps = question.action.etapes
    return None if steps is None else any(step.date is not None for step in steps)


# What to say where the check has nothing to look at, when the advice itself would be wrong.
_NOTHING_YET: Final = {
    "court": "Une ou deux phrases suffisent.",
    "ambition": "Avec un départ, une cible et un sens en nombres, l’ambition se verra.",
    "prerequis": "Aucune action datée n’est à attendre : rien à vérifier.",
}
_Check = tuple[str, CritereSmart, Callable[[Question], bool | None], str, str]
_CHECKS: Final[tuple[_Check, ...]] = (
    (
        "objectif",
        CritereSmart.SPECIFIQUE,
        lambda q: bool((q.action.objectif_operationnel or "").strip()),
        "L’objectif est écrit.",
        "Écrivez en une phrase ce que l’on fera : les autres repères s’appuient dessus.",
    ),
    (
        "court",
        CritereSmart.SPECIFIQUE,
        _short,
        "Il tient en une ou deux phrases.",
        "Il est long : peut-être y a-t-il là deux objectifs, donc deux actions.",
    ),
    (
        "public",
        CritereSmart.SPECIFIQUE,
        lambda q: _said(q.action.public),
        "On sait pour qui.",
        "Dites pour qui : un âge, un lieu, un nombre de personnes.",
    ),
    (
        "indicateur",
        CritereSmart.MESURABLE,
        _counted,
        "Un indicateur se compte.",
        "Ajoutez un indicateur qui se compte, même simple.",
    ),
    (
        "unite",
        CritereSmart.MESURABLE,
        _of_counted(lambda one: bool(one.unite)),
        "Son unité est dite.",
        "Précisez l’unité de l’indicateur : des personnes, des jours, un pourcentage.",
    ),
    (
        "depart",
        CritereSmart.MESURABLE,
        _of_counted(_has_start),
        "On sait d’où l’on part.",
        "Notez d’où l’on part, même à peu près : sans départ, pas de progrès visible.",
    ),
    (
        "cible",
        CritereSmart.MESURABLE,
        _of_counted(_has_target),
        "On sait où l’on veut arriver.",
        "Choisissez une cible ; elle pourra se renégocier.",
    ),
    (
        "ambition",
        CritereSmart.AMBITIEUX,
        _further,
        "La cible va plus loin que le départ.",
        "Une cible ne va pas dans le sens annoncé : relisez le départ, la cible et le sens.",
    ),
    (
        "moyens",
        CritereSmart.REALISTE,
        lambda q: _said(q.action.ressources),
        "Les moyens sont dits.",
        "Dites avec quels moyens : du temps, un local, un outil, de l’argent.",
    ),
    (
        "referent",
        CritereSmart.REALISTE,
        _named,
        "Quelqu’un en répond.",
        "Nommez une personne qui en répond : à plusieurs, personne ne rappelle.",
    ),
    (
        "prerequis",
        CritereSmart.REALISTE,
        _possible,
        "Ce qui doit venir avant commence avant.",
        "Une action à finir d’abord commence après celle-ci : décalez l’une des deux.",
    ),
    (
        "fin",
        CritereSmart.TEMPOREL,
        _has_end,
        "La fin est datée.",
        "Donnez une date de fin, une année suffit.",
    ),
    (
        "etapes",
        CritereSmart.TEMPOREL,
        _has_steps,
        "Des étapes sont datées.",
        "Datez une étape ou deux : on verra venir un retard.",
    ),
    (
        "echeance",
        CritereSmart.TEMPOREL,
        _dated_target,
        "La cible a une échéance.",
        "Dites pour quelle année vaut la cible.",
    ),
)
