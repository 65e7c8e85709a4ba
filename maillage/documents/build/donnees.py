"""Structured data put into words inside an answer, by the names that trames use."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from maillage.core.facts import Engagement, EtatAssociation
from maillage.documents.build import communaute, population
from maillage.documents.build.contexte import (
    A_COMPLETER,
    Attendu,
    Construit,
    Contexte,
    blank,
    plain,
)
from maillage.documents.build.reunions import in_order, reunion
from maillage.documents.build.valeurs import nom_prenom, profession, raw, words
from maillage.documents.characters import one_line
from maillage.documents.tree import Block, Item, Listing, Paragraph, Remark, Run, Tone
from maillage.documents.typographie import day, french, integer, partial, percent
from maillage.reference.nomenclatures import professions


def build(contexte: Contexte, name: str) -> Construit:
    """Put the data of this name into words."""
    return DONNEES[name](contexte)


def _bullets(lines: Iterable[str]) -> Listing:
    return Listing(tuple(Item((Paragraph(plain(one_line(line))),)) for line in lines))


def _noyau_dur(contexte: Contexte) -> Construit:
    core = [p for p in contexte.dossier.equipe or () if p.noyau_dur]
    attendu = Attendu("equipe", bool(core), calcule=True)
    if not core:
        return Construit((blank("les membres du noyau dur"),), (attendu,))
    lines = (", ".join(filter(None, (nom_prenom(p), profession(p), p.fonction))) for p in core)
    return Construit((_bullets(lines),), (attendu,))


def _reunions(contexte: Contexte) -> Construit:
    held = contexte.dossier.reunions
    attendu = Attendu("reunions", held is not None)
    if held is None:
        return Construit((blank("les réunions tenues ou prévues"),), (attendu,))
    if not held:
        return Construit((Paragraph(plain("Aucune réunion à ce jour.")),), (attendu,))
    return Construit((_bullets(map(reunion, in_order(held))),), (attendu,))


_ETATS = {
    EtatAssociation.OUI: "association créée",
    EtatAssociation.NON: "association non créée à ce jour",
    EtatAssociation.EN_COURS: "association en cours de création",
}


def _structure_juridique(contexte: Contexte) -> Construit:
    structure = contexte.dossier.structure
    shape = words(structure.forme_juridique)
    if shape and structure.forme_precision:
        shape = f"{shape} ({one_line(structure.forme_precision)})"
    state = _ETATS[structure.association_creee] if structure.association_creee else None
    if state and structure.date_declaration:
        state += f", déclarée le {day(structure.date_declaration)}"
    return _named(("Forme juridique", shape, "identite"), ("État de création", state, "identite"))


def _named(*lines: tuple[str, str | None, str]) -> Construit:
    """Draw « label : value » lines; one blank when none is known."""
    attendus = tuple(Attendu(place, value is not None) for _, value, place in lines)
    if not any(attendu.connu for attendu in attendus):
        labels = ", ".join(label[0].lower() + label[1:] for label, _, _ in lines)
        return Construit((blank(labels),), attendus)
    blocks: list[Block] = []
    for label, value, _ in lines:
        shown = Run(A_COMPLETER, tone=Tone.MISSING) if value is None else Run(value or "–")
        blocks.append(Paragraph((Run(french(f"{label} : "), tone=Tone.DISCREET), shown)))
    return Construit(tuple(blocks), attendus)


def _representativite(contexte: Contexte) -> Construit:
    territoire = contexte.dossier.territoire
    engaged = territoire.ps_engages
    if engaged is None:
        engaged = _count_engaged(contexte)
    total = territoire.ps_territoire
    attendu = Attendu("territoire", None not in (engaged, total), calcule=True)
    if engaged is None:
        return Construit((blank("la part des professionnels de santé engagés"),), (attendu,))
    text = f"{integer(engaged)} professionnel{'s' if engaged > 1 else ''} de santé engagé"
    text += "s" if engaged > 1 else ""
    if not total:
        missing = " (nombre de professionnels de santé du territoire à compléter)"
        return Construit((Paragraph((Run(text), Run(missing, tone=Tone.MISSING))),), (attendu,))
    share = percent(Decimal(100 * engaged) / total)
    text += f" sur {integer(total)} exerçant sur le territoire, soit {share}."
    return Construit((Paragraph(plain(text)),), (attendu,))


def _count_engaged(contexte: Contexte) -> int | None:
    if contexte.dossier.equipe is None:
        return None
    caring = {code for code, profession in professions().items() if profession.sante}
    return sum(
        p.engagement is Engagement.ENGAGE and p.profession in caring
        for p in contexte.dossier.equipe
    )


def _paths(contexte: Contexte, *lines: tuple[str, str]) -> Construit:
    read = ((label, words(raw(contexte, path))) for label, path in lines)
    return _named(*((label, value, "partenariats") for label, value in read))


def _outil_regional(contexte: Contexte) -> Construit:
    return _paths(
        contexte,
        ("Outil régional (MonSISRA) connu", "partenariats.outil_regional_connu"),
        ("Outil régional utilisé", "partenariats.outil_regional_utilise"),
        ("Usage prévu", "partenariats.outil_regional_prevu"),
    )


def _sas(contexte: Contexte) -> Construit:
    if contexte.dossier.partenariats.sas_existe is False:
        return _paths(contexte, ("Service d’accès aux soins (SAS)", "partenariats.sas_existe"))
    return _paths(
        contexte,
        ("Service d’accès aux soins (SAS)", "partenariats.sas_existe"),
        ("Articulation avec le SAS", "partenariats.sas_articulation"),
    )


def _cls_prs(contexte: Contexte) -> Construit:
    lines = [("Thèmes du PRS", "partenariats.prs_themes")]
    lines.append(("Contrat local de santé (CLS)", "partenariats.cls_existe"))
    if contexte.dossier.partenariats.cls_existe is not False:
        lines.append(("Lien avec le CLS", "partenariats.cls_lien"))
    return _paths(contexte, *lines)


def _dac(contexte: Contexte) -> Construit:
    lines = [
        ("Dispositif d’appui à la coordination (DAC, ancienne PTA)", "partenariats.dac_existe")
    ]
    if contexte.dossier.partenariats.dac_existe is not False:
        lines.append(("Nom du dispositif", "partenariats.dac_nom"))
        lines.append(("Articulation avec la CPTS", "partenariats.dac_articulation"))
    return _paths(contexte, *lines)


def _besoin_partage(contexte: Contexte) -> Construit:
    lines = [("Besoin non couvert à ce jour", "partenariats.besoin_partage_existe")]
    if contexte.dossier.partenariats.besoin_partage_existe is not False:
        lines.append(("Besoins et fonctionnalités", "partenariats.besoin_partage"))
    return _paths(contexte, *lines)


def _patients(contexte: Contexte) -> Construit:
    """Say how many patients are followed; nobody is asked when the form counts inhabitants."""
    territoire = contexte.dossier.territoire
    if territoire.patients_nombre is None:
        return Construit(())
    known = (
        partial(territoire.patients_date) if territoire.patients_date else None,
        one_line(territoire.patients_source or "") or None,
    )
    said = ", ".join(filter(None, known))
    text = f"Patients suivis : {integer(territoire.patients_nombre)}{f' ({said})' if said else ''}."
    return Construit((Remark(plain(french(text))),))


DONNEES: dict[str, Callable[[Contexte], Construit]] = {
    "noyau_dur": _noyau_dur,
    "reunions": _reunions,
    "structure_juridique": _structure_juridique,
    "population": population.build,
    "representativite": _representativite,
    "outil_regional": _outil_regional,
    "sas": _sas,
    "cls_prs": _cls_prs,
    "dac": _dac,
    "besoin_partage": _besoin_partage,
    "patients": _patients,
    "territoire": communaute.territoire,
    "professionnels_impliques": communaute.professionnels,
}
