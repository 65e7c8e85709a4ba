"""The establishments of FINESS that an instance imported, by commune or by number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from maillage.territoires.fiche_mesures import FicheMesures
from maillage.territoires.mesures import MesuresInstallees, mesures

SOURCE: Final = "finess"
_ASKED: Final = 900  # values named in one question
_COLUMNS: Final = (
    "finess, juridique, nom, categorie, libelle, siret, lieu, longitude, latitude, precis"
)


@dataclass(frozen=True, slots=True)
class EtablissementFiness:
    """An establishment of the file."""

    finess: str
    juridique: str | None  # FINESS of the body that it belongs to
    nom: str
    categorie: str
    libelle: str  # of the category, as the file writes it
    siret: str | None
    commune: str
    longitude: float | None
    latitude: float | None
    precis: int  # 0: no point, or that of the commune


class EtablissementsInstalles:
    """The establishments of one edition."""

    def __init__(self, held: MesuresInstallees) -> None:
        self._held = held

    @property
    def fiche(self) -> FicheMesures:
        """Return where the edition comes from."""
        return self._held.fiche

    def dans(self, codes: Iterable[str]) -> tuple[EtablissementFiness, ...]:
        """Return those of some communes, by name."""
        return tuple(sorted(self._asked("lieu", codes), key=lambda one: (one.nom, one.finess)))

    def par_finess(self, numeros: Iterable[str]) -> Mapping[str, EtablissementFiness]:
        """Return those of some numbers; a number that is not there is left out."""
        return {one.finess: one for one in self._asked("finess", numeros)}

    def _asked(self, column: str, values: Iterable[str]) -> list[EtablissementFiness]:
        asked, found = list(dict.fromkeys(values)), []
        for start in range(0, len(asked), _ASKED):
            part: list[Any] = asked[start : start + _ASKED]
            marks = ",".join("?" * len(part))
            query = f"SELECT {_COLUMNS} FROM etablissements WHERE {column} IN ({marks})"  # noqa: S608 -- our own names
            rows = self._held.connexion().execute(query, part)
            found += [EtablissementFiness(*row) for row in rows]
        return found


def etablissements(edition: str | None = None) -> EtablissementsInstalles | None:
    """Return the establishments of the current edition, or of the one named; None: not installed."""
    held = mesures(SOURCE, edition)
    return None if held is None else EtablissementsInstalles(held)
