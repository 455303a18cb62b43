"""Personal data in the database: encrypted with keys from the environment, never readable as is."""

import hashlib
import hmac
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from opbouw.lib.derived_keys import derive_key
from opbouw.lib.sealing import is_sealed_with, seal, unseal

_SetT = TypeVar("_SetT", contravariant=True)
_GetT = TypeVar("_GetT", covariant=True)

if TYPE_CHECKING:

    class _TextField(models.TextField[_SetT, _GetT]):
        pass

    class _CharField(models.CharField[_SetT, _GetT]):
        pass
else:

    class _TextField(models.TextField):
        # Django's fields are generic for the type checker only.
        def __class_getitem__(cls, item: object) -> type:
            return cls

    class _CharField(models.CharField):
        def __class_getitem__(cls, item: object) -> type:
            return cls


class DamagedValue(Exception):  # noqa: N818 -- names what it is; every reader must see it as such
    """A stored value cannot be decrypted: damaged, or written with a key that is gone."""


@lru_cache(maxsize=4)
def _lookup_keys(keys: tuple[str, ...]) -> tuple[bytes, ...]:
    # Not the key that encrypts: one secret, one purpose.
    return tuple(derive_key(key, b"opbouw.lib.encrypted.lookup") for key in keys)


def encrypt(value: str) -> str:
    """Return the ciphertext of a text; the same text gives a different one each time."""
    try:
        plain = value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError("The text holds half a character and cannot be stored.") from error
    return seal(plain, _keys()[0])


def decrypt(token: str) -> str:
    """Return the plaintext, or raise `DamagedValue`."""
    try:
        return unseal(token, _keys()).decode("utf-8")
    except ValueError as error:
        raise DamagedValue("A stored value is damaged or its key is not in FIELD_KEYS.") from error


def is_newest(token: str) -> bool:
    """Tell whether a ciphertext is of the present cipher, under the newest key."""
    return is_sealed_with(token, _keys()[0])


def _keys() -> list[str]:
    if not settings.FIELD_KEYS:
        raise ImproperlyConfigured("FIELD_KEYS must hold at least one key.")
    found: list[str] = settings.FIELD_KEYS
    return found


def _hash(value: str, key: bytes) -> str:
    return hmac.digest(key, value.strip().casefold().encode("utf-8"), hashlib.sha256).hex()


def lookup_hash(value: str) -> str:
    """Return the 64 hexadecimal characters to store beside an encrypted value for exact look-up.

    Spaces around it and capitals make no difference. Written with the newest key.
    """
    return _hash(value, _lookup_keys(tuple(settings.FIELD_KEYS))[0])


def lookup_hashes(value: str) -> list[str]:
    """Return the hash under every key, newest first: search with `column__in` during rotation."""
    return [_hash(value, key) for key in _lookup_keys(tuple(settings.FIELD_KEYS))]


class EncryptedTextField(_TextField[_SetT, _GetT]):
    """A text that is encrypted in the database and plain in Python.

    `max_length` counts the plain text and is validated, the column itself has no limit. An empty
    text is encrypted too, so that an emptied column shows up as damage. Only `isnull` can be asked
    of it; keep a `lookup_hash` column beside it where exact look-up is needed.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        for option in ("unique", "db_index", "primary_key"):
            if kwargs.get(option):
                raise ValueError(f"An encrypted field cannot have {option}.")
        super().__init__(*args, **kwargs)
        if self.max_length is not None:
            self.validators.append(MaxLengthValidator(self.max_length))

    def get_prep_value(self, value: Any) -> Any:
        """Encrypt on the way to the database."""
        plain = super().get_prep_value(value)
        return None if plain is None else encrypt(plain)

    def from_db_value(
        self, value: str | None, expression: object, connection: BaseDatabaseWrapper
    ) -> str | None:
        """Decrypt on the way from the database; raises `DamagedValue`."""
        return None if value is None else decrypt(value)

    def get_lookup(self, lookup_name: str) -> Any:
        """Allow `isnull` alone: comparing ciphertexts would silently find nothing."""
        if lookup_name != "isnull":
            raise FieldError(
                f"An encrypted field has no '{lookup_name}' look-up; use a lookup_hash column."
            )
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        """Refuse transforms for the same reason."""
        raise FieldError(f"An encrypted field has no '{lookup_name}'.")


class LookupHashField(_CharField[_SetT, _GetT]):
    """The `lookup_hash` of an encrypted field of the same row, named by `of`; rotation renews it.

    An empty one says that there is nothing to look up. To the database a plain text.
    """

    def __init__(self, *args: Any, of: str = "", **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **{**kwargs, "max_length": 64})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Pass for what it is in a migration: which field it is made of is no matter of columns."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
