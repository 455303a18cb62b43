"""Static files under the names that a browser may keep for ever, scripts without their comments."""

from typing import Any

from django.core.files.base import ContentFile
from django.utils.encoding import force_bytes
from rjsmin import jsmin
from whitenoise.storage import CompressedManifestStaticFilesStorage


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

    def _save(self, name: str, content: Any) -> str:
        # A fifth of what our scripts weigh tells their readers why.
        if name.startswith("js/") and name.endswith(".js"):
            content.seek(0)  # read once already, for its hash
            content = ContentFile(without_comments(force_bytes(content.read())))
        return str(super()._save(name, content))


def without_comments(script: bytes) -> bytes:
    """Return a script that does the same, without comments and indentation."""
    return bytes(jsmin(script))
