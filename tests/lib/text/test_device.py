"""The check on free text in the browser: the same finds as on the server, light, and fast."""

import gzip
import random
import unicodedata

import pytest
from django.utils import timezone

from opbouw.lib.text.device import TABLE, in_javascript, module
from opbouw.lib.text.freetext import Kind
from tests.lib.text.device import check_on_device, timed_on_device
from tests.lib.text.hostile import PIECES
from tests.lib.text.measure import DOCUMENT, measure, on_server, sentences, table, with_table

# What moves places, folds in surprising ways, is a digit elsewhere or is half a character.
ODD = [
    *"@ ./-()'’`\t\n\r", *"٠٦١٢३９Ａ＠．👋𝟏𝟐ĳĲıİſé½²ⅧßÉ王محمدs\ue000ǅ𝐣ﬆ–—",
    "\u200b", "\u00ad", "\u2060", "\u212a", "\u0301", "\ud83d", "\u2028", "\u3000", "e\u0301",
]  # fmt: skip


YEAR = timezone.localdate().year
# Where a check just says yes and just says no.
EDGES = [
    *(f"geboren op 1-1-{YEAR - ago}" for ago in range(4)),
    *(f"Zij (1-1-{YEAR - ago}) kwam" for ago in range(13, 18)),
    "bel 020 12 34 56 7", "bel 01 12 15 18 20", "bel 01/12/15/18/20", "bel 0 1 2 3 4 5 6 7 8 9",
    "NL91 ABNA 0417 1643 00", "NL91 ABNA 0417 1643 01", "NL91ABNA0417164300x",
    "NL91   ABNA0417164300", "NL91ABNA   0417164300", "ZZ91 ABNA 0417 1643 00", "€ 123456782",
    "123456782 euro", "123456782,50", "+31 123456782", "BSN 12345672", "BSN 1234567",
    "1 12-04-2026 782", "123/456/782", "12 345 6782", "1 2 34567 82", "1234 IN 12", "1234 in 12",
    "1234 ab", "1234 SA 1", "1234AB-12", "1234AB-zone", "de 1234 AB", "Kerkstraat 2026",
    "Kerkstraat 12 mensen", "Kerkstraat 12:30", "Kerkstraat 12a mensen", "Fietspad 12",
    "straat 12", "op de straat 12.", "nr 3 in de Winkelstraat", "nr 3 in de Markthal",
    "mw beneden heeft", "mw jansen heeft", "dhr wijkteam is", "Dr. Nolenslaan",
    "Mevrouw Nolenslaan", "mevrouw X", "mevrouw X.", "mevrouw 王", "mevrouw d'ancona",
    "mevrouw d'Ancona", "mevrouw op Dreef", "mevrouw op de Dreef", "mevrouw van de van der Berg",
    "ALS HET REGENT", "hij heeft ALS nu", "een ADHD-kind", "Alzheimer Café", "a@b.n", "a@b.nl",
    "é@b.nl", "@b.nl", "12 3 4 5 67 82", "12 34 5 67 82",
    "mevrouw Fatima El Amrani Haddad Bakker", "mevrouw van de van Berg", "",
]  # fmt: skip


def mixture(chance: random.Random, words: list[str]) -> str:
    """Words of the sentences, loose digits and odd characters, put together at random."""
    pieces = []
    for _ in range(chance.randrange(1, 60)):
        kind = chance.random()
        if kind < 0.5:
            pieces.append(chance.choice(words) + chance.choice(["", " ", " "]))
        elif kind < 0.8:
            digits = "".join(chance.choice("0123456789") for _ in range(chance.randrange(1, 10)))
            pieces.append(digits + chance.choice(["", "", " ", ",", ".", "-", "/"]))
        else:
            pieces.append(chance.choice(ODD))
    return "".join(pieces)[:2000]


def test_the_table_is_what_the_rules_say() -> None:
    assert TABLE.read_text(encoding="utf-8") == module(), "run `manage.py nakijkregels`"


