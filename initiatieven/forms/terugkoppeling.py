"""Recording how the people around an initiative were told what came of it."""

from django.utils.translation import gettext_lazy

from initiatieven.models import InitiatiefTerugkoppeling
from opbouw.lib.forms import BlockField
from wijken.forms.terugkoppeling import TerugkoppelingForm


class InitiatiefTerugkoppelingForm(TerugkoppelingForm):
    """The same, but the resident reads along on the status page."""

    tekst = BlockField(
        InitiatiefTerugkoppeling.tekst,
        label=gettext_lazy("Wat heb je verteld?"),
        rows=5,
        help_text=gettext_lazy(
            "Dit staat ook op de volgpagina van de bewoner. Gelukt, afgewezen of gestopt: "
            "vertel wat de buurt ervan leerde."
        ),
    )
