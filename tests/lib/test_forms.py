"""Fields and forms that everything else is built from: what they refuse, in which words."""

import uuid
from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError

from opbouw.lib.forms import (
    BROKEN_PAGE_MESSAGE,
    ONLY_AWAY,
    BlockField,
    CheckedForm,
    DateField,
    EmailField,
    LinkField,
    OnceForm,
    StandField,
    TextField,
)


def refused(field: forms.Field, value: str) -> str:
    """What the field says of a value; empty when it takes it."""
    try:
        field.clean(value)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


@pytest.mark.parametrize("value", ["\u200b", "\u2060", "\u3164", " \u00ad\n", "\u2800"])
@pytest.mark.parametrize("field", [TextField, BlockField])
def test_a_text_that_nobody_can_see_is_no_text(field: type[TextField], value: str) -> None:
    assert refused(field(), value) == "Vul dit nog in."
    assert field(required=False).clean(value) == ""


def test_what_is_missing_is_asked_for_kindly_in_every_form() -> None:
    kinds = (forms.CharField(), forms.ChoiceField(), forms.FileField(), DateField(), LinkField())
    assert {refused(field, "") for field in kinds} == {"Vul dit nog in."}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2026-02-03", ""),
        ("2000-01-01", ""),
        ("0001-01-01", "Dit jaar kan niet kloppen. Kijk de datum na."),
        ("1999-12-31", "Dit jaar kan niet kloppen. Kijk de datum na."),
        ("2206-02-03", "Dit jaar kan niet kloppen. Kijk de datum na."),
        ("9999-12-31", "Dit jaar kan niet kloppen. Kijk de datum na."),
    ],
)
def test_a_year_that_cannot_be_meant(value: str, said: str) -> None:
    assert refused(DateField(), value) == said
    assert refused(DateField(earliest=date(1, 1, 1), latest=date.max), value) == ""


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("els@voorbeeld.nl", ""),
        ("els@bücher.nl", ""),
        ("els", "Dit is geen e-mailadres."),
        ("a@b\u202e.nl", "leesrichting"),
        ("a@b\u200b.nl", "onzichtbaar teken"),
        ("a\u00ad@b.nl", "onzichtbaar teken"),
        (f"x@{'ü' * 60}.nl", "Naar dit adres kunnen we niet mailen."),
    ],
)
def test_an_address_that_mail_can_go_to(value: str, said: str) -> None:
    found = refused(EmailField(), value)
    assert said in found
    assert bool(found) == bool(said)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("https://raad.example.nl/besluit/2026-014?a=b@c", ""),
        ("http://raad.example.nl:8080/", ""),
        ("raad.example.nl/besluit", ""),
        ("https://bücher.example.nl/é", ""),
        ("javascript:alert(1)", "webadres"),
        ("ftp://raad.example.nl/", "begint met https://"),
        ("https://evil\u202ecom.nl/", "leesrichting"),
        ("https://evil\u200b.nl/", "onzichtbaar teken"),
        ("https://user:pw@evil.nl/", "naam of wachtwoord"),
        ("https://gemeente.nl@evil.nl/", "naam of wachtwoord"),
        ("https://raad.example.nl/123456782/", "burgerservicenummer"),
        ("https://raad.example.nl/?bsn=123.456.782", "burgerservicenummer"),
        ("https://raad.example.nl/123456789/", ""),
    ],
)
def test_a_link_leads_where_it_says(value: str, said: str) -> None:
    found = refused(LinkField(), value)
    assert said in found
    assert bool(found) == bool(said)


class Vorm(CheckedForm):
    """One text of each kind."""

    checked_fields = ("tekst",)
    other_numbers = ("telefoon",)

    tekst = BlockField(required=False)
    nummer = TextField(required=False)
    telefoon = TextField(required=False)


@pytest.mark.parametrize("ticked", [{}, {"nagekeken": "on"}])
@pytest.mark.parametrize("number", ["123456782", "12\u200b3456782", "123 456 782"])
def test_no_text_of_a_form_takes_a_citizen_service_number(
    ticked: dict[str, str], number: str
) -> None:
    form = Vorm({"tekst": number, "nummer": number, "telefoon": number, **ticked})
    assert not form.is_valid()
    wrong = {"tekst", "nummer"} if ticked else {"tekst", "nummer", "nagekeken"}
    assert set(form.errors) == wrong
    assert all("burgerservicenummer" in form.errors[name][0] for name in ("tekst", "nummer"))


def test_only_listed_texts_ask_to_look_again() -> None:
    assert Vorm({"nummer": "Mevrouw Jansen"}).is_valid()
    (said,) = Vorm({"tekst": "06 12345678"}).errors["tekst"]
    assert said == (
        "“06 12345678”. Dit lijkt een telefoonnummer. Haal het weg. Gegevens horen alleen bij een "
        "initiatief."
    )


class VanBuiten(Vorm):
    """A form for people who do not work with initiatives."""

    messages = ONLY_AWAY


def test_a_form_says_what_to_do_in_its_own_words() -> None:
    (said,) = VanBuiten({"tekst": "els@voorbeeld.nl"}).errors["tekst"]
    assert said == "“els@voorbeeld.nl”. Dit lijkt een e-mailadres. Haal het weg."


class MetStand(OnceForm):
    """A form that creates, with the version that the page showed."""

    stand = StandField()


@pytest.mark.parametrize("stand", ["", "x", "1e3"])
def test_a_page_that_came_in_broken_mends_itself(stand: str) -> None:
    form = MetStand({"sleutel": "onzin", "stand": stand}, initial={"stand": 7})
    assert form.errors == {
        "sleutel": [str(BROKEN_PAGE_MESSAGE)],
        "stand": [str(BROKEN_PAGE_MESSAGE)],
    }
    drawn = {"sleutel": form["sleutel"].value(), "stand": form["stand"].value()}
    assert drawn == {"sleutel": str(uuid.UUID(drawn["sleutel"])), "stand": 7}
    assert MetStand(drawn).is_valid()


def test_a_whole_page_keeps_its_key() -> None:
    key = str(uuid.uuid4())
    form = MetStand({"sleutel": key, "stand": "3"}, initial={"stand": 7})
    assert str(form["sleutel"].value()) == key
    assert form["stand"].value() == 3


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("yıldız@example.org", "Voor de @ staat een letter"),
        ("josé@example.org", "Voor de @ staat een letter"),
        # The Kelvin sign, which becomes a k when upper and lower case are made alike.
        ("\u212aarin@example.org", "Voor de @ staat een letter"),
        ("a@[127.0.0.1]", "Achter de @ staat een nummer."),
        ("a@[IPv6:::1]", "Achter de @ staat een nummer."),
    ],
)
def test_an_address_that_no_envelope_takes_is_refused_in_a_sentence(
    address: str, said: str
) -> None:
    assert refused(EmailField(), address).startswith(said)
