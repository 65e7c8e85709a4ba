"""An action put into words: who acts, when, by which steps, followed by which indicators."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from maillage.core.facts import (
    ActionPrevue,
    ChiffreCite,
    DossierFacts,
    Indicateur,
    MissionAction,
    NatureLien,
)
from maillage.documents.build import mesures
from maillage.documents.build.valeurs import LIBELLES, nom_prenom, profession
from maillage.documents.characters import one_line
from maillage.documents.tree import Period
from maillage.documents.typographie import NO_BREAK, partial, period

MISSIONS = {
    MissionAction.MEDECIN_TRAITANT: "Accès à un médecin traitant",
    MissionAction.SOINS_NON_PROGRAMMES: "Accès aux soins non programmés",
    MissionAction.ACCES_AUTRE: "Accès aux soins, autre action",
    MissionAction.PARCOURS: "Parcours pluriprofessionnels",
    MissionAction.PREVENTION: "Prévention",
    MissionAction.CRISE: "Gestion des crises sanitaires graves",
    MissionAction.QUALITE: "Qualité et pertinence des soins",
    MissionAction.ACCOMPAGNEMENT: "Accompagnement des professionnels de santé",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneAction:
    """An action as the row of a table."""

    titre: str
    mission: str | None = None
    mission_code: str | None = None
    objectif: str | None = None
    public: str | None = None
    acteurs: str | None = None
    maturite: str | None = None
    debut: str | None = None
    fin: str | None = None
    periode: str | None = None
    quand: Period | None = None  # what the period says, for a spreadsheet
    etapes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneIndicateur:
    """An indicator as the row of a table."""

    libelle: str
    nature: str | None = None
    origine: str | None = None
    mission: str | None = None
    action: str | None = None
    depart: str | None = None
    cible: str | None = None
    source: str | None = None
    rythme: str | None = None


def lignes_actions(dossier: DossierFacts) -> tuple[LigneAction, ...] | None:
    """Return the actions as rows, or None when nobody answered."""
    if dossier.actions is None:
        return None
    return tuple(_ligne(dossier, action) for action in dossier.actions)


def lignes_indicateurs(dossier: DossierFacts) -> tuple[LigneIndicateur, ...] | None:
    """Return the indicators as rows, or None when nobody answered."""
    if dossier.indicateurs is None:
        return None
    titles = {action.id: one_line(action.titre) for action in dossier.actions or ()}
    return tuple(
        LigneIndicateur(
            libelle=indicateur.libelle,
            nature=indicateur.nature,
            origine=indicateur.origine,
            mission=MISSIONS.get(indicateur.mission) if indicateur.mission else None,
            action=titles.get(indicateur.action or ""),
            depart=mesures.depart(indicateur),
            cible=mesures.cible(indicateur),
            source=indicateur.source,
            rythme=indicateur.rythme,
        )
        for indicateur in dossier.indicateurs
    )


def said(dossier: DossierFacts, action: ActionPrevue, champ: str) -> tuple[str, ...] | None:
    """Put a field of an action into words, one text per line; None: unknown, (): there is none."""
    return _SAID[champ](dossier, action)


def _ligne(dossier: DossierFacts, action: ActionPrevue) -> LigneAction:
    def text(champ: str) -> str | None:
        lines = said(dossier, action, champ)
        return None if lines is None else "\n".join(lines)

    aim = action.objectif_operationnel or action.finalite
    return LigneAction(
        titre=one_line(action.titre),
        mission=text("mission"),
        mission_code=action.mission,
        objectif=aim,
        public=action.public,
        acteurs=text("acteurs"),
        maturite=text("maturite"),
        debut=text("debut"),
        fin=text("fin"),
        periode=text("periode"),
        quand=Period(action.debut, action.fin) if action.debut or action.fin else None,
        etapes=text("etapes"),
    )


def _named(dossier: DossierFacts, codes: Iterable[str] | None) -> tuple[str, ...] | None:
    """Name people, with their profession, and establishments; a code of nobody is left out."""
    if codes is None:
        return None
    places = {place.id: place.nom for place in dossier.etablissements or ()}
    people = {
        person.id: ", ".join(filter(None, (nom_prenom(person), _in_sentence(profession(person)))))
        for person in dossier.equipe or ()
    }
    known = people | places
    return tuple(one_line(known[code]) for code in codes if code in known)


def _in_sentence(label: str | None) -> str | None:
    """Write « médecin généraliste » rather than « Médecin généraliste », and keep « IPA »."""
    if not label or label[1:2].isupper():
        return label
    return label[0].lower() + label[1:]


def _etapes(_dossier: DossierFacts, action: ActionPrevue) -> tuple[str, ...] | None:
    if action.etapes is None:
        return None
    return tuple(
        one_line(step.libelle)
        if step.date is None
        else f"{partial(step.date)}{NO_BREAK}: {one_line(step.libelle)}"
        for step in action.etapes
    )


def _chiffres(_dossier: DossierFacts, action: ActionPrevue) -> tuple[str, ...] | None:
    if action.chiffres is None:
        return None
    return tuple(_chiffre(one) for one in action.chiffres)


def _chiffre(one: ChiffreCite) -> str:
    said = one_line(one.libelle)
    if one.valeur:
        said += f"{NO_BREAK}: {one_line(one.valeur)}"
    return f"{said} – {one_line(one.source)}" if one.source else said


def _liens(dossier: DossierFacts, action: ActionPrevue) -> tuple[str, ...] | None:
    """Name the other actions, what must come first before the rest; one that is gone is left out."""
    if action.liens is None:
        return None
    titles = {one.id: one_line(one.titre) for one in dossier.actions or ()}
    order = sorted(action.liens, key=lambda link: link.nature is not NatureLien.PREREQUIS)
    return tuple(
        f"{LIENS[link.nature]}{NO_BREAK}: {titles[link.action]}"
        for link in order
        if link.action in titles
    )


def _indicateurs(dossier: DossierFacts, action: ActionPrevue) -> tuple[str, ...] | None:
    mine = [one for one in dossier.indicateurs or () if one.action == action.id]
    return tuple(map(_indicateur, mine)) or None


def _indicateur(indicateur: Indicateur) -> str:
    parts = [one_line(indicateur.libelle)]
    for label, value in (
        ("départ", mesures.depart(indicateur)),
        ("cible", mesures.cible(indicateur)),
    ):
        if value:
            parts.append(f"{label}{NO_BREAK}: {one_line(value)}")
    return f"{NO_BREAK}; ".join(parts)


def _one(value: str | None) -> tuple[str, ...] | None:
    return (value,) if value else None


LIENS = {
    NatureLien.PREREQUIS: "a d’abord besoin de",
    NatureLien.COMPLEMENT: "se complète avec",
}
_SAID: dict[str, Callable[[DossierFacts, ActionPrevue], tuple[str, ...] | None]] = {
    "titre": lambda _, action: _one(one_line(action.titre)),
    "mission": lambda _, action: _one(MISSIONS[action.mission] if action.mission else None),
    "acteurs": lambda dossier, action: _named(dossier, action.acteurs),
    "referents": lambda dossier, action: _named(dossier, action.referents),
    "chiffres": _chiffres,
    "liens": _liens,
    "priorite": lambda _, action: _one(LIBELLES[action.priorite] if action.priorite else None),
    "maturite": lambda _, action: _one(LIBELLES[action.maturite] if action.maturite else None),
    "debut": lambda _, action: _one(partial(action.debut) if action.debut else None),
    "fin": lambda _, action: _one(partial(action.fin) if action.fin else None),
    "periode": lambda _, action: _one(period(action.debut, action.fin)),
    "etapes": _etapes,
    "indicateurs": _indicateurs,
}
