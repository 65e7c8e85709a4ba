"""The page of a dossier: where it stands, and the one next step."""

from datetime import date
from typing import Any, Final

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.core.facts import DossierFacts
from maillage.core.financement import CENTIMES, DOUTES
from maillage.core.regles import Gravite
from maillage.dossiers import territoire
from maillage.dossiers.controle import Constat, Rapport, controler
from maillage.dossiers.models import Dossier
from maillage.reference import regions
from maillage.web import clock
from maillage.web.equipe import (
    acces,
    avancement,
    cadre,
    controle,
    histoire,
    libelles,
    points,
    reponses,
)
from maillage.web.equipe import territoire_lu as lu
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.argent.depart import par_an
from maillage.web.equipe.redaction import presents
from maillage.web.typographie import euros, fr, jour, nombre, pluriel

_SHOWN: Final = 5
_DOORS: Final = 8


@require_safe
@acces.sur_dossier()
def dossier(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    on = clock.today()
    frame = cadre.de(dossier, request.user, section="dossier", on=on)
    current = avancement.courant(frame.faits, frame.documents)
    report = current.rapport if current else controler(frame.faits, on=on, ailleurs=frame.ailleurs)
    shown = points.points(dossier, avancement.a_traiter(report)[:_SHOWN])
    context = {
        "contexte_dossier": _context(dossier, frame, on),
        "pas": prochain_pas(dossier, frame, current, report),
        "chiffres": [*chiffres(frame.faits, on), *_argent(dossier, frame, on)],
        "document": {"a_quoi": libelles.au_document(current.nom_court) if current else ""},
        "points": shown,
        "a_remplir": _to_fill(dossier, current),
        "compte": controle.phrase(report, avancement.a_traiter(report))
        .partition(":")[2]
        .strip(" .\u00a0"),
        "url_controle": _check_url(dossier, current),
        "documents": [_document(dossier, one) for one in frame.documents],
        "presents": presents.dans_le_dossier(dossier, request.user, clock.now()),
        "journal": histoire.dernieres(dossier, on) if frame.droits.journal else (),
    }
    return reponses.page(
        request, dossier, "equipe/dossier.html", context, section="dossier", frame=frame
    )


def _context(dossier: Dossier, frame: cadre.Cadre, on: date) -> str:
    opened = fr(f"Dossier ouvert le {jour(dossier.created_at)}")
    known = regions.regions().get(avancement.region(frame.faits, on) or "")
    return f"{opened} · région {known.nom}" if known else opened


def _to_fill(dossier: Dossier, current: avancement.Avancement | None) -> list[tuple[str, str]]:
    """Return the doors to what the document still waits for, whatever the rules say."""
    blocs = current.etat.blocs if current else ()
    places = dict.fromkeys(place for bloc in blocs for place in bloc.a_remplir)
    doors = [points.porte(dossier, place) for place in places]
    return [door for door in dict.fromkeys(doors) if door[0]][:_DOORS]


def _check_url(dossier: Dossier, current: avancement.Avancement | None) -> str:
    page = cadre.adresse(dossier, "controle")
    return f"{page}?document={current.id}" if current else page


def prochain_pas(
    dossier: Dossier,
    frame: cadre.Cadre,
    current: avancement.Avancement | None,
    report: Rapport,
) -> dict[str, str]:
    """Choose the one thing to do next: begin, mend the gravest point, or take the document."""
    faits = frame.faits
    if not faits.territoire.communes:
        return _step(
            "Prochaine étape : choisir les communes",
            "La population, la taille et les documents de votre région en dépendent. Deux minutes.",
            cadre.adresse(dossier, "territoire"),
            "Choisir les communes",
        )
    if not faits.equipe:
        return _step(
            "Prochaine étape : former l’équipe",
            "Ajoutez les premières personnes : nom, profession, engagement. Trente secondes chacune.",
            cadre.adresse(dossier, "equipe"),
            "Ouvrir l’équipe",
        )
    name = libelles.le_document(current.nom_court) if current else "le dossier"
    if blocking := [c for c in avancement.a_traiter(report) if c.gravite is Gravite.BLOQUANT]:
        return _mend(dossier, blocking, name)
    url = (
        cadre.adresse(dossier, "apercu", current.id)
        if current
        else cadre.adresse(dossier, "documents")
    )
    return _step(
        f"Prochaine étape : relire {name}",
        "Plus rien ne bloque. Relisez, téléchargez, faites signer.",
        url,
        "Relire le document",
    )


def _mend(dossier: Dossier, constats: list[Constat], name: str) -> dict[str, str]:
    doors = [(c, points.point(dossier, c)) for c in constats]
    constat, first = next(((c, p) for c, p in doors if p.url), doors[0])
    count = len(constats)
    blocking = pluriel(count, "point bloque", "points bloquent")
    what = f"{blocking} encore {name}. "
    missing = first.manquants or constat.titre
    step = f"Il manque une réponse : {missing}." if first.inconnu else first.message
    return _step(
        f"Prochaine étape : {constat.titre[:1].lower()}{constat.titre[1:]}",
        what + step,
        first.url or cadre.adresse(dossier, "controle"),
        first.lien or "Ouvrir le contrôle",
    )


def _step(title: str, text: str, url: str, action: str) -> dict[str, str]:
    return {"titre": fr(title), "texte": fr(text), "url": url, "action": fr(action)}


def chiffres(faits: DossierFacts, on: date) -> list[dict[str, str]]:
    """Say the three figures that everyone asks for."""
    found = territoire.analyse(faits.territoire, on=on)
    people = faits.equipe or ()
    professions = len({person.profession for person in people if person.profession})
    communes, epci = len(found.lignes), len([part for part in found.epci if part.code])
    year = found.population_millesime or found.millesimes.population
    return [
        _figure(
            f"Population municipale {year}",
            nombre(found.population_connue) if communes else "",
            "Pas encore de commune",
            f"{pluriel(communes, 'commune')}, {pluriel(epci, 'intercommunalité')}"
            if communes
            else "Se lit dans les communes",
        ),
        _figure(
            "Taille de CPTS",
            str(found.taille.taille) if found.taille else "",
            "Pas encore connue",
            lu.distance(found) or "Se calcule avec la population",
        ),
        _figure(
            "Équipe",
            nombre(len(people)) if people else "",
            "Personne encore",
            pluriel(professions, "profession") if people else "Ajoutez les premières",
        ),
    ]


def _argent(dossier: Dossier, frame: cadre.Cadre, on: date) -> list[dict[str, str]]:
    """Say what a whole year may bring, to those who may see the money."""
    if not frame.droits.argent:
        return []
    best = par_an(frame.faits, on=on)
    said = "Se calcule avec les communes et les missions des actions"
    if best:
        said = f"dont {euros(best.variable // CENTIMES)} selon les résultats"
        if best.forfaits:
            said += f" et {euros(best.forfaits // CENTIMES)} en cas de crise"
        said += f", {doubt}" if (doubt := DOUTES[best.fiabilite]) else ""
    value = euros(best.total // CENTIMES) if best else ""
    figure = _figure("Au plus, par an", value, "Pas encore connu", fr(said))
    return [{**figure, "url": cadre.adresse(dossier, "argent")}]


def _figure(name: str, value: str, empty: str, detail: str) -> dict[str, str]:
    return {
        "nom": name,
        "valeur": value,
        "vide": "" if value else empty,
        "detail": detail,
        "url": "",
    }


def _document(dossier: Dossier, one: avancement.Avancement) -> dict[str, Any]:
    return {
        "nom": one.nom_court,
        "part": one.part,
        "jauge": one.jauge,
        "url": cadre.adresse(dossier, "apercu", one.id),
    }
