"""The pages that list indicators, local authorities and institutional contacts."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.core import facts
from maillage.core.facts import MissionAction
from maillage.core.missions import CENT, poids
from maillage.documents.build import mesures
from maillage.dossiers import facts as bridge
from maillage.dossiers.models import Collectivite, Dossier, Indicateur, Liste, Referent
from maillage.reference import cog
from maillage.reference.regles import catalogue
from maillage.web.equipe import acces, indicateurs_lus, libelles
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.cadre import adresse
from maillage.web.equipe.tableaux import Line, page
from maillage.web.typographie import pluriel


@require_safe
@acces.sur_dossier()
def indicateurs(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    rows = list(
        Indicateur.objects.filter(dossier=dossier).select_related("action").order_by("rang", "pk")
    )
    missions = {code.value: libelles.MISSIONS[code] for code in MissionAction}
    groups: dict[str, list[Line]] = {}
    parts = dict(zip(rows, bridge.of_rows(Liste.INDICATEURS, rows), strict=True))
    for code, label in [*missions.items(), (None, "Pour tout le projet")]:
        found = [_indicateur(dossier, row, parts[row]) for row in rows if _mission(row) == code]
        if found:
            groups[label] = found
    words = {
        "titre": "Indicateurs",
        "aide": "Ce que l’équipe suivra pour savoir si le projet réussit",
        "bouton": "Ajouter un indicateur",
        "bouton_aucun": "Nous n’en suivons aucun",
        "vide_titre": "Aucun indicateur encore",
        "vide_phrase": "Un bon indicateur dit d’où l’on part, où l’on va et d’où vient le chiffre. Deux ou trois par mission suffisent.",
    }
    also = [{"nom": "Choisir dans le catalogue", "url": adresse(dossier, "indicateurs_catalogue")}]
    totals = _weights({row: part for row, part in parts.items() if _mission(row)})
    return page(request, dossier, "indicateurs", words, groups, also=also, totaux=totals)


def _weights(parts: Mapping[Indicateur, facts.Indicateur]) -> dict[str, str]:
    """Say, under each group, what the weights of its mission of the agreement add up to."""
    missions = catalogue().lectures.missions
    of_each = {part.id: missions[_mission(row) or ""] for row, part in parts.items()}
    sums = poids(parts.values(), of_each)
    return {
        label: f"Poids dans le variable de la mission : {sums[missions[code]]} % sur {CENT}"
        for code, label in libelles.MISSIONS.items()
        if missions[code] in sums
    }


def _mission(row: Indicateur) -> str | None:
    """Return the mission that it follows: its own, or that of its action."""
    return row.mission or (row.action.mission if row.action else None)


def _indicateur(dossier: Dossier, row: Indicateur, part: facts.Indicateur) -> Line:
    start, goal = mesures.depart(part), mesures.cible(part)
    path = " → ".join(text for text in (start, goal) if text)
    details = [path, row.action.titre if row.action else "", row.rythme]
    return {
        "nom": row.libelle,
        "detail": " · ".join(detail for detail in details if detail),
        "url": adresse(dossier, "indicateurs_modifier", str(row.pk)),
        "etat": indicateurs_lus.manques(part),
        "ton": "voir",
    }


@require_safe
@acces.sur_dossier()
def collectivites(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    rows = Collectivite.objects.filter(dossier=dossier).order_by("rang", "pk")
    lines: list[Line] = [
        {
            "nom": row.denomination,
            "detail": row.referent or "",
            "url": adresse(dossier, "collectivites_modifier", str(row.pk)),
            "etat": "" if row.enjeux_modalites else "Travail commun à dire",
            "ton": "voir",
        }
        for row in rows
    ]
    words = {
        "titre": "Collectivités",
        "aide": "Communes, intercommunalités, départements avec qui la CPTS travaille",
        "bouton": "Ajouter une collectivité",
        "bouton_aucun": "Nous n’en avons aucune",
        "vide_titre": "Aucune collectivité encore",
        "vide_phrase": "Celles qui vous prêtent une salle, portent un contrat local de santé ou siègent avec vous : qui, et ce que vous faites ensemble.",
    }
    groups = {pluriel(len(lines), "collectivité"): lines} if lines else {}
    return page(request, dossier, "collectivites", words, groups)


@require_safe
@acces.sur_dossier()
def referents(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    groups: dict[str, list[Line]] = {}
    for row in Referent.objects.filter(dossier=dossier).order_by("rang", "pk"):
        groups.setdefault(_named(row.territoire), []).append(_referent(dossier, row))
    words = {
        "titre": "Référents institutionnels",
        "aide": "Qui appeler à l’ARS, à l’assurance maladie, à l’URPS",
        "bouton": "Ajouter un référent",
        "bouton_aucun": "Nous n’en connaissons aucun",
        "vide_titre": "Aucun référent encore",
        "vide_phrase": "Notez-les une fois : le formulaire de votre région qui les demande les imprimera à leur place.",
    }
    return page(request, dossier, "referents", words, groups)


def _named(territoire: str | None) -> str:
    """Name the département written by its number; what else was written stays as it is."""
    known = cog.table().departement(territoire or "")
    return f"{known.nom} ({territoire})" if known else territoire or "Territoire à dire"


def _referent(dossier: Dossier, row: Referent) -> dict[str, Any]:
    details = [row.organisme, row.telephone, row.courriel]
    return {
        "nom": row.nom,
        "detail": " · ".join(detail for detail in details if detail),
        "url": adresse(dossier, "referents_modifier", str(row.pk)),
        "etat": "" if row.organisme else "Organisme à dire",
        "ton": "voir",
    }
