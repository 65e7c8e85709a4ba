"""What the page of preview and the report of an import show."""

import base64
import csv
from collections import Counter
from io import StringIO
from typing import Any, Final

from maillage.core.facts import Personne
from maillage.documents.reprise import Doute
from maillage.web.equipe import cadre
from maillage.web.equipe.importation_lue import Apercu, Decision, Sort
from maillage.web.typographie import fr, pluriel

_COLUMNS: Final = 40  # columns offered to be named by hand
_VALUES: Final = 3  # first values shown of a column
_WORDS: Final = 200
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
SORTS: Final = (
    (Sort.PASSER, "Passer : ne rien changer"),
    (Sort.COMPLETER, "Compléter ses champs vides"),
    (Sort.AJOUTER, "Ajouter quand même"),
)


def nom(fiche: Any) -> str:
    if isinstance(fiche, Personne):
        return f"{fiche.prenom or ''} {fiche.nom}".strip()
    return str(fiche.nom)


def lettre(column: int) -> str:
    """Return what a spreadsheet calls a column, 0 being A."""
    letters, rank = "", column + 1
    while rank:
        rank, rest = divmod(rank - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def groupes(apercu: Apercu) -> dict[str, list[dict[str, Any]]]:
    """Sort the lines by what they ask of the person."""
    found: dict[str, list[dict[str, Any]]] = {
        "deja": [],
        "doubles": [],
        "doutes": [],
        "sures": [],
    }
    for one in apercu.decisions:
        kind = "deja" if one.connu is not None and not one.ligne.double else "sures"
        if one.ligne.double:
            kind = "doubles"
        elif kind == "sures" and one.ligne.doutes:
            kind = "doutes"
        found[kind].append(_line(apercu, one))
    return found


def _line(apercu: Apercu, one: Decision) -> dict[str, Any]:
    line, labels = one.ligne, apercu.sorte.champs
    more = [labels.get(name, name.replace("_", " ")).lower() for name in one.complements]
    return {
        "numero": line.numero,
        "nom": nom(line.fiche),
        "detail": apercu.sorte.decrire(line.fiche),
        "texte": line.texte,
        "doutes": [_doubt(apercu, doubt) for doubt in line.doutes],
        "double": line.double,
        "connu": str(one.connu) if one.connu is not None else "",
        "complements": ", ".join(more),
        "choix": apercu.choix.lignes.get(line.numero, ""),
        "retiree": one.sort is Sort.RETIRER,
        "fiche": cadre.adresse(
            one.connu.dossier, f"{apercu.sorte.page}_modifier", str(one.connu.pk)
        )
        if one.connu is not None
        else "",
    }


def _doubt(apercu: Apercu, doubt: Doute) -> str:
    column = _column_of(apercu, doubt.champ)
    where = f"colonne {lettre(column)}, " if column is not None else ""
    return fr(f"{where}{doubt.phrase}")


def _column_of(apercu: Apercu, champ: str) -> int | None:
    columns = apercu.lue.colonnes
    if champ in ("nom", "prenom"):
        return columns.get(champ, columns.get("nom_prenom", columns.get("prenom_nom")))
    return columns.get(champ)


def phrase(apercu: Apercu) -> str:
    """Say in one sentence what was understood."""
    words, rows = apercu.sorte.mots, groupes(apercu)
    said = [pluriel(len(apercu.lue.lus), words["un"], words["plusieurs"])]
    counts = (
        (len(rows["doutes"]), "à vérifier", "à vérifier"),
        (len(rows["deja"]), f"déjà {words['ou']}", f"déjà {words['ou']}"),
        (len(rows["doubles"]), "en double dans le fichier", "en double dans le fichier"),
    )
    said += [pluriel(count, one, many) for count, one, many in counts if count]
    left = len(apercu.lue.ecartees)
    if left:
        said.append(
            pluriel(left, "ligne sans nom, laissée", "lignes sans nom, laissées") + " de côté"
        )
    return fr(", ".join(said) + ".")


def colonnes(apercu: Apercu) -> list[dict[str, Any]]:
    """Return each column that holds something, with its first values and what it was taken for."""
    places = {column: name for name, column in apercu.lue.colonnes.items()}
    body = [row for row in apercu.rangees if row.numero > apercu.lue.titres]
    heads = next((r for r in apercu.rangees if r.numero == apercu.lue.titres), None)
    found = []
    for column in range(max(len(row.cellules) for row in apercu.rangees)):
        values = [
            r.cellules[column] for r in body if column < len(r.cellules) and r.cellules[column]
        ]
        if not values and column not in places:
            continue
        title = heads.cellules[column] if heads and column < len(heads.cellules) else ""
        found.append(
            {
                "rang": column,
                "lettre": lettre(column),
                "titre": title,
                "valeurs": " · ".join(value[:40] for value in values[:_VALUES]),
                "champ": places.get(column, ""),
            }
        )
    return found[:_COLUMNS]


def mots(apercu: Apercu) -> list[dict[str, Any]]:
    """Return the words of the file to be told once for all their lines, the most frequent first."""
    codes = apercu.codes
    written: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for line in apercu.lue.lus:
        if line.mots:
            counts[written.setdefault(line.mots.casefold(), line.mots)] += 1
    return [
        {"mot": word, "nombre": pluriel(count, "ligne"), "code": codes[word]}
        for word, count in counts.most_common(_WORDS)
    ]


# --- the report ----------------------------------------------------------------------------------

_SAID: Final = {
    Sort.AJOUTER: ("bien", "Ajoutée"),
    Sort.COMPLETER: ("bien", "Complétée"),
    Sort.PASSER: ("neutre", "Passée"),
    Sort.RETIRER: ("neutre", "Laissée de côté"),
}


def rapport(apercu: Apercu) -> list[dict[str, Any]]:
    """Say what became of each line of the file that says something, in its order."""
    rows = [_reported(apercu, one) for one in apercu.decisions]
    rows += [
        {
            "numero": line.numero,
            "nom": line.texte[:120],
            "ton": "neutre",
            "sort": "Laissée de côté",
            "raison": line.raison,
        }
        for line in apercu.lue.ecartees
    ]
    return sorted(rows, key=lambda row: row["numero"])


def _reported(apercu: Apercu, one: Decision) -> dict[str, Any]:
    tone, word = _SAID[one.sort]
    reasons = [_doubt(apercu, doubt) for doubt in one.ligne.doutes]
    if one.sort is Sort.PASSER:
        where = f"déjà {apercu.sorte.mots['ou']}"
        reasons = [f"même nom que la ligne {one.ligne.double}" if one.ligne.double else where]
    if one.sort is Sort.COMPLETER:
        labels = apercu.sorte.champs
        reasons = [", ".join(labels.get(name, name).lower() for name in one.complements)]
    if one.sort is Sort.RETIRER:
        reasons = ["à votre demande"]
    return {
        "numero": one.ligne.numero,
        "nom": nom(one.ligne.fiche),
        "ton": tone,
        "sort": word,
        "raison": " ; ".join(reasons),
    }


def en_csv(rows: list[dict[str, Any]]) -> str:
    """Return the report as an address that holds it whole: the server keeps nothing of it."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(("Ligne", "Nom", "Résultat", "Pourquoi"))
    for row in rows:
        cells = (str(row["numero"]), row["nom"], row["sort"], row["raison"])
        writer.writerow([f"’{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    data = out.getvalue().encode("utf-8-sig", errors="replace")
    return f"data:text/csv;charset=utf-8;base64,{base64.b64encode(data).decode()}"
