"""The check on free text: what is found, what is left alone, and that it stays fast."""

import time
from collections import Counter
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError

from opbouw.lib.text.as_read import as_read
from opbouw.lib.text.checks import CHECKS, passes_eleven_test
from opbouw.lib.text.freetext import Finding, Kind, check_text, clean_text, is_blank, mark
from opbouw.lib.text.numbers import find
from opbouw.lib.text.patterns import PATTERNS
from tests.lib.text.hostile import PIECES
from tests.lib.text.measure import sentences


def found(text: str) -> list[tuple[str, str]]:
    return [(finding.kind.value, finding.fragment) for finding in check_text(text)]


@pytest.mark.parametrize(
    "fragment",
    ["111222333", "123456782", "123.456.782", "1234.56.782", "123 456 782", "123-456-782",
     "1 2 3 4 5 6 7 8 2", "123\u00a0456\u00a0782", "12 34 56 782", "١٢٣٤٥٦٧٨٢"],
)  # fmt: skip
def test_a_citizen_service_number_blocks(fragment: str) -> None:
    for text in (fragment, f"bsn {fragment}.", f"3 {fragment} 14", f"({fragment})"):
        findings = [finding for finding in check_text(text) if finding.blocks]
        assert [finding.kind for finding in findings] == [Kind.BSN], text
        assert fragment in findings[0].fragment or text.startswith("3 ")


@pytest.mark.parametrize(
    "text",
    ["12\u200b3456782", "123456\u00ad782", "1234\u2060 56782", "123\n456\n782", "123 456\n782",
     "1\u31642\ufe0f3\u20e3456782", "123\u2003456\u3000782", "123\ufe63456\ufe63782",
     "123\r\n456\r\n782", "123\u2028456\u2029782", "\ufeff123456782\u200e", "123456782\n",
     "𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟐"],
)  # fmt: skip
def test_a_citizen_service_number_blocks_however_it_is_hidden(text: str) -> None:
    (finding,) = check_text(f"bsn {text} einde")
    assert finding.kind == Kind.BSN
    assert finding.blocks is True
    assert finding.fragment == f"bsn {text} einde"[finding.start : finding.end]
    assert finding.fragment[0].isdecimal() is True
    assert finding.fragment[-1].isdecimal() is True


@pytest.mark.parametrize(
    "text",
    ["123456789", "000000000", "0123456782", "1234567820", "€ 123456782", "123.456.782 euro",
     "12-04-2026 3 mensen", "52.123456782", "aantallen: 12 15 18 20 9 14 11", "+31 123456782",
     "12\n15\n18\n20\n9\n14\n11", "1234\u200b56789", "123\n\n456\n\n782"],
)  # fmt: skip
def test_other_numbers_do_not_block(text: str) -> None:
    assert not any(finding.blocks for finding in check_text(text))


