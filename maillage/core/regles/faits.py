"""From a frozen dossier to the flat facts that the rules read, with the names they use."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Protocol

from maillage.core.facts import (
    DossierFacts,
    Engagement,
    Etablissement,
    Famille,
    Personne,
    Recours,
)
from maillage.core.financement import Echeancier
from maillage.core.missions import Reperes as ReperesMissions
from maillage.core.regles.faits_budget import (
    WRITERS,
    NatureVue,
    PosteVu,
    annees,
    construction,
    par_budget,
    par_exercice,
)
from maillage.core.regles.faits_contrat import contrat_signe, par_mission
from maillage.core.regles.faits_demarche import demarche
from maillage.core.regles.faits_diagnostic import IndicateurVu, chiffres, repertoire
from maillage.core.regles.faits_fiches import fiches, par_nom
from maillage.core.regles.faits_missions import au_contrat, negocies, plan_crise
from maillage.core.regles.faits_statuts import statuts
from maillage.core.regles.faits_territoire import autres_cpts, enclaves, territoire
from maillage.core.regles.faits_versements import resultats, versements
from maillage.core.regles.lectures import Lectures, filled_codes
from maillage.core.statuts.dirigeants import postes_de
from maillage.core.statuts.modele import TablesStatuts
from maillage.core.territoire import Alentours, Perimetre, TerritoireAnalyse

Faits = dict[str, object]
Elements = Mapping[str, Mapping[str, object]]


class ProfessionVue(Protocol):
    """What the rules ask of a profession."""

    @property
    def sante(self) -> bool | None: ...

    @property
    def recours(self) -> Recours | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reperes:
    """What the tables say, without which a dossier cannot be read as facts."""

    territoire: TerritoireAnalyse
    professions: Mapping[str, ProfessionVue]
    postes: Mapping[str, PosteVu]
    natures: Mapping[str, NatureVue]
    lectures: Lectures
    missions: ReperesMissions
    indicateurs: Mapping[str, str | None]  # code of the catalogue → what the contract calls it
    perimetre: Perimetre | None = None  # None: nothing says which communes touch
    de_territoire: Mapping[str, IndicateurVu] = field(default_factory=dict)  # indicators
    repertoire: tuple[str, ...] | None = None  # structures that FINESS lists; None: not installed
    alentours: Alentours | None = None  # None: no other CPTS is known
    region: str | None = None
    statuts: TablesStatuts | None = None  # None: nobody asks what the statutes say
    nature: str | None = None  # of the document asked for; None: every document
    document: str | None = None  # as the table of attachments names it
    pieces: tuple[str, ...] = ()  # attachments that this document asks for
    trame: str | None = None  # as the table of calendars names it
    on: date = date.min  # the day of the check, for what is late
    echeancier: Echeancier | None = None  # of a signed contract
    payes: Mapping[str, str] = field(default_factory=dict)  # what it pays → its name


_LEVELS: Final = {Recours.PREMIER: 1, Recours.SECOND: 2}
_SURE: Final = {  # engagement of the dossier → « certain ou incertain » of the AURA form
    Engagement.ENGAGE: "certain",
    Engagement.CONTACTE: "incertain",
    Engagement.INCERTAIN: "incertain",
}
_ANSWER: Final = {  # engagement of the dossier → « engagé ou contacté » of the letter
    Engagement.ENGAGE: "engage",
    Engagement.CONTACTE: "contacte",
    Engagement.INCERTAIN: "contacte",
}
_TEXTS: Final = {  # fact → text rubrique it is, word for word
    "territoire_justification": "territoire_justification",
    "modalites_travail_existantes": "modalites_travail_existantes",
    "problematiques_professionnels": "problematiques_professionnels",
    "ruptures_parcours": "problematique_parcours",
    "soutenabilite_financiere": "soutenabilite_financiere",
}
_OFFICES: Final = {  # office of the rules → the posts that hold it
    "president": ("president", "copresidence"),
    "secretaire": ("secretaire",),
    "tresorier": ("tresorier",),
}
_POST_CODE: Final = re.compile(r"\b(\d{5})\b")
_CORSE: Final = {"200": "2A", "201": "2A", "202": "2B", "206": "2B"}
_OVERSEAS: Final = ("97", "98")
NO_STRUCTURE: Final = "sans structure"
ONESELF: Final = "individuel"


def faits_de(dossier: DossierFacts, reperes: Reperes) -> Faits:
    """Return every fact that the dossier holds; one that it cannot hold yet is left out."""
    return {
        "region": reperes.region,
        "etape": dossier.cpts.etape,
        **_identite(dossier),
        **_equipe(dossier, reperes),
        **_etablissements(dossier),
        **territoire(dossier.territoire, reperes.territoire),
        **enclaves(dossier.territoire, reperes.perimetre),
        **chiffres(dossier.chiffres, reperes.de_territoire),
        **repertoire(reperes.repertoire, dossier.etablissements),
        **autres_cpts(reperes.territoire, reperes.alentours),
        **_textes(dossier, reperes.lectures),
        **_partenariats(dossier),
        **_choix(dossier),
        **construction(dossier, reperes.postes),
        **annees(dossier, reperes.lectures),
        **_signature(dossier),
        **contrat_signe(
            dossier, reperes.territoire.taille.taille if reperes.territoire.taille else None
        ),
        **plan_crise(dossier.plan_crise),
        **(
            statuts(dossier, reperes.statuts, reperes.lectures.articles)
            if reperes.statuts is not None
            else {}
        ),
        "indicateurs_contrat": au_contrat(dossier, reperes.indicateurs),
        **demarche(dossier, reperes.lectures, document=reperes.document, pieces=reperes.pieces),
        **({"trame": reperes.trame} if reperes.trame else {}),
    }


def faits_par_element(dossier: DossierFacts, reperes: Reperes) -> dict[str, Elements | None]:
    """Return the facts of each person, action, budget and mission; None without an answer."""
    return {
        "personne": None
        if dossier.equipe is None
        else par_nom(
            (_name(person), {"rpps": person.rpps})
            for person in dossier.equipe
            if person.rpps  # an optional number: without it, nothing to check
        ),
        "action": fiches(dossier, reperes.region, reperes.missions),
        "indicateur": negocies(dossier),
        "budget": par_budget(dossier, reperes.natures, reperes.nature),
        "exercice": par_exercice(dossier, reperes.natures),
        **par_mission(dossier, reperes.lectures),
        **versements(dossier, reperes.echeancier, reperes.payes, reperes.on),
        **resultats(dossier, reperes.echeancier, reperes.on),
    }


def _name(person: Personne) -> str:
    return f"{person.prenom} {person.nom}" if person.prenom else person.nom


def _identite(dossier: DossierFacts) -> Faits:
    structure = dossier.structure
    contact = dossier.personne(dossier.roles.contact)
    representant = dossier.personne(dossier.roles.representant_legal)
    return {
        "structure_porteuse_nom": structure.nom,
        "structure_siret": structure.siret,
        "structure_rna": structure.rna,
        "structure_finess": structure.finess,
        "iban": structure.iban,
        "association_creee": structure.association_creee,
        "forme_juridique": structure.forme_juridique,
        "adresse_structure": structure.adresse_postale,
        "departement_siege": _departement(structure.adresse_postale),
        "personne_contact": contact
        and {
            "nom": contact.nom,
            "prenom": contact.prenom,
            "profession": contact.profession,
            "telephone": contact.telephone,
            "courriel": contact.courriel,
        },
        "representant_legal": _signer(representant),
    }


def _signer(person: Personne | None) -> Faits | None:
    return None if person is None else {"nom": person.nom, "prenom": person.prenom}


def _signature(dossier: DossierFacts) -> Faits:
    """Without another person, the legal representative signs."""
    who = dossier.signature.signataire or dossier.roles.representant_legal
    return {
        "signataire": _signer(dossier.personne(who)),
        "date_signature_document": dossier.signature.date_signature,
    }


def _departement(address: str | None) -> str | None:
    """Read the département of the seat from the post code of its address."""
    found = _POST_CODE.findall(address or "")
    if not found:
        return None
    code: str = found[-1]
    return _CORSE.get(code[:3]) or (code[:3] if code.startswith(_OVERSEAS) else code[:2])


def _equipe(dossier: DossierFacts, reperes: Reperes) -> Faits:
    team = dossier.equipe
    if team is None:
        return dict.fromkeys(
            ("personnes", "professions_gouvernance", "president", "secretaire", "tresorier")
        ) | {"ps_engages": dossier.territoire.ps_engages}
    people = [p for p in team if p.engagement is not Engagement.A_CONTACTER]
    records = tuple(_person(person, reperes) for person in people)
    seats = [p for p in people if p.gouvernance is not None]
    sure = sum(bool(r["professionnel_sante"]) and r["statut"] == "certain" for r in records)
    announced = dossier.territoire.ps_engages
    return {
        "personnes": records,
        "ps_engages": sure if announced is None else announced,
        "professions_gouvernance": tuple(
            p.profession for p in seats if p.gouvernance and p.profession
        )
        if seats
        else None,
        **{office: _holder(people, names) for office, names in _OFFICES.items()},
    }


def _holder(people: list[Personne], names: tuple[str, ...]) -> str | None:
    """Return the name of the first person whose function names one of these posts."""
    return next((_name(p) for p in people if not postes_de(p.fonction).isdisjoint(names)), None)


def _person(person: Personne, reperes: Reperes) -> Faits:
    profession = reperes.professions.get(person.profession or "")
    recours = person.recours or (profession.recours if profession else None)
    field = person.milieu if reperes.region == "BRE" else person.secteur
    return {
        "qui": _name(person),  # to name the line, never to judge it
        "nom": person.nom,
        "prenom": person.prenom,
        "profession": person.profession,
        "professionnel_sante": profession.sante if profession else None,
        "statut": _SURE.get(person.engagement) if person.engagement else None,
        "engagement": _ANSWER.get(person.engagement) if person.engagement else None,
        "gouvernance": person.gouvernance,
        "recours": _LEVELS[recours] if recours else None,
        "rpps": person.rpps,
        "lieu": person.lieu_exercice,
        # an empty text says « none » or « oneself »: a full answer
        "structure": NO_STRUCTURE
        if person.structure_appartenance == ""
        else person.structure_appartenance,
        "represente": ONESELF if person.represente == "" else person.represente,
        "secteur": field,
    }


def _etablissements(dossier: DossierFacts) -> Faits:
    places = dossier.etablissements
    everyone: list[Personne | Etablissement] = [*(dossier.equipe or ()), *(places or ())]
    waiting = [one.nom for one in everyone if one.engagement is Engagement.A_CONTACTER]
    unknown = dossier.equipe is None and places is None
    coordinated = [e for e in places or () if e.famille is Famille.EXERCICE_COORDONNE]
    return {
        "acteurs_a_contacter": None if unknown else tuple(waiting),
        "etablissements": None if places is None else tuple(_place(place) for place in places),
        "structures": None
        if places is None
        else tuple({"nom": one.nom, "articulation": one.articulation} for one in coordinated),
        "structures_citees": None if places is None else tuple(one.nom for one in coordinated),
    }


def _place(place: Etablissement) -> Faits:
    return {"nom": place.nom, "type": place.type, "champ": place.famille}


def _textes(dossier: DossierFacts, lectures: Lectures) -> Faits:
    left, blanks = _found(lectures.consignes, dossier), _found(lectures.zones, dossier)
    return {
        **{fact: dossier.textes.get(rubrique) for fact, rubrique in _TEXTS.items()},
        **{fact: filled_codes(table, dossier.textes) for fact, table in lectures.textes.items()},
        "textes_aide_restants": sum(left.values()) if dossier.textes else None,
        "zones_a_remplacer": sum(blanks.values()) if dossier.textes else None,
        "textes_a_reprendre": tuple(code for code in dossier.textes if left[code] + blanks[code]),
    }


def _found(expressions: tuple[str, ...], dossier: DossierFacts) -> dict[str, int]:
    """Count, text by text, what these expressions find."""
    pattern = re.compile("|".join(expressions), re.IGNORECASE)
    return {code: len(pattern.findall(text)) for code, text in dossier.textes.items()}


def _partenariats(dossier: DossierFacts) -> Faits:
    links, text = dossier.partenariats, dossier.textes.get("coherence_prs_cls")
    themes = links.prs_themes
    if themes is None and text is not None:  # the AURA form asks the link as a text
        themes = (text,) if text.strip() else ()
    return {
        "dac_existe": links.dac_existe,
        "dac_nom": links.dac_nom,
        "dac_articulation": links.dac_articulation,
        "cls_existe": links.cls_existe,
        "cls_lien": links.cls_lien,
        "sas_existe": links.sas_existe,
        "sas_articulation": links.sas_articulation,
        "prs_themes": themes,
    }


def _choix(dossier: DossierFacts) -> Faits:
    choix = dossier.choix
    informed = {True: "oui", False: "non"}
    return {
        "communication_projet": None
        if choix.acteurs_tous_informes is None
        else informed[choix.acteurs_tous_informes],
        "souhait_accelerateur": choix.souhait_accelerateur,
        "souhait_mission_precoce": choix.souhait_mission_precoce,
        "redaction_projet_choix": WRITERS[choix.redaction_projet][0]
        if choix.redaction_projet
        else None,
        "date_decision_bureau": choix.date_decision_bureau,
        "ri_indemnisation": choix.indemnisation_au_reglement,
    }
