"""The page where a text is written; without JavaScript, all of it."""

from typing import Any, Final

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from maillage.dossiers.actions.save_texte import Enregistrement, Issue, save_texte
from maillage.dossiers.models import Dossier, Texte, VersionTexte
from maillage.dossiers.queries import versions
from maillage.reference.nomenclatures import Rubrique
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.diagnostic.propositions import propositions
from maillage.web.equipe.formulaires.base import envoi
from maillage.web.equipe.formulaires.texte import FormulaireTexte
from maillage.web.equipe.redaction import presents
from maillage.web.equipe.redaction.rubriques import demandee, fil, section, texte_de
from maillage.web.equipe.textes import used_by
from maillage.web.typographie import fr

_SHOWN: Final = 5


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier()
def texte(request: DossierRequest, dossier: Dossier, rubrique: str) -> HttpResponse:
    asked = demandee(rubrique)
    posted = envoi(request)
    form = FormulaireTexte(posted)
    if posted is not None and form.is_valid():
        with reponses.refus_dans(form):
            saved = enregistrer_depuis(form, request, dossier, rubrique)
            return _answer(request, dossier, asked, saved)
    return _show(request, dossier, asked, form)


def enregistrer_depuis(
    form: FormulaireTexte, request: DossierRequest, dossier: Dossier, rubrique: str
) -> Enregistrement:
    """Save what the form holds."""
    return save_texte(
        dossier=dossier,
        rubrique=rubrique,
        contenu=form.cleaned_data["contenu"],
        version=form.cleaned_data["version"] or 0,
        ecartee=form.cleaned_data["ecartee"],
        by=request.user,
        on=clock.today(),
    )


def _answer(
    request: DossierRequest, dossier: Dossier, rubrique: Rubrique, saved: Enregistrement
) -> HttpResponse:
    if saved.ecartee is not None:
        return reponses.vers(dossier, "texte_departager", rubrique.code, str(saved.ecartee.pk))
    if saved.issue is Issue.FUSIONNE:
        reponses.dire(request, f"« {rubrique.libelle} » est enregistré, {reuni(saved)}. Relisez.")
    else:
        reponses.dire(request, f"« {rubrique.libelle} » est enregistré.")
    return reponses.vers(dossier, "texte", rubrique.code)


def reuni(saved: Enregistrement) -> str:
    """Say with whose words the text was put together."""
    since = VersionTexte.objects.filter(texte=saved.texte, numero__gt=saved.depart.version)
    numbers = since.exclude(numero=saved.texte.version).select_related("auteur")
    other = numbers.defer("contenu").order_by("-numero").first()
    who = str(other.auteur) if other else "une autre personne"
    return f"réuni avec ce que {who} a écrit entre-temps"


def _show(
    request: DossierRequest, dossier: Dossier, rubrique: Rubrique, form: FormulaireTexte
) -> HttpResponse:
    place = section(rubrique.code)
    kept = texte_de(dossier, rubrique.code)
    if not form.is_bound:
        form.initial = {
            "contenu": kept.contenu if kept else None,
            "version": kept.version if kept else 0,
        }
    frame = cadre.de(dossier, request.user, section=place, on=clock.today())
    context = {
        "form": form,
        "rubrique": mots(rubrique),
        "contenu": kept.contenu if kept else None,
        "documents": used_by(frame.documents, rubrique.code),
        "versions": list(versions.latest(kept)[:_SHOWN]) if kept else [],
        "attente": _waiting(request, dossier, kept),
        "presents": presents.dans_la_page(dossier, place, request.user, clock.now()),
        "cle": f"maillage:{request.user.pk}:{dossier.public_id}:{rubrique.code}",
        "fil": fil(dossier),
        "chiffres": propositions(dossier, frame, rubrique.code),
        "urls": urls(dossier, rubrique.code),
    }
    status = 422 if form.errors else 200
    return reponses.page(
        request, dossier, "equipe/texte.html", context, section=place, frame=frame, status=status
    )


def _waiting(
    request: DossierRequest, dossier: Dossier, kept: Texte | None
) -> dict[str, Any] | None:
    """Return the text of this person that still waits for their choice."""
    row = versions.waiting(kept, request.user) if kept else None
    if kept is None or row is None:
        return None
    url = cadre.adresse(dossier, "texte_departager", kept.rubrique, str(row.pk))
    return {"at": row.at, "url": url}


def mots(rubrique: Rubrique) -> dict[str, str]:
    """Return what is said of a rubrique."""
    return {
        "libelle": rubrique.libelle,
        "aide": fr(rubrique.aide),
        "conseil": fr(rubrique.conseil or ""),
    }


def urls(dossier: Dossier, rubrique: str) -> dict[str, str]:
    """Return the addresses around a text."""
    pages = ("texte", "texte_enregistrer", "texte_suivre", "texte_versions", "texte_comparer")
    found = {page: cadre.adresse(dossier, page, rubrique) for page in pages}
    restore = cadre.adresse(dossier, "texte_revenir", rubrique)
    return found | {
        "texte_revenir": restore,
        "textes": cadre.adresse(dossier, "textes"),
        "connexion": reverse("account_login"),
    }
