"""Whatever the choices, the text of the statutes holds together."""

import re
from decimal import Decimal

from hypothesis import HealthCheck, given, settings

from maillage.core.facts import College, DossierFacts, Statuts, Structure
from maillage.core.statuts import NatureSegment, Redaction, Resolution, resoudre, statuts_rediges
from maillage.core.statuts.nombres import en_lettres
from maillage.core.statuts.segments import A_DECIDER
from tests.core.statuts.choix_au_hasard import HOSTILE, REPERES, TABLES, dossiers

RI = "règlement intérieur"
CA, COLLEGIALE = "conseil d’administration", "direction collégiale"
_slow = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))


def written(dossier: DossierFacts) -> Redaction:
    return statuts_rediges(dossier, TABLES, REPERES)


def resolved(dossier: DossierFacts) -> Resolution:
    return resoudre(dossier.statuts, dossier, TABLES)


def ours(redaction: Redaction, numero: int) -> str:
    """Return the words of an article that are ours, not the team's."""
    return " ".join(
        segment.texte
        for paragraph in redaction.article(numero).paragraphes
        for segment in paragraph.segments()
        if segment.nature is NatureSegment.FIXE
    )


def all_ours(redaction: Redaction) -> str:
    return "\n".join(ours(redaction, article.numero) for article in redaction.articles)


def text(redaction: Redaction, numero: int) -> str:
    paragraphs = redaction.article(numero).paragraphes
    return "\n".join("".join(s.texte for s in p.segments()) for p in paragraphs)


@_slow
@given(dossiers())
def test_every_article_is_there_in_order_and_says_something(dossier: DossierFacts) -> None:
    redaction = written(dossier)
    assert [article.numero for article in redaction.articles] == list(range(20))
    assert all(ours(redaction, numero).strip() for numero in range(20))
    assert len(redaction.signataires) >= 2


@_slow
@given(dossiers())
def test_no_hole_nor_loose_end_stays_in_our_words(dossier: DossierFacts) -> None:
    redaction = written(dossier)
    for article in redaction.articles:
        for paragraph in article.paragraphes:
            parts = paragraph.ligne
            fixed = "".join(s.texte if s.nature is NatureSegment.FIXE else "X" for s in parts)
            assert not re.search(r"[{}]|  |,,|\.\.|None|Decimal|\( ?\)", fixed), fixed
            left = fixed == "X" and parts[0].texte.startswith(A_DECIDER)
            assert paragraph.rubrique or left or fixed[-1] in ".:", fixed
            assert (fixed.endswith(":")) == bool(paragraph.elements)
            ends = ["".join(s.texte for s in line)[-1] for line in paragraph.elements]
            assert ends == [";"] * (len(ends) - 1) + ["."] * bool(ends)


@_slow
@given(dossiers())
def test_no_organ_is_named_that_does_not_exist(dossier: DossierFacts) -> None:
    redaction, resolution = written(dossier), resolved(dossier)
    said = all_ours(redaction)
    assert (COLLEGIALE in said) == (resolution.valeurs["ca_existe"] is False)
    assert (CA in said) == (resolution.valeurs["ca_existe"] is True)
    assert redaction.article(13).titre.endswith(
        "Conseil d’administration" if resolution.valeurs["ca_existe"] else "Direction collégiale"
    )
    shared = bool(resolution.valeurs["copresidence"])
    assert ("coprésident" in said) == shared
    assert not (shared and re.search(r"\b(le|un) président\b", said))
    posts = resolution.liste("postes")
    assert "secretaire" in posts or "secrétariat" not in said
    assert {"tresorier"} <= set(posts)
    assert shared != ("president" in posts)
    assert resolution.valeurs["par_colleges"] or "collège" not in said


@_slow
@given(dossiers())
def test_no_clause_denies_another(dossier: DossierFacts) -> None:
    redaction, v = written(dossier), resolved(dossier).valeurs
    said = all_ours(redaction)
    assert not (v["pouvoirs_max"] == 0 and re.search("représentés|pouvoir à un autre", said))
    assert bool(v["indemnites_permises"]) == bool(re.search("indemni", said))
    assert bool(v["droit_entree"]) == ("donne lieu à un droit d’entrée" in said)
    assert bool(v["droit_entree"]) != ("Aucun droit d’entrée" in said)
    assert not (v["personnes_morales"] is False and "personne morale" in said)
    assert not (v["quorum_ago"] == "aucun" and "À défaut" in ours(redaction, 11))
    assert ("abstention" in ours(redaction, 11)) is True
    assert bool(v["liberalites"]) == ("préfet" in said)
    assert redaction.annexe == ("annexée" in ours(redaction, 2))


@_slow
@given(dossiers())
def test_the_reglement_interieur_lists_each_article_that_hands_it_something(
    dossier: DossierFacts,
) -> None:
    redaction = written(dossier)
    citing = {
        a.numero for a in redaction.articles if a.numero != 16 and RI in ours(redaction, a.numero)
    }
    listed = {int(n) for n in re.findall(r"\(article (\d+)\)", ours(redaction, 16))}
    assert citing == listed


@_slow
@given(dossiers())
def test_a_number_is_the_same_in_words_and_in_figures(dossier: DossierFacts) -> None:
    said = all_ours(written(dossier))
    for found in re.finditer(r"([\w’ -]+?) \((\d+)\)", said):
        value = int(found[2])
        assert found[1].endswith((en_lettres(value), en_lettres(value, feminin=True)))


@_slow
@given(dossiers())
def test_what_is_missing_is_seen_and_what_was_chosen_is_not_called_usual(
    dossier: DossierFacts,
) -> None:
    redaction, resolution = written(dossier), resolved(dossier)
    for article in redaction.articles:
        assert not {*article.choisis} & {*article.par_defaut}
        assert not {*article.par_defaut} & {*article.manques}
        for segment in (s for p in article.paragraphes for s in p.segments()):
            assert bool(segment.cle) == (segment.nature is NatureSegment.MANQUE)
            assert not segment.cle or segment.texte.startswith(("à compléter : ", A_DECIDER))
    assert not {*redaction.par_defaut} & resolution.choisis


def test_what_the_team_typed_is_never_read_as_a_sentence() -> None:
    dossier = DossierFacts(
        structure=Structure(nom=HOSTILE), statuts=Statuts(affiliations=(HOSTILE, "{sigle}"))
    )
    redaction = written(dossier)
    assert HOSTILE in text(redaction, 1)
    assert f"{HOSTILE}, {{sigle}}" in text(redaction, 9)


def test_a_fee_that_nobody_wrote_is_left_to_be_said() -> None:
    colleges = (College(nom="A", membres="x", cotisation=Decimal(20)), College(nom="B"))
    choices = Statuts(cotisation_fixee_par="ag", colleges=colleges)
    assert "cotisation du collège" in text(written(DossierFacts(statuts=choices)), 7)


def test_statutes_without_any_choice_follow_the_usual_options() -> None:
    redaction = written(DossierFacts())
    optional = ("membres_honneur", "bienfaiteurs", "rachat")
    assert redaction.manques == ("nom", "adresse", *optional, "fait_a", "fait_le")
    expected = {
        cle for cle, choix in TABLES.choix.items() if choix.defaut is not None or cle == "colleges"
    }
    unused = expected - {*redaction.par_defaut, *optional}
    assert {cle for cle in unused if TABLES.choix[cle].si is None} == set()
    assert "quinze jours" in text(redaction, 11).casefold()
    assert "neuf à quinze (9 à 15) membres, élus pour trois (3) ans" in text(redaction, 13)


def test_an_optional_clause_is_a_blank_until_it_is_taken_or_left() -> None:
    start = "à décider : Sont membres d’honneur ceux"
    assert start in text(written(DossierFacts()), 7)
    for answer in (True, False):
        said = text(written(DossierFacts(statuts=Statuts(membres_honneur=answer))), 7)
        assert start not in said
        assert ("Sont membres d’honneur ceux" in said) is answer


def test_a_direction_without_council_changes_every_article() -> None:
    usual = all_ours(written(DossierFacts()))
    collegial = all_ours(written(DossierFacts(statuts=Statuts(ca_existe=False))))
    # Article 13 also names the organ that it creates.
    assert collegial.count(COLLEGIALE) == usual.count(CA) + 1
    assert CA not in collegial


def test_missions_of_the_object_are_those_of_the_dossier() -> None:
    dossier = DossierFacts(textes={"mission_qualite": "Un texte.", "mission_crise": " "})
    assert resolved(dossier).valeurs["objet_missions"] == ("qualite",)


def test_numbers_in_words() -> None:
    numbers = (0, 1, 17, 21, 30, 61, 70, 71, 77, 80, 81, 91, 99, 100)
    assert [en_lettres(n) for n in numbers] == [
        "zéro", "un", "dix-sept", "vingt et un", "trente", "soixante et un", "soixante-dix",
        "soixante et onze", "soixante-dix-sept", "quatre-vingts", "quatre-vingt-un",
        "quatre-vingt-onze", "quatre-vingt-dix-neuf", "100",
    ]  # fmt: skip
    assert en_lettres(21, feminin=True) == "vingt et une"
