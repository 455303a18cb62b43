"""The clock turned: what was made today, two, five and ten years later."""

import logging
import uuid
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from initiatieven.actions.bewonersbericht import write_back
from initiatieven.models import Indiener, Initiatief
from opbouw.lib.jobs.tasks import purge
from opbouw.lib.models import AuditRegel, Mail, RateCounter, SpentToken
from opbouw.lib.writing.audit import record, record_for_each
from opbouw.queries.bewaren import RULES
from opbouw.tasks import bewaartermijnen
from signalen.models import Agendanotitie, Antwoord, NotitieVersie, SignaalContact, Verhaal
from tests import keten
from tests.initiatieven.voorbeeld import ELS, make_initiatief
from tests.opbouw.bewaren.gevuld import (
    Gevuld,
    after,
    canaries_left,
    files_left,
    fill,
    put_canaries,
)
from tests.wereld import Wereld
from wijken.actions import bewaarregels
from wijken.actions.bewaarregels import carry_out
from wijken.actions.bewaartermijn import choose_terms
from wijken.actions.overzetting import purge_overzettingen
from wijken.actions.uitnodiging import invite
from wijken.bewaarregels import Rule
from wijken.models import Afspraak, Contactmoment, Uitnodiging, owned_models
from wijken.tasks import purge_uitnodigingen

Nacht = Callable[..., tuple[int, int]]


@pytest.fixture
def gevuld(wereld: Wereld, settings: Settings, tmp_path: Any) -> Gevuld:
    settings.MEDIA_ROOT = tmp_path
    return fill(wereld)


@pytest.fixture
def nacht(monkeypatch: pytest.MonkeyPatch) -> Nacht:
    """Carry the rules out in the night of a day, with the clock at that day."""

    def run(today: date, rules: Sequence[Rule] = RULES) -> tuple[int, int]:
        then = timezone.make_aware(datetime.combine(today, time(3, 10)))
        with monkeypatch.context() as clock:
            clock.setattr("django.utils.timezone.now", lambda: then)
            return carry_out(rules, timezone.localdate())

    return run


def models_of(canaries: set[str]) -> set[str]:
    return {canary.split("-")[1] for canary in canaries}


CONTACTS = {"contactpersoon", "contactmoment", "ronde", "telling", "afspraak", "verplaatsing"}
NOTE = {"agendanotitie", "antwoord", "vraag", "richting", "notitieversie"}


def test_no_word_outlives_its_term_in_any_table_or_file(
    gevuld: Gevuld, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, nacht: Nacht
) -> None:
    empty = [m.__name__ for m in owned_models() if not m._default_manager.exists()]
    assert empty == ["Uitnodiging"], "make a row of it in fill()"
    put = put_canaries()
    assert canaries_left() == put

    def left(today: date) -> set[str]:
        night = timezone.make_aware(datetime.combine(today, time(3, 10)))
        with django_capture_on_commit_callbacks(execute=True):
            assert nacht(today)[1] == 0
            purge_overzettingen(now=night)
        return models_of(canaries_left())

    week, month = (timezone.localdate() + timedelta(days=days) for days in (7, 30))
    assert left(week) == models_of(put)
    everything = models_of(put) - {"overzetting", "afgekeurderij"}
    assert left(week + timedelta(days=1)) == everything
    assert left(month) == everything
    everything -= {"verantwoordingpdf"}
    assert left(month + timedelta(days=1)) == everything
    assert left(after(2, days=0)) == everything
    assert left(after(2)) == everything - CONTACTS
    assert Indiener.objects.count() == 0
    assert AuditRegel.objects.exclude(handeling="bewaartermijn_uitgevoerd").count() == 0
    assert left(after(5, days=0)) == everything - CONTACTS - {"bron", "verband"}
    # What was sent is public, with the stories in it, until the note itself goes.
    assert left(after(5)) == NOTE | {"verhaal"}
    assert Verhaal.objects.values_list("tekst", "kring").distinct().get() == ("", "")
    assert [path.name for path in files_left()] == [gevuld.pdfs[-1].name]
    assert left(after(10, days=0)) == NOTE | {"verhaal"}
    assert left(after(10)) == set()
    assert files_left() == []
    assert nacht(after(10)) == (0, 0)


