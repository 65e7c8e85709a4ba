"""The contract of a dossier, as it was signed and lived, made into what payments are computed from."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from maillage.core.facts import Contrat, MesureSignee, MontantSigne, ResultatSigne, SensIndicateur
from maillage.core.facts.codes import ConditionFonctionnement, Prorata, VariablePremiereAnnee
from maillage.core.financement.calendrier import anniversaire
from maillage.core.financement.contrat import (
    DEFAUT,
    Avenant,
    ContratAci,
    Fait,
    IndicateurContrat,
    MissionContrat,
    MontantsNegocies,
    OptionsContrat,
    Resultat,
    Resultats,
    Sens,
)
from maillage.core.financement.grille import CENTIMES
from maillage.core.financement.resultats import DIX_MILLIEMES, POIDS


def signature_du_contrat(contrat: Contrat) -> date | None:
    """Return the day that a signed contract counts from (B1); None: it is not signed."""
    return contrat.date_effet or contrat.date_signature


def mission_de(poste: str) -> str:
    """Return the mission of a sum: « acces » for « acces_snp »."""
    return poste.partition("_")[0]


def contrat_signe(contrat: Contrat, *, taille: int, grille: str) -> ContratAci | None:
    """Return the contract; `taille` and `grille` are those of the dossier, where it has none."""
    signature = signature_du_contrat(contrat)
    if signature is None:
        return None
    return ContratAci(
        grille=contrat.grille or grille,
        taille=contrat.taille or taille,
        signature=signature,
        duree_annees=_years(signature, contrat.date_fin),
        missions={
            one.poste: MissionContrat(demarrage=one.demarrage, arret=one.arret)
            for one in contrat.missions or ()
        },
        resultats=resultats_signes(contrat),
        montants_negocies=_amounts(contrat.montants),
        avenants=tuple(
            Avenant(
                effet=one.effet,
                taille=one.taille,
                grille=one.grille,
                montants_negocies=_amounts(one.montants) if one.montants else None,
            )
            for one in contrat.avenants or ()
        ),
        forfaits=tuple(Fait(poste=one.poste, fait=one.le) for one in contrat.faits or ()),
        resiliation=contrat.resiliation,
        options=_options(contrat),
    )


def _years(signature: date, fin: date | None) -> int | None:
    """Return how many years go to the end that the contract writes, or to the eve of it."""
    if fin is None:
        return None
    last = min(fin.year + 1, date.max.year)  # the eve of 1 January is an end too
    ends = (
        rang
        for rang in range(1, last - signature.year + 1)
        if timedelta(0) <= anniversaire(signature, rang) - fin <= timedelta(days=1)
    )
    return next(ends, None)


def resultats_signes(contrat: Contrat) -> dict[str, Resultats]:
    """Return the results of each mission, the same every year or year by year."""
    found: dict[str, dict[str, Resultat]] = {}
    for one in contrat.resultats or ():
        year = DEFAUT if one.annee is None else str(one.annee)
        found.setdefault(one.poste, {})[year] = _result(one)
    return {**found}


def _result(one: ResultatSigne) -> Resultat:
    """Return what was measured, which is exact, before any rate that was typed."""
    if one.mesures:
        return tuple(map(indicateur_du_contrat, one.mesures))
    return None if one.taux is None else _rate(one.taux)


def indicateur_du_contrat(mesure: MesureSignee) -> IndicateurContrat:
    """Return what a result is computed from; one to keep up rises: it is reached or passed."""
    falls = mesure.sens is SensIndicateur.BAISSE
    return IndicateurContrat(
        code=mesure.code,
        reference=mesure.reference,
        cible=mesure.cible,
        valeur=mesure.valeur,
        sens=Sens.DECROISSANT if falls else Sens.CROISSANT,
        poids=mesure.poids,
    )


def _rate(percent: Decimal) -> int:
    return int(percent * DIX_MILLIEMES / POIDS)


def _amounts(rows: Iterable[MontantSigne] | None) -> Mapping[str, MontantsNegocies]:
    return {
        row.poste: MontantsNegocies(
            dotation=_cents(row.dotation),
            fixe=_cents(row.fixe),
            variable=_cents(row.variable),
            forfait=_cents(row.forfait),
            derogation=row.derogation,
        )
        for row in rows or ()
    }


def _cents(euros: Decimal | None) -> int | None:
    return None if euros is None else int(euros * CENTIMES)


def _options(contrat: Contrat) -> OptionsContrat:
    return OptionsContrat(
        renouvellement=bool(contrat.renouvellement),
        condition_fonctionnement=(
            contrat.condition_fonctionnement or ConditionFonctionnement.MISSION_DEMARREE
        ),
        prorata=contrat.prorata or Prorata.JOURS_REELS,
        variable_premiere_annee=(contrat.variable_premiere_annee or VariablePremiereAnnee.PRORATA),
    )
