"""What goes in the coming year, on a page and in a command, before it goes."""

from datetime import date, datetime, time, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from opbouw.lib.models import AuditRegel
from opbouw.queries.bewaren import RULES
from tests import keten
from tests.keten import queries, words
from tests.opbouw.bewaren.gevuld import after, fill
from tests.test_access import snapshot
from tests.wereld import Wereld
from wijken.actions.bewaarregels import carry_out
from wijken.models import TERMIJNEN, Bewaartermijn, Contactmoment
from wijken.queries.bewaren import coming_months

(RULES_OF_CONTACTS,) = (rule for rule in RULES if rule.model is Contactmoment)


def age_contacts(wereld: Wereld, number: int, *, days: int) -> date:
    """Make contacts whose term ends `days` days from now; returns that day."""
    ends = timezone.localdate() + timedelta(days=days)
    for _number in range(number):
        contact = keten.make_contact(wereld.samira, wereld.klaverveld, tekst="Koffie")
        began = timezone.now() + timedelta(days=days)
        Contactmoment.objects.filter(pk=contact.pk).update(
            op=began.replace(year=began.year - 2, day=min(began.day, 28))
        )
    return ends


@pytest.mark.parametrize("naam", ["marijke", "beatrix"])
def test_the_page_says_how_many_go_in_which_month(wereld: Wereld, naam: str) -> None:
    keten.make_contact(wereld.ruben, wereld.klaverveld)
    age_contacts(wereld, 3, days=-400)
    Contactmoment.objects.filter(organisatie=wereld.overkant).update(
        op=timezone.now() - timedelta(days=1200)
    )
    page = words(wereld.client(wereld.lid(naam)).get("/bewaren/").text)
    this_month = timezone.localdate().strftime("%Y")
    assert f"{this_month} verdwijnt 3 × contacten: de woorden" in page
    # The two years of a contact, in the words of the page.
    assert "De woorden bij een contact2 jaar na het contact" in page
    assert ("Kies hoe lang" in page) == (naam == "beatrix")


def test_nothing_goes_yet(wereld: Wereld) -> None:
    keten.make_contact(wereld.samira, wereld.klaverveld)
    page = words(wereld.client(wereld.beatrix).get("/bewaren/").text)
    assert "In de komende twaalf maanden verdwijnt er niets." in page


def test_what_the_page_foretells_is_what_goes(wereld: Wereld) -> None:
    age_contacts(wereld, 4, days=20)
    ends = timezone.localdate() + timedelta(days=60)
    page = words(wereld.client(wereld.beatrix).get("/bewaren/").text)
    assert page.count("× contacten: de woorden") == 1
    assert "4 × contacten: de woorden" in page
    assert carry_out(RULES, timezone.localdate()) == (0, 0)
    assert carry_out(RULES, ends)[0] == 4


