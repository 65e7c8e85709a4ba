"""The history of a text: every version, every text kept aside, and the way back to any of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from maillage.dossiers.actions.save_texte import save_texte
from maillage.dossiers.models import Dossier, Motif, Texte, VersionEcartee, VersionTexte
from maillage.dossiers.queries import versions as history
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.redaction.comparaison import etat, nombre_de
from maillage.web.equipe.redaction.page import mots, urls
from maillage.web.equipe.redaction.rubriques import demandee, fil, section, texte_ecrit

_PAGE: Final = 60
_ASIDE: Final = 20
_SITTING: Final = timedelta(minutes=30)  # a longer silence begins another moment of writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Seance:
    """What one person saved without a long silence, the latest first."""

    versions: tuple[VersionTexte, ...]

    @property
    def derniere(self) -> VersionTexte:
        return self.versions[0]

    @property
    def premiere(self) -> VersionTexte:
        return self.versions[-1]

    @property
    def avant(self) -> int:
        """The version that was there before; 0: none."""
        return self.premiere.numero - 1


@require_safe
@acces.sur_dossier()
def versions(request: DossierRequest, dossier: Dossier, rubrique: str) -> HttpResponse:
    asked, kept = demandee(rubrique), texte_ecrit(dossier, rubrique)
    shown, older = _page(request, "avant", kept)
    aside, aside_older = _aside(request, kept)
    context = {
        "rubrique": mots(asked),
        "texte": kept,
        "seances": seances(shown),
        "ecartees": [
            {"ligne": row, "fusion": row.motif == Motif.FUSION.value, "code": f"c{row.pk}"}
            for row in aside
        ],
        "suivantes": {"versions": older, "ecartees": aside_older},
        "fil": fil(dossier, asked),
        "urls": urls(dossier, rubrique),
    }
    return reponses.page(
        request, dossier, "equipe/texte_versions.html", context, section=section(rubrique)
    )


def _page(request: HttpRequest, name: str, kept: Texte) -> tuple[list[VersionTexte], int | None]:
    """Return a page of versions, and before which number the next one begins."""
    before = nombre_de(request.GET.get(name, ""))
    rows = history.latest(kept)
    found = list((rows.filter(numero__lt=before) if before else rows)[: _PAGE + 1])
    return found[:_PAGE], found[_PAGE - 1].numero if len(found) > _PAGE else None


def _aside(request: HttpRequest, kept: Texte) -> tuple[list[VersionEcartee], int | None]:
    before = nombre_de(request.GET.get("cote", ""))
    rows = history.aside(kept)
    found = list((rows.filter(pk__lt=before) if before else rows)[: _ASIDE + 1])
    return found[:_ASIDE], found[_ASIDE - 1].pk if len(found) > _ASIDE else None


def seances(rows: Sequence[VersionTexte]) -> list[Seance]:
    """Gather the versions of one person written in one go."""
    groups: list[list[VersionTexte]] = []
    for row in rows:
        last = groups[-1][-1] if groups else None
        if last and last.auteur_id == row.auteur_id and last.at - row.at < _SITTING:
            groups[-1].append(row)
        else:
            groups.append([row])
    return [Seance(versions=tuple(group)) for group in groups]


@require_POST
@acces.sur_dossier(acces.MODIFIER)
def revenir(request: DossierRequest, dossier: Dossier, rubrique: str) -> HttpResponse:
    """Bring an older text back: it becomes the next version, and nothing goes away."""
    asked, kept = demandee(rubrique), texte_ecrit(dossier, rubrique)
    found = etat(kept, request.POST.get("quoi", ""))
    version = nombre_de(request.POST.get("version", ""))
    if found is None or version is None:
        raise Http404
    saved = save_texte(
        dossier=dossier,
        rubrique=rubrique,
        contenu=found.contenu,
        version=version,
        by=request.user,
        on=clock.today(),
    )
    if saved.ecartee is not None:
        return reponses.vers(dossier, "texte_departager", rubrique, str(saved.ecartee.pk))
    reponses.dire(request, f"« {asked.libelle} » reprend {found.nom}.")
    return reponses.vers_adresse(cadre.adresse(dossier, "texte", rubrique))
