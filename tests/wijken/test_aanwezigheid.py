"""Presence in an account: what may be told, and that nobody works out what may not."""

import itertools
import random
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.keten import make_contact, make_ronde
from tests.wereld import Wereld
from wijken.actions.bewaren import reduce_contacts
from wijken.bewaarregels import start_of
from wijken.models import Contactmoment, Gebied, Lidmaatschap, Ronde
from wijken.queries.aanwezigheid import Aanwezigheid, one_colleague, own_wijken, presence
from wijken.queries.geteld import CONTACTEN, MENSEN, PRAATJES, Vak, of_kind, on_line
from wijken.queries.tijdvak import Tijdvak, last_whole_quarter, quarters, tijdvak_of, years

JAAR = timezone.localdate().year - 1
Q1, Q2, Q3, Q4 = (Tijdvak(JAAR, n) for n in (1, 2, 3, 4))
YEAR = Tijdvak(JAAR)


def note(lid: Lidmaatschap, gebied: Gebied, tijdvak: Tijdvak, n: int, **fields: object) -> None:
    """Contacts in the first days of a quarter."""
    rows = [
        Contactmoment(
            organisatie=lid.organisatie,
            door=lid,
            gebied=gebied,
            vindplaats="plein",
            op=start_of(tijdvak.begin + timedelta(days=day % 20)) + timedelta(hours=10),
            **{"aantal": "1", **fields},
        )
        for day in range(n)
    ]
    Contactmoment.objects.bulk_create(rows)


def shown(found: Aanwezigheid) -> dict[str, str]:
    """What it says, without what there was nothing of."""
    return {maat: one.text for maat, one in found.getallen.items() if one.text != "0"}


def test_what_was_noted_is_counted_and_protected(wereld: Wereld) -> None:
    note(
        *(wereld.samira, wereld.klaverveld, Q2, 23),
        aantal="11-25",
        lijnen=["verbinden", "koppelen"],
        werksoorten=["contact"],
    )
    note(wereld.joost, wereld.klaverveld, Q2, 18, aantal="2-5", werksoorten=["contact"])
    note(wereld.joost, wereld.klaverveld, Q2, 4, aantal="0", werksoorten=["aanwezig"])
    ronde = make_ronde(wereld.joost, wereld.klaverveld, aantal=31)
    Ronde.objects.filter(pk=ronde.pk).update(dag=Q2.begin + timedelta(days=60))
    (found,) = presence(wereld.samira, wereld.weide, [Q2])
    assert shown(found) == {
        CONTACTEN: "45",
        PRAATJES: "30",
        # At least so many: 23 × 11, 18 × 2 and 31.
        MENSEN: "320",
        on_line("verbinden"): "25",
        on_line("koppelen"): "25",
        of_kind("contact"): "40",
        of_kind("aanwezig"): "minder dan 10",
    }
    assert (found.dagen, found.rondes, found.verborgen, found.leeg) == (21, 1, False, False)
    assert presence(wereld.marijke, None, [Q2]) == [found]
    # Another organisation in the same wijk has its own.
    (other,) = presence(wereld.ruben, wereld.weide, [Q2])
    assert (shown(other), other.leeg) == ({}, True)


def test_days_and_walks_tell_no_number_that_is_hidden(wereld: Wereld) -> None:
    # Nine contacts on nine days: whoever reads nine days has counted them.
    note(wereld.samira, wereld.klaverveld, Q1, 5)
    note(wereld.joost, wereld.klaverveld, Q1, 9)
    Contactmoment.objects.filter(op__lt=start_of(Q1.begin + timedelta(days=5))).filter(
        door=wereld.joost
    ).delete()
    for lid in (wereld.samira, wereld.joost):
        note(lid, wereld.klaverveld, Q2, 20)
        note(lid, wereld.klaverveld, Q3, 25)
    few, cover, shown_whole, year = presence(wereld.samira, wereld.weide, [Q1, Q2, Q3, YEAR])
    assert few.getallen[CONTACTEN].text == "minder dan 10"
    # Nor may the days of the year less those of the other quarters say it.
    assert [(one.dagen, one.rondes, one.bedekt) for one in (few, cover)] == [
        (None, None, True),
        (None, None, True),
    ]
    assert (shown_whole.dagen, year.dagen) == (20, 49)


