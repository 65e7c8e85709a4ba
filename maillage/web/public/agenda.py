"""The feed that an agenda reads by its secret link: no session, no name, nothing written."""

from collections.abc import Iterator
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from maillage.core.calendrier import Element, elements
from maillage.core.facts import DossierFacts
from maillage.core.financement import euros
from maillage.documents.argent.agenda import Evenement, ecrire
from maillage.dossiers import agenda as liens
from maillage.dossiers import permissions
from maillage.dossiers.actions.move_dates import noms
from maillage.dossiers.echeances import echeances
from maillage.web import clock, limites
from maillage.web.equipe import acces, lecture, reponses

_PER_HOUR: Final = 120  # an agenda asks a few times an hour; who tries many secrets is stopped


@require_safe
@never_cache
def agenda(request: HttpRequest, jeton: str) -> HttpResponse:
    link = liens.find(jeton)
    # Each link has its count, for one address may read the agendas of many people.
    name = f"agenda {link.pk}" if link else "agenda"
    if limites.depasse(request, name, nombre=_PER_HOUR, duree=limites.HEURE):
        return reponses.trop(request)
    if link is None:
        raise Http404
    on = clock.today()
    facts = lecture.lire(link.dossier, on=on).faits
    money = permissions.allows(link.user, acces.ARGENT, link.dossier)
    content = ecrire(
        [*_days(facts), *_deadlines(facts, argent=money)],
        titre=facts.cpts.nom or "CPTS",
        cle=str(link.dossier.public_id),
        at=clock.now(),
    )
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


def _days(facts: DossierFacts) -> Iterator[Evenement]:
    """Yield the days that steps and actions name exactly."""
    for one in elements(facts, noms()):
        yield from _element(one)


def _element(one: Element) -> Iterator[Evenement]:
    ends = [("debut", one.debut, one.nom), ("fin", one.fin, f"{one.nom} (fin)")]
    ends += [
        (f"jalon-{rank}", step.le, f"{one.nom} : {step.nom}")
        for rank, step in enumerate(one.jalons)
    ]
    for name, day, words in ends:
        if day is not None and day.day is not None:
            yield Evenement(
                cle=f"{name}-{one.cle.replace(':', '-')}", le=day.first_day(), titre=words, texte=""
            )


def _deadlines(facts: DossierFacts, *, argent: bool) -> Iterator[Evenement]:
    for one in echeances(facts, on=clock.today(), argent=argent):
        amount = "" if one.centimes is None else f" : {euros(one.centimes)}"
        guess = " (date supposée)" if one.supposee else ""
        yield Evenement(
            cle=one.cle, le=one.le, titre=f"{one.titre}{amount}{guess}", texte=one.texte
        )
