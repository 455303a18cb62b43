"""What was typed in a form that came back: with a name, without secrets."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from opbouw.lib.web.submitted import is_local_path, is_own_form, referring_path, submitted

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


@pytest.mark.parametrize(
    "name",
    [
        *("password", "oldpassword", "password1", "wachtwoord", "code", "code2", "credential"),
        *(
            "token",
            "api_token",
            "token-1",
            "vraag-0-token",
            "pin",
            "je_pin",
            "pin2",
            "PIN",
            "pincode",
        ),
        *("otp", "totp", "otp_code", "herstelcode", "herstelcodes", "toegangscode", "inlog_code"),
    ],
)
def test_what_is_secret_is_not_kept_and_not_sent_again(rf: RequestFactory, name: str) -> None:
    content = submitted(rf.post("/", {"naam": "Nora Nieuw", name: "geheim"}))
    assert [field.waarde for field in content.fields] == ["Nora Nieuw"]
    assert not content.whole


@pytest.mark.parametrize("name", ["postcode", "spin", "kring", "pinksteren", "codering", "plek"])
def test_what_only_looks_like_a_secret_is_kept(rf: RequestFactory, name: str) -> None:
    content = submitted(rf.post("/", {name: "Nora Nieuw", "csrfmiddlewaretoken": "x" * 64}))
    assert [field.waarde for field in content.fields] == ["Nora Nieuw"]
    assert content.whole


UNREADABLE = [
    "http://[",
    "http://[::1",
    "//[",
    "http://a]b",
    "http://\u2100.nl",
    "[",
    "null",
    "://",
]


@pytest.mark.parametrize("origin", UNREADABLE)
def test_an_origin_that_cannot_be_read_is_not_ours(rf: RequestFactory, origin: str) -> None:
    assert not is_own_form(rf.post("/", headers={"origin": origin}))


@pytest.mark.parametrize("header", ["Referer", "HX-Current-URL"])
@pytest.mark.parametrize("page", UNREADABLE)
def test_a_page_that_cannot_be_read_is_no_way_back(
    rf: RequestFactory, header: str, page: str
) -> None:
    assert referring_path(rf.post("/", headers={header: page}), "/terug/") == "/terug/"


def test_the_origin_of_our_own_form(rf: RequestFactory) -> None:
    assert is_own_form(rf.post("/", headers={"origin": "http://testserver"}))
    for other in ("http://testserver.evil.example", "http://evil.example", ""):
        assert not is_own_form(rf.post("/", headers={"origin": other} if other else {}))


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
