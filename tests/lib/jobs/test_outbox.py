"""The row is the job: claimed once, given up with a reason, never lost with the broker."""

import socket
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from celery import current_app
from django.db import connection, transaction
from django.utils import timezone
from kombu import pools
from pytest_django import Settings

from opbouw.lib.jobs import outbox
from opbouw.lib.models import Mail
from opbouw.lib.models.job import Job
from signalen.models import NotitieVersie
from tests.keten import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def three_attempts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Treat the mail of these tests as jobs usually are: three attempts, without a rest."""
    monkeypatch.setattr(Mail, "job_attempts", Job.job_attempts)
    monkeypatch.setattr(Mail, "job_rest", Job.job_rest)


def make(**fields: Any) -> Mail:
    return Mail.objects.create(aan="a@example.org", onderwerp="Dag", tekst="Tekst", **fields)


def claimed(job: Job) -> outbox.Claim:
    taken = outbox.claim(type(job), job.pk)
    assert taken is not None
    return taken[0]


def state(job: Job) -> tuple[str, int, str]:
    job.refresh_from_db()
    return job.job_staat, job.job_pogingen, job.job_reden


def expire(job: Job) -> None:
    past = timezone.now() - timedelta(seconds=1)
    type(job)._default_manager.filter(pk=job.pk).update(job_lease_tot=past)


def age(job: Job, seconds: int) -> None:
    past = timezone.now() - timedelta(seconds=seconds)
    type(job)._default_manager.filter(pk=job.pk).update(job_aangevraagd_op=past)


def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def forget_connections() -> None:
    pools.reset()
    current_app._pool = None  # type: ignore[attr-defined]  # the cache of a real attribute
    current_app.amqp._producer_pool = None  # type: ignore[attr-defined]  # the same


@pytest.fixture
def no_broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A broker on a port where nobody listens."""
    with monkeypatch.context() as patch:
        url = f"redis://127.0.0.1:{closed_port()}/0"
        # The second falls back on the first, so it is read and patched first.
        patch.setattr(current_app.conf, "broker_write_url", url)
        patch.setattr(current_app.conf, "broker_url", url)
        forget_connections()
        yield
    forget_connections()


@pytest.mark.django_db(transaction=True)
def test_a_job_is_claimed_once() -> None:
    job = make()
    found = at_once(*[lambda: outbox.claim(Mail, job.pk)] * 5)
    assert [one for one in found if isinstance(one, Exception)] == []
    assert len([one for one in found if one is not None]) == 1
    assert state(job) == ("bezig", 1, "")


def test_a_finished_job_is_not_claimed_again() -> None:
    job = make()
    assert outbox.finish(claimed(job), tekst="")
    assert outbox.claim(Mail, job.pk) is None
    assert state(job) == ("klaar", 1, "")
    assert job.tekst == ""
    assert job.job_lease_tot is None


def test_nobody_claims_what_does_not_exist() -> None:
    assert outbox.claim(Mail, 0) is None


def test_a_lease_that_ran_out_lets_the_next_in_and_the_stale_one_changes_nothing() -> None:
    job = make()
    stale = claimed(job)
    assert outbox.claim(Mail, job.pk) is None
    expire(job)
    right = claimed(job)
    assert outbox.finish(stale, tekst="van de oude") is False
    outbox.fail(stale, "van de oude")
    assert state(job) == ("bezig", 2, "")
    assert outbox.finish(right, tekst="van de goede") is True
    outbox.finish(stale, tekst="van de oude")
    assert state(job) == ("klaar", 2, "")
    assert job.tekst == "van de goede"


def test_a_stale_attempt_is_told_apart_after_a_retry_too() -> None:
    job = make()
    stale = claimed(job)
    expire(job)
    for _attempt in range(2):
        outbox.fail(claimed(job), "kapot")
    assert outbox.retry(job)
    right = claimed(job)
    assert stale.attempt == 1
    assert right.attempt == 1
    assert outbox.finish(stale, tekst="van de oude") is False
    assert state(job) == ("bezig", 1, "")


def test_after_three_attempts_it_is_given_up_with_the_reason() -> None:
    job = make()
    seen = []
    for number in range(1, 4):
        outbox.fail(claimed(job), f"Poging {number} mislukte.")
        seen.append(state(job))
    assert seen == [
        ("aangevraagd", 1, "Poging 1 mislukte."),
        ("aangevraagd", 2, "Poging 2 mislukte."),
        ("mislukt", 3, "Poging 3 mislukte."),
    ]
    assert outbox.claim(Mail, job.pk) is None


