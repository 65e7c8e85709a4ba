"""Name those who take part in an action, by their codes."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from maillage.dossiers.models import Acteur, ActionPrevue, Etablissement, Personne


def name(action: ActionPrevue, codes: Sequence[str] | None) -> None:
    """Replace the acteurs; None: nobody answered yet; empty: nobody takes part."""
    people = {row.code: row for row in Personne.objects.filter(dossier=action.dossier_id)}
    places = {row.code: row for row in Etablissement.objects.filter(dossier=action.dossier_id)}
    rows = []
    for rang, code in enumerate(codes or ()):
        if code not in people and code not in places:
            raise ValidationError(
                {"acteurs": f"« {code[:60]} » n’est plus dans l’équipe ni dans les établissements."}
            )
        place = None if code in people else places[code]
        rows.append(
            Acteur(action=action, rang=rang, personne=people.get(code), etablissement=place)
        )
    Acteur.objects.filter(action=action).delete()
    Acteur.objects.bulk_create(rows)
    action.sans_acteur = codes is not None and not rows
    action.save(update_fields=["sans_acteur"])
