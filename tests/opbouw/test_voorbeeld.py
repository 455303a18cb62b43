"""The example data: whole, the same every time, without a person in it, and closed off."""

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.test import override_settings
from django.utils import timezone

from initiatieven.models import (
    Bericht,
    Bewonersbericht,
    Indiener,
    Initiatief,
    InitiatiefTerugkoppeling,
)
from opbouw.lib.models import AuditRegel
from opbouw.lib.text.freetext import check_text
from opbouw.queries.vandaag import day_of
from opbouw.voorbeeld.builder import build
from opbouw.voorbeeld.clock import Clock
from opbouw.voorbeeld.contact import planned_day
from opbouw.voorbeeld.entries import JAAR, read
from opbouw.voorbeeld.tables import STORY
from signalen.inhoud import from_json
from signalen.models import (
    Agendanotitie,
    Antwoord,
    Duiding,
    NotitieVersie,
    Richting,
    Signaal,
    SignaalContact,
    SignaalTerugkoppeling,
    Verhaal,
    Vraag,
)
from signalen.queries.onderdelen import HIDDEN
from signalen.queries.verantwoording import compose
from tests.wereld import Wereld
from wijken.models import (
    Cijfer,
    Contactmoment,
    Gebied,
    Gebruiker,
    Lidmaatschap,
    Organisatie,
    Uitnodiging,
)
from wijken.queries.aanwezigheid import own_wijken
from wijken.queries.tijdvak import Tijdvak

# One build serves all tests here, so they stay together.
pytestmark = pytest.mark.xdist_group("voorbeeld")

WRITTEN: tuple[type[models.Model], ...] = (
    Contactmoment,
    Initiatief,
    Bericht,
    Bewonersbericht,
    InitiatiefTerugkoppeling,
    Signaal,
    Duiding,
    SignaalTerugkoppeling,
    Verhaal,
    Agendanotitie,
    Vraag,
    Richting,
    Antwoord,
)
EVERYTHING: tuple[type[models.Model], ...] = (
    *WRITTEN,
    Gebied,
    Cijfer,
    Organisatie,
    Gebruiker,
    Lidmaatschap,
    Uitnodiging,
    Indiener,
    SignaalContact,
    NotitieVersie,
    AuditRegel,
)
# Keys and what is made from them or from the moment of making.
DIFFERENT = {"id", "afdruk", "token_hash", "object_id", "organisatie_id", "password", "bestand"}
# A worker's own name and the way to reach them belong in a letter.
OWN_NAMES = {"contact"}


@pytest.fixture(scope="module")
def digests(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[str]]:
    """Build twice, the first time thrown away; yield what both held while the second stands."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media):
        with transaction.atomic():
            build(timezone.localdate())
            first = digest()
            transaction.set_rollback(True)
        with transaction.atomic():
            build(timezone.localdate())
            yield [first, digest()]
            transaction.set_rollback(True)


@pytest.fixture
def example(digests: list[str], db: None) -> None:
    """The example data, as it stands after `manage.py voorbeeld`."""


def digest() -> str:
    """Return a hash over the content of all rows, whatever their keys."""
    rows = []
    for model in EVERYTHING:
        found = []
        for obj in model._default_manager.all():
            row: dict[str, object] = {}
            for field in model._meta.concrete_fields:
                if field.name in DIFFERENT or field.name.startswith("job_"):
                    continue
                value = getattr(obj, field.name)
                row[field.name] = str(value) if field.is_relation else value
            if isinstance(obj, Gebruiker | Indiener | AuditRegel):
                row.pop("last_login", None)
            found.append(json.dumps(row, cls=DjangoJSONEncoder, sort_keys=True))
        rows.append([model.__name__, *sorted(found)])
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def lid(email: str, slug: str = "de-brink") -> Lidmaatschap:
    """Return somebody's membership."""
    return Lidmaatschap.objects.get(gebruiker__email=email, organisatie__slug=slug)


def per_state(model: Any, slug: str = "de-brink") -> dict[str, int]:
    """Count the rows of one organisation per state."""
    return dict(
        Counter(model.objects.filter(organisatie__slug=slug).values_list("staat", flat=True))
    )


def test_two_runs_on_one_day_give_the_same(digests: list[str]) -> None:
    assert digests[0] == digests[1]


