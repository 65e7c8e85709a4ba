"""The page of the diagnosis: six points, what is known by theme, what is missing, what was kept."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from maillage.core.facts import DossierFacts
from maillage.core.indicateurs import PointGuide, Theme
from maillage.dossiers import diagnostic
from maillage.dossiers.chiffres import importables
from maillage.dossiers.diagnostic import Diagnostic
from maillage.dossiers.models import Dossier, FigureRetenue
from maillage.reference import nomenclatures
from maillage.reference.diagnostic import AGES
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.diagnostic import fiches, gardees
from maillage.web.equipe.diagnostic.dessins import dessin, tableau
from maillage.web.typographie import fr, pluriel

THEMES: Final[Mapping[Theme, str]] = {
    Theme.POPULATION: "Population",
    Theme.SOCIAL: "Situation sociale",
    Theme.SANTE: "Santé",
    Theme.OFFRE: "Offre de soins",
    Theme.ORGANISATION: "Structures",
    Theme.ACCES: "Accès et prévention",
}
POINTS: Final[Mapping[PointGuide, str]] = {
    PointGuide.DEMOGRAPHIE_MEDICALE: "Combien de médecins, et pour combien de temps",
    PointGuide.ETAT_SANTE: "L’état de santé des habitants",
    PointGuide.STRUCTURES_PARCOURS: "Les structures et les parcours",
    PointGuide.VILLE_HOPITAL: "Le lien entre la ville et l’hôpital",
    PointGuide.URGENCES_SNP: "Les urgences et les soins non programmés",
    PointGuide.ACCES_DROITS_MT: "L’accès aux droits et au médecin traitant",
}
SECTION: Final = "diagnostic"
_ALL: Final = "tout"
LUS: Final = frozenset({_ALL, *(theme.value for theme in Theme)})  # what the page may show


@require_safe
@acces.sur_dossier()
def page(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    asked = _theme(request.GET.get("theme"))
    frame = cadre.de(dossier, request.user, section=SECTION, on=clock.today())
    context: dict[str, Any] = {
        "urls": urls(dossier),
        "url_territoire": cadre.adresse(dossier, "territoire"),
    }
    if frame.faits.territoire.communes:
        lu = diagnostic.lire(frame.faits, on=clock.today(), ailleurs=frame.ailleurs)
        context |= _read(dossier, lu, frame, asked)
    return reponses.page(
        request, dossier, "equipe/diagnostic/diagnostic.html", context, section=SECTION, frame=frame
    )


def _theme(asked: str | None) -> Theme | None:
    """Return the theme to show; None: all of them."""
    if asked == _ALL:
        return None
    if asked is None:
        return Theme.POPULATION
    if asked not in {theme.value for theme in Theme}:
        raise Http404
    return Theme(asked)


def urls(dossier: Dossier) -> dict[str, str]:
    names = ("diagnostic", "diagnostic_garder", "diagnostic_retirer", "diagnostic_reprendre")
    return {name: cadre.adresse(dossier, name) for name in names}


def servent(frame: cadre.Cadre) -> frozenset[str]:
    """Return the texts that the documents of the dossier hold."""
    return frozenset(text for one in frame.documents for text in one.rubriques)


def _read(
    dossier: Dossier, lu: Diagnostic, frame: cadre.Cadre, theme: Theme | None
) -> dict[str, Any]:
    faits, used = frame.faits, servent(frame)
    rows = list(FigureRetenue.objects.filter(dossier=dossier).order_by("rang", "pk"))
    kept = gardees.par_cle(rows)
    points = [_point(dossier, lu, faits, point, used) for point in PointGuide]
    shown = [theme] if theme else list(Theme)
    return {
        "themes": _themes(dossier, lu, theme),
        "retour": theme.value if theme else _ALL,
        "parties": [_part(dossier, lu, one, kept, used) for one in shown],
        "points": points,
        "points_ecrits": sum(point["ecrit"] for point in points),
        "pas": _next(dossier, points),
        "gardees": gardees.montrer(dossier, lu, faits, rows),
        "a_installer": [
            {
                "nom": fr(source.libelle),
                "commande": source.commande,
                "combien": pluriel(len(source.indicateurs), "chiffre"),
            }
            for source in lu.lecture.a_installer()
        ],
    }


def _themes(dossier: Dossier, lu: Diagnostic, here: Theme | None) -> list[dict[str, Any]]:
    base = cadre.adresse(dossier, "diagnostic")
    found = []
    for theme, name in THEMES.items():
        lines = lu.lecture.par_theme(theme)
        known = sum(line.resultat.valeur is not None for line in lines)
        said = f"{known} sur {len(lines)}"
        found.append(
            {"nom": name, "dit": said, "url": f"{base}?theme={theme.value}", "ici": theme is here}
        )
    every = {"nom": "Tout", "dit": "", "url": f"{base}?theme={_ALL}", "ici": here is None}
    return [*found, every]


def _part(
    dossier: Dossier, lu: Diagnostic, theme: Theme, kept: fiches.Gardees, used: frozenset[str]
) -> dict[str, Any]:
    lines = lu.lecture.par_theme(theme)
    asked = {one.code: guichets for one, guichets in lu.lecture.a_demander()}
    missing = [line for line in lines if line.resultat.valeur is None]
    add = cadre.adresse(dossier, "chiffres_ajouter")
    bring = {code: f"{add}?indicateur={code}" for code in importables()}
    cards = [
        fiches.fiche(lu, line, kept, used) for line in lines if line.resultat.valeur is not None
    ]
    for card in cards:
        if card["carte"]:
            card["carte"] = cadre.adresse(dossier, "diagnostic_carte", card["code"])
    return {
        "nom": THEMES[theme],
        "ages": _ages(lu, kept, used) if theme is Theme.POPULATION else None,
        "breves": [card for card in cards if not card["figures"]],
        "fiches": [card for card in cards if card["figures"]],
        "manques": [
            {
                **fiches.manque(line),
                "guichets": [fr(one.libelle) for one in asked.get(line.indicateur.code, ())],
                "apporter": bring.get(line.indicateur.code, ""),
            }
            for line in missing
        ],
    }


def _ages(lu: Diagnostic, kept: fiches.Gardees, used: frozenset[str]) -> dict[str, Any] | None:
    text = fiches.textes_utiles(AGES, used)[0]
    figure = next(iter(lu.figures(AGES, text)), None)
    if figure is None:
        return None
    return {
        "code": AGES,
        "texte": fiches.texte(text),
        "source": fr(f"{figure.source}, {figure.millesime}"),
        "tableau": tableau(figure),
        **fiches.choix(figure, kept),
        **dessin(figure, "g-ages"),
    }


def _point(
    dossier: Dossier, lu: Diagnostic, faits: DossierFacts, point: PointGuide, used: frozenset[str]
) -> dict[str, Any]:
    """Say whether a point of the guide is written, where, and how many figures wait for it."""
    texts = sorted(diagnostic.textes_des_points()[point], key=lambda text: text not in used)
    written = [code for code in texts if faits.textes.get(code, "").strip()]
    lines = lu.lecture.par_point(point)
    known = sum(line.resultat.valeur is not None for line in lines)
    place = (written or texts)[0]
    return {
        "nom": POINTS[point],
        "ecrit": bool(written),
        "texte": nomenclatures.rubriques_texte()[place].libelle,
        "url": cadre.adresse(dossier, "texte", place),
        "chiffres": fr(f"{pluriel(known, 'chiffre connu', 'chiffres connus')} sur {len(lines)}"),
        "connus": known,
    }


def _next(dossier: Dossier, points: list[dict[str, Any]]) -> dict[str, str]:
    """Propose the one thing to do now: the first point still to write, those with figures first."""
    left = sorted(
        (point for point in points if not point["ecrit"]), key=lambda point: point["connus"] == 0
    )
    if not left:
        return {
            "titre": "Les six points du guide sont écrits",
            "phrase": "Relisez-les dans vos documents, avec les figures que vous avez gardées.",
            "url": cadre.adresse(dossier, "documents"),
            "action": "Voir les documents",
        }
    point = left[0]
    why = (
        f"{point['chiffres'].capitalize()} : Maillage propose des phrases à côté du texte."
        if point["connus"]
        else "Aucun chiffre ouvert ne le dit encore : racontez ce que vous constatez."
    )
    return {
        "titre": fr(f"Écrire « {point['texte']} »"),
        "phrase": fr(f"{point['nom']} : c’est un des six points du guide. {why}"),
        "url": point["url"],
        "action": "Écrire ce texte",
    }
