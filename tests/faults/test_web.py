"""The web server itself, sent what no browser sends: its answers, log and disk."""

import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.stack import Stack

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("stack")]

TOKEN = "GEHEIM-abcdefghijklmnopqrstuvwxyz-0123456789"
HOST = b"Host: localhost\r\nConnection: close\r\n"
PART = b'--b\r\nContent-Disposition: form-data; name="bestand"; filename="x.pdf"\r\n\r\n'
COOKIE = b"Cookie: csrftoken=" + b"a" * 32 + b"\r\n"


def answer(stack: Stack, request: bytes) -> str:
    """The first line and the page that come back on these bytes."""
    received = b""
    with socket.create_connection(("127.0.0.1", stack.port), timeout=20) as connection:
        connection.sendall(request)
        while piece := connection.recv(65536):
            received += piece
    return received.decode(errors="replace")


def test_malformed_requests_get_an_answer_and_leave_no_trace_of_the_visitor(
    tmp_path: Path,
) -> None:
    path = f"/volg/{TOKEN}/".encode()
    text = b"Content-Type: text/plain; charset=hex\r\n"
    requests = {
        b"GET " + path + b"?a=1 HTTP/1.1\r\n" + text + HOST + b"\r\n": "400",
        b"GET " + path + b"\xff HTTP/1.1\r\n" + HOST + b"\r\n": "400",
        b"GET " + path + b" HTTP/9.9\r\n" + HOST + b"\r\n": "400",
        b"GET / HTTP/1.1\r\nCookie sessionid=" + TOKEN.encode() + b"\r\n" + HOST + b"\r\n": "400",
        b"GET / HTTP/1.1\r\nSCRIPT_NAME: " + path + b"\r\n" + HOST + b"\r\n": "200",
        b"PUT " + path + b" HTTP/1.1\r\n" + HOST + b"\r\n": "405",
        b'GET / HTTP/1.1\r\nCookie: sessionid="\\000"\r\n' + HOST + b"\r\n": "200",
    }
    with Stack(tmp_path, with_worker=False) as stack:
        for request, status in requests.items():
            assert answer(stack, request)[9:12] == status, request
        log = stack.web.log.read_text(errors="replace")
    assert "Invalid request: Invalid HTTP request line\n" in log
    assert TOKEN not in log
    assert "ip=" not in log
    assert "Error handling" not in log


def test_a_flood_is_turned_away_before_it_is_read(tmp_path: Path) -> None:
    form = b"Content-Type: multipart/form-data; boundary=b\r\n" + COOKIE + HOST
    with Stack(tmp_path, with_worker=False) as stack:
        start = b"POST /controle/ HTTP/1.1\r\n" + form
        # Three hundred megabytes are announced; the answer comes before the second of them.
        flood = start + b"Content-Length: 300000000\r\n\r\n" + PART + b"x" * 100_000
        assert "Dit is te groot" in answer(stack, flood)
        # In chunks, without a length: nothing is read, so there is no token either.
        chunk = b"186a0\r\n" + b"x" * 100_000 + b"\r\n"
        chunked = start + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 5 + b"0\r\n\r\n"
        assert answer(stack, chunked)[9:12] == "403"


def test_towers_of_marks_from_strangers_stop_nobody(tmp_path: Path) -> None:
    """Eight at once, one for each thread of two processes, of two million bytes each."""
    sent = b"plan=" + "e\u0301\u0316".encode() * 400_000
    request = (
        b"POST /meedoen/de-brink/ HTTP/1.1\r\n" + COOKIE + HOST
        + b"Content-Type: application/x-www-form-urlencoded\r\n"
        + f"Content-Length: {len(sent)}\r\n\r\n".encode() + sent
    )  # fmt: skip
    with Stack(tmp_path, with_worker=False) as stack, ThreadPoolExecutor(8) as senders:
        pages = list(senders.map(lambda _number: answer(stack, request), range(8)))
        for page in pages:
            assert page[9:12] == "413"
            assert "Dit is te groot" in page
        page = answer(stack, b"GET / HTTP/1.1\r\n" + HOST + b"\r\n")
        assert page[9:12] == "200"
        # Nor does it say which program to attack.
        assert "\r\nserver:" not in page.lower()
        assert "gunicorn" not in page.partition("\r\n\r\n")[0].lower()
