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
    found = deroulement(prevention, rows)
    assert (found.debut, found.deploye) == (date(2028, 1, 1), date(2029, 9, 1))
    assert (found.retard_demarrage, found.retard_deploiement) == (False, True)
    unknown = deroulement(prevention, [*rows, action("c", kind, None)])
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
    found = etats(dossier, obligations(AVENANT, SIGNED), missions().parties)
    state = next(one for one in found if one.obligation.mission.code == code)
    assert state.manques == holes
