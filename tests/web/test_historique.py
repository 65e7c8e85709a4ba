"""The versions of a row, of a section, of a table; the way back; both sides of a conflict."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillage.dossiers import facts
from maillage.dossiers.models import Personne, Reunion, VersionFiche
from tests.web.conftest import Monde, texte_de


def test_the_versions_of_a_person_say_what_changed_in_the_words_of_the_form(monde: Monde) -> None:
    pk = monde.lignes["equipe"]
    data = {"nom": "Durand", "prenom": "Paul", "profession": "medecin_generaliste"}
    monde.post("equipe_modifier", pk, **data, version="1")
    assert monde.url("versions_fiche", "equipe", pk) in texte_de(monde.get("equipe_modifier", pk))
    page = monde.get("versions_fiche", "equipe", pk)
    (change,) = page.context["versions"][0]["changements"]
    assert (change.nom, change.avant) == ("Profession ou qualité", "Infirmier")
    assert "Rétablir la version 1" in texte_de(page)
    reader = texte_de(monde.get("versions_fiche", "equipe", pk, who="lecteur"))
    assert "Une personne de l’équipe" in reader
    assert "Rétablir la version" not in reader


def test_a_removed_row_is_listed_and_put_back_by_a_double_click(monde: Monde) -> None:
    pk = monde.lignes["reunions"]
    monde.post("reunions_retirer", pk)
    assert "Lignes retirées (1)" in texte_de(monde.get("reunions"))
    assert "Lancement" in texte_de(monde.get("retirees", "reunions", who="lecteur"))
    data = {"numero": "1", "vue": "2"}
    refused = monde.post("versions_fiche", "reunions", pk, who="lecteur", **data)
    assert refused.status_code == 403
    found = [monde.post("versions_fiche", "reunions", pk, **data).status_code for _ in range(2)]
    assert found == [302, 302]
    assert Reunion.objects.get(pk=pk).intitule == "Lancement"
    assert "Rien n’a été retiré" in texte_de(monde.get("retirees", "reunions"))
    assert "a remis une réunion retirée" in texte_de(monde.get("dossier"))


def test_what_was_seen_is_no_longer_the_last_version(monde: Monde) -> None:
    pk = monde.lignes["equipe"]
    monde.post("equipe_modifier", pk, nom="A", version="1")
    monde.post("equipe_modifier", pk, nom="B", version="2")
    monde.post("versions_fiche", "equipe", pk, numero="1", vue="2")
    assert "Rien n’est rétabli" in texte_de(monde.get("versions_fiche", "equipe", pk))
    assert Personne.objects.get(pk=pk).nom == "B"


def test_a_version_that_names_someone_who_left_offers_the_rest(monde: Monde) -> None:
    monde.post("equipe_retirer", monde.lignes["equipe"])
    pk = monde.lignes["actions"]
    data = {"numero": "1", "vue": "2"}
    page = monde.post("versions_fiche", "actions", pk, **data)
    assert page.status_code == 422
    assert "Paul Durand n’est plus dans le dossier" in texte_de(page)
    monde.post("versions_fiche", "actions", pk, **data, sans_absents="oui")
    assert VersionFiche.objects.filter(dossier=monde.dossier, nature="actions").count() == 2


def test_the_versions_of_a_table_and_of_a_section(monde: Monde) -> None:
    monde.post("calendrier", debut_equipe="2026", version="0")
    monde.post("calendrier", debut_equipe="2027", version="1")
    assert "début 2026" in texte_de(monde.get("versions", "calendrier"))
    monde.post("versions", "calendrier", numero="1", vue="2")
    assert str((facts.of(monde.relu()).calendrier or ())[0].debut) == "2026"
    monde.post("statuts_article", 14, vice_presidents="2", version="1")
    page = texte_de(monde.get("versions", "statuts"))
    assert "avant que Maillage garde les versions" in page
    assert "Les communes du territoire" in texte_de(monde.get("versions", "communes"))


def test_the_past_of_a_person_is_erased_by_whoever_may(monde: Monde) -> None:
    pk = monde.lignes["equipe"]
    monde.post("equipe_retirer", pk)
    monde.get("equipe")  # the sentence that names this person is read
    place = ("versions_fiche", "equipe", pk)
    assert monde.post(*place, who="membre", effacer="oui").status_code == 403
    monde.post(*place, effacer="oui")
    assert "Durand" not in texte_de(monde.get(*place)).split("Versions :")[1]
    assert "Rien n’a été retiré" in texte_de(monde.get("retirees", "equipe"))


@pytest.mark.parametrize(
    ("page", "args"),
    [
        ("versions", ("equipe",)),
        ("versions", ("rien",)),
        ("versions_fiche", ("choix", 1)),
        ("versions_fiche", ("equipe", 999_999)),
        ("retirees", ("choix",)),
    ],
)
def test_an_address_of_nothing(monde: Monde, page: str, args: tuple[object, ...]) -> None:
    assert monde.get(page, *args).status_code == 404


def test_a_bad_number_is_not_found(monde: Monde) -> None:
    place = ("versions_fiche", "equipe", monde.lignes["equipe"])
    assert monde.post(*place, numero="x", vue="1").status_code == 404
    assert monde.post(*place, numero="9", vue="1").status_code == 404


def test_two_people_change_other_answers_and_the_second_is_told(monde: Monde) -> None:
    pk = monde.lignes["equipe"]
    base = {"nom": "Durand", "prenom": "Paul", "profession": "infirmier", "version": "1"}
    monde.post("equipe_modifier", pk, **base | {"telephone": "01"}, who="membre")
    assert monde.post("equipe_modifier", pk, **base | {"nom": "Dupont"}).status_code == 302
    person = Personne.objects.get(pk=pk)
    assert (person.nom, person.telephone) == ("Dupont", "01")
    assert "a changé « Téléphone » entre-temps" in texte_de(monde.get("equipe"))


def test_a_conflict_keeps_what_the_other_changed_elsewhere(monde: Monde) -> None:
    pk = monde.lignes["equipe"]
    base = {"nom": "Durand", "prenom": "Paul", "profession": "infirmier", "version": "1"}
    monde.post("equipe_modifier", pk, **base | {"nom": "Dupont", "telephone": "01"})
    page = monde.post("equipe_modifier", pk, **base | {"nom": "Dubois"}, who="membre")
    (gap,) = page.context["conflit"].ecarts
    assert (page.status_code, gap.nom, gap.actuel, gap.votre) == (409, "Nom", "Dupont", "Dubois")
    form = page.context["form"]
    assert [form[name].value() for name in ("nom", "telephone", "version")] == ["Dubois", "01", 2]


def test_queries_do_not_grow_with_the_versions(monde: Monde) -> None:
    pk = monde.lignes["equipe"]
    monde.get("equipe_modifier", pk)  # what every page reads once is read
    counts = []
    for many in (1, 300):
        VersionFiche.objects.bulk_create(
            VersionFiche(
                dossier=monde.dossier, nature="equipe", fiche=f"x{many}-{n}", numero=m,
                ligne=9000 + n, rang=n, auteur=monde.porteur,
                contenu={"id": "x", "nom": f"N{n}"} if m == 1 else None,
            )
            for n in range(many) for m in (1, 2)
        )  # fmt: skip
        code = Personne.objects.get(pk=pk).code
        VersionFiche.objects.bulk_create(
            VersionFiche(
                dossier=monde.dossier, nature="equipe", fiche=code, numero=n + many * 10,
                contenu={"id": code, "nom": f"N{n}"}, auteur=monde.porteur,
            )
            for n in range(many)
        )  # fmt: skip
        for page, args in (("versions_fiche", ("equipe", pk)), ("retirees", ("equipe",))):
            with CaptureQueriesContext(connection) as captured:
                assert monde.get(page, *args).status_code == 200
            counts.append(len(captured))
    assert counts[:2] == counts[2:]
    assert "Versions plus anciennes" in texte_de(monde.get("versions_fiche", "equipe", pk))
    assert monde.get("versions_fiche", "equipe", pk, avant="3050").status_code == 200


def test_the_past_of_the_money_is_read_by_whoever_sees_the_money(monde: Monde) -> None:
    for nature in ("contrat", "realise"):
        found = [monde.get("versions", nature, who=who).status_code for who in monde.clients]
        assert found == [200, 200, 403, 404, 302], nature
