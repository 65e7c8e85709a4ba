"""Save the text of a rubrique; a text written meanwhile by someone else is never overwritten."""

from datetime import date

from django.db import transaction

from maillage.accounts.models import User
from maillage.dossiers import filling, writing
from maillage.dossiers.models import Dossier, Texte, VersionTexte
from maillage.dossiers.permissions import Person
from maillage.reference import nomenclatures


class UnknownRubrique(Exception):
    """No text is asked under this name."""

    def __init__(self, rubrique: str) -> None:
        super().__init__(f"« {rubrique[:60]} » n’est pas une rubrique de texte.")


class Conflict(writing.Conflict):
    """Someone saved another text since the version that this one started from."""

    def __init__(self, texte: Texte, proposed: str | None) -> None:
        self.proposed = proposed
        super().__init__(
            texte,
            "Une autre personne a modifié ce texte pendant que vous écriviez. Votre texte n’est "
            "pas perdu : comparez les deux, puis enregistrez celui que vous gardez.",
        )


@transaction.atomic
def save_texte(
    *, dossier: Dossier, rubrique: str, contenu: str | None, version: int, by: Person, on: date
) -> Texte:
    """Save a text started from `version` (0: there was none); None takes the answer back.

    Raises `Conflict`, which carries both texts (`current`, `proposed`).
    """
    work = writing.begin(dossier, by=by, on=on)
    if rubrique not in nomenclatures.rubriques_texte():
        raise UnknownRubrique(rubrique)
    contenu = None if contenu is None else contenu.replace("\r\n", "\n")
    texte = Texte.objects.filter(dossier=work.dossier, rubrique=rubrique).first()
    if texte is None:
        texte = Texte(dossier=work.dossier, rubrique=rubrique, version=0)
    if contenu == texte.contenu:
        return texte
    if version != texte.version:
        raise Conflict(texte, contenu)
    keep(texte, contenu, by=work.by)
    work.note("texte.enregistrer", cible=rubrique, detail={"version": texte.version})
    return texte


def keep(texte: Texte, contenu: str | None, *, by: User) -> None:
    """Write the text and its next version."""
    filling.fill(texte, {"contenu": contenu}, among=frozenset({"contenu"}))
    texte.version += 1
    texte.save()
    VersionTexte.objects.create(texte=texte, numero=texte.version, contenu=contenu, auteur=by)
