"""The indicators of real communes, read in small editions with known answers."""

import csv
import gzip
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from maillage.core.facts import Chiffre, CommuneRetenue, Territoire
from maillage.core.facts.partial_date import PartialDate
from maillage.core.indicateurs import (
    Absence,
    Alentours,
    NatureZone,
    Niveau,
    PointGuide,
    Theme,
    du_perimetre,
    phrases,
    zone_du_territoire,
)
from maillage.core.territoire import analyser
from maillage.reference.aci import bareme_taille
from maillage.reference.cog import table
from maillage.reference.indicateurs import catalogue
from maillage.territoires import comparateurs, indicateurs
from maillage.territoires.mesures import Statut
from tests.territoires.fabrique import edition

PRUDENCE = catalogue().prudence
LOIRE = ("43157", "43137", "43268")  # Le Puy-en-Velay and two others of Haute-Loire
MAYOTTE = 256_518
FRANCE_SANS_MAYOTTE = 68_094_280


def analysed(*codes):
    written = tuple(c if isinstance(c, CommuneRetenue) else CommuneRetenue(code=c) for c in codes)
    return analyser(Territoire(communes=written), table(), bareme_taille(date(2026, 11, 26)))


def zone(*codes, nom="Essai"):
    return zone_du_territoire(analysed(*codes), table(), nom=nom)


def read(*codes, **given):
    return indicateurs.lire(zone(*codes), **given)


def elsewhere(line):
    return {(one.nature, one.code): one.resultat.valeur for one in line.comparateurs}


def test_without_any_import_the_population_is_there_and_the_rest_says_what_it_lacks():
    found = read(*LOIRE, perimetre=du_perimetre(analysed(*LOIRE), table(), Alentours()))
    line = found.lignes["population_municipale"]
    assert line.resultat.valeur == sum(table().commune(code).population for code in LOIRE)
    assert line.resultat.provenances[0].importe_le is None
    assert elsewhere(line)[NatureZone.FRANCE, ""] == FRANCE_SANS_MAYOTTE + MAYOTTE
    assert found.lignes["nombre_communes"].resultat.valeur == 3
    age = found.lignes["part_75_plus"].resultat
    assert (age.absence, age.valeur) == (Absence.SOURCE_A_INSTALLER, None)
    assert "Recensement" in age.pourquoi
    assert found.lignes["c2s"].resultat.absence is Absence.A_IMPORTER
    waiting = {one.code: one for one in found.a_installer()}
    assert [one.code for one in waiting["populations"].indicateurs] == ["population_totale"]
    assert waiting["ameli_acces"].commande == "maillage importer ameli_acces FICHIER"
    asked = {one.code: [place.code for place in places] for one, places in found.a_demander()}
    assert asked["fragilite_retraites"] == ["carsat"]
    assert {one.indicateur.theme for one in found.par_theme(Theme.SANTE)} == {Theme.SANTE}
    assert found.lignes["couverture_sas"] in found.par_point(PointGuide.URGENCES_SNP)
    assert "mg_densite" not in asked  # a source to install would give it
    assert read(*LOIRE).lignes["taille_aci"].resultat.absence is Absence.PERIMETRE_INCONNU


def test_published_totals_are_found_again_from_the_communes(shared: Path):
    path = shared / "donnees" / "insee-cog-2026" / "donnees_communes.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    lines = {row["COM"]: {"pmun": float(row["PMUN"]), "ptot": float(row["PTOT"])} for row in rows}
    edition("populations", lines, millesime=2023)
    marseille = read("13055").lignes
    people = elsewhere(marseille["population_municipale"])
    assert people[NatureZone.FRANCE, ""] == FRANCE_SANS_MAYOTTE
    assert marseille["population_municipale"].resultat.couverture.lieux == 16  # arrondissements
    for column, code in (("PMUN", "population_municipale"), ("PTOT", "population_totale")):
        line = marseille[code]
        by = {
            (NatureZone.DEPARTEMENT, "13"): [row for row in rows if row["DEP"] == "13"],
            (NatureZone.REGION, "93"): [row for row in rows if row["REG"] == "93"],
            (NatureZone.FRANCE, ""): rows,
        }
        assert elsewhere(line) == {
            key: sum(int(row[column]) for row in held) for key, held in by.items()
        }
        assert line.resultat.valeur == sum(
            int(row[column]) for row in rows if row["COM"].startswith("132")
        )
    covered = marseille["population_municipale"].comparateur(NatureZone.FRANCE).resultat.couverture
    assert covered.absentes == 17  # the communes of Mayotte


