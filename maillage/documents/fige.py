"""A frozen set: what it takes to produce a deposited set again, and to know whether it is the same."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from maillage.core.facts import DossierFacts
from maillage.documents.carte import Fond
from maillage.documents.editions import Editions, editions, fingerprint
from maillage.documents.lot import Fichier, Lot, produire_lot
from maillage.documents.produire import FormatInapplicable, FormatInconnu
from maillage.dossiers import fichier as dossier_file
from maillage.reference.strict import Node, Problem, Problems, read, structure
from maillage.reference.trames import TrameInconnue, charger

if TYPE_CHECKING:
    from maillage.documents.modeles.region import ModeleRegion

VERSION = 1
_FORMAT = "maillage-dossier-fige"
_START = '{\n"dossier": '
_END = ',\n"empreinte": "'


class Fidelite(StrEnum):
    """How a file produced again compares with the one that was deposited."""

    IDENTIQUE = "identique"  # the same bytes
    MEME_CONTENU = "meme_contenu"  # the same words, written by other versions of the tools
    DIFFERENT = "different"
    IMPOSSIBLE = "impossible"  # the document or the format is gone


@dataclass(frozen=True, slots=True, kw_only=True)
class FichierCompare:
    """A file of the frozen set, compared with the one produced again."""

    nom: str
    fidelite: Fidelite


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparaison:
    """What producing again gave, and what changed since."""

    fichiers: tuple[FichierCompare, ...]
    changements: tuple[str, ...]  # in French: a table, a form, the software

    @property
    def fidele(self) -> bool:
        """Does every file say what the deposited one said?"""
        same = (Fidelite.IDENTIQUE, Fidelite.MEME_CONTENU)
        return all(one.fidelite in same for one in self.fichiers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reproduction:
    """The files produced again, only those that are faithful, and the comparison of all."""

    le: date
    fichiers: Mapping[str, bytes]
    comparaison: Comparaison


@dataclass(frozen=True, slots=True, kw_only=True)
class _FichierFige:
    nom: str
    document: str
    format: str
    empreinte: str
    empreinte_contenu: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _ModeleFige:
    document: str
    titre: str
    region: str
    agence: str
    version: int
    edition: date | None = None
    empreinte: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fige:
    format: str
    version: int
    le: date
    editions: Editions
    fichiers: tuple[_FichierFige, ...]
    modeles: tuple[_ModeleFige, ...] = ()  # Word models of the région: bound by their fingerprint


def figer(lot: Lot) -> bytes:
    """Return the frozen set: the dossier, the day, the editions and the files' fingerprints."""
    made = lot.editions
    rest: dict[str, Any] = {
        "format": _FORMAT,
        "version": VERSION,
        "le": lot.on.isoformat(),
        "editions": {
            "logiciel": made.logiciel,
            "composants": made.composants,
            "millesimes": made.millesimes,
            "tables": made.tables,
            "trames": made.trames,
            "donnees": made.donnees,
        },
        "fichiers": [
            {
                "nom": one.nom,
                "document": one.document,
                "format": one.format,
                "empreinte": one.empreinte,
                "empreinte_contenu": one.empreinte_contenu,
            }
            for one in lot.fichiers
        ],
    }
    dossier = dossier_file.ecrire(lot.dossier, format="json").decode().strip()
    if lot.modeles:
        rest["modeles"] = [_modele(modele) for modele in lot.modeles]
    inside = json.dumps(rest, ensure_ascii=False, indent=2)[1:-2]
    head = f"{_START}{dossier},{inside}"
    return f'{head}{_END}{fingerprint(head.encode())}"\n}}\n'.encode()


def _modele(modele: "ModeleRegion") -> dict[str, Any]:
    return {
        "document": modele.document,
        "titre": modele.titre,
        "region": modele.region,
        "agence": modele.agence,
        "version": modele.version,
        "edition": modele.edition.isoformat() if modele.edition else None,
        "empreinte": modele.empreinte,
    }


def reproduire(
    data: bytes, name: str = "dossier figé", modeles: Callable[[str], bytes | None] | None = None
) -> Reproduction:
    """Produce a frozen set again and compare; raise `Problems` when it is not one, or was altered.

    `modeles` gives the file of a Word model from its fingerprint, or None.
    """
    dossier, frozen = _read(data, name)
    models = {one.document: _restored(one, modeles) for one in frozen.modeles}
    fond = Fond.des_editions(frozen.editions.donnees)
    made: dict[str, Fichier] = {}
    for one in frozen.fichiers:
        again = _again(dossier, one, models, fond, on=frozen.le)
        if again:
            made[one.nom] = again
    compared = tuple(
        FichierCompare(nom=one.nom, fidelite=_fidelity(one, made.get(one.nom)))
        for one in frozen.fichiers
    )
    lost = [one for one in frozen.modeles if models[one.document] is None]
    changes = (*_lost(lost), *_changes(dossier, frozen))
    comparaison = Comparaison(fichiers=compared, changements=changes)
    same = (Fidelite.IDENTIQUE, Fidelite.MEME_CONTENU)
    faithful = {one.nom: made[one.nom].contenu for one in compared if one.fidelite in same}
    return Reproduction(le=frozen.le, fichiers=faithful, comparaison=comparaison)


