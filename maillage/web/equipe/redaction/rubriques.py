"""What the pages of a text share: the rubrique that the address names, and its text."""

from django.http import Http404

from maillage.dossiers.models import Dossier, Texte
from maillage.reference import nomenclatures
from maillage.reference.nomenclatures import Rubrique
from maillage.web.equipe import cadre


def demandee(code: str) -> Rubrique:
    """Return the rubrique, when a text is asked under this name."""
    asked = nomenclatures.rubriques_texte().get(code)
    if asked is None:
        raise Http404
    return asked


def section(rubrique: str) -> str:
    """Name the place of a text, for the frame and for who is seen there."""
    return f"textes/{rubrique}"


def texte_de(dossier: Dossier, rubrique: str) -> Texte | None:
    return Texte.objects.filter(dossier=dossier, rubrique=rubrique).first()


def texte_ecrit(dossier: Dossier, rubrique: str) -> Texte:
    """Return the text; a page of its history needs one."""
    found = texte_de(dossier, rubrique)
    if found is None:
        raise Http404
    return found


def fil(dossier: Dossier, rubrique: Rubrique | None = None) -> list[dict[str, str]]:
    """Return the way back: the texts, and the text itself from a page of its history."""
    links = [{"nom": "Textes", "url": cadre.adresse(dossier, "textes")}]
    if rubrique:
        url = cadre.adresse(dossier, "texte", rubrique.code)
        links.append({"nom": rubrique.libelle, "url": url})
    return links
