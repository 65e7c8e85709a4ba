"""A small table of communes for the tests of the core, which read no file."""

from maillage.core.territoire import (
    Commune,
    Departement,
    Epci,
    Millesimes,
    NatureCode,
    RegionInsee,
    Situation,
    TypeCommune,
)


def commune(code: str, population: int | None, **more) -> Commune:
    more = {"departement": code[:2], "region": "84", "epci": "E1", "epci_nom": "CC Un"} | more
    year = more.pop("annee", 2023)
    return Commune(
        code=code,
        nom=f"Commune {code}",
        population=population,
        population_millesime=None if population is None else year,
        **more,
    )


class PetitAnnuaire:
    """Satisfies `Annuaire` from a handful of communes."""

    millesimes = Millesimes(communes=2026, population=2023, epci=2025)

    def __init__(self, *communes: Commune, situations: tuple[Situation, ...] = ()) -> None:
        self.communes = {one.code: one for one in communes}
        self.situations = {one.code: one for one in situations}

    def commune(self, code: str) -> Commune | None:
        return self.communes.get(code)

    def situation(self, code: str) -> Situation:
        if code in self.situations:
            return self.situations[code]
        if found := self.communes.get(code):
            return Situation(code=code, nature=NatureCode.ACTUELLE, communes=(found,))
        return Situation(code=code, nature=NatureCode.INCONNUE)

    def arrondissements(self, code: str) -> tuple[str, ...]:
        return tuple(one.code for one in self.communes.values() if one.parent == code)

    def epci(self, cle: str) -> Epci | None:
        members = tuple(
            one.code
            for one in self.communes.values()
            if one.epci == cle and one.type is TypeCommune.COMMUNE
        )
        return Epci(code=cle, nom=f"CC {cle}", nature="CC", communes=members) if members else None

    def departement(self, code: str) -> Departement | None:
        return Departement(code=code, nom=f"Département {code}", region="84")

    def region(self, code: str) -> RegionInsee | None:
        return RegionInsee(code=code, nom=f"Région {code}")
