"""What a phone needs: the worker with its lists, the manifest, the page without reception."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image

from opbouw.machine.assets import BASE
from tests.wereld import Wereld
from wijken.toegang.shell import HEADER


def source(address: str) -> Path:
    """The file behind the address of a static file."""
    return Path(str(finders.find(address.removeprefix("/static/"))))


def lists(client: Client) -> dict[str, Any]:
    """What the worker is told."""
    told = re.search("self.opbouw = (.*);", client.get("/sw.js").text)
    assert told
    found: dict[str, Any] = json.loads(told[1])
    return found


@pytest.mark.django_db
def test_the_worker_looks_after_the_whole_site_and_is_asked_for_anew(client: Client) -> None:
    answer = client.get("/sw.js")
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.text.endswith('importScripts("/static/js/werker.js");\n')
    assert {k: v for k, v in lists(client).items() if k not in {"bestanden", "versie"}} == {
        "schillen": ["/contacten/nieuw/", "/rondes/nieuw/", "/wachtend/"],
        "geenOntvangst": "/geen-ontvangst/",
        "weg": ["/accounts/", "/lid/wisselen/"],
    }


def test_every_file_of_a_kept_page_is_kept(wereld: Wereld) -> None:
    client = wereld.client(wereld.samira)
    told = lists(client)
    kept = set(told["bestanden"])
    needed: set[str] = set()
    for path in (*told["schillen"], told["geenOntvangst"]):
        page = client.get(path, headers={HEADER: "1"}).text
        needed |= set(re.findall(r'(?:src|href)="(/static/[^"#]+)', page))
    for script in (name for name in kept if name.startswith("/static/js/")):
        named = re.findall(r'^import .*?"(\.[^"]+)"', source(script).read_text(), re.MULTILINE)
        needed |= {urljoin(script, name) for name in named}
    assert [address for address in kept if not source(address).is_file()] == []
    # The icon on the screen of a phone is the phone's own.
    assert needed - kept == {"/static/beeld/icoon-180.png"}
    assert "/static/js/lib/idb.js" in needed


def test_the_manifest_opens_noteer(client: Client) -> None:
    answer = client.get("/manifest.webmanifest")
    assert answer.headers["Content-Type"] == "application/manifest+json"
    told = answer.json()
    assert (told["start_url"], told["display"], told["lang"]) == (
        "/contacten/nieuw/", "standalone", "nl",
    )  # fmt: skip
    assert [one["url"] for one in told["shortcuts"]] == ["/contacten/nieuw/", "/vandaag/"]
    sizes = {}
    for icon in told["icons"]:
        with Image.open(source(icon["src"])) as drawn:
            sizes[icon["purpose"], icon["sizes"]] = f"{drawn.width}x{drawn.height}"
    assert {(purpose, size): size for purpose, size in sizes} == sizes
    assert set(sizes) == {("any", "192x192"), ("any", "512x512"), ("maskable", "512x512")}
    with Image.open(BASE / "static" / "beeld" / "icoon-180.png") as apple:
        assert apple.size == (180, 180)


def test_the_page_without_reception_knows_nobody(wereld: Wereld) -> None:
    pages = [
        c.get("/geen-ontvangst/").text for c in (wereld.anonymous, wereld.client(wereld.samira))
    ]
    assert len({re.sub(r"\s+", " ", page) for page in pages}) == 1
