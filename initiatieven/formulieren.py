"""The forms that members save here, and what the page on what filling in costs calls them."""

from django.utils.translation import gettext_lazy as _

from initiatieven.forms.bericht import BerichtForm
from initiatieven.forms.contactpersoon import ContactpersoonForm, ContactpersoonWijzigForm
from initiatieven.forms.initiatief import NieuwForm
from initiatieven.forms.lijnen import LijnenForm
from initiatieven.forms.terugkoppeling import InitiatiefTerugkoppelingForm
from wijken.contract import Formulier

FORMULIEREN = (
    Formulier("initiatief_nieuw", _("Een initiatief"), NieuwForm),
    Formulier("initiatief", _("Een bericht over een initiatief"), BerichtForm),
    Formulier("initiatief_lijnen", _("De lijnen van een initiatief"), LijnenForm),
    Formulier(
        "initiatief_terugkoppeling",
        _("Vertellen wat er van een initiatief kwam"),
        InitiatiefTerugkoppelingForm,
    ),
    Formulier("bron_contactpersoon", _("Een contactpersoon bij een bron"), ContactpersoonForm),
    Formulier(
        "initiatief_contactpersoon", _("Een contactpersoon bij een initiatief"), ContactpersoonForm
    ),
    Formulier("contactpersoon_wijzig", _("Een contactpersoon wijzigen"), ContactpersoonWijzigForm),
)