def test_what_counts_remains(gevuld: Gevuld, nacht: Nacht) -> None:
    nacht(after(11))
    gone = [Agendanotitie, Antwoord, NotitieVersie, Verhaal, Indiener]
    assert [model._default_manager.count() for model in gone] == [0] * 5
    contact = Contactmoment.objects.get()
    was = gevuld.contact
    assert (contact.thema, contact.gebied, contact.lijnen) == (was.thema, was.gebied, was.lijnen)
    assert (contact.tekst, contact.plek, contact.vindplaats, contact.aantal) == ("", "", "", "")
    assert contact.door is None
    assert not Afspraak.objects.exists()
    local, before = timezone.localtime(contact.op), timezone.localtime(was.op)
    assert (local.year, local.month, local.day, local.hour) == (before.year, before.month, 1, 12)
    # The count of a signal still stands: reduced rows are there, and joined as before.
    assert SignaalContact.objects.filter(contact=contact).exists()
    initiatief = Initiatief.objects.get()
    assert (initiatief.staat, initiatief.kenmerk) == ("gelukt", gevuld.initiatief.kenmerk)
    assert initiatief.token_hash != gevuld.initiatief.token_hash


def test_a_shorter_term_of_one_organisation_leaves_the_other_alone(
    wereld: Wereld, nacht: Nacht
) -> None:
    ours = keten.make_verhaal(wereld.samira, wereld.klaverveld)
    theirs = keten.make_verhaal(wereld.ruben, wereld.klaverveld)
    choose_terms(by=wereld.beatrix, jaren={"verhalen": 1})
    nacht(after(1))
    assert [v.pk for v in Verhaal.objects.all()] == [theirs.pk]
    nacht(after(5))
    assert not Verhaal.objects.filter(pk__in=[ours.pk, theirs.pk]).exists()


def test_a_movement_begins_the_term_again(wereld: Wereld, nacht: Nacht) -> None:
    old = timezone.now().replace(year=timezone.now().year - 4, day=1)
    initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld, staat="loopt")
    Initiatief.objects.update(ingediend_op=old)
    write_back(initiatief=initiatief, sleutel=uuid.uuid4(), tekst="Nog steeds elke week.")
    nacht(after(4))
    initiatief.refresh_from_db()
    assert initiatief.woorden_weg_op is None


def test_a_killed_run_goes_on_where_it_was(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch, nacht: Nacht
) -> None:
    for _number in range(5):
        keten.make_contact(wereld.samira, wereld.klaverveld, tekst="Koffie")
    monkeypatch.setattr(bewaarregels, "BATCH", 2)
    calls: list[Any] = []

    def killed(*args: Any, **kwargs: Any) -> Any:
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return record(*args, **kwargs)

    monkeypatch.setattr(bewaarregels, "record", killed)
    contacts = [rule for rule in RULES if rule.model is Contactmoment]
    with pytest.raises(KeyboardInterrupt):
        nacht(after(2), contacts)
    # Its second batch is rolled back as a whole, the first stays.
    assert Contactmoment.objects.filter(tekst="").count() == 2
    assert nacht(after(2), contacts) == (3, 0)
    assert Contactmoment.objects.exclude(tekst="").count() == 0
    rows = AuditRegel.objects.filter(handeling="bewaartermijn_uitgevoerd").order_by("pk")
    assert [(r.organisatie_id, r.object_soort, r.van, r.naar, r.door_id) for r in rows] == [
        (wereld.de_brink.pk, "wijken.organisatie", "", f"{number} × contactmoment", None)
        for number in ("2", "2", "1")
    ]


