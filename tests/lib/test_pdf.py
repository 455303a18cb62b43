import hashlib
import io
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import page
import pytest
from django.test import override_settings
from pypdf import PdfReader

from opbouw.lib.pdf import (
    FontMissingError,
    render_html,
    render_template_html,
    unprintable,
    write_pdf_file,
)
from opbouw.lib.pdf.fonts import font_files

BARE = """<!DOCTYPE html>
<html lang="nl"><head><title>Proef</title>{head}</head><body>{body}</body></html>"""


def document(body: str = "", head: str = "") -> str:
    return BARE.format(body=body, head=head)


def text_of(data: bytes) -> str:
    return "\n".join(one.extract_text() for one in PdfReader(io.BytesIO(data)).pages)


def fonts_of(data: bytes) -> set[str]:
    objects: Any = PdfReader(io.BytesIO(data)).pages[0]["/Resources"]
    fonts = objects["/Font"].values()
    return {str(font.get_object()["/BaseFont"]).split("+")[1] for font in fonts}


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A port that knows whether anybody called."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


WAYS_OUT = {
    "img": '<img alt="x" src="{url}">',
    "import": "<style>@import url({url});</style>",
    "font-face": "<style>@font-face{{font-family:X;src:url({url})}} p{{font-family:X}}</style><p>x",
    "object": '<object data="{url}">x</object>',
    "embed": '<embed src="{url}">',
    "svg image": '<svg width="9" height="9"><title>x</title><image href="{url}"/></svg>',
    "svg use": '<svg width="9" height="9"><title>x</title><use href="{url}#a"/></svg>',
    "background": '<p style="background:url({url})">x</p>',
    "list style": '<ul style="list-style-image:url({url})"><li>x</ul>',
    "content": "<style>p::before{{content:url({url})}}</style><p>x</p>",
    "stylesheet": '<link rel="stylesheet" href="{url}">',
    "attachment": '<link rel="attachment" href="{url}">',
    "attachment link": '<a rel="attachment" href="{url}">x</a>',
}


@pytest.mark.parametrize("scheme", ["http", "https", "file", "data", "data-css", "relative"])
@pytest.mark.parametrize("way", WAYS_OUT)
def test_no_way_leads_out(way: str, scheme: str, listener: socket.socket, tmp_path: Path) -> None:
    secret = tmp_path / "geheim.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>GEHEIM</text></svg>')
    port = listener.getsockname()[1]
    url = {
        "http": f"http://127.0.0.1:{port}/x.svg",
        "https": f"https://127.0.0.1:{port}/x.svg",
        "file": secret.as_uri(),
        "data": "data:image/svg+xml,GEHEIM",
        "data-css": "data:text/css,p%7Bcolor:red%7D",
        "relative": "../../manage.py",
    }[scheme]
    markup = WAYS_OUT[way].format(url=url)
    try:
        result = render_html(document(body=markup, head=markup if "<link" in markup else ""))
    except OSError:
        pass  # WeasyPrint gives up on the whole document; nothing was read either
    else:
        expected = "https://opbouw.invalid/manage.py" if scheme == "relative" else url
        # An SVG can only use an element of its own file; what it never asks cannot be refused.
        allowed = {(), (expected,)} if way == "svg use" else None
        asked = tuple(dict.fromkeys(one.split("#")[0] for one in result.refused))
        assert asked in allowed if allowed else asked == (expected,)
        assert PdfReader(io.BytesIO(result.data)).attachments == {}
        assert "GEHEIM" not in text_of(result.data)
    with pytest.raises(BlockingIOError):
        listener.accept()


def test_every_character_comes_from_our_own_fonts() -> None:
    result = render_html(
        document("<p>ĳs Ĳ co\u2010op zo\u2011veel → ≤ ✓ ï € “ja” <b>ĳ → vet</b> مرحبا Привет</p>"),
        style_sheets=("basis.css",),
    )

    assert fonts_of(result.data) == {
        "Opbouw-Tekst",
        "Opbouw-Tekst-Bold",
        "Opbouw-Tekst-Ext",
        "Opbouw-Tekst-Ext-Bold",
        "Opbouw-Rest",
        "Opbouw-Rest-Bold",
    }
    assert page.validate_pdf_bytes(result.data, profile="ua1").failures == []


