"""What the fault tests break: complete notes in a stack, and a visitor with a stopwatch."""

import hashlib
import json
import re
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode

import psycopg
from django.utils import timezone

from opbouw.lib.web import pow  # noqa: A004 -- named after the thing; the built-in is not used
from signalen.actions.notitie import start_notitie
from signalen.actions.signaal import interpret, notice_signaal
from signalen.models import Vraag
from tests import personas
from tests.e2e.post import letters
from tests.personas import ANNEKE, LEO, MARIJKE, SAMIRA, WACHTWOORD, Persona
from tests.stack import Stack
from wijken.models import Gebied, Rol

SLOWEST = 3.0
# A word without end takes the engine minutes; the worker kills its child long before that.
ENDLESS = "W" * 100_000
READERS = [ANNEKE.email, LEO.email]


def seed(notities: int) -> None:
    """Make the personas and `number` complete concept notes, numbered from 1; runs in the stack."""
    zonderwater = personas.make_zonderwater()
    brink = personas.make_organisatie("Welzijn De Brink", "de-brink", "welzijn", zonderwater)
    gemeente = personas.make_organisatie("Gemeente Zonderwater", "zw", "gemeente", zonderwater)
    samira = personas.make_lid(SAMIRA, brink)
    personas.make_lid(MARIJKE, brink)
    for persona in (ANNEKE, LEO):
        personas.make_lid(persona, gemeente)
    content = {
        "titel": "Gordijnen blijven dicht",
        "tekst": "Steeds meer mensen zitten in de kou.",
        "gebied": Gebied.objects.get(code="BU99990100"),
        "thema": "wonen",
        "lijnen": ["koppelen"],
        "lijn_waarom": "dit kan de buurt niet alleen",
        "kring": "de ouders bij de speelplek",
        "kring_waar": "dinsdag",
    }
    duiding = {"met_wie": "zes bewoners", "tekst": "Slecht te verwarmen.", "niet_gehoord": "jeugd"}
    for number in range(1, notities + 1):
        content["titel"] = f"Gordijnen blijven dicht {number}"
        signaal, _ = notice_signaal(by=samira, sleutel=uuid.uuid4(), content=content, contacten=[])
        interpret(signaal=signaal, by=samira, sleutel=uuid.uuid4(), content=duiding)
        notitie, _ = start_notitie(
            by=samira,
            sleutel=uuid.uuid4(),
            titel=f"Warm wonen {number}",
            aan=gemeente,
            signalen=[signaal],
        )
        # Long texts, as a real note has them.
        notitie.in_het_kort = "Mensen zitten in de kou. Kom langs."
        notitie.duiding = notitie.bronnen = notitie.geprobeerd = "Het is er koud en vochtig. " * 55
        notitie.save(update_fields=["in_het_kort", "duiding", "bronnen", "geprobeerd"])
        Vraag.objects.create(
            organisatie=brink,
            notitie=notitie,
            nummer=1,
            soort="gesprek",
            aan="de wethouder",
            wat="Kom langs.",
            voor=timezone.localdate() + timedelta(days=30),
        )


@contextmanager
def rows(stack: Stack) -> Iterator[psycopg.Connection[Any]]:
    """Look into the stack's database."""
    with psycopg.connect(stack.database_url, autocommit=True) as connection:
        yield connection


def job(stack: Stack, notitie: int) -> tuple[str, int]:
    """Return state and attempts of the newest PDF of a note."""
    with rows(stack) as connection:
        found = connection.execute(
            "SELECT job_staat, job_pogingen FROM signalen_notitieversie"
            " WHERE notitie_id = %s ORDER BY nummer DESC LIMIT 1",
            [notitie],
        ).fetchone()
    return found or ("", 0)


def wait_for_render(stack: Stack, notities: Sequence[int]) -> None:
    """Wait until one of these PDFs is being made; looks far more often than that takes."""
    with rows(stack) as connection:
        deadline = time.monotonic() + 30
        query = "SELECT 1 FROM signalen_notitieversie WHERE notitie_id = ANY(%s) AND job_staat = %s"
        while connection.execute(query, [list(notities), "bezig"]).fetchone() is None:
            assert time.monotonic() < deadline, [job(stack, notitie) for notitie in notities]


