"""A contract to its payments, to the cent and to the day: the reference algorithm (I)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from maillage.core.facts.codes import (
    ConditionFonctionnement,
    NatureLigne,
    VariablePremiereAnnee,
)
from maillage.core.fiabilite import Fiabilite, plus_faible
from maillage.core.financement.calendrier import (
    AnneeContrat,
    Part,
    annees,
    anniversaire,
    part,
    plus_mois,
)
from maillage.core.financement.contrat import ContratAci, MontantsNegocies
from maillage.core.financement.grille import Frequence, Grille, Volet
from maillage.core.financement.lignes import Base, Calcul, Ligne, Origine, arrondi
from maillage.core.financement.resultats import taux
from maillage.core.financement.tables import RegleVersement, TablesAci

FONCTIONNEMENT = "fonctionnement"
_NATURES = {nature: rang for rang, nature in enumerate(NatureLigne)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What holds on the first day of a contract year, and for the whole of it (G1)."""

    annee: AnneeContrat
    grille: Grille
    taille: int
    negocies: Mapping[str, MontantsNegocies]

    def base(self, poste: str, volet: Volet) -> Base | None:
        """Return the yearly amount of a sum; None when this version has no such sum."""
        cellule = self.grille.cellule(poste, volet, self.taille)
        if cellule is None:
            return None
        negocie = getattr(self.negocies.get(poste), volet.value, None)
        cents = cellule.centimes if negocie is None else negocie
        if negocie is not None:
            origine = Origine.CONTRAT
        else:
            origine = Origine.INCONNUE if cents is None else Origine.GRILLE
        return Base(
            centimes=cents or 0,
            origine=origine,
            grille=self.grille.code,
            taille=self.taille,
            poste=poste,
            volet=volet,
            fiabilite=Fiabilite.VU if origine is Origine.CONTRAT else cellule.fiabilite,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Echeancier:
    """The payments of a contract, in the order of the convention."""

    contrat: ContratAci
    anniversaires: tuple[date, ...]  # the signature, then each anniversary
    situations: tuple[Situation, ...]  # one per year, the last one cut by a termination
    lignes: tuple[Ligne, ...]

    @property
    def fiabilite(self) -> Fiabilite:
        """Return how sure the result is: as its least sure amount."""
        return plus_faible(ligne.calcul.base.fiabilite for ligne in self.lignes)

    @property
    def total(self) -> int:
        """Return everything that the contract pays, in cents."""
        return sum(ligne.centimes for ligne in self.lignes)


def echeancier(contrat: ContratAci, tables: TablesAci) -> Echeancier:
    """Return the payments of a contract that `anomalies` finds possible."""
    states = situations(contrat, tables)
    work = _Calcul(contrat, tables)
    rows = [line for state in states for line in work.lignes(state)]
    rows.sort(key=lambda row: (row.le, tables.rangs[row.poste], _NATURES[row.nature], row.annee))
    last = duree_du_contrat(contrat, tables)
    days = tuple(anniversaire(contrat.signature, rang) for rang in range(last + 1))
    return Echeancier(contrat=contrat, anniversaires=days, situations=states, lignes=tuple(rows))


def duree_du_contrat(contrat: ContratAci, tables: TablesAci) -> int:
    """Return how many years a contract lasts: its own figure, or that of the agreement."""
    return contrat.duree_annees or _versement(contrat, tables).duree_annees


def _versement(contrat: ContratAci, tables: TablesAci) -> RegleVersement:
    found = tables.versement(contrat.signature)
    if found is None:
        raise ValueError("aucun accord ne s’appliquait encore au jour de la signature")
    return found


def grilles_du_contrat(contrat: ContratAci, tables: TablesAci) -> tuple[Grille, ...]:
    """Return every version that a contract knows in its life."""
    codes = [contrat.grille, *(avenant.grille or contrat.grille for avenant in contrat.avenants)]
    return tuple(tables.grilles[code] for code in dict.fromkeys(codes))


def situations(contrat: ContratAci, tables: TablesAci) -> tuple[Situation, ...]:
    """Return the size, the version and the negotiated amounts of each contract year (G1)."""
    years = annees(contrat.signature, duree_du_contrat(contrat, tables), contrat.resiliation)
    return tuple(_situation(contrat, tables, annee) for annee in years)


def _situation(contrat: ContratAci, tables: TablesAci, annee: AnneeContrat) -> Situation:
    grille, taille = contrat.grille, contrat.taille
    negocies = dict(contrat.montants_negocies)
    for avenant in sorted(contrat.avenants, key=lambda one: one.effet):
        if avenant.effet <= annee.debut:
            grille = avenant.grille or grille
            taille = avenant.taille or taille
            for poste, montants in (avenant.montants_negocies or {}).items():
                negocies[poste] = _changed(negocies.get(poste), montants)
    return Situation(annee=annee, grille=tables.grilles[grille], taille=taille, negocies=negocies)


def _changed(before: MontantsNegocies | None, after: MontantsNegocies) -> MontantsNegocies:
    """Return the amounts of a sum once changed: a part that the change does not name stays."""
    if before is None:
        return after
    parts = {volet.value: getattr(after, volet.value) for volet in Volet}
    return replace(before, **{name: cents for name, cents in parts.items() if cents is not None})


@dataclass(frozen=True, slots=True)
class _Mission:
    """A sum whose mission has started, and the days it covers."""

    poste: str
    demarrage: date
    arret: date | None


class _Calcul:
    """The payments of one contract, a year at a time."""

    def __init__(self, contrat: ContratAci, tables: TablesAci) -> None:
        self.contrat, self.tables = contrat, tables
        versement = self.versement = _versement(contrat, tables)
        self.avance = Fraction(versement.avance.numerateur, versement.avance.denominateur)
        # A start declared before the signature counts from the signature (C6); a mission that
        # stopped before it is not one of this contract, and frees no operating money (D3).
        self.missions = [
            _Mission(poste, max(mission.demarrage, contrat.signature), mission.arret)
            for poste, mission in contrat.missions.items()
            if mission.demarrage is not None
            and (mission.arret is None or mission.arret > contrat.signature)
        ]
        self.premier = min((mission.demarrage for mission in self.missions), default=None)
        self.payes: set[str] = set()  # lump sums due once in a contract

    def lignes(self, state: Situation) -> Iterator[Ligne]:
        yield from self._fonctionnement(state)
        for mission in self.missions:
            debut = max(mission.demarrage, state.annee.debut)
            fin = min(state.annee.fin, mission.arret or state.annee.fin)
            if debut < fin:
                yield from self._fixe(state, mission.poste, debut, fin)
                yield from self._variable(state, mission, debut, fin)
        yield from self._forfaits(state)

    def _limite(self, day: date) -> date:
        return plus_mois(day, self.versement.reglement_mois)

    def _fonctionnement(self, state: Situation) -> Iterator[Ligne]:
        base = state.base(FONCTIONNEMENT, Volet.DOTATION)
        if base is None:
            return
        annee = state.annee
        if annee.numero == 1 and not self.contrat.options.renouvellement:
            yield Ligne(
                le=annee.debut,
                limite=None,
                annee=annee.numero,
                poste=FONCTIONNEMENT,
                nature=NatureLigne.DOTATION_INITIALE,
                centimes=base.centimes,
                calcul=Calcul(base=base, regles=("D1", "D4")),
            )
            return
        start = self._start_of_fonctionnement(annee)
        if start is None:
            return
        rules = ("D2", "D3", "D5") if annee.numero == 1 else ("D2", "D3")
        on_time = start == annee.debut
        calcul = Calcul(base=base, avance=self.avance, regles=rules)
        ahead = self._paid_ahead(start, on_time, annee, calcul)
        yield ahead
        whole = self._part(annee, annee.debut, annee.fin)
        yield self._solde(annee, ahead, replace(calcul, part=whole, avance=None))

    def _start_of_fonctionnement(self, annee: AnneeContrat) -> date | None:
        """Return when the advance is due: not before a first mission has started (D3)."""
        if self.contrat.options.condition_fonctionnement is ConditionFonctionnement.AUCUNE:
            return annee.debut
        if self.premier is None or self.premier >= annee.fin:
            return None
        return max(self.premier, annee.debut)

    def _fixe(self, state: Situation, poste: str, debut: date, fin: date) -> Iterator[Ligne]:
        base = state.base(poste, Volet.FIXE)
        if base is None:
            return
        annee = state.annee
        planned = self._part(annee, debut, annee.anniversaire)
        calcul = Calcul(base=base, part=planned, avance=self.avance, regles=("E1", "E2", "A5"))
        on_time = debut == annee.debut and annee.numero > 1
        ahead = self._paid_ahead(debut, on_time, annee, calcul)
        yield ahead
        lived = self._part(annee, debut, fin)
        yield self._solde(annee, ahead, replace(calcul, part=lived, avance=None))

    def _paid_ahead(self, day: date, on_time: bool, annee: AnneeContrat, calcul: Calcul) -> Ligne:
        """Return an advance; no source sets a limit to one that is not paid at an anniversary."""
        counted = calcul.part or Part(1, 1)
        return Ligne(
            le=day,
            limite=self._limite(day) if on_time else None,
            annee=annee.numero,
            poste=calcul.base.poste,
            nature=NatureLigne.AVANCE,
            centimes=arrondi(
                calcul.base.centimes * counted.compte * self.avance.numerator,
                counted.base * self.avance.denominator,
            ),
            calcul=calcul,
        )

    def _solde(self, annee: AnneeContrat, ahead: Ligne, calcul: Calcul) -> Ligne:
        """Return a balance: always a difference, never « the other quarter » (A4)."""
        counted = calcul.part or Part(1, 1)
        du = arrondi(calcul.base.centimes * counted.compte, counted.base)
        amount = du - ahead.centimes
        return Ligne(
            le=annee.fin,
            limite=self._limite(annee.fin),
            annee=annee.numero,
            poste=calcul.base.poste,
            nature=NatureLigne.SOLDE,
            centimes=amount,
            calcul=replace(calcul, du=du, deja_verse=ahead.centimes, regles=_settled(annee)),
            indicatif=amount < 0 and annee.fin == self.contrat.resiliation,
        )

    def _variable(
        self, state: Situation, mission: _Mission, debut: date, fin: date
    ) -> Iterator[Ligne]:
        base = state.base(mission.poste, Volet.VARIABLE)
        if base is None:
            return
        annee, options = state.annee, self.contrat.options
        if options.variable_premiere_annee is VariablePremiereAnnee.ENTIERE:
            debut = annee.debut
        counted = self._part(annee, debut, fin)
        rate = taux(self.contrat, mission.poste, annee.numero)
        best = arrondi(base.centimes * counted.compte, counted.base)
        earned = rate or Fraction(0)
        yield Ligne(
            le=annee.fin,
            limite=self._limite(annee.fin),
            annee=annee.numero,
            poste=mission.poste,
            nature=NatureLigne.VARIABLE,
            centimes=arrondi(
                base.centimes * counted.compte * earned.numerator,
                counted.base * earned.denominator,
            ),
            calcul=Calcul(base=base, part=counted, taux=rate, regles=("F1", "F2", "F3")),
            maximum=best if rate is None else None,
        )

    def _forfaits(self, state: Situation) -> Iterator[Ligne]:
        """Pay each lump sum whose fact falls in the year, once (F6)."""
        annee, seen = state.annee, set(self.payes)
        for happened in sorted(self.contrat.forfaits, key=lambda one: one.fait):
            base = state.base(happened.poste, Volet.FORFAIT)
            inside = annee.debut <= happened.fait < annee.fin
            if not inside or base is None or happened.poste in seen:
                continue
            seen.add(happened.poste)
            if self.tables.postes[happened.poste].frequence is Frequence.CONTRAT:
                self.payes.add(happened.poste)
            yield Ligne(
                le=annee.fin,
                limite=self._limite(annee.fin),
                annee=annee.numero,
                poste=happened.poste,
                nature=NatureLigne.FORFAIT,
                centimes=base.centimes,
                calcul=Calcul(base=base, regles=("F6",)),
            )

    def _part(self, annee: AnneeContrat, debut: date, fin: date) -> Part:
        return part(self.contrat.options.prorata, annee, debut, fin)


def _settled(annee: AnneeContrat) -> tuple[str, ...]:
    return ("E2", "A4") if annee.fin == annee.anniversaire else ("G7", "A4")
