"""How far a model would be filled, and how a filled one is shown on a page."""

from dataclasses import replace

import pytest

from maillage.core.facts import DossierFacts, Personne
from maillage.documents.etat import EtatDocument, Remplissage
from maillage.documents.modeles import balises, remplir
from maillage.documents.modeles.apercu import apercu
from maillage.documents.modeles.apporte import de_fichier
from maillage.documents.modeles.balises import libelle, listes
from maillage.documents.modeles.etat import bilan_modele, etat_modele
from maillage.documents.modeles.exemples import VIDE, exemples
from tests.documents.faits import ON, complet
from tests.word import EQUIPE, modele

TAGS = modele(
    "{{ cpts.nom }} {{ textes.freins }} {{ donnees.structure_juridique }} {{ calcul.population }}",
    "{{ structure.rna }}",
    rows=EQUIPE,
)


def etat_de(dossier: DossierFacts, data: bytes = TAGS) -> EtatDocument:
    return etat_modele(dossier, de_fichier("x", data), on=ON)


def test_each_tag_is_an_item_and_a_list_is_one() -> None:
    states = {bloc.cle: bloc.remplissage for bloc in etat_de(complet()).blocs}
    assert states == {
        "cpts.nom": Remplissage.REMPLI,
        "structure.rna": Remplissage.VIDE,
        "calcul.population": Remplissage.CALCULE,
        "textes.freins": Remplissage.REMPLI,
        "donnees.structure_juridique": states["donnees.structure_juridique"],
        "equipe": states["equipe"],
    }
    empty = etat_de(DossierFacts())
    assert {bloc.remplissage for bloc in empty.blocs} == {Remplissage.VIDE}
    assert {place for bloc in empty.blocs for place in bloc.a_remplir} == {
        "identite",
        "textes/freins",
        "territoire",
        "equipe",
    }


def test_a_list_with_an_empty_field_is_filled_in_part() -> None:
    people = (Personne(id="a", nom="A", profession="infirmier"), Personne(id="b", nom="B"))
    data = modele(rows=EQUIPE)
    (bloc,) = etat_de(replace(DossierFacts(), equipe=people), data).blocs
    assert (bloc.remplissage, bloc.titre) == (Remplissage.PARTIEL, "Les personnes de l’équipe")
    (bloc,) = etat_de(replace(DossierFacts(), equipe=people[:1]), data).blocs
    assert bloc.remplissage is Remplissage.REMPLI
    (bloc,) = etat_de(replace(DossierFacts(), equipe=()), data).blocs
    assert bloc.remplissage is Remplissage.VIDE


@pytest.mark.parametrize("dossier", [DossierFacts(), complet()], ids=["empty", "full"])
def test_every_tag_has_a_state_and_a_place(dossier: DossierFacts) -> None:
    every = [one.ecrite for one in balises() if one.liste is None]
    lists = [
        f"{{% for x in {name} %}}{' '.join(f'{{{{ x.{f} }}}}' for f in sorted(fields))}{{% endfor %}}"
        for name, fields in listes().items()
    ]
    state = bilan_modele(dossier, de_fichier("tout", modele(*every, *lists)), on=ON).etat
    assert len(state.blocs) == len(every) + len(lists)
    assert all(bloc.titre and (bloc.places or not bloc.a_remplir) for bloc in state.blocs)


def test_tags_and_lists_have_a_name() -> None:
    assert libelle("textes.freins") == "Freins éventuels"
    assert libelle("cpts.nom") == "Le nom d’usage de la CPTS"
    assert libelle("communes") == "Les communes du territoire"
    assert libelle("rien") == "rien"


def test_a_filled_model_is_shown_with_its_titles_lists_and_tables() -> None:
    from io import BytesIO

    from docx import Document as WordDocument

    word = WordDocument()
    word.add_heading("Titre", level=0)
    word.add_heading("Trop bas", level=3)
    paragraph = word.add_paragraph("Un ")
    paragraph.add_run("mot").bold = True
    paragraph.add_run(" & ").italic = True
    for style in ("List Bullet", "List Bullet", "List Number"):
        word.add_paragraph("point", style=style)
    table = word.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "large"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "haut"
    out = BytesIO()
    word.save(out)
    page = apercu(out.getvalue(), "essai", level=2)
    assert '<h2 class="doc-n2">Titre</h2><h3 class="doc-n3">Trop bas</h3>' in page
    assert '<p dir="auto">Un <strong>mot</strong><em> &amp; </em></p>' in page
    assert page.count("<li>point</li>") == 3
    assert '<td colspan="2"><p dir="auto">large</p></td>' in page
    assert '<td rowspan="2"><p dir="auto">haut</p></td>' in page


@pytest.mark.parametrize(
    "text", ["<script>x</script>", "{{ 7 }}", "]]>", "\u202eabc", "a" * 100_000]
)
def test_what_a_team_typed_is_text_in_the_preview(text: str) -> None:
    dossier = replace(complet(), textes={"freins": text})
    page = apercu(remplir(TAGS, dossier, on=ON), "essai")
    assert "<script" not in page
    assert text[:20].replace("<", "&lt;").replace(">", "&gt;") in page


def test_examples_go_from_the_fullest_to_the_empty_one() -> None:
    codes = list(exemples())
    assert (codes[0], codes[-1]) == ("haute_loire", VIDE)
    assert "deux_regions" in codes
