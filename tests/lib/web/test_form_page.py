"""A form page draws, refuses above the form and keeps what was typed."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from opbouw.lib.web.form_page import form_page, posted, refusals_as_messages, refusals_on
from opbouw.lib.web.limits import TooOften
from opbouw.lib.writing.correction import Overtaken
from opbouw.lib.writing.transitions import Refused


class Briefje(forms.Form):
    """A text, with the version that it was drawn from."""

    tekst = forms.CharField()
    soorten = forms.MultipleChoiceField(choices=[("a", "a"), ("b", "b")], required=False)
    stand = forms.CharField(widget=forms.HiddenInput, required=False)


TYPED = {"tekst": "De lantaarn is stuk.", "soorten": ["a", "b"], "stand": "1"}


@pytest.fixture(autouse=True)
def one_template(settings: Settings) -> None:
    """A page that draws the form and nothing else."""
    loaders = [("django.template.loaders.locmem.Loader", {"form.html": "{{ form.as_p }}"})]
    engine = {"BACKEND": "django.template.backends.django.DjangoTemplates", "NAME": "locmem"}
    settings.TEMPLATES = [*settings.TEMPLATES, {**engine, "OPTIONS": {"loaders": loaders}}]


def sent(rf: RequestFactory) -> tuple[HttpRequest, Briefje]:
    """A form as it came in."""
    request = rf.post("/", TYPED)
    form = Briefje(posted(request))
    assert form.is_valid()
    return request, form


def test_a_page_that_is_asked_for_shows_an_untouched_form(rf: RequestFactory) -> None:
    request = rf.get("/")
    form = Briefje(posted(request))
    assert form.is_bound is False
    assert form.is_valid() is False
    assert form_page(request, "form.html", form).status_code == 200


def test_a_form_without_a_single_field_was_sent_all_the_same(rf: RequestFactory) -> None:
    request = rf.post("/")
    page = form_page(request, "form.html", Briefje(posted(request)))
    assert page.status_code == 422
    assert "errorlist" in page.text


@pytest.mark.parametrize(
    ("refusal", "status"),
    [(Refused("Dit kan nu niet."), 422), (TooOften("Dit kan nu niet."), 429)],
)
def test_a_refusal_is_an_error_above_the_form_and_nothing_is_lost(
    rf: RequestFactory, refusal: Refused, status: int
) -> None:
    request, form = sent(rf)
    with refusals_on(form):
        raise refusal
    page = form_page(request, "form.html", form)
    assert page.status_code == status
    assert form.non_field_errors() == ["Dit kan nu niet."]
    assert "De lantaarn is stuk." in page.text


def test_a_refusal_may_belong_to_one_field(rf: RequestFactory) -> None:
    request, form = sent(rf)
    with refusals_on(form, "soorten"):
        raise Refused("Dit kan nu niet.")
    assert form.errors == {"soorten": ["Dit kan nu niet."]}
    assert form_page(request, "form.html", form).status_code == 422


def test_an_overtaken_form_is_drawn_with_the_present_stand(rf: RequestFactory) -> None:
    _request, form = sent(rf)
    with refusals_on(form):
        raise Overtaken("Een collega was eerder.", stand=2)
    drawn = {name: form[name].value() for name in TYPED}
    assert drawn == {**TYPED, "stand": "2"}


def test_a_form_without_stand_cannot_be_overtaken_in_silence(rf: RequestFactory) -> None:
    class ZonderStand(forms.Form):
        """A form that forgot its version."""

    form = ZonderStand(posted(rf.post("/")))
    with pytest.raises(KeyError, match="stand"), refusals_on(form):
        raise Overtaken("Een collega was eerder.", stand=2)


def test_a_fault_is_no_refusal(rf: RequestFactory) -> None:
    _request, form = sent(rf)
    with pytest.raises(ZeroDivisionError), refusals_on(form):
        raise ZeroDivisionError


def test_a_button_that_is_refused_says_so_on_the_next_page(rf: RequestFactory) -> None:
    request = rf.post("/")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]  # as its middleware does
    with refusals_as_messages(request):
        raise Refused("Dit kan nu niet.")
    said = [(message.level_tag, str(message)) for message in get_messages(request)]
    assert said == [("error", "Dit kan nu niet.")]
