"""The forms that members save here, and what the page on what filling in costs calls them."""

from django.utils.translation import gettext_lazy as _

from wijken.contract import Formulier
from wijken.forms.afspraak import (
    AfspraakForm,
    AfspraakWijzigForm,
    GeefDoorForm,
    VerplaatsForm,
    VervaltForm,
)
from wijken.forms.bewaren import BewaarForm
from wijken.forms.bron import BronForm, BronWijzigForm, WegForm
from wijken.forms.contact import ContactForm
from wijken.forms.foto import FotoForm
from wijken.forms.lid import LidForm
from wijken.forms.overzetten import KolommenForm, OverzetForm
from wijken.forms.ronde import RondeForm
from wijken.forms.uitnodiging import UitnodigingForm
from wijken.forms.verband import EindeForm, VerbandForm, VerbandWijzigForm
from wijken.models import Rol
from wijken.queries.lid import DOWNLOADERS, MANAGERS

FORMULIEREN = (
    Formulier("contact_nieuw", _("Noteer"), ContactForm),
    Formulier("overzettingen", _("Contacten uit een bestand"), OverzetForm, rollen=DOWNLOADERS),
    Formulier("overzetting", _("De kolommen van een bestand"), KolommenForm, rollen=DOWNLOADERS),
    Formulier("ronde_nieuw", _("Een ronde"), RondeForm, onderweg=True),
    Formulier("contact_foto", _("Een foto bij een contact"), FotoForm),
    Formulier("afspraak_nieuw", _("Een afspraak"), AfspraakForm),
    Formulier("afspraak_verplaatsen", _("Een afspraak verplaatsen"), VerplaatsForm),
    Formulier("afspraak_doorgeven", _("Een afspraak doorgeven"), GeefDoorForm),
    Formulier("afspraak_vervalt", _("Een afspraak laten vervallen"), VervaltForm),
    Formulier("afspraak_wijzig", _("Een afspraak wijzigen"), AfspraakWijzigForm),
    Formulier("bron_nieuw", _("Een bron noemen"), BronForm),
    Formulier("bron_wijzig", _("Een bron wijzigen"), BronWijzigForm),
    Formulier("bron_archiveer", _("Een bron in het archief zetten"), WegForm),
    Formulier("bron_verband", _("Een verband"), VerbandForm),
    Formulier("verband_wijzig", _("Een verband wijzigen"), VerbandWijzigForm),
    Formulier("verband_einde", _("Een verband beëindigen"), EindeForm),
    Formulier("uitnodigen", _("Een collega uitnodigen"), UitnodigingForm, rollen=MANAGERS),
    Formulier("lid_wijzigen", _("De rol van een collega"), LidForm, rollen=MANAGERS),
    Formulier("bewaartermijnen", _("Hoe lang we bewaren"), BewaarForm, rollen=(Rol.BEHEERDER,)),
)
