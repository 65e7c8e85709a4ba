"""The forecast budget of one year, as typed: rows of a nature, an amount and a few words."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any, Final

from django import forms

from maillage.core.budget import Cote, Sorte
from maillage.core.facts import Imputation, LigneBudgetProjet, OrigineLigne
from maillage.reference.plan_comptable import formulaires_budget, natures
from maillage.web.equipe import libelles
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import CodeEnum, Montant, Texte
from maillage.web.typographie import fr

_MOST: Final = 1000  # rows of a side: more than a page may send
_EMPTY: Final = {Cote.CHARGE: 4, Cote.PRODUIT: 3, Cote.EMPLOI: 1, Cote.CONTRIBUTION: 1}
CHARGES: Final = (Cote.CHARGE, Cote.EMPLOI)
_PARTS: Final = ("nature", "montant", "libelle", "autre")


class FormulaireBudgetProjet(Formulaire):
    """Rows are drawn from what is recorded, then as many as were posted."""

    def __init__(
        self, *args: Any, lignes: Collection[LigneBudgetProjet] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rangs: dict[Cote, int] = {}
        by_side = self.depart = par_cote(lignes)
        self.inconnues = {line.nature for line in lignes if line.nature not in natures()}
        for cote in Cote:
            known = by_side[cote]
            self.rangs[cote] = self._count(cote) if self.is_bound else len(known) + _EMPTY[cote]
            for rank in range(self.rangs[cote]):
                line = known[rank] if rank < len(known) and not self.is_bound else None
                self._add(cote, rank, line)

    def _count(self, cote: Cote) -> int:
        posted = (f"{cote}_{rank}_nature" in self.data for rank in range(_MOST))
        return next((rank for rank, there in enumerate(posted) if not there), _MOST)

    def _add(self, cote: Cote, rank: int, line: LigneBudgetProjet | None) -> None:
        names = [f"{cote}_{rank}_{part}" for part in _PARTS]
        number = rank + 1
        nature = forms.ChoiceField(
            label=fr(f"Nature, ligne {number}"),
            choices=_choices(cote, self.inconnues),
            required=False,
            initial=line.nature if line else "",
        )
        other: forms.Field = Texte(
            fr(f"Qui donne, ligne {number}"), initial=line.financeur if line else None
        )
        if cote in CHARGES:
            other = CodeEnum(
                f"Pour quoi, ligne {number}",
                Imputation,
                libelles.IMPUTATIONS,
                vide="Le projet, par défaut",
                initial=line.imputation if line else None,
            )
        self.fields |= {
            names[0]: nature,
            names[1]: Montant(f"Montant, ligne {number}", initial=line.montant if line else None),
            names[2]: Texte(f"Précision, ligne {number}", initial=line.libelle if line else None),
            names[3]: other,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for cote, count in self.rangs.items():
            for rank in range(count):
                name = f"{cote}_{rank}_nature"
                said = [cleaned.get(f"{cote}_{rank}_{part}") for part in _PARTS[1:]]
                if not cleaned.get(name) and any(value is not None for value in said):
                    self.add_error(name, fr("Choisissez une nature, ou videz la ligne."))
        return cleaned

    def lignes(self, exercice: int) -> tuple[LigneBudgetProjet, ...]:
        """Return the rows that hold a nature, charges first."""
        found = []
        for cote, count in self.rangs.items():
            for rank in range(count):
                nature, amount, words, other = (
                    self.cleaned_data.get(f"{cote}_{rank}_{part}") for part in _PARTS
                )
                if not nature:
                    continue
                beside = {"imputation" if cote in CHARGES else "financeur": other}
                line = LigneBudgetProjet(
                    exercice=exercice, nature=nature, libelle=words, montant=amount, **beside
                )
                found.append(self._with_axes(line, cote, rank))
        return tuple(found)

    def _followed(self, cote: Cote, rank: int) -> bool:
        """Say that a row follows the simulation."""
        rows = self.depart[cote]
        return rank < len(rows) and rows[rank].origine is OrigineLigne.SIMULATION

    def _with_axes(self, line: LigneBudgetProjet, cote: Cote, rank: int) -> LigneBudgetProjet:
        """Keep what this form does not ask of a row: its mission, its action, where it comes from.

        A line of the simulation that somebody corrects is typed by hand from then on.
        """
        if rank >= len(self.depart[cote]):
            return line
        before = self.depart[cote][rank]
        same = (before.nature, before.montant) == (line.nature, line.montant)
        return replace(
            line,
            mission=before.mission,
            action=before.action,
            enveloppe=before.enveloppe,
            origine=before.origine if same else None,
        )

    def rangees(self, cote: Cote) -> list[dict[str, Any]]:
        """Return the rows of a side, ready to be drawn."""
        rows = []
        for rank in range(self.rangs[cote]):
            row: dict[str, Any] = {part: self[f"{cote}_{rank}_{part}"] for part in _PARTS}
            row["numero"] = rank + 1
            row["suivie"] = self._followed(cote, rank)
            row["ouvert"] = any(row[part].errors for part in ("libelle", "autre"))
            row["dit"] = row["libelle"].value() or ""
            if cote not in CHARGES:
                row["dit"] = row["autre"].value() or row["dit"]
            rows.append(row)
        return rows


def par_cote(lines: Iterable[LigneBudgetProjet]) -> dict[Cote, list[LigneBudgetProjet]]:
    """Divide lines by side; an unknown nature is shown among the charges, to be corrected."""
    found: dict[Cote, list[LigneBudgetProjet]] = {cote: [] for cote in Cote}
    for line in lines:
        known = natures().get(line.nature)
        found[known.cote if known else Cote.CHARGE].append(line)
    return found


def total(lines: Iterable[LigneBudgetProjet]) -> Decimal:
    return sum((line.montant for line in lines if line.montant), Decimal())


def _choices(cote: Cote, unknown: Collection[str]) -> list[tuple[str, Any]]:
    """Return the natures of a side; among the charges, the codes that no table knows any more."""
    kept = [(code, code) for code in sorted(unknown)] if cote is Cote.CHARGE else []
    return [("", "Choisir"), *kept, *_natures(cote)]


@cache
def _natures(cote: Cote) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the natures of a side under the headings of their classes."""
    headings = _classes()
    groups: dict[str, list[tuple[str, str]]] = {}
    for nature in natures().values():
        if nature.cote is cote:
            heading = headings.get(nature.classe, "Autres")
            groups.setdefault(heading, []).append((nature.code, fr(nature.libelle)))
    return tuple((heading, tuple(rows)) for heading, rows in groups.items())


def _classes() -> Mapping[str, str]:
    return {
        rang.cle: fr(rang.libelle)
        for formulaire in formulaires_budget().values()
        for rang in formulaire.rangs()
        if rang.sorte is Sorte.CLASSE
    }
