"""What has versions: each list and each section, how it is called, where it is, who tells it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Final

from maillage.core.facts import Contrat
from maillage.dossiers.models import Dossier
from maillage.dossiers.models import Liste as ListeDuDossier
from maillage.reference.aci import grilles
from maillage.reference.statuts import tables
from maillage.web.equipe import acces, cadre, listes, sections
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.contrat import FormulaireContrat
from maillage.web.equipe.formulaires.statuts import FormulaireStatuts
from maillage.web.equipe.lignes import Liste
from maillage.web.equipe.sections import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Sujet:
    """`formulaire` tells the answers in the words of the form; a table saved whole has none."""

    nature: str
    titre: str
    page: str  # where it is read and changed
    section: str  # page of the frame that stays marked
    liste: Liste | None = None  # its rows have their own versions
    formulaire: Callable[[Dossier], Formulaire] | None = None
    faits: tuple[str, ...] = ()
    droit: str = acces.LIRE  # to read its versions


def _of_liste(liste: Liste) -> Sujet:
    return Sujet(
        nature=liste.page,
        titre=liste.mots.liste,
        page=liste.page,
        section=liste.page,
        liste=liste,
        formulaire=lambda dossier: liste.formulaire(**liste.options(dossier)),
        faits=liste.formulaire.faits,
        droit=liste.lire,
    )


def _of_section(section: Section) -> Sujet:
    return Sujet(
        nature=section.nature,
        titre=section.titre,
        page=section.page,
        section=section.retour,
        formulaire=lambda dossier: section.formulaire(**section.options(dossier)),
        faits=section.formulaire.faits,
    )


def _of_table(liste: ListeDuDossier, titre: str, page: str, *, droit: str = acces.LIRE) -> Sujet:
    return Sujet(nature=liste.value, titre=titre, page=page, section=page, droit=droit)


_STATUTS: Final = Sujet(
    nature="statuts",
    titre="Les choix des statuts",
    page="statuts",
    section="statuts",
    formulaire=lambda _: FormulaireStatuts(choix=tables().choix.values()),
    faits=tuple(tables().choix),
)
_CONTRAT: Final = Sujet(
    nature="contrat",
    titre="Le contrat",
    page="contrat",
    section="argent",
    formulaire=lambda _: FormulaireContrat(contrat=Contrat(), grille=list(grilles().values())[-1]),
    faits=tuple(one.name for one in fields(Contrat)),
    droit=acces.ARGENT,
)
SUJETS: Final[Mapping[str, Sujet]] = {
    sujet.nature: sujet
    for sujet in (
        *map(_of_liste, listes.TOUTES),
        *map(_of_section, sections.TOUTES),
        _STATUTS,
        _CONTRAT,
        _of_table(ListeDuDossier.COMMUNES, "Les communes du territoire", "territoire"),
        _of_table(ListeDuDossier.CALENDRIER, "Calendrier", "calendrier"),
        _of_table(ListeDuDossier.BUDGET_PRE_PROJET, "Budget de la construction", "budget"),
        _of_table(ListeDuDossier.BUDGET_PROJET, "Budget du projet", "budget_projet"),
        _of_table(ListeDuDossier.REALISE, "Les comptes repris", "realise", droit=acces.ARGENT),
        _of_table(ListeDuDossier.DEPENDANCES, "Ce qui attend quoi", "dependances"),
        _of_table(ListeDuDossier.LIENS_PRS, "Priorités régionales", "priorites"),
        _of_table(ListeDuDossier.FIGURES, "Figures du diagnostic", "diagnostic"),
    )
}


def versions_de(dossier: Dossier, nature: str, pk: int | None = None) -> str:
    """Return the address of the versions of a section, of a table, or of a row."""
    if pk is None:
        return cadre.adresse(dossier, "versions", nature)
    return cadre.adresse(dossier, "versions_fiche", nature, str(pk))


def de_page(dossier: Dossier, page: str, ligne: int | None) -> str:
    """Return the address of the versions of what a page shows; empty when it has none."""
    for sujet in SUJETS.values():
        if sujet.liste is not None and page == f"{sujet.page}_modifier":
            return versions_de(dossier, sujet.nature, ligne)
        if sujet.liste is None and page == sujet.page:
            return versions_de(dossier, sujet.nature)
    return versions_de(dossier, "statuts") if page == "statuts_article" else ""


def liste_de_page(page: str) -> str:
    """Return the nature of the rows that a page lists; empty when it lists none."""
    sujet = SUJETS.get(page)
    return page if sujet is not None and sujet.liste is not None else ""
