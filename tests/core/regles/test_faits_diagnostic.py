"""The facts of a diagnosis: figures that a team got elsewhere, structures that a register lists."""

from decimal import Decimal
from typing import Any

from maillage.core import facts as f
from maillage.core.regles.faits_diagnostic import chiffres, repertoire
from tests.core.indicateurs.fabrique import indicateur

PERCENT = {
    "c2s": indicateur(libelle="Bénéficiaires de la C2S"),
    "patientele_mt": indicateur(libelle="Patientèle", unite="patients"),
}
TERMS = {"numerateur": Decimal(95), "denominateur": Decimal(1000)}


def figure(**changes: Any) -> f.Chiffre:
    usual = {"indicateur": "c2s", "source": "CPAM", "date": f.PartialDate(2025)}
    return f.Chiffre(**usual | changes)


def test_figures_are_facts_as_soon_as_there_is_one() -> None:
    right = figure(**TERMS, valeur=Decimal("9.5"), region=Decimal(8))
    wrong = figure(**TERMS, valeur=Decimal(12))
    count = figure(indicateur="patientele_mt", **TERMS, valeur=Decimal(900))
    own = figure(indicateur=None, libelle="à nous", unite="%", valeur=Decimal(3))
    found = chiffres((right, wrong, count, own), PERCENT)
    told: Any = found["chiffres"]
    assert [one["nom"] for one in told] == [
        "Bénéficiaires de la C2S",
        "Bénéficiaires de la C2S",
        "Patientèle",
        "à nous",
    ]
    assert told[0]["valeur_region"] == Decimal(8)
    assert (found["effectif"], found["base"], found["taux_pourcent"]) == (95, 1000, 12)
    nobody = figure(numerateur=Decimal(1), denominateur=Decimal(0), valeur=Decimal(1))
    assert chiffres((right, nobody), PERCENT)["base"] == 0
    assert "effectif" not in chiffres((count, own), PERCENT)
    assert chiffres((), PERCENT) == chiffres(None, PERCENT) == {}


def test_a_structure_of_the_register_bears_the_name_that_the_team_gives_it() -> None:
    def place(nom: str, famille: f.Famille = f.Famille.EXERCICE_COORDONNE) -> f.Etablissement:
        return f.Etablissement(id=nom, nom=nom, famille=famille)

    listed = ("MAISON DE SANTE PLURIPROFESSIONNELLE HAUT LIGNON", "CENTRE DES CARMES", "MSP")
    places = (place("MSP du Haut-Lignon"), place("Les Carmes", f.Famille.SANITAIRE))
    assert repertoire(listed, places) == {
        "structures_repertoire": ("MSP du Haut-Lignon", listed[1], "MSP")
    }
    assert repertoire(listed, None) == {"structures_repertoire": listed}
    assert repertoire(None, places) == {}
