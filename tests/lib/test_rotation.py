"""A new key for what is encrypted: nothing forgotten, nothing lost, and it can be broken off."""

import ast
import threading

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.db import connection, connections, models, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from opbouw.lib.encrypted import EncryptedTextField, LookupHashField
from opbouw.lib.models import Mail
from opbouw.lib.rotation import Left, Table, left_behind, rotate, tables
from opbouw.machine.assets import BASE

MAILS = Table(Mail)
APPS = ("opbouw", "wijken", "initiatieven", "signalen")


def turn(settings: Settings) -> str:
    """Put a new key in front, as a restart with a longer FIELD_KEYS does."""
    new = Fernet.generate_key().decode()
    settings.FIELD_KEYS = [new, *settings.FIELD_KEYS]
    return new


def updates(table: Table, size: int = 200) -> int:
    """Rotate, and count the rows that were written."""
    with CaptureQueriesContext(connection) as found:
        rotate(table, progress=lambda _count: None, size=size)
    return sum(query["sql"].startswith("UPDATE") for query in found)


def test_every_encrypted_column_is_found() -> None:
    columns = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, EncryptedTextField)
    }
    found = {f"{table.name}.{name}" for table in tables() for name in table.texts}
    assert found == columns
    assert {"lib.Mail.aan", "wijken.Uitnodiging.naam", "initiatieven.Indiener.email"} <= found


def test_a_hash_of_an_encrypted_column_says_so() -> None:
    said = set()
    for model in apps.get_models():
        fields = {field.name: field for field in model._meta.concrete_fields}
        for name, field in fields.items():
            source = fields.get(name.removesuffix("_hash"))
            if name.endswith("_hash") and isinstance(source, EncryptedTextField):
                assert isinstance(field, LookupHashField), f"{model._meta.label}.{name}"
            if isinstance(field, LookupHashField):
                assert isinstance(fields[field.of], EncryptedTextField)
                said.add(f"{model._meta.label}.{name}")
    assert "wijken.Uitnodiging.email_hash" in said


def test_a_migration_sees_a_plain_column() -> None:
    field: LookupHashField[str, str] = LookupHashField(of="email")
    field.set_attributes_from_name("email_hash")
    plain: models.CharField[str, str] = models.CharField(max_length=64)
    plain.set_attributes_from_name("email_hash")
    assert field.deconstruct() == plain.deconstruct()


def test_nothing_else_is_encrypted_without_the_rotation_knowing() -> None:
    calling = {
        str(path.relative_to(BASE))
        for app in APPS
        for path in (BASE / app).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"encrypt", "lookup_hash"}
    }
    # The adapter's secrets are in Authenticator.data, which the command names; the hash of an
    # indiener goes into a fingerprint that nothing is looked up by; that of what was just sent is
    # of use for ten minutes, and under another key it is sent again. A backup holds one known text,
    # to tell at once whether its keys are there. The rows of somebody's file live for a week.
    assert calling == {
        "opbouw/lib/backup/write.py",
        "opbouw/lib/encrypted.py",
        "opbouw/lib/rotation.py",
        "opbouw/lib/sheets/sealed_rows.py",
        "opbouw/lib/writing/once.py",
        "wijken/toegang/accounts.py",
        "wijken/actions/uitnodiging.py",
        "initiatieven/actions/indiener.py",
    }


@pytest.mark.django_db
def test_nothing_is_left_under_the_old_key(settings: Settings) -> None:
    for n in range(5):
        Mail.objects.create(aan=f"{n}@voorbeeld.nl", tekst="")
    new = turn(settings)
    assert left_behind(MAILS) == Left(old=5)
    assert updates(MAILS, size=2) == 5
    assert left_behind(MAILS) == Left()
    settings.FIELD_KEYS = [new]
    read = list(Mail.objects.order_by("pk").values_list("aan", "tekst"))
    assert read == [(f"{n}@voorbeeld.nl", "") for n in range(5)]


@pytest.mark.django_db
def test_a_second_run_goes_on_where_one_broke_off(settings: Settings) -> None:
    for n in range(5):
        Mail.objects.create(aan=f"{n}@voorbeeld.nl")
    turn(settings)

    def break_off(_count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate(MAILS, progress=break_off, size=2)
    assert left_behind(MAILS) == Left(old=3)
    assert updates(MAILS) == 3
    assert updates(MAILS) == 0


@pytest.mark.django_db
def test_a_damaged_value_stays_and_is_told(settings: Settings) -> None:
    good, bad = Mail.objects.create(aan="a@voorbeeld.nl"), Mail.objects.create(aan="b@voorbeeld.nl")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE lib_mail SET aan = 'kapot' WHERE id = %s", [bad.pk])
    turn(settings)
    rotate(MAILS, progress=lambda _count: None)
    assert left_behind(MAILS) == Left(damaged=1)
    assert Mail.objects.get(pk=good.pk).aan == "a@voorbeeld.nl"
    assert dict(MAILS.rows().values_list("pk", "raw_aan"))[bad.pk] == "kapot"


@pytest.mark.django_db(transaction=True)
def test_under_load_no_word_is_lost_and_none_unreadable(settings: Settings) -> None:
    """Four threads add to the words of rows while all of them are written again, twice."""
    keys = [Mail.objects.create(aan="a@voorbeeld.nl", tekst="").pk for _n in range(60)]
    new = turn(settings)
    stop, added, wrong = threading.Event(), [0] * 4, list[BaseException]()

    def work(number: int) -> None:
        try:
            while not stop.is_set():
                pk = keys[(added[number] * 7 + number * 15) % len(keys)]
                with transaction.atomic():
                    mail = Mail.objects.select_for_update().get(pk=pk)
                    mail.tekst += "x"
                    mail.save(update_fields=["tekst"])
                added[number] += 1
                assert Mail.objects.get(pk=pk).aan == "a@voorbeeld.nl"
        except BaseException as error:
            wrong.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    newer = turn(settings)
    rotate(MAILS, progress=lambda _count: None, size=7)
    while min(added) < 5 and not wrong:
        stop.wait(0.02)
    newest = turn(settings)
    rotate(MAILS, progress=lambda _count: None, size=7)
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    rotate(MAILS, progress=lambda _count: None)  # a row written by who read the settings before
    assert left_behind(MAILS) == Left()
    assert len({new, newer, newest}) == 3
    settings.FIELD_KEYS = [newest]
    assert sum(len(mail.tekst) for mail in Mail.objects.all()) == sum(added)
