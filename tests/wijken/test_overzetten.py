"""A spreadsheet of contacts: sent, looked at, brought over; what comes back, and who may."""

import csv
import io
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from python_calamine import CalamineWorkbook

from opbouw.lib.models import AuditRegel
from tests.keten import make_contact, make_overzetting
from tests.wereld import Wereld
from tests.wijken.spreadsheet import (
    HEADS,
    PAGE,
    ROW,
    as_csv,
    as_xlsx,
    brought,
    choose,
    send,
    sent,
    worked,
)
from wijken.actions import overzetting as actions
from wijken.models import AfgekeurdeRij, Contactmoment, Kolomindeling, OverzetStap, Overzetting
from wijken.overzetten.kolommen import stand_of_koppeling
from wijken.queries.noteer import earlier, own_buurten

BSN = ("2-2-2025", "Klaverveld", "", "Zijn nummer is 111222333.", "1", "")
NAME = ("3-2-2025", "Klaverveld", "", "Mevrouw Jansen kwam langs.", "1", "")
WRONG = ("31-31-2025", "Nergenshuizen", "", "", "veel", "voetbal")


@pytest.fixture
def client(wereld: Wereld, settings: Settings, tmp_path: Path) -> Client:
    """Marijke's browser, who is coördinator, beside the areas and an empty media folder."""
    settings.MEDIA_ROOT = tmp_path
    wereld.bring("zonderwater")
    return wereld.client(wereld.marijke)


def files() -> list[str]:
    folder = actions.folder()
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_a_list_is_looked_at_first_and_brought_over_when_confirmed(
    client: Client, wereld: Wereld
) -> None:
    row = sent(client, as_csv([ROW, BSN, NAME, WRONG]))
    assert row.stap == OverzetStap.WACHT
    assert row.koppeling == {
        "op": 0, "gebied": 1, "plek": 2, "tekst": 3, "aantal": 4, "thema": 5
    }  # fmt: skip
    page = client.get(f"{PAGE}{row.pk}/")
    outcomes = [cells[1] for cells in page.context["voorbeeld"]]
    assert outcomes[0] == "Gaat mee."
    assert "BSN" in outcomes[1]
    assert outcomes[1].startswith("Komt terug.")
    assert outcomes[2].startswith("Komt terug, of kijk hem na.")
    assert outcomes[3] == (
        "Komt terug. De datum is niet te lezen. Schrijf 31-12-2025 of 2025-12-31. Deze buurt "
        "kennen we niet, of hij ligt buiten jullie werkgebied. Het aantal mensen is niet te "
        "lezen. Schrijf een getal. Dit thema kennen we niet. Neem een thema van Noteer, of laat "
        "het leeg."
    )
    assert page.context["gaan_mee"] == 1
    words = " ".join(page.text.split())
    assert "Van de eerste 4 rijen gaat er 1 mee." in words
    # What is not understood is shown as it came.
    assert "31-31-2025" in page.text
    assert "Nergenshuizen" in page.text
    assert not Contactmoment.objects.exists()

    assert choose(client, row)["Location"] == f"{PAGE}{row.pk}/"
    row = worked(row)
    assert (row.stap, row.overgezet, row.afgekeurd) == (OverzetStap.KLAAR, 1, 3)
    contact = Contactmoment.objects.get()
    assert (contact.door, contact.overzetting, contact.organisatie) == (
        wereld.marijke,
        row,
        wereld.de_brink,
    )
    assert timezone.localtime(contact.op).date().isoformat() == "2025-02-01"
    assert (contact.gebied, contact.plek, contact.tekst) == (
        wereld.klaverveld,
        "het Lindeplein",
        "Koffie met buren.",
    )
    assert (contact.aantal, contact.thema, contact.vindplaats) == ("2-5", "wonen", "anders")
    assert "overgezet uit een spreadsheet" in client.get(f"/contacten/{contact.pk}/").text


