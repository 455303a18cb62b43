"""Noteer on a cheap phone with bad reception: how long until somebody can type.

Run in a process of its own, which reads settings that are not those of the rest of the bench; it
prints what it found as JSON.
"""

import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from tests.bench.timing import Visit
from tests.e2e.baarn import areas_file
from tests.e2e.conftest import CHROMIUM, FLAGS
from tests.e2e.phone import NOTEER, kept, log_in, new_context
from tests.personas import SAMIRA
from tests.stack import Stack

TIMES = 3
FIRST_AIM, SECOND_AIM = 5.0, 2.0
# "Slow 3G" and a processor slowed four times, as Chromium's own tools have them.
SLOW = {"offline": False, "latency": 2000, "downloadThroughput": 50e3, "uploadThroughput": 50e3}
FAST = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
SLOWED = 4
# Seconds since the tap: the field is there, and painted.
READY = """() => new Promise(done => {
  const look = () => {
    const painted = performance.getEntriesByName("first-contentful-paint").length;
    if (painted && document.querySelector("main [name=tekst]")) done(performance.now() / 1000);
    else requestAnimationFrame(look);
  };
  look();
})"""


def measure_visits(folder: Path) -> list[Visit]:
    """Measure a first and a second visit, with files compressed and named as in production."""
    environment = {"OPBOUW_MODE": "demo", "STATIC_ROOT": str(folder / "static")}
    stack = Stack(folder, environment=environment, with_worker=False)
    stack.manage("collectstatic", "--noinput", "--verbosity=0")
    with stack:
        stack.manage("import_gebieden", str(areas_file(folder)))
        stack.manage("shell", "-c", "from tests.e2e.baarn import seed; seed()")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            pairs = [_visits(browser, stack) for _ in range(TIMES)]
            browser.close()
    first, second = (median(times) for times in zip(*pairs, strict=True))
    return [
        Visit("a first visit, with nothing kept", first, FIRST_AIM),
        Visit("a second visit", second, SECOND_AIM),
    ]


def _visits(browser: Browser, stack: Stack) -> tuple[float, float]:
    with _fresh(browser, stack) as context:
        page = context.new_page()
        network = context.new_cdp_session(page)
        _throttle(network, slow=True)
        first = _seconds(page)
        page.wait_for_load_state("load")
        _throttle(network, slow=False)
        kept(page)
        page.goto("/vandaag/")
        _throttle(network, slow=True)
        return first, _seconds(page)


def _fresh(browser: Browser, stack: Stack) -> BrowserContext:
    """Return a browser that is logged in and has kept nothing else."""
    context = new_context(browser, stack)
    log_in(context.new_page(), SAMIRA)
    state = context.storage_state()
    context.close()
    again = browser.new_context(
        base_url=stack.url, viewport={"width": 360, "height": 740}, storage_state=state
    )
    again.set_default_timeout(60_000)
    return again


def _throttle(network: CDPSession, *, slow: bool) -> None:
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", SLOW if slow else FAST)
    network.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED if slow else 1})


def _seconds(page: Page) -> float:
    page.goto(NOTEER, wait_until="commit")
    return float(page.evaluate(READY))


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="opbouw-visits-") as folder:
        print(json.dumps([asdict(visit) for visit in measure_visits(Path(folder))]))  # noqa: T201 for the bench
