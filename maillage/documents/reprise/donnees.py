"""Structured data that our documents put into words inside an answer, read back."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from maillage.core.facts import ActionPrevue as Action
from maillage.core.facts import MissionAction, NatureReunion, Reunion
from maillage.documents.build.valeurs import LIBELLES
from maillage.documents.reprise.communes_lues import lire_commune
from maillage.documents.reprise.etiquettes import normal, sans_numero
from maillage.documents.reprise.modele import Confiance
from maillage.documents.reprise.periodes import lire_date, lire_periode
from maillage.documents.reprise.personnes import lire_nom, lire_profession
from maillage.documents.reprise.recueil import Recueil
from maillage.documents.reprise.valeurs import (
    ABSENT,
    convertir,
    lire_entier,
    type_du_chemin,
    types,
)
from maillage.documents.reprise.word import Ligne
from maillage.reference.cog import table as cog

Reste = list[Ligne]  # the lines that the reader did not take

# « label : value » lines, and the path of their value.
_NOMMEES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "structure_juridique": {
            "forme juridique": "structure.forme_juridique",
            "etat de creation": "structure.association_creee",
        },
        "outil_regional": {
            "outil regional monsisra connu": "partenariats.outil_regional_connu",
            "outil regional utilise": "partenariats.outil_regional_utilise",
            "usage prevu": "partenariats.outil_regional_prevu",
        },
        "sas": {
            "service d acces aux soins sas": "partenariats.sas_existe",
            "articulation avec le sas": "partenariats.sas_articulation",
        },
        "cls_prs": {
            "themes du prs": "partenariats.prs_themes",
            "contrat local de sante cls": "partenariats.cls_existe",
            "lien avec le cls": "partenariats.cls_lien",
        },
        "dac": {
            "dispositif d appui a la coordination dac ancienne pta": "partenariats.dac_existe",
            "nom du dispositif": "partenariats.dac_nom",
            "articulation avec la cpts": "partenariats.dac_articulation",
        },
        "besoin_partage": {
            "besoin non couvert a ce jour": "partenariats.besoin_partage_existe",
            "besoins et fonctionnalites": "partenariats.besoin_partage",
        },
    }
)
_COMPLETER = "a completer"
_DECLARED = re.compile(r",?\s*déclarée le (.+)$")
_BRACKETS = re.compile(r"^(.*?)\s*\((.+)\)$")
_REUNION = re.compile(r"^(.{4,40}?)\s*:\s+(.+)$", re.DOTALL)
_PEOPLE = re.compile(
    r"^([\d\s\u202f\u00a0]+)(?:participants?|personnes?|présents?)$", re.IGNORECASE
)
_ENGAGED = re.compile(r"sur ([\d\s\u202f\u00a0]+) exerçant")
_INHABITANTS = re.compile(r"(\d[\d\s\u202f\u00a0.]*)\s*(?:hab|habitants?)\b", re.IGNORECASE)


def lire(recueil: Recueil, name: str, lignes: Sequence[Ligne], ou: str) -> Reste:
    """Take what is this data; return the other lines."""
    if name in _NOMMEES:
        return _nommees(recueil, _NOMMEES[name], lignes, ou)
    reader = _READERS.get(name)
    return reader(recueil, lignes, ou) if reader else list(lignes)


def _nommees(recueil: Recueil, paths: Mapping[str, str], lignes: Sequence[Ligne], ou: str) -> Reste:
    rest = []
    for ligne in lignes:
        head, colon, value = ligne.texte.partition(":")
        path = paths.get(normal(head)) if colon else None
        if path is None:
            rest.append(ligne)
        elif normal(value) not in ("", _COMPLETER):
            _value(recueil, path, head.strip(), value.strip(), ou)
    return rest


def _value(recueil: Recueil, path: str, label: str, text: str, ou: str) -> None:
    if path == "structure.forme_juridique" and (found := _BRACKETS.match(text)):
        whole = convertir(text, type_du_chemin(path))
        if whole is ABSENT:
            _value(recueil, path, label, found[1], ou)
            _value(recueil, "structure.forme_precision", "Précision", found[2], ou)
            return
    if path == "structure.association_creee":
        text, state = _state(recueil, text, ou)
        value = convertir(state, type_du_chemin(path))
    elif text == "–":
        value = () if path.endswith("themes") else ""
    else:
        value = convertir(text, type_du_chemin(path))
    recueil.valeur(path, value, libelle=label, en_clair=text, ou=ou)


def _state(recueil: Recueil, text: str, ou: str) -> tuple[str, str]:
    if found := _DECLARED.search(text):
        path = "structure.date_declaration"
        day = convertir(found[1], type_du_chemin(path))
        recueil.valeur(path, day, libelle="Date de la déclaration", en_clair=found[1], ou=ou)
        text = text[: found.start()]
    flat = normal(text)
    if "en cours" in flat:
        return text, "en_cours"
    return text, "non" if "non creee" in flat or "pas creee" in flat else "oui"


def _noyau_dur(recueil: Recueil, lignes: Sequence[Ligne], ou: str) -> Reste:
    rest = []
    for ligne in lignes:
        text = sans_numero(ligne.texte)
        head, *others = [part.strip() for part in text.split(", ")]
        name = lire_nom(head)
        if name is None or len(head.split()) > 5 or normal(head) == _COMPLETER:
            rest.append(ligne)
            continue
        fields: dict[str, object] = {"noyau_dur": True}
        metier = lire_profession(others[0]) if others else None
        known = metier is not None and metier.code is not None
        if metier and known:
            fields |= {"profession": metier.code, "profession_precision": metier.precision}
        function = ", ".join(others[1:] if known else others)
        fields["fonction"] = function or None
        sure = Confiance.SUR if recueil.de_maillage or known else Confiance.A_VERIFIER
        if not recueil.de_maillage and not known and len(lignes) > 1 and not ligne.liste:
            rest.append(ligne)
            continue
        recueil.personne(name, fields, ou, confiance=sure)
    return rest


def _reunions(recueil: Recueil, lignes: Sequence[Ligne], ou: str) -> Reste:
    rest: Reste = []
    for ligne in lignes:
        if normal(ligne.texte) == "aucune reunion a ce jour" and recueil.de_maillage:
            recueil.valeur("reunions=", (), libelle="Réunions", en_clair=ligne.texte, ou=ou)
            continue
        meeting = lire_reunion(sans_numero(ligne.texte))
        if meeting is None or (recueil.de_maillage and ligne.liste is None):
            rest.append(ligne)
        else:
            recueil.valeur(
                "reunions", meeting, libelle=meeting.intitule, en_clair=ligne.texte, ou=ou
            )
    return rest


def lire_reunion(text: str) -> Reunion | None:
    """Read « 12 mars 2025 : Première rencontre, réunion d’information, 34 participants »."""
    found = _REUNION.match(text.replace("\u00a0", " "))
    if not found:
        return None
    when = lire_date(re.sub(r"^(?:le|en)\s+", "", found[1].strip(), flags=re.IGNORECASE))
    if when is None and normal(found[1]) != "date a completer":
        return None
    parts = [part.strip() for part in found[2].split(", ")]
    people = nature = None
    if len(parts) > 1 and (count := _PEOPLE.match(parts[-1])):
        people, parts = lire_entier(count[1]), parts[:-1]
    if len(parts) > 1:
        code = convertir(parts[-1], NatureReunion)
        if code is not ABSENT:
            nature, parts = code, parts[:-1]
    return Reunion(date=when, intitule=", ".join(parts), nature=nature, participants=people)


def _representativite(recueil: Recueil, lignes: Sequence[Ligne], ou: str) -> Reste:
    rest = []
    for ligne in lignes:
        found = _ENGAGED.search(ligne.texte)
        if found:
            count = lire_entier(found[1])
            recueil.valeur(
                "territoire.ps_territoire",
                count,
                libelle="Professionnels de santé du territoire",
                en_clair=ligne.texte,
                ou=ou,
            )
        elif not (recueil.de_maillage and "de santé engagé" in ligne.texte):
            rest.append(ligne)
    return rest


def _population(recueil: Recueil, lignes: Sequence[Ligne], ou: str) -> Reste:
    """The population is computed; what a team wrote by hand is kept to be compared."""
    rest = []
    for ligne in lignes:
        found = _INHABITANTS.search(ligne.texte) or re.fullmatch(
            r"\s*(\d[\d\s\u202f\u00a0.]{3,})\s*", ligne.texte
        )
        short = len(ligne.texte) < 120
        if not found or not short:
            rest.append(ligne)
        elif not recueil.de_maillage:
            recueil.valeur(
                "territoire.population_declaree",
                lire_entier(found[1]),
                libelle="Population annoncée",
                en_clair=ligne.texte,
                ou=ou,
                confiance=Confiance.PROBABLE,
                remarque="La population est calculée d’après les communes ; celle-ci sert à comparer.",
            )
    return rest


def _patients(recueil: Recueil, lignes: Sequence[Ligne], ou: str) -> Reste:
    rest = []
    for ligne in lignes:
        found = _PATIENTS.search(ligne.texte)
        count = lire_entier(found[1]) if found else None
        if found is None or count is None:
            rest.append(ligne)
            continue
        label = "Patients suivis"
        said: dict[str, object] = {"patients_nombre": count}
        for part in (found[2] or "").split(", "):
            when = lire_date(part)
            if when:
                said["patients_date"] = when
            elif part:
                before = said.get("patients_source")
                said["patients_source"] = f"{before}, {part}" if before else part
        for name, value in said.items():
            recueil.valeur(f"territoire.{name}", value, libelle=label, en_clair=ligne.texte, ou=ou)
    return rest


def _territoire(recueil: Recueil, lignes: Sequence[Ligne], ou: str) -> Reste:
    """Read the communes listed below their intercommunality."""
    lead = [n for n, one in enumerate(lignes) if "Le territoire compte" in one.texte]
    if not lead:
        return list(lignes)
    end = lead[0] + 1
    while end < len(lignes) and lignes[end].liste is not None:
        _communes(recueil, lignes[end].texte, ou)
        end += 1
    return [*lignes[: lead[0]], *lignes[end:]]


def _communes(recueil: Recueil, text: str, ou: str) -> None:
    epci, _, names = text.replace("\u00a0", " ").partition(" : ")
    for name in names.rstrip(".").split(", "):
        bare = name.split(" – ")[0]
        here = [c for c in cog().chercher(bare) if normal(c.epci_nom or "") == normal(epci)]
        exact = [c for c in here if normal(c.nom) == normal(bare)]
        read = lire_commune(code=exact[0].code, nom=name) if exact else lire_commune(nom=name)
        if isinstance(read, str):
            recueil.a_placer(name, ou, read)
        else:
            recueil.valeur("communes", read[0], libelle=name, en_clair=name, ou=ou)


def _computed(recueil: Recueil, lignes: Sequence[Ligne], ou: str) -> Reste:
    """Sentences that we compute say nothing that is not elsewhere in the file."""
    if not recueil.de_maillage:
        return list(lignes)
    return [one for one in lignes if not _COMPUTED.search(one.texte.replace("\u00a0", " "))]


_PATIENTS = re.compile(r"Patients suivis\s*:\s*([\d\s\u202f\u00a0]+?)\s*(?:\((.+)\))?\.?$")
_COMPUTED = re.compile(r"particip(?:e|ent) à la démarche, dont")

_READERS: Mapping[str, Callable[[Recueil, Sequence[Ligne], str], Reste]] = MappingProxyType(
    {
        "noyau_dur": _noyau_dur,
        "reunions": _reunions,
        "representativite": _representativite,
        "population": _population,
        "patients": _patients,
        "territoire": _territoire,
        "professionnels_impliques": _computed,
    }
)


def lire_actions(
    recueil: Recueil, missions: Sequence[MissionAction], lignes: Sequence[Ligne], ou: str
) -> Reste:
    """Take the list that « Actions prévues : » opens; return the other lines."""
    heads = [n for n, ligne in enumerate(lignes) if normal(ligne.texte) == "actions prevues"]
    if not heads or not missions:
        return list(lignes)
    start = heads[-1]
    end = start + 1
    while end < len(lignes) and lignes[end].liste is not None:
        _action(recueil, missions, lignes[end], ou)
        end += 1
    return [*lignes[:start], *lignes[end:]]


def _action(recueil: Recueil, missions: Sequence[MissionAction], ligne: Ligne, ou: str) -> None:
    head, _, aim = ligne.texte.partition("\n")
    title, known = head.strip(), None
    if found := _BRACKETS.match(head):
        known = _known(found[2])
        title = found[1] if known is not None else title
    alone = missions[0] if len(missions) == 1 else None
    fields = {"mission": alone, "objectif_operationnel": aim.strip() or None, **(known or {})}
    sure = Confiance.SUR if alone else Confiance.PROBABLE
    recueil.action(title, fields, ou, confiance=sure)


def _known(text: str) -> dict[str, object] | None:
    """Read « en préparation, à partir de janvier 2027 »."""
    kind = types(Action)["maturite"]
    words = {LIBELLES[str(code)]: code for code in kind}
    fields: dict[str, object] = {}
    for part in text.split(", "):
        period = lire_periode(part)
        if part in words:
            fields["maturite"] = words[part]
        elif period is not None:
            fields["debut"], fields["fin"] = period
        else:
            return None
    return fields
