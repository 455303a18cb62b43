"""What a visitor can do to a log: one line a request, of a bounded length, and not for ever.

The lines before and after an attack must still be there, and be lines of ours.
"""

import logging
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakSet

MOST = 30
SECONDS = 60
LONGEST = 500
# A traceback of ours is a tenth of this.
LONGEST_TRACEBACK = 40_000
# C0, DEL and C1, separators of lines, and what turns the direction of reading.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_CONTROL_IN_TRACEBACK = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
# Mistakes of whoever asks: the place in Django where they are found says nothing.
_OF_A_VISITOR = "django.security."

Site = tuple[object, ...]


@dataclass
class Window:
    """How often one line of code has logged since a moment."""

    start: float
    seen: int = 0


class LimitRepeats(logging.Filter):
    """Lets one line of code warn thirty times a minute, in each process; says how many it left out.

    Stands before the filters that change a message, and leaves its words to `Bounded`.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.clock = clock
        self.windows: dict[Site, Window] = {}
        self.lock = threading.Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep a record, unless many came from the same place in the code."""
        if record.levelno < logging.WARNING:
            return True
        site, now = _site(record), self.clock()
        with self.lock:
            window, left_out = self.windows.get(site), 0
            if window is None or now - window.start >= SECONDS:
                left_out = max(0, window.seen - MOST) if window else 0
                window = self.windows[site] = Window(now)
            window.seen += 1
            seen = window.seen
        notes = [f"{left_out} like this were left out before"] if left_out else []
        if seen == MOST:
            notes.append("more like this are left out for a minute")
        record.flood = f" ({'; '.join(notes)})" if notes else ""
        return seen <= MOST


class Bounded(logging.Filter):
    """Writes a record as one line without control characters, and one record for a request.

    Stands last, so that nothing makes a message longer again.
    """

    def __init__(self) -> None:
        super().__init__()
        self.told: WeakSet[object] = WeakSet()

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the first record of a request, within its bounds."""
        request = getattr(record, "request", None)
        if request is not None:
            if request in self.told:
                return False
            self.told.add(request)
        text = _escaped(_CONTROL, record.getMessage(), LONGEST)
        record.msg, record.args = text + getattr(record, "flood", ""), None
        if record.name.startswith(_OF_A_VISITOR):
            record.exc_info = record.exc_text = None
        elif record.exc_text:
            # Made by the filter before this one; a formatter adds nothing to it.
            record.exc_text = _escaped(_CONTROL_IN_TRACEBACK, record.exc_text, LONGEST_TRACEBACK)
        return True


def _site(record: logging.LogRecord) -> Site:
    """Return the place in the code, for an error also where it was raised: no word of a visitor."""
    place: Site = (record.name, record.levelno, record.pathname, record.lineno)
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return (*place, getattr(record, "status_code", 0))
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = (frame.tb_frame.f_code.co_filename, frame.tb_lineno) if frame else ()
    return (*place, type(error).__qualname__, *where)


def _escaped(control: re.Pattern[str], text: str, longest: int) -> str:
    more = len(text) - longest
    kept = control.sub(lambda found: found[0].encode("unicode_escape").decode(), text[:longest])
    return f"{kept}… ({more} more characters)" if more > 0 else kept
