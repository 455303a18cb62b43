"""Anyone may ask whether a PDF is genuine; whatever is sent, the answer is a page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from signalen.forms.controle import LARGEST
from tests.wereld import Wereld

PATH = "/controle/"


def test_the_page_is_open_to_everybody(wereld: Wereld) -> None:
    assert wereld.anonymous.get(PATH).status_code == 200


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
def test_an_unknown_file_is_said_to_be_unknown(wereld: Wereld, name: str, data: bytes) -> None:
    response = wereld.anonymous.post(PATH, {"bestand": SimpleUploadedFile(name, data)})
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
def test_an_empty_or_huge_file_is_a_message(wereld: Wereld, data: bytes, message: str) -> None:
    response = wereld.anonymous.post(PATH, {"bestand": SimpleUploadedFile("x.pdf", data)})
    assert response.status_code == 422
    assert message in response.content.decode()


@pytest.mark.parametrize("data", [{}, {"bestand": "geen bestand"}])
def test_no_file_is_a_message(wereld: Wereld, data: dict[str, str]) -> None:
    response = wereld.anonymous.post(PATH, {"csrfmiddlewaretoken": "as a browser sends it", **data})
    assert response.status_code == 422
    assert 'href="#id_bestand"' in response.content.decode()
