"""How a resident reaches the organisation: its own words, with links."""

from dataclasses import dataclass
from urllib.parse import quote

from initiatieven.models import Initiatief
from opbouw.lib.text.as_read import even_out
from opbouw.lib.text.numbers import find_emails, find_phones


@dataclass(frozen=True)
class Stuk:
    """A piece of the text; a link when it has a `url`."""

    tekst: str
    url: str = ""


def ways_to_reach(initiatief: Initiatief) -> list[Stuk]:
    """Return the organisation's own words with its e-mail addresses and telephones as links.

    The reference goes in the subject of a mail, so that nobody has to remember it.
    """
    text = initiatief.organisatie.bereikbaar
    plain = even_out(text)
    mails = [(*span, "mailto:") for span in find_emails(plain)]
    phones = [(*span, "tel:") for span in find_phones(plain)]
    result, done = [], 0
    for start, end, scheme in sorted(mails + phones):
        if start < done:
            continue
        if start > done:
            result.append(Stuk(text[done:start]))
        found = text[start:end]
        if scheme == "mailto:":
            url = f"mailto:{quote(found, safe='@')}?subject={quote(initiatief.kenmerk)}"
        else:
            # The trunk zero of "+31 (0)20" is not dialled.
            dialled = found.replace("(0)", "") if found.startswith(("+", "00")) else found
            url = "tel:" + "".join(char for char in dialled if char in "+0123456789")
        result.append(Stuk(found, url))
        done = end
    if done < len(text):
        result.append(Stuk(text[done:]))
    return result
