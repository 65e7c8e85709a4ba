"""The texts of a dossier: the list by group, and the page where one is written."""

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from maillage.dossiers.actions import save_texte
from maillage.dossiers.models import Dossier, Texte, VersionTexte
from maillage.reference import nomenclatures
from maillage.reference.nomenclatures import Rubrique
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.avancement import Avancement
from maillage.web.equipe.formulaires.base import envoi
from maillage.web.equipe.formulaires.texte import FormulaireTexte
from maillage.web.typographie import fr

_VERSIONS_SHOWN = 20


@require_safe
@acces.sur_dossier()
def textes(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    frame = cadre.de(dossier, request.user, section="textes", on=clock.today())
    written = {code for code, text in frame.faits.textes.items() if text.strip()}
    groups: dict[str, list[dict[str, Any]]] = {}
    for code, rubrique in nomenclatures.rubriques_texte().items():
        used = _used_by(frame.documents, code)
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


def _used_by(documents: tuple[Avancement, ...], code: str) -> list[str]:
    return [document.nom_court for document in documents if code in document.rubriques]


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier()
def texte(request: DossierRequest, dossier: Dossier, rubrique: str) -> HttpResponse:
    asked = nomenclatures.rubriques_texte().get(rubrique)
    if asked is None:
        raise Http404
    posted = envoi(request)
    form = FormulaireTexte(posted)
    conflict = None
    if posted is not None and form.is_valid():
        try:
            with reponses.refus_dans(form):
                save_texte.save_texte(
                    dossier=dossier,
                    rubrique=rubrique,
                    contenu=form.cleaned_data["contenu"],
                    version=form.cleaned_data["version"] or 0,
                    by=request.user,
                    on=clock.today(),
                )
                reponses.dire(request, f"« {asked.libelle} » est enregistré.")
                return reponses.vers(dossier, "texte", rubrique)
        except save_texte.Conflict as clash:
            conflict = clash
    return _show(request, dossier, asked, form, conflict)


def _show(
    request: DossierRequest,
    dossier: Dossier,
    rubrique: Rubrique,
    form: FormulaireTexte,
    conflict: save_texte.Conflict | None,
) -> HttpResponse:
    kept = Texte.objects.filter(dossier=dossier, rubrique=rubrique.code).first()
    number = kept.version if kept else 0
    content = kept.contenu if kept else None
    if not form.is_bound:
        form.initial = {"contenu": content, "version": number}
    elif conflict:
        form.repartir(number)
    frame = cadre.de(dossier, request.user, section="textes", on=clock.today())
    context = {
        "form": form,
        "rubrique": _words(rubrique),
        "contenu": content,
        "numero": number,
        "documents": _used_by(frame.documents, rubrique.code),
        "versions": _versions(kept),
        "conflit": _conflict(conflict),
        "fil": [{"nom": "Textes", "url": cadre.adresse(dossier, "textes")}],
        "urls": {
            "textes": cadre.adresse(dossier, "textes"),
            "texte": cadre.adresse(dossier, "texte", rubrique.code),
        },
    }
    status = 409 if conflict else 422 if form.errors else 200
    return reponses.page(
        request, dossier, "equipe/texte.html", context, section="textes", frame=frame, status=status
    )


def _words(rubrique: Rubrique) -> dict[str, str]:
    return {
        "libelle": rubrique.libelle,
        "aide": fr(rubrique.aide),
        "conseil": fr(rubrique.conseil or ""),
    }


def _versions(kept: Texte | None) -> list[VersionTexte]:
    if kept is None:
        return []
    rows = VersionTexte.objects.filter(texte=kept).select_related("auteur").order_by("-numero")
    return list(rows[:_VERSIONS_SHOWN])


def _conflict(clash: save_texte.Conflict | None) -> dict[str, str] | None:
    if clash is None:
        return None
    current = clash.current
    assert isinstance(current, Texte)  # noqa: S101 -- narrows the type for mypy
    return {
        "phrase": "Une autre personne a enregistré sa version.",
        "actuel": current.contenu or "(aucun texte)",
        "votre": clash.proposed or "(aucun texte)",
    }
