"""What must not be guessed: how long it is, where its chance comes from, and what it counts for."""

import base64
import math
import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.socialaccount.adapter import get_adapter as outside
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.backends.db import SessionStore
from django.core import signing
from django.middleware.csrf import get_token
from django.test import RequestFactory

from opbouw.lib.web import pow  # noqa: A004 -- named after the thing; the built-in is not used
from tests.wereld import Wereld
from wijken.toegang.form_membership import signed


def new_session_key() -> str:
    """The token that a new session gets."""
    store: Any = SessionStore()
    return str(store._get_new_session_key())


def bits(text: str, alphabet: int) -> float:
    return len(text) * math.log2(alphabet)


def test_secrets_are_long_enough_and_never_the_same(wereld: Wereld, rf: RequestFactory) -> None:
    gebruiker = wereld.samira.gebruiker
    tokens: Any = default_token_generator
    forged: Any = get_token
    pkce: Any = generate_code_challenge
    makers: dict[str, Callable[[], float]] = {
        "session": lambda: bits(new_session_key(), 36),
        "forged forms": lambda: bits(forged(rf.get("/"))[32:], 62),
        "new password": lambda: bits(tokens.make_token(gebruiker).partition("-")[2], 16),
        "app": lambda: bits(generate_totp_secret(), 32),
        "recovery codes": lambda: bits(RecoveryCodes.generate_seed(), 16),
        "outside login": lambda: bits(pkce()["code_verifier"], 64),
        "answer of an outside login": lambda: bits(outside().generate_state_param({}), 64),
        "proof of work": lambda: bits(pow.new_challenge()["parameters"]["nonce"], 16),
    }
    assert {name: make() for name, make in makers.items() if make() < 128} == {}
    first, second = new_session_key(), new_session_key()
    assert first != second
    assert generate_totp_secret() != generate_totp_secret()
    assert RecoveryCodes.generate_seed() != RecoveryCodes.generate_seed()


def test_codes_are_hard_enough_to_guess() -> None:
    """Twenty bits or more, few guesses, and a short life."""
    code = get_adapter().generate_login_code()
    assert bits(re.sub(r"\W", "", code), 20) >= 20
    assert mfa_settings.TOTP_DIGITS * math.log2(10) >= 19.9  # six digits, as the standard has it
    assert mfa_settings.RECOVERY_CODE_DIGITS * math.log2(10) >= 20
    assert mfa_settings.TOTP_PERIOD == 30
    assert mfa_settings.TOTP_TOLERANCE == 0
    assert settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT <= 600


def test_the_keys_of_fields_are_256_bits() -> None:
    for key in settings.FIELD_KEYS:
        assert len(base64.urlsafe_b64decode(key)) * 8 == 256


def test_a_value_signed_for_one_purpose_is_worth_nothing_for_another(wereld: Wereld) -> None:
    form_time = pow.signed_form_time()
    with pytest.raises(signing.BadSignature):
        signing.loads(form_time)
    with pytest.raises(signing.BadSignature):
        signing.loads(form_time, salt="toestel")
    assert not pow.verify_form_time(signing.dumps([0, "x"], salt="toestel"))
    assert not pow.verify_form_time(signed(wereld.samira))
    assert not pow.verify(form_time)
