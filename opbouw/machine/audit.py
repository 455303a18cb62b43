"""Asks PyPI and npm whether anything that we pin has a known weakness: `make audit`.

Needs a network. What could not be asked is said, and never passes for sound.
"""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from opbouw.machine.bootstrap import npm

ROOT = Path(__file__).resolve().parents[2]
# Apart from our own environment: what looks over it is not in it.
VENV = ROOT / "var" / "audit"
REQUIREMENTS = ("requirements-dev.txt", "requirements-audit.txt")
SOUND, WEAK, NOT_ASKED = 0, 1, 2


@dataclass
class Outcome:
    """What one source of advisories said."""

    source: str
    asked: int = 0
    findings: list[str] = field(default_factory=list)
    unknown: str = ""

    @property
    def code(self) -> int:
        """The exit code for this alone."""
        return WEAK if self.findings else NOT_ASKED if self.unknown else SOUND


def main() -> int:
    """Ask both, tell what they said, and return the exit code."""
    outcomes = [read_pypi(ask_pypi()), read_npm(ask_npm())]
    for outcome in outcomes:
        print("\n".join(told(outcome)))  # noqa: T201 a command for people
    codes = {outcome.code for outcome in outcomes}
    return WEAK if WEAK in codes else max(codes)


def told(outcome: Outcome) -> list[str]:
    """Return the lines about one source."""
    lines = [f"{outcome.source}: {finding}" for finding in outcome.findings]
    if outcome.unknown:
        lines.append(f"{outcome.source}: not audited, for {outcome.unknown}.")
    elif not lines:
        lines.append(f"{outcome.source}: no known weakness in {outcome.asked} packages.")
    return lines


def ask_pypi() -> str:
    """Return what pip-audit says about our pinned packages, as JSON; empty when it cannot run."""
    python = VENV / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)  # noqa: S603 our own
    install = ["-m", "pip", "install", "--quiet", "--require-hashes", "--requirement"]
    done = output([str(python), *install, str(ROOT / "requirements-audit.txt")])
    if done is None:
        return ""
    options = ["--require-hashes", "--disable-pip", "--progress-spinner=off", "--format=json"]
    asked = [part for name in REQUIREMENTS for part in ("--requirement", str(ROOT / name))]
    # It ends with 1 both when it finds something and when it fails.
    return output([str(python), "-m", "pip_audit", *options, *asked], any_code=True) or ""


def ask_npm() -> str:
    """Return what npm says about package-lock.json, as JSON."""
    command = [*npm(), "audit", "--package-lock-only", "--json"]
    return output(command, any_code=True) or ""


def output(command: list[str], *, any_code: bool = False) -> str | None:
    """Return what a program writes; None when it fails."""
    done = subprocess.run(  # noqa: S603 our own programs
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout if any_code or done.returncode == 0 else None


def read_pypi(said: str) -> Outcome:
    """Read pip-audit's answer; a package that it skipped was not audited."""
    outcome = Outcome("PyPI")
    packages = parsed(said).get("dependencies") or []
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    outcome.asked = len(packages) - len(skipped)
    for package in packages:
        for weak in package.get("vulns", []):
            better = " or ".join(weak["fix_versions"]) or "no version yet"
            outcome.findings.append(
                f"{package['name']} {package['version']}: {weak['id']}, mended in {better}"
            )
    if not outcome.asked:
        outcome.unknown = "its advisories could not be had from here"
    elif skipped:
        outcome.unknown = f"it does not know {', '.join(sorted(skipped))}"
    return outcome


def read_npm(said: str) -> Outcome:
    """Read npm's answer; an error is JSON too."""
    outcome = Outcome("npm")
    report = parsed(said)
    if "auditReportVersion" not in report:
        outcome.unknown = "its advisories could not be had from here"
        return outcome
    outcome.asked = report["metadata"]["dependencies"]["total"]
    for name, weak in report["vulnerabilities"].items():
        outcome.findings.append(f"{name} {weak['range']}: {weak['severity']}")
    return outcome


def parsed(said: str) -> dict[str, Any]:
    """Return the JSON object, or nothing where there is none."""
    try:
        found = json.loads(said)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


if __name__ == "__main__":
    sys.exit(main())
