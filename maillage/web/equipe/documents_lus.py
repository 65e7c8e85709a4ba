"""What the page of the documents shows of each: its share filled, what is missing, its formats."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from maillage.core.facts import DossierFacts, EtapeDossier
from maillage.documents.bilan import Bilan, bilan
from maillage.documents.etat import EtatBloc, Remplissage
from maillage.documents.modeles.etat import bilan_modele
from maillage.documents.modeles.publies import publies
from maillage.documents.modeles.region import PREFIXE, ModeleRegion
from maillage.documents.produire import FORMATS_TABLEAU, TrameInfo, disponibles
from maillage.dossiers.models import Dossier
from maillage.reference import regions
from maillage.web import jauges
from maillage.web.equipe import avancement, libelles, points
from maillage.web.equipe.cadre import adresse
from maillage.web.fichiers import WORD
from maillage.web.typographie import fr, pluriel

FORMATS: Final = {
    "docx": ("Word", WORD),
    "pdf": ("PDF", "application/pdf"),
    "html": ("Page web", "text/html; charset=utf-8"),
    "xlsx": ("Tableur", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
_ANYTIME: Final = "À toute étape"
_DOORS: Final = 10
_LEFT: Final = (Remplissage.VIDE, Remplissage.PARTIEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lu:
    """A document of the dossier, as its page tells it."""

    id: str
    nom: str
    titre: str
    precision: str
    tableau: bool
    part: int
    jauge: tuple[jauges.Part, ...]
    compte: str
    provenance: str
    contredits: int
    portes: tuple[tuple[str, str], ...]  # where what is missing is typed
    portes_de_plus: int
    apercu: str
    controle: str
    formats: tuple[dict[str, str], ...]
    word_seul: bool = False  # a model of the région: no office suite here makes a PDF of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Etage:
    """The documents of a stage."""

    nom: str
    documents: tuple[Lu, ...]


def infos(faits: DossierFacts, on: date) -> dict[str, TrameInfo]:
    """Return every document of the dossier's région, its tables too, by identifier."""
    found = disponibles(avancement.region(faits, on), tableaux=True)
    return {info.id: info for info in found}


def etages(dossier: Dossier, faits: DossierFacts, *, on: date) -> tuple[Etage, ...]:
    """Return the documents by stage, in the order a CPTS lives them; those of no stage last."""
    known = infos(faits, on)
    states = {one.etat.document: one for one in bilan(faits, known, on=on)} if known else {}
    by_stage: dict[EtapeDossier | None, list[Lu]] = {stage: [] for stage in (*EtapeDossier, None)}
    for info in sorted(known.values(), key=lambda info: info.tableau_joint):
        by_stage[info.etape].append(lire(dossier, info, states[info.id]))
    for modele_region in modeles(faits, on=on):
        found = lire_modele(dossier, faits, modele_region, on=on)
        by_stage[modele_region.etape].append(found)
    return tuple(
        Etage(nom=libelles.ETAPES[stage] if stage else _ANYTIME, documents=tuple(rows))
        for stage, rows in by_stage.items()
        if rows
    )


def modeles(faits: DossierFacts, *, on: date) -> tuple[ModeleRegion, ...]:
    """Return the Word models that the agencies of the dossier's région publish."""
    return publies(avancement.region(faits, on))


def modele(faits: DossierFacts, document: str, *, on: date) -> ModeleRegion | None:
    if not document.startswith(PREFIXE):
        return None
    return next((one for one in modeles(faits, on=on) if one.document == document), None)


def lire_modele(
    dossier: Dossier, faits: DossierFacts, modele_region: ModeleRegion, *, on: date
) -> Lu:
    """Read a model of the région as one more document."""
    state = bilan_modele(faits, modele_region, on=on)
    doors = _doors(dossier, state.a_completer)
    return Lu(
        id=modele_region.document,
        nom=fr(modele_region.titre),
        titre=fr(modele_region.titre),
        precision=fr(f"Modèle Word ({modele_region.agence}), version {modele_region.version}"),
        tableau=False,
        part=state.etat.part,
        jauge=_gauge(state, frozenset()),
        compte=_count(state),
        provenance="",
        contredits=0,
        portes=doors[:_DOORS],
        portes_de_plus=max(0, len(doors) - _DOORS),
        apercu=adresse(dossier, "apercu", modele_region.document),
        controle=adresse(dossier, "controle"),
        formats=_links(dossier, modele_region.document, ["docx"]),
        word_seul=True,
    )


