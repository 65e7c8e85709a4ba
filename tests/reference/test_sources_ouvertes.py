"""The addresses of publishers: read strictly, the latest year first, an unknown one said."""

import re

import pytest

from maillage.core.fiabilite import Fiabilite
from maillage.reference.sources_ouvertes import lire_sources, sources_ouvertes
from maillage.reference.strict import Problems

SOURCE = """
verifie_le: 2026-11-26
sources:
  - code: a
    titre: A
    donne: b
    editeur: c
    licence: d
    page: {page}
    fichiers:
      - {{nom: x, millesime: 2022, adresse: "https://a.fr/x", source: e, fiabilite: vu}}
      - {{nom: y, millesime: 2023, adresse: "{address}", source: e, fiabilite: vu}}
"""
AGAIN = "  - {code: a, titre: A, donne: b, editeur: c, licence: d, page: 'https://a.fr'}\n"


def test_the_file_of_a_year_or_the_latest() -> None:
    data = SOURCE.format(page="https://a.fr", address="https://a.fr/y")
    source = lire_sources(data.encode(), "a.yaml")["a"]
    assert [one.nom for one in source.derniers()] == ["y"]
    assert [one.nom for one in source.derniers(2022)] == ["x"]
    assert source.derniers(1999) == ()
    assert sources_ouvertes()["rp_menages"].derniers()[0].fiabilite is Fiabilite.A_CONFIRMER
    assert len(sources_ouvertes()["apl"].derniers()) == 5


def test_what_is_called_seen_is_written_in_the_shared_notes(shared) -> None:
    notes = (shared / "donnees" / "sources.md").read_text(encoding="utf-8")
    seen = {
        file.adresse
        for one in sources_ouvertes().values()
        for file in one.fichiers
        if file.fiabilite is Fiabilite.VU
    }
    assert len(seen) == 10
    for address in seen:
        last = address.rsplit("/", 1)[1].removeprefix("indicateur_d_apl_aux_").removesuffix("_xlsx")
        numbers = re.findall(r"(?<=/)[0-9]{7}(?=/)", address)
        assert all(word in notes for word in (last, *numbers)), address


@pytest.mark.parametrize(
    ("page", "address", "more", "words"),
    [
        ("http://a.fr", "https://a.fr", "", "commence par https://"),
        ("https://a.fr", "ftp://a.fr", "", "ftp://a.fr"),
        ("https://a.fr", "https://a.fr", AGAIN, "« a » est écrite deux fois"),
    ],
)
def test_a_bad_table_is_refused(page, address, more, words) -> None:
    data = SOURCE.format(page=page, address=address) + more
    with pytest.raises(Problems, match=words):
        lire_sources(data.encode(), "a.yaml")
