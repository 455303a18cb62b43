"""The small pages: welcome, menu and health."""

import pytest
from django.test import RequestFactory

from opbouw.views.gezond import gezond
from tests.wereld import Wereld


def test_welcome_shows_both_doors(wereld: Wereld) -> None:
    page = wereld.anonymous.get("/")
    assert page.status_code == 200
    assert 'href="/meedoen/"' in page.text
    assert 'href="/accounts/login/"' in page.text


def test_the_menu_follows_the_kind_of_organisation(wereld: Wereld) -> None:
    worker, reader = (
        wereld.client(lid).get("/meer/").text for lid in (wereld.samira, wereld.anneke)
    )
    links = ('href="/contacten/"', 'href="/ontvangen/"', 'href="/team/"', 'href="/accounts/2fa/"')
    assert [link in worker for link in links] == [True, False, True, True]
    assert [link in reader for link in links] == [False, True, True, True]


def test_health(wereld: Wereld, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    well = wereld.anonymous.get("/gezond/")
    assert well.status_code == 200
    assert well.json() == {"gezond": True}

    with monkeypatch.context() as patch:
        patch.setattr("opbouw.views.gezond.answers", lambda: False)
        ill = gezond(rf.get("/gezond/"))
    assert ill.status_code == 503
    assert ill.content == b'{"gezond": false}'
