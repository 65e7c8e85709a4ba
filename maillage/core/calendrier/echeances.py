"""The days that follow from others: missions, anniversaries, payments, the silence of an agency."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from maillage.core.facts import DossierFacts
from maillage.core.fiabilite import Fiabilite
from maillage.core.financement import Echeancier, Ligne, MissionAccord, jour, plus_mois


class NatureEcheance(StrEnum):
    """What a day is."""

    SILENCE = "silence"  # after that day, silence is a yes
    DEMARRAGE = "demarrage"
    DEPLOIEMENT = "deploiement"
    ANNIVERSAIRE = "anniversaire"
    VERSEMENT = "versement"
    LIMITE = "limite"
    FIN = "fin"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegleEcheance:
    """A delay that a text gives, from the end of a step on."""

    code: str
    etape: str  # code of the calendar
    mois: int
    depuis: date
    titre: str
    texte: str
    source: str
    fiabilite: Fiabilite


@dataclass(frozen=True, slots=True, kw_only=True)
class Echeance:
    """A day that somebody must know of, and what it follows from."""

    cle: str
    le: date
    nature: NatureEcheance
    titre: str
    texte: str
    centimes: int | None = None  # of a payment
    supposee: bool = False  # it follows from a date that is not exact, or not sure


def echeances_projet(
    dossier: DossierFacts, regles: tuple[RegleEcheance, ...], *, on: date
) -> tuple[Echeance, ...]:
    """Return the days that follow from the steps of the calendar, by the delays known that day."""
    found = []
    for regle in regles:
        if regle.depuis > on:
            continue
        for step in dossier.calendrier or ():
            end = step.fin or step.debut
            if step.code != regle.etape or end is None:
                continue
            found.append(
                Echeance(
                    cle=f"{regle.code}",
                    le=plus_mois(end.last_day(), regle.mois),
                    nature=NatureEcheance.SILENCE,
                    titre=regle.titre,
                    texte=f"{regle.texte} Source : {regle.source}.",
                    supposee=end.day is None,
                )
            )
    return tuple(found)


def echeances_contrat(
    plan: Echeancier, noms: Mapping[str, str], *, signe: bool
) -> tuple[Echeance, ...]:
    """Return the days of a contract in order; `noms` names the sums, `signe` says it is signed.

    A contract that is terminated has no anniversary and no delay after its end.
    """
    found = [
        *_missions(plan, signe=signe),
        *_anniversaries(plan, signe=signe),
        *_payments(plan, noms, signe=signe),
    ]
    return tuple(sorted(found, key=lambda one: (one.le, one.cle)))


def _missions(plan: Echeancier, *, signe: bool) -> Iterator[Echeance]:
    signature, end = plan.contrat.signature, _end(plan)
    for mission in plan.situations[0].grille.missions:
        for nature, months, what in _delays(mission):
            if months is not None and plus_mois(signature, months) < end:
                yield Echeance(
                    cle=f"{nature}-{mission.code}",
                    le=plus_mois(signature, months),
                    nature=nature,
                    titre=f"{mission.nom} : {what}",
                    texte=f"{months} mois après la signature du {jour(signature)}.",
                    supposee=not signe,
                )


def _delays(mission: MissionAccord) -> tuple[tuple[NatureEcheance, int | None, str], ...]:
    return (
        (NatureEcheance.DEMARRAGE, mission.demarrage_mois, "dernier jour pour démarrer"),
        (
            NatureEcheance.DEPLOIEMENT,
            mission.deploiement_mois,
            "dernier jour pour vivre sur tout le territoire",
        ),
    )


def _anniversaries(plan: Echeancier, *, signe: bool) -> Iterator[Echeance]:
    end = _end(plan)
    others = [day for day in plan.anniversaires[1:] if day < end]
    for rank, day in enumerate(others, start=1):
        yield Echeance(
            cle=f"anniversaire-{rank}",
            le=day,
            nature=NatureEcheance.ANNIVERSAIRE,
            titre=f"Anniversaire du contrat : l’année {rank + 1} commence",
            texte="L’année passée se règle dans les deux mois.",
            supposee=not signe,
        )
    yield Echeance(
        cle="fin",
        le=end,
        nature=NatureEcheance.FIN,
        titre="Fin du contrat",
        texte="Premier jour sans contrat.",
        supposee=not signe,
    )


def _end(plan: Echeancier) -> date:
    return plan.situations[-1].annee.fin


def _payments(plan: Echeancier, noms: Mapping[str, str], *, signe: bool) -> Iterator[Echeance]:
    for nature in (NatureEcheance.VERSEMENT, NatureEcheance.LIMITE):
        for day, rows in _by_day(plan, nature).items():
            total = sum(row.centimes for row in rows)
            named = ", ".join(dict.fromkeys(noms[row.poste] for row in rows))
            yield Echeance(
                cle=f"{nature}-{day:%Y%m%d}",
                le=day,
                nature=nature,
                titre=_TITLES[nature],
                texte=named,
                centimes=total,
                supposee=not signe,
            )


_TITLES = {
    NatureEcheance.VERSEMENT: "Versement de l’accord",
    NatureEcheance.LIMITE: "Dernier jour pour recevoir le règlement",
}


def _by_day(plan: Echeancier, nature: NatureEcheance) -> dict[date, list[Ligne]]:
    days: dict[date, list[Ligne]] = {}
    for row in plan.lignes:
        day = row.le if nature is NatureEcheance.VERSEMENT else row.limite
        if day is not None and not row.indicatif:
            days.setdefault(day, []).append(row)
    return days
