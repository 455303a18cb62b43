"""What happens to an account is in the audit trail of each organisation that it works for."""

import re
from functools import partial

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from opbouw.lib.models import AuditRegel, Mail
from tests.keten import at_once, hidden
from tests.personas import WACHTWOORD
from tests.wereld import Wereld
from wijken.models import Gebruiker, Lidmaatschap, Rol
from wijken.queries.lid import pick

LOGIN = "/accounts/login/"
SAMIRA = {"login": "samira@voorbeeld.nl", "password": WACHTWOORD}
WRONG = {**SAMIRA, "password": "geheim getypt wachtwoord"}
GOOD = "soep met veertig balletjes"
Row = tuple[str, str, int | None, int | None]


def trail() -> list[Row]:
    """What was done, how, for which organisation and by whom."""
    rows = AuditRegel.objects.order_by("pk")
    return list(rows.values_list("handeling", "naar", "organisatie_id", "door"))


def own(lid: Lidmaatschap, *rows: tuple[str, str]) -> list[Row]:
    """The same rows, of and by this member."""
    return [(what, how, lid.organisatie_id, lid.gebruiker_id) for what, how in rows]


def test_logging_in_and_out(wereld: Wereld) -> None:
    wereld.bring("samira")
    client = wereld.anonymous
    client.post(LOGIN, SAMIRA)
    client.post("/accounts/logout/")
    assert trail() == own(wereld.samira, ("ingelogd", "wachtwoord"), ("uitgelogd", ""))
    row = AuditRegel.objects.latest("pk")
    assert (row.object_soort, row.object_id) == ("wijken.gebruiker", wereld.samira.gebruiker_id)


def test_each_organisation_has_its_own_row_and_where_one_worked_stays(wereld: Wereld) -> None:
    samira = wereld.samira
    second = Lidmaatschap.objects.create(
        gebruiker=samira.gebruiker, organisatie=wereld.overkant, rol=Rol.OPBOUWWERKER
    )
    stopped = Lidmaatschap.objects.create(
        gebruiker=samira.gebruiker, organisatie=wereld.gemeente, rol=Rol.LEZER, actief=False
    )
    wereld.anonymous.post(LOGIN, SAMIRA)
    assert {row[2] for row in trail()} == {samira.organisatie_id, second.organisatie_id}
    assert stopped.organisatie_id not in {row[2] for row in trail()}
    assert pick(samira.gebruiker, None) == samira


def test_a_wrong_password_names_the_account_and_nothing_that_was_typed(wereld: Wereld) -> None:
    samira = wereld.samira
    wereld.anonymous.post(LOGIN, WRONG)
    wereld.anonymous.post(LOGIN, {**WRONG, "login": "iemand.anders@voorbeeld.nl"})
    assert trail() == [
        ("inloggen_mislukt", "wachtwoord", samira.organisatie_id, None),
        ("inloggen_mislukt", "wachtwoord", None, None),
    ]
    stored = str(list(AuditRegel.objects.values()))
    for typed in ("geheim", "iemand.anders", "samira@"):
        assert typed not in stored


@pytest.mark.django_db(transaction=True)
def test_a_flood_of_failures_is_eleven_rows_an_hour(wereld: Wereld) -> None:
    wereld.bring("samira")
    posts = [partial(Client(REMOTE_ADDR=f"198.51.100.{n}").post, LOGIN, WRONG) for n in range(20)]
    at_once(*posts)
    assert [row[0] for row in trail()].count("inloggen_mislukt") == 10
    assert [row[0] for row in trail()].count("inloggen_mislukt_vaker") == 1
    for number in range(15):
        Client(REMOTE_ADDR=f"203.0.113.{number}").post(LOGIN, {**WRONG, "login": f"x{number}@y.nl"})
    assert AuditRegel.objects.filter(organisatie_id=None).count() == 11


def test_a_wrong_code_from_a_mail(wereld: Wereld) -> None:
    samira = wereld.samira
    wereld.anonymous.post("/accounts/login/code/", {"email": SAMIRA["login"]})
    wereld.anonymous.post("/accounts/login/code/confirm/", {"code": "AAAAAA"})
    found = re.search(r"^[A-Z0-9-]{6,12}$", Mail.objects.get().tekst, re.MULTILINE)
    assert found
    wereld.anonymous.post("/accounts/login/code/confirm/", {"code": found.group()})
    assert trail() == [
        ("inloggen_mislukt", "code in de mail", samira.organisatie_id, None),
        *own(samira, ("ingelogd", "code in de mail")),
    ]


def test_a_wrong_second_step(wereld: Wereld) -> None:
    samira = wereld.samira
    TOTP.activate(samira.gebruiker, "JBSWY3DPEHPK3PXP")
    wereld.anonymous.post(LOGIN, SAMIRA)
    wereld.anonymous.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert trail() == [("inloggen_mislukt", "app", samira.organisatie_id, None)]


