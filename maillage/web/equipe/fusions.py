"""Two people changed different things at once: both stay, and the second is told."""

from collections.abc import Iterable

from maillage.dossiers import permissions, versions
from maillage.dossiers.models import Dossier, VersionFiche
from maillage.dossiers.models.ligne import Ligne
from maillage.web.equipe import acces, conflits, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.formulaires.base import Formulaire

Place = tuple[str, str, int]  # nature, which row, its number once saved
_SOMEONE = "Une autre personne"


def de_ligne(nature: str, row: Ligne) -> Place:
    return nature, versions.key(row), row.version


def dire(
    request: DossierRequest, dossier: Dossier, form: Formulaire, place: Place, depuis: int
) -> None:
    """Say what others changed between the opening of the form and its saving, if anything."""
    nature, fiche, _ = place
    theirs = _others(request, dossier, place, depuis)
    if not theirs:
        return
    base = versions.started_from(dossier, nature, fiche, depuis)
    was, now = (base.contenu if base else None) or {}, theirs[-1].contenu or {}
    changed = [name for name in (*form.fields, "colleges") if was.get(name) != now.get(name)]
    words = ", ".join(f"« {conflits.nom(form, name)} »" for name in changed)
    who, verb = _who(request, dossier, theirs)
    what = f"{verb} changé {words} entre-temps" if words else f"{verb} écrit ici entre-temps"
    reponses.dire(request, f"{who} {what} : tous les changements sont gardés.")


def dire_liste(request: DossierRequest, dossier: Dossier, place: Place, depuis: int) -> None:
    """Say that others changed other rows of a table saved as a whole."""
    theirs = _others(request, dossier, place, depuis)
    if theirs:
        who, verb = _who(request, dossier, theirs)
        reponses.dire(
            request,
            f"{who} {verb} changé d’autres lignes entre-temps : tous les changements sont gardés.",
        )


def _others(
    request: DossierRequest, dossier: Dossier, place: Place, depuis: int
) -> list[VersionFiche]:
    nature, fiche, numero = place
    if numero <= depuis + 1:
        return []
    rows = VersionFiche.objects.filter(dossier=dossier, nature=nature, fiche=fiche)
    since = rows.filter(numero__gt=depuis).exclude(auteur=request.user)
    return list(since.select_related("auteur").order_by("numero"))


def _who(
    request: DossierRequest, dossier: Dossier, theirs: Iterable[VersionFiche]
) -> tuple[str, str]:
    """Name them to whoever may read the journal."""
    authors = dict.fromkeys(str(one.auteur) for one in theirs if one.auteur)
    if not authors or not permissions.allows(request.user, acces.JOURNAL, dossier):
        return _SOMEONE, "a"
    return " et ".join(authors), "a" if len(authors) == 1 else "ont"
