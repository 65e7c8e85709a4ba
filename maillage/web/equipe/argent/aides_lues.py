"""The help of the région before any contract, in words: how much, for what, who says so."""

from datetime import date
from typing import Any

from maillage.core.facts import DossierFacts
from maillage.core.financement import CENTIMES, DOUTES, euros
from maillage.dossiers import territoire
from maillage.dossiers.financement import taille_prevue
from maillage.reference.aides import aides_de
from maillage.web.typographie import fr, jour


def lire(faits: DossierFacts, *, on: date) -> list[dict[str, Any]]:
    """Return the help that the dossier may ask for; none as long as its région is not known."""
    analyse = territoire.analyse(faits.territoire, on=on)
    region = territoire.region(faits, analyse)
    size = taille_prevue(faits, on=on)
    places = tuple(faits.territoire.departements_destinataires or ())
    found = []
    for one in aides_de(region, places, on):
        amount = one.montant(size)
        doubt = DOUTES[one.fiabilite].replace("montant déduit, ", "")
        found.append(
            {
                "nom": fr(one.nom),
                "montant": euros(amount * CENTIMES) if amount else "selon la taille",
                "doute": fr(doubt),
                "source": fr(f"Depuis le {jour(one.depuis)}. Source : {one.source}."),
            }
        )
    return found
