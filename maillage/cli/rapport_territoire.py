"""What `maillage territoire` prints: aligned lines for a person, French keys for a machine."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from maillage.cli.messages import INSECABLE, counted, number, out, paragraph
from maillage.core.territoire import (
    BaremeTailles,
    Commune,
    LigneTerritoire,
    Part,
    Remarque,
    Situe,
    Suite,
    TerritoireAnalyse,
)

NAME_MAX = 34
SUITES = {
    Suite.REMPLACEE: "comptée à sa place",
    Suite.A_CHOISIR: "à choisir, non comptée",
    Suite.ECARTEE: "écartée",
    Suite.COMPTEE_UNE_FOIS: "comptée une seule fois",
    Suite.SIGNALEE: "signalée",
}


# --- for a person -------------------------------------------------------------------------------


def show(analyse: TerritoireAnalyse, on: date) -> None:
    """Print the whole report."""
    _show_lines(analyse)
    _show_total(analyse, on)
    for title, parts in (
        ("Intercommunalité", analyse.epci),
        ("Département", analyse.departements),
        ("Région", analyse.regions),
    ):
        _show_parts(title, parts, analyse.population_connue)
    if analyse.chef_de_file_a_nommer:
        out()
        out(
            "Le territoire s’étend sur plusieurs départements"
            + (" et plusieurs régions" if len(analyse.regions) > 1 else "")
            + " : il faut nommer une ARS et une caisse chefs de file."
        )
    _show_remarks("À regarder", [one for one in analyse.remarques if one.est_probleme])
    _show_remarks("À savoir", [one for one in analyse.remarques if not one.est_probleme])
    out()
    paragraph(sources(analyse))


def _show_lines(analyse: TerritoireAnalyse) -> None:
    rows = [
        (
            line.commune.code,
            _name(line),
            ("" if line.comptee else "(") + number(line.population) + ("" if line.comptee else ")"),
            ("déclarés" if line.declaree else ""),
            " ".join(line.commune.codes_postaux[:3])
            + (" …" if len(line.commune.codes_postaux) > 3 else ""),
            line.commune.epci_nom or "",
        )
        for line in analyse.lignes
    ]
    if not rows:
        return
    heads = ("Code", "Commune", "Habitants", "", "Code postal", "Intercommunalité")
    columns((heads, *rows), right={2})


def columns(rows: Sequence[Sequence[str]], right: set[int]) -> None:
    """Print aligned columns; an empty one takes no room."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
            if width
        ]
        out("  ".join(cells).rstrip())


def _name(line: LigneTerritoire) -> str:
    name = f"{line.commune.nom}, {line.partie}" if line.partie else line.commune.nom
    return name if len(name) <= NAME_MAX else f"{name[: NAME_MAX - 1]}…"


def _show_total(analyse: TerritoireAnalyse, on: date) -> None:
    if analyse.lignes:
        out()
    people = counted(analyse.population_connue, "habitant")
    if analyse.population is None:
        people = f"au moins {people}, un chiffre manque"
    year = analyse.population_millesime
    vintage = f" (population municipale {year})" if year else ""
    out(f"{_counted_lines(analyse)}, {people}{vintage}")
    out(_size_sentence(analyse, on))
    if analyse.taille and analyse.taille_projet and analyse.bareme_projet:
        bounds = ", ".join(f"{borne.seuil // 1000}" for borne in analyse.bareme_projet.bornes)
        draft = analyse.taille_projet.taille
        out(f"Taille {draft} selon le projet d’avril 2019 ({bounds} milliers), jamais en vigueur")


def _counted_lines(analyse: TerritoireAnalyse) -> str:
    kept = [line for line in analyse.lignes if line.comptee]
    parts = sum(not line.entiere for line in kept)
    districts = sum(line.commune.parent is not None for line in kept)
    noun = "commune ou arrondissement" if districts else "commune"
    text = counted(len(kept), noun, noun.replace(" ou", "s ou") + "s")
    return f"{text} (dont {counted(parts, 'partie')})" if parts else text


def _size_sentence(analyse: TerritoireAnalyse, on: date) -> str:
    if analyse.bareme is None:
        return f"Taille : aucun barème n’était en vigueur au {on:%d/%m/%Y}."
    if not analyse.lignes:
        return "Taille : inconnue, aucune commune n’est comptée."
    if analyse.taille is None:
        return "Taille : inconnue, il manque une population."
    size = analyse.taille
    distances = []
    if size.avant_suivante is not None:
        people = counted(size.avant_suivante, "habitant")
        distances.append(f"{people} avant la taille {size.taille + 1}")
    if size.marge_basse is not None:
        people = counted(size.marge_basse + 1, "habitant")
        distances.append(f"{people} de moins, et c’est la taille {size.taille - 1}")
    return f"Taille {size.taille} : " + " ; ".join(distances)


