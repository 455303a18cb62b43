"""The page on which areas and figures are read in: sent, looked at, confirmed, stored, cleaned."""

import io
import json
import threading
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django.utils.html import escape
from pytest_django.fixtures import Settings

from opbouw.lib.jobs import outbox
from opbouw.lib.jobs.heartbeat import Heartbeat
from opbouw.lib.models import AuditRegel
from opbouw.lib.web.bodies import UPLOAD_BODY
from tests.wereld import Wereld
from tests.wijken.cijfers.tabel import HEAD, ROW, stored
from tests.wijken.geojson import buurt
from wijken import tasks
from wijken.actions import inlezing as actions
from wijken.models import Cijfer, Gebied, Gebruiker, Inlezing

PAGE = "/beheer/inlezen/"
TABLE = (HEAD + ROW).encode()


@pytest.fixture
def beheer(wereld: Wereld, settings: Settings, tmp_path: Path) -> Client:
    """The browser of staff, beside the areas of the tests without figures."""
    settings.MEDIA_ROOT = tmp_path
    wereld.bring("zonderwater")
    Cijfer.objects.all().delete()
    Gebied.objects.update(jaar=2024)
    staff = Gebruiker.objects.create_superuser("beheer@voorbeeld.nl", "x", naam="Beheer")
    wereld.anonymous.force_login(staff)
    return wereld.anonymous


def send_unread(client: Client, length: int) -> Any:
    """Send headers that announce a body, of which no byte may be read."""
    begun: dict[str, Any] = {"CONTENT_LENGTH": str(length), "wsgi.input": Unread()}
    return client.generic(
        "POST", PAGE, b"", content_type="multipart/form-data; boundary=x", **begun
    )


def send(client: Client, content: bytes = TABLE, name: str = "cijfers.csv", **data: Any) -> Any:
    return client.post(PAGE, {"bestand": SimpleUploadedFile(name, content), **data})


def sent(
    client: Client, content: bytes = TABLE, name: str = "cijfers.csv", **data: Any
) -> Inlezing:
    """Send a file that is taken in, and let the worker look at it."""
    answer = send(client, content, name, **data)
    assert answer.status_code == 302, answer.context["form"].errors
    row = Inlezing.objects.get()
    assert answer["Location"] == f"{PAGE}{row.pk}/"
    tasks.lees_in(row.pk)
    row.refresh_from_db()
    return row


def files() -> list[str]:
    folder = actions.folder()
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def trail() -> list[str]:
    return list(AuditRegel.objects.order_by("pk").values_list("handeling", flat=True))


def test_a_file_is_looked_at_first_and_stored_when_confirmed(beheer: Client) -> None:
    row = sent(beheer)
    assert (row.stap, row.soort, row.naam, row.grootte) == (
        "wacht", "cijfers", "cijfers.csv", len(TABLE),
    )  # fmt: skip
    assert files() == [row.bestand]
    # Nothing yet, and no trace of what the preview tried.
    assert stored() == []
    assert trail() == ["bestand_gestuurd"]
    page = beheer.get(f"{PAGE}{row.pk}/")
    for words in ("Nog niets bewaard", "Voelt zich eenzaam (eenzaam)", "42,5%", "GGD, 2024"):
        assert words in page.text
    assert beheer.post(f"{PAGE}{row.pk}/bewaren/")["Location"] == f"{PAGE}{row.pk}/"
    assert "We bewaren het." in beheer.get(f"{PAGE}{row.pk}/").text
    tasks.lees_in(row.pk)
    row.refresh_from_db()
    assert row.uitkomst is not None
    assert (row.stap, row.uitkomst["toegevoegd"], row.bestand, files()) == ("klaar", 1, "", [])
    assert stored("waarde", "bron") == [("BU99990100", 42.5, "GGD")]
    assert trail() == ["bestand_gestuurd", "inlezen_bevestigd", "cijfers_ingelezen"]
    staff = Gebruiker.objects.get(email="beheer@voorbeeld.nl")
    assert set(AuditRegel.objects.values_list("door", "organisatie_id")) == {(staff.pk, None)}
    assert "Wat er is gebeurd" in beheer.get(f"{PAGE}{row.pk}/").text
    assert "cijfers.csv" in beheer.get(PAGE).text


