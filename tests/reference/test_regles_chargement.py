"""A wrong table is refused when it is loaded, with its rule and its field."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from maillage.core.regles.operations import Inapplicable
from maillage.reference.regles import catalogue
from maillage.reference.regles.catalogue import FOLDER, load
from maillage.reference.strict import Problems


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in FOLDER.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    return tmp_path


def test_a_copy_of_the_tables_loads(folder: Path) -> None:
    assert [r.code for r in load(folder).regles] == [r.code for r in catalogue().regles]


@pytest.mark.parametrize(
    ("table", "written", "instead", "field"),
    [
        ("identite", "code: ID-02", "code: ID-01", "ID-01"),
        ("identite", "respectee_si: rempli(", "respectee_si: eval(", "ID-01.respectee_si"),
        ("identite", "donnees: [structure_porteuse_nom]", "donnees: [inconnue]", "ID-01.donnees"),
        (
            "identite",
            "donnees: [structure_porteuse_nom]",
            "donnees: [structure_siret]",
            "ID-01.inconnue_si",
        ),
        ("identite", "titre: Le nom de l’association", "titre: ' '", "ID-01.titre"),
        ("identite", "documents: [lettre_intention,", "documents: [brouillon,", "ID-01.documents"),
        (
            "equipe",
            "facultatives: [acteurs_a_contacter]",
            "facultatives: [iban]",
            "EQ-12.facultatives",
        ),
        (
            "indicateurs",
            "donnees: [indicateurs, actions]",
            "donnees: [indicateurs, actions]\n    champs: [x.y]",
            "IND-01.champs",
        ),
        ("missions", "jusqua: 2022-09-02", "jusqua: 2019-01-01", "MISS-01.jusqua"),
        ("missions", "gravite: bloquant", "gravite: grave", "regles[1].gravite"),
        (
            "parametres",
            "[15000, 17500, 25000, 30000]",
            "[1]",
            "plafonds.aci_2019.lignes.acces_fixe",
        ),
        ("lectures", "jalons:", "jalon:", "jalon"),
    ],
)
def test_a_mistake_is_said_with_its_place(
    folder: Path, table: str, written: str, instead: str, field: str
) -> None:
    path = folder / f"{table}.yaml"
    text = path.read_text()
    assert written in text
    path.write_text(text.replace(written, instead, 1))
    with pytest.raises(Problems) as caught:
        load(folder)
    assert field in {problem.field for problem in caught.value.problems}


def test_a_parameter_changes_on_its_day(folder: Path) -> None:
    path = folder / "parametres.yaml"
    old = 'seuil_coherence: [{valeur: 15000, source: "'
    new = 'seuil_coherence: [{valeur: 20000, depuis: 2027-01-01, source: x, fiabilite: vu}, {valeur: 15000, depuis: 2019-08-25, source: "'
    path.write_text(path.read_text().replace(old, new))
    read = load(folder).parametres.lecteurs()["seuil_coherence"]
    days = (date(2026, 12, 31), date(2027, 1, 1))
    assert [read({"date_jour": day}) for day in days] == [15000, 20000]
    with pytest.raises(Inapplicable, match="n’a pas de valeur à cette date"):
        read({"date_jour": date(2019, 1, 1)})


def test_a_scale_or_a_list_that_does_not_exist_cannot_be_read() -> None:
    tables = catalogue().parametres
    on = date(2019, 8, 24)
    with pytest.raises(Inapplicable):
        tables.taille(on, 50000, "aci")
    assert tables.bornes(on, "aci") == ()
    with pytest.raises(Inapplicable, match="« GES » n’est pas dans la table"):
        tables.liste(on, "colonnes_trame", "GES")
