"""The steps of the path: what each is for, in two sentences, and which questions belong to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from maillage.core.facts import EtapeDossier
from maillage.reference import nomenclatures


@dataclass(frozen=True, slots=True, kw_only=True)
class Etape:
    """A step: either a stage, with its documents, or a theme, with its own questions."""

    code: str
    nom: str
    pourquoi: str
    stage: EtapeDossier | None = None
    documents: tuple[str, ...] = ()  # what comes out of a theme
    lieux: tuple[str, ...] = ()  # pages of the dossier, the first being where the theme begins
    groupes: tuple[str, ...] = ()  # groups of texts
    page: str = ""  # a page to look at, where nothing is asked yet
    bientot: str = ""  # said where Maillage cannot help yet

    def tient(self, place: str) -> bool:
        """Say whether a place of the dossier (« equipe », « textes/freins ») belongs here."""
        page, _, rubrique = place.partition("/")
        if page != "textes":
            return page in self.lieux
        known = nomenclatures.rubriques_texte().get(rubrique)
        return known is not None and known.groupe in self.groupes


STATUTS: Final = "statuts_association"

ETAPES: Final = (
    Etape(
        code="equipe",
        nom="Équipe",
        pourquoi="Une CPTS commence par des soignants de plusieurs métiers qui veulent travailler "
        "ensemble. Les financeurs regardent qui ils sont, où ils exercent et s’ils sont engagés.",
        lieux=("equipe", "etablissements", "reunions"),
    ),
    Etape(
        code="territoire",
        nom="Territoire",
        pourquoi="La liste des communes décide de presque tout : la population, la taille, donc le "
        "financement, l’ARS et la caisse à qui écrire. Elle doit tenir d’un seul morceau et ne pas "
        "recouvrir une autre CPTS.",
        lieux=("territoire",),
        groupes=("territoire",),
    ),
    Etape(
        code="lettre",
        nom="Lettre d’intention",
        pourquoi="C’est le premier document officiel : quelques pages qui disent à l’ARS et à la "
        "caisse qui vous êtes, où, et pour quoi faire. Elle ouvre le dialogue ; tout ce que vous y "
        "écrivez servira encore.",
        stage=EtapeDossier.LETTRE_INTENTION,
    ),
    Etape(
        code="diagnostic",
        nom="Diagnostic",
        pourquoi="Il dit ce que vivent les habitants et les soignants, chiffres à l’appui. Chaque "
        "action du projet devra répondre à un constat écrit ici.",
        lieux=("partenariats", "collectivites", "referents"),
        groupes=("diagnostic", "partenariats", "systeme_information"),
    ),
    Etape(
        code="pre_projet",
        nom="Pré-projet",
        pourquoi="Certaines régions demandent une étape entre la lettre et le projet de santé. Le "
        "pré-projet validé ouvre une aide pour écrire la suite.",
        stage=EtapeDossier.PRE_PROJET,
        lieux=("choix",),
    ),
    Etape(
        code="association",
        nom="Association",
        pourquoi="Pour signer et recevoir l’argent, il faut une structure, presque toujours une "
        "association loi 1901. Maillage écrit ses statuts d’après vos choix, article par article.",
        documents=(STATUTS,),
        lieux=("statuts", "identite"),
        groupes=("gouvernance", "statuts"),
    ),
    Etape(
        code="actions",
        nom="Missions et actions",
        pourquoi="Une CPTS est reconnue et payée pour ses missions. Chacune se traduit en actions : "
        "qui fait quoi, quand, avec quels moyens, et comment on saura que cela marche.",
        lieux=(
            "actions",
            "indicateurs",
            "calendrier",
            "budget",
            "budget_projet",
            "liens_prs",
            "plan_crise",
        ),
        groupes=("missions", "organisation", "evaluation", "budget"),
    ),
    Etape(
        code="projet",
        nom="Projet de santé",
        pourquoi="C’est le document que l’ARS valide : territoire, diagnostic, missions, actions, "
        "organisation. L’essentiel est déjà écrit aux étapes d’avant ; ici on relit et on complète.",
        stage=EtapeDossier.PROJET_SANTE,
        lieux=("signature",),
        bientot="le formulaire de votre région viendra",
    ),
    Etape(
        code="contrat",
        nom="Contrat ACI",
        pourquoi="Un contrat de cinq ans avec l’ARS et la caisse : les missions, les objectifs et "
        "ce qui est versé chaque année. Il se signe une fois le projet de santé validé.",
        stage=EtapeDossier.CONTRAT,
        page="argent",
        bientot="ce qu’il peut apporter",
    ),
)
PAR_CODE: Final[Mapping[str, Etape]] = {etape.code: etape for etape in ETAPES}

# Pages that are no place of the dossier, or belong to a step under another name.
_PAGES: Final = {
    "priorites": "liens_prs",
    "reprise": "documents",
    "missions": "actions",
    "actions_tableau": "actions",
    "actions_matrice": "actions",
    "indicateurs_catalogue": "indicateurs",
    "diagnostic": "partenariats",
}


def step_of(section: str) -> Etape | None:
    """Return the step that a page of the dossier belongs to, if one does."""
    kind, _, code = section.partition(":")
    if kind == "etape":
        return PAR_CODE.get(code)
    place = _PAGES.get(section, section)
    return next((etape for etape in ETAPES if etape.tient(place)), None)
