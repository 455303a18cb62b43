"""The worker's desk."""

import re
import uuid
from dataclasses import astuple
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatieven.actions.bericht import reply
from initiatieven.actions.bewonersbericht import write_back
from initiatieven.models import Bericht, Indiener, Initiatief
from initiatieven.queries.initiatief import History, history_of
from initiatieven.queries.volglink import token_of
from opbouw.lib.models import AuditRegel, Mail
from tests.initiatieven.voorbeeld import fields, make_initiatief
from tests.keten import hidden
from tests.wereld import Wereld
from wijken.models import Contactmoment

PAGES = ("", "lijnen/", "terugkoppeling/")
POSTS = ("bereiken/", "begeleiden/")
MEMBERS = ("samira", "joost", "marijke", "beatrix")
OTHERS = ("ruben", "anneke", "leo", "fatima")


@pytest.fixture
def initiatief(wereld: Wereld) -> Initiatief:
    return make_initiatief(wereld.de_brink, wereld.klaverveld, staat="gestopt")


@pytest.fixture
def contact(wereld: Wereld) -> Contactmoment:
    return Contactmoment.objects.create(
        organisatie=wereld.de_brink,
        door=wereld.samira,
        gebied=wereld.klaverveld,
        vindplaats="plein",
        plek="Lindeplein",
        thema="ontmoeting",
        lijnen=["verbinden"],
        lijn_waarom="buren koken samen",
    )


@pytest.mark.parametrize("persona", [*MEMBERS, *OTHERS, "anonymous"])
def test_who_may_see_the_desk(wereld: Wereld, initiatief: Initiatief, persona: str) -> None:
    anonymous = persona == "anonymous"
    client = Client() if anonymous else wereld.client(wereld.lid(persona))
    one = f"/initiatieven/{initiatief.pk}/"
    found = [client.get(one + page).status_code for page in PAGES]
    found += [client.post(one + page).status_code for page in POSTS]
    found += [client.get(f"/initiatieven/{page}").status_code for page in ("", "nieuw/")]
    expected = {
        "member": [200, 200, 200, 200, 302, 200, 200],
        # Of the same kind, so the list is there; what is in it is another organisation's.
        "ruben": [404, 404, 404, 404, 404, 200, 200],
        "anonymous": [302] * 7,
    }
    kind = "member" if persona in MEMBERS else persona
    assert found == expected.get(kind, [404] * 7)
    if persona == "ruben":
        assert initiatief.titel not in client.get("/initiatieven/?alles=1").content.decode()


@pytest.mark.parametrize(
    ("staat", "radios", "red"),
    [
        ("ingediend", 4, ["Zet op de volgpagina"]),
        ("loopt", 3, ["Zet op de volgpagina"]),
        # Ended: telling back is the step that counts, and after gelukt there is nothing to choose.
        ("gestopt", 2, ["Vertel het terug"]),
        ("gelukt", 0, ["Vertel het terug"]),
    ],
)
def test_one_button_stands_out(wereld: Wereld, staat: str, radios: int, red: list[str]) -> None:
    initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld, staat=staat)
    page = wereld.client(wereld.samira).get(f"/initiatieven/{initiatief.pk}/").content.decode()
    main = page.partition("<main")[2].partition("</main")[0]
    assert main.count('type="radio"') == radios
    assert re.findall(r"primary-action[^>]*>\s*(?:<svg.*?</svg>)?<span>([^<]+)", main) == red