def _show_parts(title: str, parts: tuple[Part, ...], total: int) -> None:
    if not parts:
        return
    out()
    rows = [
        (
            part.nom,
            part.code or "",
            number(part.population if part.complete else part.population or None),
            f"{number(part.pourcent(total), 1)}{INSECABLE}%",
            _taken(part),
        )
        for part in parts
    ]
    columns(((title, "Code", "Habitants", "Part", "Communes"), *rows), right={2, 3})


def _taken(part: Part) -> str:
    if part.communes_total is None:
        return number(part.communes)
    if part.entier:
        return f"{part.communes_total} sur {part.communes_total}, entière"
    partial = part.communes - part.communes_entieres
    some = f", dont {counted(partial, 'partielle')}" if partial else ""
    return f"{part.communes} sur {part.communes_total}{some}"


def _show_remarks(title: str, remarks: Sequence[Remarque]) -> None:
    if not remarks:
        return
    out()
    out(f"{title} ({len(remarks)})")
    for remark in remarks:
        paragraph(remark.phrase, first="  - ", rest="    ")


def sources(analyse: TerritoireAnalyse) -> str:
    """Return the line that says where the figures come from."""
    years = analyse.millesimes
    scale = f" Tailles : barème du {analyse.bareme.depuis:%d/%m/%Y}." if analyse.bareme else ""
    return (
        f"Sources : communes au 1er janvier {years.communes} et population municipale "
        f"{years.population} (Insee), intercommunalités de {years.epci} (DGCL).{scale}"
    )


# --- for a machine ------------------------------------------------------------------------------


def as_json(analyse: TerritoireAnalyse, on: date) -> dict[str, Any]:
    """Return the report under its stable French keys."""
    size, draft = analyse.taille, analyse.taille_projet
    total = analyse.population_connue
    return {
        "communes": [_line(line) for line in analyse.lignes],
        "inconnues": [_remark(one) for one in analyse.codes_refuses],
        "population": analyse.population,
        "population_connue": total,
        "population_declaree": analyse.population_declaree,
        "population_millesime": analyse.population_millesime,
        "population_millesimes": list(analyse.population_millesimes),
        "taille": _size(size),
        "taille_projet_2019": _size(draft),
        "habitants_avant_taille_suivante": size.avant_suivante if size else None,
        "habitants_au_dessus_de_la_borne": size.marge_basse if size else None,
        "taille_a_confirmer": size.a_confirmer if size else None,
        "bareme": _scale(analyse.bareme),
        "epci": [_part(part, total) for part in analyse.epci],
        "departements": [_part(part, total) for part in analyse.departements],
        "regions": [_part(part, total) for part in analyse.regions],
        "chef_de_file_a_nommer": analyse.chef_de_file_a_nommer,
        "remarques": [_remark(one) for one in analyse.remarques],
        "problemes": len(analyse.problemes),
        "millesimes": {
            "communes": analyse.millesimes.communes,
            "population": analyse.millesimes.population,
            "epci": analyse.millesimes.epci,
        },
        "le": on.isoformat(),
    }


def _size(size: Situe | None) -> str | None:
    return str(size.taille) if size else None


def _scale(bareme: BaremeTailles | None) -> dict[str, Any] | None:
    if bareme is None:
        return None
    return {
        "code": bareme.code,
        "nom": bareme.nom,
        "depuis": bareme.depuis.isoformat(),
        "bornes": [borne.seuil for borne in bareme.bornes],
    }


def _line(line: LigneTerritoire) -> dict[str, Any]:
    commune = line.commune
    return {
        "code": commune.code,
        "code_saisi": line.code_saisi,
        "nom": commune.nom,
        "type": str(commune.type),
        "commune_entiere": commune.parent,
        "partie": line.partie,
        "codes_postaux": list(commune.codes_postaux),
        "population": line.population,
        "population_millesime": line.millesime,
        "population_reference": line.population_reference,
        "declaree": line.declaree,
        "source": line.source,
        "comptee": line.comptee,
        "departement": commune.departement,
        "region": commune.region,
        "epci": commune.epci,
        "epci_nom": commune.epci_nom,
    }


def _part(part: Part, total: int) -> dict[str, Any]:
    percent = part.pourcent(total)
    content: dict[str, Any] = {
        "code": part.code,
        "nom": part.nom,
        "population": part.population,
        "population_complete": part.complete,
        "pourcentage": None if percent is None else float(percent),
        "nombre_communes": part.communes,
        "nombre_communes_entieres": part.communes_entieres,
    }
    if part.communes_total is not None:
        content |= {"nombre_communes_total": part.communes_total, "entier": part.entier}
    return content


def _remark(remark: Remarque) -> dict[str, Any]:
    return {
        "code": remark.code,
        "nature": str(remark.nature),
        "nom": remark.nom,
        "suite": str(remark.suite),
        "suite_libelle": SUITES[remark.suite],
        "probleme": remark.est_probleme,
        "communes": [_named(commune) for commune in remark.communes],
        "phrase": remark.phrase,
    }


def _named(commune: Commune) -> dict[str, str]:
    return {"code": commune.code, "nom": commune.nom, "departement": commune.departement}
