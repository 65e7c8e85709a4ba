"""Pages of one form each: identity, choices, partnerships, what the team says of its territory."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods

from maillage.dossiers import permissions
from maillage.dossiers.actions.update_choix import update_choix
from maillage.dossiers.actions.update_identite import update_identite
from maillage.dossiers.actions.update_partenariats import update_partenariats
from maillage.dossiers.actions.update_plan_crise import update_plan_crise
from maillage.dossiers.actions.update_signature import update_signature
from maillage.dossiers.actions.update_territoire import update_territoire
from maillage.dossiers.models import Dossier, Personne, PlanCrise, Signature
from maillage.dossiers.writing import Conflict
from maillage.reference import cog
from maillage.web import clock
from maillage.web.equipe import acces, conflits, fusions, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.cadre import adresse
from maillage.web.equipe.formulaires.base import Formulaire, envoi
from maillage.web.equipe.formulaires.demarche import FormulaireChoix, FormulairePartenariats
from maillage.web.equipe.formulaires.identite import (
    FormulaireCpts,
    FormulaireRoles,
    FormulaireStructure,
)
from maillage.web.equipe.formulaires.partenaires import FormulaireSignature
from maillage.web.equipe.formulaires.plan_crise import FormulairePlanCrise
from maillage.web.equipe.formulaires.territoire import FormulaireTerritoire

Values = Mapping[str, Any]


def _nothing(_: Dossier) -> Values:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A form over one record of the dossier, and the action that keeps it."""

    page: str  # name of its address
    nature: str  # its name in the facts
    retour: str  # page it belongs to
    titre: str
    aide: str = ""
    formulaire: type[Formulaire]
    depuis: Callable[[Dossier], dict[str, Any]]
    enregistrer: Callable[..., Any]
    valeurs: Callable[[Values], dict[str, Any]]
    options: Callable[[Dossier], Values] = field(default=_nothing)
    champs: str = "equipe/champs/tous.html"
    fait: str = "Vos réponses sont enregistrées."


