"""Figures without a shape: what is refused, each cause once, and never half a file unseen."""

import tracemalloc
from pathlib import Path

import pytest

from tests.wereld import Wereld
from tests.wijken.cijfers.tabel import HEAD, run, stored, write
from wijken.cbs.inhoud import FileError
from wijken.cijfers.getal import number
from wijken.cijfers.oorzaken import RijError
from wijken.cijfers.reader import MOST_FIGURES, read_cijfers
from wijken.models import Cijfer, Gebied

pytestmark = pytest.mark.django_db


@pytest.fixture
def zonderwater(wereld: Wereld) -> Gebied:
    """The municipality of the tests in the edition of 2024, without figures."""
    gemeente = wereld.zonderwater
    Cijfer.objects.all().delete()
    Gebied.objects.update(jaar=2024)
    return gemeente


def row(code: str = "BU99990100", **cells: object) -> str:
    """Return one line of the plain form; what is given replaces what would stand there."""
    named = {
        "sleutel": "eenzaam", "naam": "Voelt zich eenzaam", "waarde": "42,5", "eenheid": "%",
        "jaar": 2024, "bron": "GGD", **cells,
    }  # fmt: skip
    return ";".join([code, *map(str, named.values())]) + "\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            row("BU0000"),
            "geen code van een gemeente, wijk of buurt (bijvoorbeeld regel 3, “BU0000”)",
        ),
        (row(""), "geen code (bijvoorbeeld regel 3)"),
        (row(waarde="n.v.t."), "geen getal (bijvoorbeeld regel 3, “n.v.t.”)"),
        (row(waarde="<10"), "geen getal (bijvoorbeeld regel 3, “<10”)"),
        (row(waarde="٤٢"), "geen getal (bijvoorbeeld regel 3, “٤٢”)"),
        (row(waarde="1e400"), "geen getal (bijvoorbeeld regel 3, “1e400”)"),
        (row(waarde="-12"), "een getal dat niet kan kloppen (bijvoorbeeld regel 3, “-12”)"),
        (
            row(waarde=10**12),
            "een getal dat niet kan kloppen (bijvoorbeeld regel 3, “1000000000000”)",
        ),
        (
            row(waarde="12.500"),
            (
                "een getal dat op twee manieren te lezen is: schrijf 12500 of 12,5, niet 12.500 "
                "(bijvoorbeeld regel 3, “12.500”)"
            ),
        ),
        (
            row(waarde="0,001"),
            (
                "een getal dat te klein is voor twee cijfers achter de komma "
                "(bijvoorbeeld regel 3, “0,001”)"
            ),
        ),
        (row(jaar=1202), "een jaar dat niet kan kloppen (bijvoorbeeld regel 3, “1202”)"),
        (row(jaar="vorig"), "een jaar dat niet kan kloppen (bijvoorbeeld regel 3, “vorig”)"),
        (row(jaar=""), "geen jaar: geef het jaar mee (bijvoorbeeld regel 3)"),
        (row(bron=""), "geen bron: geef de bron mee (bijvoorbeeld regel 3)"),
        (
            row(sleutel="Eén zaam"),
            (
                "een sleutel die niet kan: alleen kleine letters, cijfers en _ "
                "(bijvoorbeeld regel 3, “eén zaam”)"
            ),
        ),
        (row(sleutel="x", naam=""), "een nieuwe sleutel zonder naam (bijvoorbeeld regel 3, “x”)"),
        (
            row(sleutel="x", naam="=HYPERLINK(1)"),
            "een naam die begint als een formule (bijvoorbeeld regel 3, “=HYPERLINK(1)”)",
        ),
        (
            row(sleutel="x", naam="a" * 121),
            f"een naam van meer dan 120 tekens (bijvoorbeeld regel 3, “{'a' * 40}…”)",
        ),
        (
            row(sleutel="x", naam="Sãº\u202etset"),
            "een naam met tekens die niet mogen (bijvoorbeeld regel 3, “Sãº?tset”)",
        ),
        (
            row(sleutel="x", naam="SÃºdwest-FryslÃ¢n"),
            (
                "een naam waarvan de letters dubbel zijn omgezet "
                "(bijvoorbeeld regel 3, “SÃºdwest-FryslÃ¢n”)"
            ),
        ),
        (
            row(sleutel="inkomen", naam="", eenheid="euro"),
            (
                "een andere eenheid dan de sleutel al heeft "
                "(bijvoorbeeld regel 3, inkomen in euro, bekend is × € 1.000)"
            ),
        ),
        (
            row(eenheid="personen"),
            (
                "een andere eenheid dan de sleutel al heeft "
                "(bijvoorbeeld regel 3, eenzaam in personen, bekend is %)"
            ),
        ),
        ("BU99990100;eenzaam\n", "minder kolommen dan de kop (bijvoorbeeld regel 3, “BU99990100”)"),
        (
            row(bron="GGD;extra"),
            "meer kolommen dan de kop (bijvoorbeeld regel 3, “extra”)",
        ),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_line(
    tmp_path: Path, zonderwater: Gebied, line: str, said: str
) -> None:
    good = row(jaar=2023)
    path = write(tmp_path, f"{HEAD}{good}{line}")
    assert run(path)[1][0] == f"Geweigerd: 1 keer {said}."
    assert stored("jaar", "waarde") == [("BU99990100", 2023, 42.5)]
    # The file without the good row stores nothing, and says so with its exit code.
    Cijfer.objects.all().delete()
    alone = run(write(tmp_path, f"{HEAD}\n{line}"))
    if "eenheid" in said and "eenzaam" in said:
        return  # there it is the first that gives the key its unit
    assert alone[0].startswith("! Er is niets bewaard")
    assert not Cijfer.objects.exists()


