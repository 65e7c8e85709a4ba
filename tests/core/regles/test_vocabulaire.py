"""What the vocabulary of the rules says followed is exactly what a full dossier gives."""

from datetime import date
from decimal import Decimal

from maillage.core import facts as f
from maillage.core.financement import contrat_signe, echeancier
from maillage.reference.aci import tables_aci
from maillage.reference.regles import catalogue
from tests.core.regles.test_faits import ON, of_each, person, read, spent

PAID = (f.NatureLigne.AVANCE, f.NatureLigne.VARIABLE)


def came(nature: f.NatureLigne) -> f.PartRecue:
    return f.PartRecue(annee=1, poste="acces", nature=nature, montant=Decimal(5))


def test_what_the_vocabulary_says_followed_is_what_a_dossier_gives() -> None:
    dossier = f.DossierFacts(
        equipe=(person(rpps="1"),),
        actions=(f.ActionPrevue(id="a", titre="A"),),
        indicateurs=(
            f.Indicateur(
                id="i",
                libelle="I",
                origine=f.OrigineIndicateur.ACI,
                releves=(f.Releve(annee=1, taux_declare=Decimal(5)),),
            ),
        ),
        budget_projet=(spent(2027, "ach_bureau", "1"),),
        contrat=f.Contrat(
            date_signature=date(2024, 9, 15),
            missions=(f.MissionSignee(poste="acces", demarrage=date(2024, 9, 15)),),
        ),
        structure=f.Structure(forme_juridique=f.FormeJuridique.ASSOCIATION_1901),
        statuts=f.Statuts(ca_reunions_an=2),
        versements=(f.VersementRecu(date=ON, parts=tuple(map(came, PAID))),),
    )
    facts = read(dossier, document="pre_projet", trame="AURA_pre_projet")
    kinds = ("personne", "action", "budget", "exercice", "mission_acces", "indicateur")
    kinds += ("avance", "dotation", "variable", "annee_contrat", "resultat", "releve")
    signed = contrat_signe(dossier.contrat, taille=2, grille="AV2_2021")
    assert signed is not None
    plan = {"echeancier": echeancier(signed, tables_aci()), "on": ON}
    series = [one for kind in kinds for one in of_each(dossier, kind, **plan).values()]
    named = {name for one in series for name in one}
    given_names = {*facts, *named, "date_jour", "verdicts_bloquants"}
    followed = {name for name, donnee in catalogue().donnees.items() if donnee.suivie}
    assert given_names == followed
