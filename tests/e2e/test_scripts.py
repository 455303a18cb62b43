"""The scripts of our pages, collected as in the demo: hashed names that a browser may keep."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.baarn import areas_file
from tests.e2e.visitor import DESK, PHONE, Visitor
from tests.personas import SAMIRA
from tests.services import ROOT
from tests.stack import Stack

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]

CSS = sorted((ROOT / "static" / "css").glob("*.css"))
FOR_EVER = "max-age=315360000, public, immutable"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Opbouw in the way of the demo, with collected files."""
    folder = tmp_path_factory.mktemp("demo")
    environment = {"OPBOUW_MODE": "demo", "STATIC_ROOT": str(folder / "static")}
    stack = Stack(folder, environment=environment, with_worker=False)
    # The files of the administration are many, and no page here shows them. All in one process:
    # each one starts for seconds, and the web server reads the folder when it begins.
    code = f"""
from django.core.management import call_command
from tests.e2e.baarn import seed
call_command("collectstatic", interactive=False, ignore_patterns=["admin", "ext"])
call_command("import_gebieden", {str(areas_file(folder))!r})
seed()"""
    stack.manage("shell", "-c", code)
    with stack:
        yield stack


def scripts(page: Page) -> list[str]:
    """Return the names of our own scripts on this page, hash and all."""
    entries = "performance.getEntriesByType('resource').map(entry => entry.name)"
    found = (name.partition("/static/js/")[2] for name in page.evaluate(entries))
    return sorted(name for name in found if name)


def test_a_form_is_proved_by_a_worker_that_imports_its_solver(
    demo: Stack, browser: Browser
) -> None:
    visitor = Visitor(browser, demo.url, size=PHONE)
    kept: dict[str, str] = {}
    visitor.page.on(
        "response",
        lambda response: kept.update({response.url: response.headers.get("cache-control", "")}),
    )
    visitor.open("/meedoen/de-brink/")
    plain = [re.sub(r"\.[0-9a-f]{12}\.js$", ".js", name) for name in scripts(visitor.page)]
    assert plain == [
        "bewijs.js", "formulier.js", "lib/page.js", "lib/server.js", "meer.js", "teller.js",
        "thema.js", "vertrek.js",
    ]  # fmt: skip
    visitor.fill({"titel": "Een tafel voor de straat"})
    expect(visitor.page.get_by_text("Gecontroleerd: je bent een mens.")).to_be_visible()
    # What the worker imports is its own, and not among the resources of the page.
    ours = {url: cache for url, cache in kept.items() if "/static/js/" in url}
    assert {re.sub(r".*/js/|\.[0-9a-f]{12}", "", url) for url in ours} == {
        *plain, "bewijs-werker.js", "lib/altcha.js",
    }  # fmt: skip
    assert [url for url in ours if not re.search(r"\.[0-9a-f]{12}\.js$", url)] == []
    assert set(ours.values()) == {FOR_EVER}
    visitor.look()
    visitor.context.close()


def test_what_still_fits_is_told(demo: Stack, browser: Browser) -> None:
    visitor = Visitor(browser, demo.url, size=PHONE)
    visitor.open("/meedoen/de-brink/")
    counter = visitor.page.locator("[data-teller=id_plan]")
    expect(counter).to_be_hidden()
    most = int(visitor.field("plan").get_attribute("data-tekens") or 0)
    visitor.fill({"plan": "x" * (most - 3)})
    expect(counter).to_have_text("nog 3 tekens")
    visitor.fill({"plan": "x" * (most + 2)})
    expect(counter).to_have_text("2 tekens te veel")
    visitor.look()
    visitor.context.close()


@pytest.mark.parametrize("device", ["light", "dark"])
def test_the_chosen_theme_counts_at_once_and_on_the_next_page(
    demo: Stack, browser: Browser, device: str
) -> None:
    visitor = Visitor(browser, demo.url, size=DESK, dark=device == "dark")
    visitor.log_in(SAMIRA)
    button = visitor.page.locator(".zij [data-thema-knop]")
    ground = """[getComputedStyle(document.body).backgroundColor,
        getComputedStyle(document.querySelector(".zij [data-thema-knop]")).color].join(" ")"""
    light, dark = "rgb(251, 248, 243) rgb(30, 35, 48)", "rgb(23, 26, 34) rgb(241, 237, 230)"
    assert visitor.page.evaluate(ground) == {"light": light, "dark": dark}[device]
    seen = []
    for _ in range(3):
        button.click()
        visitor.page.mouse.move(0, 0)
        at_once = visitor.page.evaluate(ground)
        visitor.page.reload()
        seen.append((button.inner_text(), at_once, visitor.page.evaluate(ground)))
    assert visitor.troubles == []
    by_device = {"light": light, "dark": dark}[device]
    assert seen == [
        ("Weergave: donker", dark, dark),
        ("Weergave: licht", light, light),
        ("Weergave: als je toestel", by_device, by_device),
    ]
    visitor.context.close()


def test_the_panel_closes_on_escape_and_on_a_tap_beside_it(demo: Stack, browser: Browser) -> None:
    visitor = Visitor(browser, demo.url, size=PHONE)
    visitor.log_in(SAMIRA)
    panel = visitor.page.locator(".duimbalk details[data-meer]")
    closings: list[Callable[[], None]] = [
        lambda: visitor.page.keyboard.press("Escape"),
        lambda: visitor.page.mouse.click(4, 4),
    ]
    opened = []
    for close in closings:
        panel.locator("summary").click()
        opened.append(panel.get_attribute("open") is not None)
        close()
        expect(panel).not_to_have_attribute("open", "")
    assert opened == [True, True]
    visitor.context.close()


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.name)
def test_chromium_knows_every_property_with_its_value(browser: Browser, path: Path) -> None:
    css = re.sub(r"/\*.*?\*/|@font-face \{.*?\}", "", path.read_text(), flags=re.DOTALL)
    declared = re.findall(r"^\s*([\w-]+):\s+([^;{}]+);", css, flags=re.MULTILINE)
    page = browser.new_page()
    unknown = "all => all.filter(([name, value]) => !CSS.supports(name, value))"
    plain = [(name, value.removesuffix(" !important")) for name, value in declared]
    assert page.evaluate(unknown, [*plain, ("display", "flx")]) == [["display", "flx"]]
    assert len(declared) > 20
    page.close()
