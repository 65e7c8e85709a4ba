"""The one place where each fact of a rubrique is typed, and the facts that a trame asks.

A fact is a field of a rubrique; its place is a path of `DossierFacts`: « structure.siret »,
« equipe[].nom », « textes/freins ». Computed values have no place: nobody types them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields

from maillage.core.facts import (
    ActionPrevue,
    Collectivite,
    CommuneRetenue,
    Etablissement,
    Etape,
    Indicateur,
    LienPrs,
    LigneBudget,
    LigneBudgetProjet,
    Personne,
    Referent,
    Reunion,
)
from maillage.reference.nomenclatures import NatureRubrique, rubriques
from maillage.reference.statuts import tables
from maillage.reference.trames import Bloc, Cases, Tableau, Trame, charger

ROWS: Mapping[str, type] = {
    "equipe": Personne,
    "etablissements": Etablissement,
    "territoire.communes": CommuneRetenue,
    "reunions": Reunion,
    "actions": ActionPrevue,
    "indicateurs": Indicateur,
    "calendrier": Etape,
    "budget_pre_projet": LigneBudget,
    "budget_projet": LigneBudgetProjet,
    "collectivites": Collectivite,
    "referents": Referent,
    "liens_prs": LienPrs,
}


def rows(source: str) -> tuple[str, ...]:
    return tuple(f"{source}[].{field.name}" for field in fields(ROWS[source]))


def of(owner: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{owner}.{name}" for name in names)


PERSON = of(
    "equipe[]", "nom", "prenom", "profession", "profession_precision", "adresse", "telephone",
    "courriel",
)  # fmt: skip

# Rubrique → the places of its facts. A text rubrique is typed in `textes`, a computed one nowhere.
PLACES: Mapping[str, tuple[str, ...]] = {
    "cpts_nom": ("cpts.nom",),
    "cpts_date_creation": ("cpts.date_creation",),
    "forme_juridique": of("structure", "forme_juridique", "forme_precision"),
    "association_creation_etat": of("structure", "association_creee", "date_declaration"),
    "structure_porteuse_nom": of("structure", "nom", "sigle"),
    "structure_siret": ("structure.siret",),
    "structure_rna": ("structure.rna",),
    "structure_finess": ("structure.finess",),
    "structure_coordonnees": of(
        "structure", "adresse_postale", "telephone", "telecopie", "courriel"
    ),
    "personne_contact": ("roles.contact", *PERSON),
    "redacteur": ("roles.redacteur", *PERSON),
    "representant_legal": ("roles.representant_legal", "roles.representant_qualite", *PERSON[:2]),
    "coordonnees_bancaires": of("structure", "titulaire_compte", "iban", "bic"),
    "equipe_membres": rows("equipe"),
    "etablissements": rows("etablissements"),
    "reunions": rows("reunions"),
    "redaction_projet_choix": of(
        "choix", "redaction_projet", "date_decision_bureau", "indemnisation_au_reglement"
    ),
    "souhait_accelerateur": of(
        "choix", "souhait_accelerateur", "souhait_accelerateur_commentaire"
    ),
    "souhait_mission_precoce": of(
        "choix", "souhait_mission_precoce", "souhait_mission_precoce_commentaire"
    ),
    "communication_projet": ("textes/communication_projet", "choix.acteurs_tous_informes"),
    "territoire_communes": rows("territoire.communes"),
    "territoire_carte": ("territoire.carte_jointe",),
    "territoire_justification": (
        "textes/territoire_justification",
        "territoire.zones_blanches_commentaire",
    ),
    "patients_file_active": of(
        "territoire", "patients_nombre", "patients_date", "patients_source"
    ),
    "representativite_professionnels": of("territoire", "ps_territoire", "ps_engages"),
    "prs_themes_transversaux": rows("liens_prs"),
    "prs_parcours_prioritaires": rows("liens_prs"),
    "prs_filieres_soins": rows("liens_prs"),
    "coherence_prs_cls": (
        "textes/coherence_prs_cls",
        *of("partenariats", "prs_themes", "cls_existe", "cls_lien"),
    ),
    "mission_soins_non_programmes": (
        "textes/mission_soins_non_programmes",
        *of("partenariats", "sas_existe", "sas_articulation"),
    ),
    "actions": rows("actions"),
    "action_thematique": ("actions[].titre",),
    "action_mission_aci": ("actions[].mission",),
    "action_adherence": ("actions[].liens_autres_actions", "actions[].liens"),
    "action_contexte": ("actions[].contexte", "actions[].chiffres"),
    "action_maturite": ("actions[].maturite", "actions[].priorite"),
    "action_calendrier": of("actions[]", "debut", "fin", "etapes"),
    "calendrier_actions": of("actions[]", "titre", "debut", "fin", "etapes"),
    "dac_pta": of("partenariats", "dac_existe", "dac_nom", "dac_articulation"),
    "si_besoins_partage": of("partenariats", "besoin_partage_existe", "besoin_partage"),
    "si_outil_regional": of(
        "partenariats", "outil_regional_connu", "outil_regional_utilise", "outil_regional_prevu"
    ),
    "collectivites_partenaires": rows("collectivites"),
    "referents_institutionnels": rows("referents"),
    "calendrier_etapes": rows("calendrier"),
    "indicateurs": rows("indicateurs"),
    "budget_lignes": rows("budget_projet"),
    "budget_pre_projet": rows("budget_pre_projet"),
    "document_date_etablissement": ("signature.date_signature",),
    "signature_document": (*of("signature", "signataire", "qualite", "date_signature", "lieu"),
                           *PERSON[:2], "roles.representant_legal", "roles.representant_qualite"),
}  # fmt: skip


# Articles of the statutes: their choices are the facts of one rubrique each.
ARTICLES: Mapping[str, int] = {
    "structure_porteuse_nom": 1, "statuts_objet": 2, "statuts_siege": 3, "statuts_duree": 4,
    "statuts_categories_membres": 5, "statuts_admission": 6, "statuts_cotisations": 7,
    "statuts_radiation": 8, "statuts_affiliation": 9, "statuts_ressources": 10,
    "statuts_assemblee_ordinaire": 11, "statuts_assemblee_extraordinaire": 12,
    "statuts_conseil": 13, "statuts_bureau": 14, "statuts_indemnites": 15,
    "statuts_reglement_interieur": 16, "statuts_dissolution": 17, "statuts_liberalites": 18,
    "statuts_signature": 19,
}  # fmt: skip
# Articles that also print what other rubriques hold.
_WITH: Mapping[int, tuple[str, ...]] = {
    1: of("structure", "nom", "sigle"),
    2: ("textes/statuts_objet",),
    3: ("structure.adresse_postale",),
    6: ("textes/statuts_admission",),
    15: ("textes/statuts_indemnites",),
    19: ("roles.representant_legal", *PERSON[:2]),
}


def choices(article: int) -> tuple[str, ...]:
    """Return the choices that an article of the statutes asks."""
    return tuple(f"statuts.{c.cle}" for c in tables().choix.values() if c.article == article)


def places(rubrique: str) -> tuple[str, ...]:
    """Return where the facts of a rubrique are typed."""
    known = rubriques()[rubrique]
    if rubrique in ARTICLES:
        text = (f"textes/{rubrique}",) if known.nature is NatureRubrique.TEXTE else ()
        return (*PLACES.get(rubrique, ()), *text, *choices(ARTICLES[rubrique]))
    if rubrique in PLACES:
        return PLACES[rubrique]
    if known.nature is NatureRubrique.CALCULEE:
        return ()
    if known.partie_de == "actions":
        return (f"actions[].{rubrique.removeprefix('action_')}",)
    return (f"textes/{rubrique}",) if known.nature is NatureRubrique.TEXTE else ()


_ROLES = ("contact", "redacteur", "representant_legal")

# Words that the documents make of several fields.
_COMPOSED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("equipe", "nom_prenom"): ("nom", "prenom"),
    ("equipe", "profession"): ("profession", "profession_precision"),
    ("etablissements", "type"): ("type", "type_precision"),
    ("etablissements", "type_nom"): ("type", "type_precision", "nom"),
    ("collectivites", "referent_coordonnees"): ("referent", "coordonnees"),
    ("actions", "objectif"): ("objectif_operationnel", "finalite"),
    ("actions", "periode"): ("debut", "fin"),
    ("actions", "mission_code"): ("mission",),
}

# Tables whose rows the documents compute, and the fields that those come from.
_COMPUTED_ROWS: Mapping[str, tuple[str, ...]] = {
    "acteurs_a_contacter": (),
    "referents_actions": ("actions[].referents",),
}

_DONNEES: Mapping[str, tuple[str, ...]] = {
    "noyau_dur": (),
    "population": (),
    "representativite": PLACES["representativite_professionnels"],
    "professionnels_impliques": (),
    "reunions": rows("reunions"),
    "structure_juridique": (
        *PLACES["forme_juridique"], *PLACES["association_creation_etat"],
    ),
    "outil_regional": PLACES["si_outil_regional"],
    "sas": of("partenariats", "sas_existe", "sas_articulation"),
    "cls_prs": of("partenariats", "prs_themes", "cls_existe", "cls_lien"),
    "dac": PLACES["dac_pta"],
    "besoin_partage": PLACES["si_besoins_partage"],
    "patients": PLACES["patients_file_active"],
    "territoire": ("territoire.communes[].code",),
}  # fmt: skip


def whole(trame: Trame) -> tuple[Bloc, ...]:
    """Return the blocks of a trame and of those it prints whole."""
    inside = (charger(bloc.inclus).blocs() for bloc in trame.blocs() if bloc.inclus)
    return (*trame.blocs(), *(bloc for blocs in inside for bloc in blocs))


def asked(bloc: Bloc) -> tuple[str, ...]:
    """Return the places of the facts that a block asks, each once; computed values left out."""
    return tuple(dict.fromkeys(_asked(bloc)))


def _asked(bloc: Bloc) -> Iterator[str]:
    if bloc.tableau:
        yield from _table(bloc.tableau)
    yield from _boxes(bloc.cases)
    for line in bloc.grille.lignes if bloc.grille else ():
        yield from _boxes(line.cases)
        yield from _paths([champ.valeur for champ in line.champs])
    for answer in bloc.reponses or ():
        yield from (f"textes/{code}" for code in answer.textes)
        yield from _paths(answer.valeurs)
        for name in answer.donnees:
            yield from _DONNEES[name]
        if answer.actions:  # a reminder of the actions, asked in their own block
            continue
    yield from _lists(bloc)
    if bloc.statuts and bloc.statuts.article is None:
        yield "territoire.communes[].code"
    elif bloc.statuts:
        yield from (*choices(bloc.statuts.article), *_WITH.get(bloc.statuts.article, ()))
    if bloc.signature:
        signed = bloc.signature
        paths = (signed.nom, signed.qualite, signed.date, signed.lieu)
        yield from _paths([path for path in paths if path])


def _lists(bloc: Bloc) -> Iterator[str]:
    if bloc.calendrier:
        yield from rows("calendrier")
        if any(line.reunions for line in bloc.calendrier.lignes):
            yield from rows("reunions")
    if bloc.budget:
        yield from rows("budget_pre_projet")
    if bloc.budget_projet and not bloc.budget_projet.synthese:
        yield from rows("budget_projet")
    if bloc.prs:
        yield from rows("liens_prs")
    if bloc.referents:
        yield from rows("referents")
    if bloc.carte:
        yield "territoire.carte_jointe"
    if bloc.fiches:
        yield "actions[].titre"  # it heads each sheet
        for champ in (champ.champ for line in bloc.fiches.lignes for champ in line.champs):
            yield from rows("indicateurs") if champ == "indicateurs" else _fields("actions", champ)


def _table(tableau: Tableau) -> Iterator[str]:
    if tableau.source in _COMPUTED_ROWS:
        yield from _COMPUTED_ROWS[tableau.source]
    elif tableau.source == "communes":  # the rest is read from the table of communes
        yield "territoire.communes[].code"
    else:
        for column in tableau.colonnes:
            for champ in column.champs:
                yield from _fields(tableau.source, champ)


def _fields(source: str, champ: str) -> Iterator[str]:
    yield from (f"{source}[].{name}" for name in _COMPOSED.get((source, champ), (champ,)))


def _boxes(cases: Cases | None) -> Iterator[str]:
    if cases:
        yield from _paths([p for p in (cases.valeur, cases.commentaire, cases.date) if p])


def _paths(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        root, _, name = path.partition(".")
        if path == "calcul.date_document":  # the day of the signature, once it is known
            yield "signature.date_signature"
        elif root == "calcul":
            continue
        elif root in _ROLES:
            yield f"roles.{root}"
            yield from _fields("equipe", name)
        elif root == "signataire" and name == "qualite":
            yield "signature.qualite"
        elif root == "signataire":
            yield "signature.signataire"
            yield from _fields("equipe", name)
        else:
            yield path
