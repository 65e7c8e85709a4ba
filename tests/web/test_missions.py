"""The pages of the missions: what each asks, the board, the holes, the catalogue, a figure cited."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from maillage.core import facts as f
from maillage.dossiers import facts, listes
from maillage.dossiers.actions.add_action import add_action
from maillage.dossiers.actions.add_chiffre import add_chiffre
from maillage.dossiers.actions.add_indicateur import add_indicateur
from maillage.dossiers.actions.add_personne import add_personne
from maillage.dossiers.actions.cite_chiffre import cite_chiffre
from maillage.dossiers.actions.restore_fiche import StillGone, restore_fiche
from maillage.dossiers.actions.update_action import update_action
from maillage.dossiers.actions.update_budget_projet import update_budget_projet
from maillage.dossiers.actions.update_contrat import update_contrat
from maillage.dossiers.echeances import echeances
from maillage.dossiers.models import Acces, ActionPrevue, Dossier, Indicateur, Liste, VersionFiche
from maillage.dossiers.permissions import Forbidden
from maillage.reference.permissions import Role
from tests.factories import ON
from tests.web.conftest import Monde, texte_de


def action(monde: Monde, rank: int = 0) -> f.ActionPrevue:
    return (facts.of(monde.relu()).actions or ())[rank]


def other(monde: Monde, titre: str = "Former", **valeurs: object) -> ActionPrevue:
    given = {"titre": titre, **valeurs}
    return add_action(dossier=monde.relu(), valeurs=given, by=monde.porteur, on=ON)


def test_the_missions_say_what_is_asked_by_when_and_what_is_missing(monde: Monde) -> None:
    empty = texte_de(monde.get("missions"))
    assert "0 sur 4" in empty
    assert "6 mois après la signature" in empty
    assert "Commencez par une action pour « Accès aux soins »" in empty
    assert "?mission=medecin_traitant" in empty
    late = other(monde, mission="crise", debut=f.PartialDate(2030))
    page = texte_de(monde.get("missions", signature="2027-06-30"))
    assert "le 30 décembre 2027 au plus tard (6 mois)" in page
    assert "Trop tard" in page
    assert "Le plan de crise n’est pas encore écrit." in page
    assert monde.url("actions_modifier", late.pk) in page
    assert monde.url("argent") in page
    assert monde.url("argent") not in texte_de(monde.get("missions", who="lecteur"))


def test_a_day_without_agreement_has_no_mission(monde: Monde) -> None:
    assert "Aucun accord ce jour-là" in texte_de(monde.get("missions", signature="2018-01-01"))
    assert monde.get("missions", signature="demain").status_code == 422
    assert "Avant" not in texte_de(monde.get("missions", signature="2020-01-01"))


def test_the_whole_example_has_nothing_missing(monde: Monde, exemple: Dossier) -> None:
    page = texte_de(monde.clients["porteur"].get(f"/dossiers/{exemple.public_id}/missions/"))
    assert page.count("Complète") == 6
    board = texte_de(
        monde.clients["porteur"].get(f"/dossiers/{exemple.public_id}/actions/tableau/")
    )
    assert "Priorité : Haute" in board
    holes = texte_de(
        monde.clients["porteur"].get(f"/dossiers/{exemple.public_id}/actions/matrice/")
    )
    assert "aucune" not in holes


def test_a_card_moves_and_what_means_nothing_moves_nothing(monde: Monde) -> None:
    pk = monde.lignes["actions"]
    moved = monde.post("actions_tableau", vers=f"{pk}:en_cours")
    assert moved["Location"] == f"{monde.url('actions_tableau')}#action-{pk}"
    assert (action(monde).maturite, action(monde).acteurs) == (
        f.Maturite.EN_COURS,
        action(monde).acteurs,
    )
    before = monde.relu().journal_numero
    for wrong in (f"{pk}:ailleurs", "9999:idee", "²:idee", ""):
        assert monde.post("actions_tableau", vers=wrong).status_code == 302
    assert monde.post("actions_tableau", vers=f"{pk}:idee", who="lecteur").status_code == 403
    assert monde.relu().journal_numero == before
    assert monde.get("actions_tableau").content.decode().count(f'value="{pk}:') == 2
    assert f'value="{pk}:' not in monde.get("actions_tableau", who="lecteur").content.decode()


def test_too_much_at_once_is_said_on_the_board(monde: Monde) -> None:
    for rank in range(6):
        other(monde, titre=f"A{rank}", priorite="haute")
    assert "6 actions sont en priorité haute" in texte_de(monde.get("actions_tableau"))


def test_the_holes_are_named_mission_by_mission_and_sheet_by_sheet(monde: Monde) -> None:
    page = texte_de(monde.get("actions_matrice"))
    assert page.count('class="trou">aucune') == 8
    assert page.count('class="trou">manque') == 8  # somebody takes part already


def test_a_fiche_keeps_figures_links_and_what_the_team_vouches_for(monde: Monde) -> None:
    pk, linked = monde.lignes["actions"], other(monde)
    data = {
        "titre": "Dépister", "version": "1", "priorite": "haute", "criteres_smart": ["realiste"],
        "chiffres_0_libelle": "Sans médecin traitant", "chiffres_0_valeur": "9 % en 2025",
        "chiffres_0_indicateur": "sans_mt_17_plus", "chiffres_1_libelle": "",
        "liens_0_action": linked.code, "liens_0_nature": "prerequis",
        "liens_1_action": "", "liens_1_nature": "complement",
    }  # fmt: skip
    assert monde.post("actions_modifier", pk, **data).status_code == 302
    kept = action(monde)
    assert kept.chiffres == (
        f.ChiffreCite(
            libelle="Sans médecin traitant", valeur="9 % en 2025", indicateur="sans_mt_17_plus"
        ),
    )
    assert kept.liens == (f.LienAction(action=linked.code, nature=f.NatureLien.PREREQUIS),)
    assert kept.criteres_smart == ("realiste",)
    shown = texte_de(monde.get("actions_modifier", pk))
    assert 'value="sans_mt_17_plus"' in shown
    assert "Un bon objectif ?" in shown
    clash = {**data, "chiffres_0_valeur": "10 %", "liens_0_nature": "complement"}
    answer = monde.post("actions_modifier", pk, who="membre", **clash)
    assert answer.status_code == 409
    assert "Former, A d’abord besoin de" in texte_de(answer)
    none = {
        "titre": "Dépister",
        "version": "2",
        "sans_chiffre": "on",
        "sans_lien": "on",
        "sans_critere": "on",
    }
    monde.post("actions_modifier", pk, **none)
    kept = action(monde)
    assert (kept.chiffres, kept.liens, kept.criteres_smart) == ((), (), ())
    both = {**none, "version": "3", "chiffres_0_libelle": "X"}
    assert monde.post("actions_modifier", pk, **both).status_code == 422


def test_a_row_that_says_nothing_of_what_it_counts_is_refused(monde: Monde) -> None:
    pk = monde.lignes["actions"]
    answer = monde.post("actions_modifier", pk, titre="D", version="1", chiffres_0_valeur="9 %")
    assert "Chiffre 1 : « Ce qui est compté » manque." in texte_de(answer)
    one = monde.lignes["indicateurs"]
    wrong = {"libelle": "V", "version": "1", "cibles_0_exercice": "bientôt", "cibles_0_valeur": "3"}
    assert "Cible 1 : Écrivez" in texte_de(monde.post("indicateurs_modifier", one, **wrong))
    bare = {"libelle": "V", "version": "1", "cibles_0_exercice": "2028", "cibles_0_valeur": ""}
    assert monde.post("indicateurs_modifier", one, **bare).status_code == 422


def test_a_link_leads_to_another_action_of_the_dossier_or_is_refused(monde: Monde) -> None:
    row = ActionPrevue.objects.get(pk=monde.lignes["actions"])
    mine = (f.LienAction(action=row.code),)
    with pytest.raises(ValidationError):
        update_action(
            action=row, version=row.version, valeurs={"liens": mine}, by=monde.porteur, on=ON
        )


def test_an_action_that_goes_leaves_no_link_and_comes_back_with_its_own(monde: Monde) -> None:
    row, linked = ActionPrevue.objects.get(pk=monde.lignes["actions"]), other(monde)
    who = {"by": monde.porteur, "on": ON}
    link = (f.LienAction(action=linked.code),)
    update_action(action=row, version=row.version, valeurs={"liens": link}, **who)
    monde.post("actions_retirer", linked.pk)
    assert action(monde).liens is None
    kept = VersionFiche.objects.filter(nature="actions", fiche=row.code).order_by("numero")
    old = next(one for one in kept if (one.contenu or {}).get("liens"))
    last = kept.last()
    assert last is not None
    with pytest.raises(StillGone):
        restore_fiche(version=old, vue=last.numero, **who)
    assert not restore_fiche(version=old, vue=last.numero, sans_absents=True, **who) or True
    back = VersionFiche.objects.get(nature="actions", fiche=linked.code, numero=1)
    gone = (
        VersionFiche.objects.filter(nature="actions", fiche=linked.code).order_by("numero").last()
    )
    assert gone is not None
    restore_fiche(version=back, vue=gone.numero, **who)
    last = kept.last()
    assert last is not None
    restore_fiche(version=old, vue=last.numero, **who)
    assert action(monde).liens == link


def test_the_catalogue_is_filtered_and_prefills(monde: Monde) -> None:
    other(monde, mission="prevention")
    code = action(monde, 1).id
    page = texte_de(monde.get("indicateurs_catalogue", action=code))
    assert "Participation au dépistage du cancer colorectal" in page
    assert "Stagiaires et internes accueillis" not in page
    assert "Rien dans le catalogue" in texte_de(monde.get("indicateurs_catalogue", mission="rien"))
    given = {"catalogue": "PRE-05", "action": code}
    form = monde.get("indicateurs_ajouter", **given)
    typed = {name: str(value) for name, value in form.context["form"].initial.items() if value}
    data = {**typed, "cumulatif": "non", "cibles_0_exercice": "2028", "cibles_0_valeur": "38,5"}
    data |= {"depart_numerateur": "1 200", "depart_denominateur": "0", "poids": "40"}
    assert monde.post("indicateurs_ajouter", **data).status_code == 302
    kept = (facts.of(monde.relu()).indicateurs or ())[-1]
    assert (kept.catalogue, kept.action, kept.unite, kept.sens) == (
        "PRE-05",
        code,
        "%",
        f.SensIndicateur.HAUSSE,
    )
    assert kept.cibles == (f.CibleAnnuelle(exercice=2028, valeur=Decimal("38.5")),)
    listed = texte_de(monde.get("indicateurs"))
    assert (
        "non calculable → 38,50 % en 2028" in listed or "non calculable → 38,5 % en 2028" in listed
    )
    assert "Poids dans le variable de la mission : 40 % sur 100" in listed
    assert "Déjà suivi" in texte_de(monde.get("indicateurs_catalogue"))
    assert (
        monde.get("indicateurs_ajouter", catalogue="rien")
        .context["form"]
        .initial["sans_denominateur"]
        is False
    )


def test_an_indicator_refuses_what_contradicts_itself(monde: Monde) -> None:
    pk = monde.lignes["indicateurs"]
    for wrong in (
        {"poids": "140"},
        {"denominateur": "habitants", "sans_denominateur": "on"},
        {"depart_valeur": "beaucoup"},
        {"depart_valeur": "1,234"},
    ):
        assert (
            monde.post("indicateurs_modifier", pk, libelle="V", version="1", **wrong).status_code
            == 422
        )
    monde.post(
        "indicateurs_modifier",
        pk,
        libelle="V",
        version="1",
        sans_denominateur="on",
        depart_valeur="-2,5 %",
    )
    row = Indicateur.objects.get(pk=pk)
    assert (row.denominateur, row.depart_valeur) == ("", Decimal("-2.5"))


def test_a_figure_of_the_territory_is_cited_and_does_not_move(monde: Monde) -> None:
    pk = monde.lignes["actions"]
    who = {"by": monde.porteur, "on": ON}
    known = {
        "indicateur": "ald",
        "valeur": Decimal("19.4"),
        "source": "CPAM",
        "date": f.PartialDate(2025),
    }
    add_chiffre(dossier=monde.relu(), valeurs=known, **who)
    assert "19,4 %" in texte_de(monde.get("actions_citer", pk))
    for _ in range(2):  # the second one brings the same value up to date
        assert monde.post("actions_citer", pk, indicateur="ald").status_code == 302
    (cited,) = action(monde).chiffres or ()
    assert (cited.indicateur, cited.valeur) == ("ald", "19,4\u00a0% en 2025")
    monde.post("actions_citer", pk, indicateur="rien")
    assert len(action(monde).chiffres or ()) == 1
    assert monde.get("actions_citer", 9999).status_code == 404
    row = ActionPrevue.objects.get(pk=pk)
    with pytest.raises(Forbidden):
        cite_chiffre(action=row, chiffre=cited, by=monde.lecteur, on=ON)


def test_the_plan_is_followed_and_its_families_are_five(monde: Monde) -> None:
    data = {
        "redige": "oui",
        "trame_nationale": "oui",
        "mis_a_jour_le": "2026-10-01",
        "version": "1",
    }
    assert monde.post("plan_crise", familles_risques="6", **data).status_code == 422
    assert monde.post("plan_crise", familles_risques="5", **data).status_code == 302
    assert facts.of(monde.relu()).plan_crise.familles_risques == 5


def test_a_page_of_missions_reads_the_contract(monde: Monde) -> None:
    assert "Pas encore de contrat" in texte_de(monde.get("missions"))
    prevention = other(monde, mission="prevention", debut=f.PartialDate(2027, 9))
    assert prevention.pk
    tried = texte_de(monde.get("missions", signature="2027-06-30"))
    assert "comme si le contrat était signé le 30 juin 2027" in tried
    assert "prévu en septembre 2027 par ses actions" in tried
    signed = {
        "date_signature": date(2026, 3, 2),
        "date_effet": date(2026, 4, 1),
        "missions": (
            f.MissionSignee(poste="acces", demarrage=date(2026, 6, 1)),
            f.MissionSignee(poste="parcours", demarrage=date(2027, 5, 1), arret=date(2028, 1, 1)),
        ),
    }
    Acces.objects.create(dossier=monde.dossier, user=monde.porteur, role=Role.TRESORIER)
    update_contrat(dossier=monde.relu(), version=1, valeurs=signed, by=monde.porteur, on=ON)
    page = texte_de(monde.get("missions"))
    for said in (
        "Signé le 2 mars 2026, il prend effet le 1er avril 2026",
        "démarrée le 1er juin 2026, dit le contrat",
        "démarre le 1er mai 2027, dit le contrat ; arrêtée le 1er janvier 2028",
        "pas démarrée, dit le contrat ; prévu en septembre 2027 par ses actions",
        "le 1er octobre 2026 au plus tard (6 mois)",  # the crisis, whose last day is over
        "Sa date limite de démarrage est passée",
        monde.url("contrat"),
    ):
        assert said in page, said
    # The calendar counts the same days, from the same contract.
    days = {one.cle: one.le for one in echeances(facts.of(monde.relu()), on=ON, argent=False)}
    assert days["demarrage-crise"] == date(2026, 10, 1)
    assert days["deploiement-prevention"] == date(2028, 4, 1)
    assert "le 1er avril 2028 au plus tard (24 mois)" in page
    assert monde.url("contrat") not in texte_de(monde.get("missions", who="lecteur"))


def test_a_fiche_says_what_follows_it_what_it_costs_and_prints(monde: Monde) -> None:
    code, pk = action(monde).id, monde.lignes["actions"]
    bare = texte_de(monde.get("actions_modifier", pk))
    assert "Aucune ligne du budget ne la nomme encore." in bare
    assert monde.url("budget_projet") in bare
    who = {"by": monde.porteur, "on": ON}
    counted = {
        "libelle": "Demandes traitées",
        "nature": f.NatureIndicateur.QUANTITATIF,
        "action": code,
        "depart_valeur": Decimal(0),
        "unite": "%",
        "cibles": (f.CibleAnnuelle(exercice=2028, valeur=Decimal(80)),),
    }
    add_indicateur(dossier=monde.relu(), valeurs=counted, **who)
    money = f.LigneBudgetProjet(
        exercice=2027, nature="ext_loyer", libelle="Salle", montant=Decimal(1200), action=code
    )
    version = listes.version(monde.relu(), Liste.BUDGET_PROJET)
    update_budget_projet(dossier=monde.relu(), version=version, lignes=(money,), **who)
    page = texte_de(monde.get("actions_modifier", pk))
    for said in (
        "0 % → 80 % en 2028",
        "Il lui manque un indicateur qui se décrit",
        "Salle, 1 200 € en 2027",
        monde.url("budget_axes") + "?annee=2027",
        monde.url("actions_imprimer", pk, "pdf"),
    ):
        assert said in page, said
    assert "qui se compte, même simple" not in page
    made = monde.get("actions_imprimer", pk, "pdf", who="lecteur")
    assert made.content.startswith(b"%PDF")
    assert "attachment" in made["Content-Disposition"]
    assert monde.get("actions_imprimer", pk, "xlsx").status_code == 404
    assert monde.get("actions_imprimer", 999_999, "pdf").status_code == 404


def test_a_long_team_is_folded_under_those_chosen(monde: Monde) -> None:
    for number in range(14):
        add_personne(
            dossier=monde.relu(), valeurs={"nom": f"N{number:02}"}, by=monde.porteur, on=ON
        )
    chosen = (facts.of(monde.relu()).equipe or ())[3]
    row = ActionPrevue.objects.get(pk=monde.lignes["actions"])
    referents = {"referents": (chosen.id,)}
    update_action(action=row, version=row.version, valeurs=referents, by=monde.porteur, on=ON)
    page = texte_de(monde.get("actions_modifier", monde.lignes["actions"]))
    team = page[page.index("Qui en répond") :]
    assert team.index("checked") < team.index("Choisir dans l’équipe")
    assert page.count(f'name="referents" value="{chosen.id}"') == 1
