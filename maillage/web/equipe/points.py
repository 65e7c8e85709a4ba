"""What a check says, ready to be shown: each point with its door."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.urls import NoReverseMatch

from maillage.core.regles import EtatVerdict, Gravite
from maillage.dossiers.controle import Constat
from maillage.dossiers.models import Dossier
from maillage.reference import nomenclatures
from maillage.web.equipe.adresses import adresse
from maillage.web.typographie import fr

# Where each place named by a check is mended: name of the page, and what the link says.
PORTES: Final = {
    "identite": ("identite", "Ouvrir l’identité"),
    "equipe": ("equipe", "Ouvrir l’équipe"),
    "etablissements": ("etablissements", "Ouvrir les établissements"),
    "territoire": ("territoire", "Ouvrir le territoire"),
    "textes": ("textes", "Ouvrir les textes"),
    "actions": ("actions", "Ouvrir les actions"),
    "reunions": ("reunions", "Ouvrir les réunions"),
    "calendrier": ("calendrier", "Ouvrir le calendrier"),
    "partenariats": ("partenariats", "Ouvrir les partenariats"),
    "choix": ("choix", "Ouvrir les choix"),
    "budget": ("budget", "Ouvrir le budget"),
    "versements": ("versements", "Ouvrir les versements reçus"),
    "resultats": ("resultats", "Ouvrir les résultats de l’année"),
    "contrat": ("contrat", "Ouvrir le contrat"),
    "budget_projet": ("budget_projet", "Ouvrir le budget du projet"),
    "indicateurs": ("indicateurs", "Ouvrir les indicateurs"),
    "collectivites": ("collectivites", "Ouvrir les collectivités"),
    "referents": ("referents", "Ouvrir les référents"),
    "liens_prs": ("priorites", "Ouvrir les priorités régionales"),
    "signature": ("signature", "Ouvrir la signature"),
    "plan_crise": ("plan_crise", "Ouvrir le plan de crise"),
    "statuts": ("statuts", "Ouvrir les statuts"),
    "association": ("identite", "Ouvrir l’identité"),
    "documents": ("documents", "Ouvrir les documents"),
}
_FIABILITES: Final = {"deduit": "règle déduite", "a_confirmer": "règle à faire confirmer"}
MOST_NAMED: Final = 8
GROUPES: Final = (
    (Gravite.BLOQUANT, "Ce qui bloque", "Sans cela, le document ne peut pas être déposé."),
    (Gravite.AVERTISSEMENT, "À voir", "À corriger ou à expliquer ; rien n’est empêché."),
    (Gravite.INFORMATION, "Conseils", "Bon à savoir avant de déposer."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing to mend, and where."""

    code: str
    titre: str
    message: str
    que_faire: str
    gravite: str
    inconnu: bool
    elements: str
    manquants: str
    url: str
    lien: str
    source: str
    fiabilite: str
    depuis: date | None


def porte(dossier: Dossier, lieu: str) -> tuple[str, str]:
    """Return the address where a place is mended and the words of the link; empty when none."""
    name, _, rubrique = lieu.partition("/")
    if name == "textes" and rubrique in nomenclatures.rubriques_texte():
        label = nomenclatures.rubriques_texte()[rubrique].libelle
        return adresse(dossier, "texte", rubrique), fr(f"Écrire « {label} »")
    if name not in PORTES:
        return "", ""
    page, words = PORTES[name]
    try:
        return adresse(dossier, page), words
    except NoReverseMatch:
        return "", ""


def point(dossier: Dossier, constat: Constat) -> Point:
    doors = [porte(dossier, lieu) for lieu in constat.lieux]
    url, words = next((door for door in doors if door[0]), ("", ""))
    return Point(
        code=constat.code,
        titre=fr(constat.titre),
        message=fr(constat.message),
        que_faire=fr(constat.que_faire),
        gravite=constat.gravite.value if constat.etat is not EtatVerdict.RESPECTEE else "respectee",
        inconnu=constat.etat is EtatVerdict.INCONNUE,
        elements=_named(constat.elements),
        manquants=", ".join(constat.manquants),
        url=url,
        lien=words,
        source=fr(constat.source),
        fiabilite=_FIABILITES.get(constat.fiabilite.value, ""),
        depuis=constat.depuis,
    )


def _named(elements: Iterable[str]) -> str:
    """Name the first ones and count the others: forty names say no more than eight."""
    named = list(elements)
    if len(named) <= MOST_NAMED + 1:
        return ", ".join(named)
    return f"{', '.join(named[:MOST_NAMED])} et {len(named) - MOST_NAMED} autres"


def points(dossier: Dossier, constats: Iterable[Constat]) -> list[Point]:
    return [point(dossier, constat) for constat in constats]


def groupes(dossier: Dossier, constats: Iterable[Constat]) -> list[dict[str, Any]]:
    """Group what is left to mend by gravity."""
    left = list(constats)
    found = []
    for gravite, title, help_text in GROUPES:
        rows = [constat for constat in left if constat.gravite is gravite]
        if rows:
            found.append(
                {
                    "gravite": gravite.value,
                    "titre": fr(title),
                    "aide": fr(help_text),
                    "points": points(dossier, rows),
                }
            )
    return found
