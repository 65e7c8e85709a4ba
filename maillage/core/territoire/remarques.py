"""What must be said about the codes of a territory: one structured sentence each, none dropped."""

from dataclasses import dataclass
from enum import StrEnum

from maillage.core.territoire.communes import Commune, NatureCode, Situation

FINE = "\u202f"  # narrow no-break space, between thousands
LONG = 40  # characters of a code repeated to its writer
SHOWN = 6  # candidates named in a sentence; the remark carries them all


class NatureRemarque(StrEnum):
    """What a remark is about."""

    ZERO_RESTITUE = "zero_restitue"
    ANCIENNE = "ancienne"
    SCISSION = "scission"
    DELEGUEE = "deleguee"
    ASSOCIEE = "associee"
    CODE_POSTAL = "code_postal"
    MALFORMEE = "malformee"
    INCONNUE = "inconnue"
    EN_DOUBLE = "en_double"
    CHEVAUCHEMENT = "chevauchement"
    AUSSI_CODE_POSTAL = "aussi_code_postal"
    PARTIE_SANS_POPULATION = "partie_sans_population"
    PARTIES_TROP_PEUPLEES = "parties_trop_peuplees"
    POPULATION_INCONNUE = "population_inconnue"
    POPULATION_DECLAREE = "population_declaree"
    AUTRE_MILLESIME = "autre_millesime"
    TAILLE_A_CONFIRMER = "taille_a_confirmer"


class Suite(StrEnum):
    """What was done about it."""

    REMPLACEE = "remplacee"  # today's commune is counted in its place
    A_CHOISIR = "a_choisir"  # not counted: several communes are possible
    ECARTEE = "ecartee"  # not counted
    COMPTEE_UNE_FOIS = "comptee_une_fois"
    SIGNALEE = "signalee"  # nothing changed


# These do not make a list wrong; the others do.
_MERE_NOTES = {
    NatureRemarque.AUSSI_CODE_POSTAL,
    NatureRemarque.POPULATION_DECLAREE,
    NatureRemarque.AUTRE_MILLESIME,
    NatureRemarque.TAILLE_A_CONFIRMER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarque:
    """One thing to tell the reader, about a code or about the whole (code "")."""

    nature: NatureRemarque
    code: str = ""
    nom: str | None = None  # own name of a commune déléguée or associée
    suite: Suite = Suite.SIGNALEE
    communes: tuple[Commune, ...] = ()  # today's communes that it leads to, or may lead to
    phrase: str

    @property
    def est_probleme(self) -> bool:
        """Does someone have to look at it?"""
        return self.nature not in _MERE_NOTES

    @property
    def est_code_refuse(self) -> bool:
        """Is the code none of a commune of today?"""
        return self.nature.value in set(NatureCode)


def habitants(count: int) -> str:
    """Write « 61 367 habitants »."""
    return f"{count:,}".replace(",", FINE) + (" habitants" if count > 1 else " habitant")


def named(commune: Commune) -> str:
    """Write « Yssingeaux (43268) »."""
    return f"{commune.nom} ({commune.code})"


def _shown(communes: tuple[Commune, ...]) -> tuple[list[str], int]:
    """Return the communes to name, and how many more there are: none or at least two."""
    kept = communes if len(communes) <= SHOWN + 1 else communes[:SHOWN]
    return [named(commune) for commune in kept], len(communes) - len(kept)


def listed(communes: tuple[Commune, ...]) -> str:
    """Write some communes, and how many more there are."""
    names, more = _shown(communes)
    return ", ".join([*names, f"{more} autres"] if more else names)


def either(communes: tuple[Commune, ...]) -> str:
    """Write the communes that one has to choose between."""
    names, more = _shown(communes)
    *first, last = [*names, f"l’une des {more} autres"] if more else names or [""]
    return f"{', '.join(first)} ou {last}" if first else last


def of_situation(situation: Situation, *, as_part: bool = False) -> Remarque | None:
    """Return what to say of a code, or None when it is plainly a commune of today.

    `as_part`: a commune déléguée or associée came with its inhabitants, and only they are counted.
    """
    if situation.nature is NatureCode.ACTUELLE:
        return None
    several = len(situation.communes) != 1
    suite = Suite.ECARTEE if not situation.communes else Suite.A_CHOISIR
    if not several and situation.nature is not NatureCode.CODE_POSTAL:
        suite = Suite.REMPLACEE
    return Remarque(
        nature=NatureRemarque(situation.nature.value),
        code=situation.code,
        nom=situation.nom,
        suite=suite,
        communes=situation.communes,
        phrase=(_part(situation) if as_part else _sentence(situation)) + _post_too(situation),
    )


# What is said of a code, by what it is; `{today}` is where it leads.
_SENTENCES = {
    NatureCode.ZERO_RESTITUE: "« {code} » : il manquait le zéro de tête ; {today} est comptée.",
    NatureCode.ANCIENNE: (
        "« {code} » n’existe plus : c’est aujourd’hui {today}, comptée à sa place."
    ),
    NatureCode.SCISSION: (
        "« {code} » n’existe plus et son territoire a été partagé : écrivez {today}. "
        "Rien n’est compté pour ce code."
    ),
    NatureCode.DELEGUEE: (
        "{inside} : la commune entière est comptée. Pour n’en prendre que cette partie, écrivez "
        "{successor}, le nom de la partie et sa population."
    ),
    NatureCode.CODE_POSTAL: (
        "« {code} » est un code postal : écrivez le code Insee voulu, {today}. "
        "Rien n’est compté pour ce code."
    ),
    NatureCode.MALFORMEE: (
        "« {code} » n’a pas la forme d’un code Insee (cinq chiffres, ou 2A et 2B en Corse) : écarté."
    ),
    NatureCode.INCONNUE: (
        "« {code} » n’est le code d’aucune commune : écarté. Vérifiez les chiffres."
    ),
}
_SENTENCES[NatureCode.ASSOCIEE] = _SENTENCES[NatureCode.DELEGUEE]


def _sentence(situation: Situation) -> str:
    code = situation.code
    return _SENTENCES[situation.nature].format(
        code=code if len(code) <= LONG else f"{code[:LONG]}…",
        today=either(situation.communes),
        inside=_inside(situation),
        successor=situation.communes[0].code if situation.communes else "",
    )


def _inside(situation: Situation) -> str:
    kind = "déléguée" if situation.nature is NatureCode.DELEGUEE else "associée"
    own = f"{situation.nom} ({situation.code})"
    return f"{own} est une commune {kind}, donc une partie de {either(situation.communes)}"


def _part(situation: Situation) -> str:
    return f"{_inside(situation)} : seuls les habitants déclarés pour elle sont comptés."


def _post_too(situation: Situation) -> str:
    others = tuple(c for c in situation.code_postal_de if c not in situation.communes)
    if not others:
        return ""
    return f" C’est aussi un code postal : si vous pensiez à lui, écrivez {either(others)}."
