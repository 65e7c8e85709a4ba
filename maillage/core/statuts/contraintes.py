"""The constraints, one pure function each: None when kept, or what is wrong."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from maillage.core.facts import DossierFacts, Engagement
from maillage.core.statuts.dirigeants import titulaires
from maillage.core.statuts.modele import Contrainte, Redaction, Reperes, Segment, TablesStatuts
from maillage.core.statuts.resolution import Resolution, commune_du_siege, missions_du_dossier
from maillage.core.statuts.segments import A_DECIDER


@dataclass(frozen=True, slots=True)
class Constat:
    """A constraint that is not kept; `alerte` when only its softer half is broken."""

    details: tuple[str, ...] = ()
    alerte: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Vue:
    """All that a constraint may look at."""

    resolution: Resolution
    dossier: DossierFacts
    tables: TablesStatuts
    reperes: Reperes
    redaction: Redaction

    def __getitem__(self, cle: str) -> object:
        return self.resolution.valeurs[cle]


Juge = Callable[[Vue, Contrainte], Constat | None]

_PARTS: Final[Mapping[object, Fraction]] = {
    "un_dixieme": Fraction(1, 10),
    "un_quart": Fraction(1, 4),
    "un_tiers": Fraction(1, 3),
    "un_demi": Fraction(1, 2),
}
_DIVISORS: Final[Mapping[object, int]] = {"tiers": 3, "moitie": 2}
_YEAR: Final = 12  # months


def _if(condition: object, *details: str) -> Constat | None:
    return Constat(details) if condition else None


def _least(regle: Contrainte) -> Decimal:
    return regle.seuil if regle.seuil is not None else Decimal(0)


def _droit_local(vue: Vue, regle: Contrainte) -> Constat | None:
    found = commune_du_siege(vue.dossier.structure.adresse_postale)
    return _if(vue["droit_local"] and found and not found[0].startswith(regle.valeurs))


def _missions(vue: Vue, _regle: Contrainte) -> Constat | None:
    kept = vue.resolution.liste("objet_missions")
    options = vue.tables.choix["objet_missions"].options
    lost = [c for c in missions_du_dossier(vue.dossier) if c not in kept]
    return _if(lost, *(options[code].libelle for code in lost))


def _prestations(vue: Vue, _regle: Contrainte) -> Constat | None:
    sold = "prestations" in vue.resolution.liste("ressources")
    return _if(sold and not vue["activites_economiques"])


def _siege(vue: Vue, _regle: Contrainte) -> Constat | None:
    found = commune_du_siege(vue.dossier.structure.adresse_postale)
    names = vue.reperes.communes
    if found is None or not names:
        return None
    return _if(_flat(found[1]) not in {_flat(name) for name in names}, found[1])


def _flat(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("œ", "oe"))
    words = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("saint" if w == "st" else "sainte" if w == "ste" else w for w in words.split())


def _fondateurs(vue: Vue, regle: Contrainte) -> Constat | None:
    if vue.dossier.equipe is None:
        return None
    found = {
        p.profession
        for p in vue.dossier.equipe
        if p.engagement is Engagement.ENGAGE and p.profession in vue.reperes.professions_sante
    }
    return _under(len(found), regle)


def _under(count: int, regle: Contrainte) -> Constat | None:
    if count < _least(regle):
        return Constat()
    return Constat(alerte=True) if count < (regle.alerte_sous or 0) else None


def _professions_admises(vue: Vue, _regle: Contrainte) -> Constat | None:
    colleges = vue.resolution.colleges
    if not colleges or any(c.professions is None for c in colleges):
        return None
    open_to = {code for college in colleges for code in college.professions or ()}
    known = vue.reperes.professions_sante
    present = {p.profession for p in vue.dossier.equipe or ()}
    shut = [label for code, label in known.items() if code in present - open_to]
    return _if(shut, *shut)


def _poids(vue: Vue, regle: Contrainte) -> Constat | None:
    weights = [c.poids for c in vue.resolution.colleges]
    if not vue["vote_par_college"] or None in weights:
        return None
    known = [weight for weight in weights if weight is not None]
    if sum(known) != _least(regle):
        return Constat((f"total : {sum(known)} %",))
    return Constat(alerte=True) if max(known) > (regle.alerte_sur or sum(known)) else None


def _liberaux(vue: Vue, regle: Contrainte) -> Constat | None:
    if not vue["vote_par_college"]:
        return None
    weights = [c.poids for c in vue.resolution.colleges if c.liberaux]
    known = [weight for weight in weights if weight is not None]
    return _if(len(known) == len(weights) and sum(known) < _least(regle))


def _conventionnel(vue: Vue, _regle: Contrainte) -> Constat | None:
    return _if("financement_conventionnel" not in vue.resolution.liste("ressources"))


def _fonds_prives(vue: Vue, _regle: Contrainte) -> Constat | None:
    return _if(vue["fonds_prives"] == "autorises")


def _six_mois(vue: Vue, regle: Contrainte) -> Constat | None:
    closing = _YEAR if vue["exercice"] == "annee_civile" else vue["exercice_cloture"]
    month = vue["ag_frequence_mois"]
    if not isinstance(closing, int) or not isinstance(month, int):
        return None
    after = (month - closing) % _YEAR or _YEAR
    return _if(after > _least(regle))


def _pouvoirs(vue: Vue, _regle: Contrainte) -> Constat | None:
    return _if(vue["vote_par_college"] and vue["pouvoirs_max"] and not vue["pouvoirs_meme_college"])


def _budget(vue: Vue, _regle: Contrainte) -> Constat | None:
    return _if(vue["approbation_budget"] == "ca_information")


def _objets(vue: Vue, _regle: Contrainte) -> Constat | None:
    chosen = vue.tables.choix["age_objets"]
    picked = vue["age_objets"] if isinstance(vue["age_objets"], tuple) else ()
    lost = [chosen.options[c].libelle for c in ("statuts", "dissolution") if c not in picked]
    twice = vue["territoire_age"] and vue["territoire_modif"] == "ca_puis_ag"
    return _if(lost or twice, *lost)


def _quorums(vue: Vue, _regle: Contrainte) -> Constat | None:
    ordinary = _PARTS.get(vue["quorum_ago"], Fraction(0))
    return _if(_PARTS.get(vue["quorum_age"], Fraction(0)) < ordinary)


def _sieges(vue: Vue, regle: Contrainte) -> Constat | None:
    seats = [c.sieges for c in vue.resolution.colleges]
    low, high = vue.resolution.nombre("ca_min"), vue.resolution.nombre("ca_max")
    if low > high:
        return Constat((f"le minimum ({low}) dépasse le maximum ({high})",))
    known = [count for count in seats if count is not None]
    if any(count < _least(regle) for count in known):
        return Constat()
    if not seats or len(known) < len(seats) or low <= sum(known) <= high:
        return None
    return Constat((f"total des sièges : {sum(known)}",))


def _mandats(vue: Vue, _regle: Contrainte) -> Constat | None:
    years = vue.resolution.nombre("ca_duree")
    divisor = _DIVISORS.get(vue["ca_renouvellement"], 1)
    return _if(years == 0 or years % divisor)


def _reunions(vue: Vue, regle: Contrainte) -> Constat | None:
    return _under(vue.resolution.nombre("ca_reunions_an"), regle)


def _cumul(vue: Vue, _regle: Contrainte) -> Constat | None:
    holders = titulaires(vue.dossier)
    heads = (*holders.get("president", ()), *holders.get("copresidence", ()))
    keepers = {person.id for person in holders.get("tresorier", ())}
    both = [f"{p.prenom or ''} {p.nom}".strip() for p in heads if p.id in keepers]
    return _if(both, *dict.fromkeys(both))


def _presidence_double(vue: Vue, _regle: Contrainte) -> Constat | None:
    posts = vue.resolution.liste("bureau_postes")
    return _if("president" in posts and "copresidence" in posts)


def _pluripro(vue: Vue, regle: Contrainte) -> Constat | None:
    posts = vue.resolution.liste("postes")
    every = titulaires(vue.dossier)
    people = {p.id: p for post in posts for p in every.get(post, ())}.values()
    trades = {p.profession for p in people}
    places = {_flat(p.structure_appartenance or "") for p in people}
    if len(people) < _least(regle) or None in trades:
        return None
    if len(trades) < _least(regle):
        return Constat()
    return Constat(alerte=True) if len(places) == 1 and "" not in places else None


def _postes(vue: Vue, _regle: Contrainte) -> Constat | None:
    posts = set(vue.resolution.liste("bureau_postes"))
    return _if(not posts & {"president", "copresidence"} or "tresorier" not in posts)


def indemnites_prevues(dossier: DossierFacts, tables: TablesStatuts) -> bool:
    """Does the dossier plan to pay members for their time? (K36)"""
    paid = {poste for rule in tables.contraintes if rule.code == "K36" for poste in rule.valeurs}
    lines = dossier.budget_pre_projet or ()
    planned = any(line.poste in paid and line.montant for line in lines)
    return planned or bool(dossier.choix.indemnisation_au_reglement)


def _frais_seuls(vue: Vue, _regle: Contrainte) -> Constat | None:
    planned = indemnites_prevues(vue.dossier, vue.tables)
    return _if(vue["indemnites"] == "frais_seuls" and planned)


def _desinteressee(vue: Vue, _regle: Contrainte) -> Constat | None:
    return _if(vue["indemnites_permises"])


def _signatures(vue: Vue, regle: Contrainte) -> Constat | None:
    signers = vue.redaction.signataires
    full = {(s.nom, s.prenom) for s in signers if s.nom and s.prenom and s.fonction}
    return _if(len(full) < _least(regle) or len(full) < len(signers))


def _blancs(vue: Vue, _regle: Contrainte) -> Constat | None:
    asked = [
        _question(vue, segment)
        for article in vue.redaction.articles
        for paragraph in article.paragraphes
        for segment in paragraph.segments()
        if segment.cle
    ]
    return _if(asked, *dict.fromkeys(asked))


def _question(vue: Vue, segment: Segment) -> str:
    """Name what a blank waits for: its own words, or the choice that an open clause hangs on."""
    sort, _, words = segment.texte.partition(" : ")
    return vue.tables.choix[segment.cle].libelle if sort == A_DECIDER else words


def _permis(vue: Vue, _regle: Contrainte) -> Constat | None:
    wrong = [
        f"{vue.tables.choix[cle].libelle} : {str(value)[:60]}"
        for cle, value in vue.resolution.refuses
    ]
    return _if(wrong, *wrong)


def _recours(vue: Vue, _regle: Contrainte) -> Constat | None:
    same = vue["radiation_organe"] == vue["radiation_recours"] == "ag"
    return _if(vue["radiation_possible"] and same)


def _usagers(vue: Vue, _regle: Contrainte) -> Constat | None:
    return _if(vue["usagers"] == "college" and not any(c.usagers for c in vue.resolution.colleges))


def _voix(vue: Vue, _regle: Contrainte) -> Constat | None:
    chosen = "voix_preponderante" in vue.resolution.choisis
    return _if(vue["copresidence"] and vue["voix_preponderante"] and chosen)


def _ordre_du_jour(vue: Vue, _regle: Contrainte) -> Constat | None:
    days = vue.resolution.nombre("odj_ajout_jours")
    return _if(vue["odj_ajout"] and days >= vue.resolution.nombre("convocation_jours"))


def _indemnites_vides(vue: Vue, _regle: Contrainte) -> Constat | None:
    return _if(vue["indemnites"] == "encadrees" and not vue["indemnites_permises"])


def _taches(vue: Vue, _regle: Contrainte) -> Constat | None:
    posts = vue.resolution.liste("postes")
    signing = vue.resolution.liste("signataires")
    lost = [s for s in signing if s not in posts and not (s == "president" and vue["copresidence"])]
    labels = vue.tables.choix["signataires"].options
    return _if(lost or vue["convoque_absent"], *(labels[post].libelle for post in lost))


def _demandeurs(vue: Vue, _regle: Contrainte) -> Constat | None:
    return _if(vue["age_initiative"] == ())


def _textes_libres(vue: Vue, _regle: Contrainte) -> Constat | None:
    placed = [
        f"article {article.numero}"
        for article in vue.redaction.articles
        for paragraph in article.paragraphes
        if paragraph.rubrique and vue.dossier.textes.get(paragraph.rubrique, "").strip()
    ]
    return _if(placed, *placed)


JUGES: Final[Mapping[str, Juge]] = {
    "K01": _droit_local,
    "K03": _missions,
    "K04": _prestations,
    "K06": _siege,
    "K08": _fondateurs,
    "K10": _professions_admises,
    "K11": _poids,
    "K12": _liberaux,
    "K16": _conventionnel,
    "K17": _fonds_prives,
    "K18": _six_mois,
    "K21": _pouvoirs,
    "K24": _budget,
    "K25": _objets,
    "K26": _quorums,
    "K28": _sieges,
    "K29": _mandats,
    "K30": _reunions,
    "K32": _cumul,
    "K33": _presidence_double,
    "K34": _pluripro,
    "K35": _postes,
    "K36": _frais_seuls,
    "K39": _desinteressee,
    "K44": _signatures,
    "K45": _blancs,
    "M01": _permis,
    "M02": _recours,
    "M03": _usagers,
    "M04": _voix,
    "M05": _ordre_du_jour,
    "M06": _indemnites_vides,
    "M07": _taches,
    "M08": _demandeurs,
    "M09": _textes_libres,
}
