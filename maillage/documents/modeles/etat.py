"""How far a model would be filled: which of its tags have no answer, and where to give it."""

from collections.abc import Iterator
from datetime import date

from maillage.core.facts import DossierFacts
from maillage.documents.bilan import Bilan
from maillage.documents.build import donnees
from maillage.documents.build.contexte import Attendu, Contexte
from maillage.documents.build.document import context
from maillage.documents.build.lignes import records
from maillage.documents.build.valeurs import PLACES, field, place, raw, words
from maillage.documents.etat import EtatBloc, EtatDocument, Remplissage
from maillage.documents.modeles.balises import DONNEE, TEXTES, libelle, listes
from maillage.documents.modeles.region import ModeleRegion
from maillage.documents.typographie import french

_CALCULS = "calcul"
_ONLY_IF_OTHER = "calcul.taille_si_autre"  # empty when all is well
_DERIVED = ("acteurs_a_contacter",)  # lists read from another one: empty is no gap


def bilan_modele(dossier: DossierFacts, modele: ModeleRegion, *, on: date) -> Bilan:
    """Return where a dossier stands for a model: no rule speaks of it, nothing is typed for it."""
    return Bilan(
        etat=etat_modele(dossier, modele, on=on),
        etape=modele.etape,
        contradictions=(),
        demandes=(),
        deja_saisies=(),
        calculees=(),
    )


def etat_modele(dossier: DossierFacts, modele: ModeleRegion, *, on: date) -> EtatDocument:
    """Return the state of each tag: a list and the fields read of it count as one."""
    contexte = context(dossier, on=on)
    blocs = []
    for name in _alone(modele.utilisees):
        expected = tuple(_expected(contexte, name, modele.utilisees))
        blocs.append(_bloc(name, modele.titre, expected))
    return EtatDocument(document=modele.document, titre=french(modele.titre), blocs=tuple(blocs))


def _alone(names: tuple[str, ...]) -> list[str]:
    roots = (name.partition(".")[0] for name in names)
    return list(dict.fromkeys(r if r in listes() else n for n, r in zip(names, roots, strict=True)))


def _expected(contexte: Contexte, name: str, used: tuple[str, ...]) -> Iterator[Attendu]:
    root, _, code = name.partition(".")
    if name in listes():
        yield from _lines(contexte, name, used)
    elif root == TEXTES:
        yield Attendu(f"{TEXTES}/{code}", bool((contexte.dossier.textes.get(code) or "").strip()))
    elif root == DONNEE:
        yield from donnees.build(contexte, code).attendus
    else:
        known = words(raw(contexte, name), code) is not None or name == _ONLY_IF_OTHER
        yield Attendu(place(name), known, calcule=root == _CALCULS)


def _lines(contexte: Contexte, source: str, used: tuple[str, ...]) -> Iterator[Attendu]:
    """A list waits for a first line; then for what its lines leave empty."""
    fields = [f for f in sorted(listes()[source]) if f"{source}.{f}" in used]
    found = records(contexte, source)
    where = PLACES[source]
    yield Attendu(where, found is not None and (bool(found) or source in _DERIVED))
    for name in fields:
        if any(words(field(one, name), name) is None for one in found or ()):
            yield Attendu(where, connu=False)


def _bloc(name: str, above: str, expected: tuple[Attendu, ...]) -> EtatBloc:
    known = [one.connu for one in expected]
    if not any(known):
        filled = Remplissage.VIDE
    elif not all(known):
        filled = Remplissage.PARTIEL
    else:
        computed = all(one.calcule for one in expected)
        filled = Remplissage.CALCULE if computed else Remplissage.REMPLI
    return EtatBloc(
        cle=name,
        titre=french(libelle(name)),
        partie=french(above),
        remplissage=filled,
        rubriques=(),
        places=tuple(dict.fromkeys(one.place for one in expected)),
        a_remplir=tuple(dict.fromkeys(one.place for one in expected if not one.connu)),
    )
