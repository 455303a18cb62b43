"""Texts of two million bytes: refused before anybody looks at what they say.

Putting marks in order takes the square of how many stand in a row. So what counts is how many
characters are handed to the work that looks at every one of them, and not the time that it took.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.test import Client

from opbouw.lib.forms import checked, fields
from opbouw.lib.text import freetext
from opbouw.lib.text.marks import MOST_READABLE, longest_row
from opbouw.lib.web.bodies import FILE_BODY, FORM, LONG_FORM
from signalen.forms.notitie import NotitieForm
from signalen.forms.notitie_rijen import DRIE, RichtingForm, VraagForm
from tests.access_table import GET
from tests.access_world import OneOfEach
from tests.test_access import path_of
from tests.test_lengths import all_forms
from tests.wereld import Wereld

MB = 1_000_000
# Two bytes each: a tower of marks; letters with as many marks as a text may have; and other work.
HOSTILE = {
    "tower": "e" + "\u0301\u0316" * (MB // 2),
    "letters with marks": ("e" + "\u0316\u0301" * 4) * (2 * MB // 17),
    "Tibetan marks that come apart": "\u0f40" + "\u0f73" * (2 * MB // 3),
    "Japanese marks that are letters": "\uff76" + "\uff9e" * (2 * MB // 3),
    "letters": "x" * 2 * MB,
    "digits": "1 " * MB,
    "titles": "mevrouw van de " * (2 * MB // 15),
    "line ends": "\r\n" * MB,
}
MARKS = "e" + "\u0301\u0316" * 20_000
# More than any form here may hold, and less than a page may be sent.
FULL = ("e" + "\u0316\u0301" * 4) * 4_500


class Work:
    """Characters that were handed to what looks at each of them, and the longest row of marks."""

    characters = 0
    row = 0

    def count(self, text: str) -> None:
        """Count one text."""
        self.characters += len(text)
        self.row = max(self.row, longest_row(text))


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """Count what is normalised, and what is searched for personal data."""
    done = Work()

    def counted(function: Any) -> Any:
        def wrapper(*args: Any) -> Any:
            done.count(str(args[-1]))
            return function(*args)

        return wrapper

    monkeypatch.setattr(unicodedata, "normalize", counted(unicodedata.normalize))
    for module, name in (
        (checked, "check_text"),
        (fields, "check_text"),
        (fields, "is_blank"),
        (freetext, "refuse_control_characters"),
        (fields, "refuse_invisible_characters"),
    ):
        monkeypatch.setattr(module, name, counted(getattr(module, name)))
    return done


def every_field() -> Iterator[Any]:
    """Each field of each form of our own."""
    for form in all_forms():
        for name, field in form.base_fields.items():
            yield pytest.param(field, id=f"{form.__qualname__}.{name}")


@pytest.mark.django_db
@pytest.mark.parametrize("field", list(every_field()))
def test_no_field_looks_at_two_million_bytes(field: forms.Field, work: Work) -> None:
    for text in HOSTILE.values():
        for value in (text, [text]):
            try:
                field.clean(value)
            except (ValidationError, AttributeError):  # a list where a text belongs
                continue
    assert work.characters == 0


@pytest.mark.parametrize(
    "field", [fields.TextField(), fields.BlockField(), fields.EmailField(), fields.LinkField()]
)
def test_a_field_without_a_column_has_an_end_too(field: forms.Field, work: Work) -> None:
    for text in HOSTILE.values():
        with pytest.raises(ValidationError) as caught:
            field.clean(text)
        assert "max_length" in [error.code for error in caught.value.error_list]
    assert work.characters == 0


@pytest.mark.parametrize("field", [fields.EmailField(), fields.LinkField()])
def test_an_address_with_a_tower_of_marks_is_not_put_in_order(
    field: forms.Field, work: Work
) -> None:
    for text in (f"https://{MARKS[:400]}.nl", f"els@{MARKS[:400]}.nl"):
        with pytest.raises(ValidationError, match="streepjes of puntjes"):
            field.clean(text)
    assert work.row == longest_row(MARKS[:400])  # looked at, in one walk
    assert work.characters < 4 * 410


# --- The pages that anybody may send to ---
ANONYMOUS = sorted(
    {name for name, row in GET.items() if row[0] in {200, 404}}
    | {"account_confirm_login_code", "mfa_authenticate", "mfa_login_webauthn", "vandaag"}
)


def bodies(path: str, anonymous: Client) -> list[str]:
    """The names of the fields on a page, as far as it has any, and some that it has not."""
    page = anonymous.get(path).content.decode()
    drawn = re.findall(r'<(?:input|textarea|select)\b[^>]*?\bname="([^"]+)"', page)
    return sorted({*drawn, "tekst", "credential", "zoek"} - {"csrfmiddlewaretoken"})


@pytest.mark.parametrize("name", ANONYMOUS)
def test_no_public_page_reads_two_million_bytes(
    name: str, one_of_each: OneOfEach, wereld: Wereld, work: Work
) -> None:
    path = path_of(one_of_each, name)
    anonymous = wereld.anonymous
    names = bodies(path, anonymous)
    work.characters = 0
    for field in names:
        response = anonymous.post(path, {field: HOSTILE["tower"]})
        assert response.status_code == 413, (name, field)
    assert work.characters == 0


@pytest.mark.parametrize("name", ANONYMOUS)
def test_a_public_page_looks_at_no_more_than_it_may_hold(
    name: str, one_of_each: OneOfEach, wereld: Wereld, work: Work
) -> None:
    path = path_of(one_of_each, name)
    anonymous = wereld.anonymous
    names = bodies(path, anonymous)
    for field in names:
        work.characters = work.row = 0
        assert anonymous.post(path, {field: MARKS}).status_code == 400
        assert anonymous.post(path, {MARKS: field}).status_code == 400
        assert anonymous.get(path, {field: MARKS[:600]}).status_code == 400
        assert work.characters == 0
        answer = anonymous.post(path, {field: FULL})
        assert answer.status_code < 500
        # At most once by each of a few: never a number of times that grows with the text.
        assert work.characters <= 6 * len(FULL)
        assert work.row <= MOST_READABLE


# --- Everything that fits is taken ---
def test_each_form_fits_in_what_its_page_takes() -> None:
    """Filled to the last character with signs of four bytes, which are sent as twelve."""

    def sent(form: type[forms.Form]) -> int:
        texts = (f for f in form.base_fields.values() if isinstance(f, forms.CharField))
        return 12 * sum(field.max_length or 200 for field in texts) + 4_000

    rows = DRIE * (sent(VraagForm) + sent(RichtingForm))
    assert sent(NotitieForm) + rows <= LONG_FORM
    others = {form.__qualname__: sent(form) for form in all_forms() if form is not NotitieForm}
    assert {name: size for name, size in others.items() if size > FORM} == {}
    assert LONG_FORM < FILE_BODY
