"""The page where the team takes, one by one, establishments of the directory into its table."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from maillage.core.passages import plain
from maillage.dossiers import offre as lue
from maillage.dossiers import territoire as territoire_du_dossier
from maillage.dossiers.actions.add_etablissements import add_etablissements
from maillage.dossiers.models import Dossier
from maillage.reference import cog
from maillage.reference.finess import categories_finess
from maillage.reference.nomenclatures import types_etablissement
from maillage.territoires.etablissements import EtablissementFiness, etablissements
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.typographie import fr, pluriel

_OTHER: Final = "autre"
_MOST: Final = 200  # taken at once
_SHOWN: Final = 250  # lines of one page


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier()
def reprendre(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    if request.method == "POST":
        return _take(request, dossier)
    on = clock.today()
    frame = cadre.de(dossier, request.user, section="etablissements", on=on)
    held = etablissements()
    analysis = territoire_du_dossier.analyse(frame.faits.territoire, on=on)
    found = held.dans(lue.lieux(analysis)) if held else ()
    group = request.GET.get("groupe", "")
    context = {
        "fil": [{"nom": fr("Établissements"), "url": cadre.adresse(dossier, "etablissements")}],
        "installe": held is not None,
        "source": fr(f"FINESS, {held.fiche.editeur}, {held.fiche.millesime}.") if held else "",
        "nombre": len(found),
        "filtres": _filters(dossier, found, group),
        "jeton": str(uuid4()),
        "ajouter": cadre.adresse(dossier, "etablissements_ajouter"),
        "territoire": cadre.adresse(dossier, "territoire"),
        "commande": "maillage importer --officiel finess",
        **_lines(found, frame.faits.etablissements or (), group),
    }
    return reponses.page(
        request,
        dossier,
        "equipe/offre/etablissements.html",
        context,
        section="etablissements",
        frame=frame,
    )


def _group_of(one: EtablissementFiness) -> str:
    known = categories_finess().par_code().get(one.categorie)
    return known.groupe if known else _OTHER


def _filters(
    dossier: Dossier, found: Iterable[EtablissementFiness], chosen: str
) -> list[dict[str, Any]]:
    counts: dict[str, int] = {}
    for one in found:
        counts[_group_of(one)] = counts.get(_group_of(one), 0) + 1
    page = cadre.adresse(dossier, "etablissements_finess")
    names = [
        ("", "Tous"),
        *((g.code, g.libelle) for g in categories_finess().groupes),
        (_OTHER, "Autres"),
    ]
    return [
        {
            "nom": fr(name),
            "nombre": counts.get(code, 0) if code else sum(counts.values()),
            "url": f"{page}?groupe={code}" if code else page,
            "ici": code == chosen,
        }
        for code, name in names
        if not code or code in counts
    ]


def _lines(found: Iterable[EtablissementFiness], held: Iterable[Any], group: str) -> dict[str, Any]:
    """Return the lines by category; those that the table seems to hold already are marked."""
    known = {(_key(one.nom), _key(one.localisation or "")) for one in held}
    table, categories = cog.table(), dict[str, dict[str, Any]]()
    kept = [one for one in found if not group or _group_of(one) == group]
    for one in kept[:_SHOWN]:
        commune = table.commune(one.commune)
        categories.setdefault(one.categorie, {"nom": fr(one.libelle), "lignes": []})[
            "lignes"
        ].append(
            {
                "finess": one.finess,
                "nom": one.nom,
                "commune": commune.nom if commune else one.commune,
                "deja": not known.isdisjoint(_keys(one, commune.nom if commune else "")),
            }
        )
    return {"categories": list(categories.values()), "caches": max(0, len(kept) - _SHOWN)}


def _keys(one: EtablissementFiness, commune: str) -> set[tuple[str, str]]:
    """Return what a row of the table may say of it: its name, with its commune or nothing."""
    return {(_key(one.nom), _key(commune)), (_key(one.nom), "")}


def _key(name: str) -> str:
    return "".join(sign for sign in plain(name) if sign.isalnum())


def _take(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    held = etablissements()
    asked = request.POST.getlist("finess")[:_MOST]
    chosen = held.par_finess(asked) if held else {}
    if not chosen:
        reponses.prevenir(request, "Cochez d’abord les établissements à reprendre.")
        return reponses.vers(dossier, "etablissements_finess")
    rows = [_values(chosen[number]) for number in dict.fromkeys(asked) if number in chosen]
    done = add_etablissements(
        dossier=dossier, lignes=rows, by=request.user, on=clock.today(), jeton=_token(request)
    )
    many = pluriel(len(done.etablissements), "établissement")
    reponses.dire(
        request, f"{many} de plus dans votre table. Il reste à dire qui s’y engage, et comment."
    )
    return reponses.vers(dossier, "etablissements")


def _values(one: EtablissementFiness) -> dict[str, Any]:
    known = categories_finess().par_code().get(one.categorie)
    kind = types_etablissement()[known.type if known else _OTHER]
    commune = cog.table().commune(one.commune)
    precise = (known.precision if known else None) or (one.libelle if kind.precision else None)
    return {
        "nom": one.nom,
        "type": kind.code,
        "famille": kind.famille,
        "type_precision": precise,
        "localisation": commune.nom if commune else one.commune,
    }


def _token(request: DossierRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("jeton", ""))
    except ValueError:
        return None
