"""What an area file turned out to hold, and how each refusal is said."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from wijken.actions.gebied import NieuwGebied


class FileError(Exception):
    """A file that cannot be read at all; the message is one Dutch sentence."""


class FeatureError(ValueError):
    """An area that is refused: its code as far as known, the reason, and what it is about."""

    def __init__(self, code: str, reason: str, detail: str = "") -> None:
        super().__init__(f"{code}: {reason}")
        self.code = code
        self.reason = storable(reason)
        self.detail = storable(detail)


def storable(said: str) -> str:
    """Return what a file says as a text that a database takes: no NUL, no half a letter."""
    return "".join(c if c.isprintable() else "?" for c in said)


@dataclass
class Inhoud:
    """What a file holds: areas with those above them, and what was left out."""

    gebieden: list[NieuwGebied] = field(default_factory=list)
    kapot: list[FeatureError] = field(default_factory=list)
    water: int = 0
    buitenland: int = 0
    opmerkingen: list[str] = field(default_factory=list)

    def overgeslagen(self) -> list[str]:
        """Return one sentence per cause: its number and an example, most frequent first."""
        causes: dict[str, list[FeatureError]] = defaultdict(list)
        for error in self.kapot:
            causes[error.reason].append(error)
        return [_sentence(errors) for errors in sorted(causes.values(), key=len, reverse=True)]


def _sentence(errors: list[FeatureError]) -> str:
    first = errors[0]
    said = f"{first.reason} ({first.detail})" if first.detail else first.reason
    if len(errors) == 1:
        return f"{first.code} {said}."
    return f"{len(errors)} keer, bijvoorbeeld {first.code}: {said}."
