"""The texts of a dossier: the list, by group."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.dossiers.models import Dossier
from maillage.reference import nomenclatures
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.avancement import Avancement


@require_safe
@acces.sur_dossier()
def textes(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    frame = cadre.de(dossier, request.user, section="textes", on=clock.today())
    written = {code for code, text in frame.faits.textes.items() if text.strip()}
    groups: dict[str, list[dict[str, Any]]] = {}
    for code, rubrique in nomenclatures.rubriques_texte().items():
        used = used_by(frame.documents, code)
        groups.setdefault(rubrique.groupe, []).append(
            {
                "nom": rubrique.libelle,
                "url": cadre.adresse(dossier, "texte", code),
                "documents": ", ".join(used),
                "ecrit": code in written,
            }
        )
    names = nomenclatures.groupes_rubriques()
    context = {
        "total": len(nomenclatures.rubriques_texte()),
        "remplis": len(written & nomenclatures.rubriques_texte().keys()),
        "groupes": [
            {"code": code, "nom": names[code].libelle, "lignes": lines}
            for code, lines in groups.items()
        ],
    }
    return reponses.page(
        request, dossier, "equipe/textes.html", context, section="textes", frame=frame
    )


def used_by(documents: tuple[Avancement, ...], code: str) -> list[str]:
    """Return the documents that a text goes into."""
    return [document.nom_court for document in documents if code in document.rubriques]
