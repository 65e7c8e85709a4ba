"""A calendar: each row is a step of the dossier and its period."""

from maillage.core.facts import Etape
from maillage.documents.reprise.donnees import lire_reunion
from maillage.documents.reprise.etiquettes import CLOSE, normal, proches, sans_numero, semblables
from maillage.documents.reprise.periodes import lire_date, lire_periode
from maillage.documents.reprise.recueil import Recueil
from maillage.documents.reprise.tables import textes
from maillage.documents.reprise.word import TableLue
from maillage.reference.nomenclatures import etapes
from maillage.reference.trames import Calendrier

A_COMPLETER = "à compléter"


def lire(recueil: Recueil, calendrier: Calendrier, table: TableLue, ou: str) -> None:
    """Read every row that gives a period, or that says one is missing."""
    heads = {normal(text) for text in calendrier.entetes}
    for number in range(len(table.rangees)):
        row = [text.strip() for text in textes(table, number)]
        if {normal(text) for text in row if text} <= heads:
            continue
        _row(recueil, calendrier, row, f"{ou}, ligne {number}")


def _row(recueil: Recueil, calendrier: Calendrier, row: list[str], ou: str) -> None:
    action, period = _cells(row)
    if _lists(recueil, calendrier, action, period, ou):
        return
    period, _, others = (
        period.partition("\n") if _of_actions(calendrier, action) else (period, "", "")
    )
    for line in filter(None, others.split("\n")):
        _action(recueil, line, ou)
    code, own = _step(calendrier, action)
    if not period:
        if own and code:
            recueil.a_placer(action, ou, "cette étape n’a pas de période")
        return
    read = lire_periode(period)
    if code is None or (read is None and period != A_COMPLETER):
        why = "cette étape n’est pas connue" if code is None else "cette période ne se lit pas"
        recueil.a_placer(f"{action} : {period}", ou, why)
        return
    if read is None and not recueil.de_maillage:
        return
    start, end = read or (None, None)
    step = Etape(code=code, libelle=own, debut=start, fin=end)
    recueil.valeur("calendrier", step, libelle=action.split("\n")[0], en_clair=period, ou=ou)


def _lists(recueil: Recueil, calendrier: Calendrier, action: str, period: str, ou: str) -> bool:
    """Read a row of meetings; False when the row is another one."""
    labels = [ligne.action for ligne in calendrier.lignes if ligne.reunions]
    if not any(semblables(action, label) for label in labels):
        return False
    for line in filter(None, period.split("\n")):
        meeting = lire_reunion(sans_numero(line))
        if meeting:
            recueil.valeur("reunions", meeting, libelle=meeting.intitule, en_clair=line, ou=ou)
        elif normal(line) != "a completer":
            recueil.a_placer(line, ou, "cette réunion ne se lit pas")
    return True


def _of_actions(calendrier: Calendrier, action: str) -> bool:
    labels = [ligne.action for ligne in calendrier.lignes if ligne.actions]
    return any(semblables(action, label) for label in labels)


def _action(recueil: Recueil, line: str, ou: str) -> None:
    """Read « title – January 2027 »."""
    title, dash, when = line.rpartition(" – ")
    day = lire_date(when) if dash else None
    if day:
        recueil.action(title.strip(), {"debut": day}, ou)
    else:
        recueil.a_placer(line, ou, "cette action n’a pas de date")


def _cells(row: list[str]) -> tuple[str, str]:
    """The period is in the last column, the step just before it."""
    if len(row) < 2:
        return (row[0] if row else ""), ""
    return row[-2] or row[0], row[-1]


def _step(calendrier: Calendrier, text: str) -> tuple[str | None, str | None]:
    """Return the code of a step, and the team's own words when they are others."""
    head, _, own = text.partition("\n")
    labels = {normal(ligne.action): ligne.code for ligne in calendrier.lignes}
    labels |= {
        normal(step.libelle): code
        for code, step in etapes().items()
        if normal(step.libelle) not in labels
    }
    for wanted, said in ((normal(text.replace("\n", " ")), ""), (normal(head), own.strip())):
        if wanted in labels:
            return labels[wanted], said or None
        near = max(labels, key=lambda one: proches(one, wanted), default="")
        if near and proches(near, wanted) >= CLOSE:
            return labels[near], said or None
    return None, None
