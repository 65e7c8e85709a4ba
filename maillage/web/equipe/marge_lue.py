"""The margin of a place, ready to be shown: what is asked, the threads, the forms."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.forms import Form
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from maillage.accounts.models import User
from maillage.dossiers import cibles, mentions, permissions
from maillage.dossiers.cibles import Cible
from maillage.dossiers.models import Attribution, Commentaire, Dossier
from maillage.dossiers.queries import marge
from maillage.dossiers.queries.marge import Echange
from maillage.reference.permissions import HEADS
from maillage.web.equipe.cadre import adresse
from maillage.web.equipe.formulaires.marge import FormulaireCommentaire, FormulaireDemande
from maillage.web.typographie import fr, jour, pluriel, quand

Forms = Mapping[str, Form]
NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vue:
    """Which part of a long margin is asked for: a page of it, what is settled, one thread."""

    page: int = 1
    regles: bool = False
    fil: int | None = None

    def query(self) -> dict[str, str]:
        """Return what asks for it in an address; nothing for what the pages show."""
        asked = {"page": self.page if self.page > 1 else 0, "echange": self.fil or 0}
        said = {name: str(number) for name, number in asked.items() if number}
        return said | ({"regles": "oui"} if self.regles else {})


def de(
    dossier: Dossier,
    user: User,
    cible: Cible,
    *,
    on: date,
    vue: Vue | None = None,
    garder: Iterable[int] = (),
    formulaires: Forms | None = None,
    dit: str = "",
) -> dict[str, Any] | None:
    """Return what the margin shows to this person, or None to whoever does not read it.

    `formulaires` were refused, and are shown as they were typed; `garder` are comments asked for.
    """
    grant = lisible(dossier, user)
    if grant is None:
        return None
    reading = _Reading(
        dossier=dossier,
        user=user,
        cible=cible,
        vue=vue or Vue(),
        head=grant.role in HEADS,
        people=mentions.readers(dossier),
        kept=tuple(garder),
        forms=formulaires or {},
        on=on,
    )
    asked = marge.attributions(dossier, cible.code)
    return {
        "cible": cible,
        "dit": fr(dit),
        "url": reading.geste("marge"),
        "url_demander": reading.geste("marge_demander"),
        "personnes": tickable(reading.others),
        "attributions": [reading.attribution(row) for row in asked],
        **reading.threads(),
        **reading.forms_of_the_place(),
    }


def tickable(people: Iterable[User]) -> SafeString:
    """Return the boxes of the people to call: written once, for the many forms of a margin."""
    return format_html_join(
        "",
        '<label class="case"><input type="checkbox" name="prevenir" value="{}"> {}</label>',
        ((person.pk, str(person)) for person in people),
    )


def lisible(dossier: Dossier, user: User) -> permissions.Grant | None:
    """Say as what the person reads the margin; None when they do not."""
    try:
        return permissions.check(user, mentions.COMMENTER, dossier)
    except permissions.Forbidden:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """One person who reads the margin of one place, on one day."""

    dossier: Dossier
    user: User
    cible: Cible
    vue: Vue
    head: bool
    people: list[User]
    kept: tuple[int, ...]
    forms: Forms
    on: date

    @property
    def others(self) -> list[User]:
        return [person for person in self.people if person.pk != self.user.pk]

    def geste(self, name: str, *args: str) -> str:
        """Return where a gesture is posted: it comes back to the part that is read."""
        query = self.vue.query()
        return adresse(self.dossier, name, *args) + (f"?{urlencode(query)}" if query else "")

    def lien(self, vue: Vue) -> str:
        return ailleurs(self.dossier, self.cible.code, vue)

    def threads(self) -> dict[str, Any]:
        """Return the threads that are read: one alone, those settled, or those open then settled."""
        if self.vue.fil is not None:
            return self.alone(self.vue.fil)
        kept = [*self.kept]
        kept += [int(pk) for _, _, pk in (name.partition("-") for name in self.forms) if pk]
        number = {"regles" if self.vue.regles else "page": self.vue.page}
        openly, settled = marge.echanges(self.dossier, self.cible.code, garder=kept, **number)
        folded = self.page(settled, regles=True)
        if self.vue.regles:
            return {"ouverts": {}, "regles": folded, "compte": "", "retour": self.lien(Vue())}
        total = openly.total
        return {
            "ouverts": self.page(openly, regles=False),
            "regles": folded,
            "compte": pluriel(total, "échange ouvert", "échanges ouverts") if total else "",
            "retour": "",
        }

    def page(self, read: marge.Lus, *, regles: bool) -> dict[str, Any]:
        """Return a page of threads, and the way to those that moved before and after."""
        before, after = (Vue(regles=regles, page=read.page + step) for step in (1, -1))
        return {
            "echanges": [self.echange(thread) for thread in read.echanges],
            "total": read.total,
            "anciens": {"nombre": read.reste, "url": self.lien(before)},
            "recents": self.lien(after) if read.page > 1 else "",
        }

    def alone(self, pk: int) -> dict[str, Any]:
        read = marge.echange(self.dossier, self.cible.code, pk, page=self.vue.page)
        after = replace(self.vue, page=read.page + 1)
        return {
            "ouverts": {"echanges": [self.echange(thread) for thread in read.echanges]},
            "regles": {},
            "compte": "",
            "suite": {"nombre": read.reste, "url": self.lien(after)},
            "debut": self.lien(replace(self.vue, page=read.page - 1)) if read.page > 1 else "",
            "retour": self.lien(Vue()),
        }

    def echange(self, thread: Echange) -> dict[str, Any]:
        first = thread.premier
        return {
            "cle": f"repondre-{first.pk}",
            "auteur": str(first.auteur),
            "commentaires": [self.commentaire(row) for row in (first, *thread.reponses)],
            "regle": thread.regle,
            "regle_par": fr(f"Réglé par {first.resolu_par}, {quand(first.resolu_at, self.on)}")
            if thread.regle
            else "",
            "url_regler": self.geste("marge_regler", str(first.pk)),
            "avant": pluriel(thread.avant, "réponse plus ancienne", "réponses plus anciennes")
            if thread.avant
            else "",
            "url_entier": self.lien(Vue(fil=first.pk)),
            "repondre": self.comment_form(f"repondre-{first.pk}", parent=first.pk),
        }

    def commentaire(self, row: Commentaire) -> dict[str, Any]:
        mine = row.auteur_id == self.user.pk
        there = row.retire_at is None
        name = f"modifier-{row.pk}"
        return {
            "pk": row.pk,
            "auteur": str(row.auteur),
            "quand": quand(row.created_at, self.on),
            "modifie": row.modifie_at is not None,
            "retire": not there,
            "texte": with_names(row.texte, [str(m.user) for m in row.mentions.all()]),
            "pour_moi": any(
                m.user_id == self.user.pk and m.lu_at is None for m in row.mentions.all()
            ),
            "modifier": self.comment_form(name, texte=row.texte) if mine and there else None,
            "url_modifier": self.geste("marge_modifier", str(row.pk)),
            "url_retirer": self.geste("marge_retirer", str(row.pk))
            if there and (mine or self.head)
            else "",
            "cle": name,
        }

    def attribution(self, row: Attribution) -> dict[str, Any]:
        asked = row.par_id == self.user.pk or self.head
        here = row.personne_id in {person.pk for person in self.people}
        return {
            "phrase": a_ecrire(row, self.on),
            "demande": row.demande,
            "par": fr(f"Demandé par {row.par}, {quand(row.created_at, self.on)}"),
            "retard": row.echeance is not None and row.echeance < self.on,
            "partie": not here,
            "url_finir": self.geste("marge_finir", str(row.pk))
            if asked or row.personne_id == self.user.pk
            else "",
            "url_retirer": self.geste("marge_reprendre", str(row.pk)) if asked else "",
        }

    def forms_of_the_place(self) -> dict[str, Any]:
        """Nothing begins on a row that is gone; what was typed meanwhile is still shown."""
        refused = {"ouvrir": tuple(self.forms)}
        if self.cible.retiree:
            return refused | {name: self.forms.get(name) for name in ("nouveau", "demander")}
        return refused | {
            "nouveau": self.comment_form("nouveau"),
            "demander": self.request_form(),
        }

    def comment_form(self, name: str, **initial: Any) -> Form:
        return self.forms.get(name) or FormulaireCommentaire(
            initial={"cible": self.cible.code, **initial},
            personnes=self.others,
            auto_id=f"marge-{name}-%s",
        )

    def request_form(self) -> Form:
        return self.forms.get("demander") or FormulaireDemande(
            initial={"cible": self.cible.code}, personnes=self.people, auto_id="marge-demande-%s"
        )


def a_ecrire(row: Attribution, on: date) -> str:
    """Say what is asked: « À écrire par Claire Durand pour le 12 décembre »."""
    day = f" pour le {jour_court(row.echeance, on)}" if row.echeance else ""
    return fr(f"À écrire par {row.personne}{day}")


def jour_court(day: date, on: date) -> str:
    """Write a day without its year when it is that of today."""
    return jour(day) if day.year != on.year else jour(day).rpartition(" ")[0]


def with_names(texte: str, names: list[str]) -> SafeString:
    """Return the words of a comment with the people they call in bold; text stays text."""
    if not names:
        return format_html("{}", texte)
    longest = sorted(names, key=len, reverse=True)
    pattern = re.compile(f"(@(?:{'|'.join(map(re.escape, longest))}))", re.IGNORECASE)
    pieces = pattern.split(texte)
    return format_html_join(
        "",
        "{}",
        ((format_html("<b>{}</b>", p) if rank % 2 else p,) for rank, p in enumerate(pieces)),
    )


def place(dossier: Dossier, cible: Cible) -> str:
    """Return the address where a place is read with its margin."""
    if cible.retiree:
        return f"{adresse(dossier, 'marge')}?cible={cible.code}"
    return adresse(dossier, cible.page, *cible.args)


def mot(dossier: Dossier, cible: Cible, pk: int) -> str:
    """Return where a comment is read in its thread, however old."""
    where = place(dossier, cible)
    return f"{where}{'&' if '?' in where else '?'}commentaire={pk}#commentaire-{pk}"


def demande(asked: str) -> tuple[int, ...]:
    """Read the comment that an address asks for; what is odd asks for nothing."""
    return (int(asked),) if NUMBER.fullmatch(asked) else ()


def ailleurs(dossier: Dossier, code: str, vue: Vue) -> str:
    """Return where a part of the margin of a place is read by itself."""
    return f"{adresse(dossier, 'marge')}?{urlencode({'cible': code} | vue.query())}"


def addresses(dossier: Dossier, counts: Mapping[str, int]) -> dict[str, int]:
    """Return the open threads by the address of their page, as the lists link it."""
    places = ((cibles.lieu(code), count) for code, count in counts.items())
    return {adresse(dossier, found[0], *found[1]): count for found, count in places if found}
