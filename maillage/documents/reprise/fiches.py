"""The sheets of actions: one table per action, below its title."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from maillage.core.facts import ActionPrevue as Action
from maillage.core.facts import EtapeAction, MissionAction
from maillage.documents.build.actions import MISSIONS
from maillage.documents.reprise.etiquettes import CLOSE, accord, normal, proches, sans_numero
from maillage.documents.reprise.modele import Confiance
from maillage.documents.reprise.periodes import lire_date, lire_periode
from maillage.documents.reprise.recueil import Recueil
from maillage.documents.reprise.tables import ENOUGH, part_de_fiche
from maillage.documents.reprise.textes import markdown, utile
from maillage.documents.reprise.valeurs import ABSENT, convertir, types
from maillage.documents.reprise.word import Ligne, TableLue, Trait, Unite
from maillage.reference.trames import ChampFiche, Fiches, LigneFiche
from maillage.reference.trames.fiches import TEXTES_ACTION

MARK = "action_"
_EXERCICE = re.compile(r"\s*(?:exercice|année|budget)\b.{0,40}\b20\d\d\b", re.IGNORECASE)
_LABEL = re.compile(r"^\s*([^:\n]{2,60}?)\s*:\s*", re.DOTALL)
_STEP = re.compile(r"^(.{4,30}?)\s*:\s+(.+)$", re.DOTALL)


def titrees(unites: Sequence[Unite], sheets: Sequence[Fiches]) -> tuple[Unite, ...]:
    """Give each sheet the line above it as its title, so that it goes where the sheet goes."""
    kept: list[Unite] = []
    for unit in unites:
        if isinstance(unit, TableLue) and any(part_de_fiche(unit, one) >= ENOUGH for one in sheets):
            above = kept[-1] if kept else None
            if isinstance(above, Ligne) and not above.vide and _names(above, sheets):
                kept.pop()
                kept.append(replace(unit, titre=" ".join(above.texte.split())))
                continue
        elif isinstance(unit, TableLue) and kept:
            kept[-1:] = _under_a_year(kept[-1], unit)
            continue
        kept.append(unit)
    return tuple(kept)


def _under_a_year(above: Unite, table: TableLue) -> list[Unite]:
    """A budget is named by the line above it: « Exercice 2027 »."""
    if isinstance(above, Ligne) and _EXERCICE.match(above.texte):
        return [replace(table, titre=above.texte)]
    return [above, table]


def _names(line: Ligne, sheets: Sequence[Fiches]) -> bool:
    """Is a line « Fiche action – title », « Thématique 1 : title », or a heading of its own?"""
    start = normal(line.texte)
    return any(start.startswith(normal(one.titre)) for one in sheets)


def lire(recueil: Recueil, fiches: Fiches, table: TableLue, ou: str) -> None:
    """Read one sheet."""
    fields: dict[str, Any] = {}
    for row in table.rangees:
        line = _line(fiches, row[0].texte) if row else None
        values = [one for cell in row[1:] for one in cell.lignes]
        if line is None:
            text = " | ".join(cell.texte for cell in row)
            recueil.a_placer(text.strip(" |"), ou, "cette ligne n’est pas dans la fiche")
        else:
            fields |= _fields(recueil, line, values, ou)
    title = fields.pop("titre", None) or _title(table.titre, fiches)
    if not title:
        text = "\n".join(str(value) for value in fields.values() if isinstance(value, str))
        recueil.a_placer(text, ou, "cette fiche n’a pas de titre")
        return
    if "mission" not in fields and len(fiches.missions) == 1:
        fields["mission"] = fiches.missions[0]
    _indicators(recueil, fields.pop("indicateurs", ()), title, ou)
    recueil.action(title, fields, f"{ou}, fiche « {title} »")


def _title(text: str, fiches: Fiches) -> str:
    found = re.match(
        rf"\s*{re.escape(fiches.titre)}\s*(?:n°\s*)?\d*\s*[:–—-]?\s*", text.replace("’", "'")
    )
    plain = text[found.end() :] if found else re.sub(r"^[^:–]*[:–]\s*", "", text)
    return plain.strip()


# What only a sheet of Maillage prints: it stays as the dossier says it.
_OURS = frozenset({"chiffres", "liens", "priorite"})


def _line(fiches: Fiches, label: str) -> LigneFiche | None:
    wanted = normal(sans_numero(label))
    near = max(fiches.lignes, key=lambda one: proches(normal(one.libelle), wanted))
    if proches(normal(near.libelle), wanted) >= CLOSE:
        return near
    return next((one for one in fiches.lignes if accord(label, one.libelle)), None)


def _fields(recueil: Recueil, line: LigneFiche, values: Sequence[Ligne], ou: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for champ, lines in _shared(recueil, line, values):
        said = [one for one in lines if utile(one, de_maillage=recueil.de_maillage)]
        if not said or champ.champ in _OURS:
            continue
        value = _value(champ.champ, said, de_maillage=recueil.de_maillage)
        if value is ABSENT:
            recueil.a_placer(markdown(said), ou, f"« {line.libelle} » ne se lit pas")
        else:
            found[champ.champ] = value
    if isinstance(found.get("periode"), tuple):
        found["debut"], found["fin"] = found.pop("periode")
    return found


def _shared(
    recueil: Recueil, line: LigneFiche, values: Sequence[Ligne]
) -> Iterator[tuple[ChampFiche, list[Ligne]]]:
    """Share the paragraphs of a cell between its fields, by marks, labels, or what they say."""
    groups: dict[str, list[Ligne]] = {champ.champ: [] for champ in line.champs}
    names = {champ.champ: champ for champ in line.champs}
    free = [champ.champ for champ in line.champs if not champ.libelle] or [line.champs[0].champ]
    current = free[0]
    for one in values:
        marked = next((m.split("__")[0] for m in one.marques if m.startswith(MARK)), None)
        labelled, rest = _labelled(one, line.champs)
        if marked and marked.removeprefix(MARK) in names:
            current = marked.removeprefix(MARK)
            rest = rest if labelled else one
        elif labelled:
            current = labelled
        elif "mission" in names and _mission(one.texte) is not None and not groups["mission"]:
            groups["mission"].append(one)
            current = next((name for name in free if name != "mission"), current)
            continue
        groups[current].append(rest)
    if len(free) > 1 and not recueil.de_maillage and current == "mission" == free[0]:
        groups[free[1]], groups["mission"] = groups["mission"], []
    for name, lines in groups.items():
        yield names[name], lines


def _labelled(one: Ligne, champs: Sequence[ChampFiche]) -> tuple[str | None, Ligne]:
    """Take « label : » off the beginning of a paragraph, its emphasis kept."""
    found = _LABEL.match(one.texte.replace("\u00a0", " "))
    if not found:
        return None, one
    wanted = normal(found[1])
    for champ in champs:
        if champ.libelle and proches(normal(champ.libelle), wanted) >= CLOSE:
            left, runs = found.end(), []
            for trait in one.traits:
                cut = min(left, len(trait.texte))
                left -= cut
                if trait.texte[cut:]:
                    runs.append(Trait(trait.texte[cut:], trait.gras, trait.italique, trait.style))
            return champ.champ, replace(one, traits=tuple(runs))
    return None, one


def _mission(text: str) -> MissionAction | None:
    wanted = normal(text)
    for code, label in MISSIONS.items():
        if proches(normal(label), wanted) >= CLOSE:
            return code
    return None


def _value(champ: str, said: Sequence[Ligne], *, de_maillage: bool) -> Any:
    texts = [sans_numero(one.texte) if one.liste or not de_maillage else one.texte for one in said]
    texts = [part.strip() for text in texts for part in text.split("\n") if part.strip()]
    if champ in TEXTES_ACTION:
        return markdown(said)
    if champ in _LISTS:
        return tuple(_LISTS[champ](text) for text in texts if texts != ["–"])
    text = " ".join(texts)
    if champ in _ONE:
        found = _ONE[champ](text)
        return ABSENT if found is None else found
    return convertir(text, types(Action)[champ])


def lire_champ(champ: str, texte: str) -> Any:
    """Read a field of an action from the cell of a table."""
    return _value(champ, [Ligne((Trait(texte),))], de_maillage=True)


def _step(text: str) -> EtapeAction:
    found = _STEP.match(text.replace("\u00a0", " "))
    when = lire_date(found[1]) if found else None
    return EtapeAction(libelle=found[2], date=when) if found and when else EtapeAction(libelle=text)


_LISTS: dict[str, Callable[[str], Any]] = {
    "acteurs": str,
    "referents": str,
    "indicateurs": str,
    "etapes": _step,
}
_ONE: dict[str, Callable[[str], Any]] = {
    "titre": str,
    "mission": _mission,
    "periode": lire_periode,
}


def _indicators(recueil: Recueil, texts: Sequence[str], title: str, ou: str) -> None:
    for text in texts:
        label, start, goal = text, None, None
        if found := re.match(r"(.*?)\s*;\s*cible\s*:\s*(.+)$", label.replace("\u00a0", " ")):
            label, goal = found[1], found[2]
        if found := re.match(r"(.*?)\s*;\s*départ\s*:\s*(.+)$", label.replace("\u00a0", " ")):
            label, start = found[1], found[2]
        fields = {"action": title, "depart": start, "cible": goal}
        recueil.indicateur(label, fields, ou, confiance=Confiance.SUR)
