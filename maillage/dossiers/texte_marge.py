"""The words of the margin: short, never empty, kept as typed."""

from typing import Final

from django.core.exceptions import ValidationError

LONGEST: Final = 5_000


def checked(texte: str, *, champ: str = "texte", required: bool = True) -> str:
    """Return the text without the blanks around it; raise when it says nothing, or too much."""
    kept = texte.replace("\r\n", "\n").strip()
    if required and not kept:
        raise ValidationError({champ: "Écrivez quelques mots avant d’envoyer."})
    if len(kept) > LONGEST:
        too_many = len(kept) - LONGEST
        raise ValidationError(
            {champ: f"C’est trop long de {too_many} signes : un commentaire en tient {LONGEST}."}
        )
    return kept
