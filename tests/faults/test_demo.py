"""The demo as people start it: one process tree, and one sentence when it cannot run."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path

import pytest

from tests.processes import left_behind, processes
from tests.services import ROOT
from tests.stack import free_port, wait_until

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("demo")]


class Demo:
    """One start of `manage.py demo` on a folder of its own."""

    def __init__(
        self, folder: Path, port: int, *options: str, tree: Path = ROOT, reload: bool = False
    ) -> None:
        self.folder = folder
        self.port = port
        self.output = folder.parent / f"{folder.name}.{time.monotonic_ns()}.out"
        ours = {"DATABASE_URL", "REDIS_URL", "OPBOUW_MODE", "BASE_URL"}
        environment = {name: value for name, value in os.environ.items() if name not in ours}
        environment |= {
            "PORT": str(port),
            "OPBOUW_VAR": str(folder),
            "MEDIA_ROOT": str(folder / "media"),
            "STATIC_ROOT": str(folder / "static"),
            "EMAIL_FILE_PATH": str(folder / "post"),
            "OPBOUW_RELOAD": str(int(reload)),
        }
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "demo", *options],
                cwd=tree,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def text(self) -> str:
        return self.output.read_text()

    def wait_until_ready(self) -> None:
        def ready() -> bool:
            assert self.process.poll() is None, self.text
            return "Stoppen: Ctrl-C" in self.text

        wait_until(ready, "the demo", self.output, seconds=180)

    def get(self, path: str) -> tuple[int, str, Message]:
        """Return status, text and headers of a page, whatever they are."""
        address = f"http://localhost:{self.port}{path}"
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                return answer.status, answer.read().decode(), answer.headers
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode(), error.headers
        except OSError as error:  # nobody listens just now
            return 0, str(error), Message()

    def workers(self) -> set[int]:
        """Return the ids of the Celery workers that are not just on their way out."""
        listed = processes(str(self.folder)).items()
        return {pid for pid, line in listed if "-A opbouw worker" in line and "keeper" not in line}

    def status(self) -> int:
        with urllib.request.urlopen(f"http://localhost:{self.port}/gezond/", timeout=5) as answer:
            return int(answer.status)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the data of one demo; the first start fills it, all others keep it."""
    return tmp_path_factory.mktemp("demo") / "var"


@contextmanager
def running_demo(folder: Path, tree: Path = ROOT, *, reload: bool = False) -> Iterator[Demo]:
    demo = Demo(folder, free_port(), tree=tree, reload=reload)
    try:
        demo.wait_until_ready()
        yield demo
    finally:
        demo.process.kill()
        demo.process.wait()
        assert left_behind(str(folder), 40) == {}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_whole_tree_ends_with_the_demo(folder: Path, number: signal.Signals) -> None:
    with running_demo(folder) as demo:
        assert f"Opbouw draait op http://localhost:{demo.port}\n" in demo.text
        assert demo.status() == 200
        commands = " ".join(processes(str(folder)).values())
        for program in ("gunicorn", "worker", "beat", "postgres", "valkey-server"):
            assert program in commands
        demo.process.send_signal(number)
        assert demo.process.wait(40) == (-signal.SIGKILL if number == signal.SIGKILL else 0)
        assert left_behind(str(folder), 40) == {}


def test_a_later_start_takes_under_ten_seconds_and_keeps_the_data(folder: Path) -> None:
    with running_demo(folder):
        first = (folder / "embedded" / "password").read_text()
    begin = time.monotonic()
    with running_demo(folder) as demo:
        took = time.monotonic() - begin
        assert "voorbeelden worden gemaakt" not in demo.text
        assert (folder / "embedded" / "password").read_text() == first
    assert took < 10


def test_a_second_start_and_a_busy_port_are_refused_with_one_sentence(
    folder: Path, tmp_path: Path
) -> None:
    with running_demo(folder) as demo:
        second = Demo(folder, free_port())
        assert second.process.wait(60) == 1
        assert second.text == (
            f"The embedded services of {folder} already run: "
            "stop the other start first (Ctrl-C there), or use another folder.\n"
        )
        reset = Demo(folder, free_port(), "--reset")
        assert reset.process.wait(60) == 1
        assert reset.text == second.text
        busy = Demo(tmp_path / "var", demo.port)
        assert busy.process.wait(60) == 1
        assert busy.text == (
            f"Port {demo.port} cannot be used (Address already in use): "
            f"stop what runs there, or choose another one with `PORT={demo.port + 80} make demo`.\n"
        )
        assert left_behind(str(tmp_path)) == {}
        assert demo.status() == 200


