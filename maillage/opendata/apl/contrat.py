"""The workbooks of the DREES: one for each profession, one sheet for each year, headings on line 9."""

from dataclasses import dataclass
from typing import Final

from maillage.opendata.contrat import Colonne, Contrat
from maillage.opendata.large import LIEU

_ANNEES: Final = range(2010, 2041)  # the year of the population stands amid the heading
SOUS: Final = ("65", "62", "60")  # ages above which general practitioners are left out


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfessionApl:
    """A profession: how the measures end, and how the publisher heads its columns."""

    code: str
    apl: tuple[str, ...]
    standard: tuple[str, ...]  # « AAAA » stands for the year


PROFESSIONS: Final = (
    ProfessionApl(
        code="mg",
        apl=("APL aux médecins généralistes",),
        standard=(
            "Population standardisée AAAA pour la médecine générale",
            "Population standardisée AAAA pour les médecins généralistes",
            "Population standardisée par la consommation de soins de médecine générale par tranche d'âge",
        ),
    ),
    ProfessionApl(
        code="inf",
        apl=("APL aux infirmières", "APL aux infirmiers", "APL aux infirmiers et infirmières"),
        standard=(
            "Population standardisée AAAA pour les infirmières",
            "Population standardisée AAAA pour les infirmiers",
            "Population standardisée par la consommation de soins infirmiers par tranche d'âge",
        ),
    ),
    ProfessionApl(
        code="kine",
        apl=("APL aux kinésithérapeutes", "APL aux masseurs-kinésithérapeutes"),
        standard=(
            "Population standardisée AAAA pour les kinésithérapeutes",
            "Population standardisée AAAA pour les masseurs-kinésithérapeutes",
            "Population standardisée par la consommation de soins de masseur-kinésithérapeute par tranche d'âge",
        ),
    ),
    ProfessionApl(
        code="dent",
        apl=("APL aux chirurgiens-dentistes", "APL aux dentistes"),
        standard=(
            "Population standardisée AAAA pour les chirurgiens-dentistes",
            "Population standardisée AAAA pour les dentistes",
        ),
    ),
    ProfessionApl(
        code="sf",
        apl=("APL aux sages-femmes",),
        standard=(
            "Population féminine standardisée AAAA pour les sages-femmes",
            "Population standardisée AAAA pour les sages-femmes",
            "Population féminine standardisée par la consommation de soins de sage-femme par tranche d'âge",
        ),
    ),
)


def _datees(headings: tuple[str, ...]) -> tuple[str, ...]:
    return (
        *(one.replace(" AAAA", "") for one in headings),
        *(one.replace("AAAA", str(year)) for one in headings if "AAAA" in one for year in _ANNEES),
    )


def _colonnes(profession: ProfessionApl) -> tuple[Colonne, ...]:
    return (
        Colonne(nom=f"apl_{profession.code}", intitules=profession.apl, facultative=True),
        Colonne(
            nom=f"popstd_{profession.code}",
            intitules=_datees(profession.standard),
            facultative=True,
        ),
    )


def _sous(age: str) -> Colonne:
    ends = (f"de {age} ans ou moins", f"de {age} ans et moins", f"de moins de {age} ans")
    heads = tuple(f"APL aux médecins généralistes {end}" for end in ends)
    return Colonne(nom=f"apl{age}_mg", intitules=heads, facultative=True)


CONTRAT: Final = Contrat(
    colonnes=(
        Colonne(nom=LIEU, intitules=("Code commune INSEE", "Code commune", "Code INSEE")),
        *(column for one in PROFESSIONS for column in _colonnes(one)),
        *map(_sous, SOUS),
        Colonne(nom="ptot", intitules=_datees(("Population totale AAAA",)), facultative=True),
    ),
    entete_avant=15,
    feuille=r"^\s*apl[ _]*(19|20)[0-9]{2}\s*$",
    max_octets=120_000_000,
)
