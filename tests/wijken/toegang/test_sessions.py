"""Sessions: where somebody is logged in, who ends which, and when they end by themselves."""

import re
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from opbouw.lib.models import AuditRegel, Mail
from signalen.models import Verhaal
from tests.personas import WACHTWOORD
from tests.wereld import Wereld
from tests.wijken.toegang.factor import app_code, give_factor, prove
from tests.wijken.toegang.test_returned import form_of
from wijken.models import Gebruiker, Sessie
from wijken.toegang.user_agent import in_words

ANDROID = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"
SAMIRA = {"login": "samira@voorbeeld.nl", "password": WACHTWOORD}
ENDING = "/accounts/sessies/beeindigen/"


def is_in(client: Client) -> bool:
    """Whether this browser is still logged in, as its next page tells."""
    return client.get("/accounts/logout/").status_code == 200


def checked(client: Client) -> Client:
    """The same browser, which has just shown whose it is."""
    client.post("/accounts/reauthenticate/", {"password": WACHTWOORD})
    return client


def turn_clock(monkeypatch: pytest.MonkeyPatch, later: timedelta) -> None:
    """Let so much time pass for the sessions."""
    now = timezone.now() + later
    monkeypatch.setattr("wijken.toegang.sessions.timezone", SimpleNamespace(now=lambda: now))


def seen(client: Client) -> datetime:
    """When this browser was seen last, as its row says."""
    return Sessie.objects.get(pk=client.session.session_key).gezien_op


# --- The list ---
@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (ANDROID, "Chrome op Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1", "Safari op iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge op Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Firefox/133.0", "Firefox op Linux"),
        ("curl/8.0 <script>", ""),
    ],
)
def test_a_device_in_plain_words(user_agent: str, words: str) -> None:
    assert in_words(user_agent) == words


def test_the_page_lists_own_devices_and_ends_one(wereld: Wereld) -> None:
    wereld.bring("samira", "joost")
    phone, desk = Client(headers={"User-Agent": ANDROID}), checked(wereld.client(wereld.samira))
    phone.post("/accounts/login/", SAMIRA)
    stranger = checked(wereld.client(wereld.joost))
    page = desk.get("/accounts/sessies/")
    assert "Chrome op Android" in page.text
    assert page.text.count('name="merk"') == 1
    assert {phone.session.session_key, desk.session.session_key} & set(
        page.text.split('"')
    ) == set()
    [other] = [row for row, here in page.context["sessies"] if not here]
    # Who is not its owner neither sees nor ends it.
    assert "Android" not in stranger.get("/accounts/sessies/").text
    stranger.post(ENDING, {"merk": other.merk})
    assert is_in(phone)
    desk.post(ENDING, {"merk": other.merk})
    assert not is_in(phone)
    assert is_in(desk)
    assert is_in(stranger)
    assert "sessie_beeindigd" in AuditRegel.objects.values_list("handeling", flat=True)


def test_all_others_end_and_no_one_elses(wereld: Wereld) -> None:
    here, stranger = checked(wereld.client(wereld.samira)), wereld.client(wereld.joost)
    others = [wereld.client(wereld.samira) for _ in range(3)]
    here.post(ENDING, {"alle": "1"})
    assert [is_in(client) for client in others] == [False] * 3
    assert is_in(here)
    assert is_in(stranger)
    row = AuditRegel.objects.get(handeling="sessies_beeindigd")
    assert (row.naar, row.organisatie_id) == ("3", wereld.samira.organisatie_id)


def test_a_session_that_ended_does_not_come_back_when_its_page_is_saved(wereld: Wereld) -> None:
    client, other = checked(wereld.client(wereld.samira)), wereld.client(wereld.samira)
    session = other.session
    session["iets"] = 1
    client.post(ENDING, {"alle": "1"})
    with pytest.raises(UpdateError):
        session.save()
    assert Sessie.objects.filter(gebruiker=wereld.samira.gebruiker).count() == 1


def test_the_list_costs_as_much_with_thirty(
    wereld: Wereld, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = checked(wereld.client(wereld.samira))
    client.get("/accounts/sessies/")
    with django_assert_num_queries(7) as one:
        client.get("/accounts/sessies/")
    for _ in range(30):
        wereld.client(wereld.samira)
    with django_assert_num_queries(len(one)):
        client.get("/accounts/sessies/")


def test_listing_and_ending_ask_first_who_it_is(wereld: Wereld) -> None:
    here, other = wereld.client(wereld.samira), wereld.client(wereld.samira)
    assert here.get("/accounts/sessies/")["Location"].startswith("/accounts/reauthenticate/")
    assert here.post(ENDING, {"alle": "1"})["Location"] == "/accounts/sessies/"
    assert is_in(other)


@pytest.mark.parametrize("who", [["samira@voorbeeld.nl"], ["--alle"]])
def test_the_machine_ends_sessions(wereld: Wereld, who: list[str]) -> None:
    samira, joost = wereld.client(wereld.samira), wereld.client(wereld.joost)
    call_command("sessies_beeindigen", *who)
    assert (is_in(samira), is_in(joost)) == (False, who != ["--alle"])
    rows = AuditRegel.objects.filter(handeling="sessies_beeindigd")
    assert {row.door for row in rows} == {None}
    with pytest.raises(CommandError):
        call_command("sessies_beeindigen", "niemand@voorbeeld.nl")


# --- Ended by a change ---
@pytest.mark.django_db(transaction=True)
def test_setting_up_a_factor_ends_the_other_sessions(wereld: Wereld) -> None:
    here, other = wereld.client(wereld.samira), wereld.client(wereld.samira)
    here.post("/accounts/reauthenticate/", {"password": WACHTWOORD})
    secret = here.get("/accounts/2fa/totp/activate/").context["form"].secret
    here.post("/accounts/2fa/totp/activate/", {"code": app_code(secret)})
    assert is_in(here)
    assert not is_in(other)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["totp/deactivate/", "recovery-codes/generate/"])
