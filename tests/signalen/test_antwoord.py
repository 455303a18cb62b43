"""The municipality answers each vraag with a reason; what is complete does not change."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail as outgoing
from django.test import Client
from django.utils import timezone

from opbouw.lib.jobs.tasks import send_mail
from opbouw.lib.models import Mail
from opbouw.lib.writing.transitions import Refused
from signalen.actions import antwoord as actions
from signalen.models import Agendanotitie, Antwoord
from tests import personas
from tests.keten import (
    BSN,
    HOSTILE,
    answer,
    antwoord,
    at_once,
    make_antwoorden,
    make_complete_concept,
    make_concept,
    make_interpreted_signaal,
    make_sent_notitie,
    mark,
    short,
    trail,
    vraag,
    words,
)
from tests.wereld import Wereld
from wijken.models import Gebruiker, Lidmaatschap, Rol


@pytest.fixture
def notitie(wereld: Wereld) -> Agendanotitie:
    """A sent note with two vragen."""
    concept = make_concept(
        wereld.samira, wereld.gemeente, make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    )
    make_complete_concept(
        concept, wereld.samira, vragen=[vraag("Kom langs"), vraag("Besluit iets")]
    )
    return make_sent_notitie(concept, wereld.marijke)


@pytest.fixture
def client(wereld: Wereld) -> Client:
    """Anneke's browser."""
    return wereld.client(wereld.anneke)


def posted(**changes: Any) -> dict[str, Any]:
    return {k: "" if v is None else v for k, v in antwoord(**changes).items()}


def states(notitie: Agendanotitie) -> tuple[str, list[str]]:
    notitie.refresh_from_db()
    return notitie.staat, [signaal.staat for signaal in notitie.signalen.all()]


