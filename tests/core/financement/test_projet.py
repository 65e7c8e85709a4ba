"""The contract that the actions of a dossier announce."""

from datetime import date

from maillage.core.facts import ActionPrevue, PartialDate
from maillage.core.facts.codes import MissionAction
from maillage.core.fiabilite import Fiabilite
from maillage.core.financement import contrat_du_projet, ordre_de_grandeur
from tests.core.financement.contrats import SIGNATURE, TABLES

ACI, AV2 = TABLES.grilles["ACI_2019"], TABLES.grilles["AV2_2021"]


def action(mission, debut=None):
    start = PartialDate.parse(debut) if debut else None
    return ActionPrevue(id=f"a-{mission}-{debut}", titre="x", mission=mission, debut=start)


def project(*actions, grille=ACI):
    return contrat_du_projet(actions, taille=2, signature=SIGNATURE, grille=grille, tables=TABLES)


def starts(found):
    return {code: mission.demarrage for code, mission in found.contrat.missions.items()}


def test_mission_when_its_actions_are_dated():
    found = project(
        action(MissionAction.PARCOURS, "2023-06"), action(MissionAction.PARCOURS, "2023-03-10")
    )
    assert starts(found) == {"parcours": date(2023, 3, 10)}
    assert found.hypotheses == ("Parcours : démarrage le 10/03/2023, comme sa première action.",)


def test_mission_when_its_first_action_is_before_the_signature():
    found = project(action(MissionAction.PREVENTION, "2021"))
    assert starts(found) == {"prevention": SIGNATURE}


def test_mission_when_its_actions_have_no_date():
    found = project(action(MissionAction.PARCOURS), action(MissionAction.QUALITE))
    assert starts(found) == {"parcours": date(2023, 9, 15), "qualite": SIGNATURE}
    assert "12 mois après la signature" in found.hypotheses[0]


def test_supplement_when_an_action_announces_it():
    alone = project(action(MissionAction.ACCES_AUTRE, "2023-01"))
    assert list(starts(alone)) == ["acces"]
    both = project(
        action(MissionAction.MEDECIN_TRAITANT, "2023-01"),
        action(MissionAction.SOINS_NON_PROGRAMMES, "2023-04"),
    )
    assert starts(both) == {
        "acces": date(2023, 1, 1),
        "acces_compensation": date(2023, 1, 1),
        "acces_snp": date(2023, 4, 1),
    }


def test_crisis_when_announced_starts_without_money_of_its_own():
    found = project(action(MissionAction.CRISE, "2023-01"), grille=AV2)
    assert list(starts(found)) == ["crise"]
    assert found.ordre_de_grandeur.forfaits == 8_750_000


def test_action_when_it_has_no_mission():
    found = project(action(None, "2023-01"))
    assert (starts(found), found.hypotheses) == ({}, ())
    assert found.ordre_de_grandeur.total == 6_000_000


def test_order_of_magnitude_when_everything_is_announced():
    found = ordre_de_grandeur(4, MissionAction, AV2, TABLES)
    assert (found.total, found.fiabilite) == (58_000_000, Fiabilite.A_CONFIRMER)
    assert found.inconnus == ("crise_maj",)
    assert ordre_de_grandeur(2, MissionAction, ACI, TABLES).total == 28_700_000
