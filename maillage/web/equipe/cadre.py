"""The frame around every page of a dossier: who may do what, the path, the links."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse

from maillage.accounts.models import User
from maillage.core.facts import DossierFacts, EtapeDossier, EtatAssociation
from maillage.dossiers import facts as bridge
from maillage.dossiers import permissions
from maillage.dossiers.models import Dossier
from maillage.web.equipe import acces, avancement, libelles
from maillage.web.typographie import pluriel, pourcent

# What the path does not show already.
SECTIONS: Final = (
    ("identite", "Identité"),
    ("statuts", "Statuts"),
    ("etablissements", "Établissements"),
    ("textes", "Textes"),
    ("reunions", "Réunions"),
    ("calendrier", "Calendrier"),
    ("partenariats", "Partenariats"),
    ("indicateurs", "Indicateurs"),
    ("choix", "Choix"),
    ("budget", "Budget"),
    ("signature", "Signature"),
)
# Pages that a page of the list above opens: it stays marked while one is read.
_DANS: Final = {
    "collectivites": "partenariats",
    "referents": "partenariats",
    "priorites": "partenariats",
    "budget_projet": "budget",
    "reprise": "documents",
}
VOISINS: Final = {
    "partenariats": (
        ("partenariats", "Partenariats"),
        ("collectivites", "Collectivités"),
        ("referents", "Référents"),
        ("priorites", "Priorités régionales"),
    ),
    "budget": (("budget", "Pour écrire le projet"), ("budget_projet", "Pour le projet")),
}
_FIRST: Final = ("territoire", "equipe")  # in the order of the next step that the page proposes
ONGLETS: Final = (("dossier", "Le dossier"), ("documents", "Documents"), ("controle", "Contrôle"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Droits:
    """What the person may do here."""

    modifier: bool
    communes: bool
    exporter: bool
    journal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lien:
    """A door."""

    nom: str
    url: str
    ici: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EtapeChemin:
    """A step of the path, with its real state."""

    numero: int
    nom: str
    detail: str
    url: str
    fait: bool
    ici: bool

    @property
    def classe(self) -> str:
        if self.ici:
            return "ici fait" if self.fait else "ici"
        return "fait" if self.fait else "apres"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadre:
    """Everything that the base template of a dossier needs."""

    nom: str
    droits: Droits
    chemin: tuple[EtapeChemin, ...]
    etape: EtapeChemin
    liens: tuple[Lien, ...]
    onglets: tuple[Lien, ...]
    faits: DossierFacts
    documents: tuple[avancement.Avancement, ...]
    voisins: tuple[Lien, ...]


def adresse(dossier: Dossier, page: str, *args: str) -> str:
    """Return the address of a page of the dossier."""
    return reverse(page, args=(dossier.public_id, *args))


def de(dossier: Dossier, by: User, *, section: str, on: date) -> Cadre:
    """Read the dossier once, and draw the frame of one of its pages."""
    faits = bridge.of(dossier)
    documents = avancement.documents(faits, on=on)
    path = chemin(dossier, faits, documents, section)
    return Cadre(
        nom=faits.cpts.nom or "CPTS sans nom",
        droits=droits(dossier, by),
        chemin=path,
        etape=next(step for step in path if step.ici),
        liens=_liens(dossier, SECTIONS, section),
        onglets=_liens(dossier, ONGLETS, section),
        faits=faits,
        documents=documents,
        voisins=voisins(dossier, section),
    )


def droits(dossier: Dossier, by: User) -> Droits:
    held = permissions.of(by, dossier)
    return Droits(
        modifier=acces.MODIFIER in held,
        communes=acces.COMMUNES in held,
        exporter=acces.EXPORTER in held,
        journal=acces.JOURNAL in held,
    )


def _liens(dossier: Dossier, names: tuple[tuple[str, str], ...], section: str) -> tuple[Lien, ...]:
    return tuple(
        Lien(nom=name, url=adresse(dossier, page), ici=page in (section, _DANS.get(section)))
        for page, name in names
    )


def voisins(dossier: Dossier, section: str) -> tuple[Lien, ...]:
    """Return the pages that go together with this one."""
    group = VOISINS.get(_DANS.get(section, section), ())
    return tuple(
        Lien(nom=name, url=adresse(dossier, page), ici=page == section) for page, name in group
    )


def chemin(
    dossier: Dossier,
    faits: DossierFacts,
    documents: tuple[avancement.Avancement, ...],
    section: str,
) -> tuple[EtapeChemin, ...]:
    """Draw the path: where the dossier stands, and the present step."""
    rows = [*_preparation(faits), *_documents(documents), *_later(documents)]
    here = _present(rows, section, avancement.courant(faits, documents))
    return tuple(
        EtapeChemin(
            numero=rank,
            nom=row.nom,
            detail=row.detail,
            url=adresse(dossier, *row.page) if row.page else "",
            fait=row.fait,
            ici=row is here,
        )
        for rank, row in enumerate(rows, start=1)
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Row:
    nom: str
    detail: str
    fait: bool = False
    page: tuple[str, ...] = ()
    section: str = ""


def _present(rows: list[_Row], section: str, document: avancement.Avancement | None) -> _Row:
    """Return the step of the open page; else what nothing goes without; else the document."""
    of_page = [row for row in rows if row.section == section]
    first = [row for name in _FIRST for row in rows if row.section == name and not row.fait]
    writing = [row for row in rows if document and row.section == f"document:{document.id}"]
    return (of_page or first or writing or rows)[0]


def _preparation(faits: DossierFacts) -> list[_Row]:
    people, communes = faits.equipe or (), faits.territoire.communes or ()
    professions = len({person.profession for person in people if person.profession})
    missions = len({action.mission for action in faits.actions or () if action.mission})
    actions = len(faits.actions or ())
    return [
        _Row(
            nom="Équipe",
            detail=f"{pluriel(len(people), 'personne')}, {pluriel(professions, 'profession')}"
            if people
            else "personne encore",
            fait=bool(people),
            page=("equipe",),
            section="equipe",
        ),
        _Row(
            nom="Territoire",
            detail=pluriel(len(communes), "commune") if communes else "aucune commune encore",
            fait=bool(communes),
            page=("territoire",),
            section="territoire",
        ),
        _Row(
            nom="Missions et actions",
            detail=f"{pluriel(actions, 'action')}, {pluriel(missions, 'mission')}"
            if actions
            else "aucune action encore",
            fait=bool(actions),
            page=("actions",),
            section="actions",
        ),
        _Row(
            nom="Association",
            detail=_ASSOCIATION[faits.structure.association_creee],
            fait=faits.structure.association_creee is EtatAssociation.OUI,
            page=("identite",),
            section="identite",
        ),
    ]


_ASSOCIATION: Final = {
    EtatAssociation.OUI: "créée",
    EtatAssociation.EN_COURS: "en cours de création",
    EtatAssociation.NON: "pas encore créée",
    None: "à dire",
}


def _documents(documents: tuple[avancement.Avancement, ...]) -> list[_Row]:
    return [
        _Row(
            nom=document.nom_court,
            detail=_document(document),
            fait=document.complet,
            page=("apercu", document.id),
            section=f"document:{document.id}",
        )
        for document in documents
    ]


def _document(document: avancement.Avancement) -> str:
    if document.part < 100:
        return f"rempli à {pourcent(document.part)}"
    if document.bloquants:
        return pluriel(len(document.bloquants), "point bloque", "points bloquent")
    return "tout est rempli"


def _later(documents: tuple[avancement.Avancement, ...]) -> list[_Row]:
    """Return the steps whose form Maillage does not have, for this région at least."""
    known = {document.etape for document in documents}
    return [
        _Row(nom=libelles.ETAPES[stage], detail=words)
        for stage, words in _LATER.items()
        if stage not in known
    ]


_LATER: Final = {
    EtapeDossier.PROJET_SANTE: "le formulaire de votre région viendra",
    EtapeDossier.CONTRAT: "viendra dans Maillage",
}
