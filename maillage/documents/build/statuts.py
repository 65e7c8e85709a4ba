"""The articles of the statutes, their signatures and the list of their communes."""

from collections.abc import Iterator

from maillage.core.statuts import (
    ArticleRedige,
    NatureSegment,
    Paragraphe,
    Reperes,
    Segment,
    Signataire,
    article_redige,
    resoudre,
    signataires,
)
from maillage.core.territoire.parts import OUTSIDE_EPCI
from maillage.documents import markdown
from maillage.documents.build import tableau
from maillage.documents.build.contexte import (
    A_COMPLETER,
    Attendu,
    Construit,
    Contexte,
    blank,
    plain,
)
from maillage.documents.characters import one_line
from maillage.documents.tree import (
    Block,
    Cell,
    Column,
    Heading,
    Inline,
    Item,
    Listing,
    Paragraph,
    Row,
    Run,
    Table,
    Tone,
)
from maillage.documents.typographie import french
from maillage.reference.nomenclatures import professions
from maillage.reference.statuts import tables
from maillage.reference.trames import Colonne, Tableau
from maillage.reference.trames.statuts import PartieStatuts

SIGNATURES = 19
ANNEXE = "ST-20"
ROOM_TO_SIGN = "\n" * 4

_COMMUNES = Tableau(
    resume="Communes du territoire de l’association, avec leur code INSEE",
    source="communes",
    colonnes_de_listes=2,
    colonnes=(
        Colonne(titre="Commune", champs=("nom",), largeur=36),
        Colonne(titre="Code INSEE", champs=("code",), largeur=14),
    ),
)

# Where an answer is typed, when it is no choice of the statutes.
_PLACES = {
    "nom": "identite",
    "adresse": "identite",
    "commune_siege": "identite",
    "epci": "territoire",
}
# What the articles print of the identity of the structure.
_FROM_IDENTITY = {1: ("nom",), 3: ("adresse", "commune_siege")}


def reperes(contexte: Contexte) -> Reperes:
    """Return what the tables say of the dossier, for the text and for its constraints."""
    analyse = contexte.territoire.analyse
    inside = tuple(part.nom for part in analyse.epci if part.nom != OUTSIDE_EPCI)
    communes = tuple(line.commune.nom for line in analyse.lignes)
    caring = {code: p.libelle for code, p in professions().items() if p.sante}
    return Reperes(
        professions_sante=caring,
        communes=communes if contexte.territoire.repondu else None,
        epci=inside if contexte.territoire.repondu else None,
    )


def build(contexte: Contexte, partie: PartieStatuts) -> Construit:
    """Draw a part of the statutes."""
    dossier = contexte.dossier
    if partie.article is None:
        resolution = resoudre(dossier.statuts, dossier, tables())
        joined = resolution.valeurs["territoire_mode"] == "annexe_communes"
        return _annexe(contexte) if joined else Construit(())
    article = article_redige(dossier, tables(), reperes(contexte), partie.article)
    blocks = list(_title(article))
    for paragraph in article.paragraphes:
        blocks += _paragraph(contexte, paragraph, leads=article.numero == SIGNATURES)
    attendus = list(_attendus(contexte, article))
    if article.numero == SIGNATURES:
        signers = signataires(resoudre(dossier.statuts, dossier, tables()), dossier)
        blocks.append(_signatures(signers))
        attendus += [Attendu("equipe", bool(s.nom and s.prenom)) for s in signers]
    return Construit(tuple(blocks), tuple(attendus))


def _title(article: ArticleRedige) -> Iterator[Block]:
    if article.titre:
        yield Heading(french(article.titre), 1, key=f"ST-{article.numero}")


def _paragraph(contexte: Contexte, paragraph: Paragraphe, *, leads: bool) -> Iterator[Block]:
    if paragraph.rubrique is not None:
        text = contexte.dossier.textes.get(paragraph.rubrique)
        yield from markdown.blocks(text, level=1) if text else ()
        return
    yield Paragraph(_runs(paragraph.ligne), leads=leads or bool(paragraph.elements))
    if paragraph.elements:
        yield Listing(tuple(Item((Paragraph(_runs(line)),)) for line in paragraph.elements))


def _runs(line: tuple[Segment, ...]) -> Inline:
    return tuple(_run(segment) for segment in line)


def _run(segment: Segment) -> Run:
    match segment.nature:
        case NatureSegment.SAISI:
            return Run(one_line(segment.texte))
        case NatureSegment.MANQUE:
            return Run(french(f"[{segment.texte}]"), tone=Tone.MISSING)
        case _:
            return Run(french(segment.texte))


def _attendus(contexte: Contexte, article: ArticleRedige) -> Iterator[Attendu]:
    """Say what the article rests on; a choice left to the usual option was typed nowhere."""
    for cle in article.manques:
        yield Attendu(_PLACES.get(cle, "statuts"), connu=False)
    for cle in _FROM_IDENTITY.get(article.numero, ()):
        if cle not in article.manques:
            yield Attendu("identite", connu=True)
    yield from [Attendu("statuts", connu=True)] * len(article.choisis)
    yield from [Attendu("statuts", connu=True, calcule=True)] * len(article.par_defaut)
    for paragraph in article.paragraphes:
        if paragraph.rubrique and contexte.dossier.textes.get(paragraph.rubrique, "").strip():
            yield Attendu(f"textes/{paragraph.rubrique}", connu=True)


def _signatures(signers: tuple[Signataire, ...]) -> Block:
    """Draw one column per person, so that no one signs alone on the next page."""
    columns = tuple(
        Column(one_line(signer.fonction) or "Signataire", 100 // len(signers)) for signer in signers
    )
    cells = tuple(Cell((*_name(signer), Paragraph(plain(ROOM_TO_SIGN)))) for signer in signers)
    return Table(french("Signatures, une colonne par personne"), columns, (Row(cells),))


def _name(signer: Signataire) -> tuple[Block, ...]:
    known = " ".join(filter(None, (signer.prenom, signer.nom)))
    if signer.nom and signer.prenom:
        return (Paragraph(plain(one_line(known))),)
    missing = french(f"[{A_COMPLETER} : {'le prénom' if signer.nom else 'nom et prénom'}]")
    return (Paragraph((Run(one_line(f"{known} ")), Run(missing, tone=Tone.MISSING))),)


def _annexe(contexte: Contexte) -> Construit:
    title = french("Annexe – Communes du territoire")
    heading = Heading(title, 1, key=ANNEXE, new_page=True)
    built = tableau.build(contexte, _COMMUNES)
    if not contexte.territoire.communes:
        missing = Attendu("territoire", connu=False)
        return Construit((heading, blank("la liste des communes du territoire")), (missing,))
    return Construit((heading, *built.blocks), built.attendus)