def test_ages_compare_with_every_level_and_move_between_two_censuses():
    edition(
        "rp_age",
        {
            "43157": {
                "p22_pop": 1000,
                "p22_pop7589": 150,
                "p22_pop90p": 50,
                "p16_pop": 900,
                "p16_pop7589": 90,
                "p16_pop90p": 0,
            },
            "43137": {
                "p22_pop": 500,
                "p22_pop7589": 100,
                "p22_pop90p": 0,
                "p16_pop": 600,
                "p16_pop7589": 60,
                "p16_pop90p": 0,
            },
            "63113": {
                "p22_pop": 1500,
                "p22_pop7589": 0,
                "p22_pop90p": 0,
                "p16_pop": 1500,
                "p16_pop7589": 0,
                "p16_pop90p": 0,
            },
            "75056": {
                "p22_pop": 3000,
                "p22_pop7589": 300,
                "p22_pop90p": 0,
                "p16_pop": 3000,
                "p16_pop7589": 0,
                "p16_pop90p": 0,
            },
        },
    )
    line = read("43157", "43137", "43268", autres=[zone("63113", nom="Clermont")]).lignes[
        "part_75_plus"
    ]
    assert line.resultat.valeur == 20.0
    assert line.resultat.couverture.absentes == 1
    assert [one.code for one in line.resultat.couverture.manquants] == ["43268"]
    assert elsewhere(line) == {
        (NatureZone.DEPARTEMENT, "43"): 20.0,
        (NatureZone.REGION, "84"): 10.0,
        (NatureZone.FRANCE, ""): 10.0,
        (NatureZone.TERRITOIRE, ""): 0.0,
    }
    assert [(one.millesime, one.valeur) for one in line.resultat.serie] == [
        (2022, 20.0),
        (2016, 10.0),
    ]
    assert (line.evolution.depuis, line.evolution.ecart) == (2016, Decimal("10.0"))
    assert read("75056").lignes["part_75_plus"].resultat.valeur == 10.0
    district = read("75113").lignes["part_75_plus"].resultat
    assert (district.valeur, district.absence) == (None, Absence.INCONNUE)


def test_income_is_an_estimate_with_its_coverage_and_two_methods_do_not_compare():
    edition("filosofi", {"43157": {"med_sl": 20_000, "pr_md60": 18.0}}, millesime=2021)
    secret = {"med_sl": 22_000, "pr_md60": Statut.SECRETE}
    edition(
        "filosofi",
        {
            "43157": {"med_sl": 21_000, "pr_md60": 17.0},
            "43137": secret,
            "dep:43": {"ir_d9_d1_sl": 3.1, "pr_md60": 12.0},
            "dep:07": {"ir_d9_d1_sl": 2.95},
        },
        millesime=2023,
    )
    found = read("43157", "43137")
    income = found.lignes["niveau_vie_median"]
    assert 21_000 < income.resultat.valeur < 22_000
    assert income.resultat.estimation.startswith("moyenne des médianes")
    assert income.evolution is None
    assert "2021 et 2023 ne se comparent pas" in income.sans_evolution
    poverty = found.lignes["taux_pauvrete"].resultat
    assert (poverty.valeur, poverty.couverture.secretes) == (17.0, 1)
    spread = found.lignes["rapport_interdecile"].resultat
    assert (spread.valeur, spread.niveau) == (3.1, Niveau.DEPARTEMENT)
    both = read("43157", "07110").lignes["rapport_interdecile"].resultat  # quantiles: no mean
    assert both.valeur is None
    assert "Ardèche 3,0" in both.pourquoi
    assert "Haute-Loire 3,1" in both.pourquoi
    alone = read("43137").lignes["taux_pauvrete"].resultat  # all of it withheld: the département
    assert (alone.valeur, alone.niveau) == (12.0, Niveau.DEPARTEMENT)


def test_access_follows_the_rule_of_its_publisher_and_its_former_editions():
    def lines(first, second):
        return {
            "43157": {"apl_mg": first, "apl65_mg": first / 2, "popstd_mg": 3000, "ptot_mg": 2700},
            "43137": {"apl_mg": second, "apl65_mg": second, "popstd_mg": 1000, "ptot_mg": 900},
        }

    old = edition("apl", lines(3.0, 3.0), millesime=2022)
    edition("apl", lines(3.0, 2.6), millesime=2023)
    edition("apl", lines(4.0, 2.0), millesime=2024)
    found = read("43157", "43137")
    access = found.lignes["apl_mg"]
    assert access.resultat.valeur == 3.5
    assert [one.millesime for one in access.resultat.serie] == [2024, 2023, 2022]
    assert (access.evolution.depuis, access.evolution.ecart) == (2022, Decimal("0.5"))
    assert round(found.lignes["apl_mg_plus_65"].resultat.valeur, 6) == round(6000 / 14000 * 100, 6)
    assert found.lignes["sous_apl"].resultat.valeur == 25.0  # of all inhabitants, as DREES counts
    frozen = read("43157", "43137", editions={"apl": old}).lignes["apl_mg"]
    assert (frozen.resultat.valeur, frozen.evolution) == (3.0, None)
    assert frozen.resultat.provenances[0].edition == old


