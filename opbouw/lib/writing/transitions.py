"""States as explicit tables: what is not listed cannot happen."""

from collections.abc import Mapping
from typing import Protocol

from django.db.models import Model
from django.utils.translation import gettext as _

Table = Mapping[str, frozenset[str]]


class Refused(Exception):  # noqa: N818 -- an answer to the person, not a fault of the program
    """An action refuses; the message is plain Dutch and fit to show."""


class TransitionNotAllowedError(Refused):
    """The transition table does not list this step."""


class HasStaat(Protocol):
    """Anything with a state and a table of allowed changes."""

    staat: str

    @property
    def overgangen(self) -> Table:
        """The table: from each state the set of states that may follow."""


def allowed(obj: HasStaat, to: str) -> bool:
    """Tell whether the object may move from its present state to the given one."""
    return to in obj.overgangen.get(obj.staat, frozenset())


def move(obj: HasStaat, to: str) -> str:
    """Set the new state and return the old one; raises TransitionNotAllowedError."""
    if not allowed(obj, to):
        raise TransitionNotAllowedError(
            _("Dit kan nu niet: van “%(van)s” ga je niet naar “%(naar)s”.")
            % {"van": label(obj, obj.staat), "naar": label(obj, to)}
        )
    old, obj.staat = obj.staat, to
    return old


def label(obj: HasStaat, staat: str) -> str:
    """Return the label of a state as pages show it."""
    if not isinstance(obj, Model):
        return staat.replace("_", " ")
    words = getattr(obj._meta.get_field("staat"), "flatchoices", ())
    return str(dict(words).get(staat, staat))
