"""Reference numbers that people read aloud: 2026-014, per organisation and per year."""

from django.db import connection

from opbouw.lib.models import ReferenceCounter

_NEXT = f"""
    INSERT INTO {ReferenceCounter._meta.db_table} AS counter (organisatie_id, prefix, last)
    VALUES (%s, %s, 1)
    ON CONFLICT (organisatie_id, prefix) DO UPDATE SET last = counter.last + 1
    RETURNING last
"""  # noqa: S608 -- the name of a table of ours


def next_reference(*, organisatie_id: int, prefix: str, digits: int = 3) -> str:
    """Return the next reference number of a series, such as 2026-014 for the prefix `2026-`.

    The row stays locked until the transaction ends, and a rollback gives the number back: no
    two are the same and none is missing.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [organisatie_id, prefix])
        (number,) = cursor.fetchone()
    return f"{prefix}{number:0{digits}d}"
