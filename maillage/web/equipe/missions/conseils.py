"""Beside the form of an action: what is well in its aim, and what would make it better."""

from typing import Any

from maillage.core.facts import CritereSmart, DossierFacts
from maillage.core.missions import Verification, question, verifier
from maillage.dossiers.models import ActionPrevue
from maillage.reference.missions import missions
from maillage.web.equipe import libelles
from maillage.web.typographie import fr


def conseils(faits: DossierFacts, row: ActionPrevue) -> dict[str, Any] | None:
    """Return the checks of an action, letter by letter; None when it is not there any more."""
    action = next((one for one in faits.actions or () if one.id == row.code), None)
    if action is None:
        return None
    checks = verifier(question(faits, action, missions().reperes))
    held = sum(one.tenue is True for one in checks)
    return {
        "bilan": fr(f"{held} repères sur {len(checks)}"),
        "criteres": [
            {
                "nom": libelles.CRITERES[code],
                "reperes": [_check(one) for one in checks if one.critere is code],
            }
            for code in CritereSmart
        ],
    }


def _check(one: Verification) -> dict[str, Any]:
    ton, word = ("bien", "Oui") if one.tenue else ("voir", "À voir")
    if one.tenue is None:
        ton, word = "neutre", "Pas encore"
    return {"phrase": fr(one.phrase), "ton": ton, "mot": word}
