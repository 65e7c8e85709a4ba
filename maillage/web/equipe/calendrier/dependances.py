"""What waits for what: one row for each dependency, and a few free ones."""

from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from maillage.core.calendrier import action, etape
from maillage.core.facts import Dependance, DossierFacts
from maillage.dossiers import listes
from maillage.dossiers.actions.move_dates import noms
from maillage.dossiers.actions.update_dependances import update_dependances
from maillage.dossiers.models import Dossier, Liste
from maillage.dossiers.replacing import ListConflict
from maillage.web import clock
from maillage.web.equipe import acces, cadre, planches, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.formulaires.base import Formulaire, envoi
from maillage.web.typographie import fr

_FREE: Final = 3
_MOST: Final = 200
_CHANGED: Final = (
    "Quelqu’un d’autre a changé ces liens pendant que vous répondiez. Rien n’est écrit : relisez, "
    "puis recommencez."
)


class FormulaireDependances(Formulaire):
    """Rows are drawn from what is recorded, then as many as were posted."""

    def __init__(
        self, *args: Any, faits: DossierFacts, lignes: tuple[Dependance, ...], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        groups = _choices(faits)
        posted = sum(name.endswith("_avant") for name in self.data)
        self.rangs = min(posted, _MOST) if self.is_bound else len(lignes) + _FREE
        for rank in range(self.rangs):
            line = lignes[rank] if rank < len(lignes) and not self.is_bound else None
            for end, words in (("avant", "d’abord"), ("apres", "ensuite")):
                self.fields[f"lien_{rank}_{end}"] = forms.ChoiceField(
                    label=fr(f"{words.capitalize()}, lien {rank + 1}"),
                    choices=groups,
                    required=False,
                    initial=getattr(line, end, ""),
                )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for rank in range(self.rangs):
            before, after = (cleaned.get(f"lien_{rank}_{end}") for end in ("avant", "apres"))
            if bool(before) != bool(after):
                lacking = "apres" if before else "avant"
                self.add_error(f"lien_{rank}_{lacking}", fr("Choisissez les deux bouts, ou aucun."))
        return cleaned

    def liens(self) -> tuple[Dependance, ...]:
        found = []
        for rank in range(self.rangs):
            before, after = (self.cleaned_data[f"lien_{rank}_{end}"] for end in ("avant", "apres"))
            if before and after:
                found.append(Dependance(avant=before, apres=after))
        return tuple(found)

    def rangees(self) -> list[dict[str, Any]]:
        return [
            {"avant": self[f"lien_{rank}_avant"], "apres": self[f"lien_{rank}_apres"]}
            for rank in range(self.rangs)
        ]


def _choices(faits: DossierFacts) -> list[Any]:
    named = {step.code: step.libelle for step in faits.calendrier or ()}
    steps = [(etape(code), fr(named.get(code) or nom)) for code, nom in noms().items()]
    actions = [(action(one.id), fr(one.titre)) for one in faits.actions or ()]
    groups: list[Any] = [("", "Choisir"), ("Les étapes", steps)]
    return [*groups, ("Les actions", actions)] if actions else groups


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier()
def dependances(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    frame = cadre.de(dossier, request.user, section="dependances", on=clock.today())
    known = planches.depart(request, dossier, Liste.DEPENDANCES, frame.faits.dependances or ())
    form = FormulaireDependances(envoi(request), faits=frame.faits, lignes=known)
    form.fields["version"].initial = listes.version(dossier, Liste.DEPENDANCES)
    if form.is_bound and form.is_valid():
        try:
            with reponses.refus_dans(form):
                update_dependances(
                    dossier=dossier,
                    dependances=form.liens(),
                    version=form.cleaned_data["version"] or 0,
                    by=request.user,
                    on=clock.today(),
                )
                reponses.dire(request, "Les liens sont enregistrés.")
                return reponses.vers(dossier, "frise")
        except ListConflict:
            reponses.prevenir(request, _CHANGED)
            return reponses.vers(dossier, "dependances")
    for field in form.fields.values():
        field.disabled = not frame.droits.modifier
    context = {"form": form, "frise": cadre.adresse(dossier, "frise")}
    return reponses.page(
        request,
        dossier,
        "equipe/calendrier/dependances.html",
        context,
        section="dependances",
        frame=frame,
        status=422 if form.errors else 200,
    )