def test_every_state_is_there(example: None) -> None:
    assert per_state(Initiatief) == {
        "ingediend": 2,
        "in_gesprek": 2,
        "loopt": 3,
        "gelukt": 2,
        "afgewezen": 1,
        "gestopt": 2,
    }
    assert per_state(Signaal) == {
        "opgemerkt": 2,
        "geduid": 3,
        "op_de_agenda": 2,
        "niet_op_de_agenda": 1,
        "beantwoord": 1,
        "teruggekoppeld": 2,
    }
    assert per_state(Agendanotitie) == {
        "concept": 1,
        "vastgesteld": 1,
        "verzonden": 1,
        "beantwoord": 1,
    }


def test_a_year_of_contacts_with_room_for_nothing_special(example: None) -> None:
    contacts = Contactmoment.objects.filter(organisatie__slug="de-brink")
    texts = list(contacts.exclude(tekst="").values_list("tekst", flat=True))
    assert contacts.count() == 273
    assert len(texts) == len(set(texts)) == 142
    assert contacts.filter(op__gt=timezone.now()).count() == 0
    assert contacts.filter(op__month=timezone.now().month).exists()
    assert {contact.op.month for contact in contacts} == set(range(1, 13))


def test_stories_stand_in_every_state(example: None) -> None:
    said = Counter(verhaal.staat_label for verhaal in Verhaal.objects.all())
    assert dict(said) == {"nagelezen": 9, "ingetrokken": 1, "nog na te lezen": 1}
    assert max(len(verhaal.tekst.split()) for verhaal in Verhaal.objects.all()) <= 80


def test_nothing_points_at_a_person(example: None) -> None:
    found = [
        (model.__name__, field.name, finding.fragment)
        for model in WRITTEN
        for obj in model._default_manager.all()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and field.name not in DIFFERENT | OWN_NAMES
        for finding in check_text(str(getattr(obj, field.name)))
    ]
    assert found == []


def test_every_text_fits_its_field_and_every_line_has_a_why(example: None) -> None:
    for model in WRITTEN:
        for obj in model._default_manager.all():
            obj.full_clean(exclude=["afdruk", "sleutel"], validate_unique=False)
            if getattr(obj, "lijnen", None):
                assert getattr(obj, "lijn_waarom", "") or isinstance(obj, Agendanotitie)


def test_everything_happens_in_order(example: None) -> None:
    for signaal in Signaal.objects.all():
        heard = [contact.op for contact in signaal.contacten.all()]
        assert heard
        assert max(heard) <= signaal.op
        for duiding in signaal.duidingen.all():
            assert timezone.localdate(signaal.op) < duiding.op <= timezone.localdate()
    for initiatief in Initiatief.objects.exclude(contact=None).select_related("contact"):
        assert initiatief.contact
        assert initiatief.contact.op < initiatief.ingediend_op
    for notitie in Agendanotitie.objects.exclude(verzonden_op=None):
        versie = notitie.versies.get()
        assert versie.job_staat == "klaar"
        assert notitie.verzonden_op
        assert notitie.op < versie.vastgesteld_op < notitie.verzonden_op
        assert versie.inhoud["datum"] == timezone.localdate(versie.vastgesteld_op).isoformat()


def test_on_any_day_a_signal_comes_after_the_contacts_it_was_heard_in() -> None:
    story = read(JAAR, "de-brink/**/*.toml", STORY)
    contacts = [entry for entry in story["contactmoment"] if "times" not in entry]
    late = []
    for number in range(3 * 366):
        clock = Clock(date(2026, 1, 1) + timedelta(days=number))
        days: dict[str, list[date]] = defaultdict(list)
        for at, entry in enumerate(contacts):
            days[entry.get("group")].append(planned_day(clock, at, entry.get("op")))
        for entry in story["signaal"]:
            heard = [day for group in entry["contacten"] for day in days[group]]
            assert heard
            op = entry["op"]
            if op.days_later is None and max(heard) > clock.day(op):
                late.append((clock.today, entry["key"]))
    assert late == []


def test_the_letters_hold_together(example: None) -> None:
    settled = [from_json(versie.inhoud) for versie in NotitieVersie.objects.order_by("pk")]
    assert len(settled) == 3
    for inhoud in settled:
        said = re.findall(r"\d+%", inhoud.wat_opvalt)
        shown = {f"{cijfer.waarde} {cijfer.vergelijking}" for cijfer in inhoud.cijfers}
        assert said
        assert [figure for figure in said if not any(figure in one for one in shown)] == []
        assert len(inhoud.cijfers) <= 5
        assert all(cijfer.vergelijking for cijfer in inhoud.cijfers)
        reasons = [waarom for waarom, _lijnen in inhoud.redenen]
        assert len(reasons) == len(set(reasons)) > 0
        assert re.findall(r"\. (?:Open|Uitgesproken)\.", inhoud.spanningen) == []
        assert inhoud.bronnen
    # A buurt must differ visibly from its municipality.
    kou = settled[0].cijfers
    assert {cijfer.gebied for cijfer in kou} == {"Klaverveld", "Lindebuurt", "De Weide (wijk)"}


