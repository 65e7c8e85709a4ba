"""Official forms as teams fill them in Word: no style of ours, labels as plain paragraphs."""

from io import BytesIO
from typing import Any

from docx import Document as WordDocument

Rows = tuple[tuple[str, ...], ...]


def fichier(word: Any) -> bytes:
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def tableau(word: Any, rows: Rows) -> Any:
    table = word.add_table(rows=len(rows), cols=max(map(len, rows)))
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    return table


def lettre() -> bytes:
    """A letter: labels typed on lines, bullets, boxes made of signs, slips of the form kept."""
    word = WordDocument()
    word.add_paragraph("LETTRE D’INTENTION POUR LA CREATION D’UNE COMMUNAUTE PROFESSIONNELLE")
    word.add_paragraph("TERRITORIALE DE SANTE (CPTS)")
    word.add_paragraph("Nom de la CPTS : CPTS des Trois Vallées")
    word.add_paragraph("Date de création : 15/09/2026")
    word.add_paragraph("Personne référente : Dr Claire FAURE")
    word.add_paragraph("Adresse du référent : 4 place de la Liberté, 43100 Brioude")
    word.add_paragraph("Mail : claire.faure@exemple.fr\t\t\tTél : 04.71.00.00.00")
    word.add_paragraph("ACTEURS ENGAGES DANS LA CONSTRUCTION DE LA CPTS").runs[0].bold = True
    word.add_paragraph(
        "Professionnels de santé de 1er et 2nd recours engagés ou contactés et en attente de retour"
    )
    tableau(
        word,
        (
            (
                "Nom et Prénom",
                "Profession de 1er recours",
                "Engagé ou Contacté",
                "Structure d’appartenance ou lieu d’exercice",
                "Secteur d’activité (social, médico-social, sanitaire)",
            ),
            ("FAURE Claire", "Médecin généraliste", "Engagée", "MSP des Gorges", "sanitaire"),
            ("Thomas BAYLE", "IDE libéral", "engagé", "Langeac", "Sanitaire"),
            ("Mme CHASTEL Inès", "pharmacienne", "contactée", "Pharmacie du Marché", ""),
            ("", "", "", "", ""),
        ),
    )
    word.add_paragraph("Établissements et/ou Structures médico-sociales et sociales")
    tableau(
        word,
        (
            ("Type d’établissement/structure", "Nom", "Adresse"),
            ("Hôpital de proximité", "", ""),
            ("CH", "Centre hospitalier de Brioude", "2 rue Michel, 43100 Brioude"),
            ("SSIAD", "SSIAD du Haut-Allier", "Langeac"),
            ("EHPAD", "Les Tilleuls", "Langeac"),
        ),
    )
    word.add_paragraph("Territoire")
    for text in (
        (
            "Préciser le périmètre géographique de la CPTS. Liste des quartiers / villes / cantons "
            "et communes impliqués par le projet : Indiquez le nom de la ville + code postal"
        ),
        "Argumenter le choix du territoire (diagnostic…)",
    ):
        word.add_paragraph(text, style="List Bullet")
    argument = word.add_paragraph("Le ")
    argument.add_run("bassin de vie").bold = True
    argument.add_run(" de Brioude et de Langeac.")
    word.add_paragraph("82 % des consultations y restent", style="List Bullet")
    word.add_paragraph(
        "Préciser la population concernée (nombre d’habitants).", style="List Bullet"
    )
    word.add_paragraph("35 200 habitants")
    word.add_paragraph("☒ Taille 1 (moins de 40 000 habitants),")
    word.add_paragraph("☐ Taille 2 (entre 40 000 et 80 000 habitants),")
    word.add_paragraph("☐ Taille 3 (entre 80 000 et 175 000),")
    word.add_paragraph("☐ Taille 4 (plus de 175 000)")
    word.add_paragraph("Contexte / Besoins / Problématiques")
    word.add_paragraph(
        "Présenter les problématiques identifiées sur le territoire (accès aux soins, continuité "
        "du parcours de santé, etc.)",
        style="List Bullet",
    )
    word.add_paragraph("Trop peu de médecins.")
    word.add_paragraph("Décrire les spécificités éventuelles du territoire", style="List Bullet")
    word.add_paragraph("Relief, routes coupées l’hiver.")
    word.add_paragraph("Objectifs de la CPTS")
    word.add_paragraph("Décrire le projet de manière synthétique", style="List Bullet")
    word.add_paragraph("Donner à chacun un médecin traitant.")
    word.add_paragraph("Freins éventuels")
    word.add_paragraph("Lister les éventuels freins à l’élaboration du projet")
    word.add_paragraph("Le temps.")
    word.add_paragraph("Calendrier prévisionnel")
    calendar = tableau(
        word,
        (
            ("Etapes d’élaboration de la CPTS", "Actions", "Périodes"),
            ("Lettre d’intention", "Rédiger et transmettre la lettre\nd’intention", "sept. 2026"),
            (
                "Diagnostic territorial",
                "Recueillir et analyser les données socio-\ndémographiques et épidémiologiques",
                "oct. - déc. 2026",
            ),
            ("", "Etudier les besoins du territoire", "T1 2027"),
            ("Premières évaluations", "Évaluer les actions mises en place", "on verra"),
        ),
    )
    calendar.cell(2, 0).merge(calendar.cell(3, 0))
    word.add_paragraph("FINANCEMENT")
    word.add_paragraph(
        "Évaluer le financement du projet (construction de projet de santé, information, "
        "communication, etc.)."
    )
    word.add_paragraph("Environ 15 000 € demandés à l’ARS.")
    return fichier(word)


