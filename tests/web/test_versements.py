"""The money that came: typed or brought from a bank, matched with the contract, to the cent."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from maillage.core import facts as f
from maillage.dossiers import facts, fichier
from maillage.dossiers.actions.add_versement import add_versement
from maillage.dossiers.actions.add_versements import add_versements
from maillage.dossiers.actions.import_dossier import import_dossier
from maillage.dossiers.actions.remove_versement import remove_versement
from maillage.dossiers.actions.update_contrat import update_contrat
from maillage.dossiers.actions.update_versement import update_versement
from maillage.dossiers.controle import controler
from maillage.dossiers.models import Acces, Dossier, Versement, VersionFiche
from maillage.reference.permissions import Role
from tests.factories import ON, UserFactory
from tests.web.conftest import Monde, signed_in, texte_de
from tests.web.test_contrat import MAY

SIGNED = date(2024, 9, 15)
PARTS = "1:acces:avance"


@pytest.fixture
def tresorier(monde: Monde) -> Client:
    """Return who keeps the accounts of a CPTS of size 2, whose contract is two years old."""
    user = UserFactory()
    Acces.objects.create(dossier=monde.dossier, user=user, role=Role.TRESORIER)
    started = tuple(f.MissionSignee(poste=code, demarrage=SIGNED) for code in ("acces", "parcours"))
    update_contrat(
        dossier=monde.dossier,
        version=1,
        valeurs={"date_signature": SIGNED, "taille": 2, "missions": started, "grille": "ACI_2019"},
        by=user,
        on=ON,
    )
    return signed_in(user)


def typed(**changes: str) -> dict[str, str]:
    return {"date": "2024-09-30", "montant": "17 500", "libelle": "VIR CPAM", **changes}


def noted(monde: Monde) -> tuple[f.VersementRecu, ...]:
    return facts.of(monde.dossier).versements or ()


def test_a_payment_is_typed_matched_and_followed(monde: Monde, tresorier: Client) -> None:
    empty = texte_de(tresorier.get(monde.url("versements")))
    assert "Aucun versement noté" in empty
    assert "Écrivez à la caisse" not in empty  # nobody said what came
    tresorier.post(monde.url("versements_ajouter"), typed(montant="13125"))
    (row,) = Versement.objects.filter(dossier=monde.dossier)
    page = texte_de(tresorier.get(monde.url("versements")))
    assert "Il paie sans doute" in page
    assert "Année 1, Accès aux soins, avance : 13 125,00 €" in page
    sent = {"version": "1", "parts": f"{PARTS}=13125.00"}
    assert f'value="{sent["parts"]}"' in page
    tresorier.post(monde.url("versements_rapprocher", row.pk), sent)
    (kept,) = noted(monde)
    assert kept.parts == (
        f.PartRecue(annee=1, poste="acces", nature=f.NatureLigne.AVANCE, montant=Decimal(13125)),
    )
    page = texte_de(tresorier.get(monde.url("versements")))
    assert "À rapprocher du contrat" not in page
    assert "Écrivez à la caisse" in page  # the balance of the first year is late
    assert "Trait épais bleu : ce qui est arrivé, 13 125,00 € à ce jour" in texte_de(
        tresorier.get(monde.url("argent"))
    )


def test_several_lines_are_split_to_the_cent(monde: Monde, tresorier: Client) -> None:
    """The part without an amount takes what remains; parts that do not add up are refused."""
    parts = {
        "parts_0_ligne": PARTS,
        "parts_0_montant": "13125",
        "parts_1_ligne": "1:parcours:avance",
    }
    wrong = tresorier.post(
        monde.url("versements_ajouter"), typed(**parts, parts_1_montant="4374,99")
    )
    assert wrong.status_code == 422
    assert "Les parts ne font pas le versement : 0,01 € à répartir." in texte_de(wrong)
    assert tresorier.post(monde.url("versements_ajouter"), typed(**parts)).status_code == 302
    (kept,) = noted(monde)
    assert [one.montant for one in kept.parts or ()] == [Decimal(13125), Decimal(4375)]
    assert "Montant différent" in texte_de(tresorier.get(monde.url("versements")))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"montant": "0"}, "Un versement a un montant"),
        ({"date": ""}, "À remplir"),
        ({"hors_accord": "on", "parts_0_ligne": PARTS}, "Videz ces lignes"),
        (
            {"parts_0_ligne": PARTS, "parts_1_ligne": PARTS, "parts_1_montant": "1"},
            "payée deux fois",
        ),
        (
            {"parts_0_ligne": PARTS, "parts_1_ligne": "1:parcours:avance"},
            "Chaque part a un montant",
        ),
        ({"parts_0_ligne": "9:rien:avance"}, "Sélectionnez un choix valide"),
    ],
)
def test_what_cannot_be_a_payment_is_said(
    monde: Monde, tresorier: Client, changes: dict[str, str], said: str
) -> None:
    answer = tresorier.post(monde.url("versements_ajouter"), typed(**changes))
    assert (answer.status_code, said in texte_de(answer)) == (422, True), texte_de(answer)
    assert noted(monde) == ()


def test_money_that_is_not_of_the_agreement_stays_apart(monde: Monde, tresorier: Client) -> None:
    sent = typed(montant="15000", hors_accord="on", payeur="ars")
    tresorier.post(monde.url("versements_ajouter"), sent)
    assert noted(monde)[0].parts == ()
    assert "Rien à voir avec l’accord." in texte_de(tresorier.get(monde.url("versements")))


STATEMENT = """Date;Libellé;Débit;Crédit
30/09/2024;VIR CPAM DE HAUTE-LOIRE;;13125,00
01/10/2024;LOYER;400,00;
02/10/2024;COTISATION DUPONT;;20,00
03/10/2024;VIREMENT;;4375,00"""


def test_a_bank_statement_is_looked_at_then_kept(monde: Monde, tresorier: Client) -> None:
    page = tresorier.post(monde.url("versements_importer"), {"tableau": STATEMENT})
    shown = texte_de(page)
    assert "3 entrées d’argent lues, 1 dépense laissée de côté." in shown
    assert shown.count("checked") == 2  # the caisse, and an amount that is awaited
    assert noted(monde) == ()
    context = page.context
    sent: dict[str, Any] = {
        "rangees": context["rangees"],
        "jeton": context["jeton"],
        "ligne": ["2", "5"],
    }
    for _ in range(2):  # the same click twice
        assert tresorier.post(monde.url("versements_importer"), sent).status_code == 302
    assert [(one.montant, one.payeur) for one in noted(monde)] == [
        (Decimal("13125.00"), f.PayeurVersement.CAISSE),
        (Decimal("4375.00"), None),
    ]
    again = texte_de(tresorier.post(monde.url("versements_importer"), {"tableau": STATEMENT}))
    assert again.count("Déjà noté") == 2
    assert "checked" not in again


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("Jour;Somme reçue\n30/09/2024;5", "Des colonnes manquent"),
        ("Date;Crédit\nhier;5", "Des lignes ne se lisent pas"),
        ("Date;Débit;Crédit\n30/09/2024;5;", "Aucune entrée d’argent"),
        ("", "Choisissez un fichier"),
    ],
)
def test_a_statement_that_cannot_be_read_says_why(
    monde: Monde, tresorier: Client, table: str, said: str
) -> None:
    answer = tresorier.post(monde.url("versements_importer"), {"tableau": table})
    assert (answer.status_code, said in texte_de(answer)) == (422, True)


def test_what_a_page_did_not_send_leads_nowhere(monde: Monde, tresorier: Client) -> None:
    page = tresorier.post(monde.url("versements_importer"), {"tableau": STATEMENT})
    whole = {"rangees": page.context["rangees"], "jeton": str(uuid4())}
    for wrong in (whole, whole | {"jeton": "?"}, whole | {"rangees": "?"}):
        assert tresorier.post(monde.url("versements_importer"), wrong).status_code == 302
    tresorier.post(monde.url("versements_ajouter"), typed())
    (row,) = Versement.objects.filter(dossier=monde.dossier)
    address = monde.url("versements_rapprocher", row.pk)
    for parts, version in (("", "1"), ("1:acces=3", "1"), (f"{PARTS}=x", "1"), (f"{PARTS}=3", "?")):
        assert tresorier.post(address, {"parts": parts, "version": version}).status_code == 404
    refused = tresorier.post(address, {"parts": f"{PARTS}=3", "version": "1"}, follow=True)
    assert "Les parts ne font pas le versement" in texte_de(refused)
    tresorier.post(monde.url("versements_modifier", row.pk), typed(libelle="AUTRE", version="1"))
    other = {"parts": f"{PARTS}=17500.00", "version": "1"}
    assert tresorier.post(address, other).status_code == 302  # another answer changed: both stay
    tresorier.post(address, {"parts": "1:parcours:avance=17500.00", "version": "1"}, follow=True)
    (kept,) = noted(monde)
    assert (kept.libelle, kept.parts and kept.parts[0].poste) == ("AUTRE", "acces")


@pytest.mark.parametrize("role", Role)
def test_who_notes_a_payment(monde: Monde, role: Role) -> None:
    user = UserFactory()
    Acces.objects.create(dossier=monde.dossier, user=user, role=role)
    client = signed_in(user)
    reads = 403 if role is Role.LECTEUR else 200
    assert client.get(monde.url("versements")).status_code == reads
    for page in ("versements_ajouter", "versements_importer"):
        assert client.get(monde.url(page)).status_code == (200 if role in MAY else 403)
    sent = client.post(monde.url("versements_ajouter"), typed())
    assert sent.status_code == (302 if role in MAY else 403)
    assert bool(noted(monde)) is (role in MAY)


def test_two_people_at_once_lose_nothing_and_history_goes_back(
    monde: Monde, tresorier: Client
) -> None:
    other = UserFactory()
    Acces.objects.create(dossier=monde.dossier, user=other, role=Role.PRESIDENT)
    who = {"by": other, "on": ON}
    given = {"date": ON, "montant": Decimal(9), "libelle": "Un"}
    row = add_versement(dossier=monde.dossier, valeurs=given, **who)
    tresorier.post(monde.url("versements_ajouter"), typed())
    assert len(noted(monde)) == 2
    update_versement(versement=row, version=1, valeurs={"libelle": "Deux"}, **who)
    update_versement(versement=row, version=1, valeurs={"reference": "R"}, **who)
    first = noted(monde)[0]
    assert (first.libelle, first.reference) == ("Deux", "R")
    remove_versement(versement=row, **who)
    remove_versement(versement=row, **who)
    assert len(noted(monde)) == 1
    page = monde.url("versions_fiche", "versements", row.pk)
    assert "Libellé de la banque" in texte_de(tresorier.get(page))
    assert "Deux" in texte_de(tresorier.get(monde.url("retirees", "versements")))
    for address in (page, monde.url("retirees", "versements"), monde.url("versions", "contrat")):
        assert monde.clients["lecteur"].get(address).status_code == 403  # no money for a reader
    versions = VersionFiche.objects.filter(nature="versements", ligne=row.pk)
    last = versions.latest("numero").numero
    back = {"numero": str(last - 1), "vue": str(last)}
    assert tresorier.post(page, back).status_code == 302
    assert len(noted(monde)) == 2
    assert (
        monde.post("versions_fiche", "versements", row.pk, who="membre", **back).status_code == 403
    )
    with pytest.raises(Dossier.DoesNotExist):
        add_versements(dossier=monde.dossier, lignes=[given], by=UserFactory(), on=ON)


def test_a_file_carries_the_payments(monde: Monde, tresorier: Client) -> None:
    parts = {"parts_0_ligne": PARTS}
    tresorier.post(monde.url("versements_ajouter"), typed(**parts))
    held = facts.of(monde.dossier)
    read = fichier.lire(fichier.ecrire(held), "d")
    assert read == held
    stored = import_dossier(facts=read, by=UserFactory(), on=ON)
    assert facts.of(stored).versements == held.versements
    bad = fichier.ecrire(held).replace(
        b"montant: 17500.00\n    libelle", b"montant: 1\n    libelle"
    )
    with pytest.raises(Exception, match="Les parts ne font pas le versement"):
        fichier.lire(bad, "d")


def euros(amount: str, nature: f.NatureLigne, annee: int = 1, poste: str = "acces") -> f.PartRecue:
    return f.PartRecue(annee=annee, poste=poste, nature=nature, montant=Decimal(amount))


def came(le: date, *parts: f.PartRecue) -> f.VersementRecu:
    total = sum((one.montant or Decimal(0) for one in parts), Decimal(0))
    return f.VersementRecu(date=le, montant=total, parts=parts)


def judged(*payments: f.VersementRecu, on: date = ON, **contrat: Any) -> dict[str, str]:
    """Return the verdicts on what came for a contract of one mission."""
    signed = f.Contrat(
        date_signature=SIGNED,
        taille=2,
        grille="ACI_2019",
        missions=(f.MissionSignee(poste="acces", demarrage=SIGNED),),
        **contrat,
    )
    dossier = f.DossierFacts(contrat=signed, versements=payments)
    found = controler(dossier, on=on).constats
    wanted = ("CONT-05", "CONT-06", "CONT-07", "CONT-08")
    return {
        one.code: f"{one.etat} {' '.join(one.elements)}".strip()
        for one in found
        if one.code in wanted
    }


ADVANCE = came(SIGNED, euros("13125", f.NatureLigne.AVANCE))
GRANT = came(SIGNED, euros("60000", f.NatureLigne.DOTATION_INITIALE, poste="fonctionnement"))
DUE = date(2025, 9, 15)
LEVEL = (f.ResultatSigne(poste="acces", annee=1, taux=Decimal(60)),)


def test_the_rules_of_the_contract_read_what_came() -> None:
    balance = came(date(2025, 11, 15), euros("4375", f.NatureLigne.SOLDE))
    earned = came(date(2025, 11, 15), euros("10500", f.NatureLigne.VARIABLE))
    right = judged(ADVANCE, GRANT, balance, earned, on=date(2026, 9, 1), resultats=LEVEL)
    assert right == dict.fromkeys(("CONT-05", "CONT-06", "CONT-07", "CONT-08"), "respectee")
    wrong = judged(
        came(date(2024, 9, 14), euros("13125.01", f.NatureLigne.AVANCE)),
        came(SIGNED, euros("59999.99", f.NatureLigne.DOTATION_INITIALE, poste="fonctionnement")),
        came(date(2025, 9, 14), euros("10500.01", f.NatureLigne.VARIABLE)),
        came(date(2025, 11, 16), euros("4375", f.NatureLigne.SOLDE)),
        on=date(2026, 9, 1),
        resultats=LEVEL,
    )
    line = "Accès aux soins, année 1"
    assert wrong == {
        "CONT-05": f"non_respectee {line}",
        "CONT-06": "non_respectee Fonctionnement, année 1",
        "CONT-07": f"non_respectee {line}",
        "CONT-08": "non_respectee année 1",
    }


def test_without_an_answer_nothing_is_missing() -> None:
    signed = f.Contrat(date_signature=SIGNED, taille=2, grille="ACI_2019", missions=())
    codes = ("CONT-05", "CONT-06", "CONT-07", "CONT-08")
    report = controler(f.DossierFacts(contrat=signed), on=ON)
    assert {one.code: one.etat.value for one in report.constats if one.code in codes} == {
        "CONT-05": "respectee",  # no advance came: nothing to judge
        "CONT-06": "inconnue",
        "CONT-07": "respectee",
        "CONT-08": "respectee",
    }
    before = {one.code for one in controler(f.DossierFacts(), on=ON).non_suivies}
    assert before >= set(codes)
    undecided = judged(came(DUE, euros("9000", f.NatureLigne.VARIABLE)), on=DUE)
    assert undecided["CONT-07"].startswith("inconnue")
    unplanned = judged(came(SIGNED, euros("5", f.NatureLigne.AVANCE, poste="prevention")))
    assert unplanned["CONT-05"] == "inconnue Prévention, année 1"
    other = judged(came(SIGNED, euros("5", f.NatureLigne.SOLDE, poste="prevention")))
    assert other["CONT-05"] == "respectee"  # no advance came
    impossible = judged(ADVANCE, resiliation=date(2020, 1, 1))
    assert impossible == {}
