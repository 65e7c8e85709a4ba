"""The dossier as a file: what is written is read again whole, what is wrong is said precisely."""

import json
from decimal import Decimal

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.core.facts import (
    ActionPrevue,
    Cpts,
    DossierFacts,
    Etape,
    LigneBudget,
    PartialDate,
    Personne,
    Roles,
    SensBudget,
)
from maillage.dossiers.fichier import ecrire, lire, schema
from maillage.reference.schema import PUBLISHED, descriptions
from maillage.reference.strict import Problems
from tests.strategies import TRICKY, dossiers, texts

OBEYS = jsonschema.Draft202012Validator(schema())
FORMATS = ("yaml", "json")


def refused(content: str) -> list[str]:
    with pytest.raises(Problems) as caught:
        lire(content.encode(), "dossier.yaml")
    return [str(problem) for problem in caught.value.problems]


# --- lossless both ways


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dossier=dossiers(), form=st.sampled_from(FORMATS))
def test_dossier_when_written_then_read(dossier: DossierFacts, form: str) -> None:
    data = ecrire(dossier, format=form)

    assert lire(data, "dossier") == dossier
    content = json.loads(data) if form == "json" else yaml.safe_load(data)
    assert list(OBEYS.iter_errors(content)) == []


@settings(max_examples=150, deadline=None)
@given(text=texts | st.text(st.sampled_from(" \n\t\r-:#'\"ab|>é\u00a0"), max_size=20))
def test_text_when_written_then_read(text: str) -> None:
    dossier = DossierFacts(cpts=Cpts(nom=text), textes={"freins": text})

    assert [lire(ecrire(dossier, format=form), "d") for form in FORMATS] == [dossier, dossier]


@pytest.mark.parametrize("text", TRICKY)
def test_tricky_text_when_another_yaml_reader_reads_it(text: str) -> None:
    dossier = DossierFacts(cpts=Cpts(nom=text), textes={"freins": text})

    content = yaml.safe_load(ecrire(dossier))

    assert content == {"version": 1, "cpts": {"nom": text}, "textes": {"freins": text}}


def test_dossier_when_empty() -> None:
    assert lire(ecrire(DossierFacts()), "d") == lire(b"version: 1", "d") == DossierFacts()


def test_no_answer_and_empty_answers_are_told_apart() -> None:
    blank = DossierFacts(equipe=(), cpts=Cpts(nom=""), textes={"freins": ""})

    read = lire(ecrire(blank), "d")

    assert (read.equipe, read.cpts.nom, read.textes) == ((), "", {"freins": ""})
    assert read != DossierFacts()


def test_section_or_text_when_only_its_title_is_written() -> None:
    assert lire(b"version: 1\ncpts:\ntextes:\n  freins:\n", "d") == DossierFacts()


def test_amounts_when_written_keep_their_digits() -> None:
    lines = tuple(
        LigneBudget(poste="communication", sens=SensBudget.CHARGE, montant=Decimal(amount))
        for amount in ("0.10", "15000", "1234567.89", "1E+3")
    )

    data = ecrire(DossierFacts(budget_pre_projet=lines))

    assert [line for line in data.decode().splitlines() if "montant" in line] == [
        "    montant: 0.10",
        "    montant: 15000",
        "    montant: 1234567.89",
        "    montant: 1000",
    ]


def test_dossier_when_written_for_a_person_to_read() -> None:
    dossier = DossierFacts(
        cpts=Cpts(nom="CPTS de l’Exemple", date_creation=PartialDate(2027, 1)),
        equipe=(Personne(id="p1", nom="Vey", profession="sage_femme", gouvernance=True),),
        textes={"mission_crise": "Un plan.", "freins": "Deux freins :\n\n- le temps\n- la neige\n"},
    )

    assert ecrire(dossier).decode() == (
        "# Dossier de CPTS pour Maillage. Le format est décrit dans docs/format-dossier.md.\n"
        "version: 1\n\n"
        "cpts:\n  nom: CPTS de l’Exemple\n  date_creation: \"2027-01\"\n\n"
        "equipe:\n  - id: p1\n    nom: Vey\n    profession: sage_femme\n    gouvernance: true\n\n"
        "textes:\n  freins: |\n    Deux freins :\n\n    - le temps\n    - la neige\n"
        "  mission_crise: Un plan.\n"
    )  # fmt: skip


@pytest.mark.parametrize("text", ["a\0b", "\ud83d"])
def test_character_that_nothing_can_hold_when_written(text: str) -> None:
    with pytest.raises(Problems, match="n'est pas du texte"):
        ecrire(DossierFacts(textes={"freins": text}))


# --- the version of the format


def test_version_when_missing() -> None:
    assert refused("cpts: {nom: A}") == [
        "champ « version » : la version du format manque : écrivez « version: 1 » en tête"
    ]


