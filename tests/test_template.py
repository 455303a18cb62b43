"""The kept database of the test runs is made anew when what it was made from has changed."""

import os
from pathlib import Path

import pytest
from django.db import connection

from tests import template


def test_a_changed_migration_asks_for_another_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in ("wijken/migrations/0001_initial.py", "opbouw/lib/migrations/0001_initial.py"):
        (tmp_path / file).parent.mkdir(parents=True)
        (tmp_path / file).write_text("operations = []")
    (tmp_path / "requirements-dev.txt").write_text("django==5.2.0")
    monkeypatch.setattr(template, "ROOT", tmp_path)
    names = {template.fingerprint()}
    for file in ("wijken/migrations/0001_initial.py", "opbouw/lib/migrations/0001_initial.py"):
        (tmp_path / file).write_text("operations = [1]")
        names.add(template.fingerprint())
    (tmp_path / "wijken/migrations/0002_more.py").write_text("")
    names.add(template.fingerprint())
    (tmp_path / "requirements-dev.txt").write_text("django==5.2.1")
    names.add(template.fingerprint())
    (tmp_path / "opbouw/lib/text").mkdir()
    (tmp_path / "opbouw/lib/text/names.py").write_text("")
    names.add(template.fingerprint())
    assert len(names) == 6


@pytest.mark.django_db
def test_the_database_of_a_worker_is_a_copy() -> None:
    name = os.environ.get(template.VARIABLE)
    assert connection.settings_dict["TEST"]["TEMPLATE"] == name
