"""The root addresses."""

from django.urls import include, path

urlpatterns = [
    path("compte/", include("allauth.account.urls")),
    path("", include("maillage.web.urls")),
]
