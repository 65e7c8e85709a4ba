"""The page that writes what an indicator measured in a year of the contract."""

from dataclasses import replace
from typing import Any, ClassVar

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from maillage.core.facts import Indicateur as Fait
from maillage.core.facts import Releve
from maillage.core.missions import Periode, depart, periodes
from maillage.dossiers import facts as bridge
from maillage.dossiers.actions.set_releves import set_releves
from maillage.dossiers.financement import echeancier_signe
from maillage.dossiers.models import Dossier, Indicateur, Liste
from maillage.dossiers.writing import Conflict
from maillage.web import clock
from maillage.web.equipe import acces, cadre, conflits, fusions, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.formulaires.base import Formulaire, envoi
from maillage.web.equipe.formulaires.champs import Jour, Texte, Valeur
from maillage.web.equipe.formulaires.rangees import Colonne, Rangees
from maillage.web.equipe.missions import resultats_lus
from maillage.web.typographie import fr, jour


def releve(**cells: Any) -> Releve:
    """Return a row; the page says the year of all of them."""
    return Releve(annee=cells.pop("annee", 1), **cells)


class FormulaireReleves(Formulaire):
    faits: ClassVar[tuple[str, ...]] = ("releves",)

    releves = Rangees(
        "Ce qui a été mesuré",
        releve,
        (
            Colonne(nom="periode", champ=Texte("Période, si ce n’est pas l’année")),
            Colonne(nom="numerateur", champ=Valeur("On compte")),
            Colonne(nom="denominateur", champ=Valeur("Sur")),
            Colonne(nom="valeur", champ=Valeur("Ou la valeur")),
            Colonne(nom="taux_declare", champ=Valeur("Taux déclaré, en %")),
            Colonne(nom="fournisseur", champ=Texte("Fourni par")),
            Colonne(nom="preuve", champ=Texte("Preuve", required=False), large=True),
            Colonne(nom="preuve_le", champ=Jour("Datée du")),
        ),
        mot="Relevé",
        libre=True,
        help_text=(
            "La preuve est un nom et un jour : « Relevé de la caisse ». N’écrivez ici aucune "
            "donnée de patient."
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier()
def releves(request: DossierRequest, dossier: Dossier, ligne: int, annee: int) -> HttpResponse:
    on = clock.today()
    frame = cadre.de(dossier, request.user, section="resultats", on=on)
    plan = echeancier_signe(frame.faits, on=on)
    periode = next((one for one in periodes(plan) if one.annee == annee), None) if plan else None
    row = Indicateur.objects.filter(dossier=dossier, pk=ligne).select_related("dossier").first()
    if periode is None or row is None:
        raise Http404
    part: Fait = bridge.of_rows(Liste.INDICATEURS, [row])[0]
    posted = envoi(request)
    form = FormulaireReleves(
        posted, initial={"releves": _year(part, annee), "version": row.version}
    )
    clash = None
    if posted is not None and form.is_valid():
        typed = tuple(replace(one, annee=annee) for one in form.cleaned_data["releves"] or ())
        since = form.cleaned_data["version"] or 0
        try:
            with reponses.refus_dans(form):
                saved = set_releves(
                    indicateur=row, annee=annee, releves=typed, version=since,
                    by=request.user, on=on,
                )  # fmt: skip
                reponses.dire(request, f"Année {annee} : le résultat est enregistré.")
                fusions.dire(request, dossier, form, fusions.de_ligne("indicateurs", saved), since)
                return reponses.vers_adresse(_back(dossier, annee))
        except Conflict as found:
            fresh = Indicateur.objects.get(pk=row.pk)
            now = _year(bridge.of_rows(Liste.INDICATEURS, [fresh])[0], annee)
            clash = conflits.entre(form, found, {"releves": now})
            form = FormulaireReleves(initial={"releves": typed, "version": fresh.version})
    may = frame.droits.modifier
    for field in form.fields.values():
        field.disabled = not may
    context = {"form": form, "conflit": clash, "peut": may, **_words(dossier, part, periode)}
    return reponses.page(
        request, dossier, "equipe/missions/releves.html", context, section="resultats",
        frame=frame, status=409 if clash else 422 if form.errors else 200,
    )  # fmt: skip


def _back(dossier: Dossier, annee: int) -> str:
    return f"{cadre.adresse(dossier, 'resultats')}?annee={annee}"


def _year(part: Fait, annee: int) -> tuple[Releve, ...] | None:
    return tuple(one for one in part.releves or () if one.annee == annee) or None


def _words(dossier: Dossier, part: Fait, periode: Periode) -> dict[str, Any]:
    start = resultats_lus.dite(depart(part), part.unite or "")
    counts = [one for one in (part.numerateur, part.denominateur) if one]
    return {
        "titre": part.libelle,
        "annee": periode.annee,
        "dates": fr(f"du {jour(periode.debut)} au {jour(periode.fin)}"),
        "compte": fr(" sur ".join(counts)),
        "depart": start,
        "attendue": part.preuve or "",
        "cumulatif": bool(part.cumulatif),
        "retour": _back(dossier, periode.annee),
        "fil": [{"nom": "Résultats de l’année", "url": _back(dossier, periode.annee)}],
    }
