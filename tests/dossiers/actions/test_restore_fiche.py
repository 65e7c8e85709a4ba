"""Bring back a row, a section, a list; and forget what versions said of a person."""

from typing import Any

import pytest

from maillage.core import facts as f
from maillage.dossiers import facts, fichier
from maillage.dossiers.actions.add_action import add_action
from maillage.dossiers.actions.add_communes import add_communes
from maillage.dossiers.actions.add_etablissements import add_etablissements
from maillage.dossiers.actions.add_indicateur import add_indicateur
from maillage.dossiers.actions.add_personne import add_personne
from maillage.dossiers.actions.add_personnes import add_personnes
from maillage.dossiers.actions.add_reunion import add_reunion
from maillage.dossiers.actions.answer_none import answer_none
from maillage.dossiers.actions.erase_versions import erase_versions
from maillage.dossiers.actions.import_dossier import import_dossier
from maillage.dossiers.actions.merge_personnes import merge_personnes
from maillage.dossiers.actions.remove_action import remove_action
from maillage.dossiers.actions.remove_commune import remove_commune
from maillage.dossiers.actions.remove_communes import remove_communes
from maillage.dossiers.actions.remove_personne import remove_personne
from maillage.dossiers.actions.remove_reunion import remove_reunion
from maillage.dossiers.actions.restore_fiche import (
    NothingToRestore,
    StillGone,
    restore_fiche,
)
from maillage.dossiers.actions.update_calendrier import update_calendrier
from maillage.dossiers.actions.update_identite import update_identite
from maillage.dossiers.actions.update_personne import update_personne
from maillage.dossiers.actions.update_signature import update_signature
from maillage.dossiers.models import Dossier, Liste, Personne, Reunion, VersionFiche
from maillage.dossiers.permissions import Forbidden
from maillage.dossiers.queries.journal import of, verify
from maillage.dossiers.writing import Conflict
from maillage.reference.permissions import Role
from tests.factories import ON, AccesFactory, DossierFactory, UserFactory

pytestmark = pytest.mark.django_db
Who = dict[str, Any]


@pytest.fixture
def dossier() -> Dossier:
    return DossierFactory()


@pytest.fixture
def who(dossier: Dossier) -> Who:
    return {"by": dossier.created_by, "on": ON}


def version(dossier: Dossier, nature: str, numero: int, fiche: str = "") -> VersionFiche:
    return VersionFiche.objects.get(dossier=dossier, nature=nature, fiche=fiche, numero=numero)


def test_a_removed_row_comes_back_in_its_place_under_its_key(dossier: Dossier, who: Who) -> None:
    rows = [
        add_reunion(dossier=dossier, valeurs={"intitule": name}, **who) for name in ("A", "B", "C")
    ]
    before = facts.of(dossier).reunions
    remove_reunion(reunion=rows[1], **who)
    kept = version(dossier, "reunions", 1, str(rows[1].pk))
    found = [restore_fiche(version=kept, vue=2, **who) for _ in range(2)]
    assert found == [True, False]  # the second click finds it done
    assert facts.of(dossier).reunions == before
    assert Reunion.objects.get(intitule="B").version == 3
    line = of(dossier)[0]
    assert (line.action, line.cible) == ("fiche.restaurer", f"reunions {rows[1].pk}")
    assert line.detail == {"nature": "reunions", "version": 1, "retiree": True}
    assert verify() == []


def test_an_older_version_of_a_row_becomes_the_next(dossier: Dossier, who: Who) -> None:
    row = add_personne(dossier=dossier, valeurs={"nom": "Durand", "telephone": "01"}, **who)
    update_personne(personne=row, version=1, valeurs={"telephone": "02"}, **who)
    kept = version(dossier, "equipe", 1, row.code)
    with pytest.raises(Conflict):
        restore_fiche(version=kept, vue=1, **who)
    assert restore_fiche(version=kept, vue=2, **who)
    row.refresh_from_db()
    assert (row.telephone, row.version) == ("01", 3)
    assert version(dossier, "equipe", 3, row.code).auteur == dossier.created_by


def test_a_removal_is_not_a_version_to_go_back_to(dossier: Dossier, who: Who) -> None:
    row = add_personne(dossier=dossier, valeurs={"nom": "Durand"}, **who)
    remove_personne(personne=row, **who)
    with pytest.raises(NothingToRestore):
        restore_fiche(version=version(dossier, "equipe", 2, row.code), vue=2, **who)