def test_one_cause_is_said_once_with_its_number(tmp_path: Path, zonderwater: Gebied) -> None:
    lines = [row(waarde="veel", jaar=jaar) for jaar in range(2000, 2024)]
    said, beside = run(write(tmp_path, HEAD + row() + "".join(lines)))
    assert said == "1 toegevoegd, 0 veranderd, 0 gelijk gebleven."
    assert beside == ["Geweigerd: 24 keer geen getal (bijvoorbeeld regel 3, “veel”)."]


def test_areas_that_are_not_here_are_counted(tmp_path: Path, zonderwater: Gebied) -> None:
    lines = [row(f"BU0363AA{n:02}") for n in range(30)]
    wider = row("NL00") + row("PV20")
    assert run(write(tmp_path, HEAD + row() + "".join(lines) + wider)) == (
        "1 toegevoegd, 0 veranderd, 0 gelijk gebleven.",
        [
            (
                "30 gebieden zijn hier niet ingelezen (bijvoorbeeld BU0363AA00); "
                "30 cijfers daarvan zijn niet bewaard."
            ),
            "Let op: 2 keer een gebied groter dan een gemeente (bijvoorbeeld NL00).",
        ],
    )
    one = "1 gebied is hier niet ingelezen (BU0363AA00); "
    for again, told in (
        (lines[:1], "1 cijfer daarvan is niet bewaard."),
        ([lines[0], row("BU0363AA00", jaar=2020)], "2 cijfers daarvan zijn niet bewaard."),
    ):
        assert run(write(tmp_path, HEAD + row() + "".join(again)))[1] == [one + told]
    Cijfer.objects.all().delete()
    said, _beside = run(write(tmp_path, HEAD + "".join(lines)))
    assert said == "! Er is niets bewaard: 0 toegevoegd, 0 veranderd, 0 gelijk gebleven."


def test_of_two_figures_for_one_thing_neither_is_kept(tmp_path: Path, zonderwater: Gebied) -> None:
    lines = row() + row(waarde=43) + row(waarde=44) + 2 * row("WK999901")
    assert run(write(tmp_path, HEAD + lines)) == (
        "1 toegevoegd, 0 veranderd, 0 gelijk gebleven.",
        [
            (
                "Geweigerd: 2 keer een cijfer dat er vaker in staat, met iets anders; geen van "
                "beide is bewaard (bijvoorbeeld regel 3, BU99990100 eenzaam 2024)."
            ),
            (
                "Let op: 1 keer precies hetzelfde cijfer nog een keer "
                "(bijvoorbeeld regel 6, WK999901)."
            ),
        ],
    )
    assert stored() == [("WK999901",)]


