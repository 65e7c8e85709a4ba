"""An agency's own model: checked when given, filled with text that stays text."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordDocument

from maillage.core.facts import Cpts, DossierFacts
from maillage.documents.modeles import ModeleRefuse, balises, remplir, verifier
from maillage.documents.modeles.balises import listes
from maillage.documents.modeles.environnement import FILTRES
from tests.documents.faits import ON, complet
from tests.word import modele

DOC = Path(__file__).parents[3] / "docs" / "balises-modeles.md"


EQUIPE = (
    ("Nom", "Métier"),
    ("{%tr for p in equipe %}", ""),
    ("{{ p.nom_prenom }}", "{{ p.profession|majuscules }}"),
    ("{%tr endfor %}", ""),
)


def lu(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in WordDocument(BytesIO(data)).paragraphs]


def test_a_good_model_is_usable_and_its_tags_are_listed() -> None:
    report = verifier(modele("{{ cpts.nom }} : {{ textes.freins }}", rows=EQUIPE))
    assert report.utilisable
    assert report.utilisees == (
        "cpts.nom",
        "textes.freins",
        "equipe.nom_prenom",
        "equipe.profession",
        "equipe",
    )
    assert "structure.siret" in report.inutilisees
    assert set(report.inutilisees).isdisjoint(report.utilisees)


def test_unknown_tags_are_listed_with_the_nearest_one() -> None:
    report = verifier(modele("{{ cpts.non }}", "{% for p in equipe %}{{ p.zzz }}{% endfor %}"))
    assert report.refus is None
    assert not report.utilisable
    assert [(one.nom, one.proche) for one in report.inconnues] == [
        ("cpts.non", "cpts.nom"),
        ("p.zzz", None),
    ]
    with pytest.raises(ModeleRefuse):
        remplir(modele("{{ cpts.non }}"), complet(), on=ON)


def test_a_model_is_filled_with_the_words_of_our_documents() -> None:
    data = modele(
        "{{ cpts.nom }}, SIRET {{ structure.siret }}, RNA {{ structure.rna }}",
        "{{ textes.territoire_justification }}",
        "{% if choix.souhait_accelerateur == 'oui' %}Avec l’Accélérateur{% endif %}",
        "{% if structure.rna %}non{% else %}oui{% endif %} {{ structure.rna|sinon('aucun') }}",
        rows=EQUIPE,
    )
    made = remplir(data, complet(), on=ON)
    assert lu(made) == [
        "CPTS Haut-Allier, SIRET 732\u00a0829\u00a0320\u00a000074, RNA à compléter",
        (
            "Le bassin de vie de Brioude et de Langeac, où les habitants se soignent déjà :\n"
            "• 82 % des consultations y restent ;\n• aucune commune voisine n’est en zone blanche."
        ),
        "Avec l’Accélérateur",
        "oui aucun",
    ]
    table = WordDocument(BytesIO(made)).tables[0]
    assert [row.cells[0].text for row in table.rows][:3] == ["Nom", "Faure Claire", "Bayle Thomas"]
    assert table.rows[1].cells[1].text == "MÉDECIN GÉNÉRALISTE"


@pytest.mark.parametrize(
    "text",
    [
        "A & B <x> </w:t> ]]>",
        "{{ structure.siret }} {% for %} {# #}",
        "{_{ x } y %}",
        "${x} #{y} \\n",
        "مرحبا",
    ],
)
def test_text_of_a_team_stays_text(text: str) -> None:
    dossier = replace(complet(), cpts=Cpts(nom=text), textes={"freins": f"**{text}**"})
    made = remplir(modele("{{ cpts.nom }}", "{{ textes.freins }}"), dossier, on=ON)
    assert lu(made) == [text, text]


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__.mro() }}",
        "{{ equipe[0].nom }}",
        "{{ 7 * 7 }}",
        "{{ cpts.nom|attr('x') }}",
        "{{ range(10) }}",
        "{% set a = 1 %}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% macro m() %}{% endmacro %}",
        "{{ cpts.nom",
        "{% for a in equipe %}",
        "{% for a in equipe %}{% for b in equipe %}x{% endfor %}{% endfor %}",
        "{{ equipe }}",
        "{% for cpts in equipe %}x{% endfor %}",
        "{# commentaire #}",
        "{{ cpts.nom is defined }}",
        "{{ cpts.nom ~ cpts.nom }}",
        "{{ 'x'.join(equipe) }}",
        "{{ {'a': 1} }}",
    ],
)
def test_what_is_not_a_plain_tag_is_refused(tag: str) -> None:
    report = verifier(modele(tag))
    assert report.refus, tag
    with pytest.raises(ModeleRefuse):
        remplir(modele(tag), DossierFacts(), on=ON)


@pytest.mark.parametrize(
    "tag", ["{{ cpts.__class__ }}", "{{ loop.index }}", "{{ self }}", "{{ x }}"]
)
def test_what_we_do_not_name_is_unknown(tag: str) -> None:
    assert not verifier(modele(tag)).utilisable


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"%PDF-1.7", modele("x")[:900], b"\x00" * 300]
)
def test_what_is_not_a_model_is_refused(data: bytes) -> None:
    assert verifier(data).refus


def test_a_model_that_loads_something_is_refused() -> None:
    word = WordDocument()
    word.part.relate_to(
        "http://192.0.2.1/x.dotm",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate",
        is_external=True,
    )
    out = BytesIO()
    word.save(out)
    assert "ailleurs" in (verifier(out.getvalue()).refus or "")


def test_a_loop_that_cuts_a_table_is_refused_with_advice() -> None:
    rows = (("{% for p in equipe %}", "{{ p.nom }}"), ("x", "{% endfor %}"))
    report = verifier(modele(rows=rows))
    assert report.refus is None or "tr for" in report.refus


def test_an_empty_dossier_fills_any_model() -> None:
    every = [one.ecrite for one in balises() if one.liste is None]
    lists = [
        f"{{% for x in {name} %}}{{{{ x.{min(fields)} }}}}{{% endfor %}}"
        for name, fields in listes().items()
    ]
    made = lu(remplir(modele(*every, *lists), DossierFacts(), on=ON))
    assert made[0] == "à compléter"


def test_every_tag_is_documented() -> None:
    text = DOC.read_text(encoding="utf-8")
    documented = dict(re.findall(r"^\| `\{\{ ([\w.]+) \}\}` \| (.+) \|$", text, re.MULTILINE))
    assert documented == {one.nom: one.sens for one in balises()}
    assert {name for name in FILTRES if f"`{name}`" in text} == set(FILTRES)
