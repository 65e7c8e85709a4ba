"""What the tests of the record share."""

import pytest

from maillage.accounts.models import User
from maillage.dossiers.actions.add_communes import add_communes
from maillage.dossiers.actions.create_dossier import create_dossier
from maillage.dossiers.models import Dossier
from tests.factories import ON, UserFactory
from tests.grille import at


@pytest.fixture
def carried(db: None) -> tuple[Dossier, User]:
    """A dossier « CPTS du Velay » with one commune, and who carries it."""
    porteur = UserFactory()
    dossier = create_dossier(by=porteur, on=ON, nom="CPTS du Velay")
    add_communes(dossier=dossier, codes=(at(0, 0),), by=porteur, on=ON)
    return dossier, porteur
