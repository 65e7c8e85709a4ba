"""Lists of members and of communes in the shapes of real life: every line is accounted for."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from maillage.documents.produire import produire
from maillage.documents.reprise import FichierRefuse, SortLigne, lire_communes, lire_membres
from tests.documents.faits import ON, complet

ADHERENTS = """CPTS des Trois Vallées;;;;
Liste des adhérents au 1er septembre 2026;;;;

NOM;Prénom;Profession;Téléphone;N° RPPS
FAURE;Claire;MG;471000000;10003456781
BAYLE;Thomas;IDE libéral;04 71 00 00 02;1,00E+10
Faure;Claire;Médecin généraliste;;
DELORME;Marc;Kiné;;
ESTIVAL;Nadia;SF;;
ROUX;Anne;Sophrologue;;
PETIT;Luc;cardiologue;;
;;;;
Total : 7 membres;;;;
"""


def classeur(rows: list[list[object]], merges: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merges:
        book.active.merge_cells(cells)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
def test_members_whatever_the_encoding(encoding: str) -> None:
    people, report = lire_membres(ADHERENTS.encode(encoding), "membres.csv")
    assert [(one.nom, one.prenom, one.profession) for one in people] == [
        ("FAURE", "Claire", "medecin_generaliste"),
        ("BAYLE", "Thomas", "infirmier"),
        ("DELORME", "Marc", "masseur_kinesitherapeute"),
        ("ESTIVAL", "Nadia", "sage_femme"),
        ("ROUX", "Anne", "autre"),
        ("PETIT", "Luc", "medecin_specialiste"),
    ]
    assert people[0].telephone == "0471000000"
    assert [(line.numero, line.sort) for line in report] == [
        (1, SortLigne.ECARTEE),
        (2, SortLigne.ECARTEE),
        (4, SortLigne.ECARTEE),
        (5, SortLigne.DOUTE),
        (6, SortLigne.DOUTE),
        (7, SortLigne.ECARTEE),
        (8, SortLigne.PRISE),
        (9, SortLigne.PRISE),
        (10, SortLigne.DOUTE),
        (11, SortLigne.PRISE),
        (13, SortLigne.ECARTEE),
    ]


@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_members_whatever_the_separator(mark: str) -> None:
    text = (
        f"Nom et prénom{mark}Métier\nFAURE Claire{mark}Infirmière\nInès CHASTEL{mark}pharmaciens\n"
    )
    people, _ = lire_membres(text.encode(), "membres.csv")
    assert [(one.nom, one.prenom, one.profession) for one in people] == [
        ("FAURE", "Claire", "infirmier"),
        ("CHASTEL", "Inès", "pharmacien_officine"),
    ]


def test_members_without_titles_are_told_by_their_looks() -> None:
    text = "Dr Claire FAURE,Infirmiere,c@x.fr\nThomas BAYLE,sage femme,t@x.fr\n"
    people, _ = lire_membres(text.encode(), "membres.csv")
    assert [(one.nom, one.prenom, one.profession, one.courriel) for one in people] == [
        ("FAURE", "Claire", "infirmier", "c@x.fr"),
        ("BAYLE", "Thomas", "sage_femme", "t@x.fr"),
    ]


def test_a_profession_may_be_a_merged_cell_or_a_title_above() -> None:
    merged = classeur(
        [
            ["Membres de la CPTS", None, None],
            ["Profession", "Nom", "Prénom"],
            ["Infirmiers", "BAYLE", "Thomas"],
            [None, "ROUX", "Anne"],
            ["Médecins", "FAURE", "Claire"],
        ],
        ("A1:C1", "A3:A4"),
    )
    people, _ = lire_membres(merged, "membres.xlsx")
    assert [one.profession for one in people] == ["infirmier", "infirmier", "medecin_generaliste"]
    titled = "Nom;Prénom\nInfirmières\nBAYLE;Thomas\nSages-femmes\nESTIVAL;Nadia\n"
    people, _ = lire_membres(titled.encode(), "membres.csv")
    assert [one.profession for one in people] == ["infirmier", "sage_femme"]


def test_duplicates_by_rpps() -> None:
    text = "Nom;Prénom;RPPS\nFAURE;Claire;10003456780\nFAURE-BAYLE;Claire;10003456780\n"
    people, report = lire_membres(text.encode(), "membres.csv")
    assert len(people) == 1
    assert report[-1].raison == "même personne que la ligne 2"


def test_communes_by_name_and_postal_code() -> None:
    text = (
        "Territoire;;\nCommune;CP;Habitants\nBrioude;43100;6500\nAmbérieu-en-Bugey;1500;14000\n"
        "Vieille-Brioude;43100;\nBrioude;43100;\nSaint-Denis;;\nTotal;;24000\n"
    )
    communes, report = lire_communes(text.encode("latin-1"), "communes.csv")
    assert [one.code for one in communes] == ["43040", "01004", "43262"]
    assert [line.sort for line in report] == [
        SortLigne.ECARTEE,
        SortLigne.ECARTEE,
        SortLigne.PRISE,
        SortLigne.PRISE,
        SortLigne.PRISE,
        SortLigne.ECARTEE,
        SortLigne.ECARTEE,
        SortLigne.ECARTEE,
    ]


def test_communes_by_code_with_a_lost_zero() -> None:
    communes, report = lire_communes(classeur([[43040], [1004], [99999]]), "communes.xlsx")
    assert [one.code for one in communes] == ["43040", "01004", "99999"]
    assert [line.sort for line in report] == [SortLigne.PRISE, SortLigne.PRISE, SortLigne.DOUTE]


def test_communes_written_in_one_cell() -> None:
    communes, report = lire_communes(b"43200 Yssingeaux\nLangeac (43)\nblabla\n", "c.csv")
    assert [one.code for one in communes] == ["43268", "43112"]
    assert report[-1].raison == "aucune commune ne s’appelle «\u00a0blabla\u00a0»"


@pytest.mark.parametrize("data", [b"", b"   \n", b"\x00\x01", b"%PDF-1.7", b"\xd0\xcf\x11\xe0"])
def test_what_is_not_a_list_is_refused(data: bytes) -> None:
    for read in (lire_membres, lire_communes):
        with pytest.raises(FichierRefuse):
            read(data, "fichier.csv")


def test_members_when_our_own_list_is_read_back_keep_their_names() -> None:
    dossier = complet()
    data = produire(dossier, "membres", ("xlsx",), on=ON)["xlsx"]
    people, _ = lire_membres(data, "membres.xlsx")
    assert [(one.nom, one.prenom) for one in people] == [
        (one.nom, one.prenom) for one in dossier.equipe or ()
    ]
