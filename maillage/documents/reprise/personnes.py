"""Names and professions as people write them: « Dr Claire FAURE », « IDE libérale », « MG »."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache

from maillage.documents.reprise.etiquettes import normal
from maillage.reference.nomenclatures import Profession, professions

_TITLES = {
    "dr",
    "docteur",
    "docteure",
    "pr",
    "professeur",
    "mme",
    "madame",
    "m",
    "mr",
    "monsieur",
    "mlle",
}
_PARTICLES = {
    "de",
    "du",
    "des",
    "la",
    "le",
    "les",
    "d",
    "van",
    "von",
    "ben",
    "el",
    "al",
    "da",
    "di",
    "st",
    "saint",
}
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_UNSURE = re.compile(r"\s*\(participation [^)]*\)\s*$")  # what our own lists add to a name
_PHONE = re.compile(r"(?:\+33\s?|\b0)[1-9](?:[\s.\-\u00a0\u202f]?\d{2}){4}\b")

# What people write for a code of reference/professions.yaml, besides its own words.
ABREGES = {
    "mg": "medecin_generaliste",
    "medecin": "medecin_generaliste",
    "medecin g": "medecin_generaliste",
    "generaliste": "medecin_generaliste",
    "med gen": "medecin_generaliste",
    "docteur": "medecin_generaliste",
    "ide": "infirmier",
    "idel": "infirmier",
    "inf": "infirmier",
    "infirmier liberal": "infirmier",
    "infirmier de": "infirmier",
    "infirmier diplome d etat": "infirmier",
    "ipa": "infirmier_pratique_avancee",
    "idsp": "infirmier_asalee",
    "asalee": "infirmier_asalee",
    "idec": "infirmier_coordinateur",
    "mk": "masseur_kinesitherapeute",
    "mkde": "masseur_kinesitherapeute",
    "kine": "masseur_kinesitherapeute",
    "kinesitherapeute": "masseur_kinesitherapeute",
    "sf": "sage_femme",
    "maieuticien": "sage_femme",
    "pharmacien": "pharmacien_officine",
    "pharma": "pharmacien_officine",
    "dentiste": "chirurgien_dentiste",
    "cd": "chirurgien_dentiste",
    "podologue": "pedicure_podologue",
    "pp": "pedicure_podologue",
    "ortho": "orthophoniste",
    "ergo": "ergotherapeute",
    "psy": "psychologue",
    "as": "aide_soignant",
    "ass": "assistant_social",
    "assistant social": "assistant_social",
    "dieteticien nutritionniste": "dieteticien",
    "biologiste": "biologiste_medical",
    "opticien": "opticien_lunetier",
    "coordinateur": "coordonnateur",
    "coordonnateur cpts": "coordonnateur",
    "coordinateur cpts": "coordonnateur",
    "directeur": "directeur_etablissement",
    "maire": "elu",
}
SPECIALITES = (
    "cardiologue", "dermatologue", "gynecologue", "pediatre", "psychiatre", "ophtalmologue",
    "gastro enterologue", "neurologue", "radiologue", "rhumatologue", "pneumologue", "geriatre",
    "endocrinologue", "urologue", "nephrologue", "oncologue", "anesthesiste", "chirurgien", "orl",
    "allergologue", "urgentiste", "angiologue", "hematologue", "infectiologue", "algologue",
)  # fmt: skip
_FEMININES = (
    ("infirmiere", "infirmier"), ("masseuse", "masseur"), ("pharmacienne", "pharmacien"),
    ("chirurgienne", "chirurgien"), ("medecine ", "medecin "), ("coordinatrice", "coordinateur"),
    ("coordonnatrice", "coordonnateur"), ("directrice", "directeur"), ("sociale", "social"),
    ("assistante", "assistant"), ("aide soignante", "aide soignant"), ("liberale", "liberal"),
    ("dieteticienne", "dieteticien"), ("opticienne", "opticien"), ("psychomotricienne", "psychomotricien"),
    ("educatrice", "educateur"), ("ambulanciere", "ambulancier"), ("elue", "elu"), ("medicale", "medical"),
    ("diplomee", "diplome"), ("puericultrice", "puericulteur"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Nom:
    """A name cut in two; `sur` is false when the cut is a guess."""

    nom: str
    prenom: str | None
    sur: bool = True


@dataclass(frozen=True, slots=True)
class Metier:
    """A profession of the nomenclature, or the words that it does not know."""

    code: str | None
    precision: str | None = None
    sur: bool = True


def cle(nom: str, prenom: str | None) -> str:
    """Return what makes two written names the same person, whatever the order of the words."""
    return " ".join(sorted(normal(f"{nom} {prenom or ''}").split()))


def sans_mention(texte: str) -> str:
    """Return a name without what our own lists add to it."""
    return _UNSURE.sub("", texte)


def lire_nom(texte: str, *, prenom_en_tete: bool = False) -> Nom | None:
    """Cut « NOM Prénom », « Prénom NOM » or « Nom Prénom »; capitals decide, else the order."""
    words = [word for word in re.split(r"[\s,;]+", texte.strip()) if word]
    while words and normal(words[0]) in _TITLES and len(words) > 1:
        words = words[1:]
    if not words or not any(re.search(r"[^\W\d_]", word) for word in words):
        return None
    if len(words) == 1:
        return Nom(words[0], None, sur=True)
    capitals = [word for word in words if word.isupper() and len(word) > 1]
    others = [word for word in words if word not in capitals and normal(word) not in _PARTICLES]
    if capitals and others:
        first = [word for word in words if word in others]
        kept = [word for word in words if word not in others]
        return Nom(" ".join(kept), " ".join(first))
    if prenom_en_tete:
        return Nom(" ".join(words[1:]), words[0], sur=len(words) == 2)
    cut = 1
    while cut < len(words) - 1 and normal(words[cut - 1]) in _PARTICLES:
        cut += 1
    return Nom(" ".join(words[:cut]), " ".join(words[cut:]), sur=len(words) - cut == 1)


@cache
def _known() -> dict[str, str]:
    """Return every wording of every profession, the exact ones first."""
    words: dict[str, str] = dict(ABREGES)
    for code, one in professions().items():
        for label in (one.libelle, one.feminin or one.libelle, code.replace("_", " ")):
            words[normal(label)] = code
            words.setdefault(_reduced(label), code)
    return words


def synonymes(code: str) -> tuple[str, ...]:
    """Return what people write for a profession besides its own name."""
    return tuple(words for words, known in ABREGES.items() if known == code)


def _reduced(text: str) -> str:
    """Reduce to the masculine singular, without « libéral » and the place of work."""
    flat = " ".join(w[:-1] if len(w) > 4 and w.endswith("s") else w for w in normal(text).split())
    for feminine, masculine in _FEMININES:
        flat = flat.replace(feminine, masculine)
    return re.sub(r"\b(liberal|salarie|hospitaliere?|en cabinet|d e|de)$", "", flat).strip()


@lru_cache(maxsize=5_000)  # a list names few professions, many times
def lire_profession(texte: str) -> Metier | None:
    """Return the profession that a text names; None when it says nothing."""
    text = " ".join(texte.split())
    if not normal(text):
        return None
    head, _, inside = text.partition("(")
    precision = inside.rstrip(" )").strip() or None
    known = _known()
    for wanted in (text, head):
        code = known.get(normal(wanted))
        if code:
            return Metier(code, precision if wanted is head else None)
    code = known.get(_reduced(text)) or known.get(_reduced(head))
    if code:
        return Metier(code, precision)
    return _speciality(text) or _near(text, precision)


def _speciality(text: str) -> Metier | None:
    flat = normal(text)
    rest = re.sub(r"^(medecin|docteur|dr|medecin specialiste)\b ?(specialiste )?(en )?", "", flat)
    for name in SPECIALITES:
        root = name.removesuffix("ue").removesuffix("e")
        if rest.startswith(root) and "dentiste" not in rest:
            return Metier("medecin_specialiste", text, sur=True)
    if flat.startswith("medecin ") and rest and _reduced(text) != "medecin":
        return Metier("medecin_specialiste", text, sur=False)
    return None


def _near(text: str, precision: str | None) -> Metier:
    known = _known()
    wanted = _reduced(text)
    near = get_close_matches(wanted, known, n=1, cutoff=0.84) if len(wanted) > 4 else []
    if near:
        return Metier(known[near[0]], precision, sur=False)
    starts = [
        code for label, code in known.items() if wanted.startswith(label + " ") and len(label) > 5
    ]
    if len(set(starts)) == 1:
        return Metier(starts[0], text, sur=False)
    return Metier(None, text, sur=False)


def profession_nommee(code: str | None) -> Profession | None:
    """Return a profession of the nomenclature."""
    return professions().get(code or "")


@dataclass(frozen=True, slots=True)
class Coordonnees:
    """A person written in one stretch: « Claire Faure, médecin, 04 71…, x@y.fr »."""

    nom: Nom | None
    metier: Metier | None
    telephone: str | None
    courriel: str | None
    reste: str


def lire_personne(texte: str) -> Coordonnees | None:
    """Read a person from a free text; None when no name is there."""
    mail, phone = _MAIL.search(texte), _PHONE.search(texte)
    rest = texte
    for found in (mail, phone):
        rest = rest.replace(found.group(), ",") if found else rest
    rest = re.sub(
        r"(?i)\b(t[ée]l(?:[ée]phone)?|mail|courriel|e-mail|portable)\.?\s*:?\s*(?=,|\n|$)",
        ",",
        rest,
    )
    parts = [p.strip(" -–:·•\t") for p in re.split(r"[,;\n/|]|\s[–-]\s|\t", rest)]
    parts = [part for part in parts if part]
    if not parts:
        return None
    name = lire_nom(parts[0])
    metier: Metier | None = None
    left: list[str] = []
    for part in parts[1:]:
        read = lire_profession(part)
        if metier is None and read and read.code and read.sur:
            metier = read
        else:
            left.append(part)
    return Coordonnees(
        nom=name,
        metier=metier,
        telephone=phone.group() if phone else None,
        courriel=mail.group() if mail else None,
        reste=", ".join(left),
    )
