"""What a version changed, in the words of the form: « Profession : infirmier → médecin »."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from django import forms

from maillage.core import facts
from maillage.dossiers import chiffres
from maillage.dossiers import facts as bridge
from maillage.dossiers.contenu import from_json
from maillage.dossiers.models import Dossier, Liste, VersionFiche
from maillage.web.equipe import conflits, lignes_lues
from maillage.web.equipe.fiches import Sujet
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.typographie import fr

_SHORT: Final = 90  # characters told on one line
_GONE: Final = "quelqu’un qui n’est plus dans le dossier"
# The fields that name rows of these lists by their code.
NOMMENT: Final[Mapping[str, tuple[Liste, ...]]] = {
    "acteurs": (Liste.EQUIPE, Liste.ETABLISSEMENTS),
    "referents": (Liste.EQUIPE,),
    "action": (Liste.ACTIONS,),
    "contact": (Liste.EQUIPE,),
    "redacteur": (Liste.EQUIPE,),
    "representant_legal": (Liste.EQUIPE,),
    "signataire": (Liste.EQUIPE,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Changement:
    """An answer before and after; empty `avant`: the first answer told."""

    nom: str
    avant: str
    apres: str

    @property
    def court(self) -> bool:
        return len(self.avant) + len(self.apres) <= _SHORT and "\n" not in self.avant + self.apres


class Recit:
    """Tells the versions of one thing."""

    def __init__(self, dossier: Dossier, sujet: Sujet, rows: Iterable[VersionFiche]) -> None:
        self.sujet = sujet
        self.form = sujet.formulaire(dossier) if sujet.formulaire else None
        if self.form is not None:
            _name_the_gone(dossier, self.form, rows)

    def changements(self, was: VersionFiche | None, now: VersionFiche) -> tuple[Changement, ...]:
        """Return what `now` says differently; everything it says when there was nothing."""
        if now.contenu is None or (was is not None and was.effacee):
            return ()
        before = was.contenu if was is not None else None
        if self.form is None:
            return self._rows(before or (), now.contenu)
        return self._answers(self.form, before, now.contenu)

    def _answers(
        self, form: Formulaire, before: Mapping[str, Any] | None, after: Mapping[str, Any]
    ) -> tuple[Changement, ...]:
        old, new = (None if one is None else self._part(one) for one in (before, after))
        found = []
        for name in self.sujet.faits:
            was, now = getattr(old, name, None), getattr(new, name)
            if was == now or (old is None and now is False):
                continue
            field = form.fields.get(name)
            found.append(
                Changement(
                    nom=conflits.nom(form, name),
                    avant="" if old is None else conflits.dit(field, was),
                    apres=conflits.dit(field, now),
                )
            )
        return tuple(found)

    def _part(self, content: Mapping[str, Any]) -> Any:
        nature = self.sujet.nature
        kind = bridge.SECTIONS[nature] if nature in bridge.SECTIONS else bridge.KINDS[Liste(nature)]
        return from_json(kind, content)

    def _rows(self, before: Iterable[Any], after: Iterable[Any]) -> tuple[Changement, ...]:
        liste = Liste(self.sujet.nature)
        old, new = ([self._part(one) for one in rows] for rows in (before, after))
        names = lignes_lues.noms(liste, [*old, *new])
        was, now = lignes_lues.dits(liste, old), lignes_lues.dits(liste, new)
        return tuple(
            Changement(
                nom=name,
                avant=was.get(key, lignes_lues.ABSENTE),
                apres=now.get(key, lignes_lues.ABSENTE),
            )
            for key, name in names.items()
            if was.get(key) != now.get(key)
        )

    def titre(self, content: Mapping[str, Any]) -> str:
        """Return what a row is called."""
        return intitule(self._part(content))


_TITRES: Final[Mapping[type[Any], str]] = {
    facts.ActionPrevue: "titre",
    facts.Indicateur: "libelle",
    facts.Reunion: "intitule",
    facts.Collectivite: "denomination",
}


def intitule(part: Any) -> str:
    """Return what a row of a list is called."""
    if type(part) in _TITRES:
        return str(getattr(part, _TITRES[type(part)]))
    match part:
        case facts.Personne():
            return f"{part.prenom or ''} {part.nom}".strip()
        case facts.VersementRecu():
            return part.libelle or f"Versement du {part.date:%d/%m/%Y}"
        case _:
            return chiffres.nom(part) if isinstance(part, facts.Chiffre) else str(part.nom)


def noms_de(dossier: Dossier, codes: Iterable[str]) -> dict[str, str]:
    """Return how rows that were removed were called, by their code."""
    natures = (Liste.EQUIPE, Liste.ETABLISSEMENTS, Liste.ACTIONS)
    rows = VersionFiche.objects.filter(dossier=dossier, nature__in=natures, fiche__in=set(codes))
    return {
        row.fiche: intitule(from_json(bridge.KINDS[Liste(row.nature)], row.contenu))
        for row in rows.exclude(contenu__isnull=True).order_by("numero")
        if row.contenu is not None
    }


def _name_the_gone(dossier: Dossier, form: Formulaire, rows: Iterable[VersionFiche]) -> None:
    """Let the fields that name people say the name of those who left."""
    fields = {
        name: field
        for name in NOMMENT
        if isinstance(field := form.fields.get(name), forms.ChoiceField)
    }
    if not fields:
        return
    wanted: set[str] = set()
    for row in rows:
        for name in fields:
            said = (row.contenu or {}).get(name) or ()
            wanted.update((said,) if isinstance(said, str) else said)
    known = noms_de(dossier, wanted)
    for field in fields.values():
        choices = list(cast("Iterable[tuple[Any, Any]]", field.choices))
        there = {str(code) for code, _ in choices}
        gone = [(code, fr(known.get(code, _GONE))) for code in sorted(wanted - there)]
        field.choices = [*choices, *gone]
