"""Sees which Python files changed, for `make dev`; it compares their times when it is asked."""

from collections.abc import Iterable
from pathlib import Path


class Changes:
    """What changed below these folders since the last time it was asked."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = list(folders)
        self.seen = self._times()

    def found(self) -> list[Path]:
        """Return the files that are new, gone or written since the last call."""
        now, before = self._times(), self.seen
        self.seen = now
        return sorted(
            path for path in now.keys() | before.keys() if now.get(path) != before.get(path)
        )

    def _times(self) -> dict[Path, int]:
        times = {}
        for folder in self.folders:
            for path in folder.rglob("*.py"):
                try:
                    times[path] = path.stat().st_mtime_ns
                except OSError:  # an editor just replaced it
                    continue
        return times
