"""Every component that is installed is one exact version, known by its hash."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-demo.txt", "requirements-dev.txt"]
)
def test_every_component_is_pinned_with_its_hash(name: str) -> None:
    whole = (ROOT / name).read_text().replace("\\\n", " ")
    lines = [line for line in whole.splitlines() if line and not line.startswith(" ")]
    form = re.compile(
        r"[\w.-]+(\[[\w,-]+\])?==[\w.+!]+( ;[^#]+?)?( +--hash=sha256:[0-9a-f]{64})+ *"
    )
    assert [line[:60] for line in lines if not form.fullmatch(line)] == []
    assert len(lines) > 40
    # No other place than the one that is known.
    assert "://" not in whole


def test_every_component_of_the_browser_is_pinned_with_its_hash() -> None:
    asked = json.loads((ROOT / "package.json").read_text())
    versions = {**asked["dependencies"], **asked["devDependencies"]}
    exact = re.compile(r"\d+\.\d+\.\d+")
    assert {name: v for name, v in versions.items() if not exact.fullmatch(v)} == {}
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    loose = [name for name, entry in locked.items() if name and "integrity" not in entry]
    assert loose == []


def test_the_image_installs_what_is_pinned_and_runs_no_scripts_of_packages() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert "--require-hashes" in dockerfile
    assert "npm ci --ignore-scripts" in dockerfile
