"""From the paragraphs of a file back to the limited Markdown of the dossier."""

import re
from collections.abc import Sequence

from maillage.documents.reprise.word import Ligne, Trait

_DOTS = re.compile(r"[\s.…_·:\-–]*")
_TYPED_BULLET = re.compile(r"\s*[·•▪●○►✓–—]\s+")


def utile(ligne: Ligne, *, de_maillage: bool) -> bool:
    """Say whether a line carries an answer: neither dots to fill, nor words of ours."""
    if _DOTS.fullmatch(ligne.texte):
        return False
    if not de_maillage:
        return True
    if ligne.style == "Remarque" and "Patients suivis" in ligne.texte:
        return True
    if ligne.style.startswith("Couverture"):
        return False
    if ligne.style in (
        "TitreSommaire",
        "LigneACompleter",
        "Remarque",
        "Precision",
        "Carte",
        "Title",
        "Subtitle",
    ):
        return False
    return any(trait.texte.strip() and trait.style != "ACompleter" for trait in ligne.traits)


def markdown(lignes: Sequence[Ligne]) -> str:
    """Write lines as Markdown: paragraphs, lists, bold, italic, two levels of headings."""
    highest = min((ligne.titre for ligne in lignes if ligne.titre), default=0)
    deeper = any(ligne.titre > highest for ligne in lignes if ligne.titre)
    out: list[str] = []
    writer = _Lists()
    before: Ligne | None = None
    for ligne in lignes:
        if ligne.vide:
            continue
        if ligne.titre:
            marks = "#" if deeper and ligne.titre == highest else "##"
            piece = f"{marks} {' '.join(ligne.texte.split())}"
        else:
            piece = writer.write(ligne, before)
        together = before is not None and _same_list(before, ligne)
        out.append(("\n" if together else "\n\n") + piece if out else piece)
        before = ligne if ligne.liste or not ligne.retrait else before
    return "".join(out)


def _same_list(before: Ligne, ligne: Ligne) -> bool:
    """Some programs give each item a list of its own: two neighbours of one kind are one list."""
    if before.liste is None or ligne.liste is None:
        return False
    same_kind = bool(before.liste[2]) == bool(ligne.liste[2])
    return same_kind or max(before.liste[1], ligne.liste[1]) > 0


class _Lists:
    """Counts the items of numbered lists, and indents those inside others."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, int], int] = {}
        self.margins = [0] * 10

    def write(self, ligne: Ligne, before: Ligne | None) -> str:
        text = _emphasis(ligne.traits)
        if ligne.liste is None:
            inside = before is not None and before.liste is not None and ligne.retrait
            if inside and before and before.liste:
                margin = " " * self.margins[before.liste[1] + 1]
                return margin + text.replace("\n", "\n" + margin)
            typed = _TYPED_BULLET.match(text)
            return f"- {text[typed.end() :]}" if typed else text
        identifier, depth, first = ligne.liste
        mark = "- "
        if first:
            number = self.counts.get((identifier, depth), first)
            if before and before.liste and before.liste[1:2] == (depth,) and before.liste[2]:
                number = max(number, self.counts.get((before.liste[0], depth), first))
            self.counts[identifier, depth] = number + 1
            mark = f"{number}. "
        spaces = self.margins[depth]
        self.margins[depth + 1] = spaces + len(mark)
        following = "\n" + " " * (spaces + len(mark))
        return " " * spaces + mark + text.replace("\n", following)


def _emphasis(traits: Sequence[Trait]) -> str:
    whole = "".join(trait.texte for trait in traits)
    if all(trait.gras for trait in traits if trait.texte.strip()) and len(whole) > 200:
        return whole.strip()  # a whole page in bold is a taste, not an emphasis
    return "".join(map(_run, traits)).strip("\n\t \u00a0")


def _run(trait: Trait) -> str:
    mark = "**" * trait.gras + "*" * trait.italique
    if not mark or not trait.texte.strip():
        return trait.texte
    lines = []
    for line in trait.texte.split("\n"):
        inside = line.strip()
        if not inside:
            lines.append(line)
            continue
        start = line[: len(line) - len(line.lstrip())]
        end = line[len(line.rstrip()) :]
        lines.append(f"{start}{mark}{inside}{mark[::-1]}{end}")
    return "\n".join(lines)
