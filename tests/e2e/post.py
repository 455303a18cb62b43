"""The mail that a stack sent, as its file backend kept it."""

import re
from email import message_from_bytes, policy

from tests.stack import Stack


def letters(stack: Stack, address: str) -> list[str]:
    """Return the plain text of every mail that was sent to this address."""
    found = []
    for path in sorted((stack.folder / "post").glob("*.log")):
        # Django's file backend ends each message with a line of dashes.
        for part in re.split(rb"\n-{79}\n", path.read_bytes()):
            mail = message_from_bytes(part.lstrip(), policy=policy.default)
            body = mail.get_body(("plain",)) if mail["To"] == address else None
            if body is not None:
                found.append(f"{mail['Subject']}\n{body.get_content()}")
    return found
