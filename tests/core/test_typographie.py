"""The spaces that French does not break."""

from maillage.core.typographie import FINE, INSECABLE, fr


def test_fr_keeps_signs_and_quotation_marks_with_their_words() -> None:
    said = fr("Qui ? L'équipe : « tous » ; oui !")
    expected = f"Qui{FINE}? L’équipe{INSECABLE}: «{INSECABLE}tous{INSECABLE}»{FINE}; oui{FINE}!"
    assert said == expected


def test_fr_leaves_an_address_alone() -> None:
    assert fr("https://exemple.fr/a?b=1") == "https://exemple.fr/a?b=1"
