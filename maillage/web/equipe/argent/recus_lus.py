"""What came beside what was to come, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from maillage.core.facts import DossierFacts, PartRecue, VersementRecu
from maillage.core.financement import (
    NATURES,
    Attendu,
    Echeancier,
    EtatAttendu,
    Proposition,
    Rapprochement,
    en_centimes,
    euros,
    proposer,
    rapprocher,
)
from maillage.dossiers.financement import echeancier_signe
from maillage.reference.aci import postes_du_contrat
from maillage.web.equipe import libelles
from maillage.web.typographie import fr, jour, pluriel

ETATS: Final = {
    EtatAttendu.A_VENIR: ("À venir", "neutre"),
    EtatAttendu.ATTENDU: ("Attendu", "conseil"),
    EtatAttendu.EN_RETARD: ("En retard", "bloque"),
    EtatAttendu.DIFFERENT: ("Montant différent", "voir"),
    EtatAttendu.RECU: ("Reçu", "bien"),
}

_FEW: Final = 5  # late lines named; the others are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Lu:
    """The money of a dossier on a day: the schedule, and every payment in its place."""

    plan: Echeancier | None  # None: no signed contract
    place: Rapprochement

    @property
    def noms(self) -> dict[str, str]:
        """Return the name of each line of the schedule, with its amount."""
        return {
            one.cle: fr(f"{_nom(one.cle)} ({euros(one.ligne.centimes)})")
            for one in self.place.attendus
        }


def lire(faits: DossierFacts, *, on: date) -> Lu:
    """Read the schedule and the payments."""
    plan = echeancier_signe(faits, on=on)
    place = rapprocher(plan.lignes if plan else (), faits.versements or (), on=on)
    return Lu(plan=plan, place=place)


def _nom(cle: str) -> str:
    """Name a line: « Année 1, Accès aux soins, avance »."""
    annee, poste, nature = cle.split(":")
    words = {str(code): name for code, name in NATURES.items()}
    return fr(f"Année {annee}, {postes_du_contrat().get(poste, poste)}, {words[nature]}")


def annees(lu: Lu, on: date) -> list[dict[str, Any]]:
    """Return the lines of each contract year, what came of them, and the sums."""
    if lu.plan is None:
        return []
    found = []
    for state in lu.plan.situations:
        rows = [one for one in lu.place.attendus if one.ligne.annee == state.annee.numero]
        shown = [one for one in rows if one.ligne.centimes or one.recus or one.ligne.maximum]
        if not shown:
            continue
        found.append(
            {
                "nom": f"Année {state.annee.numero}",
                "dates": fr(f"du {jour(state.annee.debut)} au {jour(state.annee.fin)}, exclu"),
                "lignes": [_ligne(one) for one in shown],
                "attendu": euros(sum(one.ligne.centimes for one in shown)),
                "recu": euros(sum(one.recu for one in shown)),
                "reste": euros(sum(one.reste for one in shown)),
                "ouverte": state.annee.debut <= on and any(one.reste for one in shown),
            }
        )
    return found


def _ligne(one: Attendu) -> dict[str, Any]:
    word, tone = ETATS[one.etat]
    undecided = one.ligne.maximum is not None and one.ligne.centimes != one.ligne.maximum
    return {
        "nom": fr(postes_du_contrat().get(one.ligne.poste, one.ligne.poste)),
        "nature": NATURES[one.ligne.nature],
        "le": jour(one.ligne.le),
        "limite": jour(one.ligne.limite) if one.ligne.limite else "",
        "attendu": "à décider" if undecided else euros(one.ligne.centimes),
        "recu": euros(one.recu) if one.recus else "–",
        "quand": ", ".join(jour(each.le) for each in one.recus),
        "reste": euros(one.reste) if one.reste else "–",
        "etat": word,
        "ton": tone,
        "indicatif": one.ligne.indicatif,
    }


def retards(lu: Lu) -> dict[str, Any] | None:
    """Return what the caisse may be written about: how much, which lines, since when."""
    late = lu.place.retards
    if not late:
        return None
    return {
        "total": euros(sum(one.reste for one in late)),
        "autres": fr(pluriel(len(late) - _FEW, "autre ligne", "autres lignes"))
        if len(late) > _FEW
        else "",
        "lignes": [
            fr(
                f"{_nom(one.cle)} : {euros(one.reste)}, attendus au plus tard le {jour(one.ligne.limite)}"
            )
            for one in late[:_FEW]
        ],
    }


def resume(lu: Lu, on: date) -> list[dict[str, str]]:
    """Return the three sums that a treasurer asks for."""
    so_far = [one for one in lu.place.attendus if one.ligne.le <= on and not one.ligne.indicatif]
    waiting = sum(en_centimes(one.montant) for one in lu.place.a_rapprocher)
    late = lu.place.retards
    words = fr(f"et {euros(waiting)} à rapprocher") if waiting else "rapproché du contrat"
    return [
        {"nom": "Reçu", "valeur": euros(lu.place.recu), "detail": words},
        {
            "nom": "Dû à ce jour et pas arrivé",
            "valeur": euros(sum(max(one.reste, 0) for one in so_far)),
            "detail": "y compris ce qui a encore son délai",
        },
        {
            "nom": "En retard",
            "valeur": euros(sum(one.reste for one in late)),
            "detail": pluriel(len(late), "ligne") if late else "aucune limite n’est passée",
        },
    ]


def dit(parts: Iterable[PartRecue]) -> list[str]:
    """Say what a payment pays, one line for each part."""
    return [fr(f"{_nom(one.ligne)} : {euros(en_centimes(one.montant))}") for one in parts]


def versement(one: VersementRecu) -> dict[str, Any]:
    """Say a payment."""
    payer = libelles.PAYEURS[one.payeur] if one.payeur else ""
    return {
        "jour": jour(one.date),
        "nom": fr(one.libelle or "Versement"),
        "montant": euros(en_centimes(one.montant)),
        "detail": " · ".join(each for each in (payer, one.reference or "") if each),
        "parts": dit(one.parts or ()),
        "hors": one.parts == (),
        "a_rapprocher": one.parts is None,
    }


def proposition(one: VersementRecu, lu: Lu) -> dict[str, Any] | None:
    """Return what the software proposes for a payment, as words and as what a form sends back."""
    found: Proposition | None = proposer(one, lu.place.attendus) if one.parts is None else None
    if found is None:
        return None
    return {"lignes": dit(found.parts), "exacte": found.exacte, "envoi": ecrire(found.parts)}


def ecrire(parts: Sequence[PartRecue]) -> str:
    """Write parts so that a page carries them: « 1:acces:avance=18750.00 »."""
    return ";".join(f"{one.ligne}={one.montant:.2f}" for one in parts)


def noms_connus(lu: Lu, faits: DossierFacts) -> Mapping[str, str]:
    """Return every line that a payment may pay: those of the schedule, those already paid."""
    paid = {part.ligne for one in faits.versements or () for part in one.parts or ()}
    return {**lu.noms, **{code: _nom(code) for code in sorted(paid - lu.noms.keys())}}