def vue(section: Section) -> Callable[..., HttpResponseBase]:
    """Return the view of a section."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @acces.sur_dossier()
    def repondre(request: DossierRequest, dossier: Dossier) -> HttpResponse:
        posted = envoi(request)
        options = section.options(dossier)
        form = section.formulaire(posted, initial=section.depuis(dossier), **options)
        if posted is None or not form.is_valid():
            return _show(request, dossier, section, form)
        conflict = None
        try:
            with reponses.refus_dans(form):
                depuis = form.cleaned_data["version"] or 0
                saved = section.enregistrer(
                    dossier=dossier,
                    version=depuis,
                    by=request.user,
                    on=clock.today(),
                    **section.valeurs(form.valeurs()),
                )
                reponses.dire(request, section.fait)
                fusions.dire(request, dossier, form, (section.nature, "", saved.version), depuis)
                return reponses.vers(dossier, section.retour)
        except Conflict as clash:
            recorded = section.depuis(Dossier.objects.get(pk=dossier.pk))
            conflict = conflits.entre(form, clash, recorded)
            form = section.formulaire(initial={**recorded, **clash.miens}, **options)
        return _show(request, dossier, section, form, conflict)

    return repondre


def _show(
    request: DossierRequest,
    dossier: Dossier,
    section: Section,
    form: Formulaire,
    conflict: conflits.Conflit | None = None,
) -> HttpResponse:
    may = permissions.allows(request.user, acces.MODIFIER, dossier)
    for shown in form.fields.values():
        shown.disabled = not may
    context = {
        "form": form,
        "conflit": conflict,
        "page": {
            "titre": section.titre,
            "aide": section.aide,
            "action": "",
            "fil": _trail(dossier, section),
            "champs": section.champs,
            "peut": may,
            "bouton": "Enregistrer",
            "encore": "",
            "retour": adresse(dossier, section.retour),
            "retirer": "",
        },
    }
    status = 409 if conflict else 422 if form.errors else 200
    return reponses.page(
        request, dossier, "equipe/formulaire.html", context, section=section.retour, status=status
    )


_PARENTS: Final = {"identite": "Identité", "territoire": "Territoire", "dossier": "Le dossier"}


def _trail(dossier: Dossier, section: Section) -> list[dict[str, str]]:
    parent = section.retour if section.retour in _PARENTS else "dossier"
    return [{"nom": _PARENTS[parent], "url": adresse(dossier, parent)}]


def _structure(dossier: Dossier) -> dict[str, Any]:
    return {**FormulaireStructure.depuis(dossier.structure), "version": dossier.version}


def _roles(dossier: Dossier) -> dict[str, Any]:
    people = {
        name: person.code if (person := getattr(dossier, name)) else None
        for name in ("contact", "redacteur", "representant_legal")
    }
    return {
        **people,
        "representant_qualite": dossier.representant_qualite,
        "version": dossier.version,
    }


def _people(dossier: Dossier) -> Values:
    people = Personne.objects.filter(dossier=dossier).order_by("nom", "prenom", "pk")
    return {"personnes": [(row.code, str(row)) for row in people]}


def _departements(_: Dossier) -> Values:
    every = cog.table().departements.values()
    return {"departements": [(d.code, f"{d.nom} ({d.code})") for d in every]}


CPTS: Final = Section(
    page="identite_cpts",
    nature="cpts",
    retour="identite",
    titre="La CPTS",
    formulaire=FormulaireCpts,
    depuis=FormulaireCpts.depuis,
    enregistrer=update_identite,
    valeurs=lambda found: {"cpts": found},
)
STRUCTURE: Final = Section(
    page="identite_structure",
    nature="structure",
    retour="identite",
    titre="La structure qui la porte",
    aide="L’association ou la société qui signera et recevra les financements.",
    formulaire=FormulaireStructure,
    champs="equipe/champs/structure.html",
    depuis=_structure,
    enregistrer=update_identite,
    valeurs=lambda found: {"structure": found},
)
ROLES: Final = Section(
    page="identite_roles",
    nature="roles",
    retour="identite",
    titre="Qui parle pour elle",
    aide="À choisir dans l’équipe : une personne ne se tape qu’une fois.",
    formulaire=FormulaireRoles,
    depuis=_roles,
    enregistrer=update_identite,
    valeurs=lambda found: {"roles": found},
    options=_people,
)
TERRITOIRE: Final = Section(
    page="territoire_reponses",
    nature="territoire",
    retour="territoire",
    titre="Ce que l’équipe dit de son territoire",
    formulaire=FormulaireTerritoire,
    champs="equipe/champs/territoire.html",
    depuis=lambda dossier: FormulaireTerritoire.depuis(dossier.territoire),
    enregistrer=update_territoire,
    valeurs=lambda found: {"valeurs": found},
    options=_departements,
)
CHOIX: Final = Section(
    page="choix",
    nature="choix",
    retour="choix",
    titre="Les choix du pré-projet",
    aide="Des réponses courtes, que les financeurs demandent toutes.",
    formulaire=FormulaireChoix,
    depuis=lambda dossier: FormulaireChoix.depuis(dossier.choix),
    enregistrer=update_choix,
    valeurs=lambda found: {"valeurs": found},
)
PARTENARIATS: Final = Section(
    page="partenariats",
    nature="partenariats",
    retour="partenariats",
    titre="Partenariats",
    aide="Ce qui existe autour de la CPTS, et comment vous travaillez avec.",
    formulaire=FormulairePartenariats,
    depuis=lambda dossier: FormulairePartenariats.depuis(dossier.partenariats),
    enregistrer=update_partenariats,
    valeurs=lambda found: {"valeurs": found},
)


def _signature(dossier: Dossier) -> dict[str, Any]:
    row = Signature.objects.select_related("signataire").get(dossier=dossier)
    code = row.signataire.code if row.signataire else None
    return {**FormulaireSignature.depuis(row), "signataire": code}


SIGNATURE: Final = Section(
    page="signature",
    nature="signature",
    retour="signature",
    titre="Signature",
    aide="Qui signe les documents à déposer, où et quand.",
    formulaire=FormulaireSignature,
    depuis=_signature,
    enregistrer=update_signature,
    valeurs=lambda found: {"valeurs": found},
    options=_people,
)
PLAN_CRISE: Final = Section(
    page="plan_crise",
    nature="plan_crise",
    retour="plan_crise",
    titre="Le plan de crise",
    aide="Où en est le plan que demande la mission de crise. Le plan lui-même reste chez vous.",
    formulaire=FormulairePlanCrise,
    depuis=lambda dossier: FormulairePlanCrise.depuis(PlanCrise.objects.get(dossier=dossier)),
    enregistrer=update_plan_crise,
    valeurs=lambda found: {"valeurs": found},
)
TOUTES: Final = (CPTS, STRUCTURE, ROLES, TERRITOIRE, CHOIX, PARTENARIATS, SIGNATURE, PLAN_CRISE)
