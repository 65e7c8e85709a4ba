"""Two people changed the same passage: its author sees both texts, and chooses."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from maillage.core.texte import difference, merge
from maillage.dossiers.actions.settle_ecartee import settle_ecartee
from maillage.dossiers.models import Dossier, Texte, VersionEcartee, VersionTexte
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.formulaires.texte import FormulaireTexte
from maillage.web.equipe.redaction.comparaison import compte
from maillage.web.equipe.redaction.page import mots, urls
from maillage.web.equipe.redaction.rubriques import demandee, fil, section, texte_ecrit


@require_safe
@acces.sur_dossier(acces.MODIFIER)
def departager(
    request: DossierRequest, dossier: Dossier, rubrique: str, ecartee: int
) -> HttpResponse:
    asked, kept = demandee(rubrique), texte_ecrit(dossier, rubrique)
    aside = _own(request, kept, ecartee)
    last = VersionTexte.objects.filter(texte=kept).select_related("auteur").order_by("-numero")
    theirs, ours = kept.contenu or "", aside.contenu or ""
    runs = difference(theirs, ours)
    context = {
        "rubrique": mots(asked),
        "texte": kept,
        "ecartee": aside,
        "par": last[0].auteur,
        "passages": runs,
        "compte": compte(runs),
        "form": _form(kept, _both(kept, aside)),
        "fil": fil(dossier, asked),
        "urls": urls(dossier, rubrique)
        | {"texte_regler": cadre.adresse(dossier, "texte_regler", rubrique, str(ecartee))},
    }
    return reponses.page(
        request, dossier, "equipe/texte_departager.html", context, section=section(rubrique)
    )


def _own(request: DossierRequest, kept: Texte, ecartee: int) -> VersionEcartee:
    """Return the text kept aside, to its author only: the others read it in the history."""
    found = VersionEcartee.objects.filter(texte=kept, auteur=request.user, pk=ecartee).first()
    if found is None:
        raise Http404
    return found


def _form(kept: Texte, contenu: str) -> FormulaireTexte:
    form = FormulaireTexte(initial={"contenu": contenu, "version": kept.version})
    form.fields["contenu"].label = "Les deux textes, à mettre au net"
    return form


def _both(kept: Texte, aside: VersionEcartee) -> str:
    """Return a text that gives nothing up: each passage that both changed stands there twice."""
    versions = VersionTexte.objects.filter(texte=kept, numero=aside.depart)
    base = versions.values_list("contenu", flat=True).first()
    return merge(base or "", aside.contenu or "", kept.contenu or "").both


@require_POST
@acces.sur_dossier(acces.MODIFIER)
def regler(request: DossierRequest, dossier: Dossier, rubrique: str, ecartee: int) -> HttpResponse:
    """Keep the text that is recorded; the other stays in the history."""
    demandee(rubrique)
    try:
        settle_ecartee(dossier=dossier, ecartee=ecartee, by=request.user, on=clock.today())
    except VersionEcartee.DoesNotExist as gone:
        raise Http404 from gone
    reponses.dire(request, "Le texte enregistré est gardé. Le vôtre reste dans les versions.")
    return reponses.vers(dossier, "texte", rubrique)
