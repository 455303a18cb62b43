"""Spreadsheets of every kind, as offices keep them and as somebody makes them who means harm."""

import csv
import io
import os
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from pytest_django import Settings

from opbouw.lib.web.bodies import LIST_BODY
from tests.wereld import Wereld
from tests.wijken.spreadsheet import HEADS, PAGE, ROW, as_csv, as_xlsx, brought, send, sent
from wijken.actions import overzetting as actions
from wijken.models import AfgekeurdeRij, Contactmoment, OverzetStap, Overzetting
from wijken.overzetten import excel, grenzen
from wijken.overzetten.tekst import text_rows
from wijken.toegang.form_membership import signed

HEAD = ";".join(HEADS) + "\r\n"
LINE = ";".join(ROW) + "\r\n"
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def client(wereld: Wereld, settings: Settings, tmp_path: Path) -> Client:
    """Marijke's browser, who is coördinator, beside the areas and an empty media folder."""
    settings.MEDIA_ROOT = tmp_path
    wereld.bring("zonderwater")
    return wereld.client(wereld.marijke)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_common_encoding_and_separator(client: Client, separator: str, encoding: str) -> None:
    text = "Café; met “thee”, en ’n koekje | “hè”"
    content = as_csv([(*ROW[:3], text, *ROW[4:])] * 3, separator=separator, encoding=encoding)
    assert brought(client, content).overgezet == 3
    assert {one.tekst for one in Contactmoment.objects.all()} == {text}


def test_a_separator_may_be_said(client: Client) -> None:
    content = ("sep=|\r\n" + as_csv([ROW], separator="|").decode()).encode()
    row = brought(client, content)
    assert (row.koppen, row.overgezet) == ([*HEADS], 1)


def test_empty_lines_and_cells_are_no_rows(client: Client) -> None:
    content = f"\r\n;;;\r\n{HEAD};;;;;\r\n{LINE}\r\n{LINE}".encode()
    row = brought(client, content)
    assert (row.overgezet, row.afgekeurd) == (2, 0)


def test_what_people_write_arrives_as_it_was(client: Client) -> None:
    texts = [
        "صباح الخير يا جيران",
        "Eerste regel.\nTweede regel; met een punt-komma.",
        'Hij zei "hallo".',
        "=HYPERLINK(“http://kwaad.nl”)",
    ]
    brought(client, as_csv([(*ROW[:3], text, *ROW[4:]) for text in texts]))
    assert sorted(one.tekst for one in Contactmoment.objects.all()) == sorted(texts)


def test_two_columns_may_have_one_word_above_them(client: Client) -> None:
    row = sent(
        client, as_csv([("1-2-2025", "Klaverveld", "x", "")], ["Datum", "Buurt", "Datum", ""])
    )
    assert row.koppeling == {"op": 0, "gebied": 1}
    page = client.get(f"{PAGE}{row.pk}/").text
    assert "Datum (kolom A)" in page
    assert "Datum (kolom C)" in page


def test_a_row_may_be_short_and_not_wide(client: Client) -> None:
    row = brought(client, f"{HEAD}1-2-2025;Klaverveld\r\n{LINE.strip()};erbij\r\n".encode())
    assert (row.overgezet, row.afgekeurd) == (1, 1)
    assert "breder dan de koppen" in AfgekeurdeRij.objects.get().reden
    back = client.get(f"{PAGE}{row.pk}/rijen/").getvalue().decode()
    assert "wonen erbij;3;" in back


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("x" * 2001, "2000 tekens"),
        ("met\x07bel", "onzichtbaar teken"),
        ("om\u202egekeerd", "leesrichting"),
        ("e" + "\u0301" * 40, "Tekst: "),
    ],
)
def test_a_text_that_no_field_takes_comes_back(client: Client, cell: str, said: str) -> None:
    row = brought(client, as_csv([(*ROW[:3], cell, *ROW[4:])]))
    assert row.overgezet == 0
    assert said in AfgekeurdeRij.objects.get().reden


