"""The contract that a project announces: its actions and their dates, made into a contract."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from maillage.core.facts import ActionPrevue
from maillage.core.facts.codes import MissionAction
from maillage.core.financement.calendrier import plus_mois
from maillage.core.financement.contrat import ContratAci, MissionContrat
from maillage.core.financement.echeancier import FONCTIONNEMENT
from maillage.core.financement.ecriture import jour
from maillage.core.financement.grille import Grille, MissionAccord, Poste
from maillage.core.financement.plafonds import Maximum, maximum
from maillage.core.financement.tables import TablesAci


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjetFinance:
    """What a dossier lets one expect, and what had to be supposed."""

    contrat: ContratAci | None  # None: see `manque`
    manque: str | None = None  # what the dossier does not say yet
    hypotheses: tuple[str, ...] = ()
    ordre_de_grandeur: Maximum | None = None  # of a whole year, all results reached


def ordre_de_grandeur(
    taille: int, missions: Iterable[MissionAction], grille: Grille, tables: TablesAci
) -> Maximum:
    """Return the most that a whole year may pay for the missions that actions announce."""
    announced = frozenset(missions)
    asked = [FONCTIONNEMENT]
    for mission in grille.missions:
        if announced & set(mission.actions):
            codes = tables.postes_de(mission.code, grille.postes)
            asked += [code for code in codes if _expected(tables.postes[code], announced)]
    return maximum(grille, taille, asked)


def _expected(poste: Poste, announced: frozenset[MissionAction]) -> bool:
    return not poste.supplement or bool(announced & set(poste.actions))


def contrat_du_projet(
    actions: Iterable[ActionPrevue],
    *,
    taille: int,
    signature: date,
    grille: Grille,
    tables: TablesAci,
) -> ProjetFinance:
    """Return the contract of a project: a mission starts with the first of its actions."""
    firsts = _first_days(actions)
    missions: dict[str, MissionContrat] = {}
    said: list[str] = []
    for mission in grille.missions:
        its_own = [action for action in mission.actions if action in firsts]
        if not its_own:
            continue
        for code in _postes(mission, frozenset(its_own), grille, tables):
            of_code = tables.postes[code].actions if code in tables.postes else ()
            days = [day for action in of_code or its_own if (day := firsts.get(action))]
            start, why = _start(mission, days, signature)
            missions[code] = MissionContrat(demarrage=start)
            said.append(f"{_name(code, mission, tables)} : démarrage le {jour(start)}, {why}.")
    contrat = ContratAci(grille=grille.code, taille=taille, signature=signature, missions=missions)
    return ProjetFinance(
        contrat=contrat,
        hypotheses=tuple(said),
        ordre_de_grandeur=ordre_de_grandeur(taille, firsts, grille, tables),
    )


def _first_days(actions: Iterable[ActionPrevue]) -> Mapping[MissionAction, date | None]:
    """Return the missions of the actions, each with the first day that one of them writes."""
    found: dict[MissionAction, date | None] = {}
    for action in actions:
        if action.mission is None:
            continue
        days = [found.get(action.mission), action.debut.first_day() if action.debut else None]
        found[action.mission] = min((day for day in days if day), default=None)
    return found


def _postes(
    mission: MissionAccord,
    announced: frozenset[MissionAction],
    grille: Grille,
    tables: TablesAci,
) -> list[str]:
    """Return what is paid from the start of a mission; a lump sum waits for its own fact."""
    codes = tables.postes_de(mission.code, grille.postes)
    paid = [
        code
        for code in codes
        if tables.postes[code].frequence is None and _expected(tables.postes[code], announced)
    ]
    return paid or [mission.code]


def _start(mission: MissionAccord, days: list[date], signature: date) -> tuple[date, str]:
    if days:
        first = min(days)
        if first < signature:
            return signature, "à la signature : sa première action a déjà commencé"
        return first, "comme sa première action"
    if mission.demarrage_mois is None:
        return signature, "à la signature, faute de date dans ses actions"
    months = mission.demarrage_mois
    return plus_mois(signature, months), f"{months} mois après la signature, faute de date"


def _name(code: str, mission: MissionAccord, tables: TablesAci) -> str:
    return tables.postes[code].nom if code in tables.postes else mission.nom
