"""The pages where several rows are typed at once: all are kept together, or none yet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, Final
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from maillage.dossiers import listes
from maillage.dossiers.models import Dossier
from maillage.web import clock
from maillage.web.equipe import acces, cadre, importations, reponses
from maillage.web.equipe.acces import DossierRequest, View
from maillage.web.equipe.formulaires.grille import LE_PLUS, Grille, LigneSaisie
from maillage.web.equipe.formulaires.saisie import (
    LigneEtablissement,
    LignePersonne,
    Option,
    professions_ecrites,
    types_ecrits,
)
from maillage.web.equipe.importations import Sorte
from maillage.web.typographie import fr, pluriel

_MORE: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Saisie:
    """A list typed in rows: what it is compared with and written as, its cells, its words."""

    sorte: Sorte
    ligne: type[LigneSaisie]
    options: Callable[[], tuple[Option, ...]]
    titre: str
    aide: str
    colonnes_collees: str

    @property
    def page(self) -> str:
        return self.sorte.page


EQUIPE: Final = Saisie(
    sorte=importations.EQUIPE,
    ligne=LignePersonne,
    options=professions_ecrites,
    titre="Saisir plusieurs personnes",
    aide="Une ligne par personne. Seul le nom est obligatoire ; les lignes vides ne comptent pas.",
    colonnes_collees="nom, prénom, profession, engagement, téléphone, courriel, commune",
)
ETABLISSEMENTS: Final = Saisie(
    sorte=importations.ETABLISSEMENTS,
    ligne=LigneEtablissement,
    options=types_ecrits,
    titre="Saisir plusieurs établissements",
    aide="Une ligne par établissement. Seul le nom est obligatoire ; les lignes vides ne comptent pas.",
    colonnes_collees="nom, type, famille, commune, interlocuteur, engagement",
)
TOUTES: Final = (EQUIPE, ETABLISSEMENTS)


def page(saisie: Saisie) -> View:
    """Return the view that types a kind of list in rows."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @acces.sur_dossier(acces.MODIFIER)
    def typed(request: DossierRequest, dossier: Dossier) -> HttpResponse:
        if request.method != "POST":
            return _show(request, dossier, saisie, Grille(saisie.ligne))
        grille = Grille(saisie.ligne, request.POST)
        if "allonger" in request.POST:
            grille.allonger(request.POST, _MORE)
            return _show(request, dossier, saisie, grille)
        return _save(request, dossier, saisie, grille)

    return typed


def _save(
    request: DossierRequest, dossier: Dossier, saisie: Saisie, grille: Grille
) -> HttpResponse:
    refusals: list[str] = []
    if not grille.remplies:
        refusals = ["Aucune ligne n’est remplie : écrivez au moins un nom."]
    elif grille.is_valid():
        rows = [row.valeurs() for row in grille.remplies]
        if _same_click(request, dossier, saisie, rows):
            return reponses.vers(dossier, saisie.page)
        grille.doublons(_known(dossier, saisie))
        if not any(grille.erreurs):
            try:
                return _written(request, dossier, saisie, rows)
            except ValidationError as refusal:
                refusals = [fr(message) for message in refusal.messages]
    return _show(request, dossier, saisie, grille, refusals)


def _same_click(
    request: DossierRequest, dossier: Dossier, saisie: Saisie, rows: Sequence[Mapping[str, Any]]
) -> bool:
    """Tell a page sent twice from a page that was gone back to, and completed."""
    kind, jeton = saisie.sorte.modele, _token(request)
    before = listes.already_many(kind, dossier, jeton, len(rows))
    return bool(before) and [row.nom for row in before] == [row["nom"] for row in rows]


def _written(
    request: DossierRequest, dossier: Dossier, saisie: Saisie, rows: Sequence[Mapping[str, Any]]
) -> HttpResponse:
    jeton = _token(request)
    used = listes.already(saisie.sorte.modele, dossier, jeton) is not None
    saisie.sorte.ecrire(
        dossier=dossier,
        lignes=rows,
        complements={},
        jeton=uuid4() if used else jeton,
        by=request.user,
        on=clock.today(),
    )
    reponses.dire(request, f"{pluriel(len(rows), *saisie.sorte.mots['ajoutees'].split(','))}.")
    where = f"{saisie.page}_saisie" if "encore" in request.POST else saisie.page
    return reponses.vers(dossier, where)


def _token(request: DossierRequest) -> UUID:
    try:
        return UUID(request.POST.get("jeton", ""))
    except ValueError:
        return uuid4()


def _known(dossier: Dossier, saisie: Saisie) -> Callable[[int, Mapping[str, Any]], str]:
    """Return what tells that the dossier, or a row above, is about the same."""
    known = saisie.sorte.connus(dossier)

    def like(number: int, cleaned: Mapping[str, Any]) -> str:
        typed = SimpleNamespace(**cleaned)
        found = known.trouver(typed)
        known.inscrire(typed, number)
        if found is None:
            return ""
        where = (
            f"Déjà écrit ligne {found}."
            if isinstance(found, int)
            else f"Déjà {saisie.sorte.mots['ou']} : {found}."
        )
        return f"{where} Si ce n’est pas la même fiche, cochez « Ajouter quand même »."

    return like


def _show(
    request: DossierRequest,
    dossier: Dossier,
    saisie: Saisie,
    grille: Grille,
    refusals: list[str] | None = None,
) -> HttpResponse:
    errors = list(grille.erreurs)
    context = {
        "grille": grille,
        "erreurs": errors,
        "refus": refusals or [],
        "titre": fr(saisie.titre),
        "aide": fr(saisie.aide),
        "colonnes_collees": fr(saisie.colonnes_collees),
        "options": saisie.options(),
        "liste_options": f"mots-{saisie.ligne.liste}",
        "jeton": str(_token(request)),
        "le_plus": LE_PLUS,
        "fil": [
            {"nom": fr(saisie.sorte.mots["liste"]), "url": cadre.adresse(dossier, saisie.page)}
        ],
        "importer": cadre.adresse(dossier, f"{saisie.page}_importer"),
        "retour": cadre.adresse(dossier, saisie.page),
    }
    return reponses.page(
        request,
        dossier,
        "equipe/saisie.html",
        context,
        section=saisie.page,
        status=422 if errors or refusals else 200,
    )
