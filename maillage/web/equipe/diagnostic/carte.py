"""An indicator commune by commune: a map, and its table beside."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from maillage.dossiers import diagnostic
from maillage.dossiers.models import Dossier, FigureRetenue
from maillage.reference.indicateurs import catalogue
from maillage.web import clock
from maillage.web.carte import COMMANDE
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.diagnostic import fiches, gardees
from maillage.web.equipe.diagnostic.dessins import dessin, tableau
from maillage.web.equipe.diagnostic.page import SECTION, servent, urls
from maillage.web.typographie import fr


@require_safe
@acces.sur_dossier()
def carte(request: DossierRequest, dossier: Dossier, indicateur: str) -> HttpResponse:
    known = catalogue().indicateurs.get(indicateur)
    if known is None or not known.communes:
        raise Http404
    frame = cadre.de(dossier, request.user, section=SECTION, on=clock.today())
    lu = diagnostic.lire(frame.faits, on=clock.today(), ailleurs=frame.ailleurs)
    figure = lu.carte(indicateur, fiches.textes_utiles(indicateur, servent(frame))[0])
    line = lu.lecture.lignes[indicateur]
    rows = FigureRetenue.objects.filter(dossier=dossier).order_by("rang", "pk")
    context = {
        "urls": urls(dossier),
        "fil": [{"nom": "Diagnostic", "url": cadre.adresse(dossier, "diagnostic")}],
        "nom": fr(known.libelle),
        "definition": fr(known.definition),
        "pourquoi": fr(line.resultat.pourquoi or "Ce chiffre n’existe pas commune par commune."),
        "commande": COMMANDE,
        "carte": figure
        and {
            "code": indicateur,
            "texte": fiches.texte(figure.rubrique),
            "tableau": tableau(figure),
            **fiches.choix(figure, gardees.par_cle(rows)),
            **dessin(figure, "carte"),
            **fiches.provenance(line.resultat),
        },
    }
    return reponses.page(
        request, dossier, "equipe/diagnostic/carte.html", context, section=SECTION, frame=frame
    )
