"""Bringing over as background work: broken off and gone on with, in parts, and turned back."""

import subprocess
import sys
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from opbouw.lib.jobs import outbox
from opbouw.lib.models import AuditRegel, JobStaat
from opbouw.lib.sheets import sealed_rows
from opbouw.lib.writing.correction import stand_of
from signalen.actions.contact import change_contact
from signalen.actions.signaal import notice_signaal
from tests.initiatieven.voorbeeld import make_initiatief
from tests.keten import make_afspraak, make_bron
from tests.wereld import Wereld
from tests.wijken.spreadsheet import PAGE, ROW, as_csv, as_xlsx, brought, choose, sent, worked
from wijken import tasks
from wijken.actions import overzetten as work
from wijken.actions import overzetting as actions
from wijken.actions.bewaren import reduce_contacts
from wijken.actions.contact import FIELDS
from wijken.actions.weghalen import empty_row
from wijken.models import AfgekeurdeRij, Contactmoment, Foto, OverzetStap, Overzetting

KILLED = SystemExit  # what no `except Exception` sees, as nothing sees a SIGKILL


@pytest.fixture
def client(wereld: Wereld, settings: Settings, tmp_path: Path) -> Client:
    """Marijke's browser, who is coördinator, beside the areas and an empty media folder."""
    settings.MEDIA_ROOT = tmp_path
    wereld.bring("zonderwater")
    return wereld.client(wereld.marijke)


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of three rows, so that a few rows are several."""
    monkeypatch.setattr(sealed_rows, "BLOCK", 3)


def rows(number: int, *, wrong: int = 0) -> Iterator[list[str]]:
    """So many rows, each with a text of its own; each so manieth has no day."""
    for at in range(number):
        day = "geen dag" if wrong and at % wrong == 0 else f"{at % 28 + 1}-2-2025"
        yield [day, *ROW[1:3], f"Praatje {at}.", *ROW[4:]]


def confirmed(client: Client, number: int, **options: int) -> Overzetting:
    row = sent(client, as_csv(rows(number, **options)))
    assert choose(client, row).status_code == 302
    row.refresh_from_db()
    return row


def expire(row: Overzetting) -> None:
    """Let the lease of a worker that was killed run out."""
    before = timezone.now() - timedelta(seconds=1)
    Overzetting.objects.filter(pk=row.pk).update(job_lease_tot=before)


def kill_after(monkeypatch: pytest.MonkeyPatch, name: str, blocks: int) -> None:
    """Let a worker die when it begins with the next block after so many."""
    real, calls = getattr(work, name), iter(range(1000))

    def dying(*args: object, **kwargs: object) -> object:
        if next(calls) == blocks:
            raise KILLED
        return real(*args, **kwargs)

    monkeypatch.setattr(work, name, dying)


@pytest.mark.usefixtures("small_blocks")
def test_a_worker_that_is_killed_between_blocks(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = confirmed(client, 10, wrong=4)
    with monkeypatch.context() as patch:
        kill_after(patch, "_store", 2)
        with pytest.raises(KILLED):
            tasks.zet_over(row.pk)
    row.refresh_from_db()
    assert (row.job_staat, row.blokken, row.gedaan, row.overgezet) == ("bezig", 2, 6, 4)
    assert Contactmoment.objects.count() == 4
    # Nobody takes it over before the lease ran out.
    assert worked(row).blokken == 2
    expire(row)
    row = worked(row)
    assert (row.stap, row.job_pogingen, row.procent) == (OverzetStap.KLAAR, 2, 100)
    assert (row.overgezet, row.afgekeurd, row.stond_er_al) == (7, 3, 0)
    assert sorted(one.tekst for one in Contactmoment.objects.all()) == [
        f"Praatje {at}." for at in range(10) if at % 4
    ]
    assert [one.rij for one in AfgekeurdeRij.objects.order_by("rij")] == [2, 6, 10]


@pytest.mark.usefixtures("small_blocks")
def test_a_worker_that_lost_its_claim_stores_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = confirmed(client, 6)
    claimed = outbox.claim(Overzetting, row.pk)
    assert claimed is not None
    slow, as_it_was = claimed
    expire(row)
    assert worked(row).overgezet == 6
    with pytest.raises(outbox.ClaimLostError):
        work.bring_over(slow, as_it_was)
    assert Contactmoment.objects.count() == 6
    row.refresh_from_db()
    assert (row.overgezet, row.stond_er_al) == (6, 0)


@pytest.mark.usefixtures("small_blocks")
def test_what_fails_three_times_can_be_tried_again_or_turned_back(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = confirmed(client, 7)
    with monkeypatch.context() as patch:
        patch.setattr(work, "_store", broken_store(work._store))
        for _ in range(3):
            row = worked(row)
    assert (row.job_staat, row.job_reden) == (
        JobStaat.MISLUKT,
        "Het lukte niet (RuntimeError).",
    )
    page = client.get(f"{PAGE}{row.pk}/").text
    assert "Er zijn 3 contacten overgezet." in page
    assert "Draai alles terug" in page
    assert client.post(f"{PAGE}{row.pk}/opnieuw/").status_code == 302
    assert worked(row).overgezet == 7
    assert Contactmoment.objects.count() == 7


def broken_store(real: object) -> object:
    """Store the first block and fail at every other, as a full disk does."""

    def store(held: object, row: object, number: int, read: object) -> object:
        if number:
            raise RuntimeError("Mevrouw Jansen staat in deze fout")
        return real(held, row, number, read)  # type: ignore[operator]  # the real one

    return store


def test_a_failure_writes_nothing_of_a_row_in_the_log(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    row = confirmed(client, 300)
    monkeypatch.setattr(work, "_store", broken_store(work._store))
    worked(row)
    assert f"Spreadsheet {row.pk} failed: RuntimeError" in caplog.text
    assert "Jansen" not in caplog.text
    assert "Praatje" not in caplog.text


def test_a_file_that_is_gone_or_damaged_says_so(client: Client) -> None:
    row = confirmed(client, 2)
    path = actions.file_of(row)
    for damage in (b"gcm1:onzin\n", b"\xff\xfe\n", None):
        if damage is None:
            path.unlink()
        else:
            path.write_bytes(damage)
        Overzetting.objects.filter(pk=row.pk).update(job_staat="aangevraagd", job_pogingen=0)
        row = worked(row)
        assert (row.job_staat, row.job_reden) == (
            "mislukt",
            "Het bestand is niet meer te lezen. Stuur het opnieuw.",
        )
        waiting = {"stap": "wacht", "job_staat": "klaar"}
        Overzetting.objects.filter(pk=row.pk).update(**waiting)
        assert "Gooi het weg en stuur het opnieuw" in client.get(f"{PAGE}{row.pk}/").text
        Overzetting.objects.filter(pk=row.pk).update(stap="bewaren")


def test_a_file_that_could_not_be_read_goes_after_a_day(
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def broken(*_args: object, **_kwargs: object) -> int:
        raise OSError("no space")

    monkeypatch.setattr(work, "write_rows", broken)
    row = sent(client, as_csv(rows(2)))
    worked(row)
    row = worked(row)
    assert (row.stap, row.job_staat) == (OverzetStap.NAKIJKEN, JobStaat.MISLUKT)
    # As it was sent, and nothing beside it.
    assert [path.name for path in actions.folder().iterdir()] == [row.bestand]
    assert b"Praatje" in actions.file_of(row).read_bytes()
    actions.purge_overzettingen(now=timezone.now() + timedelta(hours=23))
    row.refresh_from_db()
    assert row.stap == OverzetStap.NAKIJKEN
    with django_capture_on_commit_callbacks(execute=True):
        actions.purge_overzettingen(now=timezone.now() + timedelta(hours=25))
    row.refresh_from_db()
    assert (row.stap, list(actions.folder().iterdir())) == (OverzetStap.WEGGEGOOID, [])


def test_two_attempts_at_reading_never_write_in_one_file(client: Client) -> None:
    row = sent(client, as_csv(rows(2)))
    actions.file_of(row).write_bytes(as_csv(rows(2)))
    first, second = (work.read_file(row, done=lambda _number: None) for _ in range(2))
    assert first["bestand"] != second["bestand"]
    # No copy of the media folder takes what begins with a dot.
    assert first["bestand"].startswith(".")


def test_a_file_that_is_thrown_away_while_it_is_read_leaves_nothing(
    client: Client,
    wereld: Wereld,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    real = sealed_rows.write_rows

    def meanwhile(*args: Any, **kwargs: Any) -> int:
        number = real(*args, **kwargs)
        row = Overzetting.objects.get()
        with django_capture_on_commit_callbacks(execute=True):
            actions.throw_away(overzetting=row, by=wereld.marijke)
        return number

    monkeypatch.setattr(work, "write_rows", meanwhile)
    row = sent(client, as_csv(rows(2)))
    assert (row.stap, row.bestand) == (OverzetStap.WEGGEGOOID, "")
    assert list(actions.folder().iterdir()) == []


def turned_back(client: Client, row: Overzetting) -> Overzetting:
    assert client.post(f"{PAGE}{row.pk}/terug/").status_code == 302
    return worked(row)


def test_all_of_it_is_turned_back(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    row = brought(client, as_csv(rows(3)))
    found = f"/contacten/{Contactmoment.objects.first().pk}/"  # type: ignore[union-attr]  # it is there
    assert found in client.get("/zoeken/?woorden=praatje").text
    assert "3 contacten" in client.get(f"{PAGE}{row.pk}/terug/").text
    with django_capture_on_commit_callbacks(execute=True):
        row = turned_back(client, row)
    assert (row.stap, row.gebleven) == (OverzetStap.ONGEDAAN, 0)
    assert not Contactmoment.objects.exists()
    assert list(actions.folder().iterdir()) == []
    assert found not in client.get("/zoeken/?woorden=praatje").text
    assert "Praatje 1." not in client.get("/contacten/?alles=1").text
    assert "De contacten uit dit bestand zijn weg." in client.get(f"{PAGE}{row.pk}/").text
    last = AuditRegel.objects.get(handeling="contacten_teruggedraaid")
    assert (last.naar, last.organisatie_id) == ("3 contacten", row.organisatie_id)
    # Twice is once, and the same file may come again.
    assert turned_back(client, row).stap == OverzetStap.ONGEDAAN
    assert brought(client, as_csv(rows(3))).overgezet == 3


def test_what_somebody_went_on_with_stays_and_is_named(client: Client, wereld: Wereld) -> None:
    row = brought(client, as_csv(rows(9)))
    made = list(Contactmoment.objects.order_by("pk"))
    change_contact(
        contact=made[0],
        by=wereld.marijke,
        stand=stand_of(made[0], FIELDS),
        content={"tekst": "Toch anders."},
    )
    make_afspraak(wereld.marijke, contact=made[1])
    make_bron(wereld.marijke, wereld.klaverveld, contact=made[2])
    notice_signaal(
        by=wereld.marijke,
        sleutel=uuid.uuid4(),
        content={
            "gebied": wereld.klaverveld, "titel": "Kou", "tekst": "Kou.", "thema": "wonen",
            "kring": "ouders",
        },
        contacten=[made[3]],
    )  # fmt: skip
    make_initiatief(wereld.de_brink, wereld.klaverveld, contact=made[4])
    Foto.objects.create(
        organisatie=wereld.de_brink, contact=made[5], bestand="x.jpg", breedte=1, hoogte=1
    )
    empty_row(made[6], by=wereld.marijke)
    # The term for words is nobody's work.
    reduce_contacts([made[7].pk])
    row = turned_back(client, row)
    assert row.gebleven == 7
    stayed = Contactmoment.objects.order_by("pk")
    assert [one.pk for one in stayed] == [one.pk for one in made[:7]]
    page = client.get(f"{PAGE}{row.pk}/").text
    assert "7 contacten bleven staan" in page
    assert "De andere contacten zijn weg." in page
    assert "De contacten uit dit bestand zijn weg." not in page
    assert all(f"/contacten/{one.pk}/" in page for one in stayed)
    # Sent again, what stayed does not come double.
    again = brought(client, as_csv(rows(9)))
    assert (again.overgezet, again.stond_er_al, Contactmoment.objects.count()) == (2, 7, 9)


def test_turning_back_is_gone_on_with_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    row = brought(client, as_csv(rows(7)))
    make_afspraak(row.door, contact=Contactmoment.objects.order_by("pk")[0])
    monkeypatch.setattr(work, "BATCH", 2)
    assert client.post(f"{PAGE}{row.pk}/terug/").status_code == 302
    with monkeypatch.context() as patch:
        kill_after(patch, "gone_on_with", 2)
        with pytest.raises(KILLED):
            tasks.zet_over(row.pk)
    assert Contactmoment.objects.count() == 4
    expire(row)
    row = worked(row)
    assert (row.stap, row.gebleven, Contactmoment.objects.count()) == (OverzetStap.ONGEDAAN, 1, 1)


def test_after_a_week_it_is_not_turned_back(client: Client) -> None:
    row = brought(client, as_csv(rows(1)))
    late = timezone.now() - timedelta(days=7, minutes=1)
    Overzetting.objects.filter(pk=row.pk).update(klaar_op=late)
    assert client.get(f"{PAGE}{row.pk}/terug/").status_code == 302
    assert "Draai alles terug" not in client.get(f"{PAGE}{row.pk}/").text
    answer = client.post(f"{PAGE}{row.pk}/terug/", follow=True)
    assert "Dit is niet meer terug te draaien." in answer.text
    assert Contactmoment.objects.count() == 1


def broken_off(client: Client, monkeypatch: pytest.MonkeyPatch) -> Overzetting:
    """One that stopped after its first block, asked for six days after it was sent."""
    row = sent(client, as_csv(rows(7)))
    before = timezone.now() - timedelta(days=6, hours=23)
    Overzetting.objects.filter(pk=row.pk).update(gestuurd_op=before)
    assert choose(client, row).status_code == 302
    with monkeypatch.context() as patch:
        patch.setattr(work, "_store", broken_store(work._store))
        for _ in range(3):
            row = worked(row)
    assert (row.stap, row.job_staat, row.overgezet) == ("bewaren", JobStaat.MISLUKT, 3)
    return row


@pytest.mark.usefixtures("small_blocks")
def test_what_stopped_half_way_is_turned_back_a_week_after_it_was_asked_for(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = broken_off(client, monkeypatch)
    later = timezone.now() + timedelta(days=6)
    actions.purge_overzettingen(now=later)
    row.refresh_from_db()
    assert (row.stap, bool(row.bestand)) == (OverzetStap.BEWAREN, True)
    assert actions.may_turn_back(row, now=later)
    assert not actions.may_turn_back(row, now=later + timedelta(days=2))
    assert turned_back(client, row).stap == OverzetStap.ONGEDAAN
    assert not Contactmoment.objects.exists()


@pytest.mark.usefixtures("small_blocks")
def test_what_stopped_half_way_is_never_said_to_be_thrown_away(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = broken_off(client, monkeypatch)
    actions.purge_overzettingen(now=timezone.now() + timedelta(days=8))
    row.refresh_from_db()
    assert (row.stap, row.bestand, row.naam) == (OverzetStap.KLAAR, "", "")
    page = client.get(f"{PAGE}{row.pk}/").text
    assert "3 contacten zijn overgezet." in page
    assert "Het stopte halverwege" in page
    again = brought(client, as_csv(rows(7)))
    assert (again.overgezet, again.stond_er_al, Contactmoment.objects.count()) == (4, 3, 7)


def test_turning_back_that_failed_is_never_said_to_be_thrown_away(client: Client) -> None:
    row = brought(client, as_csv(rows(2)))
    assert client.post(f"{PAGE}{row.pk}/terug/").status_code == 302
    night = timezone.now() + timedelta(days=8)
    for staat in (JobStaat.AANGEVRAAGD, JobStaat.BEZIG, JobStaat.MISLUKT):
        Overzetting.objects.filter(pk=row.pk).update(job_staat=staat)
        actions.purge_overzettingen(now=night)
        row.refresh_from_db()
        assert (row.stap, row.job_staat) == (OverzetStap.TERUG, staat)
    assert (row.naam, row.bestand) == ("", "")
    # Nothing that turning back needs is gone.
    assert client.post(f"{PAGE}{row.pk}/opnieuw/").status_code == 302
    assert worked(row).stap == OverzetStap.ONGEDAAN
    assert not Contactmoment.objects.exists()


def test_a_list_that_is_saved_again_does_not_come_double(client: Client, wereld: Wereld) -> None:
    # Twice the same talk in one file are two.
    first = brought(client, as_csv([*rows(3), ROW, ROW]))
    assert (first.overgezet, first.stond_er_al) == (5, 0)
    made = Contactmoment.objects.get(tekst="Praatje 1.")
    change_contact(
        contact=made, by=wereld.marijke, stand=stand_of(made, FIELDS), content={"plek": "Thuis"}
    )
    # By Excel, in another order and with two new ones.
    later = brought(client, as_xlsx([ROW, ROW, *reversed(list(rows(5)))]), "lijst.xlsx")
    assert (later.overgezet, later.stond_er_al) == (2, 5)
    assert Contactmoment.objects.count() == 7
    assert "5 contacten stonden er al" in client.get(f"{PAGE}{later.pk}/").text


def test_what_was_noted_here_is_no_row_of_a_list(client: Client) -> None:
    brought(client, as_csv(rows(1)))
    Contactmoment.objects.update(overzetting=None, sleutel=uuid.uuid4())
    assert brought(client, as_csv([*rows(1), ROW])).overgezet == 2


def test_colleagues_contacts_are_left_alone(client: Client, wereld: Wereld) -> None:
    other = brought(client, as_csv(rows(2)))
    row = brought(client, as_csv(rows(3)))
    assert (row.overgezet, row.stond_er_al) == (1, 2)
    turned_back(client, row)
    assert set(Contactmoment.objects.values_list("overzetting", flat=True)) == {other.pk}


def test_a_block_takes_few_statements(
    client: Client, django_assert_max_num_queries: object
) -> None:
    few, many = confirmed(client, 10, wrong=5), confirmed(client, 240, wrong=5)
    with django_assert_max_num_queries(26):  # type: ignore[operator]  # a fixture
        worked(few)
    with django_assert_max_num_queries(26):  # type: ignore[operator]  # idem
        worked(many)


READING = """
import resource, sys
from pathlib import Path
import django
django.setup()
from opbouw.lib.sheets.sealed_rows import write_rows
from wijken.overzetten.lezen import rows_of
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
rows = rows_of(Path(sys.argv[1]))
number = write_rows(Path(sys.argv[2]), rows, done=lambda number: None)
print(number, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_a_long_list_is_never_in_memory_whole(tmp_path: Path) -> None:
    """One of 20,000 rows; the whole of 100,000 was measured once (decision 0171)."""
    source, target = tmp_path / "lijst.csv", tmp_path / "lijst.rijen"
    source.write_bytes(as_csv([[*ROW[:3], "Een tekst van wat lengte. " * 20, *ROW[4:]]] * 20_000))
    assert source.stat().st_size > 11_000_000
    out = subprocess.run(
        [sys.executable, "-c", READING, str(source), str(target)],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    number, kilobytes = map(int, out.split())
    assert number == 20_001
    assert kilobytes < 9_000
