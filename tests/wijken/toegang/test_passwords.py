"""Which passwords are refused, and that every page says so in Dutch and beforehand."""

import re
import unicodedata
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher, check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.html import strip_tags

from opbouw.lib.models import Mail
from tests.personas import WACHTWOORD
from tests.wereld import Wereld
from wijken.actions.uitnodiging import invite
from wijken.models import Gebruiker, Lidmaatschap, Rol
from wijken.toegang.passwords import PASSWORD_RULE

CHANGE = "/accounts/password/change/"
GOOD = "soep met veertig balletjes"
SHORT = "Dit wachtwoord is te kort. Neem minstens twaalf tekens."
EASY = "Dit wachtwoord is makkelijk te raden"


def sent(client: Client, path: str, password: str, **other: str) -> str:
    """Send a new password and return the words of the page."""
    form = {"password1": password, "password2": password, "wachtwoord": password, **other}
    return strip_tags(client.post(path, form).text)


def invited(wereld: Wereld) -> str:
    """Return the link of an invitation for Nora, by De Brink."""
    invite(
        by=wereld.marijke,
        naam="Nora",
        email="nora@voorbeeld.nl",
        rol=Rol.OPBOUWWERKER,
        gebieden=[],
    )
    found = re.search(r"/uitnodiging/[\w-]+/", Mail.objects.latest("pk").tekst)
    assert found
    return found.group()


def reset(client: Client, email: str) -> str:
    """Ask for a new password and return the page where it is chosen."""
    client.post("/accounts/password/reset/", {"email": email})
    found = re.search(r"/accounts/password/reset/key/\S+", Mail.objects.latest("pk").tekst)
    assert found
    return str(client.get(found.group(), follow=True).redirect_chain[-1][0])


def pages(wereld: Wereld) -> list[tuple[Client, str, dict[str, str]]]:
    """Every page where somebody chooses a password, with what else its form asks."""
    wereld.bring("samira", "joost")
    member = wereld.client(wereld.samira)
    fresh = Client()
    return [
        (member, CHANGE, {"oldpassword": WACHTWOORD}),
        (fresh, reset(fresh, "joost@voorbeeld.nl"), {}),
        (Client(), invited(wereld), {"naam": "Nora", "manier": "wachtwoord"}),
    ]


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("kort", SHORT),
        ("welkom123456", EASY),
        ("gemeente2026", EASY),
        ("opbouw-demo-2026", EASY),
        ("Welzijn De Brink 2026", EASY),
        ("Zonderwater-2026", EASY),
        ("Klaverveld01!", EASY),
        ("een zin " * 17, "Dit wachtwoord is te lang. Neem hoogstens 128 tekens."),
    ],
)
def test_every_page_refuses_it_in_dutch(wereld: Wereld, password: str, said: str) -> None:
    for client, path, other in pages(wereld):
        words = sent(client, path, password, **other)
        assert said in words, path
        assert re.findall(r"\b(?:password|too short|characters|must contain)\b", words) == []
    assert not Gebruiker.objects.filter(email="nora@voorbeeld.nl").exists()
    assert Gebruiker.objects.get(email="samira@voorbeeld.nl").check_password(WACHTWOORD)


def test_every_page_tells_the_rule_beforehand_and_takes_a_sentence(wereld: Wereld) -> None:
    for client, path, other in pages(wereld):
        assert str(PASSWORD_RULE) in client.get(path).text, path
        sent(client, path, GOOD, **other)
    for email in ("samira@voorbeeld.nl", "joost@voorbeeld.nl", "nora@voorbeeld.nl"):
        assert Gebruiker.objects.get(email=email).check_password(GOOD)


@pytest.mark.parametrize("password", ["Samira Bennani 1987", "samira@voorbeeld.nl"])
def test_ones_own_name_and_address_are_refused(wereld: Wereld, password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, wereld.samira.gebruiker)


def test_sixty_four_characters_of_any_kind_and_more_are_fine(wereld: Wereld) -> None:
    for password in ("sjoemel kwispel " * 8, "ünïcödé 🌷 مفتاح البيت القديم", "x7Kp2mQ9vL4z"):
        validate_password(password, wereld.samira.gebruiker)


