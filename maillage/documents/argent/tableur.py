"""The payments of a contract in a spreadsheet, or in a table of text that any of them opens."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Final

from maillage.core.financement import (
    CENTIMES,
    DOUTES,
    NATURES,
    Echeancier,
    Ligne,
    expliquer,
    totaux,
)
from maillage.documents.tree import Cell, Column, Document, Heading, Paragraph, Row, Run, Table
from maillage.documents.typographie import day, euros, french, money
from maillage.documents.xlsx import write
from maillage.reference.aci import convention, tables_aci

_TITLE: Final = "Les versements de l’accord"
_COLUMNS: Final = (
    Column("Jour au plus tôt", 14),
    Column("Jour au plus tard", 14),
    Column("Année du contrat", 10),
    Column("Ce qui est payé", 24),
    Column("Nature", 18),
    Column("Montant", 14, right=True),
    Column("Sûreté", 18),
    Column("Calcul", 40),
    Column("Source", 40),
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def tableur(plan: Echeancier, *, cpts: str, on: date) -> bytes:
    """Return the XLSX: a sheet for the payments, one for the years."""
    document = Document(
        identifier="argent",
        title=_TITLE,
        subject=_TITLE,
        author=cpts,
        header=cpts,
        footer=french(convention().avertissement),
        on=on,
        on_text=f"calculés le {day(on)}",
        blocks=(
            Heading("Versements", 1),
            _payments(plan),
            Paragraph((Run(_warning(plan)),)),
            Heading("Par année", 1),
            _years(plan),
        ),
    )
    return write(document)


def _warning(plan: Echeancier) -> str:
    grille = tables_aci().grilles[plan.contrat.grille]
    return french(
        f"{convention().avertissement} {grille.nom}, taille {plan.contrat.taille}, signature le "
        f"{day(plan.contrat.signature)}. « Montant déduit » : aucun tableau officiel n’a pu être lu."
    )


def _payments(plan: Echeancier) -> Table:
    rows = [
        Row(
            tuple(
                Cell((Paragraph((Run(text),)),) if text else (), value=value)
                for text, value in _cells(ligne, plan)
            )
        )
        for ligne in plan.lignes
    ]
    total = Decimal(plan.total) / CENTIMES
    ended = [("En tout", None), *[("", None)] * 4, (money(total, cents=True), total)]
    cells = [
        Cell((Paragraph((Run(text, bold=True),)),) if text else (), value=value)
        for text, value in [*ended, *[("", None)] * 3]
    ]
    return Table(
        summary="Chaque versement, son jour et son calcul",
        columns=_COLUMNS,
        rows=(*rows, Row(tuple(cells), total=True)),
    )


def _cells(ligne: Ligne, plan: Echeancier) -> Iterator[tuple[str, date | int | Decimal | None]]:
    """Yield what a payment says, column by column: its words, and the value behind them."""
    found = expliquer(ligne, plan.contrat, tables_aci(), convention())
    amount = Decimal(ligne.centimes) / CENTIMES
    yield day(ligne.le), ligne.le
    yield (day(ligne.limite), ligne.limite) if ligne.limite else ("aucun texte ne le dit", None)
    yield str(ligne.annee), ligne.annee
    yield french(tables_aci().postes[ligne.poste].nom), None
    yield NATURES[ligne.nature], None
    yield money(amount, cents=True), amount
    yield DOUTES[ligne.calcul.base.fiabilite], None
    yield french(found.formule), None
    yield french(f"{found.edition} ({found.source})"), None


def _years(plan: Echeancier) -> Table:
    sums = totaux(plan.lignes, tables_aci().rangs)
    kinds = (
        ("Année du contrat", {str(key): cents for key, cents in sums.par_annee_contrat.items()}),
        ("Année civile", {str(key): cents for key, cents in sums.par_annee_civile_de_date.items()}),
    )
    rows = [
        (kind, name, Decimal(cents) / CENTIMES)
        for kind, found in kinds
        for name, cents in found.items()
    ]
    return Table(
        summary="Les mêmes montants, par année",
        columns=(Column("Vue", 20), Column("Année", 12), Column("Montant", 16, right=True)),
        rows=tuple(
            Row(
                (
                    Cell((Paragraph((Run(kind),)),)),
                    Cell((Paragraph((Run(name),)),)),
                    Cell((Paragraph((Run(euros(amount)),)),), value=amount),
                )
            )
            for kind, name, amount in rows
        ),
    )


def texte(plan: Echeancier) -> bytes:
    """Return the payments as CSV, the way French spreadsheets open it."""
    written = StringIO()
    table = csv.writer(written, delimiter=";", lineterminator="\r\n")
    table.writerow([column.head for column in _COLUMNS])
    for ligne in plan.lignes:
        table.writerow([_plain(words, value) for words, value in _cells(ligne, plan)])
    return written.getvalue().encode("utf-8-sig")


def _plain(words: str, value: date | int | Decimal | None) -> str:
    """Write a value as numbers and days are typed; a text never begins like a formula."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}".replace(".", ",")
    return f"'{words}" if words.startswith(_FORMULA) else words
