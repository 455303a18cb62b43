"""Drafts of Excel files: on disk while they are written, and never after."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from opbouw.lib.sheets.table import Cell
from opbouw.lib.sheets.xlsx_file import purge_drafts, xlsx_blocks


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    """A media folder that no other process cleans."""
    settings.MEDIA_ROOT = tmp_path


def drafts(settings: Settings) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_draft_is_gone_once_it_was_sent_or_broken_off(settings: Settings) -> None:
    blocks = xlsx_blocks("contacten", ["Plek"], [[["plein"]]])
    next(blocks)
    assert len(drafts(settings)) == 1
    assert list(blocks) == []
    assert drafts(settings) == []

    blocks = xlsx_blocks("contacten", ["Plek"], [[["plein"]]])
    next(blocks)
    blocks.close()
    assert drafts(settings) == []


def test_a_list_that_fails_half_way_leaves_nothing(settings: Settings) -> None:
    def pieces() -> Iterator[list[list[Cell]]]:
        yield [["plein"]]
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        list(xlsx_blocks("contacten", ["Plek"], pieces()))
    assert drafts(settings) == []


def test_what_a_killed_process_left_goes_at_night(settings: Settings) -> None:
    left = Path(settings.MEDIA_ROOT) / ".downloads" / "tmp1"
    left.mkdir(parents=True)
    (left / "lijst.xlsx").write_text("woorden")
    assert purge_drafts(before=datetime(2020, 1, 1, tzinfo=UTC)) == 0
    assert purge_drafts(before=datetime(2099, 1, 1, tzinfo=UTC)) == 1
    assert drafts(settings) == []
