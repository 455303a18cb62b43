"""Looking for a word in everything that is kept: each row of each table, and each file."""

from collections.abc import Iterator
from pathlib import Path

from django.db import connection

from opbouw.lib.models import Mail


def tables_with(word: str) -> list[str]:
    """The tables of which a row holds this word, in whatever column."""
    return list(dict.fromkeys(table for table, _row in rows_with(word)))


def rows_with(word: str) -> Iterator[tuple[str, str]]:
    """The rows that hold this word, each as the name of its table and all its columns as text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name"
        )
        for (table,) in cursor.fetchall():
            name = connection.ops.quote_name(table)
            # A row as text holds every column: texts, arrays, JSON, the content of a session.
            cursor.execute(
                f"SELECT t::text FROM {name} AS t WHERE t::text ILIKE %s",  # noqa: S608 -- a table
                [f"%{word}%"],
            )
            yield from ((table, row) for (row,) in cursor.fetchall())


def mails_with(word: str) -> int:
    """How many mails, sent or not, hold this word under their encryption."""
    mails = Mail.objects.all()
    return sum(word in f"{m.aan} {m.onderwerp} {m.tekst} {m.html}" for m in mails)


def files_with(word: str, folder: Path) -> list[str]:
    """The files below this folder whose name or bytes hold this word."""
    return [
        str(path)
        for path in sorted(folder.rglob("*"))
        if word in path.name or (path.is_file() and word.encode() in path.read_bytes())
    ]
