"""The page of the team: who is in it, by profession, and how sure each one is."""

from collections import Counter
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from maillage.core.facts import Engagement
from maillage.documents.reprise import Annuaire
from maillage.dossiers.actions.merge_personnes import NotTwo, merge_personnes
from maillage.dossiers.actions.separate_personnes import separate_personnes
from maillage.dossiers.models import Dossier, Personne, PersonnesDistinctes
from maillage.dossiers.writing import Conflict
from maillage.reference import nomenclatures
from maillage.web import clock, jauges
from maillage.web.equipe import acces, cadre, libelles, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.formulaires.personne import professions_groupees
from maillage.web.typographie import fr, nombre, pluriel

_KEYS: dict[str | None, int] = {
    Engagement.ENGAGE: 1,
    Engagement.CONTACTE: 4,
    Engagement.INCERTAIN: 3,
    Engagement.A_CONTACTER: 5,
}
_UNKNOWN = "Profession à dire"
_ANNUAIRES = {
    "equipe": (("rpps", "Rapprocher de l’annuaire"),),
    "etablissements": (("finess", "Reprendre de FINESS"),),
}


class FormulaireFiltre(forms.Form):
    profession = forms.ChoiceField(label="Profession", required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data, label_suffix="")
        choices = [("", "Toutes"), *professions_groupees()]
        field = self.fields["profession"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- narrows the type for mypy
        field.choices = choices


@require_safe
@acces.sur_dossier()
def equipe(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    people = list(Personne.objects.filter(dossier=dossier).order_by("rang", "pk"))
    engagement = request.GET.get("engagement", "")
    profession = request.GET.get("profession", "")
    shown = [p for p in people if not engagement or p.engagement == engagement]
    shown = [p for p in shown if not profession or p.profession == profession]
    frame = cadre.de(dossier, request.user, section="equipe", on=clock.today())
    counts = Counter(person.engagement for person in people)
    page = reverse("equipe", args=(dossier.public_id,))
    context = {
        "total": len(people),
        "resume": _summary(people),
        "groupes": _groups(dossier, shown),
        "filtres": _filters(page, counts, engagement, profession),
        "engagement": engagement,
        "filtre_form": FormulaireFiltre({"profession": profession}),
        "jauge": _gauge(counts, len(people)),
        "jauge_phrase": fr(", ".join(_counted(counts))),
        "urls": {"ajouter": cadre.adresse(dossier, "equipe_ajouter"), "toutes": page},
        "aussi": plusieurs(dossier, "equipe"),
        "doubles": _doubles(dossier, people) if frame.droits.modifier else (),
        "fusionner": cadre.adresse(dossier, "equipe_fusionner"),
        "distinguer": cadre.adresse(dossier, "equipe_distinguer"),
    }
    return reponses.page(
        request, dossier, "equipe/equipe.html", context, section="equipe", frame=frame
    )


def plusieurs(dossier: Dossier, liste: str) -> list[dict[str, str]]:
    """Return the doors to what adds or completes many rows at once."""
    doors = [("saisie", "En saisir plusieurs"), ("importer", "Importer une liste")]
    return [
        {"nom": name, "url": cadre.adresse(dossier, f"{liste}_{door}")}
        for door, name in (*doors, *_ANNUAIRES.get(liste, ()))
    ]


def _doubles(dossier: Dossier, people: list[Personne]) -> list[list[dict[str, Any]]]:
    """Return the pairs of records that seem to be one person, by RPPS number or by name."""
    known: Annuaire[Personne] = Annuaire()
    two = set(
        PersonnesDistinctes.objects.filter(dossier=dossier).values_list("premiere", "seconde")
    )
    pairs = []
    for person in people:
        first = known.trouver(person.nom, person.prenom, person.rpps)
        if first is not None and tuple(sorted((first.code, person.code))) not in two:
            pairs.append([_record(dossier, first, person), _record(dossier, person, first)])
        known.inscrire(person.nom, person.prenom, person.rpps, person)
    return pairs


def _record(dossier: Dossier, person: Personne, other: Personne) -> dict[str, Any]:
    line = _line(dossier, person)
    details = (line["detail"], person.telephone, person.courriel)
    return {
        **line,
        "detail": ", ".join(filter(None, details)),
        "garder": person.pk,
        "version": person.version,
        "retirer": other.pk,
    }


@require_POST
@acces.sur_dossier(acces.MODIFIER)
def fusionner(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    """Make one record of two; a second click, or a record changed meanwhile, changes nothing."""
    kept, other = (_asked(request, dossier, name) for name in ("garder", "retirer"))
    version = _number(request.POST.get("version", ""))
    if kept is None or other is None:
        return reponses.vers(dossier, "equipe")
    try:
        row = merge_personnes(
            garder=kept, version=version, retirer=other, by=request.user, on=clock.today()
        )
    except (Conflict, NotTwo):
        reponses.prevenir(
            request, "Une fiche a changé entre-temps : rien n’est réuni. Relisez, puis recommencez."
        )
    except Personne.DoesNotExist:  # a first click did it
        return reponses.vers(dossier, "equipe")
    else:
        reponses.dire(request, f"Les deux fiches de {row} n’en font plus qu’une.")
    return reponses.vers(dossier, "equipe")


@require_POST
@acces.sur_dossier(acces.MODIFIER)
def distinguer(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    """Two records that look alike are two people: remember it."""
    first, second = (_asked(request, dossier, name) for name in ("garder", "retirer"))
    if first is None or second is None or first.pk == second.pk:
        return reponses.vers(dossier, "equipe")
    separate_personnes(premiere=first, seconde=second, by=request.user, on=clock.today())
    reponses.dire(request, f"{first} et {second} sont deux personnes : c’est retenu.")
    return reponses.vers(dossier, "equipe")


def _asked(request: DossierRequest, dossier: Dossier, name: str) -> Personne | None:
    """Return the record of this dossier that the page names."""
    rows = Personne.objects.filter(dossier=dossier).select_related("dossier")
    return rows.filter(pk=_number(request.POST.get(name, ""))).first()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _summary(people: list[Personne]) -> str:
    if not people:
        return "Les personnes engagées, contactées ou à contacter"
    professions = len({person.profession for person in people if person.profession})
    return f"{pluriel(len(people), 'personne')}, {pluriel(professions, 'profession')}"


def _counted(counts: Counter[str | None]) -> list[str]:
    said = [(libelles.ENGAGEMENTS[code].lower(), counts[code]) for code in Engagement]
    said.append(("à dire", counts[None]))
    return [f"{words} : {nombre(count)}" for words, count in said if count]


def _gauge(counts: Counter[str | None], total: int) -> tuple[jauges.Part, ...]:
    shares = [(f"f{_KEYS[code]}", 100 * counts[code] / total) for code in Engagement if total]
    return jauges.parts(*shares)


def _filters(
    page: str, counts: Counter[str | None], engagement: str, profession: str
) -> list[dict[str, Any]]:
    kept = {"profession": profession} if profession else {}
    rows: list[tuple[str, str, int]] = [("", "Tous", sum(counts.values()))]
    rows += [(code.value, libelles.ENGAGEMENTS[code], counts[code]) for code in Engagement]
    return [
        {
            "nom": name,
            "nombre": count,
            "cle": _KEYS.get(code, 0),
            "ici": code == engagement,
            "url": f"{page}?{urlencode({**kept, **({'engagement': code} if code else {})})}",
        }
        for code, name, count in rows
        if count or not code
    ]


def _groups(dossier: Dossier, people: list[Personne]) -> list[dict[str, Any]]:
    known = nomenclatures.professions()
    order = {code: rank for rank, code in enumerate(known)}
    by_profession: dict[str, list[Personne]] = {}
    for person in people:
        by_profession.setdefault(person.profession or "", []).append(person)
    codes = sorted(by_profession, key=lambda code: order.get(code, -1))
    return [
        {
            "nom": known[code].libelle if code in known else code or _UNKNOWN,
            "lignes": [_line(dossier, person) for person in by_profession[code]],
        }
        for code in codes
    ]


def _line(dossier: Dossier, person: Personne) -> dict[str, Any]:
    engagement = Engagement(person.engagement) if person.engagement else None
    details = [person.profession_precision, person.structure_appartenance, person.lieu_exercice]
    if person.gouvernance:
        details.append("gouvernance")
    first = (person.prenom or "")[:1] + person.nom[:1]
    return {
        "nom": str(person),
        "initiales": first.upper(),
        "fonction": person.fonction or "",
        "detail": ", ".join(detail for detail in details if detail),
        "engagement": libelles.ENGAGEMENTS[engagement] if engagement else "Engagement à dire",
        "ton": libelles.TONS_ENGAGEMENT.get(engagement, "voir"),
        "url": cadre.adresse(dossier, "equipe_modifier", str(person.pk)),
    }
