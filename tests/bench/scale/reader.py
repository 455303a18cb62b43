"""Opens the pages of the members who are measured, and times one reading at a time."""

import gc
import re
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.test import Client

from tests.access_table import GET, POST_ONLY
from tests.access_world import OneOfEach
from tests.bench.scale.objects import in_each_state
from tests.bench.scale.shares import Country
from tests.test_access import ROUTES, path_of
from tests.wereld import LidClient
from wijken.models import Lidmaatschap, Organisatie, Rol

# One page after the other: who opens it, in this order, if it opens for them.
ROLES = (Rol.OPBOUWWERKER, Rol.COORDINATOR, Rol.BEHEERDER, Rol.BEANTWOORDER)
VISITOR = "visitor"
# A whole list as a file is no page: with a million contacts it takes minutes.
FILES = {f"{name}_download" for name in ("contacten", "bronnen", "signalen", "initiatieven")}
NEXT = re.compile(r'\?([^"#]*\bna=[^"#]+)"')
# The same address with another question, or about another kind of object.
MORE: dict[str, dict[str, Callable[[OneOfEach, str], str]]] = {
    "contacten": {
        "all": lambda _one, path: f"{path}?alles=1",
        "one buurt": lambda one, path: f"{path}?gebied={one.buurt.code}",
    },
    "initiatieven": {
        "all": lambda _one, path: f"{path}?alles=1",
        "one state": lambda _one, path: f"{path}?alles=1&staat=loopt",
    },
    "signalen": {
        "one state": lambda _one, path: f"{path}?staat=opgemerkt",
        "one buurt": lambda one, path: f"{path}?gebied={one.buurt.code}",
    },
    "notities": {"one state": lambda _one, path: f"{path}?staat=verzonden"},
    "meedoen_organisaties": {
        "searched": lambda _one, path: f"{path}?{urlencode({'zoek': 'welzijn'})}"
    },
    "zoeken": {
        "a word in most": lambda _one, path: f"{path}?woorden=ouders",
        "a word in one of sixty": lambda _one, path: f"{path}?woorden=kraan",
        "a word in one": lambda one, path: f"{path}?woorden={_number(one)}",
        "two words": lambda _one, path: f"{path}?woorden=koud+kraan",
        "a slip": lambda _one, path: f"{path}?woorden=kraam",
        "nowhere": lambda _one, path: f"{path}?woorden=zeppelin",
        "contacts, a word in most": lambda _one, path: f"{path}?woorden=ouders&soort=contacten",
        "one buurt": lambda one, path: f"{path}?woorden=ouders&gebied={one.buurt.code}",
        "mine": lambda _one, path: f"{path}?woorden=kraan&van=mij",
        "a line, no words": lambda _one, path: f"{path}?lijn=koppelen",
    },
    "gebied": {
        "wijk": lambda one, _path: f"/gebieden/WK{one.buurt.code[2:8]}/",
        "gemeente": lambda one, _path: f"/gebieden/GM{one.buurt.code[2:6]}/",
    },
    "gebied_gehoord": {
        "gemeente": lambda one, path: path.replace(one.buurt.code, f"GM{one.buurt.code[2:6]}")
    },
    "draad": {
        "contact": lambda one, _path: f"/draad/contact/{one.contact.pk}/",
        "initiatief": lambda one, _path: f"/draad/initiatief/{one.initiatief.pk}/",
        "notitie": lambda one, _path: f"/draad/notitie/{one.notitie.pk}/",
    },
}


def _number(one: OneOfEach) -> int:
    """The number that stands in the text of this contact alone."""
    return one.contact.pk


