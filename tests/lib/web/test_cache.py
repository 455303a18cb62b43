"""The cache holds no address of anybody, and nothing that has expired."""

import pytest
from django.core.cache import cache
from django.db import connection

from opbouw.lib.web.cache import purge_cache
from tests.keten import at_once, watched

pytestmark = pytest.mark.django_db


def names() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        return [row[0] for row in cursor.fetchall()]


def test_a_name_says_nothing_and_is_found_again() -> None:
    cache.clear()
    for key in ("allauth:rl:login:ip:192.0.2.77", "allauth:rl:login:ip:192.0.2.78"):
        cache.set(key, [key])
    assert cache.get("allauth:rl:login:ip:192.0.2.77") == ["allauth:rl:login:ip:192.0.2.77"]
    found = names()
    assert [len(name) for name in found] == [64, 64]
    assert not any("192.0.2" in name for name in found)


def test_what_has_expired_is_removed() -> None:
    cache.clear()
    cache.set("blijft", 1, timeout=600)
    cache.set("straks weg", 1, timeout=600)
    with connection.cursor() as cursor:
        name = cache.make_key("straks weg")
        cursor.execute(
            "UPDATE cache SET expires = now() - interval '1 second' WHERE cache_key = %s", [name]
        )
    assert purge_cache() == 1
    assert cache.get("blijft") == 1
    assert cache.get("straks weg") is None


@pytest.mark.django_db(transaction=True)
def test_a_race_of_twenty_gives_the_database_nothing_to_log() -> None:
    cache.clear()
    failed: list[str] = []
    found = at_once(*[watched(lambda: cache.add("slot", 1), failed)] * 20)
    assert sorted(found) == [*[False] * 19, True]  # type: ignore[type-var]  # an error would fail here
    assert failed == []


def test_what_has_expired_can_be_added_again() -> None:
    cache.clear()
    assert cache.add("slot", 1, timeout=600) is True
    assert cache.add("slot", 2, timeout=600) is False
    assert cache.get("slot") == 1
    cache.set("slot", 1, timeout=-5)
    assert cache.add("slot", 2, timeout=600) is True
    assert cache.get("slot") == 2
