"""A mail arrives once: what a server may have is not sent again by itself."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.utils import timezone
from pytest_django import Settings

from opbouw.lib.jobs import outbox
from opbouw.lib.jobs.mail import purge_mail, queue_mail
from opbouw.lib.jobs.tasks import send_mail
from opbouw.lib.models import Mail
from tests.lib.jobs.mailserver import MailServer, mail_server

pytestmark = pytest.mark.django_db

DOUBT = "De mailserver zei niet of het bericht is aangekomen."


@pytest.fixture(autouse=True)
def _through_smtp(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "opbouw.lib.jobs.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 2
    settings.DEFAULT_FROM_EMAIL = "Opbouw <post@opbouw.example.org>"
    settings.MAIL_REPLY_SECONDS = 1


def queued(onderwerp: str = "Dag", aan: str = "els@example.org") -> Mail:
    context = {"titel": "Kou", "organisatie": "De Brink", "waarom": "je leest mee"}
    return queue_mail("basis", aan=aan, onderwerp=onderwerp, context=context)


def attempt(mail: Mail, server: MailServer, settings: Settings) -> Mail:
    """One attempt of a worker at this mail."""
    settings.EMAIL_PORT = server.port
    send_mail(mail.pk)
    return Mail.objects.get(pk=mail.pk)


def lease_runs_out(mail: Mail) -> None:
    past = timezone.now() - timedelta(seconds=1)
    Mail.objects.filter(pk=mail.pk).update(job_lease_tot=past, job_verstuurd_op=None)


# --- After the dot ---
def test_a_server_that_takes_long_gets_it_once(settings: Settings) -> None:
    settings.EMAIL_TIMEOUT = 1
    settings.MAIL_REPLY_SECONDS = 10
    with mail_server(seconds=2) as server:
        mail = attempt(queued(), server, settings)
    assert (mail.job_staat, mail.aan, len(server.messages)) == ("klaar", "", 1)


@pytest.mark.parametrize(
    "behaviour",
    [
        {"seconds": 2},
        {"breaks_at": "end"},
        {"replies": {"end": "what?"}},
        {"replies": {"end": "354 more"}},
        {"replies": {"end": "250-taken"}, "breaks_at": "nothing", "seconds": 0},
        {"replies": {"end": "250 " + "a" * 9000}},
    ],
)
def test_silence_after_the_dot_is_probably_sent_and_not_tried_again(
    settings: Settings, behaviour: dict[str, object]
) -> None:
    with mail_server(**behaviour) as server:
        mail = attempt(queued(), server, settings)
        assert (mail.job_staat, mail.job_reden) == ("onzeker", DOUBT)
        outbox.sweep()
        mail = attempt(mail, server, settings)
    assert (mail.job_staat, len(server.messages)) == ("onzeker", 1)
    # Its words are kept for whoever asks for it once more, and go with the other old mail.
    assert mail.aan == "els@example.org"
    Mail.objects.update(job_aangevraagd_op=timezone.now() - timedelta(days=31))
    assert purge_mail() == 1


def test_a_worker_that_is_killed_while_it_waits_leaves_a_doubt_and_no_second_mail(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_args: object, **_kwargs: object) -> bool:
        raise SystemExit

    with mail_server() as server:
        mail = queued()
        # The server has it; the worker dies before it can write that down.
        with monkeypatch.context() as patch:
            patch.setattr(outbox, "finish", killed)
            with pytest.raises(SystemExit):
                attempt(mail, server, settings)
        assert Mail.objects.get().job_staat == "bezig"
        assert outbox.claim(Mail, mail.pk) is None
        lease_runs_out(mail)
        # Neither a worker with an old message nor the sweeper takes it for lost.
        assert outbox.claim(Mail, mail.pk) is None
        assert outbox.sweep() == {"given_up": 1, "sent": 0}
        mail = attempt(mail, server, settings)
    assert (mail.job_staat, mail.job_reden, len(server.messages)) == ("onzeker", DOUBT, 1)


def test_the_lease_is_longer_than_the_wait(settings: Settings) -> None:
    settings.MAIL_REPLY_SECONDS, settings.MAIL_LEASE_SECONDS = 600, 660
    mail = queued()
    claimed = outbox.claim(Mail, mail.pk)
    assert claimed
    held = outbox.pass_point_of_no_return(claimed[0], seconds=settings.MAIL_LEASE_SECONDS)
    assert held
    assert held.lease_tot - timezone.now() > timedelta(seconds=settings.MAIL_REPLY_SECONDS)
    assert outbox.finish(held)
    assert send_mail.time_limit is not None
    assert send_mail.time_limit > 600


def test_what_another_worker_took_over_is_not_sent_by_the_first(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail, ask = queued(), outbox.pass_point_of_no_return

    def too_late(held: outbox.Claim, *, seconds: float) -> outbox.Claim | None:
        """A second worker takes it while the first is at the dot."""
        lease_runs_out(mail)
        assert outbox.claim(Mail, mail.pk)
        return ask(held, seconds=seconds)

    with mail_server() as server:
        with monkeypatch.context() as patch:
            patch.setattr(outbox, "pass_point_of_no_return", too_late)
            first = attempt(mail, server, settings)
        assert (first.job_staat, first.job_pogingen, server.messages) == ("bezig", 2, [])
        lease_runs_out(mail)
        assert attempt(mail, server, settings).job_staat == "klaar"
    assert len(server.messages) == 1


# --- Before the dot, and an answer to it ---
@pytest.mark.parametrize("step", ["hello", "ehlo", "mail", "rcpt", "data"])
@pytest.mark.parametrize("how", ["breaks", "later", "never"])
def test_what_the_server_cannot_have_is_tried_again(
    settings: Settings, step: str, how: str
) -> None:
    replies = {"later": "451 later", "never": "554 never"}
    behaviour: dict[str, object] = {"breaks_at": step}
    if how != "breaks":
        behaviour = {"replies": {step: replies[how], "helo": replies[how]}}
    with mail_server(**behaviour) as server:
        mail = attempt(queued(), server, settings)
    assert (mail.job_staat, mail.job_pogingen, server.messages) == ("aangevraagd", 1, [])
    assert mail.overgedragen_op is None


@pytest.mark.parametrize("reply", ["421 closing", "451 later", "452 full", "554 no"])
def test_a_refusal_after_the_dot_is_a_refusal(settings: Settings, reply: str) -> None:
    with mail_server(replies={"end": reply}) as server:
        mail = attempt(queued(), server, settings)
        assert (mail.job_staat, mail.overgedragen_op) == ("aangevraagd", None)
        server.replies.clear()
        mail = attempt(mail, server, settings)
    assert mail.job_staat == "klaar"
    first, second = (message_from_bytes(one)["Message-ID"] for one in server.messages)
    assert first == second


@pytest.mark.parametrize("behaviour", [{"breaks_at": "quit"}, {"replies": {"quit": "500 what"}}])
def test_a_goodbye_that_fails_sends_nothing_twice(
    settings: Settings, behaviour: dict[str, object]
) -> None:
    with mail_server(**behaviour) as server:
        mail = attempt(queued(), server, settings)
    assert (mail.job_staat, len(server.messages)) == ("klaar", 1)


def test_any_word_of_thanks_will_do(settings: Settings) -> None:
    with mail_server(replies={"end": "252 perhaps"}) as server:
        assert attempt(queued(), server, settings).job_staat == "klaar"


def test_whoever_asks_again_gets_the_same_mail(settings: Settings) -> None:
    with mail_server(breaks_at="end") as server:
        mail = attempt(queued(), server, settings)
        server.breaks_at = ""
        assert outbox.retry(mail)
        assert not outbox.retry(mail)
        mail = attempt(mail, server, settings)
    assert (mail.job_staat, len(server.messages)) == ("klaar", 2)
    assert len({message_from_bytes(one)["Message-ID"] for one in server.messages}) == 1


# --- What is sent ---
def test_it_names_itself_and_says_that_a_machine_wrote_it(settings: Settings) -> None:
    with mail_server() as server:
        attempt(queued(), server, settings)
    message = message_from_bytes(server.messages[0], policy=policy.default)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith("@opbouw.example.org>")


def test_a_line_that_begins_with_a_dot_arrives_whole(settings: Settings) -> None:
    mail = queued()
    mail.tekst, mail.html = "Een\n.\n.twee\n", ""
    mail.save()
    with mail_server() as server:
        attempt(mail, server, settings)
    assert b"\r\n..\r\n..twee\r\n" in server.messages[0]


@pytest.mark.parametrize(
    "onderwerp",
    [
        "Dag",
        "Een onderwerp van veel gewone woorden dat niet op een enkele regel past, en dan nog wat",
        "a" * 200,
        f"Kort {'b' * 150} kort",
        "é" * 120,
        "Kou in de Weide: “wie het koud heeft, vraagt niemand meer binnen” — notitie 2026-001",
        "ሰላም 你好 مرحبا " * 12,
        "😀" * 60,
    ],
)
def test_a_subject_folds_without_an_empty_line_and_reads_back_the_same(
    settings: Settings, onderwerp: str
) -> None:
    with mail_server() as server:
        attempt(queued(onderwerp), server, settings)
    head = server.messages[0].partition(b"\r\n\r\n")[0].split(b"\r\n")
    assert [line for line in head if not line.strip() or line.rstrip().endswith(b"Subject:")] == []
    assert max(len(line) for line in head) <= 78
    message = message_from_bytes(server.messages[0], policy=policy.default)
    assert message["Subject"] == " ".join(onderwerp.split())


def test_a_long_address_is_on_the_line_of_its_name(settings: Settings) -> None:
    aan = f"{'a' * 64}@{'b' * 60}.{'c' * 60}.example.org"
    with mail_server() as server:
        attempt(queued(aan=aan), server, settings)
    assert f"To: {aan}".encode() in server.messages[0].split(b"\r\n")
