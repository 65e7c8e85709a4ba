"""The sheets of actions, the tables of actions and of indicators, and who signs."""

from dataclasses import replace
from datetime import date

from maillage.core.facts import ActionPrevue, DossierFacts, MissionAction, Signature
from maillage.documents.build.document import build
from maillage.documents.produire import arbre
from maillage.documents.tree import Document, Grid, Heading, Table
from maillage.documents.tree import Signature as Cadre
from maillage.reference.trames import Trame, lire
from tests.documents.faits import ON, VIDE, complet
from tests.documents.test_contenu import rows, said, under

TRAME = """
id: essai
titre: Essai
titre_imprime: Essai
portee: toutes
pied: Essai
edition: {depuis: 2026-01-01, source: nous, fiabilite: vu, verifie_le: 2026-11-22}
parties:
  - cle: E-1
    blocs:
      - cle: E-1.1
        fiches:
          resume: Fiche
          titre: Fiche
          missions: [prevention]
          sans_mission: %s
          lignes:
            - {libelle: Suivi, champs: [{champ: indicateurs}, {champ: maturite, facultatif: oui}]}
            - {libelle: Période, champs: [{champ: periode}]}
            - {libelle: Référents, champs: [{champ: referents}]}
"""


def fiches(dossier: DossierFacts) -> Document:
    return arbre(dossier, "aura_fiche_action", on=ON)


def grid(document: Document, number: int = 0) -> dict[str, str]:
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    return {row.label: said(row.value.blocks) for row in grids[number].rows}


