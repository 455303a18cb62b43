"""The search over everything, and the searches that a member keeps."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from initiatieven.models import Initiatief
from opbouw.queries import zoeken
from opbouw.queries.zoeken import MANY, Uitkomst, kinds, search
from signalen.models import Signaal
from tests.initiatieven.voorbeeld import make_initiatief
from tests.keten import HOSTILE, hidden, make_bron, make_contact, make_overzetting, make_signaal
from tests.wereld import Wereld
from wijken.actions.bewaren import reduce_contacts
from wijken.actions.lid import stop_member
from wijken.bewaarregels import start_of
from wijken.models import Contactmoment, Lidmaatschap, Zoekfilter
from wijken.queries.zoeken import Zoekvraag, months, quarters

ALL_FOUR = {
    "contacten": ["Lindeplein"],
    "bronnen": ["iemand die fietsen maakt"],
    "initiatieven": ["Samen op de fiets"],
    "signalen": ["Geen rek voor je fiets"],
}


OLD = datetime(2026, 1, 5, 10, tzinfo=UTC)


def found(lid: Lidmaatschap, woorden: str = "", **choices: Any) -> dict[str, list[str]]:
    """Return the titles that are found, by kind."""
    return _titles(search(lid, Zoekvraag(woorden, **choices)))


def _titles(uitkomst: Uitkomst) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in uitkomst.gevonden:
        found.setdefault(one.kind.soort, []).append(one.treffer.titel)
    return found


def _path(**query: str) -> str:
    return "/zoeken/?" + "&".join(f"{name}={value}" for name, value in query.items())


@pytest.fixture
def buurt(wereld: Wereld) -> Wereld:
    """One of each kind that is about cycling, and a contact in another buurt that is not."""
    by, where = wereld.samira, wereld.klaverveld
    make_contact(
        by,
        where,
        tekst="Moeders willen leren fietsen.",
        lijnen=["verbinden"],
        lijn_waarom="koffie",
        thema="leren",
    )
    make_contact(wereld.joost, wereld.kade, plek="Café Zuid", tekst="De ideeën van Özil’s opa.")
    make_signaal(by, where, titel="Geen rek voor je fiets", tekst="Nergens.", thema="vervoer")
    make_initiatief(wereld.de_brink, where, titel="Samen op de fiets", plan="Elke zaterdag.")
    make_bron(by, where)
    return wereld


# --- Words ---
@pytest.mark.parametrize("woorden", ["fiets", "FIETSEN", "  fietsen, ", "«fiets»", "de fiets"])
def test_a_word_in_any_form_finds_every_kind(buurt: Wereld, woorden: str) -> None:
    assert found(buurt.samira, woorden) == ALL_FOUR


@pytest.mark.parametrize(
    "woorden", ["cafe", "CAFÉ zuid", "idee", "ideeen", "ozil", "Özil's", "opa's idee"]
)
def test_accents_and_signs_make_no_difference(buurt: Wereld, woorden: str) -> None:
    assert found(buurt.samira, woorden) == {"contacten": ["Café Zuid"]}


def test_every_word_has_to_be_there(buurt: Wereld) -> None:
    assert found(buurt.samira, "moeder fiets") == {"contacten": ["Lindeplein"]}
    assert found(buurt.samira, "moeder zaterdag") == {}


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("moedres", ["Lindeplein"]),
        ("mooeder", ["Lindeplein"]),
        ("moders", ["Lindeplein"]),
        ("lindeplijn", ["Lindeplein"]),
        ("lindepl", ["Lindeplein"]),
        # Two slips, a short word, a number: these are not guessed.
        ("modres", []),
        ("zid", []),
        ("1234", []),
    ],
)
def test_a_slip_of_the_finger_is_forgiven(buurt: Wereld, typed: str, wanted: list[str]) -> None:
    uitkomst = search(buurt.samira, Zoekvraag(typed))
    assert _titles(uitkomst).get("contacten", []) == wanted
    assert uitkomst.geraden == ((typed,) if wanted else ())


def test_a_word_that_somebody_wrote_is_never_guessed(buurt: Wereld) -> None:
    make_contact(buurt.samira, buurt.klaverveld, plek="Hoek", tekst="Een modder van belang.")
    # Beside "moeder", which is one letter away.
    assert found(buurt.samira, "modder") == {"contacten": ["Hoek"]}
    # Both were written, never together.
    assert found(buurt.samira, "modder fietsen") == {}


def test_newest_first_and_all_of_one_kind_by_key(buurt: Wereld) -> None:
    now = timezone.now()
    for days in range(MANY):
        contact = make_contact(buurt.samira, buurt.klaverveld, plek=f"dag {days}", tekst="Fietsen!")
        Contactmoment.objects.filter(pk=contact.pk).update(op=now - timedelta(days=days + 1))
    oud = [f"dag {number}" for number in range(MANY)]
    first = search(buurt.samira, Zoekvraag("fiets", soort="contacten"))
    assert _titles(first) == {"contacten": ["Lindeplein", *oud[:-1]]}
    rest = search(buurt.samira, Zoekvraag("fiets", soort="contacten"), after=first.volgende)
    assert _titles(rest) == {"contacten": oud[-1:]}
    assert rest.volgende is None


@pytest.mark.parametrize("woorden", ["fiets", ""])
def test_all_kinds_are_one_list_newest_first(
    buurt: Wereld, monkeypatch: pytest.MonkeyPatch, woorden: str
) -> None:
    monkeypatch.setattr(zoeken, "MANY", 3)
    by, where = buurt.samira, buurt.klaverveld
    # At the same moment goes what is the same kind by its key, and the kinds by their order.
    same = start_of(timezone.localdate() - timedelta(days=20))
    for number in range(4):
        make_contact(by, where, plek=f"C{number}", tekst="Fietsen", op=same)
        make_signaal(by, where, titel=f"S{number}", tekst="Fietsen")
        make_bron(by, where, naam=f"B{number} fietst", days_ago=20)
        make_initiatief(buurt.de_brink, where, titel=f"I{number}", plan="Fietsen.")
    Signaal.objects.filter(titel__startswith="S").update(op=same)
    Initiatief.objects.filter(titel__startswith="I").update(ingediend_op=same)
    Initiatief.objects.filter(titel="I0").update(ingediend_op=same + timedelta(microseconds=1))
    vraag = Zoekvraag(woorden, gebied="BU99990100")
    titles, after, pages = [], None, 0
    while pages < 30:
        page = search(by, vraag, after=after)
        titles += [one.treffer.titel for one in page.gevonden]
        pages, after = pages + 1, page.volgende
        if after is None:
            break
        assert len(page.gevonden) == 3
    assert titles[4:] == [
        "I0",
        *("C3", "C2", "C1", "C0"),
        *("B3 fietst", "B2 fietst", "B1 fietst", "B0 fietst"),
        *("I3", "I2", "I1"),
        *("S3", "S2", "S1", "S0"),
    ]
    # Those of today came first: of a bron the day alone is known, so it is the oldest of them.
    today = [title for titles in ALL_FOUR.values() for title in titles]
    assert (set(titles[:4]), titles[3]) == (set(today), "iemand die fietsen maakt")


# --- What is not found ---
def test_another_organisation_finds_its_own(buurt: Wereld) -> None:
    assert found(buurt.ruben, "fiets") == {}
    assert found(buurt.ruben, "moedres") == {}
    make_bron(buurt.ruben, buurt.klaverveld, naam="de fietsenmaker", omschrijving="fietsen")
    assert found(buurt.ruben, "fiets") == {"bronnen": ["de fietsenmaker"]}
    assert found(buurt.samira, "fiets") == ALL_FOUR


def test_words_that_were_taken_out_are_not_found(buurt: Wereld) -> None:
    now = timezone.now()
    Signaal.objects.update(weggehaald_op=now)
    Initiatief.objects.update(woorden_weg_op=now)
    reduce_contacts(list(Contactmoment.objects.values_list("pk", flat=True)))
    assert found(buurt.samira, "fiets") == {"bronnen": ALL_FOUR["bronnen"]}
    # By what was chosen, and not by words, the rows are still there.
    assert set(found(buurt.samira, thema="vervoer")) == {"signalen"}


def test_what_was_put_away_is_not_found(buurt: Wereld) -> None:
    Initiatief.objects.update(weggelegd_op=timezone.now())
    make_bron(buurt.samira, buurt.klaverveld, days_ago=800, naam="oude fietsen")
    found_now = found(buurt.samira, "fiets")
    assert "initiatieven" not in found_now
    assert found_now["bronnen"] == ALL_FOUR["bronnen"]


# --- Choices ---
def test_choices_leave_out_the_rest(buurt: Wereld) -> None:
    samira, joost = buurt.samira, buurt.joost
    assert found(samira, gebied="BU99990000") == {"contacten": ["Café Zuid"]}
    assert found(samira, gebied="WK999901", soort="contacten") == {"contacten": ["Lindeplein"]}
    assert found(samira, gebied="mijn", soort="contacten") == {"contacten": ["Lindeplein"]}
    assert found(joost, gebied="mijn", soort="contacten") == {"contacten": ["Café Zuid"]}
    assert found(samira, lijn="verbinden") == {"contacten": ["Lindeplein"]}
    assert found(samira, thema="leren") == {"contacten": ["Lindeplein"]}
    assert found(joost, eigen=True) == {"contacten": ["Café Zuid"]}
    Initiatief.objects.update(begeleider=joost)
    assert found(joost, eigen=True)["initiatieven"] == ALL_FOUR["initiatieven"]
    # Who brought a list over did not note what is in it.
    Contactmoment.objects.filter(door=joost).update(overzetting=make_overzetting(joost))
    assert "contacten" not in found(joost, eigen=True)
    assert found(joost, gebied="mijn", soort="contacten") == {"contacten": ["Café Zuid"]}


def test_a_period_is_a_month_or_a_quarter(buurt: Wereld) -> None:
    this, before = months()[0], months()[4]
    Contactmoment.objects.filter(plek="Lindeplein").update(
        op=timezone.now() - (timezone.localdate() - before.begin)
    )
    quarter = next(one for one in quarters() if one.begin <= before.begin <= one.end)
    for code in (before.code, quarter.code):
        assert found(buurt.samira, periode=code) == {"contacten": ["Lindeplein"]}
    assert found(buurt.samira, "fiets", periode=this.code) == {
        name: titles for name, titles in ALL_FOUR.items() if name != "contacten"
    }


def test_each_kind_is_offered() -> None:
    assert [one.soort for one in kinds()] == ["contacten", "bronnen", "initiatieven", "signalen"]


# --- The page ---
def test_what_is_found_is_marked_and_nothing_in_it_is_markup(buurt: Wereld) -> None:
    make_contact(buurt.samira, buurt.klaverveld, plek="<b>Hoek</b>", tekst="<mark>Bankjes</mark> &")
    page = buurt.client(buurt.samira).get("/zoeken/?woorden=bankje").text
    assert "&lt;mark&gt;<mark>Bankjes</mark>&lt;/mark&gt; &amp;" in page
    assert "&lt;b&gt;Hoek&lt;/b&gt;" in page


def test_a_long_text_is_shown_around_the_word(buurt: Wereld) -> None:
    long = "woord " * 300
    make_contact(buurt.samira, buurt.klaverveld, tekst=f"{long}schuurtje {long}")
    page = buurt.client(buurt.samira).get("/zoeken/?woorden=schuurtjes").text
    assert "<mark>schuurtje</mark>" in page
    assert page.count("woord ") < 60


def test_the_way_on(buurt: Wereld) -> None:
    client = buurt.client(buurt.samira)
    for number in range(MANY + 1):
        make_bron(buurt.samira, buurt.klaverveld, naam=f"fietsclub {number}", thema="vervoer")
    make_contact(buurt.samira, buurt.klaverveld, tekst="De fietsclub.", op=OLD)
    first = client.get("/zoeken/?woorden=fietsclub")
    assert first.text.count('<article class="kaart">') == MANY
    # Among others each says what it is; alone they all are the same.
    assert "Bron · " in first.text
    assert 'href="?woorden=fietsclub&amp;soort=bronnen"' in first.text
    # On a phone what was found is far below the form: its links lead there.
    assert 'action="/zoeken/#gevonden"' in first.text
    assert '#gevonden">Toon' in first.text
    assert 'id="gevonden"' in first.text
    path = f"/zoeken/?woorden=fietsclub&na={first.context['uitkomst'].volgende}"
    rest = client.get(path, headers={"HX-Request": "true"}).text
    assert rest.count('<article class="kaart">') == 2
    assert rest.index("fietsclub</mark> 0") < rest.index("Contact · ")
    assert "<form" not in rest
    alone = client.get("/zoeken/?woorden=fietsclub&soort=bronnen").text
    assert alone.count('<article class="kaart">') == MANY
    assert "Bron · " not in alone
    # A cursor of another search is a place in time; one that is made up is none.
    for wrong in ("x", "WzFd:onzin", first.context["uitkomst"].volgende + "x"):
        page = client.get("/zoeken/", {"woorden": "fietsclub", "na": wrong})
        assert page.text.count('<article class="kaart">') == MANY


@pytest.mark.parametrize(
    ("woorden", "said"),
    [
        ("de het een", "Met deze woorden kunnen we niet zoeken"),
        ("!!! ???", "Met deze woorden kunnen we niet zoeken"),
        ("zeepaardje", "Niets gevonden"),
        ("a" * 101, "Zoek met hoogstens 100 tekens."),
        ("moedres", "staat nergens. Dit lijkt erop."),
        ("moeder " + " ".join("abcdefghij"), "We zochten met de eerste acht woorden."),
    ],
)
def test_what_the_page_says(buurt: Wereld, woorden: str, said: str) -> None:
    page = buurt.client(buurt.samira).get("/zoeken/", {"woorden": woorden})
    assert page.status_code == 200
    assert said in page.text


@pytest.mark.parametrize(
    "woorden",
    [
        *("'", '"fiets', "fiets & | !", "(fiets", "fiets:*", "fiets <-> moeder", "\\", "%", "_"),
        *("'; DROP TABLE x; --", "fiets\\' & ''", "ﬁets ½ ²", "\u202efiets", "قهوة", "🚲", "咖啡"),
        *("x" * 10_000, "fiets\r\nmoeder", "\ud83d".encode("utf-8", "replace").decode()),
    ],
)
def test_hostile_words_are_words(buurt: Wereld, woorden: str) -> None:
    for query in ({"woorden": woorden}, {"gebied": woorden}, {"woorden": "fiets", "na": woorden}):
        assert buurt.client(buurt.samira).get("/zoeken/", query).status_code == 200


def test_a_nul_is_refused(buurt: Wereld) -> None:
    assert buurt.client(buurt.samira).get("/zoeken/?woorden=a%00b").status_code in {400, 404}


def test_arabic_is_found(buurt: Wereld) -> None:
    make_contact(buurt.samira, buurt.klaverveld, plek="Hoek", tekst="نشرب القهوة، معا")
    assert found(buurt.samira, "القهوة") == {"contacten": ["Hoek"]}


def test_a_choice_that_does_not_exist_finds_nothing_and_says_so(buurt: Wereld) -> None:
    page = buurt.client(buurt.samira).get("/zoeken/?thema=onbekend&woorden=fiets")
    assert page.context["uitkomst"] is None
    assert "Kijk hier even naar" in page.text


# --- Kept searches ---
def _keep(client: Client, naam: str = "Fietsles", query: str = "woorden=fiets&thema=leren") -> Any:
    path = f"/zoeken/bewaar/?{query}"
    return client.post(path, {**hidden(client, path), "naam": naam, "woorden": "fiets"})


def test_a_search_is_kept_and_found_again(buurt: Wereld) -> None:
    client = buurt.client(buurt.samira)
    answer = _keep(client)
    assert answer["Location"] == "/zoeken/?woorden=fiets&thema=leren"
    kept = Zoekfilter.objects.get()
    assert (kept.naam, kept.woorden, kept.keuzes) == ("Fietsles", "fiets", {"thema": "leren"})
    assert 'href="/zoeken/?woorden=fiets&amp;thema=leren"' in client.get("/zoeken/").text
    # Another member does not see it, and cannot take it away.
    for other in (buurt.joost, buurt.ruben):
        theirs = buurt.client(other)
        assert "Fietsles" not in theirs.get("/zoeken/").text
        assert theirs.post(f"/zoeken/{kept.pk}/weg/").status_code == 404
    assert client.post(f"/zoeken/{kept.pk}/weg/")["Location"] == "/zoeken/"
    assert not Zoekfilter.objects.exists()


def test_sent_twice_is_kept_once(buurt: Wereld) -> None:
    client = buurt.client(buurt.samira)
    path = "/zoeken/bewaar/?woorden=fiets"
    sent = {**hidden(client, path), "naam": "Fietsles", "woorden": "fiets"}
    for _ in range(2):
        assert client.post(path, sent).status_code == 302
    assert Zoekfilter.objects.count() == 1


def test_no_more_than_twenty(buurt: Wereld) -> None:
    client = buurt.client(buurt.samira)
    for number in range(Zoekfilter.MEESTE):
        assert _keep(client, f"nummer {number}").status_code == 302
    refused = _keep(client, "een te veel")
    assert refused.status_code == 422
    assert "Je hebt al 20 zoekvragen bewaard." in refused.text
    assert "een te veel" in refused.text
    # A colleague's are their own.
    assert _keep(buurt.client(buurt.joost)).status_code == 302


@pytest.mark.parametrize("query", ["", "thema=onbekend"])
def test_nothing_to_keep(buurt: Wereld, query: str) -> None:
    client = buurt.client(buurt.samira)
    path = f"/zoeken/bewaar/?{query}"
    sent = {**hidden(client, path), "naam": "Niets", "woorden": ""}
    assert client.post(path, sent).status_code == 422
    assert not Zoekfilter.objects.exists()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_are_refused(buurt: Wereld, text: str) -> None:
    assert _keep(buurt.client(buurt.samira), text).status_code in {400, 422}
    assert not Zoekfilter.objects.exists()


def test_they_go_when_the_member_stops(buurt: Wereld) -> None:
    _keep(buurt.client(buurt.joost))
    _keep(buurt.client(buurt.samira))
    stop_member(lid=buurt.joost, by=buurt.beatrix)
    assert [one.door for one in Zoekfilter.objects.all()] == [buurt.samira]
