"""Forms filled by hand in Word: what is recognised, what is kept to be placed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from maillage.core.facts import (
    Cpts,
    DossierFacts,
    Engagement,
    Etape,
    EtatAssociation,
    PartialDate,
    Personne,
    RedactionProjet,
)
from maillage.documents.reprise import (
    Confiance,
    EtatProposition,
    Reprise,
    appliquer,
    proposer,
    reprendre,
)
from tests.documents.reprise import remplis


@pytest.fixture(scope="module")
def lettre() -> Reprise:
    return reprendre(remplis.lettre(), "lettre.docx")


@pytest.fixture(scope="module")
def pre_projet() -> Reprise:
    return reprendre(remplis.pre_projet(), "pre-projet.docx")


def dossier_de(reprise: Reprise) -> DossierFacts:
    return appliquer(DossierFacts(), proposer(DossierFacts(), reprise))


def test_the_letter_is_recognised(lettre: Reprise) -> None:
    assert lettre.document == "lettre_intention"
    assert lettre.part_reconnue > 60


def test_lines_of_the_letter_become_facts(lettre: Reprise) -> None:
    dossier = dossier_de(lettre)
    assert dossier.cpts.nom == "CPTS des Trois Vallées"
    assert dossier.cpts.date_creation == PartialDate(2026, 9, 15)
    contact = dossier.personne(dossier.roles.contact)
    assert contact is not None
    assert (contact.nom, contact.prenom, contact.telephone) == ("FAURE", "Claire", "0471000000")
    assert contact.courriel == "claire.faure@exemple.fr"
    assert contact.profession == "medecin_generaliste"


def test_people_are_read_whatever_the_order_of_their_names(lettre: Reprise) -> None:
    team = dossier_de(lettre).equipe or ()
    assert [(one.nom, one.prenom, one.profession, one.engagement) for one in team] == [
        ("FAURE", "Claire", "medecin_generaliste", Engagement.ENGAGE),
        ("BAYLE", "Thomas", "infirmier", Engagement.ENGAGE),
        ("CHASTEL", "Inès", "pharmacien_officine", Engagement.CONTACTE),
    ]
    assert team[0].structure_appartenance == "MSP des Gorges"
    assert team[1].lieu_exercice == "Langeac"


def test_establishments_are_read_with_their_type(lettre: Reprise) -> None:
    places = dossier_de(lettre).etablissements or ()
    assert [(one.nom, one.type) for one in places] == [
        ("Centre hospitalier de Brioude", "ch"),
        ("SSIAD du Haut-Allier", "ssiad"),
        ("Les Tilleuls", "ehpad"),
    ]


def test_texts_keep_their_emphasis_and_their_lists(lettre: Reprise) -> None:
    textes = dossier_de(lettre).textes
    assert textes["territoire_justification"] == (
        "Le **bassin de vie** de Brioude et de Langeac.\n\n- 82 % des consultations y restent"
    )
    assert textes["freins"] == "Le temps."


def test_what_is_computed_is_only_compared(lettre: Reprise) -> None:
    territoire = dossier_de(lettre).territoire
    assert (territoire.taille_declaree, territoire.population_declaree) == (1, 35_200)


def test_periods_are_read_as_people_write_them(lettre: Reprise) -> None:
    assert dossier_de(lettre).calendrier == (
        Etape(code="lettre_depot", debut=PartialDate(2026, 9), fin=PartialDate(2026, 9)),
        Etape(code="diagnostic_donnees", debut=PartialDate(2026, 10), fin=PartialDate(2026, 12)),
        Etape(code="diagnostic_besoins", debut=PartialDate(2027, 1), fin=PartialDate(2027, 3)),
    )


def test_what_is_not_recognised_is_kept(lettre: Reprise) -> None:
    assert [text.texte for text in lettre.non_reconnus] == [
        "Évaluer les actions mises en place : on verra",
        "Environ 15 000 € demandés à l’ARS.",
    ]


def test_the_pre_projet_becomes_facts(pre_projet: Reprise) -> None:
    dossier = dossier_de(pre_projet)
    assert dossier.structure.association_creee is EtatAssociation.OUI
    assert dossier.structure.siret == "73282932000074"
    assert dossier.structure.adresse_postale == "4 place de la Liberté, 43100 Brioude"
    assert dossier.roles.representant_qualite == "président"
    assert [one.code for one in dossier.territoire.communes or ()] == ["43040", "43112", "01004"]
    assert [one.nom for one in dossier.equipe or () if one.noyau_dur] == ["FAURE", "CHASTEL"]
    assert dossier.choix.souhait_accelerateur is True
    assert dossier.choix.souhait_accelerateur_commentaire == "pour le diagnostic"
    assert dossier.choix.redaction_projet is RedactionProjet.COORDONNATEUR
    assert [(one.poste, one.montant) for one in dossier.budget_pre_projet or ()] == [
        ("communication", Decimal(1500)),
        ("frais_reunion", Decimal(2500)),
        ("subvention_ars", Decimal(15000)),
        ("remuneration_coordinateur", Decimal(11000)),
    ]


def test_an_answer_without_box_is_less_sure(pre_projet: Reprise) -> None:
    found = {piece.cible: piece.confiance for piece in pre_projet.pieces}
    assert found["choix.souhait_accelerateur"] is Confiance.PROBABLE
    assert found["structure.siret"] is Confiance.SUR


def test_a_different_answer_waits_for_a_choice(lettre: Reprise) -> None:
    held = DossierFacts(
        cpts=Cpts(nom="CPTS du Haut-Allier"),
        equipe=(Personne(id="cf", nom="Faure", prenom="Claire", telephone="0102030405"),),
        textes={"freins": "L’hiver."},
    )
    found = proposer(held, lettre)
    states = {one.cible: one.etat for one in found}
    assert states["cpts.nom"] is EtatProposition.DIFFERENT
    assert states["textes.freins"] is EtatProposition.DIFFERENT
    assert states["equipe[1].telephone"] is EtatProposition.DIFFERENT
    assert states["equipe[1].courriel"] is EtatProposition.NOUVEAU
    new = [one for one in found if one.etat is EtatProposition.NOUVEAU]
    merged = appliquer(held, new)
    assert merged.cpts.nom == "CPTS du Haut-Allier"
    assert merged.textes["freins"] == "L’hiver."
    assert merged.personne("cf") == replace(
        held.equipe[0] if held.equipe else Personne(id="", nom=""),
        profession="medecin_generaliste",
        secteur=merged.equipe[0].secteur if merged.equipe else None,
        structure_appartenance="MSP des Gorges",
        engagement=Engagement.ENGAGE,
        adresse="4 place de la Liberté, 43100 Brioude",
        courriel="claire.faure@exemple.fr",
    )
    assert merged.roles.contact == "cf"


def test_a_day_is_a_day() -> None:
    from maillage.documents.reprise.periodes import lire_jour

    assert lire_jour("1er septembre 2026") == date(2026, 9, 1)
    assert lire_jour("septembre 2026") is None
    assert lire_jour("31/02/2026") is None
