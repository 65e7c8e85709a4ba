"""The page of a text, and the page where one chooses: nothing moves, axe finds nothing."""

from typing import Any

import pytest

from maillage.dossiers.actions.save_texte import save_texte
from maillage.dossiers.models import Acces, Dossier, VersionEcartee
from maillage.reference.permissions import Role
from tests.factories import ON, UserFactory
from tests.parcours.test_accessibilite import COLOURS, WIDTHS, findings

pytestmark = pytest.mark.parcours
PAGE = "textes/freins/"
WATCH = """
window.mouvements = 0;
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) window.mouvements += shift.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def ecartee(dossier: Dossier) -> VersionEcartee:
    """A text of the porteur that waits: someone else had changed the same passage."""
    other = UserFactory(prenom="Claire", nom="Durand")
    Acces.objects.create(dossier=dossier, user=other, role=Role.MEMBRE)
    mine = dossier.created_by
    for by, contenu, version in ((mine, "Un.", 1), (other, "Deux.", 2), (mine, "Trois.", 2)):
        save_texte(
            dossier=dossier, rubrique="freins", contenu=contenu, version=version, by=by, on=ON
        )
    return VersionEcartee.objects.get()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_when_the_buttons_come(ouvrir: Any, width: int) -> None:
    parcours = ouvrir(viewport={"width": width, "height": 900})
    parcours.se_connecte()
    parcours.page.add_init_script(WATCH)
    page = parcours.va(parcours.chez(PAGE))
    page.get_by_role("button", name="Sous-titre").wait_for()
    page.wait_for_timeout(300)  # a frame or two after the scripts
    assert page.evaluate("window.mouvements") == 0


def test_the_buttons_are_not_shown_without_javascript(ouvrir: Any) -> None:
    parcours = ouvrir(java_script_enabled=False)
    parcours.se_connecte()
    page = parcours.va(parcours.chez(PAGE))
    assert not page.get_by_text("Sous-titre").first.is_visible()


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_where_one_chooses(
    ouvrir: Any, ecartee: VersionEcartee, width: int, colour: str
) -> None:
    parcours = ouvrir(viewport={"width": width, "height": 900}, color_scheme=colour)
    parcours.se_connecte()
    paths = (PAGE, f"{PAGE}de-cote/{ecartee.pk}/")
    assert [text for path in paths for text in findings(parcours, parcours.chez(path), width)] == []
