"""Show the components with made-up values, for whoever draws the next page."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.web import jauges


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


@require_safe
def composants(request: HttpRequest) -> HttpResponse:
    refused = _Exemple({"refuse-nom": "", "refuse-siret": "12", "refuse-jour": ""}, prefix="refuse")
    refused.add_error("siret", "Il manque 12 chiffres : un SIRET en compte 14.")
    context = {
        "form": _Exemple(initial={"gouvernance": ""}),
        "refuse": refused,
        "jauge": jauges.parts(("j1", 46), ("j2", 36), ("j3", 6)),
        "barre": jauges.barre_seuils(61_367, (40_000, 80_000, 175_000), 2),
        "fil": [{"nom": "Mes dossiers", "url": "#contenu"}],
    }
    return render(request, "components/page.html", context)
