"""The table: printed, and kept in docs/bench.md."""

import os
import platform
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.timing import Moment, Ratio, Visit

if TYPE_CHECKING:  # that module takes the line on the machine from this one
    from tests.bench.scale.compare import Line
    from tests.bench.scale.country import Export

START = "<!-- the last result: written by make bench -->"


def table(
    ratios: Sequence[Ratio],
    moments: Sequence[Moment],
    statements: Mapping[str, tuple[int, int]],
    queries: Mapping[str, int],
    sizes: tuple[int, int],
) -> str:
    """Return the whole result in Markdown; the sizes are those that the queries were counted at."""
    lines = [
        "| what | ours, ms | against | bare, ms | ratio |",
        "|---|---:|---|---:|---:|",
        *(
            f"| {one.name} | {one.ours:.2f} | {one.bare_name} | {one.bare:.2f} |"
            f" **{one.ratio:.2f}**{_aim(one)} |"
            for one in ratios
        ),
        "",
        "| as information, through gunicorn | ms |",
        "|---|---:|",
        *(f"| {one.name} (`{one.note}`) | {one.ms:.1f} |" for one in moments),
        "",
        "| statements of an action | the sending | the page after it |",
        "|---|---:|---:|",
        *(f"| {name} | {sent} | {read} |" for name, (sent, read) in statements.items()),
        "",
        f"| queries of a list, the same among {sizes[0]:,} and {sizes[1]:,} contacts | number |",
        "|---|---:|",
        *(f"| `{path}` | {number} |" for path, number in queries.items()),
    ]
    return "\n".join(lines)


def lists(lines: "Sequence[Line]", exports: "Sequence[Export]") -> str:
    """Return the lists and searches among many contacts and few, and the lists taken out."""
    return "\n".join(
        [
            "| among 1,000,000 contacts | ms CPU | among 10,000 | ratio (aim: at most 1.5) |",
            "|---|---:|---:|---:|",
            *(
                f"| {one.name} | {one.many.cpu:.1f} | {one.few.cpu:.1f} | **{one.ratio:.2f}** |"
                for one in lines
            ),
            "",
            "| a list taken out | rows | rows a second | MB at most (aim: at most 150) | before |",
            "|---|---:|---:|---:|---:|",
            *(
                f"| contacts as {one.vorm} | {one.rows:,} | {one.rows / one.seconds:,.0f} |"
                f" **{one.megabytes:.0f}** | {one.before:.0f} |"
                for one in exports
            ),
        ]
    )


def visits(found: Sequence[Visit]) -> str:
    """Return how long Noteer takes on a slow phone."""
    return "\n".join(
        [
            "| Noteer ready to type, a processor slowed 4 times and slow 3G | s | aim |",
            "|---|---:|---:|",
            *(f"| {one.name} | **{one.seconds:.1f}** | under {one.aim:.0f} |" for one in found),
        ]
    )


def machine(database: str) -> str:
    """Return when and on what this was measured."""
    processor = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            processor = line.partition(":")[2].strip()
            break
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    load = os.getloadavg()[1]
    return (
        f"{datetime.now().astimezone():%Y-%m-%d %H:%M} on {cores} cores ({processor}), "
        f"{gigabytes:.0f} GB; Python {platform.python_version()}, Django {version('django')}, "
        f"{database}, WeasyPrint {version('weasyprint')}; load over the last five minutes "
        f"{load:.1f}."
    )


def keep(path: Path, text: str) -> None:
    """Replace everything under the mark in the document by this result."""
    before, mark, _ = path.read_text(encoding="utf-8").partition(START)
    assert mark, f"{path} has lost its mark"
    path.write_text(f"{before}{mark}\n\n{text}\n", encoding="utf-8")


def _aim(one: Ratio) -> str:
    return f" (aim: at most {one.aim})" if one.aim is not None else ""
