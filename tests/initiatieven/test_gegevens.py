"""Whoever holds the secret link takes their own details back, at once and by themselves."""

import uuid
from functools import partial

import pytest
from django.db import connection

from initiatieven.actions.bericht import reply
from initiatieven.actions.indiener import forget_details
from initiatieven.models import Indiener, Initiatief
from initiatieven.queries.volglink import token_of
from opbouw.lib.jobs import outbox
from opbouw.lib.models import JobStaat, Mail
from tests import keten
from tests.canary import mails_with
from tests.initiatieven.voorbeeld import ELS, make_initiatief
from tests.wereld import Wereld


@pytest.fixture
def initiatief(wereld: Wereld) -> Initiatief:
    return make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)


def test_the_page_offers_it_and_asks_once_more(wereld: Wereld, initiatief: Initiatief) -> None:
    path = f"/volg/{token_of(initiatief)}/"
    assert f"{path}gegevens/" in wereld.anonymous.get(path).text
    page = wereld.anonymous.get(f"{path}gegevens/")
    assert (page.status_code, "no-store" in page.headers["Cache-Control"]) == (200, True)
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "Els" not in page.text
    assert Indiener.objects.count() == 1


def test_one_press_takes_details_and_waiting_mail_away(
    wereld: Wereld, initiatief: Initiatief
) -> None:
    other = make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)
    path = f"/volg/{token_of(initiatief)}/"
    assert mails_with(initiatief.kenmerk) == 1
    mark = keten.mark()
    back = wereld.anonymous.post(f"{path}gegevens/")
    assert (back.status_code, back.headers["Location"]) == (302, f"{path}#gegevens")
    assert list(Indiener.objects.values_list("initiatief", flat=True)) == [other.pk]
    # The same address with another plan still gets its mail.
    assert (mails_with(initiatief.kenmerk), mails_with(other.kenmerk)) == (0, 1)
    kind = ("contactgegevens_weggehaald", "initiatieven.initiatief", 0, "", "")
    assert keten.trail(mark) == [kind]
    page = wereld.anonymous.get(path)
    assert (page.status_code, initiatief.titel in page.text) == (200, True)
    assert "We hebben geen naam, adres of nummer van je." in page.text
    # Nothing is sent any more.
    reply(initiatief=initiatief, by=wereld.samira, sleutel=uuid.uuid4(), tekst="Leuk!")
    assert mails_with(initiatief.kenmerk) == 0


def test_twice_is_once_and_without_details_there_is_nothing_to_ask(
    wereld: Wereld, initiatief: Initiatief
) -> None:
    path = f"/volg/{token_of(initiatief)}/gegevens/"
    wereld.anonymous.post(path)
    mark = keten.mark()
    assert wereld.anonymous.post(path).status_code == 302
    assert keten.trail(mark) == []
    assert "<form" not in wereld.anonymous.get(path).text
    assert wereld.anonymous.post("/volg/een-ander-geheim/gegevens/").status_code == 404


def test_a_mail_that_is_being_sent_is_emptied_and_not_sent_again(initiatief: Initiatief) -> None:
    mail = Mail.objects.get()
    held = outbox.claim(Mail, mail.pk)
    assert held is not None
    forget_details(initiatief=initiatief, by=None)
    assert outbox.finish(held[0]) is False
    mail.refresh_from_db()
    assert (mail.aan, mail.tekst, mail.job_staat) == ("", "", JobStaat.MISLUKT)
    assert outbox.claim(Mail, mail.pk) is None


def test_damaged_details_go_too(wereld: Wereld, initiatief: Initiatief) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE initiatieven_indiener SET email = 'stuk'")
    assert forget_details(initiatief=initiatief, by=wereld.marijke)
    assert not Indiener.objects.exists()


def test_the_public_form_says_what_somebody_may_ask(wereld: Wereld) -> None:
    page = wereld.anonymous.get(f"/meedoen/{wereld.de_brink.slug}/")
    assert "Je mag altijd vragen wat we van je bewaren" in page.text


@pytest.mark.django_db(transaction=True)
def test_news_at_the_same_moment_leaves_no_mail_behind(wereld: Wereld) -> None:
    wereld.bring("samira")
    for _round in range(5):
        initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)
        keten.at_once(
            partial(
                reply,
                initiatief=initiatief,
                by=wereld.samira,
                sleutel=uuid.uuid4(),
                tekst="Leuk!",
            ),
            partial(forget_details, initiatief=initiatief, by=None),
        )
        assert not Indiener.objects.filter(initiatief=initiatief).exists()
        assert mails_with(initiatief.kenmerk) == 0
        assert initiatief.berichten.count() == 1
