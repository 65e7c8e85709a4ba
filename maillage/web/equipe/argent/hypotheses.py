"""What a team supposes of its contract: read in the address, checked, shareable, stored nowhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict

from maillage.core.financement import (
    DEFAUT,
    Anomalie,
    ContratAci,
    Fait,
    Grille,
    MissionContrat,
    Resultats,
    Volet,
    anomalies,
    contrat_du_projet,
)
from maillage.reference.aci import grille_le, grilles, postes_du_contrat, tables_aci
from maillage.web.equipe.argent.depart import LOIN, Depart, plausible
from maillage.web.equipe.formulaires.champs import Code, Jour, Taux, en_pourcent
from maillage.web.typographie import fr, jour

USUEL: Final = 6_000  # ten-thousandths: a middling year, as long as nobody says otherwise
_BY_DAY: Final = "Celle du jour de la signature"
_NOT_PLANNED: Final = "Absente de vos actions : comptée si vous la datez."


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneMission:
    """A mission in the form: when it starts, how well it does, whether it is counted at all."""

    nom: str
    demarrage: BoundField
    taux: BoundField | None  # None: nothing of it depends on results
    sans: BoundField | None  # None: the dossier does not plan it


class Hypotheses(forms.Form):
    """The form of an address; what it does not say comes from the dossier."""

    use_required_attribute = False
    contrat: ContratAci  # once valid

    def __init__(self, data: QueryDict, *, depart: Depart) -> None:
        self.depart = depart
        self.essai = bool(data.get("resultats", "").strip())  # results are tried
        super().__init__(_completed(data, depart), label_suffix="", auto_id="argent-%s")
        supposed = _day(data.get("signature")) or depart.signature
        signed = depart.contrat
        known = data.get("grille") or (signed.grille if signed else "")
        version = grilles().get(known) or grille_le(supposed)
        self.grille: Grille = version or next(iter(grilles().values()))
        project = contrat_du_projet(
            depart.actions,
            taille=depart.taille,
            signature=supposed,
            grille=self.grille,
            tables=tables_aci(),
        )
        self.annonce: Mapping[str, MissionContrat] = (
            project.contrat.missions if project.contrat else {}
        )
        self.raisons = dict(zip(self.annonce, project.hypotheses, strict=True))
        if signed is not None:
            self.annonce = signed.missions
            self.raisons = {code: _told(code, one) for code, one in signed.missions.items()}
        self.noms = dict(_missions(self.grille))
        self.forfaits = _forfaits(self.grille)
        self._add_fields()

    def _add_fields(self) -> None:
        names = {code: one.nom for code, one in grilles().items()}
        self.fields["signature"] = Jour("Signature du contrat")
        self.fields["grille"] = Code("Version de l’accord", names, vide=_BY_DAY)
        self.fields["resultats"] = Taux("Résultats atteints, en %")
        for code, nom in self.noms.items():
            why = self.raisons.get(code, _NOT_PLANNED)
            self.fields[f"demarrage_{code}"] = Jour(f"{nom} : démarre le", help_text=_short(why))
            if self.grille.cellule(code, Volet.VARIABLE, self.depart.taille):
                self.fields[f"resultats_{code}"] = Taux(f"{nom} : résultats, en %")
            if code in self.annonce:
                self.fields[f"sans_{code}"] = forms.BooleanField(
                    label=fr(f"Sans la mission « {nom} »"), required=False
                )
        for code, nom in self.forfaits.items():
            self.fields[f"fait_{code}"] = Jour(f"{nom} : le")

    def clean(self) -> dict[str, Any]:
        """Make the contract, and tell what makes it impossible beside the field that says so."""
        found = self.cleaned_data
        signature = found.get("signature")
        if signature and not plausible(signature):
            self.add_error("signature", _implausible(signature))
        if not self.errors:
            self.contrat = self._contract(found)
            for anomalie in anomalies(self.contrat, tables_aci()):
                self.add_error(self._field(anomalie), _sentence(anomalie))
        return found

    def _contract(self, found: Mapping[str, Any]) -> ContratAci:
        lump = tuple(
            Fait(poste=code, fait=day) for code in self.forfaits if (day := found[f"fait_{code}"])
        )
        signed = self.depart.contrat
        typed = ContratAci(
            grille=self.grille.code,
            taille=self.depart.taille,
            signature=found["signature"],
            missions=dict(self._starts(found)),
            resultats=self._rates(found),
            forfaits=lump,
        )
        if signed is None:
            return typed
        return replace(
            signed,
            grille=typed.grille,
            signature=typed.signature,
            missions=typed.missions,
            resultats=typed.resultats,
            forfaits=lump or signed.forfaits,
        )

    def _rates(self, found: Mapping[str, Any]) -> dict[str, Resultats]:
        """Return the results typed; those of the contract stay as long as nobody tries others."""
        signed = self.depart.contrat
        rates: dict[str, Resultats] = {}
        if signed is not None and not self.essai:
            rates |= signed.resultats
        rates[DEFAUT] = USUEL if found["resultats"] is None else found["resultats"]
        for code in self.noms:
            rate = found.get(f"resultats_{code}")
            if rate is not None:
                rates[code] = rate
        return rates

    def _starts(self, found: Mapping[str, Any]) -> Iterator[tuple[str, MissionContrat]]:
        for code in self.noms:
            typed = found[f"demarrage_{code}"]
            if found.get(f"sans_{code}"):
                continue
            announced = self.annonce.get(code)
            if typed:
                stop = announced.arret if announced else None
                yield code, MissionContrat(demarrage=typed, arret=stop)
            elif code in self.annonce:
                yield code, self.annonce[code]

    def _field(self, anomalie: Anomalie) -> str | None:
        name, _, code = anomalie.champ.partition(".")
        field = f"demarrage_{code.partition('.')[0]}" if name == "missions" else name
        return field if field in self.fields else None

    @property
    def lignes(self) -> list[LigneMission]:
        """Return the missions, each with its fields."""
        return [
            LigneMission(
                nom=nom,
                demarrage=self[f"demarrage_{code}"],
                taux=self._bound(f"resultats_{code}"),
                sans=self._bound(f"sans_{code}"),
            )
            for code, nom in self.noms.items()
        ]

    def _bound(self, name: str) -> BoundField | None:
        return self[name] if name in self.fields else None

    @property
    def faits(self) -> list[BoundField]:
        """Return the fields of what makes a lump sum due."""
        return [self[f"fait_{code}"] for code in self.forfaits]

    @property
    def uniforme(self) -> int | None:
        """Return the rate that every mission has; None when they differ."""
        rates = list(self.contrat.resultats.values())
        same = bool(rates) and all(rate == rates[0] for rate in rates)
        return rates[0] if same and isinstance(rates[0], int) else None

    def suppositions(self) -> list[str]:
        """Say what is supposed, in sentences."""
        day = jour(self.contrat.signature)
        if self.depart.contrat is not None and self.contrat.signature == self.depart.signature:
            signed = f"Contrat signé le {day}, tel que vous l’avez écrit."
        elif self.contrat.signature != self.depart.signature:
            signed = f"Signature le {day}, comme vous l’avez choisi."
        elif self.depart.datee:
            signed = f"Signature le {day}, selon le calendrier du dossier."
        else:
            signed = f"Signature le {day}, faute de date d’adhésion à l’accord dans le calendrier."
        whose = "le contrat" if self.depart.contrat else "les communes du dossier"
        said = [signed, f"Taille {self.depart.taille}, selon {whose}."]
        for code, mission in self.contrat.missions.items():
            if mission == self.annonce.get(code):
                said.append(self.raisons[code])
            elif mission.demarrage:
                start = jour(mission.demarrage)
                said.append(f"{self.noms[code]} : démarrage le {start}, comme vous l’avez choisi.")
        return [fr(one) for one in said]

    def adresse(self, **changes: str) -> str:
        """Return the query of the same hypotheses, with changes; results go away when changed."""
        kept = {
            name: self.data[name]
            for name in self.fields
            if self.data.get(name) and not (changes and name.startswith("resultats"))
        }
        if kept.get("signature") == self.depart.signature.isoformat():
            del kept["signature"]
        query = QueryDict(mutable=True)
        query.update({**kept, **changes})
        return query.urlencode()


def _told(code: str, mission: MissionContrat) -> str:
    """Say how the contract starts a mission, as the actions of a project are said."""
    name = postes_du_contrat()[code]
    if mission.demarrage is None:
        return f"{name} : pas encore démarrée, selon le contrat."
    return f"{name} : démarrage le {jour(mission.demarrage)}, selon le contrat."


def _completed(data: QueryDict, depart: Depart) -> QueryDict:
    """Return the address with what it leaves to the dossier, so that the form shows it."""
    typed = data.copy()
    for name, value in (
        ("signature", depart.signature.isoformat()),
        ("resultats", en_pourcent(USUEL)),
    ):
        if not typed.get(name, "").strip():
            typed[name] = value
    return typed


def _day(text: str | None) -> date | None:
    """Return the day of a signature, when one can be reckoned with."""
    try:
        day: date | None = Jour("").clean((text or "").strip())
    except ValidationError:
        return None
    return day if day and plausible(day) else None


def _missions(grille: Grille) -> Iterator[tuple[str, str]]:
    """Yield what starts on a day: each sum of a mission, or the mission when only facts pay it."""
    tables = tables_aci()
    for mission in grille.missions:
        codes = tables.postes_de(mission.code, grille.postes)
        paid = [code for code in codes if tables.postes[code].frequence is None]
        for code in paid or [mission.code]:
            yield code, fr(tables.postes[code].nom if code in paid else mission.nom)


def _forfaits(grille: Grille) -> dict[str, str]:
    """Return the sums that a fact makes due, when the table knows their amount."""
    return {
        ligne.poste: fr(tables_aci().postes[ligne.poste].nom)
        for ligne in grille.lignes
        if ligne.volet is Volet.FORFAIT and any(cell.euros is not None for cell in ligne.cellules)
    }


def _short(reason: str) -> str:
    """Return a reason that stands below the name of its mission, without saying it again."""
    start = reason.find("démarrage le")
    return f"D{reason[start + 1 :]}" if start > 0 else reason


def _implausible(signature: date) -> str:
    if signature.year > LOIN:
        return "Cette date est trop lointaine."
    first = min(grille.depuis for grille in grilles().values())
    return fr(
        f"Aucun accord ne s’appliquait encore : choisissez un jour à partir du {jour(first)}."
    )


def _sentence(anomalie: Anomalie) -> str:
    text = anomalie.message
    for code, grille in grilles().items():
        text = text.replace(code, grille.nom)
    return fr(f"{text[:1].upper()}{text[1:]}.")
