"""Labels and values: in a table, or typed as « label : value » on lines."""

import re
from collections.abc import Sequence

from maillage.documents.reprise import cases
from maillage.documents.reprise.champs import champs_de_personne
from maillage.documents.reprise.etiquettes import accord, normal
from maillage.documents.reprise.personnes import lire_personne
from maillage.documents.reprise.recueil import Recueil
from maillage.documents.reprise.textes import utile
from maillage.documents.reprise.valeurs import PERSONNES, convertir, type_du_chemin
from maillage.documents.reprise.word import Ligne, TableLue, Trait
from maillage.reference.trames import Champ, Grille, LigneGrille

RIEN = "–"  # what our documents print for an answer by nothing


def lire_table(recueil: Recueil, grille: Grille, table: TableLue, ou: str) -> None:
    """Read each row: a label, then the cells of its value."""
    for row in table.rangees:
        label: LigneGrille | None = None
        values: list[Ligne] = []
        for cell in row:
            found, rest = _label(grille, cell.texte)
            if found is not None:
                _flush(recueil, label, values, ou)
                label, values = found, [Ligne((Trait(rest),))] if rest else []
            else:
                values += cell.lignes
        _flush(recueil, label, values, ou)


def _flush(recueil: Recueil, ligne: LigneGrille | None, values: list[Ligne], ou: str) -> None:
    if ligne is not None:
        lire_ligne(recueil, ligne, values, ou)
    else:
        text = "\n".join(value.texte for value in values if not value.vide)
        recueil.a_placer(text, ou, "cette ligne du tableau n’est pas dans le formulaire")


def _label(grille: Grille, text: str) -> tuple[LigneGrille | None, str]:
    for ligne in grille.lignes:
        found = accord(text, ligne.libelle)
        if found is not None:
            return ligne, found.reste
    return None, ""


def lire_ligne(recueil: Recueil, ligne: LigneGrille, lignes: Sequence[Ligne], ou: str) -> None:
    """Read the value of one label."""
    place = f"{ou}, « {ligne.libelle} »"
    if ligne.cases:
        cases.lire(recueil, ligne.cases, _said(recueil, lignes), ligne.libelle, place)
    else:
        _champs(recueil, ligne, lignes, place)


def _said(recueil: Recueil, lignes: Sequence[Ligne]) -> list[Ligne]:
    return [one for one in lignes if utile(one, de_maillage=recueil.de_maillage)]


def _champs(recueil: Recueil, ligne: LigneGrille, lignes: Sequence[Ligne], ou: str) -> None:
    free = [champ for champ in ligne.champs if not champ.libelle]
    named = [champ for champ in ligne.champs if champ.libelle]
    others: list[Ligne] = []
    for one in _cut(lignes, named, keep=recueil.de_maillage):
        champ, value = _named(one, named)
        if champ is None:
            others.append(one)
        elif utile(one, de_maillage=recueil.de_maillage):
            _keep(recueil, champ, ligne.libelle, value, ou)
    _free(recueil, free or named[:1], ligne.libelle, others, ou)


def _cut(lignes: Sequence[Ligne], named: Sequence[Champ], *, keep: bool) -> list[Ligne]:
    """In a file typed by hand, one paragraph may hold several « label : value » lines."""
    if keep or not named:
        return list(lignes)
    labels = "|".join(re.escape(champ.libelle or "") for champ in named)
    pieces = []
    for one in lignes:
        parts = re.split(rf"\n|\t+|\s{{2,}}(?=(?:{labels})\s*:)", one.texte)
        pieces += [Ligne((Trait(part.strip()),)) for part in parts if part.strip()]
    return pieces


def _named(ligne: Ligne, named: Sequence[Champ]) -> tuple[Champ | None, str]:
    head, colon, value = ligne.texte.partition(":")
    wanted = normal(head)
    for champ in named if colon else ():
        if wanted in {normal(champ.libelle or ""), *_SAME.get(normal(champ.libelle or ""), ())}:
            own = [trait for trait in ligne.traits if trait.style != "Discret"]
            missing = any(trait.style == "ACompleter" for trait in own)
            return champ, "" if missing else value.strip()
    return None, ""


_SAME = {
    "mail": {"courriel", "email", "e mail", "adresse mail"},
    "courriel": {"mail", "email", "e mail"},
    "telephone": {"tel", "tel portable", "portable"},
    "tel": {"telephone", "portable"},
    "adresse postale": {"adresse", "siege"},
    "qualite": {"fonction"},
    "association": {"siret"},
}


def _free(
    recueil: Recueil, free: Sequence[Champ], libelle: str, lignes: Sequence[Ligne], ou: str
) -> None:
    if not free:
        return
    if len(free) > 1 and recueil.de_maillage:
        for champ, one in zip(free, lignes, strict=False):
            if utile(one, de_maillage=True):
                _keep(recueil, champ, libelle, one.texte, ou)
        return
    text = "\n".join(one.texte.strip() for one in _said(recueil, lignes))
    root = free[0].valeur.partition(".")[0]
    if root in PERSONNES and not recueil.de_maillage and free[0].valeur.endswith("nom_prenom"):
        _person(recueil, root, libelle, text, ou)
    elif text:
        _keep(recueil, free[0], libelle, text, ou)


def _person(recueil: Recueil, role: str, libelle: str, text: str, ou: str) -> None:
    found = lire_personne(text) if text else None
    if found is None or found.nom is None:
        recueil.a_placer(f"{libelle} : {text}" if text else "", ou, "aucun nom ne s’y lit")
        return
    name = f"{found.nom.nom} {found.nom.prenom or ''}".strip()
    recueil.role(role, "nom_prenom", name, ou)
    if found.metier and found.metier.code:
        recueil.role(role, "profession", found.metier.code, ou)
        recueil.role(role, "profession_precision", found.metier.precision, ou)
    recueil.role(role, "telephone", _plain(found.telephone, "telephone"), ou)
    recueil.role(role, "courriel", found.courriel, ou)
    if found.reste and role == "representant_legal":
        recueil.valeur(
            "roles.representant_qualite",
            found.reste,
            libelle="Qualité du représentant légal",
            en_clair=found.reste,
            ou=ou,
        )
    else:
        recueil.a_placer(found.reste, ou, "écrit avec le nom de la personne")


def _plain(text: str | None, name: str) -> str | None:
    return convertir(text, str, name) if text else None


def _keep(recueil: Recueil, champ: Champ, libelle: str, text: str, ou: str) -> None:
    value = text.strip()
    if not value or (champ.facultatif and value == RIEN):
        return
    root, _, name = champ.valeur.partition(".")
    if root in PERSONNES:
        _of_person(recueil, root, name, value, ou)
        return
    kind = type_du_chemin(champ.valeur)
    if kind is None:
        return  # computed: nobody types it
    read = "" if value == RIEN and recueil.de_maillage else convertir(value, kind, name)
    label = f"{libelle} : {champ.libelle}" if champ.libelle else libelle
    recueil.valeur(champ.valeur, read, libelle=label, en_clair=value, ou=ou)


def _of_person(recueil: Recueil, role: str, name: str, value: str, ou: str) -> None:
    if name == "qualite":
        recueil.valeur(
            "roles.representant_qualite", value, libelle="Qualité", en_clair=value, ou=ou
        )
        return
    if name == "nom_prenom":
        recueil.role(role, name, value, ou)
        return
    for field, read in champs_de_personne(name, value).items():
        recueil.role(role, field, read, ou)
