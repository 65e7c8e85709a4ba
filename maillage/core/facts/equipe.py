"""The people and the establishments of a dossier."""

from dataclasses import dataclass

from maillage.core.facts.codes import Engagement, Famille, Milieu, Recours, Secteur


@dataclass(frozen=True, slots=True, kw_only=True)
class Personne:
    """One person: engaged, contacted, uncertain or still to contact."""

    id: str  # stable inside the dossier; other parts refer to it
    nom: str
    prenom: str | None = None
    profession: str | None = None  # code of reference/professions.yaml
    profession_precision: str | None = None  # speciality, or the name of a profession not listed
    recours: Recours | None = None
    secteur: Secteur | None = None
    milieu: Milieu | None = None
    lieu_exercice: str | None = None
    structure_appartenance: str | None = None  # "" : without structure, an answer
    represente: str | None = None  # the organisation spoken for; "" : oneself
    engagement: Engagement | None = None
    gouvernance: bool | None = None
    fonction: str | None = None
    noyau_dur: bool = False
    rpps: str | None = None
    adresse: str | None = None
    telephone: str | None = None
    courriel: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Etablissement:
    """A hospital, a service, a social body or a coordinated-practice structure."""

    id: str
    nom: str
    famille: Famille | None = None
    type: str | None = None  # code of reference/etablissements.yaml
    type_precision: str | None = None
    interlocuteur: str | None = None
    adresse: str | None = None
    localisation: str | None = None
    engagement: Engagement | None = None
    gouvernance: bool | None = None
    articulation: str | None = None  # how the CPTS works with it
