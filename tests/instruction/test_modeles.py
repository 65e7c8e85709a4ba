"""A Word model in the hands of an agency: brought, published, replaced, withdrawn."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from maillage.accounts.models import Agence
from maillage.core.facts import EtapeDossier
from maillage.documents.modeles import ModeleRefuse, controle
from maillage.dossiers.models import EntreeJournal
from maillage.dossiers.queries.journal import verify
from maillage.instruction.actions.publish_modele import NotPublishable, publish_modele
from maillage.instruction.actions.upload_modele import SameFile, upload_modele, upload_version
from maillage.instruction.actions.withdraw_modele import withdraw_modele
from maillage.instruction.models import EtatModele, VersionModele
from maillage.instruction.permissions import Forbidden
from maillage.instruction.queries import modeles
from maillage.reference.permissions import RoleAgence
from tests.factories import ON, MembreAgenceFactory, UserFactory
from tests.word import BON, HOSTILES, modele

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
WHEN = {"on": ON, "at": AT}


def upload(member: Any, data: bytes = BON, **changes: Any) -> VersionModele:
    given = {"identifiant": "fiche", "titre": "Fiche", "etape": None, "edition": ON, **changes}
    given = {"agence": member.agence, "by": member.user, **WHEN, **given}
    return upload_modele(modele=controle(data), **given)


def test_a_model_when_brought_is_a_draft_with_what_was_found_in_it() -> None:
    member = MembreAgenceFactory()
    version = upload(member, modele("{{ cpts.nom }} {{ cpts.non }}"), etape=EtapeDossier.PRE_PROJET)
    assert (version.numero, version.etat) == (1, EtatModele.BROUILLON)
    assert version.utilisees == ["cpts.nom"]
    assert version.inconnues == [{"nom": "cpts.non", "proche": "cpts.nom"}]
    assert "structure.siret" in version.inutilisees
    assert (version.modele.region, version.modele.document) == ("AURA", "modele_fiche")
    line = EntreeJournal.objects.get(dossier=None)
    assert (line.action, line.cible) == ("modele.deposer", "modèle AURA fiche")
    assert line.detail == {"version": 1, "empreinte": version.empreinte}
    assert str(version.modele) == "Fiche"
    assert str(version).endswith("version 1")


@pytest.mark.parametrize("what", HOSTILES)
def test_a_hostile_or_broken_file_never_becomes_a_model(what: str) -> None:
    with pytest.raises(ModeleRefuse) as refusal:
        controle(HOSTILES[what])
    assert str(refusal.value).endswith((".", "?")), what


def test_only_one_version_is_published_and_the_former_is_kept() -> None:
    member = MembreAgenceFactory()
    who = {"agence": member.agence, "by": member.user, **WHEN}
    first = publish_modele(version=upload(member), **who)
    assert [one.pk for one in modeles.published("AURA")] == [first.pk]
    later = {"edition": date(2027, 1, 1), **who}
    second = upload_version(row=first.modele, modele=controle(modele("{{ cpts.nom }}")), **later)
    assert [one.pk for one in modeles.published("AURA")] == [first.pk]
    publish_modele(version=second, **who)
    publish_modele(version=second, **who)  # a double click
    first.refresh_from_db()
    assert (first.etat, first.retire_par) == (EtatModele.RETIRE, member.user)
    assert [one.pk for one in modeles.published("AURA")] == [second.pk]
    assert modeles.content(first) == BON
    assert list(modeles.published("BRE")) == list(modeles.published(None)) == []
    actions = list(EntreeJournal.objects.order_by("numero").values_list("action", flat=True))
    assert actions == ["modele.deposer", "modele.publier", "modele.deposer", "modele.publier"]
    assert verify() == []


def test_a_withdrawn_model_may_come_back() -> None:
    member = MembreAgenceFactory()
    who = {"agence": member.agence, "by": member.user, **WHEN}
    version = publish_modele(version=upload(member), **who)
    version = withdraw_modele(version=version, **who)
    assert withdraw_modele(version=version, **who).retire_at == AT
    assert list(modeles.published("AURA")) == []
    version = publish_modele(version=version, **who)
    assert (version.etat, version.retire_par) == (EtatModele.PUBLIE, None)


def test_unknown_tags_keep_a_model_from_being_published() -> None:
    member = MembreAgenceFactory()
    version = upload(member, modele("{{ cpts.non }}"))
    with pytest.raises(NotPublishable, match=r"cpts\.non"):
        publish_modele(version=version, agence=member.agence, by=member.user, **WHEN)


def test_the_same_file_is_not_a_new_version() -> None:
    member = MembreAgenceFactory()
    version = upload(member)
    with pytest.raises(SameFile, match="version 1"):
        upload_version(
            row=version.modele, agence=member.agence, edition=ON, modele=controle(BON),
            by=member.user, **WHEN,
        )  # fmt: skip


@pytest.mark.parametrize("name", ["fiche", "lettre_intention", "Fiche", "2fiche", "fi che", ""])
def test_a_name_that_is_taken_or_badly_written_is_refused(name: str) -> None:
    member = MembreAgenceFactory()
    upload(member)
    with pytest.raises(ValidationError):
        upload(member, identifiant=name)
    other = MembreAgenceFactory(agence__region="BRE")
    assert upload(other).modele.region == "BRE"


@pytest.mark.parametrize("role", RoleAgence)
def test_who_brings_publishes_and_withdraws(role: RoleAgence) -> None:
    chief = MembreAgenceFactory()
    version = upload(chief)
    member = MembreAgenceFactory(agence=chief.agence, role=role.value)
    who = {"agence": chief.agence, "by": member.user, **WHEN}
    if role in (RoleAgence.ARS_DD, RoleAgence.ARS_SIEGE):
        assert upload(member, identifiant="autre")
        publish_modele(version=version, **who)
        withdraw_modele(version=version, **who)
        return
    for write in (
        lambda: upload(member, identifiant="autre"),
        lambda: publish_modele(version=version, **who),
        lambda: withdraw_modele(version=version, **who),
    ):
        with pytest.raises(Forbidden):
            write()


def test_an_agent_of_another_region_and_a_stranger_do_nothing() -> None:
    version = upload(MembreAgenceFactory())
    foreign = MembreAgenceFactory(agence__region="BRE")
    for agence, by in (
        (foreign.agence, foreign.user),
        (version.modele.agence, foreign.user),
        (version.modele.agence, UserFactory(is_superuser=True)),
    ):
        for write in (publish_modele, withdraw_modele):
            with pytest.raises(Exception, match=r"matching|n’existe pas"):
                write(version=version, agence=agence, by=by, **WHEN)
    with pytest.raises(Agence.DoesNotExist):
        upload_version(
            row=version.modele, agence=version.modele.agence, edition=ON,
            modele=controle(modele("x")), by=foreign.user, **WHEN,
        )  # fmt: skip
    version.refresh_from_db()
    assert version.etat == EtatModele.BROUILLON


def test_a_delegation_of_the_region_carries_on_what_the_siege_brought() -> None:
    version = upload(MembreAgenceFactory())
    member = MembreAgenceFactory(role="ars_dd")
    publish_modele(version=version, agence=member.agence, by=member.user, **WHEN)
    assert modeles.published("AURA").get().pk == version.pk


def test_a_stored_file_that_changed_or_went_is_not_used(fichiers: Path) -> None:
    version = upload(MembreAgenceFactory())
    path = fichiers / version.fichier.name
    path.write_bytes(modele("autre chose"))
    with pytest.raises(modeles.FichierPerdu, match="a changé depuis"):
        modeles.content(version)
    path.unlink()
    with pytest.raises(modeles.FichierPerdu):
        modeles.content(version)
    assert modeles.with_content(version.empreinte) == version
    assert modeles.with_content("0" * 64) is None
