"""The page of the offer of care: who practises there, how it compares, who of them is in the team."""

from typing import Any, Final

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.core.indicateurs import Lecture, zone_du_territoire
from maillage.dossiers import offre as lue
from maillage.dossiers import territoire as territoire_du_dossier
from maillage.dossiers.models import Dossier
from maillage.reference import cog
from maillage.reference.offre import offre as table
from maillage.territoires import indicateurs
from maillage.territoires.etablissements import etablissements
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.offre import montree, refusees

SECTION: Final = "offre"


@require_safe
@acces.sur_dossier()
def offre(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    on = clock.today()
    frame = cadre.de(dossier, request.user, section=SECTION, on=on)
    analysis = territoire_du_dossier.analyse(frame.faits.territoire, on=on)
    places = lue.lieux(analysis)
    context: dict[str, Any] = {
        "urls": {name: cadre.adresse(dossier, name) for name in _DOORS},
        "communes": len(analysis.communes_touchees),
        "etablissements": montree.par_categorie(etablissements(), places),
        "commande_rpps": "maillage importer --officiel rpps",
        "commande_ages": "maillage importer --officiel ameli_demographie",
        "commande_finess": "maillage importer --officiel finess",
    }
    read = lue.lire(places) if places else None
    if read is not None:
        zone = zone_du_territoire(analysis, cog.table(), nom=frame.nom)
        context |= _read(request, dossier, frame, read, indicateurs.lire(zone))
    return reponses.page(
        request, dossier, "equipe/offre/offre.html", context, section=SECTION, frame=frame
    )


_DOORS: Final = (
    "territoire",
    "territoire_reponses",
    "equipe_rpps",
    "etablissements_finess",
    "offre",
)


def _read(
    request: DossierRequest,
    dossier: Dossier,
    frame: cadre.Cadre,
    read: lue.OffreLue,
    lecture: Lecture,
) -> dict[str, Any]:
    professions = table().professions
    chosen = next(
        (p for p in professions if p.code == request.GET.get("profession")), professions[0]
    )
    matched = lue.rapprochements(frame.faits.equipe or (), read, refusees.paires(dossier))
    share = lue.part_de_l_equipe(matched, read, on=clock.today())
    return {
        "source": montree.source(read.fiche),
        "professions": montree.professions(read, lecture),
        "autres": montree.autres(read),
        "par_commune": montree.par_commune(read, lecture.zone),
        "ages": montree.ages(lecture),
        "part": montree.part(share),
        "a_confirmer": lue.a_confirmer(matched),
        "membres": len(matched),
        "noter": bool(share.total.en_ville)
        and frame.droits.modifier
        and frame.faits.territoire.ps_territoire is None,
        **montree.carte(read, lecture.zone, chosen),
    }
