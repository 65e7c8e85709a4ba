"""The margin of any page of a dossier, found from the address of the page itself."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context

from maillage.dossiers import cibles
from maillage.dossiers.queries import marge as lire
from maillage.web import clock
from maillage.web.equipe import marge_lue

register = template.Library()


@register.inclusion_tag("equipe/parts/marge.html", takes_context=True)
def marge(context: Context) -> dict[str, Any]:
    """Draw the margin where the page can be commented by this person; nothing elsewhere."""
    request, dossier = context["request"], context.get("dossier")
    code = _code(request)
    if dossier is None or code is None:
        return {"marge": None}
    cible = cibles.read(dossier, (code,)).get(code)
    if cible is None or cible.retiree:
        return {"marge": None}
    asked = marge_lue.demande(request.GET.get("commentaire", ""))
    found = marge_lue.de(dossier, request.user, cible, on=clock.today(), garder=asked)
    return {"marge": found, "csrf_token": context.get("csrf_token")}


@register.simple_tag(takes_context=True)
def commentaires_ouverts(context: Context) -> dict[str, int]:
    """Return how many threads are open, by address, for whoever reads the margin."""
    request, dossier = context["request"], context.get("dossier")
    if not dossier or not marge_lue.lisible(dossier, request.user):
        return {}
    return marge_lue.addresses(dossier, lire.ouverts(dossier))


@register.simple_tag(takes_context=True)
def nombre_a_faire(context: Context) -> int:
    """Count what waits for the person in this dossier, in one query."""
    request, dossier = context["request"], context.get("dossier")
    if not dossier or not request.user.is_authenticated:
        return 0
    here = lire.dossiers_commentes(request.user).filter(pk=dossier.pk)
    return lire.nombre_a_faire(request.user, here)


@register.filter
def pour(counts: Mapping[str, int], url: str) -> int:
    """Read a count by address: `{{ ouverts|pour:ligne.url }}`."""
    return counts.get(url, 0)


def _code(request: Any) -> str | None:
    found = request.resolver_match
    return cibles.code_of_page(found.url_name or "", found.kwargs) if found else None
