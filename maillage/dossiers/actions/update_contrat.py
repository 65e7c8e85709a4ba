"""Change what the dossier holds of its contract."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.core.facts import Contrat as Facts
from maillage.core.financement import Anomalie, anomalies, contrat_signe
from maillage.dossiers import facts as bridge
from maillage.dossiers import sections
from maillage.dossiers.models import Contrat, Dossier
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin
from maillage.reference.aci import grille_le, postes_du_contrat, tables_aci

SMALLEST, BIGGEST = 1, 4  # sizes


@transaction.atomic
def update_contrat(
    *, dossier: Dossier, version: int, valeurs: Mapping[str, Any], by: Person, on: date
) -> Contrat:
    """Change the answers given; rows (missions, amounts…) are those of the facts, all at once.

    Raises `Conflict` when others changed the same since `version`, ValidationError by field when
    such a contract cannot be.
    """
    writing = begin(dossier, by=by, on=on, right="budget.saisir")
    row, details = sections.change(writing, {"contrat": valeurs}, version=version)
    if details:
        check(bridge.of_section("contrat", row))
        writing.note("contrat.modifier", detail=details["contrat"])
    return row  # type: ignore[no-any-return]  # the record of this section


def check(contrat: Facts) -> None:
    """Raise ValidationError, by field, for a contract that cannot be."""
    wrong: dict[str, list[str]] = {}
    for field, sentence in (*_sizes(contrat), *_postes(contrat), *_impossible(contrat)):
        wrong.setdefault(field, []).append(sentence)
    if wrong:
        raise ValidationError(wrong)


def _sizes(contrat: Facts) -> Iterator[tuple[str, str]]:
    sizes = [("taille", contrat.taille)]
    sizes += [("avenants", one.taille) for one in contrat.avenants or ()]
    for field, size in sizes:
        if size is not None and not SMALLEST <= size <= BIGGEST:
            yield field, "La taille va de 1 à 4."


def _postes(contrat: Facts) -> Iterator[tuple[str, str]]:
    known = postes_du_contrat()
    for field in ("missions", "montants", "resultats", "faits"):
        for one in getattr(contrat, field) or ():
            if one.poste not in known:
                yield field, f"« {one.poste[:60]} » n’est pas payé par l’accord."


def _impossible(contrat: Facts) -> Iterator[tuple[str, str]]:
    """Yield what makes it impossible to compute, under the field that says so."""
    signed = contrat.date_effet or contrat.date_signature
    if signed is None:
        return
    version = grille_le(signed)
    if version is None:
        yield "date_signature", "Aucun accord ne s’appliquait encore ce jour-là."
        return
    # Without a size, that of the smallest: days and order are judged all the same.
    written = contrat_signe(contrat, taille=contrat.taille or SMALLEST, grille=version.code)
    if written is None:
        return
    for anomalie in anomalies(written, tables_aci()):
        field = _field(anomalie)
        if field != "montants" or contrat.taille is not None:
            yield field, f"{_named(anomalie)}{anomalie.message}."


_FIELDS = {
    "signature": "date_signature",
    "montants_negocies": "montants",
    "forfaits": "faits",
    "duree_annees": "date_fin",
}


def _field(anomalie: Anomalie) -> str:
    head = anomalie.champ.replace("[", ".").partition(".")[0]
    return _FIELDS.get(head, head)


def _named(anomalie: Anomalie) -> str:
    """Name the sum that an amount or a mission is about."""
    names = postes_du_contrat()
    found = [names[part] for part in anomalie.champ.split(".") if part in names]
    return f"{found[0]} : " if found else ""
