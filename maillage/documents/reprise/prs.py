"""The tables of the regional health plan: the lines kept, and what is said of each."""

from maillage.core.facts import LienPrs
from maillage.documents.reprise.etiquettes import CLOSE, normal, proches
from maillage.documents.reprise.recueil import Recueil
from maillage.documents.reprise.textes import markdown
from maillage.documents.reprise.word import EMPTY, TICKED, Cellule, Ligne, TableLue
from maillage.reference.prs import tables_prs
from maillage.reference.trames import TableauPrs

NONE = "aucun lien retenu dans ce tableau"


def lire(recueil: Recueil, tableau: TableauPrs, table: TableLue, ou: str) -> None:
    """Read each line that is kept: without an empty box before it."""
    known = {
        normal(one.libelle): one.code for one in tables_prs(tableau.region)[tableau.table].priorites
    }
    themed = any(one.theme for one in tables_prs(tableau.region)[tableau.table].priorites)
    for number, row in enumerate(table.rangees[1:], start=1):
        place = f"{ou}, ligne {number}"
        if len(row) < 2 or normal(row[0].texte) == NONE:
            continue
        if themed:
            _axes(recueil, known, row[1], place)
        else:
            _alone(recueil, known, row[0], row[1], place)


def _code(known: dict[str, str], text: str) -> str | None:
    wanted = normal(text.strip(TICKED + EMPTY + " "))
    if wanted in known:
        return known[wanted]
    near = max(known, key=lambda one: proches(one, wanted))
    return known[near] if proches(near, wanted) >= CLOSE else None


def _axes(recueil: Recueil, known: dict[str, str], cell: Cellule, ou: str) -> None:
    code: str | None = None
    comment: list[Ligne] = []
    for line in (one for one in cell.lignes if not one.vide):
        found = _code(known, line.texte)
        if found is None:
            comment.append(line)
            continue
        _keep(recueil, code, comment, ou)
        empty = any(sign in line.texte for sign in EMPTY)
        code, comment = (None if empty else found), []
    _keep(recueil, code, comment, ou)


def _alone(recueil: Recueil, known: dict[str, str], label: Cellule, said: Cellule, ou: str) -> None:
    code = _code(known, label.texte)
    lines = [one for one in said.lignes if not one.vide]
    if code is None:
        recueil.a_placer(f"{label.texte} : {said.texte}", ou, "cette priorité n’est pas connue")
        return
    ticked = recueil.de_maillage or lines or any(sign in label.texte for sign in TICKED)
    if ticked and not any(sign in label.texte for sign in EMPTY):
        _keep(recueil, code, lines, ou)


def _keep(recueil: Recueil, code: str | None, comment: list[Ligne], ou: str) -> None:
    text = markdown(comment)
    if code is None:
        recueil.a_placer(markdown(comment), ou, "aucune priorité n’est cochée au-dessus")
        return
    link = LienPrs(code=code, commentaire=text or None)
    recueil.valeur("liens_prs", link, libelle=code, en_clair=text or code, ou=ou)
