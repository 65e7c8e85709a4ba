"""Show the components with made-up values, for whoever draws the next page."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.core.territoire import situer
from maillage.reference.aci import bareme_taille
from maillage.web import clock, jauges


class _Exemple(forms.Form):
    nom = forms.CharField(label="Nom", help_text="Nom d’usage, celui que l’on imprime.")
    siret = forms.CharField(label="Numéro SIRET", required=False)
    gouvernance = forms.ChoiceField(
        label="Participe à la gouvernance",
        required=False,
        choices=[("", "Pas encore dit"), ("oui", "Oui"), ("non", "Non")],
        widget=forms.RadioSelect,
    )
    profession = forms.ChoiceField(
        label="Profession", choices=[("infirmier", "Infirmier"), ("sage_femme", "Sage-femme")]
    )
    jour = forms.DateField(label="Jour", widget=forms.DateInput(attrs={"type": "date"}))
    texte = forms.CharField(label="Texte", required=False, widget=forms.Textarea)


def _bar() -> jauges.BarreSeuils | None:
    """Draw a made-up population between the thresholds in force."""
    bareme = bareme_taille(clock.today())
    if bareme is None:
        return None
    bornes = [borne.seuil for borne in bareme.bornes]
    return jauges.barre_seuils(61_367, bornes, situer(61_367, bareme).taille)


@require_safe
def composants(request: HttpRequest) -> HttpResponse:
    refused = _Exemple(
        {
            "refuse-nom": "",
            "refuse-siret": "12",
            "refuse-jour": "",
            "refuse-profession": "infirmier",
        },
        prefix="refuse",
    )
    refused.add_error("siret", "Il manque 12 chiffres : un SIRET en compte 14.")
    context = {
        "form": _Exemple(initial={"gouvernance": ""}),
        "refuse": refused,
        "jauge": jauges.parts(("j1", 46), ("j2", 36), ("j3", 6)),
        "barre": _bar(),
        "fil": [{"nom": "Mes dossiers", "url": "#contenu"}],
    }
    return render(request, "components/page.html", context)
