"""What `make dev` takes up: Python files that are new, written or gone."""

import os
from pathlib import Path

from opbouw.machine.changes import Changes


def test_each_change_is_told_once(tmp_path: Path) -> None:
    for name in ("same.py", "written.py", "gone.py", "page.html"):
        (tmp_path / name).touch()
    changes = Changes([tmp_path])
    assert changes.found() == []
    os.utime(tmp_path / "written.py", ns=(1, 1))
    os.utime(tmp_path / "page.html", ns=(1, 1))
    (tmp_path / "gone.py").unlink()
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "new.py").touch()
    told = [path.relative_to(tmp_path).as_posix() for path in changes.found()]
    assert told == ["gone.py", "room/new.py", "written.py"]
    assert changes.found() == []
