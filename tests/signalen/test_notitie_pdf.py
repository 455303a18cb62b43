import hashlib
import io
import re
from collections.abc import Iterator
from typing import Any

import page
import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from opbouw.lib.pdf import render_html, unprintable
from signalen.inhoud import (
    CijferInhoud,
    LijnInhoud,
    NotitieInhoud,
    ProtectedText,
    VerhaalInhoud,
    from_json,
    to_json,
)
from signalen.opmaak import STYLE_SHEETS, notitie_html, notitie_pdf
from tests.signalen.voorbeeld import voorbeeld_inhoud

HEADINGS = [
    "1. In het kort",
    "2. Onze vraag",
    "3. Wat bewoners merken",
    "4. Wat de cijfers zeggen",
    "5. Duiding",
    "6. Wat er al is",
    "7. Mogelijke richtingen",
    "8. Afspraken en terugkoppeling",
    "Bijlage: hoe deze notitie is gemaakt",
]
OPTIONAL = (
    *("cc", "hoe_vaak", "wat_opvalt", "wat_we_niet_weten", "duiders", "tegengeluid"),
    *("spanningen", "bronnen", "geprobeerd", "contact", "herkomst", "telwijze", "privacy"),
    *("akkoord", "terugkoppeling"),
)
EMPTY: dict[str, Any] = dict.fromkeys(OPTIONAL, "")
SENTENCE = "Bewoners van het Lindeplein vertellen wat de energierekening met hun straat doet. "
LONG = "\n\n".join([SENTENCE * 12] * 4)


def short() -> NotitieInhoud:
    inhoud = voorbeeld_inhoud()
    lists: dict[str, Any] = dict.fromkeys(
        ("themas", "lijnen", "verhalen", "cijfers", "initiatieven", "richtingen", "versies"), ()
    )
    return replace(inhoud, **EMPTY, **lists, vragen=inhoud.vragen[:1], reactie_voor=None)


def long() -> NotitieInhoud:
    inhoud = voorbeeld_inhoud()
    long_texts: dict[str, Any] = {**dict.fromkeys(OPTIONAL, LONG), "cc": SENTENCE * 3}
    return replace(
        inhoud,
        **long_texts,
        titel=(SENTENCE * 2).strip(),
        in_het_kort=SENTENCE * 8,
        duiding=LONG,
        vragen=tuple(replace(one, wat=SENTENCE * 6) for one in inhoud.vragen),
        verhalen=tuple(replace(one, tekst=SENTENCE * 7) for one in inhoud.verhalen),
        richtingen=tuple(
            replace(one, voordelen=LONG, nadelen=SENTENCE) for one in inhoud.richtingen
        ),
    )


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def squeezed(data: bytes) -> str:
    """The text without white space, which the layout puts where it likes."""
    return re.sub(r"\s", "", "".join(one.extract_text() for one in read(data).pages))


def titles(outline: list[Any]) -> Iterator[tuple[int, str]]:
    level = 0
    for entry in outline:
        if isinstance(entry, list):
            yield from ((deep + 1, title) for deep, title in titles(entry))
        else:
            yield level, entry.title


@pytest.mark.parametrize("inhoud", [voorbeeld_inhoud(), short(), long()])
def test_every_note_is_accessible(inhoud: NotitieInhoud) -> None:
    data = notitie_pdf(inhoud)

    assert page.validate_pdf_bytes(data, profile="ua1").failures == []
    reader = read(data)
    assert str(reader.root_object["/Lang"]) == "nl"
    metadata = reader.metadata
    assert metadata is not None
    assert metadata.title == inhoud.titel
    assert metadata.author == "Welzijn De Brink"
    assert metadata.subject == "Agendanotitie 2026-014, versie 2"
    bookmarks = list(titles(reader.outline))
    assert [title for level, title in bookmarks if level == 0] == [inhoud.titel]
    assert [title for level, title in bookmarks if level == 1] == HEADINGS


