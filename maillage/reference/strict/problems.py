"""What is wrong in a file, for a person to mend."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: where, and what."""

    message: str
    field: str = ""  # « equipe[3].profession »; "" for the file itself
    line: int | None = None  # from 1; None when the format gives none (JSON)

    def __str__(self) -> str:
        where = [f"ligne {self.line}"] if self.line else []
        where += [f"champ « {self.field} »"] if self.field else []
        return f"{', '.join(where)} : {self.message}" if where else self.message


class Problems(Exception):
    """A file that cannot be accepted, with everything that was found wrong in it."""

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.name = name
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{name} : {problem}" for problem in self.problems))
