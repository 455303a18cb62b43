"""How well the check on free text finds what it must: `python -m tests.lib.text.measure`.

Each sentence of `zinnen.tsv` says which kinds must be found in it. Precision is how many of the
finds are right, recall how many of what is there is found; both on the server and on the device.
With `--write` the table goes into docs/free-text.md too.
"""

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import django

from opbouw.lib.text.freetext import Finding, Kind, check_text
from tests.lib.text.device import check_on_device
from tests.services import ROOT

SENTENCES = Path(__file__).with_name("zinnen.tsv")
DOCUMENT = ROOT / "docs" / "free-text.md"
_BEGIN, _END = "<!-- measured -->\n", "<!-- /measured -->"

Check = Callable[[Sequence[str]], list[list[Finding]]]


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
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    rows = [line.partition("\t") for line in lines if not line.startswith("#")]
    return [(text, [Kind(name) for name in kinds.split()]) for text, _, kinds in rows]


def on_server(texts: Sequence[str]) -> list[list[Finding]]:
    """Check every text here."""
    return [check_text(text) for text in texts]


def measure(check: Check) -> Measured:
    """Check every sentence and count."""
    result = Measured()
    rows = sentences()
    for (text, expected), findings in zip(rows, check([text for text, _ in rows]), strict=True):
        there, found = Counter(expected), Counter(one.kind for one in findings)
        for kind, score in result.scores.items():
            right = min(there[kind], found[kind])
            score.right += right
            score.wrong += found[kind] - right
            score.missed += there[kind] - right
        if there != found:
            must, seen = (" ".join(sorted(one.elements())) or "-" for one in (there, found))
            result.differences.append(f"| {text} | {must} | {seen} |")
    return result


def table(server: Measured, device: Measured) -> str:
    """The scores for people, and the sentences in which something went wrong on the server."""
    heads = ["kind", "precision, server", "recall, server", "precision, device", "recall, device"]
    heads += ["right", "wrong", "missed"]
    lines = ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
    for kind, one in server.scores.items():
        there = device.scores[kind]
        figures = (one.precision, one.recall, there.precision, there.recall)
        cells = " | ".join(f"{figure:.2f}" for figure in figures)
        lines.append(f"| {kind} | {cells} | {one.right} | {one.wrong} | {one.missed} |")
    lines += ["", "| wrong in | must be | is |", "|---|---|---|", *server.differences]
    return "\n".join(lines) + "\n"


def with_table(document: str, measured: str) -> str:
    """Return the document with this table in it."""
    head, _, rest = document.partition(_BEGIN)
    return head + _BEGIN + measured + _END + rest.partition(_END)[2]


def main() -> None:
    """Print the table, and write it where it is kept when that is asked."""
    measured = table(measure(on_server), measure(check_on_device))
    sys.stdout.write(measured)
    if "--write" in sys.argv:
        document = DOCUMENT.read_text(encoding="utf-8")
        DOCUMENT.write_text(with_table(document, measured), encoding="utf-8")


if __name__ == "__main__":
    django.setup()
    main()
