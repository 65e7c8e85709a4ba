"""The doors to the versions of what a page shows, and to the rows that were removed from it."""

from typing import Any

from django import template
from django.template import Context

from maillage.web.equipe import fiches
from maillage.web.equipe import historique as pages

register = template.Library()


@register.inclusion_tag("equipe/parts/historique.html", takes_context=True)
def historique(context: Context) -> dict[str, Any]:
    """Draw the doors of this page, found from its address."""
    found, dossier = context["request"].resolver_match, context.get("dossier")
    if dossier is None or found is None:
        return {"versions": "", "retirees": None}
    page = found.url_name or ""
    nature = fiches.liste_de_page(page)
    return {
        "versions": fiches.de_page(dossier, page, found.kwargs.get("ligne")),
        "retirees": pages.lien_retirees(dossier, nature) if nature else None,
    }
