"""The page of a text: nothing moves when the scripts come, and nothing is offered without them."""

from typing import Any

import pytest

pytestmark = pytest.mark.parcours
WIDTHS = (375, 1280)
PAGE = "textes/freins/"
WATCH = """
window.mouvements = 0;
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) window.mouvements += shift.value;
}).observe({ type: "layout-shift", buffered: true });
"""


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
