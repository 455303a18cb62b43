"""What is no plan at all is put away without a mail, can come back, and is wiped in time."""

import re
import uuid
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from initiatieven.actions.bericht import reply
from initiatieven.actions.bewonersbericht import write_back
from initiatieven.actions.initiatief import bring_in
from initiatieven.actions.weggelegd import (
    put_away,
    put_message_away,
    recover,
    recover_message,
)
from initiatieven.models import Bewonersbericht, Indiener, Initiatief
from initiatieven.queries.initiatief import written_back
from initiatieven.queries.menu import waiting_initiatieven
from initiatieven.queries.volglink import token_of
from opbouw.lib.writing.transitions import Refused
from opbouw.queries.bewaren import RULES
from tests import keten
from tests.canary import mails_with, tables_with
from tests.initiatieven.voorbeeld import ELS, NIEMAND, make_initiatief
from tests.keten import words
from tests.wereld import Wereld
from wijken.actions.bewaarregels import carry_out

CANARY = "Goedkope zonnepanelen"


@pytest.fixture
def reclame(wereld: Wereld) -> Initiatief:
    return make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS, titel=CANARY)


def shown(wereld: Wereld) -> list[str]:
    """The pages of the team that show it."""
    client = wereld.client(wereld.samira)
    paths = ["/initiatieven/", "/initiatieven/?staat=ingediend", "/vandaag/", "/meer/"]
    return [path for path in paths if CANARY in client.get(path).text]


def test_it_leaves_every_list_and_no_mail_goes(wereld: Wereld, reclame: Initiatief) -> None:
    other = make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)
    assert shown(wereld) == ["/initiatieven/", "/initiatieven/?staat=ingediend", "/vandaag/"]
    assert waiting_initiatieven(wereld.samira) == 2
    mark = keten.mark()
    client = wereld.client(wereld.samira)
    page = client.post(f"/initiatieven/{reclame.pk}/wegleggen/", follow=True)
    assert page.redirect_chain == [("/initiatieven/", 302)]
    assert "/initiatieven/weggelegd/" in page.text
    assert shown(wereld) == []
    assert waiting_initiatieven(wereld.samira) == 1
    assert (mails_with(reclame.kenmerk), mails_with(other.kenmerk)) == (0, 1)
    assert client.get(f"/initiatieven/{reclame.pk}/").status_code == 404
    who = wereld.samira.gebruiker_id
    assert keten.trail(mark) == [("initiatief_weggelegd", "initiatieven.initiatief", who, "", "")]
    reclame.refresh_from_db()
    assert reclame.kenmerk


def test_the_status_page_repeats_nothing_and_takes_nothing(
    wereld: Wereld, reclame: Initiatief
) -> None:
    token = token_of(reclame)
    put_away(initiatief=reclame, by=wereld.samira)
    for path in (f"/volg/{token}/", f"/volg/{token}/dank/"):
        page = wereld.anonymous.get(path)
        assert (page.status_code, reclame.kenmerk in page.text) == (200, True)
        assert [word in page.text for word in (CANARY, reclame.plan, "<form", "reclame")] == [
            False
        ] * 4
    assert wereld.anonymous.post(f"/volg/{token}/", {"tekst": "Koop nu"}).status_code == 200
    assert not Bewonersbericht.objects.exists()


def test_it_can_come_back(wereld: Wereld, reclame: Initiatief) -> None:
    put_away(initiatief=reclame, by=wereld.samira)
    client = wereld.client(wereld.joost)
    assert CANARY in client.get("/initiatieven/weggelegd/").text
    assert CANARY not in wereld.client(wereld.ruben).get("/initiatieven/weggelegd/").text
    assert client.post(f"/initiatieven/{reclame.pk}/terugleggen/").status_code == 302
    assert "/vandaag/" in shown(wereld)
    assert CANARY in wereld.anonymous.get(f"/volg/{token_of(reclame)}/").text
    assert CANARY not in client.get("/initiatieven/weggelegd/").text


def test_an_answered_plan_is_not_put_away(wereld: Wereld, reclame: Initiatief) -> None:
    reply(initiatief=reclame, by=wereld.samira, sleutel=uuid.uuid4(), tekst="Vertel eens.")
    page = wereld.client(wereld.samira).post(f"/initiatieven/{reclame.pk}/wegleggen/", follow=True)
    assert "Hier is al op geantwoord." in page.text
    reclame.refresh_from_db()
    assert reclame.weggelegd_op is None


def test_nobody_answers_what_a_colleague_put_away(wereld: Wereld, reclame: Initiatief) -> None:
    put_away(initiatief=reclame, by=wereld.samira)
    with pytest.raises(Refused, match="weggelegd"):
        reply(initiatief=reclame, by=wereld.joost, sleutel=uuid.uuid4(), tekst="Wat leuk!")
    assert mails_with(reclame.kenmerk) == 0


