"""How long an organisation keeps what."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from opbouw.lib.forms import FingerprintField
from opbouw.lib.writing.once import fingerprint
from wijken.models import TERMIJNEN, Onderwerp, Termijn
from wijken.queries.bewaren import years_in_words


class BewaarForm(forms.Form):
    """A number of years for each subject; only what the bounds allow can be chosen."""

    stand = FingerprintField(required=False)

    def __init__(self, data: QueryDict | None = None, *, terms: dict[str, int]) -> None:
        super().__init__(data, initial={**terms, "stand": fingerprint(terms)})
        for onderwerp, termijn in TERMIJNEN.items():
            self.fields[onderwerp] = forms.TypedChoiceField(
                label=Onderwerp(onderwerp).label,
                choices=_choices(termijn),
                coerce=int,
                help_text=str(termijn.vanaf).capitalize() + ".",
            )


def _choices(termijn: Termijn) -> list[tuple[int, str]]:
    years = range(termijn.least, termijn.most + 1)
    return [(year, _years(year, termijn)) for year in years]


def _years(year: int, termijn: Termijn) -> str:
    text = years_in_words(year)
    return _("%(jaren)s (het langst)") % {"jaren": text} if year == termijn.most else text