def written(**parts: bytes | str) -> bytes:
    """A zip with the parts of an Excel file, `sheet` in the place of its only sheet."""
    whole = zipfile.ZipFile(io.BytesIO(as_xlsx([ROW])))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name in whole.namelist():
            out.writestr(
                name, parts.get("sheet", whole.read(name)) if name == SHEET else whole.read(name)
            )
        for name, content in parts.items():
            if name != "sheet":
                out.writestr(name, content)
    return file.getvalue()


def far_cell(reference: str, row: int) -> bytes:
    """An Excel file with one cell somewhere far away."""
    sheet = zipfile.ZipFile(io.BytesIO(as_xlsx([ROW]))).read(SHEET).decode()
    cell = f'<row r="{row}"><c r="{reference}" t="inlineStr"><is><t>x</t></is></c></row>'
    return written(sheet=sheet.replace("</sheetData>", f"{cell}</sheetData>"))


def cells(row: str) -> bytes:
    """An Excel file with one more row, of these cells."""
    sheet = zipfile.ZipFile(io.BytesIO(as_xlsx([ROW]))).read(SHEET).decode()
    return written(sheet=sheet.replace("</sheetData>", f'<row r="3">{row}</row></sheetData>'))


def moved(content: bytes, name: str, target: str) -> bytes:
    """An Excel file whose sheet stands elsewhere in the zip."""
    whole, file = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for part in whole.namelist():
            data = whole.read(part).replace(b"worksheets/sheet1.xml", target.encode())
            out.writestr(name if part == SHEET else part, data)
    return file.getvalue()


def lying() -> bytes:
    """A zip that says that its sheet is small; unpacked it is much larger."""
    content = bytearray(written(bom=b" " * 5_000_000))
    for magic, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = -1
        while (place := content.find(magic, place + 1)) >= 0:
            if content[place + (30 if at == 22 else 46) :][:3] == b"bom":
                content[place + at : place + at + 4] = struct.pack("<I", 100)
    return bytes(content)


def encrypted() -> bytes:
    """A zip whose sheet asks for a password."""
    content = bytearray(as_xlsx([ROW]))
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := content.find(magic, place + 1)) >= 0:
            content[place + at] |= 1
    return bytes(content)