def test_the_last_answer_completes_the_note_and_tells_its_writer(
    wereld: Wereld, client: Client, notitie: Agendanotitie
) -> None:
    before, who = mark(), wereld.anneke.gebruiker_id
    path = f"/ontvangen/{notitie.pk}/vraag"
    data = posted(besluit="toezegging", drager="afdeling Wonen", voor="2030-01-01")
    assert client.post(f"{path}/1/", data).headers["Location"] == f"/ontvangen/{notitie.pk}/"
    assert states(notitie) == ("verzonden", ["op_de_agenda"])
    row = Antwoord.objects.values().get()
    assert {k: str(v) for k, v in row.items() if k not in {"id", "op"}} == {
        **data,
        "vraag_id": str(notitie.vragen.get(nummer=1).pk),
        "organisatie_id": str(notitie.organisatie_id),
        "gemeente_id": str(wereld.anneke.organisatie_id),
        "door_id": str(wereld.anneke.pk),
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
    assert outgoing.outbox[0].to == [wereld.samira.gebruiker.email]


def test_the_same_answer_twice_is_one_even_when_it_was_the_last(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    one, two = notitie.vragen.all()
    answer(vraag=one, by=wereld.anneke, content=antwoord())
    before = mark()
    answer(vraag=one, by=wereld.anneke, content=antwoord())
    assert trail(before) == []
    answer(vraag=two, by=wereld.anneke, content=antwoord())
    before = mark()
    assert answer(vraag=two, by=wereld.anneke, content=antwoord()).vraag == two
    assert trail(before) == []
    assert Antwoord.objects.count() == 2
    assert Mail.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_last_answers_at_the_same_moment_complete_it_once(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    one, two = notitie.vragen.all()
    found = at_once(
        lambda: answer(vraag=one, by=wereld.anneke, content=antwoord()),
        lambda: answer(vraag=one, by=wereld.anneke, content=antwoord()),
        lambda: answer(vraag=two, by=wereld.anneke, content=antwoord()),
    )
    assert [one for one in found if isinstance(one, Exception)] == []
    assert states(notitie) == ("beantwoord", ["beantwoord"])
    assert Antwoord.objects.count() == 2
    assert Mail.objects.count() == 1


def test_an_answer_may_be_improved_until_the_note_is_complete(
    wereld: Wereld, client: Client, notitie: Agendanotitie
) -> None:
    one, two = notitie.vragen.all()
    answer(vraag=one, by=wereld.anneke, content=antwoord())
    path = f"/ontvangen/{notitie.pk}/vraag/1/"
    form = client.get(path).context["form"]
    assert form["reden"].value() == "We komen graag."
    before = mark()
    data = posted(reden="We komen in mei.", stand=form["stand"].value())
    assert client.post(path, data).status_code == 302
    assert Antwoord.objects.get().reden == "We komen in mei."
    assert [row[0] for row in trail(before)] == ["antwoord_verbeterd"]
    answer(vraag=two, by=wereld.anneke, content=antwoord())
    sentence = "Deze notitie is al helemaal beantwoord. Een antwoord verandert niet meer."
    with pytest.raises(Refused, match=sentence):
        answer(vraag=one, by=wereld.anneke, content=antwoord(reden="Toch niet."))
    response = client.post(path, posted(reden="Toch liever niet."))
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "Toch liever niet." in page
    assert set(Antwoord.objects.values_list("reden", flat=True)) == {
        "We komen in mei.",
        "We komen graag.",
    }
    again = client.get(path, follow=True)
    assert again.redirect_chain == [(f"/ontvangen/{notitie.pk}/", 302)]
    assert "Alles is beantwoord. Een antwoord verandert niet meer." in again.text


def test_a_colleague_who_answered_meanwhile_is_not_overwritten_unseen(
    wereld: Wereld, client: Client, notitie: Agendanotitie
) -> None:
    path = f"/ontvangen/{notitie.pk}/vraag/1/"
    other = wereld.client(
        personas.make_lid(personas.Persona("Bas", Rol.BEANTWOORDER), wereld.gemeente)
    )
    stand = client.get(path).context["form"]["stand"].value() or ""
    assert other.post(path, posted(reden="Ja, in mei.")).status_code == 302
    before = mark()
    response = client.post(path, posted(reden="Nee, dit jaar niet.", stand=stand))
    page = response.content.decode()
    assert response.status_code == 422
    assert trail(before) == []
    assert "Deze vraag heeft intussen een ander antwoord gekregen." in page
    assert page.index("Dit antwoord staat er nu") < page.index("Ja, in mei.")
    assert page.index("Ja, in mei.") < page.index("Nee, dit jaar niet.")
    assert Antwoord.objects.get().reden == "Ja, in mei."
    # The same words once more are no loss; other words are a decision.
    assert client.post(path, posted(reden="Ja, in mei.", stand=stand)).status_code == 302
    assert trail(before) == []
    again = posted(reden="Nee, dit jaar niet.", stand=response.context["form"]["stand"].value())
    assert client.post(path, again).status_code == 302
    assert Antwoord.objects.get().reden == "Nee, dit jaar niet."


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_the_same_moment_are_one_and_a_refusal(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    one = notitie.vragen.get(nummer=1)

    def give(reden: str) -> str:
        content = antwoord(reden=reden)
        return actions.answer(vraag=one, by=wereld.anneke, stand="", content=content).reden

    found = at_once(lambda: give("Ja."), lambda: give("Nee."))
    said = [reden for reden in found if isinstance(reden, str)]
    assert len(said) == 1
    assert [type(one).__name__ for one in found if one not in said] == ["Overtaken"]
    assert Antwoord.objects.get().reden == said[0]


def test_after_an_answer_the_next_question_is_the_main_action(
    client: Client, notitie: Agendanotitie
) -> None:
    path, next_one = f"/ontvangen/{notitie.pk}/", "Beantwoord vraag 2"
    page = client.get(path).text
    assert "Jullie zijn aan zet" in page
    assert "Die dag is voorbij." not in page
    assert next_one not in page
    form = words(client.get(f"{path}vraag/1/").text)
    assert (
        "Welzijn De Brink leest dit meteen. Is alles beantwoord, dan verandert het niet meer."
    ) in form
    page = client.post(f"{path}vraag/1/", posted(), follow=True).text
    assert "Antwoord bewaard. Nog 1 vraag te gaan." in page
    assert next_one in page
    assert "Dit is de laatste vraag. Daarna verandert geen antwoord meer." in words(
        client.get(f"{path}vraag/2/").text
    )
    page = client.post(f"{path}vraag/2/", posted(), follow=True).text
    assert "Antwoord bewaard. Alles is beantwoord." in page
    assert "Beantwoord vraag" not in page
    assert "Jullie zijn aan zet" not in page


@pytest.mark.parametrize(
    ("uitkomst", "who", "toon"),
    [
        ("overgenomen", "Gaat ermee aan de slag: Wonen.", "klaar"),
        ("deels", "Gaat ermee aan de slag: Wonen.", "loopt"),
        ("onderzoek", "Gaat ermee aan de slag: Wonen.", "open"),
        ("niet", "Antwoord van: Wonen.", "gestopt"),
        ("verwezen", "Antwoord van: Wonen.", "verder"),
    ],
)
def test_a_no_does_not_look_like_a_yes(
    uitkomst: str, who: str, toon: str, client: Client, notitie: Agendanotitie
) -> None:
    data = posted(uitkomst=uitkomst, drager="Wonen")
    client.post(f"/ontvangen/{notitie.pk}/vraag/1/", data)
    page = client.get(f"/ontvangen/{notitie.pk}/").text
    said = ("Gaat ermee aan de slag: Wonen.", "Antwoord van: Wonen.")
    assert [sentence for sentence in said if sentence in words(page)] == [who]
    assert f'class="antwoord antwoord--{toon}"' in page


@pytest.mark.parametrize(("days", "late"), [(0, ""), (1, "1 dag na"), (11, "11 dagen na")])
def test_an_answer_after_the_asked_day_says_so_to_both_sides(
    wereld: Wereld, days: int, late: str, client: Client, notitie: Agendanotitie
) -> None:
    for one in notitie.vragen.all():
        answer(vraag=one, by=wereld.anneke, content=antwoord())
    asked = timezone.localdate() - timedelta(days=30)
    Agendanotitie.objects.update(reactie_voor=asked)
    moment = timezone.make_aware(datetime.combine(asked + timedelta(days=days), time(23, 30)))
    Antwoord.objects.update(op=moment)
    for browser, path in (
        (client, f"/ontvangen/{notitie.pk}/"),
        (wereld.client(wereld.samira), f"/notities/{notitie.pk}/"),
    ):
        page = words(browser.get(path).text)
        assert page.count("na de gevraagde datum") == (2 if late else 0)
        assert f"{late} de gevraagde datum" in page or not late
        assert "Graag klaar uiterlijk " in page


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
        ({"besluit_link": "https://evil\u202ecom.nl/"}, {"besluit_link"}),
        ({"besluit_link": "https://user:pw@evil.nl/"}, {"besluit_link"}),
        ({"besluit_link": f"https://example.org/{BSN}", "nagekeken": "1"}, {"besluit_link"}),
        ({"besluit_nummer": f"{BSN[:2]}\u200b{BSN[2:]}", "nagekeken": "1"}, {"besluit_nummer"}),
        ({"voor": "0001-01-01"}, {"voor"}),
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
    assert response.status_code == 422
    assert set(response.context["form"].errors) == errors
    assert Antwoord.objects.count() == 0


@pytest.mark.parametrize("link", ["https://example.org/raad/12", "http://example.org/a?b=c"])
def test_an_ordinary_address_becomes_a_link(
    link: str, client: Client, notitie: Agendanotitie
) -> None:
    client.post(f"/ontvangen/{notitie.pk}/vraag/1/", posted(besluit_link=link))
    assert f'href="{link}"' in client.get(f"/ontvangen/{notitie.pk}/").content.decode()


def test_markup_in_an_answer_stays_text(
    wereld: Wereld, client: Client, notitie: Agendanotitie
) -> None:
    bad = "<script>alert(1)</script>"
    client.post(f"/ontvangen/{notitie.pk}/vraag/1/", posted(reden=bad, drager=bad))
    for browser, path in (
        (client, f"/ontvangen/{notitie.pk}/"),
        (wereld.client(wereld.samira), f"/notities/{notitie.pk}/"),
    ):
        page = browser.get(path).content.decode()
        assert bad not in page
        assert "&lt;script&gt;" in page


def test_only_who_answers_for_this_municipality_may(wereld: Wereld, notitie: Agendanotitie) -> None:
    path = f"/ontvangen/{notitie.pk}/vraag/1/"
    for lid in (wereld.leo, wereld.fatima, wereld.samira, wereld.marijke, wereld.ruben):
        other = wereld.client(lid)
        assert other.get(path).status_code == 404
        assert other.post(path, posted()).status_code == 404
    assert Antwoord.objects.count() == 0


@pytest.mark.parametrize("nummer", ["3", "0", "99999999999999999999"])
def test_a_vraag_that_is_not_there(nummer: str, client: Client, notitie: Agendanotitie) -> None:
    assert client.get(f"/ontvangen/{notitie.pk}/vraag/{nummer}/").status_code == 404


@pytest.mark.parametrize("gone", ["lid", "gebruiker"])
def test_when_the_writer_has_left_the_coordinator_hears_of_the_answer(
    wereld: Wereld, notitie: Agendanotitie, gone: str
) -> None:
    wereld.bring("joost")
    if gone == "lid":
        Lidmaatschap.objects.filter(pk=wereld.samira.pk).update(actief=False)
    else:
        Gebruiker.objects.filter(pk=wereld.samira.gebruiker_id).update(is_active=False)
    Mail.objects.all().delete()
    make_antwoorden(notitie, wereld.anneke)
    (mail,) = Mail.objects.all()
    assert mail.aan == wereld.marijke.gebruiker.email
    assert "omdat je coördinator bent" in mail.tekst
