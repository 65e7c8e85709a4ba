"""The people known already, found by RPPS number, else by name without accents nor case."""

from typing import Generic, TypeVar

from maillage.documents.reprise.personnes import cle

Who = TypeVar("Who")


class Annuaire(Generic[Who]):
    """Two people of one name with two RPPS numbers are two people."""

    def __init__(self) -> None:
        self._by_rpps: dict[str, Who] = {}
        self._by_name: dict[str, list[tuple[str | None, Who]]] = {}

    def inscrire(self, nom: str, prenom: str | None, rpps: str | None, qui: Who) -> None:
        """Remember a person; the first of several who look the same stays the one found."""
        if rpps:
            self._by_rpps.setdefault(rpps, qui)
        self._by_name.setdefault(cle(nom, prenom), []).append((rpps or None, qui))

    def trouver(self, nom: str, prenom: str | None, rpps: str | None) -> Who | None:
        """Return who this is, if known."""
        if rpps and rpps in self._by_rpps:
            return self._by_rpps[rpps]
        same_name = self._by_name.get(cle(nom, prenom), ())
        return next((who for known, who in same_name if not (known and rpps)), None)
