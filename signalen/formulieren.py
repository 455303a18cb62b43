"""The forms that members save here, and what the page on what filling in costs calls them."""

from django.utils.translation import gettext_lazy as _

from signalen.forms.inzage import InzageForm
from signalen.forms.notitie import NotitieForm, StartForm
from signalen.forms.signaal import DuidingForm, SignaalForm, SignaalWijzigForm, WantForm
from signalen.forms.signaal_verzamel import GatherForm
from signalen.forms.verhaal import VerhaalForm
from signalen.forms.weghalen import WeghaalForm
from wijken.contract import Formulier
from wijken.forms.contact import ContactWijzigForm
from wijken.forms.terugkoppeling import TerugkoppelingForm
from wijken.models import Rol

FORMULIEREN = (
    Formulier("contact_wijzig", _("Een contact wijzigen"), ContactWijzigForm),
    Formulier("signaal_nieuw", _("Een signaal"), SignaalForm),
    Formulier("signaal_wijzig", _("Een signaal wijzigen"), SignaalWijzigForm),
    Formulier("signaal_verzamel", _("Contacten bij een signaal verzamelen"), GatherForm),
    Formulier("signaal_duiding", _("Een duiding"), DuidingForm),
    Formulier("signaal_zonder_duiding", _("Een signaal zonder duiding"), WantForm),
    Formulier("signaal_niet_op_de_agenda", _("Een signaal niet op de agenda"), WantForm),
    Formulier("signaal_heroverweeg", _("Een signaal heroverwegen"), WantForm),
    Formulier(
        "signaal_terugkoppeling", _("Vertellen wat er van een signaal kwam"), TerugkoppelingForm
    ),
    Formulier("verhaal_nieuw", _("Een verhaal"), VerhaalForm),
    Formulier("notitie_nieuw", _("Een notitie beginnen"), StartForm),
    Formulier("notitie_wijzig", _("Een notitie schrijven"), NotitieForm),
    Formulier("weghalen", _("Woorden weghalen"), WeghaalForm),
    Formulier("inzage", _("Inzage"), InzageForm, rollen=(Rol.BEHEERDER,)),
)
