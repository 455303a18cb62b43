"""Components: an argument that is wrong or missing raises, and the manual says what there is."""

import re
from collections.abc import Iterable
from typing import Annotated, Any, Literal

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.template import Context, Engine, RequestContext, TemplateSyntaxError
from django.test import RequestFactory
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from opbouw.lib.forms import CheckedForm, TextField
from opbouw.lib.web.components.elements import icoon, knop, melding
from opbouw.lib.web.components.forms import nakijken
from opbouw.lib.web.components.library import (
    Component,
    Components,
    UnknownVariableError,
    all_components,
    draw,
    optional,
)
from opbouw.lib.web.components.manual import with_manual
from opbouw.stijl import VoorbeeldForm, example_data

TEMPLATES = settings.BASE_DIR / "templates"


def rendered(source: str, request: HttpRequest | None = None, **variables: Any) -> str:
    """Return what the template makes of these variables."""
    template = Engine.get_default().from_string(source)
    context = RequestContext(request, variables) if request else Context(variables)
    return template.render(context)


def test_the_word_mark_is_read_as_one_word() -> None:
    assert 'aria-label="Opbouw"' in rendered("{% merk %}")


# --- Arguments ---
@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{% knop tekst='a' sort='rustig' %}", "unexpected keyword argument 'sort'"),
        ("{% knop soort='rustig' %}", "did not receive value(s) for the argument(s): 'tekst'"),
        ("{% knop tekst='a' soort='rustiger' %}", "soort as one of hoofd, rustig, tekst, gevaar"),
        ("{% knop tekst='a' tekst='b' %}", "multiple values for keyword argument 'tekst'"),
        ("{% knop 'a' %}", "too many positional arguments"),
        ("{% kaart titel='a' niveau=4 %}", "niveau as one of 3, 2, not 4"),
    ],
)
def test_a_wrong_or_missing_argument_is_refused_when_the_template_is_read(
    source: str, said: str
) -> None:
    with pytest.raises(TemplateSyntaxError) as refused:
        Engine.get_default().from_string(source)
    assert said in str(refused.value)


def test_a_wrong_value_from_the_context_is_refused_when_it_is_drawn() -> None:
    with pytest.raises(TemplateSyntaxError, match="toon as one of info, goed"):
        rendered("{% melding tekst='a' toon=toon %}", toon="rood")


@pytest.mark.parametrize("argument", ["tekst=teks", "tekst='a' url=lid.adres"])
def test_a_variable_that_is_not_there_is_refused_and_nothing_else_is_told(argument: str) -> None:
    with pytest.raises(UnknownVariableError) as refused:
        rendered(f"{{% knop {argument} %}}", tekst="het geheim", lid={"naam": "geheim"})
    assert "geheim" not in str(refused.value)
    # Nor by an error that it was made of, which a log would show beside it.
    assert refused.value.__context__ is None


def test_what_is_looked_up_in_none_is_nothing() -> None:
    assert rendered("{% knop tekst='a' url=lid.adres %}", lid=None) == knop(tekst="a")


def test_a_variable_that_may_be_absent_says_so() -> None:
    assert rendered("{% knop tekst='a' url=adres|default:'' %}") == knop(tekst="a")


def test_a_component_sees_nothing_of_the_page() -> None:
    leak: dict[str, Any] = {
        "url": "/",
        "icoon": "check",
        "kop": "Kop",
        "staat": "open",
        "lijnen": ["koppelen"],
    }
    assert rendered("{% knop tekst='a' %}", **leak) == rendered("{% knop tekst='a' %}")
    assert rendered("{% kop titel='a' %}", **leak) == rendered("{% kop titel='a' %}")


def test_a_components_template_may_not_read_what_it_is_not_given() -> None:
    with pytest.raises(UnknownVariableError, match="'stappen'"):
        draw("components/draad.html", kop="Draad")