def test_a_worker_that_dies_is_started_again(folder: Path) -> None:
    with running_demo(folder) as demo:
        time.sleep(11)  # sooner, and the demo would stop: it would only fall over again
        for pid, command in processes(str(folder)).items():
            if "celery -A opbouw worker" in command and "keeper.py" not in command:
                os.kill(pid, signal.SIGKILL)
        wait_until(lambda: "is started again" in demo.text, "the worker", demo.output)
        assert demo.text.count("The worker process stopped and is started again.") == 1


def test_a_wrong_port_is_refused_before_anything_starts(tmp_path: Path) -> None:
    demo = Demo(tmp_path / "var", 70000)
    assert demo.process.wait(30) == 1
    assert demo.text == "PORT must be a number from 1 to 65535, not '70000'.\n"
    assert not (tmp_path / "var").exists()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the project, free to be changed while it runs."""
    tree = tmp_path / "tree"
    for name in ("opbouw", "wijken", "initiatieven", "signalen", "templates", "static"):
        shutil.copytree(ROOT / name, tree / name)
    shutil.copy(ROOT / "manage.py", tree)
    (tree / "var").mkdir()
    for name in ("node_modules", "var/static_generated"):
        (tree / name).symlink_to(ROOT / name)
    return tree


def test_a_change_is_taken_up_while_the_demo_reloads(folder: Path, tree: Path) -> None:
    def add(name: str, text: str) -> None:
        with (tree / name).open("a") as file:
            file.write(text)

    def restarted() -> bool:
        now = demo.workers()
        return bool(now) and not now & first

    answers: list[tuple[int, str, Message]] = []

    def changed_view() -> bool:
        # gunicorn notes a file within a second after its module is loaded, and sees what comes
        # later; a test is quicker than that.
        (tree / "opbouw/views/welkom.py").touch()
        answers.append(demo.get("/"))
        return answers[-1][0] == 500

    def repaired() -> bool:
        return demo.get("/")[0] == 200 and bool(demo.workers())

    with running_demo(folder, tree, reload=True) as demo:
        first = demo.workers()
        strict = demo.get("/")[2]["Content-Security-Policy"]
        assert first
        assert "unsafe-inline" not in strict
        assert "/static/css/basis.css" in demo.get("/")[1]

        add("templates/layout/basis.html", "een ander woord")
        assert "een ander woord" in demo.get("/")[1]
        add("static/css/basis.css", "/* een andere kleur */")
        status, style, headers = demo.get("/static/css/basis.css")
        assert (status, "een andere kleur" in style) == (200, True)
        assert headers["Cache-Control"] == "max-age=0, public"

        add("opbouw/views/welkom.py", "\n\ndef welkom(request): raise ValueError('hier & nu')\n")
        wait_until(changed_view, "the changed view", demo.output)
        _status, page, headers = answers[-1]
        assert "hier &amp; nu" in page
        assert "views/welkom.py" in page

        assert "'unsafe-inline'" in headers["Content-Security-Policy"]
        assert demo.get("/meedoen/")[2]["Content-Security-Policy"] == strict
        assert "Veranderd: opbouw/views/welkom.py\n" in demo.text
        wait_until(restarted, "worker", demo.output)

        shutil.copy(ROOT / "opbouw/views/welkom.py", tree / "opbouw/views/welkom.py")
        add("opbouw/settings.py", "\n\nundefined_name\n")
        wait_until(lambda: demo.text.count("starts again when you") >= 2, "the fall", demo.output)
        shutil.copy(ROOT / "opbouw/settings.py", tree / "opbouw/settings.py")
        wait_until(repaired, "the repair", demo.output)

        demo.process.send_signal(signal.SIGINT)
        assert demo.process.wait(40) == 0
        assert left_behind(str(folder), 40) == {}