def wide(columns: int) -> list[str]:
    return [f"kolom {number}" for number in range(columns)]


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty but for lines": (lambda: b"\r\n\r\n", "Het bestand is leeg."),
    "only heads": (lambda: HEAD.encode(), "Onder de koppen staat geen enkele rij."),
    "one column": (lambda: b"Datum\r\n1-2-2025\r\n", "maar één kolom"),
    "500 columns": (lambda: as_csv([wide(500)], wide(500)), "heeft 500 kolommen"),
    "a NUL": (lambda: (HEAD + "1-2-2025;De\x00Brug").encode(), "nultekens"),
    "10 MB in a cell": (
        lambda: (HEAD + f"1-2-2025;{'x' * 10_000_000};;;;\r\n").encode(),
        "meer dan 1 MB",
    ),
    "40,000 characters in a cell": (
        lambda: (HEAD + LINE + f"1-2-2025;{'x' * 40_000};;;;\r\n").encode(),
        "Rij 3 heeft een cel van meer dan 32.767 tekens",
    ),
    "a quote without an end": (
        lambda: (HEAD + '1-2-2025;"Klaverveld;;;;\r\n' + LINE * 2000).encode(),
        "aanhalingsteken",
    ),
    "another alphabet of bytes": (
        lambda: HEAD.encode() + "1-2-2025;Приветы".encode("cp1251"),
        "in welke tekens",
    ),
    "an old Excel file": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "oud Excelbestand"),
    "a PDF": (lambda: b"%PDF-1.7\n", "Dit is een PDF"),
    "another zip": (lambda: document(), "geen Excelbestand"),
    "a broken zip": (lambda: as_xlsx([ROW])[:-200], "beschadigd"),
    "no zip at all": (lambda: b"PK\x03\x04 en dan niets", "beschadigd"),
    "a zip with a password": (encrypted, "beschadigd"),
    "a zip bomb": (lambda: written(bom=b" " * 9_000_000), "veel te groot"),
    "a zip bomb that lies": (lying, "beschadigd"),
    "a thousand parts": (
        lambda: written(**{f"deel{number}": b"" for number in range(1000)}),
        "veel te groot",
    ),
    "a cell in the last row": (lambda: far_cell("A1048576", 1048576), "in rij 1048576"),
    "a cell in the last column": (lambda: far_cell("XFD9", 9), "in kolom XFD"),
    "a cell far away in small letters": (lambda: far_cell("xfd9", 9), "in kolom XFD"),
    "a cell far away behind noughts": (lambda: far_cell("A000000001048576", 9), "in rij 1048576"),
    "a hundred cells that do not say where": (lambda: cells("<c><v>1</v></c>" * 100), "beschadigd"),
    "a place that is no attribute": (
        lambda: cells("""<c x=" r='A1'"><v>1</v></c>""" * 100),
        "beschadigd",
    ),
    "cells of a long name": (lambda: cells(f"<{'x' * 40}:c/>" * 100), "beschadigd"),
    "a sheet under the name of a photo": (
        lambda: moved(far_cell("XFD9", 9), "xl/media/a.png", "media/a.png"),
        "in kolom XFD",
    ),
    "a sheet in a folder of its own": (
        lambda: moved(far_cell("XFD9", 9), "ver/weg.xml", "/ver/weg.xml"),
        "in kolom XFD",
    ),
    "a sheet with the slashes of Windows": (
        lambda: moved(far_cell("XFD9", 9), SHEET.replace("/", "\\"), "worksheets/sheet1.xml"),
        "in kolom XFD",
    ),
    "OpenDocument in the same zip": (
        lambda: written(**{"content.xml": "<a/>", "mimetype": "application/x"}),
        "geen Excelbestand",
    ),
    "a binary workbook in the same zip": (
        lambda: written(**{"XL\\Workbook.bin": "x"}),
        "geen Excelbestand",
    ),
    "two lists of parts": (lambda: as_xlsx([ROW]) + as_xlsx([ROW])[-22:], "beschadigd"),
    "a row of a million lines": (
        lambda: (HEAD + '"a\n";' * 1_000_000).encode(),
        "Rij 2 is langer dan een miljoen tekens",
    ),
    "a row of a million cells in UTF-16": (
        lambda: (HEAD + "a;" * 1_000_000).encode("utf-16"),
        "Rij 2 is langer dan een miljoen tekens",
    ),
    "a row of a million cells that looks like JSON": (
        lambda: ("[" + HEAD + "a;" * 1_000_000).encode(),
        "Rij 2 is langer dan een miljoen tekens",
    ),
    "no XML": (lambda: written(sheet=b"<<<<"), "beschadigd"),
    "XML of another kind": (
        lambda: written(sheet='<?xml version="1.0"?><a/>'.encode("utf-16")),
        "beschadigd",
    ),
    "an Excel file without rows": (lambda: as_xlsx([], []), "Het bestand is leeg."),
}


def document() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as out:
        out.writestr("word/document.xml", "<a/>")
    return file.getvalue()


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_list_is_refused_with_a_sentence(
    client: Client, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel, "MAX_UNPACKED", 8_000_000)
    make, said = REFUSED[kind]
    content = make()
    began = time.monotonic()
    row = sent(client, content, "lijst.xlsx")
    assert time.monotonic() - began < 5
    assert row.stap == OverzetStap.GEWEIGERD, row.job_reden
    assert said in row.reden
    assert said.replace("'", "&#x27;") in client.get(f"{PAGE}{row.pk}/").text
    # Nothing of it is left.
    assert list(actions.folder().iterdir()) == []
    assert not Contactmoment.objects.exists()


def test_formulas_say_what_they_were_worth(client: Client) -> None:
    sheet = zipfile.ZipFile(io.BytesIO(as_xlsx([ROW]))).read(SHEET).decode()
    formula = (
        '<row r="3"><c r="A3"><f>1+1</f><v>45689</v></c>'
        '<c r="B3" t="str"><f>A1</f><v>Klaverveld</v></c></row>'
    )
    row = brought(client, written(sheet=sheet.replace("</sheetData>", f"{formula}</sheetData>")))
    assert (row.overgezet, row.afgekeurd) == (2, 0)


