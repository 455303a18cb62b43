"""Looking for something, and keeping a search under a name."""

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import OnceForm, TextField
from wijken.models import Lidmaatschap, Lijn, Thema, Zoekfilter
from wijken.queries.zoeken import Zoekvraag, area_choices, months, quarters

OWN = "mij"
# Room for every choice at once.
LONGEST_QUERY = 300


class ZoekForm(forms.Form):
    """The words, and what else to choose by; nothing is required."""

    fouten_kop = gettext_lazy("Kijk hier even naar:")

    woorden = TextField(
        Zoekfilter.woorden,
        label=gettext_lazy("Welke woorden zoek je?"),
        required=False,
        error_messages={
            "max_length": gettext_lazy("Zoek met hoogstens %(limit_value)d tekens."),
        },
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    soort = forms.ChoiceField(label=gettext_lazy("Waarin"), required=False)
    gebied = forms.ChoiceField(label=gettext_lazy("Waar"), required=False)
    periode = forms.ChoiceField(label=gettext_lazy("Wanneer"), required=False)
    lijn = forms.ChoiceField(
        label=gettext_lazy("Lijn"),
        required=False,
        choices=[("", gettext_lazy("Alle lijnen")), *Lijn.choices],
    )
    thema = forms.ChoiceField(
        label=gettext_lazy("Thema"),
        required=False,
        choices=[("", gettext_lazy("Alle thema’s")), *Thema.choices],
    )
    van = forms.ChoiceField(
        label=gettext_lazy("Van wie"),
        required=False,
        choices=[("", gettext_lazy("Het hele team")), (OWN, gettext_lazy("Van mij"))],
    )

    def __init__(
        self, data: QueryDict, *, lid: Lidmaatschap, soorten: list[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        choices: dict[str, list[Any]] = {
            "soort": [("", _("Alles")), *soorten],
            "gebied": list(area_choices(lid)),
            "periode": [
                ("", _("Altijd")),
                (_("Kwartalen"), [(one.code, one.naam) for one in quarters()]),
                (_("Maanden"), [(one.code, one.naam) for one in months()]),
            ],
        }
        for name, offered in choices.items():
            cast(forms.ChoiceField, self.fields[name]).choices = offered
        for name in self.fields:
            self.fields[name].vrij = ""  # type: ignore[attr-defined]  # nothing here is required

    def chosen(self) -> Zoekvraag | None:
        """Return what was asked; None where something is wrong, which the form then says."""
        if not self.is_valid():
            return None
        data = dict(self.cleaned_data)
        return Zoekvraag(eigen=data.pop("van") == OWN, **data)

    @property
    def query(self) -> str:
        """The address of this search, without what was not chosen."""
        return self.query_with()

    def query_with(self, **other: str) -> str:
        """Return the address of this search with one thing chosen otherwise."""
        said = {**self.cleaned_data, **other}
        return urlencode({name: value for name, value in said.items() if value})


class ZoekfilterForm(OnceForm):
    """A name for a search."""

    checked_fields = ("naam", "woorden")

    naam = TextField(
        Zoekfilter.naam,
        label=gettext_lazy("Hoe noem je deze zoekvraag?"),
        help_text=gettext_lazy("Alleen jij ziet hem."),
    )
    woorden = TextField(
        Zoekfilter.woorden, label=gettext_lazy("Met welke woorden?"), required=False
    )
    vraag = forms.CharField(max_length=LONGEST_QUERY, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, read: Callable[[QueryDict], ZoekForm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._read = read

    def clean(self) -> dict[str, Any]:
        """Turn the rest of the search into its choices; what nobody can choose is refused."""
        data = super().clean()
        choices = self._read(QueryDict(data.pop("vraag", "")))
        if not choices.is_valid():
            self.add_error(None, _("Deze zoekvraag kan niet bewaard worden. Zoek eerst opnieuw."))
            return data
        chosen = {name: value for name, value in choices.cleaned_data.items() if value}
        chosen.pop("woorden", None)
        if not chosen and not data.get("woorden"):
            self.add_error(None, _("Er is nog niets om te bewaren. Zoek eerst iets."))
        return {**data, "keuzes": chosen}
