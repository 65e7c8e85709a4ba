"""Every page of a dossier asks as much of the database with one row of each thing as with 300."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maillage.dossiers.models import (
    Acces,
    Attribution,
    Commentaire,
    Dossier,
    Invitation,
    Mention,
    Texte,
    VersionFiche,
    VersionTexte,
)
from maillage.reference.permissions import Role
from maillage.web.equipe import lecture
from tests.factories import UserFactory
from tests.web.conftest import Monde
from tests.web.test_droits import PAGES, arguments
from tests.web.test_requetes import MANY, fill

FILES = {
    "telecharger",
    "actions_imprimer",
    "argent_telecharger",
    "archive",
    "exporter",
}  # made, not read: their own tests time them
LEFT_OUT = {
    "marge",  # it leads to another page
    "realise_importer",  # the porteur keeps no accounts, and is refused
    "versements_ajouter",
    "versements_importer",
    "releves",  # of a contract that is not signed
}
SEEN = sorted(PAGES.keys() - FILES - LEFT_OUT)
MOST = 46  # what a search asks: each list of the dossier is a query
GIVEN = {
    "chercher": {"q": "nom"},
    "texte_comparer": {"de": "1", "a": "2"},
}


def abound(monde: Monde, first: int, last: int) -> None:
    """Add comments, requests, versions, people with access and invitations."""
    d, porteur, ranks = monde.dossier, monde.porteur, range(first, last)
    texte = Texte.objects.get(dossier=d, rubrique="freins")
    VersionTexte.objects.bulk_create(
        VersionTexte(texte=texte, numero=texte.version + n, contenu=f"Texte {n}", auteur=porteur)
        for n in range(1, last - first + 1)
    )
    Texte.objects.filter(pk=texte.pk).update(version=texte.version + last - first)
    for target in ("choix", "textes/freins"):
        made = Commentaire.objects.bulk_create(
            Commentaire(dossier=d, cible=target, texte=f"Nom {n} ?", auteur=monde.membre)
            for n in ranks
        )
        Mention.objects.bulk_create(Mention(commentaire=one, user=porteur) for one in made)
    VersionFiche.objects.bulk_create(
        VersionFiche(
            dossier=d,
            nature="equipe",
            fiche=f"parti{n}",
            numero=2,
            auteur=porteur,
            ligne=10_000 + n,
        )
        for n in ranks
    )
    _people(d, first, last, monde)


def _people(dossier: Dossier, first: int, last: int, monde: Monde) -> None:
    now = timezone.now()
    people = UserFactory.create_batch(min(last - first, 60))
    Acces.objects.bulk_create(
        Acces(dossier=dossier, user=user, role=Role.MEMBRE) for user in people
    )
    Attribution.objects.bulk_create(
        Attribution(dossier=dossier, cible=f"textes/x{first}{n}", personne=monde.porteur, par=user)
        for n, user in enumerate(people)
    )
    Invitation.objects.bulk_create(
        Invitation(
            dossier=dossier,
            email=f"p{n}@exemple.fr",
            role=Role.MEMBRE,
            token_hash=f"{n:064d}",
            created_by=monde.porteur,
            sent_at=now,
            created_at=now,
            expires_at=now + timedelta(days=9),
        )
        for n in range(first, last)
    )


def asked(monde: Monde, name: str, args: tuple[object, ...], *, cold: bool = False) -> int:
    if cold:
        lecture.forget()
    with CaptureQueriesContext(connection) as captured:
        assert monde.get(name, *args, **GIVEN.get(name, {})).status_code == 200
    return len(captured)


def test_no_page_asks_more_of_a_big_dossier(monde: Monde) -> None:
    args = {name: arguments(monde, name) for name in SEEN}
    abound(monde, 0, 2)
    whole = {name: asked(monde, name, given, cold=True) for name, given in args.items()}
    assert {name: count for name, count in whole.items() if count > MOST} == {}
    # The dossier is read and judged once for all its pages: test_requetes.py counts that reading.
    few = {name: asked(monde, name, given) for name, given in args.items()}
    fill(monde)
    abound(monde, 2, MANY)
    lecture.forget()
    monde.get("dossier")
    many = {name: asked(monde, name, given) for name, given in args.items()}
    assert {name: (few[name], many[name]) for name in SEEN if few[name] != many[name]} == {}
