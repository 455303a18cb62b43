"""Forms that come back: for another membership, without a session, or with an old token."""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from signalen.models import Verhaal
from tests.wereld import Wereld
from wijken.models import Gebied, Lidmaatschap, Rol
from wijken.toegang.form_membership import FIELD, signed

TEKST = "Wij koken om de beurt.\nWie <niets> heeft, dekt de tafel & wast af."
ORIGIN = {"Origin": "http://testserver"}


@pytest.fixture
def tweede(wereld: Wereld) -> Lidmaatschap:
    """Joost's other membership."""
    return Lidmaatschap.objects.create(
        gebruiker=wereld.joost.gebruiker, organisatie=wereld.overkant, rol=Rol.OPBOUWWERKER
    )


@pytest.fixture
def joost(wereld: Wereld) -> Client:
    """His browser, with the protection against forged requests on, working for De Brink."""
    return strict(wereld.client(wereld.joost))


def strict(client: Client) -> Client:
    """The same browser, of which every form is checked."""
    client.handler.enforce_csrf_checks = True
    return client


def keys(page: str) -> dict[str, str]:
    """What the forms of a page send along unseen: the token, and for whom they were drawn."""
    found = dict(re.findall(r'name="(csrfmiddlewaretoken|lidmaatschap)" value="([\w:-]+)"', page))
    assert set(found) == {"csrfmiddlewaretoken", "lidmaatschap"}
    return found


def words(page: str) -> str:
    """What a reader reads."""
    return re.sub("</?bdi>", "", page)


def form_of(client: Client, andere_buurt: Gebied) -> dict[str, str]:
    """What the page for a new story would send."""
    page = client.get("/verhalen/nieuw/")
    sleutel = re.search(r'name="sleutel" value="([\w-]+)"', page.text)
    assert sleutel
    return {
        **keys(page.text),
        "sleutel": sleutel[1],
        "tekst": TEKST,
        "kring": "buren aan tafel",
        "gebied": str(andere_buurt.pk),
        "toestemming_op": timezone.localdate().isoformat(),
        "toestemming_hoe": "mondeling",
        "toestemming_waarvoor": "brief",
        "nagekeken": "on",
    }


def resend(page: str) -> tuple[str, dict[str, str]]:
    """The address and the fields of the form with what was typed."""
    form = re.search(r'<form id="getypt" method="post" action="([^"]*)".*?</form>', page, re.DOTALL)
    assert form
    fields = dict(re.findall(r'<input [^>]*?name="(\w+)"[^>]*? value="([^"]*)"', form[0]))
    fields |= re.findall(
        r'<textarea [^>]*?name="(\w+)"[^>]*>\n(.*?)</textarea>', form[0], re.DOTALL
    )
    return unescape(form[1]), {name: unescape(value) for name, value in fields.items()}


def test_a_form_of_one_organisation_is_not_saved_in_another(
    wereld: Wereld, joost: Client, tweede: Lidmaatschap
) -> None:
    form = form_of(joost, wereld.kade)
    joost.post("/lid/wisselen/", {"lid": tweede.pk, **keys(joost.get("/team/").text)})
    page = joost.post("/verhalen/nieuw/", form)
    assert page.status_code == 409
    assert Verhaal.objects.count() == 0
    assert "no-store" in page["Cache-Control"]
    assert "Je werkt nu voor Stichting Overkant" in words(page.text)
    assert "Dit formulier was voor Welzijn De Brink." in words(page.text)
    address, fields = resend(page.text)
    assert {**fields, "csrfmiddlewaretoken": ""} == {**form, "csrfmiddlewaretoken": ""}
    # One press: the browser switches and sends the same fields on to where they were meant for.
    onward = joost.post(address, fields)
    assert onward.status_code == 307
    assert onward["Location"] == "/verhalen/nieuw/"
    assert joost.post(onward["Location"], fields).status_code == 302
    assert [verhaal.organisatie.slug for verhaal in Verhaal.objects.all()] == ["de-brink"]


def test_a_form_of_a_membership_that_stopped_comes_back_to_be_copied(
    wereld: Wereld, joost: Client, tweede: Lidmaatschap
) -> None:
    collega = wereld.joost
    form = form_of(joost, wereld.kade)
    collega.actief = False
    collega.save()
    page = joost.post("/verhalen/nieuw/", form)
    assert page.status_code == 409
    assert Verhaal.objects.count() == 0
    assert "Bij die organisatie hoor je niet meer." in page.text
    assert "koken om de beurt" in page.text
    assert 'id="getypt"' not in page.text


