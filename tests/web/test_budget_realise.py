"""The budget beside its form: the agreement, the missions, the actual brought from a balance."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from maillage.core import facts as f
from maillage.core.budget import exercices
from maillage.dossiers import facts, fichier
from maillage.dossiers.actions.import_realise import import_realise
from maillage.dossiers.actions.refresh_accord import refresh_accord
from maillage.dossiers.actions.update_budget_projet import update_budget_projet
from maillage.dossiers.models import Acces, ActionPrevue, Dossier, LigneBudgetProjet
from maillage.dossiers.permissions import Forbidden
from maillage.reference.permissions import Role
from maillage.web.equipe import lecture
from tests.factories import ON, UserFactory
from tests.web.conftest import Monde, signed_in, texte_de

BALANCE = """Balance générale;au 31/12/2027;;
N° de compte;Intitulé du compte;Débit;Crédit
512000;Banque;52 000,00;
641100;Salaires bruts;31 234,50;
645;Cotisations;12 000;0,00
730;Financement ACI;;{aci}
999999;Inconnu;10;
"""


@pytest.fixture
def tresorier(monde: Monde) -> Client:
    user = UserFactory()
    Acces.objects.create(dossier=monde.dossier, user=user, role=Role.TRESORIER)
    return signed_in(user)


@pytest.fixture
def exemple_tenu(monde: Monde, exemple: Dossier) -> Monde:
    """The ordinary example, of which the treasurer is the porteur."""
    Acces.objects.create(dossier=exemple, user=monde.porteur, role=Role.TRESORIER)
    return Monde(**{**vars(monde), "dossier": exemple})


def charge(year: int, nature: str, amount: int, **more: Any) -> f.LigneBudgetProjet:
    return f.LigneBudgetProjet(exercice=year, nature=nature, montant=Decimal(amount), **more)


def write(monde: Monde, *lines: f.LigneBudgetProjet) -> None:
    update_budget_projet(dossier=monde.dossier, lignes=lines, version=0, by=monde.porteur, on=ON)
    lecture.forget()


def simulated(monde: Monde) -> list[f.LigneBudgetProjet]:
    every = facts.of(monde.dossier).budget_projet or ()
    return [one for one in every if one.origine is f.OrigineLigne.SIMULATION]


def version(monde: Monde) -> str:
    state = monde.dossier.listes.filter(liste="budget_projet").first()
    return str(state.version if state else 0)


def test_the_agreement_is_written_then_said_to_have_changed(exemple_tenu: Monde) -> None:
    monde = exemple_tenu
    LigneBudgetProjet.objects.filter(dossier=monde.dossier).delete()
    lecture.forget()
    assert "Pas encore au budget" in texte_de(monde.get("budget_projet"))
    first = {"scenario": "fixe", "version": version(monde)}
    assert monde.post("budget_accord", who="lecteur", **first).status_code in (403, 404)
    assert monde.post("budget_accord", **first).status_code == 302
    lines = simulated(monde)
    assert len(exercices(lines)) == 3
    assert all(one.enveloppe is not None for one in lines)
    assert "À jour" in texte_de(monde.get("budget_projet"))
    assert facts.of(monde.dossier).contrat.scenario is f.ScenarioBudget.FIXE
    full = {"scenario": "plein", "version": version(monde)}
    monde.post("budget_accord", **full)
    assert sum(one.montant or 0 for one in simulated(monde)) > sum(
        one.montant or 0 for one in lines
    )
    row = LigneBudgetProjet.objects.filter(dossier=monde.dossier).order_by("rang")[0]
    row.montant = Decimal("1.25")
    row.save()
    lecture.forget()
    assert "A changé" in texte_de(monde.get("budget_projet"))
    monde.post("budget_accord", scenario="?", version="x")
    stale = monde.post("budget_accord", scenario="fixe", version="1", follow=True)
    assert stale.status_code in (200, 302)
    assert refresh_accord(
        dossier=monde.dossier, scenario=f.ScenarioBudget.PLEIN, version=int(version(monde)),
        by=monde.porteur, on=ON,
    )  # fmt: skip
    with pytest.raises(Dossier.DoesNotExist):
        refresh_accord(
            dossier=monde.dossier,
            scenario=f.ScenarioBudget.FIXE,
            version=1,
            by=UserFactory(),
            on=ON,
        )


def test_a_corrected_line_is_the_teams_and_stays(exemple_tenu: Monde) -> None:
    monde = exemple_tenu
    LigneBudgetProjet.objects.filter(dossier=monde.dossier).delete()
    lecture.forget()
    monde.post("budget_accord", scenario="fixe", version=version(monde))
    year = min(exercices(simulated(monde)))
    mine = [one for one in simulated(monde) if one.exercice == year]
    sent: dict[str, str] = {"version": version(monde)}
    for rank, one in enumerate(mine):
        sent |= {f"produit_{rank}_nature": one.nature, f"produit_{rank}_libelle": ""}
        sent |= {f"produit_{rank}_montant": str(one.montant), f"produit_{rank}_autre": ""}
    sent["produit_0_montant"] = "1000"
    assert (
        monde.clients["porteur"]
        .post(f"{monde.url('budget_projet')}?annee={year}", sent)
        .status_code
        == 302
    )
    kept = [one for one in facts.of(monde.dossier).budget_projet or () if one.exercice == year]
    corrected = next(one for one in kept if one.montant == 1000)
    assert (corrected.origine, corrected.enveloppe) == (None, mine[0].enveloppe)
    assert sum(one.origine is not None for one in kept) == len(mine) - 1
    monde.post("budget_accord", scenario="fixe", version=version(monde))
    assert corrected in (facts.of(monde.dossier).budget_projet or ())
    assert fichier.lire(fichier.ecrire(facts.of(monde.dossier)), "d") == facts.of(monde.dossier)


def test_the_budget_by_mission_by_action_and_by_account(monde: Monde) -> None:
    action = ActionPrevue.objects.get(pk=monde.lignes["actions"])
    write(
        monde,
        charge(2027, "sal_coordination", 40_000, enveloppe=f.Enveloppe.DEMARRAGE),
        charge(2027, "com_publication", 500, action=action.code),
        charge(2027, "dep_voyages", 300),
        charge(2027, "sub_ars_fir", 50_000, enveloppe=f.Enveloppe.DEMARRAGE),
    )
    shown = texte_de(monde.get("budget_lecture"))
    for said in ("qui reviennent chaque année", "ne sont pas dépensés", "Sans mission", "Dépister"):
        assert said in shown, said
    assert "6411" in shown
    assert "641 " in texte_de(monde.get("budget_lecture", plan="1999"))
    assert monde.get("budget_lecture", who="lecteur").status_code == 403
    assert (
        "Aucune ligne au budget" in texte_de(monde.get("budget_lecture"))
        or "Année par année" in shown
    )


def test_what_each_line_serves_is_typed_in_one_choice(monde: Monde) -> None:
    action = ActionPrevue.objects.get(pk=monde.lignes["actions"])
    write(monde, charge(2027, "dep_voyages", 300), charge(2027, "ext_loyer", 900))
    url = f"{monde.url('budget_axes')}?annee=2027"
    shown = texte_de(monde.clients["lecteur"].get(url))
    assert "Pas encore dit" in shown
    sent = {"sert_0": f"a:{action.code}", "sert_1": "e:fonctionnement", "version": "1"}
    assert monde.clients["lecteur"].post(url, sent).status_code == 403
    assert monde.clients["membre"].post(url, sent).status_code == 302
    kept = facts.of(monde.dossier).budget_projet or ()
    assert [(one.action, one.enveloppe) for one in kept] == [
        (action.code, None),
        (None, f.Enveloppe.FONCTIONNEMENT),
    ]
    again = {"sert_0": "m:parcours", "sert_1": "", "version": "2"}
    monde.clients["membre"].post(url, again)
    kept = facts.of(monde.dossier).budget_projet or ()
    assert [(one.mission, one.action) for one in kept] == [
        (f.MissionAction.PARCOURS, None),
        (None, None),
    ]
    clash = monde.clients["membre"].post(url, {"sert_0": "e:autre", "sert_1": "", "version": "1"})
    assert clash.status_code == 302
    assert "Aucune ligne cette année" in texte_de(monde.get("budget_axes", annee="2044"))


def sent_balance(text: str) -> dict[str, Any]:
    file = SimpleUploadedFile("balance.csv", text.encode("cp1252"))
    return {"exercice": "2027", "arrete_le": "2027-12-31", "fichier": file}


def hidden(page: str) -> dict[str, str]:
    """Return what the preview sends back."""

    found = dict(re.findall(r'name="(rangees|exercice|arrete_le|version)"\s+value="([^"]*)"', page))
    return {name: value.replace("&quot;", '"') for name, value in found.items()}


def test_a_balance_is_looked_at_then_taken_whole(monde: Monde, tresorier: Client) -> None:
    write(monde, charge(2027, "sal_coordination", 30_000), charge(2027, "aci_parcours", 20_000))
    before = texte_de(monde.get("realise"))
    assert "En tout" in before
    assert "\u2212" not in before  # no gap with what nobody imported: unknown is not zero
    url = monde.url("realise_importer")
    assert monde.get("realise_importer").status_code == 403  # the porteur keeps no accounts
    shown = tresorier.post(url, sent_balance(BALANCE.format(aci="43 234,50")))
    page = texte_de(shown)
    assert shown.status_code == 200
    assert "3 comptes repris, 2 lignes laissées de côté" in page
    assert "colonne « Intitulé du compte »" in page
    assert "La balance n’est pas équilibrée" in page
    assert facts.of(monde.dossier).realise is None
    back = hidden(shown.content.decode())
    assert tresorier.post(url, back).status_code == 302
    kept = facts.of(monde.dossier).realise or ()
    assert [(one.compte, one.nature, one.montant) for one in kept][:2] == [
        ("641100", "sal_coordination", Decimal("31234.50")),
        ("645", "sal_charges", Decimal(12000)),
    ]
    assert kept[2].nature == "aci_parcours"  # the one that the forecast has
    told = texte_de(tresorier.get(monde.url("realise")))
    assert "+1 234,50 €" in told
    assert "arrêtés au 31 décembre 2027" in told
    assert monde.get("realise", who="lecteur").status_code == 403
    again = sent_balance(BALANCE.format(aci="1,00"))
    second = hidden(tresorier.post(url, again).content.decode())
    tresorier.post(url, second)
    assert len(facts.of(monde.dossier).realise or ()) == len(kept)
    assert tresorier.post(url, second).status_code == 302  # started from a former version


def test_a_balance_that_cannot_be_read_says_why(monde: Monde, tresorier: Client) -> None:
    url = monde.url("realise_importer")
    for text, said in (
        (BALANCE.format(aci="beaucoup"), "n’est pas un montant"),
        ("Numéro;Libellé\n641;Salaires\n", "débit et crédit, ou solde"),
    ):
        answer = tresorier.post(url, sent_balance(text))
        assert (answer.status_code, said in texte_de(answer)) == (422, True), said
        assert "Reprendre ces comptes" not in texte_de(answer)
    for broken in ({"rangees": "x"}, {"rangees": ""}):
        assert tresorier.post(url, broken).status_code == 302
    assert tresorier.post(url, {"exercice": "2027"}).status_code == 422
    assert facts.of(monde.dossier).realise is None


@pytest.mark.parametrize("role", Role)
def test_who_keeps_the_accounts(monde: Monde, role: Role) -> None:
    user = UserFactory()
    Acces.objects.create(dossier=monde.dossier, user=user, role=role)
    line = f.LigneRealisee(exercice=2027, compte="641")
    given: dict[str, Any] = {"dossier": monde.dossier, "exercice": 2027, "lignes": (line,)}
    given |= {"version": 0, "by": user, "on": ON}
    if role in (Role.COORDINATEUR, Role.PRESIDENT, Role.TRESORIER):
        import_realise(**given)
        assert facts.of(monde.dossier).realise == (line,)
    else:
        with pytest.raises(Forbidden):
            import_realise(**given)
    with pytest.raises(Dossier.DoesNotExist):
        import_realise(**given | {"by": UserFactory()})


def test_what_the_page_lacks_is_said_without_the_words_of_a_command(monde: Monde) -> None:
    monde.post("budget_accord", scenario="fixe", version="0")
    said = texte_de(monde.get("budget_projet"))
    assert "Rien ne peut être calculé" in said
    assert "datez l’étape « Adhérer à l’accord conventionnel » du calendrier." in said
    assert "--signature" not in said
