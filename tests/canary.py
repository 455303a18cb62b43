"""Looking for a word in everything that is kept: each row of each table, and each file."""

from pathlib import Path

from django.db import connection

from opbouw.lib.models import Mail


def tables_with(word: str) -> list[str]:
    """The tables of which a row holds this word, in whatever column."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name"
        )
        found = []
        for (table,) in cursor.fetchall():
            name = connection.ops.quote_name(table)
            # A row as text holds every column: texts, arrays, JSON, the content of a session.
            cursor.execute(
                f"SELECT count(*) FROM {name} AS t WHERE t::text ILIKE %s",  # noqa: S608 -- a table
                [f"%{word}%"],
            )
            if cursor.fetchone()[0]:
                found.append(table)
    return found


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