@pytest.mark.parametrize("sent", [None, "", "{pk}", "{pk}:", "{pk}:verzonnen", "{other}"])
def test_a_form_that_does_not_say_for_whom_it_was_drawn_comes_back(
    wereld: Wereld, joost: Client, sent: str | None
) -> None:
    form = form_of(joost, wereld.kade)
    del form[FIELD]
    if sent is not None:
        form[FIELD] = sent.format(pk=wereld.joost.pk, other=signed(wereld.samira))
    page = joost.post("/verhalen/nieuw/", form)
    assert page.status_code == 409
    assert Verhaal.objects.count() == 0
    # It can be copied; nobody can tell whose it is, so there is no button to send it.
    assert "koken om de beurt" in page.text
    assert 'id="getypt"' not in page.text
    assert "Dit formulier was daar niet voor." in page.text


def test_the_key_of_a_membership_is_not_shown_as_something_typed(
    wereld: Wereld, joost: Client, tweede: Lidmaatschap
) -> None:
    form = form_of(joost, wereld.kade)
    joost.post("/lid/wisselen/", {"lid": tweede.pk, **keys(joost.get("/team/").text)})
    page = joost.post("/verhalen/nieuw/", form)
    assert page.text.count(f'value="{form[FIELD]}"') == 1
    assert "Lidmaatschap</label>" not in page.text


def test_back_at_the_first_organisation_its_form_still_holds(
    wereld: Wereld, joost: Client, tweede: Lidmaatschap
) -> None:
    form = form_of(joost, wereld.kade)
    for lid in (tweede, wereld.joost):
        joost.post("/lid/wisselen/", {"lid": lid.pk, **keys(joost.get("/team/").text)})
    assert joost.post("/verhalen/nieuw/", form).status_code == 302
    assert Verhaal.objects.get().organisatie == wereld.joost.organisatie


def test_a_button_of_another_organisation_leads_back_to_its_page(
    wereld: Wereld, joost: Client, tweede: Lidmaatschap
) -> None:
    button = keys(joost.get("/team/").text)
    joost.post(f"/lid/wisselen/?lid={tweede.pk}", button)
    page = joost.post(
        "/afspraken/1/gedaan/",
        button,
        headers={"Referer": "http://testserver/contacten/1/"},
    )
    assert page.status_code == 409
    back = {"lid": wereld.joost.pk, "naar": "/contacten/1/", **keys(page.text)}
    assert 'name="naar" value="/contacten/1/"' in page.text
    assert joost.post("/lid/wisselen/", back)["Location"] == "/contacten/1/"


@pytest.mark.parametrize(
    ("field", "elsewhere"),
    [("naar", "//evil.example/"), ("naar", "https://evil.example/"), ("naar", "javascript:1")],
)
def test_switching_leads_to_no_other_site(
    joost: Client, tweede: Lidmaatschap, field: str, elsewhere: str
) -> None:
    own = keys(joost.get("/team/").text)
    form = {"lid": tweede.pk, field: elsewhere, **own}
    assert joost.post("/lid/wisselen/", form)["Location"] == "/vandaag/"
    address = f"/lid/wisselen/?lid={tweede.pk}&opnieuw={elsewhere}"
    assert joost.post(address, own)["Location"] == "/vandaag/"


def test_the_words_of_an_expired_session_are_kept_until_after_the_login(
    wereld: Wereld, joost: Client
) -> None:
    form = form_of(joost, wereld.kade)
    joost.session.flush()
    page = joost.post("/verhalen/nieuw/", form, headers=ORIGIN)
    assert page.status_code == 403
    assert "Je was uitgelogd" in page.text
    assert "no-store" in page["Cache-Control"]
    assert "&lt;niets&gt;" in page.text
    assert "/accounts/login/?next=%2Fvandaag%2F" in page.text
    address, fields = resend(page.text)
    assert address == "/verhalen/nieuw/"
    assert fields["tekst"] == TEKST
    # Logging in gives a new secret, so the old token no longer holds: one page more.
    joost.force_login(wereld.joost.gebruiker)
    joost.cookies["csrftoken"] = "n" * 32
    page = joost.post(address, fields, headers=ORIGIN)
    assert page.status_code == 403
    assert Verhaal.objects.count() == 0
    address, fields = resend(page.text)
    assert joost.post(address, fields, headers=ORIGIN).status_code == 302
    assert Verhaal.objects.get().tekst == TEKST


