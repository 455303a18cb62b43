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
from signalen.actions.verzenden import DAY_PASSED_MESSAGE, mail_again
from signalen.models import Agendanotitie, NotitieVersie, Signaal
from tests.keten import (
    at_once,
    make_complete_concept,
    make_concept,
    make_interpreted_signaal,
    make_sent_notitie,
    make_signaal,
    make_usable_verhaal,
    make_versie,
    mark,
    reopen,
    send,
    settle,
    trail,
    words,
)
from tests.wereld import Wereld


@pytest.fixture
def notitie(wereld: Wereld) -> Agendanotitie:
    """A complete concept."""
    return make_complete_concept(
        make_concept(
            wereld.samira,
            wereld.gemeente,
            make_interpreted_signaal(wereld.samira, wereld.klaverveld),
        ),
        wereld.samira,
    )


def test_sending_moves_the_note_and_its_signals(wereld: Wereld, notitie: Agendanotitie) -> None:
    make_versie(notitie, wereld.marijke)
    before, who = mark(), wereld.marijke.gebruiker_id
    send(notitie=notitie, by=wereld.marijke)
    notitie.refresh_from_db()
    assert notitie.staat == "verzonden"
    assert notitie.verzonden_op is not None
    assert [signaal.staat for signaal in notitie.signalen.all()] == ["op_de_agenda"]
    assert trail(before) == [
        ("signaal_op_de_agenda", "signalen.signaal", who, "geduid", "op_de_agenda"),
        ("notitie_verzonden", "signalen.agendanotitie", who, "vastgesteld", "verzonden"),
    ]


def test_every_active_member_of_the_municipality_gets_one_mail_with_a_whole_link(
    wereld: Wereld, notitie: Agendanotitie, settings: Settings
) -> None:
    wereld.bring("anneke", "fatima", "leo", "marijke")
    settings.BASE_URL = "https://opbouw.example.org"
    Agendanotitie.objects.filter(pk=notitie.pk).update(titel="Kou & <b>stilte</b>")
    make_sent_notitie(notitie, wereld.marijke)
    mails = list(Mail.objects.order_by("pk"))
    assert [m.aan for m in mails] == [wereld.anneke.gebruiker.email, wereld.leo.gebruiker.email]
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
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    make_versie(notitie, wereld.marijke)
    client, path = wereld.client(wereld.marijke), f"/notities/{notitie.pk}/"
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
        send(notitie=notitie, by=wereld.marijke)
    notitie.refresh_from_db()
    assert notitie.staat == "vastgesteld"
    assert trail(before) == []


def test_who_has_left_gets_no_mail(wereld: Wereld, notitie: Agendanotitie) -> None:
    gemeentelid = wereld.anneke
    lezer = wereld.leo
    lezer.actief = False
    lezer.save()
    gemeentelid.gebruiker.is_active = False
    gemeentelid.gebruiker.save()
    make_sent_notitie(notitie, wereld.marijke)
    assert Mail.objects.count() == 0


@pytest.mark.parametrize("staat", ["aangevraagd", "bezig", "mislukt"])
def test_without_a_finished_pdf_it_is_refused(
    wereld: Wereld, staat: str, notitie: Agendanotitie
) -> None:
    settle(notitie=notitie, by=wereld.marijke)
    NotitieVersie.objects.update(job_staat=staat)
    before = mark()
    with pytest.raises(Refused, match="De PDF is nog niet klaar"):
        send(notitie=notitie, by=wereld.marijke)
    notitie.refresh_from_db()
    assert notitie.staat == "vastgesteld"
    assert trail(before) == []
    assert Mail.objects.count() == 0


def test_a_concept_and_a_reopened_note_are_not_sent(wereld: Wereld, notitie: Agendanotitie) -> None:
    sentence = "Deze notitie is nu een concept. Er is niets verzonden."
    with pytest.raises(Refused, match=sentence):
        send(notitie=notitie, by=wereld.marijke)
    make_versie(notitie, wereld.marijke)
    reopen(notitie=notitie, by=wereld.marijke)
    with pytest.raises(Refused, match=sentence):
        send(notitie=notitie, by=wereld.marijke)


