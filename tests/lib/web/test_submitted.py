"""What was typed in a form that came back: with a name, without secrets."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from opbouw.lib.web.submitted import is_local_path, referring_path, submitted

SLEUTEL = "0f6c2a52-6f0c-4d53-9d52-7f2f7f0c9a11"


def test_words_are_shown_and_choices_travel_along(rf: RequestFactory) -> None:
    form = {
        "csrfmiddlewaretoken": "x" * 64,
        "altcha": "bewijs",
        "sleutel": SLEUTEL,
        "gebied": "55",
        "lijnen": ["verbinden", "koppelen"],
        "kring_waar": "bij de school",
        "vraag-0-wat": "Kom langs.\nEn blijf.",
        "nagekeken": "on",
        "plek": "",
    }
    content = submitted(rf.post("/", form))
    assert [(field.naam, field.label) for field in content.fields if field.shown] == [
        ("lijnen", "Lijnen"),
        ("lijnen", "Lijnen"),
        ("kring_waar", "Kring waar"),
        ("vraag-0-wat", "Wat 1 (vraag)"),
    ]
    hidden = [(field.naam, field.waarde) for field in content.fields if not field.shown]
    assert hidden == [("sleutel", SLEUTEL), ("gebied", "55"), ("nagekeken", "on"), ("plek", "")]
    assert [field.naam for field in content.fields if field.long] == ["vraag-0-wat"]
    assert content.whole is True
    assert content.files is False
    assert content.typed is True


@pytest.mark.parametrize("name", ["password", "oldpassword", "wachtwoord", "code", "credential"])
def test_what_is_secret_is_not_kept_and_not_sent_again(rf: RequestFactory, name: str) -> None:
    content = submitted(rf.post("/", {"naam": "Nora Nieuw", name: "geheim"}))
    assert [field.waarde for field in content.fields] == ["Nora Nieuw"]
    assert not content.whole


def test_a_file_is_chosen_again(rf: RequestFactory) -> None:
    content = submitted(
        rf.post("/", {"titel": "Brief", "bijlage": SimpleUploadedFile("a.pdf", b"%PDF")})
    )
    assert [field.naam for field in content.fields] == ["titel"]
    assert content.files is True
    assert not content.whole


@pytest.mark.parametrize(
    ("header", "page", "path"),
    [
        ("Referer", "http://testserver/signalen/?na=3", "/signalen/?na=3"),
        ("HX-Current-URL", "http://testserver/signalen/", "/signalen/"),
        ("Referer", "https://evil.example/signalen/", "/terug/"),
        ("Referer", "http://testserver//evil.example/", "/terug/"),
        ("Referer", "javascript:alert(1)", "/terug/"),
        ("Referer", "", "/terug/"),
    ],
)
def test_the_way_back_stays_on_this_site(
    rf: RequestFactory, header: str, page: str, path: str
) -> None:
    request = rf.post("/", headers={header: page} if page else {})
    assert referring_path(request, "/terug/") == path


@pytest.mark.parametrize(
    ("path", "own"),
    [
        ("/team/", True),
        ("//evil.example/", False),
        ("https://evil.example/", False),
        ("", False),
        ("/\\evil.example", False),
        ("team/", False),
    ],
)
def test_only_a_path_of_this_site_is_one(path: str, own: bool) -> None:
    assert is_local_path(path) is own
