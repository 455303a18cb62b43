"""Words are taken out at somebody's request: everywhere, and what rests on them stays."""

import re
import uuid
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from initiatieven.actions.bericht import reply
from initiatieven.actions.bewonersbericht import write_back
from initiatieven.actions.initiatief import bring_in, brought_in_before
from initiatieven.actions.terugkoppeling import tell_back as tell_initiatief
from initiatieven.models import Bericht, Bewonersbericht, Indiener, Initiatief
from initiatieven.queries.volglink import token_of
from opbouw.lib.jobs import outbox
from opbouw.lib.models import AuditRegel
from opbouw.lib.writing.correction import stand_of
from opbouw.lib.writing.transitions import Refused
from signalen.actions.contact import change_contact
from signalen.actions.signaal import interpret, skip_interpreting
from signalen.actions.versie import store_pdf
from signalen.actions.weghalen import take_out
from signalen.actions.woorden import without
from signalen.models import Agendanotitie, NotitieVersie, Signaal
from tests import keten
from tests.canary import files_with, mails_with, tables_with
from tests.initiatieven.voorbeeld import ELS, make_initiatief
from tests.wereld import Wereld
from wijken.actions.afspraak import call_off_appointment, move_appointment
from wijken.actions.contact import FIELDS, note_contact
from wijken.models import Contactmoment

CANARY = "Zwaluwstaartje"
TEXT = f"Mevrouw {CANARY} van nummer acht vertelde dat zij niemand meer ziet."
WEG = "Op verzoek weggehaald"


def everything(soort: str, pk: int, wereld: Wereld) -> dict[str, Any]:
    """The form with every piece of a record ticked, as its page offers them."""
    page = wereld.client(wereld.marijke).get(f"/weghalen/{soort}/{pk}/")
    assert page.status_code == 200
    return {"stukken": re.findall(r'name="stukken" value="([^"]+)"', page.text), "zeker": "on"}


def take_out_all(soort: str, pk: int, wereld: Wereld) -> None:
    path = f"/weghalen/{soort}/{pk}/"
    data = everything(soort, pk, wereld)
    assert wereld.client(wereld.marijke).post(path, data).status_code == 302


def make_plan(wereld: Wereld) -> Initiatief:
    """An initiative with the word in every text that hangs on it."""
    initiatief, _new = bring_in(
        organisatie=wereld.de_brink,
        by=None,
        sleutel=uuid.uuid4(),
        content={
            "titel": f"Eten met {CANARY}",
            "plan": TEXT,
            "nodig": TEXT,
            "gebied": wereld.klaverveld,
            "plek": f"bij {CANARY}",
        },
        bereikbaar=ELS,
    )
    key = uuid.uuid4
    reply(initiatief=initiatief, by=wereld.samira, sleutel=key(), tekst=TEXT, naar="loopt")
    write_back(initiatief=initiatief, sleutel=key(), tekst=TEXT)
    reply(initiatief=initiatief, by=wereld.samira, sleutel=key(), tekst="Klaar.", naar="gelukt")
    told = keten.telling(tekst=TEXT, kring=CANARY, waar=CANARY)
    tell_initiatief(initiatief=initiatief, by=wereld.samira, sleutel=key(), content=told)
    initiatief.refresh_from_db()
    return initiatief


def make_heard(wereld: Wereld) -> Contactmoment:
    contact: Contactmoment = keten.make_contact(
        wereld.samira,
        wereld.klaverveld,
        tekst=TEXT,
        plek=f"bij {CANARY}",
        afspraak=f"Bel {CANARY}",
        afspraak_op=keten.vraag()["voor"],
        lijnen=["verbinden"],
        lijn_waarom=TEXT,
    )
    return contact


def make_pattern(wereld: Wereld) -> Signaal:
    """A signal with the word in every text, and in a concept, a settled version and its PDF."""
    signaal = keten.make_signaal(
        wereld.samira,
        wereld.klaverveld,
        titel=f"Het huis van {CANARY}",
        tekst=TEXT,
        kring=f"de buren van {CANARY}",
        kring_waar=f"bij {CANARY} thuis",
        lijnen=["verbinden"],
        lijn_waarom=TEXT,
    )
    skip_interpreting(signaal=signaal, by=wereld.samira, want=TEXT)
    content = {
        "met_wie": f"de buren van {CANARY}",
        "tekst": f"Duiding: {TEXT}",
        "tegengeluid": f"Anders: {TEXT}",
        "niet_gehoord": f"Ook niet: {TEXT}",
        "spanning": f"Schuurt: {TEXT}",
    }
    interpret(signaal=signaal, by=wereld.samira, sleutel=uuid.uuid4(), content=content)
    signaal.refresh_from_db()
    return signaal


