"""A list as a file: what is in it, what never is, who may, and what is recorded of it."""

import csv
import io
import uuid
import zipfile
from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from initiatieven.models import Indiener
from opbouw.lib.models import AuditRegel
from opbouw.lib.web.keyset import pieces
from signalen.actions.signaal import notice_signaal
from tests.initiatieven.voorbeeld import make_initiatief
from tests.keten import make_bron, make_contact
from tests.wereld import Wereld
from wijken.actions.bewaren import reduce_contacts
from wijken.actions.weghalen import empty_row
from wijken.queries.contact import team_contacts
from wijken.tabellen.contact import CONTACTEN
from wijken.views import download as views

LISTS = ("contacten", "bronnen", "signalen", "initiatieven")
HEADS = "Datum Buurt Code Plek Soort_plek Thema Aantal Werksoorten Lijnen Waarom Tekst"


def rows_of(client: Client, path: str) -> list[list[str]]:
    """Ask for a CSV file, and return its rows."""
    answer = client.get(path)
    assert answer.status_code == 200
    text = answer.getvalue().decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def trail() -> list[tuple[str, str]]:
    """What was recorded of downloads."""
    rows = AuditRegel.objects.filter(handeling__contains="download").order_by("pk")
    return list(rows.values_list("handeling", "naar"))


def test_a_contact_goes_out_in_the_words_of_the_practice(wereld: Wereld) -> None:
    make_contact(
        wereld.samira,
        wereld.klaverveld,
        op=datetime(2026, 3, 2, 10, tzinfo=UTC),
        thema="geld",
        werksoorten=["aanwezig", "netwerk"],
        lijnen=["verbinden", "koppelen"],
        lijn_waarom="Ze eten samen.",
        tekst="Koken; op “dinsdag”.\nElke week.",
    )
    assert rows_of(wereld.client(wereld.marijke), "/contacten/download/") == [
        [head.replace("_", " ") for head in HEADS.split()],
        [
            "2026-03-02",
            "Klaverveld",
            "BU99990100",
            "Lindeplein",
            "plein of park",
            "geld en energie",
            "2–5 mensen",
            "aanwezig zijn, netwerk versterken",
            "verbinden, koppelen",
            "Ze eten samen.",
            "Koken; op “dinsdag”.\nElke week.",
        ],
    ]


def test_the_others_have_their_own_columns(wereld: Wereld) -> None:
    make_bron(wereld.samira, wereld.klaverveld, naam="Fietsclub", days_ago=800)
    notice_signaal(
        by=wereld.samira,
        sleutel=uuid.uuid4(),
        content={
            "gebied": wereld.klaverveld,
            "titel": "Dichte gordijnen",
            "tekst": "Kou.",
            "thema": "wonen",
            "kring": "ouders",
        },
        contacten=[],
    )
    plan = make_initiatief(wereld.de_brink, wereld.klaverveld, staat="ingediend")
    client = wereld.client(wereld.marijke)

    def pairs(path: str) -> dict[str, str]:
        heads, row = rows_of(client, path)
        return dict(zip(heads, row, strict=True))

    bron = pairs("/bronnen/download/?archief=1")
    assert bron["Naam"] == "Fietsclub"
    assert bron["Waarom in het archief"] == "Twee jaar lang keek niemand of dit nog klopt."
    signaal = pairs("/signalen/download/")
    assert (signaal["Signaal"], signaal["Van wie"], signaal["Staat"]) == (
        "Dichte gordijnen",
        "ouders",
        "opgemerkt",
    )
    # A new one waits above its list, and is in the file all the same.
    initiatief = pairs("/initiatieven/download/")
    assert (initiatief["Kenmerk"], initiatief["Plan"], initiatief["Staat"]) == (
        plan.kenmerk,
        plan.plan,
        "nieuw",
    )


def test_a_file_holds_what_the_filter_shows(wereld: Wereld) -> None:
    make_contact(wereld.samira, wereld.klaverveld, plek="hier")
    make_contact(wereld.samira, wereld.kade, plek="daar")
    make_contact(wereld.ruben, wereld.klaverveld, plek="van een ander")
    make_bron(wereld.samira, wereld.klaverveld, soort="talent", naam="Iemand die bakt")
    make_bron(wereld.samira, wereld.klaverveld, soort="plek", naam="Het plein")
    client = wereld.client(wereld.marijke)

    def column(path: str, head: str) -> list[str]:
        heads, *rows = rows_of(client, path)
        return [row[heads.index(head)] for row in rows]

    assert column("/contacten/download/?gebied=BU99990100", "Plek") == ["hier"]
    assert column("/contacten/download/?alles=1", "Plek") == ["daar", "hier"]
    assert column("/bronnen/download/?soort=talent", "Naam") == ["Iemand die bakt"]
    assert column("/signalen/download/?staat=geduid", "Signaal") == []
    assert client.get("/contacten/download/?gebied=BU00000000").status_code == 404


