"""What our own scripts never do: make markup or code of a text, or keep it in the browser."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))

# A message comes from the page's own worker; nobody listens to other windows.
MARKUP_OR_CODE = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser"
    r"|\beval\(|new Function|setTimeout\(\s*[\"'`]|javascript:|\.srcdoc"
    r"|__proto__|Object\.assign|structuredClone|Object\.setPrototypeOf"
    r"|window\.addEventListener\(\s*[\"']message|\bopener\b|parent\.postMessage|import\(\s*[^\"]"
)
KEEPS = re.compile(r"localStorage|sessionStorage|indexedDB|caches\.|serviceWorker|CacheStorage")


def found(pattern: re.Pattern[str]) -> dict[str, list[str]]:
    matches = {path.name: pattern.findall(path.read_text()) for path in SCRIPTS}
    return {name: hits for name, hits in matches.items() if hits}


def test_our_scripts_never_make_markup_or_code_of_a_text() -> None:
    assert found(MARKUP_OR_CODE) == {}
    assert len(SCRIPTS) > 10


def test_only_what_waits_is_kept_in_the_browser() -> None:
    # Entries and drafts of 72 hours in one database, and the worker's pages without a name.
    assert {name: {*hits} for name, hits in found(KEEPS).items()} == {
        "opslag.js": {"indexedDB", "caches.", "serviceWorker"},
        "toestel.js": {"caches.", "serviceWorker"},
        "werker.js": {"caches."},
    }
    # One cookie, which holds light or dark.
    assert found(re.compile(r"document\.cookie = `(?:\$\{\w+\}|[\w-]+)")).keys() == {"thema.js"}
    page = (ROOT / "templates" / "layout" / "basis.html").read_text()
    for kept in ('"historyCacheSize":0', '"allowEval":false', '"allowScriptTags":false'):
        assert kept in page, "htmx would keep pages, or run what they hold"
    assert '"selfRequestsOnly":true' in page


@pytest.mark.parametrize(
    "line", ["a.innerHTML = x", "eval(x)", "Object.assign(a, JSON.parse(b))", 'el.srcdoc = "x"']
)
def test_a_slip_would_be_seen(line: str) -> None:
    assert MARKUP_OR_CODE.search(line)
