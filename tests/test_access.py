"""Every address times every persona, against the table in tests/access_table.py."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from pytest_django.fixtures import Settings

from opbouw.lib.web.headers import permissions
from tests.access_table import ADMIN, GET, IN, PERSONAS, POST_ONLY
from tests.access_world import OneOfEach, argument
from tests.wereld import Wereld
from wijken.models import Lidmaatschap
from wijken.toegang.form_membership import FIELD, signed


def walk(resolver: URLResolver, route: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """Yield the name of every URL in the project (its route when it has none) and the route."""
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern).lstrip("^").removesuffix("$")
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from walk(pattern, here, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}" if pattern.name else here, here


ROUTES = dict(walk(get_resolver()))


def path_of(one_of_each: OneOfEach, name: str) -> str:
    """Build the path of a URL with an object of De Brink."""
    parameters = re.findall(r"<(?:\w+:)?(\w+)>", ROUTES[name])
    arguments = {one: argument(one_of_each, name, one) for one in parameters}
    if ROUTES[name] == name:
        return "/" + re.sub(r"\(\?P<url>.*|<(?:\w+:)?(\w+)>", "1", name)
    if name.startswith("closed_"):
        # A family of closed addresses: any member of it will do.
        return "/" + ROUTES[name].replace("^", "").removesuffix(".") + "x/"
    return reverse(name, kwargs=arguments)


@pytest.fixture
def clients(wereld: Wereld, one_of_each: OneOfEach) -> dict[str, Client]:
    """A browser per persona."""
    members = {name: wereld.client(wereld.lid(name)) for name in PERSONAS[1:]}
    return {"anonymous": wereld.anonymous, **members}


def snapshot() -> dict[str, list[dict[str, object]]]:
    """Every row of the domain, as it is in the database."""
    models = [
        m
        for app in ("wijken", "initiatieven", "signalen")
        for m in apps.get_app_config(app).get_models(include_auto_created=True)
    ]
    # Logging in moves this date along; nothing else may move.
    return {
        m._meta.label: [
            {k: v for k, v in row.items() if k != "last_login"}
            for row in m._default_manager.order_by("pk").values()
        ]
        for m in models
    }


def test_every_url_is_in_the_table() -> None:
    named = set(GET) | set(POST_ONLY)
    missing = {
        name for name in ROUTES if name not in named and not ROUTES[name].startswith("beheer/")
    }
    gone = named - set(ROUTES)
    assert {"missing": sorted(missing), "gone": sorted(gone)} == {"missing": [], "gone": []}, (
        "Add what is missing to GET or POST_ONLY in tests/access_table.py, and delete what is gone."
    )


def test_every_page_answers_as_the_table_says(
    one_of_each: OneOfEach, clients: dict[str, Client]
) -> None:
    wrong, before = [], snapshot()
    for name, route in ROUTES.items():
        if name in POST_ONLY:
            continue
        row = ADMIN if route.startswith("beheer/") and name not in GET else GET[name]
        path = path_of(one_of_each, name)
        answers = [clients[who].get(path) for who in PERSONAS]
        found = tuple(answer.status_code for answer in answers)
        for answer in answers:
            answer.getvalue()  # reads a file to its end, which closes it
        if found != row:
            wrong.append(f"{name} ({path}): {found}, the table says {row}")
    assert wrong == [], f"{PERSONAS}\n" + "\n".join(wrong)
    # Looking changes nothing.
    assert snapshot() == before


def test_who_may_not_get_may_not_post_and_changes_nothing(
    one_of_each: OneOfEach, clients: dict[str, Client]
) -> None:
    before = snapshot()
    wrong = []
    for name, row in {**GET, **POST_ONLY}.items():
        if name.startswith(("account_", "mfa_", "socialaccount_", "openid_", "closed_")):
            continue
        for who, status in zip(PERSONAS, row, strict=True):
            # A page that sends members on (302) is no refusal; only the way to the login is.
            refused = status == 404 or (status == 302 and who == "anonymous")
            if not refused or name.startswith("admin:"):
                continue
            answer = clients[who].post(path_of(one_of_each, name))
            login = status == 404 or "/accounts/login/" in answer.get("Location", "")
            # An address that takes no form says so to everybody, whatever object is behind it.
            if answer.status_code not in {status, 405} or not login:
                wrong.append(f"{name} by {who}: {answer.status_code}, not {status}")
    assert wrong == [], "\n".join(wrong)
    assert snapshot() == before


@pytest.mark.parametrize("name", POST_ONLY)
def test_post_only(one_of_each: OneOfEach, clients: dict[str, Client], name: str) -> None:
    path = path_of(one_of_each, name)
    assert {clients[who].get(path).status_code for who in PERSONAS} <= {302, 404, 405}
    row = dict(zip(PERSONAS, POST_ONLY[name], strict=True))
    for who, status in row.items():
        if status == IN:
            answer = clients[who].post(path)
            assert answer.status_code in {200, 204, 302, 422}, (who, answer.status_code)
            assert "/accounts/login/" not in answer.get("Location", "")


# Addresses where nothing is: whatever is sent there, the answer is 404.
NOTHING_THERE = {"nergens", "closed"}


def test_every_view_of_ours_refuses_a_method_that_it_does_not_know(
    wereld: Wereld, one_of_each: OneOfEach, clients: dict[str, Client], rf: RequestFactory
) -> None:
    wereld.bring("beatrix")
    members = list(Lidmaatschap.objects.select_related("gebruiker"))
    wrong, asked = [], 0
    for name in {**GET, **POST_ONLY}:
        path = path_of(one_of_each, name)
        view, args, kwargs = resolve(path)
        ours = view.__module__.startswith(("opbouw.", "wijken.", "initiatieven.", "signalen."))
        if not ours or view.__name__ in NOTHING_THERE or name.startswith("admin:"):
            continue
        rollen = getattr(view, "rollen", ())
        lid = next(one for one in members if not rollen or one.rol in rollen)
        # Past the middleware, which knows GET, HEAD and POST alone.
        request = rf.put(path)
        request.user, request.lid = lid.gebruiker, lid  # type: ignore[attr-defined]  # as it does
        request.session = SessionStore()
        answer = view(request, *args, **kwargs)
        asked += 1
        if answer.status_code != 405:
            wrong.append(f"{name} ({path}): {answer.status_code}")
    assert wrong == [], "Put require_safe, require_POST or takes_form below the access.\n" + (
        "\n".join(wrong)
    )
    assert asked > 50


def test_no_page_is_drawn_for_a_form_that_it_does_not_have(
    one_of_each: OneOfEach, clients: dict[str, Client]
) -> None:
    wrong = []
    for name, row in GET.items():
        path = path_of(one_of_each, name)
        if resolve(path).func.__module__.startswith(("allauth.", "django.")):
            continue
        if name == "uitnodiging":
            # Whoever is logged in joins with a button; a refusal is a message on the same page.
            continue
        for who, status in zip(PERSONAS, row, strict=True):
            answer = clients[who].post(path) if status == 200 else None
            if answer is not None and answer.status_code == 200:
                wrong.append(f"{name} ({path}) by {who}")
    assert wrong == []


def test_no_address_takes_a_form_that_was_drawn_for_another_membership(
    wereld: Wereld, one_of_each: OneOfEach
) -> None:
    second = Lidmaatschap.objects.create(
        gebruiker=wereld.marijke.gebruiker, organisatie=wereld.overkant, rol="coordinator"
    )
    client = wereld.client(wereld.marijke)
    before = snapshot()
    paths = [path_of(one_of_each, name) for name in {**GET, **POST_ONLY} if name != "lid_wisselen"]
    paths = [path for path in paths if hasattr(resolve(path).func, "rollen")]
    # Of another membership of theirs, or of nobody who can be told.
    for drawn_for in (signed(second), ""):
        form = {FIELD: drawn_for, "tekst": "Voor de andere organisatie."}
        answers = {path: client.post(path, form).status_code for path in paths}
        assert {path: status for path, status in answers.items() if status != 409} == {}
    assert len(paths) > len(POST_ONLY)
    assert snapshot() == before


# Forms for whoever is not let in as a member: of residents, of visitors, of logging in, and of
# the administration, which belongs to no organisation.
PUBLIC_FORMS = (
    "account/",
    "initiatieven/meedoen/",
    "initiatieven/volgen/",
    "mfa/",
    "opbouw/welkom.html",
    "socialaccount/",
    "wijken/beheer/",
    "wijken/uitnodiging/aansluiten.html",
)


def test_every_form_in_the_templates_carries_its_keys(settings: Settings) -> None:
    templates = settings.BASE_DIR / "templates"
    post = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL)
    wrong, asked = [], 0
    for path in templates.rglob("*.html"):
        name = str(path.relative_to(templates))
        for form in post.findall(path.read_text()):
            asked += 1
            public = name.startswith(PUBLIC_FORMS) or "account_logout" in form
            own = "{{ opnieuw.keys }}" if name == "terug/getypt.html" else "{% form_keys %}"
            if ("{% csrf_token %}" if public else own) not in form:
                wrong.append(name)
    assert wrong == []
    assert asked > 30


class PostForms(HTMLParser):
    """The forms of a page that are sent: where to, and for which membership."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, list[str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where a form goes, and the field inside it."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self.forms.append((given.get("action", ""), []))
        elif tag == "input" and given.get("name") == FIELD:
            self.forms[-1][1].append(given["value"])


