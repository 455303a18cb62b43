"""The only way from a PDF to a file: a short list of our own."""

import mimetypes
from collections.abc import Mapping
from pathlib import Path

from weasyprint.urls import URLFetcher, URLFetcherResponse

# Relative addresses need a known scheme to join on; .invalid exists nowhere (RFC 6761).
BASE = "https://opbouw.invalid/pdf/"


class OwnFiles(URLFetcher):  # type: ignore[misc]  # weasyprint ships no types
    """Serves the files it was given by exact address; refuses and remembers all the rest."""

    def __init__(self, files: Mapping[str, Path | bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.files = files
        self.served: list[str] = []
        self.refused: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The file under `url`; raises ValueError for anything that is not on the list."""
        file = self.files.get(url)
        if file is None:
            self.refused.append(url)
            raise ValueError("a PDF may use our own files only")
        self.served.append(url)
        mimetype = mimetypes.guess_type(url)[0] or "application/octet-stream"
        data = file if isinstance(file, bytes) else file.read_bytes()
        return URLFetcherResponse(url, data, {"Content-Type": mimetype})
