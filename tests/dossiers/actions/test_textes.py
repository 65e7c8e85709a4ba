"""Texts: nothing typed is lost, whoever saves last."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from maillage.accounts.models import User
from maillage.dossiers import facts
from maillage.dossiers.actions import save_texte as action
from maillage.dossiers.actions.save_texte import Depart, Enregistrement, Issue, save_texte
from maillage.dossiers.actions.settle_ecartee import settle_ecartee
from maillage.dossiers.models import Dossier, EntreeJournal, Texte, VersionEcartee, VersionTexte
from maillage.dossiers.permissions import Forbidden
from maillage.dossiers.queries import journal
from maillage.dossiers.queries.versions import waiting
from maillage.reference.permissions import Role
from tests.factories import ON, AccesFactory, DossierFactory, UserFactory

pytestmark = pytest.mark.django_db
Save = Callable[..., Enregistrement]


@pytest.fixture
def dossier() -> Dossier:
    return DossierFactory()


@pytest.fixture
def other(dossier: Dossier) -> User:
    user: User = AccesFactory(dossier=dossier).user
    return user


@pytest.fixture
def save(dossier: Dossier) -> Save:
    """Save « freins » as the person who carries the dossier, or another."""

    def saved(
        contenu: str | None, version: int, by: User | None = None, ecartee: int | None = None
    ) -> Enregistrement:
        return save_texte(
            dossier=dossier,
            rubrique="freins",
            contenu=contenu,
            version=version,
            ecartee=ecartee,
            by=by or dossier.created_by,
            on=ON,
        )

    return saved


def versions() -> list[tuple[int, str | None]]:
    return list(VersionTexte.objects.order_by("numero").values_list("numero", "contenu"))


def aside() -> list[tuple[str, str | None, int, int]]:
    rows = VersionEcartee.objects.order_by("pk")
    return list(rows.values_list("motif", "contenu", "depart", "courante"))


def lines(dossier: Dossier) -> list[tuple[str, dict[str, object]]]:
    found = EntreeJournal.objects.filter(dossier=dossier, action__startswith="texte")
    return list(found.order_by("numero").values_list("action", "detail"))


def test_save_texte_keeps_every_version_and_its_author(
    dossier: Dossier, save: Save, other: User
) -> None:
    found = [save("Le temps", 0), save("Le temps médical", 1, other)]
    assert [one.issue for one in found] == [Issue.ENREGISTRE] * 2
    assert [one.depart for one in found] == [Depart(1), Depart(2)]
    kept = VersionTexte.objects.order_by("numero").values_list("numero", "contenu", "auteur")
    assert list(kept) == [(1, "Le temps", dossier.created_by.pk), (2, "Le temps médical", other.pk)]
    assert facts.of(dossier).textes == {"freins": "Le temps médical"}


def test_save_texte_puts_two_changes_together_and_keeps_what_was_sent(
    dossier: Dossier, save: Save, other: User
) -> None:
    save("Un.\n\nDeux.", 0)
    save("Un vrai.\n\nDeux.", 1, other)
    found = save("Un.\n\nDeux mots.", 1)
    assert (found.issue, found.texte.version) == (Issue.FUSIONNE, 3)
    assert found.texte.contenu == "Un vrai.\n\nDeux mots."
    assert versions()[-1] == (3, "Un vrai.\n\nDeux mots.")
    assert aside() == [("fusion", "Un.\n\nDeux mots.", 1, 3)]
    assert lines(dossier)[-1] == ("texte.enregistrer", {"version": 3, "fusion": 2})
    assert waiting(found.texte, dossier.created_by) is None


def test_save_texte_goes_on_from_what_was_sent_while_it_was_put_together(
    save: Save, other: User
) -> None:
    save("Un.\n\nDeux.", 0)
    save("Un vrai.\n\nDeux.", 1, other)
    sent = save("Un.\n\nDeux mots", 1)
    found = save("Un.\n\nDeux mots de plus.", sent.depart.version, ecartee=sent.depart.ecartee)
    assert found.texte.contenu == "Un vrai.\n\nDeux mots de plus."


def test_save_texte_from_the_kept_text_of_another_is_a_conflict(save: Save, other: User) -> None:
    save("Un.\n\nDeux.", 0)
    save("Un vrai.\n\nDeux.", 1, other)
    sent = save("Un.\n\nDeux mots", 1)
    found = save("Autre chose", 1, other, sent.depart.ecartee)
    assert found.issue is Issue.ECARTE


def test_save_texte_where_both_changed_the_same_words_keeps_both(
    dossier: Dossier, save: Save, other: User
) -> None:
    save("Le temps manque.", 0)
    save("Le temps médical manque.", 1, other)
    found = save("Le temps soignant manque.", 1)
    assert (found.issue, found.texte.contenu) == (Issue.ECARTE, "Le temps médical manque.")
    assert facts.of(dossier).textes == {"freins": "Le temps médical manque."}
    assert aside() == [("conflit", "Le temps soignant manque.", 1, 2)]
    assert lines(dossier)[-1] == ("texte.ecarter", {"version": 2})
    assert waiting(found.texte, dossier.created_by) == found.ecartee
    assert waiting(found.texte, other) is None
    assert journal.verify() == []


def test_a_text_kept_aside_waits_until_its_author_saves_or_settles(
    dossier: Dossier, save: Save, other: User
) -> None:
    save("Le temps manque.", 0)
    save("Le temps médical manque.", 1, other)
    first = save("Le temps soignant manque.", 1)
    second = save("Le temps soignant manque vraiment.", 1)
    assert second.ecartee is not None
    for _ in range(2):
        settle_ecartee(dossier=dossier, ecartee=second.ecartee.pk, by=dossier.created_by, on=ON)
    assert waiting(first.texte, dossier.created_by) is None
    assert VersionEcartee.objects.filter(reglee=True).count() == 2
    assert lines(dossier)[-1] == ("texte.regler", {"version": 2})
    assert len(lines(dossier)) == 5
    again = save("Le temps soignant manque vraiment.", 1)
    assert waiting(again.texte, dossier.created_by) == again.ecartee
    save("Le temps soignant et médical manque.", 2)
    assert waiting(again.texte, dossier.created_by) is None


def test_a_text_kept_aside_is_settled_by_its_author_only(
    dossier: Dossier, save: Save, other: User
) -> None:
    save("Un", 0)
    found = save("Deux", 0, other)
    assert found.ecartee is not None
    with pytest.raises(VersionEcartee.DoesNotExist):
        settle_ecartee(dossier=dossier, ecartee=found.ecartee.pk, by=dossier.created_by, on=ON)


def test_save_texte_sent_again_after_a_conflict_keeps_it_once(save: Save, other: User) -> None:
    save("Un", 0)
    found = [save("Deux", 0, other) for _ in range(2)]
    assert found[0].ecartee == found[1].ecartee
    assert len(aside()) == 1


def test_save_texte_sent_twice_is_one_version(save: Save) -> None:
    found = [save("Un\r\n\r\nDeux", 0).issue for _ in range(2)]
    assert found == [Issue.ENREGISTRE, Issue.INCHANGE]
    assert versions() == [(1, "Un\n\nDeux")]


def test_save_texte_sent_again_after_another_wrote_writes_nothing(
    dossier: Dossier, save: Save, other: User
) -> None:
    save("Un.\n\nDeux.", 0)
    save("Un.\n\nDeux mots.", 1)  # the answer is lost on the way
    save("Un vrai.\n\nDeux mots.", 2, other)
    before = lines(dossier)
    found = save("Un.\n\nDeux mots.", 1)
    assert (found.issue, found.depart) == (Issue.INCHANGE, Depart(2))
    assert found.texte.contenu == "Un vrai.\n\nDeux mots."
    assert (len(versions()), aside(), lines(dossier)) == (3, [], before)


def test_save_texte_already_put_together_writes_the_sent_text_only(save: Save, other: User) -> None:
    save("Un.\n\nDeux.\n\nTrois.", 0)
    save("Un vrai.\n\nDeux.\n\nTrois mots.", 1, other)
    found = save("Un.\n\nDeux.\n\nTrois mots.", 1)
    assert (found.issue, len(versions())) == (Issue.FUSIONNE, 2)
    assert aside() == [("fusion", "Un.\n\nDeux.\n\nTrois mots.", 1, 2)]


def test_save_texte_with_nothing_new_gives_what_it_has_become(save: Save, other: User) -> None:
    save("Un", 0)
    save("Deux", 1, other)
    found = save("Un", 1)
    assert (found.issue, found.texte.contenu, found.depart) == (Issue.INCHANGE, "Deux", Depart(1))
    assert (len(versions()), aside()) == (2, [])


def test_save_texte_empty_is_an_answer_and_none_takes_it_back(dossier: Dossier, save: Save) -> None:
    save("", 0)
    assert facts.of(dossier).textes == {"freins": ""}
    save(None, 1)
    assert facts.of(dossier).textes == {}


@pytest.mark.parametrize(("theirs", "ours"), [(None, "Un ajout"), ("Un ajout", None)])
def test_save_texte_of_an_answer_taken_back_is_a_choice(
    save: Save, other: User, theirs: str | None, ours: str | None
) -> None:
    save("Un", 0)
    save(theirs, 1, other)
    assert save(ours, 1).issue is Issue.ECARTE
    assert Texte.objects.get().contenu == theirs


def test_save_texte_from_a_version_that_never_was(save: Save) -> None:
    assert save("Un", 7).issue is Issue.ENREGISTRE
    assert save("Deux", 7).issue is Issue.ECARTE


def test_save_texte_that_would_become_too_long_is_a_choice(save: Save, other: User) -> None:
    long = "mot " * (action.LONGEST // 8)
    save("Un.\n\nDeux.", 0)
    save(f"{long}\n\nUn.\n\nDeux.", 1, other)
    assert save(f"Un.\n\nDeux.\n\n{long}.", 1).issue is Issue.ECARTE


@pytest.mark.parametrize("version", [0, 1])
def test_save_texte_of_what_no_database_keeps(save: Save, version: int) -> None:
    save("Un", 0)
    save("Deux", 1)
    with pytest.raises(ValidationError) as refused:
        save("Trois\0", version)
    assert "contenu" in refused.value.message_dict


def test_save_texte_when_the_rubrique_holds_no_text(dossier: Dossier) -> None:
    with pytest.raises(action.UnknownRubrique):
        save_texte(
            dossier=dossier,
            rubrique="structure_siret",
            contenu="1",
            version=0,
            by=dossier.created_by,
            on=ON,
        )


def test_save_texte_by_a_reader_and_by_a_stranger(dossier: Dossier, save: Save) -> None:
    reader = AccesFactory(dossier=dossier, role=Role.LECTEUR).user
    for person, refusal in ((reader, Forbidden), (UserFactory(), Dossier.DoesNotExist)):
        with pytest.raises(refusal):
            save("x", 0, person)
        with pytest.raises(refusal):
            settle_ecartee(dossier=dossier, ecartee=1, by=person, on=ON)
    assert EntreeJournal.objects.filter(dossier=dossier).count() == 1