def test_a_key_has_one_name_and_one_unit(tmp_path: Path, zonderwater: Gebied) -> None:
    run(write(tmp_path, HEAD + row()))
    renamed = row("WK999901", naam="Eenzaam", eenheid="") + row(sleutel="huishoudens", eenheid="")
    assert run(write(tmp_path, HEAD + renamed)) == (
        "2 toegevoegd, 0 veranderd, 0 gelijk gebleven.",
        [
            (
                "Let op: 2 keer een andere naam dan de sleutel al heeft; die blijft "
                "(bijvoorbeeld regel 2, eenzaam blijft “Voelt zich eenzaam”)."
            ),
        ],
    )
    assert set(stored("sleutel", "naam", "eenheid")) == {
        ("BU99990100", "eenzaam", "Voelt zich eenzaam", "%"),
        ("WK999901", "eenzaam", "Voelt zich eenzaam", "%"),
        ("BU99990100", "huishoudens", "Huishoudens", ""),
    }
    said, beside = run(write(tmp_path, HEAD + row(eenheid="personen")))
    assert said.startswith("! Er is niets bewaard")
    assert len(beside) == 1


def test_a_percentage_that_may_be_a_fraction_is_asked(tmp_path: Path, zonderwater: Gebied) -> None:
    _said, beside = run(write(tmp_path, HEAD + row(waarde="0,31") + row("WK999901", waarde="0,58")))
    assert beside == [
        (
            "Let op: geen enkel percentage van eenzaam is hoger dan 0,58. Bedoelt het bestand "
            "0,58% of 58%?"
        )
    ]


NAME = "Súdwest-Fryslân één"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_letters_are_what_they_were(tmp_path: Path, zonderwater: Gebied, encoding: str) -> None:
    text = HEAD + row(sleutel="x", naam=NAME)
    assert run(write(tmp_path, text.encode(encoding)))[0].startswith("1 toegevoegd")
    assert stored("naam") == [("BU99990100", NAME)]


def test_a_name_is_stored_composed(tmp_path: Path, zonderwater: Gebied) -> None:
    run(
        write(tmp_path, HEAD + row(sleutel="x", naam="Fryslâ\u0302n".replace("â\u0302", "a\u0302")))
    )
    assert stored("naam") == [("BU99990100", "Fryslân")]


UNKNOWN = (
    "Het is niet te zeggen in welke tekens het bestand is geschreven. Sla het op als CSV UTF-8."
)
QUOTES = (
    "Vanaf regel 2 klopt de tabel niet: er staat een aanhalingsteken te veel of te weinig, "
    "of een cel is langer dan hier kan."
)
LONG_LINE = "Het bestand heeft een regel van meer dan 1 MB: het is geen tabel."
NO_JSON = "Het bestand is geen geldige JSON."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Het bestand is leeg."),
        (b" \n ", "Het bestand is leeg."),
        ((HEAD + row(naam=NAME)).encode("mac-roman"), UNKNOWN),
        ((HEAD + row(naam="Isra\u00ebl")).encode("mac-roman"), UNKNOWN),
        ((HEAD + row(naam=NAME)).encode("cp850"), UNKNOWN),
        (b"code;x\nBU99990100;a\x00b\n", "Het bestand is geen tekst: er staan nultekens in."),
        (b"PK\x03\x04rest", "Dit is een Excel- of zipbestand. Sla het op als CSV."),
        (b"SQLite format 3\x00rest", "Dit is een kaart (GeoPackage). Lees die in als gebieden."),
        ('code;"b\nBU99990100;"1"2;3\n'.replace('"b', "b").encode(), QUOTES),
        ((HEAD + 'BU99990100;"eenzaam;' + "x;" * 9).encode(), QUOTES),
        ((HEAD + "BU99990100;" + "x" * 200_000).encode(), QUOTES),
        (b"code;" + b"x" * 2**21, LONG_LINE),
        (
            b"naam;waarde\nx;1\n",
            ("Er is geen kolom met de code van een gebied. Zet boven de kolommen: "
            "code; sleutel; naam; waarde; eenheid; jaar; bron."),
        ),
        (HEAD.encode(), "Het bestand heeft geen regels met cijfers."),
        (
            b"code;Leuk\nBU99990100;1\n",
            ("Geen enkele kolom is bekend. Zijn het cijfers van een andere bron dan het CBS? "
            "Gebruik dan deze kolommen: code; sleutel; naam; waarde; eenheid; jaar; bron."),
        ),
        (
            b'{"value":[{"Measure":"T001036","Value":1,"WijkenEnBuurten":"BU99990100"}]}',
            ("Dit is de lange vorm van StatLine, met \u00e9\u00e9n meting per regel. "
            "Kies een bestand met \u00e9\u00e9n gebied per regel."),
        ),
        (b'{"value":[{"code":"BU99990100"', NO_JSON),
        (b'{"value":7}', NO_JSON),
        (b"[" * 100_000, NO_JSON),
        (b'[{"code":"BU99990100","a_inw":NaN}]', NO_JSON),
        (b'{"value":[]}', "Het bestand heeft geen regels met cijfers."),
        (
            b'{"value":[{"code":"BU99990100","a_inw":1}],"odata.nextLink":"https://x/?$skip=1"}',
            "Dit is \u00e9\u00e9n bladzijde van een langer antwoord. Haal alles op, of neem CSV.",
        ),
        (
            b'{"type":"FeatureCollection","features":[]}',
            "Dit is een kaart (GeoJSON). Lees die in als gebieden.",
        ),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_is_one_sentence(
    tmp_path: Path, zonderwater: Gebied, content: bytes, said: str
) -> None:
    assert run(write(tmp_path, content), jaar=2024) == (f"! cijfers.csv: {said}", [])
    assert not Cijfer.objects.exists()


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        ("42,5", "42.50"), ("42.5", "42.50"), ("1.234,5", "1234.50"), ("1,234.5", "1234.50"),
        ("1.234.567", "1234567.00"), ("1 234", "1234.00"), ("0,825", "0.83"), ("45,1234", "45.12"),
        (0.1, "0.10"), (1825, "1825.00"), (" 7 ", "7.00"), ("0", "0.00"), (",5", "0.50"),
        (".", None), ("", None), (None, None), ("-99997", None), (-99995, None), ("-99999.0", None),
        ("-", None), ("x", None),
    ],
)  # fmt: skip
def test_cells(cell: object, figure: str | None) -> None:
    found = number(cell)
    assert (found if found is None else str(found)) == figure


