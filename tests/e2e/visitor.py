"""Somebody with a browser, who looks at every page with a strict eye."""

import gzip
import itertools
import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Request,
    Response,
    expect,
)

from opbouw.lib.web.static_files import without_comments
from tests.personas import WACHTWOORD, Persona
from tests.services import ROOT

PHONE, DESK = (360, 740), (1280, 800)
PAGE_LIMIT, SCRIPT_LIMIT = 150_000, 45_000
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text()
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},  # axe leaves it out unless asked
    "resultTypes": ["violations"],
}
# A bar that stays in sight lies over what somebody then scrolls away from under it; axe does not
# scroll, so for as long as it looks the bar is where it ends up.
RUN_AXE = """async options => {
  const bars = document.querySelectorAll(".knoppen--vast");
  for (const bar of bars) bar.style.position = "static";
  const { violations } = await axe.run(document, options);
  for (const bar of bars) bar.style.position = "";
  return violations.map(v =>
    v.id + ": " + v.nodes.map(n => n.html.slice(0, 160) + " " + n.failureSummary).join("; "));
}"""
REPORT_CSP = """document.addEventListener("securitypolicyviolation",
    e => console.error(`CSP ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}`));"""
SHOTS = os.environ.get("OPBOUW_SHOTS")
# What each static file weighs; no page changes it, so it is compressed once.
_static_sizes: dict[str, int] = {}
_numbers = itertools.count(1)


