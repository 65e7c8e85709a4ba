"""Figures that the team got elsewhere: whole or refused, each with its source and its date."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from maillage.core import facts as f
from maillage.dossiers import facts
from maillage.dossiers.actions.add_chiffre import add_chiffre
from maillage.dossiers.actions.import_chiffres import Taken, import_chiffres
from maillage.dossiers.actions.remove_chiffre import remove_chiffre
from maillage.dossiers.actions.update_chiffre import update_chiffre
from maillage.dossiers.models import Acces, Chiffre, Dossier
from maillage.dossiers.models.exact_decimal_field import ExactDecimalField
from maillage.dossiers.permissions import Forbidden
from maillage.dossiers.queries.journal import of
from maillage.reference.permissions import Role
from tests.factories import ON, DossierFactory, UserFactory

pytestmark = pytest.mark.django_db
WHOLE = {
    "libelle": "Part des patients en ALD",
    "unite": "%",
    "valeur": Decimal("18.20"),
    "source": "Rézone CPTS",
    "date": f.PartialDate(2025, 12),
}


@pytest.fixture
def dossier() -> Dossier:
    return DossierFactory()


@pytest.fixture
def who(dossier: Dossier) -> dict[str, Any]:
    return {"by": dossier.created_by, "on": ON}


def test_a_figure_is_added_corrected_and_removed_as_it_was_written(
    dossier: Dossier, who: dict[str, Any]
) -> None:
    row = add_chiffre(dossier=dossier, valeurs=WHOLE, **who)
    assert facts.of(dossier).chiffres == (f.Chiffre(**WHOLE),)
    assert str(Chiffre.objects.get().valeur) == "18.20"
    counts = {"numerateur": Decimal(91), "denominateur": Decimal(500), "valeur": None}
    update_chiffre(chiffre=row, version=1, valeurs=counts, **who)
    assert facts.of(dossier).chiffres == (f.Chiffre(**{**WHOLE, **counts}),)
    remove_chiffre(chiffre=row, **who)
    assert facts.of(dossier).chiffres is None
    told = [line.action for line in of(dossier)]
    assert {"chiffre.ajouter", "chiffre.modifier", "chiffre.retirer"} <= set(told)


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"libelle": " "}, "indicateur"),
        ({"source": ""}, "source"),
        ({"date": None}, "date"),
        ({"valeur": None}, "valeur"),
        ({"valeur": None, "numerateur": Decimal(3)}, "valeur"),
        ({"numerateur": Decimal(3), "denominateur": Decimal(0)}, "denominateur"),
        ({"valeur": Decimal("1e12")}, "valeur"),
        ({"region": Decimal("NaN")}, "region"),
        ({"france": Decimal("0.1234567")}, "france"),
    ],
)
def test_what_is_not_whole_is_refused_with_its_field(
    dossier: Dossier, who: dict[str, Any], answers: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        add_chiffre(dossier=dossier, valeurs={**WHOLE, **answers}, **who)
    assert list(refused.value.message_dict) == [field]
    row = add_chiffre(dossier=dossier, valeurs=WHOLE, **who)
    with pytest.raises(ValidationError) as refused:
        update_chiffre(chiffre=row, version=1, valeurs=answers, **who)
    assert list(refused.value.message_dict) == [field]
    assert facts.of(dossier).chiffres == (f.Chiffre(**WHOLE),)


def test_the_same_file_twice_changes_nothing_and_a_corrected_one_corrects(
    dossier: Dossier, who: dict[str, Any]
) -> None:
    first = f.Chiffre(**WHOLE)
    older = f.Chiffre(**{**WHOLE, "date": f.PartialDate(2024), "valeur": Decimal("17.9")})
    both = (first, older, older)
    assert import_chiffres(dossier=dossier, lignes=both, **who) == Taken(2, 0, 0)
    assert import_chiffres(dossier=dossier, lignes=both, **who) == Taken(0, 0, 2)
    better = f.Chiffre(**{**WHOLE, "valeur": Decimal("18.4")})
    assert import_chiffres(dossier=dossier, lignes=(better, older), **who) == Taken(0, 1, 1)
    assert facts.of(dossier).chiffres == (better, older)
    nameless = f.Chiffre(**{**WHOLE, "source": "  "})
    with pytest.raises(ValidationError):
        import_chiffres(dossier=dossier, lignes=(better, nameless), **who)
    assert facts.of(dossier).chiffres == (better, older)
    told = [line.action for line in of(dossier)]
    assert told.count("chiffres.importer") == 2


@pytest.mark.parametrize("role", [*Role, None])
def test_who_writes_the_dossier_brings_figures(dossier: Dossier, role: Role | None) -> None:
    user = UserFactory()
    if role is not None:
        Acces.objects.create(dossier=dossier, user=user, role=role)
    who = {"by": user, "on": ON}
    line = f.Chiffre(**WHOLE)
    if role is not None and role is not Role.LECTEUR:
        import_chiffres(dossier=dossier, lignes=(line,), **who)
        row = Chiffre.objects.get()
        update_chiffre(chiffre=row, version=1, valeurs={"source": "CPAM"}, **who)
        add_chiffre(dossier=dossier, valeurs=WHOLE, **who)
        remove_chiffre(chiffre=row, **who)
        assert facts.of(dossier).chiffres == (line,)
        return
    refusal = Forbidden if role else Dossier.DoesNotExist
    row = add_chiffre(dossier=dossier, valeurs=WHOLE, by=dossier.created_by, on=ON)
    for refused in (
        lambda: add_chiffre(dossier=dossier, valeurs=WHOLE, **who),
        lambda: import_chiffres(dossier=dossier, lignes=(line,), **who),
        lambda: update_chiffre(chiffre=row, version=1, valeurs={"source": "CPAM"}, **who),
        lambda: remove_chiffre(chiffre=row, **who),
    ):
        with pytest.raises(refusal):
            refused()


@pytest.mark.parametrize("text", ["1e999999999", "1e-999999999", "-1e999999999", "sNaN"])
def test_a_number_that_would_fill_the_memory_is_refused(
    dossier: Dossier, who: dict[str, Any], text: str
) -> None:
    for name in ("valeur", "numerateur", "departement"):
        values = {**WHOLE, name: Decimal(text), "denominateur": Decimal(3)}
        with pytest.raises(ValidationError) as refused:
            add_chiffre(dossier=dossier, valeurs=values, **who)
        assert name in refused.value.message_dict
    with pytest.raises(ValidationError):
        ExactDecimalField().to_python(text)