def test_a_list_of_all_there_is_counts_zero_where_it_says_nothing():
    edition("qpv", {"43157": {"qpv_nombre": 2, "qpv_population": None}, "13201": {"qpv_nombre": 3}})
    found = read("43157", "43137", "13055").lignes
    assert found["nombre_qpv"].resultat.valeur == 5
    assert found["nombre_qpv"].resultat.couverture.complete
    people = found["population_qpv"].resultat.couverture  # a quarter over two communes: not known
    assert [one.code for one in people.manquants] == ["13201", "43157"]


def test_the_first_source_in_place_answers():
    edition("bpe", {"43157": {"d265": 8}}, millesime=2025)
    assert read("43157").lignes["mg_effectif"].resultat.valeur == 8
    edition("rpps", {"43157": {"mg": 10, "pro_60": Statut.SECRETE}}, millesime=2026)
    found = read("43157", "43137").lignes
    assert found["mg_effectif"].resultat.valeur == 10
    assert found["mg_effectif"].resultat.couverture.absentes == 1
    assert found["densite_infirmier"].resultat.couverture.secretes == 1


def test_a_department_figure_is_said_so_and_several_are_weighted():
    edition(
        "ameli_pathologies",
        {
            "dep:43": {"diabete_ntop": 60, "diabete_npop": 1000},
            "dep:63": {"diabete_ntop": 40, "diabete_npop": 1000},
            "fra": {"diabete_ntop": 55, "diabete_npop": 1000},
        },
    )
    one = read("43157").lignes["diabete"]
    assert (one.resultat.valeur, one.resultat.niveau) == (6.0, Niveau.DEPARTEMENT)
    assert elsewhere(one) == {
        (NatureZone.DEPARTEMENT, "43"): 6.0,
        (NatureZone.REGION, "84"): 5.0,
        (NatureZone.FRANCE, ""): 5.5,
    }
    same, region, france = one.comparateurs
    assert same.sans_ecart == "c’est la même donnée : celle du département"
    assert region.sans_ecart == "trop peu d’habitants couverts pour comparer"  # 2 départements
    assert france.ecart.valeur == Decimal("0.5")
    said = " ".join(phrases(one, PRUDENCE))
    assert said.startswith(
        "Dans le département de la Haute-Loire, la part des personnes diabétiques"
    )
    assert "elle ne dit rien de propre au territoire" in said
    both = read("43157", "63113").lignes["diabete"].resultat
    share = table().commune("43157").population
    share /= share + table().commune("63113").population
    assert round(both.valeur, 9) == round(6 * share + 4 * (1 - share), 9)
    assert both.estimation.startswith("moyenne des départements")
    assert [part.code for part in both.departements] == ["63", "43"]
    beside = read("43157", "42218").lignes["diabete"].resultat  # Loire gives nothing
    assert round(beside.valeur, 9) == 6.0
    assert (beside.couverture.lieux, beside.couverture.lieux_total) == (1, 2)
    assert read("42218").lignes["diabete"].resultat.absence is Absence.INCONNUE
    edition(
        "ameli_pathologies", {"dep:43": {"diabete_ntop": 70, "diabete_npop": 1000}}, millesime=2023
    )
    moved = read("43157").lignes["diabete"].evolution
    assert (moved.depuis, moved.avant, moved.apres) == (2022, 6.0, 7.0)
    other = read("43157", autres=[zone("63113", nom="Clermont")]).lignes["diabete"]
    assert elsewhere(other)[NatureZone.TERRITOIRE, ""] is None