def test_a_section_and_a_table_come_back(dossier: Dossier, who: Who) -> None:
    update_identite(dossier=dossier, version=1, structure={"sigle": "A"}, **who)
    update_identite(dossier=dossier, version=2, structure={"sigle": "B"}, **who)
    assert restore_fiche(version=version(dossier, "structure", 2), vue=3, **who)
    assert facts.of(dossier).structure.sigle == "A"
    steps = (f.Etape(code="equipe"),)
    update_calendrier(dossier=dossier, etapes=steps, version=0, **who)
    update_calendrier(dossier=dossier, etapes=(), version=1, **who)
    kept = version(dossier, "calendrier", 1)
    assert [restore_fiche(version=kept, vue=2, **who) for _ in range(2)] == [True, False]
    assert facts.of(dossier).calendrier == steps


def test_communes_come_back_for_whoever_chooses_them(dossier: Dossier, who: Who) -> None:
    add_communes(dossier=dossier, codes=("43157", "43001"), **who)
    remove_commune(commune=dossier.communes.all()[0], **who)
    member = AccesFactory(dossier=dossier, role=Role.MEMBRE).user
    kept = version(dossier, "communes", 1)
    with pytest.raises(Forbidden):
        restore_fiche(version=kept, vue=2, by=member, on=ON)
    assert restore_fiche(version=kept, vue=2, **who)
    assert {row.code for row in facts.of(dossier).territoire.communes or ()} == {"43157", "43001"}


def test_a_reader_and_a_stranger_restore_nothing(dossier: Dossier, who: Who) -> None:
    row = add_personne(dossier=dossier, valeurs={"nom": "Durand"}, **who)
    remove_personne(personne=row, **who)
    kept = version(dossier, "equipe", 1, row.code)
    reader = AccesFactory(dossier=dossier, role=Role.LECTEUR).user
    for person, refusal in ((reader, Forbidden), (UserFactory(), Dossier.DoesNotExist)):
        with pytest.raises(refusal):
            restore_fiche(version=kept, vue=2, by=person, on=ON)
        with pytest.raises(refusal):
            erase_versions(dossier=dossier, nature="equipe", fiche=row.code, by=person, on=ON)


def test_what_names_someone_who_left_comes_back_without_them(dossier: Dossier, who: Who) -> None:
    people = [add_personne(dossier=dossier, valeurs={"nom": nom}, **who) for nom in ("A", "B")]
    codes = tuple(one.code for one in people)
    valeurs = {"titre": "T", "referents": [codes[0]]}
    row = add_action(dossier=dossier, valeurs=valeurs, acteurs=codes, **who)
    indicator = add_indicateur(dossier=dossier, valeurs={"libelle": "I", "action": row.code}, **who)
    remove_personne(personne=people[0], **who)
    remove_action(action=row, **who)
    first = version(dossier, "actions", 1, row.code)
    with pytest.raises(StillGone) as refused:
        restore_fiche(version=first, vue=3, **who)
    assert refused.value.codes == (codes[0], codes[0])
    assert restore_fiche(version=first, vue=3, sans_absents=True, **who)
    (action,) = facts.of(dossier).actions or ()
    assert (action.id, action.acteurs, action.referents) == (row.code, (codes[1],), None)
    kept = version(dossier, "indicateurs", 1, indicator.code)
    assert restore_fiche(version=kept, vue=2, **who)
    assert (facts.of(dossier).indicateurs or ())[0].action == row.code


def test_a_signature_of_someone_who_left(dossier: Dossier, who: Who) -> None:
    person = add_personne(dossier=dossier, valeurs={"nom": "A"}, **who)
    valeurs = {"signataire": person.code, "lieu": "Le Puy"}
    update_signature(dossier=dossier, version=1, valeurs=valeurs, **who)
    update_signature(dossier=dossier, version=2, valeurs=dict.fromkeys(valeurs), **who)
    remove_personne(personne=person, **who)
    kept = version(dossier, "signature", 2)
    with pytest.raises(StillGone):
        restore_fiche(version=kept, vue=3, **who)
    restore_fiche(version=kept, vue=3, sans_absents=True, **who)
    assert facts.of(dossier).signature == f.Signature(lieu="Le Puy")


def test_a_list_nobody_answered_is_nothing_to_go_back_to(dossier: Dossier, who: Who) -> None:
    answer_none(dossier=dossier, liste=Liste.CALENDRIER, **who)
    answer_none(dossier=dossier, liste=Liste.CALENDRIER, vide=False, **who)
    with pytest.raises(NothingToRestore):
        restore_fiche(version=version(dossier, "calendrier", 2), vue=2, **who)
    assert restore_fiche(version=version(dossier, "calendrier", 1), vue=2, **who)
    assert facts.of(dossier).calendrier == ()