def test_nobody_is_in_it(wereld: Wereld) -> None:
    make_contact(
        wereld.samira,
        wereld.klaverveld,
        plek="bij mevrouw Jansen",
        lijn_waarom="Mail jan@voorbeeld.nl",
        lijnen=["verbinden"],
        tekst="Bel 06-12345678. Het ging over dementie.",
    )
    make_bron(wereld.samira, wereld.klaverveld, omschrijving="Mail jan@voorbeeld.nl")
    plan = make_initiatief(wereld.de_brink, wereld.klaverveld, staat="loopt")
    plan.begeleider = wereld.samira
    plan.save()
    Indiener.objects.create(
        organisatie=wereld.de_brink,
        initiatief=plan,
        naam="Fleur",
        telefoon="0612345678",
        bewaren_tot=date(2099, 1, 1),
    )
    make_contact(wereld.samira, wereld.klaverveld, tekst="Het ging over dementie.")
    client = wereld.client(wereld.marijke)
    files = {name: rows_of(client, f"/{name}/download/") for name in LISTS}
    whole = str(files)
    gone = ("Samira", "Jansen", "Fleur", "06-12345678", "0612345678", "jan@voorbeeld.nl")
    assert [word for word in gone if word in whole] == []
    newer, older = files["contacten"][1:]
    assert newer[-1] == "Het ging over dementie."
    assert (older[3], *older[-2:]) == (
        "[weggelaten: naam]",
        "[weggelaten: e-mail]",
        "[weggelaten: telefoon]",
    )


def test_what_was_let_go_of_goes_out_without_words(wereld: Wereld) -> None:
    op = datetime(2023, 3, 2, 10, tzinfo=UTC)
    words = {"tekst": "Koken.", "lijnen": ["verbinden"], "lijn_waarom": "Samen.", "op": op}
    reduced = make_contact(wereld.samira, wereld.klaverveld, **words)
    taken = make_contact(wereld.samira, wereld.klaverveld, **words)
    reduce_contacts([reduced.pk])
    empty_row(taken, by=wereld.marijke)
    rows = rows_of(wereld.client(wereld.marijke), "/contacten/download/")[1:]
    assert sorted((row[0], row[3], row[-2], row[-1]) for row in rows) == [
        ("2023-03-02", "", "", ""),
        ("maart 2023", "", "", ""),
    ]


@pytest.mark.parametrize("begin", ["=1+1", "+31", "-1+1", "@SUM(A1)", "\t=1", "|cmd", "＝1"])
def test_no_cell_is_a_formula(wereld: Wereld, begin: str) -> None:
    contact = make_contact(wereld.samira, wereld.klaverveld)
    type(contact).objects.update(plek=f"{begin} x")
    client = wereld.client(wereld.marijke)
    in_csv = rows_of(client, "/contacten/download/")[1][3]
    in_xlsx = _cells(client.get("/contacten/download/?vorm=xlsx"))[1]
    assert in_csv.startswith("'")
    assert in_csv.removeprefix("'").replace("\\|", "|") == f"{begin} x".strip()
    assert f"'{begin.strip()} x" in in_xlsx


def test_excel_gets_the_same_with_real_days(wereld: Wereld) -> None:
    make_contact(wereld.samira, wereld.klaverveld, op=datetime(2026, 3, 2, 10, tzinfo=UTC))
    answer = wereld.client(wereld.marijke).get("/contacten/download/?vorm=xlsx")
    heads, row = _cells(answer)
    assert heads == [head.replace("_", " ") for head in HEADS.split()]
    # Days since 1899, and no cell for what is empty.
    day = str((date(2026, 3, 2) - date(1899, 12, 30)).days)
    assert row == [day, "Klaverveld", "BU99990100", "Lindeplein", "plein of park", "2–5 mensen"]


