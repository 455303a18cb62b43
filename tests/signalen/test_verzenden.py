"""Sending: only with a finished PDF, once, to every active member of the municipality."""

from datetime import timedelta

import pytest
from django.core import mail as outgoing
from django.utils import timezone
from django.utils.formats import date_format
from pytest_django import Settings

from opbouw.lib.jobs.tasks import send_mail
from opbouw.lib.models import Mail
from opbouw.lib.writing.transitions import Refused
from signalen.actions.signaal import keep_off_agenda
from signalen.actions.verzenden import DAY_PASSED_MESSAGE
from signalen.models import Agendanotitie, NotitieVersie, Signaal
from tests.conftest import ClientFor
from tests.keten import (
    at_once,
    begun,
    interpreted,
    mark,
    noticed,
    reopen,
    send,
    sent,
    settle,
    settled,
    trail,
    usable,
    words,
    written,
)
from wijken.models import Gebied, Lidmaatschap, Organisatie


@pytest.fixture
def notitie(opbouwwerker: Lidmaatschap, gemeente: Organisatie, buurt: Gebied) -> Agendanotitie:
    """A complete concept."""
    return written(begun(opbouwwerker, gemeente, interpreted(opbouwwerker, buurt)), opbouwwerker)


def test_sending_moves_the_note_and_its_signals(
    notitie: Agendanotitie, coordinator: Lidmaatschap
) -> None:
    settled(notitie, coordinator)
    before, who = mark(), coordinator.gebruiker_id
    send(notitie=notitie, by=coordinator)
    notitie.refresh_from_db()
    assert notitie.staat == "verzonden"
    assert notitie.verzonden_op is not None
    assert [signaal.staat for signaal in notitie.signalen.all()] == ["op_de_agenda"]
    assert trail(before) == [
        ("signaal_op_de_agenda", "signalen.signaal", who, "geduid", "op_de_agenda"),
        ("notitie_verzonden", "signalen.agendanotitie", who, "vastgesteld", "verzonden"),
    ]


def test_every_active_member_of_the_municipality_gets_one_mail_with_a_whole_link(
    notitie: Agendanotitie,
    coordinator: Lidmaatschap,
    gemeentelid: Lidmaatschap,
    lezer: Lidmaatschap,
    andere_gemeente: Lidmaatschap,
    settings: Settings,
) -> None:
    settings.BASE_URL = "https://opbouw.example.org"
    Agendanotitie.objects.filter(pk=notitie.pk).update(titel="Kou & <b>stilte</b>")
    sent(notitie, coordinator)
    mails = list(Mail.objects.order_by("pk"))
    assert [m.aan for m in mails] == [gemeentelid.gebruiker.email, lezer.gebruiker.email]
    for mail in mails:
        assert mail.onderwerp == f"Nieuwe agendanotitie {notitie.kenmerk}: Kou & <b>stilte</b>"
        assert f"https://opbouw.example.org/ontvangen/{notitie.pk}/" in mail.tekst
        assert "“Kou & <b>stilte</b>”" in mail.tekst
        assert "<b>stilte</b>" not in mail.html
        send_mail(mail.pk)
    assert [m.to for m in outgoing.outbox] == [[m.aan] for m in mails]
    blank = Mail.objects.values_list("aan", "onderwerp", "tekst", "html")
    assert list(blank) == [("", "", "", "")] * 2


def test_a_term_that_passed_before_sending_is_refused(
    notitie: Agendanotitie, coordinator: Lidmaatschap, client_for: ClientFor
) -> None:
    settled(notitie, coordinator)
    client, path = client_for(coordinator), f"/notities/{notitie.pk}/"
    assert "korter dan de afgesproken reactietermijn" not in client.get(path).text
    for days, said in (
        (1, "korter dan de afgesproken reactietermijn van 6 weken"),
        (-1, str(DAY_PASSED_MESSAGE)),
    ):
        day = timezone.localdate() + timedelta(days=days)
        Agendanotitie.objects.filter(pk=notitie.pk).update(reactie_voor=day)
        assert said.partition(".")[0] in client.get(path).text
        asked = client.get(f"{path}verzenden/")
        assert (said in asked.text) == (asked.status_code == 200) == (days > 0)
    before = mark()
    with pytest.raises(Refused, match="Een dag die in de notitie staat is voorbij"):
        send(notitie=notitie, by=coordinator)
    notitie.refresh_from_db()
    assert notitie.staat == "vastgesteld"
    assert trail(before) == []


def test_who_has_left_gets_no_mail(
    notitie: Agendanotitie,
    coordinator: Lidmaatschap,
    gemeentelid: Lidmaatschap,
    lezer: Lidmaatschap,
) -> None:
    lezer.actief = False
    lezer.save()
    gemeentelid.gebruiker.is_active = False
    gemeentelid.gebruiker.save()
    sent(notitie, coordinator)
    assert Mail.objects.count() == 0