def test_what_the_team_imported_comes_first_and_keeps_its_own_comparators():
    edition("ameli_pathologies", {"dep:43": {"diabete_ntop": 60, "diabete_npop": 1000}})
    given = Chiffre(
        indicateur="diabete",
        numerateur=Decimal(70),
        denominateur=Decimal(1000),
        region=Decimal(5),
        source="Rézone CPTS",
        date=PartialDate(2025, 6),
    )
    before = replace(given, numerateur=Decimal(65), date=PartialDate(2024))
    line = read("43157", chiffres=[before, given]).lignes["diabete"]
    assert (line.resultat.valeur, line.resultat.niveau) == (7.0, Niveau.IMPORTE)
    assert line.resultat.provenances[0].libelle == "Rézone CPTS"
    assert elsewhere(line) == {(NatureZone.REGION, "84"): 5.0}
    assert (line.evolution.depuis, line.evolution.ecart) == (2024, Decimal("0.5"))
    assert "(chiffre importé\u00a0: Rézone CPTS 2025)" in phrases(line, PRUDENCE)[0]
    stranger = replace(before, source="CPAM")
    assert read("43157", chiffres=[stranger, given]).lignes["diabete"].evolution is None
    alone = replace(given, region=None)
    open_figures = read("43157", chiffres=[alone]).lignes["diabete"].comparateurs
    assert [one.resultat.valeur for one in open_figures] == [6.0, 6.0, 6.0]
    assert {one.sans_ecart for one in open_figures} == {
        "l’import et cette source ne comptent pas forcément pareil"
    }
    nothing = Chiffre(indicateur="diabete", source="CPAM", date=PartialDate(2025))
    assert read("43157", chiffres=[nothing]).lignes["diabete"].resultat.niveau is Niveau.DEPARTEMENT
    score = Chiffre(
        indicateur="fragilite_retraites", valeur=Decimal(4), source="Carsat", date=PartialDate(2025)
    )
    assert read("43157", chiffres=[score]).lignes["fragilite_retraites"].comparateurs == ()


def test_part_of_a_commune_and_the_districts_of_another():
    edition("rpps", {"43157": {"mg": 10}, "13201": {"mg": 3}, "13202": {"mg": 4}}, millesime=2026)
    half = CommuneRetenue(code="43157", partie="le haut", population=5000)
    found = read(half).lignes["mg_effectif"].resultat
    whole = table().commune("43157").population
    assert round(found.valeur, 9) == round(10 * 5000 / whole, 9)
    assert "au prorata" in found.estimation
    every = zone(*table().arrondissements("13055"))
    assert [place.code for place in every.lieux] == ["13055"]
    assert read("13055").lignes["mg_effectif"].resultat.valeur == 7
    low = CommuneRetenue(code="43157", partie="le bas", population=whole)
    (place,) = zone(half, low).lieux
    assert place.part == 1.0
    unknown = CommuneRetenue(code="43157", partie="ailleurs")
    assert [one.code for one in zone(unknown, "43137").lieux] == ["43137"]
    assert read(half, "13055").lignes["mg_effectif"].resultat.couverture.lieux_total == 17


def test_the_sums_of_france_are_kept_on_the_disk_and_made_again_when_they_are_damaged(
    bare_instance,
):
    edition("rpps", {"43157": {"mg": 10}}, millesime=2026)
    comparateurs.oublier()
    indicateurs.preparer("rpps")
    kept = bare_instance / comparateurs.DOSSIER
    assert len(list(kept.glob("*.json"))) == 2  # counts, and counts over inhabitants
    values = elsewhere(read("43137").lignes["mg_effectif"])
    names = sorted(path.name for path in kept.glob("*.json"))
    for damage in (None, b"{", b'{"rpps.mg / ": {"dep:43": [[2026]]}}'):
        comparateurs.oublier()
        for path in kept.glob("*.json"):
            if damage is not None:
                path.write_bytes(damage)
        assert elsewhere(read("43137").lignes["mg_effectif"]) == values
    assert sorted(path.name for path in kept.glob("*.json")) == names


def test_without_a_disk_to_write_on_the_sums_are_still_there(bare_instance):
    bare_instance.mkdir(parents=True)
    (bare_instance / comparateurs.DOSSIER).write_text("un fichier à la place du dossier")
    comparateurs.oublier()
    assert elsewhere(read("43137").lignes["population_municipale"])[NatureZone.DEPARTEMENT, "43"]


def test_old_sums_leave_the_disk(bare_instance, monkeypatch):
    monkeypatch.setattr(comparateurs, "_KEPT", 1)
    comparateurs.oublier()
    edition("rpps", {"43157": {"mg": 10}}, millesime=2026)
    indicateurs.preparer("rpps")
    assert len(list((bare_instance / comparateurs.DOSSIER).glob("*.json"))) == 1


@pytest.mark.parametrize("codes", [(), ("99999",)])
def test_a_territory_without_any_commune_has_no_value(codes):
    found = read(*codes)
    assert all(line.resultat.valeur is None for line in found.lignes.values())


def test_a_damaged_edition_gives_nothing_and_breaks_nothing(bare_instance):
    lines = {code: {"med_sl": 20_000.0} for code in table().codes()[:9000]}
    edition("filosofi", lines | {"43157": {"med_sl": 21_000.0}}, millesime=2023)
    (path,) = (bare_instance / "filosofi").glob("*.sqlite")
    whole = path.read_bytes()
    path.write_bytes(whole[:12288] + b"\0" * (len(whole) - 12288))
    found = read("43157").lignes["niveau_vie_median"].resultat
    assert (found.valeur, found.absence) == (None, Absence.INCONNUE)
