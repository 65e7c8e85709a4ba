"""Check a model when it is given: refused, or its unknown and unused tags listed."""

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from maillage.core.facts import (
    ActionPrevue,
    CommuneRetenue,
    DossierFacts,
    Etablissement,
    Personne,
    Reunion,
    Territoire,
)
from maillage.documents.modeles.balises import balises, listes, valeurs
from maillage.documents.modeles.gabarit import ouvrir_modele
from maillage.documents.modeles.refus import ModeleRefuse
from maillage.documents.modeles.remplir import lire, remplir
from maillage.instruction.verifie import BaliseInconnue, ModeleVerifie

# A line in each list, so that the loops of a model run once when it is checked.
_ESSAI = DossierFacts(
    equipe=(Personne(id="a", nom="A"),),
    etablissements=(Etablissement(id="b", nom="B"),),
    reunions=(Reunion(intitule="C"),),
    actions=(ActionPrevue(id="d", titre="D"),),
    territoire=Territoire(communes=(CommuneRetenue(code="01001"),)),
)
_JOUR = date(2026, 1, 1)  # any day: what is printed is thrown away


@dataclass(frozen=True, slots=True, kw_only=True)
class RapportModele:
    """What was found in a model; `refus` says why it cannot be used at all."""

    refus: str | None = None
    utilisees: tuple[str, ...] = ()
    inconnues: tuple[BaliseInconnue, ...] = ()
    inutilisees: tuple[str, ...] = ()

    @property
    def utilisable(self) -> bool:
        """May this model be filled?"""
        return self.refus is None and not self.inconnues


def verifier(data: bytes) -> RapportModele:
    """Read a model, try it on a dossier of one line, and say what is wrong with it."""
    try:
        found = controle(data)
    except ModeleRefuse as error:
        return RapportModele(refus=str(error))
    return RapportModele(
        utilisees=found.utilisees, inconnues=found.inconnues, inutilisees=found.inutilisees
    )


def controle(data: bytes) -> ModeleVerifie:
    """Return the model with its tags; raise `ModeleRefuse` when it is broken or hostile."""
    _, sources = ouvrir_modele(data)
    found = lire(sources)
    if not found.inconnues:
        remplir(data, _ESSAI, on=_JOUR)
    every = [one.nom for one in balises()]
    return ModeleVerifie(
        contenu=data,
        utilisees=tuple(name for name in (*every, *listes()) if name in found.balises),
        inconnues=tuple(_unknown(name) for name in found.inconnues),
        inutilisees=tuple(name for name in every if name not in found.balises),
    )


def _unknown(name: str) -> BaliseInconnue:
    near = get_close_matches(name[:80], [*valeurs(), *listes()], n=1, cutoff=0.6)
    return BaliseInconnue(nom=name[:80], proche=near[0] if near else None)
