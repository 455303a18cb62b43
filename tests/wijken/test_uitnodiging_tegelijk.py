"""Invitations that are answered at the same moment."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from opbouw.lib.models import AuditRegel, Mail
from opbouw.lib.writing.transitions import Refused
from tests.keten import at_once
from tests.wereld import Wereld
from wijken.actions.lid import stop_member
from wijken.actions.uitnodiging import accept_new, invite, withdraw
from wijken.models import Gebruiker, Lidmaatschap, Rol, Uitnodiging

pytestmark = pytest.mark.django_db(transaction=True)

NORA = "nora@voorbeeld.nl"
ZONDER = {"naam": "Nora", "manier": "code"}


def invited(by: Lidmaatschap, rol: Rol = Rol.OPBOUWWERKER) -> str:
    """Invite Nora and return the path of the link."""
    invite(by=by, naam="Nora", email=NORA, rol=rol, gebieden=[])
    found = re.search(r"/uitnodiging/[\w-]+/", Mail.objects.latest("pk").tekst)
    assert found
    return found.group()


def answers(*paths: str) -> list[Any]:
    """Send the form of these links at once, each from a browser of its own."""
    return at_once(*[partial(Client().post, path, ZONDER) for path in paths])


def test_two_organisations_make_one_account(wereld: Wereld) -> None:
    paths = [invited(wereld.marijke), invited(wereld.anneke, Rol.LEZER)]
    found = answers(*paths * 10)
    assert [one for one in found if isinstance(one, Exception)] == []
    statuses = [one.status_code for one in found]
    assert statuses.count(302) == 1
    # Too late, at the same moment, or early enough to be shown the way to the login page.
    assert set(statuses) <= {302, 404, 422, 200}

    nora = Gebruiker.objects.get(email=NORA)
    assert nora.lidmaatschappen.count() == 1
    # The other link still works, for whoever logs in.
    client = Client()
    client.force_login(nora, backend="allauth.account.auth_backends.AuthenticationBackend")
    open_path = paths[1 if nora.lidmaatschappen.get().rol == Rol.OPBOUWWERKER else 0]
    assert client.post(open_path).status_code == 302
    assert sorted(nora.lidmaatschappen.values_list("rol", flat=True)) == ["lezer", "opbouwwerker"]


def test_the_second_is_told_to_log_in(wereld: Wereld) -> None:
    invited(wereld.marijke)
    first = Uitnodiging.objects.get()
    invited(wereld.anneke, Rol.LEZER)
    second = Uitnodiging.objects.exclude(pk=first.pk).get()
    both = [
        partial(accept_new, uitnodiging=one, naam="N", password=None) for one in (first, second)
    ]
    refused = [one for one in at_once(*both) if isinstance(one, Exception)]
    assert [type(error) for error in refused] == [Refused]
    assert "Log daarmee in" in str(refused[0])


def test_one_link_twenty_times_is_one_member(wereld: Wereld) -> None:
    found = answers(*[invited(wereld.marijke)] * 20)
    assert [one for one in found if isinstance(one, Exception)] == []
    assert [one.status_code for one in found].count(302) == 1
    assert Lidmaatschap.objects.filter(gebruiker__email=NORA).count() == 1
    assert AuditRegel.objects.filter(handeling="uitnodiging_aangenomen").count() == 1


def test_withdrawn_while_it_is_accepted_is_one_of_both(wereld: Wereld) -> None:
    path = invited(wereld.marijke)
    uitnodiging = Uitnodiging.objects.get()
    calls: list[Any] = [partial(Client().post, path, ZONDER) for _one in range(5)]
    calls += [partial(withdraw, uitnodiging=uitnodiging, by=wereld.marijke) for _one in range(5)]
    errors = [one for one in at_once(*calls) if isinstance(one, Exception)]
    assert {type(error) for error in errors} <= {Refused}
    uitnodiging.refresh_from_db()
    joined = Lidmaatschap.objects.filter(gebruiker__email=NORA).exists()
    assert joined is (uitnodiging.aanvaard_op is not None)
    assert joined is (uitnodiging.ingetrokken_op is None)


def locked_by(call: Callable[[], object]) -> list[str]:
    """The tables in which this holds rows that the other needs, in its own order."""
    with CaptureQueriesContext(connection) as asked:
        call()
    held = [query["sql"] for query in asked if "FOR UPDATE" in query["sql"]]
    tables = [re.findall(r'FROM "(\w+)"', sql)[0] for sql in held]
    return [table for table in tables if table != "wijken_lidmaatschap"]


def test_accepting_and_stopping_who_invited_hold_rows_in_one_order(wereld: Wereld) -> None:
    """In two orders, each could wait for the other."""
    invited(wereld.marijke)
    first = Uitnodiging.objects.get()
    order = ["wijken_organisatie", "wijken_uitnodiging"]
    assert locked_by(partial(accept_new, uitnodiging=first, naam="N", password=None)) == order
    invite(by=wereld.marijke, naam="O", email="o@voorbeeld.nl", rol=Rol.OPBOUWWERKER, gebieden=[])
    assert locked_by(partial(stop_member, lid=wereld.marijke, by=wereld.beatrix)) == order
