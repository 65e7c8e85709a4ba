"""Comments, mentions and requests: who may, what is kept, what a double click does."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from maillage.accounts.models import Courriel, User
from maillage.dossiers.actions.add_attribution import add_attribution
from maillage.dossiers.actions.add_commentaire import add_commentaire
from maillage.dossiers.actions.finish_attribution import finish_attribution
from maillage.dossiers.actions.read_mentions import read_mentions
from maillage.dossiers.actions.remove_commentaire import remove_commentaire
from maillage.dossiers.actions.resolve_commentaire import resolve_commentaire
from maillage.dossiers.actions.update_commentaire import update_commentaire
from maillage.dossiers.actions.withdraw_attribution import withdraw_attribution
from maillage.dossiers.cibles import UnknownCible
from maillage.dossiers.mentions import NotInTeam
from maillage.dossiers.models import Attribution, Commentaire, Dossier, EntreeJournal, Mention
from maillage.dossiers.permissions import Forbidden
from maillage.reference.permissions import Role
from tests.factories import ON, AccesFactory, DossierFactory, PersonneFactory, UserFactory

pytestmark = pytest.mark.django_db
TEXTE = "textes/freins"
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
WHEN: dict[str, Any] = {"on": ON, "at": AT, "lien": "https://exemple.fr/ici"}


@pytest.fixture
def dossier() -> Dossier:
    return DossierFactory()


def member(dossier: Dossier, role: Role = Role.MEMBRE, **fields: str) -> User:
    user: User = AccesFactory(dossier=dossier, role=role, user=UserFactory(**fields)).user
    return user


def say(dossier: Dossier, texte: str = "Citer un chiffre ?", **more: Any) -> Commentaire:
    values = {"cible": TEXTE, "by": dossier.created_by, **WHEN} | more
    return add_commentaire(dossier=dossier, texte=texte, **values)


def called(commentaire: Commentaire) -> set[User]:
    return {row.user for row in Mention.objects.filter(commentaire=commentaire)}


def test_a_comment_is_kept_as_typed_and_the_journal_does_not_repeat_it(dossier: Dossier) -> None:
    row = say(dossier, "  <b>Gras</b> & {{ x }}\r\n— fin  ")
    assert Commentaire.objects.get(pk=row.pk).texte == "<b>Gras</b> & {{ x }}\n— fin"
    line = EntreeJournal.objects.filter(dossier=dossier).latest("numero")
    assert (line.action, line.cible) == ("commentaire.ajouter", TEXTE)
    assert line.detail == {"commentaire": row.pk}


def test_the_same_click_twice_writes_one_comment(dossier: Dossier) -> None:
    token = uuid.uuid4()
    assert say(dossier, jeton=token) == say(dossier, jeton=token)
    assert Commentaire.objects.count() == 1


@pytest.mark.parametrize("texte", ["", "  \n ", "x" * 5001, "nul \0"])
def test_a_comment_without_words_or_too_long_is_refused(dossier: Dossier, texte: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        say(dossier, texte)
    assert list(refusal.value.message_dict) == ["texte"]
    assert not Commentaire.objects.exists()


@pytest.mark.parametrize("cible", ["", "ailleurs", "textes/x", "equipe/999", "equipe/x", "a/b"])
def test_what_is_not_there_is_not_commented(dossier: Dossier, cible: str) -> None:
    with pytest.raises(UnknownCible, match="n’existe pas"):
        say(dossier, cible=cible)


def test_a_row_of_another_dossier_is_not_commented(dossier: Dossier) -> None:
    stranger = PersonneFactory()
    with pytest.raises(UnknownCible):
        say(dossier, cible=f"equipe/{stranger.pk}")


def test_the_thread_of_a_row_goes_on_after_the_row_is_removed(dossier: Dossier) -> None:
    person = PersonneFactory(dossier=dossier)
    first = say(dossier, cible=f"equipe/{person.pk}")
    person.delete()
    assert say(dossier, "Oui.", parent=first).cible == first.cible
    with pytest.raises(UnknownCible):
        say(dossier, cible=first.cible)


def test_an_answer_to_an_answer_joins_the_thread(dossier: Dossier) -> None:
    first = say(dossier)
    second = say(dossier, "Oui.", parent=first, cible="")
    assert say(dossier, "Merci.", parent=second, cible="choix").parent == first


def test_nobody_answers_a_comment_of_another_dossier(dossier: Dossier) -> None:
    with pytest.raises(Commentaire.DoesNotExist):
        say(dossier, parent=say(DossierFactory()))


@pytest.mark.parametrize("typed", ["@Zoé Faure, qu’en dis-tu ?", "@zoé  FAURE", "vu (@Zoé Faure)"])
def test_a_name_after_an_at_sign_calls_the_person(dossier: Dossier, typed: str) -> None:
    zoe, _ = member(dossier, prenom="Zoé", nom="Faure"), member(dossier)
    assert called(say(dossier, typed)) == {zoe}


def test_a_long_name_does_not_call_the_short_one(dossier: Dossier) -> None:
    member(dossier, prenom="Zoé", nom="Faure")
    both = member(dossier, prenom="Zoé", nom="Faure-Roux")
    assert called(say(dossier, "@Zoé Faure-Roux ?")) == {both}


def test_a_ticked_person_is_called_once_and_an_author_never(dossier: Dossier) -> None:
    zoe = member(dossier, prenom="Zoé", nom="Faure")
    author = dossier.created_by
    row = say(dossier, "@Zoé Faure ?", prevenir=[zoe.pk, zoe.pk, author.pk])
    assert called(row) == {zoe}


def test_only_readers_of_the_margin_are_called(dossier: Dossier) -> None:
    for person in (UserFactory(), member(dossier, Role.LECTEUR)):
        with pytest.raises(NotInTeam):
            say(dossier, prevenir=[person.pk])
    stranger = UserFactory(prenom="Ana", nom="Petit")
    assert called(say(dossier, f"@{stranger}")) == set()


def test_an_author_corrects_the_words_and_may_call_someone_more(dossier: Dossier) -> None:
    zoe, ana = member(dossier, prenom="Zoé"), member(dossier, prenom="Ana")
    row = say(dossier, prevenir=[zoe.pk])
    Mention.objects.update(lu_at=row.created_at)
    update_commentaire(
        commentaire=row, texte="Mieux dit", prevenir=[zoe.pk, ana.pk], by=row.auteur, **WHEN
    )
    row.refresh_from_db()
    assert (row.texte, row.modifie_at is not None) == ("Mieux dit", True)
    assert list(Mention.objects.filter(lu_at=None).values_list("user", flat=True)) == [ana.pk]


def test_the_same_words_again_leave_no_trace(dossier: Dossier) -> None:
    row = say(dossier)
    update_commentaire(commentaire=row, texte=row.texte, by=row.auteur, **WHEN)
    row.refresh_from_db()
    assert row.modifie_at is None


def test_nobody_corrects_the_words_of_another_nor_removed_ones(dossier: Dossier) -> None:
    row = say(dossier, by=member(dossier))
    with pytest.raises(Forbidden):
        update_commentaire(commentaire=row, texte="x", by=dossier.created_by, **WHEN)
    remove_commentaire(commentaire=row, by=row.auteur, on=ON)
    with pytest.raises(Forbidden):
        update_commentaire(commentaire=row, texte="x", by=row.auteur, **WHEN)


@pytest.mark.parametrize("role", [Role.PORTEUR, Role.COORDINATEUR, Role.PRESIDENT])
def test_a_head_takes_back_any_comment_and_nobody_is_called_by_it(
    dossier: Dossier, role: Role
) -> None:
    zoe = member(dossier)
    row = say(dossier, prevenir=[zoe.pk])
    head = member(dossier, role)
    for _ in range(2):  # the same click, twice
        remove_commentaire(commentaire=row, by=head, on=ON)
    row.refresh_from_db()
    assert (row.retire_at is not None, row.texte) == (True, "Citer un chiffre ?")
    assert not Mention.objects.filter(lu_at=None).exists()
    lines = EntreeJournal.objects.filter(dossier=dossier, action="commentaire.retirer")
    assert lines.count() == 1


@pytest.mark.parametrize("role", [Role.MEMBRE, Role.TRESORIER])
def test_a_member_takes_back_only_what_is_theirs(dossier: Dossier, role: Role) -> None:
    person = member(dossier, role)
    with pytest.raises(Forbidden):
        remove_commentaire(commentaire=say(dossier), by=person, on=ON)
    remove_commentaire(commentaire=say(dossier, by=person), by=person, on=ON)


def test_a_thread_is_settled_as_a_whole_then_opened_again(dossier: Dossier) -> None:
    zoe = member(dossier)
    first = say(dossier)
    answer = say(dossier, "Oui.", parent=first, prevenir=[zoe.pk])
    for _ in range(2):
        resolve_commentaire(commentaire=answer, by=zoe, on=ON)
    first.refresh_from_db()
    assert (first.resolu_at is not None, first.resolu_par) == (True, zoe)
    assert not Mention.objects.filter(lu_at=None).exists()  # whoever settles has read
    resolve_commentaire(commentaire=first, by=zoe, on=ON, rouvrir=True)
    first.refresh_from_db()
    assert (first.resolu_at, first.resolu_par) == (None, None)


def test_an_answer_reads_the_thread_for_its_author(dossier: Dossier) -> None:
    zoe = member(dossier)
    first = say(dossier, prevenir=[zoe.pk])
    say(dossier, "Oui.", parent=first, by=zoe)
    assert not Mention.objects.filter(user=zoe, lu_at=None).exists()


def test_one_reads_only_ones_own_mentions(dossier: Dossier) -> None:
    zoe, ana = member(dossier), member(dossier)
    one, two = say(dossier, prevenir=[zoe.pk, ana.pk]), say(dossier, prevenir=[zoe.pk])
    assert read_mentions(dossier=dossier, by=zoe, commentaires=[one.pk]) == 1
    assert read_mentions(dossier=dossier, by=zoe) == 1
    assert list(Mention.objects.filter(lu_at=None).values_list("user", "commentaire")) == [
        (ana.pk, one.pk)
    ]
    assert two.mentions.get().lu_at is not None


@pytest.mark.parametrize("role", [Role.LECTEUR, None])
def test_who_does_not_read_the_margin_writes_nothing_in_it(
    dossier: Dossier, role: Role | None
) -> None:
    person = member(dossier, role) if role else UserFactory()
    row, asked = say(dossier), ask(dossier, dossier.created_by)
    attempts = [
        lambda: say(dossier, by=person),
        lambda: update_commentaire(commentaire=row, texte="x", by=person, **WHEN),
        lambda: remove_commentaire(commentaire=row, by=person, on=ON),
        lambda: resolve_commentaire(commentaire=row, by=person, on=ON),
        lambda: read_mentions(dossier=dossier, by=person),
        lambda: ask(dossier, dossier.created_by, by=person),
        lambda: finish_attribution(attribution=asked, by=person, on=ON),
        lambda: withdraw_attribution(attribution=asked, by=person, on=ON),
    ]
    for attempt in attempts:
        with pytest.raises(Forbidden if role else Dossier.DoesNotExist):
            attempt()


def ask(dossier: Dossier, personne: User, **more: Any) -> Attribution:
    values = {"cible": TEXTE, "by": dossier.created_by, **WHEN} | more
    return add_attribution(dossier=dossier, personne=personne, **values)


def test_a_part_is_asked_for_a_day_and_done(dossier: Dossier) -> None:
    zoe = member(dossier)
    row = ask(dossier, zoe, echeance=date(2026, 12, 12), demande=" Deux pages ")
    assert (row.personne, row.echeance, row.demande) == (zoe, date(2026, 12, 12), "Deux pages")
    for _ in range(2):
        finish_attribution(attribution=row, by=zoe, on=ON)
    row.refresh_from_db()
    assert row.fait_at is not None
    assert dossier.journal.filter(action="attribution.finir").count() == 1


def test_asking_again_changes_the_day_and_asks_once(dossier: Dossier) -> None:
    zoe, token = member(dossier), uuid.uuid4()
    ask(dossier, zoe, jeton=token)
    ask(dossier, zoe, jeton=token)
    ask(dossier, zoe, echeance=date(2027, 1, 4))
    assert list(Attribution.objects.values_list("personne", "echeance")) == [
        (zoe.pk, date(2027, 1, 4))
    ]


def test_nothing_is_asked_of_who_does_not_read_the_margin(dossier: Dossier) -> None:
    for person in (UserFactory(), member(dossier, Role.LECTEUR)):
        with pytest.raises(NotInTeam):
            ask(dossier, person)


def test_who_finishes_and_who_takes_back(dossier: Dossier) -> None:
    zoe, ana, bob = member(dossier), member(dossier), member(dossier)
    row = ask(dossier, zoe, by=ana)
    with pytest.raises(Forbidden):
        finish_attribution(attribution=row, by=bob, on=ON)
    for person in (zoe, bob):
        with pytest.raises(Forbidden):
            withdraw_attribution(attribution=row, by=person, on=ON)
    withdraw_attribution(attribution=row, by=ana, on=ON)
    finish_attribution(attribution=row, by=zoe, on=ON)  # too late: it is asked no more
    row.refresh_from_db()
    assert (row.retiree_at is not None, row.fait_at) == (True, None)
    other = ask(dossier, zoe, by=ana)
    withdraw_attribution(attribution=other, by=dossier.created_by, on=ON)
    assert not Attribution.objects.filter(retiree_at=None).exists()


def messages(user: User) -> list[tuple[str, str]]:
    return list(Courriel.objects.filter(user=user).order_by("pk").values_list("nature", "etat"))


def test_whoever_is_asked_is_told_until_it_is_settled(dossier: Dossier) -> None:
    zoe = member(dossier, prenom="Zoé", nom="Faure")
    row = ask(dossier, zoe, echeance=date(2026, 12, 12), demande="Deux pages")
    message = Courriel.objects.get(user=zoe)
    assert "Deux pages" in message.corps
    assert "https://exemple.fr/ici" in message.corps
    ask(dossier, zoe, echeance=date(2026, 12, 12), demande="Deux pages")  # nothing changes
    ask(dossier, zoe, echeance=date(2027, 1, 4))
    assert messages(zoe) == [("attribution", "abandonne"), ("attribution", "a_envoyer")]
    withdraw_attribution(attribution=row, by=dossier.created_by, on=ON)
    assert messages(zoe) == [("attribution", "abandonne")] * 2


def test_nobody_is_told_of_what_they_ask_of_themselves(dossier: Dossier) -> None:
    ask(dossier, dossier.created_by)
    assert not Courriel.objects.exists()


def test_whoever_is_called_is_told_and_a_comment_taken_back_is_not_sent(dossier: Dossier) -> None:
    zoe, ana = member(dossier, prenom="Zoé", nom="Faure"), member(dossier, prenom="Ana")
    row = say(dossier, "@Zoé Faure <b>?</b> " + "x" * 900)
    assert "@Zoé Faure <b>?</b>" in Courriel.objects.get(user=zoe).corps
    update_commentaire(
        commentaire=row, texte="Court", prevenir=[ana.pk], by=dossier.created_by, **WHEN
    )
    assert messages(ana) == [("mention", "a_envoyer")]
    remove_commentaire(commentaire=row, by=dossier.created_by, on=ON)
    assert messages(zoe) == messages(ana) == [("mention", "abandonne")]


def test_an_answer_is_found_by_those_who_wrote_and_sends_nothing(dossier: Dossier) -> None:
    zoe = member(dossier)
    first = say(dossier)
    answer = say(dossier, "Oui.", parent=first, by=zoe)
    assert called(answer) == {dossier.created_by}
    assert not Courriel.objects.exists()
