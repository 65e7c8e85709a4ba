"""Facts go into the records and come back the same, in a fixed number of queries."""

import dataclasses
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings

from maillage.core import facts as f
from maillage.dossiers import facts
from maillage.dossiers.actions.import_dossier import NotStorable, import_dossier
from maillage.dossiers.models import Dossier, EntreeJournal, Texte, VersionTexte
from maillage.dossiers.permissions import Forbidden
from tests.factories import ON, AccesFactory, DossierFactory, UserFactory
from tests.strategies import dossiers

pytestmark = pytest.mark.django_db
# The dossier with its sections, lists left empty, sixteen lists, texts, and what is beside actions:
# acteurs, referents, steps.
READ_QUERIES = 23

FIXTURE_IS_SHARED = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def of_size(rows: int) -> f.DossierFacts:
    ids = [str(number) for number in range(rows)]
    return f.DossierFacts(
        equipe=tuple(f.Personne(id=f"p{i}", nom="Durand", gouvernance=False) for i in ids),
        etablissements=tuple(f.Etablissement(id=f"e{i}", nom="Hôpital") for i in ids),
        territoire=f.Territoire(communes=tuple(f.CommuneRetenue(code="43157") for _ in ids)),
        textes={f"rubrique_{i}": "Texte" for i in ids},
        reunions=tuple(f.Reunion(intitule="Lancement") for _ in ids),
        actions=tuple(
            f.ActionPrevue(
                id=f"a{i}",
                titre="Action",
                acteurs=(f"p{i}", f"e{i}"),
                referents=(f"p{i}",),
                etapes=(f.EtapeAction(libelle="Lancement", date=f.PartialDate(2027)),),
            )
            for i in ids
        ),
        calendrier=tuple(f.Etape(code=f"etape_{i}") for i in ids),
        budget_pre_projet=tuple(
            f.LigneBudget(poste="reunions", sens=f.SensBudget.CHARGE, montant=Decimal("12.50"))
            for _ in ids
        ),
        roles=f.Roles(contact="p0", representant_legal="p0"),
        indicateurs=tuple(f.Indicateur(id=f"i{i}", libelle="Délai", action=f"a{i}") for i in ids),
        budget_projet=tuple(
            f.LigneBudgetProjet(
                exercice=2027, nature=f"n{i}", montant=Decimal("0.10"), action=f"a{i}"
            )
            for i in ids
        ),
        collectivites=tuple(f.Collectivite(denomination="Commune") for _ in ids),
        referents=tuple(f.Referent(nom="Durand") for _ in ids),
        liens_prs=tuple(f.LienPrs(code=f"prs_{i}") for i in ids),
        chiffres=tuple(
            f.Chiffre(libelle="ALD", valeur=Decimal("8.20"), source=i, date=f.PartialDate(2025))
            for i in ids
        ),
        realise=tuple(f.LigneRealisee(exercice=2027, compte=f"6{i}") for i in ids),
        dependances=tuple(
            f.Dependance(avant="etape:aci_adhesion", apres=f"action:a{i}") for i in ids
        ),
        figures=tuple(
            f.FigureRetenue(
                rubrique="freins",
                indicateur=f"i{i}",
                forme=f.FormeFigure.BARRES,
                titre="Densité",
                lignes=(f.LigneFigure(libelle="Territoire", valeur=Decimal("8.25")),),
                couverture=Decimal("93.10"),
                retenue_le=ON,
            )
            for i in ids
        ),
        signature=f.Signature(signataire="p0", lieu="Le Puy-en-Velay"),
    )


@given(given_facts=dossiers())
@FIXTURE_IS_SHARED
def test_any_dossier_comes_back_the_same(given_facts: f.DossierFacts) -> None:
    user = UserFactory()
    stored = import_dossier(facts=given_facts, by=user, on=ON)
    assert facts.of(stored) == given_facts


@given(first=dossiers(), second=dossiers())
@FIXTURE_IS_SHARED
def test_any_dossier_takes_the_place_of_another(
    first: f.DossierFacts, second: f.DossierFacts
) -> None:
    user = UserFactory()
    stored = import_dossier(facts=first, by=user, on=ON)
    again = import_dossier(facts=second, by=user, on=ON, dossier=stored)
    assert (again.pk, facts.of(again)) == (stored.pk, second)


def test_codes_come_back_as_members_of_their_list() -> None:
    given_facts = f.DossierFacts(
        equipe=(f.Personne(id="p1", nom="Durand", engagement=f.Engagement.ENGAGE),)
    )
    stored = facts.of(import_dossier(facts=given_facts, by=UserFactory(), on=ON))
    assert stored.equipe is not None
    assert isinstance(stored.equipe[0].engagement, f.Engagement)


@pytest.mark.parametrize("rows", [1, 300])
def test_of_reads_in_a_fixed_number_of_queries(
    rows: int, django_assert_num_queries: object
) -> None:
    stored = import_dossier(facts=of_size(rows), by=UserFactory(), on=ON)
    with django_assert_num_queries(READ_QUERIES):  # type: ignore[operator]  # pytest-django's fixture
        read = facts.of(stored)
    assert read == of_size(rows)


