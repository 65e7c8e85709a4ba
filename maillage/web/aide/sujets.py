"""The subjects of the guide: a title, a text in the limited Markdown, a few pictures.

A line « ![what it shows](name) » stands for a picture of `static/maillage/img/aide/`, which the
browser journeys take.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.safestring import SafeString

from maillage.documents import html, markdown
from maillage.web.typographie import fr

IMAGES: Final = "maillage/img/aide"  # below the static files
_TEXTES: Final = Path(__file__).with_name("textes")
_IMAGE: Final = re.compile(r"^!\[(.+)\]\(([a-z_]+)\)$", re.MULTILINE)

GROUPES: Final = (
    (
        "Commencer",
        (
            ("essayer", "Essayer un territoire"),
            ("inviter", "Inviter l’équipe"),
            ("remplir", "Remplir l’équipe et les communes, vite"),
        ),
    ),
    (
        "Écrire ensemble",
        (
            ("diagnostic", "Faire le diagnostic avec des chiffres"),
            ("ecrire", "Écrire un texte à plusieurs"),
            ("commenter", "Commenter et demander"),
            ("missions", "Des missions aux actions"),
            ("statuts", "Écrire les statuts"),
        ),
    ),
    (
        "Produire les documents",
        (
            ("documents", "Produire et télécharger les documents"),
            ("reprendre", "Reprendre un document déjà écrit"),
            ("controle", "Comprendre le contrôle"),
            ("argent", "Savoir ce qui sera versé, et quand"),
            ("budget", "Tenir le budget"),
            ("calendrier", "Tenir le calendrier"),
        ),
    ),
    (
        "Savoir",
        (
            ("acces", "Qui a accès, et passer le relais"),
            ("clavier", "Au clavier, avec un lecteur d’écran"),
            ("donnees", "Vos données"),
        ),
    ),
)
TITRES: Final = {code: titre for _, sujets in GROUPES for code, titre in sujets}


@dataclass(frozen=True, slots=True, kw_only=True)
class Morceau:
    """A passage of a subject: some HTML, or a picture and what it shows."""

    contenu: SafeString
    image: str = ""
    legende: str = ""

    @property
    def fichier(self) -> str:
        """Say where the picture is, below the static files."""
        return f"{IMAGES}/{self.image}.webp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sujet:
    """A page of the guide."""

    code: str
    titre: str
    chapeau: str  # its first sentence, which the list of subjects shows
    morceaux: tuple[Morceau, ...]


@cache
def lire(code: str) -> Sujet:
    """Read a subject of the guide; a `KeyError` says that there is none."""
    titre = TITRES[code]
    chapeau, _, suite = (_TEXTES / f"{code}.md").read_text("utf-8").partition("\n\n")
    return Sujet(code=code, titre=fr(titre), chapeau=fr(chapeau), morceaux=tuple(_passages(suite)))


def _passages(text: str) -> list[Morceau]:
    legendes = _IMAGE.split(text)  # text, legend, name, text, legend, name, text
    found = [_written(legendes[0])]
    for legende, image, after in zip(legendes[1::3], legendes[2::3], legendes[3::3], strict=True):
        found += [Morceau(contenu=SafeString(), image=image, legende=fr(legende)), _written(after)]
    return [one for one in found if one.contenu or one.image]


def _written(text: str) -> Morceau:
    drawn = html.fragment(markdown.blocks(fr(text), level=0), level=1)
    return Morceau(contenu=SafeString(drawn))  # the writer escapes what it draws
