"""The rows of a table saved as a whole, told in words: what a row is called, what it says."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from maillage.core.calendrier import code_action, code_etape
from maillage.documents.graphique import lecture
from maillage.dossiers.models import Liste
from maillage.dossiers.replacing import SAME, ListConflict
from maillage.reference import cog, nomenclatures
from maillage.reference.plan_comptable import natures
from maillage.reference.prs import plans_regionaux
from maillage.web.equipe import libelles
from maillage.web.equipe.conflits import CHANGED, Conflit, Ecart
from maillage.web.typographie import euros, fr, jour, pluriel

ABSENTE: Final = "(pas de ligne)"


def noms(liste: Liste, parts: Iterable[Any]) -> dict[Any, str]:
    """Return the name of each row, by what makes it the same row."""
    return {SAME[liste](part): fr(_NAMES[liste](part)) for part in parts}


def dits(liste: Liste, parts: Iterable[Any]) -> dict[Any, str]:
    """Return what each row says; several rows of the same name are said together."""
    found: dict[Any, list[str]] = {}
    for part in parts:
        found.setdefault(SAME[liste](part), []).append(fr(_SAID[liste](part)))
    return {key: "\n".join(said) for key, said in found.items()}


def conflit(liste: Liste, clash: ListConflict) -> Conflit:
    """Show both sides of each row that two people changed."""
    gaps = []
    for gap in clash.ecarts:
        names = noms(liste, (*gap.actuel, *gap.votre))
        (key,) = names
        gaps.append(
            Ecart(
                nom=names[key],
                actuel=dits(liste, gap.actuel).get(key, ABSENTE),
                votre=dits(liste, gap.votre).get(key, ABSENTE),
            )
        )
    return Conflit(
        titre="Une autre personne a modifié ce tableau", phrase=fr(CHANGED), ecarts=tuple(gaps)
    )


def _commune(part: Any) -> str:
    found = cog.table().commune(part.code)
    name = f"{found.nom} ({part.code})" if found else part.code
    return f"{name}, partie : {part.partie}" if part.partie else name


def _habitants(part: Any) -> str:
    if part.population is None:
        return "dans le territoire"
    details = [part.source_population or "", str(part.millesime or "")]
    about = ", ".join(one for one in details if one)
    said = pluriel(part.population, "habitant déclaré", "habitants déclarés")
    return f"{said} ({about})" if about else said


def _etape(part: Any) -> str:
    step = nomenclatures.etapes().get(part.code)
    return str(part.libelle or (step.libelle if step else part.code))


def _dates(part: Any) -> str:
    said = [
        f"début {jour(part.debut)}" if part.debut else "",
        f"fin {jour(part.fin)}" if part.fin else "",
    ]
    return ", ".join(one for one in said if one) or "sans date"


def _poste(part: Any) -> str:
    poste = nomenclatures.postes_budget().get(part.poste)
    return poste.libelle if poste else part.poste


def _montant(part: Any) -> str:
    amount = "montant à dire" if part.montant is None else euros(part.montant)
    return f"{amount} ({part.libelle})" if part.libelle else amount


def _nature(part: Any) -> str:
    nature = natures().get(part.nature)
    return f"{part.exercice}, {nature.libelle if nature else part.nature}"


def _montant_projet(part: Any) -> str:
    purpose = libelles.IMPUTATIONS[part.imputation] if part.imputation else ""
    details = [one for one in (part.financeur, purpose) if one]
    return ", ".join([_montant(part), *details])


def _priorite(part: Any) -> str:
    for plan in plans_regionaux().values():
        for table in plan.tables:
            for priorite in table.priorites:
                if priorite.code == part.code:
                    return priorite.libelle
    return str(part.code)


def _figure(part: Any) -> str:
    text = nomenclatures.rubriques_texte().get(part.rubrique)
    return f"{part.titre}, avec « {text.libelle if text else part.rubrique} »"


def _valeur(part: Any) -> str:
    first = next(iter(part.lignes or ()), None)
    value = lecture.ecrite(first.valeur, part.unite) if first else "sans valeur"
    details = [one for one in (part.source, part.millesime) if one]
    when = f", gardée le {jour(part.retenue_le)}" if part.retenue_le else ""
    return f"{value} ({', '.join(details)}){when}" if details else f"{value}{when}"


def _compte(part: Any) -> str:
    return f"{part.exercice}, compte {part.compte}{f' {part.libelle}' if part.libelle else ''}"


def _lien(part: Any) -> str:
    return f"{_bout(part.avant)}, puis {_bout(part.apres)}"


def _bout(cle: str) -> str:
    """Return the name of a step; an action is told by its code, which may name nothing any more."""
    code = code_etape(cle)
    known = nomenclatures.etapes().get(code or "")
    return f"« {known.libelle} »" if known else f"action {code_action(cle) or cle}"


_NAMES: Final[Mapping[Liste, Callable[[Any], str]]] = {
    Liste.COMMUNES: _commune,
    Liste.CALENDRIER: _etape,
    Liste.BUDGET_PRE_PROJET: _poste,
    Liste.BUDGET_PROJET: _nature,
    Liste.LIENS_PRS: _priorite,
    Liste.FIGURES: _figure,
    Liste.REALISE: _compte,
    Liste.DEPENDANCES: _lien,
}
_SAID: Final[Mapping[Liste, Callable[[Any], str]]] = {
    Liste.COMMUNES: _habitants,
    Liste.CALENDRIER: _dates,
    Liste.BUDGET_PRE_PROJET: _montant,
    Liste.BUDGET_PROJET: _montant_projet,
    Liste.LIENS_PRS: lambda part: part.commentaire or "choisie",
    Liste.FIGURES: _valeur,
    Liste.REALISE: lambda part: "montant à dire" if part.montant is None else euros(part.montant),
    Liste.DEPENDANCES: lambda _: "reliées",
}
