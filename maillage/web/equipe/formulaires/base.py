"""What every form of a dossier shares: its facts, the version it started from, its token."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, QueryDict


def envoi(request: HttpRequest) -> QueryDict | None:
    """Return what was posted, an empty form too; None when the page is only asked for."""
    return request.POST if request.method == "POST" else None


class Formulaire(forms.Form):
    """`faits` are the fields that are facts of the dossier, under the same names."""

    faits: ClassVar[tuple[str, ...]] = ()
    use_required_attribute = False  # the page explains in its own words, at the right place

    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    jeton = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        if "jeton" in self.fields:
            self.fields["jeton"].initial = uuid.uuid4
        for field in self.fields.values():
            field.error_messages["required"] = "À remplir."

    @classmethod
    def depuis(cls, record: object | None) -> dict[str, Any]:
        """Return what is recorded, by field, to be shown and corrected."""
        return {
            name: getattr(record, name) for name in (*cls.faits, "version") if hasattr(record, name)
        }

    def valeurs(self) -> dict[str, Any]:
        """Return the facts that were typed, by name; None where nothing was said.

        An empty answer recorded earlier (« sans structure ») stays one while nobody touches it.
        """
        return {name: self._valeur(name) for name in self.faits}

    def _valeur(self, name: str) -> Any:
        value, before = self.cleaned_data[name], self.initial.get(name)
        untouched = value is None and before is not None and not before and before is not False
        return before if untouched and name not in self._decided else value

    @property
    def _decided(self) -> frozenset[str]:
        """Fields of which a box of the form says whether they are empty."""
        return frozenset()

    def repartir(self, version: int) -> None:
        """Keep the answers, now started from the version that is recorded."""
        assert isinstance(self.data, QueryDict)  # noqa: S101 -- a posted form, for mypy
        data = self.data.copy()
        data[self.add_prefix("version")] = str(version)
        self.data = data

    def signaler(self, messages: Mapping[str, Sequence[str]]) -> None:
        """Show the refusals of an action beside the fields they are about."""
        for name, sentences in messages.items():
            for sentence in sentences:
                self.add_error(name if name in self.fields else None, sentence)
