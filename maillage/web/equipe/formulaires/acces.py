"""Forms about who is in the team: an invitation, roles, handing over."""

from typing import Any, Final

from django import forms
from django.utils.html import format_html

from maillage.reference import permissions
from maillage.reference.permissions import HEADS, Role
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.champs import Courriel
from maillage.web.typographie import fr

NOMS: Final = permissions.table().roles


def nom(role: str) -> str:
    """Return the name of a role, as a title."""
    label = NOMS.get(role, role)
    return label[:1].upper() + label[1:]


def _choices() -> list[tuple[str, str]]:
    """Return each role with the sentence that says what it may do, below its name."""
    sentence = '<b>{}</b> <span class="mini">{}</span>'
    return [
        (role.value, format_html(sentence, nom(role), fr(permissions.phrase(role))))
        for role in Role
    ]


class FormulaireInvitation(Formulaire):
    email = Courriel(
        "Son adresse électronique",
        required=True,
        help_text="L’invitation n’ouvrira le dossier qu’à cette adresse.",
    )
    role = forms.ChoiceField(
        label="Son rôle", choices=_choices, initial=Role.MEMBRE, widget=forms.RadioSelect
    )


class FormulaireRoles(Formulaire):
    """`avant` are the roles that the page showed: only what the person changed is changed."""

    roles = forms.MultipleChoiceField(
        label="Ses rôles", required=False, choices=_choices, widget=forms.CheckboxSelectMultiple
    )
    avant = forms.MultipleChoiceField(
        required=False,
        choices=[(role.value, role.value) for role in Role],
        widget=forms.MultipleHiddenInput,
    )

    def added(self) -> set[Role]:
        return self._set("roles") - self._set("avant")

    def removed(self) -> set[Role]:
        return self._set("avant") - self._set("roles")

    def _set(self, name: str) -> set[Role]:
        return {Role(value) for value in self.cleaned_data[name]}


class FormulaireRelais(Formulaire):
    role = forms.ChoiceField(label="Le rôle que vous passez", widget=forms.RadioSelect)
    personne = forms.ChoiceField(label="À qui", widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, roles: list[str], personnes: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        held = [role.value for role in HEADS if role.value in roles]
        role, personne = self.fields["role"], self.fields["personne"]
        assert isinstance(role, forms.ChoiceField)  # noqa: S101 -- declared above, for mypy
        assert isinstance(personne, forms.ChoiceField)  # noqa: S101 -- declared above, for mypy
        role.choices = [(value, nom(value)) for value in held]
        role.initial = held[0] if len(held) == 1 else None
        personne.choices = [(str(pk), name) for pk, name in personnes]
