"""Figures that the team brings: the list by theme, and the table that many come from."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods, require_safe

from maillage.core import facts
from maillage.documents.reprise import FichierRefuse, Rangee, lire_chiffres
from maillage.dossiers import chiffres as du_dossier
from maillage.dossiers.actions.import_chiffres import import_chiffres
from maillage.dossiers.models import Chiffre, Dossier
from maillage.reference.indicateurs import catalogue
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.formulaires.base import envoi
from maillage.web.equipe.formulaires.importation import FormulaireImport
from maillage.web.equipe.importation_lue import COLLAGE, deballer, emballer, lire_envoi
from maillage.web.equipe.libelles import THEMES
from maillage.web.equipe.tableaux import Line, page
from maillage.web.typographie import fr, jour, pluriel

_NAME: Final = 200
_SHOWN: Final = 12  # faults of a table
_OTHERS: Final = "Autres indicateurs"
_MOTS: Final = {
    "liste": "Chiffres apportés",
    "titre": "Importer des chiffres",
    "aide": "Un tableau avec une ligne par chiffre : indicateur (son nom ou son code), valeur (ou numérateur et "
    "dénominateur), source, date ; et, si la source les donne, département, région, france.",
}
_COLLER: Final = (
    "Copiez les lignes dans votre tableur, titres des colonnes compris, et collez-les ici."
)
_PLACES: Final = (("departement", "département"), ("region", "région"), ("france", "France"))


@require_safe
@acces.sur_dossier()
def chiffres(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    """Show the figures by theme, the latest first for each indicator."""
    rows = Chiffre.objects.filter(dossier=dossier).order_by("-date", "rang", "pk")
    groups: dict[str, list[Line]] = {name: [] for name in (*THEMES.values(), _OTHERS)}
    for row in rows:
        known = catalogue().indicateurs.get(row.indicateur or "")
        groups[THEMES[known.theme] if known else _OTHERS].append(_line(dossier, row))
    words = {
        "titre": "Chiffres apportés",
        "aide": "Ce que Rézone, votre caisse ou votre agence disent de votre territoire, et qu’aucun fichier ouvert ne donne",
        "bouton": "Apporter un chiffre",
        "bouton_aucun": "Nous n’en apportons aucun",
        "vide_titre": "Aucun chiffre apporté encore",
        "vide_phrase": "Patients sans médecin traitant, complémentaire santé solidaire, dépistages : relevez-les dans Rézone CPTS, avec leur date. Ils entrent dans le diagnostic avec leur source.",
    }
    also = [
        {"nom": "Importer un tableau", "url": cadre.adresse(dossier, "chiffres_importer")},
    ]
    held = {name: lines for name, lines in groups.items() if lines}
    return page(request, dossier, "chiffres", words, held, also=also)


def _line(dossier: Dossier, row: Chiffre) -> Line:
    details = [_value(row), *_elsewhere(row), row.source, jour(row.date)]
    return {
        "nom": fr(du_dossier.nom(row)),
        "detail": fr(" · ".join(detail for detail in details if detail)),
        "url": cadre.adresse(dossier, "chiffres_modifier", str(row.pk)),
        "etat": "",
    }


def _value(one: Any) -> str:
    unit = du_dossier.unite(one)
    if one.valeur is not None:
        return f"{_number(one.valeur)} {unit}".strip()
    return f"{_number(one.numerateur)} sur {_number(one.denominateur)}"


def _elsewhere(one: Any) -> list[str]:
    return [
        f"{name} {_number(value)}"
        for field, name in _PLACES
        if (value := getattr(one, field)) is not None
    ]


def _number(value: Any) -> str:
    return f"{value:f}".replace(".", ",")


# --- a table --------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier(acces.MODIFIER)
def importer(request: DossierRequest, dossier: Dossier) -> HttpResponseBase:
    """Read a table, show what it would change, and write it once that is confirmed."""
    if "rangees" in request.POST:
        return _sent_back(request, dossier)
    form = FormulaireImport(envoi(request), request.FILES or None)
    form.fields["tableau"].help_text = fr(_COLLER)
    if form.is_valid():
        sent = form.cleaned_data["fichier"]
        name = str(sent.name)[:_NAME] if sent else COLLAGE
        try:
            rows = lire_envoi(
                name, sent.read() if sent else None, form.cleaned_data["tableau"] or ""
            )
            read = _read(rows, name)
            return _preview(request, dossier, name, rows, read)
        except FichierRefuse as refusal:
            form.add_error("fichier" if sent else "tableau", fr(str(refusal)))
    return _ask(request, dossier, form)


def _read(rows: Sequence[Rangee], name: str) -> tuple[list[facts.Chiffre], list[str]]:
    """Return the figures and what is left out; raise `FichierRefuse` with every fault."""
    read = lire_chiffres(rows, name)
    if faults := [*read.fautes, *du_dossier.phrases(read.chiffres)]:
        told = " ; ".join(one.rstrip(".") for one in faults[:_SHOWN])
        more = f" ; et {len(faults) - _SHOWN} autres" if len(faults) > _SHOWN else ""
        raise FichierRefuse(f"Rien n’est lu tant qu’il reste à corriger : {told}{more}.")
    if not read.chiffres:
        raise FichierRefuse(f"« {name} » ne porte aucun chiffre.")
    return read.chiffres, read.remarques


def _sent_back(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    name = request.POST.get("nom", "")[:_NAME]
    try:
        rows = deballer(request.POST["rangees"])
        lines, _ = _read(rows, name)
        done = import_chiffres(dossier=dossier, lignes=lines, by=request.user, on=clock.today())
    except (FichierRefuse, ValidationError) as refusal:
        reponses.prevenir(request, " ".join(getattr(refusal, "messages", [str(refusal)])))
        return _ask(request, dossier, FormulaireImport())
    told = [pluriel(done.added, "chiffre ajouté", "chiffres ajoutés")]
    told += [pluriel(done.corrected, "corrigé", "corrigés")] if done.corrected else []
    told += [pluriel(done.already, "déjà là")] if done.already else []
    reponses.dire(request, f"{', '.join(told)}.")
    return reponses.vers(dossier, "chiffres")


def _ask(request: DossierRequest, dossier: Dossier, form: FormulaireImport) -> HttpResponse:
    context = {"form": form, **_around(dossier)}
    status = 422 if form.errors else 200
    return reponses.page(
        request, dossier, "equipe/importer.html", context, section="chiffres", status=status
    )


def _around(dossier: Dossier) -> dict[str, Any]:
    back = cadre.adresse(dossier, "chiffres")
    return {
        "mots": {name: fr(text) for name, text in _MOTS.items()},
        "fil": [{"nom": _MOTS["liste"], "url": back}],
        "ici": cadre.adresse(dossier, "chiffres_importer"),
        "saisie": cadre.adresse(dossier, "chiffres_ajouter"),
    }


def _preview(
    request: DossierRequest,
    dossier: Dossier,
    name: str,
    rows: tuple[Rangee, ...],
    read: tuple[list[facts.Chiffre], list[str]],
) -> HttpResponse:
    lines, left_out = read
    held = {_cle(row): row for row in Chiffre.objects.filter(dossier=dossier)}
    shown = [_shown(one, held) for one in lines]
    context = {
        **_around(dossier),
        "nom": name,
        "phrase": pluriel(len(lines), "chiffre compris", "chiffres compris"),
        "lignes": shown,
        "ecartees": [fr(one) for one in left_out],
        "rangees": emballer(rows),
    }
    return reponses.page(
        request, dossier, "equipe/chiffres_apercu.html", context, section="chiffres"
    )


def _cle(one: Any) -> tuple[Any, ...]:
    return one.indicateur, one.libelle, one.date, one.source


def _shown(one: facts.Chiffre, held: Mapping[tuple[Any, ...], Chiffre]) -> dict[str, str]:
    before = held.get(_cle(one))
    same = before is not None and _says(before) == _says(one)
    tone, word = (
        ("neutre", "Déjà là") if same else ("voir", "Corrigé") if before else ("bien", "Ajouté")
    )
    details = [_value(one), *_elsewhere(one), one.source, jour(one.date)]
    if before is not None and not same:
        details.append(f"aujourd’hui : {_value(before)}")
    return {
        "nom": fr(du_dossier.nom(one)),
        "detail": fr(" · ".join(details)),
        "ton": tone,
        "mot": word,
    }


def _says(one: Any) -> tuple[Any, ...]:
    return tuple(getattr(one, name) for name in (*du_dossier.NOMBRES, "unite"))
