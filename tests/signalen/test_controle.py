"""Anyone may ask whether a PDF is genuine; whatever is sent, the answer is a page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from signalen.forms.controle import LARGEST

PATH = "/controle/"


def test_the_page_is_open_to_everybody(anonymous: Client) -> None:
    assert anonymous.get(PATH).status_code == 200


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.pdf", b"%PDF-1.7 van een ander"),
        ("x.txt", b"\x00\xff" * 1000),
        ("<script>.pdf", b"x"),
        ("../../etc/passwd", b"x"),
        ("é\u202e.pdf", b"x"),
    ],
)
def test_an_unknown_file_is_said_to_be_unknown(name: str, data: bytes, anonymous: Client) -> None:
    response = anonymous.post(PATH, {"bestand": SimpleUploadedFile(name, data)})
    assert response.status_code == 200
    page = response.content.decode()
    assert "Dit bestand kennen we niet" in page
    assert "<script>." not in page


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "Dit bestand is leeg."),
        (b"x" * (LARGEST + 1), "Dit bestand is te groot om een notitie te zijn."),
    ],
    ids=["empty", "large"],
)
def test_an_empty_or_huge_file_is_a_message(data: bytes, message: str, anonymous: Client) -> None:
    response = anonymous.post(PATH, {"bestand": SimpleUploadedFile("x.pdf", data)})
    assert response.status_code == 422
    assert message in response.content.decode()


@pytest.mark.parametrize("data", [{}, {"bestand": "geen bestand"}])
def test_no_file_is_a_message(data: dict[str, str], anonymous: Client) -> None:
    response = anonymous.post(PATH, {"csrfmiddlewaretoken": "as a browser sends it", **data})
    assert response.status_code == 422
    assert 'href="#id_bestand"' in response.content.decode()
