"""Rate limits and spent tokens against a real database."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from opbouw.lib.models import RateCounter, SpentToken
from opbouw.lib.web.limits import allow_form, client_address, give_back, hit, purge, spend

DAY = 24 * 3600


@pytest.mark.django_db
def test_a_key_is_allowed_up_to_its_limit() -> None:
    assert [hit("a", limit=3, seconds=DAY) for _ in range(5)] == [True, True, True, False, False]
    assert hit("b", limit=3, seconds=DAY)
    assert not hit("b", limit=0, seconds=DAY)


@pytest.mark.django_db
def test_the_same_key_has_its_own_counter_per_length_of_window() -> None:
    assert hit("a", limit=1, seconds=DAY)
    assert hit("a", limit=1, seconds=2 * DAY)


@pytest.mark.django_db
def test_a_hit_is_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        hit("a", limit=3, seconds=DAY)


@pytest.mark.django_db
def test_neither_table_holds_the_key() -> None:
    hit("192.0.2.77", limit=1, seconds=DAY)
    spend("192.0.2.77", expires_at=timezone.now())
    rows = [bytes(row) for row in RateCounter.objects.values_list("key_hash", flat=True)]
    rows += [bytes(row) for row in SpentToken.objects.values_list("key_hash", flat=True)]
    assert [len(row) for row in rows] == [32, 32]
    assert not any(b"192.0.2.77" in row for row in rows)


@pytest.mark.django_db
def test_a_token_is_spent_once() -> None:
    soon = timezone.now() + timedelta(minutes=1)
    assert [spend("t", expires_at=soon) for _ in range(3)] == [True, False, False]


@pytest.mark.django_db
def test_purge_keeps_what_still_counts() -> None:
    hit("now", limit=1, seconds=DAY)
    spend("now", expires_at=timezone.now() + timedelta(minutes=1))
    past = timezone.now() - timedelta(days=2)
    RateCounter.objects.create(
        key_hash=b"old", window_start=past, window_end=past + timedelta(days=1), count=1
    )
    spend("old", expires_at=past)
    assert purge() == 2
    assert RateCounter.objects.count() == 1
    assert SpentToken.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_at_the_same_moment_no_more_than_the_limit_pass() -> None:
    allowed: list[bool] = []
    start = threading.Barrier(4)

    def many() -> None:
        start.wait()
        try:
            allowed.extend(hit("busy", limit=10, seconds=DAY) for _ in range(10))
        finally:
            connection.close()

    threads = [threading.Thread(target=many) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(allowed) == 40
    assert sum(allowed) == 10


@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "expected"),
    [
        (0, "192.0.2.1", "198.51.100.9", "192.0.2.1"),
        (1, "10.0.0.1", "198.51.100.9", "198.51.100.9"),
        (1, "10.0.0.1", "1.1.1.1, 198.51.100.9", "198.51.100.9"),
        (2, "10.0.0.1", "1.1.1.1, 198.51.100.9, 10.0.0.2", "198.51.100.9"),
        (2, "10.0.0.1", "198.51.100.9", "10.0.0.1"),
        (1, "10.0.0.1", "", "10.0.0.1"),
        (1, "10.0.0.1", "nonsense", "10.0.0.1"),
        (1, "10.0.0.1", "198.51.100.9:4711", "198.51.100.9"),
        (1, "10.0.0.1", "[2001:db8:1:2:3:4:5:6]:443", "2001:db8:1:2::/64"),
        (0, "2001:db8:1:2:aaaa::1", "", "2001:db8:1:2::/64"),
        (0, "::ffff:192.0.2.1", "", "192.0.2.1"),
        (0, "fe80::1%eth0", "", "fe80::/64"),
        (0, "", "", "unknown"),
    ],
)
def test_the_address_that_counts(
    settings: Settings, proxies: int, peer: str, forwarded: str, expected: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=peer, headers={"x-forwarded-for": forwarded})
    assert client_address(request) == expected


@pytest.mark.django_db
def test_a_shared_address_has_room_and_a_form_without_script_less() -> None:
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.1")
    with_proof = sum(allow_form(request, "meedoen") for _ in range(80))
    without = sum(allow_form(request, "meedoen", without_script=True) for _ in range(80))
    assert with_proof == 60
    assert without == 10


@pytest.mark.django_db
def test_what_is_given_back_may_be_used_again() -> None:
    assert [hit("a", limit=1, seconds=DAY), hit("a", limit=1, seconds=DAY)] == [True, False]
    give_back("a", seconds=DAY)
    assert [hit("a", limit=1, seconds=DAY), hit("a", limit=1, seconds=DAY)] == [True, False]
    for _time in range(3):
        give_back("a", seconds=DAY)
    assert RateCounter.objects.get().count == 0
