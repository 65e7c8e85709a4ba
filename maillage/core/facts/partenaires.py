"""Who the CPTS works with around its territory, and the regional priorities that it joins."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Collectivite:
    """A local authority, the person to reach there, and what is done together."""

    denomination: str
    referent: str | None = None
    coordonnees: str | None = None
    enjeux_modalites: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """A person to reach in an institution."""

    territoire: str | None = None
    nom: str
    organisme: str | None = None
    telephone: str | None = None
    courriel: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LienPrs:
    """A priority of the regional health plan that the project serves."""

    code: str  # of reference/prs
    commentaire: str | None = None
