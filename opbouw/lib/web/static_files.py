"""Static files under the names that a browser may keep for ever, scripts without their comments."""

from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.utils.encoding import force_bytes
from rjsmin import jsmin
from whitenoise.storage import CompressedManifestStaticFilesStorage

# What every page is drawn with, in this order.
SHEETS = (
    "css/nlds.css",
    "css/thema.css",
    "css/basis.css",
    "css/indeling.css",
    "css/bewoners.css",
    "css/onderdelen.css",
    "css/knoppen.css",
    "css/lezen.css",
    "css/formulier.css",
)
# The same as one file: a phone fetches six at a time, and each six are a round trip more.
TOGETHER = "css/samen.css"


class HashedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # has no types
    """Names with a hash of the content, also where one of our modules names another.

    Django's own switch for modules reads every script there is and stumbles over the comments of
    other people's; ours are formatted, so that one pattern finds each quoted relative path: of an
    import, and of the `new URL("./….js", import.meta.url)` that a worker is started from.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", ((r"""(?P<matched>"(?P<url>\.{1,2}/[^"]+\.js)")""", '"%(url)s"'),)),
    )

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool]]:
        """Put the sheets of every page together, and process all as ever."""
        if not dry_run and paths.keys() >= {*SHEETS}:
            sheets = []
            for storage, path in (paths[name] for name in SHEETS):
                with storage.open(path) as sheet:
                    sheets.append(force_bytes(sheet.read()))
            self.delete(TOGETHER)
            super()._save(TOGETHER, ContentFile(b"\n".join(sheets)))
            paths = {**paths, TOGETHER: (self, TOGETHER)}
        yield from super().post_process(paths, dry_run, **options)

    def _save(self, name: str, content: Any) -> str:
        # A fifth of what our scripts weigh tells their readers why.
        if name.startswith("js/") and name.endswith(".js"):
            content.seek(0)  # read once already, for its hash
            content = ContentFile(without_comments(force_bytes(content.read())))
        return str(super()._save(name, content))


def without_comments(script: bytes) -> bytes:
    """Return a script that does the same, without comments and indentation."""
    return bytes(jsmin(script))
