"""Open a model: what Word would load or run is refused before anything else reads it."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # docxtpl ships no types

from maillage.documents.modeles.refus import ModeleRefuse
from maillage.documents.reprise.paquet import MAX_RATIO, Paquet, liens_externes, ouvrir, parse
from maillage.documents.reprise.refus import FichierRefuse
from maillage.documents.reprise.word import BODY, W

MAX_MODEL = 6_000_000
MAX_XML = 6_000_000
MAX_OPEN = 40_000_000  # once open: its pictures too go into the memory of whoever fills it
MAX_TAGS = 3_000
MAX_PARAGRAPH = 20_000
_OPENING = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_TAG = re.compile(r"\{\{[^{}%#]{1,300}\}\}|\{%[^{}%#]{1,300}%\}")
_FIELDS = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT)\b", re.IGNORECASE
)
_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_ACTIVE = ("activex", "embeddings", "oleobject", "afchunk")


def ouvrir_modele(data: bytes) -> tuple[DocxTemplate, tuple[str, ...]]:
    """Return the template and the source of each part that carries tags; raise `ModeleRefuse`."""
    try:
        paquet = ouvrir(data, "Le modèle", needs=BODY, kind="Word (.docx)")
        _weigh(data)
        _refuse(paquet, data)
        for name in paquet.parts:
            if _PARTS.fullmatch(name):
                _tags_are_whole(paquet, name)
        _properties(paquet)
    except ModeleRefuse:
        raise
    except FichierRefuse as error:
        raise ModeleRefuse(str(error)) from error
    return _template(data)


def _weigh(data: bytes) -> None:
    with ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
    packed = [e for e in entries if e.file_size > MAX_RATIO * max(e.compress_size, 1)]
    huge = any(entry.file_size > 1_000_000 for entry in packed)
    if huge or sum(entry.file_size for entry in entries) > MAX_OPEN:
        raise ModeleRefuse("Ce modèle devient énorme une fois ouvert : allégez ses images.")


def _refuse(paquet: Paquet, data: bytes) -> None:
    if len(data) > MAX_MODEL or len(paquet.parts[BODY]) > MAX_XML:
        raise ModeleRefuse("Ce modèle est trop lourd : la limite est de 6 Mo. Allégez ses images.")
    outside = liens_externes(paquet)
    if outside:
        raise ModeleRefuse(
            f"Ce modèle va chercher quelque chose ailleurs ({outside[0][:120]}) : enregistrez-le sans "
            "modèle attaché ni image liée."
        )
    active = [name for name in paquet.parts if any(word in name.lower() for word in _ACTIVE)]
    if active:
        raise ModeleRefuse(
            f"Ce modèle contient un objet incorporé ({active[0][:80]}) : enlevez-le."
        )


def _tags_are_whole(paquet: Paquet, name: str) -> None:
    """A tag begins and ends in one paragraph, and only in its text."""
    root = paquet.xml(name)
    count = 0
    for paragraph in root.iter(f"{W}p"):
        text = "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
        if not _OPENING.search(text):
            continue
        if len(text) > MAX_PARAGRAPH:
            raise ModeleRefuse("Un paragraphe de ce modèle est trop long pour porter des balises.")
        tags = _TAG.findall(text)
        count += len(tags)
        left = _OPENING.search(_TAG.sub("", text))
        if left:
            where = text[max(0, left.start() - 20) : left.start() + 40]
            raise ModeleRefuse(
                f"Une balise n’est pas fermée, ou en contient une autre, près de « {where} »."
            )
    if count > MAX_TAGS:
        raise ModeleRefuse(f"Ce modèle a plus de {MAX_TAGS} balises.")
    _nowhere_else(root)


def _nowhere_else(root: Any) -> None:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if any(_OPENING.search(value) for value in element.attrib.values()):
            raise ModeleRefuse("Une balise est dans un réglage de Word : écrivez-la dans le texte.")
        text = f"{element.text or ''}{element.tail or ''}"
        if element.tag != f"{W}t" and _OPENING.search(text):
            raise ModeleRefuse("Une balise est dans un champ de Word : écrivez-la dans le texte.")
        if element.tag in (f"{W}instrText", f"{W}fldSimple"):
            instruction = f"{text} {element.get(f'{W}instr') or ''}"
            if _FIELDS.search(instruction):
                raise ModeleRefuse("Ce modèle contient un champ qui charge un autre fichier.")


def _properties(paquet: Paquet) -> None:
    data = paquet.parts.get("docProps/core.xml")
    if data and _OPENING.search("".join(parse(data).itertext())):
        raise ModeleRefuse("Une balise est dans les propriétés du fichier : enlevez-la.")


def _template(data: bytes) -> tuple[DocxTemplate, tuple[str, ...]]:
    try:
        template = DocxTemplate(BytesIO(data))
        template.init_docx()
        sources = [template.patch_xml(template.get_xml())]
        for uri in (template.HEADER_URI, template.FOOTER_URI):
            parts = (part for _, part in template.get_headers_footers(uri))
            sources += [template.patch_xml(template.get_part_xml(part)) for part in parts]
        for part in template.get_docx().part.package.iter_parts():
            if "footnotes" in str(part.partname) or "endnotes" in str(part.partname):
                sources.append(template.patch_xml(part.blob.decode("utf-8", "replace")))
    except Exception as error:
        raise ModeleRefuse(
            "Ce modèle ne s’ouvre pas : enregistrez-le à nouveau depuis Word ou LibreOffice."
        ) from error
    return template, tuple(sources)
