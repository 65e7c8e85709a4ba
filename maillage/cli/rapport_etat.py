"""What `maillage produire --etat` prints: where each document stands, and where to go on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from maillage.cli.messages import counted, out, paragraph
from maillage.core.facts import DossierFacts
from maillage.documents.bilan import Bilan, Contradiction
from maillage.documents.etat import EtatBloc, Remplissage

_GAUGE = 20  # characters
_WORDS = (
    (Remplissage.REMPLI, "rempli", "remplis"),
    (Remplissage.CALCULE, "calculé", "calculés"),
    (Remplissage.PARTIEL, "en partie rempli", "en partie remplis"),
    (Remplissage.VIDE, "vide", "vides"),
)


# --- for a person -------------------------------------------------------------------------------


def show(found: Sequence[Bilan], name: str, *, on: date) -> None:
    """Print each document with its gauge, then what is left to do and where."""
    out(f"{name} : état des documents au {on:%d/%m/%Y}")
    for one in found:
        _show_document(one)
    _show_places(found)


def _show_document(one: Bilan) -> None:
    filled = round(_GAUGE * one.etat.part / 100)
    out()
    out(one.etat.titre)
    out(f"  {'█' * filled}{'░' * (_GAUGE - filled)} {one.etat.part} %   ({one.etat.document})")
    counts = [(one.compte(kind), single, many) for kind, single, many in _WORDS]
    said = ", ".join(counted(count, *words) for count, *words in counts if count)
    paragraph(f"{counted(len(one.etat.blocs), 'élément')} : {said}.", first="  ", rest="  ")
    paragraph(_typing(one), first="  ", rest="  ")
    for bloc in one.a_completer:
        mark = "○" if bloc.remplissage is Remplissage.VIDE else "◐"
        paragraph(
            f"{mark} {_short(bloc.titre)} → {', '.join(bloc.a_remplir)}",
            first="    ",
            rest="      ",
        )
    for contradiction in one.contradictions:
        constat = contradiction.constat
        where = f" → {', '.join(constat.lieux)}" if constat.lieux else ""
        paragraph(f"✗ {constat.code} {constat.message}{where}", first="    ", rest="      ")


def _typing(one: Bilan) -> str:
    asked = counted(len(one.demandes), "rubrique demandée", "rubriques demandées")
    before = counted(len(one.deja_saisies), "déjà saisie", "déjà saisies")
    computed = counted(len(one.calculees), "calculée", "calculées")
    return f"{asked} : {before} pour un document précédent, {computed} ; {one.sans_saisie} % sans nouvelle saisie."


def _short(title: str, longest: int = 70) -> str:
    title = title.rstrip(" \u00a0\u202f:")
    return title if len(title) <= longest else title[: longest - 1].rstrip() + "…"


def _show_places(found: Sequence[Bilan]) -> None:
    """Say once each place where something waits, the most useful first."""
    waiting: dict[str, int] = {}
    for one in found:
        for bloc in one.a_completer:
            for place in bloc.a_remplir:
                waiting[place] = waiting.get(place, 0) + 1
    out()
    if not waiting:
        broken = any(one.contradictions for one in found)
        out("Rien ne reste à remplir." if broken else "Rien ne reste à remplir ni à reprendre.")
        return
    often = [place for place, count in waiting.items() if count > 1]
    best = sorted(often, key=lambda place: (-waiting[place], place))[:5]
    if best:
        said = ", ".join(f"{place} ({counted(waiting[place], 'élément')})" for place in best)
        paragraph(f"À reprendre d’abord : {said}.")
    out("Légende : ○ vide, ◐ en partie rempli, ✗ contraire à une règle, → où le reprendre.")


# --- for a machine ------------------------------------------------------------------------------


def as_json(
    found: Sequence[Bilan], dossier: DossierFacts, name: str, *, on: date
) -> dict[str, Any]:
    """Return the state of the documents under its stable French keys."""
    return {
        "dossier": name,
        "cpts": dossier.cpts.nom,
        "le": on.isoformat(),
        "documents": [_document(one) for one in found],
    }


def _document(one: Bilan) -> dict[str, Any]:
    broken = {key for contradiction in one.contradictions for key in contradiction.blocs}
    return {
        "document": one.etat.document,
        "titre": one.etat.titre,
        "etape": str(one.etape) if one.etape else None,
        "part": one.etat.part,
        "compte": {
            **{str(kind): one.compte(kind) for kind in Remplissage},
            "contredit": sum(bloc.cle in broken for bloc in one.etat.blocs),
        },
        "rubriques": {
            "demandees": len(one.demandes),
            "deja_saisies": list(one.deja_saisies),
            "calculees": list(one.calculees),
            "part_sans_saisie": one.sans_saisie,
        },
        "blocs": [_bloc(bloc, one.contradictions) for bloc in one.etat.blocs],
        "contradictions": [_contradiction(each) for each in one.contradictions],
    }


def _bloc(bloc: EtatBloc, contradictions: Sequence[Contradiction]) -> dict[str, Any]:
    return {
        "cle": bloc.cle,
        "titre": bloc.titre,
        "partie": bloc.partie,
        "etat": str(bloc.remplissage),
        "rubriques": list(bloc.rubriques),
        "lieux": list(bloc.places),
        "a_remplir": list(bloc.a_remplir),
        "contredit": [each.constat.code for each in contradictions if bloc.cle in each.blocs],
    }


def _contradiction(each: Contradiction) -> dict[str, Any]:
    constat = each.constat
    return {
        "code": constat.code,
        "titre": constat.titre,
        "gravite": str(constat.gravite),
        "message": constat.message,
        "que_faire": constat.que_faire,
        "lieux": list(constat.lieux),
        "blocs": list(each.blocs),
    }
