"""axe finds nothing on the two longest pages either: 300 rows in each list of the dossier."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from maillage.dossiers.actions.create_dossier import create_dossier
from maillage.dossiers.models import ActionPrevue, Dossier
from tests.factories import ON
from tests.parcours import pages
from tests.parcours.test_accessibilite import PHONE, all_of
from tests.web.conftest import Monde
from tests.web.test_requetes import fill


@pytest.mark.parcours
def test_the_longest_pages(ouvrir: Any, dossier: Dossier) -> None:
    long = create_dossier(nom="CPTS des longues listes", by=dossier.created_by, on=ON)
    ActionPrevue.objects.create(dossier=long, rang=0, code="x0", titre="Première action")
    fill(cast(Monde, SimpleNamespace(dossier=long)))
    parcours = ouvrir()
    parcours.dossier = long
    parcours.se_connecte()
    paths = [(name, parcours.chez(pages.DOSSIER[name])) for name in ("equipe", "territoire")]
    assert all_of(parcours, paths, widths=(PHONE,)) == []
