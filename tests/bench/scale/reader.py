"""Opens the pages of the members who are measured, and times one reading at a time."""

import gc
import re
import time
from collections.abc import Callable, Iterator
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
        self.paths: dict[tuple[str, ...], str] = {}
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

    def pages(self) -> dict[str, list[list[str]]]:
        """Return what opens for somebody: name, question, who, about what; and what does not."""
        found: list[list[str]] = []
        closed: list[list[str]] = []
        for name in sorted(self._names()):
            first = self._opens(name)
            if first is None:
                closed.append([name])
                continue
            who, state = first
            found.append([name, "", who, state])
            html = self._get("largest", who, self.path("largest", *found[-1]))[1]
            labels = [*MORE.get(name, {}), *(["next page"] if NEXT.search(html) else [])]
            found += [[name, label, who, state] for label in labels]
        return {"pages": found, "closed": closed}

    def path(self, kind: str, name: str, label: str, who: str, state: str) -> str:
        """Return the address of this page for one organisation."""
        key = (kind, name, label, who, state)
        if key not in self.paths:
            one = self.objects[kind][state]
            path = path_of(one, name)
            if label == "next page":
                found = NEXT.search(self._get(kind, who, path)[1])
                # A short list has no next page: then its only one is read.
                path += f"?{found[1].replace('&amp;', '&')}" if found else ""
            elif label:
                path = MORE[name][label](one, path)
            self.paths[key] = path
        return self.paths[key]

    def read(self, kind: str, page: list[str], *, clean: bool) -> dict[str, Any]:
        """Open one page once; return the milliseconds and the statements that it took."""
        name, label, who, state = page
        path = self.path(kind, name, label, who, state)
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
            # A 404 for a visitor too is an address where nothing is.
            if row and row[0] != 404 and name not in POST_ONLY and not route.startswith("beheer/"):
                yield name

    def _opens(self, name: str) -> tuple[str, str] | None:
        """Return for whom the page opens, and about which state of what."""
        # States that make no other address need no second look.
        states = {path_of(one, name): state for state, one in self.objects["largest"].items()}
        states[path_of(self.objects["largest"][""], name)] = ""
        for who in (*ROLES, VISITOR):
            for path, state in states.items():
                if self._get("largest", who, path)[0] == 200:
                    return who, state
        return None


def shape(sql: str) -> str:
    """Return a statement without its values and without the names of its columns."""
    sql = re.sub(r"\s+", " ", sql)
    sql = re.sub(r"'[^']*'|\b\d+\b", "?", sql)
    sql = re.sub(r"(?:%s|\?)(?:, (?:%s|\?))+", "…", sql).replace("%s", "?")
    # Which columns are read says little, and fills a page.
    sql = re.sub(r"SELECT (DISTINCT )?(?:(?!SELECT|\bFROM\b).)*? FROM", r"SELECT \1… FROM", sql)
    return sql.replace('"', "")
