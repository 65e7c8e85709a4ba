"""Two states of a text, side by side in one reading."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from maillage.core.texte import Kind, Run, difference
from maillage.dossiers.models import Dossier, Texte, VersionEcartee, VersionTexte
from maillage.web import clock
from maillage.web.equipe import acces, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.redaction.page import mots, urls
from maillage.web.equipe.redaction.rubriques import demandee, fil, section, texte_ecrit
from maillage.web.typographie import pluriel, quand

_LARGEST: Final = 10  # figures of a number that a column holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Etat:
    """A state of a text: a version (« 7 »), or a text kept aside (« c12 »)."""

    code: str
    nom: str
    contenu: str | None
    auteur: str
    at: datetime | None


RIEN: Final = Etat(code="0", nom="rien encore d’écrit", contenu=None, auteur="", at=None)


def nombre_de(text: str) -> int | None:
    """Read a number of the address; None when it is none, or none of ours."""
    known = text.isascii() and text.isdigit() and len(text) < _LARGEST
    return int(text) if known else None


def etat(texte: Texte, code: str) -> Etat | None:
    """Find a state of the text by its code."""
    aside = code.startswith("c")
    number = nombre_de(code.removeprefix("c"))
    if number is None:
        return None
    if number == 0 and not aside:
        return RIEN
    row: VersionTexte | VersionEcartee | None
    if aside:
        row = VersionEcartee.objects.select_related("auteur").filter(texte=texte, pk=number).first()
    else:
        versions = VersionTexte.objects.select_related("auteur")
        row = versions.filter(texte=texte, numero=number).first()
    if row is None:
        return None
    name = (
        f"le texte mis de côté {quand(row.at, clock.today())}" if aside else f"la version {number}"
    )
    return Etat(code=code, nom=name, contenu=row.contenu, auteur=str(row.auteur), at=row.at)


@require_safe
@acces.sur_dossier()
def comparer(request: DossierRequest, dossier: Dossier, rubrique: str) -> HttpResponse:
    """Show what changes from one state to another; when none is named, in the last version."""
    asked, kept = demandee(rubrique), texte_ecrit(dossier, rubrique)
    before = etat(kept, request.GET.get("de", str(kept.version - 1)))
    after = etat(kept, request.GET.get("a", str(kept.version)))
    if before is None or after is None:
        raise Http404
    runs = difference(before.contenu or "", after.contenu or "")
    context = {
        "rubrique": mots(asked),
        "texte": kept,
        "avant": before,
        "apres": after,
        "etats": [_shown(one, kept) for one in (after, before) if one is not RIEN],
        "passages": runs,
        "compte": compte(runs),
        "fil": fil(dossier, asked),
        "urls": urls(dossier, rubrique),
    }
    return reponses.page(
        request, dossier, "equipe/texte_comparer.html", context, section=section(rubrique)
    )


def _shown(one: Etat, kept: Texte) -> dict[str, Any]:
    return {
        "code": one.code,
        "titre": one.nom[:1].upper() + one.nom[1:],
        "contenu": "Texte retiré." if one.contenu is None else one.contenu,
        "peut_revenir": one.code != str(kept.version),
    }


def compte(runs: list[Run]) -> str:
    """Say how much differs, in words."""
    added = sum(len(run.text.split()) for run in runs if run.kind is Kind.ADDED)
    removed = sum(len(run.text.split()) for run in runs if run.kind is Kind.REMOVED)
    if not added and not removed:
        return "Les deux textes sont les mêmes." if all_kept(runs) else "Seuls des blancs changent."
    return f"{pluriel(added, 'mot ajouté', 'mots ajoutés')}, {pluriel(removed, 'mot retiré', 'mots retirés')}."


def all_kept(runs: list[Run]) -> bool:
    return all(run.kind is Kind.KEPT for run in runs)