def pre_projet() -> bytes:
    """A pré-projet: the tables of the form, cells of several lines, an answer left alone."""
    word = WordDocument()
    word.add_paragraph("Liste minimale des éléments")
    word.add_paragraph("à fournir dans le pré-projet de CPTS")
    tableau(
        word,
        (
            ("Création de l’association de loi 1901", "☒ Oui   ☐ Non   ☐ en cours"),
            ("Nom de l’Association", "Association des Trois Vallées"),
            ("N° SIRET", "Association : 732 829 320 00074"),
            (
                "Coordonnées de la structure porteuse du projet de CPTS",
                (
                    "Mail : contact@exemple.fr\nTéléphone : 04 71 00 00 01\nFax :\n"
                    "Adresse postale : 4 place de la Liberté, 43100 Brioude"
                ),
            ),
            (
                "Personne contact \n(nom, prénom, profession, téléphone, courriel)",
                "Dr Claire FAURE, médecin généraliste, 04 71 00 00 00, claire.faure@exemple.fr",
            ),
            (
                "Représentant légal de la structure  porteuse du projet de CPTS",
                "Thomas BAYLE, président",
            ),
        ),
    )
    word.add_paragraph("1. Historique de la dynamique", style="Heading 1")
    word.add_paragraph("L’idée est née en mars 2025.")
    word.add_paragraph("Noyau dur du groupe projet", style="List Bullet")
    word.add_paragraph("Claire FAURE, médecin généraliste")
    word.add_paragraph("Inès CHASTEL, pharmacienne")
    word.add_paragraph(
        "Réunions de communication, de promotion du projet… (Avez-vous eu l’occasion de communiquer "
        "de votre projet de CPTS à l’ensemble des professionnels de santé ?)",
        style="List Bullet",
    )
    word.add_paragraph("12 mars 2025 : première rencontre, 34 participants")
    word.add_paragraph("Une lettre est partie à tous.")
    word.add_paragraph("Appui d’un partenaire (ARS / CPAM / URPS / FEMASAURA / GRCS…)")
    word.add_paragraph("La CPAM nous aide.")
    word.add_paragraph("2. Quel est le territoire d'action du projet ? (à joindre en fichier Word)")
    tableau(
        word,
        (
            (
                "Code INSEE (différent du code postal)",
                "Nom de la commune",
                "Nombre d’habitants par commune",
            ),
            ("43040", "Brioude", "6 500"),
            ("43112", "Langeac", "3 700"),
            ("1004", "Ambérieu-en-Bugey", "14 000"),
            ("Total habitants : 24 200", "", ""),
        ),
    )
    word.add_paragraph(
        "6. Souhaitez-vous bénéficier d’un accompagnement via l’Accélérateur CPTS (appui méthodologique) ?"
    )
    word.add_paragraph("Oui, pour le diagnostic")
    word.add_paragraph(
        "8. Pour la rédaction du projet de santé, souhaitez-vous (la décision doit être prise et validée en Bureau) :"
    )
    word.add_paragraph("[ ] faire appel à un prestataire extérieur / cabinet privé ;")
    word.add_paragraph("[x] le faire faire par la/le futur(e) coordonnateur(ice) ;")
    word.add_paragraph("9. Budget prévisionnel lié au financement ARS au titre du pré-projet")
    budget = tableau(
        word,
        (
            ("Charges", "", "Produits", ""),
            (
                "Communication\nFrais de réunion (location, repas, etc..)",
                "1 500 €\n2500",
                "Subvention ARS",
                "15 000€",
            ),
            ("Rémunération coordinateur", "11 000", "", ""),
        ),
    )
    budget.cell(0, 0).merge(budget.cell(0, 1))
    budget.cell(0, 2).merge(budget.cell(0, 3))
    return fichier(word)