def test_the_eleven_test() -> None:
    assert [n for n in range(100_000_000, 100_000_060) if passes_eleven_test(str(n))] == [
        100000009, 100000010, 100000022, 100000034, 100000046, 100000058,
    ]  # fmt: skip
    assert not passes_eleven_test("12345678")
    assert not passes_eleven_test("12345678²")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mevrouw De Vries belde.", ("naam", "Mevrouw De Vries")),
        ("met mevr. van der Berg-de Wit", ("naam", "mevr. van der Berg-de Wit")),
        ("dhr.Jansen", ("naam", "dhr.Jansen")),
        ("meneer J.P. Smit uit de flat", ("naam", "meneer J.P. Smit")),
        ("mevrouw Fatima El Amrani zei", ("naam", "mevrouw Fatima El Amrani")),
        ("opa Kees en de rest", ("naam", "opa Kees")),
        ("mevrouw 't Hart", ("naam", "mevrouw 't Hart")),
        ("mevrouw in 't Veld", ("naam", "mevrouw in 't Veld")),
        ("MENEER ŞAHIN", ("naam", "MENEER ŞAHIN")),
        ("bel 06-12345678", ("telefoon", "06-12345678")),
        ("06 12 34 56 78", ("telefoon", "06 12 34 56 78")),
        ("010 - 123 45 67 thuis", ("telefoon", "010 - 123 45 67")),
        ("(0183) 12 34 56", ("telefoon", "(0183) 12 34 56")),
        ("+31 (0)6 12345678", ("telefoon", "+31 (0)6 12345678")),
        ("0031612345678", ("telefoon", "0031612345678")),
        ("+31 123456782", ("telefoon", "+31 123456782")),
        ("0612345678 2 keer gebeld", ("telefoon", "0612345678")),
        ("+32 470 12 34 56", ("telefoon", "+32 470 12 34 56")),
        ("jan.de.vries+x@post.voorbeeld.nl.", ("e-mail", "jan.de.vries+x@post.voorbeeld.nl")),
        ("op NL91 ABNA 0417 1643 00 graag", ("iban", "NL91 ABNA 0417 1643 00")),
        ("nl91abna0417164300", ("iban", "nl91abna0417164300")),
        ("BE68 5390 0754 7034", ("iban", "BE68 5390 0754 7034")),
        ("geboren op 3-4-1950 in Vlist", ("geboortedatum", "3-4-1950")),
        ("geb. 3 april 1950", ("geboortedatum", "3 april 1950")),
        ("Geboortedatum: 1950-04-03", ("geboortedatum", "1950-04-03")),
        ("3-4-50 geboren", ("geboortedatum", "3-4-50")),
        ("woont op Lindelaan 12a", ("adres", "Lindelaan 12a")),
        ("1234 AB 12", ("adres", "1234 AB 12")),
        ("1234AB, nr 12-3", ("adres", "1234AB, nr 12-3")),
        ("zij heeft dementie", ("diagnose", "dementie")),
        ("een ADHD-kind", ("diagnose", "ADHD")),
        ("hij is verstandelijk beperkt", ("diagnose", "verstandelijk beperkt")),
        ("een zoon met ASS erbij", ("diagnose", "ASS")),
        ("Suïcidaal", ("diagnose", "Suïcidaal")),
    ],
)
def test_what_points_at_one_person_is_found(text: str, expected: tuple[str, str]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "mevrouw op de hoek maakt soep",
        "De heer des huizes was er niet.",
        "Gesproken met mevr. Ze vertelde over de tuin.",
        "opa en oma passen op",
        "meneer uit Marokko",
        "mevrouw van de Voedselbank",
        "de Dr. Nolenslaan en de Pastoor Jansenweg",
        "om 10 uur op 12 april 2026",
        "op 12-04-2026 om 10.30 uur",
        "€ 1.250 voor 35 bewoners, kenmerk 2026-014",
        "In 2026 en 2027 komen er 1250 op de lijst",
        "Kerstmarkt 2026 op het Dorpsplein 12 april",
        "In de Lindelaan 12 huishoudens gesproken",
        "Onderweg 3 mensen gezien",
        "GM9999, WK999901 en BU99990102",
        "Alzheimer Café en een dementievriendelijke wijk",
        "Ze voelt zich eenzaam en heeft stress over de zorg",
        "ALS HET REGENT GAAT HET NIET DOOR",
        "een ms en een add-on, als het kan",
        "14 010, 112 en 0800-1234",
        "de score was 12 15 18 20 9 14 11",
        "NL00 ABNA 1417 1643 00",
        "het idee is geboren in de kantine",
        "@buurthuis en a@b",
        "Heerhugowaard, Omaatje",
    ],
)
def test_ordinary_practice_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_number_inside_an_address_still_blocks() -> None:
    assert found("123456782@voorbeeld.nl")[0] == ("bsn", "123456782")


def test_marking_keeps_every_character_in_its_place() -> None:
    text = "Mevrouw De Vries\u00a0(06\u201112345678) heeft dementie, bsn 123456782!"
    findings = check_text(text)
    assert [finding.kind for finding in findings] == [
        Kind.NAAM, Kind.TELEFOON, Kind.DIAGNOSE, Kind.BSN,
    ]  # fmt: skip
    assert all(text[item.start : item.end] == item.fragment for item in findings)
    assert all(one.end <= two.start for one, two in pairwise(findings))
    pieces = mark(text, findings)
    assert "".join(piece for piece, _ in pieces) == text
    assert [finding for _, finding in pieces if finding] == findings


