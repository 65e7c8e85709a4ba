"""Where the plan for crises is, as typed."""

from typing import ClassVar

from django import forms

from maillage.reference.missions import missions
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import Jour, Nombre, OuiNon
from maillage.web.typographie import fr


class FormulairePlanCrise(Formulaire):
    faits: ClassVar[tuple[str, ...]] = (
        "redige",
        "trame_nationale",
        "familles_risques",
        "mis_a_jour_le",
        "transmis_le",
    )

    redige = OuiNon("Le plan est écrit")
    trame_nationale = OuiNon("Il suit la trame nationale")
    familles_risques = Nombre(
        "Combien de familles de risques il traite",
        help_text="La trame nationale en a cinq : le plan les passe toutes en revue.",
    )
    mis_a_jour_le = Jour(
        "Relu pour la dernière fois le", help_text="Le plan se relit chaque année, avec l’équipe."
    )
    transmis_le = Jour("Envoyé à l’ARS et à la caisse le")

    def clean_familles_risques(self) -> int | None:
        count: int | None = self.cleaned_data["familles_risques"]
        most = missions().attendu("crise").familles_risques
        if count is not None and most is not None and count > most:
            raise forms.ValidationError(fr(f"La trame nationale en a {most}."))
        return count
