"""Bytes to the facts of a dossier, or to everything that is wrong with them."""

import dataclasses
from collections.abc import Iterator

from maillage.core.facts import FORMAT_VERSION, DossierFacts
from maillage.dossiers.fichier.coherence import problemes
from maillage.reference.nomenclatures import rubriques_texte
from maillage.reference.strict import Node, Problem, Problems, read, structure

_SECTIONS = frozenset(field.name for field in dataclasses.fields(DossierFacts))


def lire(data: bytes, name: str) -> DossierFacts:
    """Read a dossier; raise `Problems`, in the file's order, on anything that is not one."""
    root = read(data, name)
    content = _versioned(root, name)
    facts = structure(content, DossierFacts, name)
    found = problemes(facts, content)
    if found:
        raise Problems(name, found)
    return facts


def _versioned(root: Node, name: str) -> Node:
    """Return the dossier without its version, once this version is known to be readable."""
    if not isinstance(root.value, dict):
        message = "ce n'est pas un dossier : des clés sont attendues, « version: 1 » en tête"
        raise Problems(name, [Problem(message, line=root.line)])
    version = root.value.get("version")
    if version is None or version.value is None:
        message = f"la version du format manque : écrivez « version: {FORMAT_VERSION} » en tête"
        raise Problems(name, [Problem(message, "version")])
    _check_version(version, name)
    return Node({key: item for key, item in _answered(root.value) if key != "version"})


def _answered(entries: dict[str, Node]) -> Iterator[tuple[str, Node]]:
    """Leave out the sections and the texts of which only the title is written."""
    texts = rubriques_texte()
    for key, item in entries.items():
        if key == "textes" and isinstance(item.value, dict):
            kept = {
                code: text
                for code, text in item.value.items()
                if text.value is not None or code not in texts
            }
            yield key, Node(kept, item.line)
        elif item.value is not None or key not in _SECTIONS:
            yield key, item


def _check_version(version: Node, name: str) -> None:
    text = str(version.value)
    if text == str(FORMAT_VERSION):
        return
    if text.isascii() and text.isdigit() and text.lstrip("0") > "":
        message = (
            f"ce dossier est au format {text[:20]}, plus récent que le format {FORMAT_VERSION} "
            "que ce logiciel connaît : mettez Maillage à jour"
        )
    else:
        message = f"cette version du format n'existe pas : écrivez « version: {FORMAT_VERSION} »"
    raise Problems(name, [Problem(message, "version", version.line)])
