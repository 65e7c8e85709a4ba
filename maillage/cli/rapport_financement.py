"""What `maillage simuler` prints for a person: by year, by month, then what is to be known."""

from collections.abc import Iterable, Sequence

from maillage.cli.messages import FINE, out, paragraph
from maillage.core.fiabilite import Fiabilite
from maillage.core.financement import (
    NATURES,
    ContratAci,
    Echeancier,
    Ligne,
    ProjetFinance,
    Scenario,
    echeancier,
    euros,
    expliquer,
    jour,
    lower,
    points_ouverts,
    remarques,
    scenarios,
    totaux,
    tresorerie,
)
from maillage.reference.aci import convention, tables_aci

NAME, COLUMN, LAST = 28, 12, 14
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
MARKS = {Fiabilite.VU: "", Fiabilite.DEDUIT: "*", Fiabilite.A_CONFIRMER: "?"}
LEGEND = {
    Fiabilite.DEDUIT: "* montant déduit, faute de tableau officiel",
    Fiabilite.A_CONFIRMER: "? montant à confirmer",
}


def show(
    contrat: ContratAci,
    suppose: ProjetFinance | None,
    *,
    scenarios_asked: bool,
    explained: bool,
) -> None:
    """Print the whole report."""
    plan = echeancier(contrat, tables_aci())
    _show_contract(plan)
    if suppose is not None:
        _show_list("Suppositions", suppose.hypotheses)
        _show_size_of_it(suppose)
    _show_years(plan)
    _show_months(plan)
    if scenarios_asked:
        _show_scenarios(scenarios(contrat, tables_aci()))
    if explained:
        _show_explanations(plan)
    _show_list("À savoir", (one.phrase for one in remarques(plan, tables_aci())))
    _show_list("Ce que les textes laissent ouvert", _open(plan))
    out()
    paragraph(
        f"{convention().avertissement} Conventions de calcul, version {convention().version}."
    )


def _show_contract(plan: Echeancier) -> None:
    contrat, grille = plan.contrat, tables_aci().grilles[plan.contrat.grille]
    end = plan.situations[-1].annee.fin if plan.situations else contrat.signature
    out(f"Contrat signé le {jour(contrat.signature)}, taille {contrat.taille}, {grille.nom}")
    out(f"Il court jusqu’au {jour(end)}, exclu.")


def _show_list(title: str, sentences: Iterable[str]) -> None:
    lines = list(sentences)
    if not lines:
        return
    out()
    out(title)
    for line in lines:
        paragraph(line, first="  - ", rest="    ")


def _show_size_of_it(suppose: ProjetFinance) -> None:
    most = suppose.ordre_de_grandeur
    if most is None:
        return
    parts = (
        (most.fonctionnement, "de fonctionnement"),
        (most.fixe, "de parts fixes"),
        (most.variable, "de parts variables, si tous les résultats sont atteints"),
        (most.forfaits, "de forfaits de crise, si les faits arrivent"),
    )
    said = ", ".join(f"{euros(cents)} {what}" for cents, what in parts if cents)
    doubt = "" if most.fiabilite is Fiabilite.VU else " Des montants sont déduits."
    out()
    paragraph(f"Ordre de grandeur d’une année entière : au plus {said}.{doubt}")


# --- tables -------------------------------------------------------------------------------------


def _amount(lines: Sequence[Ligne]) -> str:
    """Write a sum without its sign of money, marked as its least sure part."""
    if not lines:
        return "–"
    worst = max(
        (line.calcul.base.fiabilite for line in lines), key=list(MARKS).index, default=Fiabilite.VU
    )
    return _plain(sum(line.centimes for line in lines)) + MARKS[worst]


def _plain(cents: int) -> str:
    return euros(cents)[:-2]  # the column says « euros »


def _row(name: str, cells: Iterable[str]) -> str:
    *columns, last = cells
    return name.ljust(NAME) + "".join(cell.rjust(COLUMN) for cell in columns) + last.rjust(LAST)


def _show_years(plan: Echeancier) -> None:
    years = [state.annee.numero for state in plan.situations]
    postes = [code for code in tables_aci().postes if any(x.poste == code for x in plan.lignes)]
    out()
    out(_row("Euros, par année de contrat", [*(f"année {year}" for year in years), "total"]))
    for code in postes:
        of_poste = [line for line in plan.lignes if line.poste == code]
        _show_row(tables_aci().postes[code].nom, of_poste, years)
    _show_row("Total", plan.lignes, years)
    used = {line.calcul.base.fiabilite for line in plan.lignes}
    for fiabilite, legend in LEGEND.items():
        if fiabilite in used:
            out(legend)
    sums = totaux(plan.lignes, tables_aci().rangs)
    if sums.maximum != sums.total:
        out(f"Selon les résultats : de {euros(sums.total)} à {euros(sums.maximum)} en tout.")


def _show_row(name: str, lines: Sequence[Ligne], years: Sequence[int]) -> None:
    by_year = [[line for line in lines if line.annee == year] for year in years]
    out(_row(name, [*map(_amount, by_year), _amount(lines)]))


def _show_months(plan: Echeancier) -> None:
    out()
    out(_row("Euros, par mois, au plus tôt", ["versé", "cumul"]) + "   ce qui arrive")
    sums = totaux(plan.lignes, tables_aci().rangs)
    cash = tresorerie(plan.lignes)
    for year, month in sums.par_mois:
        of_month = [x for x in plan.lignes if (x.le.year, x.le.month) == (year, month)]
        so_far = [move.cumul for move in cash if (move.le.year, move.le.month) <= (year, month)]
        natures = dict.fromkeys(NATURES[line.nature] for line in of_month)
        cells = [_amount([x for x in of_month if not x.indicatif]), _plain(so_far[-1])]
        out(_row(f"{MONTHS[month - 1]} {year}", cells) + "   " + ", ".join(natures))


def _show_scenarios(found: Sequence[Scenario]) -> None:
    years = found[0].totaux.par_annee_contrat
    out()
    out(_row("Euros, selon les résultats", [*(f"année {year}" for year in years), "total"]))
    for one in found:
        by_year = [_plain(cents) for cents in one.totaux.par_annee_contrat.values()]
        out(_row(one.nom, [*by_year, _plain(one.totaux.total)]))


# --- explanations -------------------------------------------------------------------------------


def _show_explanations(plan: Echeancier) -> None:
    out()
    out("Comment chaque montant est calculé")
    tables, rules = tables_aci(), convention()
    for line in plan.lignes:
        found = expliquer(line, plan.contrat, tables, rules)
        name = tables.postes[line.poste].nom
        limit = f", au plus tard le {jour(line.limite)}" if line.limite else ""
        paragraph(
            f"{jour(line.le)}{limit} · {name}, {NATURES[line.nature]}, année {line.annee}",
            first="  ",
            rest="    ",
        )
        paragraph(
            f"{found.formule} · {found.edition} ({found.source})".replace(FINE, "\u00a0"),
            first="      ",
            rest="      ",
        )


def _open(plan: Echeancier) -> Iterable[str]:
    for code in points_ouverts(plan, tables_aci()):
        point = convention().points_ouverts[code]
        yield f"{point.question} Retenu : {lower(point.retenu)} Effet : {lower(point.effet)}"