def _again(
    dossier: DossierFacts,
    frozen: _FichierFige,
    models: Mapping[str, "ModeleRegion | None"],
    fond: Fond,
    *,
    on: date,
) -> Fichier | None:
    """Produce a file again; None when its form, its format or its model is gone."""
    try:
        if frozen.document not in models:
            asked = {frozen.document: (frozen.format,)}
            return produire_lot(dossier, asked, on=on, fond=fond).fichiers[0]
    except (TrameInconnue, FormatInconnu, FormatInapplicable):
        return None
    model = models[frozen.document]
    lot = produire_lot(dossier, {}, on=on, modeles=(model,) if model else ())
    return lot.fichiers[0] if lot.fichiers else None


def _restored(
    frozen: _ModeleFige, modeles: Callable[[str], bytes | None] | None
) -> "ModeleRegion | None":
    from maillage.documents.modeles import ModeleRefuse, controle  # noqa: PLC0415 -- slow: only for models
    from maillage.documents.modeles.region import ModeleRegion  # noqa: PLC0415 -- same

    data = modeles(frozen.empreinte) if modeles else None
    if data is None or fingerprint(data) != frozen.empreinte:
        return None
    try:
        used = controle(data).utilisees
    except ModeleRefuse:  # accepted then, refused by the checks of today
        return None
    return ModeleRegion(
        document=frozen.document,
        titre=frozen.titre,
        region=frozen.region,
        agence=frozen.agence,
        version=frozen.version,
        edition=frozen.edition,
        empreinte=frozen.empreinte,
        utilisees=used,
        etape=None,
        source=lambda: data,
    )


def _lost(models: list[_ModeleFige]) -> Iterator[str]:
    for one in models:
        yield (
            f"modèle Word introuvable : {one.titre}, version {one.version} "
            f"(SHA-256 {one.empreinte[:16]}…)"
        )


def _fidelity(frozen: _FichierFige, made: Fichier | None) -> Fidelite:
    if made is None:
        return Fidelite.IMPOSSIBLE
    if made.empreinte == frozen.empreinte:
        return Fidelite.IDENTIQUE
    same = made.empreinte_contenu == frozen.empreinte_contenu
    return Fidelite.MEME_CONTENU if same else Fidelite.DIFFERENT


def _changes(dossier: DossierFacts, frozen: _Fige) -> Iterator[str]:
    models = {one.document for one in frozen.modeles}
    documents = dict.fromkeys(o.document for o in frozen.fichiers if o.document not in models)
    known = [document for document in documents if _exists(document)]
    yield from (f"document disparu depuis : {name}" for name in documents if name not in known)
    then, now = frozen.editions, editions(dossier, known, on=frozen.le)
    gone = {name: "" for name in documents if name not in known}
    yield from _changed("formulaire", "", then.trames, {**now.trames, **gone})
    yield from _changed("table", "e", then.tables, now.tables)
    found = Fond.des_editions(then.donnees).editions
    for name in sorted(then.donnees.keys() - found.keys()):
        yield f"données ouvertes introuvables : {name}, édition {then.donnees[name]}"
    yield from _changed("outil", "", then.composants, now.composants)
    if then.logiciel != now.logiciel:
        yield f"Maillage est passé de la version {then.logiciel} à la version {now.logiciel}"


def _changed(
    what: str, feminine: str, before: Mapping[str, str], after: Mapping[str, str]
) -> Iterator[str]:
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) == after.get(name) or after.get(name) == "":
            continue
        how = "ajouté" if name not in before else "retiré" if name not in after else "modifié"
        yield f"{what} {how}{feminine} depuis : {name}"


def _exists(document: str) -> bool:
    try:
        charger(document)
    except TrameInconnue:
        return False
    return True


def _read(data: bytes, name: str) -> tuple[DossierFacts, _Fige]:
    root = read(data, name)
    content = root.value
    if not isinstance(content, dict) or str(getattr(content.get("format"), "value", "")) != _FORMAT:
        raise Problems(name, [Problem("ce n’est pas un dossier figé par Maillage")])
    text = data.decode()
    head, found, end = text.rpartition(_END)
    if not found or end != f'{fingerprint(head.encode())}"\n}}\n' or not head.startswith(_START):
        raise Problems(name, [Problem("ce dossier figé a été modifié : il ne prouve plus rien")])
    _, stop = json.JSONDecoder().raw_decode(text, len(_START))
    dossier = dossier_file.lire(text[len(_START) : stop].encode(), name)
    rest = {key: node for key, node in content.items() if key not in ("dossier", "empreinte")}
    frozen = structure(Node(rest), _Fige, name)
    if frozen.version != VERSION:
        message = f"ce dossier figé est au format {frozen.version}, inconnu de cette version"
        raise Problems(name, [Problem(message, "version")])
    return dossier, frozen
