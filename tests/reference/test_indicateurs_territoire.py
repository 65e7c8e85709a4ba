"""The table of the indicators of a territory: whole, strict, and its words fit for a sentence."""

import re

import pytest

from maillage.core.indicateurs import Operation, PointGuide, Theme
from maillage.reference.indicateurs import catalogue, lire_catalogue
from maillage.reference.indicateurs.catalogue import FOLDER, NUMEROS, SOURCES
from maillage.reference.regles import catalogue as catalogue_des_regles
from maillage.reference.strict import Problems

ONE = """\
theme: social
indicateurs:
  - code: chomage
    numero: 22
    libelle: Chômage
    sujet: le chômage
    genre: masculin
    definition: Des chômeurs.
    unite: "%"
    decimales: 1
    sens: bas
    communes: [{operation: ratio, numerateur: rp_emploi.pNN_chom1564, denominateur: rp_emploi.pNN_act1564}]
"""


def written(text):
    return {SOURCES: (FOLDER / SOURCES).read_bytes(), "social.yaml": text.encode()}


def test_the_whole_list_is_there():
    every = catalogue().indicateurs.values()
    assert sorted({one.numero for one in every}) == list(range(1, NUMEROS + 1))
    assert all(catalogue().par_theme(theme) for theme in Theme)
    assert all(catalogue().par_point(point) for point in PointGuide)
    assert {one.code for one in catalogue().importables()} >= {
        "c2s",
        "sans_mt_ald",
        "depistage_sein",
    }


def test_the_points_are_those_of_the_rule_on_the_diagnosis():
    rule = catalogue_des_regles().regle("DIAG-01")
    assert set(re.findall(r"'(\w+)'", rule.respectee_si.texte)) == {str(one) for one in PointGuide}


def test_every_indicator_can_be_said_asked_and_traced():
    known = catalogue()
    for one in known.indicateurs.values():
        assert one.sujet[0].islower(), one.code
        assert one.definition.endswith("."), one.code
        assert one.niveaux, one.code
        assert set(one.sources) <= set(known.sources), one.code
        if one.en_points and one.communes:
            assert all(way.operation is not Operation.SOMME for way in one.communes), one.code
    read = {source for one in known.indicateurs.values() for source in one.sources}
    assert read == set(known.sources)
    asked = {code for one in known.indicateurs.values() for code in one.ou_demander}
    assert asked == set(known.guichets)
    named = " ".join(
        part.texte
        for one in known.indicateurs.values()
        for way in one.communes
        for part in (way.numerateur, way.denominateur)
        if part
    )
    assert set(re.findall(r"seuil\.(\w+)", named)) == set(known.seuils)


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("sens: bas", "sens: bas\n    couleur: bleu", "clé inconnue"),
        ("sens: bas", "sens: gauche", "n'est pas un choix possible"),
        ("numero: 22", "numero: 53", "numero va de 1 à 52"),
        ("rp_emploi.pNN_act1564", "rp_travail.pNN_act1564", "source inconnue"),
        ("rp_emploi.pNN_act1564", "rp_emploi.pNN_act1564 / 2", "pas permise"),
        ("operation: ratio", "operation: somme", "pas de dénominateur"),
        ("    communes: [", "    ou_demander: [voisin]\n    communes: [", "guichet inconnu"),
        (
            "    communes: [",
            "    perimetre: oui\n    communes: [",
            "ne se lit pas sur le périmètre",
        ),
        ("    communes: [", "    perimetre: non\n    note: [", "valeur simple"),
        (re.search(r"    communes.*\n", ONE)[0], "", "aucune valeur possible"),
        (re.search(r"    communes.*\n", ONE)[0], "    importable: oui\n", "dites où demander"),
    ],
)
def test_what_is_refused_with_its_reason(before, after, why):
    assert before in ONE
    with pytest.raises(Problems, match=why):
        lire_catalogue(written(ONE.replace(before, after)))


def test_a_code_written_twice_is_refused():
    table = written(ONE)
    with pytest.raises(Problems, match="code d’indicateur écrit deux fois : chomage"):
        lire_catalogue(table | {"autre.yaml": ONE.encode()})
    twice = table[SOURCES].replace(b"code: populations", b"code: rpps")
    with pytest.raises(Problems, match="code de source écrit deux fois : rpps"):
        lire_catalogue(table | {SOURCES: twice})
