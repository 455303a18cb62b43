"""Pages travel compressed, in a length that says nothing."""

import gzip

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from opbouw.lib.web.compressed import Compressed
from tests.wereld import Wereld

PAGE = "<p>Op het bankje bij de speelplek.</p>" * 200


def answer(response: HttpResponseBase, accepts: str = "gzip, br") -> HttpResponseBase:
    request = RequestFactory().get("/", headers={"accept-encoding": accepts})
    return Compressed(lambda _request: response)(request)  # type: ignore[return-value]  # no coroutine


def test_a_page_of_a_member_is_compressed_for_who_can_read_that(wereld: Wereld) -> None:
    client = wereld.client(wereld.samira)
    plain = client.get("/gebieden/")
    packed = client.get("/gebieden/", headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.content).decode().count("<h2") == plain.content.count(b"<h2")
    assert len(packed.content) < len(plain.content) / 2


def test_the_same_page_has_another_length_each_time() -> None:
    lengths = set()
    for _ in range(60):
        found = answer(HttpResponse(PAGE))
        assert isinstance(found, HttpResponse)
        assert gzip.decompress(found.content).decode() == PAGE
        lengths.add(len(found.content))
    # A hundred lengths are possible: sixty equal ones would be a very long chance.
    assert len(lengths) > 10


def test_what_is_compressed_already_is_left_alone() -> None:
    for kind in ("application/pdf", "image/png", "font/woff2"):
        found = answer(HttpResponse(PAGE, content_type=kind))
        assert "Content-Encoding" not in found.headers
    found = answer(FileResponse(iter([b"%PDF"]), content_type="application/pdf"))
    assert "Content-Encoding" not in found.headers


def test_without_being_asked_nothing_is_compressed() -> None:
    found = answer(HttpResponse(PAGE), accepts="identity")
    assert isinstance(found, HttpResponse)
    assert found.content.decode() == PAGE