def test_more_rows_than_a_list_has(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grenzen, "MAX_ROWS", 2)
    assert sent(client, as_csv([ROW] * 2)).stap == OverzetStap.WACHT
    row = sent(client, as_csv([ROW] * 3))
    assert (row.stap, "meer dan 2 rijen" in row.reden) == (OverzetStap.GEWEIGERD, True)


def test_an_empty_file_and_none_at_all_are_refused_at_the_field(client: Client) -> None:
    for answer in (send(client, b""), client.post(PAGE, {})):
        assert answer.status_code == 422
    assert not Overzetting.objects.exists()


def test_a_body_that_is_too_large_is_not_read(client: Client) -> None:
    answer = client.generic(
        "POST", PAGE, b"x", content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(LIST_BODY + 1),
    )  # fmt: skip
    assert answer.status_code == 413


def test_a_large_list_goes_straight_to_the_media_folder(client: Client) -> None:
    """More than is kept in memory of any upload, and only of who may send one."""
    content = (HEAD + LINE).encode() + b"\r\n" * 9_000_000
    answer = send(client, content)
    assert answer.status_code == 302, answer.context["form"].errors
    (path,) = actions.folder().iterdir()
    assert (path.stat().st_size, path.stat().st_mode & 0o777) == (len(content), 0o600)
    assert path.name.startswith(".")


def test_of_others_nothing_is_written(client: Client, wereld: Wereld) -> None:
    for other, status in ((wereld.client(wereld.samira), 404), (wereld.anonymous, 302)):
        assert send(other, as_csv([ROW])).status_code == status
    assert not actions.folder().exists()


class Counted(io.BytesIO):
    """A body that says how much of it was read."""

    seen = 0

    def read(self, size: int | None = -1, /) -> bytes:
        block = super().read(size)
        self.seen += len(block)
        return block


def test_of_others_the_file_is_not_even_read(client: Client, wereld: Wereld) -> None:
    token = "a" * 32
    for other, status, lid in (
        (wereld.client(wereld.samira), 404, signed(wereld.samira)),
        (wereld.anonymous, 302, ""),
    ):
        other.handler.enforce_csrf_checks = True
        other.cookies["csrftoken"] = token
        file = SimpleUploadedFile("x.csv", b"x" * 9_000_000)
        fields = {"csrfmiddlewaretoken": token, "lidmaatschap": lid, "bestand": file}
        body = Counted(encode_multipart(BOUNDARY, fields))
        environ: dict[str, Any] = {
            "wsgi.input": body,
            "CONTENT_TYPE": MULTIPART_CONTENT,
            "CONTENT_LENGTH": str(len(body.getvalue())),
        }
        answer = other.generic("POST", PAGE, **environ)
        assert (answer.status_code, body.seen < 1_000_000) == (status, True)


def test_a_forged_form_leaves_no_file(client: Client, wereld: Wereld) -> None:
    client.handler.enforce_csrf_checks = True
    assert send(client, as_csv([ROW])).status_code == 403
    assert not actions.folder().exists() or not list(actions.folder().iterdir())


def test_a_full_disk_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "open", full)
    answer = send(client, as_csv([ROW]))
    assert answer.status_code == 422
    assert "De schijf is vol." in answer.text


def test_a_name_is_no_path(client: Client) -> None:
    row = sent(client, as_csv([ROW]), "../../<b>boze\u202elijst.csv")
    assert "/" not in row.naam
    page = client.get(f"{PAGE}{row.pk}/").text
    assert "<b>boze" not in page


def test_other_readers_in_the_process_keep_their_own_limit(tmp_path: Path) -> None:
    limit = csv.field_size_limit()
    (tmp_path / "lijst.csv").write_text("datum;buurt\n1-2-2025;Klaverveld\n")
    assert len(list(text_rows(tmp_path / "lijst.csv"))) == 2
    assert csv.field_size_limit() == limit
