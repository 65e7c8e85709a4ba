"""Cells of the quick entry: a person, an establishment; words are typed, codes are kept."""

from functools import cache
from typing import Any, ClassVar, Final

from django.core.exceptions import ValidationError

from maillage.core.facts import Engagement, Famille
from maillage.documents.reprise import lire_profession, lire_type, synonymes
from maillage.reference import nomenclatures
from maillage.web.equipe import libelles
from maillage.web.equipe.formulaires.champs import CodeEnum, Courriel, Telephone, Texte
from maillage.web.equipe.formulaires.grille import LigneSaisie
from maillage.web.typographie import fr

_OTHER: Final = "autre"


class CodeEcrit(Texte):
    """A code of a nomenclature, typed as a word: `(code, precision)`; nothing is guessed in silence."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return self.lire(text) if text else (None, None)

    def lire(self, text: str) -> tuple[str, str | None]:
        raise NotImplementedError


def _other(text: str) -> str | None:
    """Return what follows « autre : », which is how a word absent from the list is kept."""
    head, sign, rest = text.partition(":")
    return rest.strip() if sign and head.strip().casefold() == _OTHER and rest.strip() else None


def _refused(text: str, near: str | None) -> ValidationError:
    advice = f"Voulez-vous dire « {near} » ? Sinon" if near else "Choisissez dans la liste, ou"
    return ValidationError(
        fr(f"« {text[:60]} » n’est pas dans la liste. {advice} écrivez « Autre : {text[:60]} ».")
    )


class Profession(CodeEcrit):
    def lire(self, text: str) -> tuple[str, str | None]:
        if other := _other(text):
            return _OTHER, other
        found = lire_profession(text)
        if found and found.code and found.sur:
            return found.code, found.precision
        known = nomenclatures.professions().get(found.code or "") if found else None
        raise _refused(text, known.libelle if known else None)


class TypeDeStructure(CodeEcrit):
    def lire(self, text: str) -> tuple[str, str | None]:
        if other := _other(text):
            return _OTHER, other
        found = lire_type(text)
        if found and found.code and found.sur:
            return found.code, found.precision
        code = found.code if found and found.code != _OTHER else None
        known = nomenclatures.types_etablissement().get(code or "")
        raise _refused(text, known.libelle if known else None)


class LignePersonne(LigneSaisie):
    colonnes: ClassVar[tuple[str, ...]] = (
        "nom",
        "prenom",
        "profession",
        "engagement",
        "telephone",
        "courriel",
        "lieu_exercice",
    )
    liste: ClassVar[str] = "profession"

    nom = Texte("Nom", required=True)
    prenom = Texte("Prénom")
    profession = Profession("Profession")
    engagement = CodeEnum("Engagement", Engagement, libelles.ENGAGEMENTS, vide="À dire")
    telephone = Telephone("Téléphone")
    courriel = Courriel("Courriel")
    lieu_exercice = Texte("Commune")

    def valeurs(self) -> dict[str, Any]:
        """Return the columns of the dossier that the row says."""
        code, precision = self.cleaned_data["profession"]
        said = {name: self.cleaned_data[name] for name in self.colonnes if name != "profession"}
        return {**said, "profession": code, "profession_precision": precision}


class LigneEtablissement(LigneSaisie):
    colonnes: ClassVar[tuple[str, ...]] = (
        "nom",
        "type",
        "famille",
        "localisation",
        "interlocuteur",
        "engagement",
    )
    liste: ClassVar[str] = "type"

    nom = Texte("Nom", required=True)
    type = TypeDeStructure("Type")
    famille = CodeEnum("Famille", Famille, libelles.FAMILLES, vide="Selon le type")
    localisation = Texte("Commune")
    interlocuteur = Texte("Interlocuteur")
    engagement = CodeEnum("Engagement", Engagement, libelles.ENGAGEMENTS, vide="À dire")

    def valeurs(self) -> dict[str, Any]:
        """Return the columns of the dossier; the family is that of the type when nothing is said."""
        code, precision = self.cleaned_data["type"]
        said = {name: self.cleaned_data[name] for name in self.colonnes if name != "type"}
        known = nomenclatures.types_etablissement().get(code or "")
        if said["famille"] is None and known:
            said["famille"] = known.famille
        return {**said, "type": code, "type_precision": precision}


Option = tuple[str, str]  # the word that is written, and what else is typed to find it


@cache
def professions_ecrites() -> tuple[Option, ...]:
    """Return the words proposed for a profession: its name, its feminine, its abbreviations."""
    found: list[Option] = []
    for one in nomenclatures.professions().values():
        if one.code == _OTHER:
            continue
        beside = ", ".join(synonymes(one.code))
        names = dict.fromkeys(filter(None, (one.libelle, one.feminin)))
        found += [(name, beside) for name in names]
    return tuple(found)


@cache
def types_ecrits() -> tuple[Option, ...]:
    """Return the words proposed for a type of establishment, with its initials."""
    kinds = nomenclatures.types_etablissement().values()
    return tuple((one.libelle, one.sigle or "") for one in kinds if one.code != _OTHER)