@pytest.mark.parametrize(("inhoud", "pages"), [(voorbeeld_inhoud(), 3), (short(), 2)])
def test_an_ordinary_note_takes_two_to_four_pages(inhoud: NotitieInhoud, pages: int) -> None:
    assert len(read(notitie_pdf(inhoud)).pages) == pages


def test_page_one_tells_what_is_asked_of_whom_and_by_when() -> None:
    inhoud = voorbeeld_inhoud()
    first = " ".join(read(notitie_pdf(inhoud)).pages[0].extract_text().split())

    wanted = [
        inhoud.titel,
        inhoud.aan,
        "2026-014",
        "januari tot en met april 2026",
        "22 mei 2026",
        inhoud.in_het_kort,
        *(vraag.wat for vraag in inhoud.vragen),
        "Gesprek · wethouder Wonen · uiterlijk 22 mei 2026",
        "Stoppen met · afdeling Sociaal Domein · uiterlijk 1 september 2026",
        "2026-014 · versie 2 · 10 april 2026",
        "pagina 1 van 3",
        "/controle/",
    ]
    assert [one for one in wanted if one not in first] == []


def test_what_is_not_known_is_said_even_when_nobody_wrote_it_down() -> None:
    text = squeezed(notitie_pdf(short()))

    assert "WatwenietwetenHieroverisnietsopgeschreven." in text
    assert "Wehoordennoggeentegengeluid." in text


def test_a_reason_stands_once_beside_all_its_lines() -> None:
    waarom = "buren rijden, de bus is van de provincie"
    lijnen = (LijnInhoud("verbinden", waarom), LijnInhoud("koppelen", waarom))
    html = notitie_html(replace(voorbeeld_inhoud(), lijnen=lijnen))

    assert html.count(waarom) == 1
    assert re.findall(r'class="lijn (\w+)"', html.partition(waarom)[0]) == ["verbinden", "koppelen"]


def test_each_figure_stands_with_its_area_and_what_is_the_same_is_said_once() -> None:
    inhoud = voorbeeld_inhoud()
    one, other = (
        replace(cijfer, bron="CBS", peildatum="2024", bescherming="zo gepubliceerd")
        for cijfer in inhoud.cijfers[:2]
    )

    def headings(*cijfers: CijferInhoud) -> tuple[list[str], list[str]]:
        html = notitie_html(replace(inhoud, cijfers=cijfers))
        table, _end, after = html.partition('<table class="cijfers')[2].partition("</table>")
        below = re.findall(r'<p class="cijfers-bron">(.+?)</p>', after, re.S)
        columns = re.findall(r'<th scope="col"[^>]*>([^<]+)', table)
        return columns, [" ".join(line.split()) for line in below]

    compare = "Ter vergelijking"
    once = "Bron: CBS, 2024. Deze cijfers zijn al openbaar."
    assert headings(one, other) == (["Cijfer", "Gebied", "Waarde", compare], [once])
    assert headings(one) == (["Cijfer", "De Weide (wijk)", compare], [once])
    # A version from before there were other areas.
    assert headings(replace(one, gebied="")) == (["Cijfer", "De Weide", compare], [once])
    assert headings(one, replace(other, bron="GGD")) == (
        ["Cijfer", "Gebied", "Waarde", compare, "Bron en datum"],
        ["Deze cijfers zijn al openbaar."],
    )
    assert headings(one, replace(other, bescherming="")) == (
        ["Cijfer", "Gebied", "Waarde", compare, "Bescherming"],
        ["Bron: CBS, 2024."],
    )


def test_what_stands_out_is_read_before_the_table() -> None:
    text = squeezed(notitie_pdf(voorbeeld_inhoud()))

    assert text.index("slechtlabel;indegemeente18%.") < text.index("Tervergelijking")


