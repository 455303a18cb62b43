"""Files: written so that a reader sees the whole or none, and removed when no row names them."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path


def write_file(path: Path, data: bytes) -> str:
    """Put `data` at `path` in one step, on disk before it is visible; returns its SHA-256."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    # The new name itself must survive a power cut too.
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return hashlib.sha256(data).hexdigest()


def remove_unnamed(folder: Path, named: Callable[[str], Iterable[str]], *, before: datetime) -> int:
    """Remove files written before this moment that no row names; returns how many.

    `folder` holds a folder for each organisation, and `named` returns the names that the rows of
    one of them hold. Whoever is killed can leave a file behind, half made or whole.
    """
    removed = 0
    for own in folder.glob("*/"):
        if not own.name.isdecimal():
            continue
        names = {Path(name).name for name in named(own.name)}
        for path in own.iterdir():
            if path.name not in names and path.stat().st_mtime < before.timestamp():
                path.unlink(missing_ok=True)
                removed += 1
    return removed
