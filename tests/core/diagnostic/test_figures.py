"""From a line of the reading to figures: places compared, years, communes, ages, and what moved."""

from dataclasses import replace
from decimal import Decimal

from maillage.core.diagnostic import (
    CLASSES,
    Ages,
    figure_des_ages,
    figures,
    mouvement,
    origine,
    par_communes,
)
from maillage.core.diagnostic.figures import ICI, Origine
from maillage.core.facts import FigureRetenue, FormeFigure
from maillage.core.indicateurs import (
    Appreciation,
    Comparateur,
    Couverture,
    Evolution,
    LigneIndicateur,
    NatureZone,
    Niveau,
    PartDepartement,
    Point,
    Provenance,
    Resultat,
)
from maillage.reference.indicateurs import catalogue

RP = Provenance(source="rp_age", libelle="Recensement", editeur="Insee", millesime=2022)
WHOLE = Couverture(population=930, population_totale=1000, lieux=9, lieux_total=10)


def resultat(valeur: float | None = 13.24, **given: object) -> Resultat:
    given = {"niveau": Niveau.COMMUNE, "millesime": 2022, "provenances": (RP,), **given}
    return Resultat(valeur=valeur, couverture=WHOLE, **given)  # type: ignore[arg-type]  # fields by name


def ligne(
    code: str = "part_75_plus", ici: Resultat | None = None, **given: object
) -> LigneIndicateur:
    others = (
        Comparateur(nature=NatureZone.FRANCE, code="", nom="France", resultat=resultat(10.06)),
        Comparateur(nature=NatureZone.REGION, code="84", nom="AURA", resultat=resultat(None)),
    )
    return LigneIndicateur(
        indicateur=catalogue().indicateurs[code],
        resultat=ici or resultat(),
        comparateurs=others,
        **given,  # type: ignore[arg-type]  # fields by name
    )


def test_the_territory_stands_beside_what_is_known_elsewhere() -> None:
    (found,) = figures(ligne(), "population_demographie", "Elle est de 13,2 %.")
    assert found.forme is FormeFigure.BARRES
    assert [(one.libelle, one.valeur) for one in found.lignes or ()] == [
        (ICI, Decimal("13.2")),
        ("France", Decimal("10.1")),
    ]
    assert (found.source, found.millesime, found.niveau) == ("Insee, Recensement", "2022", None)
    assert (found.couverture, found.estimation) == (Decimal("93.0"), False)
    assert found.constat == "Elle est de 13,2 %."


def test_nothing_known_or_nothing_to_compare_gives_no_figure() -> None:
    assert figures(ligne(ici=resultat(None)), "population_demographie") == ()
    alone = replace(ligne(), comparateurs=())
    assert figures(alone, "population_demographie") == ()
    number = ligne("population_municipale", resultat(61_367.0))
    assert figures(number, "population_demographie") == ()  # a number grows with the place


def test_years_stand_together_only_where_they_compare() -> None:
    years = (Point(millesime=2022, valeur=13.24), Point(millesime=2016, valeur=12.0))
    moved = Evolution(
        depuis=2016, jusqua=2022, avant=12.0, apres=13.24, ecart=Decimal("1.2"),
        relatif=None, appreciation=Appreciation.SANS_AVIS,
    )  # fmt: skip
    assert len(figures(ligne(ici=resultat(serie=years)), "x")) == 1
    with_years = ligne(ici=resultat(serie=years), evolution=moved)
    there = replace(with_years.comparateurs[0], resultat=resultat(10.0, serie=years[:1]))
    same = replace(with_years.comparateurs[0], nom="AURA", resultat=resultat(11.0, serie=years))
    _, curve = figures(replace(with_years, comparateurs=(there, same)), "x")
    assert curve.forme is FormeFigure.COURBE
    assert [(one.libelle, one.serie, one.valeur) for one in curve.lignes or ()] == [
        ("2016", ICI, Decimal("12.0")),
        ("2022", ICI, Decimal("13.2")),
        ("2016", "AURA", Decimal("12.0")),
        ("2022", "AURA", Decimal("13.2")),
    ]
    number = replace(with_years, indicateur=catalogue().indicateurs["population_municipale"])
    (alone,) = figures(number, "x")
    assert {one.serie for one in alone.lignes or ()} == {ICI}


def test_the_figure_of_a_departement_is_not_called_that_of_the_territory() -> None:
    def bars(*names: str) -> list[str]:
        parts = tuple(PartDepartement(code=n, nom=n, part=0.5, valeur=5.0) for n in names)
        found = resultat(5.0, niveau=Niveau.DEPARTEMENT, departements=parts)
        line = ligne(ici=found)
        own = replace(line.comparateurs[0], nature=NatureZone.DEPARTEMENT, nom="Ain")
        (drawn,) = figures(replace(line, comparateurs=(own, *line.comparateurs)), "x")
        return [one.libelle for one in drawn.lignes or ()]

    assert bars("Ain") == ["Notre département (Ain)", "France"]
    assert bars("Ain", "Gard") == ["Nos départements", "Ain", "France"]


