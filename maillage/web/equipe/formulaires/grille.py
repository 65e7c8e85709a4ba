"""Rows typed together: one small form per row, and what the whole says."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.http import QueryDict

from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.typographie import fr

LE_PLUS: Final = 100  # rows of a page; a longer list is imported
VIDES: Final = 6
MODELE: Final = "__rang__"  # what a script replaces to draw one more row


class LigneSaisie(Formulaire):
    """A row; `colonnes` are its cells, in order. An empty row is no row."""

    colonnes: ClassVar[tuple[str, ...]] = ()
    liste: ClassVar[str] = ""  # the column that proposes words while one types

    version = None  # type: ignore[assignment]  # how Django takes a field away
    jeton = None  # type: ignore[assignment]  # the page holds one for all rows
    quand_meme = forms.BooleanField(label="Ajouter quand même", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs, empty_permitted=True)
        for name in self.colonnes:
            self.fields[name].widget.attrs.setdefault("autocomplete", "off")
        if self.liste:
            self.fields[self.liste].widget.attrs["list"] = f"mots-{self.liste}"

    @property
    def cellules(self) -> list[forms.BoundField]:
        return [self[name] for name in self.colonnes]

    @property
    def vide(self) -> bool:
        return not any(
            (self.data.get(self.add_prefix(name)) or "").strip() for name in self.colonnes
        )

    @property
    def doublon(self) -> bool:
        """Offer the box « add all the same » where it was asked for."""
        return self.has_error("nom", "doublon") or bool(self["quand_meme"].value())


class Grille:
    """The rows of a page, as many as were posted or `VIDES` to begin with."""

    def __init__(self, ligne: type[LigneSaisie], data: QueryDict | None = None) -> None:
        self._ligne = ligne
        self.envoyee = data is not None
        count = _posted(data, ligne) if data is not None else VIDES
        self.lignes = [ligne(data, prefix=f"l{rank}") for rank in range(count)]
        self.titres = [ligne.base_fields[name].label for name in ligne.colonnes]

    @property
    def modele(self) -> LigneSaisie:
        return self._ligne(prefix=f"l{MODELE}")

    @property
    def remplies(self) -> list[LigneSaisie]:
        return [row for row in self.lignes if self.envoyee and not row.vide]

    def is_valid(self) -> bool:
        judged = [row.is_valid() for row in self.remplies]  # every row, to say all at once
        return all(judged)

    def allonger(self, data: QueryDict, de_plus: int) -> None:
        """Draw what was typed and more rows, without judging anything yet."""
        typed = [self._typed(data, rank) for rank in range(len(self.lignes))]
        count = min(len(typed) + de_plus, LE_PLUS)
        typed += [{}] * (count - len(typed))
        self.envoyee = False
        self.lignes = [
            self._ligne(prefix=f"l{rank}", initial=row) for rank, row in enumerate(typed)
        ]

    def _typed(self, data: QueryDict, rank: int) -> dict[str, Any]:
        names = (*self._ligne.colonnes, "quand_meme")
        return {name: data.get(f"l{rank}-{name}", "") for name in names}

    def doublons(self, connu: Callable[[int, Mapping[str, Any]], str]) -> None:
        """Ask about each row that `connu` knows already; it names what the row is like."""
        for number, row in enumerate(self.lignes, start=1):
            if row.vide:
                continue
            like = connu(number, row.cleaned_data)
            if like and not row.cleaned_data["quand_meme"]:
                row.add_error("nom", forms.ValidationError(fr(like), code="doublon"))

    @property
    def erreurs(self) -> Iterator[dict[str, str]]:
        """Return each error with the row and the cell that it is about."""
        for number, row in enumerate(self.lignes, start=1):
            for name in row.errors if self.envoyee and not row.vide else ():
                cell = row[name]
                yield {
                    "cible": cell.id_for_label,
                    "ou": fr(f"Ligne {number}, {cell.label.lower()}"),
                    "phrase": " ".join(str(message) for message in cell.errors),
                }


def _posted(data: QueryDict, ligne: type[LigneSaisie]) -> int:
    first = ligne.colonnes[0]
    there = (f"l{rank}-{first}" in data for rank in range(LE_PLUS))
    return next((rank for rank, posted in enumerate(there) if not posted), LE_PLUS)
