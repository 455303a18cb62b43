"""What filling in costs: counted per form and month of the team, never in the way of saving."""

import re
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.core.signing import Signer
from django.db import DatabaseError
from django.urls import resolve, reverse
from django.utils import timezone

from opbouw.lib.web.wachtrij import HEADER
from opbouw.queries.invultijd import costs, formulieren, in_words, months_before, never
from tests.access_table import GET
from tests.access_world import OneOfEach
from tests.keten import at_once
from tests.test_access import path_of
from tests.wereld import Wereld
from tests.wijken.test_contact import NIEUW, fields
from wijken.actions.invultijd import count_saved, step_of
from wijken.models import WELZIJN_ROLLEN, Contactmoment, Invultijd, Lidmaatschap, Veldgebruik
from wijken.queries.lid import MANAGERS
from wijken.toegang import invultijd as gate

PAGE = "/invultijd/"
SIGNER = Signer(salt="wijken.geopend")


@pytest.fixture(autouse=True)
def team(wereld: Wereld) -> list[Lidmaatschap]:
    """Colleagues of Samira: of a team of one nothing is shown."""
    return [wereld.joost, wereld.marijke, wereld.beatrix]


def opened(ago: float) -> str:
    """What a form sends along that was drawn so many seconds ago."""
    return SIGNER.sign(str(int(timezone.now().timestamp() - ago)))


def counted() -> list[tuple[str, int, int]]:
    return list(
        Invultijd.objects.order_by("formulier", "tot").values_list("formulier", "tot", "aantal")
    )


def note(wereld: Wereld, headers: dict[str, str] | None = None, **changes: Any) -> Any:
    """Let Samira note a contact in a form that says when it was opened."""
    data = fields(wereld.klaverveld, **changes)
    return wereld.client(wereld.samira).post(NIEUW, data, headers=headers)


def test_a_saved_form_is_a_count_in_its_step(wereld: Wereld) -> None:
    assert note(wereld, geopend=opened(14)).status_code == 302
    (row,) = Invultijd.objects.values("organisatie", "formulier", "maand", "tot", "aantal")
    assert row == {
        "organisatie": wereld.de_brink.pk,
        "formulier": "contact_nieuw",
        "maand": timezone.localdate().replace(day=1),
        "tot": 20,
        "aantal": 1,
    }


def test_no_row_can_say_who_when_or_how_long(wereld: Wereld) -> None:
    columns = {field.name for field in Invultijd._meta.fields}
    assert columns == {"id", "organisatie", "formulier", "maand", "tot", "aantal"}
    assert {field.name for field in Veldgebruik._meta.fields} == (columns - {"tot"}) | {"veld"}


@pytest.mark.parametrize(
    ("sent", "tot"),
    [
        (lambda: opened(0), 5),
        (lambda: opened(3), 5),
        (lambda: opened(7), 10),
        (lambda: opened(3600), Invultijd.LANGER),
        (lambda: opened(-60), 0),
        (lambda: opened(86_500), 0),
        (lambda: "", 0),
        (lambda: str(int(timezone.now().timestamp())), 0),
        (lambda: Signer(salt="other").sign("1"), 0),
        (lambda: SIGNER.sign("straks"), 0),
        (lambda: "x" * 10_000, 0),
    ],
)
def test_a_moment_that_cannot_be_is_no_time(wereld: Wereld, sent: Any, tot: int) -> None:
    assert note(wereld, geopend=sent()).status_code == 302
    assert counted() == [("contact_nieuw", tot, 1)]


@pytest.mark.parametrize(
    ("duur", "tot"),
    [("8", 10), ("86400", Invultijd.LANGER)]
    + [(wrong, 0) for wrong in ("0", "-8", "86401", "8.5", "٣", "9" * 400, "", "NaN")],
)
def test_a_phone_counts_its_own_seconds(wereld: Wereld, duur: str, tot: int) -> None:
    # What the page brought is of when that was drawn, and may be of the entry before.
    answer = note(wereld, {HEADER: "1"}, geopend=opened(50), duur=duur)
    assert answer.status_code == 200
    assert counted() == [("contact_nieuw", tot, 1)]


def test_only_a_phone_may_say_how_long(wereld: Wereld) -> None:
    note(wereld, geopend=opened(50), duur="3")
    assert counted() == [("contact_nieuw", 60, 1)]


def test_sent_again_it_counts_once(wereld: Wereld) -> None:
    client = wereld.client(wereld.samira)
    data = fields(wereld.klaverveld, geopend=opened(14))
    for _ in range(3):
        client.post(NIEUW, data, headers={HEADER: "1"})
    assert Contactmoment.objects.count() == 1
    assert sum(number for _form, _tot, number in counted()) == 1


