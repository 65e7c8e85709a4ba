"""What waits for what: steps of the calendar and actions, tied together."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependance:
    """`apres` does not start before the end of `avant`.

    Each is « etape: » and a code of the calendar, or « action: » and the id of an action.
    """

    avant: str
    apres: str
