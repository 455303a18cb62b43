"""Small tables for the tests of figures, and reading them in."""

from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command

from wijken.models import Cijfer

HEAD = "code;sleutel;naam;waarde;eenheid;jaar;bron\n"
ROW = "BU99990100;eenzaam;Voelt zich eenzaam;42,5;%;2024;GGD\n"


def write(tmp_path: Path, text: str | bytes, name: str = "cijfers.csv") -> Path:
    """Write a table to a file."""
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def run(path: Path, **options: Any) -> tuple[str, list[str]]:
    """Import a table; return what was said of it, and the sentences beside the counts."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_cijfers", path, stdout=out, stderr=err, no_color=True, **options)
    except CommandError as error:
        return f"! {error}", err.getvalue().splitlines()
    return out.getvalue().strip(), err.getvalue().splitlines()


def stored(*fields: str) -> list[tuple[Any, ...]]:
    """Return these fields of all figures, by area, key and year."""
    rows = Cijfer.objects.order_by("gebied__code", "gebied__jaar", "sleutel", "jaar")
    return list(rows.values_list("gebied__code", *fields))
