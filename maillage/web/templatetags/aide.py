"""The door to the guide, from any page, at the subject that speaks of it."""

from django import template
from django.template import Context
from django.urls import reverse

from maillage.web.aide import lieux

register = template.Library()


@register.simple_tag(takes_context=True)
def url_aide(context: Context) -> str:
    """Return the address of the subject of this page; a page of error has the whole list."""
    found = getattr(context.get("request"), "resolver_match", None)
    code = lieux.sujet((found and found.url_name) or "") or lieux.SOMMAIRE
    return reverse("aide_sujet", args=(code,)) if code else reverse("aide")