def test_version_when_newer() -> None:
    assert refused("cpts: {nom: A}\nversion: 2") == [
        (
            "ligne 2, champ « version » : ce dossier est au format 2, plus récent que le format 1 "
            "que ce logiciel connaît : mettez Maillage à jour"
        )
    ]


@pytest.mark.parametrize("version", ["0", "un", "1.0", "-1", "[1]"])
def test_version_when_it_never_existed(version: str) -> None:
    assert refused(f"version: {version}") == [
        "ligne 1, champ « version » : cette version du format n'existe pas : écrivez « version: 1 »"
    ]


@pytest.mark.parametrize("content", ["bonjour", "- a", "3", "null"])
def test_file_when_it_holds_no_keys(content: str) -> None:
    assert refused(content) == [
        "ligne 1 : ce n'est pas un dossier : des clés sont attendues, « version: 1 » en tête"
    ]


# --- what is wrong, with line and field


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("cpts:\n  nome: A", "ligne 3, champ « cpts.nome » : clé inconnue ; vouliez-vous « nom » ?"),
        ("cpts:\n  region: RHA", "ligne 3, champ « cpts.region » : région inconnue : « RHA »"),
        ("equipe:\n  - id: a", "ligne 3, champ « equipe[1].nom » : cette clé manque"),
        (
            "textes:\n  frein: A",
            ("ligne 3, champ « textes.frein » : rubrique inconnue : « frein » ; "
            "vouliez-vous « freins » ?"),
        ),
        (
            "textes:\n  frein:",
            "ligne 3, champ « textes.frein » : une valeur manque",
        ),
        (
            "textes:\n  cpts_nom: A",
            ("ligne 3, champ « textes.cpts_nom » : cette rubrique n'est pas un texte : "
            "elle se remplit ailleurs dans le dossier"),
        ),
        (
            "equipe:\n  - id: a\n    nom: B\n    profession: infirmiere",
            ("ligne 5, champ « equipe[1].profession » : profession inconnue : « infirmiere » ; "
            "vouliez-vous « infirmier » ?"),
        ),
        (
            "equipe: [{id: a, nom: B}, {id: a, nom: C}]",
            ("ligne 2, champ « equipe[2].id » : cet identifiant est déjà celui d'une personne : "
            "« a »"),
        ),
        (
            "equipe: [{id: ' ', nom: B}]",
            "ligne 2, champ « equipe[1].id » : il faut au moins un caractère",
        ),
        (
            "equipe: [{id: marie, nom: B}]\nroles:\n  contact: mari",
            ("ligne 4, champ « roles.contact » : « mari » n'est l'identifiant de personne dans "
            "l'équipe ; vouliez-vous « marie » ?"),
        ),
        (
            "actions: [{id: a, titre: T, acteurs: [x]}]",
            ("ligne 2, champ « actions[1].acteurs[1] » : « x » n'est ni une personne de l'équipe "
            "ni un établissement"),
        ),
        (
            "etablissements: [{id: e, nom: E, type: hopital}]",
            "ligne 2, champ « etablissements[1].type » : type inconnu : « hopital »",
        ),
        (
            "calendrier: [{code: equipe}, {code: equipe}]",
            ("ligne 2, champ « calendrier[2].code » : cette étape est déjà dans le calendrier : "
            "« equipe »"),
        ),
        (
            "calendrier: [{code: depot}]",
            "ligne 2, champ « calendrier[1].code » : étape inconnue : « depot »",
        ),
        (
            "budget_pre_projet: [{poste: repas, sens: charge}]",
            "ligne 2, champ « budget_pre_projet[1].poste » : poste inconnu : « repas »",
        ),
        (
            "budget_pre_projet: [{poste: communication, sens: charge, montant: 1.005}]",
            ("ligne 2, champ « budget_pre_projet[1].montant » : un montant est en euros, "
            "avec deux décimales au plus"),
        ),
        (
            "budget_pre_projet: [{poste: communication, sens: charge, montant: 1e999999999}]",
            "ligne 2, champ « budget_pre_projet[1].montant » : ce montant est trop grand",
        ),
        (
            "territoire: {communes: [{code: '01004', population: -3}]}",
            ("ligne 2, champ « territoire.communes[1].population » : un nombre négatif n'a pas "
            "de sens ici"),
        ),
        (
            "territoire: {ps_territoire: 99999999999}",
            "ligne 2, champ « territoire.ps_territoire » : ce nombre est trop grand",
        ),
        (
            "equipe: [{id: p, nom: P}]\nactions: [{id: a, titre: T, referents: [q]}]",
            ("ligne 3, champ « actions[1].referents[1] » : « q » n'est l'identifiant de personne "
            "dans l'équipe"),
        ),
        (
            "equipe: [{id: marie, nom: P}]\nsignature: {signataire: mari}",
            ("ligne 3, champ « signature.signataire » : « mari » n'est l'identifiant de personne "
            "dans l'équipe ; vouliez-vous « marie » ?"),
        ),
        (
            "actions: [{id: acces, titre: T}]\nindicateurs: [{id: i, libelle: L, action: aces}]",
            ("ligne 3, champ « indicateurs[1].action » : « aces » n'est pas une action du "
            "dossier ; vouliez-vous « acces » ?"),
        ),
        (
            "indicateurs: [{id: i, libelle: L}, {id: i, libelle: M}]",
            ("ligne 2, champ « indicateurs[2].id » : cet identifiant est déjà celui d'un "
            "indicateur : « i »"),
        ),
        (
            "budget_projet: [{exercice: 2027, nature: ach_burau}]",
            ("ligne 2, champ « budget_projet[1].nature » : nature inconnue : « ach_burau » ; "
            "vouliez-vous « ach_bureau » ?"),
        ),
        (
            "budget_projet: [{exercice: 27, nature: ach_bureau, montant: 0.001}]",
            ("ligne 2, champ « budget_projet[1].montant » : un montant est en euros, avec deux "
            "décimales au plus\nligne 2, champ « budget_projet[1].exercice » : une année s'écrit "
            "en quatre chiffres"),
        ),
        (
            "liens_prs: [{code: occ_cancers}]",
            ("ligne 2, champ « liens_prs[1].code » : priorité inconnue : « occ_cancers » ; "
            "vouliez-vous « occ_cancer » ?"),
        ),
        (
            "liens_prs: [{code: occ_cancer}, {code: occ_cancer}]",
            ("ligne 2, champ « liens_prs[2].code » : cette priorité est déjà choisie : "
            "« occ_cancer »"),
        ),
        (
            ("figures: [{rubrique: nul, indicateur: a, forme: carte, titre: T, couverture: 1.005, "
            "lignes: [{libelle: A, valeur: 0.1234567}, {libelle: B, valeur: 1000000000000}]}]"),
            ("ligne 2, champ « figures[1].rubrique » : rubrique inconnue : « nul »\n"
            "ligne 2, champ « figures[1].couverture » : une valeur porte 2 décimales au plus\n"
            "ligne 2, champ « figures[1].lignes[1].valeur » : une valeur porte 6 décimales au plus\n"
            "ligne 2, champ « figures[1].lignes[2].valeur » : ce nombre est trop grand"),
        ),
        (
            "territoire: {taille_declaree: 5}",
            "ligne 2, champ « territoire.taille_declaree » : la taille va de 1 à 4",
        ),
    ],
)  # fmt: skip
def test_dossier_when_something_is_wrong(content: str, expected: str) -> None:
    assert refused(f"version: 1\n{content}") == expected.splitlines()


