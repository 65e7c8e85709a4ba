"""Pick a figure of the territory and cite it in a fiche action: its value is frozen there."""

from typing import Any, Final

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from maillage.core.facts import ChiffreCite
from maillage.core.indicateurs import LigneIndicateur
from maillage.core.missions.citer import citer as freeze
from maillage.dossiers import diagnostic
from maillage.dossiers.actions.cite_chiffre import cite_chiffre
from maillage.dossiers.models import ActionPrevue, Dossier
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.typographie import fr

SECTION: Final = "actions"


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier()
def citer(request: DossierRequest, dossier: Dossier, ligne: int) -> HttpResponse:
    row = ActionPrevue.objects.filter(dossier=dossier, pk=ligne).select_related("dossier").first()
    if row is None:
        raise Http404
    frame = cadre.de(dossier, request.user, section=SECTION, on=clock.today())
    known = diagnostic.lire(frame.faits, on=clock.today()).lecture.lignes
    if request.method == "POST":
        return _cite(request, row, known.get(request.POST.get("indicateur", "")))
    cited = {one["indicateur"] for one in row.chiffres or () if one.get("indicateur")}
    near: list[dict[str, Any]] = []
    far: list[dict[str, Any]] = []
    for one in known.values():
        found = freeze(one)
        if found is not None:
            line = _line(found, cited)
            (near if row.mission in one.indicateur.missions else far).append(line)
    context = {
        "action": row.titre,
        "retour": cadre.adresse(dossier, "actions_modifier", str(row.pk)),
        "diagnostic": cadre.adresse(dossier, "diagnostic"),
        "groupes": [
            {"nom": name, "lignes": lines}
            for name, lines in (("Proches de sa mission", near), ("Les autres chiffres", far))
            if lines
        ],
    }
    return reponses.page(
        request, dossier, "equipe/missions/citer.html", context, section=SECTION, frame=frame
    )


def _line(found: ChiffreCite, cited: set[Any]) -> dict[str, Any]:
    return {
        "code": found.indicateur,
        "nom": fr(found.libelle),
        "valeur": fr(found.valeur or ""),
        "source": fr(found.source or ""),
        "cite": found.indicateur in cited,
    }


def _cite(
    request: DossierRequest, row: ActionPrevue, ligne: LigneIndicateur | None
) -> HttpResponse:
    found = freeze(ligne) if ligne else None
    if found is None:
        reponses.prevenir(request, "Ce chiffre n’est plus connu : rien n’est ajouté.")
    else:
        try:
            cite_chiffre(action=row, chiffre=found, by=request.user, on=clock.today())
        except ActionPrevue.DoesNotExist as gone:  # somebody removed it just now
            raise Http404 from gone
        reponses.dire(request, f"« {found.libelle} » est cité : {found.valeur}.")
    return reponses.vers(row.dossier, "actions_citer", str(row.pk))