def lire(dossier: Dossier, info: TrameInfo, state: Bilan) -> Lu:
    doors = _doors(dossier, state.a_completer)
    against = _contradicted(state)
    known = regions.regions()
    return Lu(
        id=info.id,
        nom=avancement.nom_court(info),
        titre=fr(info.titre),
        precision=known[info.portee].nom if info.portee in known else "toutes les régions",
        tableau=info.tableau_joint,
        part=state.etat.part,
        jauge=_gauge(state, against),
        compte=_count(state),
        provenance=_from(state),
        contredits=len(state.contradictions),
        portes=doors[:_DOORS],
        portes_de_plus=max(0, len(doors) - _DOORS),
        apercu=adresse(dossier, "apercu", info.id),
        controle=f"{adresse(dossier, 'controle')}?document={info.id}",
        formats=_formats(dossier, info),
    )


def _formats(dossier: Dossier, info: TrameInfo) -> tuple[dict[str, str], ...]:
    codes = [code for code in FORMATS if info.tableur or code not in FORMATS_TABLEAU]
    return _links(dossier, info.id, codes)


def _links(dossier: Dossier, document: str, codes: list[str]) -> tuple[dict[str, str], ...]:
    return tuple(
        {
            "nom": FORMATS[code][0],
            "ton": "" if code == "docx" else "clair",
            "url": adresse(dossier, "telecharger", document, code),
        }
        for code in codes
    )


def _doors(dossier: Dossier, blocs: Iterable[EtatBloc]) -> tuple[tuple[str, str], ...]:
    places = dict.fromkeys(place for bloc in blocs for place in bloc.a_remplir)
    doors = dict.fromkeys(points.porte(dossier, place) for place in places)
    return tuple(door for door in doors if door[0])


def _contradicted(state: Bilan) -> frozenset[str]:
    """Return the items of the form that hold something, and that a rule contradicts."""
    filled = {bloc.cle for bloc in state.etat.blocs if bloc.remplissage is not Remplissage.VIDE}
    named = {cle for one in state.contradictions for cle in one.blocs}
    return frozenset(filled & named)


def _gauge(state: Bilan, against: frozenset[str]) -> tuple[jauges.Part, ...]:
    """Draw what is written for this document, what comes from elsewhere, what breaks a rule."""
    elsewhere = {*state.deja_saisies, *state.calculees}
    shares = {"j1": 0.0, "j2": 0.0, "j3": 0.0}
    for bloc in state.etat.blocs:
        if bloc.remplissage is Remplissage.VIDE:
            continue
        taken = bool(bloc.rubriques) and elsewhere.issuperset(bloc.rubriques)
        computed = bloc.remplissage is Remplissage.CALCULE
        kind = "j3" if bloc.cle in against else "j2" if computed or taken else "j1"
        shares[kind] += 0.5 if bloc.remplissage is Remplissage.PARTIEL else 1
    total = len(state.etat.blocs) or 1
    return jauges.parts(*((kind, 100 * share / total) for kind, share in shares.items()))


def _count(state: Bilan) -> str:
    total = len(state.etat.blocs)
    if not total:
        return "Rien à remplir"
    left = [bloc for bloc in state.etat.blocs if bloc.remplissage in _LEFT]
    if not left:
        return "Tout est rempli"
    return fr(f"{pluriel(total - len(left), 'réponse complète', 'réponses complètes')} sur {total}")


def _from(state: Bilan) -> str:
    """Say how much of what the form asks needed no typing of its own."""
    if not state.demandes or not state.sans_saisie:
        return ""
    taken, asked = len(state.deja_saisies) + len(state.calculees), len(state.demandes)
    if taken == asked:
        return fr("Tout vient d’ailleurs ou se calcule : rien à retaper")
    verb = "vient d’ailleurs ou se calcule" if taken == 1 else "viennent d’ailleurs ou se calculent"
    return fr(f"{taken} sur {asked} {verb} : rien à retaper")