def test_import_writes_in_a_fixed_number_of_queries() -> None:
    user = UserFactory()
    counts = []
    for rows in (1, 9):  # beyond, SQLite takes the versions in several times
        with CaptureQueriesContext(
            connection,
        ) as queries:
            import_dossier(facts=of_size(rows), by=user, on=ON)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_every_field_of_the_facts_has_its_column() -> None:
    """A field added to the facts and forgotten here would be lost."""
    for kind, model in (
        (f.Cpts, Dossier),
        (f.Structure, Dossier._meta.get_field("structure").related_model),
        (f.Personne, Dossier._meta.get_field("equipe").related_model),
        (f.Etablissement, Dossier._meta.get_field("etablissements").related_model),
        (f.CommuneRetenue, Dossier._meta.get_field("communes").related_model),
        (f.Choix, Dossier._meta.get_field("choix").related_model),
        (f.Partenariats, Dossier._meta.get_field("partenariats").related_model),
        (f.Territoire, Dossier._meta.get_field("territoire").related_model),
        (f.ActionPrevue, Dossier._meta.get_field("actions").related_model),
        (f.Indicateur, Dossier._meta.get_field("indicateurs").related_model),
        (f.LigneBudgetProjet, Dossier._meta.get_field("budget_projet").related_model),
        (f.Collectivite, Dossier._meta.get_field("collectivites").related_model),
        (f.Referent, Dossier._meta.get_field("referents").related_model),
        (f.LienPrs, Dossier._meta.get_field("liens_prs").related_model),
        (f.Chiffre, Dossier._meta.get_field("chiffres").related_model),
        (f.FigureRetenue, Dossier._meta.get_field("figures").related_model),
        (f.Signature, Dossier._meta.get_field("signature").related_model),
        (f.Contrat, Dossier._meta.get_field("contrat").related_model),
        (f.LigneRealisee, Dossier._meta.get_field("realise").related_model),
        (f.VersementRecu, Dossier._meta.get_field("versements").related_model),
        (f.Dependance, Dossier._meta.get_field("dependances").related_model),
    ):
        columns = {field.name for field in model._meta.get_fields()}
        assert {field.name for field in dataclasses.fields(kind)} - columns <= {"id", "communes"}


def test_a_commune_listed_twice_is_kept_twice() -> None:
    twice = (f.CommuneRetenue(code="43157"), f.CommuneRetenue(code="43157"))
    given_facts = f.DossierFacts(territoire=f.Territoire(communes=twice))
    stored = import_dossier(facts=given_facts, by=UserFactory(), on=ON)
    assert facts.of(stored).territoire.communes == twice


def test_import_says_everything_that_cannot_be_stored_and_changes_nothing() -> None:
    dossier = DossierFactory()
    bad = f.DossierFacts(
        cpts=f.Cpts(nom="Nom\0"),
        roles=f.Roles(contact="p9"),
        equipe=(f.Personne(id="p1", nom="A"), f.Personne(id="p1", nom="B")),
        territoire=f.Territoire(
            population_declaree=-1, communes=(f.CommuneRetenue(code="43157", population=-5),)
        ),
        actions=(
            f.ActionPrevue(
                id="a1",
                titre="T",
                acteurs=("p7",),
                referents=("p7",),
                etapes=(f.EtapeAction(libelle="L\0"),),
            ),
        ),
        budget_pre_projet=(
            f.LigneBudget(poste="x", sens=f.SensBudget.CHARGE, montant=Decimal("1.005")),
        ),
        indicateurs=(f.Indicateur(id="i1", libelle="L", action="a9"),),
        budget_projet=(f.LigneBudgetProjet(exercice=27, nature="x", action="a8"),),
        contrat=f.Contrat(taille=-1, grille="\0"),
        realise=(f.LigneRealisee(exercice=27, compte="6"),),
        dependances=(f.Dependance(avant="action:a7", apres="etape:equipe"),),
        signature=f.Signature(signataire="p8"),
    )
    before = facts.of(dossier)
    with pytest.raises(NotStorable) as refused:
        import_dossier(facts=bad, by=dossier.created_by, on=ON, dossier=dossier)
    places = [problem.split(" : ")[0] for problem in refused.value.problems]
    assert places == [
        "cpts.nom",
        "territoire.population_declaree",
        "contrat.taille",
        "contrat.grille",
        "territoire.communes[1].population",
        "budget_pre_projet[1].montant",
        "budget_projet[1].exercice",
        "realise[1].exercice",
        "equipe[2]",
        "actions[1].acteurs",
        "actions[1].referents",
        "actions[1].etapes[1].libelle",
        "indicateurs[1].action",
        "budget_projet[1]",
        "dependances[1]",
        "roles.contact",
        "signature.signataire",
    ]
    assert facts.of(dossier) == before
    assert EntreeJournal.objects.filter(dossier=dossier).count() == 1


def test_import_keeps_the_texts_that_it_replaces() -> None:
    user = UserFactory()
    dossier = import_dossier(facts=f.DossierFacts(textes={"freins": "Le temps"}), by=user, on=ON)
    import_dossier(facts=f.DossierFacts(), by=user, on=ON, dossier=dossier)
    texte = Texte.objects.get(dossier=dossier)
    assert facts.of(dossier).textes == {}
    kept = VersionTexte.objects.filter(texte=texte).order_by("numero")
    assert list(kept.values_list("numero", "contenu")) == [(1, "Le temps"), (2, None)]


def test_import_over_a_dossier_of_others_is_as_if_it_did_not_exist() -> None:
    with pytest.raises(Dossier.DoesNotExist):
        import_dossier(facts=f.DossierFacts(), by=UserFactory(), on=ON, dossier=DossierFactory())


def test_import_over_a_dossier_by_a_member_who_may_not_choose_the_communes() -> None:
    member = AccesFactory()
    with pytest.raises(Forbidden):
        import_dossier(facts=f.DossierFacts(), by=member.user, on=ON, dossier=member.dossier)
