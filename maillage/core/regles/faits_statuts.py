"""What the rules read of the statutes, once the team has begun to choose what they say.

The statutes are assembled from choices, the usual option standing where none was made: what is
judged is the text that would be printed.
"""

from collections.abc import Mapping
from decimal import Decimal

from maillage.core.facts import DossierFacts, Statuts
from maillage.core.facts.codes import FormeJuridique
from maillage.core.statuts.contraintes import indemnites_prevues
from maillage.core.statuts.modele import TablesStatuts
from maillage.core.statuts.redaction import signataires
from maillage.core.statuts.resolution import Resolution, resoudre

Faits = dict[str, object]

MOIS = 12  # in a year
ASSOCIATIONS = (FormeJuridique.ASSOCIATION_1901, FormeJuridique.ASSOCIATION_DROIT_LOCAL)


def statuts(dossier: DossierFacts, tables: TablesStatuts, articles: Mapping[str, int]) -> Faits:
    """Return what the statutes say; nothing as long as the team has chosen nothing.

    `articles`: the article that deals with each subject.
    """
    if dossier.statuts == Statuts():
        return {}
    chosen = resoudre(dossier.statuts, dossier, tables)
    written = {article.numero for article in tables.articles}
    present = tuple(subject for subject, number in articles.items() if number in written)
    names = [(one.nom, one.prenom) for one in signataires(chosen, dossier) if one.nom]
    return {
        "articles_presents": present,
        "conseil_intervalle_mois": Decimal(MOIS) / chosen.nombre("ca_reunions_an"),
        "clause_dissolution": "dissolution" in present,
        "actif_aux_membres": False,  # no option allows it, and the article forbids it
        "signataires_statuts": tuple(" ".join(filter(None, name)) for name in names),
        "fonctions_gratuites": chosen.valeurs["indemnites"] == "frais_seuls",
        "indemnites_prevues": indemnites_prevues(dossier, tables),
        **_rights(dossier, chosen),
    }


def _rights(dossier: DossierFacts, chosen: Resolution) -> Faits:
    """Return what an association may do by its statutes; of another form, nothing is known."""
    if dossier.structure.forme_juridique not in ASSOCIATIONS:
        return {}
    values = chosen.valeurs
    money = {"financement_conventionnel", "aides_publiques", "fir"}
    rights = {
        "pluriprofessionnelle": _open_to_several(dossier.statuts),
        "personnes_morales": bool(values["personnes_morales"]),
        "recevoir_fonds": bool(money & set(chosen.liste("ressources"))),
        "defrayer_investir": True,  # expenses are paid back whatever is chosen
    }
    return {"capacites": tuple(name for name, there in rights.items() if there)}


def _open_to_several(written: Statuts) -> bool:
    """Do the groups of members admit more than one profession?"""
    groups = [one.professions for one in written.colleges or ()]
    admitted = {profession for group in groups for profession in group or ()}
    return None in groups or len(admitted) != 1