def titles(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def trame(*, sans_mission: bool) -> Trame:
    return lire((TRAME % ("oui" if sans_mission else "non")).encode(), "essai.yaml")


def test_one_sheet_per_action_each_on_its_page() -> None:
    heads = [block for block in fiches(complet()).blocks if isinstance(block, Heading)]
    assert [(head.text, head.new_page) for head in heads] == [
        ("Fiche action – Liste d’attente commune", False),
        ("Fiche action – Créneaux partagés", True),
        ("Fiche action – Bus du dépistage", True),
    ]


def test_a_sheet_says_all_that_is_known_of_its_action() -> None:
    found = grid(fiches(complet()))
    assert found["Missions ACI / Objectifs régionaux de référence au PRS"] == (
        "Accès à un médecin traitant\nRéduire les inégalités d’accès aux soins."
    )
    assert found["Description de l’action"] == (
        "Le secrétariat tient une seule liste\u00a0:\nune demande par personne ;\n"
        "un médecin proposé sous un mois."
    ).replace("\u00a0:", " :")
    assert found["Acteurs de l’action"].splitlines() == [
        "Faure Claire, médecin généraliste",
        "Bayle Thomas, infirmier",
        "MSP des Gorges",
    ]
    assert found["Calendrier"].splitlines() == [
        "début de l’action\u00a0: janvier 2027",
        "étapes clés\u00a0: ",
        "février 2027\u00a0: Écrire la règle de la liste",
        "Ouvrir la liste aux officines",
        "fin prévisionnelle\u00a0: décembre 2028",
    ]


def test_without_action_one_sheet_is_visibly_empty() -> None:
    for dossier in (VIDE, replace(VIDE, actions=())):
        document = fiches(dossier)
        assert titles(document) == ["Fiche action"]
        found = grid(document)
        assert found.pop("Calendrier").count("à compléter") == 3
        assert set(found.values()) == {"à compléter"}


def test_lists_answered_by_nothing_are_not_asked_again() -> None:
    action = ActionPrevue(id="a", titre="A", acteurs=(), etapes=(), referents=("parti",))
    dossier = replace(complet(), actions=(action,))
    found = grid(fiches(dossier))
    assert found["Acteurs de l’action"] == "–"
    assert "étapes clés\u00a0: –" in found["Calendrier"]
    assert grid(build(trame(sans_mission=True), dossier, on=ON))["Référents"] == "–"


def test_sheets_of_some_missions() -> None:
    loose = ActionPrevue(id="x", titre="Sans mission")
    dossier = replace(complet(), actions=(*(complet().actions or ()), loose))
    strict = titles(build(trame(sans_mission=False), dossier, on=ON))
    assert strict == ["Fiche – Bus du dépistage"]
    wide = titles(build(trame(sans_mission=True), dossier, on=ON))
    assert wide == ["Fiche – Bus du dépistage", "Fiche – Sans mission"]


def test_a_sheet_lists_the_indicators_of_its_action() -> None:
    action = replace((complet().actions or ())[0], mission=MissionAction.PREVENTION)
    found = grid(build(trame(sans_mission=False), replace(complet(), actions=(action,)), on=ON))
    assert found == {
        "Suivi": "Patients sans médecin traitant\u00a0; départ\u00a0: 1 850 en 2026\u00a0; "
        "cible\u00a0: 1 200 fin 2028\nen préparation",
        "Période": "de janvier 2027 à décembre 2028",
        "Référents": "Faure Claire, médecin généraliste",
    }


def projet(dossier: DossierFacts) -> Document:
    return arbre(dossier, "aura_projet_sante", on=ON)


def test_indicators_are_in_one_of_the_two_tables() -> None:
    counted = rows(under(projet(complet()), "Indicateurs quantitatifs"))
    assert counted == [
        [
            "Patients sans médecin traitant",
            "1 850 en 2026",
            "1 200 fin 2028",
            "CPAM\nchaque trimestre",
        ],
        ["Créneaux ouverts chaque semaine", "à compléter", "à compléter", "à compléter"],
    ]
    told = rows(under(projet(complet()), "Indicateurs qualitatifs"))
    assert [row[0] for row in told] == ["Ce que les patients disent de l’accueil"]


def test_the_calendar_of_the_actions() -> None:
    table = rows(under(projet(complet()), "Quel est le calendrier de mise en œuvre"))
    assert table[0] == [
        "Liste d’attente commune",
        "janvier 2027",
        "février 2027\u00a0: Écrire la règle de la liste\nOuvrir la liste aux officines",
        "décembre 2028",
    ]


def test_the_crisis_mission_is_added_to_a_form_older_than_it() -> None:
    heads = titles(projet(complet()))
    place = heads.index("Mission de gestion des crises sanitaires graves")
    assert heads[place - 1] == "Mission de prévention"
    assert said(under(projet(complet()), heads[place])) == "Un plan de crise écrit avec la mairie."


def test_the_projet_holds_its_sheets_and_its_budgets_after_the_signature() -> None:
    heads = titles(projet(complet()))
    annexes = heads[heads.index("Fiches action") :]
    assert annexes[:2] == ["Fiches action", "Fiche action – Liste d’attente commune"]
    assert annexes[-3:] == ["Budget prévisionnel", "Exercice 2027", "Exercice 2028"]
    assert len([block for block in projet(complet()).blocks if isinstance(block, Table)]) == 10


def cadre(dossier: DossierFacts) -> Cadre:
    return next(block for block in projet(dossier).blocks if isinstance(block, Cadre))


def test_the_legal_representative_signs_unless_someone_else_is_chosen() -> None:
    label = "Signature du représentant légal de la structure porteuse du projet de CPTS"
    made = "Fait à Brioude, le 3 décembre 2026"
    assert cadre(complet()) == Cadre(label, "Faure Claire", "Présidente", made)
    other = Signature(signataire="bayle", qualite="Trésorier", date_signature=date(2027, 1, 1))
    dots = "…" * 8
    assert cadre(replace(complet(), signature=other)) == Cadre(
        label, "Bayle Thomas", "Trésorier", f"Fait à {dots}, le 1er janvier 2027"
    )
    assert cadre(VIDE) == Cadre(label, "à compléter", "", f"Fait à {dots}, le {dots}")
