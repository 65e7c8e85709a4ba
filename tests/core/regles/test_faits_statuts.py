"""What the rules read of the statutes: the text that would be printed, once something is chosen."""

from decimal import Decimal

from maillage.core import facts as f
from maillage.core.regles.faits_statuts import statuts
from maillage.reference import statuts as tables_statuts
from maillage.reference.regles import catalogue

LAW_1901 = f.Structure(forme_juridique=f.FormeJuridique.ASSOCIATION_1901)


def read(dossier: f.DossierFacts) -> dict[str, object]:
    return statuts(dossier, tables_statuts.tables(), catalogue().lectures.articles)


def test_nothing_is_said_before_a_first_choice() -> None:
    assert read(f.DossierFacts(structure=LAW_1901)) == {}


def test_the_text_that_would_be_printed() -> None:
    team = (
        f.Personne(id="a", nom="Aubin", prenom="Léa", fonction="Présidente"),
        f.Personne(id="b", nom="Bel", fonction="Trésorier"),
    )
    chosen = f.Statuts(ca_reunions_an=1, personnes_morales=True)
    found = read(f.DossierFacts(structure=LAW_1901, statuts=chosen, equipe=team))
    assert found["conseil_intervalle_mois"] == 12
    assert found["articles_presents"] == tuple(catalogue().lectures.articles)
    assert (found["clause_dissolution"], found["actif_aux_membres"]) == (True, False)
    assert (
        "Léa Aubin" not in found["signataires_statuts"]
    )  # the name as it is written: « Aubin Léa »
    assert "Aubin Léa" in found["signataires_statuts"]
    assert found["capacites"] == (
        "pluriprofessionnelle",
        "personnes_morales",
        "recevoir_fonds",
        "defrayer_investir",
    )


def test_statutes_that_refuse_what_a_cpts_needs() -> None:
    narrow = f.Statuts(
        ressources=("cotisations",),
        personnes_morales=False,
        colleges=(f.College(nom="Médecins", professions=("medecin_generaliste",)),),
        indemnites="frais_seuls",
    )
    paid = f.LigneBudget(
        sens=f.SensBudget.CHARGE, poste="indemnisation_equipe", montant=Decimal(900)
    )
    found = read(f.DossierFacts(structure=LAW_1901, statuts=narrow, budget_pre_projet=(paid,)))
    assert found["capacites"] == ("defrayer_investir",)
    assert (found["fonctions_gratuites"], found["indemnites_prevues"]) == (True, True)


def test_another_legal_form_says_nothing_of_what_it_may_do() -> None:
    sisa = f.Structure(forme_juridique=f.FormeJuridique.SISA)
    found = read(f.DossierFacts(structure=sisa, statuts=f.Statuts(ca_reunions_an=4)))
    assert "capacites" not in found
    assert found["indemnites_prevues"] is False