def test_a_signature_becomes_the_arguments_of_a_tag() -> None:
    library = Components()

    @library.component("{% proef naam='a' %}")
    def proef(
        context: Context,
        *,
        naam: Annotated[str, "what it is called"],
        soort: Literal["groot", "klein"] = "klein",
        delen: Iterable[str] = (),
    ) -> SafeString:
        """Try this.

        And more.
        """
        return format_html("{}{}{}{}", context["boven"], naam, soort, "".join(delen))

    (component,) = library.components
    said = [
        (a.name, a.required, a.meaning, a.options, a.default if not a.required else None)
        for a in component.arguments
    ]
    assert component.name == "proef"
    assert component.sentence == "Try this."
    assert said == [
        ("naam", True, "what it is called", (), None),
        ("soort", False, "", ("groot", "klein"), "klein"),
        ("delen", False, "", (), ()),
    ]
    engine = Engine()
    engine.template_builtins.append(library)
    template = engine.from_string("{% proef naam=titel delen=delen %}")
    assert (
        template.render(Context({"boven": "<", "titel": ">", "delen": "xy"})) == "&lt;&gt;kleinxy"
    )


# --- Markup ---
def test_what_was_typed_is_escaped_whatever_was_drawn_before() -> None:
    safe, unsafe = mark_safe("<b>a</b>"), "<b>a</b>"
    assert "<b>a</b>" in icoon(naam="check", label=safe)
    assert "<b>a</b>" not in icoon(naam="check", label=unsafe)
    assert "<b>a</b>" not in knop(tekst=unsafe, url='"><i>', naam="a", waarde=unsafe)
    assert "<b>a</b>" not in melding(tekst=unsafe, kop=unsafe)


def test_an_optional_part_is_left_out_with_its_markup() -> None:
    assert optional("<p>{}</p>", "") == ""
    assert optional("<p>{}</p>", "a<") == "<p>a&lt;</p>"


class TwoTexts(CheckedForm):
    """One text that is searched, one in which a number stops the form, one left alone."""

    checked_fields = ("verhaal",)
    other_numbers = ("kenmerk",)

    titel = TextField()
    verhaal = TextField()
    kenmerk = TextField()


def test_the_browser_is_told_which_fields_to_search_and_for_what() -> None:
    drawn = nakijken(form=TwoTexts(prefix="eerste"))
    assert re.findall(r'data-(nakijken|alleen-bsn)="(.*?)"', drawn) == [
        ("nakijken", "eerste-titel eerste-verhaal"),
        ("alleen-bsn", "eerste-titel"),
    ]
    # The tick has the name under which the form looks for it.
    assert 'name="eerste-nagekeken"' in drawn


# --- The list ---
@pytest.mark.parametrize("component", all_components(), ids=lambda component: component.name)
def test_every_component_has_a_sentence_and_examples_that_can_be_drawn(
    component: Component,
) -> None:
    request = RequestFactory().get("/")
    data = {"form": VoorbeeldForm({}), **example_data()}
    assert component.sentence.endswith(".")
    assert component.examples
    for example in component.examples:
        assert "<" in rendered(example, request, **data)


def test_every_name_is_given_once() -> None:
    names = [component.name for component in all_components()]
    assert sorted(names) == sorted(set(names))


def test_the_manual_is_up_to_date() -> None:
    document = (settings.BASE_DIR / "docs" / "components.md").read_text(encoding="utf-8")
    assert document == with_manual(document, all_components()), "run `manage.py components`"


@pytest.mark.parametrize(
    "path",
    [p for p in sorted(TEMPLATES.rglob("*")) if p.is_file()],
    ids=lambda path: str(path.relative_to(TEMPLATES)),
)
def test_every_template_can_be_read(path: Any) -> None:
    Engine.get_default().get_template(str(path.relative_to(TEMPLATES)))


def test_a_component_is_never_included_nor_given_an_empty_filler() -> None:
    wrong = re.compile(r'{% include "components/|{%[^%]* \w+=(""|\'\')[ %]')
    found = [
        (str(path.relative_to(TEMPLATES)), tag[0])
        for path in TEMPLATES.rglob("*.html")
        for tag in wrong.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []
