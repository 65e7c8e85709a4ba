"""The one bridge from the records to the frozen facts that rules judge and documents print."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from django.db.models import Value

from maillage.core import facts
from maillage.dossiers.contenu import from_json, typed
from maillage.dossiers.models import (
    Acteur,
    ActionPrevue,
    Dossier,
    EtapeAction,
    EtatListe,
    LienAction,
    Liste,
    Personne,
    ReferentAction,
)
from maillage.dossiers.models.ligne import Ligne

Part = TypeVar("Part")
_Beside = Callable[[Any], tuple[Any, ...] | None]
KINDS: Mapping[Liste, type] = {
    Liste.EQUIPE: facts.Personne,
    Liste.ETABLISSEMENTS: facts.Etablissement,
    Liste.COMMUNES: facts.CommuneRetenue,
    Liste.REUNIONS: facts.Reunion,
    Liste.ACTIONS: facts.ActionPrevue,
    Liste.CALENDRIER: facts.Etape,
    Liste.BUDGET_PRE_PROJET: facts.LigneBudget,
    Liste.INDICATEURS: facts.Indicateur,
    Liste.BUDGET_PROJET: facts.LigneBudgetProjet,
    Liste.COLLECTIVITES: facts.Collectivite,
    Liste.REFERENTS: facts.Referent,
    Liste.LIENS_PRS: facts.LienPrs,
    Liste.CHIFFRES: facts.Chiffre,
    Liste.REALISE: facts.LigneRealisee,
    Liste.DEPENDANCES: facts.Dependance,
    Liste.FIGURES: facts.FigureRetenue,
    Liste.VERSEMENTS: facts.VersementRecu,
}
SECTIONS: Mapping[str, type] = {
    "cpts": facts.Cpts,
    "structure": facts.Structure,
    "roles": facts.Roles,
    "territoire": facts.Territoire,
    "partenariats": facts.Partenariats,
    "choix": facts.Choix,
    "signature": facts.Signature,
    "statuts": facts.Statuts,
    "contrat": facts.Contrat,
    "plan_crise": facts.PlanCrise,
}
PEOPLE: Mapping[str, tuple[str, ...]] = {
    "roles": ("contact", "redacteur", "representant_legal"),
    "signature": ("signataire",),
}
# Of the contract: columns that hold several rows in the shape of the facts.
IN_ROWS = ("parties", "missions", "montants", "resultats", "faits", "avenants", "dialogues")
_JOINED = {Liste.INDICATEURS: ("action",)}  # rows that a list names by their code


def of(dossier: Dossier) -> facts.DossierFacts:
    """Read the whole dossier, in a fixed number of queries whatever its size."""
    head = Dossier.objects.select_related(
        "structure", "territoire", "choix", "partenariats", "contact", "redacteur",
        "representant_legal", "signature__signataire", "statuts", "contrat", "plancrise",
    ).get(pk=dossier.pk)  # fmt: skip
    lists = _lists(head)
    communes = lists.pop(Liste.COMMUNES)
    return facts.DossierFacts(
        cpts=of_section("cpts", head),
        structure=of_section("structure", head.structure),
        roles=of_section("roles", head),
        territoire=replace(of_section("territoire", head.territoire), communes=communes),
        partenariats=of_section("partenariats", head.partenariats),
        textes={
            texte.rubrique: texte.contenu
            for texte in head.textes.order_by("pk")
            if texte.contenu is not None
        },
        choix=of_section("choix", head.choix),
        signature=of_section("signature", head.signature),
        statuts=of_section("statuts", head.statuts),
        contrat=of_section("contrat", head.contrat),
        plan_crise=of_section("plan_crise", head.plancrise),
        **{liste.value: rows for liste, rows in lists.items()},
    )


def of_section(name: str, row: Any) -> Any:
    """Return what a record says of a section; the communes of the territory are a list apart."""
    given: dict[str, Any] = {role: _code(getattr(row, role)) for role in PEOPLE.get(name, ())}
    if name == "territoire":
        given["communes"] = None
    if name == "statuts":
        given["colleges"] = _colleges(row.colleges)
    if name == "contrat":
        given |= {field: typed(facts.Contrat, field, getattr(row, field)) for field in IN_ROWS}
    return part(SECTIONS[name], row, given)


def of_rows(liste: Liste, rows: Sequence[Ligne]) -> list[Any]:
    """Return what rows of a list say, in a fixed number of queries."""
    given = _read_otherwise(liste, {"action__in": rows})
    return [part(KINDS[liste], row, {key: get(row) for key, get in given.items()}) for row in rows]


def of_list(dossier: Dossier, liste: Liste) -> tuple[Any, ...] | None:
    """Return the rows of a list; None where nobody answered."""
    rows = rows_of(dossier, liste)
    empty = EtatListe.objects.filter(dossier=dossier, liste=liste, vide=True)
    return tuple(of_rows(liste, rows)) if rows or empty.exists() else None


def rows_of(dossier: Dossier, liste: Liste) -> list[Any]:
    """Return the rows of a list, in their order."""
    rows = getattr(dossier, liste.value).select_related(*_JOINED.get(liste, ()))
    return list(rows.order_by("rang", "pk"))


def _colleges(stored: Iterable[Mapping[str, Any]] | None) -> tuple[facts.College, ...] | None:
    if stored is None:
        return None
    return tuple(map(_college, stored))


def _college(row: Mapping[str, Any]) -> facts.College:
    amount, professions = row.get("cotisation"), row.get("professions")
    exact = {
        "cotisation": None if amount is None else Decimal(amount),
        "professions": None if professions is None else tuple(professions),
    }
    return facts.College(**{**row, **exact})


def _lists(dossier: Dossier) -> dict[Liste, Any]:
    """Return the rows of each list; None where nobody answered."""
    states = EtatListe.objects.filter(dossier=dossier, vide=True)
    empty = set(states.values_list("liste", flat=True))
    found: dict[Liste, Any] = {}
    for liste, kind in KINDS.items():
        rows = getattr(dossier, liste.value).order_by("rang", "pk")
        given = _read_otherwise(liste, {"action__dossier": dossier})
        parts: tuple[Any, ...] = tuple(
            part(kind, row, {key: get(row) for key, get in given.items()})
            for row in rows.select_related(*_JOINED.get(liste, ()))
        )
        found[liste] = parts if parts or liste in empty else None
    return found


def _read_otherwise(liste: Liste, actions: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what reads the fields of a row that are not columns of the same name."""
    match liste:
        case Liste.EQUIPE | Liste.ETABLISSEMENTS:
            return {"id": lambda row: row.code}
        case Liste.ACTIONS:
            figures = _parts("chiffres", facts.ChiffreCite)
            return {"id": lambda row: row.code, "chiffres": figures} | _beside_action(actions)
        case Liste.FIGURES:
            return {"lignes": _lines}
        case Liste.INDICATEURS:
            return {
                "id": lambda row: row.code,
                "action": lambda row: _code(row.action),
                "cibles": _parts("cibles", facts.CibleAnnuelle),
                "releves": _parts("releves", facts.Releve),
            }
        case Liste.VERSEMENTS:
            return {"parts": _parts("parts", facts.PartRecue)}
        case _:
            return {}


