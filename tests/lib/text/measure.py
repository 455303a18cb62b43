"""How well the check on free text finds what it must: `python -m tests.lib.text.measure`.

Each sentence of `zinnen.tsv` says which kinds must be found in it. Precision is how many of the
finds are right, recall how many of what is there is found.
"""

import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import django

from opbouw.lib.text.freetext import Kind, check_text

TABLE = Path(__file__).with_name("zinnen.tsv")


@dataclass
class Score:
    """The finds of one kind: right, not there, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """How many of the finds are right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """How many of what is there is found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


@dataclass
class Measured:
    """All scores, and the sentences in which something went wrong."""

    scores: dict[Kind, Score] = field(default_factory=lambda: {kind: Score() for kind in Kind})
    differences: list[str] = field(default_factory=list)


def sentences() -> list[tuple[str, list[Kind]]]:
    """The table: each sentence with the kinds in it."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.partition("\t") for line in lines if not line.startswith("#")]
    return [(text, [Kind(name) for name in kinds.split()]) for text, _, kinds in rows]


def measure() -> Measured:
    """Check every sentence and count."""
    result = Measured()
    for text, expected in sentences():
        there, found = Counter(expected), Counter(one.kind for one in check_text(text))
        for kind, score in result.scores.items():
            right = min(there[kind], found[kind])
            score.right += right
            score.wrong += found[kind] - right
            score.missed += there[kind] - right
        if there != found:
            result.differences.append(f"{text}  must be {list(there)}, is {list(found)}")
    return result


def table(result: Measured) -> str:
    """The scores for people."""
    lines = [f"{'kind':15}{'precision':>10}{'recall':>8}{'right':>7}{'wrong':>7}{'missed':>8}"]
    lines += [
        f"{kind.value:15}{one.precision:10.2f}{one.recall:8.2f}"
        f"{one.right:7}{one.wrong:7}{one.missed:8}"
        for kind, one in result.scores.items()
    ]
    return "\n".join([*lines, *result.differences])


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(table(measure()) + "\n")
