"""Answering a resident, and the table of states."""

import uuid

import pytest
from django.utils import timezone

from initiatieven.actions.bericht import reply
from initiatieven.actions.indiener import keep_until
from initiatieven.models import Bericht, Indiener, Initiatief
from initiatieven.queries.volglink import link_of
from opbouw.lib.models import AuditRegel, Mail
from opbouw.lib.writing.transitions import Refused, TransitionNotAllowedError
from tests.initiatieven.voorbeeld import ELS, make_initiatief
from tests.wereld import Wereld

STATES = ("ingediend", "in_gesprek", "loopt", "gelukt", "afgewezen", "gestopt")
ALLOWED = {
    ("ingediend", "in_gesprek"),
    ("ingediend", "loopt"),
    ("ingediend", "afgewezen"),
    ("ingediend", "gestopt"),
    ("in_gesprek", "loopt"),
    ("in_gesprek", "afgewezen"),
    ("in_gesprek", "gestopt"),
    ("loopt", "gelukt"),
    ("loopt", "gestopt"),
    ("afgewezen", "in_gesprek"),
    ("gestopt", "in_gesprek"),
}


@pytest.mark.parametrize("van", STATES)
@pytest.mark.parametrize("naar", STATES)
def test_each_step_of_the_table(wereld: Wereld, van: str, naar: str) -> None:
    told = timezone.now() if van in {"gelukt", "afgewezen", "gestopt"} else None
    initiatief = make_initiatief(
        wereld.de_brink, wereld.klaverveld, staat=van, teruggekoppeld_op=told
    )
    AuditRegel.objects.all().delete()
    steps: list[tuple[str, str, str]] = []
    if van == naar:
        reply(
            initiatief=initiatief, by=wereld.samira, sleutel=uuid.uuid4(), tekst="Hoi.", naar=naar
        )
        after = (van, told)
    elif (van, naar) in ALLOWED:
        reply(
            initiatief=initiatief, by=wereld.samira, sleutel=uuid.uuid4(), tekst="Hoi.", naar=naar
        )
        after, steps = (naar, None), [("initiatief_staat", van, naar)]
    else:
        with pytest.raises(TransitionNotAllowedError):
            reply(
                initiatief=initiatief,
                by=wereld.samira,
                sleutel=uuid.uuid4(),
                tekst="Hoi.",
                naar=naar,
            )
        after = (van, told)
        assert Bericht.objects.count() == 0
    initiatief.refresh_from_db()
    assert (initiatief.staat, initiatief.teruggekoppeld_op) == after
    rows = AuditRegel.objects.filter(handeling="initiatief_staat")
    assert list(rows.values_list("handeling", "van", "naar")) == steps


def test_the_first_answer_starts_the_conversation(wereld: Wereld) -> None:
    initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld)
    bericht, new = reply(
        initiatief=initiatief, by=wereld.samira, sleutel=uuid.uuid4(), tekst="Leuk!"
    )
    initiatief.refresh_from_db()
    assert new is True
    assert bericht.staat == "in_gesprek"
    assert initiatief.staat == "in_gesprek"


def test_no_step_without_words(wereld: Wereld) -> None:
    initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld)
    with pytest.raises(Refused):
        reply(
            initiatief=initiatief,
            by=wereld.samira,
            sleutel=uuid.uuid4(),
            tekst="",
            naar="afgewezen",
        )


def test_sent_twice_is_one_and_mailed_once(wereld: Wereld) -> None:
    initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)
    Mail.objects.all().delete()
    sleutel = uuid.uuid4()
    made = [
        reply(
            initiatief=initiatief,
            by=wereld.samira,
            sleutel=sleutel,
            tekst="Het mag niet.",
            naar="afgewezen",
        )
        for _n in range(2)
    ]
    assert [(b.pk, new) for b, new in made] == [(made[0][0].pk, True), (made[0][0].pk, False)]
    mail = Mail.objects.get()
    assert mail.aan == "els@example.org"
    assert mail.onderwerp == f"Er is nieuws over je idee ({initiatief.kenmerk})"
    for text in (mail.tekst, mail.html):
        assert str(link_of(initiatief)) in text
        for private in ("Het mag niet", "afgewezen", initiatief.titel, "Els", "Samira"):
            assert private not in text.replace(str(link_of(initiatief)), "")


def test_other_words_under_one_key_are_kept_too(wereld: Wereld) -> None:
    initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld)
    sleutel = uuid.uuid4()
    for tekst in ("Leuk!", "Heel leuk!", "Heel leuk!"):
        reply(initiatief=initiatief, by=wereld.samira, sleutel=sleutel, tekst=tekst, naar="loopt")
    rows = list(Bericht.objects.order_by("pk"))
    assert [(b.tekst, b.staat, b.dubbel_van) for b in rows] == [
        ("Leuk!", "loopt", None),
        ("Heel leuk!", "loopt", rows[0]),
    ]


def test_an_answer_keeps_the_details_longer(wereld: Wereld) -> None:
    initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)
    today = timezone.localdate()
    Indiener.objects.update(bewaren_tot=today)
    reply(initiatief=initiatief, by=wereld.samira, sleutel=uuid.uuid4(), tekst="Leuk!")
    assert Indiener.objects.get().bewaren_tot == keep_until(today)


def test_who_left_nothing_gets_no_mail(wereld: Wereld) -> None:
    initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld)
    reply(initiatief=initiatief, by=wereld.samira, sleutel=uuid.uuid4(), tekst="Leuk!")
    assert Mail.objects.count() == 0


def test_the_audit_names_the_member_and_no_words(wereld: Wereld) -> None:
    initiatief: Initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)
    bericht, _new = reply(
        initiatief=initiatief, by=wereld.samira, sleutel=uuid.uuid4(), tekst="Zonnebloem!"
    )
    rows = AuditRegel.objects.values_list("handeling", "object_id", "door", "van", "naar")
    wie = wereld.samira.gebruiker_id
    assert list(rows) == [
        ("initiatief_ingebracht", initiatief.pk, None, "", "ingediend"),
        ("initiatief_staat", initiatief.pk, wie, "ingediend", "in_gesprek"),
        ("initiatief_bericht", bericht.pk, wie, "", ""),
    ]
