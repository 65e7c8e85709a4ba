"""The people around a dossier, each with a browser of their own."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from maillage.accounts.models import User
from maillage.core.facts import PartialDate
from maillage.dossiers import fichier
from maillage.dossiers.actions.add_action import add_action
from maillage.dossiers.actions.add_chiffre import add_chiffre
from maillage.dossiers.actions.add_collectivite import add_collectivite
from maillage.dossiers.actions.add_communes import add_communes
from maillage.dossiers.actions.add_etablissement import add_etablissement
from maillage.dossiers.actions.add_indicateur import add_indicateur
from maillage.dossiers.actions.add_personne import add_personne
from maillage.dossiers.actions.add_referent import add_referent
from maillage.dossiers.actions.add_reunion import add_reunion
from maillage.dossiers.actions.create_dossier import create_dossier
from maillage.dossiers.actions.import_dossier import import_dossier
from maillage.dossiers.actions.invite_person import invite_person
from maillage.dossiers.invitations import Sent
from maillage.dossiers.models import Acces, Dossier
from maillage.reference.permissions import Role
from maillage.web import clock
from maillage.web.equipe import lecture
from tests.factories import ON, UserFactory
from tests.instantane import Instantane

CHIFFRE = {
    "indicateur": "c2s",
    "valeur": Decimal("8.2"),
    "source": "Rézone",
    "date": PartialDate(2025),
}
EXEMPLES = Path(__file__).resolve().parents[2] / "exemples"


@dataclass(frozen=True)
class Monde:
    """A dossier with one row in each list, and five people."""

    dossier: Dossier
    clients: dict[str, Client]
    porteur: User
    membre: User
    lecteur: User
    lignes: dict[str, int]

    def url(self, page: str, *args: object) -> str:
        return reverse(page, args=(self.dossier.public_id, *args))

    def get(self, page: str, *args: object, who: str = "porteur", **data: str) -> Any:
        return self.clients[who].get(self.url(page, *args), data)

    def post(self, page: str, *args: object, who: str = "porteur", **data: object) -> Any:
        return self.clients[who].post(self.url(page, *args), data)

    def relu(self) -> Dossier:
        return Dossier.objects.get(pk=self.dossier.pk)


@pytest.fixture(autouse=True)
def aujourdhui(settings: Any) -> None:
    settings.MAILLAGE_AUJOURDHUI = ON
    lecture.forget()  # a test may write beside the actions


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def texte_de(response: Any) -> str:
    """Return what a page says, with plain spaces."""
    text: str = response.content.decode()
    for space in ("\u00a0", "\u202f", "&nbsp;"):
        text = text.replace(space, " ")
    return " ".join(text.replace("&#x27;", "'").split())


def invitation(dossier: Dossier, email: str = "lea@exemple.fr", **given: Any) -> Sent:
    """Invite an address, as the person who opened the dossier."""
    fields = {
        "role": Role.MEMBRE,
        "by": dossier.created_by,
        "on": ON,
        "at": clock.now(),
        "adresse": lambda token: f"http://testserver/invitations/{token}/",
    }
    return invite_person(dossier=dossier, email=email, **{**fields, **given})


_MONDE, _EXEMPLE = Instantane(), Instantane()


@pytest.fixture
def monde(db: None) -> Monde:
    made: Monde = _MONDE.of(_un_monde)
    return made


def _un_monde() -> Monde:
    porteur, membre, lecteur, etranger = UserFactory.create_batch(4)
    dossier = create_dossier(by=porteur, on=ON, nom="CPTS du Velay")
    Acces.objects.create(dossier=dossier, user=membre, role=Role.MEMBRE)
    Acces.objects.create(dossier=dossier, user=lecteur, role=Role.LECTEUR)
    who = {"by": porteur, "on": ON}
    projet = {
        "indicateurs": add_indicateur(dossier=dossier, valeurs={"libelle": "Vaccins"}, **who).pk,
        "collectivites": add_collectivite(
            dossier=dossier, valeurs={"denomination": "CC des Sucs"}, **who
        ).pk,
        "chiffres": add_chiffre(dossier=dossier, valeurs=CHIFFRE, **who).pk,
        "referents": add_referent(
            dossier=dossier, valeurs={"nom": "Claire Roux", "territoire": "43"}, **who
        ).pk,
    }
    add_communes(dossier=dossier, codes=("43157",), **who)
    person = add_personne(
        dossier=dossier,
        valeurs={"nom": "Durand", "prenom": "Paul", "profession": "infirmier"},
        **who,
    )
    lignes = projet | {
        "equipe": person.pk,
        "etablissements": add_etablissement(
            dossier=dossier, valeurs={"nom": "Hôpital du Puy"}, **who
        ).pk,
        "reunions": add_reunion(dossier=dossier, valeurs={"intitule": "Lancement"}, **who).pk,
        "actions": add_action(
            dossier=dossier, valeurs={"titre": "Dépister"}, acteurs=(person.code,), **who
        ).pk,
    }
    return Monde(
        dossier=dossier,
        clients={
            "porteur": signed_in(porteur),
            "membre": signed_in(membre),
            "lecteur": signed_in(lecteur),
            "etranger": signed_in(etranger),
            "anonyme": Client(),
        },
        porteur=porteur,
        membre=membre,
        lecteur=lecteur,
        lignes=lignes,
    )


@pytest.fixture
def exemple(monde: Monde) -> Dossier:
    """The ordinary example, carried by the porteur."""
    path = EXEMPLES / "haute-loire.yaml"

    def make() -> Dossier:
        facts = fichier.lire(path.read_bytes(), path.name)
        return import_dossier(facts=facts, by=monde.porteur, on=ON)

    made: Dossier = _EXEMPLE.of(make)
    return made
