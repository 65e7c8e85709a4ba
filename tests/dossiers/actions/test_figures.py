"""Keeping a figure of the diagnosis: frozen that day, once, with its history, by those who may."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from maillage.core import facts as f
from maillage.dossiers import facts, fichier, histoire
from maillage.dossiers.actions.keep_figure import UnknownPlace, keep_figure
from maillage.dossiers.actions.remove_figure import remove_figure
from maillage.dossiers.actions.restore_fiche import restore_fiche
from maillage.dossiers.models import Dossier, EntreeJournal, FigureRetenue, VersionFiche
from maillage.dossiers.permissions import Forbidden
from maillage.reference.permissions import Role
from tests.factories import ON, AccesFactory, DossierFactory, UserFactory

pytestmark = pytest.mark.django_db
LATER = ON + timedelta(days=365)
FIGURE = f.FigureRetenue(
    rubrique="population_demographie",
    indicateur="part_75_plus",
    forme=f.FormeFigure.BARRES,
    titre="Part des 75 ans et plus",
    unite="%",
    lignes=(
        f.LigneFigure(libelle="Notre territoire", valeur=Decimal("13.20")),
        f.LigneFigure(libelle="France", valeur=None),
    ),
    constat="Les 75 ans et plus sont 13,2 %.",
    source="Insee",
    millesime="2022",
    couverture=Decimal("93.10"),
    estimation=False,
)


@pytest.fixture
def dossier() -> Dossier:
    return DossierFactory()


def keep(dossier: Dossier, figure: f.FigureRetenue = FIGURE, on: date = ON) -> FigureRetenue:
    return keep_figure(dossier=dossier, figure=figure, by=dossier.created_by, on=on)


def test_a_figure_is_kept_as_it_is_that_day_and_goes_through_a_file(dossier: Dossier) -> None:
    keep(dossier)
    kept = facts.of(dossier).figures
    assert kept == (replace(FIGURE, retenue_le=ON),)
    assert str(kept[0].lignes[0].valeur) == "13.20"
    assert fichier.lire(fichier.ecrire(facts.of(dossier)), "d").figures == kept
    row = EntreeJournal.objects.get(dossier=dossier, action="figure.retenir")
    assert histoire.phrase([row]).endswith("a gardé 1\u00a0figure du diagnostic")


def test_the_same_figure_next_year_takes_the_new_values_and_keeps_the_old(dossier: Dossier) -> None:
    first = keep(dossier)
    newer = replace(FIGURE, lignes=(f.LigneFigure(libelle="Notre territoire", valeur=Decimal(14)),))
    again = keep(dossier, newer, LATER)
    assert (again.pk, again.version) == (first.pk, 2)
    assert facts.of(dossier).figures == (replace(newer, retenue_le=LATER),)
    old = VersionFiche.objects.get(dossier=dossier, nature="figures", numero=1)
    restore_fiche(version=old, vue=2, by=dossier.created_by, on=LATER)
    assert facts.of(dossier).figures == (replace(FIGURE, retenue_le=ON),)
    keep(dossier, replace(FIGURE, forme=f.FormeFigure.COURBE))  # another drawing is another figure
    assert len(facts.of(dossier).figures or ()) == 2


def test_a_figure_kept_again_on_the_same_day_writes_nothing(dossier: Dossier) -> None:
    keep(dossier)
    lines = EntreeJournal.objects.filter(dossier=dossier).count()
    keep(dossier)
    assert EntreeJournal.objects.filter(dossier=dossier).count() == lines


def test_a_figure_is_taken_out_once(dossier: Dossier) -> None:
    row = keep(dossier)
    for _ in range(2):
        remove_figure(figure=row, by=dossier.created_by, on=ON)
    assert facts.of(dossier).figures is None
    assert EntreeJournal.objects.filter(dossier=dossier, action="figure.retirer").count() == 1


def test_a_figure_stands_beside_a_text_that_exists(dossier: Dossier) -> None:
    with pytest.raises(UnknownPlace, match="« nulle_part » n’est pas"):
        keep(dossier, replace(FIGURE, rubrique="nulle_part"))


@pytest.mark.parametrize("role", list(Role))
def test_who_may_keep_and_take_out(dossier: Dossier, role: Role) -> None:
    row = keep(dossier)
    who: dict[str, Any] = {"by": AccesFactory(dossier=dossier, role=role).user, "on": ON}
    may = role is not Role.LECTEUR
    for call in (
        lambda: keep_figure(dossier=dossier, figure=FIGURE, **who),
        lambda: remove_figure(figure=row, **who),
    ):
        if may:
            call()
        else:
            with pytest.raises(Forbidden):
                call()


def test_a_stranger_learns_nothing(dossier: Dossier) -> None:
    with pytest.raises(Dossier.DoesNotExist):
        keep_figure(dossier=dossier, figure=FIGURE, by=UserFactory(), on=ON)
