"""Write the journal: one line per action, chained to the line before it.

Writers of one dossier queue on its row, so that a chain never forks; the clock is that of the
database, read when the row is locked.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models.functions import Now

from maillage.accounts.models import User
from maillage.dossiers.models import Dossier, EntreeJournal

FIRST = ""  # what the first line of a chain follows
_INSTANCE_LOCK = 724_001  # any constant: the queue of the instance's own chain, on PostgreSQL


def lock(dossier: Dossier) -> Dossier:
    """Return the dossier as it is now, kept from other writers until the transaction ends."""
    return Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)


def write(
    *,
    dossier: Dossier,
    action: str,
    by: User,
    on: date,
    role: str = "",
    cible: str = "",
    detail: Mapping[str, Any] | None = None,
) -> EntreeJournal:
    """Add a line to the chain of the dossier; the caller is inside a transaction."""
    end = (
        Dossier.objects.select_for_update(of=("self",))
        .annotate(instant=Now())
        .values_list("journal_numero", "journal_empreinte", "instant")
        .get(pk=dossier.pk)
    )
    line = EntreeJournal(
        dossier=dossier, action=action, auteur=by, jour=on, role=role, cible=cible,
        detail=dict(detail or {}), numero=end[0] + 1, precedente=end[1], at=end[2],
    )  # fmt: skip
    _seal(line)
    Dossier.objects.filter(pk=dossier.pk).update(
        journal_numero=line.numero, journal_empreinte=line.empreinte
    )
    return line


def write_instance(
    *,
    action: str,
    by: User | None,
    on: date,
    at: datetime,
    cible: str = "",
    detail: Mapping[str, Any] | None = None,
) -> EntreeJournal:
    """Add a line to the chain of the instance, for what belongs to no dossier."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_INSTANCE_LOCK])
        last = EntreeJournal.objects.filter(dossier=None).order_by("-numero").first()
        line = EntreeJournal(
            action=action, auteur=by, jour=on, at=at, cible=cible, detail=dict(detail or {}),
            numero=last.numero + 1 if last else 1, precedente=last.empreinte if last else FIRST,
        )  # fmt: skip
        _seal(line)
        return line


def seal_of(line: EntreeJournal) -> str:
    """Return the SHA-256 of the line before it and of all that this line says."""
    content = [
        line.precedente,
        line.dossier_id,
        line.numero,
        line.action,
        line.cible,
        line.auteur_id,
        line.role,
        line.at.astimezone(UTC).isoformat(),
        line.jour.isoformat(),
        line.detail,
    ]
    canonical = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _seal(line: EntreeJournal) -> None:
    line.empreinte = seal_of(line)
    line.save(force_insert=True)
