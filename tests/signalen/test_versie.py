"""A version and its file: made once, kept from anyone who may not read it, honest about failure."""

import hashlib
import os
import re
import time
from pathlib import Path

import pytest
from django.db import IntegrityError
from django.http import FileResponse
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from opbouw.lib.jobs import outbox
from signalen.actions.versie import retry_pdf
from signalen.models import Agendanotitie, NotitieVersie
from signalen.tasks import DAMAGED_CONTENT_MESSAGE, FILE_NOT_STORED_MESSAGE, make_pdf, purge_pdfs
from tests.keten import (
    make_complete_concept,
    make_concept,
    make_interpreted_signaal,
    make_sent_notitie,
    make_versie,
    mark,
    reopen,
    send,
    settle,
    trail,
    words,
)
from tests.wereld import Wereld


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    """A folder of its own for the files."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def notitie(wereld: Wereld) -> Agendanotitie:
    """A complete concept."""
    return make_complete_concept(
        make_concept(
            wereld.samira,
            wereld.gemeente,
            make_interpreted_signaal(wereld.samira, wereld.klaverveld),
        ),
        wereld.samira,
    )


@pytest.fixture
def client(wereld: Wereld) -> Client:
    """Samira's browser."""
    return wereld.client(wereld.samira)


def state(versie: NotitieVersie) -> tuple[str, int, str]:
    versie.refresh_from_db()
    return versie.job_staat, versie.job_pogingen, versie.job_reden


def read(client: Client, notitie: Agendanotitie) -> tuple[int, bytes]:
    response = client.get(f"/notities/{notitie.pk}/pdf/")
    if not isinstance(response, FileResponse):
        return response.status_code, b""
    # Reading to the end closes the file.
    return response.status_code, response.getvalue()


def test_the_pdf_is_made_once_and_read_by_who_may(
    wereld: Wereld, notitie: Agendanotitie, client: Client, media: Path
) -> None:
    versie = settle(notitie=notitie, by=wereld.marijke)
    assert read(client, notitie) == (404, b"")
    for _delivery in range(2):
        make_pdf(versie.pk)
    assert state(versie) == ("klaar", 1, "")
    files = [path for path in media.rglob("*") if path.is_file()]
    assert files == [media / versie.bestand]
    data = files[0].read_bytes()
    assert data[:5] == b"%PDF-"
    assert versie.sha256 == hashlib.sha256(data).hexdigest()
    assert read(client, notitie) == (200, data)

    # Not sent yet, so nobody outside can read it or find it genuine.
    assert read(wereld.client(wereld.anneke), notitie) == (404, b"")
    with files[0].open("rb") as file:
        page = wereld.anonymous.post("/controle/", {"bestand": file}).content.decode()
    assert "Dit bestand kennen we niet" in page
    send(notitie=notitie, by=wereld.marijke)
    assert read(wereld.client(wereld.anneke), notitie) == (200, data)
    for lid in (wereld.fatima, wereld.ruben):
        assert read(wereld.client(lid), notitie) == (404, b"")
    with files[0].open("rb") as file:
        page = wereld.anonymous.post("/controle/", {"bestand": file}).content.decode()
    assert "Ja, dit is de echte notitie" in page
    assert "Dit is “Kou in de wijk”, kenmerk " in words(page)
    changed = media / "veranderd.pdf"
    changed.write_bytes(data + b" ")
    with changed.open("rb") as file:
        page = wereld.anonymous.post("/controle/", {"bestand": file}).content.decode()
    assert "Dit bestand kennen we niet" in page


def test_a_pdf_has_a_name_of_ours(
    wereld: Wereld, notitie: Agendanotitie, client: Client, media: Path
) -> None:
    """Of the reference number and the version, whatever the title holds."""
    notitie.titel = 'x"; filename="../../boos.exe"\r\nX: y'
    notitie.save()
    versie = settle(notitie=notitie, by=wereld.marijke)
    make_pdf(versie.pk)
    answer = client.get(f"/notities/{notitie.pk}/pdf/")
    answer.getvalue()  # reads the file to its end, which closes it
    name = f"agendanotitie-{notitie.kenmerk}-versie-1.pdf"
    assert re.fullmatch(r"[\w-]+\.pdf", name)
    assert answer.headers["Content-Disposition"] == f'inline; filename="{name}"'
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "X" not in answer.headers


def test_only_the_version_that_was_sent_is_genuine(
    wereld: Wereld, notitie: Agendanotitie, media: Path
) -> None:
    versies = []
    for again in (True, False):
        versies.append(settle(notitie=notitie, by=wereld.marijke))
        make_pdf(versies[-1].pk)
        if again:
            reopen(notitie=notitie, by=wereld.marijke)
    send(notitie=notitie, by=wereld.marijke)
    said = []
    for versie in versies:
        versie.refresh_from_db()
        with (media / versie.bestand).open("rb") as file:
            said.append(wereld.anonymous.post("/controle/", {"bestand": file}).content.decode())
    yes, earlier = (
        "Ja, dit is de echte notitie",
        "Dit is een eerdere versie. Verzonden is versie 2.",
    )
    assert [(yes in page, earlier in page) for page in said] == [(False, True), (True, False)]


def test_a_stale_attempt_leaves_the_file_of_the_right_one(
    wereld: Wereld, notitie: Agendanotitie, media: Path
) -> None:
    versie = settle(notitie=notitie, by=wereld.marijke)
    stale = outbox.claim(NotitieVersie, versie.pk)
    assert stale is not None
    NotitieVersie.objects.update(job_lease_tot=timezone.now())
    make_pdf(versie.pk)
    versie.refresh_from_db()
    right = (versie.bestand, versie.sha256, (media / versie.bestand).read_bytes())
    assert outbox.finish(stale[0], bestand="notities/oud.pdf", sha256="0" * 64) is False
    versie.refresh_from_db()
    assert (versie.bestand, versie.sha256, (media / versie.bestand).read_bytes()) == right


