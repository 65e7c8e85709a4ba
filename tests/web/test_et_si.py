"""« Et si… »: communes tried without writing, compared, proposed, applied whole or dropped."""

import re

from maillage.dossiers.models import CommuneRetenue
from tests.grille import at
from tests.territoires.listes import installer, lue
from tests.web.conftest import Monde, texte_de
from tests.web.test_carte import put, ring


def held(monde: Monde) -> set[str]:
    return set(CommuneRetenue.objects.filter(dossier=monde.dossier).values_list("code", flat=True))


def line(page: str, name: str) -> list[str]:
    """Return the two cells of a line of the comparison."""
    row = page.split(f'<th scope="row">{name}</th>')[1].split("</tr>", maxsplit=1)[0]
    return [
        " ".join(re.sub(r"<[^>]+>", "", cell).split()) for cell in re.findall(r"<td.*?</td>", row)
    ]


def test_what_moves_is_shown_and_nothing_is_written(monde: Monde, squares) -> None:
    installer(lue("CPTS Autre", at(2, 0), at(5, 5)))
    put(monde, at(0, 0), at(3, 0))
    page = texte_de(monde.get("territoire_et_si"))
    assert "Aucun changement encore" in page
    assert (
        "hidden data-maillage-touche>Touchez une commune de la carte" in page
    )  # shown by a script
    page = texte_de(monde.get("territoire_et_si", plus=at(1, 0), ajouter=at(2, 0)))
    assert line(page, "Communes") == ["2", "4"]
    assert line(page, "D’un seul tenant") == ["non, 2 blocs", "oui"]
    assert line(page, "Prises aussi par une autre CPTS") == ["0", "1"]
    assert "CPTS Autre prend aussi" in page.replace("<b>", "").replace("</b>", "")
    assert "sans CPTS" in page
    page = texte_de(monde.get("territoire_et_si", plus=at(1, 0), retirer=at(1, 0)))
    assert "Aucun changement encore" in page
    page = texte_de(monde.get("territoire_et_si", moins=at(3, 0)))
    assert line(page, "Communes") == ["2", "1"]
    assert "Ne plus retirer" in page
    page = texte_de(monde.get("territoire_et_si", moins=at(3, 0), ajouter=at(3, 0)))
    assert "Aucun changement encore" in page
    assert held(monde) == {at(0, 0), at(3, 0)}


def test_an_address_of_anything_is_only_what_it_can_be(monde: Monde) -> None:
    page = texte_de(
        monde.get("territoire_et_si", plus="43157,zzz,99999,<x>", moins="1", epci="rien", but="x")
    )
    assert "Aucun changement encore" in page
    assert line(page, "Oubliées au milieu") == ["non connu"]
    page = texte_de(monde.get("territoire_et_si", epci="244301016", q="lapte"))
    assert line(page, "Communes") == ["1", "10"]
    part = monde.clients["porteur"].get(
        monde.url("territoire_et_si"), {"q": "lapte"}, headers={"hx-request": "true"}
    )
    assert texte_de(part).startswith('<div id="resultats"')


def test_one_piece_is_proposed_then_tried(monde: Monde, squares) -> None:
    put(monde, at(0, 0), at(2, 0))
    page = texte_de(monde.get("territoire_et_si", but="relier"))
    assert "Aucun choix n’en prend moins." in page
    assert f'value="{at(1, 0)}"' in page


def test_the_next_size_is_proposed_without_the_communes_of_others(monde: Monde, squares) -> None:
    installer(lue("CPTS Autre", *(at(x, y) for x in range(7) for y in range(7) if y > 0)))
    put(monde, at(0, 0))
    asked = {"but": "moins_de_communes"}
    assert "n’y suffisent pas" in texte_de(monde.get("territoire_et_si", **asked))
    put(monde, *ring(), "63113", "43157")  # 165 000 inhabitants: nearly the last size
    page = texte_de(monde.get("territoire_et_si", **asked))
    assert "Laisser Maillage proposer" in page or "taille 4" in page


def test_a_try_is_applied_whole_by_those_who_choose(monde: Monde, squares) -> None:
    put(monde, at(0, 0), at(3, 0))
    assert "montrez cette adresse" in texte_de(
        monde.get("territoire_et_si", plus=at(1, 0), who="membre")
    )
    given = {"plus": f"{at(1, 0)},{at(2, 0)}", "moins": at(3, 0)}
    assert monde.post("territoire_et_si", who="membre", **given).status_code == 403
    assert monde.post("territoire_et_si", who="lecteur", **given).status_code == 403
    assert monde.post("territoire_et_si", who="etranger", **given).status_code == 404
    assert monde.post("territoire_et_si", **given).status_code == 302
    assert held(monde) == {at(0, 0), at(1, 0), at(2, 0)}
    page = texte_de(monde.get("territoire"))
    assert "C’est appliqué : 2 communes ajoutées, 1 retirée." in page
    monde.post("territoire_et_si", **given)
    assert "Il n’y avait rien à changer" in texte_de(monde.get("territoire"))
