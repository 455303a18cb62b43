"""Mail as a job: written with the action, sent once, blanked afterwards."""

from datetime import timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from django.core import mail as outgoing
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from opbouw.lib.jobs import outbox
from opbouw.lib.jobs.mail import deliver, purge_mail, queue_mail
from opbouw.lib.jobs.tasks import send_mail
from opbouw.lib.models import Mail

pytestmark = pytest.mark.django_db


def queued(**other: str) -> Mail:
    context = {"titel": "Kou & <b>stilte</b>", "organisatie": "De Brink", "waarom": "je leest mee"}
    fields: dict[str, Any] = {"aan": "els@example.org", "onderwerp": "Dag", **other}
    return queue_mail(
        "basis", context={**context, "knop_url": "/vandaag/", "knop_tekst": "Kijk"}, **fields
    )


def test_links_are_whole_in_both_forms(settings: Settings) -> None:
    settings.BASE_URL = "https://opbouw.example.org"
    mail = queued()
    assert "https://opbouw.example.org/vandaag/" in mail.tekst
    assert 'href="https://opbouw.example.org/vandaag/"' in mail.html


def test_a_subject_is_one_line_whatever_was_typed() -> None:
    mail = queued(onderwerp="Dag\r\nBcc: x@example.org\n\tEls")
    deliver(mail)
    message = outgoing.outbox[0].message()
    assert message["Subject"] == "Dag Bcc: x@example.org Els"
    assert message["Bcc"] is None


def test_address_and_words_are_encrypted_in_the_database() -> None:
    mail = queued(onderwerp="Dag, Els")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM lib_mail WHERE id = %s", [mail.pk])
        stored = str(cursor.fetchone())
    # Each holds a sign that ciphertext, written in base64, can never show by chance.
    typed = ("els@", "Dag, Els", "De Brink", "<html")
    assert all(word in (mail.aan + mail.onderwerp + mail.tekst + mail.html) for word in typed)
    assert [word for word in typed if word in stored] == []


def test_a_mail_is_sent_once_and_blanked() -> None:
    mail = queued()
    send_mail(mail.pk)
    send_mail(mail.pk)
    assert [m.to for m in outgoing.outbox] == [["els@example.org"]]
    mail.refresh_from_db()
    assert (mail.aan, mail.onderwerp, mail.tekst, mail.html, mail.job_staat) == (
        ("",) * 4 + ("klaar",)
    )


def test_a_mail_server_that_is_away_for_hours_is_tried_again_ever_later(
    settings: Settings,
) -> None:
    settings.EMAIL_BACKEND = "opbouw.lib.jobs.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 2
    mail = queued()
    rests = []
    for _attempt in range(Mail.job_attempts + 1):
        before = timezone.now()
        send_mail(mail.pk)
        mail.refresh_from_db()
        rests.append((mail.job_aangevraagd_op - before) // timedelta(minutes=1))
        # The sweeper leaves it alone until then.
        assert outbox.sweep() == {"given_up": 0, "sent": 0}
    assert rests[:-2] == [1, 2, 4, 8, 16, 32, 64, 128, 256]
    assert mail.job_staat == "mislukt"
    assert mail.job_pogingen == 10
    assert mail.job_reden == "De mailserver nam het bericht niet aan (ConnectionRefusedError)."
    # Asked again later, it is still there to be sent.
    assert mail.aan == "els@example.org"


def test_an_impossible_address_is_a_failed_attempt_and_tells_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    mail = queued(aan="els@example.org\nBcc: piet@example.org")
    send_mail(mail.pk)
    mail.refresh_from_db()
    assert mail.job_staat == "aangevraagd"
    assert mail.job_pogingen == 1
    assert outgoing.outbox == []
    assert "example.org" not in caplog.text + mail.job_reden


def test_the_message_holds_text_and_html(settings: Settings) -> None:
    deliver(queued())
    message = message_from_bytes(outgoing.outbox[0].message().as_bytes(), policy=policy.default)
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


def test_old_mail_goes_when_it_was_sent_or_given_up() -> None:
    kept = []
    for staat in ("aangevraagd", "bezig", "klaar", "mislukt"):
        for days in (29, 31):
            mail = queued()
            Mail.objects.filter(pk=mail.pk).update(
                job_staat=staat, job_aangevraagd_op=timezone.now() - timedelta(days=days)
            )
            kept += [mail.pk] if days == 29 or staat in {"aangevraagd", "bezig"} else []
    assert purge_mail() == 2
    assert list(Mail.objects.order_by("pk").values_list("pk", flat=True)) == kept