class Visitor:
    """One person with cookies of their own, at one width, with or without JavaScript."""

    def __init__(
        self,
        browser: Browser,
        url: str,
        *,
        size: tuple[int, int] = DESK,
        script: bool = True,
        dark: bool = False,
    ) -> None:
        self.script = script
        self.chromium = browser.browser_type.name == "chromium"
        self.width = size[0]
        self.troubles: list[str] = []
        # What the last page weighed that was looked at.
        self.sizes: dict[str, int] = {}
        self.pages: list[str] = []
        self._responses: list[Response] = []
        self.context = browser.new_context(
            base_url=url,
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=script,
            has_touch=size == PHONE,
            reduced_motion="reduce",
            color_scheme="dark" if dark else "light",
            locale="nl-NL",
        )
        self.context.set_default_timeout(20_000)
        self.page: Page = self.context.new_page()
        if self.chromium:
            # Every page as a first visit: nothing comes from the browser's own cache.
            network = self.context.new_cdp_session(self.page)
            network.send("Network.enable")
            network.send("Network.setCacheDisabled", {"cacheDisabled": True})
        self.page.add_init_script(REPORT_CSP)
        if self.chromium:
            # Present in each page as it loads: sent anew to every page, it took as long as it ran.
            self.page.add_init_script(AXE)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.troubles.append(f"page error: {error}"))
        self.page.on("request", self._request)
        self.page.on("response", lambda response: self._responses.append(response))
        self.page.on("requestfailed", self._failed)

    # --- What a person does ---
    def open(self, path: str, *, status: int = 200) -> None:
        """Type an address."""
        self.page.goto(path)
        self.look(status=status)

    def press(self, name: str, *, status: int = 200, look: bool = True, nth: int = 0) -> None:
        """Press the button or link of this name in the page itself, and look where it leads."""
        main = self.page.get_by_role("main")
        wanted = _beginning(name)
        button = main.get_by_role("button", name=wanted)
        link = main.get_by_role("link", name=wanted)
        with self.page.expect_navigation():
            button.or_(link).nth(nth).click()
        if look:
            self.look(status=status)

    def save(self, *, refused: bool = False) -> None:
        """Save what is noted, and look at the record; with script the page stays where it is."""
        if not self.script:
            self.press("Bewaar", status=422 if refused else 200)
            return
        self.page.get_by_role("main").get_by_role("button", name="Bewaar").click()
        if refused:
            expect(self.page.locator("[data-fouten]")).to_be_focused()
            # The browser tells of each answer that is no 200.
            self.troubles = [line for line in self.troubles if "status of 422" not in line]
        else:
            self.press("Bekijk wat er staat")

    def fill(self, texts: dict[str, str]) -> None:
        """Fill in the fields of these names."""
        for name, text in texts.items():
            self.field(name).fill(text)

    def field(self, name: str) -> Locator:
        """Return the field of this name; that each has a label is for axe to see."""
        return self.page.get_by_role("main").locator(f"[name='{name}']")

    def select(self, name: str, option: str) -> None:
        """Choose from a list."""
        self.field(name).select_option(label=option)

    def tick(self, text: str) -> None:
        """Tap the chip or the line that holds this text."""
        label = self.page.get_by_role("main").locator("label").filter(has_text=text).first
        label.click()
        expect(label.locator("input")).to_be_checked()

    def log_in(self, persona: Persona) -> None:
        """Log in with address and password."""
        self.open("/accounts/login/")
        self.fill({"login": persona.email, "password": WACHTWOORD})
        self.press("Inloggen")

    def text(self) -> str:
        """Return the words of the page's main part, on one line."""
        return " ".join(self.page.get_by_role("main").inner_text().split())

    @property
    def path(self) -> str:
        """Where the visitor is."""
        return urlsplit(self.page.url).path

    def thread(self) -> list[tuple[str, str, bool]]:
        """Return title, words and whether it was reached, of each step of the thread."""
        if not self.script:
            link = self.page.get_by_role("link", name="Bekijk waar dit vandaan komt")
            with self.page.expect_navigation():
                link.click()
            self.look()
        steps = []
        for item in self.page.locator("ol.draad > li").all():
            words = item.locator("span.klein")
            steps.append(
                (
                    item.locator(".draad__titel").inner_text(),
                    words.inner_text() if words.count() else "",
                    "straks" not in (item.get_attribute("class") or ""),
                )
            )
        return steps

    # --- What may never be ---
    def look(self, *, status: int = 200) -> None:
        """Check the page as it stands: nothing blocked or broken, light, whole, for everyone."""
        self.page.wait_for_load_state("load")
        if self.script:
            expect(self.page.locator("[hx-trigger=load]")).to_have_count(0)
        name = re.sub(r"/volg/[^/]+", "/volg/…", self.path)
        self.pages.append(name)
        self._shoot(name)
        found = self._broken(status)
        if self.chromium:
            found += self._heavy()
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        if (over := self.page.evaluate(wide)) > 0:
            found.append(f"{over} px wider than the screen")
        if self.script and self.chromium:
            # It reads the page and not the browser: once is enough.
            found += self.page.evaluate(RUN_AXE, AXE_OPTIONS)
        found += self.troubles
        self.troubles.clear()
        assert not found, "\n".join([f"{name} at {self.width} px", *found])

    def _broken(self, status: int) -> list[str]:
        bad = [f"{r.status} {r.url}" for r in self._responses if r.status >= 400]
        own = self.page.url
        if status >= 400:
            bad = [line for line in bad if line != f"{status} {own}"]
            refused = f"the server responded with a status of {status}"
            self.troubles = [line for line in self.troubles if refused not in line]
        shown = [r.status for r in self._responses if r.request.is_navigation_request()]
        if shown and shown[-1] != status:
            bad.append(f"status {shown[-1]} instead of {status}")
        return bad

    def _heavy(self) -> list[str]:
        self.sizes = sizes = {"all": 0, "script": 0}
        for response in self._responses:
            if 300 <= response.status < 400 or not response.url.startswith("http"):
                continue
            size = self._compressed(response)
            sizes["all"] += size
            if response.request.resource_type == "script" or response.url.endswith(".js"):
                sizes["script"] += size
        found = []
        if sizes["all"] > PAGE_LIMIT:
            found.append(f"{sizes['all']} bytes")
        if sizes["script"] > SCRIPT_LIMIT:
            found.append(f"{sizes['script']} bytes of script")
        return found

    def _compressed(self, response: Response) -> int:
        if response.ok and urlsplit(response.url).path.startswith("/static/"):
            if response.url not in _static_sizes:
                _static_sizes[response.url] = self._compress(response)
            return _static_sizes[response.url]
        return self._compress(response)

    def _compress(self, response: Response) -> int:
        kind = response.headers.get("content-type", "")
        try:
            body = response.body()
        except Error:
            # A busy Chromium may have let go of it; a page that was read can be read again.
            assert response.request.method == "GET", f"no body of {response.url}"
            body = self.context.request.get(response.url).body()
        if urlsplit(response.url).path.startswith("/static/js/"):
            body = without_comments(body)  # as it is collected
        # Fonts and pictures are compressed as they are.
        return len(body) if kind.startswith(("font/", "image/png")) else len(gzip.compress(body))

    def _shoot(self, name: str) -> None:
        if SHOTS:
            file = f"{next(_numbers):03}-{self.width}{'' if self.script else '-plain'}"
            file += re.sub(r"[^\w]+", "-", name).rstrip("-")
            self.page.screenshot(path=Path(SHOTS) / f"{file}.png", full_page=True)

    # --- What the browser tells ---
    def _console(self, message: ConsoleMessage) -> None:
        address = message.location.get("url", "")
        # A PDF names no icon, so the browser asks for one at the root.
        if message.type in {"error", "warning"} and not address.endswith("/favicon.ico"):
            self.troubles.append(f"console: {message.text} {address}")

    def _request(self, request: Request) -> None:
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            self._responses.clear()

    def _failed(self, request: Request) -> None:
        # A page that is left stops what it was fetching, and a download is no page.
        if request.failure != "net::ERR_ABORTED":
            self.troubles.append(f"failed: {request.url} {request.failure}")


def _beginning(words: str) -> re.Pattern[str]:
    # The browser reads this pattern too, and knows no escaped space.
    return re.compile("^" + re.escape(words).replace("\\ ", " "))
