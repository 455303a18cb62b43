"""A story: with consent, read by a second person, withdrawn at any moment."""

import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from opbouw.lib.writing.transitions import Refused
from signalen.actions.verhaal import proofread, record_verhaal, withdraw
from signalen.inhoud import NotitieInhoud
from signalen.models import Verhaal
from signalen.tasks import make_pdf
from tests.keten import (
    BSN,
    HOSTILE,
    HUGE,
    at_once,
    make_complete_concept,
    make_concept,
    make_contact,
    make_interpreted_signaal,
    make_signaal,
    make_usable_verhaal,
    make_verhaal,
    make_versie,
    mark,
    queries,
    reopen,
    send,
    settle,
    short,
    trail,
)
from tests.wereld import Wereld
from wijken.models import Gebied

NIEUW = "/verhalen/nieuw/"


# Worked out in the test: collecting may be done on the other side of midnight.
TOMORROW = "morgen, in cijfers"


@pytest.fixture
def media(settings: Settings, tmp_path: Path) -> Path:
    """An empty folder for the PDFs of one test."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def fields(gebied: Gebied, /, **changes: Any) -> dict[str, Any]:
    """The form as a browser sends it."""
    return {
        "sleutel": str(uuid.uuid4()),
        "tekst": "Ik zie niemand meer.",
        "kring": "oudere bewoners",
        "gebied": str(gebied.pk),
        "signaal": "",
        "toestemming_op": timezone.localdate().isoformat(),
        "toestemming_hoe": "mondeling",
        "toestemming_waarvoor": "brief",
        **changes,
    }


@pytest.fixture
def client(wereld: Wereld) -> Client:
    """Samira's browser."""
    return wereld.client(wereld.samira)


def test_recording_writes_the_story_and_its_consent_but_not_who(
    wereld: Wereld, client: Client
) -> None:
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    before = mark()
    data = fields(wereld.klaverveld, signaal=str(signaal.pk))
    for _ in range(2):
        response = client.post(NIEUW, data)
    verhaal = Verhaal.objects.get()
    assert response.headers["Location"] == f"/verhalen/{verhaal.pk}/"
    row = Verhaal.objects.values().get()
    assert {k: v for k, v in row.items() if k not in {"id", "op", "afdruk"}} == {
        "sleutel": uuid.UUID(data["sleutel"]),
        "dubbel_van_id": None,
        "woorden_weg_op": None,
        "organisatie_id": wereld.samira.organisatie_id,
        "signaal_id": signaal.pk,
        "gebied_id": wereld.klaverveld.pk,
        "tekst": "Ik zie niemand meer.",
        "kring": "oudere bewoners",
        "toestemming_op": timezone.localdate(),
        "toestemming_hoe": "mondeling",
        "toestemming_waarvoor": "brief",
        "ingetrokken_op": None,
        "nagelezen_door_id": None,
        "nagelezen_op": None,
        "door_id": wereld.samira.pk,
    }
    assert trail(before) == [
        ("verhaal_vastgelegd", "signalen.verhaal", wereld.samira.gebruiker_id, "", "")
    ]


def test_other_words_under_one_key_are_kept_and_flagged(wereld: Wereld, client: Client) -> None:
    data = fields(wereld.klaverveld)
    for tekst in ("Een.", "Twee.", "Twee."):
        client.post(NIEUW, {**data, "tekst": tekst})
    rows = Verhaal.objects.order_by("pk").values_list("tekst", "dubbel_van__tekst")
    assert list(rows) == [("Een.", None), ("Twee.", "Een.")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *[(name, text) for name in ("tekst", "kring") for text in HOSTILE],
        *[("toestemming_waarvoor", text) for text in [*HOSTILE, "alles"]],
        ("tekst", "woord " * 81),
        ("gebied", HUGE),
        ("gebied", "\x00"),
        ("signaal", HUGE),
        ("signaal", "-3"),
        ("signaal", "9" * 5000),
        ("toestemming_hoe", ""),
        ("toestemming_hoe", "gedroomd"),
        ("toestemming_op", "gisteren"),
        ("toestemming_op", TOMORROW),
    ],
    ids=short,
)
def test_what_cannot_be_stored_is_a_message(
    wereld: Wereld, field: str, value: str, client: Client
) -> None:
    if value == TOMORROW:
        value = (timezone.localdate() + timedelta(days=1)).isoformat()
    response = client.post(NIEUW, fields(wereld.klaverveld, **{field: value}))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert Verhaal.objects.count() == 0


def test_a_bsn_stops_it_and_a_name_asks_once(wereld: Wereld, client: Client) -> None:
    data = fields(wereld.klaverveld, tekst=f"Met {BSN}.", nagekeken="1")
    assert client.post(NIEUW, data).status_code == 422
    data = fields(wereld.klaverveld, kring="mevrouw Jansen")
    assert set(client.post(NIEUW, data).context["form"].errors) == {"kring", "nagekeken"}
    assert client.post(NIEUW, {**data, "nagekeken": "1"}).status_code == 302


