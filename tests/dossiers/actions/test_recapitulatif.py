"""The letter of Monday: what it tells, to whom, and never twice."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from maillage.accounts.models import Courriel, User
from maillage.cli.entry import main
from maillage.core.facts import PartialDate
from maillage.dossiers.actions.add_attribution import add_attribution
from maillage.dossiers.actions.add_commentaire import add_commentaire
from maillage.dossiers.actions.add_personne import add_personne
from maillage.dossiers.actions.add_reunion import add_reunion
from maillage.dossiers.actions.save_texte import save_texte
from maillage.dossiers.actions.send_recapitulatif import send_recapitulatif
from maillage.dossiers.actions.set_etape import set_etape
from maillage.dossiers.models import Dossier, Recapitulatif
from maillage.reference import nomenclatures
from maillage.reference.permissions import Role
from tests.factories import ON, AccesFactory, DossierFactory, UserFactory

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)  # the day after ON
AT = datetime(2026, 11, 23, 6, tzinfo=UTC)


@pytest.fixture
def dossier() -> Dossier:
    return DossierFactory()


def member(dossier: Dossier, role: Role = Role.COORDINATEUR, **fields: Any) -> User:
    user: User = AccesFactory(dossier=dossier, role=role, user=UserFactory(**fields)).user
    return user


def send(user: User, on: date = MONDAY) -> bool:
    return send_recapitulatif(
        user=user, on=on, at=AT, lien="https://m.fr/a-faire/", compte="https://m.fr/compte/"
    )


def letter(user: User) -> str:
    body: str = Courriel.objects.get(user=user, nature="recapitulatif").corps
    return " ".join(body.replace("\u00a0", " ").replace("\u202f", " ").split())


def test_it_tells_what_changed_what_awaits_and_the_next_dates(dossier: Dossier) -> None:
    zoe, who = member(dossier), {"by": dossier.created_by, "on": ON}
    for name in ("Roux", "Faure"):
        add_personne(dossier=dossier, valeurs={"nom": name}, **who)
    save_texte(dossier=dossier, rubrique="freins", contenu="a", version=0, **who)
    said = {"dossier": dossier, "cible": "textes/freins", "at": AT, "lien": "https://m.fr/t/"}
    add_attribution(personne=zoe, echeance=date(2026, 12, 12), **said, **who)
    add_commentaire(texte="Un\nchiffre ?", prevenir=[zoe.pk], **said, **who)
    set_etape(dossier=dossier, code="equipe", debut=PartialDate(2026, 12, 1), fin=None, **who)
    add_reunion(
        dossier=dossier, valeurs={"intitule": "CA", "date": PartialDate(2026, 11, 26)}, **who
    )
    assert send(zoe)
    told = letter(zoe)
    assert "Léa Morel a ajouté 2 personnes" in told
    assert "Léa Morel a écrit « Freins éventuels »" in told
    assert "- écrire « Freins éventuels », pour le 12/12/2026 (demandé par Léa Morel)" in told
    assert "- Léa Morel vous appelle dans « Freins éventuels » : Un chiffre ?" in told
    assert told.index("26/11/2026 : réunion « CA »") < told.index("01/12/2026 :")
    assert "https://m.fr/compte/" in told


def test_nothing_to_say_is_no_letter(dossier: Dossier) -> None:
    assert not send(dossier.created_by)  # what one did oneself is no news
    assert not send(UserFactory())
    assert not Courriel.objects.exists()


def test_one_letter_a_week_and_one_the_next(dossier: Dossier) -> None:
    zoe = member(dossier)
    assert [send(zoe), send(zoe), send(zoe, MONDAY + timedelta(days=5))] == [True, False, False]
    save_texte(
        dossier=dossier, rubrique="freins", contenu="a", version=0, by=dossier.created_by,
        on=MONDAY,
    )  # fmt: skip
    assert send(zoe, MONDAY + timedelta(days=7))


def test_a_killed_command_leaves_nothing_and_writes_again(dossier: Dossier) -> None:
    zoe = member(dossier)

    def killed() -> None:
        with transaction.atomic():
            send(zoe)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        killed()
    assert not Recapitulatif.objects.exists()
    assert not Courriel.objects.exists()
    assert send(zoe)


def test_whoever_switched_it_off_or_left_gets_none(dossier: Dossier) -> None:
    assert not send(member(dossier, recapitulatif=False))
    assert not send(member(dossier, is_active=False))


def test_who_may_not_read_the_journal_is_not_told_what_changed(dossier: Dossier) -> None:
    assert not send(member(dossier, Role.MEMBRE))
    assert not send(member(dossier, Role.LECTEUR))


def test_a_long_week_is_shortened(dossier: Dossier) -> None:
    zoe = member(dossier)
    for code in list(nomenclatures.rubriques_texte())[:5]:
        for number in range(4):
            author = member(dossier, prenom=f"P{number}")
            save = {"dossier": dossier, "rubrique": code, "contenu": f"{number}", "by": author}
            save_texte(version=number, on=ON, **save)
    send(zoe)
    assert "et encore autre chose, 9 fois" in letter(zoe)


def test_the_queries_do_not_grow_with_the_dossiers(dossier: Dossier) -> None:
    def count(user: User) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert send(user)
        return len(captured)

    one, many = member(dossier), member(dossier)
    for _ in range(4):
        AccesFactory(dossier=DossierFactory(), role=Role.COORDINATEUR, user=many)
    assert count(one) == count(many)


def test_the_command_writes_each_letter_once(
    dossier: Dossier, capsys: pytest.CaptureFixture[str]
) -> None:
    zoe = member(dossier)
    for words in ("1 récapitulatif écrit.", "0 récapitulatif écrit."):
        assert main(["recapitulatif", "--le", "2026-11-23"]) == 0
        assert words in capsys.readouterr().out.replace("\u00a0", " ")
    assert "/a-faire/" in letter(zoe)
