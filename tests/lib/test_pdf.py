import hashlib
import io
import os
import socket
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import page
import pytest
from django.test import override_settings
from pypdf import PdfReader

from opbouw.lib.media import write_file
from opbouw.lib.pdf import (
    FontMissingError,
    render_html,
    render_template_html,
    unprintable,
)
from opbouw.lib.pdf.fonts import COMMON, covered, font_files, letters_needed
from opbouw.lib.text.direction import direction

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
        document("<p>ĳs Ĳ co\u2010op zo\u2011veel → ≤ ✓ ï € “ja” <b>ĳ → vet</b></p>"),
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


# What residents say, the direction, and the font whose letters they must be.
QUOTES = {
    "vi": ("Chúng tôi muốn nấu ăn cùng nhau ở quảng trường", "Opbouw-Letters-noto-sans-vietnamese"),
    "tr": ("Çocuklar güvenle oynasın, ışık az İğde", ""),
    "pl": ("Zażółć gęślą jaźń", ""),
    "ar": ("نريد مكانًا في الحي للعب، متى؟", "Opbouw-Letters-vazirmatn-arabic"),
    "ur": ("ہمیں بچوں کے لیے جگہ چاہیے۔ ٹھیک ڈر بڑا گھر", "Opbouw-Letters-vazirmatn-arabic"),
    "fa": ("ما می\u200cخواهیم کنار هم بپزیم؟ گچ پژ", "Opbouw-Letters-vazirmatn-arabic"),
    "ckb": ("ڕێگای ئێمە بۆ یاری ڵە", "Opbouw-Letters-vazirmatn-arabic"),
    "ps": ("موږ د ماشومانو لپاره ځای غواړو ښه ټول", "Opbouw-Letters-vazirmatn-arabic"),
    "ru": ("Мы хотим готовить вместе", "Opbouw-Letters-noto-sans-cyrillic"),
    "uk": ("Ми хочемо їсти, ґанок є", "Opbouw-Letters-noto-sans-cyrillic"),
    "el": ("Θέλουμε να μαγειρεύουμε μαζί, ναί", "Opbouw-Letters-noto-sans-greek"),
    "am": ("ልጆቻችን የሚጫወቱበት ቦታ እንፈልጋለን።", "Opbouw-Letters-noto-sans-ethiopic-ethiopic"),
    "zh": ("我们希望广场上有更多的长椅，孩子们可以一起玩。", "Opbouw-Letters-noto-sans-sc"),
    "emoji": ("Mooi 🎈 🏡", "Opbouw-Letters-noto-emoji"),
}
FOOT = "pagina 1 van 1"
HINDI = "बच्चों के लिए ज़्यादा जगह चाहिए, क्योंकि ढूँढ़ना मुश्किल है"


def bare(text: str) -> str:
    """A text without spaces, joiners and marks of direction, which are of the page's layout."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")


def quote(text: str, lang: str = "nl") -> str:
    return document(f'<p lang="{lang}" dir="{direction(text)}">{text}</p>')


@pytest.mark.parametrize("lang", QUOTES)
def test_a_quote_is_drawn_in_letters_of_its_own_and_is_read_back(lang: str) -> None:
    text, font = QUOTES[lang]
    assert unprintable(text) == ""

    result = render_html(quote(text, lang), style_sheets=("basis.css",))

    letters = {one for one in fonts_of(result.data) if "Letters" in one}
    assert {font in one for one in letters} == ({True} if font else set())
    assert "�" not in text_of(result.data)
    # The order within a line from right to left is the reader's work; no letter is another one.
    assert sorted(bare(text_of(result.data).replace(FOOT, ""))) == sorted(bare(text))
    assert page.validate_pdf_bytes(result.data, profile="ua1").failures == []


def test_hindi_and_sequences_of_emoji_are_drawn_whole() -> None:
    for text in (HINDI, "👍🏽 👨‍👩‍👧 ❤️ 🇳🇱 1️⃣ 🏳️‍🌈"):
        assert unprintable(text) == ""
        data = render_html(quote(text), style_sheets=("basis.css",)).data
        assert any("Letters" in one for one in fonts_of(data))
        assert "�" not in text_of(data)
        assert page.validate_pdf_bytes(data, profile="ua1").failures == []


def test_an_ordinary_note_is_the_same_whatever_was_written_before() -> None:
    plain = document("<h1>Kop ĳ</h1><p>Plein → ‘Zuid’ <b>vet</b></p>")
    everything = document("".join(f"<p>{text}</p>" for text, _font in QUOTES.values()))
    before = [render_html(one, style_sheets=("basis.css",)).data for one in (plain, everything)]
    for text, _font in QUOTES.values():
        render_html(quote(text), style_sheets=("basis.css",))

    after = [render_html(one, style_sheets=("basis.css",)).data for one in (plain, everything)]

    assert after == before
    assert not any("Letters" in one for one in fonts_of(after[0]))


def test_only_what_a_text_needs_is_opened() -> None:
    assert letters_needed("Gewoon Nederlands: één ĳs → ✓ co\u2010op “ja” €") == {}
    found = letters_needed("Привет, Москва → 我")
    assert {face.part for face in found} > {"cyrillic"}
    assert {face.package.rpartition("/")[2] for face in found} == {"noto-sans", "noto-sans-sc"}


def test_what_surely_can_be_drawn_can_be_drawn() -> None:
    assert covered() >= COMMON


def test_a_character_that_no_font_holds_is_shown_as_missing() -> None:
    assert unprintable("De 𓀀 en nog een 𓀀 en \x00") == "𓀀\x00"

    html = document("<p>voor 𓀀 na</p>").replace("Proef", "Proef 𓀀 🦕")
    result = render_html(html)

    assert text_of(result.data) == "voor \N{REPLACEMENT CHARACTER} na"
    # The title is for the reader's own program, which has its own letters.
    metadata = PdfReader(io.BytesIO(result.data)).metadata
    assert metadata is not None
    assert metadata.title == "Proef 𓀀 🦕"
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
    html = document("<h1>Kop</h1><p>ĳs → 中 መ</p>")
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

    assert write_file(path, b"oud") == hashlib.sha256(b"oud").hexdigest()
    assert write_file(path, b"nieuw") == hashlib.sha256(b"nieuw").hexdigest()
    assert path.read_bytes() == b"nieuw"
    (path.parent / "map").mkdir()
    (path.parent / "map" / "iets").touch()
    with pytest.raises(OSError, match="directory"):
        write_file(path.parent / "map", b"past niet")
    assert sorted(one.name for one in path.parent.iterdir()) == ["een.pdf", "map"]


def test_a_template_is_escaped_and_in_the_language_of_the_document(tmp_path: Path) -> None:
    html = render_template_html("pdf/layout.html", {"style_sheet_urls": ('"><script>',)})

    assert '<html lang="nl">' in html
    assert '<link rel="stylesheet" href="&quot;&gt;&lt;script&gt;">' in html
