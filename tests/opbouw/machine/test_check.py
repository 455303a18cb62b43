"""`make check` finds what concerns a change, and says when it knows nothing."""

import subprocess
from pathlib import Path

import pytest

from opbouw.machine import check

TESTS = [
    "tests/e2e/test_keten.py",
    "tests/lib/web/test_keyset.py",
    "tests/opbouw/machine/test_check.py",
    "tests/opbouw/test_env.py",
    "tests/signalen/test_contact.py",
    "tests/signalen/test_notitie.py",
    "tests/signalen/test_notitie_pdf.py",
    "tests/test_decisions.py",
    "tests/test_look.py",
    "tests/wijken/test_contact.py",
    "tests/wijken/test_contacten.py",
    "tests/wijken/test_gebied.py",
    "tests/wijken/toegang/test_lid.py",
]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ("wijken/actions/contact.py", {"tests/wijken/test_contact.py"}),
        (
            "signalen/views/notitie.py",
            {"tests/signalen/test_notitie.py", "tests/signalen/test_notitie_pdf.py"},
        ),
        ("opbouw/lib/web/keyset.py", {"tests/lib/web/test_keyset.py"}),
        ("opbouw/env.py", {"tests/opbouw/test_env.py"}),
        ("opbouw/machine/check.py", {"tests/opbouw/machine/test_check.py"}),
        ("wijken/toegang/lid.py", {"tests/wijken/toegang/test_lid.py"}),
        ("wijken/contact/__init__.py", {"tests/wijken/test_contact.py"}),
        ("templates/wijken/contact/lijst.html", {"tests/wijken/test_contact.py"}),
        (
            "templates/wijken/uitnodiging/nieuw.html",
            {
                "tests/wijken/test_contact.py",
                "tests/wijken/test_contacten.py",
                "tests/wijken/test_gebied.py",
                "tests/wijken/toegang/test_lid.py",
            },
        ),
        ("static/css/basis.css", {"tests/test_look.py"}),
        ("docs/decisions/0001-first.md", {"tests/test_decisions.py"}),
        ("tests/e2e/test_keten.py", {"tests/e2e/test_keten.py"}),
        ("tests/wijken/toegang/helper.py", {"tests/wijken/toegang/test_lid.py"}),
        ("tests/conftest.py", set()),
        ("templates/components/knop.html", set()),
        ("Makefile", set()),
    ],
)
def test_a_change_leads_to_the_tests_nearest_to_it(changed: str, expected: set[str]) -> None:
    assert check.tests_of(changed, TESTS) == expected


def test_a_module_without_tests_of_its_name_leads_to_those_that_import_it() -> None:
    found = check.tests_of("opbouw/machine/assets.py", check.files_with_tests())
    assert {"tests/test_look.py", "tests/test_lint.py"} <= found
    assert not [test for test in found if test.startswith(check.SLOW)]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"wijken/views/contact.py"}, ["ruff", "ruff format", "mypy", "lint-imports"]),
        (
            {"wijken/models/contact.py"},
            ["ruff", "ruff format", "mypy", "lint-imports", "migrations"],
        ),
        ({"templates/wijken/contact/lijst.html"}, ["djlint"]),
        ({"static/js/lib/page.js"}, ["lint-static"]),
        ({"docs/house.md", "static/beeld/merk.svg"}, []),
    ],
)
def test_a_change_leads_to_the_tools_that_read_it(changed: set[str], expected: list[str]) -> None:
    assert [step.name for step in check.linters(changed, changed)] == expected


def test_what_was_removed_is_no_argument_but_is_still_looked_at() -> None:
    steps = check.linters({"wijken/actions/oud.py", "templates/wijken/oud.html"}, set())
    assert [step.name for step in steps] == ["mypy", "lint-imports"]


def test_changed_new_moved_and_removed_files_are_all_seen(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True)

    for name in ("same.py", "changed.py", "removed.py", "moved.py", ".gitignore"):
        (tmp_path / name).write_text(f"{name}\n" * 9 if name != ".gitignore" else "var/\n")
    git("init")
    git("add", ".")
    git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-m", "First")
    (tmp_path / "changed.py").write_text("other")
    (tmp_path / "removed.py").unlink()
    git("mv", "moved.py", "het is daar.py")
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "ignored.py").touch()
    (tmp_path / "new.py").touch()
    assert check.changed_files(tmp_path) == {
        "changed.py",
        "removed.py",
        "moved.py",
        "het is daar.py",
        "new.py",
    }
