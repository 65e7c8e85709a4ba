"""Take in a whole dossier from its facts: a new one, or in the place of all that one holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from maillage.core import facts as f
from maillage.dossiers import facts as bridge
from maillage.dossiers import filling, liens, listes, permissions, sections, versions
from maillage.dossiers.actions.create_dossier import create_dossier
from maillage.dossiers.matching import Held
from maillage.dossiers.models import (
    Acteur,
    ActionPrevue,
    Chiffre,
    Choix,
    Collectivite,
    CommuneRetenue,
    Contrat,
    Dependance,
    Dossier,
    Etablissement,
    Etape,
    EtapeAction,
    FigureRetenue,
    Indicateur,
    LienAction,
    LienPrs,
    LigneBudget,
    LigneBudgetProjet,
    LigneRealisee,
    Liste,
    Partenariats,
    Personne,
    PlanCrise,
    Referent,
    ReferentAction,
    Reunion,
    Signature,
    Statuts,
    Structure,
    Territoire,
    Texte,
    Versement,
    VersionTexte,
)
from maillage.dossiers.models.ligne import Ligne
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import Writing, begin

_LISTS: Mapping[Liste, type[Ligne]] = {
    Liste.EQUIPE: Personne,
    Liste.ETABLISSEMENTS: Etablissement,
    Liste.COMMUNES: CommuneRetenue,
    Liste.REUNIONS: Reunion,
    Liste.ACTIONS: ActionPrevue,
    Liste.CALENDRIER: Etape,
    Liste.BUDGET_PRE_PROJET: LigneBudget,
    Liste.INDICATEURS: Indicateur,
    Liste.BUDGET_PROJET: LigneBudgetProjet,
    Liste.COLLECTIVITES: Collectivite,
    Liste.REFERENTS: Referent,
    Liste.LIENS_PRS: LienPrs,
    Liste.CHIFFRES: Chiffre,
    Liste.REALISE: LigneRealisee,
    Liste.DEPENDANCES: Dependance,
    Liste.FIGURES: FigureRetenue,
    Liste.VERSEMENTS: Versement,
}
_CODED = (Personne, Etablissement, ActionPrevue, Indicateur)
_STEP = filling.names(f.EtapeAction)
_ROLES = ("contact", "redacteur", "representant_legal")


class NotStorable(Exception):
    """Facts that no dossier can hold, each with its place; nothing was changed."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@transaction.atomic
def import_dossier(
    *, facts: f.DossierFacts, by: Person, on: date, dossier: Dossier | None = None
) -> Dossier:
    """Create a dossier, or replace everything that `dossier` holds, from the facts.

    Texts, rows and sections keep their history; accès and the journal are not touched.
    """
    if dossier is None:
        dossier = create_dossier(by=by, on=on)
    permissions.check(by, "territoire.choisir", dossier)
    writing = begin(dossier, by=by, on=on)
    _Import(writing, facts).run()
    counts = {name: len(rows) for name, rows in _rows_of(facts) if rows}
    writing.note("dossier.importer", detail={"lignes": counts, "textes": len(facts.textes)})
    return Dossier.objects.get(pk=dossier.pk)


def _rows_of(facts: f.DossierFacts) -> Iterator[tuple[Liste, tuple[Any, ...] | None]]:
    for liste in _LISTS:
        owner = facts.territoire if liste is Liste.COMMUNES else facts
        yield liste, getattr(owner, liste.value)


