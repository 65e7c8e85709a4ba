"""Beside a text of the diagnosis: the sentences and the figures that the data give for it."""

from typing import Any, Final

from maillage.core.facts import FigureRetenue as Figure
from maillage.dossiers import diagnostic
from maillage.dossiers.models import Dossier, FigureRetenue
from maillage.reference.diagnostic import AGES, textes
from maillage.web import clock
from maillage.web.equipe import cadre
from maillage.web.equipe.diagnostic import fiches, gardees
from maillage.web.equipe.diagnostic.page import urls
from maillage.web.typographie import fr

_SHOWN: Final = 5  # lines that are not folded


def propositions(dossier: Dossier, frame: cadre.Cadre, rubrique: str) -> dict[str, Any] | None:
    """Return what is at hand for a text; None: no figure ever goes with it."""
    if rubrique not in textes():
        return None
    faits = frame.faits
    rows = list(FigureRetenue.objects.filter(dossier=dossier).order_by("rang", "pk"))
    kept = zip(rows, faits.figures or (), strict=False)
    here = [(row, part) for row, part in kept if part.rubrique == rubrique]
    lines: list[dict[str, Any]] = []
    lu = None
    if faits.territoire.communes:
        lu = diagnostic.lire(faits, on=clock.today(), ailleurs=frame.ailleurs)
        held = gardees.par_cle(rows)
        written = faits.textes.get(rubrique, "")
        lines = [
            _line(lu, one.indicateur.code, rubrique, held, written)
            for one in lu.propositions(rubrique)
        ]
        lines[:0] = [
            _ages(one, held) for one in lu.figures(AGES, rubrique) if AGES in textes()[rubrique]
        ]
    return {
        "premieres": lines[:_SHOWN],
        "autres": lines[_SHOWN:],
        "gardees": [gardees.montree(dossier, lu, row, part) for row, part in here],
        "rubrique": rubrique,
        "urls": urls(dossier),
        "url_territoire": cadre.adresse(dossier, "territoire"),
        "communes": bool(faits.territoire.communes),
    }


def _line(
    lu: diagnostic.Diagnostic,
    code: str,
    rubrique: str,
    held: fiches.Gardees,
    written: str,
) -> dict[str, Any]:
    line = lu.lecture.lignes[code]
    said = " ".join(lu.constats(code))
    return {
        "code": code,
        "nom": fr(line.indicateur.libelle),
        "phrase": said,
        "ecrite": bool(said) and said in written,
        "marques": list(fiches.marques(line.resultat)),
        "source": fiches.provenance(line.resultat)["source"],
        "figures": [fiches.choix(one, held) for one in lu.figures(code, rubrique)],
    }


def _ages(figure: Figure, held: fiches.Gardees) -> dict[str, Any]:
    return {
        "code": AGES,
        "nom": fr(figure.titre),
        "phrase": "",
        "marques": [],
        "source": fr(f"{figure.source}, {figure.millesime}"),
        "figures": [fiches.choix(figure, held)],
    }
