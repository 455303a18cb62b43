"""Presence in an account: what may be told, and that nobody works out what may not."""

import itertools
import random
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.keten import make_contact, make_overzetting, make_ronde
from tests.wereld import Wereld
from wijken.actions.bewaren import reduce_contacts
from wijken.bewaarregels import start_of
from wijken.models import Contactmoment, Gebied, Lidmaatschap, Ronde
from wijken.queries.aanwezigheid import Aanwezigheid, one_colleague, own_wijken, presence
from wijken.queries.geteld import (
    CONTACTEN,
    DAGEN,
    MENSEN,
    PRAATJES,
    RONDES,
    Door,
    of_kind,
    on_line,
    tells_of_one,
)
from wijken.queries.tijdvak import Tijdvak, last_whole_quarter, quarters, tijdvak_of, years

JAAR = timezone.localdate().year - 1
Q1, Q2, Q3, Q4 = (Tijdvak(JAAR, n) for n in (1, 2, 3, 4))
YEAR = Tijdvak(JAAR)
HIDDEN = "niet getoond"


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
    note(
        *(wereld.joost, wereld.klaverveld, Q2, 18),
        aantal="6-10",
        lijnen=["koppelen"],
        werksoorten=["contact"],
    )
    for lid, n in ((wereld.joost, 4), (wereld.samira, 3)):
        note(lid, wereld.klaverveld, Q2, n, aantal="0", werksoorten=["aanwezig"])
    for lid, aantal in ((wereld.joost, 16), (wereld.samira, 15)):
        ronde = make_ronde(lid, wereld.klaverveld, aantal=aantal)
        Ronde.objects.filter(pk=ronde.pk).update(dag=Q2.begin + timedelta(days=60))
    (found,) = presence(wereld.samira, wereld.weide, [Q2])
    assert shown(found) == {
        CONTACTEN: "50",
        PRAATJES: "30",
        # At least so many: 23 × 11, 18 × 6 and 31.
        MENSEN: "390",
        on_line("verbinden"): HIDDEN,
        on_line("koppelen"): "40",
        of_kind("contact"): "40",
        of_kind("aanwezig"): "minder dan 10",
    }
    assert (found.dagen, found.rondes, found.verborgen, found.leeg) == (21, 2, False, False)
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
    assert [(one.dagen, one.bedekt) for one in (few, cover)] == [(None, frozenset({DAGEN}))] * 2
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


def test_what_was_brought_over_is_not_of_who_brought_it(wereld: Wereld) -> None:
    note(wereld.samira, wereld.klaverveld, Q2, 60)
    note(wereld.joost, wereld.klaverveld, Q2, 60, overzetting=make_overzetting(wereld.joost))
    assert presence(wereld.samira, wereld.weide, [Q2])[0].verborgen
    note(wereld.joost, wereld.klaverveld, Q2, 60)
    # A list counts as one more of the busiest, who may have done it: 120 of 180.
    (found,) = presence(wereld.samira, wereld.weide, [Q2])
    assert found.getallen[CONTACTEN].text == "180"


@pytest.mark.parametrize("seed", range(40))
def test_no_line_of_a_grid_leaves_the_work_of_one(seed: int) -> None:
    """Whatever is shown: its total less what is shown beside it is never of one colleague."""
    chance = random.Random(seed)
    cells = [[_door(chance) for _quarter in range(4)] for _wijk in range(chance.randint(1, 6))]
    hidden = one_colleague(cells)
    grid = [[*row, _sum(row)] for row in cells]
    grid.append([_sum(column) for column in zip(*grid, strict=True)])
    height, width = len(grid), len(grid[0])
    for r, c in itertools.product(range(height), range(width)):
        assert (r, c) in hidden or not tells_of_one(grid[r][c])
    lines = [[(r, c) for c in range(width)] for r in range(height)]
    lines += [[(r, c) for r in range(height)] for c in range(width)]
    for *parts, total in lines:
        gone = [grid[r][c] for r, c in parts if (r, c) in hidden]
        assert total in hidden or not tells_of_one(_sum(gone))
    assert one_colleague(cells) == hidden


def _door(chance: random.Random) -> Door:
    door: Door = Counter()
    for lid in chance.sample([1, 2, 3, 4], chance.randint(0, 3)):
        door[lid] = chance.randint(1, 40)
    return door


def _sum(cells: Sequence[Door]) -> Door:
    whole: Door = Counter()
    for door in cells:
        whole.update(door)
    return whole