def test_a_contact_is_emptied_and_its_promise_stays(wereld: Wereld) -> None:
    contact = make_heard(wereld)
    marks = [CANARY, contact.afdruk]
    assert [bool(tables_with(word)) for word in marks] == [True, True]
    take_out_all("contact", contact.pk, wereld)
    assert [tables_with(word) for word in marks] == [[], []]
    contact.refresh_from_db()
    afspraak = contact.afspraken.get()
    assert contact.tekst == afspraak.wat == WEG
    assert afspraak.is_open
    assert (contact.gebied, contact.lijnen) == (wereld.klaverveld, ["verbinden"])
    page = wereld.client(wereld.samira).get(f"/contacten/{contact.pk}/").text
    assert WEG in page
    assert f"/contacten/{contact.pk}/wijzig/" not in page


def test_a_plan_and_all_that_was_written_about_it_is_emptied(wereld: Wereld) -> None:
    initiatief = make_plan(wereld)
    token = token_of(initiatief)
    hashes = [initiatief.afdruk, *Bericht.objects.values_list("afdruk", flat=True)]
    hashes += Bewonersbericht.objects.values_list("afdruk", flat=True)
    before = (initiatief.kenmerk, initiatief.staat, initiatief.gebied_id)
    assert mails_with(ELS.email) > 0
    take_out_all("initiatief", initiatief.pk, wereld)
    assert [tables_with(word) for word in [CANARY, *hashes]] == [[] for _word in [CANARY, *hashes]]
    assert not Indiener.objects.exists()
    assert mails_with(ELS.email) == 0
    initiatief.refresh_from_db()
    assert (initiatief.kenmerk, initiatief.staat, initiatief.gebied_id) == before
    assert token_of(initiatief) == token
    for client, path in (
        (wereld.anonymous, f"/volg/{token}/"),
        (wereld.client(wereld.samira), f"/initiatieven/{initiatief.pk}/"),
        (wereld.client(wereld.samira), "/initiatieven/?alles=1"),
        (wereld.client(wereld.samira), f"/draad/initiatief/{initiatief.pk}/"),
    ):
        page = client.get(path)
        assert (page.status_code, WEG in page.text, CANARY in page.text) == (200, True, False), path


