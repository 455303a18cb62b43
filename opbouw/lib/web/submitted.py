"""What somebody typed in a form that was refused before any view saw it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString

# A form with one of these is filled in anew: what is secret is never shown and never kept.
_SECRET = re.compile(
    r"passw|pwd|wachtwoord|wachtzin|credential|geheim|secret|token|pincode|otp"
    r"|(?:herstel|toegangs|inlog|recovery)[-_]?code|(?:^|[-_])(?:code|pin)s?[-_]?\d*$",
    re.IGNORECASE,
)
# These are good for one rendering of one form.
_SPENT = {"csrfmiddlewaretoken", "altcha"}
_CHOSEN = re.compile(r"[0-9]{1,6}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|on")
_ROW = re.compile(r"(?P<rows>\w+)-(?P<number>\d+)-(?P<field>\w+)")
LONG = 60


@dataclass(frozen=True)
class Field:
    """One value of a form; what is `shown` was typed or chosen by a person in words."""

    naam: str
    waarde: str
    shown: bool

    @property
    def label(self) -> str:
        """The name of the field as a reader would say it."""
        row = _ROW.fullmatch(self.naam)
        if row is None:
            return _words(self.naam)
        return f"{_words(row['field'])} {int(row['number']) + 1} ({_words(row['rows']).lower()})"

    @property
    def long(self) -> bool:
        """Whether it needs a box of more than one line."""
        return "\n" in self.waarde or len(self.waarde) > LONG

    @property
    def lines(self) -> int:
        """How high that box is."""
        return min(12, 2 + self.waarde.count("\n") + len(self.waarde) // LONG)


@dataclass(frozen=True)
class Submitted:
    """The fields of one sending, and whether they are all there to be sent again."""

    fields: list[Field]
    whole: bool
    files: bool

    @property
    def typed(self) -> bool:
        """Whether there is anything that a person would miss."""
        return any(field.shown for field in self.fields)


@dataclass(frozen=True)
class Resend:
    """A button that sends the same fields once more, with hidden fields that hold now."""

    url: str
    keys: SafeString
    tekst: str


def submitted(request: HttpRequest, *, without: Iterable[str] = ()) -> Submitted:
    """Return what came with a POST, but for secrets, tokens, files and the fields `without`."""
    spent = _SPENT.union(without)
    pairs = [(n, one) for n, values in request.POST.lists() for one in values if n not in spent]
    safe = [pair for pair in pairs if not _SECRET.search(pair[0])]
    files = bool(request.FILES)
    return Submitted(
        fields=[Field(n, str(v), _is_text(n, str(v))) for n, v in safe],
        whole=len(safe) == len(pairs) and not files,
        files=files,
    )


def is_own_form(request: HttpRequest) -> bool:
    """Tell whether the browser says that the form was on a page of this site.

    Another site must not put words in front of somebody with a button of ours below them.
    """
    # Compared and never taken apart: anybody can send what cannot be read, such as `http://[`.
    host = request.headers.get("Origin", "").partition("://")[2]
    return host == request.get_host()


def referring_path(request: HttpRequest, otherwise: str) -> str:
    """Return the path of the page of this site that the request came from."""
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure()):
        return otherwise
    parts = urlsplit(page)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return path if is_local_path(path) else otherwise


def is_local_path(path: str) -> bool:
    """Tell whether this is a path of this site and nothing else."""
    return path.startswith("/") and url_has_allowed_host_and_scheme(path, None)


def _is_text(name: str, value: str) -> bool:
    signed = name in {"sleutel", "getekend", "geopend", "lidmaatschap"}
    return bool(value.strip()) and not signed and not _CHOSEN.fullmatch(value)


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()
