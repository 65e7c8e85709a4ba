"""Each constraint of the statutes: kept by sound choices, reported when broken."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings

from maillage.core.facts import (
    Choix,
    College,
    DossierFacts,
    Engagement,
    FormeJuridique,
    LigneBudget,
    Personne,
    Roles,
    SensBudget,
    Statuts,
    Structure,
)
from maillage.core.statuts import Niveau, PointStatuts, Tenue, controler, resoudre
from maillage.core.statuts.contraintes import JUGES
from maillage.core.statuts.dirigeants import postes_de
from tests.core.statuts.choix_au_hasard import REPERES, TABLES, dossiers


def person(identifiant: str, profession: str, fonction: str | None, lieu: str = "") -> Personne:
    return Personne(
        id=identifiant,
        nom=identifiant.capitalize(),
        prenom="Camille",
        profession=profession,
        fonction=fonction,
        engagement=Engagement.ENGAGE,
        structure_appartenance=lieu,
    )


BUREAU = (
    person("faure", "medecin_generaliste", "Présidente"),
    person("bayle", "infirmier", "Secrétaire"),
    person("chastel", "pharmacien_officine", "Trésorière"),
)
SAIN = DossierFacts(
    structure=Structure(
        nom="CPTS des Sucs",
        forme_juridique=FormeJuridique.ASSOCIATION_1901,
        adresse_postale="3 place de la Halle, 43200 Yssingeaux",
    ),
    equipe=BUREAU,
    statuts=Statuts(
        fonds_prives="interdits",
        indemnites="frais_seuls",
        membres_honneur=False,
        bienfaiteurs=False,
        rachat=False,
        fait_a="Yssingeaux",
        fait_le=date(2026, 9, 22),
    ),
)


def with_choices(**choices: object) -> DossierFacts:
    return replace(SAIN, statuts=replace(SAIN.statuts, **choices))


def with_structure(**values: object) -> DossierFacts:
    return replace(SAIN, structure=replace(SAIN.structure, **values))


def colleges(*weights: int | None, **others: object) -> tuple[College, ...]:
    return tuple(
        College(nom=f"C{n}", membres="x", liberaux=n == 0, sieges=5, poids=w, **others)
        for n, w in enumerate(weights)
    )


def points(dossier: DossierFacts) -> tuple[PointStatuts, ...]:
    return controler(dossier.statuts, dossier, TABLES, REPERES)


def codes(dossier: DossierFacts) -> list[str]:
    return [point.code for point in points(dossier)]


B, A = Niveau.BLOQUANT, Niveau.ALERTE
_AUTRES = (BUREAU[1], BUREAU[2])
_INDEMNITES = LigneBudget(
    poste="indemnisation_equipe", sens=SensBudget.CHARGE, montant=Decimal(100)
)
CAS = [
    ("K01", B, with_structure(forme_juridique=FormeJuridique.ASSOCIATION_DROIT_LOCAL)),
    ("K03", B, replace(with_choices(objet_missions=("crise",)), textes={"mission_parcours": "x"})),
    ("K04", B, with_choices(ressources=("financement_conventionnel", "prestations"))),
    ("K06", A, with_structure(adresse_postale="1 rue X, 43000 Le Puy-en-Velay")),
    ("K08", B, replace(SAIN, equipe=tuple(replace(p, profession="infirmier") for p in BUREAU))),
    ("K08", A, replace(SAIN, equipe=(BUREAU[0], replace(BUREAU[1], fonction="Secrétaire"),
                                     replace(BUREAU[2], profession="infirmier")))),
    ("K10", B, with_choices(colleges=colleges(50, 50, professions=("sage_femme",)))),
    ("K11", B, with_choices(colleges=colleges(60, 30, 20))),
    ("K11", A, with_choices(colleges=colleges(70, 30))),
    ("K12", A, with_choices(colleges=colleges(30, 40, 30))),
    ("K16", B, with_choices(ressources=("cotisations",))),
    ("K17", A, with_choices(fonds_prives="autorises")),
    ("K18", A, with_choices(ag_frequence_mois=9)),
    ("K21", B, with_choices(pouvoirs_meme_college=False)),
    ("K24", A, with_choices(approbation_budget="ca_information")),
    ("K25", B, with_choices(age_objets=("fusion",))),
    ("K25", B, with_choices(age_objets=("statuts", "dissolution", "territoire"),
                            territoire_modif="ca_puis_ag")),
    ("K26", B, with_choices(quorum_ago="un_demi")),
    ("K28", B, with_choices(ca_min=20, ca_max=30)),
    ("K28", B, with_choices(ca_min=20, ca_max=12)),
    ("K28", B, with_choices(colleges=(College(nom="A", membres="x", sieges=0),))),
    ("K29", B, with_choices(ca_renouvellement="moitie", ca_duree=3)),
    ("K29", B, with_choices(ca_duree=4)),
    ("K30", B, with_choices(ca_reunions_an=0)),
    ("K30", A, with_choices(ca_reunions_an=1)),
    ("K32", B, replace(SAIN, equipe=(replace(BUREAU[0], fonction="Présidente et trésorière"),
                                     *_AUTRES))),
    ("K33", B, with_choices(bureau_postes=("president", "copresidence", "secretaire", "tresorier"))),
    ("K34", B, replace(SAIN, equipe=(*(replace(p, profession="infirmier") for p in BUREAU),
                                     person("a", "medecin_generaliste", None),
                                     person("b", "sage_femme", None)))),
    ("K34", A, replace(SAIN, equipe=tuple(replace(p, structure_appartenance="MSP")
                                          for p in BUREAU))),
    ("K35", B, with_choices(bureau_postes=("president", "secretaire"))),
    ("K36", B, replace(SAIN, choix=Choix(indemnisation_au_reglement=True))),
    ("K36", B, replace(SAIN, budget_pre_projet=(_INDEMNITES,))),
    ("K39", A, with_choices(indemnites="encadrees")),
    ("K44", B, with_choices(signataires=("president",))),
    ("K44", B, replace(SAIN, equipe=(replace(BUREAU[0], prenom=None), *_AUTRES))),
    ("K45", B, with_choices(fait_a=None)),
    ("M01", B, with_choices(siege="inconnu")),
    ("M01", B, with_choices(radiation_delai=5)),
    ("M02", A, with_choices(radiation_organe="ag")),
    ("M03", B, with_choices(usagers="college", colleges=colleges(60, 40))),
    ("M04", A, with_choices(voix_preponderante=True,
                            bureau_postes=("copresidence", "secretaire", "tresorier"))),
    ("M05", B, with_choices(odj_ajout_jours=15)),
    ("M06", A, with_choices(indemnites="encadrees", indemnite_gouvernance=False,
                            remuneration_missions=False)),
    ("M07", B, with_choices(convocation_par="secretaire",
                            bureau_postes=("president", "tresorier"))),
    ("M08", B, with_choices(age_initiative=())),
    ("M09", A, replace(SAIN, textes={"statuts_objet": "Un mot."})),
]  # fmt: skip


def test_sound_statutes_give_no_point() -> None:
    assert points(SAIN) == ()


@pytest.mark.parametrize(("code", "niveau", "dossier"), CAS)
def test_constraint_when_broken(code: str, niveau: Niveau, dossier: DossierFacts) -> None:
    found = {(point.code, point.niveau) for point in points(dossier)}
    assert (code, niveau) in found


def test_every_constraint_that_is_judged_has_a_case() -> None:
    assert {code for code, _, _ in CAS} == JUGES.keys()


def test_every_constraint_says_how_it_is_kept() -> None:
    listed = {rule.code for rule in TABLES.contraintes}
    assert {f"K{number:02}" for number in range(1, 48)} <= listed
    unfollowed = {r.code for r in TABLES.contraintes if r.tenue is Tenue.NON_SUIVIE}
    assert unfollowed == {"K02", "K07", "K23", "K38", "K40", "K42", "K46"}
    assert all(rule.pourquoi for rule in TABLES.contraintes if rule.tenue is not Tenue.VERIFIEE)


def test_blocking_points_come_first_with_what_is_missing() -> None:
    found = points(with_choices(fait_a=None, fonds_prives="autorises"))
    assert [(p.code, p.niveau) for p in found] == [("K45", B), ("K17", A)]
    assert found[0].que_faire == "Répondez aux questions encore ouvertes : lieu de signature."


def test_an_optional_clause_that_nobody_took_nor_left_is_a_blank() -> None:
    (found,) = points(with_choices(rachat=None, bienfaiteurs=None))
    assert found.code == "K45"
    assert found.que_faire.endswith("Membres bienfaiteurs, Rachat de la cotisation.")


def test_an_unknown_fact_gives_no_other_point_than_the_blanks() -> None:
    assert codes(DossierFacts()) == ["K44", "K45", "K17", "K39"]


def test_legal_representative_presides_when_no_function_says_who() -> None:
    people = tuple(replace(p, fonction=None) if p.id == "faure" else p for p in BUREAU)
    dossier = replace(SAIN, equipe=people, roles=Roles(representant_legal="faure"))
    assert codes(dossier) == []


@pytest.mark.parametrize(
    ("fonction", "posts"),
    [
        ("Présidente", {"president"}),
        ("vice-président", {"vice_president"}),
        ("Vice présidente", {"vice_president"}),
        ("Co-présidente", {"copresidence"}),
        ("coprésident", {"copresidence"}),
        ("Secrétaire adjointe", {"secretaire_adjoint"}),
        ("Trésorier et secrétaire", {"tresorier", "secretaire"}),
        ("Trésorière", {"tresorier"}),
        ("Conseillère", set()),
        (None, set()),
    ],
)
def test_posts_when_read_from_a_function(fonction: str | None, posts: set[str]) -> None:
    assert postes_de(fonction) == posts


_PARTS = {
    "aucun": 0,
    "un_dixieme": Fraction(1, 10),
    "un_quart": Fraction(1, 4),
    "un_tiers": Fraction(1, 3),
    "un_demi": Fraction(1, 2),
}


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(dossiers())
def test_arithmetic_when_broken_is_always_reported(dossier: DossierFacts) -> None:
    v = resoudre(dossier.statuts, dossier, TABLES)
    found = {(point.code, point.niveau) for point in points(dossier)}
    weights = [c.poids for c in v.colleges]
    wrong = bool(v.valeurs["vote_par_college"]) and None not in weights and sum(weights) != 100
    assert (("K11", B) in found) == wrong
    lower = _PARTS[str(v.valeurs["quorum_age"])] < _PARTS[str(v.valeurs["quorum_ago"])]
    assert (("K26", B) in found) == lower
    years, by = v.nombre("ca_duree"), {"tiers": 3, "moitie": 2}.get(v.texte("ca_renouvellement"), 1)
    assert (("K29", B) in found) == (years == 0 or years % by != 0)
    seats = [c.sieges for c in v.colleges]
    known = [s for s in seats if s is not None]
    low, high = v.nombre("ca_min"), v.nombre("ca_max")
    off = bool(seats) and len(known) == len(seats) and not low <= sum(known) <= high
    assert (("K28", B) in found) == (low > high or 0 in known or off)
    assert (("K45", B) in found) == any(
        point.details for point in points(dossier) if point.code == "K45"
    )


def test_month_of_the_meeting_when_the_end_of_the_year_is_unknown_says_nothing():
    assert "K18" not in codes(with_choices(exercice="autre", exercice_cloture=None))