def _cells(answer: Any) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as book:
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 our own
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    assert sheet.findall(f".//{space}f") == []
    return [
        ["".join(cell.itertext()) for cell in row.iter(f"{space}c") if "".join(cell.itertext())]
        for row in sheet.iter(f"{space}row")
    ]


def test_a_file_has_a_name_and_is_kept_nowhere(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wijken.views.download.timezone.localdate", lambda: date(2026, 11, 27))
    client = wereld.client(wereld.marijke)
    for vorm, kind in (("csv", "text/csv"), ("xlsx", "application/vnd.openxml"), ("", "text/csv")):
        answer = client.get(f"/signalen/download/?vorm={vorm}")
        answer.getvalue()
        name = f"signalen-2026-11-27.{vorm or 'csv'}"
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
        assert answer["Content-Type"].startswith(kind)
        assert "no-store" in answer["Cache-Control"]


def test_the_trail_says_what_and_how_much(wereld: Wereld) -> None:
    make_contact(wereld.samira, wereld.klaverveld, tekst="Koken.")
    client = wereld.client(wereld.marijke)
    client.get("/contacten/download/?gebied=BU99990100&vorm=xlsx").getvalue()
    client.get("/bronnen/download/?alles=1&archief=1&soort=voorziening").getvalue()
    assert trail() == [
        ("contacten_gedownload", "xlsx, BU99990100"),
        ("download_geteld", "1 rij"),
        ("bronnen_gedownload", "csv, voorziening, alle buurten, archief"),
        ("download_geteld", "0 rijen"),
    ]
    assert set(AuditRegel.objects.filter(handeling__contains="download").values_list("door")) == {
        (wereld.marijke.gebruiker_id,)
    }


def test_a_file_that_was_broken_off_says_how_much_went_out(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        make_contact(wereld.samira, wereld.klaverveld)
    monkeypatch.setattr(
        "wijken.views.download.pieces", lambda rows, order: pieces(rows, order=order, size=1)
    )
    client = wereld.client(wereld.marijke)
    assert len(rows_of(client, "/contacten/download/")) == 4

    blocks = views.blocks(wereld.marijke, CONTACTEN, team_contacts(wereld.marijke), "csv")
    next(blocks)
    blocks.close()
    assert [naar for _handeling, naar in trail()] == ["csv", "3 rijen", "1 rij"]


@pytest.mark.parametrize("name", LISTS)
def test_only_those_who_lead_see_the_way(wereld: Wereld, name: str) -> None:
    for who in (wereld.marijke, wereld.beatrix):
        client = wereld.client(who)
        assert f"/{name}/download/?vorm=csv" in client.get(f"/{name}/").content.decode()
        client.get(f"/{name}/download/").getvalue()
    client = wereld.client(wereld.samira)
    assert "/download/" not in client.get(f"/{name}/").content.decode()
    assert client.get(f"/{name}/download/").status_code == 404
    assert len(trail()) == 4


def test_a_link_carries_the_filter_of_its_page(wereld: Wereld) -> None:
    client = wereld.client(wereld.marijke)
    for page, link in (
        ("/contacten/?gebied=BU99990100", "/contacten/download/?gebied=BU99990100&amp;vorm=xlsx"),
        ("/bronnen/?soort=talent&alles=1", "/bronnen/download/?soort=talent&amp;alles=1&amp;vorm"),
        ("/signalen/?staat=geduid", "/signalen/download/?staat=geduid&amp;vorm=csv"),
        ("/initiatieven/?staat=loopt", "/initiatieven/download/?staat=loopt&amp;vorm=csv"),
    ):
        assert link in client.get(page).content.decode()


def test_too_often_or_too_long_is_said_on_the_list(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_contact(wereld.samira, wereld.klaverveld)
    make_contact(wereld.samira, wereld.klaverveld)
    monkeypatch.setattr(views, "MOST_XLSX", 1)
    monkeypatch.setattr(views, "PER_HOUR", 2)
    client = wereld.client(wereld.marijke)
    path = "/contacten/download/?alles=1&vorm="
    page = client.get(f"{path}xlsx", follow=True)
    assert page.redirect_chain == [("/contacten/?alles=1", 302)]
    assert "Neem CSV: dat opent ook in Excel." in page.content.decode()
    assert len(rows_of(client, f"{path}csv")) == 3
    assert "Ga over een uur verder." in client.get(f"{path}csv", follow=True).content.decode()
    assert [handeling for handeling, _naar in trail()] == [
        "contacten_gedownload",
        "download_geteld",
    ]
