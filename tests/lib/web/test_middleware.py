"""A refusal is a sentence on the page one came from; private pages stay out of caches."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.test import Client, RequestFactory

from opbouw.lib.web.middleware import Refusals
from opbouw.lib.writing.transitions import Refused
from tests.keten import make_afspraak
from tests.wereld import Wereld
from wijken.actions.afspraak import call_off_appointment


@pytest.fixture
def client(wereld: Wereld) -> Client:
    """Samira's browser."""
    return wereld.client(wereld.samira)


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/contacten/", "http://testserver/contacten/"),
        ("https://boos.example.org/", "/"),
        ("//boos.example.org/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_a_refusal_leads_back_with_its_sentence(
    wereld: Wereld, referer: str, back: str, client: Client
) -> None:
    afspraak = make_afspraak(wereld.samira, gebied=wereld.klaverveld)
    call_off_appointment(afspraak=afspraak, by=wereld.samira, stand=None, want="Niet nodig")
    response = client.post(
        f"/afspraken/{afspraak.pk}/gedaan/", headers={"referer": referer} if referer else {}
    )
    assert response.status_code == 302
    assert response.headers["Location"] == back
    assert [str(m) for m in get_messages(response.wsgi_request)] == [
        "Deze afspraak is intussen vervallen."
    ]


@pytest.mark.parametrize(("page", "back"), [("/hier/", "/"), ("/daar/", "http://testserver/daar/")])
def test_a_page_that_refuses_to_be_shown_is_not_its_own_way_back(
    page: str, back: str, rf: RequestFactory
) -> None:
    request = rf.get("/hier/", headers={"referer": f"http://testserver{page}"})
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]  # as its middleware does
    refusals = Refusals(lambda _request: HttpResponse())
    response = refusals.process_exception(request, Refused("Dit kan nu niet."))
    assert response is not None
    assert response.status_code == 302
    assert response.headers["Location"] == back
    assert [str(m) for m in get_messages(request)] == ["Dit kan nu niet."]


def test_pages_of_members_stay_out_of_caches(wereld: Wereld, client: Client) -> None:
    private = client.get("/vandaag/").headers["Cache-Control"]
    assert private == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert "Cache-Control" not in wereld.anonymous.get("/meedoen/").headers


def test_logging_out_clears_what_the_browser_keeps(wereld: Wereld, client: Client) -> None:
    assert "Clear-Site-Data" not in client.get("/vandaag/").headers
    assert client.post("/accounts/logout/").headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in client.get("/").headers
    assert "Clear-Site-Data" not in wereld.anonymous.post("/accounts/logout/").headers