def test_what_did_not_go_along_comes_back_with_why(client: Client) -> None:
    row = brought(client, as_csv([ROW, BSN, ("=1+1", "Klaverveld", "-", "a\nb", "1", "")]))
    answer = client.get(f"{PAGE}{row.pk}/rijen/")
    text = answer.getvalue().decode().removeprefix("\ufeff")
    heads, bsn, formula = csv.reader(io.StringIO(text), delimiter=";")
    assert heads == [*HEADS, "Rij in je bestand", "Waarom niet overgezet"]
    assert bsn[:-1] == [*BSN, "3"]
    assert bsn[-1].startswith("Tekst: Dit lijkt een burgerservicenummer")
    # As text, whatever a spreadsheet would make of it.
    assert formula[:-1] == ["'=1+1", "Klaverveld", "'-", "a\nb", "1", "", "4"]
    excel = client.get(f"{PAGE}{row.pk}/rijen/?vorm=xlsx").getvalue()
    with CalamineWorkbook.from_filelike(io.BytesIO(excel)) as book:
        assert [cells[-2] for cells in book.get_sheet_by_index(0).to_python()] == [
            "Rij in je bestand",
            3.0,
            4.0,
        ]
    assert (
        "Rij 3: <bdi>Tekst: Dit lijkt een burgerservicenummer"
        in client.get(f"{PAGE}{row.pk}/").text
    )


def test_it_is_mended_and_sent_again_with_the_columns_known(client: Client) -> None:
    first = sent(client, as_csv([WRONG], ["Wanneer?", "Waar dan", "A", "B", "C", "D"]))
    chosen = {"op": "0", "gebied": "1", "thema": "5"}
    assert choose(client, first, doe="kijk", **chosen).status_code == 302
    assert choose(client, first).status_code == 302
    worked(first)
    back = client.get(f"{PAGE}{first.pk}/rijen/").getvalue()
    again = sent(
        client, back.replace(b"31-31-2025", b"1-3-2025").replace(b"Nergenshuizen", b"Klaverveld")
    )
    assert again.koppeling == {"op": 0, "gebied": 1, "thema": 5}
    assert Kolomindeling.objects.count() == 1


def test_rows_with_a_find_go_along_once_somebody_looked(client: Client) -> None:
    row = brought(client, as_csv([NAME, BSN]), nagekeken="on")
    assert (row.overgezet, row.afgekeurd) == (1, 1)
    contact = Contactmoment.objects.get()
    page = client.get(f"{PAGE}{row.pk}/").text
    assert "Overgezet met misschien een persoon erin" in page
    assert f'<a href="/contacten/{contact.pk}/">Rij 2</a>: <bdi>Tekst: Dit lijkt de naam' in page
    # The words themselves are kept beside nothing.
    assert not AfgekeurdeRij.objects.filter(reden__contains="Jansen").exists()


def test_columns_that_the_page_did_not_show_are_shown_first(client: Client) -> None:
    row = sent(client, as_csv([ROW]))
    changed = choose(client, row, tekst="")
    assert changed.status_code == 302
    row.refresh_from_db()
    assert (row.stap, "tekst" in row.koppeling) == (OverzetStap.WACHT, False)
    assert "Je koos andere kolommen" in client.get(f"{PAGE}{row.pk}/").text


def test_a_colleague_chose_other_columns(client: Client, wereld: Wereld) -> None:
    row = sent(client, as_csv([ROW]))
    form = client.get(f"{PAGE}{row.pk}/").context["form"]
    data = {name: form[name].value() or "" for name in form.fields if name != "nagekeken"}
    assert choose(wereld.client(wereld.beatrix), row, doe="kijk", plek="").status_code == 302
    answer = client.post(f"{PAGE}{row.pk}/", {**data, "doe": "zet_over"})
    assert answer.status_code == 422
    assert "Een collega koos intussen andere kolommen" in answer.text
    row.refresh_from_db()
    assert row.stap == OverzetStap.WACHT


