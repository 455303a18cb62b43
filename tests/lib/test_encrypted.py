"""Encrypted fields against a real database, on the table of outgoing mail."""

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError, ValidationError
from django.db import connection
from pytest_django import Settings

from opbouw.lib.encrypted import (
    DamagedValue,
    EncryptedTextField,
    decrypt,
    encrypt,
    lookup_hash,
)
from opbouw.lib.models import Mail

TEXT = "Ömer él, 12 jaar — ĳ"


def stored(mail: Mail) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT aan FROM lib_mail WHERE id = %s", [mail.pk])
        value: str = cursor.fetchone()[0]
    return value


def store(mail: Mail, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE lib_mail SET aan = %s WHERE id = %s", [value, mail.pk])


@pytest.mark.django_db
def test_what_is_stored_is_not_what_was_written() -> None:
    mail = Mail.objects.create(aan=TEXT, onderwerp="")
    assert TEXT not in stored(mail)
    assert decrypt(stored(mail)) == TEXT
    again = Mail.objects.get(pk=mail.pk)
    assert again.aan == TEXT
    assert again.onderwerp == ""


@pytest.mark.django_db
def test_the_same_text_is_stored_differently_each_time() -> None:
    first, second = Mail.objects.create(aan=TEXT), Mail.objects.create(aan=TEXT)
    assert stored(first) != stored(second)


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["", "plain text", "gAAAAA", "ünleesbaar", " "])
def test_a_value_that_is_no_encrypted_text_raises(value: str) -> None:
    mail = Mail.objects.create(aan=TEXT)
    store(mail, value)
    with pytest.raises(DamagedValue):
        Mail.objects.get(pk=mail.pk)


def test_every_damaged_character_raises() -> None:
    token = encrypt(TEXT)
    for place in range(len(token) - 4):
        other = "A" if token[place] != "A" else "B"
        with pytest.raises(DamagedValue):
            decrypt(token[:place] + other + token[place + 1 :])


def test_a_key_that_is_gone_raises(settings: Settings) -> None:
    token = encrypt(TEXT)
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(DamagedValue):
        decrypt(token)


@pytest.mark.django_db
def test_bulk_writes_are_encrypted_too() -> None:
    first, second = Mail.objects.bulk_create([Mail(aan="een"), Mail(aan="twee")])
    first.aan = "drie"
    Mail.objects.bulk_update([first], ["aan"])
    Mail.objects.filter(pk=second.pk).update(aan="vier")
    assert [decrypt(stored(first)), decrypt(stored(second))] == ["drie", "vier"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "question", ["aan", "aan__in", "aan__contains", "aan__gt", "aan__lower", "aan__regex"]
)
def test_it_cannot_be_searched(question: str) -> None:
    with pytest.raises(FieldError):
        list(Mail.objects.filter(**{question: "x"}))


@pytest.mark.django_db
def test_it_can_be_asked_whether_it_is_null() -> None:
    Mail.objects.create(aan="")
    assert Mail.objects.filter(aan__isnull=False).count() == 1


def test_its_length_counts_the_plain_text() -> None:
    field: EncryptedTextField[str, str] = EncryptedTextField(max_length=5)
    assert field.clean("ĳsjes"[:5], None) == "ĳsjes"[:5]
    with pytest.raises(ValidationError):
        field.clean("123456", None)


def test_a_migration_can_make_it_again() -> None:
    field: EncryptedTextField[str, str] = EncryptedTextField(max_length=5, blank=True)
    _, path, args, kwargs = field.deconstruct()
    assert path == "opbouw.lib.encrypted.EncryptedTextField"
    assert args == []
    assert kwargs == {"max_length": 5, "blank": True}


@pytest.mark.parametrize("option", ["unique", "db_index", "primary_key"])
def test_it_cannot_be_unique_or_indexed(option: str) -> None:
    with pytest.raises(ValueError, match=option):
        EncryptedTextField(**{option: True})


def test_half_a_character_is_refused() -> None:
    with pytest.raises(ValueError, match="half a character"):
        encrypt("\ud800")


def test_the_lookup_hash_overlooks_spaces_and_capitals() -> None:
    assert lookup_hash(" Jan@Voorbeeld.NL ") == lookup_hash("jan@voorbeeld.nl")
    assert lookup_hash("jan@voorbeeld.nl") != lookup_hash("jan@voorbeeld.be")
    assert len(lookup_hash("")) == 64
