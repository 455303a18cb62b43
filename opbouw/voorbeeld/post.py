"""Reading the mail that Django's file backend kept; only the demo keeps any."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.utils import timezone

# The backend writes this line behind each message, and appends when a connection stays open.
SEPARATOR = b"-" * 79
NAME = re.compile(r"[0-9A-Za-z-]{1,80}\.log")
LINK = re.compile(r"https?://[^\s<>\"'()]+")
MOST = 200


@dataclass(frozen=True)
class Piece:
    """A part of a text; with a link or without."""

    tekst: str
    link: bool


@dataclass(frozen=True)
class KeptMail:
    """One message, as text."""

    naam: str
    aan: str
    onderwerp: str
    op: datetime
    tekst: str

    def pieces(self) -> list[Piece]:
        """Return the text cut at its web addresses, so that a template can escape each part."""
        found, at = [], 0
        for match in LINK.finditer(self.tekst):
            address = match.group().rstrip(".,;:!?")
            if match.start() > at:
                found.append(Piece(self.tekst[at : match.start()], link=False))
            found.append(Piece(address, link=True))
            at = match.start() + len(address)
        if at < len(self.tekst):
            found.append(Piece(self.tekst[at:], link=False))
        return found


def kept_mails(folder: Path) -> list[KeptMail]:
    """Return the last messages in the folder, the newest first."""
    if not folder.is_dir():
        return []
    names = sorted((p.name for p in folder.iterdir() if NAME.fullmatch(p.name)), reverse=True)
    mails = [mail for name in names[:MOST] for mail in _read(folder / name)]
    return sorted(mails, key=lambda mail: (mail.op, mail.naam), reverse=True)


def kept_mail(folder: Path, naam: str) -> KeptMail | None:
    """Return one message by its name, `<file>~<number>`; None when there is none."""
    file, _dot, _number = naam.rpartition("~")
    # The name comes from an address bar: only what the backend itself would write is opened.
    if not NAME.fullmatch(file) or not (folder / file).is_file():
        return None
    return next((mail for mail in _read(folder / file) if mail.naam == naam), None)


def _read(path: Path) -> list[KeptMail]:
    parts = path.read_bytes().split(b"\n" + SEPARATOR + b"\n")
    return [
        _parse(f"{path.name}~{number}", part.lstrip(b"\n"))
        for number, part in enumerate(parts)
        if part.strip()
    ]


def _parse(naam: str, raw: bytes) -> KeptMail:
    message = message_from_bytes(raw, policy=policy.default)
    body = message.get_body(preferencelist=("plain",))
    return KeptMail(
        naam=naam,
        aan=str(message.get("To", "")),
        onderwerp=str(message.get("Subject", "")),
        op=_date(str(message.get("Date", ""))),
        tekst=body.get_content() if body is not None else "",
    )


def _date(text: str) -> datetime:
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return timezone.now()
    # Django writes -0000: UTC, with the sender's zone unknown.
    return timezone.localtime(found if found.tzinfo else found.replace(tzinfo=UTC))
