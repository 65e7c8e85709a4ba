"""What the writing bench does to the database itself, in a process of its own, before and after.

`python base.py preparer N`: a dossier, N people who may write in it, shared texts; says it as JSON.
`python base.py relire`: reads sums of sent texts on its input; says which are in no history.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from datetime import date

import django

ON = date(2026, 11, 22)
PASSWORD = "un banc d'essai d'écriture"  # noqa: S105 -- of accounts that live for a minute
RUBRIQUES = ("freins", "historique_demarche", "methodologie_travail", "appui_partenaires")
COMMUN = "Passage commun"


def paragraph(who: str, mark: str) -> str:
    """Return a paragraph of an ordinary length, that nobody else writes."""
    words = "Les professionnels du territoire se réunissent, échangent et construisent ensemble. "
    return f"{who} : {mark}. " + words * 3


def sum_of(rubrique: str, text: str | None) -> str:
    """Return what stands for a text of a rubrique."""
    return hashlib.sha256(f"{rubrique}\0{text}".encode()).hexdigest()


def preparer(count: int) -> dict[str, object]:
    """Make the accounts, the dossier and the texts."""
    from django.contrib.auth.hashers import (  # noqa: PLC0415 -- needs Django ready
        make_password,
    )
    from django.core.management import call_command  # noqa: PLC0415 -- the same

    from maillage.accounts.models import User  # noqa: PLC0415 -- the same
    from maillage.dossiers.actions.create_dossier import create_dossier  # noqa: PLC0415 -- the same
    from maillage.dossiers.actions.give_acces import give_acces  # noqa: PLC0415 -- the same
    from maillage.dossiers.actions.save_texte import save_texte  # noqa: PLC0415 -- the same
    from maillage.reference.permissions import Role  # noqa: PLC0415 -- the same

    call_command("migrate", interactive=False, verbosity=0)
    secret = make_password(PASSWORD)
    people = [
        User.objects.create(email=f"e{rank:02}@exemple.fr", nom=f"Écrivain {rank}", password=secret)
        for rank in range(count)
    ]
    dossier = create_dossier(by=people[0], on=ON, nom="CPTS du banc")
    for user in people[1:]:
        give_acces(dossier=dossier, user=user, role=Role.MEMBRE, by=people[0], on=ON)
    for place, rubrique in enumerate(RUBRIQUES):
        here = [f"e{rank:02}" for rank in range(place, count, len(RUBRIQUES))]
        text = "\n\n".join(paragraph(who, "début") for who in (COMMUN, *here))
        save_texte(dossier=dossier, rubrique=rubrique, contenu=text, version=0, by=people[0], on=ON)
    return {"dossier": str(dossier.public_id), "comptes": [user.email for user in people]}


def relire(sent: set[str]) -> dict[str, object]:
    """Look for every text in the versions and in what was kept aside."""
    from maillage.dossiers.models import (  # noqa: PLC0415 -- needs Django ready
        VersionEcartee,
        VersionTexte,
    )

    def kept(model: type[VersionTexte] | type[VersionEcartee]) -> Iterator[str]:
        rows = model.objects.values_list("texte__rubrique", "contenu")
        return (sum_of(*row) for row in rows.iterator())

    found = set(kept(VersionTexte)) | set(kept(VersionEcartee))
    return {
        "perdus": len(sent - found),
        "versions": VersionTexte.objects.count(),
        "ecartees": VersionEcartee.objects.count(),
        "octets": _size(),
    }


def _size() -> int:
    from django.conf import settings  # noqa: PLC0415 -- needs Django ready
    from django.db import connection  # noqa: PLC0415 -- the same

    if connection.vendor == "sqlite":
        path = settings.DATABASES["default"]["NAME"]
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with open(path, "rb") as file:  # noqa: PTH123 -- a name, only to know its size
            return file.seek(0, 2)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "preparer":
        print(json.dumps(preparer(int(sys.argv[2]))))
    else:
        print(json.dumps(relire(set(sys.stdin.read().split()))))
