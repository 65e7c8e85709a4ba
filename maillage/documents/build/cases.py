"""Boxes that an answer of the dossier ticks."""

from maillage.documents.build.contexte import Attendu, Construit, Contexte, plain
from maillage.documents.build.valeurs import code, place, raw, words
from maillage.documents.tree import Block, Checkboxes, Option, Paragraph, Remark, Run, Tone
from maillage.documents.typographie import french
from maillage.reference.trames import Cases


def boxes(contexte: Contexte, cases: Cases) -> Construit:
    """Draw every box, ticked or not, then what goes with the answer."""
    answer = code(raw(contexte, cases.valeur))
    options = tuple(
        Option(french(option.libelle), answer in (option.code, *option.aussi))
        for option in cases.options
    )
    computed = cases.valeur.startswith("calcul.")
    blocks: list[Block] = [Checkboxes(options, cases.en_ligne)]
    if answer is None:
        what = cases.inconnu or "Réponse à compléter : aucune case n’est cochée."
        blocks.append(Remark(plain(french(what), Tone.MISSING)))
    blocks += _with_the_answer(contexte, cases)
    attendu = Attendu(place(cases.valeur), answer is not None, computed)
    return Construit(tuple(blocks), (attendu,))


def _with_the_answer(contexte: Contexte, cases: Cases) -> list[Block]:
    blocks: list[Block] = []
    day = words(raw(contexte, cases.date)) if cases.date else None
    if cases.date and day:
        label = "Date de la déclaration" if "declaration" in cases.date else "Décision du bureau"
        blocks.append(Paragraph((Run(french(f"{label} : "), tone=Tone.DISCREET), Run(day))))
    comment = words(raw(contexte, cases.commentaire)) if cases.commentaire else None
    if comment:
        blocks.append(Paragraph(plain(comment)))
    return blocks
