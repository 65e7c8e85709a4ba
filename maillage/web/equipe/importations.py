"""The lists that may be imported: how each is read, what it is compared with, how it is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, Protocol

from maillage.core import facts
from maillage.documents.reprise import (
    Annuaire,
    ListeLue,
    Rangee,
    Reglage,
    Repertoire,
    lire_etablissements,
    lire_liste,
)
from maillage.dossiers.actions.add_etablissements import add_etablissements
from maillage.dossiers.actions.add_personnes import add_personnes
from maillage.dossiers.models import Dossier, Etablissement, Personne
from maillage.reference import nomenclatures
from maillage.web.equipe import libelles
from maillage.web.equipe.formulaires.personne import professions_groupees
from maillage.web.typographie import fr

Fiche = Any  # a Personne or an Etablissement, of the facts


class Connus(Protocol):
    """Those known already, in the dossier or on the lines above."""

    def inscrire(self, fiche: Fiche, qui: Any) -> None: ...
    def trouver(self, fiche: Fiche) -> Any: ...


_PERSONNE: Final = {
    "nom_prenom": "Nom et prénom ensemble",
    "prenom_nom": "Prénom et nom ensemble",
    "nom": "Nom",
    "prenom": "Prénom",
    "profession": "Profession",
    "profession_precision": "Spécialité",
    "rpps": "Numéro RPPS",
    "telephone": "Téléphone",
    "courriel": "Adresse électronique",
    "adresse": "Adresse",
    "code_postal": "Code postal",
    "lieu_exercice": "Commune d’exercice",
    "structure_appartenance": "Structure",
    "fonction": "Fonction dans la CPTS",
    "engagement": "Engagement",
    "gouvernance": "Participe à la gouvernance",
    "secteur": "Secteur",
}
_ETABLISSEMENT: Final = {
    "nom": "Nom",
    "type": "Type",
    "type_precision": "Précision sur le type",
    "famille": "Famille",
    "localisation": "Commune",
    "adresse": "Adresse",
    "interlocuteur": "Interlocuteur",
    "engagement": "Engagement",
    "gouvernance": "Participe à la gouvernance",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorte:
    """A kind of list."""

    page: str
    champs: Mapping[str, str]  # what a column may be, and what it is called
    lire: Callable[[tuple[Rangee, ...], str, Reglage], ListeLue[Any]]
    modele: type[Personne | Etablissement]
    annuaire: Callable[[], Connus]
    decrire: Callable[[Fiche], str]
    codes: Callable[[], list[tuple[str, Any]]]  # what the words of a file may mean, under headings
    ecrire: Callable[..., bool]  # false when a first click wrote it already
    mots: Mapping[str, str]

    def connus(self, dossier: Dossier) -> Connus:
        """Return those that the dossier holds."""
        known = self.annuaire()
        for row in self.modele._default_manager.filter(dossier=dossier).order_by("rang", "pk"):
            known.inscrire(row, row)
        return known


def valeurs(fiche: Fiche) -> dict[str, Any]:
    """Return what a line says, by column of the dossier."""
    said = {field.name: getattr(fiche, field.name) for field in fields(fiche) if field.name != "id"}
    return {name: value for name, value in said.items() if value not in (None, False)}


class _People:
    """People, found by RPPS number or by name."""

    def __init__(self) -> None:
        self._known: Annuaire[Any] = Annuaire()

    def inscrire(self, fiche: Fiche, qui: Any) -> None:
        self._known.inscrire(fiche.nom, fiche.prenom, getattr(fiche, "rpps", None), qui)

    def trouver(self, fiche: Fiche) -> Any:
        return self._known.trouver(fiche.nom, fiche.prenom, getattr(fiche, "rpps", None))


class _Places:
    """Establishments, found by name and commune."""

    def __init__(self) -> None:
        self._known: Repertoire[Any] = Repertoire()

    def inscrire(self, fiche: Fiche, qui: Any) -> None:
        self._known.inscrire(fiche.nom, fiche.localisation, qui)

    def trouver(self, fiche: Fiche) -> Any:
        return self._known.trouver(fiche.nom, fiche.localisation)


def _person(fiche: facts.Personne) -> str:
    known = nomenclatures.professions().get(fiche.profession or "")
    name = fiche.profession_precision if fiche.profession == "autre" else None
    details = (
        name or (known.libelle if known else None),
        None if name else fiche.profession_precision,
        libelles.ENGAGEMENTS[fiche.engagement] if fiche.engagement else None,
        fiche.telephone,
        fiche.courriel,
        fiche.lieu_exercice,
        fiche.structure_appartenance,
        f"RPPS {fiche.rpps}" if fiche.rpps else None,
    )
    return fr(", ".join(filter(None, details)))


def _place(fiche: facts.Etablissement) -> str:
    known = nomenclatures.types_etablissement().get(fiche.type or "")
    details = (
        fiche.type_precision or (known.libelle if known else None),
        libelles.FAMILLES[fiche.famille] if fiche.famille else None,
        fiche.localisation,
        fiche.interlocuteur,
        libelles.ENGAGEMENTS[fiche.engagement] if fiche.engagement else None,
    )
    return fr(", ".join(filter(None, details)))


def _types() -> list[tuple[str, Any]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for kind in nomenclatures.types_etablissement().values():
        heading = libelles.FAMILLES[kind.famille] if kind.famille else "Autres"
        groups.setdefault(heading, []).append((kind.code, kind.libelle))
    return list(groups.items())


def _write_people(*, lignes: Sequence[Mapping[str, Any]], **others: Any) -> bool:
    return not add_personnes(lignes=lignes, **others).deja


def _write_places(
    *, lignes: Sequence[Mapping[str, Any]], complements: Mapping[str, Any], **others: Any
) -> bool:
    return not add_etablissements(lignes=lignes, complements=complements, **others).deja


EQUIPE: Final = Sorte(
    page="equipe",
    champs=_PERSONNE,
    lire=lire_liste,
    modele=Personne,
    annuaire=_People,
    decrire=_person,
    codes=professions_groupees,
    ecrire=_write_people,
    mots={
        "titre": "Importer une liste de membres",
        "aide": "La liste que vous tenez déjà, telle qu’elle est : titres, cellules fusionnées, totaux ne gênent pas.",
        "liste": "L’équipe",
        "ou": "dans l’équipe",
        "un": "personne",
        "plusieurs": "personnes",
        "ajoutees": "personne ajoutée,personnes ajoutées",
        "completees": "fiche complétée,fiches complétées",
        "codes": "Professions à reconnaître",
        "codes_aide": "Chaque mot vaut pour toutes les lignes où il est écrit.",
        "bouton": "Ajouter à l’équipe",
    },
)
ETABLISSEMENTS: Final = Sorte(
    page="etablissements",
    champs=_ETABLISSEMENT,
    lire=lire_etablissements,
    modele=Etablissement,
    annuaire=_Places,
    decrire=_place,
    codes=_types,
    ecrire=_write_places,
    mots={
        "titre": "Importer une liste d’établissements",
        "aide": "La liste que vous tenez déjà, telle qu’elle est : une ligne par établissement, service ou structure.",
        "liste": "Établissements",
        "ou": "dans le dossier",
        "un": "établissement",
        "plusieurs": "établissements",
        "ajoutees": "établissement ajouté,établissements ajoutés",
        "completees": "fiche complétée,fiches complétées",
        "codes": "Types à reconnaître",
        "codes_aide": "Chaque mot vaut pour toutes les lignes où il est écrit.",
        "bouton": "Ajouter les établissements",
    },
)
TOUTES: Final = (EQUIPE, ETABLISSEMENTS)
