"""Answers in sentences: which text each paragraph belongs to, and which data stand among them."""

from collections.abc import Sequence

from maillage.documents.reprise import donnees
from maillage.documents.reprise.modele import Confiance
from maillage.documents.reprise.recueil import Recueil
from maillage.documents.reprise.textes import markdown, utile
from maillage.documents.reprise.word import Ligne
from maillage.reference.nomenclatures import rubriques
from maillage.reference.trames import Reponse


def lire(recueil: Recueil, reponses: Sequence[Reponse], lignes: Sequence[Ligne], ou: str) -> None:
    """Share the lines of an answer between the texts and the data that the question asks."""
    lines = [ligne for ligne in lignes if utile(ligne, de_maillage=recueil.de_maillage)]
    marked, free = _by_marks(lines)
    for rubrique, own in marked.items():
        kept = _without_data(recueil, reponses, own, ou)
        _text(recueil, rubrique, kept, ou)
    free = _without_data(recueil, reponses, free, ou)
    names = [name for reponse in reponses for name in reponse.textes if name not in marked]
    if not free:
        return
    if not names:
        recueil.a_placer(markdown(free), ou, "ce texte n’a pas de place dans le dossier")
        return
    several = len(names) > 1
    others = ", ".join(f"« {rubriques()[name].libelle} »" for name in names[1:])
    _text(
        recueil,
        names[0],
        free,
        ou,
        confiance=Confiance.A_VERIFIER if several else Confiance.SUR,
        remarque=f"La question réunit plusieurs textes du dossier : à partager avec {others}."
        if several
        else "",
    )


def _by_marks(lignes: Sequence[Ligne]) -> tuple[dict[str, list[Ligne]], list[Ligne]]:
    """Use the bookmarks of our own documents; a text goes on until the next mark."""
    marked: dict[str, list[Ligne]] = {}
    free: list[Ligne] = []
    current = free
    for ligne in lignes:
        for mark in ligne.marques:
            name = mark.split("__")[0]
            current = marked.setdefault(name, []) if name in rubriques() else free
        current.append(ligne)
    return marked, free


def _without_data(
    recueil: Recueil, reponses: Sequence[Reponse], lignes: Sequence[Ligne], ou: str
) -> list[Ligne]:
    rest = list(lignes)
    for reponse in reponses:
        rest = donnees.lire_actions(recueil, reponse.actions, rest, ou)
        for name in reponse.donnees:
            rest = donnees.lire(recueil, name, rest, ou)
    return rest


def _text(
    recueil: Recueil,
    rubrique: str,
    lignes: Sequence[Ligne],
    ou: str,
    *,
    confiance: Confiance = Confiance.SUR,
    remarque: str = "",
) -> None:
    text = markdown(lignes)
    if text:
        recueil.valeur(
            f"textes.{rubrique}",
            text,
            libelle=rubriques()[rubrique].libelle,
            en_clair=text,
            ou=ou,
            confiance=confiance,
            remarque=remarque,
        )
