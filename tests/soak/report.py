"""The result of a soak: printed, and kept in docs/soak.md."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from opbouw.machine.processes import ROOT

DOCUMENT = ROOT / "docs" / "soak.md"
START = "<!-- the last result: written by make soak -->"
NAMES = {
    "wijken_contactmoment": "contacts",
    "initiatieven_initiatief": "initiatives",
    "verzonden": "notes with a PDF sent",
    "beantwoord": "notes answered",
}


def table(
    requests: Mapping[str, Any],
    *,
    faults: Sequence[str],
    accepted: Mapping[str, int],
    memory: Mapping[str, tuple[float, float]],
    doubled: int,
    wrong: Sequence[str],
) -> str:
    """Return the whole result in Markdown."""
    answers = ", ".join(f"{status or 'none'}: {n}" for status, n in requests["answers"].items())
    happened = ", ".join(f"{name} {n}×" for name, n in sorted(Counter(faults).items()))
    kept = ", ".join(f"{n} {NAMES[name]}" for name, n in sorted(accepted.items()))
    times = (
        f"median {requests['median']:.2f} s, 99% within {requests['p99']:.1f} s, "
        f"longest {requests['longest']:.1f} s"
    )
    lines = [
        "| what | result |",
        "|---|---|",
        f"| requests | {requests['requests']}, by answer {answers} |",
        f"| time of a request | {times} |",
        f"| what was broken | {happened} |",
        f"| accepted | {kept} |",
        f"| mails that came twice | {doubled} |",
        *(
            f"| memory of {name}, second and last quarter | {early:.0f} and {late:.0f} MB |"
            for name, (early, late) in memory.items()
        ),
        f"| **lost, doubled or left behind** | **{'; '.join(wrong) or 'nothing'}** |",
    ]
    return "\n".join(lines)


def keep(text: str) -> None:
    """Replace everything under the mark in the document by this result."""
    before, mark, _ = DOCUMENT.read_text(encoding="utf-8").partition(START)
    DOCUMENT.write_text(f"{before}{mark}\n\n{text}\n", encoding="utf-8")