def test_marking_nothing_and_overlap() -> None:
    assert mark("", []) == []
    assert mark("abc", []) == [("abc", None)]
    one, two = (Finding(Kind.NAAM, n, n + 2, "xx", "") for n in (0, 1))
    assert mark("xxx", [two, one]) == [("xx", one), ("x", None)]


@pytest.mark.parametrize("piece", PIECES)
def test_ten_times_the_text_takes_ten_times_the_work(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        start = time.process_time()
        check_text(text)
        clean_text(text)
        return time.process_time() - start

    short = min(seconds(5_000) for _ in range(2))
    # Ten times the text: linear is 10 times, quadratic 100. The constant is for a busy machine.
    assert seconds(50_000) < 30 * short + 0.2


def test_text_is_cleaned() -> None:
    assert clean_text("een  \r\ntwee\t\rdrie\u2028vier\n\n \n") == "een\ntwee\ndrie\nvier"
    assert clean_text("  Cafe\u0301") == "  Café"
    assert clean_text("مرحبا\u200f ĳ\tx") == "مرحبا\u200f ĳ\tx"
    assert clean_text("") == ""


REFUSED = [*range(9), 11, 12, *range(14, 32), *range(0x7F, 0xA0), 0xD800, 0xDFFF,
           *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFFFE]  # fmt: skip


@pytest.mark.parametrize("code", REFUSED)
def test_characters_that_nobody_typed_are_refused(code: int) -> None:
    with pytest.raises(ValidationError) as caught:
        clean_text(f"a{chr(code)}b")
    assert caught.value.messages[0].startswith("In deze tekst zit een")


def test_a_finding_stands_where_the_reader_sees_it() -> None:
    text = "bel\u00ad 06-12\u200b34 56\u00a078 of mail\u2060 els@vo\u00adorbeeld.nl"
    assert found(text) == [
        ("telefoon", "06-12\u200b34 56\u00a078"),
        ("e-mail", "els@vo\u00adorbeeld.nl"),
    ]


@pytest.mark.parametrize(
    ("text", "blank"),
    [("\u200b", True), ("\u2060 \u3164\n", True), ("\u0301", True), ("\u2800\ufe0f", True),
     ("", True), ("a", False), ("👋", False), ("سلام", False), ("-", False), ("\u200bé", False)],
)  # fmt: skip
def test_a_text_without_anything_to_see(text: str, blank: bool) -> None:
    assert is_blank(text) == blank


def test_the_table_of_sentences_is_long_enough_and_says_each_once() -> None:
    rows = sentences()
    assert len(rows) >= 330
    assert len({text for text, _ in rows}) == len(rows)
    # Enough of each kind, and enough in which nothing may be found.
    per_kind = Counter(kind for _, kinds in rows for kind in kinds)
    assert min(per_kind[kind] for kind in Kind) >= 20
    assert sum(not kinds for _, kinds in rows) >= 150


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("Op Rĳksstraatweg 12 is het donker", "Rĳksstraatweg 12"),
        ("bij Prins Bernhardstr. 12a, boven", "Prins Bernhardstr. 12a"),
        ("ĳĳĳ nummer ٠٦١٢٣٤٥٦٧٨ ĳĳĳ", "٠٦١٢٣٤٥٦٧٨"),
        ("ĳ mevrouw d’Ancona, ja", "mevrouw d’Ancona"),
        ("mail jan\u200b [at] voorbeeld.nl nu", "jan\u200b [at] voorbeeld.nl"),
        ("op NL 91 ABNA 0417 1643 00 graag", "NL 91 ABNA 0417 1643 00"),
        ("woont aan de Lindelaan, huisnummer 12.", "Lindelaan, huisnummer 12"),
    ],
)
def test_a_find_is_the_whole_of_it_in_its_own_characters(text: str, fragment: str) -> None:
    assert [finding.fragment for finding in check_text(text)] == [fragment]


def test_every_pattern_is_needed_and_says_which_check_it_wants() -> None:
    texts = [as_read(text)[0] for text, _ in sentences()]
    texts += ["BSN 123 456 782", "bel 0612345678"]
    for one in PATTERNS:
        assert one.check in CHECKS
        assert any(True for text in texts for _ in find(one.kind, text, only={one.name})), one.name
    assert len({(one.kind, one.name) for one in PATTERNS}) == len(PATTERNS)
