"""The photo of a place: kept without metadata, seen by the own team, gone with its contact."""

import io
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from opbouw.lib.web.bodies import LARGEST_PHOTO
from signalen.actions.contact import remove_contact
from tests.keten import make_contact, mark, trail
from tests.lib.test_pictures import located, written
from tests.wereld import Wereld
from wijken.actions.bewaren import reduce_contacts
from wijken.actions.foto_weg import purge_fotos
from wijken.actions.weghalen import empty_row
from wijken.models import Contactmoment, Foto


@pytest.fixture
def client(wereld: Wereld, settings: Settings, tmp_path: Path) -> Client:
    """Samira's browser, and an empty media folder."""
    settings.MEDIA_ROOT = tmp_path
    return wereld.client(wereld.samira)


@pytest.fixture
def contact(wereld: Wereld) -> Contactmoment:
    """A contact that Samira noted."""
    return make_contact(wereld.samira, wereld.klaverveld, plek="Lindeplein", tekst="Mooi")


def photo(colour: str = "red", name: str = "../../plein.jpg") -> SimpleUploadedFile:
    """A file as a phone sends it."""
    file = written(Image.new("RGB", (60, 40), colour), "JPEG", exif=located())
    return SimpleUploadedFile(name, file.getvalue(), "image/jpeg")


def send(client: Client, contact: Contactmoment, file: SimpleUploadedFile | None = None) -> int:
    """Send a photo; returns the status."""
    sent = {"foto": file or photo()}
    return int(client.post(f"/contacten/{contact.pk}/foto/", sent).status_code)


def files() -> list[str]:
    """The photos in the media folder."""
    root = Path(django_settings.MEDIA_ROOT)
    return sorted(str(path.relative_to(root)) for path in (root / "fotos").glob("*/*"))


def test_a_photo_is_kept_plain_and_shown(client: Client, contact: Contactmoment) -> None:
    before = mark()
    assert [send(client, contact) for _ in range(2)] == [302, 302]
    foto = Foto.objects.get()
    assert files() == [foto.bestand]
    assert (foto.breedte, foto.hoogte, foto.organisatie_id) == (60, 40, contact.organisatie_id)
    assert [row[0] for row in trail(before)] == ["foto_bewaard"]
    answer = client.get(f"/contacten/{contact.pk}/foto/beeld/")
    data = answer.getvalue()
    with Image.open(io.BytesIO(data)) as kept:
        assert (kept.format, dict(kept.getexif())) == ("JPEG", {})
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "no-store" in answer.headers["Cache-Control"]
    page = client.get(f"/contacten/{contact.pk}/").text
    assert f'src="/contacten/{contact.pk}/foto/beeld/"' in page
    assert 'alt="Foto van Lindeplein"' in page


def test_a_photo_of_a_phone_fits(client: Client, contact: Contactmoment) -> None:
    heavy = photo().read() + b"\0" * (LARGEST_PHOTO - 5_000)
    assert send(client, contact, SimpleUploadedFile("a.jpg", heavy)) == 302


def test_another_photo_takes_its_place(
    client: Client,
    contact: Contactmoment,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        send(client, contact)
        send(client, contact, photo("blue"))
    assert files() == [Foto.objects.get().bestand]
    with django_capture_on_commit_callbacks(execute=True):
        path = f"/contacten/{contact.pk}/foto/verwijder/"
        assert [client.post(path).status_code for _ in range(2)] == [302, 302]
    assert (files(), Foto.objects.count()) == ([], 0)


def test_only_the_own_team_sees_it_and_only_its_writer_and_the_lead_change_it(
    wereld: Wereld, client: Client, contact: Contactmoment
) -> None:
    send(client, contact)
    place = f"/contacten/{contact.pk}/foto/"
    seen = {}
    for who in ("joost", "ruben", "anneke", "marijke"):
        theirs = wereld.client(wereld.lid(who))
        beeld = theirs.get(f"{place}beeld/")
        beeld.getvalue()  # reads it to its end, which closes it
        others = [theirs.get(place), theirs.post(f"{place}verwijder/")]
        seen[who] = [answer.status_code for answer in (beeld, *others)]
    assert seen == {
        "joost": [200, 404, 404],
        "ruben": [404, 404, 404],
        "anneke": [404, 404, 404],
        "marijke": [200, 200, 302],
    }


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (SimpleUploadedFile("a.jpg", b"geen foto"), "Dit is geen foto."),
        (SimpleUploadedFile("a.jpg", b""), "Dit bestand is leeg."),
        (SimpleUploadedFile("a.jpg", b"\0" * (LARGEST_PHOTO + 1)), "groter dan 15 MB"),
    ],
    ids=["text", "empty", "large"],
)
def test_what_cannot_be_kept_is_said_at_the_field(
    client: Client, contact: Contactmoment, file: SimpleUploadedFile, said: str
) -> None:
    answer = client.post(f"/contacten/{contact.pk}/foto/", {"foto": file})
    assert (answer.status_code, said in answer.text) == (422, True)
    assert (files(), Foto.objects.count()) == ([], 0)


def test_far_too_large_is_answered_before_it_is_read(
    client: Client, contact: Contactmoment
) -> None:
    far = SimpleUploadedFile("a.jpg", b"\0" * (LARGEST_PHOTO + 3 * 1024 * 1024))
    assert send(client, contact, far) == 413


@pytest.mark.parametrize("how", ["removed", "reduced", "emptied"])
def test_the_file_goes_with_its_contact(
    wereld: Wereld,
    client: Client,
    contact: Contactmoment,
    how: str,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    send(client, contact)
    with django_capture_on_commit_callbacks(execute=True):
        if how == "removed":
            remove_contact(contact=contact, by=wereld.samira)
        elif how == "reduced":
            reduce_contacts([contact.pk])
        else:
            empty_row(contact, by=wereld.marijke)
    assert (files(), Foto.objects.count()) == ([], 0)
    if how != "removed":
        assert send(client, contact) == 404


def test_what_a_cut_off_sending_left_is_removed_by_night(
    client: Client, contact: Contactmoment
) -> None:
    send(client, contact)
    kept = Path(django_settings.MEDIA_ROOT) / Foto.objects.get().bestand
    left = kept.with_name("1-abc.jpg")
    left.write_bytes(b"half")
    old = (timezone.now() - timedelta(days=2)).timestamp()
    for path in (kept, left):
        os.utime(path, (old, old))
    assert purge_fotos(before=timezone.now() - timedelta(days=1)) == 1
    assert files() == [Foto.objects.get().bestand]
