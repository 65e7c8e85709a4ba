"""The columns of a list of people or of communes, by their titles, whatever their words."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from maillage.documents.reprise.etiquettes import CLOSE, normal, proches
from maillage.documents.reprise.feuilles import Rangee

HEAD_ROWS = 20  # titles, dates and blank lines may come above

MEMBRES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "nom_prenom": (
            "nom et prenom", "nom prenom", "noms prenoms", "nom complet", "identite", "membre",
            "professionnel", "professionnel de sante", "adherent", "participant", "nom du professionnel",
            "nom prenoms", "nom prenom du professionnel", "membres", "adherents",
        ),
        "prenom_nom": ("prenom nom", "prenom et nom", "prenoms noms", "prenom s nom s"),
        "nom": (
            "nom", "nom de famille", "nom d usage", "nom d exercice", "nom usuel", "noms",
            "nom de naissance",
        ),
        "prenom": ("prenom", "prenoms", "prenom d exercice", "prenom usuel"),
        "profession": (
            "profession", "metier", "categorie", "categorie professionnelle", "professions",
            "libelle profession", "profession exercee", "activite", "categorie de professionnels de sante",
            "profession de 1er recours", "qualite", "type de professionnel",
        ),
        "profession_precision": ("specialite", "specialites", "savoir faire"),
        "rpps": (
            "rpps", "n rpps", "numero rpps", "no rpps", "identifiant rpps", "rpps adeli",
            "n rpps adeli", "identifiant pp", "num rpps",
        ),
        "telephone": ("telephone", "tel", "tel portable", "portable", "mobile", "telephone portable", "n de telephone"),
        "courriel": (
            "courriel", "mail", "email", "e mail", "adresse mail", "adresse email", "adresse electronique",
            "adresse e mail", "mel",
        ),
        "adresse": ("adresse", "adresse professionnelle", "adresse postale", "rue", "adresse du cabinet"),
        "code_postal": ("code postal", "cp", "codepostal"),
        "lieu_exercice": (
            "lieu d exercice", "commune", "ville", "lieu", "commune d exercice", "localisation",
            "localite", "secteur geographique",
        ),
        "structure_appartenance": (
            "structure", "structure d appartenance", "cabinet", "etablissement", "organisme",
            "lieu d exercice structure", "employeur", "structure d exercice", "msp",
        ),
        "fonction": ("fonction", "role", "mandat", "fonction dans la cpts", "fonction au bureau"),
        "engagement": ("engagement", "engage ou contacte", "statut", "adhesion", "engage"),
        "gouvernance": ("gouvernance", "participation a la gouvernance", "participation a la gouvernance oui non"),
        "secteur": ("secteur", "secteur d activite"),
    }
)  # fmt: skip
COMMUNES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "code": (
            "code insee", "insee", "code commune insee", "code insee commune", "codgeo", "depcom",
            "code geo", "code commune", "code", "n insee", "code insee different du code postal", "com",
            "insee com",
        ),
        "nom": (
            "commune", "nom", "ville", "libelle", "nom de la commune", "communes", "libgeo", "villes",
            "nom commune", "libelle commune", "commune ville", "villages", "nom standard",
        ),
        "code_postal": ("code postal", "cp", "codes postaux", "codepostal"),
        "population": (
            "population", "habitants", "nombre d habitants", "nb habitants", "pop",
            "nombre d habitants par commune", "population municipale", "population totale", "nb hab",
        ),
        "partie": ("partie", "quartier", "partie de commune", "iris"),
    }
)  # fmt: skip
ETABLISSEMENTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "nom": (
            "nom", "etablissement", "structure", "denomination", "raison sociale", "nom de l etablissement",
            "nom de la structure", "etablissements", "structures", "organisme", "nom etablissement", "service",
        ),
        "type": (
            "type", "type d etablissement", "type de structure", "categorie", "nature",
            "categorie d etablissement",
        ),
        "famille": ("famille", "secteur", "secteur d activite", "champ"),
        "localisation": (
            "commune", "ville", "localisation", "localite", "lieu", "libelle commune", "commune d implantation",
        ),
        "adresse": ("adresse", "adresse postale", "rue", "voie"),
        "interlocuteur": (
            "interlocuteur", "contact", "personne a contacter", "referent", "nom du contact", "responsable",
            "directeur", "direction", "interlocutrice",
        ),
        "engagement": ("engagement", "engage ou contacte", "statut", "engage"),
        "gouvernance": ("gouvernance", "participation a la gouvernance"),
    }
)  # fmt: skip

Colonnes = Mapping[str, int]


def colonnes(
    rangees: Sequence[Rangee], connues: Mapping[str, tuple[str, ...]], *, au_moins: int
) -> tuple[int, Colonnes] | None:
    """Return the place of the titles in the list, and the column of each known field."""
    best: tuple[int, Colonnes] | None = None
    for place, row in enumerate(rangees[:HEAD_ROWS]):
        found = _row(row, connues)
        if len(found) >= au_moins and (best is None or len(found) > len(best[1])):
            best = place, found
    return best


def est_entete(rangee: Rangee, connues: Mapping[str, tuple[str, ...]], trouvees: Colonnes) -> bool:
    """Say whether a row repeats the titles, as printed lists do at the top of each page."""
    words = {word for row in connues.values() for word in row}
    if not any(normal(cell) in words for cell in rangee.cellules if cell):
        return False  # a slip in every title is not worth comparing each line with each word
    return len(_row(rangee, connues)) >= max(2, len(trouvees))


def _row(row: Rangee, connues: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, text in enumerate(row.cellules):
        name = _named(text, connues) if 0 < len(text) < 60 else None
        if name and name not in found:
            found[name] = column
    return found


def _named(text: str, connues: Mapping[str, tuple[str, ...]]) -> str | None:
    wanted = normal(text)
    bare = normal(text.split("(", 1)[0])
    for name, words in connues.items():
        if wanted in words or bare in words:
            return name
    for name, words in connues.items():
        if any(len(word) > 5 and proches(word, wanted) >= CLOSE for word in words):
            return name
    return None