def test_a_source_that_names_its_year_is_not_given_it_twice(beheer: Client) -> None:
    row = sent(beheer, TABLE.replace(b"GGD", b"CBS Kerncijfers 2024"))
    assert row.voorbeeld is not None
    assert [line[-1] for line in row.voorbeeld["voorbeelden"]] == ["CBS Kerncijfers 2024"]


def test_areas_take_the_same_way(beheer: Client) -> None:
    content = json.dumps({"type": "FeatureCollection", "features": [buurt("BU99970001")]})
    row = sent(beheer, content.encode(), "kaart.geojson")
    assert (row.stap, row.soort) == ("wacht", "gebieden"), row.uitkomst
    assert not Gebied.objects.filter(code="BU99970001").exists()
    assert "Buurt 01 (BU99970001)" in beheer.get(f"{PAGE}{row.pk}/").text
    beheer.post(f"{PAGE}{row.pk}/bewaren/")
    tasks.lees_in(row.pk)
    assert Gebied.objects.get(code="BU99970001").naam == "Buurt 01"
    assert files() == []


def test_a_gemeente_without_a_name_is_given_one(beheer: Client) -> None:
    nameless = buurt("BU99970001", gemeentenaam=None)
    content = json.dumps({"type": "FeatureCollection", "features": [nameless]}).encode()
    row = sent(beheer, content, "kaart.geojson")
    page = beheer.get(f"{PAGE}{row.pk}/").text
    assert "GM9997 heeft geen naam; geef die zelf mee, zoals GM0363=Amsterdam" in page
    row.delete()
    row = sent(
        beheer, content, "kaart.geojson", namen="\r\n GM9997 = ’t Ver  \r\nWK999700; Kom\r\n"
    )
    assert row.stap == "wacht", row.uitkomst
    assert row.namen == "GM9997 = ’t Ver\nWK999700; Kom"
    beheer.post(f"{PAGE}{row.pk}/bewaren/")
    tasks.lees_in(row.pk)
    names = Gebied.objects.filter(gemeentecode="GM9997").order_by("code")
    assert list(names.values_list("naam", flat=True)) == ["Buurt 01", "’t Ver", "Kom"]


@pytest.mark.parametrize(
    "typed",
    [
        *("Amsterdam", "GM0363", "GM0363=", "=Amsterdam", "GM36=Amsterdam", "GM0363 - Amsterdam"),
        *("GM0363==Amsterdam", 'GM0363=" "', 'GM0363=""', "GM0363;;A", "GM0363,,", "GM0363=12"),
    ],
)
def test_what_names_nothing_is_refused_and_kept(beheer: Client, typed: str) -> None:
    answer = send(beheer, namen=f"GM0308=Baarn\n\n{typed}")
    assert answer.status_code == 422
    assert escape(f"“{typed}” is geen code met een naam. Goed is") in answer.text
    assert escape(typed) in answer.text.partition("<textarea")[2].partition("</textarea>")[0]
    assert Inlezing.objects.count() == 0


def test_two_names_for_one_area_are_refused(beheer: Client) -> None:
    answer = send(beheer, namen="GM0363=Amsterdam\ngm0363=Mokum")
    assert "GM0363 krijgt twee namen: Amsterdam en Mokum." in answer.text
    assert answer.status_code == 422


def test_a_table_is_pasted_as_it_is(beheer: Client) -> None:
    content = json.dumps({"type": "FeatureCollection", "features": [buurt("BU99970001")]})
    typed = '"code";"naam"\n"GM9997";"Ver, weg"\nWK999700,Kom\nGM0363=Amsterdam'
    row = sent(beheer, content.encode(), "kaart.geojson", namen=typed)
    assert row.voorbeeld is not None
    said = "1 keer hoort een naam bij geen gebied in dit bestand, bijvoorbeeld GM0363: Amsterdam."
    assert said in row.voorbeeld["opmerkingen"]
    page = beheer.get(f"{PAGE}{row.pk}/").text
    assert ("Ver, weg" in page, "Kom (WK999700)" in page) == (True, True)


def test_names_beside_figures_are_said_to_be_of_no_use(beheer: Client) -> None:
    row = sent(beheer, namen="GM0363=Amsterdam")
    assert row.voorbeeld is not None
    said = "De namen zijn niet gebruikt: in dit bestand staan alleen cijfers."
    assert row.voorbeeld["opmerkingen"] == [said]


