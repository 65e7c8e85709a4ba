"""Identity, territory, choices, calendar, budget, accès."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from maillage.core import facts as f
from maillage.dossiers import facts, listes
from maillage.dossiers.actions.add_communes import Added, UnknownCommunes, add_communes
from maillage.dossiers.actions.add_partie_de_commune import add_partie_de_commune
from maillage.dossiers.actions.create_dossier import create_dossier
from maillage.dossiers.actions.give_acces import give_acces
from maillage.dossiers.actions.remove_commune import remove_commune
from maillage.dossiers.actions.set_etape import UnknownEtape, set_etape
from maillage.dossiers.actions.update_budget import update_budget
from maillage.dossiers.actions.update_calendrier import update_calendrier
from maillage.dossiers.actions.update_choix import update_choix
from maillage.dossiers.actions.update_commune import update_commune
from maillage.dossiers.actions.update_identite import update_identite
from maillage.dossiers.actions.update_partenariats import update_partenariats
from maillage.dossiers.actions.update_territoire import update_territoire
from maillage.dossiers.models import Dossier, Liste
from maillage.dossiers.permissions import Forbidden
from maillage.dossiers.queries.journal import of
from maillage.dossiers.writing import Conflict
from maillage.reference.permissions import Role
from tests.factories import ON, AccesFactory, DossierFactory, PersonneFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier() -> Dossier:
    return DossierFactory()


def test_create_dossier_is_empty_and_carried_by_its_author() -> None:
    user = UserFactory()
    made = create_dossier(by=user, on=ON)
    assert facts.of(made) == f.DossierFacts()
    assert list(made.acces.values_list("user", "role")) == [(user.pk, "porteur")]
    assert [line.action for line in of(made)] == ["dossier.creer"]


def test_update_identite_writes_the_three_parts_at_once(dossier: Dossier) -> None:
    person = PersonneFactory(dossier=dossier, code="p1")
    changed = update_identite(
        dossier=dossier,
        version=1,
        cpts={"nom": "CPTS du Mézenc", "date_creation": "2026-09"},
        structure={"siret": "faux", "date_declaration": date(2026, 9, 3)},
        roles={"contact": "p1", "representant_qualite": "présidente"},
        by=dossier.created_by,
        on=ON,
    )
    read = facts.of(dossier)
    assert read.cpts == f.Cpts(nom="CPTS du Mézenc", date_creation=f.PartialDate(2026, 9))
    assert read.structure == f.Structure(siret="faux", date_declaration=date(2026, 9, 3))
    assert read.roles == f.Roles(contact=person.code, representant_qualite="présidente")
    assert changed.version == 2


def test_update_identite_from_an_older_version(dossier: Dossier) -> None:
    who = {"by": dossier.created_by, "on": ON}
    update_identite(dossier=dossier, version=1, cpts={"nom": "Un"}, **who)
    with pytest.raises(Conflict) as refused:
        update_identite(dossier=dossier, version=1, cpts={"nom": "Deux"}, **who)
    assert refused.value.current.nom == "Un"


def test_update_identite_with_a_person_of_another_dossier(dossier: Dossier) -> None:
    foreign = PersonneFactory()
    with pytest.raises(ValidationError) as refused:
        update_identite(
            dossier=dossier,
            version=1,
            roles={"contact": foreign.code},
            by=dossier.created_by,
            on=ON,
        )
    assert list(refused.value.message_dict) == ["contact"]


def test_the_three_sections_are_answered_and_guarded(dossier: Dossier) -> None:
    who = {"by": dossier.created_by, "on": ON}
    update_choix(dossier=dossier, version=1, valeurs={"redaction_projet": "groupe"}, **who)
    update_territoire(dossier=dossier, version=1, valeurs={"ps_territoire": 210}, **who)
    update_partenariats(dossier=dossier, version=1, valeurs={"prs_themes": ()}, **who)
    read = facts.of(dossier)
    assert read.choix == f.Choix(redaction_projet=f.RedactionProjet.GROUPE)
    assert read.territoire == f.Territoire(ps_territoire=210)
    assert read.partenariats == f.Partenariats(prs_themes=())
    for action, valeurs in (
        (update_choix, {"redaction_projet": "prestataire"}),
        (update_territoire, {"ps_territoire": 3}),
        (update_partenariats, {"prs_themes": ("acces",)}),
    ):
        with pytest.raises(Conflict):
            action(dossier=dossier, version=1, valeurs=valeurs, **who)


@pytest.mark.parametrize(
    "valeurs", [{"ps_territoire": -1}, {"taille_declaree": 5}, {"population_declaree": 10**10}]
)
def test_update_territoire_with_a_number_without_sense(
    dossier: Dossier, valeurs: dict[str, int]
) -> None:
    with pytest.raises(ValidationError) as refused:
        update_territoire(dossier=dossier, version=1, valeurs=valeurs, by=dossier.created_by, on=ON)
    assert list(refused.value.message_dict) == list(valeurs)


def test_add_communes_adds_each_once_and_tells_which_were_there(dossier: Dossier) -> None:
    who = {"by": dossier.created_by, "on": ON}
    add_communes(dossier=dossier, codes=["43157"], **who)
    added = add_communes(dossier=dossier, codes=["43157", "2A004", "2A004", "75113"], **who)
    assert added == Added(("2A004", "75113"), ("43157",))
    communes = facts.of(dossier).territoire.communes
    assert [commune.code for commune in communes or ()] == ["43157", "2A004", "75113"]


def test_add_communes_with_an_unknown_code_adds_none(dossier: Dossier) -> None:
    with pytest.raises(UnknownCommunes) as refused:
        add_communes(dossier=dossier, codes=["43157", "99999"], by=dossier.created_by, on=ON)
    assert refused.value.codes == ("99999",)
    assert facts.of(dossier).territoire.communes is None


def test_add_communes_by_a_member(dossier: Dossier) -> None:
    member = AccesFactory(dossier=dossier).user
    with pytest.raises(Forbidden):
        add_communes(dossier=dossier, codes=["43157"], by=member, on=ON)


def test_a_part_of_a_commune_is_declared_once_changed_and_removed(dossier: Dossier) -> None:
    who = {"by": dossier.created_by, "on": ON}
    part = {"code": "43157", "partie": " Val  Vert ", "population": 3200}
    row = add_partie_de_commune(dossier=dossier, source_population="Mairie", **part, **who)
    with pytest.raises(ValidationError):
        add_partie_de_commune(dossier=dossier, source_population="Mairie", **part, **who)
    update_commune(commune=row, version=1, valeurs={"millesime": 2023}, **who)
    assert facts.of(dossier).territoire.communes == (
        f.CommuneRetenue(
            code="43157",
            partie="Val Vert",
            population=3200,
            source_population="Mairie",
            millesime=2023,
        ),
    )
    remove_commune(commune=row, **who)
    assert facts.of(dossier).territoire.communes is None


@pytest.mark.parametrize(
    ("code", "partie", "refusal"),
    [("99999", "Nord", UnknownCommunes), ("43157", " ", ValidationError)],
)
def test_add_partie_de_commune_without_a_commune_or_a_name(
    dossier: Dossier, code: str, partie: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        add_partie_de_commune(
            dossier=dossier,
            code=code,
            partie=partie,
            population=1,
            source_population=None,
            by=dossier.created_by,
            on=ON,
        )


def test_set_etape_adds_then_changes_the_step(dossier: Dossier) -> None:
    who = {"by": dossier.created_by, "on": ON}
    for year in (2026, 2027):
        set_etape(dossier=dossier, code="lettre_depot", debut=f.PartialDate(year), fin=None, **who)
    assert facts.of(dossier).calendrier == (
        f.Etape(code="lettre_depot", debut=f.PartialDate(2027)),
    )
    with pytest.raises(UnknownEtape):
        set_etape(dossier=dossier, code="inconnue", debut=None, fin=None, **who)


def test_calendar_and_budget_are_replaced_whole_and_guarded(dossier: Dossier) -> None:
    who = {"by": dossier.created_by, "on": ON}
    steps = (f.Etape(code="equipe"), f.Etape(code="lettre_depot"))
    lines = (f.LigneBudget(poste="reunions", sens=f.SensBudget.CHARGE, montant=Decimal("12.5")),)
    update_calendrier(dossier=dossier, etapes=steps, version=0, **who)
    update_budget(dossier=dossier, lignes=lines, version=0, **who)
    read = facts.of(dossier)
    assert (read.calendrier, read.budget_pre_projet) == (steps, lines)
    other = f.LigneBudget(poste="reunions", sens=f.SensBudget.CHARGE, montant=Decimal(9))
    with pytest.raises(Conflict):
        update_budget(dossier=dossier, lignes=(other,), version=0, **who)
    update_budget(
        dossier=dossier, lignes=(), version=listes.version(dossier, Liste.BUDGET_PRE_PROJET), **who
    )
    assert facts.of(dossier).budget_pre_projet == ()


def test_give_acces_twice_is_one_role_and_one_line(dossier: Dossier) -> None:
    user = UserFactory()
    for _ in range(2):
        give_acces(dossier=dossier, user=user, role=Role.MEMBRE, by=dossier.created_by, on=ON)
    assert [line.action for line in of(dossier)] == ["acces.donner", "dossier.creer"]


def test_give_acces_by_a_member(dossier: Dossier) -> None:
    member = AccesFactory(dossier=dossier).user
    with pytest.raises(Forbidden):
        give_acces(dossier=dossier, user=member, role=Role.PRESIDENT, by=member, on=ON)
