"""Files of health laid out as their publishers do, with known answers: none can be had here."""

import json
from collections.abc import Mapping, Sequence
from random import Random

from maillage.reference import cog
from tests.opendata.classeurs import Cell, classeur

# Headings of the workbooks of the DREES, by profession; « AAAA » is the year of the population.
APL = {
    "mg": (
        "APL aux médecins généralistes",
        "Population standardisée AAAA pour la médecine générale",
    ),
    "inf": ("APL aux infirmières", "Population standardisée AAAA pour les infirmières"),
    "kine": (
        "APL aux masseurs-kinésithérapeutes",
        "Population standardisée AAAA pour les masseurs-kinésithérapeutes",
    ),
    "dent": (
        "APL aux chirurgiens-dentistes",
        "Population standardisée AAAA pour les chirurgiens-dentistes",
    ),
    "sf": (
        "APL aux sages-femmes",
        "Population féminine standardisée AAAA pour les sages-femmes",
    ),
}
Figures = tuple[str, Cell, Cell, Cell]  # code, APL, standardised population, total population


def feuille_apl(profession: str, year: int, figures: Sequence[Figures]) -> list[list[Cell]]:
    """Lay out a sheet: title and notes, headings on line 9, units on line 10, then the communes."""
    apl, standard = (text.replace("AAAA", str(year - 2)) for text in APL[profession])
    below = [f"{apl} de 65 ans ou moins "] if profession == "mg" else []
    unit = "En nombre de consultations par an et par habitant" if profession == "mg" else "En ETP"
    return [
        [f"Indicateur d'accessibilité potentielle localisée (APL) {year}"],
        [],
        [f"Millésime : {year}"],
        ["Sources : SNIIR-AM ; populations de l'Insee."],
        ["Champ : France hors Mayotte."],
        ["Lecture : une APL de 2,5 permet 2,5 consultations par an et par habitant."],
        ["Note : l'APL d'un territoire se pondère par la population standardisée."],
        [],
        ["Code commune INSEE", "Commune", apl, *below, standard, f"Population totale {year - 2}"],
        [None, None, unit, *[unit for _ in below], "En habitants", "En habitants"],
        *[
            [code, f"Commune {code}", value, *[_less(value) for _ in below], weight, people]
            for code, value, weight, people in figures
        ],
    ]


def _less(value: Cell) -> Cell:
    return round(value * 0.8, 3) if isinstance(value, float | int) else value


def classeur_apl(profession: str, years: Mapping[int, Sequence[Figures]]) -> bytes:
    """Return a workbook: a sheet of presentation, then one for each year."""
    sheets: dict[str, list[list[Cell]]] = {"Lisez-moi": [["Accessibilité potentielle localisée"]]}
    for year, figures in years.items():
        sheets[f"APL {year}"] = feuille_apl(profession, year, figures)
    return classeur(sheets)


def france(apl: float = 3.72, under: float = 0.182, threshold: float = 2.5) -> list[Figures]:
    """Return every commune, arrondissements for Paris, Lyon, Marseille, no Mayotte.

    The mean weighted by the standardised population is `apl`; `under` of the total population lives
    below the threshold.
    """
    table, draw = cog.table(), Random(2024)  # noqa: S311 -- figures, not secrets
    codes = [part for code in table.codes() for part in (table.arrondissements(code) or (code,))]
    people = {
        code: float(one.population or 0)
        for code in codes
        if (one := table.commune(code)) and one.departement < "975"
    }
    weights = {code: round(count * draw.uniform(0.85, 1.15), 2) for code, count in people.items()}
    low = _covering(people, under * sum(people.values()), draw)
    values = {code: round(draw.uniform(0.5, threshold - 0.01), 3) for code in low}
    rest = [code for code in people if code not in low]
    above = {code: draw.uniform(0.2, 2.2) for code in rest}  # over the threshold
    missing = apl * sum(weights.values()) - sum(values[code] * weights[code] for code in low)
    missing -= threshold * sum(weights[code] for code in rest)
    ratio = missing / sum(above[code] * weights[code] for code in rest)
    values |= {code: round(threshold + ratio * above[code], 3) for code in rest}
    return [(code, values[code], weights[code], people[code]) for code in people]


def _covering(people: Mapping[str, float], wanted: float, draw: Random) -> set[str]:
    """Return communes whose people add up to what is wanted, within a hundred."""
    found: set[str] = set()
    codes = sorted(people, key=lambda code: (draw.random(), code))
    for code in (*codes, *sorted(people, key=lambda code: -people[code])):
        if code not in found and 0 < people[code] <= wanted:
            found.add(code)
            wanted -= people[code]
        if wanted < 100:
            break
    return found


def csv_ods(headings: str, lines: Sequence[str]) -> bytes:
    """Return an export of Opendatasoft: « ; », UTF-8 with its mark."""
    return ("\n".join([headings, *lines]) + "\n").encode("utf-8-sig")


PATHOLOGIES = (
    "annee;patho_niv1;patho_niv2;patho_niv3;top;cla_age_5;sexe;region;dept;Ntop;Npop;prev;"
    "Niveau prioritaire;libelle_classe_age;libelle_sexe;tri"
)
DEMOGRAPHIE = (
    "annee;profession_sante;region;libelle_region;departement;libelle_departement;classe_age;"
    "libelle_classe_age;libelle_sexe;effectif;densite"
)


