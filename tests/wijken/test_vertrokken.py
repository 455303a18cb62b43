"""Accounts of people who left: emptied after a month or at once, and never somebody else's."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import authenticate
from django.db import transaction
from django.utils import timezone

from opbouw.lib.jobs.mail import queue_mail
from opbouw.lib.writing.transitions import Refused
from tests import keten
from tests.canary import mails_with, tables_with
from tests.personas import WACHTWOORD
from tests.wereld import Wereld
from wijken.actions.lid import bring_back, stop_member
from wijken.actions.uitnodiging import accept_new, invite
from wijken.actions.vertrokken import empty_at_once, empty_left_accounts
from wijken.models import Gebruiker, Lidmaatschap, Rol, Sessie, Uitnodiging

MONTH = timedelta(days=30)


def leave_traces(wereld: Wereld) -> None:
    """Everything that an account gathers."""
    gebruiker = wereld.samira.gebruiker
    EmailAddress.objects.create(user=gebruiker, email=gebruiker.email, verified=True, primary=True)
    Authenticator.objects.create(user=gebruiker, type="totp", data={"secret": "x"})
    SocialAccount.objects.create(user=gebruiker, provider="organisatie", uid=gebruiker.email)
    wereld.client(wereld.samira).get("/vandaag/")
    keten.make_contact(wereld.samira, wereld.klaverveld, tekst="Koffie.")
    invite(by=wereld_coordinator_elsewhere(wereld), naam=gebruiker.naam, **ADDRESS)
    with transaction.atomic():
        queue_mail("account", aan=gebruiker.email, onderwerp="x", context={"alineas": []})


ADDRESS: dict[str, Any] = {"email": "samira@voorbeeld.nl", "rol": "opbouwwerker", "gebieden": []}


def wereld_coordinator_elsewhere(wereld: Wereld) -> Lidmaatschap:
    """Ruben, who may invite for his own organisation."""
    wereld.ruben.rol = Rol.COORDINATOR
    wereld.ruben.save()
    return wereld.ruben


def is_empty(lid: Lidmaatschap) -> bool:
    gebruiker = Gebruiker.objects.get(pk=lid.gebruiker_id)
    return gebruiker.leeggemaakt_op is not None


def test_nothing_leads_to_the_person_any_more(wereld: Wereld) -> None:
    leave_traces(wereld)
    name, address = wereld.samira.gebruiker.naam, wereld.samira.gebruiker.email
    assert {"wijken_gebruiker", "account_emailaddress"} <= set(tables_with(address))
    stop_member(lid=wereld.samira, by=wereld.marijke)
    now = timezone.now()
    assert empty_left_accounts(now=now + MONTH - timedelta(minutes=5)) == 0
    mark = keten.mark()
    assert empty_left_accounts(now=now + MONTH) == 1
    assert empty_left_accounts(now=now + MONTH) == 0
    assert [tables_with(word) for word in (name, address, "Bennani")] == [[], [], []]
    assert mails_with(address) == 0
    gebruiker = Gebruiker.objects.get(pk=wereld.samira.gebruiker_id)
    assert (gebruiker.naam, gebruiker.is_active, gebruiker.has_usable_password()) == (
        "Oud-collega",
        False,
        False,
    )
    for model in (EmailAddress, Authenticator, SocialAccount):
        assert not model.objects.filter(user=gebruiker).exists()
    assert not Sessie.objects.filter(gebruiker=gebruiker).exists()
    assert not Uitnodiging.objects.exists()
    assert authenticate(email=address, password=WACHTWOORD) is None
    assert keten.trail(mark) == [("account_leeggemaakt", "wijken.gebruiker", 0, "", "")]


def test_what_they_wrote_stays_under_another_name(wereld: Wereld) -> None:
    contact = keten.make_contact(wereld.samira, wereld.klaverveld, tekst="Koffie.")
    stop_member(lid=wereld.samira, by=wereld.marijke)
    empty_left_accounts(now=timezone.now() + MONTH)
    page = wereld.client(wereld.joost).get(f"/contacten/{contact.pk}/").text
    assert ["Oud-collega" in page, "Koffie." in page, "Samira" in page] == [True, True, False]


def test_sessions_end_when_somebody_stops(wereld: Wereld) -> None:
    client = wereld.client(wereld.samira)
    assert client.get("/vandaag/").status_code == 200
    assert Sessie.objects.filter(gebruiker=wereld.samira.gebruiker).exists()
    stop_member(lid=wereld.samira, by=wereld.marijke)
    assert not Sessie.objects.filter(gebruiker=wereld.samira.gebruiker).exists()
    assert "/accounts/login/" in client.get("/accounts/password/change/").headers["Location"]


def test_who_works_elsewhere_too_stays_in(wereld: Wereld) -> None:
    Lidmaatschap.objects.create(
        gebruiker=wereld.samira.gebruiker, organisatie=wereld.overkant, rol=Rol.OPBOUWWERKER
    )
    client = wereld.client(wereld.samira)
    client.get("/vandaag/")
    stop_member(lid=wereld.samira, by=wereld.beatrix)
    assert client.get("/vandaag/").status_code == 200
    assert empty_left_accounts(now=timezone.now() + 10 * MONTH) == 0
    with pytest.raises(Refused, match="kan nu niet leeg"):
        empty_at_once(lid=wereld.samira, by=wereld.beatrix)
    assert not is_empty(wereld.samira)


def test_who_stopped_elsewhere_last_week_stays_too(wereld: Wereld) -> None:
    Lidmaatschap.objects.create(
        gebruiker=wereld.samira.gebruiker,
        organisatie=wereld.overkant,
        rol=Rol.OPBOUWWERKER,
        actief=False,
        gestopt_op=timezone.now() + MONTH - timedelta(days=7),
    )
    stop_member(lid=wereld.samira, by=wereld.marijke)
    assert empty_left_accounts(now=timezone.now() + MONTH) == 0


def test_the_administration_is_never_emptied(wereld: Wereld) -> None:
    gebruiker = wereld.samira.gebruiker
    gebruiker.is_superuser = gebruiker.is_staff = True
    gebruiker.save()
    stop_member(lid=wereld.samira, by=wereld.beatrix)
    assert empty_left_accounts(now=timezone.now() + MONTH) == 0
    with pytest.raises(Refused):
        empty_at_once(lid=wereld.samira, by=wereld.beatrix)


def test_a_stop_without_a_day_begins_when_it_is_seen(wereld: Wereld) -> None:
    Lidmaatschap.objects.filter(pk=wereld.samira.pk).update(actief=False)
    now = timezone.now()
    assert empty_left_accounts(now=now) == 0
    assert empty_left_accounts(now=now + MONTH) == 1


def test_who_came_back_is_kept_and_an_emptied_account_is_invited_anew(wereld: Wereld) -> None:
    stop_member(lid=wereld.samira, by=wereld.marijke)
    bring_back(lid=wereld.samira, by=wereld.marijke)
    assert empty_left_accounts(now=timezone.now() + MONTH) == 0
    stop_member(lid=wereld.samira, by=wereld.marijke)
    empty_left_accounts(now=timezone.now() + MONTH)
    with pytest.raises(Refused, match="opnieuw uit"):
        bring_back(lid=wereld.samira, by=wereld.marijke)
    uitnodiging, _new = invite(by=wereld.marijke, naam="Samira", **ADDRESS)
    again = accept_new(uitnodiging=uitnodiging, naam="Samira Bennani", password=None)
    assert again.gebruiker_id != wereld.samira.gebruiker_id


@pytest.mark.django_db(transaction=True)
def test_emptying_and_bringing_back_at_one_moment_are_one_of_the_two(wereld: Wereld) -> None:
    wereld.bring("samira", "marijke")
    for _round in range(5):
        stop_member(lid=wereld.samira, by=wereld.marijke)
        later = timezone.now() + MONTH
        emptied, back = keten.at_once(
            partial(empty_left_accounts, now=later),
            lambda: bring_back(lid=wereld.samira, by=wereld.marijke),
        )
        lid = Lidmaatschap.objects.get(pk=wereld.samira.pk)
        assert lid.actief is not is_empty(lid)
        assert (emptied == 1) is isinstance(back, Refused)
        if emptied == 1:
            break


@pytest.mark.parametrize(
    ("wie", "status"), [("beatrix", 200), ("marijke", 404), ("joost", 404), ("ruben", 404)]
)
def test_the_beheerder_may_do_it_at_once(wereld: Wereld, wie: str, status: int) -> None:
    stop_member(lid=wereld.samira, by=wereld.marijke)
    path, client = f"/team/{wereld.samira.pk}/leegmaken/", wereld.client(wereld.lid(wie))
    assert client.get(path).status_code == status
    assert client.post(path).status_code == (302 if status == 200 else 404)
    assert is_empty(wereld.samira) is (status == 200)
    # Whoever is gone cannot be brought back, so the team page names nobody.
    if status == 200:
        page = client.get("/team/").text
        assert ["Samira" in page, "Oud-collega" in page] == [False, False]


def test_a_colleague_who_works_here_is_not_emptied(wereld: Wereld) -> None:
    with pytest.raises(Refused, match="Stop eerst"):
        empty_at_once(lid=wereld.samira, by=wereld.beatrix)


def test_stopping_says_what_happens_and_until_when(wereld: Wereld) -> None:
    client = wereld.client(wereld.beatrix)
    said = client.get(f"/team/{wereld.samira.pk}/").text
    assert "Na 30 dagen wissen we naam, adres en inlog, als" in said
    stop_member(lid=wereld.samira, by=wereld.beatrix)
    assert "maken we dit account leeg" in client.get("/team/").text


def test_the_team_page_promises_only_what_happens(wereld: Wereld) -> None:
    Lidmaatschap.objects.create(
        gebruiker=wereld.samira.gebruiker, organisatie=wereld.overkant, rol=Rol.OPBOUWWERKER
    )
    for lid in (wereld.samira, wereld.joost):
        stop_member(lid=lid, by=wereld.beatrix)
    page = wereld.client(wereld.beatrix).get("/team/").text
    # Of the one who works elsewhere too, the day is unknown and the button would be refused.
    assert page.count("maken we dit account leeg") == 1
    assert f"/team/{wereld.joost.pk}/leegmaken/" in page
    assert f"/team/{wereld.samira.pk}/leegmaken/" not in page
    assert page.count("Laat weer meedoen") == 2