@pytest.mark.parametrize("doe", ["kijk", "zet_over"])
def test_a_colleagues_choice_is_not_overwritten_unheard(
    client: Client, wereld: Wereld, doe: str
) -> None:
    row = sent(client, as_csv([ROW]))
    form = client.get(f"{PAGE}{row.pk}/").context["form"]
    data = {name: form[name].value() or "" for name in form.fields if name != "nagekeken"}
    assert choose(wereld.client(wereld.beatrix), row, doe="kijk", plek="").status_code == 302
    mine = {**data, "tekst": "", "doe": doe}
    answer = client.post(f"{PAGE}{row.pk}/", mine)
    assert answer.status_code == 422
    assert "Een collega koos intussen andere kolommen" in answer.text
    row.refresh_from_db()
    assert ("plek" in row.koppeling, "tekst" in row.koppeling) == (False, True)
    # Drawn with the columns of the row; sent once more it is a decision, and shown first.
    again = {**mine, "stand": answer.context["form"]["stand"].value()}
    assert again["stand"] == stand_of_koppeling(row.koppeling)
    assert client.post(f"{PAGE}{row.pk}/", again).status_code == 302
    row.refresh_from_db()
    assert row.stap == OverzetStap.WACHT
    assert ("plek" in row.koppeling, "tekst" in row.koppeling) == (True, False)


def test_the_words_of_a_list_of_a_team_are_known(client: Client) -> None:
    heads = ["Datum", "Wijk/buurt", "Locatie", "Wat is er gezegd?", "Aantal personen", "Onderwerp"]
    row = sent(client, as_csv([ROW], heads))
    assert row.koppeling == {
        "op": 0, "gebied": 1, "plek": 2, "tekst": 3, "aantal": 4, "thema": 5
    }  # fmt: skip


def test_without_a_date_and_a_buurt_nothing_is_shown(client: Client) -> None:
    row = sent(client, as_csv([["a", "b"]], ["Iets", "Anders"]))
    assert row.koppeling == {}
    page = client.get(f"{PAGE}{row.pk}/")
    assert page.context["voorbeeld"] == []
    assert "Kies in elk geval de kolom voor de datum en die voor de buurt." in page.text
    answer = choose(client, row, doe="zet_over")
    assert answer.status_code == 422
    assert "Kies de kolom" in answer.text
    assert "op" in answer.context["form"].errors


def test_confirming_twice_is_once(client: Client) -> None:
    row = sent(client, as_csv([ROW]))
    form = client.get(f"{PAGE}{row.pk}/").context["form"]
    data = {name: form[name].value() or "" for name in form.fields if name != "nagekeken"}
    for _ in range(2):
        assert client.post(f"{PAGE}{row.pk}/", {**data, "doe": "zet_over"}).status_code == 302
    worked(row)
    worked(row)
    assert Contactmoment.objects.count() == 1
    trail = AuditRegel.objects.filter(handeling__in=["overzetten_bevestigd", "contacten_overgezet"])
    assert list(trail.order_by("pk").values_list("handeling", "naar")) == [
        ("overzetten_bevestigd", ""),
        ("contacten_overgezet", "1 contact"),
    ]


def test_the_same_file_is_taken_in_once(client: Client, wereld: Wereld) -> None:
    row = brought(client, as_csv([ROW]))
    answer = send(client, as_csv([ROW]), "onder een andere naam.csv")
    assert answer.status_code == 422
    assert "Dit bestand is al ingelezen." in answer.text
    assert files() == [row.bestand]
    # Of another organisation it may well be.
    wereld.ruben.rol = "coordinator"
    wereld.ruben.save()
    assert send(wereld.client(wereld.ruben), as_csv([ROW])).status_code == 302


def test_a_file_that_was_thrown_away_may_come_again(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    row = sent(client, as_csv([ROW]))
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"{PAGE}{row.pk}/weggooien/").status_code == 302
    assert files() == []
    assert client.post(f"{PAGE}{row.pk}/weggooien/").status_code == 302
    assert brought(client, as_csv([ROW])).overgezet == 1


