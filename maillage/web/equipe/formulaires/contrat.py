"""The contract, as typed: its days, its missions, its amounts, its results, what changed it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, ClassVar, Final

from django import forms
from django.forms.boundfield import BoundField

from maillage.core.facts import (
    AvenantSigne,
    ConditionFonctionnement,
    Contrat,
    FaitSigne,
    MissionSignee,
    MontantSigne,
    PartieContrat,
    Prorata,
    ResultatSigne,
    VariablePremiereAnnee,
)
from maillage.core.financement import Grille, Volet
from maillage.reference.aci import grilles, postes_du_contrat, tables_aci
from maillage.web.equipe import libelles
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import (
    Code,
    CodeEnum,
    Codes,
    Jour,
    Jours,
    Montant,
    OuiNon,
    Taux,
    Texte,
    en_pourcent,
)
from maillage.web.typographie import euros, fr

_ANNEES: Final = range(1, 6)
_TAILLES: Final = {str(size): f"Taille {size}" for size in range(1, 5)}
_VOLETS: Final = {
    Volet.DOTATION: "dotation",
    Volet.FIXE: "part fixe",
    Volet.VARIABLE: "part variable",
    Volet.FORFAIT: "forfait",
}
_CENT: Final = 100


class FormulaireContrat(Formulaire):
    """Every version has its fields; those of the contract are shown, and whatever is filled."""

    faits: ClassVar[tuple[str, ...]] = (
        "date_signature",
        "date_effet",
        "date_fin",
        "parties",
        "taille",
        "grille",
        "renouvellement",
        "resiliation",
        "prorata",
        "condition_fonctionnement",
        "variable_premiere_annee",
        "dialogues",
    )

    date_signature = Jour("Signé par la dernière partie le")
    date_effet = Jour("Date d’effet, si le contrat en écrit une autre")
    date_fin = Jour("Fin écrite au contrat")
    parties = Codes("Qui a signé", {str(one): libelles.PARTIES[one] for one in PartieContrat})
    taille = Code("Taille écrite au contrat", _TAILLES, vide="Celle des communes", coerce=int)
    renouvellement = OuiNon("Il renouvelle un contrat")
    resiliation = Jour("Résilié : premier jour sans contrat")
    prorata = CodeEnum("Une partie d’année se compte", Prorata, libelles.PRORATAS)
    condition_fonctionnement = CodeEnum(
        "Le fonctionnement attend une mission", ConditionFonctionnement, libelles.CONDITIONS
    )
    variable_premiere_annee = CodeEnum(
        "L’année d’un démarrage, la part variable est",
        VariablePremiereAnnee,
        libelles.VARIABLES,
    )
    dialogues = Jours("Dialogues de gestion tenus le")

    def __init__(self, *args: Any, contrat: Contrat, grille: Grille, **kwargs: Any) -> None:
        kwargs["initial"] = _plain(contrat) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.contrat, self.table = contrat, grille
        names = {code: fr(one.nom) for code, one in grilles().items()}
        self.fields["grille"] = Code(
            "Version de l’accord", names, vide="Celle du jour de la signature"
        )
        self.missions = {code: fr(nom) for code, nom in postes_du_contrat().items()}
        self.volets = _volets()
        self.forfaits = [code for code, volet in self.volets if volet is Volet.FORFAIT]
        self.montrees = frozenset(_missions(grille))
        self.payees = frozenset((row.poste, row.volet) for row in grille.lignes)
        self.rangs = len(contrat.avenants or ()) + 1
        self._add_missions()
        self._add_amounts("", contrat.montants)
        self._add_results()
        self._add_facts()
        for rank in range(self.rangs):
            self._add_avenant(rank)

    def _add(self, name: str, field: forms.Field, value: Any) -> None:
        self.fields[name] = field
        self.initial.setdefault(name, value)

    def _add_missions(self) -> None:
        signed = {one.poste: one for one in self.contrat.missions or ()}
        for code, nom in self.missions.items():
            known = signed.get(code, MissionSignee(poste=code))
            self._add(f"demarrage_{code}", Jour(f"{nom} : démarrée le"), known.demarrage)
            self._add(f"arret_{code}", Jour(f"{nom} : premier jour sans elle"), known.arret)

    def _add_amounts(self, prefix: str, rows: tuple[MontantSigne, ...] | None) -> None:
        written = {one.poste: one for one in rows or ()}
        for code, volet in self.volets:
            label = f"{self._nom(code)} : {_VOLETS[volet]}, € par an"
            known = getattr(written.get(code), volet.value, None)
            most = self._maximum(code, volet)
            self._add(f"{prefix}montant_{code}_{volet}", Montant(label, help_text=most), known)
        why = next((one.derogation for one in rows or () if one.derogation), None)
        self._add(
            f"{prefix}derogation",
            Texte("Pourquoi un montant dépasse le maximum, s’il y en a un"),
            why,
        )

    def _nom(self, code: str) -> str:
        return fr(postes_du_contrat()[code])

    def _maximum(self, code: str, volet: Volet) -> str:
        size = self.contrat.taille
        cell = self.table.cellule(code, volet, size) if size else None
        if cell is None or cell.euros is None:
            return ""
        return f"Au plus {euros(cell.euros)}"

    def _add_results(self) -> None:
        rates = {(one.poste, one.annee): one.taux for one in self.contrat.resultats or ()}
        for code in self.variables:
            for year in (None, *_ANNEES):
                when = "toutes les années" if year is None else f"année {year}"
                rate = rates.get((code, year))
                shown = None if rate is None else en_pourcent(int(rate * _CENT))
                self._add(_rate(code, year), Taux(f"{self._nom(code)} : {when}, en %"), shown)

    @property
    def variables(self) -> list[str]:
        """Return what the results change."""
        return [code for code, volet in self.volets if volet is Volet.VARIABLE]

    def _add_facts(self) -> None:
        for code in self.forfaits:
            days = tuple(one.le for one in self.contrat.faits or () if one.poste == code)
            self._add(f"faits_{code}", Jours(f"{self._nom(code)} : le"), days)

    def _add_avenant(self, rank: int) -> None:
        known = self.contrat.avenants or ()
        one = known[rank] if rank < len(known) else None
        number = rank + 1
        names = {code: fr(each.nom) for code, each in grilles().items()}
        prefix = f"avenant_{rank}_"
        self._add(f"{prefix}effet", Jour(f"Avenant {number} : à partir du"), one and one.effet)
        size = Code(f"Avenant {number} : taille", _TAILLES, vide="La même", coerce=int)
        self._add(f"{prefix}taille", size, one and one.taille)
        version = Code(f"Avenant {number} : version de l’accord", names, vide="La même")
        self._add(f"{prefix}grille", version, one and one.grille)
        self._add_amounts(prefix, one.montants if one else None)

    # --- what was typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for rank in range(self.rangs):
            said = [
                name
                for name in self.fields
                if name.startswith(f"avenant_{rank}_") and cleaned.get(name) is not None
            ]
            if said and cleaned.get(f"avenant_{rank}_effet") is None:
                self.add_error(
                    f"avenant_{rank}_effet", fr("Donnez le jour de cet avenant, ou videz-le.")
                )
        return cleaned

    def valeurs(self) -> dict[str, Any]:
        """Return the facts of the contract, its rows as those of the facts."""
        found = super().valeurs()
        parties = found["parties"]
        return found | {
            "parties": parties and tuple(PartieContrat(code) for code in parties),
            "missions": self._kept("missions", tuple(self._typed_missions())),
            "montants": self._kept(
                "montants", tuple(self._typed_amounts("", self.contrat.montants))
            ),
            "resultats": self._kept("resultats", tuple(self._typed_results())),
            "faits": self._kept("faits", tuple(self._typed_facts())),
            "avenants": self._kept("avenants", tuple(self._typed_avenants())),
        }

    def _kept(self, name: str, rows: tuple[Any, ...]) -> tuple[Any, ...] | None:
        """Return the rows; without any, what was answered before, « none » or nothing."""
        before = getattr(self.contrat, name)
        return rows or (() if before == () else None)

    def _typed_missions(self) -> Iterator[MissionSignee]:
        known = {one.poste for one in self.contrat.missions or ()}
        for code in self.missions:
            start = self.cleaned_data[f"demarrage_{code}"]
            stop = self.cleaned_data[f"arret_{code}"]
            if start or stop or code in known:
                yield MissionSignee(poste=code, demarrage=start, arret=stop)

    def _typed_amounts(
        self, prefix: str, before: tuple[MontantSigne, ...] | None
    ) -> Iterator[MontantSigne]:
        shown = dict.fromkeys(code for code, _ in self.volets)
        why = self.cleaned_data[f"{prefix}derogation"]
        for code in shown:
            amounts: dict[str, Decimal | None] = {
                volet.value: self.cleaned_data[f"{prefix}montant_{code}_{volet}"]
                for one, volet in self.volets
                if one == code
            }
            if any(amount is not None for amount in amounts.values()):
                yield MontantSigne(poste=code, derogation=why, **amounts)
        yield from (one for one in before or () if one.poste not in shown)

    def _typed_results(self) -> Iterator[ResultatSigne]:
        before = {(one.poste, one.annee): one for one in self.contrat.resultats or ()}
        for code in self.variables:
            for year in (None, *_ANNEES):
                rate = self.cleaned_data[_rate(code, year)]
                kept = before.pop((code, year), None)
                if rate is not None:
                    percent = Decimal(rate) / _CENT
                    same = kept is not None and kept.taux == percent
                    yield (
                        kept
                        if kept and same
                        else ResultatSigne(poste=code, annee=year, taux=percent)
                    )
                elif kept is not None and kept.taux is None:  # « still to be decided » is an answer
                    yield kept
        yield from before.values()

    def _typed_facts(self) -> Iterator[FaitSigne]:
        for code in self.forfaits:
            for day in self.cleaned_data[f"faits_{code}"] or ():
                yield FaitSigne(poste=code, le=day)
        yield from (one for one in self.contrat.faits or () if one.poste not in self.forfaits)

    def _typed_avenants(self) -> Iterator[AvenantSigne]:
        known = self.contrat.avenants or ()
        for rank in range(self.rangs):
            prefix = f"avenant_{rank}_"
            day = self.cleaned_data[f"{prefix}effet"]
            before = known[rank].montants if rank < len(known) else None
            if day is not None:
                rows = tuple(self._typed_amounts(prefix, before))
                yield AvenantSigne(
                    effet=day,
                    taille=self.cleaned_data[f"{prefix}taille"],
                    grille=self.cleaned_data[f"{prefix}grille"],
                    montants=rows or (() if before == () else None),
                )

    # --- what is drawn

    @property
    def a_des_montants(self) -> bool:
        return self._filled("montant_", "derogation")

    @property
    def a_des_resultats(self) -> bool:
        return self._filled("taux_", "faits_", "dialogues")

    def _filled(self, *prefixes: str) -> bool:
        """Say that a group holds something, or something to mend: it is then open."""
        names = [name for name in self.fields if name.startswith(prefixes)]
        return self._said(*names)

    def lignes_missions(self) -> list[dict[str, Any]]:
        return [
            {"nom": nom, "demarrage": self[f"demarrage_{code}"], "arret": self[f"arret_{code}"]}
            for code, nom in self.missions.items()
            if code in self.montrees or self._said(f"demarrage_{code}", f"arret_{code}")
        ]

    def _said(self, *names: str) -> bool:
        return any(self[name].value() or self[name].errors for name in names)

    def lignes_montants(self, prefix: str = "") -> list[dict[str, Any]]:
        found: dict[str, list[tuple[str, BoundField]]] = {}
        for code, volet in self.volets:
            field = self[f"{prefix}montant_{code}_{volet}"]
            if (code, volet) not in self.payees and not self._said(field.name):
                continue
            found.setdefault(code, []).append((f"{_VOLETS[volet].capitalize()}, €", field))
        return [{"nom": self._nom(code), "champs": fields} for code, fields in found.items()]

    def lignes_resultats(self) -> list[dict[str, Any]]:
        return [
            {
                "nom": self._nom(code),
                "toutes": self[_rate(code, None)],
                "annees": [(f"Année {year}", self[_rate(code, year)]) for year in _ANNEES],
                "ouvert": any(self[_rate(code, year)].errors for year in _ANNEES),
            }
            for code in self.variables
            if (code, Volet.VARIABLE) in self.payees or self._said(_rate(code, None))
        ]

    def lignes_faits(self) -> list[BoundField]:
        names = ((code, f"faits_{code}") for code in self.forfaits)
        return [
            self[name]
            for code, name in names
            if (code, Volet.FORFAIT) in self.payees or self._said(name)
        ]

    def lignes_avenants(self) -> list[dict[str, Any]]:
        rows = []
        for rank in range(self.rangs):
            prefix = f"avenant_{rank}_"
            mine = [name for name in self.fields if name.startswith(prefix)]
            rows.append(
                {
                    "numero": rank + 1,
                    "neuf": rank + 1 == self.rangs,
                    "champs": [self[f"{prefix}{name}"] for name in ("effet", "taille", "grille")],
                    "montants": self.lignes_montants(prefix),
                    "derogation": self[f"{prefix}derogation"],
                    "ouvert": any(self[name].errors for name in mine),
                }
            )
        return rows


def _rate(code: str, year: int | None) -> str:
    return f"taux_{code}" if year is None else f"taux_{code}_{year}"


def _plain(contrat: Contrat) -> dict[str, Any]:
    """Return the answers that are not rows."""
    names = FormulaireContrat.faits
    return {name: getattr(contrat, name) for name in names}


def _missions(grille: Grille) -> Iterator[str]:
    """Yield what starts on a day: each sum of a mission, or the mission when only facts pay it."""
    tables = tables_aci()
    for mission in grille.missions:
        codes = tables.postes_de(mission.code, grille.postes)
        paid = [code for code in codes if tables.postes[code].frequence is None]
        yield from paid or [mission.code]


def _volets() -> tuple[tuple[str, Volet], ...]:
    """Return every sum of every version, in the order of the lines of a day."""
    every = {(row.poste, row.volet) for one in grilles().values() for row in one.lignes}
    ranks, volets = tables_aci().rangs, list(Volet)
    return tuple(sorted(every, key=lambda two: (ranks[two[0]], volets.index(two[1]))))
