"""A bare machine is brought up to date, or one sentence says what to install."""

import os
import sys
from pathlib import Path

import pytest

from opbouw.machine import bootstrap


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that needs no package at all, so that nothing is fetched."""
    for name, value in (
        ("ROOT", tmp_path),
        ("VENV", tmp_path / ".venv"),
        ("PYTHON", tmp_path / ".venv" / "bin" / "python"),
    ):
        monkeypatch.setattr(bootstrap, name, value)
    for requirements in bootstrap.REQUIREMENTS.values():
        (tmp_path / requirements).write_text("")
    return tmp_path


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are found."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def put(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


@pytest.mark.parametrize(("kind", "target"), [("demo", "demo"), ("dev", "test")])
@pytest.mark.parametrize("version", [(3, 10), (3, 15)])
def test_another_python_is_refused_with_what_to_do(
    kind: str, target: str, version: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["bootstrap.py", kind])
    monkeypatch.setattr(sys, "version_info", (*version, 0, "final", 0))
    with pytest.raises(SystemExit) as caught:
        bootstrap.main()
    assert str(caught.value) == (
        f"Opbouw needs Python 3.11 to 3.14 and this is 3.{version[1]}: install one, then say "
        f"`PYTHON=python3.13 make {target}`."
    )


def test_an_unknown_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["bootstrap.py", "alles"])
    with pytest.raises(
        SystemExit, match=r"^Usage: python3 opbouw/machine/bootstrap.py \[demo \| dev]"
    ):
        bootstrap.main()


@pytest.mark.parametrize(
    ("kind", "packages"),
    [
        ("demo", ["libpango-1.0-0", "python3-venv"]),
        ("dev", ["libpango-1.0-0", "python3-venv", *bootstrap.PROGRAMS]),
    ],
)
def test_what_is_missing_is_named_in_one_sentence(
    kind: str,
    packages: list[str],
    project: Path,
    programs: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    absent = "libpango-1.0.so.0"
    monkeypatch.setattr(bootstrap, "loads", lambda library: library != absent)
    monkeypatch.setattr(bootstrap, "has_ensurepip", lambda: False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as caught:
        bootstrap.install_system_packages(kind)
    assert str(caught.value) == (
        "Something is missing on this machine: install it with `sudo apt-get install "
        f"{' '.join(packages)}` (or its like elsewhere), then try again."
    )


def test_root_on_debian_installs_and_goes_on(
    project: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "loads", lambda _library: True)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    for name in ("chromium", "firefox", "WebKitWebDriver", "Xvfb"):
        put(programs, name, "exit 0")
    # Installs what it is asked for: a program of the name that comes with the package.
    put(programs, "pdftotext.later", "exit 0")
    log, later = project / "log", programs / "pdftotext.later"
    asked = f'echo "$*" >> {log}; [ "$1" = update ] || /bin/mv {later} {programs}/pdftotext'
    put(programs, "apt-get", asked)
    (project / ".venv/bin").mkdir(parents=True)
    (project / ".venv/bin/python").touch()
    bootstrap.install_system_packages("dev")
    assert log.read_text().splitlines() == [
        "update -q -o DPkg::Lock::Timeout=5",
        "install -y -q --no-install-recommends poppler-utils -o DPkg::Lock::Timeout=5",
    ]


def test_root_whose_installation_fails_hears_it(
    project: Path,
    programs: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(bootstrap, "loads", lambda _library: False)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    put(programs, "apt-get", "echo no network >&2; exit 100")
    with pytest.raises(SystemExit, match="install it with `sudo apt-get install libpango"):
        bootstrap.install_system_packages("demo")
    assert capsys.readouterr().err == "no network\n" * 2


@pytest.mark.parametrize(
    ("version", "machine"), [("v20.20.2", True), ("v18.19.0", False), ("what?", False)]
)
def test_npm_of_the_machine_only_when_its_node_is_new_enough(
    version: str, machine: bool, project: Path, programs: Path
) -> None:
    put(programs, "node", f"echo {version}")
    assert bootstrap.npm()[0] == str(bootstrap.PYTHON)
    put(programs, "npm", "exit 0")
    assert (bootstrap.npm() == ["npm"]) is machine


def test_the_virtual_environment_is_made_once_and_mended(project: Path) -> None:
    bootstrap.install_python_packages("dev")
    assert bootstrap.works(bootstrap.PYTHON)
    marker = bootstrap.VENV / "marker"
    marker.touch()
    for kind in ("dev", "demo"):
        # What is there is left alone, and the demo needs nothing that development has not.
        bootstrap.install_python_packages(kind)
    assert marker.exists() is True
    assert (bootstrap.VENV / "opbouw-demo.stamp").exists() is False

    (project / bootstrap.REQUIREMENTS["dev"]).write_text("no such line = broken\n")
    with pytest.raises(SystemExit, match=r"requirements-dev.txt could not be installed"):
        bootstrap.install_python_packages("dev")
    (project / bootstrap.REQUIREMENTS["dev"]).write_text("# changed\n")
    bootstrap.install_python_packages("dev")
    assert marker.exists()

    # As after an upgrade of Python that took the old one away.
    bootstrap.PYTHON.unlink()
    bootstrap.PYTHON.symlink_to(project / "gone")
    bootstrap.install_python_packages("dev")
    assert bootstrap.works(bootstrap.PYTHON) is True
    assert marker.exists() is False


def test_the_linters_come_with_development_only(project: Path, programs: Path) -> None:
    log = project / "log"
    put(programs, "node", "echo v20.20.2")
    # Begins with an empty folder, as npm does.
    put(programs, "npm", f'/bin/rm -rf node_modules; /bin/mkdir node_modules; echo "$*" >> {log}')
    (project / ".venv/bin").mkdir(parents=True)
    put(project / ".venv/bin", "python", f"echo gathered >> {log}")
    (project / "package-lock.json").write_text("{}")
    (project / "opbouw/machine").mkdir(parents=True)
    (project / "opbouw/machine/assets.py").touch()
    done = []
    for kind in ("demo", "demo", "dev", "demo", "dev"):
        bootstrap.install_assets(kind)
        done.append(log.read_text().splitlines())
        log.write_text("")
    (project / "package-lock.json").write_text("{ }")
    bootstrap.install_assets("demo")
    assert [*done, log.read_text().splitlines()] == [
        ["ci --ignore-scripts --omit=dev", "gathered"],
        [],
        ["ci --ignore-scripts"],
        [],
        [],
        ["ci --ignore-scripts --omit=dev", "gathered"],
    ]
