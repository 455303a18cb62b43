"""How long contacts, people with access and the tables of the ground are kept."""

from datetime import timedelta

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from opbouw.lib.jobs import mail
from opbouw.lib.models import AuditRegel
from wijken.actions import inlezing, overzetting, uitnodiging
from wijken.actions.bewaren import (
    delete_appointments,
    delete_audit_rows,
    reduce_contacts,
    reduce_rondes,
)
from wijken.actions.bron import delete_bronnen
from wijken.actions.invultijd import delete_field_use, delete_times
from wijken.bewaarregels import Kept, Rule, day_of
from wijken.models import (
    TERMIJNEN,
    Afspraak,
    Bron,
    Contactmoment,
    Invultijd,
    Lidmaatschap,
    Onderwerp,
    Ronde,
    Veldgebruik,
)

# Two years in the lists, and three in the archive.
BRON_KEPT = timedelta(days=5 * 365)
INVULTIJD_KEPT = timedelta(days=2 * 365)

RULES = (
    Rule(
        Contactmoment,
        Onderwerp.CONTACTEN,
        rows=lambda: Contactmoment.objects.filter(woorden_weg_op__isnull=True),
        laatst=day_of("op"),
        act=reduce_contacts,
        wat=_("contacten: de woorden"),
        after="reduced to theme, area, line and month",
        since="op",
    ),
    # Those of a contact go with it; this is for the others, and for what was added later.
    Rule(
        Afspraak,
        Onderwerp.CONTACTEN,
        rows=Afspraak.objects.all,
        laatst=day_of("gemaakt_op"),
        act=delete_appointments,
        wat=_("afspraken"),
        after="deleted",
        since="gemaakt_op",
    ),
    Rule(
        Ronde,
        Onderwerp.CONTACTEN,
        rows=lambda: Ronde.objects.filter(woorden_weg_op__isnull=True),
        laatst=F("dag"),
        act=reduce_rondes,
        wat=_("rondes: de plekken en de dag"),
        after="reduced to theme, area and month",
    ),
    Rule(
        Bron,
        BRON_KEPT,
        rows=Bron.objects.all,
        laatst=F("bevestigd_op"),
        act=delete_bronnen,
        wat=_("bronnen die vijf jaar niemand nakeek"),
        after="deleted, with its verbanden; three years after it left the lists for the archive",
        since="bevestigd_op",
    ),
    Rule(
        Invultijd,
        INVULTIJD_KEPT,
        rows=Invultijd.objects.all,
        laatst=F("maand"),
        act=delete_times,
        wat=_("hoe lang formulieren open stonden"),
        after="deleted",
    ),
    Rule(
        Veldgebruik,
        INVULTIJD_KEPT,
        rows=Veldgebruik.objects.all,
        laatst=F("maand"),
        act=delete_field_use,
        wat=_("welke velden gebruikt werden"),
        after="deleted",
    ),
    Rule(
        AuditRegel,
        Onderwerp.LOGBOEK,
        rows=AuditRegel.objects.all,
        laatst=day_of("op"),
        act=delete_audit_rows,
        wat=_("regels van het logboek"),
        after="deleted",
        since="op",
    ),
)

STOPPED = Lidmaatschap.GESTOPT_DAGEN
TRAIL = TERMIJNEN[Onderwerp.LOGBOEK].most
ACCOUNT = "as long as the account"
NIGHTLY = "removed each night once expired"
ORGANISATION = "as long as the organisation uses Opbouw"
NO_PERSON = "names nobody"
READ_IN = inlezing.KEPT_DAYS
BROUGHT_OVER = overzetting.KEPT_DAYS

KEPT = (
    Kept("wijken.Verplaatsing", "with its wijken.Afspraak"),
    Kept("wijken.Organisatie", ORGANISATION),
    Kept("wijken.Bewaartermijn", ORGANISATION),
    Kept("wijken.Gebied", NO_PERSON),
    Kept("wijken.Cijfer", NO_PERSON),
    Kept("wijken.Foto", "with its wijken.Contactmoment"),
    Kept("wijken.Telling", "with its wijken.Ronde"),
    Kept("wijken.Verband", "with its wijken.Bron"),
    Kept("wijken.Inlezing", f"file removed once stored or after a day, row after {READ_IN} days"),
    Kept(
        "wijken.Overzetting",
        f"file, name and headings removed after {BROUGHT_OVER} days, row as long as its contacts",
    ),
    Kept("wijken.AfgekeurdeRij", f"removed {BROUGHT_OVER} days after the file was brought over"),
    Kept("wijken.Kolomindeling", NO_PERSON),
    Kept("wijken.Tekening", NO_PERSON),
    Kept("wijken.Opvolging", NO_PERSON),
    Kept("wijken.Gebruiker", f"emptied {STOPPED} days after the last membership stopped"),
    Kept("wijken.Lidmaatschap", ACCOUNT),
    Kept("wijken.Zoekfilter", "until its member takes it away or stops"),
    Kept("wijken.Uitnodiging", f"removed {uitnodiging.KEPT_DAYS} days after it ended"),
    Kept("lib.Mail", f"blanked once sent, removed after {mail.KEPT_DAYS} days"),
    Kept("lib.RateCounter", NIGHTLY),
    Kept("lib.SpentToken", NIGHTLY),
    Kept("lib.ReferenceCounter", NO_PERSON),
    Kept("wijken.Sessie", NIGHTLY),
    Kept("sessions.Session", NIGHTLY),
    Kept("admin.LogEntry", f"removed after {TRAIL} years, as the audit trail"),
    Kept("account.EmailAddress", ACCOUNT),
    Kept("account.EmailConfirmation", ACCOUNT),
    Kept("mfa.Authenticator", ACCOUNT),
    Kept("socialaccount.SocialAccount", ACCOUNT),
    Kept("socialaccount.SocialApp", NO_PERSON),
    Kept("socialaccount.SocialToken", ACCOUNT),
    Kept("auth.Group", NO_PERSON),
    Kept("auth.Permission", NO_PERSON),
    Kept("contenttypes.ContentType", NO_PERSON),
)
