"""The number of queries of a page does not depend on the size of the dossier."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillage.dossiers.models import (
    ActionPrevue,
    Chiffre,
    Collectivite,
    CommuneRetenue,
    Etablissement,
    EtapeAction,
    Indicateur,
    LigneBudgetProjet,
    Personne,
    Referent,
    ReferentAction,
    Reunion,
)
from maillage.reference import cog
from maillage.web.equipe import lecture
from tests.web.conftest import Monde

PAGES = {
    "dossier": 34,
    "argent": 32,
    "controle": 32,
    "documents": 33,  # the models of the région
    "identite": 36,
    "territoire": 37,
    "territoire_liste": 32,
    "territoire_importer": 32,
    "equipe": 41,
    "equipe_saisie": 32,
    "equipe_importer": 32,
    "etablissements": 40,
    "etablissements_saisie": 32,
    "etablissements_importer": 32,
    "reunions": 40,
    "actions": 40,
    "missions": 37,
    "actions_tableau": 33,
    "actions_matrice": 33,
    "indicateurs_catalogue": 33,
    "plan_crise": 38,
    "calendrier": 37,
    "budget": 37,
    "textes": 38,
    "indicateurs": 40,
    "collectivites": 40,
    "referents": 40,
    "chiffres": 40,
    "chiffres_importer": 32,
    "budget_projet": 38,  # the version that the button of the agreement carries
    "priorites": 37,
    "diagnostic": 37,
    "statuts": 36,
    "signature": 39,
}
MANY = 300


def fill(monde: Monde) -> None:
    """Bring every list of the dossier to 300 rows."""
    d = monde.dossier
    codes = list(cog.table().epci("200073419").communes)  # type: ignore[union-attr]  # it exists
    codes = [code for code in codes if code != "43157"]
    ranks = range(1, MANY)
    Personne.objects.bulk_create(
        Personne(
            dossier=d, rang=n, code=f"x{n}", nom=f"Nom {n}", prenom="Ana", profession="infirmier"
        )
        for n in ranks
    )
    Etablissement.objects.bulk_create(
        Etablissement(dossier=d, rang=n, code=f"x{n}", nom=f"Maison {n}") for n in ranks
    )
    Reunion.objects.bulk_create(Reunion(dossier=d, rang=n, intitule=f"R {n}") for n in ranks)
    ActionPrevue.objects.bulk_create(
        ActionPrevue(dossier=d, rang=n, code=f"x{n}", titre=f"Action {n}") for n in ranks
    )
    actions = list(ActionPrevue.objects.filter(dossier=d))
    person = Personne.objects.filter(dossier=d)[0]
    EtapeAction.objects.bulk_create(
        EtapeAction(action=one, rang=0, libelle="Former") for one in actions
    )
    ReferentAction.objects.bulk_create(
        ReferentAction(action=one, rang=0, personne=person) for one in actions
    )
    Indicateur.objects.bulk_create(
        Indicateur(dossier=d, rang=n, code=f"x{n}", libelle=f"I {n}", action=actions[n])
        for n in ranks
    )
    Collectivite.objects.bulk_create(
        Collectivite(dossier=d, rang=n, denomination=f"CC {n}") for n in ranks
    )
    Referent.objects.bulk_create(
        Referent(dossier=d, rang=n, nom=f"R {n}", territoire=str(n)) for n in ranks
    )
    Chiffre.objects.bulk_create(
        Chiffre(dossier=d, rang=n, libelle=f"C {n}", valeur=n, source="CPAM", date="2025")
        for n in ranks
    )
    LigneBudgetProjet.objects.bulk_create(
        LigneBudgetProjet(dossier=d, rang=n, exercice=2027, nature="ext_loyer", montant=n)
        for n in range(90)
    )
    CommuneRetenue.objects.bulk_create(
        CommuneRetenue(dossier=d, rang=n, code=code) for n, code in enumerate(codes, start=1)
    )


def queries(monde: Monde, page: str) -> int:
    lecture.forget()
    with CaptureQueriesContext(connection) as captured:
        assert monde.get(page).status_code == 200
    return len(captured)


@pytest.mark.parametrize("page", PAGES)
def test_queries_do_not_grow_with_the_dossier(monde: Monde, page: str) -> None:
    few = queries(monde, page)
    fill(monde)
    assert (few, queries(monde, page)) == (PAGES[page], PAGES[page])


def test_my_dossiers_cost_the_same_with_many(monde: Monde) -> None:
    client = monde.clients["porteur"]
    with CaptureQueriesContext(connection) as one:
        client.get("/dossiers/")
    for number in range(5):
        client.post("/dossiers/ouvrir/", {"nom": f"CPTS {number}"})
    with CaptureQueriesContext(connection) as six:
        client.get("/dossiers/")
    assert len(six) == len(one)
