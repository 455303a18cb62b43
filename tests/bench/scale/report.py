"""The table under *At scale* in docs/bench.md, between its own marks."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.bench.scale.compare import Line

BEGIN = "<!-- at scale: written by make bench-scale -->"
END = "<!-- end of at scale -->"


def table(lines: Sequence[Line], kinds: Sequence[str], closed: Sequence[str]) -> str:
    """Return every page as a row, and below it what is above an aim, the worst first."""
    rows: dict[str, dict[str, Line]] = {}
    for line in lines:
        rows.setdefault(line.name, {})[line.kind] = line
    heads = "".join(f" {kind}: CPU / wall | ratio |" for kind in kinds)
    text = [
        f"| page | statements |{heads}",
        "|---|---:|" + "---:|---:|" * len(kinds),
        *(_row(name, found, kinds) for name, found in rows.items()),
        "",
        "Above an aim, the worst first:",
        "",
        *(above(lines) or ["Nothing."]),
    ]
    if closed:
        text += ["", f"Not read, for nobody here can open them: {', '.join(closed)}."]
    return "\n".join(text)


def above(lines: Iterable[Line]) -> list[str]:
    """Return a point for each page that is above an aim."""
    found = [(line, list(line.findings())) for line in lines]
    worst = sorted((one for one in found if one[1]), key=lambda one: -one[0].many.cpu)
    return [
        f"- `{line.name}`, {line.kind} ({line.who}): {'; '.join(points)}" for line, points in worst
    ]


def keep(path: Path, text: str) -> None:
    """Replace what stands between the marks."""
    before, begin, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    assert begin, f"{path} has lost its first mark"
    assert end, f"{path} has lost its last mark"
    path.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")


def _row(name: str, found: dict[str, Line], kinds: Sequence[str]) -> str:
    statements = max(line.many.statements for line in found.values())
    cells = "".join(_cells(found.get(kind)) for kind in kinds)
    return f"| {name} | {statements} |{cells}"


def _cells(line: Line | None) -> str:
    # A page that this organisation has no row for.
    if line is None:
        return " none | |"
    return f" {line.many.cpu:.0f} / {line.many.wall:.0f} | **{line.ratio:.2f}** |"
