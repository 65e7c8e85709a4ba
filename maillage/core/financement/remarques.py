"""What a reader of a schedule must know: alerts, doubts, money that will not come."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from maillage.core.fiabilite import Fiabilite
from maillage.core.financement.calendrier import plus_mois
from maillage.core.financement.echeancier import Echeancier, Situation
from maillage.core.financement.ecriture import euros, jour
from maillage.core.financement.grille import Frequence, Genre, MissionAccord, Volet
from maillage.core.financement.lignes import Origine
from maillage.core.financement.tables import TablesAci


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarqueContrat:
    """A sentence for the reader, the kind of thing it says, and the field it speaks of."""

    code: str
    phrase: str
    champ: str | None = None


def remarques(plan: Echeancier, tables: TablesAci) -> tuple[RemarqueContrat, ...]:
    """Return everything to be known beside the amounts, what matters first."""
    return tuple(remark for look in _LOOKS for remark in look(plan, tables))


def _results(plan: Echeancier, tables: TablesAci) -> Iterator[RemarqueContrat]:
    waiting = [ligne for ligne in plan.lignes if ligne.maximum is not None]
    if waiting:
        names = ", ".join(dict.fromkeys(tables.postes[ligne.poste].nom for ligne in waiting))
        most = euros(sum(ligne.maximum or 0 for ligne in waiting))
        yield RemarqueContrat(
            code="resultat_a_decider",
            phrase=f"Résultats à décider ({names}) : ces parts variables iront de 0,00 € à {most} en tout.",
            champ="resultats",
        )


def _doubts(plan: Echeancier, tables: TablesAci) -> Iterator[RemarqueContrat]:
    bases = [ligne.calcul.base for ligne in plan.lignes]
    if any(base.fiabilite is Fiabilite.DEDUIT for base in bases):
        yield RemarqueContrat(
            code="montants_deduits",
            phrase="Des montants sont déduits, faute d’avoir pu lire le tableau officiel : remplacez-les par ceux du contrat signé.",
            champ="montants_negocies",
        )
    unknown = {base.poste for base in bases if base.origine is Origine.INCONNUE}
    for poste in sorted(unknown, key=tables.rangs.__getitem__):
        name = tables.postes[poste].nom
        yield RemarqueContrat(
            code="montant_inconnu",
            phrase=f"{name} : une somme existe, son montant est introuvable. Elle est comptée pour zéro.",
            champ="forfaits",
        )


def _starts(plan: Echeancier, tables: TablesAci) -> Iterator[RemarqueContrat]:
    contrat, end = plan.contrat, _end(plan)
    for code, mission in contrat.missions.items():
        name, start, champ = _name(code, tables), mission.demarrage, f"missions.{code}.demarrage"
        if start is None:
            continue
        if mission.arret is not None and mission.arret <= contrat.signature:
            yield RemarqueContrat(
                code="arret_avant_signature",
                phrase=f"{name} : l’arrêt du {jour(mission.arret)} vient avant la signature ; rien n’est versé.",
                champ=f"missions.{code}.arret",
            )
            continue
        if start < contrat.signature and not contrat.options.renouvellement:
            yield RemarqueContrat(
                code="demarrage_avant_signature",
                phrase=f"{name} : le démarrage déclaré le {jour(start)} compte à partir de la signature, le {jour(contrat.signature)}.",
                champ=champ,
            )
        if start >= end:
            yield RemarqueContrat(
                code="demarrage_hors_contrat",
                phrase=f"{name} : le démarrage du {jour(start)} vient après la fin du contrat ; rien n’est versé.",
                champ=champ,
            )


def _delays(plan: Echeancier, tables: TablesAci) -> Iterator[RemarqueContrat]:
    """Say which mission starts after its delay, or not at all; the amounts do not change (C7)."""
    contrat, end = plan.contrat, _end(plan)
    if contrat.options.renouvellement:
        return
    for mission in plan.situations[0].grille.missions:
        if mission.demarrage_mois is None:
            continue
        latest = plus_mois(contrat.signature, mission.demarrage_mois)
        started = _started(plan, mission, tables)
        if (started or end) > latest:
            yield _late(mission, started, latest)


def _started(plan: Echeancier, mission: MissionAccord, tables: TablesAci) -> date | None:
    codes = {mission.code, *tables.postes_de(mission.code, tables.postes)}
    days = [one.demarrage for code, one in plan.contrat.missions.items() if code in codes]
    plans = [one.fait for one in plan.contrat.forfaits if one.poste in codes]
    return min([day for day in days if day is not None] + plans, default=None)


def _late(mission: MissionAccord, started: date | None, latest: date) -> RemarqueContrat:
    what = "n’a pas démarré" if started is None else f"démarre le {jour(started)}"
    doubt = "" if mission.fiabilite is Fiabilite.VU else " Ce délai est déduit."
    return RemarqueContrat(
        code="mission_en_retard" if started else "mission_absente",
        phrase=f"{mission.nom} : cette mission {what} ; elle devait démarrer le {jour(latest)} au plus tard, {mission.demarrage_mois} mois après la signature.{doubt}",
        champ=f"missions.{mission.code}",
    )


def _socle(plan: Echeancier, tables: TablesAci) -> Iterator[RemarqueContrat]:
    """Name the socle missions without a start that no delay has named already (O11)."""
    judged = _judged_by_delay(plan)
    missing = [
        mission.nom
        for mission in plan.situations[-1].grille.missions
        if mission.genre is Genre.SOCLE
        and mission.code not in judged
        and _started(plan, mission, tables) is None
    ]
    if missing:
        yield RemarqueContrat(
            code="socle_incomplet",
            phrase=f"Missions socles sans date de démarrage : {', '.join(missing)}. L’accord les demande toutes.",
            champ="missions",
        )


def _judged_by_delay(plan: Echeancier) -> frozenset[str]:
    if plan.contrat.options.renouvellement:
        return frozenset()
    return frozenset(mission.code for mission in plan.situations[0].grille.missions)


def _changes(plan: Echeancier, tables: TablesAci) -> Iterator[RemarqueContrat]:
    starts = [state.annee.debut for state in plan.situations]
    for number, avenant in enumerate(plan.contrat.avenants, start=1):
        if avenant.effet in starts:
            continue
        following = next((day for day in plan.anniversaires if day > avenant.effet), None)
        ended = following is None or following >= _end(plan)
        when = (
            "le contrat finit avant"
            if ended
            else f"il compte à partir du {jour(following or avenant.effet)}"
        )
        yield RemarqueContrat(
            code="avenant_en_cours_d_annee",
            phrase=f"L’avenant du {jour(avenant.effet)} attend l’anniversaire suivant : {when}.",
            champ=f"avenants[{number}].effet",
        )
    yield from _gone(plan, tables)
    stopped, last = plan.contrat.resiliation, plan.anniversaires[-1]
    if stopped is not None and stopped > last:
        yield RemarqueContrat(
            code="resiliation_apres_la_fin",
            phrase=f"La résiliation du {jour(stopped)} vient après la fin du contrat, le {jour(last)} : elle ne change rien.",
            champ="resiliation",
        )


def _gone(plan: Echeancier, tables: TablesAci) -> Iterator[RemarqueContrat]:
    for code in plan.contrat.missions:
        for before, after in zip(plan.situations, plan.situations[1:], strict=False):
            if _paid(before, code) and not _paid(after, code):
                yield RemarqueContrat(
                    code="somme_disparue",
                    phrase=f"{_name(code, tables)} : cette somme n’existe plus à partir du {jour(after.annee.debut)}.",
                    champ=f"missions.{code}",
                )


def _paid(state: Situation, code: str) -> bool:
    return state.base(code, Volet.FIXE) is not None


def _facts(plan: Echeancier, tables: TablesAci) -> Iterator[RemarqueContrat]:
    """Say which facts bring nothing: outside the contract, or already paid."""
    seen: set[tuple[str, int]] = set()
    written = enumerate(plan.contrat.forfaits, start=1)
    for number, happened in sorted(written, key=lambda one: one[1].fait):
        state = next((s for s in plan.situations if _inside(happened.fait, s)), None)
        name, champ = _name(happened.poste, tables), f"forfaits[{number}]"
        if state is None or state.base(happened.poste, Volet.FORFAIT) is None:
            yield RemarqueContrat(
                code="forfait_hors_contrat",
                phrase=f"{name} : rien n’est dû pour le {jour(happened.fait)}, que le contrat ou sa grille ne couvre pas.",
                champ=champ,
            )
            continue
        once = tables.postes[happened.poste].frequence is Frequence.CONTRAT
        key = (happened.poste, 0 if once else state.annee.numero)
        if key in seen:
            yield RemarqueContrat(
                code="forfait_deja_paye",
                phrase=f"{name} : ce forfait n’est versé qu’une fois {'par contrat' if once else 'par an'}.",
                champ=champ,
            )
        seen.add(key)


def _inside(day: date, state: Situation) -> bool:
    return state.annee.debut <= day < state.annee.fin


def _to_give_back(plan: Echeancier, tables: TablesAci) -> Iterator[RemarqueContrat]:
    owed = [ligne for ligne in plan.lignes if ligne.centimes < 0]
    if not owed:
        return
    total = euros(-sum(ligne.centimes for ligne in owed))
    if any(ligne.indicatif for ligne in owed):
        rest = "La caisse décide à la résiliation : ces lignes sont indicatives et hors de la trésorerie."
    else:
        rest = "Il est repris sur le règlement de l’année."
    yield RemarqueContrat(code="trop_percu", phrase=f"Trop-perçu de {total}. {rest}")


def _end(plan: Echeancier) -> date:
    return plan.situations[-1].annee.fin


def _name(code: str, tables: TablesAci) -> str:
    return tables.postes[code].nom if code in tables.postes else code.capitalize()


_LOOKS: tuple[Callable[[Echeancier, TablesAci], Iterator[RemarqueContrat]], ...] = (
    _results,
    _doubts,
    _to_give_back,
    _starts,
    _delays,
    _socle,
    _changes,
    _facts,
)
