"""The one bridge from the records to the frozen facts that rules judge and documents print."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import fields
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from maillage.core import facts
from maillage.dossiers.models import Acteur, Dossier, EtatListe, Personne

Part = TypeVar("Part")


def of(dossier: Dossier) -> facts.DossierFacts:
    """Read the whole dossier, in a fixed number of queries whatever its size."""
    head = Dossier.objects.select_related(
        "structure", "territoire", "choix", "partenariats", "contact", "redacteur",
        "representant_legal",
    ).get(pk=dossier.pk)  # fmt: skip
    empty = set(EtatListe.objects.filter(dossier=head, vide=True).values_list("liste", flat=True))
    acteurs = _acteurs(head)

    def rows(name: str, kind: type[Part], renamed: Mapping[str, Any]) -> tuple[Part, ...] | None:
        found = tuple(
            part(kind, row, {key: get(row) for key, get in renamed.items()})
            for row in getattr(head, name).order_by("rang", "pk")
        )
        return found if found or name in empty else None

    code = {"id": lambda row: row.code}
    return facts.DossierFacts(
        cpts=part(facts.Cpts, head),
        structure=part(facts.Structure, head.structure),
        roles=_roles(head),
        equipe=rows("equipe", facts.Personne, code),
        etablissements=rows("etablissements", facts.Etablissement, code),
        territoire=part(
            facts.Territoire,
            head.territoire,
            {"communes": rows("communes", facts.CommuneRetenue, {})},
        ),
        partenariats=part(facts.Partenariats, head.partenariats),
        textes={
            texte.rubrique: texte.contenu
            for texte in head.textes.order_by("pk")
            if texte.contenu is not None
        },
        reunions=rows("reunions", facts.Reunion, {}),
        actions=rows("actions", facts.ActionPrevue, code | {"acteurs": _acteurs_of(acteurs)}),
        calendrier=rows("calendrier", facts.Etape, {}),
        choix=part(facts.Choix, head.choix),
        budget_pre_projet=rows("budget_pre_projet", facts.LigneBudget, {}),
    )


def part(kind: type[Part], row: object, given: Mapping[str, Any] | None = None) -> Part:
    """Build a frozen part from the columns of the same names, and from what is `given`."""
    values = dict(given or {})
    for name, convert in _converters(cast("Hashable", kind)):
        if name not in values:
            value = getattr(row, name)
            values[name] = value if value is None or convert is None else convert(value)
    return kind(**values)


@cache
def _converters(kind: Hashable) -> tuple[tuple[str, Any], ...]:
    """For each field of the part, what turns the column into it: an enum, a tuple, or nothing."""
    part = cast("type[Any]", kind)
    hints = get_type_hints(part)
    return tuple((field.name, _converter(hints[field.name])) for field in fields(part))


def _converter(hint: Any) -> Any:
    kinds = [kind for kind in get_args(hint) or (hint,) if kind is not type(None)]
    if get_origin(kinds[0]) is tuple:
        return tuple
    if isinstance(kinds[0], type) and issubclass(kinds[0], StrEnum):
        return kinds[0]
    return None


def _roles(dossier: Dossier) -> facts.Roles:
    return facts.Roles(
        contact=_code(dossier.contact),
        redacteur=_code(dossier.redacteur),
        representant_legal=_code(dossier.representant_legal),
        representant_qualite=dossier.representant_qualite,
    )


def _code(personne: Personne | None) -> str | None:
    return None if personne is None else personne.code


def _acteurs(dossier: Dossier) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows: Iterable[tuple[int, str | None, str | None]] = (
        Acteur.objects.filter(action__dossier=dossier)
        .order_by("action_id", "rang", "pk")
        .values_list("action_id", "personne__code", "etablissement__code")
    )
    for action, personne, etablissement in rows:
        found[action].append(personne if personne is not None else etablissement or "")
    return found


def _acteurs_of(acteurs: Mapping[int, list[str]]) -> Any:
    def of_action(row: Any) -> tuple[str, ...] | None:
        named = acteurs.get(row.pk)
        if named:
            return tuple(named)
        return () if row.sans_acteur else None

    return of_action