def test_a_password_without_end_is_not_hashed_at_login(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    wereld.bring("samira")
    lengths: list[int] = []

    def check(_self: Any, password: str) -> bool:
        lengths.append(len(password))
        return False

    monkeypatch.setattr(Gebruiker, "check_password", check)
    Client().post("/accounts/login/", {"login": "samira@voorbeeld.nl", "password": "x" * 5_000})
    assert lengths == [513]


# What one keyboard sends and what another does: composed and in parts, wide, ligature, full stop.
SAME = [
    ("café met één croissant", unicodedata.normalize("NFD", "café met één croissant")),
    ("soep 123 op dinsdag", "soep １２３ op dinsdag"),
    ("ijsberen op het plein", "ĳsberen op het plein"),
    ("ﬁetsen langs de ﬂat…", "fietsen langs de flat..."),
    ("\u00c5 staat bij de deur", "\u212b staat bij de deur"),
    ("\u0622خر الباب القديم هنا", "\u0627\u0653خر الباب القديم هنا"),
]


@pytest.mark.parametrize(("chosen", "typed"), [*SAME, *((b, a) for a, b in SAME)])
def test_a_password_is_the_same_on_every_keyboard(wereld: Wereld, chosen: str, typed: str) -> None:
    assert chosen != typed
    for number, (client, path, other) in enumerate(pages(wereld)):
        sent(client, path, chosen, **other)
        email = ("samira@voorbeeld.nl", "joost@voorbeeld.nl", "nora@voorbeeld.nl")[number]
        login = {"login": email, "password": typed}
        assert Client().post("/accounts/login/", login).status_code == 302, path
        assert (
            Client().post("/accounts/login/", {**login, "password": typed[:-1]}).status_code != 302
        )
    # Asked again in the middle of the work, and as the old one of a change.
    client = wereld.client(wereld.samira)
    form = {"oldpassword": typed, "password1": GOOD, "password2": GOOD}
    assert client.post(CHANGE, form).status_code == 302


def old_hash(lid: Lidmaatschap, password: str) -> str:
    """Give a member the hash that release 0.1 made, of what was typed; returns it."""
    lid.gebruiker.password = make_password(password)
    lid.gebruiker.save()
    return lid.gebruiker.password


@pytest.mark.parametrize("typed", [one for pair in SAME for one in pair])
def test_an_old_hash_is_still_right_and_is_replaced_at_the_next_login(
    wereld: Wereld, typed: str
) -> None:
    wereld.bring("samira")
    before = old_hash(wereld.samira, typed)
    login = {"login": "samira@voorbeeld.nl", "password": typed}
    assert Client().post("/accounts/login/", login).status_code == 302
    gebruiker = Gebruiker.objects.get(email="samira@voorbeeld.nl")
    even = unicodedata.normalize("NFKC", typed)
    assert (gebruiker.password == before) is (even == typed)
    assert check_password(even, gebruiker.password)
    # And from now on on every keyboard.
    assert all(gebruiker.check_password(one) for one in (typed, even))


def test_who_is_at_work_stays_logged_in_with_an_old_hash(wereld: Wereld) -> None:
    typed = SAME[0][1]
    old_hash(wereld.samira, typed)
    client = wereld.client(wereld.samira)
    asked = client.post("/accounts/reauthenticate/", {"password": typed})
    assert asked.status_code == 302
    assert client.get("/vandaag/").status_code == 200
    refused = {"oldpassword": typed, "password1": "kort", "password2": "kort"}
    assert SHORT in client.post(CHANGE, refused).text
    assert client.get("/vandaag/").status_code == 200


def test_an_unknown_address_takes_as_many_hashes_as_a_known_one(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    wereld.bring("samira")
    made: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        made.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    for typed in ("een gewone zin van hier", *(one for pair in SAME for one in pair)):
        counts = set()
        for email in ("samira@voorbeeld.nl", "niemand@voorbeeld.nl"):
            made.clear()
            Client().post("/accounts/login/", {"login": email, "password": typed})
            counts.add(len(made))
        assert len(counts) == 1, typed


@pytest.mark.parametrize(
    ("password", "said"),
    [
        # Eleven letters, whatever number of characters they came in.
        (unicodedata.normalize("NFD", "éèêëçñöüåžł"), SHORT),
        # One sign that is read as a sentence of eighteen letters.
        ("\ufdfa", SHORT),
        ("ｗｅｌｋｏｍ１２３４５６", EASY),
        ("𝐠𝐞𝐦𝐞𝐞𝐧𝐭𝐞𝟐𝟎𝟐𝟔", EASY),
        ("\ufdfa" * 12, "Dit wachtwoord is te lang. Neem hoogstens 128 tekens."),
        ("e\u0301" * 50_000, "Dit wachtwoord is te lang. Neem hoogstens 128 tekens."),
    ],
)
def test_a_password_is_measured_as_it_is_hashed(password: str, said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password)
    assert len(refused.value.messages) == 1
    assert said in refused.value.messages[0]


def test_a_password_of_many_parts_may_be_as_long_as_another() -> None:
    validate_password(unicodedata.normalize("NFD", "één zin met café, crème brûlée en ü " * 3))
