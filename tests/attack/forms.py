"""The forms that a page holds, read as an attacker reads them: from its HTML."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.test import Client

from opbouw.lib.web.pow import HONEYPOT
from tests.access_table import GET, PERSONAS
from tests.access_world import OneOfEach
from tests.test_access import path_of

# Logging out and choosing colours are on every page, and are tried once.
EVERYWHERE = ("/accounts/logout/", "/lid/wisselen/")
# Asked of the library's own tests; ours are about what is typed there.
LIBRARY = ("mfa_", "account_", "socialaccount_", "openid_", "closed_", "admin:", "accounts/")

# What only one kind of text is good for: a number, a day that has been.
BY_NAME = {"telefoon": "0612345678", "dag": "2026-01-05"}


@dataclass
class Input:
    """One field: what it is, what the page put in it, and what may be chosen."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)
    ticked: bool = False
    required: bool = False

    @property
    def typed(self) -> bool:
        """Whether somebody writes in it."""
        return self.kind in {"text", "textarea", "search", "email", "tel", "url"}

    @property
    def filled(self) -> list[str]:
        """What somebody sends who fills in every field."""
        if self.kind in {"checkbox", "radio", "select"}:
            return [next((one for one in self.choices if one), "")]
        if self.kind == "hidden" or self.value or self.name == HONEYPOT:
            return [self.value]
        if self.name in BY_NAME:
            return [BY_NAME[self.name]]
        plain = {"email": "els@example.org", "date": "2099-12-31", "url": "https://example.org"}
        return [plain.get(self.kind, "3" if self.kind == "number" else "Even gepraat.")]


@dataclass
class Form:
    """One form of a page, and where it is sent."""

    action: str
    inputs: dict[str, Input] = field(default_factory=dict)

    def data(self) -> dict[str, list[str]]:
        """Return every field, filled in."""
        return {name: one.filled for name, one in self.inputs.items()}


class _Reader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.select: Input | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self.form = Form(urljoin(self.path, given.get("action", "") or self.path))
            self.forms.append(self.form)
        if self.form is None or (not given.get("name") and tag != "option"):
            return
        if tag == "input":
            one = Input(given["name"], given.get("type", "text"), given.get("value", ""))
            known = self.form.inputs.setdefault(one.name, one)
            if one.kind in {"checkbox", "radio"}:
                known.choices.append(given.get("value", "on"))
        elif tag == "textarea":
            self.form.inputs[given["name"]] = Input(given["name"], "textarea")
        elif tag == "select":
            self.select = Input(given["name"], "select")
            self.form.inputs[given["name"]] = self.select
        elif tag == "button":
            value = given.get("value", "")
            self.form.inputs.setdefault(given["name"], Input(given["name"], "hidden", value))
        elif tag == "option" and self.select is not None:
            self.select.choices.append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = None


def forms_on(client: Client, path: str) -> list[Form]:
    """Return the forms of a page, without those that are on every page."""
    answer = client.get(path)
    text = answer.getvalue().decode(errors="replace")  # reads a file to its end, which closes it
    if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
        return []
    reader = _Reader(path)
    reader.feed(text)
    return [form for form in reader.forms if not form.action.startswith(EVERYWHERE)]


def own_pages(one_of_each: OneOfEach, who: str) -> list[str]:
    """Return the addresses of our own pages that this persona can open."""
    column = PERSONAS.index(who)
    return [
        path_of(one_of_each, name)
        for name, row in GET.items()
        if row[column] == 200 and not name.startswith(LIBRARY)
    ]


def all_forms(
    clients: dict[str, Client], one_of_each: OneOfEach, *also: str
) -> list[tuple[str, Form]]:
    """Return who can open which form: each address with these fields once; `also` more pages."""
    found: dict[tuple[str, frozenset[str]], tuple[str, Form]] = {}
    for who, client in clients.items():
        for path in [*own_pages(one_of_each, who), *also]:
            for form in forms_on(client, path):
                found.setdefault((form.action, frozenset(form.inputs)), (who, form))
    return list(found.values())
