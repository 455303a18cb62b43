"""`make audit`: what an advisory says is told, and silence is not taken for soundness."""

import json
from typing import Any

import pytest

from opbouw.machine import audit
from opbouw.machine.audit import NOT_ASKED, SOUND, WEAK, read_npm, read_pypi, told
from opbouw.machine.bootstrap import ROOT

GOOD = {"name": "django", "version": "5.2.19", "vulns": []}
WEAKNESS = {"id": "PYSEC-2026-1", "fix_versions": ["70.1", "71.0"], "description": "x"}
BAD = {"name": "weasyprint", "version": "70.0", "vulns": [WEAKNESS]}
SKIPPED = {"name": "altcha", "skip_reason": "Dependency not found on PyPI"}
NO_ANSWER = {"message": "405 Method Not Allowed", "statusCode": 405, "error": {"summary": ""}}


def pypi(*packages: Any) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


def npm(**weak: Any) -> str:
    total = {"dependencies": {"prod": 30, "dev": 9, "total": 39}}
    return json.dumps({"auditReportVersion": 2, "vulnerabilities": weak, "metadata": total})


@pytest.mark.parametrize(
    ("said", "code", "lines"),
    [
        (pypi(GOOD), SOUND, ["PyPI: no known weakness in 1 packages."]),
        (
            pypi(GOOD, BAD),
            WEAK,
            ["PyPI: weasyprint 70.0: PYSEC-2026-1, mended in 70.1 or 71.0"],
        ),
        (pypi(GOOD, SKIPPED), NOT_ASKED, ["PyPI: not audited, for it does not know altcha."]),
        # pip-audit itself ends with 0 and "no known vulnerabilities" when it was told nothing.
        (
            pypi(SKIPPED),
            NOT_ASKED,
            ["PyPI: not audited, for its advisories could not be had from here."],
        ),
        ("", NOT_ASKED, ["PyPI: not audited, for its advisories could not be had from here."]),
        ("[]", NOT_ASKED, ["PyPI: not audited, for its advisories could not be had from here."]),
    ],
)
def test_what_pypi_says(said: str, code: int, lines: list[str]) -> None:
    outcome = read_pypi(said)
    assert (outcome.code, told(outcome)) == (code, lines)


@pytest.mark.parametrize(
    ("said", "code", "lines"),
    [
        (npm(), SOUND, ["npm: no known weakness in 39 packages."]),
        (
            npm(**{"axe-core": {"range": "<4.15", "severity": "high"}}),
            WEAK,
            ["npm: axe-core <4.15: high"],
        ),
        (
            json.dumps(NO_ANSWER),
            NOT_ASKED,
            ["npm: not audited, for its advisories could not be had from here."],
        ),
        (
            "no json",
            NOT_ASKED,
            ["npm: not audited, for its advisories could not be had from here."],
        ),
    ],
)
def test_what_npm_says(said: str, code: int, lines: list[str]) -> None:
    outcome = read_npm(said)
    assert (outcome.code, told(outcome)) == (code, lines)


@pytest.mark.parametrize(
    ("from_pypi", "from_npm", "code"),
    [
        (pypi(GOOD), npm(), SOUND),
        (pypi(GOOD), "", NOT_ASKED),
        ("", npm(x={"range": "*", "severity": "low"}), WEAK),
        (pypi(BAD), "", WEAK),
    ],
)
def test_the_worst_of_both_is_the_outcome(
    monkeypatch: pytest.MonkeyPatch, from_pypi: str, from_npm: str, code: int
) -> None:
    monkeypatch.setattr(audit, "ask_pypi", lambda: from_pypi)
    monkeypatch.setattr(audit, "ask_npm", lambda: from_npm)
    assert audit.main() == code


def test_everything_that_is_pinned_is_looked_over() -> None:
    """What runs in production and in the demo is among what is audited."""

    def pinned(name: str) -> set[str]:
        lines = (ROOT / name).read_text().splitlines()
        return {line.split(" ")[0] for line in lines if "==" in line and line[0] != " "}

    asked = set().union(*(pinned(name) for name in audit.REQUIREMENTS))
    files = {path.name for path in ROOT.glob("requirements*.txt")}
    assert {"requirements.txt", "requirements-demo.txt", *audit.REQUIREMENTS} == files
    assert set().union(*(pinned(name) for name in files)) - asked == set()
