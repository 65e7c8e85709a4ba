"""What a file says, beside what the dossier holds; the file travels with the page, kept nowhere."""

import base64
import binascii
import hashlib
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from maillage.core.facts import CommuneRetenue, DossierFacts, Personne
from maillage.documents.reprise import (
    Confiance,
    EtatProposition,
    FichierRefuse,
    LigneRapport,
    NonReconnu,
    Piece,
    Proposition,
    Reprise,
    SortLigne,
    appliquer,
    lire_communes,
    lire_membres,
    proposer,
    reprendre,
)
from maillage.reference import cog, nomenclatures
from maillage.web.equipe.formulaires.reprise import FORMULAIRE, MEMBRES, NATURES
from maillage.web.typographie import fr

_LONGEST: Final = 2_000_000  # characters that a page may send back
_SHOWN: Final = 700  # propositions on a page: a browser may send no more than a thousand answers
_TEXT_PARTS: Final = (".xml", ".rels")
_GROUPS: Final = {
    "cpts": "Identité",
    "structure": "Identité",
    "roles": "Identité",
    "equipe": "Équipe",
    "etablissements": "Établissements",
    "territoire": "Territoire",
    "communes": "Territoire",
    "textes": "Textes",
    "reunions": "Réunions",
    "actions": "Actions",
    "calendrier": "Calendrier",
    "choix": "Choix",
    "partenariats": "Partenariats",
    "collectivites": "Partenariats",
    "referents": "Partenariats",
    "liens_prs": "Partenariats",
    "budget_pre_projet": "Budget",
    "budget_projet": "Budget",
    "indicateurs": "Indicateurs",
    "signature": "Signature",
    "statuts": "Statuts",
}
_STATES: Final = {
    EtatProposition.NOUVEAU: ("bien", "Nouveau"),
    EtatProposition.DIFFERENT: ("voir", "Différent"),
}