def test_what_is_refused_counts_when_it_is_saved_from_its_first_opening(wereld: Wereld) -> None:
    client = wereld.client(wereld.samira)
    first = opened(100)
    answer = client.post(NIEUW, fields(wereld.klaverveld, vindplaats="", geopend=first))
    assert (answer.status_code, counted()) == (422, [])
    # The page that comes back still says when it was opened; another moment is not taken over.
    assert f'name="geopend" value="{first}"' in answer.text
    answer = client.post(NIEUW, fields(wereld.klaverveld, vindplaats="", geopend="gelogen"))
    (drawn,) = set(re.findall(r'name="geopend" value="([^"]*)"', answer.text))
    assert SIGNER.unsign(drawn).isdecimal()
    client.post(NIEUW, fields(wereld.klaverveld, geopend=first))
    assert counted() == [("contact_nieuw", 120, 1)]


def test_a_failing_count_is_no_failing_save(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(**_: Any) -> None:
        raise DatabaseError("full")

    monkeypatch.setattr(gate, "count_saved", fail)
    assert note(wereld, geopend=opened(14)).status_code == 302
    assert Contactmoment.objects.count() == 1
    assert [one.message for one in caplog.records] == ["The time of a saved form was not counted."]


def test_a_field_counts_when_somebody_filled_it_in(wereld: Wereld) -> None:
    rest: dict[str, Any] = {"lijnen": [], "lijn_waarom": "", "werksoorten": []}
    note(wereld, tekst="Koffie.", thema="", aantal="2-5", **rest)
    note(wereld, tekst="Thee.", thema="geld", aantal="", **rest)
    used = Veldgebruik.objects.order_by("veld").values_list("veld", "aantal")
    # What must be filled in is no question, and what the form itself filled in is no answer.
    assert dict(used) == {"aantal": 1, "plek": 2, "tekst": 2, "thema": 1}


def test_a_municipality_is_not_counted(wereld: Wereld, one_of_each: OneOfEach) -> None:
    anneke = wereld.client(wereld.anneke)
    page = anneke.get("/ontvangen/")
    assert page.status_code == 200
    assert anneke.get(PAGE).status_code == 404
    path = reverse("ontvangen_antwoord", args=[one_of_each.notitie.pk, 1])
    data = {"uitkomst": "overgenomen", "reden": "Goed idee.", "besluit_soort": "toezegging"}
    data |= {"drager": "de gemeente", "voor": "2099-01-01"}
    assert anneke.post(path, data).status_code in {302, 422}
    assert counted() == []


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_are_twenty(wereld: Wereld) -> None:
    orders = (["plek", "tekst"], ["tekst", "plek"])
    one = partial(
        count_saved, organisatie_id=wereld.de_brink.pk, formulier="contact_nieuw", seconds=7
    )
    at_once(*[partial(one, velden=orders[n % 2]) for n in range(20)])
    assert counted() == [("contact_nieuw", 10, 20)]
    assert dict(Veldgebruik.objects.values_list("veld", "aantal")) == {"plek": 20, "tekst": 20}


def count(
    lid: Lidmaatschap,
    number: int,
    *,
    seconds: int | None = 7,
    velden: Any = (),
    formulier: str = "contact_nieuw",
) -> None:
    for _ in range(number):
        count_saved(
            organisatie_id=lid.organisatie_id,
            formulier=formulier,
            seconds=seconds,
            velden=velden,
        )


def shift(model: type[Invultijd | Veldgebruik], months: int) -> None:
    """Say that all that was counted until now was so many months ago."""
    model.objects.update(maand=months_before(timezone.localdate(), months))


def test_half_within_how_long(wereld: Wereld) -> None:
    count(wereld.samira, 3, seconds=18)
    count(wereld.samira, 2, seconds=45)
    count(wereld.samira, 1, seconds=None)
    count(wereld.ruben, 9, seconds=3000)
    (one,) = costs(wereld.samira, timezone.localdate())
    assert (one.titel, one.keer, one.helft) == ("Noteer", 6, "20 seconden")
    assert costs(wereld.ruben, timezone.localdate()) == []
    Lidmaatschap.objects.create(
        gebruiker=wereld.joost.gebruiker, organisatie=wereld.overkant, rol=wereld.joost.rol
    )
    (other,) = costs(wereld.ruben, timezone.localdate())
    assert (other.keer, other.helft) == (9, "langer dan 10 minuten")
    page = wereld.client(wereld.joost).get(PAGE).text
    assert "20 seconden" in page
    assert "langer dan 10 minuten" not in page


def test_fewer_than_five_in_a_month_show_no_time(wereld: Wereld) -> None:
    count(wereld.samira, 5, seconds=18)
    shift(Invultijd, 1)
    count(wereld.samira, 4, seconds=3)
    count(wereld.samira, 9, seconds=None)
    (one,) = costs(wereld.samira, timezone.localdate())
    little = "te weinig om iets te zeggen"
    assert [line[1:] for line in one.maanden] == [("13", little), ("5", "20 seconden")]
    Invultijd.objects.filter(tot=0).delete()
    (one,) = costs(wereld.samira, timezone.localdate())
    assert one.maanden[0][1:] == ("minder dan 5", little)


def test_twelve_months_and_no_more(wereld: Wereld) -> None:
    count(wereld.samira, 6)
    shift(Invultijd, 12)
    assert costs(wereld.samira, timezone.localdate()) == []
    assert "Hier staat nog niets" in wereld.client(wereld.samira).get(PAGE).text
    shift(Invultijd, 11)
    assert len(costs(wereld.samira, timezone.localdate())) == 1


def test_a_field_that_nobody_used_for_half_a_year(wereld: Wereld) -> None:
    count(wereld.samira, 10, velden=["thema"])
    for model in (Invultijd, Veldgebruik):
        shift(model, 6)
    count(wereld.samira, 19, velden=["tekst"])
    # Nineteen in half a year are too few.
    assert costs(wereld.samira, timezone.localdate())[0].nooit == []
    count(wereld.samira, 1)
    count(wereld.ruben, 1, velden=["plek"])
    found = costs(wereld.samira, timezone.localdate())[0].nooit
    assert "Waar ging het over?" in found
    assert "Hoe heet die plek?" in found
    assert "Wat hoorde of zag je?" not in found
    # What must be filled in is never in the list.
    assert "Wat voor plek?" not in found
    page = wereld.client(wereld.samira).get(PAGE).text
    assert "<li>Waar ging het over?</li>" in page


def test_a_walk_has_no_time_that_tells_anything(wereld: Wereld) -> None:
    own = {"organisatie": wereld.de_brink, "maand": timezone.localdate().replace(day=1)}
    Invultijd.objects.create(**own, formulier="ronde_nieuw", tot=Invultijd.LANGER, aantal=9)
    (one,) = costs(wereld.samira, timezone.localdate())
    assert (one.keer, one.helft, one.maanden) == (9, "staat open tijdens het lopen", [])


def test_what_only_one_colleague_can_use_is_left_out(wereld: Wereld) -> None:
    count(wereld.joost, 6, formulier="uitnodigen")
    count(wereld.samira, 6)
    titles = sorted(one.route for one in costs(wereld.samira, timezone.localdate()))
    managers = list(Lidmaatschap.objects.filter(organisatie=wereld.de_brink, rol__in=MANAGERS))
    assert titles == ["contact_nieuw", "uitnodigen"]
    for lid in managers[1:]:
        lid.actief = False
        lid.save(update_fields=["actief"])
    titles = [one.route for one in costs(wereld.samira, timezone.localdate())]
    assert titles == ["contact_nieuw"]


def test_the_roles_of_a_form_are_those_of_its_page(one_of_each: OneOfEach) -> None:
    for form in formulieren():
        page = resolve(path_of(one_of_each, form.route)).func
        let_in = set(page.rollen) & set(WELZIJN_ROLLEN)  # type: ignore[attr-defined]  # set by `leden`
        assert let_in == set(form.rollen) & set(WELZIJN_ROLLEN), form.route


def test_it_compares_nobody_and_says_so(wereld: Wereld) -> None:
    count(wereld.samira, 6)
    page = wereld.client(wereld.joost).get(PAGE).text
    main = page[page.index("<main") : page.index("</main")]
    assert "niet over mensen" in main
    assert "Samira" not in main
    assert 'href="/invultijd/"' in wereld.client(wereld.joost).get("/team/").text
    assert 'href="/invultijd/"' not in wereld.client(wereld.anneke).get("/team/").text


def test_steps_and_words() -> None:
    steps = [step_of(seconds) for seconds in (None, 1, 5, 6, 60, 61, 601, 10**6)]
    assert steps == [0, 5, 5, 10, 60, 120, Invultijd.LANGER, Invultijd.LANGER]
    assert in_words({0: 50}) == in_words({5: 4}) == "te weinig om iets te zeggen"
    assert in_words({5: 3, 60: 3}) == "5 seconden"
    assert in_words({5: 2, 60: 3}) == "1 minuut"
    assert in_words({300: 5}) == "5 minuten"
    assert months_before(date(2026, 1, 31), 1) == date(2025, 12, 1)
    assert months_before(date(2026, 12, 31), 11) == date(2026, 1, 1)


def test_every_form_of_a_member_has_a_name(wereld: Wereld, one_of_each: OneOfEach) -> None:
    """Walk the pages of the team: a form on one of them is in `formulieren.py`, with its fields."""
    named = {one.route: one.vorm for one in formulieren()}
    # They search, or nothing is saved.
    beside = {"zoeken", "logboek", "controle", "verantwoording"}
    clients = [wereld.client(lid) for lid in (wereld.samira, wereld.beatrix)]
    seen = set()
    for name in GET:
        if name in beside or ":" in name or name.startswith(("account", "mfa", "meedoen", "volg")):
            continue
        for client in clients:
            answer = client.get(path_of(one_of_each, name))
            if answer.streaming:
                answer.getvalue()  # reads a file to its end, which closes it
            form = (answer.context or {}).get("form")
            if answer.status_code == 200 and form is not None:
                assert named.get(name) is type(form), f"{name}: add it to formulieren.py"
                seen.add(name)
    # The records of this world are at another step of these.
    assert set(named) - seen == {"notitie_wijzig", "signaal_heroverweeg", "signaal_terugkoppeling"}
    assert all(len(name) <= 60 for name in named)


def test_every_field_of_those_forms_has_words() -> None:
    for one in formulieren():
        labels = never(one, set())
        # A field without a label would be shown by its name in the code.
        assert not {label for label in labels if label.islower()}, one.route
