"""Draws the floors and rooms of the house from the import graph, for docs/house.md.

    python -m opbouw.machine.house

The drawing is the same on every machine, so that a test can hold it against the code.
"""

from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import grimp

ROOT = Path(__file__).resolve().parents[2]
DRAWING = ROOT / "docs" / "beeld" / "huis.svg"
PACKAGES = ("opbouw", "wijken", "initiatieven", "signalen")

WIDTH, MARGIN, GAP = 880, 24, 10
ROOM_HEIGHT, HEAD, FOOT = 30, 34, 12
LETTER = 8.8  # the average width of a letter in the drawing's type, in pixels
STYLE = """
    svg { color-scheme: light dark; font: 14px system-ui, sans-serif; }
    text { fill: #1c2b33; }
    .floor { fill: #f4f1ea; stroke: #b9b2a3; }
    .room { fill: #ffffff; stroke: #8a8478; }
    .small { font-size: 12px; fill: #55616a; }
    .name { font-weight: 600; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e8ecee; }
      .floor { fill: #20282d; stroke: #4c565d; }
      .room { fill: #2c363c; stroke: #6b767d; }
      .small { fill: #aeb8be; }
    }
"""


@dataclass(frozen=True)
class Floor:
    """One floor: its name, the package in it, and what it is for."""

    name: str
    package: str
    purpose: str


# From the roof down; the machine is beside the house, for no app imports it.
FLOORS = (
    Floor("the roof", "opbouw", "pages that combine all apps"),
    Floor("signalen", "signalen", "signal, duiding, note, answer, telling back"),
    Floor("initiatieven", "initiatieven", "residents' plans"),
    Floor("wijken", "wijken", "areas, people, access, contacts"),
    Floor("the ground", "opbouw.lib", "knows nothing of the domain"),
    Floor("the machine", "opbouw.machine", "starts the services; no app imports it"),
)


def floor_of(module: str) -> str:
    """Return the package of the floor that a module is on."""
    inner = [floor.package for floor in FLOORS if floor.package.startswith("opbouw.")]
    for package in inner:
        if module == package or module.startswith(f"{package}."):
            return package
    return module.partition(".")[0]


def room_of(module: str) -> str:
    """Return the room of a module: the part of its name right below its floor."""
    return module.removeprefix(floor_of(module)).removeprefix(".").partition(".")[0]


def draw() -> str:
    """Return the drawing as SVG: the rooms of each floor, and the floors it imports from.

    Names only, no counts: a new room or a new arrow changes it, an ordinary commit does not.
    """
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    modules = [name for name in sorted(graph.modules) if ".migrations" not in name]
    rooms = sorted({(floor_of(name), room_of(name)) for name in modules if room_of(name)})
    arrows = {
        (floor_of(importer), floor_of(imported))
        for importer in modules
        for imported in graph.find_modules_directly_imported_by(importer)
    }
    parts: list[str] = []
    top = MARGIN
    for floor in FLOORS:
        inside = [room for package, room in rooms if package == floor.package]
        below = [
            other.name
            for other in FLOORS
            if other != floor and (floor.package, other.package) in arrows
        ]
        block, height = _draw_floor(floor, inside, below, top)
        parts += block
        top += height + GAP
    height = top + MARGIN - GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        ' aria-label="The floors of Opbouw, each with its rooms">\n'
        f"  <style>{STYLE}  </style>\n" + "\n".join(parts) + "\n</svg>\n"
    )


def _draw_floor(
    floor: Floor, rooms: list[str], below: list[str], top: int
) -> tuple[list[str], int]:
    left, line = MARGIN + 12, top + HEAD
    drawn: list[str] = []
    x = left
    for room in rooms:
        width = round(len(room) * LETTER + 20)
        if x + width > WIDTH - MARGIN - 12:
            x, line = left, line + ROOM_HEIGHT + 8
        drawn.append(_box("room", x, line, width, ROOM_HEIGHT))
        drawn.append(_text("", x + 10, line + 20, room))
        x += width + 8
    bottom = line + ROOM_HEIGHT + FOOT
    if below:
        drawn.append(_text("small", left, bottom + 6, f"imports from {', '.join(below)}"))
        bottom += 18
    height = bottom - top
    beside = left + round(len(floor.name) * LETTER) + 12
    head = [
        _box("floor", MARGIN, top, WIDTH - 2 * MARGIN, height),
        _text("name", left, top + 22, floor.name),
        _text("small", beside, top + 22, floor.purpose),
    ]
    return [*head, *drawn], height


def _box(kind: str, x: int, y: int, width: int, height: int) -> str:
    return f'  <rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{height}" rx="6"/>'


def _text(kind: str, x: int, y: int, words: str) -> str:
    return f'  <text class="{kind}" x="{x}" y="{y}">{escape(words)}</text>'


def main() -> None:
    """Write the drawing."""
    DRAWING.write_text(draw())


if __name__ == "__main__":
    main()
