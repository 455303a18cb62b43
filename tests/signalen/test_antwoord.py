"""The municipality answers each vraag with a reason; what is complete does not change."""

from typing import Any

import pytest
from django.core import mail as outgoing
from django.test import Client

from opbouw.lib.models import Mail
from opbouw.lib.tasks import send_mail
from opbouw.lib.transitions import Refused
from signalen.actions.antwoord import answer
from signalen.models import Agendanotitie, Antwoord
from tests.conftest import ClientFor
from tests.keten import (
    BSN,
    HOSTILE,
    antwoord,
    at_once,
    begun,
    interpreted,
    mark,
    sent,
    short,
    trail,
    vraag,
    written,
)
from wijken.models import Gebied, Lidmaatschap, Organisatie


@pytest.fixture
def notitie(
    opbouwwerker: Lidmaatschap, coordinator: Lidmaatschap, gemeente: Organisatie, buurt: Gebied
) -> Agendanotitie:
    """A sent note with two vragen."""
    concept = begun(opbouwwerker, gemeente, interpreted(opbouwwerker, buurt))
    written(concept, opbouwwerker, vragen=[vraag("Kom langs"), vraag("Besluit iets")])
    return sent(concept, coordinator)


@pytest.fixture
def client(client_for: ClientFor, gemeentelid: Lidmaatschap) -> Client:
    """Anneke's browser."""
    return client_for(gemeentelid)


def posted(**changes: Any) -> dict[str, Any]:
    return {k: "" if v is None else v for k, v in antwoord(**changes).items()}


def states(notitie: Agendanotitie) -> tuple[str, list[str]]:
    notitie.refresh_from_db()
    return notitie.staat, [signaal.staat for signaal in notitie.signalen.all()]


def test_the_last_answer_completes_the_note_and_tells_its_writer(
    client: Client, notitie: Agendanotitie, gemeentelid: Lidmaatschap, opbouwwerker: Lidmaatschap
) -> None:
    before, who = mark(), gemeentelid.gebruiker_id
    path = f"/ontvangen/{notitie.pk}/vraag"
    data = posted(besluit="toezegging", drager="afdeling Wonen", voor="2030-01-01")
    assert client.post(f"{path}/1/", data).headers["Location"] == f"/ontvangen/{notitie.pk}/"
    assert states(notitie) == ("verzonden", ["op_de_agenda"])
    row = Antwoord.objects.values().get()
    assert {k: str(v) for k, v in row.items() if k not in {"id", "op"}} == {
        **data,
        "vraag_id": str(notitie.vragen.get(nummer=1).pk),
        "organisatie_id": str(notitie.organisatie_id),
        "gemeente_id": str(gemeentelid.organisatie_id),
        "door_id": str(gemeentelid.pk),
    }
    client.post(f"{path}/2/", posted(uitkomst="niet", reden="Geen geld."))
    assert states(notitie) == ("beantwoord", ["beantwoord"])
    assert trail(before) == [
        ("vraag_beantwoord", "signalen.antwoord", who, "", ""),
        ("vraag_beantwoord", "signalen.antwoord", who, "", ""),
        ("notitie_beantwoord", "signalen.agendanotitie", who, "verzonden", "beantwoord"),
        ("signaal_beantwoord", "signalen.signaal", who, "op_de_agenda", "beantwoord"),
    ]
    mail = Mail.objects.latest("pk")
    send_mail(mail.pk)
    assert outgoing.outbox[0].to == [opbouwwerker.gebruiker.email]


def test_the_same_answer_twice_is_one_even_when_it_was_the_last(
    notitie: Agendanotitie, gemeentelid: Lidmaatschap
) -> None:
    one, two = notitie.vragen.all()
    answer(vraag=one, by=gemeentelid, content=antwoord())
    before = mark()
    answer(vraag=one, by=gemeentelid, content=antwoord())
    assert trail(before) == []
    answer(vraag=two, by=gemeentelid, content=antwoord())
    before = mark()
    assert answer(vraag=two, by=gemeentelid, content=antwoord()).vraag == two
    assert (trail(before), Antwoord.objects.count(), Mail.objects.count()) == ([], 2, 1)


@pytest.mark.django_db(transaction=True)
def test_the_last_answers_at_the_same_moment_complete_it_once(
    notitie: Agendanotitie, gemeentelid: Lidmaatschap
) -> None:
    one, two = notitie.vragen.all()
    found = at_once(
        lambda: answer(vraag=one, by=gemeentelid, content=antwoord()),
        lambda: answer(vraag=one, by=gemeentelid, content=antwoord()),
        lambda: answer(vraag=two, by=gemeentelid, content=antwoord()),
    )
    assert [one for one in found if isinstance(one, Exception)] == []
    assert (states(notitie), Antwoord.objects.count()) == (("beantwoord", ["beantwoord"]), 2)
    assert Mail.objects.count() == 1


