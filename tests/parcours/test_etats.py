"""axe on what goes wrong: errors of a form, someone else who saved first, a refusal, a failure."""

from typing import Any

import pytest
from django.template.loader import render_to_string

from maillage.dossiers.models import Acces, Dossier
from maillage.reference.permissions import Role
from tests.factories import UserFactory
from tests.parcours.conftest import Parcours
from tests.parcours.test_accessibilite import PHONE, SCREEN, seen
from tests.web.conftest import signed_in

pytestmark = pytest.mark.parcours

# Forms of a dossier that refuse what `WRONG` types in them.
FORMS = (
    "equipe/ajouter/",
    "equipe/saisie/",
    "equipe/importer/",
    "actions/ajouter/",
    "calendrier/",
    "budget/projet/",
    "territoire/liste/",
    "territoire/partie/",
    "identite/structure/",
    "acces/",
)
WRONG = """() => {
  const form = document.querySelector('main form[method=post]');
  form.noValidate = true;
  for (const field of form.querySelectorAll('input, textarea')) {
    field.removeAttribute('maxlength');
    if (['text', 'email', 'tel', 'textarea', 'number'].includes(field.type)) {
      field.type = field.tagName === 'INPUT' ? 'text' : field.type;
      field.value = 'jamais@@';
    }
  }
  form.submit();
}"""


def both(parcours: Parcours, name: str) -> list[str]:
    return [said for width in (PHONE, SCREEN) for said in seen(parcours.page, name, width)]


def quiet(parcours: Parcours) -> None:
    """The browser notes each refusal in its console."""
    parcours.plaintes[:] = [one for one in parcours.plaintes if "status of" not in one]


def test_the_errors_of_forms(ouvrir: Any) -> None:
    parcours = ouvrir()
    parcours.se_connecte()
    found, refused = [], []
    for path in FORMS:
        page = parcours.va(parcours.chez(path))
        with page.expect_navigation() as answered:
            page.evaluate(WRONG)
        refused.append(answered.value.status)
        found += both(parcours, f"{path} with errors")
    assert found == []
    assert refused.count(422) >= len(FORMS) // 2
    quiet(parcours)


def test_someone_else_saved_first(ouvrir: Any, dossier: Dossier) -> None:
    parcours = ouvrir()
    parcours.se_connecte()
    page = parcours.va(parcours.chez("identite/cpts/"))
    version = page.locator("main form [name=version]").first.input_value()
    other = signed_in(dossier.created_by)
    other.post(parcours.chez("identite/cpts/"), {"nom": "CPTS des autres", "version": version})
    page.get_by_label("Nom de la CPTS").fill("CPTS à nous")
    with page.expect_navigation() as answered:
        page.locator("main").get_by_role("button", name="Enregistrer").click()
    assert answered.value.status == 409
    assert both(parcours, "a conflict") == []
    quiet(parcours)


def test_a_refusal_and_a_page_that_is_not_there(ouvrir: Any, dossier: Dossier) -> None:
    parcours = ouvrir()
    parcours.porteur = UserFactory()
    Acces.objects.create(dossier=dossier, user=parcours.porteur, role=Role.LECTEUR)
    parcours.se_connecte()
    found = []
    for name, path in (("403", parcours.chez("territoire/liste/")), ("404", "/rien/")):
        parcours.va(path)
        found += both(parcours, name)
    assert found == []
    quiet(parcours)


@pytest.mark.parametrize("name", ["400", "403_csrf", "429", "500"])
def test_a_failure(ouvrir: Any, name: str) -> None:
    parcours = ouvrir()
    body = render_to_string(f"{name}.html", {"user": UserFactory.build()})
    parcours.page.route(
        "**/panne/", lambda route: route.fulfill(status=500, content_type="text/html", body=body)
    )
    parcours.va("/panne/")
    assert both(parcours, name) == []
    quiet(parcours)
