"""Reads a page as a browser does: in which direction does each word on it run?"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

WORD = "مرحبا"
ARABIC = f"{WORD} يا جاري!"
# Sentences that Python puts together for a list or a choice: a day, a place or a few words of ours,
# then what was typed. They run as Dutch does, and the typed words are read from the right in it.
SENTENCE = re.compile(rf"(\d{{4}}|\w+ \d+ \w+ ·|van|rond|park|[Aa]an),? “?{WORD}")
STRONG = re.compile(r"[A-Za-zÀ-ɏ\u0590-\u08ff]")
VOID = {*("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr")}


def is_arabic(letter: str) -> bool:
    """Whether this letter is written from the right."""
    return "\u0590" <= letter <= "\u08ff"


@dataclass
class Box:
    """An element that settles the direction of what is in it."""

    tag: str
    direction: str
    text: list[str] = field(default_factory=list)

    @property
    def rtl(self) -> bool:
        """The direction a browser computes: of the first strong letter, where it is `auto`."""
        if self.direction != "auto":
            return self.direction == "rtl"
        first = STRONG.search("".join(self.text))
        return first is not None and is_arabic(first[0])


class Directions(HTMLParser):
    """Reads a page as a browser does, to find Arabic that would run from the left."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, Box | None]] = []
        self.found: list[tuple[str, Box]] = []
        self.wrong: list[str] = []

    @property
    def box(self) -> Box:
        """The innermost element that settles the direction here."""
        return next(box for _tag, box in reversed(self.stack) if box is not None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; a field shows its value in its own direction."""
        own = dict(attrs)
        direction = own.get("dir") or ("auto" if tag == "bdi" else None)
        value = own.get("value") or ""
        shown = tag == "input" and own["type"] not in {"hidden", "radio", "checkbox"}
        if shown and ARABIC in value and direction != "auto":
            self.wrong.append(f"<input name={own.get('name')}>")
        if tag not in VOID:
            self.stack.append((tag, Box(tag, direction) if direction else None))

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and whatever in it was left open."""
        if any(tag == name for name, _box in self.stack):
            while self.stack.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Keep the text with the element that settles its direction."""
        tags = {tag for tag, _box in self.stack}
        # The title of a page follows the browser, not us.
        if not self.stack or tags & {"script", "style", "title"}:
            return
        self.box.text.append(data)
        if WORD in data and not SENTENCE.search(data):
            self.found.append((f"<{self.stack[-1][0]}> {' '.join(data.split())}", self.box))


def against(html: str) -> list[str]:
    """Return every place where Arabic would run from the left."""
    page = Directions()
    page.feed(html)
    return page.wrong + [where for where, box in page.found if not box.rtl]
