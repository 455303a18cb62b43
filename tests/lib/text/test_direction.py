"""A text is read in the direction of its first letter that has one."""

import pytest
from django.template import Context, Template

from opbouw.lib.text.direction import direction, quoted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", "ltr"),
        ("Wij eten samen.", "ltr"),
        ("نأكل معا.", "rtl"),
        ("אנחנו אוכלים יחד", "rtl"),
        # Digits, marks and spaces have no direction of their own.
        ("2026: “نأكل معا”", "rtl"),
        ("10 (!) – ", "ltr"),
        ("De bewoners zeggen: نأكل معا", "ltr"),
        ("نأكل in De Brink", "rtl"),
    ],
)
def test_the_first_letter_with_a_direction_decides(text: str, wanted: str) -> None:
    assert direction(text) == wanted


def test_quotation_marks_change_places_from_right_to_left() -> None:
    assert [quoted("Samen"), quoted("معا")] == ["“Samen”", "”معا“"]


def test_each_paragraph_has_its_own_direction_and_markup_stays_text() -> None:
    text = "Wij <b>eten</b>\nsamen.\n\nنأكل معا."
    template = Template('{% load reading %}<h1 dir="{{ text|direction }}">{{ text|paragraphs }}')
    assert template.render(Context({"text": text})) == (
        '<h1 dir="ltr"><p>Wij &lt;b&gt;eten&lt;/b&gt;<br>samen.</p>\n<p dir="rtl">نأكل معا.</p>'
    )


def test_marks_and_paragraphs_go_together() -> None:
    template = Template("{% load reading %}{{ text|quoted|paragraphs }}")
    assert template.render(Context({"text": "a & b"})) == "<p>“a &amp; b”</p>"
