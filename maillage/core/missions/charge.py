"""Is the team promising too much at once? Marks to talk about, never a refusal."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from maillage.core.facts import ActionPrevue, Maturite, Priorite
from maillage.core.missions.modele import Reperes


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerte:
    """Something to talk about, with the actions concerned."""

    phrase: str
    actions: tuple[str, ...]  # their ids


def alertes(
    actions: Iterable[ActionPrevue], reperes: Reperes, noms: dict[str, str]
) -> tuple[Alerte, ...]:
    """Return the warnings; `noms` says how each person of the team is called."""
    left = [action for action in actions if action.maturite is not Maturite.ACHEVEE]
    return (*_urgent(left, reperes), *_same_month(left, reperes), *_alone(left, reperes, noms))


def _urgent(actions: list[ActionPrevue], reperes: Reperes) -> Iterator[Alerte]:
    urgent = tuple(one.id for one in actions if one.priorite is Priorite.HAUTE)
    if len(urgent) > reperes.priorites_hautes:
        yield Alerte(
            phrase=(
                f"{len(urgent)} actions sont en priorité haute. Au-delà de "
                f"{reperes.priorites_hautes}, plus rien n’est prioritaire : lesquelles peuvent "
                "attendre ?"
            ),
            actions=urgent,
        )


def _same_month(actions: list[ActionPrevue], reperes: Reperes) -> Iterator[Alerte]:
    """Actions whose start names a month; a year alone leaves time to spread them."""
    starts: dict[tuple[int, int], list[str]] = {}
    for one in actions:
        if one.debut is not None and one.debut.month is not None:
            starts.setdefault((one.debut.year, one.debut.month), []).append(one.id)
    for (year, month), ids in sorted(starts.items()):
        if len(ids) > reperes.departs_par_mois:
            yield Alerte(
                phrase=(
                    f"{len(ids)} actions commencent en {month:02d}/{year}. Étalez-les si vous le "
                    "pouvez : un départ demande du temps à tous."
                ),
                actions=tuple(ids),
            )


def _alone(actions: list[ActionPrevue], reperes: Reperes, noms: dict[str, str]) -> Iterator[Alerte]:
    counted = Counter(who for one in actions for who in one.referents or ())
    for who, count in counted.most_common():
        if count > reperes.actions_par_referent:
            yield Alerte(
                phrase=(
                    f"{noms.get(who, who)} répond de {count} actions. Avec plus de "
                    f"{reperes.actions_par_referent}, cherchez un relais."
                ),
                actions=tuple(one.id for one in actions if who in (one.referents or ())),
            )
