"""A small printed budget, and its natures: every kind of row, once or twice."""

from maillage.core.budget import Comptes, Cote, Formulaire, Nature, Rang, Rangee, Sorte


def _nature(code: str, cote: Cote, ligne: str, financeur: str | None = None) -> Nature:
    return Nature(
        code=code, libelle=code, cote=cote, ligne=ligne, comptes=Comptes(), financeur=financeur
    )


NATURES = {
    nature.code: nature
    for nature in (
        _nature("bureau", Cote.CHARGE, "c60_autres"),
        _nature("etudes", Cote.CHARGE, "c60_prestations"),
        _nature("salaire", Cote.CHARGE, "c64"),
        _nature("interets", Cote.CHARGE, "c66"),
        _nature("impot", Cote.CHARGE, "c69"),
        _nature("vente", Cote.PRODUIT, "p70"),
        _nature("etat", Cote.PRODUIT, "p74_etat"),
        _nature("commune", Cote.PRODUIT, "p74_commune"),
        _nature("region", Cote.PRODUIT, "p74_region"),
        _nature("aci", Cote.PRODUIT, "p73", "Assurance Maladie"),
        _nature("don", Cote.PRODUIT, "p75"),
        _nature("gestion", Cote.PRODUIT, "p75"),
        _nature("benevoles", Cote.EMPLOI, "c86"),
        _nature("benevolat", Cote.CONTRIBUTION, "p87"),
    )
}


def _rang(cle: str, sorte: Sorte = Sorte.LIGNE, **more: object) -> Rang:
    return Rang(cle=cle, libelle=cle, sorte=sorte, **more)  # type: ignore[arg-type]  # names of Rang


_CHARGES = (
    _rang("titre", Sorte.TITRE),
    _rang("c60", Sorte.CLASSE),
    _rang("c60_prestations", de="c60"),
    _rang("c60_autres", de="c60"),
    _rang("c64", Sorte.CLASSE),
    _rang("c66", Sorte.CLASSE),
    _rang("ci_fixes"),
    _rang("ci_financiers"),
    _rang("ci_autres"),
    _rang("total_charges", Sorte.TOTAL),
    _rang("c86", Sorte.CLASSE),
    _rang("total_emplois", Sorte.TOTAL),
)
_PRODUITS = (
    _rang("p70", Sorte.CLASSE),
    _rang("p74", Sorte.CLASSE),
    _rang("p74_etat", de="p74"),
    _rang("libre_1", Sorte.LIBRE, de="p74", detaille="p74_etat"),
    _rang("libre_2", Sorte.LIBRE, de="p74", detaille="p74_etat"),
    _rang("p74_commune", de="p74", nom=True),
    _rang("libre_3", Sorte.LIBRE, de="p74", detaille="p74_commune"),
    _rang("p74_region", de="p74", nom=True),
    _rang("p75", Sorte.CLASSE),
    _rang("p75_dont", Sorte.DONT, de="p75", natures=("don",)),
    None,
    _rang("total_produits", Sorte.TOTAL),
    _rang("p87", Sorte.CLASSE),
    _rang("total_contributions", Sorte.TOTAL),
)


def formulaire(*, centimes: bool = True) -> Formulaire:
    charges = (*_CHARGES, None, None)
    return Formulaire(
        id="essai",
        entetes=("Charges", "Montant", "Produits", "Montant"),
        centimes=centimes,
        rangees=tuple(
            Rangee(charge=charge, produit=produit)
            for charge, produit in zip(charges, _PRODUITS, strict=True)
        ),
        renvois={"c69": "c64", "p73": "p74_etat"},
        indirectes={
            "c60": "ci_fixes",
            "c64": "ci_fixes",
            "c66": "ci_financiers",
            "autres": "ci_autres",
        },
        negatifs={Cote.CHARGE: "p75", Cote.PRODUIT: "c64"},
    )
