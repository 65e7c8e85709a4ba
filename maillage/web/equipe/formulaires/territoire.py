"""What is typed about the territory: searches, lists of codes, parts of communes, answers."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from maillage.core.facts import NaturePopulation
from maillage.web.equipe import libelles
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import (
    Annee,
    Code,
    CodeEnum,
    Codes,
    DatePartielle,
    Nombre,
    OuiNon,
    Texte,
    TexteLong,
)
from maillage.web.equipe.formulaires.reprise import FormulaireFichier
from maillage.web.typographie import fr


class FormulaireListe(Formulaire):
    """Communes pasted from a table or an e-mail."""

    liste = TexteLong(
        "Vos communes",
        required=True,
        rows=8,
        max_length=200_000,
        strip=False,
        help_text=(
            "Noms, codes INSEE ou codes postaux, comme ils viennent : une par ligne, avec des puces, "
            "séparés par des virgules, ou copiés d’un tableur."
        ),
    )


class FormulaireCommunes(FormulaireFichier):
    """A spreadsheet of communes."""

    nature = None  # type: ignore[assignment]  # how Django takes a field away

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        file = self.fields["fichier"]
        file.help_text = fr("Excel (.xlsx) ou CSV, au plus 10 Mo. Il est lu, puis oublié.")
        file.widget = forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"})


class FormulairePartie(Formulaire):
    faits: ClassVar[tuple[str, ...]] = (
        "code",
        "partie",
        "population",
        "source_population",
        "millesime",
    )

    code = Texte(
        "Code INSEE de la commune",
        required=True,
        widget=forms.TextInput(attrs={"class": "court"}),
    )
    partie = Texte("Nom de la partie", required=True, help_text="Un quartier, un canton, des IRIS.")
    population = Nombre("Habitants de cette partie", required=True)
    source_population = Texte(
        "D’où vient ce nombre", required=True, help_text="Par exemple : Insee, population par IRIS."
    )
    millesime = Annee("Année du nombre")


class FormulaireTerritoire(Formulaire):
    faits: ClassVar[tuple[str, ...]] = (
        "ps_territoire",
        "ps_engages",
        "ps_adherents",
        "ars_chef_de_file",
        "caisse_chef_de_file",
        "departements_destinataires",
        "population_declaree",
        "nature_population",
        "nombre_communes_annonce",
        "taille_declaree",
        "taille_plus_de_cent_adherents",
        "zones_blanches_commentaire",
        "carte_jointe",
        "patients_nombre",
        "patients_date",
        "patients_source",
    )

    ps_territoire = Nombre(
        "Professionnels de santé qui exercent sur le territoire",
        help_text="Tous, membres ou non : c’est à eux que votre équipe est rapportée.",
    )
    ps_engages = Nombre(
        "Professionnels engagés, si vous annoncez un autre nombre",
        help_text="Vide : le nombre est compté dans l’équipe.",
    )
    ps_adherents = Nombre("Professionnels adhérents de l’association")
    ars_chef_de_file = Texte(
        "ARS chef de file",
        help_text="Quand le territoire touche deux régions ou deux départements.",
    )
    caisse_chef_de_file = Texte("Caisse chef de file")
    departements_destinataires = Codes("Départements à qui le dossier est adressé", {})
    population_declaree = Nombre(
        "Population écrite dans vos autres documents",
        help_text="Sert à repérer un écart avec les communes.",
    )
    nature_population = CodeEnum("Ce nombre compte", NaturePopulation, libelles.NATURES_POPULATION)
    nombre_communes_annonce = Nombre("Nombre de communes écrit ailleurs")
    taille_declaree = Code("Taille écrite ailleurs", {str(n): f"Taille {n}" for n in range(1, 5)})
    taille_plus_de_cent_adherents = OuiNon("Case « plus de cent adhérents » cochée")
    zones_blanches_commentaire = TexteLong("Communes voisines sans CPTS : ce que vous en dites")
    carte_jointe = OuiNon("Une carte est jointe au dossier")
    patients_nombre = Nombre(
        "Patients concernés par le projet",
        help_text="Un nombre, jamais un nom. Ce n’est pas la population des communes.",
    )
    patients_date = DatePartielle("À quelle date")
    patients_source = Texte("D’où vient ce nombre", help_text="Par exemple : Assurance maladie.")

    def __init__(
        self, *args: Any, departements: Iterable[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["departements_destinataires"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 -- narrows for mypy
        field.choices = list(departements)

    def clean_taille_declaree(self) -> int | None:
        value = self.cleaned_data["taille_declaree"]
        return int(value) if value else None