def test_the_year_is_its_quarters_and_nothing_else(wereld: Wereld) -> None:
    for tijdvak, n in ((Q1, 20), (Q2, 31), (Q4, 40)):
        note(wereld.samira, wereld.klaverveld, tijdvak, n)
        note(wereld.joost, wereld.klaverveld, tijdvak, n)
    note(wereld.samira, wereld.klaverveld, Tijdvak(JAAR - 1, 4), 50)
    note(wereld.samira, wereld.klaverveld, Tijdvak(JAAR + 1, 1), 50)
    found = presence(wereld.samira, wereld.weide, [Q1, Q2, Q3, Q4, YEAR])
    assert [one.getallen[CONTACTEN].text for one in found] == ["40", "60", "0", "80", "180"]
    assert [one.leeg for one in found] == [False, False, True, False, False]
    # The last second of a year is of that year.
    last = start_of(YEAR.after) - timedelta(seconds=1)
    make_contact(wereld.samira, wereld.klaverveld, op=last)
    (now,) = presence(wereld.samira, wereld.weide, [Q4])
    assert now.dagen == 21


# --- No number of one colleague ---
def test_a_wijk_with_one_colleague_tells_nothing_of_the_work(wereld: Wereld) -> None:
    note(wereld.samira, wereld.klaverveld, Q2, 60)
    note(wereld.joost, wereld.kade, Q2, 70)
    weide, haven, whole = (
        presence(wereld.marijke, gebied, [Q2])[0]
        for gebied in (wereld.weide, wereld.oude_haven, None)
    )
    assert (weide, haven) == (Aanwezigheid({}, verborgen=True), Aanwezigheid({}, verborgen=True))
    assert whole.getallen[CONTACTEN].text == "130"


def test_a_colleague_who_helped_once_changes_nothing(wereld: Wereld) -> None:
    note(wereld.samira, wereld.klaverveld, Q2, 60)
    note(wereld.joost, wereld.klaverveld, Q2, 14)
    assert presence(wereld.marijke, wereld.weide, [Q2])[0].verborgen
    assert presence(wereld.marijke, None, [Q2])[0].verborgen
    # A fifth of it is another matter.
    note(wereld.joost, wereld.klaverveld, Q2, 1)
    assert presence(wereld.marijke, wereld.weide, [Q2])[0].getallen[CONTACTEN].text == "75"


def test_an_organisation_of_one_tells_nothing_either(wereld: Wereld) -> None:
    note(wereld.samira, wereld.klaverveld, Q2, 60)
    assert presence(wereld.marijke, None, [Q2, YEAR]) == [Aanwezigheid({}, verborgen=True)] * 2


def test_the_rest_of_a_total_is_not_that_of_one_colleague(wereld: Wereld) -> None:
    """De Weide is of two, Oude Haven of one: the organisation less De Weide would be Joost's."""
    note(wereld.samira, wereld.klaverveld, Q2, 60)
    note(wereld.marijke, wereld.klaverveld, Q2, 40)
    note(wereld.joost, wereld.kade, Q2, 70)
    assert [
        presence(wereld.marijke, one, [Q2])[0].verborgen for one in own_wijken(wereld.joost)
    ] == [
        True,
        True,
    ]
    assert not presence(wereld.marijke, None, [Q2])[0].verborgen


def test_the_rest_of_a_year_is_not_that_of_one_colleague(wereld: Wereld) -> None:
    """Three quarters of two colleagues and one of Samira: the year less three would be hers."""
    for tijdvak in (Q1, Q2, Q3):
        note(wereld.samira, wereld.klaverveld, tijdvak, 30)
        note(wereld.joost, wereld.klaverveld, tijdvak, 50)
    note(wereld.samira, wereld.klaverveld, Q4, 60)
    found = presence(wereld.samira, wereld.weide, [Q1, Q2, Q3, Q4, YEAR])
    assert [one.verborgen for one in found] == [True, False, False, True, False]


def test_of_what_was_reduced_nobody_knows_whose_it_was(wereld: Wereld) -> None:
    note(wereld.samira, wereld.klaverveld, Q2, 30)
    note(wereld.joost, wereld.klaverveld, Q2, 50)
    pks = list(Contactmoment.objects.filter(door=wereld.joost).values_list("pk", flat=True))
    reduce_contacts(pks[:1])
    (found,) = presence(wereld.samira, wereld.weide, [Q2])
    # The day of one is not known, so that of all is not.
    assert (found.getallen[CONTACTEN].text, found.dagen) == ("80", None)
    reduce_contacts(pks[1:])
    assert presence(wereld.samira, wereld.weide, [Q2])[0].verborgen


@pytest.mark.parametrize("seed", range(40))
def test_no_line_of_a_grid_leaves_the_work_of_one(seed: int) -> None:
    """Whatever is shown: its total less what is shown beside it is never of one colleague."""
    chance = random.Random(seed)
    vakken = [[_vak(chance) for _quarter in range(4)] for _wijk in range(chance.randint(1, 6))]
    hidden = one_colleague(vakken)
    grid = [[*row, _sum(row)] for row in vakken]
    grid.append([_sum(column) for column in zip(*grid, strict=True)])
    height, width = len(grid), len(grid[0])
    for r, c in itertools.product(range(height), range(width)):
        assert (r, c) in hidden or not grid[r][c].tells_of_one
    lines = [[(r, c) for c in range(width)] for r in range(height)]
    lines += [[(r, c) for r in range(height)] for c in range(width)]
    for *parts, total in lines:
        gone = [grid[r][c] for r, c in parts if (r, c) in hidden]
        assert total in hidden or not _sum(gone).tells_of_one
    assert one_colleague(vakken) == hidden