def test_the_next_person_at_a_computer_cannot_send_the_words_of_the_last(
    wereld: Wereld, joost: Client
) -> None:
    form = form_of(joost, wereld.kade)
    joost.force_login(wereld.ruben.gebruiker)
    joost.cookies["csrftoken"] = "n" * 32
    page = joost.post("/verhalen/nieuw/", form, headers=ORIGIN)
    assert page.status_code == 403
    assert 'id="getypt"' not in page.text
    assert "koken om de beurt" in page.text


def test_a_form_of_another_site_is_not_repeated(wereld: Wereld, joost: Client) -> None:
    wereld.bring("joost")
    form = {"csrfmiddlewaretoken": "x" * 64, "tekst": "Klik hieronder"}
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {}):
        page = joost.post("/verhalen/nieuw/", form, headers=headers)
        assert page.status_code == 403
        assert "Klik hieronder" not in page.text


def test_no_password_comes_back(wereld: Wereld) -> None:
    secret = "een lange zin over de buurt"
    strict(wereld.anonymous)
    for path, field in (("/accounts/login/", "password"), ("/uitnodiging/x/", "wachtwoord")):
        page = wereld.anonymous.post(path, {"naam": "Nora Nieuw", field: secret}, headers=ORIGIN)
        assert page.status_code == 403
        assert secret not in page.text
    assert "Nora Nieuw" in page.text
    assert 'id="getypt"' not in page.text


def test_a_resident_keeps_their_plan(wereld: Wereld) -> None:
    wereld.bring("de_brink")
    plan = {"titel": "Soep", "plan": "Elke week soep voor de straat. " * 4, "altcha": "bewijs"}
    page = strict(wereld.anonymous).post("/meedoen/de-brink/", plan, headers=ORIGIN)
    assert page.status_code == 403
    address, fields = resend(page.text)
    assert address == "/meedoen/de-brink/"
    del plan["altcha"], fields["csrfmiddlewaretoken"]
    assert fields == plan


@pytest.mark.parametrize(
    ("referer", "onward"),
    [
        ("http://testserver/contacten/3/?na=x", "%2Fcontacten%2F3%2F%3Fna%3Dx"),
        ("https://evil.example/contacten/3/", "%2Fvandaag%2F"),
        ("", "%2Fvandaag%2F"),
    ],
)
def test_after_a_button_without_session_you_return_to_its_page(
    wereld: Wereld, referer: str, onward: str
) -> None:
    headers = {"Referer": referer} if referer else {}
    response = wereld.anonymous.post("/afspraken/3/gedaan/", headers=headers)
    assert response.status_code == 302
    assert response["Location"] == f"/accounts/login/?next={onward}"


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_part_of_a_page_sends_the_whole_page_to_the_login(wereld: Wereld, method: str) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/signalen/3/"}
    response = getattr(wereld.anonymous, method)("/draad/signaal/3/", headers=headers)
    assert response.status_code == 200
    assert response.content == b""
    assert response["HX-Redirect"] == "/accounts/login/?next=%2Fsignalen%2F3%2F"


def test_a_part_drawn_for_another_membership_draws_the_page_anew(
    joost: Client, tweede: Lidmaatschap
) -> None:
    form = keys(joost.get("/team/").text)
    joost.post("/lid/wisselen/", {**form, "lid": tweede.pk})
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/initiatieven/3/"}
    old = {"csrfmiddlewaretoken": "x" * 64}
    for sent in (form, old):
        response = joost.post("/initiatieven/3/bereiken/", sent, headers=headers)
        assert response.status_code == 200
        assert response["HX-Redirect"] == "/initiatieven/3/"


def test_not_found_offers_the_other_organisation_whatever_is_there(
    wereld: Wereld, tweede: Lidmaatschap
) -> None:
    client = wereld.client(wereld.joost)
    for path in ("/signalen/999999/", "/deze/is/er/niet/"):
        page = client.get(path)
        assert page.status_code == 404
        assert "Verder als Stichting Overkant" in words(page.text)
        assert f'name="naar" value="{path}"' in page.text
    assert "Verder als" not in wereld.client(wereld.samira).get("/signalen/999999/").text