def test_a_job_whose_worker_died_three_times_is_not_tried_a_fourth() -> None:
    job = make()
    for _ in range(3):
        claimed(job)
        expire(job)
    # A late copy of the message, before the sweeper has given the job up.
    assert outbox.claim(Mail, job.pk) is None
    assert state(job) == ("bezig", 3, "")


def test_a_long_reason_is_cut() -> None:
    job = make()
    outbox.fail(claimed(job), "x" * 5000)
    assert state(job) == ("aangevraagd", 1, "x" * 300)


def test_retry_starts_again_only_what_was_given_up() -> None:
    waiting, given_up = make(), make(job_staat="mislukt", job_pogingen=3, job_reden="Kapot")
    assert outbox.retry(waiting) is False
    assert outbox.retry(given_up) is True
    assert (state(waiting), state(given_up)) == (("aangevraagd", 0, ""),) * 2


def test_the_sweeper_sends_what_was_lost_and_gives_up_what_died_three_times() -> None:
    fresh, lost, expired, died, busy, done = (make() for _ in range(6))
    for job in (lost, expired, died, done):
        age(job, 3600)
    outbox.finish(claimed(done))
    for job in (expired, busy):
        claimed(job)
    expire(expired)
    for _attempt in range(3):
        claimed(died)
        expire(died)

    assert outbox.sweep() == {"given_up": 1, "sent": 2}

    assert [state(job) for job in (fresh, lost, expired, died, busy, done)] == [
        ("aangevraagd", 0, ""),
        ("aangevraagd", 0, ""),
        ("bezig", 1, ""),
        ("mislukt", 3, str(outbox.GIVE_UP_REASON)),
        ("bezig", 1, ""),
        ("klaar", 1, ""),
    ]
    sent = [job.job_verstuurd_op is not None for job in (fresh, lost, expired, died, busy, done)]
    assert sent == [False, True, True, False, False, False]


def test_the_sweeper_sends_no_copies_while_no_worker_takes_them() -> None:
    lost, expired = make(), make()
    age(lost, 3600)
    claimed(expired)
    expire(expired)
    assert [outbox.sweep()["sent"] for _ in range(3)] == [2, 0, 0]


def test_the_sweeper_looks_at_every_kind_of_job() -> None:
    assert {Mail, NotitieVersie} <= set(outbox.job_models())


def test_publishing_without_a_broker_never_raises_and_waits_once(no_broker: None) -> None:
    waited = []
    for _ in range(50):
        asked_before = outbox.breaker.is_open()
        assert outbox.publish("opbouw.lib.tasks.send_mail", 1) is False
        waited.append(not asked_before)
    assert waited == [True] + [False] * 49
    outbox.breaker.open_until = time.monotonic() - 0.001
    assert not outbox.breaker.is_open()


def test_a_task_that_cannot_be_written_down_does_not_raise_either() -> None:
    assert outbox.publish("opbouw.lib.tasks.send_mail", object()) is False  # type: ignore[arg-type]  # on purpose


def test_without_a_broker_the_sweeper_leaves_it_for_the_next_time(no_broker: None) -> None:
    job = make()
    age(job, 3600)
    assert outbox.sweep() == {"given_up": 0, "sent": 0}
    job.refresh_from_db()
    assert job.job_verstuurd_op is None


@pytest.mark.django_db(transaction=True)
def test_a_request_is_sent_after_the_commit_and_not_for_what_was_rolled_back(
    no_broker: None,
) -> None:
    with transaction.atomic():
        outbox.request(make())
        transaction.set_rollback(True)
    assert not outbox.breaker.is_open()
    with transaction.atomic():
        outbox.request(make())
        assert not outbox.breaker.is_open()
    assert outbox.breaker.is_open()
    assert Mail.objects.count() == 1


def test_every_job_table_has_the_index_of_the_sweeper() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, indexdef FROM pg_indexes "
            "WHERE indexdef LIKE '%%(job_aangevraagd_op)%%'"
        )
        found = dict(cursor.fetchall())
    tables = {model._meta.db_table for model in outbox.job_models()}
    assert set(found) == tables
    assert all("(job_aangevraagd_op) WHERE" in definition for definition in found.values())


def test_the_lease_is_as_long_as_the_setting_says(settings: Settings) -> None:
    settings.OUTBOX_LEASE_SECONDS = 7
    lease = timedelta(seconds=7)
    before = timezone.now()
    held = claimed(make())
    assert before + lease <= held.lease_tot <= timezone.now() + lease
