"""Open a DOCX or an XLSX without trusting it: what it is, what it weighs, what it hides."""

import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from maillage.documents.reprise.refus import FichierRefuse

MAX_FILE = 20_000_000
MAX_PART = 60_000_000
MAX_WHOLE = 150_000_000
MAX_RATIO = 300  # a text that packs better than this was made to fill a memory
MAX_PARTS = 4_000

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# What a link to the outside may be: an address that a reader clicks on, never a thing to load.
_HARMLESS = ("hyperlink",)


@dataclass(frozen=True, slots=True)
class Paquet:
    """An office file whose parts may be read one by one."""

    parts: dict[str, bytes]

    def xml(self, name: str) -> Any:
        """Return the root of a part, or None when there is none of this name."""
        data = self.parts.get(name)
        return None if data is None else parse(data)


def parse(data: bytes) -> Any:
    """Parse XML that names no document type and loads nothing; raise `FichierRefuse`."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or _doctype_in_utf16(data):
        raise FichierRefuse(
            "Ce fichier déclare des entités XML, ce qu’aucun logiciel de bureau n’écrit : refusé."
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FichierRefuse(
            "Ce fichier est abîmé : ouvrez-le dans votre logiciel de bureau et enregistrez-le à "
            "nouveau."
        ) from error


def _doctype_in_utf16(data: bytes) -> bool:
    return any("<!DOCTYPE".encode(code) in data for code in ("utf-16-le", "utf-16-be"))


def ouvrir(data: bytes, name: str, *, needs: str, kind: str) -> Paquet:
    """Open a package that holds the part `needs`; raise `FichierRefuse` on anything doubtful."""
    if len(data) > MAX_FILE:
        raise FichierRefuse(
            f"« {name} » est trop lourd : la limite est de {MAX_FILE // 1_000_000} Mo. "
            "Enlevez-en les images."
        )
    if not data.startswith(b"PK"):
        raise FichierRefuse(_what_it_is(data, name, kind))
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = _parts(archive, name)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise FichierRefuse(
            f"« {name} » est abîmé ou protégé par un mot de passe : enregistrez-le à nouveau, sans "
            "mot de passe."
        ) from error
    if needs not in parts:
        raise FichierRefuse(f"« {name} » n’est pas un fichier {kind}.")
    _refuse_macros(parts, name)
    return Paquet(parts)


def _what_it_is(data: bytes, name: str, kind: str) -> str:
    if not data.strip():
        return f"« {name} » est vide."
    if data.startswith(b"%PDF"):
        return f"« {name} » est un PDF : donnez le fichier {kind} d’origine."
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return (
            f"« {name} » est dans un ancien format, ou protégé par un mot de passe : "
            f"enregistrez-le au format {kind}, sans mot de passe."
        )
    if data.startswith(b"{\\rtf"):
        return f"« {name} » est un RTF : enregistrez-le au format {kind}."
    return f"« {name} » n’est pas un fichier {kind}."


def _parts(archive: ZipFile, name: str) -> dict[str, bytes]:
    entries = archive.infolist()
    if len(entries) > MAX_PARTS:
        raise FichierRefuse(f"« {name} » contient trop de pièces ({len(entries)}) : refusé.")
    if sum(entry.file_size for entry in entries) > MAX_WHOLE:
        raise FichierRefuse(f"« {name} » devient énorme une fois ouvert : refusé.")
    parts: dict[str, bytes] = {}
    for entry in entries:
        if not entry.filename.endswith((".xml", ".rels", ".bin")):
            parts.setdefault(entry.filename, b"")  # pictures are never read
            continue
        huge = entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        if entry.file_size > MAX_PART or (huge and entry.file_size > 1_000_000):
            raise FichierRefuse(f"« {name} » devient énorme une fois ouvert : refusé.")
        with archive.open(entry) as stream:
            content = stream.read(MAX_PART + 1)  # the size that an entry declares may lie
        if len(content) > MAX_PART:
            raise FichierRefuse(f"« {name} » devient énorme une fois ouvert : refusé.")
        parts[entry.filename] = content
    return parts


def _refuse_macros(parts: dict[str, bytes], name: str) -> None:
    if any("vbaproject" in part.lower() for part in parts) or b"macroEnabled" in parts.get(
        "[Content_Types].xml", b""
    ):
        raise FichierRefuse(f"« {name} » contient des macros : enregistrez-le sans macro.")


def liens_externes(paquet: Paquet) -> tuple[str, ...]:
    """Return the outside things that the file would load, such as a template or a picture."""
    found = []
    for name, data in paquet.parts.items():
        if not name.endswith(".rels"):
            continue
        for relation in parse(data).iter(_RELATIONS):
            kind = (relation.get("Type") or "").rpartition("/")[2]
            if relation.get("TargetMode") == "External" and kind not in _HARMLESS:
                found.append(f"{kind} : {relation.get('Target') or ''}")
    return tuple(found)