def test_only_the_version_that_was_on_the_page_is_sent(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    make_versie(notitie, wereld.marijke)
    lead, path = wereld.client(wereld.marijke), f"/notities/{notitie.pk}/"
    assert 'name="versie" value="1"' in lead.get(f"{path}verzenden/").content.decode()
    reopen(notitie=notitie, by=wereld.marijke)
    notitie.refresh_from_db()
    make_versie(
        make_complete_concept(notitie, wereld.samira, duiding="Heel anders."), wereld.marijke
    )
    before = mark()
    for data in ({"versie": "1"}, {}, {"versie": "-1"}):
        response = lead.post(f"{path}verzenden/", data, follow=True)
        assert response.redirect_chain == [(path, 302)]
        assert "de nieuwste is versie 2. Wat jij las, is niet verzonden." in response.text
    assert trail(before) == []
    assert Mail.objects.count() == 0
    send(notitie=notitie, by=wereld.marijke)
    response = lead.post(f"{path}verzenden/", {"versie": "1"}, follow=True)
    assert "verzonden is versie 2. Wat jij las, is niet verzonden." in response.text


def test_sent_is_sent(wereld: Wereld, notitie: Agendanotitie) -> None:
    wereld.bring("anneke")
    make_sent_notitie(notitie, wereld.marijke)
    before = mark()
    send(notitie=notitie, by=wereld.marijke)
    with pytest.raises(Refused, match="Deze notitie is verzonden en verandert niet meer"):
        reopen(notitie=notitie, by=wereld.marijke)
    assert trail(before) == []
    assert Mail.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_the_same_moment_is_once(wereld: Wereld, notitie: Agendanotitie) -> None:
    wereld.bring("anneke")
    make_versie(notitie, wereld.marijke)
    found = at_once(*[lambda: send(notitie=notitie, by=wereld.marijke)] * 3)
    assert found == [None] * 3
    assert Mail.objects.count() == 1


def test_a_second_note_on_the_same_signal_is_refused_clearly(wereld: Wereld) -> None:
    signaal = make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    one, two, three = (
        make_complete_concept(make_concept(wereld.samira, wereld.gemeente, signaal), wereld.samira)
        for _ in range(3)
    )
    make_versie(two, wereld.marijke)
    make_sent_notitie(one, wereld.marijke)
    sentence = (
        "Het signaal “Dichte gordijnen” staat intussen op “op de agenda”. "
        "Haal het uit deze notitie."
    )
    before = mark()
    with pytest.raises(Refused) as caught:
        send(notitie=two, by=wereld.marijke)
    assert str(caught.value) == sentence
    with pytest.raises(Refused) as caught:
        settle(notitie=three, by=wereld.marijke)
    assert str(caught.value) == sentence
    assert trail(before) == []


def test_a_signal_that_was_kept_off_meanwhile_is_refused_clearly(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    make_versie(notitie, wereld.marijke)
    keep_off_agenda(signaal=notitie.signalen.get(), by=wereld.samira, want="Al geregeld.")
    with pytest.raises(Refused, match="staat intussen op “niet op de agenda”"):
        send(notitie=notitie, by=wereld.marijke)


def test_a_signal_without_duiding_or_reason_cannot_go(wereld: Wereld) -> None:
    signaal = make_signaal(wereld.samira, wereld.klaverveld)
    concept = make_concept(wereld.samira, wereld.gemeente, signaal)
    make_complete_concept(concept, wereld.samira, duiding="Kou.", wat_we_niet_weten="Veel.")
    with pytest.raises(Refused) as caught:
        settle(notitie=concept, by=wereld.marijke)
    assert str(caught.value) == (
        "Het signaal “Dichte gordijnen” heeft nog geen duiding, en ook geen reden waarom niet."
    )
    Signaal.objects.update(zonder_duiding_want="Haast.")
    make_sent_notitie(concept, wereld.marijke)


def test_the_button_sends_and_says_so(wereld: Wereld, notitie: Agendanotitie) -> None:
    make_versie(notitie, wereld.marijke)
    lead = wereld.client(wereld.marijke)
    path = f"/notities/{notitie.pk}/verzenden/"
    page = lead.post(path, {"versie": "1"}, follow=True).content.decode()
    assert "Verzonden aan Gemeente Zonderwater." in page


def test_before_it_goes_the_page_says_what_goes_to_whom(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    gemeentelid = wereld.anneke
    verhalen = [
        make_usable_verhaal(wereld.samira, wereld.joost, wereld.klaverveld) for _ in range(2)
    ]
    make_versie(
        make_complete_concept(notitie, wereld.samira, verhalen=verhalen, aan_wie="het college"),
        wereld.marijke,
    )
    notitie.refresh_from_db()
    assert notitie.reactie_voor is not None
    day = date_format(notitie.reactie_voor, "j F Y")
    lead, path = wereld.client(wereld.marijke), f"/notities/{notitie.pk}/"
    assert f'href="{path}verzenden/"' in lead.get(path).text
    before = mark()
    page = words(lead.get(f"{path}verzenden/").text)
    for sentence in (
        "Verzend aan Gemeente Zonderwater?",
        "Kou in de wijk",
        f"Versie 1, kenmerk {notitie.kenmerk}.",
        "Aan: het college van de gemeente Zonderwater.",
        f"Antwoord gevraagd uiterlijk {day}.",
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
    wereld: Wereld, step: str, notitie: Agendanotitie
) -> None:
    if step != "concept":
        make_versie(notitie, wereld.marijke)
    if step == "no pdf":
        NotitieVersie.objects.update(job_staat="bezig")
    if step == "term passed":
        Agendanotitie.objects.update(reactie_voor=timezone.localdate() - timedelta(days=1))
    if step == "sent":
        send(notitie=notitie, by=wereld.marijke)
    path = f"/notities/{notitie.pk}/"
    response = wereld.client(wereld.marijke).get(f"{path}verzenden/", follow=True)
    assert response.redirect_chain == [(path, 302)]
    assert ("Deze notitie was al verzonden." in response.text) == (step == "sent")


def test_a_second_press_says_that_it_has_happened(wereld: Wereld, notitie: Agendanotitie) -> None:
    client = wereld.client(wereld.marijke)
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
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    make_versie(notitie, wereld.marijke)
    notitie.vragen.update(voor=timezone.localdate() - timedelta(days=1))
    path = f"/notities/{notitie.pk}/"
    page = wereld.client(wereld.marijke).get(f"{path}verzenden/", follow=True)
    assert page.redirect_chain == [(path, 302)]
    assert "Een dag die in de notitie staat is voorbij." in page.text
    with pytest.raises(Refused, match="Een dag die in de notitie staat is voorbij"):
        send(notitie=notitie, by=wereld.marijke)


@pytest.mark.parametrize(
    ("sent", "who", "said"),
    [
        (True, "marijke", "is verzonden en verandert niet meer"),
        (True, "samira", "is verzonden en verandert niet meer"),
        (False, "marijke", "Heropen die om te wijzigen"),
        (False, "samira", "Vraag je coördinator om die te heropenen"),
    ],
)
def test_the_advice_fits_what_can_still_be_done(
    wereld: Wereld, sent: bool, who: str, said: str
) -> None:
    concept = make_concept(
        wereld.samira, wereld.gemeente, make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    )
    notitie = make_complete_concept(concept, wereld.samira)
    if sent:
        make_sent_notitie(notitie, wereld.marijke)
    else:
        make_versie(notitie, wereld.marijke)
    page = wereld.client(wereld.lid(who)).get(f"/notities/{notitie.pk}/wijzig/", follow=True)
    assert said in page.text
    assert ("Heropen" in page.text) is (not sent and who == "marijke")


# --- The mail about it ---
def test_a_mail_that_may_not_have_arrived_is_seen_and_sent_again(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    wereld.bring("anneke")
    notitie = make_sent_notitie(notitie, wereld.marijke)
    coordinator, worker = wereld.client(wereld.marijke), wereld.client(wereld.samira)
    path, again = f"/notities/{notitie.pk}/", "Stuur de mail nog een keer"
    assert again not in coordinator.get(path).content.decode()
    mails = Mail.objects.filter(over=f"signalen.agendanotitie:{notitie.pk}")
    assert mails.count() == 1
    mails.update(job_staat="onzeker")
    pages = [client.get(path).content.decode() for client in (coordinator, worker)]
    said = "Een mail over deze notitie is waarschijnlijk verstuurd"
    assert [(said in page, again in page) for page in pages] == [(True, True), (True, False)]
    before = mark()
    for _ in range(2):
        assert coordinator.post(f"{path}mail/").status_code == 302
    assert set(mails.values_list("job_staat", "job_pogingen")) == {("aangevraagd", 0)}
    assert [row[0] for row in trail(before)] == ["notitie_mail_opnieuw"]
    mails.update(job_staat="mislukt")
    page = coordinator.get(path).content.decode()
    assert "Een mail over deze notitie is niet verstuurd" in page
    assert again in page


@pytest.mark.django_db(transaction=True)
def test_the_mail_sent_again_at_the_same_moment_is_one_more(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    wereld.bring("anneke")
    notitie = make_sent_notitie(notitie, wereld.marijke)
    mails = Mail.objects.filter(over=f"signalen.agendanotitie:{notitie.pk}")
    mails.update(job_staat="onzeker")
    before = mark()
    found = at_once(*[lambda: mail_again(notitie=notitie, by=wereld.marijke)] * 10)
    assert sorted(map(str, found)) == ["0"] * 9 + ["1"]
    assert [row[0] for row in trail(before)] == ["notitie_mail_opnieuw"]
    assert mails.count() == 1
