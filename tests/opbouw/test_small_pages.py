"""The small pages: welcome, menu and health."""

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory

from opbouw.views.gezond import gezond
from tests.conftest import ClientFor
from wijken.models import Lidmaatschap


def test_welcome_shows_both_doors(anonymous: Client) -> None:
    page = anonymous.get("/")
    assert page.status_code == 200
    assert 'href="/meedoen/"' in page.text
    assert 'href="/accounts/login/"' in page.text


def test_the_menu_follows_the_kind_of_organisation(
    client_for: ClientFor, opbouwwerker: Lidmaatschap, gemeentelid: Lidmaatschap
) -> None:
    worker, reader = (client_for(lid).get("/meer/").text for lid in (opbouwwerker, gemeentelid))
    links = ('href="/contacten/"', 'href="/ontvangen/"', 'href="/team/"', 'href="/accounts/2fa/"')
    assert [link in worker for link in links] == [True, False, True, True]
    assert [link in reader for link in links] == [False, True, True, True]


def test_health(anonymous: Client, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    well = anonymous.get("/gezond/")
    assert well.status_code == 200
    assert well.json() == {"gezond": True}

    def down() -> None:
        raise OperationalError("password=geheim")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", down)
        ill = gezond(rf.get("/gezond/"))
    assert ill.status_code == 503
    assert ill.content == b'{"gezond": false}'
