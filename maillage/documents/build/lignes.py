"""The records that a table prints, by the name of their source."""

from dataclasses import dataclass

from maillage.core.facts import DossierFacts, Engagement
from maillage.documents.build.actions import lignes_actions, lignes_indicateurs
from maillage.documents.build.contexte import Contexte
from maillage.documents.build.valeurs import nom_prenom, profession, type_nom


@dataclass(frozen=True, slots=True, kw_only=True)
class Acteur:
    """A person or a structure still to contact."""

    structure_ou_profession: str | None
    nom_prenom: str | None
    localisation: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferentsAction:
    """An action and the professionals who answer for it."""

    thematique: str
    professionnels: str | None


def records(contexte: Contexte, source: str) -> tuple[object, ...] | None:
    """Return the records of a source, or None when nothing was ever said."""
    if source == "communes":
        return contexte.territoire.communes
    if source == "referents_actions":
        return _referents_actions(contexte.dossier)
    if source == "acteurs_a_contacter":
        return _a_contacter(contexte.dossier)
    if source == "actions":
        return lignes_actions(contexte.dossier)
    if source == "indicateurs":
        return lignes_indicateurs(contexte.dossier)
    found: tuple[object, ...] | None = getattr(contexte.dossier, source)
    return found


def _referents_actions(dossier: DossierFacts) -> tuple[ReferentsAction, ...] | None:
    if dossier.actions is None:
        return None
    return tuple(
        ReferentsAction(
            thematique=action.titre,
            professionnels=_names(dossier, action.referents),
        )
        for action in dossier.actions
    )


def _names(dossier: DossierFacts, identifiers: tuple[str, ...] | None) -> str | None:
    if identifiers is None:
        return None
    people = (dossier.personne(identifier) for identifier in identifiers)
    lines = (_joined(nom_prenom(p), profession(p)) for p in people if p)
    return "\n".join(line for line in lines if line)


def _a_contacter(dossier: DossierFacts) -> tuple[Acteur, ...] | None:
    if dossier.equipe is None and dossier.etablissements is None:
        return None
    people = tuple(
        Acteur(
            structure_ou_profession=_joined(profession(p), p.structure_appartenance),
            nom_prenom=nom_prenom(p),
            localisation=p.lieu_exercice or p.adresse,
        )
        for p in dossier.equipe or ()
        if p.engagement is Engagement.A_CONTACTER
    )
    structures = tuple(
        Acteur(
            structure_ou_profession=type_nom(e),
            nom_prenom=e.interlocuteur,
            localisation=e.localisation or e.adresse,
        )
        for e in dossier.etablissements or ()
        if e.engagement is Engagement.A_CONTACTER
    )
    return people + structures


def _joined(*parts: str | None) -> str | None:
    return ", ".join(part for part in parts if part) or None