def test_a_signal_of_another_organisation_is_not_taken(wereld: Wereld, client: Client) -> None:
    strange, contact = (
        make_signaal(wereld.ruben, wereld.klaverveld),
        make_contact(wereld.ruben, wereld.klaverveld),
    )
    assert client.post(NIEUW, fields(wereld.klaverveld, signaal=str(strange.pk))).status_code == 422
    for query in (f"?signaal={strange.pk}", f"?contact={contact.pk}", f"?signaal={HUGE}"):
        assert client.get(f"{NIEUW}{query}").status_code == 404
    assert client.get(f"{NIEUW}?contact={'9' * 5000}").status_code == 404


# --- The second pair of eyes ---
def test_a_colleague_reads_it_once(wereld: Wereld) -> None:
    verhaal = make_verhaal(wereld.samira, wereld.klaverveld)
    before = mark()
    with pytest.raises(Refused, match="Een collega leest je verhaal na; dat kun je niet zelf"):
        proofread(verhaal=verhaal, by=wereld.samira)
    for reader in (wereld.joost, wereld.marijke):
        proofread(verhaal=verhaal, by=reader)
    verhaal.refresh_from_db()
    assert verhaal.nagelezen_door == wereld.joost
    assert verhaal.bruikbaar is True
    assert trail(before) == [
        ("verhaal_nagelezen", "signalen.verhaal", wereld.joost.gebruiker_id, "", "")
    ]


def test_a_story_that_was_taken_back_is_not_read(wereld: Wereld) -> None:
    verhaal = make_verhaal(wereld.samira, wereld.klaverveld)
    withdraw(verhaal=verhaal, by=wereld.samira)
    with pytest.raises(Refused, match="Dit verhaal is ingetrokken"):
        proofread(verhaal=verhaal, by=wereld.joost)


def test_a_story_for_the_team_alone_does_not_leave_it(wereld: Wereld) -> None:
    letter = make_usable_verhaal(wereld.samira, wereld.joost, wereld.klaverveld)
    team = make_usable_verhaal(
        wereld.samira, wereld.joost, wereld.klaverveld, toestemming_waarvoor="team"
    )
    assert letter.bruikbaar is True
    assert team.bruikbaar is False
    assert list(Verhaal.objects.usable()) == [letter]


# --- Taking it back ---
def test_taking_back_is_once_and_takes_it_out_of_concepts(wereld: Wereld) -> None:
    verhaal = make_usable_verhaal(wereld.samira, wereld.joost, wereld.klaverveld)
    notitie = make_concept(
        wereld.samira, wereld.gemeente, make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    )
    make_complete_concept(notitie, wereld.samira, verhalen=[verhaal])
    before = mark()
    for _ in range(2):
        withdraw(verhaal=verhaal, by=wereld.samira)
    verhaal.refresh_from_db()
    assert verhaal.tekst == ""
    assert verhaal.bruikbaar is False
    assert list(notitie.verhalen.all()) == []
    assert trail(before) == [
        ("verhaal_ingetrokken", "signalen.verhaal", wereld.samira.gebruiker_id, "", "")
    ]


def test_taking_back_before_sending_stops_the_note_until_it_is_out(
    wereld: Wereld, media: Path, django_capture_on_commit_callbacks: Any
) -> None:
    verhaal = make_usable_verhaal(
        wereld.samira, wereld.joost, wereld.klaverveld, tekst="INGETROKKEN WOORDEN"
    )
    notitie = make_concept(
        wereld.samira, wereld.gemeente, make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    )
    make_complete_concept(notitie, wereld.samira, verhalen=[verhaal])
    first = settle(notitie=notitie, by=wereld.marijke)
    make_pdf(first.pk)
    first.refresh_from_db()
    file = media / first.bestand
    half = file.with_name(f".{file.name}.x.tmp")
    half.write_bytes(file.read_bytes())
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(verhaal=verhaal, by=wereld.samira)
    first.refresh_from_db()
    assert "INGETROKKEN WOORDEN" not in str(first.inhoud)
    assert first.bestand == ""
    assert first.job_staat == "mislukt"
    assert file.exists() is False
    assert list(file.parent.iterdir()) == []
    with pytest.raises(Refused, match="Een verhaal hierin is ingetrokken"):
        send(notitie=notitie, by=wereld.marijke)
    notitie.refresh_from_db()
    assert notitie.staat == "vastgesteld"
    reopen(notitie=notitie, by=wereld.marijke)
    assert list(notitie.verhalen.all()) == []
    second = make_versie(notitie, wereld.marijke)
    send(notitie=notitie, by=wereld.marijke)
    assert "INGETROKKEN WOORDEN" not in str(second.inhoud)