@pytest.mark.parametrize(
    "cell", [True, [], {}, "1_000", "1e3", "0x1f", "--1", "1.2.3", "½", "12,5 %"]
)
def test_cells_that_are_no_figure(cell: object) -> None:
    with pytest.raises(RijError):
        number(cell)


def test_a_figure_too_many_is_refused_before_memory_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, HEAD + "".join(row(jaar=jaar) for jaar in range(2000, 2012)))
    monkeypatch.setattr("wijken.cijfers.reader.MOST_FIGURES", 12)
    assert read_cijfers(path).aantal == 12
    monkeypatch.setattr("wijken.cijfers.reader.MOST_FIGURES", 11)
    with pytest.raises(FileError, match="meer dan een miljoen"):
        read_cijfers(path)


def test_a_large_table_takes_little_memory_for_each_figure(tmp_path: Path) -> None:
    path = tmp_path / "groot.csv"
    with path.open("w") as file:
        file.write(HEAD)
        for area in range(1000):
            for jaar in range(2000, 2020):
                file.write(row(f"BU{area // 100:04}{area % 100:04}", jaar=jaar, waarde=area % 100))
    tracemalloc.start()
    bestand = read_cijfers(path)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert bestand.aantal == 20_000
    # A million fits in the half of the memory of a worker.
    assert peak / bestand.aantal * MOST_FIGURES < 500 * 1024**2


def test_json_on_one_long_line_is_read(tmp_path: Path) -> None:
    """As OData and most programs write it."""
    one = (
        '{"code": "BU99990100", "sleutel": "eenzaam", "naam": "Eenzaam", "waarde": 42.5,'
        ' "eenheid": "%", "jaar": 2024, "bron": "GGD"}'
    )
    path = write(tmp_path, f"[{', '.join([one] * 10_000)}]", "cijfers.json")
    assert path.stat().st_size > 1024**2
    assert read_cijfers(path).aantal == 1


def test_what_a_long_cell_says_is_not_kept_whole(tmp_path: Path) -> None:
    long = "GGD" + " " * 100_000
    lines = [row(f"BU9999{at:04}", bron=f"{long}{at}") for at in range(200)]
    path = write(tmp_path, HEAD + "".join(lines))
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    assert read_cijfers(path).aantal == 200
    kept = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert kept < 5 * 1024**2
