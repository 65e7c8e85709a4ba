"""The days of a contract as an iCalendar file: payments, last days, missions, anniversaries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from maillage.core.fiabilite import plus_faible
from maillage.core.financement import (
    DOUTES,
    NATURES,
    Echeancier,
    Ligne,
    MissionAccord,
    euros,
    plus_mois,
)
from maillage.documents.characters import clean
from maillage.documents.typographie import french
from maillage.reference.aci import convention, tables_aci

_LONGEST: Final = 75  # octets of a line (RFC 5545, 3.1)
_LAST_BUT_ONE: Final = date.max - timedelta(days=1)  # no day comes after the last one of a calendar
_ESCAPED: Final = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evenement:
    """A whole day of the calendar."""

    cle: str  # the same in each file, so that an import again puts it in the place of the former
    le: date
    titre: str
    texte: str


def agenda(plan: Echeancier, *, cpts: str, cle: str, at: datetime) -> bytes:
    """Return the calendar; `cle` tells this dossier from all others."""
    return ecrire(evenements(plan), titre=f"Argent, {cpts}", cle=cle, at=at)


def ecrire(events: Iterable[Evenement], *, titre: str, cle: str, at: datetime) -> bytes:
    """Return days as an iCalendar file; `cle` tells their dossier from all others."""
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Maillage//Argent//FR",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(titre)}",
    ]
    for one in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_escaped(one.cle)}-{cle}@maillage",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{_written(one.le)}",
            f"DTEND;VALUE=DATE:{_written(min(one.le, _LAST_BUT_ONE) + timedelta(days=1))}",
            f"SUMMARY:{_escaped(one.titre)}",
            f"DESCRIPTION:{_escaped(one.texte)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{folded}\r\n" for folded in map(_folded, [*lines, "END:VCALENDAR"])).encode()


def _written(day: date) -> str:
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    plain = clean(text)
    for character, written in _ESCAPED:
        plain = plain.replace(character, written)
    return plain.replace("\r", "")


def _folded(line: str) -> str:
    """Cut a long line at 75 octets, never inside a character."""
    parts, size, start = [], 0, 0
    for place, character in enumerate(line):
        width = len(character.encode())
        if size + width > _LONGEST:
            parts.append(line[start:place])
            start, size = place, 1  # the space that continues a line counts
        size += width
    return "\r\n ".join([*parts, line[start:]])


def evenements(plan: Echeancier) -> tuple[Evenement, ...]:
    """Return the days of a contract, in order."""
    found = [*_payments(plan), *_limits(plan), *_missions(plan), *_anniversaries(plan)]
    return tuple(sorted(found, key=lambda one: (one.le, one.cle)))


def _payments(plan: Echeancier) -> Iterator[Evenement]:
    for day, rows in _by_day(plan, latest=False).items():
        yield Evenement(
            cle=f"versement-{day:%Y%m%d}",
            le=day,
            titre=f"Versement de l’accord : {_amount(rows)}",
            texte=_told(rows),
        )


def _limits(plan: Echeancier) -> Iterator[Evenement]:
    for day, rows in _by_day(plan, latest=True).items():
        yield Evenement(
            cle=f"limite-{day:%Y%m%d}",
            le=day,
            titre=f"Dernier jour pour recevoir {_amount(rows)}",
            texte=_told(rows),
        )


def _by_day(plan: Echeancier, *, latest: bool) -> dict[date, list[Ligne]]:
    days: dict[date, list[Ligne]] = {}
    for ligne in plan.lignes:
        day = ligne.limite if latest else ligne.le
        if day and not ligne.indicatif:
            days.setdefault(day, []).append(ligne)
    return days


def _amount(rows: list[Ligne]) -> str:
    total = euros(sum(ligne.centimes for ligne in rows))
    doubt = DOUTES[plus_faible(ligne.calcul.base.fiabilite for ligne in rows if ligne.centimes)]
    return f"{total} ({doubt})" if doubt else total


def _told(rows: list[Ligne]) -> str:
    tables = tables_aci()
    lines = [
        f"{tables.postes[ligne.poste].nom}, {NATURES[ligne.nature]}, année {ligne.annee} : "
        f"{euros(ligne.centimes)}"
        for ligne in rows
    ]
    return french("\n".join([*lines, convention().avertissement]))


def _missions(plan: Echeancier) -> Iterator[Evenement]:
    for mission in plan.situations[0].grille.missions:
        yield from _deadlines(mission, plan)


def _deadlines(mission: MissionAccord, plan: Echeancier) -> Iterator[Evenement]:
    signature = plan.contrat.signature
    steps = (
        ("demarrage", mission.demarrage_mois, "doit avoir démarré"),
        ("deploiement", mission.deploiement_mois, "doit vivre sur tout le territoire"),
    )
    for name, months, what in steps:
        if months is not None:
            yield Evenement(
                cle=f"{name}-{mission.code}",
                le=plus_mois(signature, months),
                titre=french(f"{mission.nom} : la mission {what}"),
                texte=french(f"{months} mois après la signature du contrat."),
            )


def _anniversaries(plan: Echeancier) -> Iterator[Evenement]:
    signed, *others, last = plan.anniversaires
    yield Evenement(cle="signature", le=signed, titre="Signature du contrat", texte="Jour supposé.")
    for rank, day in enumerate(others, start=1):
        yield Evenement(
            cle=f"anniversaire-{rank}",
            le=day,
            titre=f"Anniversaire du contrat : l’année {rank + 1} commence",
            texte="L’année passée se règle dans les deux mois.",
        )
    yield Evenement(cle="fin", le=last, titre="Fin du contrat", texte="Premier jour sans contrat.")
