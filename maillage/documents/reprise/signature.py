"""Where someone signs: who, in what capacity, where and when."""

import re

from maillage.documents.reprise.etiquettes import semblables
from maillage.documents.reprise.periodes import lire_jour
from maillage.documents.reprise.recueil import Recueil
from maillage.documents.reprise.valeurs import PERSONNES
from maillage.documents.reprise.word import TableLue
from maillage.reference.trames import Signataire, Trame

_MADE = re.compile(r"Fait à\s*(.*?)\s*,?\s*le\s*(.*)$")
_TO_FILL = "à compléter"


def lire(recueil: Recueil, trame: Trame, table: TableLue, ou: str) -> bool:
    """Read a box of signature; False when the table is another one."""
    cells = [cell for row in table.rangees for cell in row]
    if len(cells) != 1:
        return False
    lines = [line.strip() for line in cells[0].texte.split("\n") if line.strip()]
    for signataire in (bloc.signature for bloc in trame.blocs()):
        if signataire and lines and semblables(lines[0], signataire.libelle):
            _read(recueil, signataire, lines[1:], ou)
            return True
    return False


def _read(recueil: Recueil, signataire: Signataire, lines: list[str], ou: str) -> None:
    rest = []
    for line in lines:
        found = _MADE.match(line.replace("\u00a0", " "))
        if not found:
            rest.append(line)
            continue
        for path, value in (
            (signataire.lieu, found[1].strip(" .…_")),
            (signataire.date, lire_jour(found[2])),
        ):
            if path and value:
                recueil.valeur(path, value, libelle="Signature", en_clair=line, ou=ou)
    role = signataire.nom.partition(".")[0]
    if not rest or rest[0] == _TO_FILL or role not in PERSONNES:
        return
    recueil.role(role, "nom_prenom", rest[0], ou)
    if len(rest) > 1 and signataire.qualite.endswith("qualite"):
        recueil.valeur(
            "roles.representant_qualite", rest[1], libelle="Qualité", en_clair=rest[1], ou=ou
        )
