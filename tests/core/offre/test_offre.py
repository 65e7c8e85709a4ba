"""Who practises, who of the team they are, and what share that makes: on invented people."""

from dataclasses import dataclass, replace

import pytest

from maillage.core.offre import Certitude, Membre, compter, rapprocher, representativite, reunir
from maillage.reference.offre import lire_offre, offre
from maillage.reference.strict import Problems

TABLE = offre().professions


@dataclass(frozen=True)
class Ligne:
    numero: str
    nom: str
    prenom: str = "ANNE"
    profession: str = "60"
    savoir_faire: str = ""
    savoir_faire_libelle: str = ""
    mode: str = "L"
    commune: str = "43268"
    en_ville: bool = True


DOCTOR = Ligne("1", "LE GALL", "ANNE-MARIE", "10", "SM54", "Médecine générale")
LINES = (
    DOCTOR,
    replace(DOCTOR, savoir_faire="SM04", savoir_faire_libelle="Cardiologie"),
    replace(DOCTOR, commune="43157"),
    Ligne("2", "ROY", "LUC", "10", "SM42", "Psychiatrie", mode="S", en_ville=False),
    Ligne("3", "MARTIN", "ÉLODIE"),
    Ligne("4", "MARTIN", "PAUL", mode="S"),
    Ligne("5", "SAINT-LÉGER", "AÏCHA", "21"),
    Ligne("6", "ROCHE", "ZOÉ", "99"),
)
ICI = reunir(LINES, TABLE)


def member(
    nom: str, prenom: str | None = None, profession: str | None = None, rpps: str | None = None
) -> Membre:
    return Membre(id=nom, nom=nom, prenom=prenom, profession=profession, rpps=rpps)


def match(one: Membre, refuses: tuple[tuple[str, str], ...] = (), ailleurs: dict | None = None):
    found = rapprocher([one], ICI, ailleurs=ailleurs or {}, table=TABLE, refuses=refuses)[0]
    return found.certitude, [candidate.numero for candidate in found.candidats]


def test_each_person_counts_once_in_the_territory_and_once_in_each_commune() -> None:
    heads = compter(ICI)
    general, other, nurse = (
        heads[c] for c in ("medecin_generaliste", "medecin_specialiste", "infirmier")
    )
    assert (general.en_ville, general.liberaux, general.par_commune) == (
        1,
        1,
        {"43268": 1, "43157": 1},
    )
    assert (other.en_ville, other.ailleurs, other.par_commune) == (0, 1, {})
    assert (nurse.en_ville, nurse.liberaux, heads[None].en_ville) == (2, 1, 1)
    assert ICI[0].precision == "Cardiologie, Médecine générale"


@pytest.mark.parametrize(
    ("one", "certitude", "numbers"),
    [
        (member("Le Gall", rpps="1"), "ici", ["1"]),
        (member("Autre nom", rpps="3"), "ici", ["3"]),
        (member("Le Gall", rpps="9"), "introuvable", []),
        (member("Legall", "Anne", "medecin_generaliste"), "proposee", ["1"]),
        (member("Le  Gall", "anne marie"), "proposee", ["1"]),
        (member("Le Gall", "Marie"), "aucune", []),
        (member("Le Gall", "Anne", "infirmier"), "aucune", []),
        (member("Martin", None, "infirmier_pratique_avancee"), "proposee", ["3", "4"]),
        (member("Martin", "Elodie", "infirmier"), "proposee", ["3"]),
        (member("Saint Léger", "Aïcha", "pharmacien_officine"), "proposee", ["5"]),
        (member("Inconnu", "Ève"), "aucune", []),
    ],
)  # fmt: skip
def test_a_number_is_sure_and_a_name_only_proposes(one, certitude, numbers) -> None:
    assert match(one) == (Certitude(certitude), numbers)


def test_what_somebody_refused_and_who_is_taken_are_not_proposed_again() -> None:
    one = member("Martin", None, "infirmier")
    assert match(one, refuses=(("Martin", "3"),)) == (Certitude.PROPOSEE, ["4"])
    assert match(member("Roy", rpps="77"), ailleurs={"77": ICI[0]}) == (Certitude.AILLEURS, ["1"])
    both = rapprocher([member("Martin", rpps="3"), one], ICI, ailleurs={}, table=TABLE)
    assert [c.numero for c in both[1].candidats] == ["4"]


def test_the_share_counts_those_whose_number_is_known_and_the_line_itself_is_enough() -> None:
    team = [
        member("Le Gall", rpps="1"),
        member("Roy", rpps="2"),
        member("Martin", "Paul", "infirmier"),
    ]
    found = rapprocher(team, ICI, ailleurs={}, table=TABLE)
    share = representativite(found, compter(ICI), TABLE, seuil=25)
    parts = {one.code: (one.equipe, one.en_ville) for one in share.parts}
    assert parts["medecin_generaliste"] == (1, 1)
    assert parts["medecin_specialiste"] == (0, 0)  # in a hospital: not in town
    assert (share.total.equipe, share.total.en_ville, share.total.pourcent) == (1, 4, 25)
    assert (share.atteinte, share.manquent) == (True, 0)
    below = representativite(found, compter(ICI), TABLE, seuil=26)
    assert (below.atteinte, below.manquent) == (False, 1)
    nobody = representativite((), {}, TABLE, seuil=15)
    assert (nobody.atteinte, nobody.total.pourcent, nobody.manquent) == (None, None, 0)
    assert representativite(found, compter(ICI), TABLE, seuil=None).atteinte is None


def test_the_table_is_read_strictly() -> None:
    line = "  - {code: a, libelle: A, rpps: '1', professions: [nul]}\n"
    text = f"verifie_le: 2026-11-26\nsource: essai\nfiabilite: vu\nprofessions:\n{line}{line}"
    with pytest.raises(Problems) as found:
        lire_offre(text.encode(), "essai.yaml")
    assert [one.field for one in found.value.problems] == ["code", "professions", "professions"]