def test_a_character_that_no_font_holds_is_shown_as_missing() -> None:
    assert unprintable("De 中 en nog een 中 en \x00") == "中\x00"

    result = render_html(document("<p>voor 中 na</p>"))

    assert text_of(result.data) == "voor \N{REPLACEMENT CHARACTER} na"
    assert page.validate_pdf_bytes(result.data, profile="ua1").failures == []


def test_a_missing_font_file_stops_with_what_to_do(tmp_path: Path) -> None:
    with (
        override_settings(BASE_DIR=tmp_path),
        pytest.raises(FontMissingError, match="Draai eerst `npm ci`"),
    ):
        font_files()


SCRIPT = """
import hashlib, os, django
django.setup()
from opbouw.lib.pdf import render_html
data = render_html({html!r}, style_sheets=("basis.css",)).data
print(hashlib.sha256(data).hexdigest(), "FONTCONFIG_FILE" in os.environ)
"""


def test_another_machine_makes_the_same_bytes(tmp_path: Path) -> None:
    html = document("<h1>Kop</h1><p>ĳs → 中</p>")
    here = render_html(html, style_sheets=("basis.css",)).data
    environment = {**os.environ, "HOME": str(tmp_path), "TZ": "Asia/Tokyo", "LANG": "C"}

    there = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(html=html)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert there.stdout == f"{hashlib.sha256(here).hexdigest()} False\n"


def test_threads_take_turns() -> None:
    htmls = [document(f"<h1>Kop {number}</h1><p>Tekst {number}</p>") for number in range(8)]
    alone = [render_html(html).data for html in htmls]

    with ThreadPoolExecutor(4) as pool:
        together = [result.data for result in pool.map(render_html, htmls)]

    assert together == alone


def test_a_fork_after_the_first_pdf_is_refused_and_leaves_the_fonts_alone(tmp_path: Path) -> None:
    html = document("<p>ĳs</p>")
    before = render_html(html, style_sheets=("basis.css",)).data

    child = subprocess.run(
        [sys.executable, "-c", FORK.format(html=html)],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )

    own = hashlib.sha256(before).hexdigest()
    refused = "Make the first PDF in the process itself, not before its fork."
    assert child.stdout.splitlines() == [own, refused, own]
    assert child.stderr == ""
    assert list(tmp_path.iterdir()) == []


FORK = """
import hashlib, multiprocessing, django
django.setup()
from opbouw.lib.pdf import render_html
def work():
    try:
        data = render_html({html!r}, style_sheets=("basis.css",)).data
    except RuntimeError as error:
        print(error, flush=True)
    else:
        print(hashlib.sha256(data).hexdigest(), flush=True)
work()
child = multiprocessing.get_context("fork").Process(target=work)
child.start()
child.join()
work()
"""


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "notities" / "een.pdf"

    assert write_pdf_file(path, b"oud") == hashlib.sha256(b"oud").hexdigest()
    assert write_pdf_file(path, b"nieuw") == hashlib.sha256(b"nieuw").hexdigest()
    assert path.read_bytes() == b"nieuw"
    (path.parent / "map").mkdir()
    (path.parent / "map" / "iets").touch()
    with pytest.raises(OSError, match="directory"):
        write_pdf_file(path.parent / "map", b"past niet")
    assert sorted(one.name for one in path.parent.iterdir()) == ["een.pdf", "map"]


def test_a_template_is_escaped_and_in_the_language_of_the_document(tmp_path: Path) -> None:
    html = render_template_html("pdf/layout.html", {"style_sheet_urls": ('"><script>',)})

    assert '<html lang="nl">' in html
    assert '<link rel="stylesheet" href="&quot;&gt;&lt;script&gt;">' in html