def _lines(row: Any) -> tuple[facts.LigneFigure, ...] | None:
    found: tuple[facts.LigneFigure, ...] | None = typed(facts.FigureRetenue, "lignes", row.lignes)
    return found


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


def _parts(name: str, kind: type) -> _Beside:
    """Return what reads a column of small parts."""

    def of_row(row: Any) -> tuple[Any, ...] | None:
        stored = getattr(row, name)
        return None if stored is None else tuple(from_json(kind, one) for one in stored)

    return of_row


def _code(row: Personne | ActionPrevue | None) -> str | None:
    return None if row is None else row.code


def _beside_action(actions: Mapping[str, Any]) -> dict[str, _Beside]:
    """Return what reads the rows beside an action: who takes part, its steps, who answers."""
    acteurs, referents, etapes = defaultdict(list), defaultdict(list), defaultdict(list)
    liens = defaultdict(list)
    for action, personne, etablissement in _rows_beside(
        Acteur, actions, "personne__code", "etablissement__code"
    ):
        acteurs[action].append(personne if personne is not None else etablissement)
    for action, nature, code in _named_by(actions):
        if nature:
            liens[action].append(facts.LienAction(action=code, nature=facts.NatureLien(nature)))
        else:
            referents[action].append(code)
    for action, libelle, date in _rows_beside(EtapeAction, actions, "libelle", "date"):
        etapes[action].append(facts.EtapeAction(libelle=libelle, date=date))
    return {
        "liens": _of_action(liens, "sans_lien"),
        "acteurs": _of_action(acteurs, "sans_acteur"),
        "referents": _of_action(referents, "sans_referent"),
        "etapes": _of_action(etapes, "sans_etape"),
    }


def _rows_beside(
    kind: type[Acteur | EtapeAction], actions: Mapping[str, Any], *columns: str
) -> Iterable[tuple[Any, ...]]:
    rows = kind._default_manager.filter(**actions)
    return rows.order_by("action_id", "rang", "pk").values_list("action_id", *columns)


def _named_by(actions: Mapping[str, Any]) -> Iterable[tuple[Any, ...]]:
    """Return who answers and what actions hold to, in one query: the nature tells them apart."""
    people = ReferentAction.objects.filter(**actions).annotate(nature=Value(""))
    links = LienAction.objects.filter(**actions)
    both = people.values_list("action_id", "nature", "personne__code", "rang", "pk").union(
        links.values_list("action_id", "nature", "vers__code", "rang", "pk"), all=True
    )
    for action, nature, code, _, _ in both.order_by("action_id", "rang", "pk"):
        yield action, nature, code


def _of_action(found: Mapping[int, list[Any]], none: str) -> _Beside:
    """An action without rows has an answer only when its column `none` says so."""

    def of_action(row: Any) -> tuple[Any, ...] | None:
        if named := found.get(row.pk):
            return tuple(named)
        return () if getattr(row, none) else None

    return of_action
