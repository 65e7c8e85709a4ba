"""What the rules read of a territory: what the team wrote, beside what the communes give."""

from maillage.core.facts import CommuneRetenue, NaturePopulation, Territoire
from maillage.core.territoire import (
    Alentours,
    Commune,
    Perimetre,
    TerritoireAnalyse,
)

Faits = dict[str, object]

LAST_SIZE = 4


def territoire(written: Territoire, analyse: TerritoireAnalyse) -> Faits:
    """Return the facts of a territory; a figure nobody announced is the one computed here."""
    communes = None if written.communes is None else _communes(written.communes, analyse)
    size = analyse.taille or analyse.taille_projet
    computed = size.taille if size else None
    return {
        "territoire_communes": communes,
        "codes_connus": frozenset(line.commune.code for line in analyse.lignes),
        "territoire_population": analyse.population,
        "population_municipale": analyse.population,
        "territoire_taille_aci": _or(written.taille_declaree, computed),
        "population_declaree": _or(written.population_declaree, _total(communes)),
        "nombre_communes_annonce": _or(
            written.nombre_communes_annonce, None if communes is None else len(communes)
        ),
        "nature_population": _or(written.nature_population, _nature(written)),
        "taille_bis_cochee": _or(written.taille_plus_de_cent_adherents, _fifth_box(computed)),
        "departements": tuple(part.code for part in analyse.departements) or None,
        "ps_territoire": written.ps_territoire,
        "ps_adherents": written.ps_adherents,
        "ars_chef_de_file": written.ars_chef_de_file,
        "caisse_chef_de_file": written.caisse_chef_de_file,
        "departements_destinataires": written.departements_destinataires,
        "zones_blanches_commentaire": written.zones_blanches_commentaire,
        "carte_jointe": written.carte_jointe,
    }


def enclaves(written: Territoire, perimetre: Perimetre | None) -> Faits:
    """Return the communes left out in the middle; no fact as long as nothing says who touches whom.

    What the team writes of the communes around that have no CPTS is their explanation.
    """
    if perimetre is None or not perimetre.blocs:
        return {}
    why = written.zones_blanches_commentaire
    codes = (code for group in perimetre.enclaves for code in group)
    return {"communes_enclavees": tuple({"code": code, "explication": why} for code in codes)}


def autres_cpts(analyse: TerritoireAnalyse, around: Alentours | None) -> Faits:
    """Return what other CPTS take, as the team wrote the codes; no fact where it is not known.

    An overlap that is seen is a fact; that none is seen is one only where every CPTS is known.
    """
    if around is None or not analyse.lignes:
        return {}
    facts: Faits = {}
    if around.touchees or around.partout:
        facts["communes_autres_cpts"] = tuple(
            line.code_saisi for line in analyse.lignes if line.commune.code in around.touchees
        )
        facts["parties_autres_cpts"] = tuple(
            f"{line.code_saisi}/{line.partie}"
            for line in analyse.lignes
            if line.partie and line.commune.code in around.disputees
        )
    if around.blanches or around.blanches_partout:
        facts["voisines_sans_cpts"] = around.blanches
    return facts


def _or(written: object, computed: object) -> object:
    return computed if written is None else written


def _communes(
    written: tuple[CommuneRetenue, ...], analyse: TerritoireAnalyse
) -> tuple[dict[str, object], ...]:
    known = {line.code_saisi: line.commune for line in analyse.lignes}
    return tuple(_commune(one, known.get(one.code)) for one in written)


def _commune(written: CommuneRetenue, commune: Commune | None) -> dict[str, object]:
    """Take the figure of the team when there is one, else that of the table for a whole commune."""
    announced = written.population is not None
    from_table = commune if commune and not announced and not written.partie else None
    return {
        # to name the line, never to judge it
        "nom": f"{commune.nom} ({written.code})" if commune else None,
        "code": written.code,
        "partie": written.partie,
        "population": from_table.population if from_table else written.population,
        "population_ref": commune.population if commune else None,
        "source_population": written.source_population,
        "millesime": from_table.population_millesime if from_table else written.millesime,
    }


def _total(communes: tuple[dict[str, object], ...] | None) -> int | None:
    if communes is None:
        return None
    figures = [one["population"] for one in communes]
    known = [figure for figure in figures if isinstance(figure, int)]
    return sum(known) if len(known) == len(figures) else None


def _nature(written: Territoire) -> NaturePopulation | None:
    """Know that only residents are counted when every figure comes from the table."""
    announced = written.population_declaree is not None or any(
        one.population is not None for one in written.communes or ()
    )
    return NaturePopulation.RESIDENTE if written.communes and not announced else None


def _fifth_box(size: int | None) -> bool | None:
    """Know that the box of the largest territories is not for a smaller one."""
    return False if size is not None and size < LAST_SIZE else None
