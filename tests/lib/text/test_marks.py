"""Marks on letters: what people write passes, a tower of them does not."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError

from opbouw.lib.text import marks
from opbouw.lib.text.freetext import clean_text
from opbouw.lib.text.marks import MOST, longest_row

# Fully written out, as in a school book or a holy book: more marks than anybody types here.
WRITTEN = [
    "السَّلَامُ عَلَيْكُمْ وَرَحْمَةُ ٱللَّهِ وَبَرَكَاتُهُۥ، هٰذَا مُتَّفَقٌ عَلَيْهِ",
    "बच्चों के लिए ज़्यादा जगह चाहिए, क्योंकि ढूँढ़ना मुश्किल है",
    "Chúng tôi muốn nấu ăn cùng nhau ở quảng trường, mỗi thứ bảy đều được",
    unicodedata.normalize("NFD", "Chúng tôi muốn nấu ăn cùng nhau ở quảng trường"),
    "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים אֵ֥ת הַשָּׁמַ֖יִם",
    "ཧཱུྃ བསྒྲུབས་ རྒྱལ་",
    "เราอยากทำอาหารด้วยกันที่ลานกว้าง",
    "ကြွေ့ကျွန်တော်တို့",
    "👩🏽‍🦰 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ ✌🏾",
    "ﾊﾟｰﾃｨｰ ｶﾞｯｺｳ",
    "Ümit, Zoë, Łukasz, naïef, crème brûlée, Antònia",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_what_people_write_passes(text: str) -> None:
    assert clean_text(text) == unicodedata.normalize("NFC", text)
    # Not at the edge either: twice as many would still pass.
    assert longest_row(text) * 2 <= MOST


@pytest.mark.parametrize("mark", ["\u0301", "\u0344", "\u0f73", "\u20dd", "\ufe0f", "\uff9e"])
def test_a_tower_of_marks_is_refused_in_words(mark: str) -> None:
    assert clean_text(f"Z{mark * MOST}o")
    with pytest.raises(ValidationError) as caught:
        clean_text(f"Z{mark * (MOST + 1)}o")
    assert caught.value.messages == [
        "Op één letter staan te veel streepjes of puntjes. Typ dat stuk opnieuw."
    ]


def test_every_mark_of_unicode_is_one() -> None:
    """Whatever is put in order when a text is normalised, in each of the four ways."""
    every = [chr(code) for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF]
    ordered = {
        char
        for char in every
        if unicodedata.category(char)[0] == "M"
        or all(map(unicodedata.combining, unicodedata.normalize("NFKD", char)))
    }
    assert {char for char in every if marks._rows().fullmatch(char)} == ordered