def test_an_answer_may_be_improved_until_the_note_is_complete(
    client: Client, notitie: Agendanotitie, gemeentelid: Lidmaatschap
) -> None:
    one, two = notitie.vragen.all()
    answer(vraag=one, by=gemeentelid, content=antwoord())
    path = f"/ontvangen/{notitie.pk}/vraag/1/"
    assert client.get(path).context["form"]["reden"].value() == "We komen graag."
    before = mark()
    assert client.post(path, posted(reden="We komen in mei.")).status_code == 302
    assert Antwoord.objects.get().reden == "We komen in mei."
    assert [row[0] for row in trail(before)] == ["antwoord_verbeterd"]
    answer(vraag=two, by=gemeentelid, content=antwoord())
    sentence = "Deze notitie is al helemaal beantwoord. Een antwoord verandert niet meer."
    with pytest.raises(Refused, match=sentence):
        answer(vraag=one, by=gemeentelid, content=antwoord(reden="Toch niet."))
    response = client.post(path, posted(reden="Toch liever niet."))
    page = response.content.decode()
    assert (response.status_code, sentence in page, "Toch liever niet." in page) == (
        422,
        True,
        True,
    )
    assert set(Antwoord.objects.values_list("reden", flat=True)) == {
        "We komen in mei.",
        "We komen graag.",
    }


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"reden": ""}, {"reden"}),
        ({"uitkomst": ""}, {"uitkomst"}),
        ({"uitkomst": "misschien"}, {"uitkomst"}),
        ({"besluit": "toezegging"}, {"voor", "drager"}),
        ({"besluit": "toezegging", "voor": "morgen"}, {"voor", "drager"}),
        ({"besluit": "toezegging", "drager": "Wonen"}, {"voor"}),
        ({"besluit": "dictaat"}, {"besluit"}),
        ({"besluit_link": "javascript:alert(1)"}, {"besluit_link"}),
        ({"besluit_link": "ftp://example.org/x"}, {"besluit_link"}),
        ({"besluit_link": "data:text/html,x"}, {"besluit_link"}),
        ({"besluit_link": "https://[kapot"}, {"besluit_link"}),
        ({"besluit_link": f"https://example.org/{'x' * 500}"}, {"besluit_link"}),
        ({"besluit_link": "https://example.org/\x00"}, {"besluit_link"}),
        *[({name: text}, {name}) for name in ("reden", "drager") for text in HOSTILE],
        *[({"besluit_nummer": text}, {"besluit_nummer"}) for text in HOSTILE],
        ({"reden": f"Zie {BSN}", "nagekeken": "1"}, {"reden"}),
        ({"reden": "Mevrouw Jansen belt."}, {"reden", "nagekeken"}),
    ],
    ids=short,
)
def test_an_answer_that_is_not_whole_is_a_message(
    changes: dict[str, str], errors: set[str], client: Client, notitie: Agendanotitie
) -> None:
    response = client.post(f"/ontvangen/{notitie.pk}/vraag/1/", {**posted(), **changes})
    assert (response.status_code, set(response.context["form"].errors)) == (422, errors)
    assert Antwoord.objects.count() == 0


@pytest.mark.parametrize("link", ["https://example.org/raad/12", "http://example.org/a?b=c"])
def test_an_ordinary_address_becomes_a_link(
    link: str, client: Client, notitie: Agendanotitie
) -> None:
    client.post(f"/ontvangen/{notitie.pk}/vraag/1/", posted(besluit_link=link))
    assert f'href="{link}"' in client.get(f"/ontvangen/{notitie.pk}/").content.decode()


def test_markup_in_an_answer_stays_text(
    client: Client, client_for: ClientFor, opbouwwerker: Lidmaatschap, notitie: Agendanotitie
) -> None:
    bad = "<script>alert(1)</script>"
    client.post(f"/ontvangen/{notitie.pk}/vraag/1/", posted(reden=bad, drager=bad))
    for browser, path in (
        (client, f"/ontvangen/{notitie.pk}/"),
        (client_for(opbouwwerker), f"/notities/{notitie.pk}/"),
    ):
        page = browser.get(path).content.decode()
        assert (bad in page, "&lt;script&gt;" in page) == (False, True)


def test_only_who_answers_for_this_municipality_may(
    client_for: ClientFor,
    lezer: Lidmaatschap,
    andere_gemeente: Lidmaatschap,
    opbouwwerker: Lidmaatschap,
    coordinator: Lidmaatschap,
    vreemde: Lidmaatschap,
    notitie: Agendanotitie,
) -> None:
    path = f"/ontvangen/{notitie.pk}/vraag/1/"
    for lid in (lezer, andere_gemeente, opbouwwerker, coordinator, vreemde):
        other = client_for(lid)
        assert (other.get(path).status_code, other.post(path, posted()).status_code) == (404, 404)
    assert Antwoord.objects.count() == 0


@pytest.mark.parametrize("nummer", ["3", "0", "99999999999999999999"])
def test_a_vraag_that_is_not_there(nummer: str, client: Client, notitie: Agendanotitie) -> None:
    assert client.get(f"/ontvangen/{notitie.pk}/vraag/{nummer}/").status_code == 404
