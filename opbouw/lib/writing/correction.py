"""Correcting a row: what changed is written down, and what a colleague changed is not lost."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django.db import models
from django.utils.translation import gettext as _

from opbouw.lib.writing.audit import Actor, record
from opbouw.lib.writing.once import fingerprint
from opbouw.lib.writing.transitions import Refused


class Overtaken(Refused):
    """A colleague changed the row after the form was drawn.

    `stand` is the present one: drawn with that, the form may be sent once more as a decision.
    """

    def __init__(self, message: str, *, stand: str | int) -> None:
        super().__init__(message)
        self.stand = stand


def stand_of(row: models.Model, names: Iterable[str]) -> str:
    """Return a fingerprint of these fields, to compare with when the form comes back."""
    return fingerprint({name: _now(row, name) for name in sorted(names)})


def correct(
    row: models.Model, *, by: Actor, stand: str, names: Iterable[str], content: Mapping[str, Any]
) -> list[str]:
    """Change a locked row, with one audit row for each field that changed; returns those fields.

    `stand` is the fingerprint of the fields `names` that the form was drawn from. Raises Overtaken
    when the row says something else by now, unless it already says what was sent.
    """
    changed = [name for name, value in content.items() if _plain(value) != _now(row, name)]
    if not changed:
        return []
    refuse_overtaken(stand=stand, present=stand_of(row, names))
    for name in changed:
        setattr(row, name, content[name])
    row.save(update_fields=changed)
    for name in changed:
        record(f"{row._meta.model_name}_gewijzigd", row, by=by, naar=name)
    return changed


def refuse_overtaken(*, stand: str | None, present: str, now: str = "") -> None:
    """Raise Overtaken when the row is not as the page showed it; `now` says what it is by now.

    Without a `stand` no page showed anything: the example year, a command.
    """
    if stand is None or stand == present:
        return
    said = _(
        "Een collega heeft dit intussen ook gewijzigd. Jouw tekst staat hier nog. Bewaar "
        "je nog een keer, dan komt die in de plaats van wat je collega schreef."
    )
    if now:
        said += " " + _("Nu staat er: %(now)s.") % {"now": now}
    raise Overtaken(said, stand=present)


def _now(row: models.Model, name: str) -> Any:
    field = cast("models.Field[Any, Any]", row._meta.get_field(name))
    # The key of a related row, without fetching the row.
    return getattr(row, field.attname)


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value
