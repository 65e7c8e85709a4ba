"""Results typed year by year, the level they give, and the money that follows, to the cent."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.exceptions import ValidationError
from django.test import Client

from maillage.core import facts as f
from maillage.dossiers import facts, fichier
from maillage.dossiers.actions.confirm_resultat import confirm_resultat
from maillage.dossiers.actions.import_dossier import import_dossier
from maillage.dossiers.actions.set_releves import set_releves
from maillage.dossiers.controle import controler
from maillage.dossiers.models import Acces, Dossier, EntreeJournal, Indicateur, VersionFiche
from maillage.dossiers.writing import Conflict
from maillage.reference.permissions import Role
from tests.factories import ON, UserFactory
from tests.web.conftest import Monde, signed_in, texte_de
from tests.web.test_contrat import amount, holds, paid, typed

# The action of a dossier that serves each mission of the agreement.
SERVED = {"acces": "medecin_traitant", "parcours": "parcours", "prevention": "prevention"}


@pytest.fixture
def coordination(monde: Monde) -> Client:
    user = UserFactory()
    Acces.objects.create(dossier=monde.dossier, user=user, role=Role.COORDINATEUR)
    return signed_in(user)


def sign(monde: Monde, client: Client, entry: dict[str, Any]) -> None:
    sent = typed(entry | {"resultats": {}}) | {"version": "1"}
    assert client.post(monde.url("contrat"), sent).status_code == 302


CONTRACT = yaml.safe_load("""
grille: ACI_2019
taille: 2
signature: 2024-09-15
missions: {acces: {demarrage: 2024-09-15}}
""")


def add(monde: Monde, client: Client, **sent: str) -> Indicateur:
    """Add an indicator of the access to care, as the page sends it; return it."""
    usual = {"libelle": "Patients", "mission": "medecin_traitant", "sens": "hausse", "unite": "%"}
    client.post(monde.url("indicateurs_ajouter"), usual | sent)
    return Indicateur.objects.filter(dossier=monde.dossier).latest("pk")


def measure(monde: Monde, client: Client, row: Indicateur, annee: int, **cells: str) -> Any:
    row.refresh_from_db()
    sent = {f"releves_0_{name}": value for name, value in cells.items()}
    sent |= {"releves_0_periode": cells.get("periode", ""), "version": str(row.version)}
    return client.post(monde.url("releves", row.pk, annee), sent)


def test_the_example_measured_by_indicators_is_paid_to_the_cent(
    monde: Monde, coordination: Client, shared: Path
) -> None:
    """The 25th example, through the pages: indicators, five years of values, levels confirmed."""
    every = yaml.safe_load((shared / "regles" / "financement.yaml").read_text("utf-8"))
    (example,) = [one for one in every["echeanciers"] if not holds(one["entree"])]
    sign(monde, coordination, example["entree"])
    for poste, measured in example["entree"]["resultats"].items():
        for one in measured:
            start, goal = str(one["reference"]), str(one["cible"])
            sens = (
                "maintien" if start == goal else {"croissant": "hausse"}.get(one["sens"], "baisse")
            )
            row = add(
                monde,
                coordination,
                libelle=one["code"],
                mission=SERVED[poste],
                sens=sens,
                depart_valeur=start,
                cibles_0_exercice="2023",
                cibles_0_valeur=goal,
                poids=str(one["poids"]),
                origine="aci",
            )
            for year in range(1, 6):
                answer = measure(monde, coordination, row, year, valeur=str(one["valeur"]))
                assert answer.status_code == 302, texte_de(answer)
    page = texte_de(coordination.get(monde.url("resultats"), {"annee": "1"}))
    assert "Niveau que donnent les indicateurs : <b>56,67 %</b>, soit 9 916,67 €" in page
    assert facts.of(monde.dossier).contrat.resultats is None  # never in silence
    for year in range(1, 6):
        for poste, rate in (("acces", "17/30"), ("parcours", "7/9"), ("prevention", "1")):
            sent = {"annee": str(year), "poste": poste, "taux": rate}
            coordination.post(monde.url("resultats_retenir"), sent)
    found = paid(coordination.get(monde.url("argent_telecharger", "csv")))
    assert found == [(line["date"].isoformat(), line["centimes"]) for line in example["lignes"]]
    assert amount(example["totaux"]["total"]) in texte_de(coordination.get(monde.url("argent")))
    kept = facts.of(monde.dossier)
    assert fichier.lire(fichier.ecrire(kept), "d") == kept
    stored = import_dossier(facts=kept, by=UserFactory(), on=ON)
    assert facts.of(stored).contrat == kept.contrat
    assert facts.of(stored).indicateurs == kept.indicateurs
    again = texte_de(coordination.get(monde.url("resultats"), {"annee": "1"}))
    assert "Niveau retenu au contrat : 56,67 %" in again
    assert "Retenir 56,67" not in again
    # The page of the contract leaves what was measured where it is.
    form = coordination.get(monde.url("contrat")).context["form"]
    sent = typed(example["entree"] | {"resultats": {}})
    sent |= {"version": str(form["version"].value())}
    assert coordination.post(monde.url("contrat"), sent).status_code == 302
    assert facts.of(monde.dossier).contrat.resultats == kept.contrat.resultats


def test_a_level_that_changed_since_is_not_kept(monde: Monde, coordination: Client) -> None:
    sign(monde, coordination, CONTRACT)
    row = add(
        monde,
        coordination,
        depart_valeur="0",
        cibles_0_exercice="2025",
        cibles_0_valeur="10",
        poids="100",
    )
    measure(monde, coordination, row, 1, valeur="5")
    stale = coordination.post(
        monde.url("resultats_retenir"), {"annee": "1", "poste": "acces", "taux": "1/3"}, follow=True
    )
    assert "Les résultats ont changé" in texte_de(stale)
    assert facts.of(monde.dossier).contrat.resultats is None
    for wrong in ({"annee": "9"}, {}):
        assert coordination.post(monde.url("resultats_retenir"), wrong).status_code == 404
    sent = {"annee": "1", "poste": "acces", "taux": "1/2"}
    assert monde.clients["membre"].post(monde.url("resultats_retenir"), sent).status_code == 403
    impossible = f.ResultatSigne(poste="fonctionnement", annee=1, taux=Decimal(3))
    keeper = Acces.objects.get(dossier=monde.dossier, role=Role.COORDINATEUR).user
    with pytest.raises(ValidationError):
        confirm_resultat(dossier=monde.dossier, resultat=impossible, by=keeper, on=ON)
    coordination.post(monde.url("resultats_retenir"), sent)
    coordination.post(monde.url("resultats_retenir"), sent)
    notes = EntreeJournal.objects.filter(dossier=monde.dossier, action="resultat.retenir")
    assert notes.count() == 1
    page = texte_de(monde.get("resultats", who="lecteur", annee="1"))
    assert "Niveau retenu au contrat : 50 %" in page
    assert "de part variable" not in page  # a reader sees no money


def test_a_year_says_its_counts_its_proof_and_its_history(
    monde: Monde, coordination: Client
) -> None:
    sign(monde, coordination, CONTRACT)
    row = add(
        monde,
        coordination,
        cumulatif="oui",
        depart_valeur="10",
        cibles_0_exercice="2025",
        cibles_0_valeur="30",
    )
    coordination.post(
        monde.url("releves", row.pk, 1),
        {
            "version": "1",
            "releves_0_periode": "premier semestre",
            "releves_0_numerateur": "10",
            "releves_0_denominateur": "100",
            "releves_0_taux_declare": "10",
            "releves_0_preuve": "Relevé",
            "releves_0_preuve_le": "2025-06-30",
            "releves_1_periode": "second semestre",
            "releves_1_numerateur": "30",
            "releves_1_denominateur": "100",
            "releves_1_fournisseur": "CPAM 43",
        },
    )
    page = texte_de(monde.get("resultats", annee="1"))
    for said in ("20 %", "atteint à 50 %", "Relevé, 30 juin 2025", "CPAM 43", "déclaré 10 %"):
        assert said in page, said
    assert "Patients. Au départ : 10, année 1 : 20. Cible de la dernière année : 30." in page
    measure(monde, coordination, row, 2, numerateur="0", denominateur="0")
    later = texte_de(monde.get("resultats", annee="2"))
    assert "non calculable" in later
    assert "20 % depuis le début" in later
    last = VersionFiche.objects.filter(nature="indicateurs", ligne=row.pk).latest("numero").numero
    back = {"numero": str(last - 1), "vue": str(last)}
    assert monde.post("versions_fiche", "indicateurs", row.pk, **back).status_code == 302
    assert {one.annee for one in facts.of(monde.dossier).indicateurs[-1].releves or ()} == {1}  # type: ignore[index]  # there is one


def test_two_people_write_two_years_and_clash_on_one(monde: Monde, coordination: Client) -> None:
    sign(monde, coordination, CONTRACT)
    row = add(monde, coordination)
    who = {"by": monde.porteur, "on": ON}
    one, two = (f.Releve(annee=1, valeur=Decimal(n)) for n in (1, 2))
    set_releves(indicateur=row, annee=1, releves=[one], version=1, **who)
    later = f.Releve(annee=2, valeur=Decimal(3))
    set_releves(indicateur=row, annee=2, releves=[later], version=1, **who)
    assert (facts.of(monde.dossier).indicateurs or ())[-1].releves == (one, later)
    with pytest.raises(Conflict):
        set_releves(indicateur=row, annee=1, releves=[two], version=1, **who)
    with pytest.raises(ValidationError):
        set_releves(indicateur=row, annee=1, releves=[later], version=3, **who)
    with pytest.raises(Dossier.DoesNotExist):
        set_releves(indicateur=row, annee=1, releves=[], version=3, by=UserFactory(), on=ON)
    clash = monde.post(
        "releves", row.pk, 1, releves_0_periode="", releves_0_valeur="8", version="1"
    )
    assert (clash.status_code, "Une autre personne" in texte_de(clash)) == (409, True)
    wrong = monde.post(
        "releves", row.pk, 1, releves_0_periode="", releves_0_valeur="x", version="3"
    )
    assert wrong.status_code == 422
    assert monde.get("releves", row.pk, 9).status_code == 404
    read = monde.clients["lecteur"].post(monde.url("releves", row.pk, 1), {"version": "3"})
    assert read.status_code in (403, 422)


def test_without_a_contract_no_year_is_known(monde: Monde) -> None:
    assert "Le contrat n’est pas signé" in texte_de(monde.get("resultats"))


def judged(*rows: f.Releve) -> dict[str, str]:
    contract = f.Contrat(date_signature=CONTRACT["signature"], taille=2, missions=())
    row = f.Indicateur(
        id="i", libelle="Patients", unite="%", origine=f.OrigineIndicateur.ACI, releves=rows
    )
    dossier = f.DossierFacts(contrat=contract, indicateurs=(row,))
    found = controler(dossier, on=ON).constats
    return {
        one.code: f"{one.etat} {' '.join(one.elements)}".strip()
        for one in found
        if one.code in ("IND-06", "IND-07")
    }


def test_the_rules_of_the_indicators_read_the_results() -> None:
    def row(annee: int = 2, **given: Any) -> f.Releve:
        return f.Releve(annee=annee, **given)

    assert judged() == {"IND-06": "inconnue Patients, année 2", "IND-07": "respectee"}
    counts = {
        "numerateur": Decimal(48),
        "denominateur": Decimal(100),
        "taux_declare": Decimal("48.5"),
    }
    proof = {"preuve": "Relevé", "preuve_le": CONTRACT["signature"].replace(year=2025)}
    assert judged(row(**counts, **proof)) == {"IND-06": "respectee", "IND-07": "respectee"}
    late = row(**counts | {"taux_declare": Decimal("48.51")}, preuve="R", preuve_le=ON)
    assert judged(late) == {
        "IND-06": "non_respectee Patients, année 2",
        "IND-07": "non_respectee Patients, année 2",
    }
    assert judged(row(**counts, preuve="R", periode="été"))["IND-06"].startswith("inconnue")
    assert judged(row(**counts))["IND-06"].startswith("non_respectee")  # a result, and no proof
    half = judged(row(taux_declare=Decimal(3), periode="été"))
    assert half["IND-07"] == "inconnue Patients, année 2, été"
    assert {one.code for one in controler(f.DossierFacts(), on=ON).non_suivies} >= {
        "IND-06",
        "IND-07",
    }
