"""The strict eye itself: what it must see, it sees."""

import pytest
from playwright.sync_api import Browser

from tests.e2e.visitor import PHONE, Visitor

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]

BROKEN = f"""<!DOCTYPE html><html lang="nl"><head><title>Kapot</title>
<script>document.title = "ran"</script><script src="/kapot/groot.js"></script></head>
<body><main><h1>Kapot</h1><img src="/kapot/weg.png">
<pre>{"wijd" * 200}</pre></main></body></html>"""


def test_the_eye_sees_what_is_broken(browser: Browser) -> None:
    visitor = Visitor(browser, "http://localhost:1", size=PHONE)
    page = visitor.page
    policy = {"Content-Security-Policy": "script-src 'self'", "Content-Type": "text/html"}
    # Every byte another one, or compression would make it light.
    heavy = "/*" + "".join(chr(0x4E00 + (n * 7919) % 20_000) for n in range(60_000)) + "*/"
    page.route("**/kapot/", lambda route: route.fulfill(body=BROKEN, headers=policy))
    page.route("**/groot.js", lambda route: route.fulfill(body=f"{heavy}; throw Error('au')"))
    page.route("**/weg.png", lambda route: route.fulfill(status=404, body=""))
    with pytest.raises(AssertionError) as found:
        visitor.open("/kapot/")
    said = str(found.value)
    for trouble in (
        "404 http://localhost:1/kapot/weg.png",
        "bytes of script",
        "px wider than the screen",
        "image-alt:",
        "CSP script-src-elem inline",
        "page error: au",
    ):
        assert trouble in said
    visitor.context.close()
