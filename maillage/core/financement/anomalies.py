"""What makes a contract impossible: said before anything is computed."""

from collections.abc import Iterator
from datetime import date

from maillage.core.fiabilite import Fiabilite
from maillage.core.financement.anomalies_montants import anomalies_montants
from maillage.core.financement.anomalies_resultats import anomalies_resultats
from maillage.core.financement.calendrier import anniversaire
from maillage.core.financement.contrat import Anomalie, ContratAci
from maillage.core.financement.echeancier import grilles_du_contrat
from maillage.core.financement.ecriture import jour
from maillage.core.financement.grille import Grille, Volet
from maillage.core.financement.tables import TablesAci


def anomalies(contrat: ContratAci, tables: TablesAci) -> tuple[Anomalie, ...]:
    """Return everything that makes a contract impossible; none: it can be computed."""
    found = [*_tables(contrat, tables), *_days(contrat, tables)]
    if not found:  # the rest is judged year by year, on tables and days that exist
        checks = (_missions, _lump_sums, anomalies_resultats, anomalies_montants)
        found = [anomalie for check in checks for anomalie in check(contrat, tables)]
    return tuple(found)


def _named(contrat: ContratAci) -> Iterator[tuple[str, str | None, int | None, date]]:
    """Yield each version and size that the contract names: its field, what, from which day."""
    yield "", contrat.grille, contrat.taille, contrat.signature
    for number, avenant in enumerate(contrat.avenants, start=1):
        yield f"avenants[{number}].", avenant.grille, avenant.taille, avenant.effet


def _tables(contrat: ContratAci, tables: TablesAci) -> Iterator[Anomalie]:
    sizes = {size for grille in tables.grilles.values() for size in grille.tailles}
    for champ, code, taille, day in _named(contrat):
        if code is not None and code not in tables.grilles:
            choices = ", ".join(f"« {known} »" for known in tables.grilles)
            yield Anomalie(f"{champ}grille", f"« {code} » n’est pas une grille connue ({choices})")
        elif code is not None:
            grille = tables.grilles[code]
            sure = grille.fiabilite_depuis is Fiabilite.VU or tables.versement(day) is None
            if day < grille.depuis and sure:
                where = f"{champ}effet" if champ else "signature"
                yield Anomalie(
                    where, f"« {code} » ne s’applique que depuis le {jour(grille.depuis)}"
                )
        if taille is not None and taille not in sizes:
            among = f"de {min(sizes)} à {max(sizes)}"
            yield Anomalie(f"{champ}taille", f"la taille {taille} n’existe pas : {among}")


def _days(contrat: ContratAci, tables: TablesAci) -> Iterator[Anomalie]:
    versement = tables.versement(contrat.signature)
    if versement is None:
        return  # no version applied yet: already said
    longest = versement.duree_annees
    if contrat.duree_annees is not None and not 1 <= contrat.duree_annees <= longest:
        yield Anomalie("duree_annees", f"un contrat dure de 1 à {longest} ans")
        return  # no end to compare the other days with
    if contrat.resiliation is not None and contrat.resiliation <= contrat.signature:
        yield Anomalie("resiliation", "la résiliation doit venir après la signature")
    if contrat.signature.year > date.max.year - longest - 1:
        yield Anomalie("signature", "cette date est trop lointaine")
        return
    end = anniversaire(contrat.signature, contrat.duree_annees or longest)
    for number, avenant in enumerate(contrat.avenants, start=1):
        if not contrat.signature <= avenant.effet < end:
            message = f"un avenant prend effet entre la signature et le {jour(end)}"
            yield Anomalie(f"avenants[{number}].effet", message)


def _missions(contrat: ContratAci, tables: TablesAci) -> Iterator[Anomalie]:
    versions = grilles_du_contrat(contrat, tables)
    for code, mission in contrat.missions.items():
        champ = f"missions.{code}"
        if not any(_can_start(grille, code) for grille in versions):
            yield Anomalie(champ, _no_mission(code, versions, tables))
        if mission.arret is not None and mission.demarrage is None:
            yield Anomalie(f"{champ}.arret", "une mission qui n’a pas démarré ne peut s’arrêter")
        elif mission.arret is not None and mission.arret <= (mission.demarrage or mission.arret):
            yield Anomalie(f"{champ}.arret", "l’arrêt doit venir après le démarrage")


def _can_start(grille: Grille, code: str) -> bool:
    paid = any(ligne.poste == code and ligne.volet is Volet.FIXE for ligne in grille.lignes)
    return paid or grille.mission(code) is not None


def _no_mission(code: str, versions: tuple[Grille, ...], tables: TablesAci) -> str:
    names = " ni ".join(f"« {grille.code} »" for grille in versions)
    if code in tables.postes and tables.postes[code].frequence is not None:
        return f"« {code} » est un forfait : écrivez-le dans « forfaits », avec la date du fait"
    known = [
        poste for poste in tables.postes if any(_can_start(grille, poste) for grille in versions)
    ]
    return f"« {code} » n’est pas une mission de {names} ; missions : {', '.join(known)}"


def _lump_sums(contrat: ContratAci, tables: TablesAci) -> Iterator[Anomalie]:
    versions = grilles_du_contrat(contrat, tables)
    paid = {row.poste for one in versions for row in one.lignes if row.volet is Volet.FORFAIT}
    for number, happened in enumerate(contrat.forfaits, start=1):
        if happened.poste not in paid:
            names = " ni ".join(f"« {grille.code} »" for grille in versions)
            message = f"« {happened.poste} » n’est pas un forfait de {names}"
            yield Anomalie(f"forfaits[{number}].poste", message)
