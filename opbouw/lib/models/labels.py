"""The label of a choice, for models whose rows fill a list."""

from functools import lru_cache

from django.db import models
from django.utils.translation import get_language


def label_of(choices: type[models.TextChoices], value: str) -> str:
    """Return what people read for a value; a value that is no choice is returned as it is.

    Django's own `get_FOO_display()` translates and hashes the labels of all choices each time,
    which took a third of the time that a list of 50 contacts was drawn in. Kept per language.
    """
    return _label(choices, str(value), get_language())


@lru_cache(maxsize=2048)
def _label(choices: type[models.TextChoices], value: str, _language: str | None) -> str:
    try:
        return str(choices(value).label)
    except ValueError:
        return value