def test_organisations_see_their_own_only(example: None) -> None:
    samira, ruben = lid("samira@voorbeeld.nl"), lid("ruben@voorbeeld.nl", "overkant")
    anneke = lid("anneke@voorbeeld.nl", "gemeente-zonderwater")
    for model in (Contactmoment, Initiatief, Signaal, Verhaal, Agendanotitie):
        for member in (samira, ruben, anneke):
            seen = model.objects.visible_to(member).values_list("organisatie_id", flat=True)
            assert set(seen) <= {member.organisatie_id}
        assert not model.objects.visible_to(anneke).exists()
    received = Agendanotitie.objects.received_by(anneke).values_list("staat", flat=True)
    assert sorted(received) == ["beantwoord", "verzonden"]
    assert Contactmoment.objects.visible_to(ruben).count() == 4


def test_the_day_of_each_is_alive_but_calm(example: None) -> None:
    def shape(member: Lidmaatschap) -> tuple[int, int, int, int]:
        dag = day_of(member)
        return (
            len(dag.te_vertellen),
            len(dag.wacht_op_antwoord),
            len(dag.afspraken),
            len(dag.wacht),
        )

    # Samira and Joost see their own wijken first; Marijke has none and sees the whole team's day.
    assert {
        name: shape(lid(f"{name}@voorbeeld.nl")) for name in ("samira", "joost", "marijke")
    } == {
        "samira": (2, 0, 4, 5),
        "joost": (1, 1, 3, 3),
        "marijke": (3, 1, 1, 10),
    }
    assert shape(lid("anneke@voorbeeld.nl", "gemeente-zonderwater")) == (0, 0, 0, 1)
    assert shape(lid("ruben@voorbeeld.nl", "overkant")) == (0, 0, 0, 2)


def test_an_account_of_the_year_shows_movement_and_hides_what_is_of_one(example: None) -> None:
    marijke = lid("marijke@voorbeeld.nl")
    # Of the two, one at least is nearly whole, whatever the day.
    years = [Tijdvak(timezone.localdate().year - ago) for ago in range(2)]
    whole = [compose(marijke, None, year) for year in years]
    moved = [stap for year in whole for stap in year.stappen if stap.van != stap.naar]
    assert sum(stap.aantal for stap in moved) >= 3
    assert any(year.onderdelen[0].regels for year in whole)
    hidden = {
        wijk.naam
        for wijk in own_wijken(marijke)
        for year in years
        if compose(marijke, wijk, year).onderdelen[0].tekst == HIDDEN
    }
    assert {"Oude Haven", "De Weide"} <= hidden


@pytest.mark.parametrize(
    ("email", "slug"),
    [
        ("samira@voorbeeld.nl", "de-brink"),
        ("joost@voorbeeld.nl", "de-brink"),
        ("joost@voorbeeld.nl", "overkant"),
        ("marijke@voorbeeld.nl", "de-brink"),
        ("beatrix@voorbeeld.nl", "de-brink"),
        ("ruben@voorbeeld.nl", "overkant"),
        ("anneke@voorbeeld.nl", "gemeente-zonderwater"),
        ("leo@voorbeeld.nl", "gemeente-zonderwater"),
    ],
)
def test_everyone_can_open_their_day(wereld: Wereld, example: None, email: str, slug: str) -> None:
    assert wereld.client(lid(email, slug)).get("/vandaag/").status_code == 200


def test_one_buurt_is_very_small(example: None) -> None:
    small = Gebied.objects.buurten().filter(inwoners__lt=50)
    assert [gebied.naam for gebied in small] == ["Havenhoofd"]
    assert not Cijfer.objects.filter(gebied__in=small).exists()
    assert Gebied.objects.buurten().filter(gemeentecode="GM9999").count() == 16
    assert {cijfer.bron for cijfer in Cijfer.objects.all()} == {"Verzonnen cijfers voor de demo"}


def test_a_filled_database_is_left_alone(example: None) -> None:
    before = digest()
    with pytest.raises(CommandError, match="not empty"):
        call_command("voorbeeld")
    assert digest() == before
