"""Logging in: password, code, second step, and what a stranger can find out."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.core.cache import cache
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from opbouw.lib.models import Mail
from tests.personas import WACHTWOORD
from tests.wereld import Wereld
from tests.wijken.toegang.factor import app_code, give_factor, prove
from wijken.models import Gebruiker
from wijken.toegang.account_mail import MAILS
from wijken.toegang.accounts import SocialAccountAdapter

SAMIRA = {"login": "samira@voorbeeld.nl", "password": WACHTWOORD}


@pytest.fixture(autouse=True)
def fresh_limits(db: None) -> None:
    """Count from zero."""
    cache.clear()


def logged_in(client: Client) -> bool:
    """Whether the browser is in."""
    return "_auth_user_id" in client.session


def code_of_last_mail() -> str:
    """The login code, as its reader would copy it."""
    found = re.search(r"^[A-Z0-9-]{6,12}$", Mail.objects.latest("pk").tekst, re.MULTILINE)
    assert found
    return found.group()


def test_password(wereld: Wereld) -> None:
    wereld.bring("samira")
    response = wereld.anonymous.post("/accounts/login/", {**SAMIRA, "login": "Samira@Voorbeeld.NL"})
    assert response.status_code == 302
    assert response["Location"] == "/vandaag/"
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [
        ("samira@voorbeeld.nl", True, True)
    ]


def test_wrong_password_and_unknown_address_get_the_same_answer(wereld: Wereld) -> None:
    wereld.bring("samira")

    def answer(login: str) -> tuple[int, str]:
        response = wereld.anonymous.post(
            "/accounts/login/", {"login": login, "password": "mis" * 5}
        )
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.text)
        return response.status_code, text.replace(login, "…")

    assert answer("samira@voorbeeld.nl") == answer("niemand@voorbeeld.nl")


def test_an_own_header_does_not_give_a_new_address(wereld: Wereld) -> None:
    wereld.bring("samira")
    statuses = {
        wereld.anonymous.post(
            "/accounts/login/",
            {"login": f"x{n}@voorbeeld.nl", "password": "mis"},
            headers={"X-Forwarded-For": f"203.0.113.{n}"},
        ).status_code
        for n in range(40)
    }
    assert 429 in statuses


def test_code_by_mail(wereld: Wereld) -> None:
    wereld.bring("samira")
    response = wereld.anonymous.post("/accounts/login/code/", {"email": "SAMIRA@voorbeeld.nl"})
    assert response["Location"] == "/accounts/login/code/confirm/"
    mail = Mail.objects.get()
    assert mail.aan == "samira@voorbeeld.nl"
    assert mail.onderwerp == "Je code om in te loggen"
    code = code_of_last_mail()
    assert code in mail.html
    response = wereld.anonymous.post("/accounts/login/code/confirm/", {"code": code})
    assert response["Location"] == "/vandaag/"


def test_a_code_survives_three_guesses_only(wereld: Wereld) -> None:
    wereld.bring("samira")
    wereld.anonymous.post("/accounts/login/code/", {"email": "samira@voorbeeld.nl"})
    code = code_of_last_mail()
    for guess in ("AAAAAA", "BBBBBB", "CCCCCC"):
        wereld.anonymous.post("/accounts/login/code/confirm/", {"code": guess})
    wereld.anonymous.post("/accounts/login/code/confirm/", {"code": code})
    assert not logged_in(wereld.anonymous)


@pytest.mark.parametrize("path", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_asking_a_mail_tells_nothing_about_who_has_an_account(wereld: Wereld, path: str) -> None:
    wereld.bring("samira")

    def answer(email: str) -> tuple[int, str, str]:
        client = Client()
        response = client.post(path, {"email": email})
        page = client.get(response["Location"]).text.replace(email, "…")
        page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
        return response.status_code, response["Location"], page

    assert answer("samira@voorbeeld.nl") == answer("niemand@voorbeeld.nl")
    assert [mail.aan for mail in Mail.objects.all()] == ["samira@voorbeeld.nl"]


def test_new_password_by_mail(wereld: Wereld, settings: Settings) -> None:
    wereld.bring("samira")
    settings.BASE_URL = "https://opbouw.voorbeeld.nl"
    # A forged Host never reaches the link.
    wereld.anonymous.post(
        "/accounts/password/reset/", {"email": "samira@voorbeeld.nl"}, headers={"Host": "localhost"}
    )
    found = re.search(r"https://opbouw\.voorbeeld\.nl(/accounts/\S+)", Mail.objects.get().tekst)
    assert found
    page = wereld.anonymous.get(found[1], follow=True)
    path = page.redirect_chain[-1][0]
    for weak in ("kort", "123456789012"):
        assert "fouten" in wereld.anonymous.post(path, {"password1": weak, "password2": weak}).text
    new = "een heel nieuwe zin over de buurt"
    wereld.anonymous.post(path, {"password1": new, "password2": new})
    assert Gebruiker.objects.get(email="samira@voorbeeld.nl").check_password(new)
    assert "werkt niet meer" in Client().get(found[1], follow=True).text


@pytest.mark.django_db(transaction=True)
def test_second_step_with_an_app(wereld: Wereld) -> None:
    wereld.bring("samira")
    client = wereld.anonymous
    client.post("/accounts/login/", SAMIRA)
    client.post("/accounts/reauthenticate/", {"password": WACHTWOORD})
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert secret in page.text
    response = client.post("/accounts/2fa/totp/activate/", {"code": app_code(secret)})
    assert response["Location"] == "/accounts/2fa/recovery-codes/"
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in stored
    codes = client.get("/accounts/2fa/recovery-codes/").context["unused_codes"]
    assert len(codes) == 10

    fresh = Client()
    response = fresh.post("/accounts/login/", SAMIRA)
    assert response["Location"] == "/accounts/2fa/authenticate/"
    assert logged_in(fresh) is False
    assert fresh.get("/vandaag/").status_code == 302
    fresh.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert not logged_in(fresh)
    fresh.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert logged_in(fresh)

    again = Client()
    again.post("/accounts/login/", SAMIRA)
    again.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert not logged_in(again), "a recovery code works once"


def test_the_mailed_code_does_not_go_round_the_second_step(wereld: Wereld) -> None:
    TOTP.activate(wereld.samira.gebruiker, "JBSWY3DPEHPK3PXP")
    wereld.anonymous.post("/accounts/login/code/", {"email": "samira@voorbeeld.nl"})
    response = wereld.anonymous.post("/accounts/login/code/confirm/", {"code": code_of_last_mail()})
    assert response["Location"] == "/accounts/2fa/authenticate/"
    assert logged_in(wereld.anonymous) is False


def test_in_production_members_and_staff_need_a_second_step(
    wereld: Wereld, settings: Settings
) -> None:
    opbouwwerker = wereld.samira
    settings.SECOND_FACTOR_REQUIRED = True
    opbouwwerker.gebruiker.is_staff = opbouwwerker.gebruiker.is_superuser = True
    opbouwwerker.gebruiker.save()
    client = wereld.client(opbouwwerker)
    assert client.get("/team/")["Location"] == "/accounts/2fa/"
    assert client.get("/beheer/", follow=True).redirect_chain[-1] == ("/accounts/2fa/", 302)
    prove(client, give_factor(opbouwwerker.gebruiker)[0])
    assert client.get("/team/").status_code == 200
    assert client.get("/beheer/").status_code == 200


def test_the_administration_holds_people_and_areas_only(wereld: Wereld) -> None:
    opbouwwerker = wereld.samira
    opbouwwerker.gebruiker.is_staff = opbouwwerker.gebruiker.is_superuser = True
    opbouwwerker.gebruiker.save()
    client = wereld.client(opbouwwerker)
    models = client.get("/beheer/").context["app_list"][0]["models"]
    assert [model["object_name"] for model in models] == [
        "Gebied",
        "Gebruiker",
        "Lidmaatschap",
        "Organisatie",
    ]
    client.post(
        "/beheer/wijken/gebruiker/add/",
        {"naam": "Eva", "email": "Eva@Voorbeeld.nl", "is_active": "on"},
    )
    eva = Gebruiker.objects.get(email="eva@voorbeeld.nl")
    assert not eva.has_usable_password()
    assert EmailAddress.objects.get(user=eva).verified


@pytest.mark.parametrize(
    ("email", "verified", "found"),
    [
        ("samira@voorbeeld.nl", True, True),
        ("samira@voorbeeld.nl", False, False),
        ("niemand@voorbeeld.nl", True, False),
    ],
)
def test_an_outside_login_opens_only_the_account_with_the_verified_address(
    wereld: Wereld, rf: RequestFactory, email: str, verified: bool, found: bool
) -> None:
    wereld.bring("samira")

    class Provider:
        app = None

        def get_settings(self) -> dict[str, Any]:
            return {}

    login = SocialLogin(
        account=SocialAccount(provider="organisatie", uid="1"),
        email_addresses=[EmailAddress(email=email, verified=verified)],
        provider=Provider(),
    )
    login.lookup()
    assert (login.user == wereld.samira.gebruiker) is found
    assert not SocialAccountAdapter().is_open_for_signup(rf.get("/"), login)


def test_every_mail_of_allauth_has_our_words(wereld: Wereld) -> None:
    wereld.bring("samira")
    words = [str(part) for mail in MAILS.values() for part in (mail.onderwerp, *mail.alineas)]
    assert [word for word in words if not word.strip()] == []


def test_no_inline_script_on_any_login_page(wereld: Wereld) -> None:
    client = wereld.client(wereld.samira)
    client.post("/accounts/reauthenticate/", {"password": WACHTWOORD})
    pages = [Client().get("/accounts/login/").text]
    pages += [
        client.get(f"/accounts/2fa/{path}").text for path in ("", "totp/activate/", "webauthn/add/")
    ]
    for page in pages:
        inline = re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>", page)
        assert inline == []
        assert re.findall(r"\son\w+=", page) == []
        assert "style=" not in page


def test_pages_about_logging_in_speak_to_the_reader(wereld: Wereld) -> None:
    client = wereld.client(wereld.samira)
    change = client.get("/accounts/password/change/").content.decode()
    assert "Minstens twaalf tekens. Een zin werkt goed." in change
    for page in (change, wereld.anonymous.get("/accounts/password/reset/").content.decode()):
        words = re.sub(r"<[^>]*>", " ", page)
        assert re.findall(r"\b[Uu]w\b|/accounts/\S*", words) == []
