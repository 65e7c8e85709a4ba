"""Pages that add, change and remove one row of a list: a person, a meeting, an action."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods, require_POST

from maillage.accounts.models import User
from maillage.core.facts import DossierFacts
from maillage.dossiers import permissions
from maillage.dossiers.actions.answer_none import NotEmpty, answer_none
from maillage.dossiers.models import Dossier
from maillage.dossiers.models import Liste as ListeDuDossier
from maillage.dossiers.models.ligne import Ligne
from maillage.dossiers.writing import Conflict
from maillage.web import clock
from maillage.web.equipe import acces, cadre, conflits, fusions, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.cadre import adresse
from maillage.web.equipe.formulaires.base import Formulaire, envoi
from maillage.web.typographie import fr

_GONE = (
    "Une autre personne a retiré cette fiche pendant que vous la corrigiez. Vos réponses sont "
    "ci-dessous : enregistrez-les pour la remettre."
)

FormOptions = Callable[[Dossier], Mapping[str, Any]]


def _no_options(_: Dossier) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mots:
    """How the pages of a list speak."""

    liste: str  # « L’équipe »
    ajouter: str  # « Ajouter une personne »
    encore: str  # « Enregistrer, puis ajouter une autre personne »
    retirer: str  # « Retirer cette personne »
    retirer_aide: str
    ajoutee: str  # « {nom} est dans l’équipe. »
    enregistree: str
    retiree: str
    aide: str = ""  # above an empty form


@dataclass(frozen=True, slots=True, kw_only=True)
class Liste:
    """A list of the dossier: its record, its form, its three actions, its words."""

    page: str
    modele: type[Ligne]
    formulaire: type[Formulaire]
    champs: str = "equipe/champs/tous.html"
    ajouter: Callable[..., Any]
    modifier: Callable[..., Any]
    retirer: Callable[..., Any]
    argument: str  # name of the record in the last two actions
    mots: Mots
    options: FormOptions = field(default=_no_options)
    initial: Callable[[Any], dict[str, Any]] | None = None
    en_plus: Callable[[Formulaire], dict[str, Any]] = field(default=lambda _: {})
    refus: tuple[type[Exception], ...] = ()
    # What goes with the row, on its page.
    autour: Callable[[DossierFacts, Any], list[dict[str, Any]]] | None = None
    compte: Callable[[User], dict[str, Any]] | None = None  # what the account says: « ?moi=oui »
    adresse: tuple[str, ...] = ()  # answers that an address may give: « ?action=… »
    prerempli: Callable[[Mapping[str, Any]], dict[str, Any]] = field(default=dict)  # from those
    citer: str = ""  # the page that cites a figure in a row
    lire: str = acces.LIRE  # the right that opens its pages
    ecrire: str = acces.MODIFIER
    conseils: Callable[[DossierFacts, Any], dict[str, Any] | None] | None = None  # on a row
    imprimer: Callable[[Any], list[dict[str, str]]] | None = None  # where a row is taken away

    def depuis(self, record: Ligne) -> dict[str, Any]:
        more = self.initial(record) if self.initial else {}
        return {**self.formulaire.depuis(record), **more}


View = Callable[..., HttpResponseBase]


def pages(liste: Liste) -> dict[str, View]:
    """Return the views of a list, by name of address."""
    return {
        "ajouter": _ajouter(liste),
        "modifier": _modifier(liste),
        "retirer": _retirer(liste),
        "aucun": _answer_none(liste),
    }


def _ajouter(liste: Liste) -> View:
    @require_http_methods(["GET", "HEAD", "POST"])
    @acces.sur_dossier(liste.ecrire)
    def ajouter(request: DossierRequest, dossier: Dossier) -> HttpResponse:
        given = {name: request.GET[name] for name in liste.adresse if name in request.GET}
        if liste.compte and "moi" in request.GET:
            given |= liste.compte(request.user)
        given = liste.prerempli(given)
        form = liste.formulaire(envoi(request), initial=given, **liste.options(dossier))
        if form.is_valid():
            with reponses.refus_dans(form):
                row = liste.ajouter(
                    dossier=dossier,
                    valeurs=form.valeurs(),
                    jeton=form.cleaned_data["jeton"],
                    by=request.user,
                    on=clock.today(),
                    **liste.en_plus(form),
                )
                reponses.dire(request, liste.mots.ajoutee.format(nom=row))
                again = "encore" in request.POST
                return reponses.vers(dossier, f"{liste.page}_ajouter" if again else liste.page)
        return _show(request, dossier, liste, form, None)

    return ajouter


def _modifier(liste: Liste) -> View:
    @require_http_methods(["GET", "HEAD", "POST"])
    @acces.sur_dossier(liste.lire)
    def modifier(request: DossierRequest, dossier: Dossier, ligne: int) -> HttpResponse:
        posted = envoi(request)
        row = _row(liste, dossier, ligne, or_none=posted is not None)
        if row is None:
            return _gone(request, dossier, liste)
        options = liste.options(dossier)
        form = liste.formulaire(posted, initial=liste.depuis(row), **options)
        if posted is None or not form.is_valid():
            return _show(request, dossier, liste, form, row)
        conflict = None
        try:
            with reponses.refus_dans(form):
                depuis = form.cleaned_data["version"] or 0
                saved = liste.modifier(
                    **{liste.argument: row},
                    version=depuis,
                    valeurs=form.valeurs(),
                    by=request.user,
                    on=clock.today(),
                    **liste.en_plus(form),
                )
                reponses.dire(request, liste.mots.enregistree.format(nom=saved))
                fusions.dire(request, dossier, form, fusions.de_ligne(liste.page, saved), depuis)
                return reponses.vers(dossier, liste.page)
        except Conflict as clash:
            recorded = liste.depuis(clash.current)  # type: ignore[arg-type]  # a row of this list
            conflict = conflits.entre(form, clash, recorded)
            form = liste.formulaire(initial={**recorded, **clash.miens}, **options)
        except ObjectDoesNotExist:
            return _gone(request, dossier, liste)
        return _show(request, dossier, liste, form, row, conflict=conflict)

    return modifier


def _retirer(liste: Liste) -> View:
    @require_POST
    @acces.sur_dossier(liste.ecrire)
    def retirer(request: DossierRequest, dossier: Dossier, ligne: int) -> HttpResponse:
        row = _row(liste, dossier, ligne, or_none=True)
        if row is None:  # someone else, or a first click, took it out
            return reponses.vers(dossier, liste.page)
        try:
            liste.retirer(**{liste.argument: row}, by=request.user, on=clock.today())
        except liste.refus as refusal:
            reponses.prevenir(request, str(refusal))
            return reponses.vers(dossier, f"{liste.page}_modifier", str(row.pk))
        reponses.dire(request, liste.mots.retiree.format(nom=row))
        return reponses.vers(dossier, liste.page)

    return retirer


def _answer_none(liste: Liste) -> View:
    @require_POST
    @acces.sur_dossier(liste.ecrire)
    def none(request: DossierRequest, dossier: Dossier) -> HttpResponse:
        try:
            answer_none(
                dossier=dossier,
                liste=ListeDuDossier(liste.page),
                vide="reprendre" not in request.POST,
                by=request.user,
                on=clock.today(),
            )
        except NotEmpty as refusal:
            reponses.prevenir(request, str(refusal))
        return reponses.vers(dossier, liste.page)

    return none


def _row(liste: Liste, dossier: Dossier, pk: int, *, or_none: bool) -> Ligne | None:
    rows = liste.modele._default_manager.filter(dossier=dossier, pk=pk)
    row = rows.select_related("dossier").first()
    if row is None and not or_none:
        raise Http404
    return row


def _gone(request: DossierRequest, dossier: Dossier, liste: Liste) -> HttpResponse:
    """The row was removed while it was being corrected: offer to put it back, answers kept."""
    form = liste.formulaire(request.POST, **liste.options(dossier))
    form.add_error(None, fr(_GONE))
    return _show(request, dossier, liste, form, None)


def _show(
    request: DossierRequest,
    dossier: Dossier,
    liste: Liste,
    form: Formulaire,
    row: Ligne | None,
    *,
    conflict: conflits.Conflit | None = None,
) -> HttpResponse:
    frame = cadre.de(dossier, request.user, section=liste.page, on=clock.today())
    may = _may(request, dossier, liste, frame)
    context = {
        "form": form,
        "conflit": conflict,
        "autour": liste.autour(frame.faits, row) if row and liste.autour else (),
        "imprimer": liste.imprimer(row) if row and liste.imprimer else None,
        "conseils": liste.conseils(frame.faits, row) if row and liste.conseils else None,
        "page": {**_words(dossier, liste, row), "peut": may},
    }
    status = 409 if conflict else 422 if form.errors else 200
    if not may:
        for shown in form.fields.values():
            shown.disabled = True
    template = "equipe/formulaire.html"
    return reponses.page(
        request, dossier, template, context, section=liste.page, frame=frame, status=status
    )


def _may(request: DossierRequest, dossier: Dossier, liste: Liste, frame: cadre.Cadre) -> bool:
    if liste.ecrire == acces.MODIFIER:
        return frame.droits.modifier
    return permissions.allows(request.user, liste.ecrire, dossier)


def _words(dossier: Dossier, liste: Liste, row: Ligne | None) -> dict[str, Any]:
    words = liste.mots
    return {
        "titre": str(row) if row else words.ajouter,
        "citer": adresse(dossier, liste.citer, str(row.pk)) if row and liste.citer else "",
        "aide": "" if row else fr(words.aide),
        "fil": [{"nom": words.liste, "url": adresse(dossier, liste.page)}],
        "champs": liste.champs,
        "action": "" if row else adresse(dossier, f"{liste.page}_ajouter"),
        "bouton": "Enregistrer",
        "encore": "" if row else words.encore,
        "retour": adresse(dossier, liste.page),
        "retirer": adresse(dossier, f"{liste.page}_retirer", str(row.pk)) if row else "",
        "retirer_titre": words.retirer,
        "retirer_aide": words.retirer_aide,
    }