def test_a_value_says_when_it_is_not_that_of_the_communes() -> None:
    part = PartDepartement(code="43", nom="Haute-Loire", part=1.0, valeur=5.0)
    of_dep = origine(resultat(niveau=Niveau.DEPARTEMENT, departements=(part,)))
    assert of_dep.niveau == "Donnée du département\u00a0: Haute-Loire"
    assert of_dep.couverture is None
    assert origine(resultat(niveau=Niveau.DEPARTEMENT)).niveau == "Donnée du département"
    two = (part, replace(part, code="63", nom="Puy-de-Dôme"))
    both = origine(resultat(niveau=Niveau.DEPARTEMENT, departements=two))
    assert both.niveau == "Donnée des départements\u00a0: Haute-Loire, Puy-de-Dôme"
    older = replace(RP, libelle="Populations", millesime=2021)
    assert origine(resultat(provenances=(RP, older))).source == (
        "Insee, Populations, 2021 ; Insee, Recensement"  # « , 2022 » follows
    )
    assert origine(resultat(provenances=(older,))).source == "Insee, Populations"
    twice = replace(RP, editeur="Rézone", libelle="Rézone")  # a source that the team names
    mine = origine(
        Resultat(valeur=1.0, niveau=Niveau.IMPORTE, estimation="arrondi", provenances=(twice,))
    )
    assert mine.source == "Rézone"
    assert (mine.niveau, mine.millesime, mine.estimation) == (
        "Chiffre apporté par l’équipe",
        "",
        True,
    )


def test_communes_take_shades_or_sizes() -> None:
    values = {"43157": 12.34, "43268": None}
    shades = par_communes(ligne(), "x", values, ("Le Puy", "Yssingeaux"))
    assert shades.forme is FormeFigure.CARTE
    assert [(one.libelle, one.code, one.valeur) for one in shades.lignes or ()] == [
        ("Le Puy", "43157", Decimal("12.3")),
        ("Yssingeaux", "43268", None),
    ]
    sizes = par_communes(ligne("population_municipale"), "x", values, ("Le Puy", "Yssingeaux"))
    assert sizes.forme is FormeFigure.CERCLES


# --- ages


def ages(*parts: str, ailleurs: tuple[str, ...] = (), nobody: bool = False) -> FigureRetenue | None:
    def held(names: tuple[str, ...]) -> dict[str, float | None]:
        return {f"{part}{end}": 0.0 if nobody else 10.0 for part in names for end in CLASSES}

    known = Origine("Insee", "2022", None, Decimal(100), False)
    given = Ages(ici=held(parts), ailleurs=held(ailleurs), nom="Haute-Loire", origine=known)
    return figure_des_ages(given, "ages", "population_demographie")


def test_ages_by_sex_where_the_source_counts_both() -> None:
    both = ages("f", "h", "pop", ailleurs=("f", "h"))
    assert both
    assert both.forme is FormeFigure.PYRAMIDE
    assert [one.serie for one in (both.lignes or ())[:4]] == [
        "Femmes", "Hommes", "Haute-Loire, femmes", "Haute-Loire, hommes",
    ]  # fmt: skip
    assert {one.valeur for one in both.lignes or ()} == {Decimal("7.1")}
    alone = ages("f", "h")
    assert alone
    assert {one.serie for one in alone.lignes or ()} == {"Femmes", "Hommes"}


def test_ages_without_sex_and_ages_unknown() -> None:
    whole = ages("pop", ailleurs=("pop",))
    assert whole
    assert whole.forme is FormeFigure.AGES
    assert {one.serie for one in whole.lignes or ()} == {ICI, "Haute-Loire"}
    alone = ages("pop")
    assert alone
    assert {one.serie for one in alone.lignes or ()} == {ICI}
    assert ages() is None
    empty = ages("pop", nobody=True)
    assert empty
    assert {one.valeur for one in empty.lignes or ()} == {None}


# --- what moved


def test_what_moved_since_a_figure_was_kept() -> None:
    (kept,) = figures(ligne(), "x")
    assert mouvement(kept, replace(kept, constat="autrement dit")) is None
    (newer,) = figures(ligne(ici=resultat(13.8, millesime=2023)), "x")
    moved = mouvement(kept, newer)
    assert moved
    assert (moved.avant, moved.apres, moved.ecart) == (
        Decimal("13.2"), Decimal("13.8"), Decimal("0.6"),
    )  # fmt: skip
    assert (moved.millesime_avant, moved.millesime_apres) == ("2022", "2023")
    gone = mouvement(kept, replace(newer, lignes=None))
    assert gone
    assert (gone.apres, gone.ecart) == (None, None)
    both = ages("pop")
    assert both
    again = mouvement(both, replace(both, millesime="2023"))
    assert again
    assert again.ecart == 0
