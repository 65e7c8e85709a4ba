"""What a printed budget says below its rows: imbalance, rows that stand for others, footnotes."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from maillage.core.budget import BudgetImprime, Report
from maillage.documents.build.contexte import plain
from maillage.documents.characters import one_line
from maillage.documents.tree import Block, Remark, Run, Tone
from maillage.documents.typographie import french, money
from maillage.reference.plan_comptable import Imprime, natures

_APPELS = "¹²³⁴⁵⁶⁷⁸⁹"


def notes(formulaire: Imprime) -> tuple[Block, ...]:
    """Return the footnotes of a form."""
    return tuple(
        Remark(plain(f"{call} {french(note)}"))
        for call, note in zip(_APPELS, formulaire.notes, strict=False)
    )


def remarks(formulaire: Imprime, imprime: BudgetImprime) -> tuple[Block, ...]:
    """Say in words what the table alone would hide."""
    said = _Said(formulaire)
    return tuple(
        block
        for part in (
            said.imbalance(imprime),
            said.missing(imprime),
            said.elsewhere(imprime),
            said.lists(imprime),
        )
        for block in part
    )


class _Said:
    def __init__(self, formulaire: Imprime) -> None:
        self.formulaire = formulaire
        self.labels = {
            rang.cle: french(rang.libelle).rstrip(" :\u00a0") for rang in formulaire.rangs()
        }

    def imbalance(self, imprime: BudgetImprime) -> Iterator[Block]:
        """Say which side is above the other, and by how much."""
        if imprime.ecart:
            more = ("Les produits", "charges") if imprime.ecart > 0 else ("Les charges", "produits")
            yield self._strong(
                f"Budget non équilibré : {more[0].lower()} dépassent les {more[1]} de "
                f"{self._money(abs(imprime.ecart))}."
            )
        if imprime.ecart_volontaire:
            yield self._strong(
                "Contributions volontaires non équilibrées : les comptes 86 et 87 diffèrent de "
                f"{self._money(abs(imprime.ecart_volontaire))}."
            )

    def missing(self, imprime: BudgetImprime) -> Iterator[Block]:
        """Say which lines count for nothing."""
        if imprime.sans_montant:
            names = _listed({natures()[line.nature].libelle for line in imprime.sans_montant})
            yield Remark(plain(french(f"Montant à compléter : {names}."), Tone.MISSING))
        if imprime.inconnues:
            names = _listed({one_line(line.nature) for line in imprime.inconnues})
            yield Remark(plain(french(f"Nature inconnue, non comptée : {names}."), Tone.MISSING))

    def elsewhere(self, imprime: BudgetImprime) -> Iterator[Block]:
        """Say which natures are printed in a row that is not their own."""
        for row, names in _by_row(imprime.renvois).items():
            label = self.labels[row]
            yield self._plain(
                f"Comptés sous « {label} », faute de ligne dans ce formulaire : {names}."
            )
        for report in imprime.negatifs:
            name, label = natures()[report.nature].libelle, self.labels[report.ligne]
            amount = self._money(report.montant)
            yield self._plain(
                f"Montant négatif porté de l’autre côté : {name}, {amount}, sous « {label} »."
            )

    def lists(self, imprime: BudgetImprime) -> Iterator[Block]:
        """List the details that found no free row."""
        for annexe in imprime.annexes:
            details = " ; ".join(
                f"{one_line(detail.nom or '')}, {self._money(detail.montant)}"
                for detail in annexe.details
            )
            which = ", autres" if annexe.autres else ""
            yield self._plain(f"Détail de « {self.labels[annexe.ligne]} »{which} : {details}.")

    def _money(self, amount: Decimal) -> str:
        return money(amount, cents=self.formulaire.centimes)

    def _plain(self, text: str) -> Remark:
        return Remark(plain(french(text)))

    def _strong(self, text: str) -> Remark:
        return Remark((Run(french(text), bold=True, tone=Tone.UNCERTAIN),))


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names))


def _by_row(reports: tuple[Report, ...]) -> Mapping[str, str]:
    rows: dict[str, dict[str, None]] = {}
    for report in reports:
        nature = natures()[report.nature]
        rows.setdefault(report.ligne, {})[nature.financeur or nature.libelle] = None
    return {row: " ; ".join(names) for row, names in rows.items()}
