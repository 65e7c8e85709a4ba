"""Save the text of a rubrique; what someone else wrote meanwhile is never overwritten.

Whatever happens, the words that were sent can be found again: as a version, or kept aside.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.accounts.models import User
from maillage.core.texte import merge
from maillage.dossiers import filling, writing
from maillage.dossiers.models import Dossier, Motif, Texte, VersionEcartee, VersionTexte, columns
from maillage.dossiers.permissions import Person
from maillage.reference import nomenclatures

LONGEST: Final = 100_000  # characters


class UnknownRubrique(Exception):
    """No text is asked under this name."""

    def __init__(self, rubrique: str) -> None:
        super().__init__(f"« {rubrique[:60]} » n’est pas une rubrique de texte.")


class Issue(StrEnum):
    """What became of the text that was sent."""

    ENREGISTRE = "enregistre"  # it is the text now
    INCHANGE = "inchange"  # it brought nothing new
    FUSIONNE = "fusionne"  # put together with what someone else wrote
    ECARTE = "ecarte"  # kept aside: both changed the same passage, its author chooses


@dataclass(frozen=True, slots=True)
class Depart:
    """Where a text that is being written started from: a version, or a text kept aside."""

    version: int
    ecartee: int | None = None


@dataclass(frozen=True, slots=True)
class Enregistrement:
    """`texte` is what the text now is; `depart`, where to find the one that was sent."""

    issue: Issue
    texte: Texte
    depart: Depart
    ecartee: VersionEcartee | None = None


@transaction.atomic
def save_texte(
    *,
    dossier: Dossier,
    rubrique: str,
    contenu: str | None,
    version: int,
    by: Person,
    on: date,
    ecartee: int | None = None,
) -> Enregistrement:
    """Save a text started from `version` (0: there was none); None takes the answer back.

    `ecartee` is for whoever went on writing while the text was put together with another: it
    names what they had sent. A conflict is an answer and not an exception, for it writes.
    """
    work = writing.begin(dossier, by=by, on=on)
    if rubrique not in nomenclatures.rubriques_texte():
        raise UnknownRubrique(rubrique)
    contenu = _storable(contenu)
    texte = Texte.objects.filter(dossier=work.dossier, rubrique=rubrique).first()
    if texte is None:
        texte = Texte(dossier=work.dossier, rubrique=rubrique, version=0)
    depart = Depart(version, ecartee)
    if contenu == texte.contenu:
        return Enregistrement(Issue.INCHANGE, texte, Depart(texte.version))
    if texte.version and depart != Depart(texte.version):
        return _meet(work, texte, contenu, depart)
    keep(texte, contenu, by=work.by)
    work.note("texte.enregistrer", cible=rubrique, detail={"version": texte.version})
    return Enregistrement(Issue.ENREGISTRE, texte, Depart(texte.version))


def keep(texte: Texte, contenu: str | None, *, by: User) -> None:
    """Write the text and its next version."""
    filling.fill(texte, {"contenu": contenu}, among=frozenset({"contenu"}))
    texte.version += 1
    texte.save()
    VersionTexte.objects.create(texte=texte, numero=texte.version, contenu=contenu, auteur=by)


def _storable(contenu: str | None) -> str | None:
    if contenu is None:
        return None
    try:
        columns.storable(contenu)
    except ValidationError as error:
        raise ValidationError({"contenu": error.messages}) from error
    return contenu.replace("\r\n", "\n")


def _meet(
    work: writing.Writing, texte: Texte, contenu: str | None, depart: Depart
) -> Enregistrement:
    """Put the text together with what was written since it was started, or keep it aside."""
    base = _base(texte, depart, work.by)
    if base is not None and contenu == base:
        return Enregistrement(Issue.INCHANGE, texte, depart)
    merged = _merged(base, contenu, texte.contenu)
    if merged is None:
        aside, written = _aside(work, texte, contenu, depart, Motif.CONFLIT)
        if written:
            work.note("texte.ecarter", cible=texte.rubrique, detail={"version": texte.version})
        return Enregistrement(Issue.ECARTE, texte, depart, aside)
    known = _known(texte, contenu, depart)
    if known and merged == texte.contenu:
        return Enregistrement(Issue.INCHANGE, texte, known)
    met = texte.version
    if merged != texte.contenu:
        keep(texte, merged, by=work.by)
    if known is None:
        row, _ = _aside(work, texte, contenu, depart, Motif.FUSION)
        known = Depart(depart.version, row.pk)
    detail = {"version": texte.version, "fusion": met}
    work.note("texte.enregistrer", cible=texte.rubrique, detail=detail)
    return Enregistrement(Issue.FUSIONNE, texte, known)


def _merged(base: str | None, ours: str | None, theirs: str | None) -> str | None:
    """Return both texts in one; None where a person must choose."""
    if base is None or ours is None or theirs is None:
        return None
    text = merge(base, ours, theirs).text
    return None if text is not None and len(text) > LONGEST else text


def _base(texte: Texte, depart: Depart, by: User) -> str | None:
    """Return what the writer started from; None when there was nothing, or nobody knows."""
    if depart.ecartee is not None:
        own = VersionEcartee.objects.filter(texte=texte, auteur=by, pk=depart.ecartee)
        return own.values_list("contenu", flat=True).first()
    versions = VersionTexte.objects.filter(texte=texte, numero=depart.version)
    return versions.values_list("contenu", flat=True).first()


def _known(texte: Texte, contenu: str | None, depart: Depart) -> Depart | None:
    """Find the text among the versions since: the answer to an earlier sending was lost."""
    since = VersionTexte.objects.filter(texte=texte, numero__gt=depart.version, contenu=contenu)
    numero = since.order_by("-numero").values_list("numero", flat=True).first()
    return None if numero is None else Depart(numero)


def _aside(
    work: writing.Writing, texte: Texte, contenu: str | None, depart: Depart, motif: Motif
) -> tuple[VersionEcartee, bool]:
    """Keep the text word for word; one sent again and again is kept once."""
    own = VersionEcartee.objects.filter(texte=texte, auteur=work.by).order_by("-pk").first()
    if own and not own.reglee and (own.contenu, own.motif) == (contenu, motif.value):
        return own, False
    row = VersionEcartee(
        texte=texte, motif=motif.value, depart=min(depart.version, texte.version), courante=texte.version,
        contenu=contenu, auteur=work.by,
    )  # fmt: skip
    row.save(force_insert=True)
    return row, True