def test_a_message_is_put_away_by_itself(wereld: Wereld) -> None:
    plan = make_initiatief(wereld.de_brink, wereld.klaverveld, staat="loopt")
    bericht, _new = write_back(initiatief=plan, sleutel=uuid.uuid4(), tekst=CANARY)
    client, status = wereld.client(wereld.samira), f"/volg/{token_of(plan)}/"
    assert (waiting_initiatieven(wereld.samira), [*written_back(wereld.samira)]) == (1, [plan])
    client.post(f"/initiatieven/berichten/{bericht.pk}/wegleggen/")
    assert (waiting_initiatieven(wereld.samira), [*written_back(wereld.samira)]) == (0, [])
    assert [CANARY in client.get(f"/initiatieven/{plan.pk}/").text, shown(wereld)] == [False, []]
    assert CANARY not in wereld.anonymous.get(status).text
    assert CANARY in client.get("/initiatieven/weggelegd/").text
    recover_message(bericht=bericht, by=wereld.joost)
    assert CANARY in wereld.anonymous.get(status).text
    assert waiting_initiatieven(wereld.samira) == 1


def test_after_thirty_days_it_is_wiped_and_the_number_stays(
    wereld: Wereld, reclame: Initiatief
) -> None:
    plan = make_initiatief(wereld.de_brink, wereld.klaverveld, staat="loopt")
    bericht, _new = write_back(initiatief=plan, sleutel=uuid.uuid4(), tekst=CANARY)
    token = token_of(reclame)
    put_away(initiatief=reclame, by=wereld.samira)
    put_message_away(bericht=bericht, by=wereld.samira)
    day = timezone.localdate() + timedelta(days=31)
    page = words(wereld.client(wereld.beatrix).get("/bewaren/").text)
    assert "1 × weggelegde initiatieven" in page
    assert "1 × weggelegde berichten van bewoners" in page
    assert "Weggelegde initiatieven30 dagen" in page
    assert carry_out(RULES, day - timedelta(days=1)) == (0, 0)
    mark = keten.mark()
    assert carry_out(RULES, day) == (2, 0)
    assert [row[-1] for row in keten.trail(mark)] == ["1 × initiatief", "1 × bewonersbericht"]
    assert carry_out(RULES, day) == (0, 0)
    assert tables_with(CANARY) == []
    assert not Indiener.objects.exists()
    kept = Initiatief.objects.get(pk=reclame.pk)
    assert (kept.kenmerk, token_of(kept)) == (reclame.kenmerk, token)
    assert shown(wereld) == []
    assert wereld.anonymous.get(f"/volg/{token}/").status_code == 200
    with pytest.raises(Refused, match="gewist"):
        recover(initiatief=reclame, by=wereld.samira)


def test_a_double_that_was_put_away_takes_the_first_not_along(wereld: Wereld) -> None:
    key = uuid.uuid4()
    content = {"titel": "Eten", "plan": "x", "nodig": "", "gebied": wereld.klaverveld, "plek": ""}
    made = [
        bring_in(
            organisatie=wereld.de_brink,
            by=None,
            sleutel=key,
            content={**content, "plan": plan},
            bereikbaar=NIEMAND,
        )[0]
        for plan in ("Koken.", "Koken!")
    ]
    put_away(initiatief=made[1], by=wereld.samira)
    assert carry_out(RULES, timezone.localdate() + timedelta(days=31)) == (1, 0)
    assert Initiatief.objects.get(pk=made[0].pk).plan == "Koken."


@pytest.mark.parametrize("lijst", ["/initiatieven/weggelegd/"])
def test_as_many_queries_for_one_as_for_thirty(wereld: Wereld, lijst: str) -> None:
    asked, client = [], wereld.client(wereld.samira)
    for more in (1, 29):
        for _number in range(more):
            plan = make_initiatief(wereld.de_brink, wereld.klaverveld)
            bericht, _new = write_back(initiatief=plan, sleutel=uuid.uuid4(), tekst="Koop")
            put_message_away(bericht=bericht, by=wereld.samira)
            put_away(
                initiatief=make_initiatief(wereld.de_brink, wereld.klaverveld), by=wereld.samira
            )
        asked.append(keten.queries(client, lijst))
    assert asked[0] == asked[1]


def test_all_that_was_put_away_can_be_reached(wereld: Wereld) -> None:
    client, path = wereld.client(wereld.samira), "/initiatieven/weggelegd/"
    for _number in range(52):
        plan = make_initiatief(wereld.de_brink, wereld.klaverveld)
        bericht, _new = write_back(initiatief=plan, sleutel=uuid.uuid4(), tekst="Koop")
        put_message_away(bericht=bericht, by=wereld.samira)
        put_away(initiatief=plan, by=wereld.samira)
    found: set[str] = set()
    for name in ("na", "na_bericht"):
        page = client.get(path).text
        found |= set(re.findall(r'action="([^"]*terug[^"]*)"', page))
        (cursor,) = re.findall(rf'href="\?{name}=([^"]+)"', page)
        found |= set(
            re.findall(r'action="([^"]*terug[^"]*)"', client.get(f"{path}?{name}={cursor}").text)
        )
    assert len(found) == 104


@pytest.mark.django_db(transaction=True)
def test_put_away_and_answered_at_one_moment_is_one_of_the_two(wereld: Wereld) -> None:
    wereld.bring("samira", "joost")
    for _round in range(5):
        plan = make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)
        done = keten.at_once(
            partial(put_away, initiatief=plan, by=wereld.samira),
            partial(
                reply,
                initiatief=plan,
                by=wereld.joost,
                sleutel=uuid.uuid4(),
                tekst="Vertel eens.",
            ),
        )
        assert sum(isinstance(one, Refused) for one in done) == 1
        plan.refresh_from_db()
        assert (plan.weggelegd_op is None) is (plan.berichten.count() == 1)
