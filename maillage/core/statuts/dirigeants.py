"""Who holds which post, read from the function that the team wrote beside each name."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from maillage.core.facts import DossierFacts, Engagement, Personne

FONCTIONS: Final[Mapping[str, str]] = {
    "president": "Présidence",
    "copresidence": "Coprésidence",
    "vice_president": "Vice-présidence",
    "secretaire": "Secrétariat",
    "secretaire_adjoint": "Secrétariat adjoint",
    "tresorier": "Trésorerie",
    "tresorier_adjoint": "Trésorerie adjointe",
}
_POST: Final = re.compile(
    r"\b(?P<prefix>vice|co)?[ -]*(?P<post>president|secretaire|tresorier)(?:e|s)*\b"
    r"(?P<second>[ -]+adjoint)?"
)
_PREFIXED: Final = {"vice": "vice_president", "co": "copresidence"}


def postes_de(fonction: str | None) -> frozenset[str]:
    """Return the posts that a function names: « Vice-présidente » is one, « Conseillère » none."""
    flat = unicodedata.normalize("NFKD", (fonction or "").casefold())
    plain = "".join(c for c in flat if not unicodedata.combining(c))
    return frozenset(_post(found) for found in _POST.finditer(plain))


def _post(found: re.Match[str]) -> str:
    prefix, post = found["prefix"], found["post"]
    if post == "president":
        return _PREFIXED.get(prefix or "", "president")
    return f"{post}_adjoint" if found["second"] else post


def titulaires(dossier: DossierFacts) -> dict[str, tuple[Personne, ...]]:
    """Return the people of each post, in the order of the team."""
    found: dict[str, tuple[Personne, ...]] = {}
    for person in dossier.equipe or ():
        if person.engagement is not Engagement.A_CONTACTER:
            for post in postes_de(person.fonction):
                found[post] = (*found.get(post, ()), person)
    legal = dossier.personne(dossier.roles.representant_legal)
    if legal is not None and not found.keys() & {"president", "copresidence"}:
        found["president"] = (legal,)
    return found
