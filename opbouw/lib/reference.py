"""Reference numbers that people read aloud: 2026-014, per organisation and per year."""

from django.db import models


def next_reference(rows: models.QuerySet[models.Model], *, prefix: str) -> str:
    """Return the reference after the highest among the rows, such as 2026-014 for prefix `2026-`.

    The caller holds a lock on the organisation, or two at once would get the same one.
    """
    taken = rows.filter(kenmerk__startswith=prefix).values_list("kenmerk", flat=True)
    highest = max((int(kenmerk.removeprefix(prefix)) for kenmerk in taken), default=0)
    return f"{prefix}{highest + 1:03d}"
