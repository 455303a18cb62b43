"""What is pinned is kept up to date by something, and the build server may only read."""

import json
from typing import Any

import yaml

from tests.services import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
# What Renovate calls what reads each of our files that pins something.
MANAGERS = {
    "pyproject.toml": "pep621",
    "requirements.txt": "pip_requirements",
    "package.json": "npm",
    "Dockerfile": "dockerfile",
    "docker-compose.yml": "docker-compose",
    ".github/workflows": "github-actions",
    ".gitlab-ci.yml": "gitlabci",
}


def renovate() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / ".github" / "renovate.json").read_text())
    return found


def test_everything_that_pins_is_read_by_the_update_check() -> None:
    assert [name for name in MANAGERS if not (ROOT / name).exists()] == []
    assert set(renovate()["enabledManagers"]) == set(MANAGERS.values())
    assert {"docker:pinDigests", "helpers:pinGitHubActionDigests"} <= set(renovate()["extends"])


def test_every_update_belongs_to_a_group() -> None:
    grouped = {
        manager
        for rule in renovate()["packageRules"]
        if "groupName" in rule
        for manager in rule["matchManagers"]
    }
    assert grouped == set(MANAGERS.values())


def test_a_workflow_may_only_read_and_keeps_no_credentials() -> None:
    assert [path.name for path in WORKFLOWS] == ["audit.yml", "ci.yml"]
    for path in WORKFLOWS:
        workflow = yaml.safe_load(path.read_text())
        assert workflow["permissions"] == {"contents": "read"}
        for job in workflow["jobs"].values():
            assert "permissions" not in job
            checkouts = [step for step in job["steps"] if "checkout" in step.get("uses", "")]
            assert [step["with"] for step in checkouts] == [{"persist-credentials": False}]


def test_the_audit_runs_every_week() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "audit.yml").read_text())
    # YAML reads the bare word `on` as true.
    assert [len(moment["cron"].split()) for moment in workflow[True]["schedule"]] == [5]
    assert workflow["jobs"]["audit"]["steps"][-1]["run"] == "make audit"
