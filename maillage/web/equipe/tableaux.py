"""The pages that list establishments, meetings and planned actions."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.core.facts import Engagement, Famille, Maturite, MissionAction, NatureReunion
from maillage.dossiers.models import ActionPrevue, Dossier, Etablissement, Reunion
from maillage.reference import nomenclatures
from maillage.web import clock
from maillage.web.equipe import acces, cadre, libelles, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.cadre import adresse
from maillage.web.equipe.personnes import plusieurs
from maillage.web.typographie import fr, jour, pluriel

Line = dict[str, Any]


@require_safe
@acces.sur_dossier()
def etablissements(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    rows = Etablissement.objects.filter(dossier=dossier).order_by("rang", "pk")
    groups: dict[str, list[Line]] = {}
    for row in rows:
        family = libelles.FAMILLES[Famille(row.famille)] if row.famille else "Famille à dire"
        groups.setdefault(family, []).append(_etablissement(dossier, row))
    words = {
        "titre": "Établissements et structures",
        "aide": "Hôpitaux, services, maisons de santé, social",
        "bouton": "Ajouter un établissement",
        "bouton_aucun": "Nous n’en avons aucun",
        "vide_titre": "Aucun établissement encore",
        "vide_phrase": "Hôpital, EHPAD, service d’aide à domicile, maison de santé : ceux avec qui vous travaillez ou voulez travailler.",
    }
    also = plusieurs(dossier, "etablissements")
    return page(request, dossier, "etablissements", words, groups, also=also)


def _etablissement(dossier: Dossier, row: Etablissement) -> Line:
    kinds = nomenclatures.types_etablissement()
    kind = kinds[row.type].libelle if row.type and row.type in kinds else row.type
    engagement = Engagement(row.engagement) if row.engagement else None
    details = [row.type_precision or kind, row.localisation, row.interlocuteur]
    return {
        "nom": row.nom,
        "detail": ", ".join(detail for detail in details if detail),
        "url": adresse(dossier, "etablissements_modifier", str(row.pk)),
        "etat": libelles.ENGAGEMENTS[engagement] if engagement else "Engagement à dire",
        "ton": libelles.TONS_ENGAGEMENT.get(engagement, "voir"),
    }


@require_safe
@acces.sur_dossier()
def reunions(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    rows = Reunion.objects.filter(dossier=dossier).order_by("date", "rang", "pk")
    lines = [_reunion(dossier, row) for row in rows]
    words = {
        "titre": "Réunions",
        "aide": "Celles qui ont eu lieu, celles qui sont prévues",
        "bouton": "Ajouter une réunion",
        "bouton_aucun": "Il n’y en a eu aucune",
        "vide_titre": "Aucune réunion encore",
        "vide_phrase": "Notez-les au fil de l’eau : elles montrent la démarche, et s’impriment dans les documents.",
    }
    groups = {pluriel(len(lines), "réunion"): lines} if lines else {}
    return page(request, dossier, "reunions", words, groups)


def _reunion(dossier: Dossier, row: Reunion) -> Line:
    people = pluriel(row.participants, "participant") if row.participants is not None else ""
    nature = libelles.NATURES_REUNION[NatureReunion(row.nature)].lower() if row.nature else ""
    details = [jour(row.date), nature, people]
    return {
        "nom": row.intitule,
        "detail": ", ".join(detail for detail in details if detail),
        "url": adresse(dossier, "reunions_modifier", str(row.pk)),
        "etat": "",
    }


@require_safe
@acces.sur_dossier()
def actions(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    rows = list(ActionPrevue.objects.filter(dossier=dossier).order_by("rang", "pk"))
    by_mission: dict[str, list[Line]] = {}
    for code, label in [
        *((m.value, libelles.MISSIONS[m]) for m in MissionAction),
        (None, "Mission à dire"),
    ]:
        found = [_action(dossier, row) for row in rows if row.mission == code]
        if found:
            by_mission[label] = found
    words = {
        "titre": "Missions et actions",
        "aide": "Ce que l’équipe prévoit de faire, mission par mission",
        "bouton": "Ajouter une action",
        "bouton_aucun": "Nous n’en prévoyons aucune",
        "vide_titre": "Aucune action encore",
        "vide_phrase": "Une action, c’est un problème constaté, ce que vous ferez, avec qui et quand. Commencez par celle qui presse.",
    }
    return page(request, dossier, "actions", words, by_mission)


def _action(dossier: Dossier, row: ActionPrevue) -> Line:
    stage = Maturite(row.maturite) if row.maturite else None
    period = " – ".join(text for text in (jour(row.debut), jour(row.fin)) if text)
    return {
        "nom": row.titre,
        "detail": period,
        "url": adresse(dossier, "actions_modifier", str(row.pk)),
        "etat": libelles.MATURITES[stage] if stage else "",
        "ton": "bien" if stage in (Maturite.EN_COURS, Maturite.ACHEVEE) else "neutre",
    }


def page(
    request: DossierRequest,
    dossier: Dossier,
    section: str,
    words: dict[str, str],
    groups: dict[str, list[Line]],
    *,
    also: Sequence[dict[str, str]] = (),
    totaux: Mapping[str, str] = MappingProxyType({}),
) -> HttpResponse:
    shown: Iterable[dict[str, Any]] = [
        {"nom": name, "lignes": lines, "total": totaux.get(name, "")}
        for name, lines in groups.items()
    ]
    frame = cadre.de(dossier, request.user, section=section, on=clock.today())
    context = {
        "page": {
            **{key: fr(text) for key, text in words.items()},
            "ajouter": adresse(dossier, f"{section}_ajouter"),
            "aucun": adresse(dossier, f"{section}_aucun"),
            "repondu_aucun": getattr(frame.faits, section) == (),
        },
        "groupes": shown,
        "aussi": also,
    }
    return reponses.page(
        request, dossier, "equipe/liste.html", context, section=section, frame=frame
    )
