"""The contract typed on its page: every example of the money to the cent, rights, history, file."""

import csv
import dataclasses
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client

from maillage.core import facts as f
from maillage.core.financement import anniversaire
from maillage.dossiers import facts, fichier
from maillage.dossiers.actions.update_contrat import update_contrat
from maillage.dossiers.models import Acces, Contrat, Dossier, EntreeJournal, VersionFiche
from maillage.reference.permissions import Role
from maillage.web.equipe import lecture
from tests.factories import ON, UserFactory
from tests.web.conftest import Monde, signed_in, texte_de

MAY = (Role.COORDINATEUR, Role.PRESIDENT, Role.TRESORIER)


@pytest.fixture
def tresorier(monde: Monde) -> Client:
    user = UserFactory()
    Acces.objects.create(dossier=monde.dossier, user=user, role=Role.TRESORIER)
    return signed_in(user)


def typed(entry: dict[str, Any]) -> dict[str, str]:
    """Write an example as the form sends it."""
    day, signed = date.isoformat, entry["signature"]
    options = entry.get("options", {})
    sent = {
        "date_signature": day(signed),
        "taille": str(entry["taille"]),
        "grille": entry["grille"],
    }
    sent |= {name: "oui" if value is True else value for name, value in options.items()}
    if "duree_annees" in entry:
        sent["date_fin"] = day(anniversaire(signed, entry["duree_annees"]))
    if "resiliation" in entry:
        sent["resiliation"] = day(entry["resiliation"])
    for code, mission in entry.get("missions", {}).items():
        sent |= {f"{name}_{code}": day(when) for name, when in mission.items() if when}
        sent |= dict(rates(entry.get("resultats", {}), code))
    for code, amounts in entry.get("montants_negocies", {}).items():
        sent |= {f"montant_{code}_{volet}": str(c / 100) for volet, c in amounts.items()}
    for rank, change in enumerate(entry.get("avenants", ())):
        sent |= {f"avenant_{rank}_{name}": str(value) for name, value in change.items()}
    for one in entry.get("forfaits", ()):
        sent[f"faits_{one['poste']}"] = f"{one['fait']:%d/%m/%Y}"
    return sent


def rates(results: dict[str, Any], code: str) -> Iterator[tuple[str, str]]:
    rate = results.get(code, results.get("defaut"))
    for year, one in (rate if isinstance(rate, dict) else {"defaut": rate}).items():
        if one is not None:
            yield f"taux_{code}" if year == "defaut" else f"taux_{code}_{year}", str(one / 100)


def holds(entry: dict[str, Any]) -> bool:
    """Say whether the page can type it: results measured by indicators are typed as a rate."""
    rates = list(entry.get("resultats", {}).values())
    rates += [one for rate in rates if isinstance(rate, dict) for one in rate.values()]
    return not any(isinstance(rate, list) for rate in rates)


def amount(cents: int) -> str:
    return f"{cents / 100:,.2f} €".replace(",", " ").replace(".", ",")


def paid(response: Any) -> list[tuple[str, int]]:
    """Return the day and the cents of each payment of the file."""
    rows = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";")
    return [
        (row["Jour au plus tôt"], round(float(row["Montant"].replace(",", ".")) * 100))
        for row in rows
        if row["Jour au plus tôt"]
    ]


def forget(dossier: Dossier) -> str:
    """Start again from a contract of which nothing is known; return its version."""
    names = [one.name for one in dataclasses.fields(f.Contrat)]
    Contrat.objects.filter(dossier=dossier).update(**dict.fromkeys(names))
    lecture.forget()
    return str(Contrat.objects.get(dossier=dossier).version)


def test_every_example_typed_on_the_page_is_paid_to_the_cent(
    monde: Monde, tresorier: Client, shared: Path
) -> None:
    examples = yaml.safe_load((shared / "regles" / "financement.yaml").read_text("utf-8"))
    held = [one for one in examples["echeanciers"] if holds(one["entree"])]
    for example in held:
        sent = typed(example["entree"]) | {"version": forget(monde.dossier)}
        answer = tresorier.post(monde.url("contrat"), sent)
        assert answer.status_code == 302, (example["id"], texte_de(answer))
        assert paid(tresorier.get(monde.url("argent_telecharger", "csv"))) == [
            (line["date"].isoformat(), line["centimes"]) for line in example["lignes"]
        ], example["id"]
        page = texte_de(tresorier.get(monde.url("argent")))
        assert amount(example["totaux"]["total"]) in page, example["id"]
        assert all(amount(line["centimes"]) in page for line in example["lignes"]), example["id"]
    assert len(held) == 24  # one measures its results by indicators


