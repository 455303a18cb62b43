"""The demo's mail: kept in files, readable in the browser, and nowhere but in the demo."""

from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives
from django.urls import NoReverseMatch, path, reverse
from pytest_django.fixtures import Settings

from opbouw.urls import urlpatterns as all_of_it
from opbouw.views import demo
from opbouw.voorbeeld.post import Piece, kept_mail, kept_mails
from tests.wereld import Wereld

# For the tests that say so: the addresses as the demo has them.
urlpatterns = [
    *all_of_it,
    path("demo/post/", demo.post, name="demo_post"),
    path("demo/post/<str:naam>/", demo.bericht, name="demo_bericht"),
]


def test_the_demo_pages_exist_in_the_demo_only(wereld: Wereld) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("demo_post")
    assert wereld.anonymous.get("/demo/post/").status_code == 404


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """A place where mail is kept as in the demo."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "post"
    return tmp_path / "post"


def send(onderwerp: str, tekst: str) -> None:
    """Send as the outbox does."""
    mail = EmailMultiAlternatives(onderwerp, tekst, to=["els@voorbeeld.nl"])
    mail.attach_alternative("<b>html</b>", "text/html")
    mail.send()


@pytest.mark.urls("tests.opbouw.test_post")
def test_kept_mail_is_read_with_its_links(wereld: Wereld, folder: Path) -> None:
    send(
        "Je idee is binnen: één vraag", "Volg het hier:\nhttp://localhost:8000/volg/abc_-123/.\nDag"
    )
    page = wereld.anonymous.get("/demo/post/")
    assert "Je idee is binnen: één vraag" in page.text
    (mail,) = kept_mails(folder)
    assert mail.pieces() == [
        Piece("Volg het hier:\n", link=False),
        Piece("http://localhost:8000/volg/abc_-123/", link=True),
        Piece(".\nDag", link=False),
    ]
    letter = wereld.anonymous.get(f"/demo/post/{mail.naam}/").text
    assert 'href="http://localhost:8000/volg/abc_-123/"' in letter


@pytest.mark.urls("tests.opbouw.test_post")
def test_hostile_mail_comes_out_as_text(wereld: Wereld, folder: Path) -> None:
    send(
        "<script>alert(1)</script>",
        'javascript:alert(1) http://x/"onmouseover="alert(1) <img src=x onerror=alert(1)>',
    )
    (mail,) = kept_mails(folder)
    for page in (
        wereld.anonymous.get("/demo/post/"),
        wereld.anonymous.get(f"/demo/post/{mail.naam}/"),
    ):
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        assert 'href="javascript' not in page.text
        assert '"onmouseover=' not in page.text


@pytest.mark.urls("tests.opbouw.test_post")
@pytest.mark.parametrize("naam", ["..%2F..%2Fetc%2Fpasswd", "x.log~0", "%00.log~0", "~", "a" * 300])
def test_only_kept_mail_is_opened(wereld: Wereld, folder: Path, naam: str) -> None:
    assert wereld.anonymous.get(f"/demo/post/{naam}/").status_code == 404


def test_without_mail_the_page_says_so(folder: Path) -> None:
    assert kept_mails(folder) == []
    assert kept_mail(folder, "x.log~0") is None
