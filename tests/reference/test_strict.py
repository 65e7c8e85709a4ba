"""The strict reader: everything that is not exactly one good document is refused, and said."""

import dataclasses
import time
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest

from maillage.core.facts import PartialDate
from maillage.reference.strict import Problems, read, structure


class Couleur(StrEnum):
    BLEU = "bleu"
    VERT = "vert"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Ligne:
    nom: str
    nombre: int | None = None
    prix: Decimal | None = None
    oui_non: bool | None = None
    jour: date | None = None
    periode: PartialDate | None = None
    couleur: Couleur | None = None
    liste: tuple[str, ...] | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Table:
    lignes: tuple[Ligne, ...] = ()
    mots: Mapping[str, str] = dataclasses.field(default_factory=dict)


def refused(data: bytes | str) -> list[str]:
    content = data.encode() if isinstance(data, str) else data
    with pytest.raises(Problems) as caught:
        structure(read(content, "f"), Table, "f")
    return [str(problem) for problem in caught.value.problems]


def ligne(content: str) -> Ligne:
    return structure(read(f"nom: N\n{content}".encode(), "f"), Ligne, "f")


def ligne_refused(content: str) -> list[str]:
    with pytest.raises(Problems) as caught:
        ligne(content)
    return [str(problem) for problem in caught.value.problems]


# --- the file


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_file_when_empty(data: bytes) -> None:
    assert refused(data) == ["le fichier est vide"]


def test_file_when_it_holds_comments_only() -> None:
    assert refused("# rien\n") == ["il faut un seul document par fichier"]


def test_file_when_it_is_latin_1() -> None:
    assert refused("mots:\n  a: été".encode("latin-1")) == [
        (
            "ligne 2 : ce caractère n'est pas de l'UTF-8 (le fichier est sans doute en Latin-1 ou "
            "en Windows-1252) : enregistrez-le en UTF-8"
        )
    ]


def test_file_when_it_weighs_10_mb() -> None:
    assert refused(b"a" * 10_000_000) == ["le fichier pèse 10,0 Mo ; la limite est 5 Mo"]


def test_file_when_it_holds_several_documents() -> None:
    assert refused("mots: {}\n---\nmots: {}\n") == ["il faut un seul document par fichier"]


@pytest.mark.parametrize("data", ["mots:\n\ta: b", "\tmots: a"])
def test_file_when_indented_with_tabs(data: str) -> None:
    (problem,) = refused(data)

    assert "ni tabulation" in problem


def test_file_when_an_alias_would_explode() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"

    assert refused(bomb) == ["ligne 1 : les renvois YAML (« & » et « * ») sont refusés"]


@pytest.mark.parametrize("data", ["a: " + "[" * 400_000, "- " * 40 + "a", '{"a": ' * 40 + "1"])
def test_file_when_nested_too_deep(data: str) -> None:
    (problem,) = refused(data)

    assert "trop de niveaux imbriqués" in problem or "mal formé" in problem


def test_json_when_nested_beyond_the_parser() -> None:
    data = '{"a": ' * 100_000 + "1" + "}" * 100_000

    assert refused(data) == ["trop de niveaux imbriqués"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("mots: {a: b}\nmots: {}", "ligne 2, champ « mots » : clé écrite deux fois"),
        ('{"mots": {}, "mots": {}}', "champ « mots » : clé écrite deux fois"),
        ("mots: {? [a] : b}", "ligne 1 : une clé doit être un mot"),
        ("mots: {a: b", None),
        ('{"mots": }', "ligne 1 : le JSON est mal formé (colonne 10)"),
        ('{"mots": {"a": NaN}}', "valeur JSON inconnue"),
        ('{"mots": {"a": "\\ud800"}}', "le caractère U+D800 n'est pas du texte : effacez-le"),
        ('{"mots": {"\\u0000": "a"}}', "le caractère U+0000 n'est pas du texte : effacez-le"),
        ('mots:\n  a: "\\0"', "ligne 2 : le caractère U+0000 n'est pas du texte : effacez-le"),
        ("mots: {a: \x07}", "un caractère interdit rend le fichier illisible"),
        (
            "mots:\n  a: !important",
            (
                "ligne 2 : « ! » en tête annonce une étiquette YAML : "
                "mettez le texte entre guillemets"
            ),
        ),
        ("mots: !!python/object:os.system {}", None),
    ],
)
def test_file_when_badly_written(data: str, expected: str | None) -> None:
    (problem,) = refused(data)

    assert expected is None or problem == expected


def test_json_when_its_keys_are_many() -> None:
    keys = ", ".join(f'"k{rank}": "v"' for rank in range(100_000))
    start = time.perf_counter()

    node = read(f"{{{keys}}}".encode(), "f")

    assert len(node.value) == 100_000
    assert time.perf_counter() - start < 5