SIGNED = {
    "date_signature": "2026-01-15",
    "taille": "1",
    "demarrage_acces": "2026-02-01",
    "montant_acces_fixe": "12000",
    "parties": ["association", "ars"],
    "dialogues": "20/01/2026\n3 février 2026",
}


@pytest.mark.parametrize("role", Role)
def test_who_keeps_the_contract(monde: Monde, role: Role) -> None:
    user = UserFactory()
    Acces.objects.create(dossier=monde.dossier, user=user, role=role)
    client = signed_in(user)
    shown = client.get(monde.url("contrat"))
    assert shown.status_code == (403 if role is Role.LECTEUR else 200)
    sent = client.post(monde.url("contrat"), SIGNED | {"version": "1"})
    assert sent.status_code == (302 if role in MAY else 403)
    kept = facts.of(monde.dossier).contrat
    assert (kept.date_signature == date(2026, 1, 15)) is (role in MAY)
    with pytest.raises(Dossier.DoesNotExist):
        update_contrat(dossier=monde.dossier, version=1, valeurs={}, by=UserFactory(), on=ON)


def test_a_negotiated_amount_says_what_it_replaces(monde: Monde, tresorier: Client) -> None:
    tresorier.post(monde.url("contrat"), SIGNED | {"version": "1"})
    page = texte_de(tresorier.get(monde.url("argent")))
    assert "le contrat signé ; il remplace un maximum de" in page
    assert "Ce montant remplace le maximum de" in page
    assert "Contrat signé le 15 janvier 2026, tel que vous l’avez écrit." in page
    kept = facts.of(monde.dossier)
    assert kept.contrat.dialogues == (date(2026, 1, 20), date(2026, 2, 3))
    assert kept.contrat.montants == (f.MontantSigne(poste="acces", fixe=Decimal(12000)),)
    assert fichier.lire(fichier.ecrire(kept), "d") == kept
    noted = EntreeJournal.objects.filter(dossier=monde.dossier, action="contrat.modifier").get()
    assert "montants" in noted.detail["champs"]


def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_kept(
    monde: Monde, tresorier: Client
) -> None:
    for wrong, said in (
        ({"montant_acces_fixe": "900000"}, "dépasse le maximum"),
        ({"demarrage_acces": "2026-02-01", "arret_acces": "2026-01-01"}, "Accès aux soins"),
        ({"date_signature": "2015-01-01"}, "Aucun accord ne s’appliquait encore"),
        ({"avenant_0_taille": "2"}, "Donnez le jour de cet avenant"),
        ({"dialogues": "mars"}, "n’est pas un jour"),
        ({"resiliation": "2026-01-01"}, "résiliation"),
    ):
        answer = tresorier.post(monde.url("contrat"), SIGNED | wrong | {"version": "1"})
        assert (answer.status_code, said in texte_de(answer)) == (422, True), wrong
    assert facts.of(monde.dossier).contrat == f.Contrat()


def test_two_people_at_once_and_the_way_back(monde: Monde, tresorier: Client) -> None:
    tresorier.post(monde.url("contrat"), SIGNED | {"version": "1"})
    other = signed_in(monde.porteur)
    Acces.objects.create(dossier=monde.dossier, user=monde.porteur, role=Role.COORDINATEUR)
    clash = other.post(monde.url("contrat"), {"date_signature": "2026-03-01", "version": "1"})
    assert clash.status_code == 409
    assert "Une autre personne a modifié cette page" in texte_de(clash)
    assert facts.of(monde.dossier).contrat.date_signature == date(2026, 1, 15)
    tresorier.post(monde.url("contrat"), SIGNED | {"taille": "2", "version": "2"})
    assert facts.of(monde.dossier).contrat.taille == 2
    assert tresorier.get(monde.url("versions", "contrat")).status_code == 200
    last = VersionFiche.objects.filter(dossier=monde.dossier, nature="contrat").latest("numero")
    back = {"numero": str(last.numero - 1), "vue": str(last.numero)}
    assert tresorier.post(monde.url("versions", "contrat"), back).status_code == 302
    assert facts.of(monde.dossier).contrat.taille == 1
    assert monde.post("versions", "contrat", who="membre", **back).status_code == 403