class Reader:
    """The members of the three organisations, each in a browser of their own."""

    def __init__(self, country: Country) -> None:
        self.objects: dict[str, dict[str, OneOfEach]] = {}
        self.clients: dict[tuple[str, str], Client] = {}
        for kind, rank in country.kinds().items():
            org = Organisatie.objects.get(slug=f"welzijn-{rank}")
            worker = Lidmaatschap.objects.filter(organisatie=org).order_by("pk")[0]
            self.objects[kind] = dict(in_each_state(worker))
            for role in ROLES:
                self.clients[kind, role] = LidClient(self._member(org, role, kind))
            self.clients[kind, VISITOR] = Client()
            for who in (*ROLES, VISITOR):
                # A page that fails is named in the table, and the others are read.
                self.clients[kind, who].raise_request_exception = False
        self.paths: dict[tuple[str, ...], str] = {}
        # What stands by now is no garbage: looking through it would take longer than a page.
        gc.collect()
        gc.freeze()
        with connection.cursor() as cursor:
            # One reader must not need two processors, and its work would be counted nowhere.
            cursor.execute("SET max_parallel_workers_per_gather = 0")
            cursor.execute("SELECT pg_backend_pid(), current_setting('server_version')")
            self.backend, self.version = cursor.fetchone()

    def _member(self, org: Organisatie, role: str, kind: str) -> Lidmaatschap:
        members = Lidmaatschap.objects.filter(rol=role).order_by("pk")
        if role == Rol.BEANTWOORDER:
            return members.get(organisatie=self.objects[kind][""].notitie.aan)
        return members.filter(organisatie=org)[0]

    def about(self) -> str:
        """Return which database this is."""
        return f"PostgreSQL {self.version}"

    def pages(self, only: Collection[str] = ()) -> dict[str, list[list[str]]]:
        """Return what opens for somebody: name, question, who; and what does not."""
        found: list[list[str]] = []
        closed: list[list[str]] = []
        for name in sorted(name for name in self._names() if not only or name in only):
            first = self._opens("largest", name, (*ROLES, VISITOR))
            if first is None:
                closed.append([name])
                continue
            who, _, html = first
            more = ["next page"] if NEXT.search(html) else []
            found += [[name, label, who] for label in ("", *MORE.get(name, {}), *more)]
        return {"pages": found, "closed": closed}

    def path(self, kind: str, name: str, label: str, who: str) -> str:
        """Return the address of this page for one organisation."""
        key = (kind, name, label, who)
        if key not in self.paths:
            found = self._opens(kind, name, [who])
            if found is None:
                raise LookupError(f"{name} opens for no {who} of the {kind} organisation")
            one = self.objects[kind][found[1]]
            path = path_of(one, name)
            if label == "next page":
                more = NEXT.search(self._get(kind, who, path)[1])
                # A short list has no next page: then its only one is read.
                path += f"?{more[1].replace('&amp;', '&')}" if more else ""
            elif label:
                path = MORE[name][label](one, path)
            self.paths[key] = path
        return self.paths[key]

    def read(self, kind: str, page: list[str], *, clean: bool) -> dict[str, Any]:
        """Open one page once; return the milliseconds and the statements that it took."""
        who = page[2]
        try:
            path = self.path(kind, *page)
        except LookupError:
            return {"status": 404}
        statements: list[tuple[str, float]] = []

        def noted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            start = time.perf_counter()
            try:
                return execute(sql, params, many, context)
            finally:
                statements.append((shape(sql), (time.perf_counter() - start) * 1000))

        if clean:  # or this one would pay for the garbage of the one before
            gc.collect()
        with connection.execute_wrapper(noted):
            database, start = self._database_cpu(), time.perf_counter()
            python = time.process_time()
            status, html = self._get(kind, who, path)
            python = (time.process_time() - python) * 1000
            wall = (time.perf_counter() - start) * 1000
            database = self._database_cpu() - database
        return {
            "status": status,
            "python": python,
            "database": database,
            "wall": wall,
            "statements": statements,
            "bytes": len(html),
        }

    def _get(self, kind: str, who: str, path: str) -> tuple[int, str]:
        answer = self.clients[kind, who].get(path)
        return answer.status_code, answer.getvalue().decode(errors="replace")

    def _database_cpu(self) -> float:
        """Return the milliseconds of processor that our connection's own process has had."""
        told = Path(f"/proc/{self.backend}/schedstat").read_text().split()
        return int(told[0]) / 1e6

    def _names(self) -> Iterator[str]:
        for name, route in ROUTES.items():
            row = GET.get(name)
            if name in FILES:
                continue
            # A 404 for a visitor too is an address where nothing is.
            if row and row[0] != 404 and name not in POST_ONLY and not route.startswith("beheer/"):
                yield name

    def _opens(self, kind: str, name: str, roles: Iterable[str]) -> tuple[str, str, str] | None:
        """Return for whom the page opens, about which state of what, and the page."""
        # States that make no other address need no second look.
        states: dict[str, str] = {}
        for state, one in self.objects[kind].items():
            states.setdefault(path_of(one, name), state)
        for who in roles:
            for path, state in states.items():
                status, html = self._get(kind, who, path)
                if status == 200:
                    return who, state, html
        return None


def shape(sql: str) -> str:
    """Return a statement without its values and without the names of its columns."""
    sql = re.sub(r"\s+", " ", sql)
    sql = re.sub(r"'[^']*'|\b\d+\b", "?", sql)
    sql = re.sub(r"(?:%s|\?)(?:, (?:%s|\?))+", "…", sql).replace("%s", "?")
    # Which columns are read says little, and fills a page.
    sql = re.sub(r"SELECT (DISTINCT )?(?:(?!SELECT|\bFROM\b).)*? FROM", r"SELECT \1… FROM", sql)
    return sql.replace('"', "")