@pytest.mark.parametrize("staat", ["aangevraagd", "bezig", "mislukt"])
def test_without_a_finished_pdf_it_is_refused(
    staat: str, notitie: Agendanotitie, coordinator: Lidmaatschap
) -> None:
    settle(notitie=notitie, by=coordinator)
    NotitieVersie.objects.update(job_staat=staat)
    before = mark()
    with pytest.raises(Refused, match="De PDF is nog niet klaar"):
        send(notitie=notitie, by=coordinator)
    notitie.refresh_from_db()
    assert notitie.staat == "vastgesteld"
    assert trail(before) == []
    assert Mail.objects.count() == 0


def test_a_concept_and_a_reopened_note_are_not_sent(
    notitie: Agendanotitie, coordinator: Lidmaatschap
) -> None:
    sentence = "Deze notitie is nu een concept. Er is niets verzonden."
    with pytest.raises(Refused, match=sentence):
        send(notitie=notitie, by=coordinator)
    settled(notitie, coordinator)
    reopen(notitie=notitie, by=coordinator)
    with pytest.raises(Refused, match=sentence):
        send(notitie=notitie, by=coordinator)


def test_only_the_version_that_was_on_the_page_is_sent(
    notitie: Agendanotitie,
    opbouwwerker: Lidmaatschap,
    coordinator: Lidmaatschap,
    client_for: ClientFor,
) -> None:
    settled(notitie, coordinator)
    lead, path = client_for(coordinator), f"/notities/{notitie.pk}/"
    assert 'name="versie" value="1"' in lead.get(f"{path}verzenden/").content.decode()
    reopen(notitie=notitie, by=coordinator)
    notitie.refresh_from_db()
    settled(written(notitie, opbouwwerker, duiding="Heel anders."), coordinator)
    before = mark()
    for data in ({"versie": "1"}, {}, {"versie": "-1"}):
        response = lead.post(f"{path}verzenden/", data, follow=True)
        assert response.redirect_chain == [(path, 302)]
        assert "de nieuwste is versie 2. Wat jij las, is niet verzonden." in response.text
    assert trail(before) == []
    assert Mail.objects.count() == 0
    send(notitie=notitie, by=coordinator)
    response = lead.post(f"{path}verzenden/", {"versie": "1"}, follow=True)
    assert "verzonden is versie 2. Wat jij las, is niet verzonden." in response.text


def test_sent_is_sent(
    notitie: Agendanotitie, coordinator: Lidmaatschap, gemeentelid: Lidmaatschap
) -> None:
    sent(notitie, coordinator)
    before = mark()
    send(notitie=notitie, by=coordinator)
    with pytest.raises(Refused, match="Deze notitie is verzonden en verandert niet meer"):
        reopen(notitie=notitie, by=coordinator)
    assert trail(before) == []
    assert Mail.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_the_same_moment_is_once(
    notitie: Agendanotitie, coordinator: Lidmaatschap, gemeentelid: Lidmaatschap
) -> None:
    settled(notitie, coordinator)
    found = at_once(*[lambda: send(notitie=notitie, by=coordinator)] * 3)
    assert found == [None] * 3
    assert Mail.objects.count() == 1


def test_a_second_note_on_the_same_signal_is_refused_clearly(
    opbouwwerker: Lidmaatschap, coordinator: Lidmaatschap, gemeente: Organisatie, buurt: Gebied
) -> None:
    signaal = interpreted(opbouwwerker, buurt)
    one, two, three = (
        written(begun(opbouwwerker, gemeente, signaal), opbouwwerker) for _ in range(3)
    )
    settled(two, coordinator)
    sent(one, coordinator)
    sentence = (
        "Het signaal “Dichte gordijnen” staat intussen op “op de agenda”. "
        "Haal het uit deze notitie."
    )
    before = mark()
    with pytest.raises(Refused) as caught:
        send(notitie=two, by=coordinator)
    assert str(caught.value) == sentence
    with pytest.raises(Refused) as caught:
        settle(notitie=three, by=coordinator)
    assert str(caught.value) == sentence
    assert trail(before) == []


def test_a_signal_that_was_kept_off_meanwhile_is_refused_clearly(
    notitie: Agendanotitie, opbouwwerker: Lidmaatschap, coordinator: Lidmaatschap
) -> None:
    settled(notitie, coordinator)
    keep_off_agenda(signaal=notitie.signalen.get(), by=opbouwwerker, want="Al geregeld.")
    with pytest.raises(Refused, match="staat intussen op “niet op de agenda”"):
        send(notitie=notitie, by=coordinator)


def test_a_signal_without_duiding_or_reason_cannot_go(
    opbouwwerker: Lidmaatschap, coordinator: Lidmaatschap, gemeente: Organisatie, buurt: Gebied
) -> None:
    signaal = noticed(opbouwwerker, buurt)
    concept = begun(opbouwwerker, gemeente, signaal)
    written(concept, opbouwwerker, duiding="Kou.", wat_we_niet_weten="Veel.")
    with pytest.raises(Refused) as caught:
        settle(notitie=concept, by=coordinator)
    assert str(caught.value) == (
        "Het signaal “Dichte gordijnen” heeft nog geen duiding, en ook geen reden waarom niet."
    )
    Signaal.objects.update(zonder_duiding_want="Haast.")
    sent(concept, coordinator)


