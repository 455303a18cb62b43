"""Parts of a page that are drawn once and kept: for whom, and for how long."""

import pytest
from django.template import Context, Template
from django.template.exceptions import TemplateSyntaxError
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe

from opbouw.lib.web.components.library import UnknownVariableError
from opbouw.lib.web.paths import path_of
from opbouw.lib.web.tags.kept import MOST_KEPT


class Counting:
    """A value that says how often it was drawn."""

    def __init__(self) -> None:
        self.drawn = 0

    def __str__(self) -> str:
        self.drawn += 1
        return f"drawn {self.drawn} times"


def test_a_kept_part_is_drawn_once_for_each_value() -> None:
    template = Template("{% kept thema=thema %}{{ thema }}{% endkept %}")
    first, second = Counting(), Counting()
    drawn = [template.render(Context({"thema": value})) for value in (first, second, first)]
    assert drawn == ["drawn 1 times"] * 3
    assert (first.drawn, second.drawn) == (1, 1)


def test_another_language_is_another_drawing() -> None:
    template = Template(
        "{% kept naam=naam %}{% get_current_language as taal %}{{ taal }}{% endkept %}"
    )
    drawn = []
    for language in ("nl", "ar", "nl"):
        with translation.override(language):
            drawn.append(template.render(Context({"naam": "x"})))
    assert drawn == ["nl", "ar", "nl"]


def test_what_is_safe_and_what_is_not_are_two_drawings() -> None:
    template = Template("{% kept naam=naam %}{{ naam }}{% endkept %}")
    drawn = [template.render(Context({"naam": naam})) for naam in (mark_safe("<b>"), "<b>")]
    assert drawn == ["<b>", "&lt;b&gt;"]


def test_a_kept_part_cannot_read_what_is_not_named() -> None:
    template = Template("{% kept thema=thema %}{{ lid.naam }}{% endkept %}")
    with pytest.raises(UnknownVariableError, match="reads 'lid'"):
        template.render(Context({"thema": "donker", "lid": "somebody"}))


def test_no_more_is_kept_than_fits() -> None:
    template = Template("{% kept naam=naam %}{{ naam }}{% endkept %}")
    for number in range(MOST_KEPT + 10):
        assert template.render(Context({"naam": str(number)})) == str(number)
    node = template.nodelist[0]
    assert len(vars(node)["drawn"]) == MOST_KEPT


def test_what_is_not_a_name_with_a_value_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="takes names with a value"):
        Template("{% kept thema %}{% endkept %}")


@pytest.mark.parametrize("route", ["contact", "initiatief", "signaal", "notitie"])
def test_the_address_of_a_row_is_what_reverse_says(route: str) -> None:
    assert path_of(route, 7) == reverse(route, args=[7])
