"""The frame around every page of a dossier: who may do what, the path, the links."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from maillage.accounts.models import User
from maillage.core.facts import DossierFacts
from maillage.dossiers import permissions
from maillage.dossiers.models import Dossier
from maillage.dossiers.territoire import Ailleurs
from maillage.web.equipe import acces, avancement, lecture
from maillage.web.equipe.adresses import adresse
from maillage.web.equipe.chemin import parcours

__all__ = ["adresse", "de", "droits", "voisins"]

# What the path does not show already.
SECTIONS: Final = (
    ("identite", "Identité"),
    ("diagnostic", "Diagnostic"),
    ("statuts", "Statuts"),
    ("offre", "Offre de soins"),
    ("etablissements", "Établissements"),
    ("textes", "Textes"),
    ("reunions", "Réunions"),
    ("calendrier", "Calendrier"),
    ("partenariats", "Partenariats"),
    ("missions", "Missions"),
    ("indicateurs", "Indicateurs"),
    ("choix", "Choix"),
    ("budget", "Budget"),
    ("signature", "Signature"),
    ("qui_a_acces", "Qui a accès"),
)
# Pages that a page of the list above opens: it stays marked while one is read.
_MONEY: Final = ("budget_lecture", "realise")
_DANS: Final = {
    "chiffres": "diagnostic",
    "collectivites": "partenariats",
    "referents": "partenariats",
    "priorites": "partenariats",
    "budget_projet": "budget",
    "budget_lecture": "budget",
    "frise": "calendrier",
    "decaler": "calendrier",
    "dependances": "calendrier",
    "echeances": "calendrier",
    "budget_axes": "budget",
    "realise": "budget",
    "reprise": "documents",
    "missions": "actions",
    "actions_tableau": "actions",
    "actions_matrice": "actions",
    "indicateurs": "actions",
    "indicateurs_catalogue": "actions",
    "plan_crise": "actions",
    "resultats": "actions",
    "versements": "argent",
    "contrat": "argent",
}
VOISINS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "diagnostic": (("diagnostic", "Diagnostic"), ("chiffres", "Chiffres apportés")),
    "partenariats": (
        ("partenariats", "Partenariats"),
        ("collectivites", "Collectivités"),
        ("referents", "Référents"),
        ("priorites", "Priorités régionales"),
    ),
    "actions": (
        ("missions", "Missions"),
        ("actions", "Fiches action"),
        ("actions_tableau", "Où elles en sont"),
        ("actions_matrice", "Les trous"),
        ("indicateurs", "Indicateurs"),
        ("resultats", "Résultats"),
        ("plan_crise", "Plan de crise"),
    ),
    "calendrier": (
        ("calendrier", "Les dates"),
        ("frise", "La frise"),
        ("dependances", "Ce qui attend quoi"),
        ("echeances", "Les échéances"),
    ),
    "argent": (
        ("argent", "Ce qui viendra"),
        ("versements", "Ce qui est venu"),
        ("contrat", "Le contrat"),
    ),
    "budget": (
        ("budget", "Pour écrire le projet"),
        ("budget_projet", "Pour le projet"),
        ("budget_lecture", "Par mission"),
        ("realise", "Prévu et réalisé"),
    ),
}
ONGLETS: Final = (
    ("dossier", "Le dossier"),
    ("documents", "Documents"),
    ("argent", "Argent"),
    ("controle", "Contrôle"),
    ("a_faire", "À faire"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Droits:
    """What the person may do here."""

    modifier: bool
    communes: bool
    exporter: bool
    journal: bool
    argent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lien:
    """A door."""

    nom: str
    url: str
    ici: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadre:
    """Everything that the base template of a dossier needs."""

    nom: str
    droits: Droits
    chemin: tuple[parcours.EtapeChemin, ...]
    etape: parcours.EtapeChemin
    parcours: tuple[parcours.Pas, ...]
    liens: tuple[Lien, ...]
    onglets: tuple[Lien, ...]
    faits: DossierFacts
    ailleurs: Ailleurs
    documents: tuple[avancement.Avancement, ...]
    voisins: tuple[Lien, ...]

    @property
    def liens_ouverts(self) -> bool:
        """Say that the list of all pages shows where one is."""
        return any(lien.ici for lien in self.liens)


def de(dossier: Dossier, by: User, *, section: str, on: date) -> Cadre:
    """Read the dossier once, and draw the frame of one of its pages."""
    found = lecture.lire(dossier, on=on)
    steps = parcours.parcours(dossier, found.faits, found.documents)
    path = parcours.chemin(dossier, found.faits, found.documents, steps, section)
    may = droits(dossier, by)
    tabs = tuple(tab for tab in ONGLETS if may.argent or tab[0] != "argent")
    return Cadre(
        nom=found.faits.cpts.nom or "CPTS sans nom",
        droits=may,
        chemin=path,
        etape=next(step for step in path if step.ici),
        liens=_liens(dossier, SECTIONS, section),
        onglets=_liens(dossier, tabs, section),
        faits=found.faits,
        ailleurs=found.ailleurs,
        documents=found.documents,
        parcours=steps,
        voisins=voisins(dossier, section, argent=may.argent),
    )


def droits(dossier: Dossier, by: User) -> Droits:
    held = permissions.of(by, dossier)
    return Droits(
        modifier=acces.MODIFIER in held,
        communes=acces.COMMUNES in held,
        exporter=acces.EXPORTER in held,
        journal=acces.JOURNAL in held,
        argent=acces.ARGENT in held,
    )


def _liens(dossier: Dossier, names: tuple[tuple[str, str], ...], section: str) -> tuple[Lien, ...]:
    here = section.partition("/")[0]  # « textes/freins » is one of the texts
    return tuple(
        Lien(nom=name, url=adresse(dossier, page), ici=page in (here, _DANS.get(here)))
        for page, name in names
    )


def voisins(dossier: Dossier, section: str, *, argent: bool = True) -> tuple[Lien, ...]:
    """Return the pages that go together with this one; those of the money when one may see it."""
    group = VOISINS.get(_DANS.get(section, section), ())
    group = tuple(one for one in group if argent or one[0] not in _MONEY)
    return tuple(
        Lien(nom=name, url=adresse(dossier, page), ici=page == section) for page, name in group
    )
