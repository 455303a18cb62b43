"""The records of decisions have one form, one list, and no number that is missing unsaid."""

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "decisions"
FORM = re.compile(
    r"# (?P<number>\d{4}): (?P<title>[^\n]+)\n\n"
    r"Date: \d{4}-\d\d-\d\d\nStatus: (?P<status>accepted|replaced by \[\d{4}\]\(\S+\.md\))\n\n"
    r"## Decision\n.+\n\n## Why\n.+\n\n## Cost\n.+\n",
    re.DOTALL,
)
ROW = re.compile(r"^\| \[(\d{4})\]\((\S+)\) \| (.+) \| (.+) \|$", re.MULTILINE)


def records() -> list[Path]:
    return sorted(FOLDER.glob("[0-9]*.md"))


def test_every_record_has_the_form() -> None:
    wrong = [path.name for path in records() if not FORM.fullmatch(path.read_text())]
    assert wrong == []


def test_the_list_names_every_record() -> None:
    found = []
    for path in records():
        record = FORM.fullmatch(path.read_text())
        assert record is not None, path.name
        found.append((record["number"], path.name, record["title"], record["status"]))
        assert path.name.startswith(f"{record['number']}-")
    assert ROW.findall((FOLDER / "README.md").read_text()) == found


def test_no_number_is_missing_without_a_word() -> None:
    used = {int(path.name[:4]) for path in records()}
    line = (FOLDER / "README.md").read_text().partition("Never used: ")[2].partition(". ")[0]
    skipped: set[int] = set()
    for first, last in re.findall(r"(\d{4})(?:–(\d{4}))?", line):
        skipped |= set(range(int(first), int(last or first) + 1))
    assert used | skipped == set(range(1, max(used) + 1))
    assert not used & skipped
