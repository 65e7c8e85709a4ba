"""What a contract signed on a day must hold, and what a team has for it."""

from datetime import date

import pytest

from maillage.core import facts as f
from maillage.core.missions import deroulement, etats, obligations
from maillage.reference.aci import grille_le
from maillage.reference.missions import missions

SIGNED = date(2027, 8, 31)
AVENANT, ACCORD = grille_le(SIGNED), grille_le(date(2020, 1, 1))
assert AVENANT is not None
assert ACCORD is not None


def test_the_agreement_of_the_day_says_what_must_be_there_and_when() -> None:
    found = {one.mission.code: one for one in obligations(AVENANT, SIGNED)}
    days = {code: (one.demarrage, one.deploiement) for code, one in found.items() if one.socle}
    soon, late = (date(2028, 2, 29), date(2029, 2, 28)), (date(2028, 8, 31), date(2029, 8, 31))
    assert days == {"acces": soon, "parcours": late, "prevention": late, "crise": soon}
    assert [code for code, one in found.items() if not one.socle] == ["qualite", "accompagnement"]
    assert found["qualite"].demarrage is None


def test_before_the_crisis_there_were_three() -> None:
    found = obligations(ACCORD, None)
    assert [one.mission.code for one in found if one.socle] == ["acces", "parcours", "prevention"]
    assert {one.demarrage for one in found} == {None}


def action(
    code: str, mission: f.MissionAction, debut: f.PartialDate | None, **more: object
) -> f.ActionPrevue:
    return f.ActionPrevue(id=code, titre=code, mission=mission, debut=debut, **more)  # type: ignore[arg-type]  # a test's own fields


def test_a_mission_starts_with_its_first_action_and_is_late_only_when_it_must_be() -> None:
    (prevention,) = (
        one for one in obligations(AVENANT, SIGNED) if one.mission.code == "prevention"
    )
    kind = f.MissionAction.PREVENTION
    rows = [action("a", kind, f.PartialDate(2028)), action("b", kind, f.PartialDate(2029, 9))]
    found = deroulement(prevention, rows, f.Contrat(), on=SIGNED)
    assert (found.debut, found.deploye) == (date(2028, 1, 1), date(2029, 9, 1))
    assert (found.retard_demarrage, found.retard_deploiement) == (False, True)
    more = [*rows, action("c", kind, None)]
    unknown = deroulement(prevention, more, f.Contrat(), on=SIGNED)
    assert (unknown.deploye, unknown.retard_deploiement) == (None, False)


@pytest.mark.parametrize(
    ("dossier", "code", "holes"),
    [
        (f.DossierFacts(), "acces", ("action", "indicateur")),
        (f.DossierFacts(), "crise", ("action", "indicateur", "plan")),
        (f.DossierFacts(), "qualite", ()),
        (
            f.DossierFacts(
                actions=(action("a", f.MissionAction.MEDECIN_TRAITANT, None),),
                partenariats=f.Partenariats(sas_existe=False),
            ),
            "acces",
            ("partie", "debut", "indicateur", "referent"),
        ),
        (
            f.DossierFacts(
                actions=(
                    action("a", f.MissionAction.PREVENTION, f.PartialDate(2030), referents=("p",)),
                ),
                indicateurs=(
                    f.Indicateur(
                        id="i", libelle="I", action="a", nature=f.NatureIndicateur.QUANTITATIF
                    ),
                ),
            ),
            "prevention",
            ("retard_demarrage", "retard_deploiement", "qualitatif"),
        ),
        (
            f.DossierFacts(
                actions=(
                    action("a", f.MissionAction.CRISE, f.PartialDate(2027, 9), referents=("p",)),
                ),
                indicateurs=(
                    f.Indicateur(
                        id="i",
                        libelle="I",
                        mission=f.MissionAction.CRISE,
                        nature=f.NatureIndicateur.QUALITATIF,
                    ),
                ),
                plan_crise=f.PlanCrise(redige=True),
            ),
            "crise",
            ("quantitatif",),
        ),
    ],
)
def test_what_is_missing_is_named(
    dossier: f.DossierFacts, code: str, holes: tuple[str, ...]
) -> None:
    found = etats(dossier, obligations(AVENANT, SIGNED), missions().parties, on=SIGNED)
    state = next(one for one in found if one.obligation.mission.code == code)
    assert state.manques == holes


def test_a_contract_that_names_its_missions_says_when_they_start() -> None:
    found = {one.mission.code: one for one in obligations(AVENANT, SIGNED)}
    contrat = f.Contrat(
        missions=(
            f.MissionSignee(poste="acces", demarrage=date(2028, 3, 1), arret=date(2029, 1, 1)),
            f.MissionSignee(poste="acces_snp", demarrage=date(2028, 2, 1)),
            f.MissionSignee(poste="prevention"),
        )
    )
    rows = [action("a", f.MissionAction.PREVENTION, f.PartialDate(2028))]
    acces = deroulement(found["acces"], rows, contrat, on=SIGNED)
    assert acces.debut == date(2028, 2, 1)  # the first of its sums
    assert acces.contrat is not None
    assert (acces.contrat.arret, acces.retard_demarrage) == (date(2029, 1, 1), False)
    planned = deroulement(found["prevention"], rows, contrat, on=SIGNED)
    assert (planned.debut, planned.prevu) == (None, date(2028, 1, 1))
    assert (planned.attend_demarrage, planned.attend_deploiement) == (False, False)
    over = deroulement(found["prevention"], [], contrat, on=date(2029, 9, 1))
    assert (over.attend_demarrage, over.attend_deploiement) == (True, True)


def test_a_free_mission_that_the_contract_has_started_is_held() -> None:
    signed = f.Contrat(missions=(f.MissionSignee(poste="qualite", demarrage=SIGNED),))
    for contrat, held in ((signed, True), (f.Contrat(), False)):
        dossier = f.DossierFacts(contrat=contrat)
        found = etats(dossier, obligations(AVENANT, SIGNED), missions().parties, on=SIGNED)
        (state,) = (one for one in found if one.obligation.mission.code == "qualite")
        assert state.retenue is held
