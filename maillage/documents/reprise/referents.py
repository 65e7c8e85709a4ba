"""The contacts of institutions, on the rows that a form prints in advance or on others."""

from maillage.core.facts import Referent
from maillage.documents.reprise.recueil import Recueil
from maillage.documents.reprise.tables import tete
from maillage.documents.reprise.valeurs import convertir
from maillage.documents.reprise.word import TableLue
from maillage.reference.trames import CHAMPS_REFERENT, TableauReferents


def lire(recueil: Recueil, tableau: TableauReferents, table: TableLue, ou: str) -> None:
    """Read each row that names someone."""
    head = tete(table, list(tableau.entetes))
    if head is None:
        return
    for number, row in enumerate(table.rangees[head.rangee + 1 :], start=1):
        fields: dict[str, str] = {}
        for name, column in zip(CHAMPS_REFERENT, head.colonnes[0], strict=True):
            cell = row[column] if column is not None and column < len(row) else None
            missing = cell and any(t.style == "ACompleter" for li in cell.lignes for t in li.traits)
            if cell and cell.texte and not missing:
                said = "" if cell.texte == "–" and recueil.de_maillage else cell.texte
                fields[name] = convertir(said, str, name) if said else ""
        place = f"{ou}, ligne {number}"
        if fields.get("nom"):
            contact = Referent(**fields)
            words = ", ".join(filter(None, fields.values()))
            recueil.valeur("referents", contact, libelle=contact.nom, en_clair=words, ou=place)
        elif fields.get("telephone") or fields.get("courriel"):
            text = ", ".join(filter(None, fields.values()))
            recueil.a_placer(text, place, "ce contact n’a pas de nom")
