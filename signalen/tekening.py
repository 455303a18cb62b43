"""What moved from line to line, drawn: told apart by shape and number, not by colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from signalen.inhoud import Lijn
from signalen.verantwoording import Lijnstap

WIDTH = 420  # about as wide as it is shown on a phone
ROOM = 140  # between two lines
ROW = 150
RADIUS = 32
LIJNEN: Sequence[Lijn] = ("verbinden", "overbruggen", "koppelen")
# The shapes of `lijn-…` in the sprite, in a box of 22 by 18.
SHAPES: Mapping[Lijn, SafeString] = {
    "verbinden": SafeString(
        '<circle cx="8" cy="9" r="5.5"></circle><circle cx="14" cy="9" r="5.5"></circle>'
    ),
    "overbruggen": SafeString(
        '<path d="M2 15C5 3 17 3 20 15"></path><circle cx="2.6" cy="15" r="1.6"></circle>'
        '<circle cx="19.4" cy="15" r="1.6"></circle>'
    ),
    "koppelen": SafeString('<path d="M2 16h5v-5h5V6h3"></path><path d="M15 1.5h5.5V7H15z"></path>'),
}
# On paper no style sheet reaches into the drawing.
PAPER = {
    "vul-geen": {"fill": "none"},
    "vul-papier": {"fill": "#ffffff"},
    "vul-inkt": {"fill": "#1e2330"},
    "vul-inkt-zacht": {"fill": "#545b6b"},
    "vul-vlak": {"fill": "#ffffff"},
    "streep-verbinden": {"stroke": "#a44a12"},
    "streep-overbruggen": {"stroke": "#17706a"},
    "streep-koppelen": {"stroke": "#3f46a8"},
    "streep-inkt": {"stroke": "#1e2330"},
    "streep-rand-sterk": {"stroke": "#8a8577"},
}
FONT = "Opbouw Tekst"


@dataclass(frozen=True)
class _Pen:
    """Writes what something looks like: as classes on a page, as colours on paper."""

    paper: bool

    def __call__(self, klasse: str) -> SafeString:
        if not self.paper:
            return format_html(' class="{}"', klasse)
        values: dict[str, str] = {}
        for name in klasse.split():
            values |= PAPER[name]
        return format_html_join("", ' {}="{}"', values.items())

    def text(self, x: float, y: float, size: int, said: str, *, bold: bool = False) -> SafeString:
        own = self("vul-inkt" if bold else "vul-inkt-zacht")
        family = format_html(' font-family="{}"', FONT) if self.paper else ""
        return format_html(
            '<text{}{} x="{}" y="{}" font-size="{}" font-weight="{}" text-anchor="middle">'
            "{}</text>",
            own,
            family,
            x,
            y,
            size,
            700 if bold else 400,
            said,
        )


def movement_svg(stappen: Sequence[Lijnstap], *, paper: bool = False) -> SafeString:
    """Return the three lines with what went between them; nothing when nothing did.

    It is hidden from screen readers: the table beside it says the same.
    """
    numbers = {(one.van, one.naar): one.aantal for one in stappen if one.aantal}
    if not numbers:
        return SafeString()
    pen = _Pen(paper)
    said = "; ".join(f"{one.weg}: {one.aantal}" for one in stappen if one.aantal)
    steps = [LIJNEN.index(naar) - LIJNEN.index(van) for van, naar in numbers]
    top = {2: 0, 1: 56}.get(max(steps), 100)
    height = {-1: 284, -2: 330}.get(min(steps), 238) - top
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="beweging" aria-hidden="true"'
        ' viewBox="0 {} {} {}"{}>{}{}{}</svg>',
        top,
        WIDTH,
        height,
        format_html(' width="{}" height="{}"', WIDTH, height) if paper else "",
        # What a screen reader says of the picture in a PDF.
        format_html("<title>{}</title>", said) if paper else "",
        format_html_join(
            "",
            "{}",
            (
                (_arrow(pen, van, naar, number),)
                for (van, naar), number in numbers.items()
                if van != naar
            ),
        ),
        format_html_join(
            "", "{}", ((_line(pen, lijn, numbers.get((lijn, lijn), 0)),) for lijn in LIJNEN)
        ),
    )


def _x(lijn: Lijn) -> int:
    return 70 + ROOM * LIJNEN.index(lijn)


def _line(pen: _Pen, lijn: Lijn, stayed: int) -> SafeString:
    x = _x(lijn)
    return format_html(
        '<g><circle{} cx="{}" cy="{}" r="{}" stroke-width="2"></circle>'
        '<g{} transform="translate({} {}) scale(1.9)" stroke-width="2">{}</g>{}{}</g>',
        pen(f"vul-vlak streep-{lijn}"),
        x,
        ROW,
        RADIUS,
        pen(f"vul-geen streep-{lijn}"),
        x - 20.9,
        ROW - 17.1,
        SHAPES[lijn],
        pen.text(x, ROW + RADIUS + 20, 14, lijn, bold=True),
        pen.text(x, ROW + RADIUS + 38, 13, _stayed(stayed)) if stayed else "",
    )


def _stayed(number: int) -> str:
    return ngettext("%(n)d bleef hier", "%(n)d bleven hier", number) % {"n": number}


def _arrow(pen: _Pen, van: Lijn, naar: Lijn, number: int) -> SafeString:
    steps = LIJNEN.index(naar) - LIJNEN.index(van)
    forward = steps > 0
    side = 1 if forward else -1
    # To the next line low, over it high; what went back runs below the words.
    y = ROW - RADIUS - 4 if forward else ROW + RADIUS + 48
    lift, room = (28, 18) if abs(steps) == 1 else (78, -4)
    lift *= side
    start, end = _x(van) + room * side, _x(naar) - room * side
    middle, top = (start + end) / 2, y - lift
    return format_html(
        '<g><path{} d="M{} {}Q{} {} {} {}" stroke-width="{}"></path>'
        '<path{} d="M{} {}l{} {}h{}z"></path>'
        '<circle{} cx="{}" cy="{}" r="13" stroke-width="1.5"></circle>{}</g>',
        pen("vul-geen streep-inkt"),
        *(start, y, middle, y - 2 * lift, end, y - 4 * side),
        min(2 + number * 0.5, 7),
        pen("vul-inkt"),
        *(end, y + 2 * side, -8, -11 * side, 16),
        pen("vul-vlak streep-inkt"),
        middle,
        top,
        pen.text(middle, top + 4.5, 13, str(number), bold=True),
    )