def test_one_kind_that_fails_keeps_no_other_and_logs_no_words(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, nacht: Nacht
) -> None:
    keten.make_contact(wereld.samira, wereld.klaverveld, tekst="Koffie")
    keten.make_verhaal(wereld.samira, wereld.klaverveld)

    def damaged(*_args: Any) -> None:
        raise ValueError("Key (tekst)=(kanarie) already exists")

    monkeypatch.setattr("signalen.actions.bewaren.forget_verhaal", lambda **_kw: damaged())
    with caplog.at_level(logging.DEBUG):
        gone, failed = nacht(after(6))
    assert (gone > 0, failed) == (True, 1)
    assert Contactmoment.objects.get().tekst == ""
    assert Verhaal.objects.get().tekst != ""
    assert "kanarie" not in caplog.text


def test_damaged_details_are_forgotten_too(wereld: Wereld, nacht: Nacht) -> None:
    make_initiatief(wereld.de_brink, wereld.klaverveld, bereikbaar=ELS)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE initiatieven_indiener SET naam = 'stuk'")
    nacht(after(2, days=0))
    assert Indiener.objects.defer("naam").count() == 1
    nacht(after(2))
    assert Indiener.objects.count() == 0
    assert Initiatief.objects.get().woorden_weg_op is None


def test_the_worker_does_it_every_night(wereld: Wereld, settings: Settings) -> None:
    keten.make_contact(wereld.samira, wereld.klaverveld, tekst="Koffie")
    Contactmoment.objects.update(op=timezone.now().replace(year=timezone.now().year - 3, day=1))
    bewaartermijnen()
    assert Contactmoment.objects.get().tekst == ""
    planned = settings.CELERY_BEAT_SCHEDULE["bewaartermijnen"]
    assert planned["task"] == bewaartermijnen.name


def test_the_trail_of_accounts_and_of_the_administration_goes_too(
    wereld: Wereld, nacht: Nacht
) -> None:
    account = wereld.samira.gebruiker
    with transaction.atomic():
        record_for_each("ingelogd", account, organisaties=[], door_id=account.pk)
    LogEntry.objects.create(user=account, object_repr="x", action_flag=2, change_message="[]")
    assert AuditRegel.objects.filter(organisatie_id=None).count() == 1
    nacht(after(2, days=0))
    assert AuditRegel.objects.filter(organisatie_id=None).count() == 1
    assert LogEntry.objects.count() == 1
    nacht(after(2))
    assert AuditRegel.objects.filter(organisatie_id=None).count() == 0
    assert LogEntry.objects.count() == 0


def test_what_other_nightly_jobs_remove_is_gone_long_before(
    gevuld: Gevuld, wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    invite(by=wereld.marijke, naam="Nora", email="n@voorbeeld.nl", rol="opbouwwerker", gebieden=[])
    Mail.objects.update(job_staat="klaar")
    assert Mail.objects.exists()
    then = timezone.now() + timedelta(days=60)
    monkeypatch.setattr("django.utils.timezone.now", lambda: then)
    # The limits of every other test stand still.
    monkeypatch.setattr("opbouw.lib.web.limits.timezone", timezone)
    purge()
    purge_uitnodigingen()
    left = (Mail, RateCounter, SpentToken, Uitnodiging)
    assert [model._default_manager.count() for model in left] == [0] * 4


def test_a_story_goes_from_a_note_that_was_never_sent(
    gevuld: Gevuld,
    wereld: Wereld,
    nacht: Nacht,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    choose_terms(by=wereld.beatrix, jaren={"verhalen": 1})
    with django_capture_on_commit_callbacks(execute=True):
        nacht(after(1))
    assert [verhaal.pk for verhaal in Verhaal.objects.all()] == [gevuld.verhaal.pk]
    assert list(gevuld.concept.verhalen.all()) == []
    versie = gevuld.concept.versies.get()
    assert (versie.inhoud["verhalen"], versie.bestand) == ([], "")
    sent = gevuld.verzonden.versies.get()
    assert len(sent.inhoud["verhalen"]) == 1
    assert [path.name for path in files_left() if path.suffix == ".pdf"] == [
        sent.bestand.split("/")[-1]
    ]