def test_removing_a_factor_or_making_new_codes_ends_the_other_sessions(
    wereld: Wereld, path: str
) -> None:
    codes = give_factor(wereld.samira.gebruiker)
    here, other = wereld.client(wereld.samira), wereld.client(wereld.samira)
    prove(here, codes[0])
    prove(other, codes[1])
    assert here.post(f"/accounts/2fa/{path}").status_code == 302
    assert is_in(here)
    assert not is_in(other)


def test_changing_the_password_ends_the_other_sessions(wereld: Wereld) -> None:
    here, other = wereld.client(wereld.samira), wereld.client(wereld.samira)
    new = "een heel nieuwe zin over de buurt"
    form = {"oldpassword": WACHTWOORD, "password1": new, "password2": new}
    assert here.post("/accounts/password/change/", form).status_code == 302
    assert is_in(here)
    assert not Sessie.objects.filter(pk=other.session.session_key or "").exists()
    assert not is_in(other)


def test_a_password_reset_by_mail_ends_every_session(wereld: Wereld) -> None:
    other = wereld.client(wereld.samira)
    visitor = wereld.anonymous
    visitor.post("/accounts/password/reset/", {"email": "samira@voorbeeld.nl"})
    found = re.search(r"/accounts/password/reset/key/\S+", Mail.objects.get().tekst)
    assert found
    page = visitor.get(found[0], follow=True).redirect_chain[-1][0]
    new = "een heel nieuwe zin over de buurt"
    visitor.post(page, {"password1": new, "password2": new})
    assert not Sessie.objects.filter(gebruiker=wereld.samira.gebruiker).exists()
    assert not is_in(other)


@pytest.mark.parametrize("how", ["password", "factor"])
def test_proving_it_anew_gives_the_session_a_new_key_and_no_new_time(
    wereld: Wereld, how: str
) -> None:
    client = wereld.client(wereld.samira)
    old = Sessie.objects.get(pk=client.session.session_key)
    if how == "password":
        client.post("/accounts/reauthenticate/", {"password": WACHTWOORD})
    else:
        prove(client, give_factor(wereld.samira.gebruiker)[0])
    assert is_in(client)
    assert client.session.session_key != old.pk
    new = Sessie.objects.get(gebruiker=wereld.samira.gebruiker)
    assert new.begonnen_op == old.begonnen_op


# --- Ended by time ---
@pytest.mark.parametrize(
    ("staff", "later", "still_in"),
    [
        (False, timedelta(hours=71), True),
        (False, timedelta(hours=73), False),
        (True, timedelta(minutes=59), True),
        (True, timedelta(minutes=61), False),
    ],
)
def test_a_session_ends_unseen(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch, staff: bool, later: timedelta, still_in: bool
) -> None:
    Gebruiker.objects.filter(pk=wereld.samira.gebruiker_id).update(is_staff=staff)
    client = wereld.client(wereld.samira)
    turn_clock(monkeypatch, later)
    assert is_in(client) is still_in
    assert Sessie.objects.filter(gebruiker=wereld.samira.gebruiker).exists() is still_in


@pytest.mark.parametrize(
    ("staff", "every", "turns"),
    [(False, timedelta(hours=25), 13), (True, timedelta(minutes=50), 14)],
)
def test_a_session_in_use_ends_too(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch, staff: bool, every: timedelta, turns: int
) -> None:
    Gebruiker.objects.filter(pk=wereld.samira.gebruiker_id).update(is_staff=staff)
    client = wereld.client(wereld.samira)
    for turn in range(1, turns + 1):
        turn_clock(monkeypatch, every * turn)
        assert is_in(client), turn
    turn_clock(monkeypatch, every * (turns + 1))
    assert not is_in(client)


def test_the_limits_are_settings(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.SESSION_UNSEEN_HOURS = 1
    client = wereld.client(wereld.samira)
    turn_clock(monkeypatch, timedelta(minutes=61))
    assert not is_in(client)


def test_text_typed_in_a_session_past_its_limit_comes_back(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = wereld.client(wereld.joost)
    form = form_of(client, wereld.kade)
    turn_clock(monkeypatch, timedelta(hours=73))
    page = client.post("/verhalen/nieuw/", form)
    assert (page.status_code, Verhaal.objects.count()) == (403, 0)
    assert "koken om de beurt" in page.text


def test_being_seen_is_written_once_in_five_minutes(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = wereld.client(wereld.samira)
    first = seen(client)
    turn_clock(monkeypatch, timedelta(minutes=4))
    client.get("/team/")
    assert seen(client) == first
    turn_clock(monkeypatch, timedelta(minutes=6))
    client.get("/team/")
    assert seen(client) > first


def test_a_new_login_begins_anew(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    wereld.bring("samira")
    client = wereld.anonymous
    client.post("/accounts/login/", SAMIRA)
    turn_clock(monkeypatch, timedelta(days=20))
    assert not is_in(client)
    client.post("/accounts/login/", SAMIRA)
    assert is_in(client)


def test_sessions_that_ended_are_removed_each_night(wereld: Wereld) -> None:
    old, unseen, live = (wereld.client(wereld.samira) for _ in range(3))
    now = timezone.now()
    rows = Sessie.objects.filter(gebruiker=wereld.samira.gebruiker)
    rows.filter(pk=old.session.session_key).update(expire_date=now - timedelta(hours=1))
    rows.filter(pk=unseen.session.session_key).update(gezien_op=now - timedelta(hours=73))
    call_command("clearsessions")
    assert [row.pk for row in Sessie.objects.all()] == [live.session.session_key]