def test_a_signal_is_emptied_in_the_concept_and_in_what_was_settled(
    wereld: Wereld,
    settings: Settings,
    tmp_path: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    signaal = make_pattern(wereld)
    notitie = keten.make_concept(wereld.marijke, wereld.gemeente, signaal)
    keten.make_complete_concept(
        notitie,
        wereld.marijke,
        vragen=[keten.vraag(TEXT)],
        **{name: getattr(notitie, name) for name in ("duiding", "duiders", "terugkoppeling")},
    )
    versie = keten.settle(notitie=notitie, by=wereld.marijke, nagekeken=True)
    held = outbox.claim(NotitieVersie, versie.pk)
    assert held is not None
    name, sha256 = store_pdf(versie=held[1])
    outbox.finish(held[0], bestand=name, sha256=sha256)
    assert {"signalen_signaal", "signalen_agendanotitie", "signalen_notitieversie"} <= set(
        tables_with(CANARY)
    )
    assert (tmp_path / name).exists()

    with django_capture_on_commit_callbacks(execute=True):
        take_out_all("signaal", signaal.pk, wereld)

    assert tables_with(CANARY) == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert files_with(CANARY, tmp_path) == []
    signaal.refresh_from_db()
    versie.refresh_from_db()
    assert (signaal.titel, signaal.staat, signaal.zonder_duiding_want) == (WEG, "geduid", WEG)
    # It cannot be sent until somebody settles it anew.
    assert (versie.job_staat, versie.bestand) == ("mislukt", "")
    with pytest.raises(Refused):
        keten.send(notitie=notitie, by=wereld.marijke)


def test_what_was_sent_stays_and_the_page_says_where_to_ask(wereld: Wereld) -> None:
    signaal = make_pattern(wereld)
    notitie = keten.make_complete_concept(
        keten.make_concept(wereld.marijke, wereld.gemeente, signaal), wereld.marijke
    )
    versie = keten.settle(notitie=notitie, by=wereld.marijke, nagekeken=True)
    NotitieVersie.objects.filter(pk=versie.pk).update(job_staat="klaar", bestand="notities/x.pdf")
    keten.send(notitie=notitie, by=wereld.marijke)
    page = wereld.client(wereld.marijke).get(f"/weghalen/signaal/{signaal.pk}/").text
    assert "die is verzonden" in page
    assert "Gemeente Zonderwater" in page
    inhoud = NotitieVersie.objects.get(pk=versie.pk).inhoud
    take_out_all("signaal", signaal.pk, wereld)
    assert CANARY in str(inhoud)
    assert NotitieVersie.objects.get(pk=versie.pk).inhoud == inhoud
    assert Agendanotitie.objects.get(pk=notitie.pk).staat == "verzonden"


def test_a_double_goes_along(wereld: Wereld) -> None:
    key = uuid.uuid4()
    content = {"gebied": wereld.klaverveld, "vindplaats": "plein", "tekst": TEXT}
    first, _new = note_contact(by=wereld.samira, sleutel=key, content=content)
    second, _new = note_contact(
        by=wereld.samira, sleutel=key, content={**content, "tekst": f"Toch: {TEXT}"}
    )
    assert second.dubbel_van_id == first.pk
    take_out(rows=[second], by=wereld.samira)
    assert tables_with(CANARY) == []


def test_sending_the_same_form_again_brings_nothing_back(wereld: Wereld) -> None:
    key = uuid.uuid4()
    content = {"gebied": wereld.klaverveld, "vindplaats": "plein", "tekst": TEXT}
    first, _new = note_contact(by=wereld.samira, sleutel=key, content=content)
    take_out(rows=[first], by=wereld.samira)
    again, new = note_contact(by=wereld.samira, sleutel=key, content=content)
    assert (again.pk, new) == (first.pk, False)
    assert tables_with(CANARY) == []


def test_the_public_form_sent_again_finds_the_emptied_plan(wereld: Wereld) -> None:
    key = uuid.uuid4()
    content = {"titel": "Eten", "plan": TEXT, "nodig": "", "gebied": wereld.klaverveld, "plek": ""}
    own: dict[str, Any] = {"organisatie": wereld.de_brink, "sleutel": key, "content": content}
    made, _new = bring_in(by=None, bereikbaar=ELS, **own)
    take_out(rows=[made], by=wereld.marijke)
    assert brought_in_before(bereikbaar=ELS, **own) == made


def test_a_form_that_was_open_cannot_put_the_words_back(wereld: Wereld) -> None:
    contact = make_heard(wereld)
    take_out(rows=[contact], by=wereld.marijke)
    contact.refresh_from_db()
    with pytest.raises(Refused, match="op verzoek weggehaald"):
        change_contact(
            contact=contact,
            by=wereld.samira,
            stand=stand_of(contact, FIELDS),
            content={"tekst": TEXT},
        )
    page = wereld.client(wereld.samira).get(f"/contacten/{contact.pk}/wijzig/", follow=True)
    assert page.redirect_chain == [(f"/contacten/{contact.pk}/", 302)]


@pytest.mark.parametrize(
    ("wie", "status"),
    [
        ("samira", 200),  # she wrote it
        ("joost", 404),
        ("marijke", 200),
        ("beatrix", 200),
        ("ruben", 404),
        ("anneke", 404),
    ],
)
def test_who_may_take_words_out(wereld: Wereld, wie: str, status: int) -> None:
    contact = make_heard(wereld)
    client = wereld.client(wereld.lid(wie))
    assert client.get(f"/weghalen/contact/{contact.pk}/").status_code == status
    data = {"stukken": [f"contactmoment-{contact.pk}"], "zeker": "on"}
    done = client.post(f"/weghalen/contact/{contact.pk}/", data).status_code
    assert done == (302 if status == 200 else 404)
    contact.refresh_from_db()
    assert (contact.tekst == WEG) is (status == 200)


def test_the_action_itself_refuses_a_stranger_and_a_colleague(wereld: Wereld) -> None:
    contact = make_heard(wereld)
    for lid in (wereld.ruben, wereld.joost):
        with pytest.raises(Refused):
            take_out(rows=[contact], by=lid)
    contact.refresh_from_db()
    assert contact.tekst == TEXT


def test_nothing_goes_without_the_tick(wereld: Wereld) -> None:
    contact = make_heard(wereld)
    data = {"stukken": [f"contactmoment-{contact.pk}"]}
    page = wereld.client(wereld.samira).post(f"/weghalen/contact/{contact.pk}/", data)
    assert page.status_code == 422
    contact.refresh_from_db()
    assert contact.tekst == TEXT


def test_it_is_in_the_audit_trail_without_a_word(wereld: Wereld) -> None:
    contact = make_heard(wereld)
    mark = keten.mark()
    take_out(rows=[contact], by=wereld.marijke)
    take_out(rows=[contact], by=wereld.marijke)
    assert keten.trail(mark) == [
        (
            "op_verzoek_weggehaald",
            "wijken.contactmoment",
            wereld.marijke.gebruiker_id,
            "",
            "",
        )
    ]


@pytest.mark.django_db(transaction=True)
def test_an_answer_at_the_same_moment_is_kept_and_the_plan_is_gone(wereld: Wereld) -> None:
    wereld.bring("samira", "marijke")
    initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld, titel=CANARY)
    done = keten.at_once(
        lambda: reply(
            initiatief=initiatief, by=wereld.samira, sleutel=uuid.uuid4(), tekst="Kom maar langs."
        ),
        lambda: take_out(rows=[Initiatief.objects.get(pk=initiatief.pk)], by=wereld.marijke),
    )
    assert [one for one in done if isinstance(one, Exception)] == []
    initiatief.refresh_from_db()
    assert (initiatief.titel, initiatief.staat) == (WEG, "in_gesprek")
    assert initiatief.berichten.count() == 1
    with transaction.atomic():
        assert tables_with(CANARY) == []