def test_what_changed_between_the_preview_and_the_press_is_what_the_result_says(
    beheer: Client,
) -> None:
    row = sent(beheer)
    assert row.voorbeeld is not None
    assert row.voorbeeld["toegevoegd"] == 1
    Cijfer.objects.create(
        gebied=Gebied.objects.get(code="BU99990100"), sleutel="eenzaam",
        naam="Voelt zich eenzaam", waarde="42.5", eenheid="%", jaar=2024, bron="GGD",
    )  # fmt: skip
    beheer.post(f"{PAGE}{row.pk}/bewaren/")
    tasks.lees_in(row.pk)
    row.refresh_from_db()
    assert row.uitkomst is not None
    assert (row.uitkomst["toegevoegd"], row.uitkomst["gelijk"]) == (0, 1)
    assert "Er is niets veranderd" in beheer.get(f"{PAGE}{row.pk}/").text
    # A second press of the same button does nothing more.
    beheer.post(f"{PAGE}{row.pk}/bewaren/")
    assert trail().count("inlezen_bevestigd") == 1


def test_a_file_that_cannot_be_read_is_one_sentence(beheer: Client) -> None:
    row = sent(beheer, b"code;x\nBU99990100;1\n")
    assert (row.stap, files()) == ("geweigerd", [])
    assert "Geen enkele kolom is bekend." in beheer.get(f"{PAGE}{row.pk}/").text
    assert outbox.claim(Inlezing, row.pk) is None


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Dit bestand is leeg."),
        (zipped("[Content_Types].xml"), "Dit is een Excelbestand."),
        (zipped("../../x.csv"), "In dit zipbestand zit geen kaart met gebieden."),
        (b"PK\x03\x04rest", "Dit zipbestand is beschadigd."),
        (b"%PDF-1.7", "Dit soort bestand lezen we niet."),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "Dit soort bestand lezen we niet."),
    ],
    ids=["empty", "excel", "zip", "damaged", "pdf", "picture"],
)
def test_what_we_do_not_read_is_said_at_once(beheer: Client, content: bytes, said: str) -> None:
    answer = send(beheer, content)
    assert answer.status_code == 422
    assert said in answer.text
    assert (files(), Inlezing.objects.count()) == ([], 0)


@pytest.mark.parametrize("name", ["a.shp", "map/B.GPKG", "c.geojson"])
def test_a_zip_is_taken_as_the_command_takes_it(beheer: Client, name: str) -> None:
    assert send(beheer, zipped(name)).status_code == 302
    row = Inlezing.objects.get()
    assert (row.soort, row.bestand[-4:]) == ("gebieden", ".zip")


@pytest.mark.parametrize(
    "data", [{"jaar": "1202"}, {"jaar": "vorig"}, {"bron": "=1+1"}, {"bron": "x" * 91}]
)
def test_a_wrong_field_keeps_no_file(beheer: Client, data: dict[str, str]) -> None:
    assert send(beheer, TABLE, "cijfers.csv", **data).status_code == 422
    assert (files(), Inlezing.objects.count()) == ([], 0)


def test_a_name_is_text_and_never_a_path(beheer: Client) -> None:
    row = sent(beheer, name="../../<img src=x onerror=alert(1)>\u202efdp.csv")
    assert row.naam.endswith("fdp.csv")
    assert "\u202e" not in row.naam
    assert Path(row.bestand).name == row.bestand
    assert (row.bestand[0], row.bestand[-4:], len(row.bestand)) == (".", ".csv", 37)
    for path in (PAGE, f"{PAGE}{row.pk}/"):
        assert "<img" not in beheer.get(path).text


def test_what_a_file_says_is_shown_as_text(beheer: Client) -> None:
    hostile = ROW.replace("Voelt zich eenzaam", "<script>alert(1)</script>")
    row = sent(beheer, (HEAD + hostile + "<b>x</b>;eenzaam\n").encode())
    page = beheer.get(f"{PAGE}{row.pk}/").text
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "<b>x" not in page


