"""Large files: written to a folder while they come in, never held in memory or in /tmp."""

import os
import uuid
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload


class FolderHandler(FileUploadHandler):
    """Writes the file of one field to a folder, under a name of our own.

    The name begins with a dot, as that of every file that is not to be in a backup.
    """

    def __init__(self, folder: Path, field: str) -> None:
        super().__init__()
        self.folder = folder
        self.field = field
        self.path: Path | None = None
        self.full = False
        self._file: Any = None

    def new_file(self, field_name: str, *args: Any, **kwargs: Any) -> None:
        """Begin writing; a file of another field, or a second one, is read and forgotten."""
        super().new_file(field_name, *args, **kwargs)
        if field_name != self.field or self.path is not None:
            raise SkipFile
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path = self.folder / f".{uuid.uuid4().hex}"
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            self._file = os.fdopen(handle, "w+b")
        except OSError as error:
            self._give_up(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece."""
        try:
            self._file.write(raw_data)
        except OSError as error:
            self._give_up(error)

    def file_complete(self, file_size: int) -> UploadedFile:
        """Return the file once it is whole and on disk."""
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            self._give_up(error)
        self._file.seek(0)
        return UploadedFile(self._file, self.file_name, self.content_type, file_size)

    def upload_interrupted(self) -> None:
        """Forget what came in of a file whose sender went away."""
        self.discard()

    def discard(self) -> None:
        """Remove the file."""
        if self._file is not None:
            self._file.close()
        if self.path is not None:
            self.path.unlink(missing_ok=True)
            self.path = None

    def keep(self, suffix: str) -> str:
        """Give the file the end of its name that says its kind; returns the name."""
        if self.path is None:
            raise ValueError("There is no file to keep.")
        self._file.close()
        kept = self.path.rename(self.path.with_name(f"{self.path.name}{suffix}"))
        self.path = None
        return kept.name

    def _give_up(self, error: OSError) -> None:
        self.full = True
        self.discard()
        raise StopUpload(connection_reset=False) from error


class NoFileHandler(FileUploadHandler):
    """Stops reading where a file begins, for a sender who may not send one."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Leave the file and all behind it unread."""
        raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Never asked: no file is begun."""

    def file_complete(self, file_size: int) -> None:
        """Never asked either."""
