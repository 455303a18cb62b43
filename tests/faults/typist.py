"""Somebody who fills in every field of every form with a word that is found again anywhere."""

import base64
import binascii
import itertools
import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html.parser import HTMLParser
from urllib.parse import urlencode

from opbouw.lib.web import pow  # noqa: A004 -- named after the thing; the built-in is not used
from tests.faults.world import Clocked

# It says nothing, so no check on personal data stops it.
WORD = "kanarievogeltje"
TIMES = 6
# A robot's field, a child's details, which are a parent's, and what takes no word.
LEFT_OPEN = {pow.HONEYPOT, "jonger", "van_ouder", "telefoon", "besluit_link"}
_ENCODED = re.compile(rb"[A-Za-z0-9+/]{16,}={0,2}")
_numbers = itertools.count(1)

Pairs = list[tuple[str, str]]


class Typist(Clocked):
    """A member or a resident who sends every form several times at once."""

    def fill_in(self, path: str) -> set[int]:
        """Fill in the form of this page, press several times at once; returns the statuses."""
        page = self.get(path)
        fields = _Forms(page).filled()
        if "altcha" in page:
            fields.append(("altcha", pow.solve(json.loads(self.get("/altcha/")))))
        data = urlencode(fields).encode()
        with ThreadPoolExecutor(TIMES) as presses:
            return set(presses.map(lambda _: self._ask(path, data, {})[0], range(TIMES)))


class _Forms(HTMLParser):
    """The fields of each form of a page that is sent, as a browser would send them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[list[dict[str, str]]] = []
        self.select = ""
        self.feed(page)

    def filled(self) -> Pairs:
        """Return the form that asks most, with a word of its own in each field that takes one."""
        form = max(self.forms, key=lambda one: sum("typed" in given for given in one))
        found: Pairs = []
        for given in form:
            name, kind = given["name"], given["type"]
            chosen = kind in {"radio", "checkbox", "option"}
            if chosen and (not given.get("value") or name in dict(found)):
                continue
            if name and name not in LEFT_OPEN:
                found.append((name, _value(given)))
        return found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, or a field in it."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append([])
        if tag == "select":
            self.select = given.get("name", "")
        if tag in {"input", "textarea", "option"} and self.forms:
            kind = given.get("type", "text") if tag == "input" else tag
            typed = {"typed": "1"} if kind in {"text", "search", "email", "textarea"} else {}
            name = self.select if tag == "option" else given.get("name", "")
            self.forms[-1].append({**given, **typed, "name": name, "type": kind})


def _value(given: dict[str, str]) -> str:
    kind = given["type"]
    word = f"{WORD}{next(_numbers)}"
    if kind == "email" or given["name"] in {"email", "login"}:
        return f"{word}@voorbeeld.nl"
    if kind == "date":
        return given.get("value") or date.today().isoformat()  # noqa: DTZ011 as typed
    if "typed" in given or kind == "password":
        return word
    return given.get("value", "")


def words_in(data: bytes) -> list[str]:
    """Return the lines that hold one of the words, also where a message was encoded."""
    found = [line.decode(errors="replace") for line in data.splitlines() if WORD.encode() in line]
    for part in _ENCODED.findall(data):
        try:
            plain = base64.b64decode(part + b"=" * (-len(part) % 4))
        except binascii.Error:
            continue
        if WORD.encode() in plain:
            found.append(plain.decode(errors="replace"))
    return found
