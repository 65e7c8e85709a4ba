"""A fiche action, as typed, in the order of the forms."""

from collections.abc import Iterable
from functools import cache
from typing import Any, ClassVar, Final

from django import forms

from maillage.core.facts import (
    ChiffreCite,
    CritereSmart,
    LienAction,
    Maturite,
    MissionAction,
    NatureLien,
    Priorite,
)
from maillage.dossiers import facts as bridge
from maillage.dossiers.models import Liste
from maillage.reference.regles import catalogue
from maillage.web.equipe import libelles
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import (
    Code,
    CodeEnum,
    Codes,
    DatePartielle,
    Texte,
    TexteLong,
)
from maillage.web.equipe.formulaires.etapes import Etapes
from maillage.web.equipe.formulaires.rangees import Colonne, Rangees
from maillage.web.typographie import fr

# What the team alone can say of an aim; the rest is checked.
DECLARES: Final = (CritereSmart.SPECIFIQUE, CritereSmart.AMBITIEUX, CritereSmart.REALISTE)
# A box that says « none », and the list that it is about.
_NONE: Final = (
    ("personne_encore", "acteurs"),
    ("sans_etape", "etapes"),
    ("sans_referent", "referents"),
    ("sans_chiffre", "chiffres"),
    ("sans_lien", "liens"),
    ("sans_critere", "criteres_smart"),
)


@cache
def _themes() -> dict[str, str]:
    """Return the themes under which the diagnosis says what is difficult."""
    tables = catalogue()
    themes = tables.lectures.textes["themes_problemes"]
    labels = {code: tables.codes.get(code, code) for code in themes}
    return {code: fr(label[:1].upper() + label[1:]) for code, label in labels.items()}


class FormulaireAction(Formulaire):
    faits: ClassVar[tuple[str, ...]] = (
        "titre",
        "mission",
        "priorite",
        "maturite",
        "debut",
        "fin",
        "contexte",
        "problemes",
        "chiffres",
        "existant",
        "objectif_prs",
        "finalite",
        "objectif_operationnel",
        "criteres_smart",
        "public",
        "description",
        "etapes",
        "acteurs",
        "referents",
        "liens",
        "liens_autres_actions",
        "ressources",
        "effets_attendus",
        "evaluation",
    )

    titre = Texte("Nom de l’action", required=True)
    mission = CodeEnum("Mission", MissionAction, libelles.MISSIONS)
    priorite = CodeEnum("Priorité", Priorite, libelles.PRIORITES)
    maturite = CodeEnum("Où elle en est", Maturite, libelles.MATURITES)
    debut = DatePartielle("Début")
    fin = DatePartielle("Fin")
    contexte = TexteLong("Le problème auquel elle répond")
    problemes = Codes(
        "Les difficultés du diagnostic qu’elle vise",
        {},
        help_text="Une action sans difficulté constatée se défend mal.",
    )
    chiffres = Rangees(
        "Les chiffres du diagnostic qui le montrent",
        ChiffreCite,
        (
            Colonne(nom="libelle", champ=Texte("Ce qui est compté"), large=True),
            Colonne(nom="valeur", champ=Texte("Valeur")),
            Colonne(nom="source", champ=Texte("Source")),
            Colonne(nom="indicateur", champ=Texte("Indicateur", widget=forms.HiddenInput)),
        ),
        mot="Chiffre",
        help_text="La valeur reste telle que vous l’écrivez ici, même si les données changent. Jamais un nom de patient.",
    )
    sans_chiffre = forms.BooleanField(label="Aucun chiffre à citer", required=False)
    existant = TexteLong("Ce qui existe déjà", help_text="Sur quoi l’action s’appuie.")
    objectif_prs = TexteLong("L’objectif du projet régional de santé qu’elle sert", rows=2)
    finalite = TexteLong("Ce qu’elle doit changer")
    objectif_operationnel = TexteLong("Ce que l’on fera, que l’on pourra compter")
    criteres_smart = Codes(
        "Ce que l’équipe peut affirmer de cet objectif",
        {str(code): libelles.CRITERES[code] for code in DECLARES},
        help_text="« Mesurable » et « daté » se vérifient tout seuls, d’après les indicateurs et les dates.",
    )
    sans_critere = forms.BooleanField(label="Rien de tout cela encore", required=False)
    public = TexteLong("Pour qui", rows=2)
    description = TexteLong("Comment")
    etapes = Etapes(
        "Étapes clés",
        help_text="Une date peut être une année, un mois ou un jour. Une ligne vidée disparaît ; des lignes libres reviennent après chaque enregistrement.",
    )
    sans_etape = forms.BooleanField(label="Aucune étape à distinguer", required=False)
    acteurs = Codes("Qui y prend part", {})
    personne_encore = forms.BooleanField(label="Personne n’y prend part encore", required=False)
    referents = Codes("Qui en répond", {}, help_text="Une ou plusieurs personnes de l’équipe.")
    sans_referent = forms.BooleanField(label="Personne n’en répond encore", required=False)
    liens = Rangees(
        "Les actions auxquelles elle tient",
        LienAction,
        (
            Colonne(nom="action", champ=Code("Action", {}, vide="Aucune"), large=True),
            Colonne(
                nom="nature",
                champ=forms.TypedChoiceField(
                    label="Lien",
                    choices=[(str(code), label) for code, label in libelles.NATURES_LIEN.items()],
                    coerce=NatureLien,
                    initial=NatureLien.COMPLEMENT.value,
                ),
            ),
        ),
        mot="Lien",
    )
    sans_lien = forms.BooleanField(label="Elle ne tient à aucune autre", required=False)
    liens_autres_actions = TexteLong("Ces liens, en quelques mots", rows=2)
    ressources = TexteLong("Les moyens", help_text="Temps, outils, financements, locaux.")
    effets_attendus = TexteLong("Ce que l’on en attend")
    evaluation = TexteLong("Comment on saura que cela marche")

    def __init__(
        self,
        *args: Any,
        acteurs: Iterable[tuple[str, str]] = (),
        referents: Iterable[tuple[str, str]] = (),
        actions: Iterable[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        written = self.initial.get("problemes") or ()
        known = _themes()
        others = [(word, word) for word in written if word not in known]
        listed = ("problemes", [*known.items(), *others])  # words typed before the list stay
        for name, choices in (listed, ("acteurs", acteurs), ("referents", referents)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 -- for mypy
            field.choices = list(choices)
        links = self.fields["liens"]
        assert isinstance(links, Rangees)  # noqa: S101 -- narrows the type for mypy
        links.choisir("action", actions)
        for box, name in _NONE:
            self.initial[box] = self.initial.get(name) == ()

    @property
    def _decided(self) -> frozenset[str]:
        return frozenset(name for _, name in _NONE)

    @classmethod
    def depuis(cls, record: Any) -> dict[str, Any]:
        """Read the columns, and the lists beside them."""
        if record is None:
            return {}
        (part,) = bridge.of_rows(Liste.ACTIONS, [record])
        return {"version": record.version} | {name: getattr(part, name) for name in cls.faits}

    def valeurs(self) -> dict[str, Any]:
        """Return the facts but for the acteurs, which the actions take apart."""
        return {name: value for name, value in super().valeurs().items() if name != "acteurs"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for box, name in _NONE:
            if not cleaned.get(box):
                continue
            if cleaned.get(name):
                self.add_error(name, fr("Cochez la case « aucune », ou remplissez : pas les deux."))
            cleaned[name] = ()
        return cleaned
