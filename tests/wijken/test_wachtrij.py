"""What a device sends that waited on it: one record for each entry, at the moment it was made."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from opbouw.lib.forms import QueuedForm
from opbouw.lib.web.wachtrij import HEADER
from tests.keten import make_contact
from tests.wereld import Wereld
from tests.wijken.test_contact import NIEUW, fields
from tests.wijken.test_ronde import sent
from wijken.forms.contact import ContactForm
from wijken.models import Contactmoment, Lidmaatschap, Rol, Ronde
from wijken.toegang import shell
from wijken.toegang.form_membership import FIELD, signed

WIE, RONDE = "/wachtend/wie/", "/rondes/nieuw/"
QUEUE = {HEADER: "1"}
ASKED = "We weten niet meer wanneer dit was. Kies de dag."


@pytest.fixture
def client(wereld: Wereld) -> Client:
    """Samira's phone."""
    return wereld.client(wereld.samira)


def entry(wereld: Wereld, /, ago: timedelta = timedelta(0), **changes: Any) -> dict[str, Any]:
    """An entry as a device sends it, made so long ago."""
    made = (timezone.now() - ago).isoformat()
    return fields(wereld.klaverveld, gemaakt=made, versie="1", wanneer="nu", **changes)


def send(client: Client, data: dict[str, Any]) -> Any:
    """Send it as the queue does."""
    return client.post(NIEUW, data, headers=QUEUE)


def test_an_entry_is_stored_once_and_the_answer_leads_to_it(wereld: Wereld, client: Client) -> None:
    data = entry(wereld)
    answers = [send(client, data) for _ in range(3)]
    contact = Contactmoment.objects.get()
    assert [(answer.status_code, list(answer.json())) for answer in answers] == [
        (200, ["html"])
    ] * 3
    first, *again = [answer.json()["html"] for answer in answers]
    assert "Genoteerd: <bdi>Lindeplein, 2–5 mensen</bdi>" in first
    assert [html.count("Dit contact stond er al.") for html in again] == [1, 1]
    assert first.count(f'href="/contacten/{contact.pk}/"') == 1
    # Said where it was sent from, and not once more on the next page.
    assert "Genoteerd" not in client.get("/contacten/").text


def test_a_contact_is_of_when_it_was_made(wereld: Wereld, client: Client) -> None:
    data = entry(wereld, timedelta(hours=8))
    assert send(client, data).status_code == 200
    assert Contactmoment.objects.get().op == datetime.fromisoformat(data["gemaakt"])


def test_this_morning_is_the_morning_of_the_entry(wereld: Wereld, client: Client) -> None:
    made = timezone.localtime().replace(hour=18, minute=0) - timedelta(days=2)
    data = entry(wereld) | {"gemaakt": made.isoformat(), "wanneer": "gisteren"}
    data["afspraak"], data["afspraak_op"] = "Sleutel vragen", made.date().isoformat()
    assert send(client, data).status_code == 200
    contact = Contactmoment.objects.get()
    day = timezone.localtime(contact.op).date()
    assert (day, contact.afspraken.get().op) == (made.date() - timedelta(days=1), made.date())


def test_two_equal_contacts_are_two_when_each_was_made_by_itself(
    wereld: Wereld, client: Client
) -> None:
    here = {"tekst": "", "wanneer": "vanochtend"}
    morning = timezone.now() - timedelta(hours=1)
    for _ in range(2):
        data = entry(wereld) | here | {"gemaakt": morning.isoformat()}
        assert [send(client, data).status_code for _ in range(2)] == [200, 200]
    assert Contactmoment.objects.count() == 2


GONE = "Dit is al verstuurd en daarna verwijderd. Gooi het hier ook weg."


def test_what_was_removed_since_does_not_come_back_from_a_device(
    wereld: Wereld, client: Client
) -> None:
    first, other = entry(wereld), entry(wereld, tekst="Een ander praatje.")
    assert [send(client, data).status_code for data in (first, other)] == [200, 200]
    contact = Contactmoment.objects.get(sleutel=first["sleutel"])
    assert client.post(f"/contacten/{contact.pk}/verwijder/").status_code == 302
    answer = send(client, first)
    assert answer.status_code == 422
    assert [one["zin"] for one in answer.json()["redenen"]] == [GONE]
    # The one that is there still answers as before, and a new one is stored.
    assert send(client, other).status_code == 200
    assert send(client, entry(wereld, tekst="Nog een praatje.")).status_code == 200
    assert Contactmoment.objects.count() == 2