def test_a_list_of_which_nothing_came_may_come_again(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    first = brought(client, as_csv([NAME]))
    assert (first.stap, first.overgezet) == (OverzetStap.KLAAR, 0)
    with django_capture_on_commit_callbacks(execute=True):
        again = brought(client, as_csv([NAME]), nagekeken="on")
    assert again.overgezet == 1
    first.refresh_from_db()
    assert first.stap == OverzetStap.WEGGEGOOID
    assert files() == [again.bestand]
    # Now there are contacts, and it is there once.
    assert send(client, as_csv([NAME])).status_code == 422


def test_a_list_of_which_nothing_came_does_not_stay_for_ever(client: Client) -> None:
    row = brought(client, as_csv([BSN]))
    assert (row.stap, row.overgezet) == (OverzetStap.KLAAR, 0)
    now = timezone.now()
    actions.purge_overzettingen(now=now + timedelta(days=8))
    row.refresh_from_db()
    assert (row.naam, row.bestand) == ("", "")
    actions.purge_overzettingen(now=now + timedelta(days=31))
    assert not Overzetting.objects.exists()


def test_few_wait_at_a_time(client: Client) -> None:
    for number in range(actions.MOST_OPEN):
        sent(client, as_csv([ROW] * (number + 1)))
    answer = send(client, as_csv([ROW] * 9))
    assert answer.status_code == 422
    assert "Er wachten al 3 bestanden." in answer.text
    assert len(files()) == actions.MOST_OPEN


def test_another_organisation_sees_nothing_of_it(client: Client, wereld: Wereld) -> None:
    row = brought(client, as_csv([ROW, BSN]))
    wereld.ruben.rol = "coordinator"
    wereld.ruben.save()
    stranger = wereld.client(wereld.ruben)
    for path in ("", "staat/", "rijen/", "terug/"):
        assert stranger.get(f"{PAGE}{row.pk}/{path}").status_code == 404
    for path in ("", "weggooien/", "opnieuw/", "terug/"):
        assert stranger.post(f"{PAGE}{row.pk}/{path}").status_code == 404
    assert "lijst.csv" not in stranger.get(PAGE).text
    assert stranger.get(f"/contacten/{Contactmoment.objects.get().pk}/").status_code == 404


def test_its_place_in_the_menu_is_for_those_who_may(client: Client, wereld: Wereld) -> None:
    for path in ("/contacten/", "/team/"):
        assert f'href="{PAGE}"' in client.get(path).text
        assert f'href="{PAGE}"' not in wereld.client(wereld.samira).get(path).text


def test_progress_is_asked_for_by_htmx_and_by_reloading(client: Client) -> None:
    row = sent(client, as_csv([ROW]))
    choose(client, row)
    page = client.get(f"{PAGE}{row.pk}/").text
    assert f'hx-get="{PAGE}{row.pk}/staat/"' in page
    assert "<progress" in page
    assert client.get(f"{PAGE}{row.pk}/staat/").status_code == 302
    part = client.get(f"{PAGE}{row.pk}/staat/", headers={"HX-Request": "true"})
    assert "HX-Refresh" not in part.headers
    worked(row)
    part = client.get(f"{PAGE}{row.pk}/staat/", headers={"HX-Request": "true"})
    assert part.headers["HX-Refresh"] == "true"


def test_after_a_week_the_words_are_gone_and_the_contacts_stay(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    row = brought(client, as_csv([ROW, BSN]), "lijst van Jan.csv")
    assert b"Koffie" not in (actions.folder() / row.bestand).read_bytes()
    now = timezone.now()
    actions.purge_overzettingen(now=now + timedelta(days=6, hours=23))
    assert files() == [row.bestand]
    with django_capture_on_commit_callbacks(execute=True):
        actions.purge_overzettingen(now=now + timedelta(days=7, hours=1))
    row.refresh_from_db()
    assert (files(), row.naam, row.koppen, row.bestand) == ([], "", [], "")
    assert not AfgekeurdeRij.objects.exists()
    assert Contactmoment.objects.count() == 1
    assert client.get(f"{PAGE}{row.pk}/rijen/").status_code == 404
    assert "na een week weggehaald" in client.get(f"{PAGE}{row.pk}/").text
    # The row is what marks the contacts, for as long as there are any.
    actions.purge_overzettingen(now=now + timedelta(days=100))
    assert Overzetting.objects.count() == 1


def test_what_nobody_decides_about_goes_too(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    row = sent(client, as_csv([ROW]))
    now = timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        actions.purge_overzettingen(now=now + timedelta(days=8))
    row.refresh_from_db()
    assert (row.stap, files()) == (OverzetStap.WEGGEGOOID, [])
    actions.purge_overzettingen(now=now + timedelta(days=31))
    assert not Overzetting.objects.exists()


def test_what_was_asked_for_on_the_last_day_is_done_all_the_same(client: Client) -> None:
    row = brought(client, as_csv([ROW]))
    late = timezone.now() - timedelta(days=6, hours=23)
    Overzetting.objects.filter(pk=row.pk).update(gestuurd_op=late, klaar_op=late)
    assert client.post(f"{PAGE}{row.pk}/terug/").status_code == 302
    # No worker came to it before the night.
    actions.purge_overzettingen(now=timezone.now() + timedelta(hours=5))
    assert worked(row).stap == OverzetStap.ONGEDAAN
    assert not Contactmoment.objects.exists()


def test_files_without_a_row_go_after_a_day(client: Client) -> None:
    sent(client, as_csv([ROW]))
    (actions.folder() / ".over").write_bytes(b"x")
    actions.purge_overzettingen(now=timezone.now())
    assert len(files()) == 2
    actions.purge_overzettingen(now=timezone.now() + timedelta(days=2))
    assert len(files()) == 1


def test_a_list_of_our_own_comes_back_as_it_was(client: Client, wereld: Wereld) -> None:
    contact = make_contact(
        wereld.samira,
        wereld.klaverveld,
        thema="geld",
        aantal="6-10",
        werksoorten=["aanwezig", "netwerk"],
        lijnen=["verbinden", "koppelen"],
        lijn_waarom="Ze eten samen.",
        tekst="- Koken; op “dinsdag”.\nElke week.",
    )
    for vorm in ("csv", "xlsx"):
        file = client.get(f"/contacten/download/?alles=1&vorm={vorm}").getvalue()
        row = brought(client, file)
        assert (row.overgezet, row.afgekeurd) == (1, 0), refused(row)
        made = row.contacten.get()
        for name in (
            *("gebied", "vindplaats", "plek", "aantal", "werksoorten", "tekst", "thema"),
            *("lijnen", "lijn_waarom"),
        ):
            assert getattr(made, name) == getattr(contact, name), name
        made.delete()


def refused(row: Overzetting) -> list[str]:
    return list(AfgekeurdeRij.objects.filter(overzetting=row).values_list("reden", flat=True))


def test_noteer_offers_no_place_of_a_list(client: Client, wereld: Wereld) -> None:
    brought(client, as_csv([ROW]))
    assert earlier(wereld.marijke, own_buurten(wereld.marijke)).plekken == []


def test_days_of_excel_are_days(client: Client) -> None:
    rows = [
        (date(2025, 2, 1), "BU99990100", "", "dag", 3, ""),
        (
            datetime(2025, 2, 1, 14, 30),  # noqa: DTZ001  Excel knows no zones
            "bu99990100",
            "",
            "uur",
            "2-5",
            "",
        ),
        (45689, "klaverveld ", "", "getal", 0, ""),
    ]
    row = brought(client, as_xlsx(rows), "lijst.xlsx")
    assert refused(row) == []
    days = {one.tekst: (timezone.localtime(one.op), one.aantal) for one in row.contacten.all()}
    assert {text: (f"{op:%d %H:%M}", aantal) for text, (op, aantal) in days.items()} == {
        "dag": ("01 12:00", "2-5"),
        "uur": ("01 14:30", "2-5"),
        "getal": ("01 12:00", "0"),
    }


def test_the_pages_ask_as_much_for_many_as_for_one(client: Client, wereld: Wereld) -> None:
    asked: dict[str, set[int]] = {"": set(), "klaar": set(), "wacht": set()}
    for number in (1, 25):
        for _ in range(number):
            make_overzetting(wereld.marijke)
        bad = [BSN] * number
        waiting = sent(client, as_csv([ROW, *bad], [*HEADS[:5], f"{number}"]))
        done = brought(client, as_csv([ROW, NAME, *bad]), nagekeken="on")
        pages = {"": PAGE, "wacht": f"{PAGE}{waiting.pk}/", "klaar": f"{PAGE}{done.pk}/"}
        for name, path in pages.items():
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200
            asked[name].add(len(queries))
    assert {name: len(numbers) for name, numbers in asked.items()} == dict.fromkeys(asked, 1)
