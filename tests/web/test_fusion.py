"""Two records of one person, seen on the page of the team and made one."""

import pytest

from maillage.dossiers.actions.merge_personnes import NotTwo
from maillage.dossiers.actions.separate_personnes import separate_personnes
from maillage.dossiers.models import Personne
from maillage.dossiers.queries.journal import of
from tests.factories import ON
from tests.web.conftest import Monde, texte_de


def second(monde: Monde, **more: str) -> Personne:
    monde.post("equipe_saisie", **{"l0-nom": "DURAND", "l0-prenom": "paul", "l0-quand_meme": "on"})
    row = Personne.objects.get(dossier=monde.dossier, nom="DURAND")
    Personne.objects.filter(pk=row.pk).update(**more)
    return row


def test_two_records_of_one_name_are_shown_and_made_one(monde: Monde) -> None:
    other = second(monde, courriel="paul@exemple.fr")
    assert "Peut-être en double : 1 personne" in texte_de(monde.get("equipe"))
    data = {"garder": monde.lignes["equipe"], "version": "1", "retirer": other.pk}
    for _ in range(2):  # the second click finds nothing to do
        monde.post("equipe_fusionner", **data)
    page = texte_de(monde.get("equipe"))
    assert "Les deux fiches de Paul Durand n’en font plus qu’une." in page
    assert "Peut-être en double" not in page
    assert Personne.objects.get(dossier=monde.dossier).courriel == "paul@exemple.fr"


def test_two_rpps_numbers_are_two_people(monde: Monde) -> None:
    second(monde, rpps="10003456781")
    Personne.objects.filter(pk=monde.lignes["equipe"]).update(rpps="10003456799")
    assert "Peut-être en double" not in texte_de(monde.get("equipe"))


def test_a_reader_is_not_asked(monde: Monde) -> None:
    second(monde)
    assert "Peut-être en double" not in texte_de(monde.get("equipe", who="lecteur"))


def test_a_record_changed_in_the_meantime_stays(monde: Monde) -> None:
    other = second(monde)
    data = {"garder": monde.lignes["equipe"], "version": "9", "retirer": other.pk}
    monde.post("equipe_fusionner", **data)
    assert "rien n’est réuni" in texte_de(monde.get("equipe"))
    assert Personne.objects.filter(dossier=monde.dossier).count() == 2


def test_two_people_of_one_name_are_told_apart_once(monde: Monde) -> None:
    other = second(monde)
    data = {"garder": monde.lignes["equipe"], "retirer": other.pk}
    before = len(list(of(monde.dossier)))
    for _ in range(2):
        monde.post("equipe_distinguer", **data)
    page = texte_de(monde.get("equipe"))
    assert "Peut-être en double" not in page
    assert "sont deux personnes : c’est retenu." in page
    assert len(list(of(monde.dossier))) == before + 1
    assert Personne.objects.filter(dossier=monde.dossier).count() == 2


def test_one_record_is_not_two_people(monde: Monde) -> None:
    same = monde.lignes["equipe"]
    assert monde.post("equipe_distinguer", garder=same, retirer=same).status_code == 302
    assert monde.post("equipe_distinguer", garder="x", retirer="").status_code == 302
    person = Personne.objects.get(pk=same)
    with pytest.raises(NotTwo):
        separate_personnes(premiere=person, seconde=person, by=monde.porteur, on=ON)
