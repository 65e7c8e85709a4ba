"""axe finds nothing, on every page, on a phone and a screen, in light and in dark."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.parcours.conftest import Parcours

pytestmark = pytest.mark.parcours

PUBLIC = (
    "/",
    "/essayer/",
    "/essayer/?communes=43268,43137,43157&q=saint",
    "/essayer/?communes=43268&retirer=43268",
    "/essayer/liste/",
    "/essayer/garder/?communes=43268",
    "/accessibilite/",
    "/mentions/",
    "/composants/",
    "/compte/login/",
    "/compte/password/reset/",
)
SIGNED = (
    "/dossiers/",
    "/dossiers/ouvrir/",
    "/mon-compte/",
    "/mes-messages/",
    "/compte/password/change/",
)
DOSSIER = (
    "",
    "argent/",
    "argent/?resultats=62,5&sans_qualite=on",
    "argent/?signature=demain",
    "controle/",
    "controle/?document=lettre_intention&le=2019-06-01",
    "documents/",
    "documents/lettre_intention/",
    "documents/aura_pre_projet/",
    "documents/aura_fiche_action/",
    "documents/reprendre/",
    "territoire/",
    "territoire/?q=saint-julien",
    "territoire/liste/",
    "territoire/importer/",
    "territoire/partie/",
    "territoire/reponses/",
    "equipe/",
    "equipe/ajouter/",
    "etablissements/",
    "etablissements/ajouter/",
    "identite/",
    "identite/cpts/",
    "identite/structure/",
    "identite/roles/",
    "textes/",
    "textes/freins/",
    "actions/",
    "actions/ajouter/",
    "reunions/",
    "reunions/ajouter/",
    "calendrier/",
    "partenariats/",
    "choix/",
    "budget/",
    "budget/projet/",
    "indicateurs/",
    "indicateurs/ajouter/",
    "collectivites/",
    "collectivites/ajouter/",
    "referents/",
    "referents/ajouter/",
    "partenariats/priorites/",
    "signature/",
    "acces/",
    "acces/relais/",
    "statuts/",
    "statuts/5/",
    "statuts/13/",
)
WIDTHS, COLOURS = (375, 1280), ("light", "dark")


def findings(parcours: Parcours, path: str, width: int) -> list[str]:
    """What axe finds on a page, and whether the page is wider than the window."""
    page = parcours.va(path)
    found = [
        f"{path} at {width}: {violation['id']} {[node['html'][:120] for node in violation['nodes'][:3]]}"
        for violation in Axe().run(page).response["violations"]
    ]
    too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*found, *([f"{path} at {width}: wider than the window"] if too_wide else [])]


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(ouvrir: Any, width: int, colour: str) -> None:
    parcours = ouvrir(viewport={"width": width, "height": 900}, color_scheme=colour)
    found = [text for path in PUBLIC for text in findings(parcours, path, width)]
    parcours.se_connecte()
    paths = [*SIGNED, *(parcours.chez(path) for path in DOSSIER)]
    found += [text for path in paths for text in findings(parcours, path, width)]
    assert found == []


def test_axe_finds_nothing_on_a_page_of_error(ouvrir: Any) -> None:
    parcours = ouvrir(viewport={"width": 375, "height": 900})
    parcours.se_connecte()
    assert findings(parcours, "/rien/", 375) == []
    parcours.plaintes.clear()  # the browser notes the 404 in its console


def test_axe_finds_nothing_in_an_empty_dossier(ouvrir: Any) -> None:
    parcours = ouvrir(viewport={"width": 375, "height": 900})
    parcours.se_connecte()
    page = parcours.va("/dossiers/ouvrir/")
    page.get_by_label("Nom de la CPTS").fill("CPTS neuve")
    page.get_by_role("button", name="Ouvrir ce dossier").click()
    page.wait_for_load_state()
    base = page.url.removeprefix(parcours.serveur)
    pages = (
        "",
        "argent/",
        "controle/",
        "documents/",
        "territoire/",
        "equipe/",
        "actions/",
        "textes/",
    )
    assert [text for path in pages for text in findings(parcours, base + path, 375)] == []
