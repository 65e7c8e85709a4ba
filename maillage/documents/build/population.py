"""The population of a territory, with what it counts and what it leaves out."""

from maillage.documents.build.contexte import Attendu, Construit, Contexte, blank, plain
from maillage.documents.tree import Block, Paragraph, Remark, Tone
from maillage.documents.typographie import NO_BREAK, french, integer


def build(contexte: Contexte) -> Construit:
    """Say how many inhabitants, of which year, and which figures are only declared."""
    total = contexte.territoire.population
    attendu = Attendu("territoire", total is not None, calcule=True)
    if total is None:
        return Construit((blank("la population du territoire"), *_unknown(contexte)), (attendu,))
    inhabitants = "habitant" if total < 2 else "habitants"
    figure = Paragraph(plain(f"{integer(total)}{NO_BREAK}{inhabitants}", bold=True))
    return Construit((figure, *_known(contexte)), (attendu,))


def _known(contexte: Contexte) -> list[Block]:
    analyse = contexte.territoire.analyse
    years = [str(year) for year in analyse.population_millesimes if year is not None]
    whole = sum(1 for line in analyse.lignes if line.comptee and not line.declaree)
    sentences = []
    if whole:
        year = f" {' et '.join(years)}" if years else ""
        of = "de la commune retenue" if whole == 1 else f"des {integer(whole)} communes retenues"
        sentences.append(f"Population municipale{year} (Insee) {of}.")
    if analyse.population_declaree:
        declared = integer(analyse.population_declaree)
        sentences.append(f"Dont {declared} habitants déclarés par l’équipe (parties de communes).")
    return [Remark(plain(french(sentence))) for sentence in sentences] + _refused(contexte)


def _unknown(contexte: Contexte) -> list[Block]:
    missing = [
        line.commune.nom
        for line in contexte.territoire.analyse.lignes
        if line.comptee and line.population is None
    ]
    if not missing:
        return _refused(contexte)
    what = f"Population encore inconnue : {', '.join(missing)}."
    return [Remark(plain(french(what), Tone.MISSING)), *_refused(contexte)]


def _refused(contexte: Contexte) -> list[Block]:
    codes = ", ".join(remark.code for remark in contexte.territoire.refuses)
    if not codes:
        return []
    return [Remark(plain(french(f"Codes non reconnus, non comptés : {codes}."), Tone.MISSING))]
