"""The addresses of the pages."""

from django.urls import path

from maillage.web.components.page import composants
from maillage.web.public import pages

urlpatterns = [
    path("", pages.accueil, name="accueil"),
    path("mentions/", pages.mentions, name="mentions"),
    path("composants/", composants, name="composants"),
    path("dossiers/", pages.mentions, name="mes_dossiers"),
    path("mon-compte/", pages.mentions, name="mon_compte"),
]
