"""The identity of the CPTS, as it stands, with a door to each part."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.core.facts import DossierFacts
from maillage.dossiers.models import Dossier
from maillage.reference import regions
from maillage.web import clock
from maillage.web.equipe import acces, cadre, libelles, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.typographie import jour


@require_safe
@acces.sur_dossier()
def identite(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    frame = cadre.de(dossier, request.user, section="identite", on=clock.today())
    faits = frame.faits
    context = {
        "blocs": [
            _bloc(dossier, "cpts", "La CPTS", "Corriger la CPTS", _cpts(faits)),
            _bloc(
                dossier,
                "structure",
                "La structure qui la porte",
                "Corriger la structure",
                _structure(faits),
            ),
            _bloc(dossier, "roles", "Qui parle pour elle", "Choisir ces personnes", _roles(faits)),
        ]
    }
    return reponses.page(
        request, dossier, "equipe/identite.html", context, section="identite", frame=frame
    )


def _bloc(
    dossier: Dossier, code: str, title: str, button: str, lines: list[tuple[str, str | None]]
) -> dict[str, Any]:
    return {
        "code": code,
        "titre": title,
        "bouton": button,
        "url": cadre.adresse(dossier, f"identite_{code}"),
        "lignes": [{"nom": name, "valeur": value or ""} for name, value in lines],
    }


def _cpts(faits: DossierFacts) -> list[tuple[str, str | None]]:
    cpts = faits.cpts
    region = regions.regions().get(cpts.region or "")
    return [
        ("Nom", cpts.nom),
        ("Date de création", jour(cpts.date_creation)),
        ("Région", region.nom if region else "celle des communes"),
        ("Étape en cours", libelles.ETAPES[cpts.etape] if cpts.etape else None),
    ]


def _structure(faits: DossierFacts) -> list[tuple[str, str | None]]:
    body = faits.structure
    legal = libelles.FORMES[body.forme_juridique] if body.forme_juridique else None
    created = libelles.ETATS_ASSOCIATION[body.association_creee] if body.association_creee else None
    return [
        ("Nom complet", body.nom),
        ("Sigle", body.sigle),
        ("Forme juridique", body.forme_precision or legal),
        ("Association créée ?", created),
        ("Date de déclaration", jour(body.date_declaration)),
        ("SIRET", _groups(body.siret, 3, 3, 3, 5)),
        ("RNA", body.rna),
        ("FINESS", body.finess),
        ("Adresse du siège", body.adresse_postale),
        ("Adresse électronique", body.courriel),
        ("Téléphone", body.telephone),
        ("Télécopie", body.telecopie),
        ("Titulaire du compte", body.titulaire_compte),
        ("IBAN", _groups(body.iban, *[4] * 9)),
        ("BIC", body.bic),
    ]


def _groups(number: str | None, *widths: int) -> str | None:
    """Cut a long number into groups, as it is read aloud."""
    rest, groups = "".join((number or "").split()), []
    for width in widths:
        groups.append(rest[:width])
        rest = rest[width:]
    return " ".join(group for group in (*groups, rest) if group) or number


def _roles(faits: DossierFacts) -> list[tuple[str, str | None]]:
    roles = faits.roles
    return [
        ("Personne à contacter", _name(faits, roles.contact)),
        ("Personne qui rédige", _name(faits, roles.redacteur)),
        ("Représentant légal", _name(faits, roles.representant_legal)),
        ("En qualité de", roles.representant_qualite),
    ]


def _name(faits: DossierFacts, code: str | None) -> str | None:
    person = faits.personne(code)
    return f"{person.prenom or ''} {person.nom}".strip() if person else None
