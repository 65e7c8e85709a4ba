"""Read the tags of a model without running them: what is allowed, what is not, what is unknown."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from maillage.documents.modeles.balises import listes, valeurs
from maillage.documents.modeles.refus import ModeleRefuse

_LOOP = {"index", "first", "last"}
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Getattr, nodes.Name,
    nodes.Filter, nodes.Const, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand,
)  # fmt: skip
_NAMES = {
    nodes.Call: "un appel de fonction",
    nodes.Getitem: "des crochets",
    nodes.Assign: "« set »",
    nodes.Include: "« include »",
    nodes.Import: "« import »",
    nodes.FromImport: "« import »",
    nodes.Macro: "« macro »",
    nodes.Extends: "« extends »",
    nodes.Block: "« block »",
    nodes.Test: "« is »",
}


@dataclass
class Usage:
    """The tags that a model uses."""

    balises: set[str] = field(default_factory=set)
    inconnues: list[str] = field(default_factory=list)


def usage(source: str, env: SandboxedEnvironment) -> Usage:
    """Return the tags of a part of a model; raise `ModeleRefuse` on what is not allowed."""
    try:
        tree = env.parse(source)
    except TemplateSyntaxError as error:
        raise ModeleRefuse(
            "Une balise est mal écrite : vérifiez que chaque « {% for %} » a son « {% endfor %} », et "
            "chaque « {% if %} » son « {% endif %} »."
        ) from error
    except RecursionError as error:
        raise ModeleRefuse("Les balises de ce modèle sont trop imbriquées.") from error
    found = Usage()
    _read(tree, {}, found, env)
    return found


def _read(
    node: nodes.Node, loops: dict[str, str | None], found: Usage, env: SandboxedEnvironment
) -> None:
    if not isinstance(node, _ALLOWED):
        what = next((name for kind, name in _NAMES.items() if isinstance(node, kind)), None)
        raise ModeleRefuse(
            f"Ce modèle utilise {what or type(node).__name__}, qui n’est pas permis : seules les "
            "balises, « if », « for » et nos filtres le sont."
        )
    if isinstance(node, nodes.For):
        _loop(node, loops, found, env)
        return
    if isinstance(node, nodes.Filter) and node.name not in env.filters:
        known = ", ".join(sorted(env.filters))
        raise ModeleRefuse(f"Le filtre « {node.name} » n’existe pas ; filtres permis : {known}.")
    if isinstance(node, nodes.Output):
        _refuse_lists(node)
    if isinstance(node, nodes.Getattr | nodes.Name):
        _tag(node, loops, found)
        return
    for child in node.iter_child_nodes():
        _read(child, loops, found, env)


def _refuse_lists(output: nodes.Output) -> None:
    for node in output.nodes:
        inside = node.node if isinstance(node, nodes.Filter) else node
        if isinstance(inside, nodes.Name) and inside.name in listes():
            raise ModeleRefuse(
                f"« {inside.name} » est une liste : écrivez une boucle « {{% for ligne in "
                f"{inside.name} %}} »."
            )


def _loop(
    node: nodes.For, loops: dict[str, str | None], found: Usage, env: SandboxedEnvironment
) -> None:
    if loops:
        raise ModeleRefuse("Une boucle « for » ne peut pas en contenir une autre.")
    if node.recursive or not isinstance(node.target, nodes.Name):
        raise ModeleRefuse("Une boucle s’écrit « {% for ligne in equipe %} », sans autre mot.")
    name = node.iter.name if isinstance(node.iter, nodes.Name) else _path(node.iter)
    source = name if name in listes() else None
    if source is None:
        found.inconnues.append(name or "boucle")
    else:
        found.balises.add(source)
    if node.target.name in {*listes(), "loop", *(one.partition(".")[0] for one in valeurs())}:
        raise ModeleRefuse(
            f"La boucle donne à ses lignes le nom « {node.target.name} », déjà pris : choisissez-en "
            "un autre."
        )
    inside = {node.target.name: source}
    for child in (*node.body, *node.else_, *([node.test] if node.test else [])):
        _read(child, inside, found, env)


def _path(node: nodes.Node) -> str | None:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        above = _path(node.node)
        return None if above is None else f"{above}.{node.attr}"
    return None


def _tag(node: nodes.Getattr | nodes.Name, loops: dict[str, str | None], found: Usage) -> None:
    path = _path(node)
    if path is None:
        raise ModeleRefuse("Une balise s’écrit « {{ groupe.nom }} », sans calcul.")
    root, _, name = path.partition(".")
    if root in loops:
        source = loops[root]
        if source and name in listes()[source]:
            found.balises.add(f"{source}.{name}")
        elif source:
            found.inconnues.append(path)
    elif root == "loop" and loops and name in _LOOP:
        return
    elif path in valeurs() or path in listes():
        found.balises.add(path)
    else:
        found.inconnues.append(path)


def noms(usages: Iterable[Usage]) -> Usage:
    """Put together the tags of every part."""
    whole = Usage()
    for one in usages:
        whole.balises |= one.balises
        whole.inconnues += [name for name in one.inconnues if name not in whole.inconnues]
    return whole
