"""A list that a team keeps elsewhere, as sent: a file, or a block copied from a spreadsheet."""

from typing import Any, ClassVar, Final

from django import forms

from maillage.web.equipe.formulaires.champs import TexteLong
from maillage.web.equipe.formulaires.reprise import FormulaireFichier
from maillage.web.typographie import fr

_LONGEST: Final = 1_000_000  # signs of a block that is pasted


class FormulaireImport(FormulaireFichier):
    faits: ClassVar[tuple[str, ...]] = ()

    nature = None  # type: ignore[assignment]  # how Django takes a field away
    tableau = TexteLong(
        "Ou coller un tableau",
        rows=6,
        max_length=_LONGEST,
        strip=False,
        help_text="Copiez les lignes dans votre tableur, avec ou sans leurs titres, et collez-les ici.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        file = self.fields["fichier"]
        file.required = False
        file.help_text = fr("Excel (.xlsx) ou CSV, au plus 10 Mo. Il est lu, puis oublié.")
        file.widget = forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"})

    def clean_fichier(self) -> Any:
        return super().clean_fichier() if self.cleaned_data["fichier"] else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        empty = not (cleaned.get("tableau") or "").strip()
        if empty and not cleaned.get("fichier") and not self.errors:
            self.add_error("fichier", fr("Choisissez un fichier, ou collez un tableau."))
        return cleaned
