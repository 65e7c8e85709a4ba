"""The board of the actions: a column per maturity, cards that move by a button."""

from typing import Any, Final

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from maillage.core.facts import Maturite, Priorite
from maillage.core.missions import alertes
from maillage.dossiers.actions.move_action import move_action
from maillage.dossiers.models import ActionPrevue, Dossier
from maillage.reference.missions import missions
from maillage.web import clock
from maillage.web.equipe import acces, cadre, libelles, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.typographie import fr, jour

SECTION: Final = "actions_tableau"
_COLONNES: Final = (None, *Maturite)
_PRIORITES: Final = (Priorite.HAUTE, Priorite.NORMALE, None, Priorite.PLUS_TARD)  # of a column
_TONS: Final = {Priorite.HAUTE: "voir", Priorite.NORMALE: "neutre", Priorite.PLUS_TARD: "neutre"}


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier()
def tableau(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    if request.method == "POST":
        return _move(request, dossier)
    frame = cadre.de(dossier, request.user, section=SECTION, on=clock.today())
    rows = list(ActionPrevue.objects.filter(dossier=dossier).order_by("rang", "pk"))
    names = {one.id: f"{one.prenom or ''} {one.nom}".strip() for one in frame.faits.equipe or ()}
    context = {
        "colonnes": [_column(dossier, rows, code) for code in _COLONNES] if rows else [],
        "alertes": [
            fr(one.phrase) for one in alertes(frame.faits.actions or (), missions().reperes, names)
        ],
        "ajouter": cadre.adresse(dossier, "actions_ajouter"),
    }
    return reponses.page(
        request, dossier, "equipe/missions/tableau.html", context, section=SECTION, frame=frame
    )


def _move(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    """Move the card that a button names: « 12:en_cours »."""
    pk, _, code = request.POST.get("vers", "").partition(":")
    rows = ActionPrevue.objects.filter(dossier=dossier).select_related("dossier")
    try:
        row, stage = rows.get(pk=int(pk) if _is_key(pk) else 0), Maturite(code)
        move_action(action=row, maturite=stage, by=request.user, on=clock.today())
    except (ActionPrevue.DoesNotExist, ValueError):
        reponses.prevenir(request, "Cette action n’est plus là : rien n’a changé.")
        return reponses.vers(dossier, SECTION)
    reponses.dire(request, f"« {row.titre} » est maintenant dans « {libelles.MATURITES[stage]} ».")
    return reponses.vers_adresse(f"{cadre.adresse(dossier, SECTION)}#action-{row.pk}")


def _is_key(text: str) -> bool:
    """Say that the text is a number that a database can hold."""
    return text.isascii() and text.isdigit() and len(text) < 10


def _column(dossier: Dossier, rows: list[ActionPrevue], code: Maturite | None) -> dict[str, Any]:
    found = [row for row in rows if row.maturite == code]
    found.sort(key=lambda row: _PRIORITES.index(Priorite(row.priorite) if row.priorite else None))
    return {
        "nom": libelles.MATURITES[code] if code else "À dire",
        "code": code or "a_dire",
        "vide": code is None and not found,
        "cartes": [_card(dossier, row, code) for row in found],
    }


def _card(dossier: Dossier, row: ActionPrevue, code: Maturite | None) -> dict[str, Any]:
    order = list(Maturite)
    rank = order.index(code) if code else -1
    level = Priorite(row.priorite) if row.priorite else None
    beside = [("←", order[rank - 1])] if rank > 0 else []
    beside += [("→", order[rank + 1])] if rank + 1 < len(order) else []
    return {
        "pk": row.pk,
        "nom": row.titre,
        "url": cadre.adresse(dossier, "actions_modifier", str(row.pk)),
        "mission": next(
            (label for one, label in libelles.MISSIONS.items() if one == row.mission), ""
        ),
        "quand": jour(row.debut) if row.debut else "",
        "priorite": libelles.PRIORITES[level] if level else "",
        "ton": _TONS.get(level, "neutre") if level else "neutre",
        "vers": [
            {"valeur": f"{row.pk}:{one}", "sens": arrow, "nom": libelles.MATURITES[one]}
            for arrow, one in beside
        ],
    }