@pytest.mark.parametrize(
    ("text", "words", "rest"),
    [
        ("buren en buren", ["buren"], "buren en buren"),
        ("buren", ["buren"], WEG),
        (f"Eerst. {TEXT} Dan.", [TEXT], f"Eerst. {WEG} Dan."),
        (f"Eerst. {TEXT[:40]}", [TEXT], f"Eerst. {WEG}"),
    ],
)
def test_where_words_are_replaced(text: str, words: list[str], rest: str) -> None:
    assert without(text, words) == rest


def test_what_says_nothing_any_more_is_not_offered(wereld: Wereld) -> None:
    contact = keten.make_contact(wereld.samira, wereld.klaverveld, plek="")
    page = wereld.client(wereld.samira).get(f"/weghalen/contact/{contact.pk}/", follow=True)
    assert page.redirect_chain == [(f"/contacten/{contact.pk}/", 302)]
    assert "Hier is niets meer om weg te halen." in page.text


def test_the_stories_of_a_signal_go_with_it(wereld: Wereld) -> None:
    signaal = keten.make_signaal(wereld.samira, wereld.klaverveld)
    verhaal = keten.make_verhaal(wereld.joost, wereld.klaverveld, signaal=signaal, tekst=TEXT)
    take_out_all("signaal", signaal.pk, wereld)
    verhaal.refresh_from_db()
    assert (verhaal.tekst, verhaal.ingetrokken_op is None) == ("", False)


def test_a_story_that_is_withdrawn_leaves_no_fingerprint(wereld: Wereld) -> None:
    verhaal = keten.make_verhaal(wereld.samira, wereld.klaverveld, tekst=TEXT)
    afdruk = verhaal.afdruk
    take_out(rows=[verhaal], by=wereld.samira)
    assert [tables_with(word) for word in (CANARY, afdruk)] == [[], []]
    assert AuditRegel.objects.filter(handeling="verhaal_ingetrokken").count() == 1


def test_the_words_of_an_appointment_go_and_why_it_was_moved_too(wereld: Wereld) -> None:
    afspraak = keten.make_afspraak(wereld.joost, gebied=wereld.kade, wat=TEXT)
    move_appointment(
        afspraak=afspraak,
        by=wereld.joost,
        sleutel=uuid.uuid4(),
        stand=None,
        naar=date(2099, 1, 1),
        want=TEXT,
    )
    call_off_appointment(afspraak=afspraak, by=wereld.joost, stand=None, want=TEXT)
    take_out_all("afspraak", afspraak.pk, wereld)
    assert tables_with(CANARY) == []
    afspraak.refresh_from_db()
    assert (afspraak.wat, afspraak.vervallen_want) == (WEG, "")


@pytest.mark.parametrize(
    ("wie", "goes"), [("samira", True), ("joost", True), ("marijke", True), ("ruben", False)]
)
def test_who_made_the_contact_or_the_appointment_may_take_it_out(
    wereld: Wereld, wie: str, goes: bool
) -> None:
    contact = keten.make_contact(wereld.samira, wereld.klaverveld)
    afspraak = keten.make_afspraak(wereld.joost, contact=contact, wat=TEXT)
    if goes:
        take_out(rows=[afspraak], by=wereld.lid(wie))
    else:
        with pytest.raises(Refused):
            take_out(rows=[afspraak], by=wereld.lid(wie))
    afspraak.refresh_from_db()
    assert (afspraak.wat == WEG) is goes
