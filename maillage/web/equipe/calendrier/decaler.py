"""Move a date, look at what it pushes, and only then write."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from maillage.core.calendrier import Deplacement, Element
from maillage.dossiers.actions.move_dates import deplacements, move_dates
from maillage.dossiers.models import Dossier
from maillage.dossiers.writing import Conflict
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.calendrier.frise import dite, tous
from maillage.web.equipe.formulaires.champs import DatePartielle
from maillage.web.typographie import fr, pluriel

_CHANGED = "Les dates ont changé entre-temps. Rien n’est écrit : regardez à nouveau ce qui suit."


class FormulaireDecaler(forms.Form):
    use_required_attribute = False
    quoi = forms.ChoiceField(label=fr("Ce qui bouge"))
    debut = DatePartielle("Nouveau début")
    fin = DatePartielle("Nouvelle fin")

    def __init__(self, *args: Any, elements: tuple[Element, ...], **kwargs: Any) -> None:
        kwargs["label_suffix"] = ""
        super().__init__(*args, **kwargs)
        dated = [(one.cle, fr(one.nom)) for one in elements if one.bornes]
        self.fields["quoi"].choices = dated  # type: ignore[attr-defined]  # a choice field
        self.fields["quoi"].error_messages |= {
            "required": fr("Choisissez une étape ou une action."),
            "invalid_choice": fr("Cette étape n’a plus de date : choisissez-en une autre."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("debut"), cleaned.get("fin")
        if not self.errors and not start and not end:
            self.add_error("debut", fr("Donnez au moins une date."))
        if start and end and end.last_day() < start.first_day():
            self.add_error("fin", fr("La fin vient avant le début."))
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier(acces.MODIFIER)
def decaler(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    frame = cadre.de(dossier, request.user, section="decaler", on=clock.today())
    every = tous(frame.faits)
    asked = request.POST if request.method == "POST" else request.GET
    known = {one.cle: one for one in every}
    form = _form(asked, every)
    moves: tuple[Deplacement, ...] | None = None
    if form.is_bound and form.is_valid():
        try:
            moves = deplacements(
                frame.faits,
                form.cleaned_data["quoi"],
                debut=form.cleaned_data["debut"],
                fin=form.cleaned_data["fin"],
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        if moves is not None and request.method == "POST":
            answer = _write(request, dossier, form)
            if answer is not None:
                return answer
    context = {
        "form": form,
        "deplacements": [_move(one, known) for one in moves] if moves else [],
        "inchange": moves == (),
        "nombre": len(moves or ()),
        "phrase": fr(pluriel(len(moves or ()), "date bouge", "dates bougent")),
        "fil": [{"nom": "La frise", "url": cadre.adresse(dossier, "frise")}],
        "urls": {name: cadre.adresse(dossier, name) for name in ("frise", "calendrier", "decaler")},
    }
    return reponses.page(
        request,
        dossier,
        "equipe/calendrier/decaler.html",
        context,
        section="decaler",
        frame=frame,
        status=422 if form.errors else 200,
    )


def _form(asked: Any, every: tuple[Element, ...]) -> FormulaireDecaler:
    """Return the form, filled with the present dates until others are typed."""
    picked = next((one for one in every if one.cle == asked.get("quoi", "")), None)
    initial = {"quoi": asked.get("quoi")}
    if picked is not None:
        initial |= {"debut": picked.debut, "fin": picked.fin}
    filled = "debut" in asked or "fin" in asked
    return FormulaireDecaler(asked if filled else None, elements=every, initial=initial)


def _write(
    request: DossierRequest, dossier: Dossier, form: FormulaireDecaler
) -> HttpResponse | None:
    """Write what was shown; None: it is no longer what was shown, look again."""
    shown = request.POST.get("attendus", "")
    try:
        moved = move_dates(
            dossier=dossier,
            cle=form.cleaned_data["quoi"],
            debut=form.cleaned_data["debut"],
            fin=form.cleaned_data["fin"],
            attendus=int(shown[:6]) if shown.isdecimal() else -1,
            by=request.user,
            on=clock.today(),
        )
    except Conflict:
        reponses.prevenir(request, _CHANGED)
        return None
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None
    said = pluriel(moved, "date décalée", "dates décalées") if moved else "C’est déjà à ces dates"
    reponses.dire(request, f"{said}.")
    return reponses.vers(dossier, "frise")


def _move(one: Deplacement, known: dict[str, Element]) -> dict[str, Any]:
    by = known.get(one.par or "")
    return {
        "nom": fr(one.avant.nom),
        "avant": _span(one.avant),
        "apres": _span(one.apres),
        "par": fr(by.nom) if by else "",
        "jalons": sum(a != b for a, b in zip(one.avant.jalons, one.apres.jalons, strict=True)),
    }


def _span(one: Element) -> str:
    days = [dite(day) for day in (one.debut, one.fin) if day]
    return " → ".join(days) or "sans date"
