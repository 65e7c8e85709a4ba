"""The share of the professionals of a territory who are in the team, by profession."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from maillage.core.offre.professionnels import ProfessionOffre, Tetes
from maillage.core.offre.rapprochement import Certitude, Rapprochement

CENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The team among those who practise in town."""

    code: str
    libelle: str
    equipe: int
    en_ville: int

    @property
    def pourcent(self) -> float | None:
        """Return the share; None: nobody practises this there."""
        return self.equipe * CENT / self.en_ville if self.en_ville else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Representativite:
    """All the professions, and the line to reach."""

    parts: tuple[Part, ...]
    total: Part  # health professions only
    seuil: int | None  # in percent; None: no line on that day

    @property
    def atteinte(self) -> bool | None:
        """Is the line reached? The line itself is enough; None: nobody, or no line."""
        if self.seuil is None or not self.total.en_ville:
            return None
        return self.total.equipe * CENT >= self.seuil * self.total.en_ville

    @property
    def manquent(self) -> int:
        """Return how many more people reach the line."""
        wanted = -(-(self.seuil or 0) * self.total.en_ville // CENT)
        return max(0, wanted - self.total.equipe)


def representativite(
    trouves: Iterable[Rapprochement],
    tetes: Mapping[str | None, Tetes],
    table: Sequence[ProfessionOffre],
    *,
    seuil: int | None,
) -> Representativite:
    """Count those of the team whose number is that of somebody who practises in town there."""
    found = {
        (one.candidats[0].profession, one.candidats[0].numero)
        for one in trouves
        if one.certitude is Certitude.ICI and one.candidats[0].en_ville
    }
    parts = tuple(
        Part(
            code=one.code,
            libelle=one.libelle,
            equipe=sum(profession == one.code for profession, _ in found),
            en_ville=tetes[one.code].en_ville if one.code in tetes else 0,
        )
        for one in table
    )
    counted = {one.code for one in table if one.sante}
    total = Part(
        code="",
        libelle="Professionnels de santé",
        equipe=sum(part.equipe for part in parts if part.code in counted),
        en_ville=sum(part.en_ville for part in parts if part.code in counted),
    )
    return Representativite(parts=parts, total=total, seuil=seuil)