def test_dossier_when_several_things_are_wrong_says_them_in_the_order_of_the_file() -> None:
    content = "version: 1\nroles: {contact: x}\ncpts: {region: X}\ntextes: {frein: A}"

    assert [line.split(",")[0] for line in refused(content)] == ["ligne 2", "ligne 3", "ligne 4"]


def test_file_of_a_windows_editor_when_read() -> None:
    content = "version: 1\r\ntextes:\r\n  freins: |\r\n    a\r\n    b\r\n"

    assert lire(b"\xef\xbb\xbf" + content.encode(), "d").textes == {"freins": "a\nb\n"}


def test_json_when_written_by_hand() -> None:
    content = '{"version": 1, "equipe": [{"id": "p1", "nom": "A", "gouvernance": true}]}'

    assert lire(content.encode(), "d").equipe == (Personne(id="p1", nom="A", gouvernance=True),)


# --- the published schema


def test_schema_is_the_published_one() -> None:
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == schema()


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_descriptions_when_a_field_has_gone() -> None:
    published = schema()
    fields = {
        name: set(definition["properties"]) for name, definition in published["$defs"].items()
    }
    fields["DossierFacts"] = set(published["properties"]) - {"version"}

    assert {name: set(words) for name, words in descriptions().items()} == fields


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"version": 2},
        {"version": 1, "cpts": {"nome": "A"}},
        {"version": 1, "textes": {"frein": "A"}},
        {"version": 1, "equipe": [{"id": "a"}]},
        {"version": 1, "calendrier": [{"code": "depot"}]},
    ],
)
def test_schema_when_the_reader_refuses_too(content: dict[str, object]) -> None:
    assert not OBEYS.is_valid(content)
    with pytest.raises(Problems):
        lire(json.dumps(content).encode(), "d")


def test_whole_dossier_when_it_points_inside_itself() -> None:
    dossier = DossierFacts(
        roles=Roles(contact="p1"),
        equipe=(Personne(id="p1", nom="A"),),
        actions=(ActionPrevue(id="a1", titre="T", acteurs=("p1",)),),
        calendrier=(Etape(code="equipe"),),
    )

    assert lire(ecrire(dossier, format="json"), "d") == dossier