def content(stack: Stack, notitie: int) -> dict[str, Any]:
    """Return the frozen content of the note's only version."""
    query = "SELECT inhoud FROM signalen_notitieversie WHERE notitie_id = %s"
    with rows(stack) as connection:
        (found,) = connection.execute(query, [notitie]).fetchone() or ({},)
    return dict(found)


def put_content(stack: Stack, notitie: int, inhoud: Mapping[str, Any]) -> None:
    """Overwrite it, as a fault in the database or in an older program could."""
    change = "UPDATE signalen_notitieversie SET inhoud = %s WHERE notitie_id = %s"
    with rows(stack) as connection:
        connection.execute(change, [json.dumps(inhoud), notitie])


def files(stack: Stack) -> dict[str, str]:
    """Return every file below the media folder with its SHA-256, half-made ones included."""
    media = stack.folder / "media"
    return {
        str(path.relative_to(media)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(media.rglob("*"))
        if path.is_file()
    }


def recorded_files(stack: Stack) -> dict[str, str]:
    """Return name and SHA-256 of every finished PDF as its row tells them."""
    with rows(stack) as connection:
        return dict(
            connection.execute(
                "SELECT bestand, sha256 FROM signalen_notitieversie WHERE job_staat = 'klaar'"
            ).fetchall()
        )


def mailed(stack: Stack, titel: str) -> list[int]:
    """Return how many mails about this note each reader got."""
    return [sum(titel in mail for mail in letters(stack, reader)) for reader in READERS]


KEYS = re.compile(r'name="(csrfmiddlewaretoken|lidmaatschap)" value="([\w:-]+)"')


# A page with a form of a member, for those who note no contacts.
A_FORM_OF = {Rol.BEANTWOORDER: "/team/uitnodigen/", Rol.LEZER: "/meer/"}


class Clocked:
    """A member or a resident whose every request is timed."""

    def __init__(self, stack: Stack, persona: Persona | None = None) -> None:
        self.url = stack.url
        self.times: list[tuple[float, str]] = []
        self.keys: dict[str, str] = {}
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), _StandStill()
        )
        if persona is not None:
            self.get("/accounts/login/")
            login = {"login": persona.email, "password": WACHTWOORD}
            assert self.post("/accounts/login/", login) == 302
            self.get(A_FORM_OF.get(persona.rol, "/contacten/nieuw/"))

    def get(self, path: str, *, htmx: bool = False) -> str:
        """Open a page, or the part of it that htmx asks for, and return it."""
        status, text = self._ask(path, None, {"HX-Request": "true"} if htmx else {})
        assert status == 200, (path, status)
        # A form says for which membership it was drawn, so its keys come from a page. Every page
        # has a form to log out, which has a token alone.
        self.keys |= dict(KEYS.findall(text))
        return text

    def status(self, path: str) -> int:
        """Open a page and return its status."""
        return self._ask(path, None, {})[0]

    def post(self, path: str, data: Mapping[str, str]) -> int:
        """Send a form and return the status."""
        return self._ask(path, urlencode({**self.keys, **data}).encode(), {})[0]

    def bring_in(self, titel: str, buurt: int) -> int:
        """Send an initiative as a resident whose device proves its work."""
        self.get("/meedoen/de-brink/")
        challenge = json.loads(self.get("/altcha/"))
        plan = {"titel": titel, "plan": "Samen eten.", "gebied": str(buurt), "email": "z@e.nl"}
        payload = pow.solve(challenge)
        return self.post(
            "/meedoen/de-brink/", {**plan, "sleutel": str(uuid.uuid4()), "altcha": payload}
        )

    @property
    def too_slow(self) -> list[tuple[float, str]]:
        """The requests that took longer than anyone should wait."""
        return [(took, what) for took, what in self.times if took >= SLOWEST]

    def _ask(self, path: str, data: bytes | None, headers: dict[str, str]) -> tuple[int, str]:
        request = urllib.request.Request(f"{self.url}{path}", data, headers)  # noqa: S310  # our own
        begin = time.monotonic()
        try:
            answer: HTTPResponse = self.opener.open(request, timeout=30)
        except urllib.error.HTTPError as error:
            with error:
                status, text = error.code, error.read().decode(errors="replace")
        else:
            with answer:
                status, text = answer.status, answer.read().decode(errors="replace")
        self.times.append((time.monotonic() - begin, f"{'POST' if data else 'GET'} {path}"))
        return status, text


class _StandStill(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: each request has its own time."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None