def test_the_detail_costs_the_same_queries(wereld: Wereld) -> None:
    initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld)
    client = wereld.client(wereld.samira)
    counts = []
    for more in (1, 29):
        for _n in range(more):
            reply(initiatief=initiatief, by=wereld.samira, sleutel=uuid.uuid4(), tekst="Nieuws.")
            write_back(initiatief=initiatief, sleutel=uuid.uuid4(), tekst="Ja!")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/initiatieven/{initiatief.pk}/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_answer_moves_it_and_an_ending_leads_to_telling_back(wereld: Wereld) -> None:
    initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld)
    url = f"/initiatieven/{initiatief.pk}/"
    client = wereld.client(wereld.samira)
    form = client.get(url).context["form"]
    assert [value for value, _l in form.fields["naar"].choices] == [
        "in_gesprek",
        "loopt",
        "afgewezen",
        "gestopt",
    ]
    assert form["naar"].value() == "in_gesprek"
    places = []
    for stand, naar, tekst in (
        ("ingediend", "in_gesprek", "Leuk!"),
        ("in_gesprek", "blijft", "We zoeken."),
        ("in_gesprek", "gestopt", "Geen plek."),
    ):
        sent = {"sleutel": str(uuid.uuid4()), "tekst": tekst, "naar": naar, "stand": stand}
        places.append(client.post(url, sent).headers["Location"])
    # The last form once more: the state has gone on, the answer is the same one.
    places.append(client.post(url, sent).headers["Location"])
    assert places == [url, url, f"{url}terugkoppeling/", f"{url}terugkoppeling/"]
    assert list(Bericht.objects.values_list("tekst", "staat", "door")) == [
        ("Leuk!", "in_gesprek", wereld.samira.pk),
        ("We zoeken.", "in_gesprek", wereld.samira.pk),
        ("Geen plek.", "gestopt", wereld.samira.pk),
    ]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"tekst": "", "naar": "afgewezen"}, "tekst"),
        ({"tekst": "x" * 20_000, "naar": "loopt"}, "tekst"),
        ({"tekst": "x\x00", "naar": "loopt"}, "tekst"),
        ({"tekst": "Bel mevrouw Jansen", "naar": "loopt"}, "tekst"),
        ({"tekst": "Hoi", "naar": "gelukt"}, "naar"),
        ({"tekst": "Hoi", "naar": "onzin"}, "naar"),
        ({"tekst": "Hoi", "naar": "blijft"}, "naar"),
        ({"tekst": "Hoi"}, "naar"),
    ],
)
def test_a_wrong_answer_is_explained_and_kept(
    wereld: Wereld, sent: dict[str, str], field: str
) -> None:
    initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld)
    response = wereld.client(wereld.samira).post(f"/initiatieven/{initiatief.pk}/", sent)
    initiatief.refresh_from_db()
    assert response.status_code == 422
    assert initiatief.staat == "ingediend"
    assert field in response.context["form"].errors
    assert sent["tekst"].replace("\x00", "")[:50] in response.content.decode()


def test_i_walk_along(wereld: Wereld, initiatief: Initiatief) -> None:
    url = f"/initiatieven/{initiatief.pk}/begeleiden/"
    for lid, gezien in ((wereld.samira, 0), (wereld.samira, 0), (wereld.joost, wereld.samira.pk)):
        wereld.client(lid).post(url, {"gezien": gezien})
    initiatief.refresh_from_db()
    assert initiatief.begeleider == wereld.joost
    rows = AuditRegel.objects.filter(handeling="initiatief_begeleider")
    assert list(rows.values_list("door", flat=True)) == [
        wereld.samira.gebruiker_id,
        wereld.joost.gebruiker_id,
    ]


def test_lines_need_a_why(wereld: Wereld, initiatief: Initiatief) -> None:
    url = f"/initiatieven/{initiatief.pk}/lijnen/"
    client = wereld.client(wereld.samira)
    response = client.post(url, {"lijnen": ["verbinden"], "lijn_waarom": "", "thema": ""})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["lijn_waarom"]
    sent = {"lijnen": ["verbinden", "koppelen"], "lijn_waarom": "samen", "thema": "ontmoeting"}
    sent |= hidden(client, url)
    for _n in range(2):
        assert client.post(url, sent).status_code == 302
    initiatief.refresh_from_db()
    assert initiatief.lijnen == ["verbinden", "koppelen"]
    assert initiatief.lijn_waarom == "samen"
    assert initiatief.thema == "ontmoeting"
    assert AuditRegel.objects.filter(handeling="initiatief_lijnen").count() == 1


