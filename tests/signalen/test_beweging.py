"""What went from line to line, and what else an account counts of plans, patterns and letters."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from initiatieven.actions.terugkoppeling import tell_back as tell_initiatief
from initiatieven.models import Bericht, Initiatief
from signalen.models import Antwoord, NotitieInitiatief, Signaal
from signalen.queries.beweging import Beweging, furthest, movement, sent_notes
from signalen.queries.geteld import Geteld, counted
from tests.initiatieven.voorbeeld import make_initiatief
from tests.keten import (
    make_antwoorden,
    make_bron,
    make_complete_concept,
    make_concept,
    make_contact,
    make_interpreted_signaal,
    make_sent_notitie,
    make_signaal,
    make_verband,
    telling,
)
from tests.wereld import Wereld
from wijken.bewaarregels import start_of
from wijken.models import Contactmoment, Lidmaatschap
from wijken.queries.gebied import pks_within
from wijken.queries.tijdvak import Tijdvak, last_whole_quarter

LINES = {"v": "verbinden", "o": "overbruggen", "k": "koppelen"}


def lines(said: str) -> dict[str, Any]:
    """The lines of a record, by their first letters."""
    return {"lijnen": [LINES[one] for one in said], "lijn_waarom": "koffie" if said else ""}


@pytest.fixture
def tijdvak() -> Tijdvak:
    """A period that is over."""
    return last_whole_quarter()


def contact(wereld: Wereld, said: str, days_ago: int = 500) -> Contactmoment:
    op = timezone.now() - timedelta(days=days_ago)
    return make_contact(wereld.samira, wereld.klaverveld, op=op, **lines(said))


def moved(lid: Lidmaatschap, gebieden: list[int] | None, tijdvak: Tijdvak) -> dict[str, int]:
    """How many went which way, by the first letters of the lines."""
    sent = sent_notes(lid, gebieden, since=tijdvak.before.begin)
    found = movement(lid, gebieden, tijdvak, sent)
    return {
        f"{van[0]}{naar[0]}": sum(kinds.values()) for (van, naar), kinds in found.stappen.items()
    }


def test_the_furthest_line_counts() -> None:
    assert furthest(["koppelen", "verbinden"]) == "koppelen"
    assert furthest(["verbinden", "overbruggen"]) == "overbruggen"
    assert furthest([]) == ""
    assert Beweging({}).verder == 0


@pytest.mark.parametrize(
    ("contacts", "own", "way"),
    [
        (["v"], "o", {"vo": 1}),
        (["v"], "vk", {"vk": 1}),
        (["vo"], "o", {"oo": 1}),
        (["k"], "v", {"kv": 1}),
        # The oldest that has a line; what came later is what it grew by.
        (["", "v", "k", "o"], "k", {"vk": 1}),
        ([""], "o", {}),
        ([], "o", {}),
        (["v"], "", {}),
    ],
)
def test_a_signal_comes_of_its_oldest_contact(
    wereld: Wereld, tijdvak: Tijdvak, contacts: list[str], own: str, way: dict[str, int]
) -> None:
    heard = [contact(wereld, said, 500 - day) for day, said in enumerate(contacts)]
    signaal = make_signaal(wereld.samira, wereld.klaverveld, heard[::-1], **lines(own))
    Signaal.objects.filter(pk=signaal.pk).update(op=start_of(tijdvak.begin))
    assert moved(wereld.joost, None, tijdvak) == way
    assert moved(wereld.joost, pks_within(wereld.weide), tijdvak) == way
    assert moved(wereld.joost, pks_within(wereld.oude_haven), tijdvak) == {}
    assert moved(wereld.joost, None, tijdvak.before) == {}
    assert moved(wereld.ruben, None, tijdvak) == {}


def test_every_kind_of_record_moves(wereld: Wereld, tijdvak: Tijdvak) -> None:
    moment = start_of(tijdvak.end)
    began = contact(wereld, "v")
    plan = make_initiatief(wereld.de_brink, wereld.klaverveld)
    Initiatief.objects.filter(pk=plan.pk).update(
        contact=began, lijnen=["overbruggen"], ingediend_op=moment
    )
    bron = make_bron(wereld.samira, wereld.klaverveld)
    sinds = tijdvak.begin
    make_verband(bron, "de school", wereld.samira, contact=began, lijn="koppelen", sinds=sinds)
    # A year before, so that only the note is of this period.
    signaal = make_interpreted_signaal(wereld.samira, wereld.klaverveld, **lines("o"))
    Signaal.objects.filter(pk=signaal.pk).update(op=moment - timedelta(days=400))
    notitie = make_concept(wereld.samira, wereld.gemeente, signaal)
    notitie = make_sent_notitie(make_complete_concept(notitie, wereld.samira), wereld.marijke)
    type(notitie).objects.filter(pk=notitie.pk).update(verzonden_op=moment, lijnen=["koppelen"])
    NotitieInitiatief.objects.create(organisatie=wereld.de_brink, notitie=notitie, initiatief=plan)
    assert moved(wereld.samira, None, tijdvak) == {"vo": 1, "vk": 1, "ok": 1}
    assert moved(wereld.samira, pks_within(wereld.weide), tijdvak) == {"vo": 1, "vk": 1, "ok": 1}
    # The last moment of a period is still of it.
    assert moved(wereld.samira, None, tijdvak.before) == {}


# --- Counted ---
def counts(lid: Lidmaatschap, tijdvak: Tijdvak, gebieden: list[int] | None = None) -> Geteld:
    sent = sent_notes(lid, gebieden, since=tijdvak.before.begin)
    return counted(lid, gebieden, tijdvak, sent)


def answer(plan: Initiatief, by: Lidmaatschap, staat: str, days: int, tijdvak: Tijdvak) -> None:
    """What a resident was told, this number of days after a period began."""
    Bericht.objects.create(
        organisatie=plan.organisatie,
        initiatief=plan,
        tekst="Zo staat het.",
        staat=staat,
        door=by,
        op=start_of(tijdvak.begin) + timedelta(days=days),
    )


def test_how_a_plan_stood_at_the_end_of_a_period(wereld: Wereld, tijdvak: Tijdvak) -> None:
    plan, other = (make_initiatief(wereld.de_brink, wereld.klaverveld) for _ in range(2))
    Initiatief.objects.filter(pk=plan.pk).update(ingediend_op=start_of(tijdvak.before.begin))
    Initiatief.objects.filter(pk=other.pk).update(
        ingediend_op=start_of(tijdvak.begin), staat="gelukt"
    )
    answer(plan, wereld.samira, "loopt", 5, tijdvak.before)
    answer(plan, wereld.samira, "gestopt", 200, tijdvak)
    answer(other, wereld.samira, "loopt", 3, tijdvak)
    answer(other, wereld.samira, "gelukt", 30, tijdvak)
    # Words after the ending.
    answer(other, wereld.samira, "gelukt", 40, tijdvak)
    then, now = counts(wereld.joost, tijdvak.before), counts(wereld.joost, tijdvak)
    assert [(one.ingediend, one.lopend, dict(one.afgelopen)) for one in (then, now)] == [
        (1, 1, {}),
        (1, 1, {"gelukt": 1}),
    ]
    assert counts(wereld.ruben, tijdvak).ingediend == 0
    assert counts(wereld.joost, tijdvak, pks_within(wereld.oude_haven)).ingediend == 0


def test_a_question_waits_until_it_is_answered(wereld: Wereld, tijdvak: Tijdvak) -> None:
    signaal = make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    notitie = make_concept(wereld.samira, wereld.gemeente, signaal)
    notitie = make_sent_notitie(make_complete_concept(notitie, wereld.samira), wereld.marijke)
    sent = start_of(tijdvak.before.begin) + timedelta(days=3)
    type(notitie).objects.filter(pk=notitie.pk).update(verzonden_op=sent)

    def found(period: Tijdvak) -> tuple[int, int, int, int]:
        one = counts(wereld.samira, period)
        return one.verzonden, one.gevraagd, sum(one.antwoorden.values()), one.onbeantwoord

    assert [found(tijdvak.before), found(tijdvak)] == [(1, 1, 0, 1), (0, 0, 0, 1)]
    make_antwoorden(notitie, wereld.anneke)
    Antwoord.objects.update(op=start_of(tijdvak.begin))
    assert [found(tijdvak.before), found(tijdvak)] == [(1, 1, 0, 1), (0, 0, 1, 0)]
    Antwoord.objects.update(op=start_of(tijdvak.after))
    assert [found(tijdvak.before), found(tijdvak)] == [(1, 1, 0, 1), (0, 0, 0, 1)]


def test_what_was_told_back_is_counted(wereld: Wereld) -> None:
    today = timezone.localdate()
    now = Tijdvak(today.year, (today.month + 2) // 3)
    plan = make_initiatief(wereld.de_brink, wereld.klaverveld, staat="gelukt")
    tell_initiatief(
        initiatief=plan, by=wereld.samira, sleutel=plan.sleutel, content=telling(op=today)
    )
    assert (counts(wereld.joost, now).verteld_initiatieven, now.loopt) == (1, True)
    assert counts(wereld.joost, now.before).verteld_initiatieven == 0
