"""A copy that is damaged, of something else, or in the way of what is there, is refused whole."""

import gzip
import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from opbouw.lib.backup.archive import MANIFEST, BackupError, Manifest, opened, read_manifest
from opbouw.lib.backup.restore import restore
from opbouw.lib.backup.write import _copy_files
from tests.services import ROOT
from tests.wereld import Wereld

PREVIOUS = ROOT / "tests" / "upgrade" / "0.1.0.tar.gz"
Change = Callable[[str, bytes], tuple[str, bytes] | None]


def changed(path: Path, change: Change) -> Path:
    """Return the previous release's copy with some of its parts changed or left out."""
    with tarfile.open(PREVIOUS) as source, tarfile.open(path, "w:gz") as target:
        for member in source:
            content = source.extractfile(member)
            assert content is not None
            part = change(member.name, content.read())
            if part is not None:
                info = tarfile.TarInfo(part[0])
                info.size = len(part[1])
                target.addfile(info, io.BytesIO(part[1]))
    return path


def with_manifest(change: Callable[[Manifest], Manifest]) -> Change:
    """Return a change of the list alone."""

    def part(name: str, content: bytes) -> tuple[str, bytes]:
        if name != MANIFEST:
            return name, content
        manifest = change(msgspec.json.decode(content, type=Manifest))
        return name, msgspec.json.encode(manifest)

    return part


def refusal(path: Path) -> str:
    """Return why a copy is refused before a database is looked at."""
    with pytest.raises(BackupError) as refused, opened(path) as archive:
        read_manifest(archive)
    return str(refused.value)


def test_what_is_still_being_written_is_in_no_copy(tmp_path: Path) -> None:
    media = tmp_path / "media"
    for name in ("foto/a.jpg", "foto/.b.jpg", ".downloads/tmp1/lijst.xlsx"):
        (media / name).parent.mkdir(parents=True, exist_ok=True)
        (media / name).write_bytes(b"x")
    with tarfile.open(tmp_path / "copy.tar", "w") as archive:
        assert list(_copy_files(media, archive)) == ["foto/a.jpg"]


def test_half_a_copy_is_refused(tmp_path: Path) -> None:
    whole = PREVIOUS.read_bytes()
    path = tmp_path / "half.tar.gz"
    for length in (0, 100, len(whole) // 2, len(whole) - 3000):
        path.write_bytes(whole[:length])
        assert "kan niet worden gelezen" in refusal(path)
    path.write_bytes(gzip.compress(b"geen tar"))
    assert "kan niet worden gelezen" in refusal(path)
    assert "kan niet worden gelezen" in refusal(tmp_path / "bestaat-niet")


def test_a_changed_copy_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "anders.tar.gz"
    table = "tabellen/wijken_contactmoment.copy"
    changes: list[Change] = [
        lambda name, c: (name, c.replace(b"\t", b" ", 1) if name == table else c),
        lambda name, c: None if name == table else (name, c),
        lambda name, c: (name + "2" if name == table else name, c),
    ]
    for change in changes:
        assert "beschadigd" in refusal(changed(path, change))
    without = changed(path, lambda name, c: None if name == MANIFEST else (name, c))
    assert "de lijst van wat erin staat ontbreekt" in refusal(without)
    broken = changed(path, lambda name, c: (name, b"{" if name == MANIFEST else c))
    assert "niet te lezen" in refusal(broken)


@pytest.mark.parametrize("points_at", ["media/lus", "media/nergens", MANIFEST])
@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE])
def test_a_link_in_a_copy_is_refused(tmp_path: Path, kind: bytes, points_at: str) -> None:
    path = tmp_path / "link.tar.gz"
    with tarfile.open(path, "w:gz") as target:
        info = tarfile.TarInfo("media/lus")
        info.type, info.linkname = kind, points_at
        target.addfile(info)
    assert "geen bestand" in refusal(path)


def test_a_copy_that_holds_one_name_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "dubbel.tar.gz"
    with tarfile.open(path, "w:gz") as target:
        for content in (b"a", b"b"):
            info = tarfile.TarInfo("media/een.pdf")
            info.size = len(content)
            target.addfile(info, io.BytesIO(content))
    assert "dubbel" in refusal(path)


def test_a_file_outside_the_folder_is_refused(tmp_path: Path) -> None:
    name = "notities/1/1-versie-1-9e2c816df9bf2b56.pdf"

    def outside(manifest: Manifest) -> Manifest:
        files = {n if n != name else "../buiten.pdf": s for n, s in manifest.files.items()}
        return msgspec.structs.replace(manifest, files=files)

    def part(at: str, content: bytes) -> tuple[str, bytes]:
        return with_manifest(outside)(at.replace(name, "../buiten.pdf"), content) or (at, content)

    assert "buiten de map" in refusal(changed(tmp_path / "buiten.tar.gz", part))


def rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM wijken_lidmaatschap")
        return int(cursor.fetchone()[0])


def test_a_copy_goes_over_nothing_that_is_there(wereld: Wereld) -> None:
    assert wereld.samira.pk
    before = rows()
    with pytest.raises(BackupError, match="niet leeg"):
        restore(PREVIOUS)
    assert rows() == before > 0


@pytest.mark.django_db
def test_a_copy_without_its_key_is_refused(settings: Settings) -> None:
    settings.FIELD_KEYS = ["MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="]
    with pytest.raises(BackupError, match="FIELD_KEYS"):
        restore(PREVIOUS)
    assert rows() == 0


@pytest.mark.django_db
def test_a_copy_of_a_newer_release_is_refused(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"

    def newer(manifest: Manifest) -> Manifest:
        later = (*manifest.migrations, ("wijken", "9999_later"))
        return msgspec.structs.replace(manifest, migrations=later)

    with pytest.raises(BackupError, match="nieuwere Opbouw"):
        restore(changed(tmp_path / "later.tar.gz", with_manifest(newer)))
    # And an older one into tables of today: the command makes those of that day itself.
    with pytest.raises(BackupError, match="al ingericht"):
        restore(PREVIOUS)
    assert (rows(), list(tmp_path.glob("media/**/*.pdf"))) == (0, [])
