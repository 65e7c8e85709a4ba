"""Keep a Word model that an agency brings: a new one, or the next version of one."""

import hashlib
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.db import transaction

from maillage.accounts.models import Agence, User
from maillage.core.facts import EtapeDossier
from maillage.dossiers import journal
from maillage.instruction.models import ModeleWord, VersionModele
from maillage.instruction.permissions import PUBLIER, Person, check
from maillage.instruction.verifie import ModeleVerifie


class SameFile(Exception):
    """The last version holds this very file."""

    def __init__(self, version: VersionModele) -> None:
        self.version = version
        super().__init__(f"Ce fichier est déjà la version {version.numero} de ce modèle.")


@transaction.atomic
def upload_modele(
    *,
    agence: Agence,
    identifiant: str,
    titre: str,
    etape: EtapeDossier | None,
    edition: date,
    modele: ModeleVerifie,
    by: Person,
    on: date,
    at: datetime,
) -> VersionModele:
    """Keep the file as a draft; raise `ValidationError` when the name is taken or badly written."""
    grant = check(by, PUBLIER, agence, on=on)
    row = ModeleWord(
        agence=agence,
        region=agence.region,
        identifiant=identifiant,
        titre=titre,
        etape=etape.value if etape else "",
    )
    row.full_clean()
    row.save()
    version = _keep(row, modele, numero=1, edition=edition, by=grant.user)
    _note(version, grant.user, on=on, at=at)
    return version


@transaction.atomic
def upload_version(
    *,
    row: ModeleWord,
    agence: Agence,
    edition: date,
    modele: ModeleVerifie,
    by: Person,
    on: date,
    at: datetime,
) -> VersionModele:
    """Keep the next version of a model of the région as a draft; raise `SameFile`."""
    grant = check(by, PUBLIER, agence, on=on)
    row = ModeleWord.objects.select_for_update().get(pk=row.pk, region=agence.region)
    last = row.versions.order_by("-numero").first()
    if last and last.empreinte == _sha256(modele.contenu):
        raise SameFile(last)
    numero = last.numero + 1 if last else 1
    version = _keep(row, modele, numero=numero, edition=edition, by=grant.user)
    _note(version, grant.user, on=on, at=at)
    return version


def _keep(
    row: ModeleWord, modele: ModeleVerifie, *, numero: int, edition: date, by: User
) -> VersionModele:
    version = VersionModele(
        modele=row,
        numero=numero,
        empreinte=_sha256(modele.contenu),
        octets=len(modele.contenu),
        edition=edition,
        utilisees=list(modele.utilisees),
        inconnues=[{"nom": one.nom, "proche": one.proche} for one in modele.inconnues],
        inutilisees=list(modele.inutilisees),
        depose_par=by,
    )
    version.fichier.save("modele.docx", ContentFile(modele.contenu), save=False)
    version.save()
    return version


def _note(version: VersionModele, by: User, *, on: date, at: datetime) -> None:
    journal.write_instance(
        action="modele.deposer",
        by=by,
        on=on,
        at=at,
        cible=cible(version),
        detail={"version": version.numero, "empreinte": version.empreinte},
    )


def cible(version: VersionModele) -> str:
    """Return how the journal names a model."""
    return f"modèle {version.modele.region} {version.modele.identifiant}"


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