def test_the_button_sends_and_says_so(
    notitie: Agendanotitie, coordinator: Lidmaatschap, client_for: ClientFor
) -> None:
    settled(notitie, coordinator)
    lead = client_for(coordinator)
    path = f"/notities/{notitie.pk}/verzenden/"
    page = lead.post(path, {"versie": "1"}, follow=True).content.decode()
    assert "Verzonden aan Gemeente Zonderwater." in page


def test_before_it_goes_the_page_says_what_goes_to_whom(
    notitie: Agendanotitie,
    opbouwwerker: Lidmaatschap,
    collega: Lidmaatschap,
    coordinator: Lidmaatschap,
    gemeentelid: Lidmaatschap,
    buurt: Gebied,
    client_for: ClientFor,
) -> None:
    verhalen = [usable(opbouwwerker, collega, buurt) for _ in range(2)]
    settled(written(notitie, opbouwwerker, verhalen=verhalen, aan_wie="het college"), coordinator)
    notitie.refresh_from_db()
    assert notitie.reactie_voor is not None
    day = date_format(notitie.reactie_voor, "j F Y")
    lead, path = client_for(coordinator), f"/notities/{notitie.pk}/"
    assert f'href="{path}verzenden/"' in lead.get(path).text
    before = mark()
    page = words(lead.get(f"{path}verzenden/").text)
    for sentence in (
        "Verzend aan Gemeente Zonderwater?",
        "Kou in de wijk",
        f"Versie 1, kenmerk {notitie.kenmerk}.",
        "Aan: het college van de gemeente Zonderwater.",
        f"Antwoord gevraagd vóór {day}.",
        "1 vraag, 2 verhalen van bewoners.",
        "De gemeente krijgt nu een mail. Daarna verandert de notitie niet meer.",
        "Zijn alle verhalen nog goed?",
    ):
        assert sentence in page
    notitie.refresh_from_db()
    assert notitie.staat == "vastgesteld"
    assert trail(before) == []
    gemeentelid.actief = False
    gemeentelid.save()
    page = words(lead.get(f"{path}verzenden/").text)
    assert "Er gaat dus geen mail." in page
    assert "krijgt nu een mail" not in page


@pytest.mark.parametrize("step", ["concept", "no pdf", "term passed", "sent"])
def test_there_is_nothing_to_confirm_when_it_cannot_go(
    step: str, notitie: Agendanotitie, coordinator: Lidmaatschap, client_for: ClientFor
) -> None:
    if step != "concept":
        settled(notitie, coordinator)
    if step == "no pdf":
        NotitieVersie.objects.update(job_staat="bezig")
    if step == "term passed":
        Agendanotitie.objects.update(reactie_voor=timezone.localdate() - timedelta(days=1))
    if step == "sent":
        send(notitie=notitie, by=coordinator)
    path = f"/notities/{notitie.pk}/"
    response = client_for(coordinator).get(f"{path}verzenden/", follow=True)
    assert response.redirect_chain == [(path, 302)]
    assert ("Deze notitie was al verzonden." in response.text) == (step == "sent")


def test_a_second_press_says_that_it_has_happened(
    client_for: ClientFor, notitie: Agendanotitie, coordinator: Lidmaatschap
) -> None:
    client = client_for(coordinator)
    said = []
    data = {"stand": notitie.stand, "versie": 1}
    for step in ("vaststellen", "vaststellen", "verzenden", "verzenden"):
        page = client.post(f"/notities/{notitie.pk}/{step}/", data, follow=True)
        said += [str(message) for message in page.context["messages"]]
        # As if the worker had made the PDF.
        NotitieVersie.objects.update(job_staat="klaar")
    assert said == [
        "Vastgesteld. De PDF wordt gemaakt.",
        "Deze notitie was al vastgesteld.",
        "Verzonden aan Gemeente Zonderwater.",
        "Deze notitie was al verzonden.",
    ]


def test_a_day_of_a_vraag_that_passed_before_sending_is_refused_too(
    notitie: Agendanotitie, coordinator: Lidmaatschap, client_for: ClientFor
) -> None:
    settled(notitie, coordinator)
    notitie.vragen.update(voor=timezone.localdate() - timedelta(days=1))
    path = f"/notities/{notitie.pk}/"
    page = client_for(coordinator).get(f"{path}verzenden/", follow=True)
    assert page.redirect_chain == [(path, 302)]
    assert "Een dag die in de notitie staat is voorbij." in page.text
    with pytest.raises(Refused, match="Een dag die in de notitie staat is voorbij"):
        send(notitie=notitie, by=coordinator)
