"""Fixtures that every test may use: areas, organisations, personas and clients."""

import os
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from datetime import time as dt_time
from ipaddress import ip_address
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from opbouw.lib.jobs.outbox import breaker
from tests import personas
from tests.access_world import SECRET, World, make_world
from tests.template import VARIABLE
from wijken.models import Gebied, Lidmaatschap, Organisatie
from wijken.queries.lid import SESSION_KEY
from wijken.queries.uitnodiging import token_hash
from wijken.toegang.form_membership import FIELD, signed

ClientFor = Callable[[Lidmaatschap], Client]


class LidClient(Client):
    """A browser in which a member has logged in; what it sends was drawn for that membership.

    Like the CSRF token, the field is left to the pages themselves when forms are checked.
    """

    def __init__(self, lid: Lidmaatschap) -> None:
        super().__init__()
        self.lid = lid
        self.force_login(
            lid.gebruiker, backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        session = self.session
        session[SESSION_KEY] = lid.pk
        session.save()

    def post(self, path: Any, data: Any = None, *args: Any, **kwargs: Any) -> Any:
        """Send a form as a page would that was drawn for this member."""
        if not self.handler.enforce_csrf_checks and isinstance(data, Mapping | None):
            data = {FIELD: signed(self.lid), **(data or {})}
        return super().post(path, data, *args, **kwargs)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Refuse every connection that leaves this machine, so that no test depends on the world."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def check(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_loopback(address[0]):
            raise RuntimeError(f"A test wanted to reach {address[0]}; tests have no network.")

    def guarded(self: socket.socket, address: Any) -> None:
        check(self, address)
        connect(self, address)

    def guarded_ex(self: socket.socket, address: Any) -> int:
        check(self, address)
        return connect_ex(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        patch.setattr(socket.socket, "connect_ex", guarded_ex)
        yield


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let no test begin on one day and end on the next: wait for midnight to pass."""
    now = timezone.localtime()
    midnight = datetime.combine(now.date() + timedelta(days=1), dt_time.min, now.tzinfo)
    left = (midnight - now).total_seconds()
    if left < (150 if item.get_closest_marker("e2e") else 20):
        time.sleep(left + 1)


@pytest.fixture(autouse=True)
def closed_breaker() -> Iterator[None]:
    """Let no broker trouble of one test reach the next."""
    breaker.open_until = 0.0
    yield
    breaker.open_until = 0.0


@pytest.fixture(autouse=True)
def one_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no limit count anew because a test happened to run across the hour."""
    begun = timezone.now()
    monkeypatch.setattr("opbouw.lib.web.limits.timezone", SimpleNamespace(now=lambda: begun))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Copy the test database from the migrated one, where the servers are our own."""
    connections["default"].settings_dict["TEST"]["TEMPLATE"] = os.environ.get(VARIABLE)


# --- Areas ---
@pytest.fixture
def zonderwater(db: None) -> Gebied:
    """The municipality GM9999, with its wijken and buurten."""
    return personas.make_zonderwater()


@pytest.fixture
def ver_weg(db: None) -> Gebied:
    """Another municipality, GM9998."""
    return personas.make_ver_weg()


@pytest.fixture
def wijk(zonderwater: Gebied) -> Gebied:
    """De Weide, where Samira works."""
    return Gebied.objects.get(code="WK999901")


@pytest.fixture
def buurt(zonderwater: Gebied) -> Gebied:
    """Klaverveld, a buurt in De Weide."""
    return Gebied.objects.get(code="BU99990100")


@pytest.fixture
def andere_wijk(zonderwater: Gebied) -> Gebied:
    """Oude Haven, where Joost works."""
    return Gebied.objects.get(code="WK999900")


@pytest.fixture
def andere_buurt(zonderwater: Gebied) -> Gebied:
    """Kade, a buurt in Oude Haven."""
    return Gebied.objects.get(code="BU99990000")


# --- Organisations ---
@pytest.fixture
def de_brink(zonderwater: Gebied) -> Organisatie:
    """The welfare organisation that everything in a test belongs to."""
    return personas.make_organisatie("Welzijn De Brink", "de-brink", "welzijn", zonderwater)


@pytest.fixture
def overkant(zonderwater: Gebied) -> Organisatie:
    """The stranger's welfare organisation, in the same municipality: the strictest neighbour."""
    return personas.make_organisatie("Stichting Overkant", "overkant", "welzijn", zonderwater)


@pytest.fixture
def gemeente(zonderwater: Gebied) -> Organisatie:
    """The municipality that De Brink writes to."""
    return personas.make_organisatie(
        "Gemeente Zonderwater", "gemeente-zonderwater", "gemeente", zonderwater
    )


@pytest.fixture
def gemeente_ver_weg(ver_weg: Gebied) -> Organisatie:
    """A municipality that has nothing to do with it."""
    return personas.make_organisatie("Gemeente Verweg", "gemeente-verweg", "gemeente", ver_weg)


# --- Personas, as memberships ---
@pytest.fixture
def opbouwwerker(de_brink: Organisatie, wijk: Gebied) -> Lidmaatschap:
    """Samira, who works in De Weide."""
    return personas.make_lid(personas.SAMIRA, de_brink, wijk)


@pytest.fixture
def collega(de_brink: Organisatie, andere_wijk: Gebied) -> Lidmaatschap:
    """Joost, her colleague in Oude Haven."""
    return personas.make_lid(personas.JOOST, de_brink, andere_wijk)


@pytest.fixture
def coordinator(de_brink: Organisatie) -> Lidmaatschap:
    """Marijke, who has no areas of her own and so sees the whole municipality."""
    return personas.make_lid(personas.MARIJKE, de_brink)


@pytest.fixture
def beheerder(de_brink: Organisatie) -> Lidmaatschap:
    """Beatrix, who looks after the members of De Brink."""
    return personas.make_lid(personas.BEATRIX, de_brink)


@pytest.fixture
def vreemde(overkant: Organisatie) -> Lidmaatschap:
    """Ruben, of the other welfare organisation."""
    return personas.make_lid(personas.RUBEN, overkant)


@pytest.fixture
def gemeentelid(gemeente: Organisatie) -> Lidmaatschap:
    """Anneke, who answers for the municipality."""
    return personas.make_lid(personas.ANNEKE, gemeente)


@pytest.fixture
def lezer(gemeente: Organisatie) -> Lidmaatschap:
    """Leo, who reads for the municipality and may not answer."""
    return personas.make_lid(personas.LEO, gemeente)


@pytest.fixture
def andere_gemeente(gemeente_ver_weg: Organisatie) -> Lidmaatschap:
    """Fatima, who answers for the other municipality."""
    return personas.make_lid(personas.FATIMA, gemeente_ver_weg)


@pytest.fixture
def world(
    opbouwwerker: Lidmaatschap,
    collega: Lidmaatschap,
    coordinator: Lidmaatschap,
    gemeente: Organisatie,
    buurt: Gebied,
    settings: Settings,
    tmp_path: Path,
) -> World:
    """One of everything, with a known secret in the invitation."""
    settings.MEDIA_ROOT = tmp_path
    pdf = tmp_path / "notitie.pdf"
    pdf.write_bytes(b"%PDF-1.7")
    made = make_world(opbouwwerker, collega, coordinator, gemeente, buurt, pdf)
    made.uitnodiging.token_hash = token_hash(SECRET)
    made.uitnodiging.save()
    return made


# --- Clients ---
@pytest.fixture
def anonymous(db: None) -> Client:
    """A visitor without account."""
    return Client()


@pytest.fixture
def client_for(db: None) -> ClientFor:
    """Make a browser in which this member has logged in."""
    return LidClient