# --- the values


def test_values_when_well_written() -> None:
    read_line = ligne(
        "nombre: 61 367\nprix: 1500.10\noui_non: oui\njour: 2026-11-22\n"
        "periode: 2026-11\ncouleur: vert\nliste: [01004, 2A004, non]"
    )

    assert read_line == Ligne(
        nom="N",
        nombre=61_367,
        prix=Decimal("1500.10"),
        oui_non=True,
        jour=date(2026, 11, 22),
        periode=PartialDate(2026, 11),
        couleur=Couleur.VERT,
        liste=("01004", "2A004", "non"),
    )


@pytest.mark.parametrize("words", ["", "~", "null"])
def test_value_when_nothing_is_written_is_no_answer(words: str) -> None:
    assert ligne(f"prix: {words}\nliste: {words}") == Ligne(nom="N")


def test_text_when_quoted_is_kept_as_it_is() -> None:
    assert ligne('liste: ["", "null", " oui", "~"]').liste == ("", "null", " oui", "~")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("nombre: trois", "« trois » n'est pas un nombre entier"),
        ("nombre: '3'", "« 3 » n'est pas un nombre entier"),
        ("nombre: --3", "« --3 » n'est pas un nombre entier"),
        ("nombre: " + "9" * 5_000, "ce nombre est trop grand"),
        ("prix: 1,50", "« 1,50 » n'est pas un nombre"),
        ("prix: .nan", "« .nan » n'est pas un nombre"),
        ("prix: Infinity", "« Infinity » n'est pas un nombre"),
        ("oui_non: peut-être", "« peut-être » : répondez « oui » ou « non »"),
        ("jour: 22/11/2026", "« 22/11/2026 » n'est pas une date AAAA-MM-JJ"),
        ("periode: 2026-13", "« 2026-13 » n'est pas une date AAAA, AAAA-MM ou AAAA-MM-JJ"),
        ("periode: 0000", "« 0000 » n'est pas une date AAAA, AAAA-MM ou AAAA-MM-JJ"),
        ("couleur: rouge", "« rouge » n'est pas un choix possible (« bleu », « vert »)"),
        ("nombre: [1]", "une valeur simple est attendue"),
        ("liste: a", "une liste est attendue"),
        ("prix: " + "x" * 100, f"« {'x' * 60}… » n'est pas un nombre"),
    ],
)
def test_value_when_wrong(content: str, expected: str) -> None:
    field = content.split(":", maxsplit=1)[0]

    assert ligne_refused(content) == [f"ligne 2, champ « {field} » : {expected}"]


def test_table_when_several_things_are_wrong() -> None:
    content = "lignes:\n  - nom: A\n    nombre: x\n  - prix: 1\n  -\nmost: {}\nmots: {a: [b]}\n"

    assert refused(content) == [
        "ligne 3, champ « lignes[1].nombre » : « x » n'est pas un nombre entier",
        "ligne 4, champ « lignes[2].nom » : cette clé manque",
        "ligne 5, champ « lignes[3] » : des clés et leurs valeurs sont attendues",
        "ligne 6, champ « most » : clé inconnue ; vouliez-vous « mots » ?",
        "ligne 7, champ « mots.a » : une valeur simple est attendue",
    ]


def test_table_when_everything_is_wrong_says_the_first_hundred() -> None:
    problems = refused("\n".join(f"k{rank}: a" for rank in range(20_000)))

    assert (len(problems), problems[-1]) == (101, "et 19900 autres problèmes")


def test_json_when_too_deep_is_refused():
    for text in ('{"a": ' + "[" * 40 + "]" * 40 + "}", '{"a": ' + "[" * 100_000):
        with pytest.raises(Problems) as caught:
            read(text.encode(), "essai.json")
        assert "essai.json" in str(caught.value)


def test_json_null_when_read_is_no_answer():
    assert structure(read(b'{"nom": "a", "nombre": null}', "essai.json"), Ligne, "essai") == Ligne(
        nom="a"
    )


def test_mapping_when_a_list_is_given_is_refused():
    @dataclasses.dataclass(frozen=True, kw_only=True)
    class Textes:
        textes: Mapping[str, str]
        divers: object = None

    with pytest.raises(Problems, match="des clés et leurs valeurs"):
        structure(read(b"textes: [a]", "essai"), Textes, "essai")
    read_any = structure(read(b"textes: {a: b}\ndivers: tel quel", "essai"), Textes, "essai")
    assert read_any == Textes(textes={"a": "b"}, divers="tel quel")