def test_the_versions_of_a_person_are_erased_for_good(dossier: Dossier, who: Who) -> None:
    row = add_personne(dossier=dossier, valeurs={"nom": "Durand", "telephone": "01"}, **who)
    update_personne(personne=row, version=1, valeurs={"telephone": "02"}, **who)
    asked = {"dossier": dossier, "nature": "equipe", "fiche": row.code, **who}
    assert erase_versions(**asked) == 1  # what the row says today stays
    remove_personne(personne=row, **who)
    assert [erase_versions(**asked), erase_versions(**asked)] == [1, 0]
    rows = VersionFiche.objects.filter(dossier=dossier, fiche=row.code).order_by("numero")
    assert [(one.contenu, one.effacee) for one in rows] == [
        (None, True), (None, True), (None, False),
    ]  # fmt: skip
    line = of(dossier)[0]
    assert line.detail == {"nature": "equipe", "versions": 1}
    assert "Durand" not in str([one.detail for one in of(dossier)])
    with pytest.raises(NothingToRestore):
        restore_fiche(version=rows[1], vue=3, **who)
    assert erase_versions(**asked | {"fiche": "rien"}) == 0


def test_an_import_keeps_the_rows_that_are_still_there(dossier: Dossier, who: Who) -> None:
    person = add_personne(dossier=dossier, valeurs={"nom": "Durand"}, **who)
    gone = add_personne(dossier=dossier, valeurs={"nom": "Roux"}, **who)
    meeting = add_reunion(dossier=dossier, valeurs={"intitule": "R"}, **who)
    changed = f.DossierFacts(
        cpts=f.Cpts(nom="Autre"),
        equipe=(
            f.Personne(id="neuve", nom="Martin"),
            f.Personne(id=person.code, nom="Durand", telephone="01"),
        ),
        reunions=(f.Reunion(intitule="R", date=f.PartialDate(2027)),),
    )
    for _ in range(2):  # the second time, nothing changes
        import_dossier(facts=changed, dossier=dossier, **who)
    assert facts.of(dossier) == changed
    assert Personne.objects.get(pk=person.pk).version == 2
    assert Reunion.objects.get(pk=meeting.pk).version == 2
    assert not Personne.objects.filter(pk=gone.pk).exists()
    assert restore_fiche(version=version(dossier, "equipe", 1, gone.code), vue=2, **who)
    assert (facts.of(dossier).equipe or ())[-1].nom == "Roux"


def test_a_row_that_a_file_brings_back_goes_on_with_its_history(dossier: Dossier, who: Who) -> None:
    row = add_personne(dossier=dossier, valeurs={"nom": "Durand"}, **who)
    copy = fichier.ecrire(facts.of(dossier))
    remove_personne(personne=row, **who)
    import_dossier(facts=fichier.lire(copy, "copie.yaml"), dossier=dossier, **who)
    assert Personne.objects.get(code=row.code).version == 3
    assert version(dossier, "equipe", 3, row.code).contenu == {"id": row.code, "nom": "Durand"}


def test_many_rows_added_completed_merged_and_removed_leave_versions(
    dossier: Dossier, who: Who
) -> None:
    lignes = [{"nom": "Durand"}, {"nom": "Durant", "telephone": "01"}]
    kept, other = add_personnes(dossier=dossier, lignes=lignes, **who).personnes
    add_etablissements(dossier=dossier, lignes=[{"nom": "H"}], **who)
    add_personnes(dossier=dossier, lignes=(), complements={kept.code: {"prenom": "Zoé"}}, **who)
    action = add_action(dossier=dossier, valeurs={"titre": "T"}, acteurs=(other.code,), **who)
    update_signature(dossier=dossier, version=1, valeurs={"signataire": other.code}, **who)
    merge_personnes(garder=kept, version=2, retirer=other, **who)
    assert version(dossier, "etablissements", 1, facts.of(dossier).etablissements[0].id)  # type: ignore[index]  # there is one
    assert version(dossier, "equipe", 3, kept.code).contenu == {
        "id": kept.code, "nom": "Durand", "prenom": "Zoé", "telephone": "01",
    }  # fmt: skip
    assert version(dossier, "equipe", 2, other.code).contenu is None
    assert version(dossier, "actions", 2, action.code).contenu["acteurs"] == [kept.code]  # type: ignore[index]  # it has some
    assert version(dossier, "signature", 3).contenu == {"signataire": kept.code}
    add_communes(dossier=dossier, codes=("43157", "43001"), **who)
    remove_communes(dossier=dossier, lignes=[row.pk for row in dossier.communes.all()], **who)
    assert restore_fiche(version=version(dossier, "communes", 1), vue=2, **who)
