"""A database that does not answer: a page that says so, and what was typed is on it."""

import uuid

import pytest
from django.db import IntegrityError, OperationalError
from django.test import Client

from opbouw.lib.database.patience import PAGE_SECONDS, left
from opbouw.lib.web.unavailable import patient
from tests.wereld import Wereld

TYPED = "De bankjes bij de <school> zijn weg"


def away(**_: object) -> None:
    """Be an action during which the connection went."""
    raise OperationalError("the connection is closed")


@pytest.fixture
def client(wereld: Wereld) -> Client:
    """Samira's browser, which sees the error page."""
    client = wereld.client(wereld.samira)
    client.raise_request_exception = False
    return client


def note(wereld: Wereld, client: Client, origin: str = "http://testserver") -> tuple[int, str]:
    data = {"gebied": str(wereld.klaverveld.pk), "vindplaats": "plein", "aantal": "1"}
    data |= {"plek": "plein", "tekst": TYPED, "sleutel": str(uuid.uuid4())}
    page = client.post("/contacten/nieuw/", data, headers={"Origin": origin})
    return page.status_code, page.text


def test_what_was_typed_comes_back_with_a_button_to_send_it_again(
    wereld: Wereld, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wijken.views.contact.note_contact", away)
    status, text = note(wereld, client)
    assert status == 503
    assert "Even geen verbinding" in text
    assert "De bankjes bij de &lt;school&gt; zijn weg" in text
    assert 'action="/contacten/nieuw/"' in text
    assert "csrfmiddlewaretoken" in text
    assert '<input type="hidden" name="lidmaatschap"' in text
    assert "Lidmaatschap" not in text


def test_another_site_gets_no_words_onto_our_page(
    wereld: Wereld, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wijken.views.contact.note_contact", away)
    status, text = note(wereld, client, origin="https://elders.example")
    assert status == 503
    assert "bankjes" not in text


def test_the_page_needs_no_database_and_is_not_kept(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as patch:
        execute = "django.db.backends.utils.CursorWrapper.execute"
        patch.setattr(execute, lambda *_args, **_kwargs: away())
        page = client.get("/contacten/")
    assert page.status_code == 503
    assert page.headers["Retry-After"] == "5"
    assert "no-store" in page.headers["Cache-Control"]
    assert "Het ligt niet aan jou" in page.text
    # Told once: nothing around the view asks the database again.
    assert len([record for record in caplog.records if record.exc_info]) == 1


def test_another_error_is_no_lost_connection(
    wereld: Wereld, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(**_: object) -> None:
        raise IntegrityError("duplicate key")

    monkeypatch.setattr("wijken.views.contact.note_contact", wrong)
    assert note(wereld, client)[0] == 500


def test_every_page_of_the_web_server_has_a_limit() -> None:
    seen: list[float | None] = []

    def page(*_: object) -> list[bytes]:
        seen.append(left())
        return []

    patient(page)({}, lambda *_: lambda _data: None)
    assert seen == [PAGE_SECONDS]
    assert left() is None