def test_a_walk_that_was_removed_since_does_not_come_back(wereld: Wereld, client: Client) -> None:
    known = make_contact(wereld.samira, wereld.klaverveld, plek="Lindeplein")
    data = sent(known, **{"plek-0-tel_": "2", "gemaakt": timezone.now().isoformat()})
    assert client.post(RONDE, data, headers=QUEUE).status_code == 200
    ronde = Ronde.objects.get()
    assert client.post(f"/rondes/{ronde.pk}/verwijder/").status_code == 302
    answer = client.post(RONDE, data, headers=QUEUE)
    assert (answer.status_code, Ronde.objects.count()) == (422, 0)
    assert [one["zin"] for one in answer.json()["redenen"]] == [GONE]


def test_a_walk_is_of_the_day_it_was(wereld: Wereld, client: Client) -> None:
    made = timezone.now() - timedelta(days=2)
    known = make_contact(wereld.samira, wereld.klaverveld, plek="Lindeplein")
    counted = {
        "plek-0-tel_": "2",
        "gesprek-0-waar": "0",
        "gesprek-0-tekst": "Een praatje.",
        "gemaakt": made.isoformat(),
    }
    data = sent(known, **counted)
    answers = [client.post(RONDE, data, headers=QUEUE) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert "Bewaard: " in answers[0].json()["html"]
    ronde = Ronde.objects.get()
    assert ronde.dag == timezone.localdate(made)
    assert [contact.op for contact in Contactmoment.objects.filter(ronde=ronde)] == [made]
    late = sent(known, **counted) | {"gemaakt": "gisteren"}
    refused = client.post(RONDE, late, headers=QUEUE)
    assert {"veld": "Wanneer was het?", "zin": ASKED} in refused.json()["redenen"]


@pytest.mark.parametrize(
    "made",
    [
        timedelta(hours=-73),
        timedelta(minutes=5),
        "gisteren",
        "2026-11-27T10:00:00",
        "2026-02-31T10:00:00+01:00",
        "9" * 5000,
    ],
    ids=["too-long-ago", "to-come", "words", "without-a-zone", "no-day", "long"],
)
def test_a_moment_that_cannot_be_is_asked(
    wereld: Wereld, client: Client, made: timedelta | str
) -> None:
    moment = made if isinstance(made, str) else (timezone.now() + made).isoformat()
    data = entry(wereld) | {"gemaakt": moment}
    answer = send(client, data)
    assert answer.status_code == 422
    assert answer.json()["redenen"] == [{"veld": "Wanneer was het?", "zin": ASKED}]
    day = timezone.localdate() - timedelta(days=1)
    assert send(client, data | {"wanneer": "dag", "dag": day.isoformat()}).status_code == 200
    assert timezone.localdate(Contactmoment.objects.get().op) == day


def test_a_refusal_tells_the_reasons_and_draws_the_form(wereld: Wereld, client: Client) -> None:
    data = entry(wereld, tekst="Mevrouw Jansen kookt.", lijn_waarom="")
    answer = send(client, data)
    assert answer.status_code == 422
    assert [one["veld"] for one in answer.json()["redenen"]] == [
        "Wat hoorde of zag je?",
        "Ik heb het nagekeken: hier is niemand in te herkennen.",
        "Waarom die lijn?",
    ]
    html = answer.json()["html"]
    assert "Mevrouw Jansen kookt." in html
    assert f'value="{data["sleutel"]}"' in html
    assert not Contactmoment.objects.exists()


def test_an_entry_for_another_membership_is_not_stored(wereld: Wereld, client: Client) -> None:
    other = {FIELD: signed(wereld.joost)}
    assert send(client, entry(wereld) | other).status_code == 409
    assert wereld.anonymous.post(NIEUW, entry(wereld) | other, headers=QUEUE).status_code == 403
    assert not Contactmoment.objects.exists()


def test_an_older_version_is_taken_until_its_last_day(
    wereld: Wereld, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = timezone.localdate()
    monkeypatch.setattr(ContactForm, "versie", 3)
    monkeypatch.setattr(ContactForm, "oude_versies", {2: today, 1: today - timedelta(days=1)})
    answers = {v: send(client, entry(wereld) | {"versie": v}) for v in ("3", "2", "1", "9", "x")}
    assert {v: answer.status_code for v, answer in answers.items()} == {
        "3": 200, "2": 200, "1": 422, "9": 422, "x": 422,
    }  # fmt: skip
    assert answers["1"].json()["redenen"] == [
        {
            "veld": "",
            "zin": "Dit formulier is intussen veranderd. Kijk het na en verstuur het opnieuw.",
        }
    ]
    assert Contactmoment.objects.count() == 2


def test_no_version_is_taken_longer_than_a_month() -> None:
    late = timezone.localdate() + timedelta(days=31)
    forms: list[type[QueuedForm]] = [QueuedForm, *QueuedForm.__subclasses__()]
    assert [f for f in forms if any(day > late for day in f.oude_versies.values())] == []
    assert [f for f in forms if f.versie in f.oude_versies] == []


# --- Who is logged in, by the server's word ---
def test_a_device_is_told_who_is_logged_in(wereld: Wereld) -> None:
    second = Lidmaatschap.objects.create(
        gebruiker=wereld.joost.gebruiker, organisatie=wereld.overkant, rol=Rol.OPBOUWWERKER
    )
    answer = wereld.client(wereld.joost).get(WIE)
    assert "no-store" in answer.headers["Cache-Control"]
    told = answer.json()
    assert abs(datetime.fromisoformat(told["nu"]) - datetime.now(UTC)) < timedelta(minutes=1)
    assert len(told["csrf"]) == 64
    assert {name: told[name] for name in ("lid", "leden", "inloggen")} == {
        "lid": signed(wereld.joost),
        "leden": [
            {"lid": signed(second), "organisatie": "Stichting Overkant"},
            {"lid": signed(wereld.joost), "organisatie": "Welzijn De Brink"},
        ],
        "inloggen": "",
    }


def test_a_device_is_told_where_to_log_in(wereld: Wereld, settings: Settings) -> None:
    told = wereld.anonymous.get(WIE).json()
    assert told.pop("nu")
    login = "/accounts/login/?next=%2Fwachtend%2F"
    assert told == {"lid": "", "leden": [], "csrf": "", "inloggen": login}
    settings.SECOND_FACTOR_REQUIRED = True
    told = wereld.client(wereld.samira).get(WIE).json()
    assert (told["lid"], told["inloggen"]) == ("", "/accounts/2fa/")


# --- Pages that a phone keeps ---
@pytest.mark.parametrize("path", [NIEUW, RONDE, "/wachtend/"])
def test_a_kept_page_holds_no_name_no_token_and_no_count(
    wereld: Wereld, client: Client, path: str
) -> None:
    assert client.post(NIEUW, fields(wereld.klaverveld)).status_code == 302
    kept = client.get(path, headers={shell.HEADER: "1"})
    assert kept.headers[shell.HEADER] == signed(wereld.samira)
    told = [wereld.samira.gebruiker.naam, wereld.samira.organisatie.naam, "csrfmiddlewaretoken"]
    told += ["voorbeeld.nl", '<b class="teller"', "Genoteerd"]
    assert [words for words in told if words in kept.text] == []
    assert signed(wereld.samira) in kept.text
    # The message is still there for whoever reads it.
    page = client.get(path)
    assert shell.HEADER not in page.headers
    assert [words for words in told[:3] if words not in page.text] == []
    assert "Genoteerd" in page.text


def test_only_pages_that_say_so_are_drawn_to_be_kept(wereld: Wereld) -> None:
    client = wereld.client(wereld.samira)
    page = client.get("/vandaag/", headers={shell.HEADER: "1"})
    assert shell.HEADER not in page.headers
    assert wereld.samira.gebruiker.naam in page.text
    refused = client.post(NIEUW, {}, headers={shell.HEADER: "1"})
    assert (refused.status_code, shell.HEADER in refused.headers) == (422, False)
    assert wereld.anonymous.get(NIEUW, headers={shell.HEADER: "1"}).status_code == 302


def test_the_municipality_has_nothing_that_waits(wereld: Wereld) -> None:
    page = wereld.client(wereld.anneke).get("/vandaag/").text
    assert not re.search("data-wachtrij|manifest|data-werker", page)
