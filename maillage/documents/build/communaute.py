"""The territory and the professionals of a CPTS, each in a sentence."""

from maillage.core.facts import Engagement
from maillage.documents.build.contexte import Attendu, Construit, Contexte, blank, plain
from maillage.documents.tree import Block, Item, Listing, Paragraph
from maillage.documents.typographie import NO_BREAK, french, integer


def territoire(contexte: Contexte) -> Construit:
    """List the communes below their intercommunality."""
    lines = contexte.territoire.communes
    attendu = Attendu("territoire", bool(lines))
    if not lines:
        return Construit((blank("les communes du territoire"),), (attendu,))
    groups: dict[str, list[str]] = {}
    for line in lines:
        groups.setdefault(line.epci or "Autres communes", []).append(line.nom)
    count = "1 commune" if len(lines) == 1 else f"{integer(len(lines))}{NO_BREAK}communes"
    items = tuple(
        Item((Paragraph(plain(french(f"{epci} : {', '.join(names)}."))),))
        for epci, names in groups.items()
    )
    lead = Paragraph(plain(french(f"Le territoire compte {count} :")), leads=True)
    blocks: tuple[Block, ...] = (lead, Listing(items))
    return Construit(blocks, (attendu,))


def professionnels(contexte: Contexte) -> Construit:
    """Say how many people take part, and where their list is."""
    team = contexte.dossier.equipe
    attendu = Attendu("equipe", team is not None, calcule=True)
    if team is None:
        return Construit((blank("les professionnels impliqués"),), (attendu,))
    taking_part = [p for p in team if p.engagement is not Engagement.A_CONTACTER]
    engaged = sum(p.engagement is Engagement.ENGAGE for p in taking_part)
    people = "personne participe" if len(taking_part) < 2 else "personnes participent"
    text = f"{integer(len(taking_part))} {people} à la démarche, dont {integer(engaged)} "
    text += "s’est engagée." if engaged < 2 else "se sont engagées."
    text += " La liste nominative figure à l’annexe 1."
    return Construit((Paragraph(plain(french(text))),), (attendu,))
