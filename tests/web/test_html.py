"""Every page is HTML that the standard accepts: empty, filled, with errors, refused."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from maillage.dossiers.models import Dossier
from maillage.web.aide import sujets
from tests.html import faults
from tests.web.conftest import Monde
from tests.web.test_droits import PAGES, POSTED, PUBLIC, SIGNED, arguments
from tests.web.test_modeles import Bureau, bureau
from tests.web.test_requetes import fill

pytestmark = pytest.mark.rendu


__all__ = ["bureau"]  # a fixture

FILES = {
    "telecharger",
    "actions_imprimer",
    "argent_telecharger",
    "archive",
    "exporter",
    "mes_donnees",
}
COMPTE = ("/compte/login/", "/compte/password/reset/", "/compte/password/reset/done/")
LONG = ("equipe", "etablissements", "actions", "indicateurs", "territoire", "controle", "dossier")


def of(responses: Iterable[tuple[str, Any]]) -> dict[str, list[str]]:
    """Return the faults of each page that has some."""
    found = {}
    for name, response in responses:
        if "text/html" in response["Content-Type"] and response.content:
            wrong = faults(response.content.decode())
            if wrong:
                found[name] = wrong[:12]
    return found


def pages_of(monde: Monde, who: str = "porteur") -> Iterable[tuple[str, Any]]:
    for name in PAGES.keys() - FILES:
        yield name, monde.get(name, *arguments(monde, name), who=who)


def test_the_public_pages(client: Client, db: None) -> None:
    paths = [reverse(name) for name in sorted(PUBLIC)]
    paths += [reverse("aide_sujet", args=(code,)) for code in sujets.TITRES]
    paths += ["/essayer/?communes=43268,43137,43157&q=saint", "/essayer/garder/?communes=43268"]
    assert of((path, client.get(path)) for path in (*paths, *COMPTE)) == {}


def test_the_pages_of_a_person(monde: Monde) -> None:
    client = monde.clients["porteur"]
    names = sorted(SIGNED - FILES)
    assert of((name, client.get(reverse(name))) for name in names) == {}


@pytest.mark.parametrize("who", ["porteur", "lecteur"])
def test_the_pages_of_a_dossier_that_begins(monde: Monde, who: str) -> None:
    assert of(pages_of(monde, who)) == {}


def test_the_pages_of_an_empty_dossier(monde: Monde) -> None:
    answer = monde.clients["porteur"].post("/dossiers/ouvrir/", {"nom": "CPTS neuve"})
    public_id = answer["Location"].split("/")[2]
    names = [name for name in PAGES.keys() - FILES if not arguments(monde, name)]
    client = monde.clients["porteur"]
    assert of((name, client.get(reverse(name, args=(public_id,)))) for name in names) == {}


def test_the_pages_of_a_full_dossier(monde: Monde, exemple: Dossier) -> None:
    client = monde.clients["porteur"]
    given = {
        "apercu": ("aura_pre_projet",),
        "etape": ("diagnostic",),
        "texte": ("freins",),
        "texte_versions": ("freins",),
        "texte_comparer": ("freins",),
        "statuts_article": (5,),
        "versions": ("choix",),
        "retirees": ("equipe",),
    }
    names = [name for name in PAGES.keys() - FILES if name in given or not arguments(monde, name)]
    urls = {name: reverse(name, args=(exemple.public_id, *given.get(name, ()))) for name in names}
    assert of((name, client.get(url)) for name, url in urls.items()) == {}


def test_long_lists(monde: Monde) -> None:
    fill(monde)
    assert of((name, monde.get(name)) for name in LONG) == {}


def test_what_answers_a_form_sent_empty_or_wrong(monde: Monde) -> None:
    def answers() -> Iterable[tuple[str, Any]]:
        given = {name: arguments(monde, name) for name in PAGES.keys() - FILES}
        for name, args in given.items():
            yield name, monde.post(name, *args)
            wrong = {"version": "0", "nom": "x" * 5000, "debut": "jamais", "email": "non"}
            wrong |= {"contenu": "Autre", "communes": "99999", "codes": "rien", "tableau": "?"}
            yield f"{name}, wrong", monde.post(name, *args, **wrong)

    assert of(answers()) == {}


def test_what_is_refused_or_not_there(monde: Monde) -> None:
    refused = [
        ("403", monde.get("territoire_liste", who="lecteur")),
        ("404", monde.get("dossier", who="etranger")),
        ("link", monde.clients["anonyme"].get("/essayer/ouvrir/rien/")),
        ("invitation", monde.clients["anonyme"].get("/invitations/rien/")),
        ("address", monde.clients["porteur"].get("/mon-compte/adresse/rien/")),
    ]
    # The invitation is made once: one of its two gestures is enough.
    refused += [
        (name, monde.post(name, *arguments(monde, name), who="lecteur"))
        for name in POSTED.keys() - {"invitation_retirer"}
    ]
    assert of(refused) == {}


def test_the_pages_of_an_agency(bureau: Bureau) -> None:  # the fixture
    bureau.depose()
    names = ("modeles", "balises", "modele", "modele_apercu", "modele_deposer", "modele_version")
    assert of((name, bureau.get(name)) for name in names) == {}
    assert (
        of([("wrong", bureau.depose(b"PK")), ("mine", bureau.clients["siege"].get("/agence/"))])
        == {}
    )


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<h1>A</h1><p>un<div>deux</div></p>", "Unexpected"),
        ("<h1>A</h1><h3>B</h3>", "follows one of level 1"),
        ("<h1>A</h1><i id='x'></i><i id='x'></i>", "stands 2 times"),
        ("<h1>A</h1><label for='y'>Nom</label>", "for=y: no such id"),
        ("<h1>A</h1><a href='/'><button>Oui</button></a>", "button in a"),
        ("<h1>A</h1><input name='nom'>", "has no label"),
        ("<h1>A</h1><ul><p>B</p></ul>", "p right under ul"),
        ("<h1>A</h1><span><div>B</div></span>", "div in span"),
        ("<p>Rien</p>", "0 headings of level 1"),
    ],
)
def test_a_fault_is_seen(body: str, fault: str) -> None:
    page = "<!DOCTYPE html><html lang='fr'><head><title>T</title></head><body><main>{}</main>"
    assert faults(page.format("<h1>A</h1>") + "</body></html>") == []
    assert any(fault in said for said in faults(page.format(body) + "</body></html>"))