def test_arabic_runs_from_right_to_left_in_an_accessible_file() -> None:
    verhaal = VerhaalInhoud(
        "لا أرى أحدا (رقم 12)!\n\nIn De Brink wel.", "ouders, plein", ProtectedText("")
    )
    titel = "الستائر المغلقة: ماذا يفعل البرد؟"
    inhoud = replace(voorbeeld_inhoud(), titel=titel, verhalen=(verhaal,))

    html = notitie_html(inhoud)
    assert f'<h1 dir="rtl">{titel}</h1>' in html
    (quote,) = re.findall(r"<blockquote.*?</blockquote>", html, re.S)
    assert [line.strip() for line in quote.splitlines()] == [
        '<blockquote class="verhaal" dir="rtl">',
        '<p dir="rtl">”لا أرى أحدا (رقم 12)!</p>',
        "<p>In De Brink wel.“</p>",
        '<p class="kring"',
        'dir="ltr">ouders, plein</p>',
        "</blockquote>",
    ]
    data = notitie_pdf(inhoud)
    assert page.validate_pdf_bytes(data, profile="ua1").failures == []
    assert unprintable(html) == ""


def test_the_same_content_gives_the_same_file() -> None:
    first = hashlib.sha256(notitie_pdf(voorbeeld_inhoud())).hexdigest()
    again = hashlib.sha256(notitie_pdf(from_json(to_json(voorbeeld_inhoud())))).hexdigest()
    other = replace(voorbeeld_inhoud(), akkoord="Nog niet gelezen.")

    assert again == first
    assert hashlib.sha256(notitie_pdf(other)).hexdigest() != first


def test_the_preview_is_the_same_page_without_inline_style_or_script() -> None:
    html = notitie_html(voorbeeld_inhoud(), style_sheet_urls=("/static/pdf/basis.css",))

    assert '<link rel="stylesheet" href="/static/pdf/basis.css">' in html
    assert re.findall(r"<script|<style|\sstyle=|\son\w+=", html) == []


def test_only_the_preview_has_a_bar_and_a_concept_is_not_called_genuine() -> None:
    bar = {"stand": "Concept.", "terug_url": "/notities/7/"}
    concept = notitie_html(voorbeeld_inhoud(), concept=True, **bar).partition("<body>")[2]
    settled = notitie_html(voorbeeld_inhoud()).partition("<body>")[2]

    marks = ('<a href="/notities/7/">', "Concept.", "versie 2", "/controle/", "Echtheid")
    assert [mark in concept for mark in marks] == [True, True, False, False, False]
    assert [mark in settled for mark in marks] == [False, False, True, True, True]


ATTACKS = [
    "<b>vet</b>",
    '"><img src=http://127.0.0.1:9/x>',
    "<img src=file:///etc/passwd>",
    "<link rel=attachment href=file:///etc/passwd>",
    "<style>@import url(http://127.0.0.1:9/);</style>",
    "<svg><image href=file:///etc/passwd /></svg>",
    "{% include 'pdf/layout.html' %}{{ notitie }}",
    "http://voorbeeld.invalid/?a=1&b=2",
    "</p></section></body>",
]


def attacked(value: Any, attack: str, marks: Iterator[int]) -> Any:
    """The same content, with the attack and a number in every text that a person can type."""
    if isinstance(value, dict):
        return {
            key: item if key == "lijn" else attacked(item, attack, marks)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [attacked(item, attack, marks) for item in value]
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return f"m{next(marks)}m{attack}"
    return value


@pytest.mark.parametrize("attack", ATTACKS)
def test_markup_and_addresses_come_out_as_text_and_fetch_nothing(attack: str) -> None:
    marks = iter(range(1000))
    inhoud = from_json(attacked(to_json(voorbeeld_inhoud()), attack, marks))
    used = next(marks)

    result = render_html(notitie_html(inhoud), style_sheets=STYLE_SHEETS)

    assert result.refused == ()
    text = squeezed(result.data)
    wanted = re.sub(r"\s", "", attack).lower()
    # Line ends may be hyphenated in narrow columns, and a kind of question gets a capital.
    plain = text.replace("-", "").lower()
    missing = [m for m in range(used) if f"m{m}m{wanted}".replace("-", "") not in plain]
    assert missing == []
    assert read(result.data).attachments == {}