def test_every_form_on_a_page_says_for_whom_it_was_drawn(
    wereld: Wereld, one_of_each: OneOfEach, clients: dict[str, Client]
) -> None:
    wrong, asked = [], 0
    for name, row in GET.items():
        for who, status in zip(PERSONAS, row, strict=True):
            path = path_of(one_of_each, name)
            page = clients[who].get(path) if status == 200 and who != "anonymous" else None
            if page is None:
                continue
            page.getvalue()  # reads a file to its end, which closes it
            if not page.headers["Content-Type"].startswith("text/html"):
                continue
            own = [signed(wereld.lid(who))]
            for action, drawn_for in PostForms(page.text).forms:
                if not hasattr(resolve(action.partition("?")[0] or path).func, "rollen"):
                    continue
                asked += 1
                if drawn_for != own:
                    wrong.append(f"{name} for {who}: the form to {action or path}")
    assert wrong == []
    assert asked > 50


def test_every_page_has_its_headers(one_of_each: OneOfEach, clients: dict[str, Client]) -> None:
    wrong = []
    everywhere = {
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    for name, row in GET.items():
        for who, status in zip(PERSONAS, row, strict=True):
            if status != 200 or who not in {"anonymous", "samira", "anneke"}:
                continue
            answer = clients[who].get(path_of(one_of_each, name))
            answer.getvalue()  # reads a file to its end, which closes it
            headers = answer.headers
            policy = headers.get("Content-Security-Policy", "").split("; ")
            if not {"script-src 'self'", "style-src 'self'", "default-src 'none'"} <= set(policy):
                wrong.append(f"{name}: no content security policy for {who}")
            if headers.get("X-Frame-Options") != "DENY" or "nosniff" not in str(headers):
                wrong.append(f"{name}: may be framed or sniffed by {who}")
            also = ["geolocation"] if name == "contact_nieuw" else []
            expected = everywhere | {"Permissions-Policy": permissions(*also)}
            if not expected.items() <= headers.items():
                wrong.append(f"{name}: something of another site may reach it, for {who}")
            if who != "anonymous" and "no-store" not in headers.get("Cache-Control", ""):
                wrong.append(f"{name}: {who} keeps it in a cache")
    assert wrong == []
