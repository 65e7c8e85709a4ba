"""What the page of the territory shows, drawn from the analysis of its communes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from maillage.core.facts import Territoire
from maillage.core.territoire.analyse import TerritoireAnalyse
from maillage.core.territoire.parts import Part
from maillage.core.territoire.remarques import Remarque, Suite
from maillage.dossiers.models import CommuneRetenue
from maillage.web import jauges
from maillage.web.typographie import fr, nombre, pluriel

_OPEN_UP_TO = 12  # lines that a group shows unfolded when it is alone
_SHARES_DRAWN = 4  # the fifth colour stands for all the others
_CANDIDATES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Ligne:
    """A commune of the list, with what is needed to take it out."""

    pk: int
    version: int
    nom: str
    code: str
    sur_la_carte: str  # code of the commune that a map draws: an arrondissement is inside it
    partie: str | None
    population: int | None
    declaree: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Groupe:
    """The communes of one intercommunalité."""

    nom: str
    resume: str
    ouvert: bool
    lignes: tuple[Ligne, ...]


def groupes(rows: Iterable[CommuneRetenue], lu: TerritoireAnalyse) -> tuple[Groupe, ...]:
    """Group what was kept by intercommunalité; what leads nowhere comes first."""
    by_key = {(line.code_saisi, (line.partie or "").casefold()): line for line in lu.lignes}
    names: dict[str, list[Ligne]] = {}
    for row in rows:
        line = by_key.get((row.code, (row.partie or "").strip().casefold()))
        group = (
            "À corriger" if line is None else fr(line.commune.epci_nom or "Hors intercommunalité")
        )
        shown = Ligne(
            pk=row.pk,
            version=row.version,
            nom=fr(line.commune.nom) if line else fr(f"Code « {row.code} »"),
            code=line.commune.code if line else "",
            sur_la_carte=(line.commune.parent or line.commune.code) if line else "",
            partie=row.partie,
            population=line.population if line else None,
            declaree=line.declaree if line else False,
        )
        names.setdefault(group, []).append(shown)
    order = sorted(names, key=lambda name: (name != "À corriger", name))
    return tuple(_groupe(name, names[name], alone=len(names) == 1) for name in order)


def _groupe(name: str, lines: list[Ligne], *, alone: bool) -> Groupe:
    known = sum(line.population or 0 for line in lines)
    return Groupe(
        nom=name,
        resume=f"{pluriel(len(lines), 'commune')}, {pluriel(known, 'habitant')}",
        ouvert=name == "À corriger" or (alone and len(lines) <= _OPEN_UP_TO),
        lignes=tuple(sorted(lines, key=lambda line: line.nom)),
    )


def population(lu: TerritoireAnalyse) -> dict[str, Any]:
    """Say the population, the size, and how far the next one is."""
    shown: dict[str, Any] = {
        "population": lu.population_connue,
        "taille": lu.taille.taille if lu.taille else None,
        "barre": None,
        "distance": "",
        "sans_taille": _without_size(lu),
        "source_population": source(lu),
    }
    if lu.taille and lu.bareme:
        bornes = [borne.seuil for borne in lu.bareme.bornes]
        shown["barre"] = jauges.barre_seuils(lu.population_connue, bornes, lu.taille.taille)
        shown["distance"] = distance(lu)
    return shown


def distance(lu: TerritoireAnalyse) -> str:
    """Say how many inhabitants are missing before the next size."""
    if lu.taille is None:
        return ""
    if lu.taille.avant_suivante is None:
        return "La plus grande taille."
    missing = pluriel(lu.taille.avant_suivante, "habitant")
    return f"{missing} avant la taille {lu.taille.taille + 1}"


def source(lu: TerritoireAnalyse) -> str:
    """Say which population this is, and of which year."""
    year = lu.population_millesime or lu.millesimes.population
    text = f"Population municipale {year}, Insee."
    if lu.population_declaree:
        text += f" Dont {pluriel(lu.population_declaree, 'habitant')} déclarés par l’équipe."
    return text


def _without_size(lu: TerritoireAnalyse) -> str:
    if not lu.lignes:
        return fr("La population et la taille se calculent dès la première commune.")
    if lu.bareme is None:
        return fr("Aucun texte ne fixait de taille à cette date.")
    known = pluriel(lu.population_connue, "habitant")
    return fr(f"Il manque la population d’une commune : {known} déjà comptés.")


def partage(lu: TerritoireAnalyse) -> dict[str, Any]:
    """Draw how the inhabitants divide between intercommunalités."""
    if not lu.epci:
        return {"epci": (), "epci_jauge": (), "epci_phrase": ""}
    total = lu.population_connue
    lines: list[dict[str, Any]] = [
        {
            "nom": fr(part.nom),
            "detail": _detail(part),
            "pourcent": part.pourcent(total),
            "cle": min(rank, _SHARES_DRAWN + 1),
        }
        for rank, part in enumerate(lu.epci, start=1)
    ]
    shares = [(f"f{line['cle']}", float(line["pourcent"] or 0)) for line in lines]
    phrase = ", ".join(f"{line['nom']} {nombre(line['pourcent'] or 0, 1)} %" for line in lines)
    return {"epci": lines, "epci_jauge": jauges.parts(*shares), "epci_phrase": fr(phrase)}


def _detail(part: Part) -> str:
    people = pluriel(part.population, "habitant")
    if part.communes_total is None:
        return f"{pluriel(part.communes, 'commune')}, {people}"
    if part.entier:
        return f"en entier, {pluriel(part.communes, 'commune')}, {people}"
    return f"{pluriel(part.communes, 'commune')} sur {nombre(part.communes_total)}, {people}"


def chef_de_file(lu: TerritoireAnalyse, territoire: Territoire) -> str:
    """Say that a lead must be named, when two départements or régions meet and none is."""
    named = territoire.ars_chef_de_file and territoire.caisse_chef_de_file
    if not lu.chef_de_file_a_nommer or named:
        return ""
    several = lu.regions if len(lu.regions) > 1 else lu.departements
    what = "régions" if len(lu.regions) > 1 else "départements"
    names = " et ".join(part.nom for part in several)
    return fr(f"Le territoire touche {len(several)} {what} : {names}. Dites qui suit le dossier.")


def remarques(lu: TerritoireAnalyse) -> list[dict[str, Any]]:
    """List what must be looked at, with the communes that may mend it."""
    return [_remarque(remark) for remark in lu.remarques]


def _remarque(remark: Remarque) -> dict[str, Any]:
    to_choose = remark.suite is Suite.A_CHOISIR
    return {
        "phrase": remark.phrase,
        "code": remark.code,
        "probleme": remark.est_probleme,
        "candidates": remark.communes[:_CANDIDATES] if to_choose else (),
    }
