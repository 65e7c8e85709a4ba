"""A payment that came, as typed: its parts make it, to the cent."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, ClassVar, Final

from django import forms

from maillage.core.facts import NatureLigne, PartRecue, PayeurVersement
from maillage.dossiers import facts as bridge
from maillage.dossiers.models import Liste
from maillage.web.equipe import libelles
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import Code, CodeEnum, Jour, Montant, Texte
from maillage.web.equipe.formulaires.rangees import Colonne, Rangees
from maillage.web.typographie import fr

ZERO: Final = Decimal(0)


def partie(ligne: str, montant: Decimal | None = None) -> PartRecue:
    """Return the part that pays a line of the schedule: « 1:acces:avance »."""
    annee, poste, nature = ligne.split(":")
    return PartRecue(annee=int(annee), poste=poste, nature=NatureLigne(nature), montant=montant)


class FormulaireVersement(Formulaire):
    faits: ClassVar[tuple[str, ...]] = (
        "date",
        "montant",
        "payeur",
        "libelle",
        "reference",
        "parts",
    )

    date = Jour("Arrivé sur le compte le", required=True)
    montant = Montant("Montant, en €", required=True, help_text="Négatif si vous l’avez rendu.")
    payeur = CodeEnum("Qui a payé", PayeurVersement, libelles.PAYEURS)
    libelle = Texte("Libellé de la banque")
    reference = Texte("Référence", help_text="Celle du virement, si vous la gardez.")
    parts = Rangees(
        "Ce qu’il paie",
        partie,
        (
            Colonne(nom="ligne", champ=Code("Ligne du contrat", {}, vide="Choisir"), large=True),
            Colonne(nom="montant", champ=Montant("Montant, en €")),
        ),
        mot="Part",
        help_text="Une seule part sans montant prend ce qui reste.",
    )
    hors_accord = forms.BooleanField(
        label="Rien à voir avec l’accord : une subvention de l’agence, par exemple",
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        lignes: Iterable[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        parts = self.fields["parts"]
        assert isinstance(parts, Rangees)  # noqa: S101 -- narrows the type for mypy
        parts.choisir("ligne", lignes)
        self.initial["hors_accord"] = self.initial.get("parts") == ()

    @property
    def _decided(self) -> frozenset[str]:
        return frozenset({"parts"})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        parts = cleaned.get("parts")
        if cleaned.get("hors_accord"):
            if parts:
                self.add_error(
                    "parts", fr("Videz ces lignes, ou décochez « Rien à voir avec l’accord ».")
                )
            cleaned["parts"] = ()
        elif parts and cleaned.get("montant") is not None:
            cleaned["parts"] = _completed(parts, cleaned["montant"])
        return cleaned

    @classmethod
    def depuis(cls, record: Any) -> dict[str, Any]:
        if record is None:
            return {}
        (part,) = bridge.of_rows(Liste.VERSEMENTS, [record])
        return {"version": record.version} | {name: getattr(part, name) for name in cls.faits}


def _completed(parts: tuple[PartRecue, ...], montant: Decimal) -> tuple[PartRecue, ...]:
    """Give what remains to the part that has no amount, when there is one only."""
    if sum(one.montant is None for one in parts) != 1:
        return parts
    left = montant - sum((one.montant or ZERO for one in parts), ZERO)
    return tuple(replace(one, montant=left) if one.montant is None else one for one in parts)


def choix(noms: Mapping[str, str], parts: Iterable[PartRecue]) -> list[tuple[str, str]]:
    """Return the lines to choose among: those of the schedule, and those already paid."""
    others = {one.ligne: one.ligne.replace(":", " · ") for one in parts if one.ligne not in noms}
    return [*noms.items(), *others.items()]
