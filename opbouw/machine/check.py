"""Checks what changed since the last commit: the tools it concerns, and the tests nearest to it.

    python -m opbouw.machine.check

A quick look, not the proof: it says what it ran and for which files it knows no test. The whole
stays with `make lint` and `make test`.
"""

import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
BIN = ".venv/bin"
APPS = ("wijken", "initiatieven", "signalen")
PACKAGES = ("opbouw", *APPS)
# Whole trees in a browser, or processes to break: too slow for a quick look unless changed itself.
SLOW = ("tests/e2e/", "tests/faults/", "tests/bench/")


@dataclass(frozen=True)
class Step:
    """One command, with the name under which the end tells of it."""

    name: str
    command: list[str]


def main() -> None:
    """Run what the changes ask for, all of it, and end with 1 when something failed."""
    changed = changed_files()
    if not changed:
        say("Nothing changed since the last commit.")
        return
    there = {path for path in changed if (ROOT / path).exists()}
    found = {path: tests_of(path, files_with_tests()) for path in sorted(changed)}
    steps = linters(changed, there)
    if tests := sorted(set().union(*found.values())):
        steps.append(Step("pytest", [f"{BIN}/python", "-m", "pytest", "-q", *tests]))
    failed = [step.name for step in steps if not ran(step)]
    say(f"\nChecked {len(changed)} changed files with: {', '.join(step.name for step in steps)}.")
    if untested := [path for path, tests in found.items() if not tests]:
        say(f"No test found for: {', '.join(untested)}. `make test` runs them all.")
    if failed:
        sys.exit(f"Not good yet: {', '.join(failed)}.")


def changed_files(root: Path = ROOT) -> set[str]:
    """Return what differs from the last commit: changed, new, moved (both names) and removed."""
    commands = (
        ["git", "diff", "--name-only", "--no-renames", "-z", "HEAD"],
        ["git", "ls-files", "--others", "--exclude-standard", "-z"],
    )
    told = "".join(
        subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout  # noqa: S603 fixed commands
        for command in commands
    )
    return {path for path in told.split("\0") if path}


def files_with_tests(root: Path = ROOT) -> list[str]:
    """Return every file with tests."""
    return sorted(path.relative_to(root).as_posix() for path in root.glob("tests/**/test_*.py"))


def linters(changed: Iterable[str], there: Iterable[str]) -> list[Step]:
    """Return the tools that these files concern; only what is still there can be an argument."""
    changed = set(changed)
    python = sorted(path for path in there if path.endswith(".py"))
    templates = sorted(path for path in there if re.fullmatch(r"templates/.*\.html", path))
    steps = []
    if python:
        steps += [
            Step("ruff", [f"{BIN}/ruff", "check", *python]),
            Step("ruff format", [f"{BIN}/ruff", "format", "--check", *python]),
        ]
    if any(path.endswith(".py") for path in changed):
        # Types and imports of one file decide on others, so these two look at everything.
        steps += [
            Step("mypy", ["make", "--silent", "lint-types"]),
            Step("lint-imports", [f"{BIN}/lint-imports"]),
        ]
    if any(re.search(r"/(models|migrations)[/.]", path) for path in changed):
        steps.append(Step("migrations", ["make", "--silent", "lint-migrations"]))
    if templates:
        steps.append(Step("djlint", [f"{BIN}/djlint", "--check", "--lint", "--quiet", *templates]))
    if any(re.fullmatch(r"static/.*\.(css|js)", path) for path in changed):
        steps.append(Step("lint-static", ["make", "--silent", "lint-static"]))
    return steps


def tests_of(path: str, tests: list[str]) -> set[str]:
    """Return the test files nearest to a changed file; none when no name leads to one."""
    parts = PurePosixPath(path).parts
    if parts[0] == "tests":
        return _of_test_code(path, tests)
    if path.endswith(".py") and parts[0] in PACKAGES:
        return _of_module(path, tests)
    if parts[0] == "templates" and len(parts) > 2 and parts[1] in PACKAGES:
        return _named(parts[2], f"tests/{parts[1]}", tests) or _below(f"tests/{parts[1]}", tests)
    if path.startswith("static/"):
        return _named("look", "tests", tests)
    if path.startswith("docs/decisions/"):
        return _named("decisions", "tests", tests)
    return set()


def _of_test_code(path: str, tests: list[str]) -> set[str]:
    """A file with tests is its own; what tests share concerns those beside and below it.

    What all tests share leads to none here: that is the whole suite.
    """
    if path in tests:
        return {path}
    folder = str(PurePosixPath(path).parent)
    return set() if folder == "tests" else _below(folder, tests)


def _of_module(path: str, tests: list[str]) -> set[str]:
    """`wijken/actions/contact.py` leads to `tests/wijken/test_contact*.py`.

    A room that the tests mirror leads to that room, and a module without tests of its name to the
    files that import it.
    """
    parts = PurePosixPath(path).with_suffix("").parts
    name = parts[-2] if parts[-1] == "__init__" else parts[-1]
    inside = list(parts[:-2] if parts[-1] == "__init__" else parts[:-1])
    if inside[:2] == ["opbouw", "lib"]:
        inside = inside[1:]
    folder = "/".join(["tests", *inside])
    while folder != "tests" and not any(test.startswith(f"{folder}/") for test in tests):
        folder = str(PurePosixPath(folder).parent)
    return _named(name, folder, tests) or _importing(parts, tests)


def _named(subject: str, folder: str, tests: list[str]) -> set[str]:
    """The test files of this subject right in a folder: `test_x.py` and `test_x_more.py`."""
    pattern = re.compile(rf"{re.escape(folder)}/test_{re.escape(subject)}(_\w+)?\.py")
    return {test for test in tests if pattern.fullmatch(test)}


def _below(folder: str, tests: list[str]) -> set[str]:
    return {test for test in tests if test.startswith(f"{folder}/")}


def _importing(parts: tuple[str, ...], tests: list[str], root: Path = ROOT) -> set[str]:
    module = ".".join(part for part in parts if part != "__init__")
    above, _, name = module.rpartition(".")
    pattern = re.compile(
        rf"^(from {re.escape(module)} import|import {re.escape(module)}\b"
        rf"|from {re.escape(above)} import \(?[^)]*?\b{name}\b)",
        re.MULTILINE,
    )
    quick = [test for test in tests if not test.startswith(SLOW)]
    return {test for test in quick if pattern.search((root / test).read_text(encoding="utf-8"))}


def ran(step: Step) -> bool:
    """Run a step and tell whether it was content."""
    say(f"\n— {step.name}")
    return subprocess.run(step.command, cwd=ROOT, check=False).returncode == 0  # noqa: S603 our own tools


def say(sentence: str) -> None:
    """Print at once, so that it stands before what a tool prints."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