class _Import:
    def __init__(self, writing: Writing, facts: f.DossierFacts) -> None:
        self.writing = writing
        self.dossier = writing.dossier
        self.by = writing.by
        self.facts = facts
        self.problems: list[str] = []

    def run(self) -> None:
        """Build every row and check it, then write all or nothing."""
        self.were = {name: self._section(name) for name in bridge.SECTIONS}
        self.held = {liste: Held(self.dossier, liste) for liste in _LISTS}
        records = self._sections()
        rows = {liste: self._rows(liste, parts) for liste, parts in _rows_of(self.facts)}
        people = self._coded(rows[Liste.EQUIPE], "equipe")
        places = self._coded(rows[Liste.ETABLISSEMENTS], "etablissements")
        actions = self._coded(rows[Liste.ACTIONS], "actions")
        for liste in (Liste.CALENDRIER, Liste.INDICATEURS, Liste.LIENS_PRS):
            self._coded(rows[liste], liste.value)
        beside: dict[type[models.Model], list[Any]] = {
            Acteur: self._acteurs(rows[Liste.ACTIONS], people, places),
            ReferentAction: list(self._referents(rows[Liste.ACTIONS], people)),
            EtapeAction: list(self._steps(rows[Liste.ACTIONS])),
            LienAction: list(self._links(rows[Liste.ACTIONS], actions)),
        }
        self._follow(rows[Liste.INDICATEURS], actions)
        self._tied(actions)
        roles = self._roles(people)
        self._sign(records, people)
        texts = self._texts()
        if self.problems:
            raise NotStorable(self.problems)
        changes = list(self._removed(rows))
        self._clear()
        lasts = versions.lasts(self.dossier)
        for liste, parts in _rows_of(self.facts):
            changes += self._save_list(liste, parts, rows[liste], lasts)
        for kind, found in beside.items():
            kind._default_manager.bulk_create(found)
        versions.keep(self.writing, *changes)
        self._save_head(records, roles)
        self._save_texts(texts)

    def _fill(self, row: models.Model, part: Any, names: Iterable[str], where: str) -> None:
        values = {name: getattr(part, name) for name in names}
        try:
            filling.fill(row, values, among=frozenset(values))
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                self.problems += [f"{where}.{name} : {message}" for message in messages]

    def _sections(self) -> list[models.Model]:
        self._fill(self.dossier, self.facts.cpts, filling.names(f.Cpts), "cpts")
        self._fill(self.dossier, self.facts.roles, ("representant_qualite",), "roles")
        found: list[models.Model] = []
        for kind, part, name in (
            (Structure, self.facts.structure, "structure"),
            (Territoire, self.facts.territoire, "territoire"),
            (Choix, self.facts.choix, "choix"),
            (Partenariats, self.facts.partenariats, "partenariats"),
            (Signature, self.facts.signature, "signature"),
            (Statuts, self.facts.statuts, "statuts"),
            (Contrat, self.facts.contrat, "contrat"),
            (PlanCrise, self.facts.plan_crise, "plan_crise"),
        ):
            row = kind._default_manager.get(dossier=self.dossier)
            self._fill(row, part, filling.names(type(part), "communes", "signataire"), name)
            found.append(row)
        return found

    def _rows(self, liste: Liste, parts: Sequence[Any] | None) -> list[Any]:
        kind = _LISTS[liste]
        matched = self.held[liste].match(parts or ())
        where = "territoire.communes" if liste is Liste.COMMUNES else liste.value
        rows = []
        for rang, part in enumerate(parts or ()):
            row = matched[rang] or kind(dossier=self.dossier)
            row.rang = rang
            self._fill(row, part, listes.FILLABLE[kind], f"{where}[{rang + 1}]")
            if isinstance(row, _CODED):
                row.code = part.id
            if isinstance(row, ActionPrevue):
                row.sans_acteur = part.acteurs == ()
                row.sans_referent = part.referents == ()
                row.sans_etape = part.etapes == ()
                row.sans_lien = part.liens == ()
            rows.append(row)
        return rows

    def _coded(self, rows: Sequence[Any], where: str) -> Mapping[str, Any]:
        """Return the rows by their code, which only one may bear."""
        found: dict[str, Any] = {}
        for rang, row in enumerate(rows, start=1):
            if row.code in found:
                self.problems.append(f"{where}[{rang}] : « {row.code} » est déjà pris plus haut")
            if "\0" in row.code:
                self.problems.append(f"{where}[{rang}] : l’identifiant porte un caractère interdit")
            found[row.code] = row
        return found

    def _acteurs(
        self,
        actions: Sequence[ActionPrevue],
        people: Mapping[str, Personne],
        places: Mapping[str, Etablissement],
    ) -> list[Acteur]:
        found = []
        for row, part in zip(actions, self.facts.actions or (), strict=True):
            for rang, code in enumerate(part.acteurs or ()):
                personne = people.get(code)
                etablissement = None if personne else places.get(code)
                if personne is None and etablissement is None:
                    self.problems.append(
                        f"actions[{row.rang + 1}].acteurs : « {code[:60]} » n’est ni dans "
                        "l’équipe ni dans les établissements"
                    )
                found.append(
                    Acteur(action=row, rang=rang, personne=personne, etablissement=etablissement)
                )
        return found

    def _referents(
        self, actions: Sequence[ActionPrevue], people: Mapping[str, Personne]
    ) -> Iterator[ReferentAction]:
        for row, part in zip(actions, self.facts.actions or (), strict=True):
            for rang, code in enumerate(part.referents or ()):
                personne = self._named(code, people, f"actions[{row.rang + 1}].referents")
                if personne is not None:
                    yield ReferentAction(action=row, rang=rang, personne=personne)

    def _steps(self, actions: Sequence[ActionPrevue]) -> Iterator[EtapeAction]:
        for row, part in zip(actions, self.facts.actions or (), strict=True):
            for rang, step in enumerate(part.etapes or ()):
                beside = EtapeAction(action=row, rang=rang)
                self._fill(beside, step, _STEP, f"actions[{row.rang + 1}].etapes[{rang + 1}]")
                yield beside

    def _links(
        self, rows: Sequence[ActionPrevue], actions: Mapping[str, ActionPrevue]
    ) -> Iterator[LienAction]:
        for row, part in zip(rows, self.facts.actions or (), strict=True):
            for rang, link in enumerate(part.liens or ()):
                other = actions.get(link.action)
                if other is None or other is row:
                    self.problems.append(
                        f"actions[{row.rang + 1}].liens[{rang + 1}] : « {link.action[:60]} » n’est "
                        "pas une autre action du dossier"
                    )
                    continue
                yield LienAction(action=row, rang=rang, vers=other, nature=link.nature.value)

    def _follow(self, rows: Sequence[Indicateur], actions: Mapping[str, ActionPrevue]) -> None:
        for row, part in zip(rows, self.facts.indicateurs or (), strict=True):
            row.action = None if part.action is None else actions.get(part.action)
            if part.action is not None and row.action is None:
                self.problems.append(
                    f"indicateurs[{row.rang + 1}].action : « {part.action[:60]} » n’est pas une "
                    "action du dossier"
                )

    def _tied(self, actions: Mapping[str, ActionPrevue]) -> None:
        """Check the actions that lines of the budget and dependencies name."""
        for where, code in liens.actions_nommees(self.facts):
            if code not in actions:
                self.problems.append(f"{where} : « {code[:60]} » n’est pas une action du dossier")

    def _sign(self, sections: Iterable[models.Model], people: Mapping[str, Personne]) -> None:
        code = self.facts.signature.signataire
        for row in sections:
            if isinstance(row, Signature):
                row.signataire = self._named(code, people, "signature.signataire")

    def _named(
        self, code: str | None, people: Mapping[str, Personne], where: str
    ) -> Personne | None:
        if code is not None and code not in people:
            self.problems.append(f"{where} : « {code[:60]} » n’est pas dans l’équipe")
        return None if code is None else people.get(code)

    def _roles(self, people: Mapping[str, Personne]) -> dict[str, Personne | None]:
        return {
            role: self._named(getattr(self.facts.roles, role), people, f"roles.{role}")
            for role in _ROLES
        }

    def _texts(self) -> list[Texte]:
        """Return the texts to write: those that change, and those that the facts leave out."""
        existing = {row.rubrique: row for row in Texte.objects.filter(dossier=self.dossier)}
        changed = []
        for rubrique in [*self.facts.textes, *(existing.keys() - self.facts.textes.keys())]:
            row = existing.get(rubrique) or Texte(
                dossier=self.dossier, rubrique=rubrique, version=0
            )
            contenu = self.facts.textes.get(rubrique)
            if row.pk and row.contenu == contenu:
                continue
            try:
                filling.fill(row, {"contenu": contenu}, among=frozenset({"contenu"}))
            except ValidationError as error:
                self.problems += [f"textes.{rubrique} : {message}" for message in error.messages]
            row.version += 1
            changed.append(row)
        return changed

    def _section(self, name: str) -> Any:
        return bridge.of_section(name, sections.record(self.dossier, name))

    def _removed(self, rows: Mapping[Liste, Sequence[Ligne]]) -> Iterator[versions.Change]:
        """Return the rows of the record that the facts do not name any more."""
        for liste, held in self.held.items():
            kept = {row.pk for row in rows[liste]}
            if liste not in versions.ENTIERES:
                for pk in held.rows.keys() - kept:
                    yield versions.of_row(liste, held.rows[pk], held.said[pk], None)

    def _save_list(
        self,
        liste: Liste,
        parts: tuple[Any, ...] | None,
        rows: Sequence[Ligne],
        lasts: Mapping[tuple[str, str], int],
    ) -> list[versions.Change]:
        """Write the rows, those that were there under the same key; return what changed."""
        held, before = self.held[liste], listes.version(self.dossier, liste)
        said = [held.said.get(row.pk) for row in rows]
        for row, was, part in zip(rows, said, parts or (), strict=True):
            known = was is None and liste not in versions.ENTIERES and hasattr(row, "code")
            if known:
                row.version = lasts.get((liste.value, versions.key(row)), 0) + 1
            elif was is not None and was != part:
                row.version += 1
        _LISTS[liste]._default_manager.bulk_create(rows)
        if parts == held.all:
            return []
        listes.touch(self.dossier, liste, vide=parts == ())
        if liste in versions.ENTIERES:
            after = listes.version(self.dossier, liste)
            return [
                versions.Change(
                    nature=liste.value, avant=held.all, apres=parts,
                    numero_avant=before, numero=after,
                )
            ]  # fmt: skip
        triples = zip(rows, said, parts or (), strict=True)
        return [versions.of_row(liste, row, was, part) for row, was, part in triples]

    def _clear(self) -> None:
        Dossier.objects.filter(pk=self.dossier.pk).update(**dict.fromkeys(_ROLES))
        Signature.objects.filter(dossier=self.dossier).update(signataire=None)
        for kind in reversed(list(_LISTS.values())):
            kind._default_manager.filter(dossier=self.dossier).delete()

    def _save_head(self, records: Iterable[Any], roles: Mapping[str, Personne | None]) -> None:
        """Write the sections; the number of each goes up only when what it says changed."""
        for role, personne in roles.items():
            setattr(self.dossier, role, personne)
        rows = {"cpts": self.dossier, "roles": self.dossier} | {
            sections.NAME_OF[type(row)]: row for row in records
        }
        for names in (sections.IDENTITE, *((n,) for n in rows if n not in sections.IDENTITE)):
            guard = rows[names[0]]
            said = {n: (self.were[n], bridge.of_section(n, rows[n])) for n in names}
            if any(was != now for was, now in said.values()):
                guard.version += 1
                versions.keep_sections(self.writing, said, guard.version)
        for row in (self.dossier, *records):
            row.save(force_update=True)

    def _save_texts(self, texts: Sequence[Texte]) -> None:
        Texte.objects.bulk_create([row for row in texts if row.pk is None])
        known = [row for row in texts if row.version > 1]
        Texte.objects.bulk_update(known, ["contenu", "version"])
        VersionTexte.objects.bulk_create(
            VersionTexte(texte=row, numero=row.version, contenu=row.contenu, auteur=self.by)
            for row in texts
        )
