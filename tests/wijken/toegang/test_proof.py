"""The second factor belongs to the session: what this one did not prove, it does not open."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from signalen.models import Verhaal
from tests.personas import WACHTWOORD
from tests.wereld import Wereld
from tests.wijken.toegang.factor import app_code, give_factor, kinds, prove
from tests.wijken.toegang.test_returned import form_of, resend
from wijken.models import Gebruiker

PROOF = "/accounts/2fa/reauthenticate/"


def make_staff(gebruiker: Gebruiker) -> None:
    """Let this account into the administration."""
    gebruiker.is_staff = gebruiker.is_superuser = True
    gebruiker.save()


def make_older(client: Client, *, seconds: int) -> None:
    """Let so much time pass since this session proved its factor."""
    session = client.session
    records = session["account_authentication_methods"]
    records[-1]["at"] -= seconds
    session["account_authentication_methods"] = records
    session.save()


@pytest.mark.parametrize("required", [True, False])
def test_a_session_by_password_alone_is_closed_once_the_account_has_a_factor(
    wereld: Wereld, settings: Settings, required: bool
) -> None:
    settings.SECOND_FACTOR_REQUIRED = required
    make_staff(wereld.samira.gebruiker)
    client = wereld.client(wereld.samira)
    codes = give_factor(wereld.samira.gebruiker)
    assert client.get("/team/?na=3")["Location"] == f"{PROOF}?next=%2Fteam%2F%3Fna%3D3"
    onward = client.get("/beheer/wijken/gebruiker/", follow=True).redirect_chain[-1][0]
    assert onward == f"{PROOF}?next=%2Fbeheer%2Fwijken%2Fgebruiker%2F"
    part = client.get("/team/", headers={"HX-Request": "true"})
    assert (part.content, part["HX-Redirect"][: len(PROOF)]) == (b"", PROOF)
    assert prove(client, codes[0], onward="/team/") == "/team/"
    assert client.get("/team/").status_code == 200
    assert client.get("/beheer/wijken/gebruiker/").status_code == 200
    # Another session of the same account proved nothing by it.
    assert wereld.client(wereld.samira).get("/team/").status_code == 302


def test_a_wrong_code_proves_nothing(wereld: Wereld) -> None:
    give_factor(wereld.samira.gebruiker)
    client = wereld.client(wereld.samira)
    assert prove(client, "000000") == ""
    assert client.get("/team/").status_code == 302


def test_the_password_alone_changes_no_factor_and_shows_no_code(wereld: Wereld) -> None:
    client = wereld.client(wereld.samira)
    client.post("/accounts/reauthenticate/", {"password": WACHTWOORD})
    give_factor(wereld.samira.gebruiker)
    for path in (
        "/accounts/2fa/",
        "/accounts/2fa/recovery-codes/",
        "/accounts/2fa/recovery-codes/download/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/totp/deactivate/",
        "/accounts/password/change/",
    ):
        for answer in (client.get(path), client.post(path)):
            assert answer["Location"].startswith(PROOF), path
    # Giving the password again is no way round it.
    answer = client.post("/accounts/reauthenticate/", {"password": WACHTWOORD})
    assert answer["Location"] == PROOF
    assert kinds(wereld.samira.gebruiker) == {"totp", "recovery_codes"}


@pytest.mark.django_db(transaction=True)
def test_the_session_that_sets_a_factor_up_has_proved_it(
    wereld: Wereld, settings: Settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    client = wereld.client(wereld.samira)
    assert client.get("/team/")["Location"] == "/accounts/2fa/"
    client.post("/accounts/reauthenticate/", {"password": WACHTWOORD})
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": app_code(secret)})
    assert client.get("/team/").status_code == 200
    assert client.get("/accounts/2fa/recovery-codes/").status_code == 200
    codes = client.get("/accounts/2fa/recovery-codes/download/")
    assert codes.headers["Content-Disposition"] == 'attachment; filename="herstelcodes-opbouw.txt"'
    assert len(codes.text.split()) == 10


def test_text_typed_before_the_second_step_waits_for_it(wereld: Wereld) -> None:
    client = wereld.client(wereld.joost)
    form = form_of(client, wereld.kade)
    codes = give_factor(wereld.joost.gebruiker)
    page = client.post("/verhalen/nieuw/", form)
    assert page.status_code == 403
    assert Verhaal.objects.count() == 0
    assert "Zet eerst je tweede stap" in page.text
    assert f"{PROOF}?next=%2Fvandaag%2F" in page.text
    address, fields = resend(page.text)
    prove(client, codes[0])
    assert client.post(address, fields).status_code == 302
    assert Verhaal.objects.get().tekst == form["tekst"].replace("\r\n", "\n")


def test_a_button_before_the_second_step_leads_back_to_its_page(wereld: Wereld) -> None:
    client = wereld.client(wereld.samira)
    give_factor(wereld.samira.gebruiker)
    answer = client.post(
        "/afspraken/1/gedaan/", headers={"Referer": "http://testserver/contacten/1/"}
    )
    assert answer["Location"] == f"{PROOF}?next=%2Fcontacten%2F1%2F"


def test_the_administration_asks_the_factor_again_after_an_hour(wereld: Wereld) -> None:
    make_staff(wereld.samira.gebruiker)
    codes = give_factor(wereld.samira.gebruiker)
    client = wereld.client(wereld.samira)
    prove(client, codes[0])
    make_older(client, seconds=3601)
    assert client.get("/team/").status_code == 200
    assert client.get("/beheer/", follow=True).redirect_chain[-1][0].startswith(PROOF)
    prove(client, codes[1])
    assert client.get("/beheer/").status_code == 200


@pytest.mark.parametrize("trusted", [True, False])
def test_a_provider_proves_a_factor_only_where_the_settings_say_so(
    wereld: Wereld, settings: Settings, trusted: bool
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    settings.OIDC_PROVES_SECOND_FACTOR = trusted
    client = wereld.client(wereld.samira)
    session = client.session
    session["account_authentication_methods_user"] = str(wereld.samira.gebruiker_id)
    session["account_authentication_methods"] = [
        {"method": "socialaccount", "at": 1.0, "provider": "organisatie", "uid": "1"}
    ]
    session.save()
    assert client.get("/team/").status_code == (200 if trusted else 302)


def test_logging_out_needs_no_second_step(wereld: Wereld) -> None:
    give_factor(wereld.samira.gebruiker)
    client: Client = wereld.client(wereld.samira)
    assert client.get("/accounts/logout/").status_code == 200
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


def test_a_first_password_asks_the_factor_anew(wereld: Wereld) -> None:
    gebruiker = wereld.samira.gebruiker
    gebruiker.set_unusable_password()
    gebruiker.save()
    codes = give_factor(gebruiker)
    client = wereld.client(wereld.samira)
    prove(client, codes[0])
    make_older(client, seconds=400)
    assert client.get("/accounts/password/set/")["Location"].startswith(PROOF)
    prove(client, codes[1])
    assert client.get("/accounts/password/set/").status_code == 200
