"""Forms, and what is wrong with them; a builtin of the templates."""

from typing import Annotated, Any

from django.forms import BaseForm, BoundField
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from opbouw.lib.forms.checked import POINTED_AT, CheckedForm
from opbouw.lib.forms.fields import TextField
from opbouw.lib.web.components.elements import icoon
from opbouw.lib.web.components.library import Components, draw, optional

register = Components()


@register.component("{% fouten form=form %}")
def fouten(
    *,
    form: BaseForm,
    kop: Annotated[str, "instead of “Nog niet bewaard”"] = "",
) -> SafeString:
    """The hidden fields of a form, and what is wrong with a link to each field."""
    return draw("components/fouten.html", form=form, kop=kop)


class _PatternForm(CheckedForm):
    """What the server draws of a form with two finds in its one text; the browser fills it in."""

    tekst = TextField(required=False)

    def clean(self) -> dict[str, Any]:
        """Find twice something, and ask for the tick."""
        self.add_error("tekst", ["…", "…"])
        self.ask()
        return {}


@register.component("{% nakijken form=form %}")
def nakijken(
    *,
    form: Annotated[
        CheckedForm, "the `checked_fields` of it and its rows are searched; under errors and tick"
    ],
) -> SafeString:
    """Searches the texts of a form before it is sent, with script; the server does so anyway."""
    parts = [form, *form.rows]
    checked = {one[name].html_name for one in parts for name in one.checked_fields}
    numbers = {one[name].html_name for one in parts for name in one.number_fields}
    names = [
        field.html_name for one in parts for field in one if field.html_name in checked | numbers
    ]
    return draw(
        "components/nakijken.html",
        velden=" ".join(names),
        alleen_bsn=" ".join(name for name in names if name not in checked),
        melding=POINTED_AT,
        patroon=_PatternForm({}, prefix=form.prefix),
    )


@register.component('{% formulier form=form knop="Bewaar" terug_url="#" %}')
def formulier(
    context: Context,
    *,
    form: BaseForm,
    knop: Annotated[str, "the words of the button that sends it"],
    actie: Annotated[str, "where it is sent; here, without it"] = "",
    terug_url: Annotated[str, "the way out without sending"] = "",
    terug: Annotated[str, "instead of “Toch niet”"] = "",
    uitleg: str = "",
) -> SafeString:
    """A whole form, with its errors and buttons."""
    return draw(
        "components/formulier.html",
        form=form,
        knop=knop,
        actie=actie,
        terug_url=terug_url,
        terug=terug,
        uitleg=uitleg,
        **hidden_fields(context),
    )


def hidden_fields(context: Context) -> dict[str, object]:
    """Return what a component's template needs of the page to print a form's hidden fields."""
    return {"request": context["request"]}


# --- Around a field: only the templates that draw one use these ---
@register.component("{% veldvrij veld=form.waarom %}")
def veldvrij(*, veld: BoundField) -> SafeString:
    """Says behind the label of a field that it may be skipped."""
    words = getattr(veld.field, "vrij", None)
    if veld.field.required or words == "":
        return SafeString()
    return format_html(' <span class="veld__vrij">{}</span>', words or _("mag je overslaan"))


@register.component("{% veldhulp veld=form.verhaal %}")
def veldhulp(*, veld: BoundField) -> SafeString:
    """The help of a field."""
    # Help texts are ours or allauth's own HTML; nobody types them.
    help_text = mark_safe(veld.help_text)  # noqa: S308  # see the line above
    return optional('<div class="veld__hulp" id="{1}_helptext">{0}</div>', help_text, veld.auto_id)


@register.component("{% veldfout veld=form.verhaal %}")
def veldfout(*, veld: BoundField) -> SafeString:
    """What is wrong with a field, at the field itself; more than one as a list."""
    errors = veld.errors
    if not errors:
        return SafeString()
    if len(errors) == 1:
        said = format_html("{}", errors[0])
    else:
        items = format_html_join("\n", "<li>{}</li>", ((error,) for error in errors))
        said = format_html("<ul>{}</ul>", items)
    return format_html(
        '<div class="veld__fout" id="{}_error">{}'
        '<div><span class="alleen-lezer">{} </span>{}</div></div>',
        veld.auto_id,
        icoon(naam="circle-alert"),
        _("Fout:"),
        said,
    )


@register.component("{% veldinvoer veld=form.verhaal %}")
def veldinvoer(*, veld: BoundField) -> SafeString:
    """What somebody fills in; with a search where there is more to choose than a page can show."""
    zoeken = getattr(veld.field, "zoeken", None)
    if zoeken is None:
        return SafeString(veld)
    return draw("components/zoekkeuze.html", veld=veld, zoeken=zoeken)
