"""A second program for the payments of a contract, written from the convention alone.

It counts day by day, in fractions, and shares nothing with the first one but the amounts of the
tables: what both find is what the convention says (conventions.md, L).
"""

import calendar
from datetime import date, timedelta
from fractions import Fraction

from maillage.core.facts.codes import ConditionFonctionnement, VariablePremiereAnnee
from maillage.core.financement import Frequence, Prorata, Volet

NATURES = ("dotation_initiale", "solde", "variable", "forfait", "avance")
DAY = timedelta(days=1)


def rounded(exact):
    size = abs(exact) + Fraction(1, 2)
    return (1 if exact >= 0 else -1) * (size.numerator // size.denominator)


def months_later(day, months):
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def days(start, end):
    return {start + DAY * number for number in range((end - start).days)}


class SecondProgramme:
    def __init__(self, contrat, tables):
        self.contrat, self.tables = contrat, tables
        self.last = contrat.duree_annees or 5
        self.end = min(contrat.resiliation or date.max, self.anniversary(self.last))
        self.starts = {
            code: max(one.demarrage, contrat.signature)
            for code, one in contrat.missions.items()
            if one.demarrage and (one.arret is None or one.arret > contrat.signature)
        }
        self.first = min(self.starts.values(), default=date.max)
        self.found, self.once = [], set()

    def anniversary(self, rank):
        return months_later(self.contrat.signature, 12 * rank)

    def share(self, year, start, end):
        """Return which share of a year goes from a day to another, excluded (C1, C2, C3)."""
        opens, closes = self.anniversary(year - 1), self.anniversary(year)
        prorata = self.contrat.options.prorata
        if prorata is Prorata.JOURS_REELS:
            return Fraction(len(days(start, end)), len(days(opens, closes)))
        if prorata is Prorata.MOIS_ENTAMES:
            bounds = [months_later(self.contrat.signature, 12 * (year - 1) + m) for m in range(13)]
            lived = days(start, end)
            touched = [bool(lived & days(bounds[m], bounds[m + 1])) for m in range(12)]
            return Fraction(sum(touched), 12)
        day = {d: d.year * 360 + d.month * 30 + min(d.day, 30) for d in (opens, closes, start, end)}
        return Fraction(day[end] - day[start], day[closes] - day[opens])

    def amount(self, year, poste, part):
        """Return what a whole year pays of a sum: the contract's own figure, or the table's."""
        on, grille, taille = self.anniversary(year - 1), self.contrat.grille, self.contrat.taille
        written = [self.contrat.montants_negocies]
        for one in sorted(self.contrat.avenants, key=lambda one: one.effet):
            if one.effet <= on:
                grille, taille = one.grille or grille, one.taille or taille
                written.append(one.montants_negocies or {})
        cell = self.tables.grilles[grille].cellule(poste, Volet(part), taille)
        own = [getattr(amounts.get(poste), part, None) for amounts in written]
        own = [cents for cents in own if cents is not None]
        if cell is None:
            return None
        return own[-1] if own else (cell.euros or 0) * 100

    def write(self, day, year, poste, nature, cents, *, limited=True):
        limit = months_later(day, 2) if limited else None
        self.found.append((day, limit, year, poste, nature, cents))

    def settle(self, year, poste, nature, due, ahead):
        day, paid, limited = ahead
        close = min(self.anniversary(year), self.end)
        self.write(day, year, poste, "avance", paid, limited=limited)
        self.write(close, year, poste, nature, due - paid)

    def lines(self):
        for year in range(1, self.last + 1):
            opens, closes = self.anniversary(year - 1), min(self.anniversary(year), self.end)
            if opens < self.end:
                self.operating(year, opens, closes)
                for poste, start in self.starts.items():
                    stop = self.contrat.missions[poste].arret or closes
                    if max(start, opens) < min(stop, closes):
                        self.mission(year, poste, max(start, opens), min(stop, closes))
                self.lumps(year, opens, closes)
        order = list(self.tables.postes)
        return sorted(
            self.found,
            key=lambda row: (row[0], order.index(row[3]), NATURES.index(row[4]), row[2]),
        )

    def operating(self, year, opens, closes):
        whole = self.amount(year, "fonctionnement", "dotation")
        if year == 1 and not self.contrat.options.renouvellement:
            self.write(opens, 1, "fonctionnement", "dotation_initiale", whole, limited=False)
            return
        free = self.contrat.options.condition_fonctionnement is ConditionFonctionnement.AUCUNE
        day = opens if free else max(self.first, opens)
        if day < closes:
            paid = rounded(Fraction(whole * 3, 4))
            due = rounded(whole * self.share(year, opens, closes))
            self.settle(year, "fonctionnement", "solde", due, (day, paid, day == opens))

    def mission(self, year, poste, start, stop):
        fixed, variable = (self.amount(year, poste, part) for part in ("fixe", "variable"))
        opens, anniversary = self.anniversary(year - 1), self.anniversary(year)
        if fixed is not None:
            paid = rounded(fixed * self.share(year, start, anniversary) * Fraction(3, 4))
            due = rounded(fixed * self.share(year, start, stop))
            self.settle(year, poste, "solde", due, (start, paid, start == opens and year > 1))
        if variable is not None:
            options = self.contrat.options
            entire = options.variable_premiere_annee is VariablePremiereAnnee.ENTIERE
            part = self.share(year, opens if entire else start, stop)
            rates = self.contrat.resultats
            rate = Fraction(rates.get(poste, rates.get("defaut", 0)), 10_000)
            close = min(anniversary, self.end)
            self.write(close, year, poste, "variable", rounded(variable * part * rate))

    def lumps(self, year, opens, closes):
        for poste in sorted({one.poste for one in self.contrat.forfaits}):
            happened = [one for one in self.contrat.forfaits if one.poste == poste]
            cents = self.amount(year, poste, "forfait")
            here = any(opens <= one.fait < closes for one in happened)
            if here and cents is not None and poste not in self.once:
                self.write(closes, year, poste, "forfait", cents)
                if self.tables.postes[poste].frequence is Frequence.CONTRAT:
                    self.once.add(poste)
