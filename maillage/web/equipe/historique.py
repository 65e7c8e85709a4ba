"""The versions of anything: who changed what, and the way back; the rows that were removed."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from maillage.dossiers import permissions
from maillage.dossiers import versions as kept
from maillage.dossiers.actions.erase_versions import erase_versions
from maillage.dossiers.actions.restore_fiche import (
    NothingToRestore,
    StillGone,
    restore_fiche,
    right_of,
)
from maillage.dossiers.models import Dossier, VersionFiche
from maillage.dossiers.writing import Conflict
from maillage.web import clock
from maillage.web.equipe import acces, cadre, recit, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.fiches import SUJETS, Sujet, versions_de
from maillage.web.typographie import fr, nombre, pluriel, quand

EFFACER: Final = "dossier.effacer_versions"
_SHOWN: Final = 30  # versions of a page
_CHANGED: Final = (
    "Quelqu’un a enregistré autre chose depuis que vous avez ouvert cette page. Rien n’est "
    "rétabli : relisez la dernière version ci-dessous, puis recommencez si c’est toujours utile."
)
_SOMEONE: Final = "Une personne de l’équipe"

Place = tuple[Sujet, str, int | None]  # what, which row, its key


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier()
def versions(
    request: DossierRequest, dossier: Dossier, nature: str, ligne: int | None = None
) -> HttpResponse:
    place = _place(dossier, nature, ligne)
    permissions.check(request.user, place[0].droit, dossier)
    if request.method == "POST":
        if "effacer" in request.POST:
            return _erase(request, dossier, place)
        return _restore(request, dossier, place)
    return _show(request, dossier, place)


def _place(dossier: Dossier, nature: str, ligne: int | None) -> Place:
    sujet = SUJETS.get(nature)
    if sujet is None or (sujet.liste is None) != (ligne is None):
        raise Http404
    if sujet.liste is None:
        return sujet, "", None
    row = sujet.liste.modele._default_manager.filter(dossier=dossier, pk=ligne).first()
    if row is not None:
        return sujet, kept.key(row), ligne
    rows = VersionFiche.objects.filter(dossier=dossier, nature=nature, ligne=ligne)
    removed = rows.order_by("-numero").first()
    if removed is None:
        raise Http404
    return sujet, removed.fiche, ligne


def _of(dossier: Dossier, place: Place) -> "QuerySet[VersionFiche]":
    return VersionFiche.objects.filter(dossier=dossier, nature=place[0].nature, fiche=place[1])


def _erase(request: DossierRequest, dossier: Dossier, place: Place) -> HttpResponse:
    sujet, fiche, ligne = place
    erased = erase_versions(
        dossier=dossier, nature=sujet.nature, fiche=fiche, by=request.user, on=clock.today()
    )
    if erased:
        reponses.dire(request, f"{pluriel(erased, 'version effacée', 'versions effacées')}.")
    return reponses.vers_adresse(versions_de(dossier, sujet.nature, ligne))


def _restore(request: DossierRequest, dossier: Dossier, place: Place) -> HttpResponse:
    sujet, _, ligne = place
    numero, seen = (request.POST.get(name, "") for name in ("numero", "vue"))
    if not (numero.isdecimal() and seen.isdecimal()):
        raise Http404
    version = _of(dossier, place).filter(numero=int(numero[:9])).first()
    if version is None:
        raise Http404
    try:
        restore_fiche(
            version=version,
            vue=int(seen[:9]),
            by=request.user,
            on=clock.today(),
            sans_absents="sans_absents" in request.POST,
        )
    except StillGone as refusal:
        return _show(request, dossier, place, absents=_absents(dossier, version, refusal))
    except Conflict:
        reponses.prevenir(request, _CHANGED)
    except NothingToRestore as refusal:
        reponses.prevenir(request, str(refusal))
    except ValidationError as refusal:
        reponses.prevenir(request, " ".join(refusal.messages))
    else:
        reponses.dire(request, f"La version {version.numero} est de nouveau en place.")
    return reponses.vers_adresse(versions_de(dossier, sujet.nature, ligne))


def _absents(dossier: Dossier, version: VersionFiche, refusal: StillGone) -> dict[str, Any]:
    """Say who is gone, and offer the rest."""
    known = recit.noms_de(dossier, refusal.codes)
    names = [known.get(code, "une fiche effacée") for code in refusal.codes]
    verb = "n’est plus" if len(names) == 1 else "ne sont plus"
    return {
        "phrase": fr(f"{', '.join(names)} {verb} dans le dossier. {refusal}"),
        "numero": version.numero,
    }


def _show(
    request: DossierRequest,
    dossier: Dossier,
    place: Place,
    *,
    absents: dict[str, Any] | None = None,
) -> HttpResponse:
    sujet, _, ligne = place
    rows = _of(dossier, place).select_related("auteur").order_by("-numero")
    last = rows.first()
    before = request.GET.get("avant", "")
    if before.isdecimal():
        rows = rows.filter(numero__lt=int(before[:9]))
    read = list(rows[: _SHOWN + 1])
    teller = recit.Recit(dossier, sujet, read)
    held = permissions.of(request.user, dossier)
    shown = _versions(request, teller, read, names=acces.JOURNAL in held)
    for one in shown:
        one["presente"] = last is not None and one["numero"] == last.numero
    title = _title(sujet, teller, last, read)
    here = versions_de(dossier, sujet.nature, ligne)
    context = {
        "titre": title,
        "fil": _trail(dossier, sujet, ligne, title, last),
        "versions": shown,
        "vue": last.numero if last else 0,
        "suite": f"{here}?avant={read[_SHOWN - 1].numero}" if len(read) > _SHOWN else "",
        "peut": right_of(sujet.nature) in held,
        "effacer": EFFACER in held and ligne is not None and any(v["restaurable"] for v in shown),
        "absents": absents,
        "ici": here,
    }
    return reponses.page(
        request,
        dossier,
        "equipe/versions.html",
        context,
        section=sujet.section,
        status=422 if absents else 200,
    )


def _versions(
    request: DossierRequest, teller: recit.Recit, read: list[VersionFiche], *, names: bool
) -> list[dict[str, Any]]:
    """Tell each version beside the one before it; the last one read only serves to that."""
    before: list[VersionFiche | None] = [*read[1:], None]
    pairs = zip(read, before[: len(read)], strict=True)
    return [_version(request, teller, now, was, names=names) for now, was in pairs][:_SHOWN]


def _title(
    sujet: Sujet, teller: recit.Recit, last: VersionFiche | None, read: list[VersionFiche]
) -> str:
    if sujet.liste is None or last is None:
        return sujet.titre
    content = next((one.contenu for one in read if one.contenu is not None), None)
    return teller.titre(content) if content is not None else "Fiche effacée"


def _trail(
    dossier: Dossier, sujet: Sujet, ligne: int | None, title: str, last: VersionFiche | None
) -> list[dict[str, str]]:
    trail = [{"nom": sujet.titre, "url": cadre.adresse(dossier, sujet.page)}]
    if ligne is not None and last is not None and last.contenu is not None:
        url = cadre.adresse(dossier, f"{sujet.page}_modifier", str(ligne))
        trail.append({"nom": title, "url": url})
    return trail


def _version(
    request: DossierRequest,
    teller: recit.Recit,
    now: VersionFiche,
    was: VersionFiche | None,
    *,
    names: bool,
) -> dict[str, Any]:
    return {
        "numero": now.numero,
        "qui": _who(request, now, names=names),
        "quand": quand(now.at, clock.today()),
        "mot": fr(_word(now, was)),
        "changements": teller.changements(was, now),
        "premiere": was is None,
        "restaurable": now.contenu is not None,
    }


def _word(now: VersionFiche, was: VersionFiche | None) -> str:
    """Say what a version is, when what it changed does not say it."""
    removed = now.contenu is None
    words = (
        (now.effacee, "Le contenu de cette version a été effacé pour de bon."),
        (removed and now.fiche, "Retirée."),
        (removed, "Plus de réponse."),
        (now.auteur is None, "Ce qui était écrit avant que Maillage garde les versions."),
        (was is None, "Première version."),
        (was and was.effacee, "Le contenu de la version d’avant a été effacé."),
        (was and was.contenu is None and now.fiche, "Remise dans la liste."),
    )
    return next((said for holds, said in words if holds), "")


def _who(request: DossierRequest, one: VersionFiche, *, names: bool) -> str:
    """Name the author to whoever may read the journal, and to the author."""
    if one.auteur is None:
        return "Auteur inconnu"
    if one.auteur_id == request.user.pk:
        return "Vous"
    return str(one.auteur) if names else _SOMEONE


def _removed(dossier: Dossier, nature: str) -> "QuerySet[VersionFiche]":
    """Return the last version of each row that is gone, and that was not erased."""
    rows = VersionFiche.objects.filter(dossier=dossier, nature=nature)
    later = rows.filter(fiche=OuterRef("fiche"), numero__gt=OuterRef("numero"))
    gone = rows.filter(contenu__isnull=True, effacee=False).exclude(fiche="")
    full = rows.filter(fiche=OuterRef("fiche"), contenu__isnull=False)
    return gone.filter(~Exists(later), Exists(full))


def lien_retirees(dossier: Dossier, nature: str) -> dict[str, str] | None:
    """Return the door to the rows removed from a list, when there are some."""
    count = _removed(dossier, nature).count()
    if not count:
        return None
    return {
        "nom": f"Lignes retirées ({nombre(count)})",
        "url": cadre.adresse(dossier, "retirees", nature),
    }


@require_safe
@acces.sur_dossier()
def retirees(request: DossierRequest, dossier: Dossier, nature: str) -> HttpResponse:
    sujet = SUJETS.get(nature)
    if sujet is None or sujet.liste is None:
        raise Http404
    permissions.check(request.user, sujet.droit, dossier)
    gone = list(_removed(dossier, nature).select_related("auteur").order_by("-at", "-pk"))
    past = VersionFiche.objects.filter(
        dossier=dossier, nature=nature, fiche__in=[one.fiche for one in gone]
    )
    contents = {one.fiche: one for one in past.exclude(contenu__isnull=True).order_by("numero")}
    teller = recit.Recit(dossier, sujet, ())
    names = permissions.allows(request.user, acces.JOURNAL, dossier)
    context = {
        "titre": fr(f"{sujet.titre} : lignes retirées"),
        "fil": [{"nom": sujet.titre, "url": cadre.adresse(dossier, sujet.page)}],
        "lignes": [
            {
                "nom": teller.titre(contents[one.fiche].contenu or {}),
                "qui": _who(request, one, names=names),
                "quand": quand(one.at, clock.today()),
                "numero": contents[one.fiche].numero,
                "vue": one.numero,
                "url": versions_de(dossier, nature, one.ligne),
            }
            for one in gone
        ],
        "peut": acces.MODIFIER in permissions.of(request.user, dossier),
    }
    return reponses.page(request, dossier, "equipe/retirees.html", context, section=sujet.section)
