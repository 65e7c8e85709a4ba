"""Boxes that were ticked: by Word, by a sign, by an x, or by leaving only one answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from maillage.documents.reprise.etiquettes import CLOSE, normal, proches, sans_numero
from maillage.documents.reprise.modele import Confiance
from maillage.documents.reprise.recueil import Recueil
from maillage.documents.reprise.valeurs import ABSENT, convertir, type_du_chemin
from maillage.documents.reprise.word import EMPTY, TICKED, Ligne
from maillage.reference.trames import Cases

_TYPED_BOX = re.compile(r"[\[(]\s*([xX✓✔]?)\s*[\])]|(?<!\w)_{2,}(?!\w)|(?m:^\s*([xX])(?=\s))")
_BOX = re.compile(f"[{TICKED}{EMPTY}]")
_DAY = re.compile(r"(?:Décision du bureau|Date de la déclaration)\s*:\s*(.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Answer:
    code: str | None
    reste: tuple[str, ...]
    confiance: Confiance = Confiance.SUR


def lire(recueil: Recueil, cases: Cases, lignes: Sequence[Ligne], libelle: str, ou: str) -> None:
    """Read the boxes of a question, and what is written with the answer."""
    answer = _answer(cases, lignes)
    shown = " ".join(" / ".join(ligne.texte.strip() for ligne in lignes if not ligne.vide).split())
    if answer.code is not None:
        _keep(recueil, cases, answer, libelle, ou)
    rest = list(answer.reste)
    if cases.date:
        rest = _date(recueil, cases.date, rest, ou)
    comment = "\n".join(rest).strip()
    if not comment:
        return
    if cases.commentaire and answer.code is not None:
        recueil.valeur(
            cases.commentaire,
            comment,
            libelle=f"{libelle} : commentaire",
            en_clair=comment,
            ou=ou,
        )
    else:
        recueil.a_placer(comment if answer.code else shown, ou, "aucune case cochée ne se lit")


def _keep(recueil: Recueil, cases: Cases, answer: _Answer, libelle: str, ou: str) -> None:
    words = next(one.libelle for one in cases.options if one.code == answer.code)
    if cases.valeur.startswith("calcul."):
        _size(recueil, answer, words, ou)
        return
    kind = type_du_chemin(cases.valeur)
    value = convertir(answer.code or "", kind) if kind else ABSENT
    recueil.valeur(
        cases.valeur, value, libelle=libelle, en_clair=words, ou=ou, confiance=answer.confiance
    )


def _size(recueil: Recueil, answer: _Answer, words: str, ou: str) -> None:
    """The size is computed; what a team ticked by hand is kept to be compared."""
    if recueil.de_maillage or not answer.code or not answer.code[0].isdigit():
        return
    recueil.valeur(
        "territoire.taille_declaree",
        int(answer.code[0]),
        libelle="Taille cochée",
        en_clair=words,
        ou=ou,
        confiance=answer.confiance,
        remarque="La taille est calculée d’après les communes ; celle-ci sert à comparer.",
    )
    if answer.code == "4b":
        recueil.valeur(
            "territoire.taille_plus_de_cent_adherents",
            True,
            libelle="Plus de 100 adhérents",
            en_clair=words,
            ou=ou,
            confiance=answer.confiance,
        )


def _date(recueil: Recueil, path: str, rest: list[str], ou: str) -> list[str]:
    left = []
    for line in rest:
        found = _DAY.match(line.replace("\u00a0", " "))
        value = convertir(found[1], type_du_chemin(path)) if found else ABSENT
        if value is ABSENT:
            left.append(line)
        else:
            recueil.valeur(path, value, libelle="Date", en_clair=line, ou=ou)
    return left


def _answer(cases: Cases, lignes: Sequence[Ligne]) -> _Answer:
    text = "\n".join(ligne.texte for ligne in lignes if not ligne.vide)
    text = _TYPED_BOX.sub(lambda found: TICKED[0] if found[1] or found[2] else EMPTY[0], text)
    if _BOX.search(text):
        return _boxed(cases, text)
    return _single(cases, lignes)


def _boxed(cases: Cases, text: str) -> _Answer:
    """Read « ☒ Oui ☐ Non »; what belongs to no box is left as a comment."""
    ticked, rest, seen = [], [], 0
    for line in text.split("\n"):
        pieces = _BOX.split(line)
        marks = _BOX.findall(line)
        if not marks:
            rest.append(line.strip())
            continue
        after = bool(pieces[0].strip()) and not pieces[-1].strip()  # « Oui ☒ Non ☐ »
        labels = pieces[:-1] if after else pieces[1:]
        if not after:
            rest.append(pieces[0].strip())
        for mark, label in zip(marks, labels, strict=True):
            code, left = _option(cases, label)
            seen += code is not None
            if mark in TICKED and code is not None:
                ticked.append(code)
            rest.append(left)
    kept = tuple(piece for piece in rest if piece.strip(" ;,.:"))
    return _Answer(ticked[0] if len(ticked) == 1 and seen else None, kept)


def _option(cases: Cases, label: str) -> tuple[str | None, str]:
    """Return the option that a label names, and what follows it on the line."""
    text = label.strip(" \t;,.\u2002\u2003\u00a0")
    wanted = normal(text)
    for option in sorted(cases.options, key=lambda one: -len(one.libelle)):
        if proches(wanted, normal(option.libelle)) >= CLOSE:
            return option.code, ""
    for option in sorted(cases.options, key=lambda one: -len(one.libelle)):
        known = normal(option.libelle)
        if wanted.startswith(known + " "):
            return option.code, text[len(option.libelle) :].lstrip(" ,;:.–-")
    size = re.match(r"taille (\d)\b", wanted)
    if size and "100" not in wanted and any(one.code == size[1] for one in cases.options):
        return size[1], ""
    return None, text


def _single(cases: Cases, lignes: Sequence[Ligne]) -> _Answer:
    """Without boxes: the only option left, or the only one in bold."""
    found: list[tuple[str, str, bool]] = []
    rest = []
    for ligne in lignes:
        for text in filter(str.strip, ligne.texte.split("\n")):
            code, left = _option(cases, sans_numero(text))
            if code is None:
                rest.append(text.strip())
            else:
                bold = all(trait.gras for trait in ligne.traits if trait.texte.strip())
                found.append((code, left, bold))
    if len(found) > 1:
        bold_ones = [one for one in found if one[2]]
        found = bold_ones if len(bold_ones) == 1 else []
    if len(found) != 1:
        return _Answer(None, tuple(rest))
    code, left, _ = found[0]
    return _Answer(code, tuple(filter(None, (left, *rest))), Confiance.PROBABLE)