def test_from_a_contact(wereld: Wereld, contact: Contactmoment) -> None:
    client = wereld.client(wereld.samira)
    form = client.get(f"/initiatieven/nieuw/?contact={contact.pk}").context["form"]
    known = {name: form[name].value() for name in ("contact", "plek", "thema", "lijnen")}
    assert known == {
        "contact": contact.pk,
        "plek": "Lindeplein",
        "thema": "ontmoeting",
        "lijnen": ["verbinden"],
    }
    sent = fields(
        wereld.klaverveld,
        contact=contact.pk,
        thema="ontmoeting",
        lijnen=["verbinden"],
        lijn_waarom="buren koken samen",
        email="els@example.org",
    )
    places = [client.post("/initiatieven/nieuw/", sent).headers["Location"] for _n in range(2)]
    initiatief = Initiatief.objects.get()
    assert places == [f"/initiatieven/{initiatief.pk}/"] * 2
    assert {
        "contact": initiatief.contact,
        "staat": initiatief.staat,
        "begeleider": initiatief.begeleider,
        "lijnen": initiatief.lijnen,
        "thema": initiatief.thema,
        "email": Indiener.objects.get().email,
        "mails": Mail.objects.count(),
        "status": Client().get(f"/volg/{token_of(initiatief)}/").status_code,
    } == {
        "contact": contact,
        "staat": "in_gesprek",
        "begeleider": wereld.samira,
        "lijnen": ["verbinden"],
        "thema": "ontmoeting",
        "email": "els@example.org",
        "mails": 1,
        "status": 200,
    }


@pytest.mark.parametrize(
    ("number", "status"),
    [("0", 404), ("9" * 30, 404), ("abc", 200), ("٣", 200), ("\x00", 400), ("-1", 200)],
)
def test_a_contact_that_is_not_there_or_is_no_number(
    wereld: Wereld, number: str, status: int
) -> None:
    response = wereld.client(wereld.samira).get("/initiatieven/nieuw/", {"contact": number})
    assert response.status_code == status
    if status == 200:
        assert "contact" not in response.context["form"].initial


def test_another_organisations_contact_is_not_there(wereld: Wereld, contact: Contactmoment) -> None:
    client = wereld.client(wereld.ruben)
    assert client.get(f"/initiatieven/nieuw/?contact={contact.pk}").status_code == 404
    # For whoever may not see it, it is like one that was removed.
    response = client.post("/initiatieven/nieuw/", fields(wereld.klaverveld, contact=contact.pk))
    made = Initiatief.objects.get()
    assert response.status_code == 302
    assert made.organisatie == wereld.ruben.organisatie
    assert made.contact is None


def test_the_pieces_of_the_history(wereld: Wereld, contact: Contactmoment) -> None:
    initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld, contact=contact)
    first, _new = reply(
        initiatief=initiatief, by=wereld.samira, sleutel=uuid.uuid4(), tekst="Leuk!"
    )
    last, _new = reply(
        initiatief=initiatief,
        by=wereld.samira,
        sleutel=uuid.uuid4(),
        tekst="Nee.",
        naar="afgewezen",
    )
    initiatief.refresh_from_db()
    history = history_of(initiatief)
    assert history == History(initiatief, contact, [first, last], last, [])
    assert history.owes_feedback
    alone = make_initiatief(wereld.de_brink, wereld.klaverveld)
    assert astuple(history_of(alone)) == (alone, None, [], None, [])


def test_hostile_text_is_text_at_the_desk(wereld: Wereld) -> None:
    evil: Any = "<script>alert(1)</script>"
    initiatief = make_initiatief(
        wereld.de_brink, wereld.klaverveld, titel=evil, plan=evil, nodig=evil, plek=evil
    )
    client = wereld.client(wereld.samira)
    one = f"/initiatieven/{initiatief.pk}/"
    for url in ("/initiatieven/", one, f"{one}lijnen/"):
        assert "<script>alert" not in client.get(url).content.decode()