ListReader = Callable[[bytes, str], tuple[tuple[Any, ...], tuple[LigneRapport, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lue:
    """A file read, with what each of its pieces would change."""

    nature: str
    nom: str
    contenu: bytes
    reprise: Reprise
    propositions: tuple[Proposition, ...]
    rapport: tuple[LigneRapport, ...] = ()

    @property
    def a_decider(self) -> tuple[Proposition, ...]:
        same = EtatProposition.IDENTIQUE
        return tuple(one for one in self.propositions if one.etat is not same)

    @property
    def identiques(self) -> int:
        return len(self.propositions) - len(self.a_decider)


def lire(faits: DossierFacts, nature: str, nom: str, contenu: bytes) -> Lue:
    """Read a file and compare it with the dossier; raise `FichierRefuse` with the reason."""
    if nature not in dict(NATURES):
        raise FichierRefuse("Dites ce que contient ce fichier, et choisissez-le à nouveau.")
    report: tuple[LigneRapport, ...] = ()
    if nature == FORMULAIRE:
        found = reprendre(contenu, nom)
    else:
        found, report = _list(contenu, nom, members=nature == MEMBRES)
    return Lue(
        nature=nature,
        nom=nom,
        contenu=contenu,
        reprise=found,
        propositions=proposer(faits, found),
        rapport=tuple(line for line in report if line.sort is not SortLigne.PRISE),
    )


def _list(contenu: bytes, nom: str, *, members: bool) -> tuple[Reprise, tuple[LigneRapport, ...]]:
    reader: ListReader = lire_membres if members else lire_communes
    records, report = reader(contenu, nom)
    kept = [line for line in report if line.sort is not SortLigne.ECARTEE]
    pieces = tuple(
        Piece(
            cible="equipe" if members else "communes",
            libelle=_name(record),
            valeur=record,
            en_clair=line.texte,
            ou=fr(f"ligne {line.numero}"),
            confiance=Confiance.A_VERIFIER if line.raison else Confiance.SUR,
            remarque=line.raison,
        )
        for record, line in zip(records, kept, strict=True)
    )
    title = "Liste de membres" if members else "Liste de communes"
    found = Reprise(document="", titre=title, part_reconnue=100, pieces=pieces, non_reconnus=())
    return found, report


def _name(record: Personne | CommuneRetenue) -> str:
    if isinstance(record, Personne):
        return f"{record.prenom or ''} {record.nom}".strip()
    known = cog.table().commune(record.code)
    name = f"{known.nom} ({record.code})" if known else record.code
    return f"{name}, {record.partie}" if record.partie else name


# --- the file in the page ------------------------------------------------------------------------


def emballer(contenu: bytes) -> str:
    """Return the file as a page carries it, without its pictures; raise `FichierRefuse`."""
    light = _without_pictures(contenu) if contenu.startswith(b"PK") else zlib.compress(contenu)
    text = base64.b64encode(light).decode()
    if len(text) > _LONGEST:
        raise FichierRefuse("Ce fichier contient trop de texte : coupez-le en deux.")
    return text


def deballer(text: str) -> bytes:
    """Return the file that a page carried; raise `FichierRefuse` when it was damaged."""
    try:
        packed = base64.b64decode(text, validate=True)
        return packed if packed.startswith(b"PK") else _inflate(packed)
    except (binascii.Error, ValueError, zlib.error) as error:
        raise FichierRefuse("Le fichier s’est perdu en route : choisissez-le à nouveau.") from error


def _inflate(packed: bytes) -> bytes:
    reader = zlib.decompressobj()
    plain = reader.decompress(packed, 20_000_000)
    if reader.unconsumed_tail:
        raise ValueError("too long")
    return plain


def _without_pictures(contenu: bytes) -> bytes:
    """The file was read already: its parts are known to be of a reasonable size."""
    out = BytesIO()
    with ZipFile(BytesIO(contenu)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            if entry.filename.endswith(_TEXT_PARTS):
                target.writestr(entry.filename, source.read(entry))
    return out.getvalue()


# --- what the page shows -------------------------------------------------------------------------


def cle(one: Proposition) -> str:
    """Return the name of a proposition: another as soon as the file or the dossier says else."""
    said = "\0".join((one.cible, one.libelle, one.en_clair, one.actuel_en_clair, one.etat))
    return hashlib.sha256(said.encode(errors="replace")).hexdigest()[:20]


def groupes(lue: Lue) -> list[dict[str, Any]]:
    """Return the propositions by part of the dossier, a bounded number of them."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in lue.a_decider[:_SHOWN]:
        root = one.cible.partition(".")[0].partition("[")[0].removesuffix("=")
        found.setdefault(_GROUPS.get(root, "Autres réponses"), []).append(_line(one))
    return [{"nom": name, "lignes": lines} for name, lines in found.items()]


def de_plus(lue: Lue) -> int:
    return max(0, len(lue.a_decider) - _SHOWN)


def _line(one: Proposition) -> dict[str, Any]:
    tone, word = _STATES[one.etat]
    doubt = one.piece.confiance is Confiance.A_VERIFIER
    return {
        "cle": cle(one),
        "nom": fr(one.libelle),
        "ton": tone,
        "etat": word,
        "actuel": one.actuel_en_clair,
        "fichier": one.en_clair,
        "ou": fr(one.piece.ou),
        "remarque": fr(one.piece.remarque),
        "a_verifier": doubt,
        "cochee": one.etat is EtatProposition.NOUVEAU and not doubt,
    }


def rubriques() -> list[dict[str, Any]]:
    """Return the texts of a dossier by group, for what has no sure place."""
    names = nomenclatures.groupes_rubriques()
    groups: dict[str, list[tuple[str, str]]] = {}
    for code, rubrique in nomenclatures.rubriques_texte().items():
        groups.setdefault(names[rubrique.groupe].libelle, []).append((code, rubrique.libelle))
    return [{"nom": name, "choix": choices} for name, choices in groups.items()]


# --- what is taken -------------------------------------------------------------------------------


def prendre(
    faits: DossierFacts, lue: Lue, chosen: Iterable[str], placed: dict[int, str]
) -> tuple[DossierFacts, int]:
    """Return the dossier with what was chosen, and how many pieces that makes."""
    wanted = set(chosen)
    taken = [one for one in lue.a_decider if cle(one) in wanted]
    changed = appliquer(faits, taken)
    texts = dict(changed.textes)
    for number, rubrique in placed.items():
        texts[rubrique] = _after(texts.get(rubrique), lue.reprise.non_reconnus[number])
    return replace(changed, textes=texts), len(taken) + len(placed)


def _after(text: str | None, found: NonReconnu) -> str:
    return f"{text.rstrip()}\n\n{found.texte}" if text and text.strip() else found.texte
