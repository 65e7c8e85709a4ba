"""Which texts each indicator feeds: none forgotten, none invented."""

import pytest

from maillage.reference.diagnostic import AGES, lire_textes, textes, textes_de
from maillage.reference.indicateurs import catalogue
from maillage.reference.strict import Problems


def test_every_indicator_feeds_a_text() -> None:
    assert {code: textes_de(code) for code in catalogue().indicateurs if not textes_de(code)} == {}
    assert textes_de(AGES)[0] == "population_demographie"
    assert textes_de("apl_mg")[0] == "offre_ambulatoire"
    assert textes_de("inventé") == ()
    assert "population_sante" in textes()


def test_what_does_not_exist_is_named() -> None:
    data = b"verifie_le: 2026-11-26\ntextes: {nulle_part: [ages, inventes]}\n"
    with pytest.raises(Problems) as refused:
        lire_textes(data, "d.yaml")
    said = str(refused.value)
    assert "nulle_part" in said
    assert "inventes" in said
    assert "indicateur sans texte : apl_mg" in said
