"""What goes with a set of documents: a manifest for machines, a note for people."""

import json
from typing import TYPE_CHECKING, Any

from maillage.core.fiabilite import Fiabilite
from maillage.documents.characters import one_line
from maillage.documents.lot import Lot
from maillage.documents.typographie import NO_BREAK, day, french, integer
from maillage.reference.trames import Edition, charger

if TYPE_CHECKING:
    from maillage.documents.modeles.region import ModeleRegion

VERSION = 1
MANIFESTE, LISEZ_MOI = "manifeste.json", "LISEZ-MOI.txt"

_FORMATS = {
    "docx": "à modifier dans Word ou LibreOffice",
    "pdf": "à lire et à déposer",
    "html": "à lire dans un navigateur",
    "xlsx": "tableau, pour Excel ou LibreOffice",
}
_RULE = "-" * 72


def manifeste(lot: Lot) -> bytes:
    """Return the manifest of a set, as JSON."""
    made = lot.editions
    content = {
        "version": VERSION,
        "cpts": lot.dossier.cpts.nom,
        "le": lot.on.isoformat(),
        "logiciel": {"nom": "Maillage", "version": made.logiciel, "composants": made.composants},
        "documents": [
            *(_document(lot, name) for name in lot.documents),
            *(_modele(lot, modele) for modele in lot.modeles),
        ],
        "tables": {"millesimes": made.millesimes, "empreintes": made.tables},
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode(errors="replace")


def _document(lot: Lot, name: str) -> dict[str, Any]:
    trame = charger(name)
    return {
        "document": name,
        "titre": french(trame.titre),
        "trame": {
            "depuis": trame.edition.depuis.isoformat(),
            "fiabilite": str(trame.edition.fiabilite),
            "source": trame.edition.source,
            "verifie_le": trame.edition.verifie_le.isoformat(),
            "empreinte": lot.editions.trames[name],
        },
        "fichiers": _fichiers(lot, name),
    }


def _modele(lot: Lot, modele: "ModeleRegion") -> dict[str, Any]:
    return {
        "document": modele.document,
        "titre": french(modele.titre),
        "modele": {
            "region": modele.region or None,
            "agence": modele.agence or None,
            "version": modele.version,
            "edition": modele.edition.isoformat() if modele.edition else None,
            "empreinte": modele.empreinte,
        },
        "fichiers": _fichiers(lot, modele.document),
    }


def _fichiers(lot: Lot, document: str) -> list[dict[str, Any]]:
    return [
        {
            "nom": fichier.nom,
            "format": fichier.format,
            "octets": len(fichier.contenu),
            "sha256": fichier.empreinte,
        }
        for fichier in lot.de(document)
    ]


def lisez_moi(lot: Lot) -> bytes:
    """Return the note for people: what each file is, and how to check that it is intact."""
    name = one_line(lot.dossier.cpts.nom or "") or "CPTS (nom à compléter)"
    count = len(lot.fichiers)
    lines = [name, f"Documents produits le {day(lot.on)} avec Maillage {lot.editions.logiciel}", ""]
    for document in lot.documents:
        trame = charger(document)
        lines += [_RULE, french(trame.titre), *_files(lot, document)]
        lines.append(f"  {_edition(trame.edition)}")
    for modele in lot.modeles:
        lines += [_RULE, french(modele.titre), *_files(lot, modele.document), _of_modele(modele)]
    for modele, reason in lot.manques:
        lines += [_RULE, french(modele.titre), "  Absent de cet envoi.", f"  {reason}"]
    whole = "Le fichier" if count == 1 else f"Les {count} fichiers"
    lines += [
        _RULE,
        f"{whole} et leur empreinte SHA-256 sont listés dans {MANIFESTE}, avec l’édition de chaque",
        "formulaire et de chaque table de référence employés. Une empreinte qui change dit que le",
        "fichier a été modifié depuis. Pour la recalculer : sha256sum FICHIER (Linux),",
        "shasum -a 256 FICHIER (macOS), certutil -hashfile FICHIER SHA256 (Windows).",
    ]
    text = "\r\n".join(french(line) if line else "" for line in lines) + "\r\n"
    return text.encode("utf-8-sig", errors="replace")


def _files(lot: Lot, document: str) -> list[str]:
    return [
        f"  {one.nom} ({_weight(len(one.contenu))}) : {_FORMATS.get(one.format, one.format)}"
        for one in lot.de(document)
    ]


def _of_modele(modele: "ModeleRegion") -> str:
    whose = f"Modèle Word ({modele.agence})" if modele.agence else "Modèle Word"
    since = f", édition du {day(modele.edition)}" if modele.edition else ""
    return f"  {whose}, version {modele.version}{since}."


def _edition(edition: Edition) -> str:
    doubt = "" if edition.fiabilite is Fiabilite.VU else " (date déduite)"
    since, checked = day(edition.depuis), day(edition.verifie_le)
    return f"Formulaire en usage depuis le {since}{doubt}, vérifié le {checked}."


def _weight(size: int) -> str:
    return f"{integer(max(1, round(size / 1000)))}{NO_BREAK}ko"
