"""`manage.py sleutels_draaien`, from the old keys to a place where they are gone."""

from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from pytest_django import Settings

from initiatieven.models import BewaardeVolglink, Indiener
from initiatieven.queries.volglink import by_token, link_of, token_of
from opbouw.lib.encrypted import encrypt
from tests.initiatieven.voorbeeld import ELS, make_initiatief
from tests.test_login import SAMIRA, logged_in
from tests.wereld import Wereld
from tests.wijken.toegang.factor import app_code
from wijken.actions.uitnodiging import invite
from wijken.queries.uitnodiging import open_for

TOTP_SECRET = "JBSWY3DPEHPK3PXP"
NEW_SECRET = "een-nieuwe-sleutel-" * 4


def rotate_keys(**options: Any) -> str:
    said = StringIO()
    call_command("sleutels_draaien", stdout=said, **options)
    return said.getvalue()


def new_keys(settings: Settings) -> str:
    """Put new keys in front of the old ones, as the first restart does."""
    new = Fernet.generate_key().decode()
    settings.FIELD_KEYS = [new, *settings.FIELD_KEYS]
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = NEW_SECRET
    return new


def test_after_it_the_old_keys_can_go(wereld: Wereld, settings: Settings) -> None:
    initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)
    link, token = link_of(initiatief), str(token_of(initiatief))
    uitnodiging, _new = invite(
        by=wereld.marijke, naam="Eva", email="eva@voorbeeld.nl", rol="opbouwwerker", gebieden=[]
    )
    TOTP.activate(wereld.samira.gebruiker, TOTP_SECRET)
    codes = RecoveryCodes.activate(wereld.samira.gebruiker).get_unused_codes()

    new = new_keys(settings)
    said = rotate_keys()
    assert "0 rijen onder een oude sleutel." in said
    assert "Alleen de eerste sleutel van FIELD_KEYS is nog nodig." in said
    for name in ("initiatieven.Indiener", "wijken.Uitnodiging", "mfa.Authenticator", "volglinks"):
        assert f"{name}: " in said
    settings.FIELD_KEYS, settings.SECRET_KEY_FALLBACKS = [new], []

    assert Indiener.objects.get(initiatief=initiatief).email == ELS.email
    assert open_for(wereld.de_brink, " Eva@voorbeeld.nl").get() == uitnodiging
    assert by_token(token) == initiatief
    assert link_of(initiatief) == link
    assert wereld.anonymous.get(f"/volg/{token}/").status_code == 200
    for code in (app_code(TOTP_SECRET), codes[0]):
        client = Client()
        client.post("/accounts/login/", SAMIRA)
        client.post("/accounts/2fa/authenticate/", {"code": code})
        assert logged_in(client)


def test_a_link_of_the_newest_key_is_not_kept(wereld: Wereld, settings: Settings) -> None:
    before = make_initiatief(wereld.de_brink, wereld.klaverveld, titel="Ervoor")
    new_keys(settings)
    after = make_initiatief(wereld.de_brink, wereld.klaverveld, titel="Erna")
    for _n in range(2):
        rotate_keys()
        assert [kept.initiatief for kept in BewaardeVolglink.objects.all()] == [before]
    with connection.cursor() as cursor:
        cursor.execute("SELECT token FROM initiatieven_bewaardevolglink")
        assert str(token_of(before)) not in str(cursor.fetchall())
    settings.SECRET_KEY_FALLBACKS = []
    assert None not in (token_of(before), token_of(after))
    settings.SECRET_KEY = "weg" * 20
    assert "1 volglinks kan geen enkele sleutel meer maken." in rotate_keys()


def test_looking_writes_nothing(wereld: Wereld, settings: Settings) -> None:
    make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)
    new_keys(settings)
    with pytest.raises(CommandError, match="staan nog onder een oude sleutel"):
        rotate_keys(kijk=True)
    assert BewaardeVolglink.objects.count() == 0
    assert "0 rijen" in rotate_keys()
    assert "0 rijen" in rotate_keys(kijk=True)


def test_a_secret_within_json_that_came_late_is_seen(wereld: Wereld, settings: Settings) -> None:
    late = encrypt("laat")
    new_keys(settings)
    rotate_keys()
    Authenticator.objects.create(
        user=wereld.samira.gebruiker,
        type="recovery_codes",
        data={"migrated_codes": [late, late], "used_mask": 3},
    )
    with pytest.raises(CommandError, match="1 rijen staan nog"):
        rotate_keys(kijk=True)
    rotate_keys()
    kept = Authenticator.objects.get(type="recovery_codes")
    assert RecoveryCodes(kept).get_unused_codes() == ["laat", "laat"]
    assert kept.data["used_mask"] == 3


def test_an_unreadable_row_forbids_to_throw_a_key_away(wereld: Wereld, settings: Settings) -> None:
    make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(CommandError, match="leest geen enkele sleutel"):
        rotate_keys()


def test_who_is_logged_in_stays_so(wereld: Wereld, settings: Settings) -> None:
    client = wereld.client(wereld.samira)
    new_keys(settings)
    assert client.get("/vandaag/").status_code == 200
