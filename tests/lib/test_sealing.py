"""The cipher of encrypted fields: what it is, what it refuses, and what it replaced."""

import base64
import os

import pytest
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from opbouw.lib.encrypted import DamagedValue, decrypt, encrypt, is_newest
from opbouw.lib.models import Mail
from opbouw.lib.rotation import Left, Table, left_behind, rotate
from opbouw.lib.sealing import FERNET, NONCE_BYTES, PREFIX, _cipher, is_sealed_with, seal, unseal
from tests.lib.test_encrypted import store, stored

TEXT = "Ömer él, 12 jaar"


def new_key() -> str:
    return base64.urlsafe_b64encode(os.urandom(32)).decode()


def test_it_is_aes_256_in_gcm_with_a_fresh_nonce() -> None:
    key = new_key()
    sealed = [base64.urlsafe_b64decode(seal(b"x", key).removeprefix(PREFIX)) for _ in range(50)]
    assert len({one[:NONCE_BYTES] for one in sealed}) == 50
    # Nonce, one byte, and sixteen that vouch for it.
    assert {len(one) for one in sealed} == {12 + 1 + 16}
    assert isinstance(_cipher(key), AESGCM)
    assert unseal(seal(b"x", key), [new_key(), key]) == b"x"


def test_the_key_is_not_used_as_it_is() -> None:
    key = new_key()
    sealed = base64.urlsafe_b64decode(seal(b"x", key).removeprefix(PREFIX))
    plain = AESGCM(base64.urlsafe_b64decode(key))
    with pytest.raises(Exception):  # noqa: B017, PT011 -- any refusal will do
        plain.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)


@pytest.mark.parametrize("key", ["", "kort", "é" * 43, "A" * 42, "A" * 80])
def test_another_key_than_one_of_256_bits_is_refused(key: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        seal(b"x", key)


@pytest.mark.parametrize("text", ["", "a", "ab", "abc", TEXT])
def test_no_character_can_be_another(text: str) -> None:
    token = encrypt(text)
    for place in range(len(token)):
        for other in {"A", "B", "_", "=", " "} - {token[place]}:
            with pytest.raises(DamagedValue):
                decrypt(token[:place] + other + token[place + 1 :])
    for more in (token + "A", token + "=", token + " ", token[:-1], token[:20], PREFIX):
        with pytest.raises(DamagedValue):
            decrypt(more)


def test_what_fernet_wrote_is_still_read(settings: Settings) -> None:
    older, newer = new_key(), new_key()
    settings.FIELD_KEYS = [newer, older]
    token = Fernet(older).encrypt(TEXT.encode()).decode()
    assert token.startswith(FERNET)
    assert decrypt(token) == TEXT
    assert not is_newest(token)
    assert not is_newest(Fernet(newer).encrypt(TEXT.encode()).decode())
    assert is_newest(encrypt(TEXT))
    assert not is_sealed_with(encrypt(TEXT), older)


@pytest.mark.django_db
def test_one_run_of_the_rotation_replaces_the_cipher(settings: Settings) -> None:
    mail, mails = Mail.objects.create(aan=TEXT), Table(Mail)
    store(mail, Fernet(settings.FIELD_KEYS[0]).encrypt(TEXT.encode()).decode())
    assert left_behind(mails) == Left(old=1)
    rotate(mails, progress=lambda _count: None)
    assert stored(mail).startswith(PREFIX)
    assert Mail.objects.get(pk=mail.pk).aan == TEXT
    assert left_behind(mails) == Left()
