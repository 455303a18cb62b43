"""One sending, one row; another text under the same key is kept and flagged."""

import uuid
from typing import Any

import pytest

from opbouw.lib.writing.once import fingerprint
from tests.keten import at_once, watched
from tests.wereld import Wereld
from wijken.actions.contact import note_contact
from wijken.models import Contactmoment, Gebied, Lidmaatschap

KEY = uuid.UUID("00000000-0000-4000-8000-000000000001")


def note(by: Lidmaatschap, gebied: Gebied, tekst: str) -> tuple[Contactmoment, bool]:
    content = {"gebied": gebied, "vindplaats": "plein", "tekst": tekst}
    return note_contact(by=by, sleutel=KEY, content=content)


def kept(of: Lidmaatschap) -> list[tuple[str, str | None]]:
    rows = Contactmoment.objects.filter(organisatie_id=of.organisatie_id).order_by("pk")
    return list(rows.values_list("tekst", "dubbel_van__tekst"))


def test_the_same_twice_is_one(wereld: Wereld) -> None:
    first, second = (
        note(wereld.samira, wereld.klaverveld, "a"),
        note(wereld.samira, wereld.klaverveld, "a"),
    )
    assert first[1] is True
    assert second == (first[0], False)
    assert kept(wereld.samira) == [("a", None)]


def test_other_content_is_kept_and_flagged_once(wereld: Wereld) -> None:
    for tekst in ("a", "b", "b", "a", "c", "b"):
        note(wereld.samira, wereld.klaverveld, tekst)
    assert kept(wereld.samira) == [("a", None), ("b", "a"), ("c", "a")]


def test_a_key_belongs_to_one_organisation(wereld: Wereld) -> None:
    note(wereld.samira, wereld.klaverveld, "a")
    note(wereld.ruben, wereld.klaverveld, "b")
    assert kept(wereld.samira) == [("a", None)]
    assert kept(wereld.ruben) == [("b", None)]


@pytest.mark.django_db(transaction=True)
def test_the_same_at_the_same_moment_is_one(wereld: Wereld) -> None:
    found = at_once(*[lambda: note(wereld.samira, wereld.klaverveld, "a")] * 4)
    assert sorted(new for _row, new in found) == [False, False, False, True]  # type: ignore[misc]  # an error would fail here
    assert kept(wereld.samira) == [("a", None)]


@pytest.mark.django_db(transaction=True)
def test_a_race_of_twenty_gives_the_database_nothing_to_log(wereld: Wereld) -> None:
    failed: list[str] = []
    press = watched(lambda: note(wereld.samira, wereld.klaverveld, "a")[1], failed)
    found = at_once(*[press] * 20)
    assert sorted(found) == [*[False] * 19, True]  # type: ignore[type-var]  # an error would fail here
    assert failed == []
    assert kept(wereld.samira) == [("a", None)]


@pytest.mark.django_db(transaction=True)
def test_other_content_at_the_same_moment_is_kept_once(wereld: Wereld) -> None:
    note(wereld.samira, wereld.klaverveld, "a")
    found = at_once(*[lambda: note(wereld.samira, wereld.klaverveld, "b")] * 4)
    assert sorted(new for _row, new in found) == [False, False, False, True]  # type: ignore[misc]  # an error would fail here
    assert kept(wereld.samira) == [("a", None), ("b", "a")]


def test_a_fingerprint_depends_on_the_content_only(wereld: Wereld) -> None:
    one: dict[str, Any] = {"a": "é", "b": [wereld.klaverveld], "c": None}
    assert fingerprint(one) == fingerprint({"c": None, "b": (wereld.klaverveld,), "a": "é"})
    others = ({**one, "a": "e"}, {**one, "b": [wereld.kade]}, {**one, "c": ""}, {"a": "é"})
    assert fingerprint(one) not in {fingerprint(other) for other in others}
