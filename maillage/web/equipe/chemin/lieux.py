"""The places of a dossier where answers are typed: how each is called, and what is missing there."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from maillage.documents.etat import Remplissage
from maillage.dossiers.models import Dossier
from maillage.reference import nomenclatures
from maillage.web.equipe import points
from maillage.web.equipe.avancement import Avancement
from maillage.web.typographie import fr

NOMS: Final = {
    "identite": "L’identité de la CPTS et de la structure",
    "equipe": "L’équipe",
    "etablissements": "Les établissements et les structures",
    "territoire": "Les communes et leurs questions",
    "actions": "Les actions",
    "reunions": "Les réunions",
    "calendrier": "Le calendrier",
    "partenariats": "Les partenaires",
    "choix": "Les choix du pré-projet",
    "budget": "Le budget pour écrire le projet",
    "budget_projet": "Le budget du projet",
    "indicateurs": "Les indicateurs",
    "collectivites": "Les collectivités",
    "referents": "Les référents institutionnels",
    "liens_prs": "Les priorités de la région",
    "signature": "La signature",
    "plan_crise": "Le plan de crise",
    "statuts": "Les choix des statuts",
}
_MINUTES_TEXTE: Final = 10  # to write a paragraph together, roughly
_MINUTES_PAGE: Final = 5


@dataclass(slots=True, kw_only=True)
class Lieu:
    """A place that documents read: who asks for it, and what they still miss there."""

    place: str
    nom: str
    url: str
    documents: list[str] = field(default_factory=list)
    manques: list[str] = field(default_factory=list)  # items of the forms that wait
    begun: bool = False  # something is there

    @property
    def fait(self) -> bool:
        return not self.manques

    @property
    def minutes(self) -> int:
        """Return roughly how long the rest takes, in minutes."""
        if self.fait:
            return 0
        return _MINUTES_TEXTE if self.place.startswith("textes/") else _MINUTES_PAGE


def nom(place: str) -> str:
    """Return how a place is called in a list."""
    page, _, rubrique = place.partition("/")
    known = nomenclatures.rubriques_texte().get(rubrique) if page == "textes" else None
    return fr(known.libelle if known else NOMS.get(page, page))


def lieux(dossier: Dossier, documents: Iterable[Avancement]) -> dict[str, Lieu]:
    """Return the places that these documents read, in the order of their questions."""
    found: dict[str, Lieu] = {}
    for document in documents:
        for bloc in document.etat.blocs:
            for place in bloc.places:
                url = points.porte(dossier, place)[0]
                if not url:
                    continue
                lieu = found.setdefault(place, Lieu(place=place, nom=nom(place), url=url))
                lieu.begun |= bloc.remplissage is not Remplissage.VIDE
                if document.nom_court not in lieu.documents:
                    lieu.documents.append(document.nom_court)
                if place in bloc.a_remplir and bloc.titre not in lieu.manques:
                    lieu.manques.append(bloc.titre)
    return found
