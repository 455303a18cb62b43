"""Static files under the names that a browser may keep for ever."""

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
