"""The headers of a mail: one identity for ever, folded so that every program reads them alike."""

import uuid
from email.header import Header
from email.message import Message
from email.utils import parseaddr
from typing import Any

from django.conf import settings

# With "Subject: " before it, this fits on the first line; a longer word does not.
LONGEST_WORD = 60
LONGEST_LINE = 998


def message_id(key: uuid.UUID) -> str:
    """Return the Message-ID of this key, in the domain of the sender."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{key}@{domain.encode('idna').decode()}>"


def subject(text: str) -> Header:
    """Return a subject that folds between words, or between encoded words when one is too long.

    Without the name of the header Python thinks that the first line has room for all 76 signs, and
    breaks before the first word: an empty line, which RFC 5322 forbids.
    """
    plain = text.isascii() and all(len(word) <= LONGEST_WORD for word in text.split(" "))
    return Header(text, "us-ascii" if plain else "utf-8", header_name="Subject")


class Unfolded(Header):
    """A header that has no place to fold: an address or a Message-ID, however long."""

    def encode(self, splitchars: str = ";, \t", maxlinelen: Any = None, linesep: str = "\n") -> str:
        """Return it on one line; the generator would begin with an empty one."""
        del maxlinelen
        return super().encode(splitchars, LONGEST_LINE, linesep)


def replace(message: Message, name: str, value: Header) -> None:
    """Give the message this header instead of the one that Django wrote."""
    del message[name]
    # Django's own classes take text alone.
    write: Any = Message.__setitem__
    write(message, name, value)