def test_what_a_killed_attempt_left_behind_goes_with_the_next(
    wereld: Wereld, notitie: Agendanotitie, media: Path
) -> None:
    versie = settle(notitie=notitie, by=wereld.marijke)
    folder = media / f"notities/{notitie.organisatie_id}"
    folder.mkdir(parents=True)
    own = f"{notitie.pk}-versie-1-"
    others = [f"1{own}aa.pdf", f".{notitie.pk}-versie-11-aa.pdf.x.tmp"]
    for name in (f".{own}aa.pdf.x.tmp", f"{own}aa.pdf", *others):
        (folder / name).write_text("half")
    make_pdf(versie.pk)
    versie.refresh_from_db()
    left = {path.name for path in folder.iterdir()}
    assert left == {Path(versie.bestand).name, *others}


def test_files_that_no_version_names_are_gone_after_a_day(
    wereld: Wereld, notitie: Agendanotitie, media: Path
) -> None:
    purge_pdfs()  # nothing there yet
    versie = settle(notitie=notitie, by=wereld.marijke)
    make_pdf(versie.pk)
    versie.refresh_from_db()
    kept, folder = media / versie.bestand, (media / versie.bestand).parent
    young, orphan, half = (folder / name for name in ("7-versie-1-a.pdf", "8-a.pdf", ".9-b.tmp"))
    for path in (young, orphan, half):
        path.write_text("wees")
    long_ago = time.time() - 25 * 3600
    for path in (kept, orphan, half):
        os.utime(path, (long_ago, long_ago))
    purge_pdfs()
    assert set(folder.iterdir()) == {kept, young}


def test_content_that_cannot_be_read_ends_as_failed_with_a_reason(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    versie = settle(notitie=notitie, by=wereld.marijke)
    NotitieVersie.objects.update(inhoud={"titel": "half"})
    seen = []
    for _attempt in range(4):
        make_pdf(versie.pk)
        seen.append(state(versie))
    assert seen == [
        ("aangevraagd", 1, str(DAMAGED_CONTENT_MESSAGE)),
        ("aangevraagd", 2, str(DAMAGED_CONTENT_MESSAGE)),
        ("mislukt", 3, str(DAMAGED_CONTENT_MESSAGE)),
        ("mislukt", 3, str(DAMAGED_CONTENT_MESSAGE)),
    ]


def test_a_disk_that_refuses_is_a_readable_reason_and_can_be_tried_again(
    wereld: Wereld, notitie: Agendanotitie, client: Client, media: Path
) -> None:
    versie = settle(notitie=notitie, by=wereld.marijke)
    # A file where the folder should be.
    (media / "notities").write_text("in de weg")
    for _attempt in range(3):
        make_pdf(versie.pk)
    assert state(versie) == ("mislukt", 3, str(FILE_NOT_STORED_MESSAGE))
    page = client.get(f"/notities/{notitie.pk}/").content.decode()
    assert "Het maken van de PDF is mislukt" in page
    assert str(FILE_NOT_STORED_MESSAGE) in page
    (media / "notities").unlink()
    before = mark()
    for _ in range(2):
        assert client.post(f"/notities/{notitie.pk}/pdf/opnieuw/").status_code == 302
    assert [row[0] for row in trail(before)] == ["pdf_opnieuw_gevraagd"]
    make_pdf(versie.pk)
    assert state(versie) == ("klaar", 1, "")


def test_trying_again_what_did_not_fail_does_nothing(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    versie = make_versie(notitie, wereld.marijke)
    before = mark()
    retry_pdf(versie=versie, by=wereld.marijke)
    assert state(versie)[0] == "klaar"
    assert trail(before) == []


def test_a_file_that_is_gone_is_not_found(
    wereld: Wereld, notitie: Agendanotitie, client: Client
) -> None:
    make_versie(notitie, wereld.marijke)
    assert read(client, notitie) == (404, b"")


def test_the_state_of_the_pdf_is_a_part_and_draws_the_page_anew_when_ready(
    wereld: Wereld, notitie: Agendanotitie, client: Client
) -> None:
    path = f"/notities/{notitie.pk}/pdf/staat/"
    assert client.get(path).status_code == 404
    settle(notitie=notitie, by=wereld.marijke)
    htmx = {"HX-Request": "true"}
    response = client.get(path, headers=htmx)
    assert "De PDF wordt gemaakt" in response.content.decode()
    assert "HX-Refresh" not in response.headers
    NotitieVersie.objects.update(job_staat="klaar")
    assert client.get(path, headers=htmx).headers["HX-Refresh"] == "true"
    assert client.get(path).headers["Location"] == f"/notities/{notitie.pk}/"


def test_the_sent_version_is_what_the_municipality_reads(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    make_versie(notitie, wereld.marijke)
    reopen(notitie=notitie, by=wereld.marijke)
    notitie.refresh_from_db()
    make_sent_notitie(
        make_complete_concept(notitie, wereld.samira, in_het_kort="De tweede versie."),
        wereld.marijke,
    )
    inhoud = wereld.client(wereld.anneke).get(f"/ontvangen/{notitie.pk}/").context["inhoud"]
    assert inhoud.versie == 2
    assert inhoud.in_het_kort == "De tweede versie."


def test_two_versions_never_have_one_number(wereld: Wereld, notitie: Agendanotitie) -> None:
    versie = make_versie(notitie, wereld.marijke)
    versie.pk = None
    with pytest.raises(IntegrityError, match="versie_nummer"):
        versie.save()
