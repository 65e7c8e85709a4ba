"""The texts of e-mails: plain, narrow, and deaf to what people type."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from maillage.accounts.courriels import Nature
from maillage.accounts.redaction import LARGEUR, ecrire
from maillage.dossiers.queries.semaine import Semaine

PACKAGE = Path(__file__).resolve().parents[2] / "maillage"
LINK = "https://maillage.exemple.fr/une/adresse/" + "x" * 80
CONTEXTE: dict[str, Any] = {
    "site": "https://maillage.exemple.fr",
    "adresse": "claire.une-adresse-vraiment-longue@un-domaine-bien-long.exemple.fr",
    "lien": LINK,
    "nom": "Léa Morel",
    "auteur": "Léa Morel",
    "dossier": "CPTS du Velay et des Sucs de la Haute-Loire orientale",
    "role": "membre de l’équipe",
    "peut": "Peut lire le dossier, y écrire et commenter.",
    "par": "Claire Durand",
    "titre": "Équipe : Paul Roux",
    "demande": "Deux pages",
    "echeance": datetime(2026, 12, 12, tzinfo=UTC),
    "texte": "Citer un chiffre ?",
    "lundi": date(2026, 11, 30),
    "compte": LINK,
    "semaines": [
        Semaine(nom="CPTS du Velay", change=("A",), attend=("B " * 60,), dates=("C",)),
        Semaine(nom="CPTS des Sucs", change=(), attend=("D",), dates=()),
    ],
    "fin": datetime(2026, 12, 1, 12, tzinfo=UTC),
    "communes": 45,
}
NATURES = sorted(Nature)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_every_kind_has_its_template_and_every_template_its_kind() -> None:
    found = {path.stem for path in PACKAGE.glob("*/templates/courriels/*.txt")}
    assert found - {"base"} == {nature.value for nature in Nature}


@pytest.mark.parametrize("nature", NATURES)
def test_a_message_is_narrow_plain_text(nature: Nature) -> None:
    sujet, corps = ecrire(nature, CONTEXTE)
    wide = [line for line in corps.splitlines() if len(line) > LARGEUR and "://" not in line]
    assert wide == []
    assert sujet
    assert "\n" not in sujet
    assert not set("<{}%") & set(corps)


@pytest.mark.parametrize("nature", NATURES)
def test_a_message_says_who_writes_and_why(nature: Nature) -> None:
    _, corps = ecrire(nature, CONTEXTE)
    assert plain(corps).startswith("Bonjour,\n\n")
    assert "Pourquoi ce message ?" in plain(corps)
    assert corps.endswith("Maillage, le dossier des CPTS\nhttps://maillage.exemple.fr\n")


def test_a_link_stays_whole_on_its_own_line() -> None:
    _, corps = ecrire(Nature.MOT_DE_PASSE, CONTEXTE)
    assert LINK in corps.splitlines()


def test_what_people_typed_stays_in_its_sentence() -> None:
    hostile = "a@b.fr\nBcc: tous@exemple.fr\u2028\x07 & <b>"
    sujet, corps = ecrire(Nature.COMPTE_INCONNU, {**CONTEXTE, "adresse": hostile})
    assert "a@b.fr Bcc: tous@exemple.fr & <b>." in " ".join(corps.split())
    assert sujet == "Aucun compte à cette adresse"