def test_a_code_of_an_app_that_was_used_already(wereld: Wereld) -> None:
    samira = wereld.samira
    TOTP.activate(samira.gebruiker, "JBSWY3DPEHPK3PXP")
    code = current("JBSWY3DPEHPK3PXP")
    for client in (Client(), Client()):
        client.post(LOGIN, SAMIRA)
        client.post("/accounts/2fa/authenticate/", {"code": code})
    assert trail() == [
        *own(samira, ("ingelogd", "wachtwoord, app")),
        ("inloggen_mislukt", "app", samira.organisatie_id, None),
    ]


def test_a_wrong_passkey_is_of_the_account_only_when_the_password_was_right(
    wereld: Wereld,
) -> None:
    samira = wereld.samira
    TOTP.activate(samira.gebruiker, "JBSWY3DPEHPK3PXP")
    # An answer says itself whose it is; whoever made it up chose the name.
    named = f'{{"response": {{"userHandle": "{samira.gebruiker_id}"}}}}'
    Client().post("/accounts/2fa/webauthn/login/", {"credential": named})
    client = Client()
    client.post(LOGIN, SAMIRA)
    client.post("/accounts/2fa/authenticate/", {"credential": named})
    assert trail() == [
        ("inloggen_mislukt", "toegangssleutel", None, None),
        ("inloggen_mislukt", "toegangssleutel", samira.organisatie_id, None),
    ]


@pytest.mark.django_db(transaction=True)
def test_changes_of_the_second_step(wereld: Wereld) -> None:
    samira = wereld.samira
    client = wereld.client(samira)
    client.post("/accounts/reauthenticate/", {"password": WACHTWOORD})
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": current(secret)})
    client.post("/accounts/2fa/recovery-codes/generate/")
    client.post("/accounts/2fa/totp/deactivate/")
    assert sorted(trail()) == sorted(
        own(
            samira,
            ("tweede_stap_erbij", "app"),
            ("tweede_stap_erbij", "herstelcode"),
            ("herstelcodes_vernieuwd", ""),
            ("tweede_stap_weg", "app"),
            ("tweede_stap_weg", "herstelcode"),
        )
    )


def current(secret: str) -> str:
    """What the app on the phone shows now."""
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


def test_a_new_password_inside_and_by_mail(wereld: Wereld) -> None:
    samira = wereld.samira
    wereld.client(samira).post(
        "/accounts/password/change/",
        {"oldpassword": WACHTWOORD, "password1": GOOD, "password2": GOOD},
    )
    client = Client()
    client.post("/accounts/password/reset/", {"email": SAMIRA["login"]})
    found = re.search(r"/accounts/password/reset/key/\S+", Mail.objects.latest("pk").tekst)
    assert found
    path = client.get(found.group(), follow=True).redirect_chain[-1][0]
    client.post(path, {"password1": WACHTWOORD * 2, "password2": WACHTWOORD * 2})
    client.post(path, {"password1": GOOD + "!", "password2": GOOD + "!"})
    # The session of the first change ends with the second.
    assert trail() == own(
        samira,
        ("wachtwoord_gewijzigd", ""),
        ("wachtwoord_hersteld", ""),
        ("sessies_beeindigd", "1"),
    )


def test_a_login_whose_row_cannot_be_written_is_no_login(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    wereld.bring("samira")

    def full(*_args: object, **_kwargs: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("wijken.actions.account.record_for_each", full)
    with pytest.raises(OSError, match="disk full"):
        wereld.anonymous.post(LOGIN, SAMIRA)
    assert Gebruiker.objects.get(email=SAMIRA["login"]).last_login is None
    assert wereld.anonymous.get("/vandaag/").status_code == 302


# --- The administration ---
def test_what_the_administration_changes(wereld: Wereld) -> None:
    joost = wereld.joost
    staff = Gebruiker.objects.create_superuser("beheer@voorbeeld.nl", "x", naam="Beheer")
    client = Client()
    client.force_login(staff)

    def change(path: str, **sent: str) -> None:
        assert client.post(path, {**hidden(client, path), **sent}).status_code == 302

    lid = f"/beheer/wijken/lidmaatschap/{joost.pk}/change/"
    change(lid, rol="coordinator", actief="on")
    change(lid, rol="coordinator")
    change(lid, rol="coordinator", actief="on")
    change(f"/beheer/wijken/gebruiker/{joost.gebruiker_id}/change/", naam="Joost", is_active="")
    client.post(
        "/beheer/wijken/lidmaatschap/add/",
        {
            "gebruiker": joost.gebruiker_id,
            "organisatie": wereld.overkant.pk,
            "rol": "beheerder",
            "actief": "on",
        },
    )
    rows = AuditRegel.objects.order_by("pk")
    assert set(rows.values_list("door", flat=True)) == {staff.pk}
    assert list(rows.values_list("handeling", "van", "naar", "organisatie_id")) == [
        ("lid_rol_gewijzigd", "opbouwwerker", "coordinator", joost.organisatie_id),
        ("lid_gestopt", "", "", joost.organisatie_id),
        ("lid_terug", "", "", joost.organisatie_id),
        ("beheer_gewijzigd", "", "", joost.organisatie_id),
        ("lid_erbij", "", "beheerder", wereld.overkant.pk),
    ]