def pathologies(years: Sequence[int] = (2022, 2023)) -> bytes:
    """Return the cartography of two départements, their région and France."""
    lines = []
    for year in years:
        for group, top in (("Diabète", "DIA_CAT_CAT"), ("Cancers", "CAN_CAT_CAT")):
            for region, place, ill in (
                ("84", "43", 14_000),
                ("84", "01", "NS"),
                ("84", "999", 400_000),
            ):
                lines.append(
                    f"{year};{group};;;{top};tsage;9;{region};{place};{ill};230000;6.1;1;tous âges;tous sexes;1"
                )
            lines.append(
                f"{year};{group};;;{top};tsage;9;99;999;4000000;68000000;5.9;1;tous âges;tous sexes;1"
            )
            lines.append(
                f"{year};{group};;;{top};60-64;9;84;43;900;15000;6;1;de 60 à 64 ans;tous sexes;1"
            )
            lines.append(f"{year};{group};;;{top};tsage;1;84;43;8000;110000;7;1;tous âges;hommes;1")
            lines.append(
                f"{year};{group};Sous-groupe;;X;tsage;9;84;43;10;230000;0;3;tous âges;tous sexes;1"
            )
        lines.append(
            f"{year};Maternité (avec ou sans pathologies);;;MAT_CAT_CAT;tsage;9;84;43;2000;230000;1;1;tous âges;tous sexes;1"
        )
        lines.append(f"{year};Diabète;;;DIA_CAT_CAT;tsage;9;98;998;5;10;1;1;tous âges;tous sexes;1")
    return csv_ods(PATHOLOGIES, lines)


def demographie(years: Sequence[int] = (2023, 2024)) -> bytes:
    """Return the professionals of a département and of France, by age."""
    ages = {"moins_25": "Moins de 25 ans", "50_54": "50 à 54 ans", "60_64": "60 à 64 ans"}
    ages |= {"70_plus": "70 ans et plus", "tout_age": "Tout âge"}
    lines = []
    for year in years:
        for name in (
            "Ensemble des médecins généralistes",
            "Infirmiers",
            "Ensemble des auxiliaires médicaux",
        ):
            for region, place, counts in (
                ("84", "43", (1, 40, 30, 29, 100)),
                ("84", "01", (2, 40, 30, "NS", 90)),
                ("99", "999", (100, 2000, 1500, 1400, 5000)),
            ):
                for (code, label), count in zip(ages.items(), counts, strict=True):
                    lines.append(
                        f"{year}-01-01;{name};{region};R;{place};D;{code};{label};tout sexe;{count};9,1"
                    )
                    lines.append(
                        f"{year}-01-01;{name};{region};R;{place};D;{code};{label};femmes;1;9,1"
                    )
    return csv_ods(DEMOGRAPHIE, lines)


def patientele(years: Sequence[int] = (2023, 2024)) -> bytes:
    """Return the mean number of patients of general practitioners."""
    heads = "annee;profession_sante;region;libelle_region;departement;libelle_departement;"
    heads += "patients_uniques;patients_medecin_traitant"
    lines = [
        f"{year};{name};84;ARA;{place};X;{every};{own}"
        for year in years
        for name in ("Ensemble des médecins généralistes", "Cardiologues")
        for place, every, own in (("43", 1650, "1 012,5"), ("15", "NS", "NS"), ("999", 1500, 990))
    ]
    return csv_ods(heads, lines)


def exercices(years: Sequence[int] = (2023, 2024)) -> bytes:
    """Return how professionals work."""
    heads = "annee;profession_sante;region;libelle_region;code_departement;libelle_departement;"
    heads += "libelle_type_exercice_liberal;effectif"
    lines = [
        f"{year};Infirmiers;84;ARA;{place};X;{kind};{count}"
        for year in years
        for place, count in (("43", 310), ("01", "NS"), ("999", 9000))
        for kind in ("Libéral intégral", "Exercice mixte")
    ]
    return csv_ods(heads, lines)


def carre(x: float, y: float, side: float = 0.02) -> list[list[float]]:
    """Return a closed ring."""
    return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]


def qpv(quarters: Sequence[Mapping[str, object]]) -> bytes:
    """Return a GeoJSON of quarters; `anneau` gives the outline, the rest are properties."""
    features = [
        {
            "type": "Feature",
            "properties": {key: value for key, value in one.items() if key != "anneau"},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [[one.get("anneau", carre(4.0, 45.0))]],
            },
        }
        for one in quarters
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def zonage(rows: Sequence[tuple[Cell, Cell]]) -> bytes:
    """Return the export of C@rtoSanté: a sheet of notes, then « Data » with its headings on line 4."""
    data: list[list[Cell]] = [["Export du zonage"], [], ["Médecins généralistes"]]
    data += [["Code commune", "Libellé commune", "Zonage"]]
    data += [[code, f"Commune {code}", kind] for code, kind in rows]
    return classeur({"Notice": [["Zonage conventionnel"]], "Data": data})


def eloignement(lines: Sequence[str]) -> bytes:
    """Return the CSV of the Observatoire des territoires."""
    return "\n".join(["codgeo;libgeo;an;part_pop_eloigne_soin", *lines, ""]).encode()
