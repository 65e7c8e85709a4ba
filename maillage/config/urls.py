"""The root addresses."""

from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    # Ours changes the address only once the new one is proved.
    path("compte/email/", RedirectView.as_view(pattern_name="mon_compte")),
    path("compte/", include("allauth.account.urls")),
    path("", include("maillage.web.urls")),
]

handler500 = "maillage.web.pannes.panne"
