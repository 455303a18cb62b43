"""What a browser may keep for ever: the scripts and styles of a page, and all that these name."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.template import Engine
from django.templatetags.static import static
from django.test import Client
from pytest_django import Settings
from whitenoise.storage import MissingFileError

from opbouw.lib.web.static_files import SHEETS, HashedStorage, without_comments
from opbouw.machine.assets import BASE

FOR_EVER = "max-age=315360000, public, immutable"
HASHED = re.compile(r"\.[0-9a-f]{12}\.\w+$")
# Every address that a script or a style names; a comment of ours may name one too.
NAMED = {
    ".js": re.compile(r"""["'`](\.{0,2}/[^"'`\s]+\.js)["'`]"""),
    ".css": re.compile(r"""url\(["']?(?!data:)([^"')]+)"""),
}
OURS = re.compile(r"^/static/(js|css|pdf)/")


@pytest.fixture
def collected(tmp_path: Path, settings: Settings) -> Iterator[Client]:
    """A visitor of Opbouw with collected files, as in the demo and in production."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "opbouw.lib.web.static_files.HashedStorage"},
    }
    settings.WHITENOISE_USE_FINDERS = False
    # Pressing all that twice takes ten seconds, and is WhiteNoise's own business.
    settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["js", "css", "svg", "woff2", "png", "gif"]
    call_command("collectstatic", interactive=False, verbosity=0)
    # What a template keeps names the files of the run, and here others are collected.
    forget_templates()
    yield Client()
    forget_templates()


def forget_templates() -> None:
    for loader in Engine.get_default().template_loaders:
        loader.reset()


def follow(client: Client, found: list[str]) -> Iterator[tuple[str, str]]:
    """Fetch each address and what it names in turn; yield it with its Cache-Control."""
    seen = set(found)
    while found:
        address = found.pop()
        response = client.get(address)
        assert response.status_code == 200, address
        yield address, response["Cache-Control"]
        pattern = NAMED.get(Path(address).suffix)
        if pattern is None or not OURS.match(address):
            response.close()
            continue
        text = response.getvalue().decode()
        for name in pattern.findall(text):
            target = urlsplit(urljoin(address, name)).path
            if target not in seen:
                seen.add(target)
                found.append(target)


@pytest.mark.django_db
def test_every_module_is_reached_under_a_name_that_may_be_kept(collected: Client) -> None:
    html = collected.get("/accounts/login/").content.decode()
    loaded = re.findall(r'(?:src|href)="(/static/[^"#]+)', html)
    assert {static("js/lib/page.js"), static("js/sleutel.js")} <= set(loaded)
    # The other pages load what their templates name.
    for template in (BASE / "templates").rglob("*.html"):
        loaded += map(static, re.findall(r"{% static '(js/[^']+)' %}", template.read_text()))
    loaded += re.findall(r'"(/static/[^"]+)"', collected.get("/sw.js").text)

    cached = dict(follow(collected, sorted(set(loaded))))

    assert {address for address, kept in cached.items() if kept != FOR_EVER} == set()
    assert [address for address in cached if not HASHED.search(address)] == []
    reached = {HASHED.sub(Path(address).suffix, address) for address in cached}
    modules = (BASE / "static" / "js").rglob("*.js")
    styles = (BASE / "static" / "css").glob("*.css")
    wanted = {f"/static/{path.relative_to(BASE / 'static')}" for path in (*modules, *styles)}
    # The sheets of every page are reached as one.
    assert wanted - reached == {f"/static/{name}" for name in SHEETS} & wanted


@pytest.mark.django_db
def test_the_sheets_of_every_page_are_one_file(collected: Client) -> None:
    html = collected.get("/accounts/login/").content.decode()
    linked = re.findall(r'<link rel="stylesheet"\s+href="([^"]+)"', html)
    assert [HASHED.sub(".css", address) for address in linked] == [
        "/static/css/samen.css",
        "/static/css/donker.css",
    ]
    together = collected.get(linked[0]).getvalue().decode()
    folders = (BASE / "static", BASE / "var" / "static_generated")
    at = -1
    for name in SHEETS:
        text = next((f / name).read_text() for f in folders if (f / name).exists())
        # But for the names of fonts and pictures, which have a hash there.
        begin = text.partition("url(")[0]
        assert (at := together.find(begin, at + 1)) >= 0, name
    kept = collected.get("/sw.js").text
    assert linked[0] in kept
    assert [name for name in SHEETS if static(name) in kept] == []


def collect(folder: Path, files: dict[str, str]) -> dict[str, str]:
    """Collect these files; return what is in each, under its first name."""
    source = FileSystemStorage(folder / "source")
    target = HashedStorage(location=folder / "target", base_url="/static/")
    for name, text in files.items():
        source.save(name, ContentFile(text))
        target.save(name, ContentFile(text))
    texts = {}
    for name, hashed, processed in target.post_process({n: (source, n) for n in files}):
        if isinstance(processed, Exception):
            raise processed
        if not name.endswith((".gz", ".br")) and not str(hashed).endswith((".gz", ".br")):
            assert hashed
            texts[name] = (folder / "target" / hashed).read_text()
    return texts


def test_each_way_to_name_a_module_gets_the_hash(tmp_path: Path) -> None:
    lines = [
        'import { a } from "./lib/a.js";',
        'import "./lib/a.js";',
        'export * from "./lib/a.js";',
        'const later = import("./lib/a.js");',
        'new Worker(new URL("./lib/a.js", import.meta.url), { type: "module" });',
    ]
    texts = collect(tmp_path, {"js/lib/a.js": "export const a = 1;", "js/b.js": "\n".join(lines)})
    plain = re.sub(r"\.[0-9a-f]{12}\.js", ".js", texts["js/b.js"])
    assert plain == without_comments("\n".join(lines).encode()).decode()
    assert texts["js/b.js"].count(".js") == 5
    assert len(set(re.findall(r'"(\./lib/a\.[0-9a-f]{12}\.js)"', texts["js/b.js"]))) == 1
    assert '"./lib/a.js"' not in texts["js/b.js"]


def test_a_change_below_changes_every_name_above(tmp_path: Path) -> None:
    files = {
        "js/page.js": 'import "./lib/middle.js";',
        "js/lib/middle.js": 'import "./deep/low.js";',
        "js/lib/deep/low.js": "export const x = 1;",
    }
    one = collect(tmp_path / "one", files)
    other = collect(tmp_path / "other", {**files, "js/lib/deep/low.js": "export const x = 2;"})
    assert [name for name in files if one[name] == other[name]] == []


def test_a_module_that_is_not_there_stops_the_collecting(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match=r"js/lib/weg\.js"):
        collect(tmp_path, {"js/b.js": 'import "./lib/weg.js";'})


def test_a_circle_of_modules_stops_the_collecting(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="Max post-process passes exceeded"):
        collect(tmp_path, {"js/a.js": 'import "./b.js";', "js/b.js": 'import "./a.js";'})


def test_the_scripts_of_others_stay_as_they_are(tmp_path: Path) -> None:
    text = '/** @type {import("./htmx.js")} */'
    assert collect(tmp_path, {"django_htmx/ext.js": text}) == {"django_htmx/ext.js": text}