def test_a_month_counts_no_further_than_it_says(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    age_contacts(wereld, 4, days=20)
    client = wereld.client(wereld.beatrix)
    for most, said in ((4, "4 × contacten: de woorden"), (3, "meer dan 3 × contacten: de woorden")):
        monkeypatch.setattr("wijken.queries.bewaren.MOST", most)
        assert f"verdwijnt {said}" in words(client.get("/bewaren/").text)


@pytest.mark.parametrize("day", ["2026-01-31", "2026-02-01", "2026-12-31", "2028-02-29"])
def test_each_month_counts_what_its_nights_take(wereld: Wereld, day: str) -> None:
    today = date.fromisoformat(day)
    last = today.replace(year=today.year - 2, day=1)
    # Around the first days of months, at both ends of a day, in summer and in winter time.
    moments = [
        timezone.make_aware(datetime.combine(last + timedelta(days=days), at))
        for days in range(-40, 390, 3)
        for at in (time.min, time(23, 59))
    ]
    for moment in moments:
        contact = keten.make_contact(wereld.samira, wereld.klaverveld, tekst="Koffie")
        Contactmoment.objects.filter(pk=contact.pk).update(op=moment)
    expected: dict[date, int] = {}
    for moment in moments:
        touched = timezone.localdate(moment) + timedelta(days=1)
        gone = max(touched.replace(year=touched.year + 2, day=1), today.replace(day=1))
        expected[gone] = expected.get(gone, 0) + 1
    said = {
        maand.maand: sum(weg.aantal for weg in maand.weg)
        for maand in coming_months([RULES_OF_CONTACTS], wereld.de_brink.pk, today)
    }
    end = today.replace(year=today.year + 1, day=1)
    assert said == {month: number for month, number in expected.items() if month < end}


def test_as_many_queries_for_one_row_as_for_thirty(wereld: Wereld) -> None:
    client = wereld.client(wereld.beatrix)
    age_contacts(wereld, 1, days=20)
    one = queries(client, "/bewaren/")
    for days in range(0, 300, 30):
        age_contacts(wereld, 3, days=days)
    assert queries(client, "/bewaren/") == one


def test_the_beheerder_chooses_a_shorter_term(wereld: Wereld) -> None:
    client = wereld.client(wereld.beatrix)
    url = "/bewaren/termijnen/"
    assert "Contactgegevens van bewoners" in client.get(url).text
    terms = {key: termijn.most for key, termijn in TERMIJNEN.items()} | {"verhalen": 3}
    sent = {**terms, **keten.hidden(client, url)}
    before = keten.mark()
    assert client.post(url, sent).headers["Location"] == "/bewaren/"
    # Twice changes nothing.
    client.post(url, sent)
    assert [(b.organisatie, b.onderwerp, b.jaren) for b in Bewaartermijn.objects.all()] == [
        (wereld.de_brink, "verhalen", 3)
    ]
    assert keten.trail(before) == [
        (
            "bewaartermijn_gekozen",
            "wijken.bewaartermijn",
            wereld.beatrix.gebruiker_id,
            "verhalen 5",
            "verhalen 3",
        )
    ]
    assert "Verhalen3 jaar na de toestemming" in words(client.get("/bewaren/").text)


@pytest.mark.parametrize("years", ["6", "0", "-1", "1e1", "", "999999999999999999999"])
def test_no_term_is_longer_than_the_practice_allows(wereld: Wereld, years: str) -> None:
    terms = {key: str(termijn.most) for key, termijn in TERMIJNEN.items()}
    client = wereld.client(wereld.beatrix)
    assert client.post("/bewaren/termijnen/", terms | {"verhalen": years}).status_code == 422
    assert not Bewaartermijn.objects.exists()


def test_a_stored_term_out_of_bounds_keeps_nothing_longer(wereld: Wereld) -> None:
    verhaal = keten.make_verhaal(wereld.samira, wereld.klaverveld)
    Bewaartermijn.objects.create(organisatie=wereld.de_brink, onderwerp="verhalen", jaren=10)
    carry_out(RULES, after(5))
    assert not type(verhaal).objects.filter(pk=verhaal.pk).exists()


def test_only_the_beheerder_chooses(wereld: Wereld) -> None:
    for lid in (wereld.samira, wereld.marijke, wereld.anneke):
        assert wereld.client(lid).post("/bewaren/termijnen/", {}).status_code == 404
    assert wereld.client(wereld.samira).get("/bewaren/").status_code == 404
    assert wereld.client(wereld.anneke).get("/bewaren/").status_code == 404


def test_a_dry_run_counts_and_changes_nothing(
    wereld: Wereld, settings: Settings, tmp_path: object
) -> None:
    settings.MEDIA_ROOT = tmp_path
    fill(wereld)
    keten.make_contact(wereld.ruben, wereld.klaverveld, tekst="Kanarie")
    before, trail = snapshot(), AuditRegel.objects.count()
    out = StringIO()
    call_command("bewaartermijnen", "--dry-run", "--op", after(2).isoformat(), stdout=out)
    lines = out.getvalue().splitlines()
    assert "Welzijn De Brink: 1 × contacten: de woorden" in lines
    assert "Welzijn De Brink: 1 × contactgegevens van bewoners" in lines
    assert "Stichting Overkant: 1 × contacten: de woorden" in lines
    assert not [word for word in ("Kanarie", "Koffie", "Lindeplein") if word in out.getvalue()]
    assert (snapshot(), AuditRegel.objects.count()) == (before, trail)


def test_the_command_does_it_for_today_alone(wereld: Wereld) -> None:
    age_contacts(wereld, 2, days=-40)
    with pytest.raises(CommandError, match="dry-run"):
        call_command("bewaartermijnen", "--op", "2050-01-01")
    assert Contactmoment.objects.exclude(tekst="").count() == 2
    out = StringIO()
    call_command("bewaartermijnen", stdout=out)
    assert out.getvalue() == "2 rijen verwijderd of ingekort.\n"
    assert Contactmoment.objects.exclude(tekst="").count() == 0


@pytest.mark.parametrize(
    ("noted", "goes", "month"),
    [
        (date(2025, 8, 30), date(2027, 8, 31), date(2027, 8, 1)),
        (date(2025, 8, 31), date(2027, 9, 1), date(2027, 9, 1)),
        (date(2025, 12, 31), date(2028, 1, 1), date(2028, 1, 1)),
        # Overdue: tonight.
        (date(2024, 1, 1), date(2027, 6, 15), date(2027, 6, 1)),
    ],
)
def test_the_month_is_that_of_the_night_in_which_it_goes(
    wereld: Wereld, noted: date, goes: date, month: date
) -> None:
    keten.make_contact(wereld.samira, wereld.klaverveld, tekst="Koffie")
    moment = timezone.make_aware(datetime.combine(noted, time(23, 30)))
    Contactmoment.objects.update(op=moment)
    contacts = [rule for rule in RULES if rule.model is Contactmoment]
    found = coming_months(contacts, wereld.de_brink.pk, date(2027, 6, 15))
    assert [one.maand for one in found] == [month]
    # The night before, it is still there; unless it was overdue already.
    if noted.year == 2025:
        assert carry_out(contacts, goes - timedelta(days=1)) == (0, 0)
    assert carry_out(contacts, goes) == (1, 0)
