"""Free text before it is saved or published: what may point at a person is marked, not changed."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.text import numbers, words
from opbouw.lib.text.as_read import as_read, has_invisible
from opbouw.lib.text.marks import refuse_stacked_marks

Span = tuple[int, int]


class Kind(StrEnum):
    """What a piece of text looks like; the values are Dutch because templates show them."""

    BSN = "bsn"
    IBAN = "iban"
    TELEFOON = "telefoon"
    EMAIL = "e-mail"
    GEBOORTEDATUM = "geboortedatum"
    ADRES = "adres"
    NAAM = "naam"
    DIAGNOSE = "diagnose"


@dataclass(frozen=True)
class Finding:
    """A piece of text that may point at one person: `text[start:end] == fragment`."""

    kind: Kind
    start: int
    end: int
    fragment: str
    message_nl: str

    @property
    def blocks(self) -> bool:
        """Tell whether the text may not be saved like this; other kinds only ask to look again."""
        return self.kind is Kind.BSN


def _find_names(text: str) -> Iterator[Span]:
    yield from words.find_names(text)
    yield from numbers.find(Kind.NAAM, text)


# Where two overlap, the earlier one wins.
RULES: tuple[tuple[Kind, Callable[[str], Iterable[Span]]], ...] = (
    (Kind.BSN, numbers.find_bsns),
    (Kind.IBAN, partial(numbers.find, Kind.IBAN)),
    (Kind.EMAIL, numbers.find_all_emails),
    (Kind.TELEFOON, partial(numbers.find, Kind.TELEFOON)),
    (Kind.GEBOORTEDATUM, partial(numbers.find, Kind.GEBOORTEDATUM)),
    (Kind.ADRES, partial(numbers.find, Kind.ADRES)),
    (Kind.NAAM, _find_names),
    (Kind.DIAGNOSE, words.find_diagnoses),
)


MESSAGES = {
    Kind.BSN: gettext_lazy(
        "Dit lijkt een burgerservicenummer (BSN). Dat mag hier niet staan: haal het weg. "
        "Zijn het andere cijfers? Zet er komma's of woorden tussen."
    ),
    Kind.IBAN: gettext_lazy("Dit lijkt een rekeningnummer. Haal het weg."),
    Kind.TELEFOON: gettext_lazy(
        "Dit lijkt een telefoonnummer. Haal het weg. Gegevens horen alleen bij een initiatief."
    ),
    Kind.EMAIL: gettext_lazy(
        "Dit lijkt een e-mailadres. Haal het weg. Gegevens horen alleen bij een initiatief."
    ),
    Kind.GEBOORTEDATUM: gettext_lazy(
        "Dit lijkt een geboortedatum. Schrijf liever ‘een tachtiger’."
    ),
    Kind.ADRES: gettext_lazy("Dit lijkt een adres. Noem liever de buurt of een openbare plek."),
    Kind.NAAM: gettext_lazy("Dit lijkt de naam van een persoon. Schrijf liever ‘een bewoner’."),
    Kind.DIAGNOSE: gettext_lazy(
        "Dit woord gaat over iemands gezondheid. Kan dit woord weg? Of is er niemand in te "
        "herkennen?"
    ),
}


def check_text(text: str) -> list[Finding]:
    """Return what in a text may point at one person, in order and without overlap."""
    plain, places = as_read(text)
    findings: list[Finding] = []
    taken = bytearray(len(text))
    for kind, find in RULES:
        for first, behind in find(plain):
            start, end = places[first], places[behind - 1] + 1
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                message = str(MESSAGES[kind])
                findings.append(Finding(kind, start, end, text[start:end], message))
    return sorted(findings, key=lambda finding: finding.start)


def mark(text: str, findings: Iterable[Finding]) -> list[tuple[str, Finding | None]]:
    """Cut a text into pieces for a template, each with its finding or None."""
    pieces: list[tuple[str, Finding | None]] = []
    done = 0
    for finding in sorted(findings, key=lambda finding: finding.start):
        if finding.start < done:
            continue
        if finding.start > done:
            pieces.append((text[done : finding.start], None))
        pieces.append((text[finding.start : finding.end], finding))
        done = finding.end
    if done < len(text):
        pieces.append((text[done:], None))
    return pieces


# C0 without tab and line ends, DEL, C1, halves of characters, and two non-characters XML refuses.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# These make text read in a different order than it is stored; Arabic works without them.
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")


def is_blank(text: str) -> bool:
    """Tell whether nobody can see anything in a text."""
    seen = as_read(text)[0]
    # A mark (M) is drawn on the letter before it; a control or unassigned character (C) not at all.
    return not any(unicodedata.category(char)[0] not in "ZCM" for char in seen)


def refuse_control_characters(text: str) -> None:
    """Raise ValidationError where a text holds characters that nobody can see, type or read."""
    if _CONTROL.search(text):
        raise ValidationError(
            _("In deze tekst zit een onzichtbaar teken. Typ het stuk opnieuw; plak het niet."),
            code="control",
        )
    if _BIDI.search(text):
        raise ValidationError(
            _("In deze tekst zit een teken dat de leesrichting omdraait. Typ het stuk opnieuw."),
            code="bidi",
        )
    refuse_stacked_marks(text)


def refuse_invisible_characters(text: str) -> None:
    """Raise ValidationError where an address holds anything that nobody can see."""
    refuse_control_characters(text)
    if has_invisible(text):
        raise ValidationError(
            _("In dit adres zit een onzichtbaar teken. Typ het over; plak het niet."),
            code="control",
        )


def clean_text(value: str) -> str:
    """Return a text with one kind of line end, composed letters (NFC) and no spaces at line ends.

    Raises ValidationError as `refuse_control_characters` does. Empty lines at the end go too.
    """
    text = _LINE_ENDS.sub("\n", value)
    refuse_control_characters(text)
    text = unicodedata.normalize("NFC", text)
    return "\n".join(line.rstrip(" \t\u00a0") for line in text.split("\n")).rstrip("\n")
