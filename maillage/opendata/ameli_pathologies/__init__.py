"""Cartography of diseases (Assurance maladie): people cared for, by group of diseases and place."""

from collections.abc import Mapping
from typing import Final

from maillage.opendata import ameli
from maillage.opendata.ameli import ANNEE, DEPARTEMENT, MAX_OCTETS, REGION, Lues
from maillage.opendata.annees import conduire_annees
from maillage.opendata.contrat import Colonne, Contrat
from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.tableau import Ligne, Table

SOURCE: Final = "ameli_pathologies"
CONTRAT: Final = Contrat(
    colonnes=(
        ANNEE,
        Colonne(nom="niveau_1", intitules=("patho_niv1",)),
        Colonne(nom="niveau_2", intitules=("patho_niv2",)),
        Colonne(nom="age", intitules=("cla_age_5",)),
        Colonne(nom="sexe", intitules=("sexe",)),
        REGION,
        DEPARTEMENT,
        Colonne(nom="ntop", intitules=("Ntop",)),
        Colonne(nom="npop", intitules=("Npop",)),
    ),
    max_octets=MAX_OCTETS,
)
# The groups of the first level, by their words reduced: a parenthesis is not part of them.
GROUPES: Final[Mapping[str, str]] = {
    "cancers": "cancer",
    "diabete": "diabete",
    "maladies_cardioneurovasculaires": "cardio",
    "maladies_cardio_neurovasculaires": "cardio",
    "maladies_respiratoires_chroniques": "respiratoire",
    "maladies_psychiatriques": "psychiatrie",
    "maladies_neurologiques": "neurologie",
    "traitements_psychotropes": "psychotropes",
    "traitements_du_risque_vasculaire": "risque_vasculaire",
    "insuffisance_renale_chronique_terminale": "rein",
    "maladies_inflammatoires_ou_rares_ou_infection_vih": "inflammatoire",
    "maladies_du_foie_ou_du_pancreas": "foie",
}


def importer(demande: Demande) -> Rapport:
    """Import the years of the file, every age and both sexes together."""
    return conduire_annees(SOURCE, demande, lambda asked: ameli.lire(asked, CONTRAT, _keep))


def _keep(read: Lues, table: Table, line: Ligne) -> None:
    if ameli.cellule(table, line, "niveau_2") or ameli.cellule(table, line, "sexe") != "9":
        return
    if ameli.cellule(table, line, "age") != "tsage":
        return
    words = ameli.cellule(table, line, "niveau_1")
    group = GROUPES.get(words)
    if group is None:
        read.autres.add(words)
        return
    for column in ("ntop", "npop"):
        read.garder(table, line, f"{group}_{column}", ameli.chiffre(table, line, column))
