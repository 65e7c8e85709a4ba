"""The accounts of a year brought from an accounting program: look first, then write, all or nothing."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods

from maillage.core.budget import Balance, CompteLu, lire_balance, nature_du_compte
from maillage.core.facts import LigneRealisee
from maillage.documents.reprise import FichierRefuse
from maillage.dossiers import listes
from maillage.dossiers.actions.import_realise import import_realise
from maillage.dossiers.models import Dossier, Liste
from maillage.dossiers.replacing import ListConflict
from maillage.reference.plan_comptable import natures
from maillage.reference.plan_comptable.accord import comptes, plan_de
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.budget.realise import annee_realisee
from maillage.web.equipe.formulaires.base import envoi
from maillage.web.equipe.formulaires.champs import Annee, Jour
from maillage.web.equipe.formulaires.importation import FormulaireImport
from maillage.web.equipe.importation_lue import COLLAGE, deballer, emballer, lire_envoi
from maillage.web.typographie import euros, fr, pluriel

_NAME: Final = 200
_LABEL: Final = 200
_CHANGED: Final = (
    "Quelqu’un d’autre a changé ces comptes entre-temps. Rien n’est écrit : recommencez."
)


class FormulaireBalance(FormulaireImport):
    exercice = Annee("Année des comptes", required=True)
    arrete_le = Jour("Arrêtés au, si l’année n’est pas finie")


class FormulaireConfirme(forms.Form):
    """What the preview sends back: the same rows, and the nature chosen for each account."""

    use_required_attribute = False
    rangees = forms.CharField(widget=forms.HiddenInput, max_length=4_000_000)
    exercice = Annee("Année des comptes", required=True)
    arrete_le = Jour("Arrêtés au")
    version = forms.IntegerField(min_value=0)


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier(acces.COMPTES)
def importer(request: DossierRequest, dossier: Dossier) -> HttpResponseBase:
    if "rangees" in request.POST:
        return _confirmed(request, dossier)
    form = FormulaireBalance(envoi(request), request.FILES or None)
    frame = cadre.de(dossier, request.user, section="realise", on=clock.today())
    year = annee_realisee(request.GET.get("annee", ""), frame.faits)
    form.fields["exercice"].initial = year
    if form.is_valid():
        try:
            sent = form.cleaned_data["fichier"]
            name = str(sent.name)[:_NAME] if sent else COLLAGE
            rows = lire_envoi(
                name, sent.read() if sent else None, form.cleaned_data["tableau"] or ""
            )
            return _preview(request, dossier, frame, rows, form.cleaned_data)
        except FichierRefuse as refusal:
            form.add_error("fichier" if sent else "tableau", fr(str(refusal)))
    context = {"form": form, **_around(dossier)}
    return reponses.page(
        request,
        dossier,
        "equipe/budget/importer.html",
        context,
        section="realise",
        frame=frame,
        status=422 if form.errors else 200,
    )


def _around(dossier: Dossier) -> dict[str, Any]:
    return {
        "fil": [{"nom": "Prévu et réalisé", "url": cadre.adresse(dossier, "realise")}],
        "retour": cadre.adresse(dossier, "realise"),
        "ici": cadre.adresse(dossier, "realise_importer"),
    }


def _read(rows: Sequence[Any]) -> Balance:
    return lire_balance([(row.numero, row.cellules) for row in rows])


def _preview(
    request: DossierRequest,
    dossier: Dossier,
    frame: cadre.Cadre,
    rows: Sequence[Any],
    asked: dict[str, Any],
) -> HttpResponse:
    balance = _read(rows)
    year = asked["exercice"]
    planned = [one.nature for one in frame.faits.budget_projet or () if one.exercice == year]
    context = {
        "balance": balance,
        "phrase": _sentence(balance),
        "entetes": [(_ENTETES[name], words) for name, words in balance.entetes.items()],
        "manque": ", ".join(balance.manque),
        "lue": " | ".join(word for word in balance.entete_lue if word.strip())[:_LABEL],
        "lignes": [_row(one, year, planned) for one in balance.retenus],
        "refus": balance.refuses,
        "ignorees": sum(1 for one in balance.comptes if one.ignore),
        "ecart": euros(abs(balance.desequilibre)) if balance.desequilibre else "",
        "natures": [(code, fr(one.libelle)) for code, one in natures().items()],
        "exercice": year,
        "arrete_le": asked["arrete_le"],
        "plan": fr(plan_de(year).nom),
        "rangees": emballer(tuple(rows)),
        "version": listes.version(dossier, Liste.REALISE),
        "peut": bool(balance.retenus) and not balance.refuses,
        **_around(dossier),
    }
    return reponses.page(
        request,
        dossier,
        "equipe/budget/apercu.html",
        context,
        section="realise",
        frame=frame,
        status=200 if context["peut"] else 422,
    )


_ENTETES: Final = {
    "compte": "Compte",
    "libelle": "Nom",
    "debit": "Débit",
    "credit": "Crédit",
    "solde": "Solde",
    "solde_debit": "Solde débiteur",
    "solde_credit": "Solde créditeur",
}


def _sentence(balance: Balance) -> str:
    kept = pluriel(len(balance.retenus), "compte repris", "comptes repris")
    left = sum(1 for one in balance.comptes if one.ignore)
    return fr(f"{kept}, {pluriel(left, 'ligne laissée', 'lignes laissées')} de côté.")


def _row(one: CompteLu, year: int, planned: Sequence[str]) -> dict[str, Any]:
    found = nature_du_compte(one.compte, comptes(plan_de(year).code), planned)
    return {
        "ligne": one.ligne,
        "compte": one.compte,
        "nom": one.libelle,
        "montant": euros(one.montant or 0),
        "nature": fr(natures()[found].libelle) if found else "À ranger plus tard",
        "connue": found is not None,
    }


def _confirmed(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    form = FormulaireConfirme(request.POST)
    frame = cadre.de(dossier, request.user, section="realise", on=clock.today())
    try:
        rows = deballer(request.POST["rangees"])
    except FichierRefuse as refusal:
        reponses.prevenir(request, str(refusal))
        return reponses.vers(dossier, "realise_importer")
    balance = _read(rows)
    if not form.is_valid() or not balance.retenus or balance.refuses:
        reponses.prevenir(request, "Rien n’est écrit : choisissez à nouveau le fichier et l’année.")
        return reponses.vers(dossier, "realise_importer")
    year = form.cleaned_data["exercice"]
    planned = [one.nature for one in frame.faits.budget_projet or () if one.exercice == year]
    lines = _lines(balance, year, planned, form.cleaned_data["arrete_le"])
    try:
        with reponses.refus_dit(request):
            import_realise(
                dossier=dossier,
                exercice=year,
                lignes=lines,
                version=form.cleaned_data["version"],
                by=request.user,
                on=clock.today(),
            )
            many = pluriel(len(lines), "compte est", "comptes sont")
            reponses.dire(request, f"{many} à côté du budget de {year}.")
    except ListConflict:
        reponses.prevenir(request, _CHANGED)
    return reponses.vers_adresse(f"{cadre.adresse(dossier, 'realise')}?annee={year}")


def _lines(
    balance: Balance, year: int, planned: Sequence[str], until: date | None
) -> tuple[LigneRealisee, ...]:
    """Return the accounts to keep; one that comes on several lines is added up."""
    found: dict[str, LigneRealisee] = {}
    table = comptes(plan_de(year).code)
    for one in balance.retenus:
        before = found.get(one.compte)
        so_far = before.montant if before and before.montant else Decimal(0)
        found[one.compte] = LigneRealisee(
            exercice=year,
            compte=one.compte,
            libelle=one.libelle[:_LABEL] or None,
            nature=nature_du_compte(one.compte, table, planned),
            montant=so_far + (one.montant or Decimal(0)),
            arrete_le=until,
        )
    return tuple(found.values())
