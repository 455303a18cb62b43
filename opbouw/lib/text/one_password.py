"""A password as it is hashed, whatever keyboard, browser or system it was typed on."""

import unicodedata

# A letter may be sent in several parts; a longer one than this can be no password of ours.
PARTS = 4


def one_form(password: str) -> str:
    """Return the password in the one form that is hashed (NFKC, as RFC 8265 and NIST advise).

    An é of one keyboard is two characters on another, and the digits of a Japanese keyboard are
    wider than ours: to whoever types them they are the same.
    """
    return unicodedata.normalize("NFKC", password)


def least_length(password: str) -> int:
    """Return how many characters somebody chose, to compare with the least that is asked.

    One sign that stands for a whole sentence counts once, and a letter with its accent too.
    """
    return min(len(unicodedata.normalize("NFC", password)), len(one_form(password)))


def is_longer(password: str, most: int) -> bool:
    """Tell whether more than `most` characters would be hashed."""
    # What is far too long is not put in order first: that could be the burden.
    return len(password) > PARTS * most or len(one_form(password)) > most
