"""GeoJSON, one area at a time: the whole of the Netherlands would not fit in memory as objects."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from wijken.cbs.geopackage import MAX_AREAS
from wijken.cbs.inhoud import FileError

NO_JSON = "Het bestand is geen geldige GeoJSON."
SPACE = re.compile(r"[ \t\r\n]*")
EPSG = re.compile(r"EPSG(?::|/)[\d.]*(?::|/)?(\d{4,6})$", re.IGNORECASE)


class Collection:
    """A FeatureCollection in text; its other members are known once all features were read."""

    def __init__(self, content: str) -> None:
        self.content = content
        self.members: dict[str, Any] = {}
        self._decoder = json.JSONDecoder()

    def features(self) -> Iterator[tuple[Any, int]]:
        """Yield each feature with its place in the text.

        Raises FileError for what is no JSON, no FeatureCollection or one page of an answer.
        """
        content, listed, count = self.content, False, 0
        at = self._expect(self._skip(0), "{")
        while content[at : at + 1] != "}":
            name, at = self._value(at)
            at = self._expect(at, ":")
            if name == "features":
                listed = True
                at = self._expect(at, "[")
                while content[at : at + 1] != "]":
                    feature, at = self._value(at)
                    count += 1
                    if count > MAX_AREAS:
                        raise FileError("Het bestand is te groot voor gebieden van Nederland.")
                    yield feature, at
                    if content[at : at + 1] != "]":
                        at = self._expect(at, ",")
                at = self._skip(at + 1)
            else:
                self.members[name], at = self._value(at)
            if content[at : at + 1] != "}":
                at = self._expect(at, ",")
        if self.members.get("type") != "FeatureCollection" or not listed:
            raise FileError("Het bestand is geen FeatureCollection.")
        if self._skip(at + 1) != len(content):
            raise FileError(NO_JSON)
        self._check_whole(count)

    def crs(self) -> str:
        """Return the reference system that the file names, as far as we understand it."""
        crs = self.members.get("crs")
        properties = crs.get("properties") if isinstance(crs, dict) else None
        if not isinstance(crs, dict) or not isinstance(properties, dict):
            return ""
        if crs.get("type") == "EPSG":
            return f"EPSG:{properties.get('code')}"
        name = str(properties.get("name") or "").strip()
        if name.upper().endswith("CRS84"):
            return "EPSG:4326"
        found = EPSG.search(name)
        return f"EPSG:{found[1]}" if found else name[:60]

    def _check_whole(self, count: int) -> None:
        """Refuse one page of an answer: stored as it is, the rest would seem not to exist."""
        for name in ("numberMatched", "totalFeatures"):
            total = self.members.get(name)
            if isinstance(total, int | float) and count < total < math.inf:
                raise FileError(
                    f"Dit is één bladzijde van een antwoord: {count} van {int(total)} gebieden. "
                    "Vraag alles in één keer, of download het als GeoPackage."
                )
        links = self.members.get("links")
        for link in links if isinstance(links, list) else []:
            if isinstance(link, dict) and link.get("rel") == "next":
                raise FileError(
                    "Dit is één bladzijde van een antwoord; er is een volgende. "
                    "Vraag alles in één keer, of download het als GeoPackage."
                )

    def _skip(self, at: int) -> int:
        found = SPACE.match(self.content, at)
        return found.end() if found else at

    def _expect(self, at: int, sign: str) -> int:
        if self.content[at : at + 1] != sign:
            raise FileError(NO_JSON)
        return self._skip(at + 1)

    def _value(self, at: int) -> tuple[Any, int]:
        try:
            found, end = self._decoder.raw_decode(self.content, at)
        except (ValueError, RecursionError):
            raise FileError(NO_JSON) from None
        return found, self._skip(end)
