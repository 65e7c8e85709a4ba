"""Whatever is written to a row, a section or a list leaves a version."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from maillage.core import facts as f
from maillage.dossiers import actions, facts, listes
from maillage.dossiers.actions.add_action import add_action
from maillage.dossiers.actions.add_chiffre import add_chiffre
from maillage.dossiers.actions.add_collectivite import add_collectivite
from maillage.dossiers.actions.add_communes import add_communes
from maillage.dossiers.actions.add_etablissement import add_etablissement
from maillage.dossiers.actions.add_indicateur import add_indicateur
from maillage.dossiers.actions.add_partie_de_commune import add_partie_de_commune
from maillage.dossiers.actions.add_personne import add_personne
from maillage.dossiers.actions.add_referent import add_referent
from maillage.dossiers.actions.add_reunion import add_reunion
from maillage.dossiers.actions.remove_action import remove_action
from maillage.dossiers.actions.remove_chiffre import remove_chiffre
from maillage.dossiers.actions.remove_collectivite import remove_collectivite
from maillage.dossiers.actions.remove_commune import remove_commune
from maillage.dossiers.actions.remove_etablissement import remove_etablissement
from maillage.dossiers.actions.remove_indicateur import remove_indicateur
from maillage.dossiers.actions.remove_personne import remove_personne
from maillage.dossiers.actions.remove_referent import remove_referent
from maillage.dossiers.actions.remove_reunion import remove_reunion
from maillage.dossiers.actions.set_etape import set_etape
from maillage.dossiers.actions.update_action import update_action
from maillage.dossiers.actions.update_budget import update_budget
from maillage.dossiers.actions.update_budget_projet import update_budget_projet
from maillage.dossiers.actions.update_calendrier import update_calendrier
from maillage.dossiers.actions.update_chiffre import update_chiffre
from maillage.dossiers.actions.update_choix import update_choix
from maillage.dossiers.actions.update_collectivite import update_collectivite
from maillage.dossiers.actions.update_commune import update_commune
from maillage.dossiers.actions.update_etablissement import update_etablissement
from maillage.dossiers.actions.update_identite import update_identite
from maillage.dossiers.actions.update_indicateur import update_indicateur
from maillage.dossiers.actions.update_liens_prs import update_liens_prs
from maillage.dossiers.actions.update_partenariats import update_partenariats
from maillage.dossiers.actions.update_personne import update_personne
from maillage.dossiers.actions.update_plan_crise import update_plan_crise
from maillage.dossiers.actions.update_referent import update_referent
from maillage.dossiers.actions.update_reunion import update_reunion
from maillage.dossiers.actions.update_signature import update_signature
from maillage.dossiers.actions.update_statuts import update_statuts
from maillage.dossiers.actions.update_territoire import update_territoire
from maillage.dossiers.models import CommuneRetenue, Dossier, Personne, VersionFiche
from maillage.dossiers.queries.append_only import AppendOnly
from maillage.dossiers.queries.journal import of
from tests.factories import ON, DossierFactory, PersonneFactory

pytestmark = pytest.mark.django_db
Who = dict[str, Any]
# Kept elsewhere: texts have their own versions; accounts, roles and the margin are not the dossier.
ELSEWHERE = {
    "add_attribution",
    "add_commentaire",
    "import_chiffres",  # many at once: tests/dossiers/actions/test_chiffres.py
    "remove_figure",  # tests/dossiers/actions/test_figures.py
    "add_etablissements",  # many rows at once, tried in tests/dossiers/actions/test_restore_fiche.py
    "add_personnes",
    "remove_communes",
    "remove_acces",
    "remove_commentaire",
    "remove_member",
    "update_account",
    "update_contrat",  # tests/web/test_contrat.py
    "confirm_resultat",  # tests/web/test_resultats.py
    "set_releves",
    "add_versement",  # who keeps the accounts: tests/web/test_versements.py
    "add_versements",
    "update_versement",
    "remove_versement",
    "update_dependances",  # tests/web/test_frise.py
    "update_commentaire",
}


CHIFFRE = {"libelle": "ALD", "valeur": Decimal(8), "source": "Rézone", "date": f.PartialDate(2025)}


def row_of(kind: str, d: Dossier, w: Who) -> Any:
    add, valeurs = {
        "action": (add_action, {"titre": "T"}),
        "chiffre": (add_chiffre, CHIFFRE),
        "collectivite": (add_collectivite, {"denomination": "CC"}),
        "etablissement": (add_etablissement, {"nom": "H"}),
        "indicateur": (add_indicateur, {"libelle": "I"}),
        "personne": (add_personne, {"nom": "Durand"}),
        "referent": (add_referent, {"nom": "Roux"}),
        "reunion": (add_reunion, {"intitule": "R"}),
    }[kind]
    return add(dossier=d, valeurs=valeurs, **w)  # type: ignore[operator]  # each its own signature


ROWS = {
    "action": (update_action, remove_action, {"titre": "U"}),
    "chiffre": (update_chiffre, remove_chiffre, {"source": "CPAM"}),
    "collectivite": (update_collectivite, remove_collectivite, {"denomination": "D"}),
    "etablissement": (update_etablissement, remove_etablissement, {"nom": "I"}),
    "indicateur": (update_indicateur, remove_indicateur, {"libelle": "J"}),
    "personne": (update_personne, remove_personne, {"nom": "Dupont"}),
    "referent": (update_referent, remove_referent, {"nom": "Rey"}),
    "reunion": (update_reunion, remove_reunion, {"intitule": "S"}),
}
SECTIONS: dict[str, Callable[[Dossier, Who], Any]] = {
    "update_choix": lambda d, w: update_choix(
        dossier=d, version=1, valeurs={"acteurs_tous_informes": True}, **w
    ),
    "update_identite": lambda d, w: update_identite(
        dossier=d, version=1, structure={"sigle": "CV"}, **w
    ),
    "update_partenariats": lambda d, w: update_partenariats(
        dossier=d, version=1, valeurs={"prs_themes": ()}, **w
    ),
    "update_plan_crise": lambda d, w: update_plan_crise(
        dossier=d, version=1, valeurs={"redige": True}, **w
    ),
    "update_signature": lambda d, w: update_signature(
        dossier=d, version=1, valeurs={"lieu": "Le Puy"}, **w
    ),
    "update_statuts": lambda d, w: update_statuts(
        dossier=d, version=1, valeurs={"vice_presidents": 2}, **w
    ),
    "update_territoire": lambda d, w: update_territoire(
        dossier=d, version=1, valeurs={"ps_territoire": 3}, **w
    ),
}
TABLES: dict[str, Callable[[Dossier, Who], Any]] = {
    "add_communes": lambda d, w: add_communes(dossier=d, codes=("43157",), **w),
    "add_partie_de_commune": lambda d, w: add_partie_de_commune(
        dossier=d, code="43157", partie="Val", population=3, source_population="Insee", **w
    ),
    "remove_commune": lambda d, w: remove_commune(commune=commune_of(d), **w),
    "update_commune": lambda d, w: update_commune(
        commune=commune_of(d), version=1, valeurs={"population": 9}, **w
    ),
    "set_etape": lambda d, w: set_etape(
        dossier=d, code="equipe", debut=f.PartialDate(2026), fin=None, **w
    ),
    "update_calendrier": lambda d, w: update_calendrier(
        dossier=d, etapes=(f.Etape(code="equipe"),), version=0, **w
    ),
    "update_budget": lambda d, w: update_budget(
        dossier=d,
        lignes=(f.LigneBudget(poste="x", sens=f.SensBudget.CHARGE, montant=Decimal("1.5")),),
        version=0,
        **w,
    ),
    "update_budget_projet": lambda d, w: update_budget_projet(
        dossier=d, lignes=(f.LigneBudgetProjet(exercice=2027, nature="a"),), version=0, **w
    ),
    "update_liens_prs": lambda d, w: update_liens_prs(
        dossier=d, liens=(f.LienPrs(code="a"),), version=0, **w
    ),
}


def commune_of(dossier: Dossier) -> CommuneRetenue:
    return CommuneRetenue.objects.create(dossier=dossier, rang=0, code="43157")


@pytest.fixture
def dossier() -> Dossier:
    return DossierFactory()


@pytest.fixture
def who(dossier: Dossier) -> Who:
    return {"by": dossier.created_by, "on": ON}


def told(dossier: Dossier, **of_what: str) -> list[tuple[int, Any]]:
    rows = VersionFiche.objects.filter(dossier=dossier, **of_what).order_by("numero")
    return list(rows.values_list("numero", "contenu"))


def modules() -> Iterator[str]:
    folder = Path(actions.__path__[0])
    for path in folder.glob("*.py"):
        if path.stem.startswith(("add_", "update_", "remove_", "set_")):
            yield path.stem


def test_every_write_of_a_dossier_is_tried_here() -> None:
    tried = {f"{verb}_{kind}" for kind in ROWS for verb in ("add", "update", "remove")}
    assert set(modules()) - ELSEWHERE == tried | SECTIONS.keys() | TABLES.keys()


@pytest.mark.parametrize("kind", ROWS)
def test_a_row_leaves_a_version_when_added_changed_and_removed(
    dossier: Dossier, who: Who, kind: str
) -> None:
    update, remove, valeurs = ROWS[kind]
    row = row_of(kind, dossier, who)
    for _ in range(2):  # the second time, nothing changes and nothing is written
        row = update(**{kind: row}, version=row.version, valeurs=valeurs, **who)  # type: ignore[operator]  # each its own signature
    for _ in range(2):
        remove(**{kind: row}, **who)  # type: ignore[operator]  # each its own signature
    found = told(dossier)
    assert [numero for numero, _ in found] == [1, 2, 3]
    assert found[1][1].items() >= valeurs.items()
    assert found[2][1] is None
    assert len(of(dossier)) == 4


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_keeps_what_it_was_and_what_it_is(dossier: Dossier, who: Who, name: str) -> None:
    for _ in range(2):
        SECTIONS[name](dossier, who)
    rows = VersionFiche.objects.filter(dossier=dossier)
    assert [row.auteur for row in rows.filter(numero=2)] == [dossier.created_by]
    assert {row.auteur for row in rows.filter(numero=1)} == {None}
    assert rows.filter(numero__gt=2).count() == 0
    assert len(of(dossier)) == 2


@pytest.mark.parametrize("name", TABLES)
def test_a_table_keeps_a_version_of_the_whole(dossier: Dossier, who: Who, name: str) -> None:
    TABLES[name](dossier, who)
    (row,) = VersionFiche.objects.filter(dossier=dossier, numero=1)
    assert (row.fiche, row.auteur) == ("", dossier.created_by)
    assert listes.version(dossier, row.nature) == 1  # type: ignore[arg-type]  # its name is enough


def test_what_was_there_before_versions_were_kept_is_kept_at_the_first_change(
    dossier: Dossier, who: Who
) -> None:
    row = PersonneFactory(dossier=dossier, code="p1", telephone="01", version=5)
    update_personne(personne=row, version=5, valeurs={"telephone": "02"}, **who)
    assert told(dossier, nature="equipe", fiche="p1") == [
        (5, {"id": "p1", "nom": "Durand", "prenom": "Paul", "telephone": "01"}),
        (6, {"id": "p1", "nom": "Durand", "prenom": "Paul", "telephone": "02"}),
    ]


def test_an_action_is_kept_with_what_is_beside_it(dossier: Dossier, who: Who) -> None:
    person = add_personne(dossier=dossier, valeurs={"nom": "Durand"}, **who)
    steps = (f.EtapeAction(libelle="Ouvrir", date=f.PartialDate(2027, 3)),)
    valeurs = {"titre": "T", "etapes": steps, "referents": [person.code]}
    row = add_action(dossier=dossier, valeurs=valeurs, acteurs=(person.code,), **who)
    expected = {
        "id": row.code,
        "titre": "T",
        "acteurs": [person.code],
        "referents": [person.code],
        "etapes": [{"libelle": "Ouvrir", "date": "2027-03"}],
    }
    assert told(dossier, nature="actions") == [(1, expected)]
    remove_personne(personne=person, **who)
    del expected["acteurs"], expected["referents"]
    assert told(dossier, nature="actions")[1:] == [(2, expected)]


def test_an_indicator_is_kept_without_the_action_that_is_removed(
    dossier: Dossier, who: Who
) -> None:
    action = add_action(dossier=dossier, valeurs={"titre": "T"}, **who)
    valeurs = {"libelle": "I", "action": action.code}
    row = add_indicateur(dossier=dossier, valeurs=valeurs, **who)
    remove_action(action=action, **who)
    assert told(dossier, nature="indicateurs") == [
        (1, {"id": row.code, "libelle": "I", "action": action.code}),
        (2, {"id": row.code, "libelle": "I"}),
    ]


def test_two_people_change_other_fields_and_both_stay(dossier: Dossier, who: Who) -> None:
    row = add_personne(dossier=dossier, valeurs={"nom": "Durand", "telephone": "01"}, **who)
    whole = {"nom": "Durand", "telephone": "01"}
    update_personne(personne=row, version=1, valeurs={**whole, "telephone": "02"}, **who)
    row = update_personne(personne=row, version=1, valeurs={**whole, "nom": "Dupont"}, **who)
    assert (row.nom, row.telephone, row.version) == ("Dupont", "02", 3)


def test_versions_are_not_rewritten(dossier: Dossier, who: Who) -> None:
    add_personne(dossier=dossier, valeurs={"nom": "Durand"}, **who)
    with pytest.raises(AppendOnly):
        VersionFiche.objects.update(contenu=None)
    with pytest.raises(AppendOnly):
        VersionFiche.objects.all().delete()
    assert str(VersionFiche.objects.get()).startswith("equipe p-")
    assert Personne.objects.count() == 1


def test_facts_are_read_back_as_they_were(dossier: Dossier, who: Who) -> None:
    college = f.College(nom="A", cotisation=Decimal("20.50"), professions=("infirmier",))
    update_statuts(dossier=dossier, version=1, valeurs={"colleges": (college,)}, **who)
    update_statuts(dossier=dossier, version=1, valeurs={"colleges": (college,)}, **who)
    assert facts.of(dossier).statuts.colleges == (college,)
    assert told(dossier, nature="statuts")[1][1]["colleges"][0]["cotisation"] == "20.50"
