"""The logboek: what was done for one organisation, in words, for whoever accounts for it."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from opbouw.lib.models import AuditRegel
from opbouw.lib.writing.audit import record_for_each
from opbouw.queries.logboek import handelingen
from tests.keten import make_contact
from tests.personas import WACHTWOORD
from tests.wereld import Wereld
from wijken.actions.account import record_account
from wijken.actions.bewaartermijn import choose_terms
from wijken.actions.lid import change_member, stop_member
from wijken.models import Gebruiker, Lidmaatschap, Rol

ROOT = Path(__file__).resolve().parents[2]
APPS = ("opbouw", "wijken", "initiatieven", "signalen")
# Rows of these are in trails that are kept.
FORMER = {"contactgegevens_verwijderd"}


def lines(client: Client, query: str = "") -> list[tuple[str, str, str, str]]:
    """What, how, who and whose, as the page has them."""
    page = client.get(f"/logboek/{query}")
    assert page.status_code == 200
    return [(one.wat, one.hoe, one.wie, one.waarvan) for one in page.context["logboek"].regels]


# --- Who reads it ---
@pytest.mark.parametrize(
    ("who", "status"),
    [("beatrix", 200), ("anneke", 200), ("marijke", 404), ("samira", 404), ("leo", 404)],
)
def test_the_beheerder_and_whoever_answers_for_a_municipality(
    wereld: Wereld, who: str, status: int
) -> None:
    client = wereld.client(wereld.lid(who))
    assert client.get("/logboek/").status_code == status
    assert ("/logboek/" in client.get("/meer/").text) is (status == 200)


def test_of_the_own_organisation_only(wereld: Wereld) -> None:
    make_contact(wereld.samira, wereld.klaverveld)
    make_contact(wereld.ruben, wereld.kade)
    page = wereld.client(wereld.beatrix).get("/logboek/")
    assert [one.wie for one in page.context["logboek"].regels] == ["Samira Bennani"]
    assert "Ruben" not in page.text
    assert lines(wereld.client(wereld.anneke)) == []


def test_an_account_of_two_organisations_is_in_both_and_tells_nothing_of_the_other(
    wereld: Wereld,
) -> None:
    Lidmaatschap.objects.create(
        gebruiker=wereld.samira.gebruiker, organisatie=wereld.gemeente, rol=Rol.LEZER
    )
    login = {"login": "samira@voorbeeld.nl", "password": WACHTWOORD}
    wereld.anonymous.post("/accounts/login/", login)
    expected = [("Ingelogd", "wachtwoord", "Samira Bennani", "eigen account")]
    for reader, other in ((wereld.beatrix, "Zonderwater"), (wereld.anneke, "De Brink")):
        client = wereld.client(reader)
        assert lines(client) == expected
        assert other not in client.get("/logboek/").text


def test_what_happened_before_somebody_joined_is_not_theirs_to_read(wereld: Wereld) -> None:
    record_account("ingelogd", wereld.ruben.gebruiker, by=wereld.ruben.gebruiker)
    Lidmaatschap.objects.create(
        gebruiker=wereld.ruben.gebruiker, organisatie=wereld.de_brink, rol=Rol.OPBOUWWERKER
    )
    assert lines(wereld.client(wereld.beatrix)) == []


# --- What it says ---
def test_roles_members_and_failures_in_words(wereld: Wereld) -> None:
    beatrix, joost = wereld.beatrix, wereld.joost
    change_member(lid=joost, by=beatrix, rol=Rol.COORDINATOR, gebieden=[])
    stop_member(lid=joost, by=beatrix)
    wrong = {"login": "samira@voorbeeld.nl", "password": "niet goed"}
    wereld.bring("samira")
    wereld.anonymous.post("/accounts/login/", wrong)
    assert lines(wereld.client(beatrix), "?maand=") == [
        ("Inloggen mislukt", "wachtwoord", "", "account van Samira Bennani"),
        ("Toegang gestopt", "", "Beatrix Hof", "Joost Wiersma"),
        ("Werkgebied veranderd", "", "Beatrix Hof", "Joost Wiersma"),
        ("Rol veranderd", "van opbouwwerker naar coördinator", "Beatrix Hof", "Joost Wiersma"),
    ]


def test_an_administrator_is_not_named_to_an_organisation(wereld: Wereld) -> None:
    staff = Gebruiker.objects.create_superuser("beheer@voorbeeld.nl", "x", naam="Piet Platform")
    record_account("beheer_gewijzigd", wereld.samira.gebruiker, by=staff)
    client = wereld.client(wereld.beatrix)
    assert lines(client)[0][2] == "iemand buiten je organisatie"
    assert "Piet" not in client.get("/logboek/").text


def test_nobody_is_counted_and_nobody_can_be_picked_out(wereld: Wereld) -> None:
    make_contact(wereld.samira, wereld.klaverveld)
    make_contact(wereld.joost, wereld.kade)
    client = wereld.client(wereld.beatrix)
    everything = lines(client)
    for name in ("door", "wie", "lid", "gebruiker", "q"):
        for value in (wereld.samira.pk, wereld.samira.gebruiker_id, "Samira"):
            assert lines(client, f"?{name}={value}") == everything
    assert [field.name for field in client.get("/logboek/").context["form"]] == ["terrein", "maand"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Contact genoteerd", "Toegang gestopt", "Ingelogd"]),
        ("?terrein=inloggen", ["Ingelogd"]),
        ("?terrein=team", ["Toegang gestopt"]),
        ("?terrein=werk", ["Contact genoteerd"]),
        ("?terrein=gegevens", []),
        ("?maand=2026-03", ["Contact genoteerd", "Toegang gestopt"]),
        ("?maand=2026-03&terrein=team", ["Toegang gestopt"]),
        ("?maand=2026-02", ["Ingelogd"]),
        # What cannot be chosen is no choice.
        ("?terrein=alles&maand=1066-13", ["Contact genoteerd", "Toegang gestopt", "Ingelogd"]),
    ],
)
def test_choosing(wereld: Wereld, query: str, found: list[str]) -> None:
    for handeling, op in (
        ("ingelogd", datetime(2026, 2, 28, 22, 59, tzinfo=UTC)),
        # Midnight in the Netherlands.
        ("lid_gestopt", datetime(2026, 2, 28, 23, 0, tzinfo=UTC)),
        ("contact_genoteerd", datetime(2026, 3, 31, 21, 59, tzinfo=UTC)),
    ):
        record_for_each(handeling, wereld.joost, organisaties=[wereld.de_brink.pk], door_id=None)
        AuditRegel.objects.filter(handeling=handeling).update(op=op)
    assert [one[0] for one in lines(wereld.client(wereld.beatrix), query)] == found


# --- How much it asks ---
def test_page_after_page_each_row_once_and_as_many_queries_for_one_as_for_fifty(
    wereld: Wereld,
) -> None:
    client = wereld.client(wereld.beatrix)
    asked = []
    for number in (1, 119):
        for _row in range(number):
            record_account("ingelogd", wereld.samira.gebruiker, by=wereld.samira.gebruiker)
        client.get("/logboek/")
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/logboek/?terrein=inloggen")
        asked.append(len(queries))
    assert asked[0] == asked[1]
    seen = []
    while True:
        found = page.context["logboek"]
        seen += [one.op for one in found.regels]
        if found.next is None:
            break
        page = client.get("/logboek/", {"terrein": "inloggen", "na": found.next})
    assert len(seen) == len(set(seen)) == 120


# --- Every action has its words ---
def recorded() -> Iterator[str]:
    """Every `handeling` in the code, found where one is given to a function that records."""
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                yield from (text for value in _given(node) for text in _texts(value))


def _given(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name.lstrip("_").startswith("record"):
            # In the administration it is the fourth: self.record(request, obj, form, "…").
            yield from node.args[:1] if isinstance(node.func, ast.Name) else node.args[3:]
        yield from (word.value for word in node.keywords if word.arg == "handeling")
    elif isinstance(node, ast.Assign):
        names = {getattr(target, "id", "") for target in node.targets}
        if "handeling" in names:
            yield node.value
    elif isinstance(node, ast.arguments):
        every = [*node.args, *node.kwonlyargs]
        defaults = [*[None] * (len(node.args) - len(node.defaults)), *node.defaults]
        for argument, default in zip(every, [*defaults, *node.kw_defaults], strict=True):
            if argument.arg == "handeling" and default is not None:
                yield default


def _texts(value: ast.expr) -> Iterator[str]:
    for part in (value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value
        elif isinstance(part, ast.JoinedStr):
            yield str(getattr(part.values[-1], "value", ""))


def test_every_action_in_the_code_has_its_words() -> None:
    found = set(recorded())
    # One for each column of a row that is corrected; the page says which.
    assert "_gewijzigd" in found
    assert {"beheer_gemaakt", "signaal_beantwoord", "sessie_beeindigd", "ingelogd"} <= found
    assert found - {"_gewijzigd"} - set(handelingen()) == set()
    assert [one for one in handelingen().values() if not str(one.tekst)[0].isupper()] == []


def test_no_words_are_left_of_what_is_no_longer_done() -> None:
    every = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    code = "".join(path.read_text() for path in every if path.name != "handelingen.py")
    assert {name for name in handelingen() if f'"{name}"' not in code} == FORMER


def test_a_chosen_term_is_said_in_words(wereld: Wereld) -> None:
    choose_terms(by=wereld.beatrix, jaren={"contacten": 1})
    said = "De woorden bij een contact: van 2 jaar naar 1 jaar"
    assert (said, "Beatrix Hof") in [
        (how, who) for _what, how, who, _whose in lines(wereld.client(wereld.beatrix))
    ]


def test_who_looked_is_named_once(wereld: Wereld) -> None:
    client = wereld.client(wereld.beatrix)
    client.post("/inzage/", {"naam": "Niemandsen", "doe": "zoek"})
    row = client.get("/logboek/").text.split('class="rijen logboek"')[1].split("</li>")[0]
    assert row.count("Beatrix Hof") == 1