def walk(lid: Lidmaatschap, gebied: Gebied, tijdvak: Tijdvak, *aantallen: int) -> None:
    """One ronde on each of the first days of a quarter, with so many talks."""
    for day, aantal in enumerate(aantallen):
        ronde = make_ronde(lid, gebied, aantal=aantal)
        Ronde.objects.filter(pk=ronde.pk).update(dag=tijdvak.begin + timedelta(days=day))


def test_each_number_is_of_more_than_one_colleague(wereld: Wereld) -> None:
    """Samira notes all contacts and Joost walks all rondes: together two, each number of one."""
    note(wereld.samira, wereld.klaverveld, Q2, 60)
    walk(wereld.joost, wereld.klaverveld, Q2, 30, 30)
    assert presence(wereld.marijke, wereld.weide, [Q2]) == [Aanwezigheid({}, verborgen=True)]


def test_a_number_of_one_colleague_is_left_out_by_itself(wereld: Wereld) -> None:
    note(wereld.samira, wereld.klaverveld, Q2, 20, lijnen=["koppelen"], werksoorten=["contact"])
    note(wereld.samira, wereld.klaverveld, Q2, 20, lijnen=["verbinden"])
    note(wereld.joost, wereld.klaverveld, Q2, 30, lijnen=["verbinden"], werksoorten=["aanwezig"])
    walk(wereld.joost, wereld.klaverveld, Q2, 40, 20)
    (found,) = presence(wereld.marijke, wereld.weide, [Q2])
    assert shown(found) == {
        CONTACTEN: "70",
        PRAATJES: HIDDEN,
        # Less the people in the contacts it would be the talks.
        MENSEN: HIDDEN,
        on_line("verbinden"): "50",
        on_line("koppelen"): HIDDEN,
        of_kind("contact"): HIDDEN,
        of_kind("aanwezig"): HIDDEN,
    }
    assert (found.dagen, found.rondes, found.bedekt) == (None, None, frozenset({DAGEN, RONDES}))


def test_the_people_less_the_talks_are_not_of_one_colleague(wereld: Wereld) -> None:
    note(wereld.samira, wereld.klaverveld, Q2, 30)
    for lid in (wereld.joost, wereld.marijke):
        walk(lid, wereld.klaverveld, Q2, 40)
    (found,) = presence(wereld.marijke, wereld.weide, [Q2])
    assert shown(found) == {CONTACTEN: HIDDEN, PRAATJES: "80", MENSEN: HIDDEN}
    assert (found.dagen, found.rondes, found.bedekt) == (None, 2, frozenset({DAGEN}))


def test_the_days_and_rondes_are_not_of_one_colleague(wereld: Wereld) -> None:
    """As many contacts and talks of Joost, but all on one day and in one ronde."""
    note(wereld.samira, wereld.klaverveld, Q2, 20)
    for _times in range(20):
        note(wereld.joost, wereld.klaverveld, Q2, 1)
    walk(wereld.samira, wereld.klaverveld, Q2, *[5] * 6)
    walk(wereld.joost, wereld.klaverveld, Q2, 30)
    for tijdvak in (Q1, Q3, Q4):
        for lid in (wereld.samira, wereld.joost):
            note(lid, wereld.klaverveld, tijdvak, 20)
    found = presence(wereld.marijke, wereld.weide, [Q1, Q2, Q3, Q4, YEAR])
    assert shown(found[1]) == {CONTACTEN: "40", PRAATJES: "60", MENSEN: "100"}
    assert (found[1].rondes, found[1].bedekt) == (None, frozenset({DAGEN, RONDES}))
    # Nor may the days of the year less those of the other quarters say it.
    assert [one.dagen for one in found] == [None, None, 20, 20, 80]


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

    assert koppelen(wereld.weide) == [HIDDEN, "0", "0", "minder dan 10", "45"]
    assert koppelen(wereld.oude_haven) == [HIDDEN, "0", "0", HIDDEN, "80"]
    assert koppelen(None) == ["80", "0", "0", "45", "125"]


def test_a_wijk_of_fewer_than_fifty_counts_with_the_organisation(wereld: Wereld) -> None:
    for lid in (wereld.samira, wereld.joost):
        for gebied in (wereld.klaverveld, wereld.kade):
            note(lid, gebied, Q2, 30)
    Gebied.objects.filter(pk=wereld.weide.pk).update(inwoners=49)
    assert [one.naam for one in own_wijken(wereld.samira)] == ["Oude Haven"]
    (haven,) = presence(wereld.samira, wereld.oude_haven, [Q2])
    # The organisation less Oude Haven would be De Weide.
    assert haven.getallen[CONTACTEN].text == HIDDEN
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
