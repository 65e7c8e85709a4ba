"""What a team does of a figure: keep it for the documents, take it out, take its sentence."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from maillage.core.facts import FormeFigure
from maillage.dossiers import diagnostic
from maillage.dossiers.actions.keep_figure import keep_figure
from maillage.dossiers.actions.remove_figure import remove_figure
from maillage.dossiers.actions.save_texte import save_texte
from maillage.dossiers.diagnostic import Diagnostic
from maillage.dossiers.models import Dossier, FigureRetenue, Texte
from maillage.reference.diagnostic import textes_de
from maillage.reference.nomenclatures import rubriques_texte
from maillage.web import clock
from maillage.web.equipe import acces, cadre, lecture, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.diagnostic import page

_FORMS = {forme.value for forme in FormeFigure}
_LONGEST = 10  # figures of a number that a column holds


@require_POST
@acces.sur_dossier(acces.MODIFIER)
def garder(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    """Freeze a figure as it is today."""
    code, rubrique, forme = _asked(request)
    found = None
    if forme in _FORMS:
        found = _read(dossier).figure(code, rubrique, FormeFigure(forme))
    if found is None:
        reponses.prevenir(request, "Cette figure ne se dessine plus : rien n’est gardé.")
        return _back(request, dossier, rubrique, code)
    keep_figure(dossier=dossier, figure=found, by=request.user, on=clock.today())
    title = rubriques_texte()[rubrique].libelle
    reponses.dire(request, f"« {found.titre} » s’imprimera avec « {title} ».")
    return _back(request, dossier, rubrique, code)


@require_POST
@acces.sur_dossier(acces.MODIFIER)
def retirer(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    """Take a kept figure out of the documents."""
    asked = request.POST.get("figure", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < _LONGEST else 0
    row = FigureRetenue.objects.filter(dossier=dossier, pk=number).first()
    if row is not None:
        remove_figure(figure=row, by=request.user, on=clock.today())
        reponses.dire(request, f"« {row.titre} » ne s’imprimera plus.")
    if row is None:
        return _back(request, dossier, "", "")
    return _back(request, dossier, row.rubrique, row.indicateur)


@require_POST
@acces.sur_dossier(acces.MODIFIER)
def reprendre(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    """Add the sentences of an indicator at the end of a text."""
    code, rubrique, _ = _asked(request)
    said = " ".join(_read(dossier).constats(code))
    if not said:
        reponses.prevenir(request, "Ce chiffre n’est plus connu : rien n’est ajouté.")
        return _back(request, dossier, rubrique, code)
    text = Texte.objects.filter(dossier=dossier, rubrique=rubrique).first()
    before = (text.contenu or "").rstrip() if text else ""
    title = rubriques_texte()[rubrique].libelle
    if said in before:
        reponses.dire(request, f"Cette phrase est déjà dans « {title} ».")
        return _back(request, dossier, rubrique, code)
    try:
        saved = save_texte(
            dossier=dossier,
            rubrique=rubrique,
            contenu=f"{before}\n\n{said}" if before else said,
            version=text.version if text else 0,
            by=request.user,
            on=clock.today(),
        )
    except ValidationError as refusal:
        reponses.prevenir(request, " ".join(refusal.messages))
        return _back(request, dossier, rubrique, code)
    if saved.ecartee is not None:
        return reponses.vers(dossier, "texte_departager", rubrique, str(saved.ecartee.pk))
    reponses.dire(request, f"La phrase est à la fin de « {title} » : à vous de la retoucher.")
    return _back(request, dossier, rubrique, code)


def _chosen(request: DossierRequest) -> tuple[str, str, str]:
    """Return the indicator, the text and the shape that a button names: « apl_mg/offre/barres ».

    Beside a text, each form names them in fields of its own.
    """
    fields = (request.POST.get(name, "") for name in ("code", "rubrique", "forme"))
    named = request.POST.get("choix", "")
    code, rubrique, forme = (*named.split("/", 2), "", "")[:3] if named else fields
    return code, rubrique, forme


def _asked(request: DossierRequest) -> tuple[str, str, str]:
    """Return what is asked, when the indicator and the text go together."""
    code, rubrique, forme = _chosen(request)
    if rubrique not in textes_de(code):
        raise Http404
    return code, rubrique, forme


def _read(dossier: Dossier) -> Diagnostic:
    found = lecture.lire(dossier, on=clock.today())
    return diagnostic.lire(found.faits, on=clock.today(), ailleurs=found.ailleurs)


def _back(request: DossierRequest, dossier: Dossier, rubrique: str, code: str) -> HttpResponse:
    """Go back where the button was: the text, a map, or a theme of the diagnosis."""
    place = request.POST.get("retour", "")
    if place == "texte" and rubrique in rubriques_texte():
        return reponses.vers_adresse(f"{cadre.adresse(dossier, 'texte', rubrique)}#chiffres")
    known = bool(textes_de(code))
    if place == "carte" and known:
        return reponses.vers(dossier, "diagnostic_carte", code)
    theme = f"?theme={place}" if place in page.LUS else ""
    anchor = f"#fiche-{code}" if known else ""
    return reponses.vers_adresse(f"{cadre.adresse(dossier, 'diagnostic')}{theme}{anchor}")