def test_taking_back_leaves_what_was_sent_and_forgets_the_version_before_it(
    wereld: Wereld, media: Path
) -> None:
    verhaal = make_usable_verhaal(
        wereld.samira, wereld.joost, wereld.klaverveld, tekst="WOORDEN DIE GAAN"
    )
    notitie = make_concept(
        wereld.samira, wereld.gemeente, make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    )
    make_complete_concept(notitie, wereld.samira, verhalen=[verhaal])
    first = make_versie(notitie, wereld.marijke)
    reopen(notitie=notitie, by=wereld.marijke)
    second = make_versie(notitie, wereld.marijke)
    send(notitie=notitie, by=wereld.marijke)
    before = mark()
    withdraw(verhaal=verhaal, by=wereld.samira)
    for versie in (first, second):
        versie.refresh_from_db()
    assert "WOORDEN DIE GAAN" not in str(first.inhoud)
    assert "WOORDEN DIE GAAN" in str(second.inhoud)
    assert second.job_staat == "klaar"
    assert trail(before) == [
        ("verhaal_uit_versie", "signalen.notitieversie", wereld.samira.gebruiker_id, "", ""),
        ("verhaal_ingetrokken", "signalen.verhaal", wereld.samira.gebruiker_id, "", ""),
    ]


def test_a_file_that_was_being_made_of_it_goes_as_well(
    wereld: Wereld, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verhaal = make_usable_verhaal(wereld.samira, wereld.joost, wereld.klaverveld)
    notitie = make_concept(
        wereld.samira, wereld.gemeente, make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    )
    make_complete_concept(notitie, wereld.samira, verhalen=[verhaal])
    versie = settle(notitie=notitie, by=wereld.marijke)

    def meanwhile(inhoud: NotitieInhoud) -> bytes:
        withdraw(verhaal=verhaal, by=wereld.samira)
        return b"%PDF"

    monkeypatch.setattr("signalen.actions.versie.notitie_pdf", meanwhile)
    make_pdf(versie.pk)
    versie.refresh_from_db()
    assert versie.job_staat == "mislukt"
    assert versie.bestand == ""
    assert [path for path in media.rglob("*") if path.is_file()] == []


@pytest.mark.django_db(transaction=True)
def test_taking_back_while_it_is_sent_is_before_or_after(wereld: Wereld) -> None:
    verhaal = make_usable_verhaal(wereld.samira, wereld.joost, wereld.klaverveld)
    notitie = make_concept(
        wereld.samira, wereld.gemeente, make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    )
    make_complete_concept(notitie, wereld.samira, verhalen=[verhaal])
    make_versie(notitie, wereld.marijke)
    out, back = at_once(
        lambda: send(notitie=notitie, by=wereld.marijke),
        lambda: withdraw(verhaal=verhaal, by=wereld.samira),
    )
    notitie.refresh_from_db()
    verhaal.refresh_from_db()
    assert back is None
    if isinstance(out, Refused):
        assert notitie.staat == "vastgesteld"
    else:
        assert out is None
        assert notitie.verzonden_op is not None
        assert verhaal.ingetrokken_op is not None


# --- Who sees what ---
def test_another_organisation_and_the_municipality_find_nothing(wereld: Wereld) -> None:
    verhaal = make_verhaal(wereld.samira, wereld.klaverveld)
    for lid in (wereld.ruben, wereld.anneke):
        other = wereld.client(lid)
        assert other.get(f"/verhalen/{verhaal.pk}/").status_code == 404
        for step in ("nagelezen", "ingetrokken"):
            assert other.post(f"/verhalen/{verhaal.pk}/{step}/").status_code == 404
    verhaal.refresh_from_db()
    assert verhaal.nagelezen_op is None
    assert verhaal.ingetrokken_op is None


def test_markup_in_a_story_stays_text(wereld: Wereld, client: Client) -> None:
    verhaal = make_verhaal(wereld.samira, wereld.klaverveld, tekst='<img src=x onerror="alert(1)">')
    for path in ("/verhalen/", f"/verhalen/{verhaal.pk}/"):
        assert "<img src=x" not in client.get(path).content.decode()


def test_the_list_asks_as_much_for_thirty_as_for_one(wereld: Wereld, client: Client) -> None:
    make_usable_verhaal(wereld.samira, wereld.joost, wereld.klaverveld)
    before = queries(client, "/verhalen/")
    for _ in range(29):
        make_usable_verhaal(wereld.samira, wereld.joost, wereld.klaverveld)
    assert queries(client, "/verhalen/?na=onzin") == before


def test_the_database_keeps_the_two_pairs_of_eyes_apart(wereld: Wereld) -> None:
    content = {
        "tekst": "x",
        "kring": "y",
        "gebied": wereld.klaverveld,
        "toestemming_hoe": "bericht",
    }
    verhaal, _new = record_verhaal(by=wereld.samira, sleutel=uuid.uuid4(), content=content)
    with pytest.raises(Exception, match="verhaal_tweede_paar_ogen"):
        Verhaal.objects.filter(pk=verhaal.pk).update(nagelezen_door=wereld.samira)