def _vak(chance: random.Random) -> Vak:
    door: Counter[int | None] = Counter()
    for lid in chance.sample([1, 2, 3, 4], chance.randint(0, 3)):
        door[lid] = chance.randint(1, 40)
    return Vak(Counter({CONTACTEN: door.total()}), door)


def _sum(vakken: Sequence[Vak]) -> Vak:
    whole = Vak()
    for vak in vakken:
        whole.door.update(vak.door)
    return whole


# --- Small numbers ---
def test_a_small_number_is_not_the_rest_of_a_total(wereld: Wereld) -> None:
    """The organisation less one wijk, and the year less three quarters, tell nothing of it."""
    for lid in (wereld.samira, wereld.joost):
        for gebied in (wereld.klaverveld, wereld.kade):
            for tijdvak in (Q1, Q2, Q3, Q4):
                note(lid, gebied, tijdvak, 30)
    for lid in (wereld.samira, wereld.joost):
        # Three of six: who may subtract finds six.
        note(lid, wereld.klaverveld, Q4, 3, lijnen=["koppelen"])
        for tijdvak, gebied in ((Q1, wereld.kade), (Q4, wereld.kade), (Q1, wereld.klaverveld)):
            note(lid, gebied, tijdvak, 20, lijnen=["koppelen"])

    def koppelen(gebied: Gebied | None) -> list[str]:
        found = presence(wereld.marijke, gebied, [Q1, Q2, Q3, Q4, YEAR])
        return [one.getallen[on_line("koppelen")].text for one in found]

    hidden = "niet getoond"
    assert koppelen(wereld.weide) == [hidden, "0", "0", "minder dan 10", "45"]
    assert koppelen(wereld.oude_haven) == [hidden, "0", "0", hidden, "80"]
    assert koppelen(None) == ["80", "0", "0", "45", "125"]


def test_a_wijk_of_fewer_than_fifty_counts_with_the_organisation(wereld: Wereld) -> None:
    for lid in (wereld.samira, wereld.joost):
        for gebied in (wereld.klaverveld, wereld.kade):
            note(lid, gebied, Q2, 30)
    Gebied.objects.filter(pk=wereld.weide.pk).update(inwoners=49)
    assert [one.naam for one in own_wijken(wereld.samira)] == ["Oude Haven"]
    (haven,) = presence(wereld.samira, wereld.oude_haven, [Q2])
    # The organisation less Oude Haven would be De Weide.
    assert haven.getallen[CONTACTEN].text == "niet getoond"
    assert presence(wereld.samira, None, [Q2])[0].getallen[CONTACTEN].text == "120"


def test_what_lies_elsewhere_counts_with_the_organisation(wereld: Wereld) -> None:
    kern = Gebied.objects.get(code="BU99980000", gemeentecode=wereld.ver_weg.code)
    for lid in (wereld.samira, wereld.joost):
        note(lid, wereld.klaverveld, Q2, 30)
        note(lid, kern, Q2, 20)
    assert presence(wereld.samira, None, [Q2])[0].getallen[CONTACTEN].text == "100"
    assert presence(wereld.samira, wereld.weide, [Q2])[0].getallen[CONTACTEN].text == "60"


# --- Periods ---
def test_the_periods_to_choose_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 1, 2))
    assert [one.code for one in quarters()[:3]] == ["2026-k1", "2025-k4", "2025-k3"]
    assert [one.code for one in years()] == ["2026", "2025", "2024"]
    assert last_whole_quarter() == Tijdvak(2025, 4)
    assert str(Tijdvak(2025, 4)) == "4e kwartaal 2025"
    assert (tijdvak_of("2025-k4"), tijdvak_of("2025")) == (Tijdvak(2025, 4), Tijdvak(2025))
    assert [tijdvak_of(code) for code in ("2019", "2026-k5", "x", "", "2026-01")] == [None] * 5
    assert [one.loopt for one in (Tijdvak(2026, 1), Tijdvak(2026), Tijdvak(2025, 4))] == [
        *(True, True, False)
    ]
    assert [Tijdvak(2026, 1).before, Tijdvak(2026).before] == [Tijdvak(2025, 4), Tijdvak(2025)]
    assert Tijdvak(2025, 4).dagen == "1 oktober 2025 – 31 december 2025"
    assert Tijdvak(2026).dagen == "1 januari 2026 – 2 januari 2026"