def test_every_sentence_gives_the_same_finds_on_the_device() -> None:
    texts = [text for text, _ in sentences()]
    here = on_server(texts)
    assert check_on_device(texts) == here
    assert sum(map(len, here)) > 300


def test_the_edge_of_every_check_is_at_the_same_place_on_the_device() -> None:
    assert list(zip(EDGES, check_on_device(EDGES), strict=True)) == list(
        zip(EDGES, on_server(EDGES), strict=True)
    )


def test_every_mixture_gives_the_same_finds_on_the_device() -> None:
    words = [word for text, _ in sentences() for word in text.split()]
    chance = random.Random(8)
    texts = [mixture(chance, words) for _ in range(1500)]
    here = on_server(texts)
    assert check_on_device(texts) == here
    assert {one.kind for found in here for one in found} == set(Kind)


def test_every_digit_space_dash_and_hidden_character_reads_the_same_on_the_device() -> None:
    # Those that every version of Unicode in use has alike.
    kinds = {"Nd", "Nl", "No", "Zs", "Zl", "Zp", "Pd", "Pc", "Cf", "Cc", "Sk", "Lm"}
    chars = [
        char
        for char in map(chr, range(0x110000))
        if unicodedata.ucd_3_2_0.category(char) == unicodedata.category(char)
        and unicodedata.category(char) in kinds
    ]
    texts = [f"bel 06{c}12345678, mw {c}aap, mevrouw A{c}b {c}{c}dement x" for c in chars]
    assert check_on_device(texts) == on_server(texts)
    assert len(chars) > 700


def test_hostile_texts_give_the_same_finds_at_once() -> None:
    texts = [(piece * 2000)[:2000] for piece in PIECES]
    longer = [(piece * 20_000)[:20_000] for piece in PIECES]
    answers = timed_on_device([*texts, *longer])
    assert [found for found, _ in answers[: len(texts)]] == on_server(texts)
    # A quadratic expression takes a hundred times as long for ten times the text.
    slow = [
        (piece, short, long)
        for piece, (_, short), (_, long) in zip(
            PIECES, answers[: len(texts)], answers[len(texts) :], strict=True
        )
        if short > 500 or long > 30 * short + 500
    ]
    assert slow == []


def test_rules_and_table_are_light() -> None:
    files = sorted(TABLE.parent.glob("*.js"))
    sizes = {path.name: len(gzip.compress(path.read_bytes())) for path in files}
    assert len(sizes) == 6
    assert sum(sizes.values()) < 14_000, sizes


def test_what_is_found_is_there_and_what_is_there_is_found() -> None:
    server, device = measure(on_server), measure(check_on_device)
    told = table(server, device)
    for kind in Kind:
        for score in (server.scores[kind], device.scores[kind]):
            assert (score.precision >= 0.95, score.recall >= 0.95) == (True, True), (kind, told)
    document = DOCUMENT.read_text(encoding="utf-8")
    assert document == with_table(document, told), "run `python -m tests.lib.text.measure --write`"


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (r"(?<!\w)é[^\W_]\Z", r"(?<![\p{L}\p{N}_])é[\p{L}\p{N}]$"),
        (r"[^\W\d_][\w.$-]{2}", r"[\p{L}\p{Nl}\p{No}][\p{L}\p{N}_.$-]{2}"),
        (r"\d\[[\[\]x]\$", r"\d\[[\[\]x]\$"),
    ],
)
def test_an_expression_is_written_as_javascript_reads_it(here: str, there: str) -> None:
    assert in_javascript(here) == there


@pytest.mark.parametrize("expression", [r"a\b", r"\s", r"a$", r"\W"])
def test_what_javascript_reads_otherwise_is_refused(expression: str) -> None:
    with pytest.raises(ValueError, match=r"another in JavaScript|line end"):
        in_javascript(expression)
