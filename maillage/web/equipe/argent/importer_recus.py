"""Payments brought from the statement of a bank: look first, choose, then write, all or nothing."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import Any, Final
from uuid import UUID, uuid4

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods

from maillage.core.budget import OperationLue, ReleveLu, lire_releve
from maillage.core.facts import PayeurVersement, VersementRecu
from maillage.documents.reprise import FichierRefuse
from maillage.dossiers.actions.add_versements import add_versements
from maillage.dossiers.models import Dossier
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.argent import recus_lus
from maillage.web.equipe.formulaires.base import envoi
from maillage.web.equipe.formulaires.importation import FormulaireImport
from maillage.web.equipe.importation_lue import COLLAGE, deballer, emballer, lire_envoi
from maillage.web.typographie import euros, fr, jour, pluriel

_NAME: Final = 200
_LABEL: Final = 200
_CAISSE: Final = re.compile(r"\b(cpam|cnam|ccmsa|msa|assurance maladie|caisse primaire)\b")
_ARS: Final = re.compile(r"\b(ars|agence regionale de sante)\b")
_ENTETES: Final = {
    "date": "Jour",
    "libelle": "Libellé",
    "reference": "Référence",
    "credit": "Crédit",
    "debit": "Débit",
    "montant": "Montant",
}


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier(acces.COMPTES)
def importer(request: DossierRequest, dossier: Dossier) -> HttpResponseBase:
    if "rangees" in request.POST:
        return _confirmed(request, dossier)
    form = FormulaireImport(envoi(request), request.FILES or None)
    if form.is_valid():
        sent = form.cleaned_data["fichier"]
        try:
            name = str(sent.name)[:_NAME] if sent else COLLAGE
            pasted = form.cleaned_data["tableau"] or ""
            rows = lire_envoi(name, sent.read() if sent else None, pasted)
            return _preview(request, dossier, rows)
        except FichierRefuse as refusal:
            form.add_error("fichier" if sent else "tableau", fr(str(refusal)))
    return reponses.page(
        request,
        dossier,
        "equipe/argent/recus_importer.html",
        {"form": form, **_around(dossier)},
        section="versements",
        status=422 if form.errors else 200,
    )


def _around(dossier: Dossier) -> dict[str, Any]:
    return {
        "fil": [{"nom": "Versements reçus", "url": cadre.adresse(dossier, "versements")}],
        "retour": cadre.adresse(dossier, "versements"),
        "ici": cadre.adresse(dossier, "versements_importer"),
    }


def _read(rows: Sequence[Any]) -> ReleveLu:
    return lire_releve([(row.numero, row.cellules) for row in rows])


def _preview(request: DossierRequest, dossier: Dossier, rows: Sequence[Any]) -> HttpResponse:
    on = clock.today()
    frame = cadre.de(dossier, request.user, section="versements", on=on)
    lu, held = recus_lus.lire(frame.faits, on=on), frame.faits.versements or ()
    releve = _read(rows)
    lines = [_line(one, lu, held) for one in releve.entrees]
    out = len(releve.operations) - len(releve.entrees) - len(releve.refuses)
    context = {
        "manque": ", ".join(releve.manque),
        "lue": " | ".join(word for word in releve.entete_lue if word.strip())[:_LABEL],
        "entetes": [(_ENTETES[name], words) for name, words in releve.entetes.items()],
        "refus": releve.refuses,
        "lignes": lines,
        "phrase": fr(
            f"{pluriel(len(lines), 'entrée d’argent lue', 'entrées d’argent lues')}, "
            f"{pluriel(out, 'dépense laissée', 'dépenses laissées')} de côté."
        ),
        "rangees": emballer(tuple(rows)),
        "jeton": str(uuid4()),
        "peut": bool(lines) and not releve.refuses,
        **_around(dossier),
    }
    return reponses.page(
        request,
        dossier,
        "equipe/argent/recus_apercu.html",
        context,
        section="versements",
        frame=frame,
        status=200 if context["peut"] else 422,
    )


def _line(one: OperationLue, lu: recus_lus.Lu, held: Collection[VersementRecu]) -> dict[str, Any]:
    fact = _fact(one)
    found = recus_lus.proposition(fact, lu)
    known = any((each.date, each.montant) == (fact.date, fact.montant) for each in held)
    ours = fact.payeur is not None or bool(found and found["exacte"])
    return {
        "ligne": one.ligne,
        "jour": jour(one.date),
        "nom": one.libelle,
        "montant": euros(one.montant),
        "proposition": found["lignes"] if found and found["exacte"] else (),
        "deja": known,
        "coche": ours and not known,
    }


def _fact(one: OperationLue) -> VersementRecu:
    """Return the payment that a line of the statement is; what it pays is said later."""
    assert one.date is not None  # noqa: S101 -- what came in has a day
    return VersementRecu(
        date=one.date,
        montant=one.montant,
        payeur=_payer(one.libelle),
        libelle=one.libelle[:_LABEL] or None,
        reference=one.reference[:_LABEL] or None,
    )


def _payer(words: str) -> PayeurVersement | None:
    bare = unicodedata.normalize("NFKD", words.casefold())
    plain = "".join(letter for letter in bare if not unicodedata.combining(letter))
    if _CAISSE.search(plain):
        return PayeurVersement.CAISSE
    return PayeurVersement.ARS if _ARS.search(plain) else None


def _confirmed(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    try:
        releve = _read(deballer(request.POST["rangees"]))
        jeton = UUID(request.POST.get("jeton", ""))
    except FichierRefuse as refusal:
        reponses.prevenir(request, str(refusal))
        return reponses.vers(dossier, "versements_importer")
    except ValueError:
        reponses.prevenir(request, "Rien n’est écrit : choisissez à nouveau le fichier.")
        return reponses.vers(dossier, "versements_importer")
    asked = set(request.POST.getlist("ligne"))
    kept = [_fact(one) for one in releve.entrees if str(one.ligne) in asked]
    if not kept or releve.refuses:
        reponses.prevenir(request, "Rien n’est écrit : aucune ligne n’était cochée.")
        return reponses.vers(dossier, "versements_importer")
    names = VersementRecu.__dataclass_fields__
    with reponses.refus_dit(request):
        add_versements(
            dossier=dossier,
            lignes=[{name: getattr(one, name) for name in names} for one in kept],
            by=request.user,
            on=clock.today(),
            jeton=jeton,
        )
        many = pluriel(len(kept), "versement est noté", "versements sont notés")
        reponses.dire(request, f"{many}. Dites maintenant ce qu’ils paient.")
    return reponses.vers(dossier, "versements")