class Unread(io.BytesIO):
    """A body of which no byte may be asked."""

    def read(self, *_size: Any) -> bytes:
        raise AssertionError("the body was read before it was known who sends")


@pytest.mark.parametrize("who", ["anonymous", "samira"])
def test_nobody_else_sends_a_byte(
    wereld: Wereld, settings: Settings, tmp_path: Path, who: str
) -> None:
    settings.MEDIA_ROOT = tmp_path
    client = wereld.anonymous if who == "anonymous" else wereld.client(wereld.samira)
    answer = send_unread(client, UPLOAD_BODY)
    assert answer.status_code == 302
    assert files() == []


def test_more_than_the_page_takes_is_refused_unread(beheer: Client) -> None:
    answer = send_unread(beheer, UPLOAD_BODY + 1)
    assert answer.status_code == 413


def test_a_forged_form_leaves_nothing_behind(beheer: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = beheer.cookies
    assert send(strict).status_code == 403
    assert (files(), Inlezing.objects.count()) == ([], 0)


def test_staff_without_a_fresh_second_factor_is_asked_for_it(
    beheer: Client, settings: Settings
) -> None:
    row = sent(beheer)
    settings.SECOND_FACTOR_REQUIRED = True
    for path in (PAGE, f"{PAGE}{row.pk}/", f"{PAGE}{row.pk}/staat/"):
        assert beheer.get(path).status_code == 302
    for step in ("bewaren", "weggooien", "opnieuw"):
        assert "/login/" in beheer.post(f"{PAGE}{row.pk}/{step}/")["Location"]
    row.refresh_from_db()
    assert row.stap == "wacht"


def test_throwing_away_stores_nothing(
    beheer: Client, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    row = sent(beheer)
    with django_capture_on_commit_callbacks(execute=True):
        beheer.post(f"{PAGE}{row.pk}/weggooien/")
    row.refresh_from_db()
    assert (row.stap, row.bestand, files(), stored()) == ("weggegooid", "", [], [])
    # Neither an old page nor an old message brings it back.
    answer = beheer.post(f"{PAGE}{row.pk}/bewaren/", follow=True)
    assert "Dit bestand is er niet meer." in answer.text
    tasks.lees_in(row.pk)
    assert stored() == []
    assert trail() == ["bestand_gestuurd", "bestand_weggegooid"]


def test_what_is_thrown_away_while_it_is_stored_is_not_half_stored(
    beheer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = sent(beheer)
    beheer.post(f"{PAGE}{row.pk}/bewaren/")

    def finish(*_args: Any, **_fields: Any) -> bool:
        assert len(stored()) == 1  # inside the transaction
        return False

    monkeypatch.setattr(outbox, "finish", finish)
    tasks.lees_in(row.pk)
    assert stored() == []


def test_a_killed_worker_is_followed_by_another(beheer: Client) -> None:
    row = sent(beheer)
    beheer.post(f"{PAGE}{row.pk}/bewaren/")
    for _killed in range(Inlezing.job_attempts):
        assert outbox.claim(Inlezing, row.pk) is not None
        tasks.lees_in(row.pk)  # another worker leaves it alone while the lease runs
        assert stored() == []
        Inlezing.objects.update(job_lease_tot=timezone.now() - timedelta(seconds=1))
    assert outbox.sweep()["given_up"] == 1
    page = beheer.get(f"{PAGE}{row.pk}/").text
    assert "Het brak steeds af zonder uitleg." in page
    assert "Er is niets bewaard, ook niet voor een deel." in page
    beheer.post(f"{PAGE}{row.pk}/opnieuw/")
    tasks.lees_in(row.pk)
    assert len(stored()) == 1


def test_an_error_of_a_library_is_a_sentence_and_leaves_nothing(
    beheer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = sent(beheer)
    beheer.post(f"{PAGE}{row.pk}/bewaren/")

    def breaks(**_arguments: Any) -> None:
        Cijfer.objects.create(
            gebied=Gebied.objects.get(code="BU99990100"),
            sleutel="half",
            naam="Half",
            waarde=1,
            jaar=2024,
            bron="x",
        )
        raise MemoryError("secret words of the file")

    monkeypatch.setattr("wijken.cijfers.inlezen.store_cijfers", breaks)
    for _attempt in range(Inlezing.job_attempts):
        tasks.lees_in(row.pk)
    row.refresh_from_db()
    assert (row.job_staat, row.job_reden) == (
        "mislukt", "Het inlezen lukte niet (MemoryError).",
    )  # fmt: skip
    assert stored() == []
    assert files() == [row.bestand]


def test_a_file_that_is_gone_is_a_sentence(beheer: Client) -> None:
    row = sent(beheer)
    actions.file_of(row).unlink()
    beheer.post(f"{PAGE}{row.pk}/bewaren/")
    tasks.lees_in(row.pk)
    assert "Het bestand is er niet meer." in beheer.get(f"{PAGE}{row.pk}/").text


def test_progress_is_a_part_of_the_page_and_a_plain_link(beheer: Client) -> None:
    send(beheer)
    row = Inlezing.objects.get()
    Inlezing.objects.update(gedaan=30, totaal=60)
    state = f"{PAGE}{row.pk}/staat/"
    page = beheer.get(f"{PAGE}{row.pk}/").text
    assert f'hx-get="{state}"' in page
    assert f'href="{PAGE}{row.pk}/"' in page
    assert 'value="50"' in page
    assert beheer.get(state)["Location"] == f"{PAGE}{row.pk}/"
    part = beheer.get(state, headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert "HX-Refresh" not in part.headers
    tasks.lees_in(row.pk)
    assert beheer.get(state, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_files_that_nobody_decides_about_cannot_fill_the_disk(beheer: Client) -> None:
    for _file in range(actions.MOST_OPEN):
        assert send(beheer).status_code == 302
    answer = send(beheer)
    assert answer.status_code == 422
    assert "Er staan al 5 bestanden te wachten." in answer.text
    assert len(files()) == actions.MOST_OPEN


def test_a_file_is_gone_after_a_day_and_its_row_after_a_month(beheer: Client) -> None:
    row = sent(beheer)
    stray = actions.folder() / ".afgebroken"
    stray.write_bytes(b"x")
    now = timezone.now()
    actions.purge_inlezingen(now=now + timedelta(hours=23))
    assert len(files()) == 2
    actions.purge_inlezingen(now=now + timedelta(hours=25))
    row.refresh_from_db()
    assert (row.stap, row.bestand, files()) == ("weggegooid", "", [])
    actions.purge_inlezingen(now=now + timedelta(days=29))
    assert Inlezing.objects.count() == 1
    actions.purge_inlezingen(now=now + timedelta(days=31))
    assert Inlezing.objects.count() == 0


def test_a_full_disk_is_said(beheer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: Any) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("opbouw.lib.web.uploads.os.fsync", full)
    answer = send(beheer)
    assert answer.status_code == 422
    assert "De schijf is vol." in answer.text
    assert files() == []


def test_the_way_there_is_on_the_first_page(beheer: Client) -> None:
    assert f'href="{PAGE}"' in beheer.get("/beheer/").text


@pytest.fixture
def kept(settings: Settings, transactional_db: None) -> Iterator[Inlezing]:
    """A row that other connections see."""
    settings.OUTBOX_LEASE_SECONDS = 2
    row = Inlezing.objects.create(soort="cijfers", naam="x", grootte=1)
    yield row
    row.delete()


def test_a_long_job_keeps_its_lease_and_says_how_far_it_is(kept: Inlezing) -> None:
    claimed = outbox.claim(Inlezing, kept.pk)
    assert claimed is not None
    held, _row = claimed
    with Heartbeat(held, every=0.05) as beat:
        beat.at(3, 7)
        threading.Event().wait(1)
        renewed = beat.stop()
    kept.refresh_from_db()
    assert renewed.lease_tot > held.lease_tot
    assert (kept.gedaan, kept.totaal, kept.job_lease_tot) == (3, 7, renewed.lease_tot)
    assert not outbox.finish(held)  # the claim of before
    assert outbox.finish(renewed)


def test_a_job_that_another_took_is_not_held(kept: Inlezing) -> None:
    claimed = outbox.claim(Inlezing, kept.pk)
    assert claimed is not None
    with Heartbeat(claimed[0], every=0.05) as beat:
        Inlezing.objects.update(job_pogingen=2)
        threading.Event().wait(1)
    assert beat.lost
    assert not outbox.finish(beat.held)
